// title: 同场出席 | Who attended with whom
// question: 哪两个人同场出席过活动，几次？ | Which two people took part in the same events, and how often?
// param entity: entities =  — 人物（名称或编号），空则所有人 | person (name or id), empty for everybody
// returns person: string — 姓名 | person
// returns with_person: string — 同场者 | took part with
// returns events: int — 同场次数 | events
// returns first_day: date — 最早（活动日期，文中未说则为见报日期） | first: the event's day, else the date of issue
// returns last_day: date — 最近 | last
// returns days_from: string — 日期的来历：event 活动日期，issue 见报日期，both 兼有 | where the days are from: event (its own day), issue (date of issue), both
// returns person_id: id — 人物编号 | person's id
// returns with_id: id — 同场者编号 | the other's id
// example: entity=
MATCH (p:Person)-[:PARTICIPATES_IN]->(e:Event)<-[:PARTICIPATES_IN]-(q:Person)
WHERE ('' IN $entity AND (p.name < q.name OR (p.name = q.name AND p.id < q.id))) OR (p.id IN $entity AND q.id <> p.id)
WITH DISTINCT p, q, e
OPTIONAL MATCH (e)<-[:SUBJECT]-(h:Statement)
WHERE h.predicate = 'heldOn' AND h.modality <> 'denied' AND h.status <> 'rejected'
WITH p, q, e, count(h.id) AS dated, min(h.start_date) AS first, max(h.end_date) AS last
WITH p, q, count(e.id) AS events, min(coalesce(first, e.first_day)) AS first_day, max(coalesce(last, e.last_day)) AS last_day,
     sum(CASE WHEN dated > 0 THEN 1 ELSE 0 END) AS own
RETURN p.name AS person, q.name AS with_person, events, first_day, last_day,
       CASE WHEN own = events THEN 'event' WHEN own = 0 THEN 'issue' ELSE 'both' END AS days_from, p.id AS person_id, q.id AS with_id
ORDER BY events DESC, person, with_person, person_id, with_id

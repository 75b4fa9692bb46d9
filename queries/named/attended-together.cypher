// title: 同场出席 | Who attended with whom
// question: 哪两个人同场出席过活动，几次？ | Which two people took part in the same events, and how often?
// param entity: entities =  — 人物（名称或编号），空则所有人 | person (name or id), empty for everybody
// returns person: string — 姓名 | person
// returns with_person: string — 同场者 | took part with
// returns events: int — 同场次数 | events
// returns first_day: date — 最早 | first
// returns last_day: date — 最近 | last
// returns person_id: id — 人物编号 | person's id
// returns with_id: id — 同场者编号 | the other's id
// example: entity=
MATCH (p:Person)-[:PARTICIPATES_IN]->(e:Event)<-[:PARTICIPATES_IN]-(q:Person)
WHERE ('' IN $entity AND (p.name < q.name OR (p.name = q.name AND p.id < q.id))) OR (p.id IN $entity AND q.id <> p.id)
RETURN p.name AS person, q.name AS with_person, count(e.id) AS events, min(e.first_day) AS first_day,
       max(e.last_day) AS last_day, p.id AS person_id, q.id AS with_id
ORDER BY events DESC, person, with_person, person_id, with_id

// title: 同事 | Colleagues in one body
// question: 与某人在同一单位任职的有谁？ | Who holds or held a post in the same body as a person?
// param entity: entity — 人物（名称或编号） | person (name or id)
// param as_of: until =  — 截至哪天在任（空则不限时间） | both hold on this day (empty: at any time)
// returns person: string — 姓名 | person
// returns role: string — 职务 | post
// returns body: string — 单位 | organisation or area
// returns colleague: string — 同事 | colleague
// returns colleague_role: string — 同事的职务 | colleague's post
// returns first_seen: date — 同事最早见报在任 | colleague first reported to hold it
// returns last_seen: date — 同事最近见报在任（不是离任） | colleague last reported to hold it (no end)
// returns certainty: string — 同事在任的把握：known 在报道的起止之间，likely 在两次见报之间，last known 此后未见变动 | known inside a reported interval, likely between mentions, last known after
// returns body_id: id — 单位编号 | body's id
// returns colleague_id: id — 同事编号 | colleague's id
// order: person body body_id colleague colleague_id role colleague_role
// example: entity=欧阳霁
MATCH (p:Person {id: $entity})-[h:HOLDS_POST]->(b:Organization|Place)<-[k:HOLDS_POST]-(q:Person)
WHERE q.id <> p.id
  AND ($as_of = '' OR (h.first_date <> '' AND h.first_date <= $as_of OR h.start_date <> '' AND h.start_date <= $as_of)
       AND (h.end_date = '' OR $as_of <= h.end_date OR $as_of <= h.last_date))
  AND ($as_of = '' OR (k.first_date <> '' AND k.first_date <= $as_of OR k.start_date <> '' AND k.start_date <= $as_of)
       AND (k.end_date = '' OR $as_of <= k.end_date OR $as_of <= k.last_date))
RETURN p.name AS person, h.role AS role, b.name AS body, q.name AS colleague, k.role AS colleague_role,
       k.first_date AS first_seen, k.last_date AS last_seen,
       CASE WHEN $as_of = '' THEN '' WHEN $as_of > k.last_date AND $as_of > k.end_date THEN 'last known'
            WHEN k.start_date <> '' AND k.start_date <= $as_of THEN 'known' ELSE 'likely' END AS certainty,
       b.id AS body_id, q.id AS colleague_id

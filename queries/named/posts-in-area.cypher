// title: 某地任职 | Posts in an area
// question: 某地谁担任过什么职务，何时？ | Who held which post in an area, and when?
// param area: area =  — 地区（名称、编号或区划代码） | area (name, id or official code)
// param role: string =  — 职务中的字 | part of the post's title
// param as_of: until =  — 截至哪天在任（空则不限时间） | held on this day (empty: at any time)
// returns person: string — 姓名 | person
// returns role: string — 职务 | post
// returns organization: string — 机构或地区 | organisation or area
// returns first_date: date — 最早见报 | first reported
// returns last_date: date — 最近见报 | last reported
// returns statements: int — 依据条数 | statements behind it
// returns start_date: date — 报道的就任日期 | reported beginning
// returns end_date: date — 报道的离任日期 | reported end
// returns certainty: string — 把握：known 在报道的起止之间，likely 在两次见报之间或只知离任日期而在其前，last known 此后未见变动 | known inside a reported interval, likely between mentions or before an end that alone is reported, last known after
// returns person_id: id — 人物编号 | person's id
// returns organization_id: id — 机构编号 | organisation's id
// order: organization organization_id role person person_id
// example: area=寿光市 role=书记
MATCH (p:Person)-[h:HOLDS_POST]->(o:Organization|Place)
WHERE ($role = '' OR h.role CONTAINS $role)
  AND ($as_of = '' OR (h.first_date <> '' AND h.first_date <= $as_of OR h.start_date <> '' AND h.start_date <= $as_of)
       AND (h.end_date = '' OR $as_of <= h.end_date OR $as_of <= h.last_date)
       AND NOT EXISTS { MATCH (o)<-[l:HOLDS_POST]-(q:Person)
                        WHERE l.first_date > h.last_date AND l.first_date <= $as_of
                          AND (q.id = p.id AND l.role <> h.role AND replace(l.role, '副', '') = replace(h.role, '副', '')
                               OR q.id <> p.id AND l.role = h.role AND NOT l.role CONTAINS '副'
                               AND any(post IN $sole_posts WHERE l.role ENDS WITH post)) })
  AND (o.id IN $area OR any(code IN $area_codes WHERE o.area STARTS WITH code OR o.code STARTS WITH code)
       OR EXISTS { MATCH (o)-[:LOCATED_IN|GOVERNS|SUBORDINATE_TO]->(l:Place)
                   WHERE l.id IN $area OR any(code IN $area_codes WHERE l.code STARTS WITH code) })
RETURN p.name AS person, h.role AS role, o.name AS organization, h.first_date AS first_date, h.last_date AS last_date,
       h.statements AS statements, h.start_date AS start_date, h.end_date AS end_date,
       CASE WHEN $as_of = '' THEN '' WHEN $as_of > h.last_date AND $as_of > h.end_date THEN 'last known'
            WHEN h.start_date <> '' AND h.start_date <= $as_of THEN 'known' ELSE 'likely' END AS certainty,
       p.id AS person_id, o.id AS organization_id
UNION ALL
MATCH (p:Person)<-[:SUBJECT]-(s:Statement)-[:OBJECT]->(o:Organization|Place)
WHERE s.predicate = 'holdsPost' AND s.modality = 'ended' AND s.status <> 'rejected' AND ($role = '' OR s.role CONTAINS $role)
  AND NOT EXISTS { MATCH (p)-[h:HOLDS_POST]->(o) WHERE h.role = s.role }
  AND (o.id IN $area OR any(code IN $area_codes WHERE o.area STARTS WITH code OR o.code STARTS WITH code)
       OR EXISTS { MATCH (o)-[:LOCATED_IN|GOVERNS|SUBORDINATE_TO]->(l:Place)
                   WHERE l.id IN $area OR any(code IN $area_codes WHERE l.code STARTS WITH code) })
MATCH (s)-[:EVIDENCE]->(:Sentence)-[:`IN`]->(a:Article)
WITH p, o, s.role AS role, CASE WHEN s.time <> '' THEN s.end_date ELSE a.end_date END AS day
WITH p, o, role, min(day) AS end_date, count(*) AS statements
WHERE $as_of = '' OR $as_of <= end_date AND end_date <= $as_of_term
RETURN p.name AS person, role, o.name AS organization, '' AS first_date, '' AS last_date, statements, '' AS start_date, end_date,
       CASE WHEN $as_of = '' THEN '' ELSE 'likely' END AS certainty, p.id AS person_id, o.id AS organization_id

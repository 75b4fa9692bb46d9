// title: 某地任职 | Posts in an area
// question: 某地谁担任过什么职务，何时？ | Who held which post in an area, and when?
// param area: area =  — 地区（名称、编号或区划代码） | area (name, id or official code)
// param role: string =  — 职务中的字 | part of the post's title
// param as_of: until =  — 截至哪天在任（空则不限时间） | held on this day (empty: at any time)
// returns person: string — 姓名 | person
// returns role: string — 职务 | post
// returns organization: string — 机构或地区 | organisation or area
// returns start_date: date — 报道的就任日期 | reported beginning
// returns end_date: date — 报道的离任日期 | reported end
// returns ended_by: date — 至迟此日已离任（文中未说哪天，故为见报日期） | had ended by this day (no day is said: the date of issue)
// returns first_seen: date — 最早见报在任 | first reported to hold it
// returns last_seen: date — 最近见报在任（不是离任） | last reported to hold it (no end)
// returns statements: int — 依据条数 | statements behind it
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
WITH p, h, o,
     CASE WHEN h.end_date <> '' AND EXISTS {
            MATCH (p)<-[:SUBJECT]-(s:Statement)-[:OBJECT]->(o)
            WHERE s.predicate = 'holdsPost' AND s.role = h.role AND s.status <> 'rejected' AND s.time <> ''
              AND s.end_date = h.end_date AND (s.modality = 'ended' OR s.precision = 'interval') }
          THEN h.end_date ELSE '' END AS said_end
RETURN p.name AS person, h.role AS role, o.name AS organization, h.start_date AS start_date, said_end AS end_date,
       CASE WHEN said_end = '' THEN h.end_date ELSE '' END AS ended_by,
       h.first_date AS first_seen, h.last_date AS last_seen, h.statements AS statements,
       CASE WHEN $as_of = '' THEN '' WHEN $as_of > h.last_date AND $as_of > h.end_date THEN 'last known'
            WHEN h.start_date <> '' AND h.start_date <= $as_of THEN 'known' ELSE 'likely' END AS certainty,
       p.id AS person_id, o.id AS organization_id
UNION ALL
MATCH (p:Person)<-[:SUBJECT]-(s:Statement)-[:OBJECT]->(o:Organization|Place)
WHERE s.predicate = 'holdsPost' AND s.modality = 'ended' AND s.status <> 'rejected' AND ($role = '' OR s.role CONTAINS $role)
  AND NOT any(title IN $plain_roles WHERE s.role ENDS WITH title)
  AND NOT EXISTS { MATCH (p)-[h:HOLDS_POST]->(o) WHERE h.role = s.role }
  AND (o.id IN $area OR any(code IN $area_codes WHERE o.area STARTS WITH code OR o.code STARTS WITH code)
       OR EXISTS { MATCH (o)-[:LOCATED_IN|GOVERNS|SUBORDINATE_TO]->(l:Place)
                   WHERE l.id IN $area OR any(code IN $area_codes WHERE l.code STARTS WITH code) })
MATCH (s)-[:EVIDENCE]->(:Sentence)-[:`IN`]->(a:Article)
WITH p, o, s.role AS role, CASE WHEN s.time <> '' THEN s.end_date ELSE a.end_date END AS day,
     CASE WHEN s.time <> '' THEN 1 ELSE 0 END AS said
WITH p, o, role, min(day) AS day, max(said) AS said, count(*) AS statements
WHERE $as_of = '' OR $as_of <= day AND day <= $as_of_term
RETURN p.name AS person, role, o.name AS organization, '' AS start_date, CASE WHEN said = 1 THEN day ELSE '' END AS end_date,
       CASE WHEN said = 1 THEN '' ELSE day END AS ended_by, '' AS first_seen, '' AS last_seen, statements,
       CASE WHEN $as_of = '' THEN '' ELSE 'likely' END AS certainty, p.id AS person_id, o.id AS organization_id

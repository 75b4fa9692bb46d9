// title: 任职先后 | Who held a post over time
// question: 某机构的某职务先后由谁担任，哪些是拟任、哪些已免？ | Who held a post of an organisation over time, who is planned, who has left?
// param organization: entities =  — 机构或地区，空则全部 | organisation or area, empty for all
// param role: string =  — 职务中的字 | part of the post's title
// param as_of: until =  — 截至哪天在任（空则不限时间） | held on this day (empty: at any time)
// returns organization: string — 机构或地区 | organisation or area
// returns role: string — 职务 | post
// returns person: string — 姓名 | person
// returns modality: string — 语气（reported 在任、planned 拟任、ended 已免、denied 否认） | modality
// returns time: date — 文中时间 | time in the text
// returns published: date — 见报日期 | date of issue
// returns certainty: string — 把握：known 在报道的起止之间，likely 在两次见报之间或只知离任日期而在其前，last known 此后未见变动 | known inside a reported interval, likely between mentions or before an end that alone is reported, last known after
// returns sentence: string — 原句 | the sentence
// returns organization_id: id — 机构编号 | organisation's id
// returns person_id: id — 人物编号 | person's id
// returns statement_id: id — 陈述编号 | statement's id
// order: organization organization_id role published person statement_id
// example: role=局长
MATCH (o:Organization|Place)<-[:OBJECT]-(s:Statement)-[:SUBJECT]->(p:Person)
WHERE $as_of = '' AND s.predicate = 'holdsPost' AND s.status <> 'rejected' AND ($role = '' OR s.role CONTAINS $role)
  AND ('' IN $organization OR o.id IN $organization) AND NOT any(title IN $plain_roles WHERE s.role ENDS WITH title)
MATCH (s)-[:EVIDENCE]->(t:Sentence)-[:`IN`]->(a:Article)
RETURN o.name AS organization, s.role AS role, p.name AS person, s.modality AS modality, s.time AS time,
       a.published AS published,
       '' AS certainty,
       t.text AS sentence, o.id AS organization_id, p.id AS person_id, s.id AS statement_id
UNION ALL
MATCH (o:Organization|Place)<-[r:HOLDS_POST]-(p:Person)
WHERE $as_of <> '' AND ($role = '' OR r.role CONTAINS $role) AND ('' IN $organization OR o.id IN $organization)
  AND (r.first_date <> '' AND r.first_date <= $as_of OR r.start_date <> '' AND r.start_date <= $as_of)
  AND (r.end_date = '' OR $as_of <= r.end_date OR $as_of <= r.last_date)
  AND NOT EXISTS { MATCH (o)<-[l:HOLDS_POST]-(q:Person)
                   WHERE l.first_date > r.last_date AND l.first_date <= $as_of
                     AND (q.id = p.id AND l.role <> r.role AND replace(l.role, '副', '') = replace(r.role, '副', '')
                          OR q.id <> p.id AND l.role = r.role AND NOT l.role CONTAINS '副'
                          AND any(post IN $sole_posts WHERE l.role ENDS WITH post)) }
MATCH (o)<-[:OBJECT]-(s:Statement)-[:SUBJECT]->(p)
WHERE s.predicate = 'holdsPost' AND s.status <> 'rejected' AND s.role = r.role
MATCH (s)-[:EVIDENCE]->(t:Sentence)-[:`IN`]->(a:Article)
RETURN o.name AS organization, s.role AS role, p.name AS person, s.modality AS modality, s.time AS time,
       a.published AS published,
       CASE WHEN $as_of > r.last_date AND $as_of > r.end_date THEN 'last known'
            WHEN r.start_date <> '' AND r.start_date <= $as_of THEN 'known' ELSE 'likely' END AS certainty,
       t.text AS sentence, o.id AS organization_id, p.id AS person_id, s.id AS statement_id
UNION ALL
MATCH (o:Organization|Place)<-[:OBJECT]-(s:Statement)-[:SUBJECT]->(p:Person)
WHERE $as_of <> '' AND s.predicate = 'holdsPost' AND s.modality = 'ended' AND s.status <> 'rejected'
  AND ($role = '' OR s.role CONTAINS $role) AND ('' IN $organization OR o.id IN $organization) AND NOT any(title IN $plain_roles WHERE s.role ENDS WITH title)
  AND NOT EXISTS { MATCH (p)-[r:HOLDS_POST]->(o) WHERE r.role = s.role }
  AND NOT EXISTS { MATCH (p)<-[:SUBJECT]-(k:Statement)-[:OBJECT]->(o)
                   WHERE k.predicate = 'holdsPost' AND k.modality = 'ended' AND k.status <> 'rejected' AND k.role = s.role
                     AND k.time <> '' AND k.end_date < $as_of }
MATCH (s)-[:EVIDENCE]->(t:Sentence)-[:`IN`]->(a:Article)
WITH o, s, p, t, a, CASE WHEN s.time <> '' THEN s.end_date ELSE a.end_date END AS day
WHERE $as_of <= day AND day <= $as_of_term
RETURN o.name AS organization, s.role AS role, p.name AS person, s.modality AS modality, s.time AS time,
       a.published AS published,
       'likely' AS certainty,
       t.text AS sentence, o.id AS organization_id, p.id AS person_id, s.id AS statement_id

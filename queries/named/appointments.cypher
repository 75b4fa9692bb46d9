// title: 人事变动 | Appointments and removals
// question: 某段时间里谁被任命、拟任、免去了什么职务？ | Who was appointed to, put forward for or removed from which post in a period?
// param area: area =  — 地区（名称、编号或区划代码） | area (name, id or official code)
// param since: since =  — 起始日期 | from
// param until: until =  — 终止日期 | to
// returns day: date — 时间（文中未说则为见报日期） | time, else the date of issue
// returns person: string — 姓名 | person
// returns change: string — 变动（appoints 任命、planned 拟任、ended 免去） | appoints, planned or ended
// returns role: string — 职务 | post
// returns body: string — 任免机关或任职单位 | who appoints, or the body of the post
// returns sentence: string — 原句 | the sentence
// returns article: string — 文章标题 | headline
// returns person_id: id — 人物编号 | person's id
// returns statement_id: id — 陈述编号 | statement's id
// order: day person change role body statement_id
// example: area=寿光市
MATCH (b:Organization|Place)<-[:SUBJECT]-(s:Statement)-[:OBJECT]->(p)
WHERE s.predicate = 'appoints' AND s.modality <> 'denied' AND s.status <> 'rejected'
  AND (b.id IN $area OR any(code IN $area_codes WHERE b.area STARTS WITH code))
MATCH (s)-[:EVIDENCE]->(t:Sentence)-[:`IN`]->(a:Article)
WITH s, p, b, t, a, CASE WHEN s.time <> '' THEN s.start_date ELSE a.start_date END AS first,
     CASE WHEN s.time <> '' THEN s.end_date ELSE a.end_date END AS last
WHERE ($since = '' OR last >= $since) AND ($until = '' OR (first <> '' AND first <= $until))
RETURN CASE WHEN s.time <> '' THEN s.time ELSE a.published END AS day, p.name AS person,
       CASE WHEN s.modality = 'reported' THEN 'appoints' ELSE s.modality END AS change, s.role AS role, b.name AS body,
       t.text AS sentence, a.title AS article, p.id AS person_id, s.id AS statement_id
UNION ALL
MATCH (b:Organization|Place)<-[:OBJECT]-(s:Statement)-[:SUBJECT]->(p)
WHERE s.predicate = 'holdsPost' AND s.modality IN ['planned', 'ended'] AND s.status <> 'rejected'
  AND (b.id IN $area OR any(code IN $area_codes WHERE b.area STARTS WITH code))
MATCH (s)-[:EVIDENCE]->(t:Sentence)-[:`IN`]->(a:Article)
WITH s, p, b, t, a, CASE WHEN s.time <> '' THEN s.start_date ELSE a.start_date END AS first,
     CASE WHEN s.time <> '' THEN s.end_date ELSE a.end_date END AS last
WHERE ($since = '' OR last >= $since) AND ($until = '' OR (first <> '' AND first <= $until))
RETURN CASE WHEN s.time <> '' THEN s.time ELSE a.published END AS day, p.name AS person, s.modality AS change,
       s.role AS role, b.name AS body, t.text AS sentence, a.title AS article, p.id AS person_id, s.id AS statement_id

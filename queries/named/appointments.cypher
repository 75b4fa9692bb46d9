// title: 人事变动 | Appointments and removals
// question: 某段时间里谁被任命、拟任、免去了什么职务？ | Who was appointed to, put forward for or removed from which post in a period?
// param area: area =  — 地区（名称、编号或区划代码） | area (name, id or official code)
// param since: since =  — 起始日期 | from
// param until: until =  — 终止日期 | to
// returns day: date — 时间（文中未说则为见报日期） | time, else the date of issue
// returns day_from: string — 时间的来历：said 文中所说，issue 见报日期 | where the day is from: said, or issue (date of issue)
// returns person: string — 姓名 | person
// returns change: string — 变动（appoints 任命、planned 拟任、ended 免去） | appoints, planned or ended
// returns role: string — 职务 | post
// returns body: string — 任职单位 | the body of the post
// returns appointed_by: string — 任免机关 | who appoints
// returns sentence: string — 原句 | the sentence
// returns article: string — 文章标题 | headline
// returns person_id: id — 人物编号 | person's id
// returns statement_id: id — 陈述编号 | statement's id
// order: day person change role body appointed_by statement_id
// example: area=寿光市
MATCH (b:Organization|Place)<-[:SUBJECT]-(s:Statement)-[:OBJECT]->(p)
WHERE s.predicate = 'appoints' AND s.modality <> 'denied' AND s.status <> 'rejected'
  AND (b.id IN $area OR any(code IN $area_codes WHERE b.area STARTS WITH code))
MATCH (s)-[:EVIDENCE]->(t:Sentence)-[:`IN`]->(a:Article)
OPTIONAL MATCH (p)<-[:SUBJECT]-(k:Statement)-[:OBJECT]->(o:Organization|Place)
WHERE k.predicate = 'holdsPost' AND k.article = s.article AND k.role = s.role AND k.modality = s.modality AND k.status <> 'rejected'
WITH s, p, b, t, a, coalesce(o.name, '') AS body,
     CASE WHEN s.time <> '' THEN s.time ELSE coalesce(k.time, '') END AS time,
     CASE WHEN s.time <> '' THEN s.start_date ELSE coalesce(k.start_date, '') END AS time_first,
     CASE WHEN s.time <> '' THEN s.end_date ELSE coalesce(k.end_date, '') END AS time_last
WITH s, p, b, t, a, body, time, CASE WHEN time <> '' THEN time_first ELSE a.start_date END AS first,
     CASE WHEN time <> '' THEN time_last ELSE a.end_date END AS last
WHERE ($since = '' OR last >= $since) AND ($until = '' OR (first <> '' AND first <= $until))
RETURN CASE WHEN time <> '' THEN time ELSE a.published END AS day, CASE WHEN time <> '' THEN 'said' ELSE 'issue' END AS day_from,
       p.name AS person, CASE WHEN s.modality = 'reported' THEN 'appoints' ELSE s.modality END AS change, s.role AS role,
       body, b.name AS appointed_by, t.text AS sentence, a.title AS article, p.id AS person_id, s.id AS statement_id
UNION ALL
MATCH (b:Organization|Place)<-[:OBJECT]-(s:Statement)-[:SUBJECT]->(p)
WHERE s.predicate = 'holdsPost' AND s.modality <> 'denied' AND s.status <> 'rejected' AND NOT any(title IN $plain_roles WHERE s.role ENDS WITH title)
  AND (b.id IN $area OR any(code IN $area_codes WHERE b.area STARTS WITH code))
  AND NOT EXISTS { MATCH (p)<-[:OBJECT]-(m:Statement) WHERE m.predicate = 'appoints' AND m.article = s.article
                                                        AND m.role = s.role AND m.modality = s.modality AND m.status <> 'rejected' }
MATCH (s)-[:EVIDENCE]->(t:Sentence)-[:`IN`]->(a:Article)
WHERE s.modality <> 'reported' OR s.details CONTAINS '"appointed"'
   OR (t.text CONTAINS (p.name + '任') OR t.text CONTAINS (p.name + '同志任'))
      AND NOT left(t.text, s.evidence_end - t.start_offset) ENDS WITH p.name // an office before the name was held before
      AND (a.title CONTAINS '任免' OR a.title CONTAINS '任职' OR t.text CONTAINS '任命' OR t.text CONTAINS '免去' OR t.text CONTAINS '试用期')
WITH s, p, b, t, a, CASE WHEN s.time <> '' THEN s.start_date ELSE a.start_date END AS first,
     CASE WHEN s.time <> '' THEN s.end_date ELSE a.end_date END AS last
WHERE ($since = '' OR last >= $since) AND ($until = '' OR (first <> '' AND first <= $until))
RETURN CASE WHEN s.time <> '' THEN s.time ELSE a.published END AS day, CASE WHEN s.time <> '' THEN 'said' ELSE 'issue' END AS day_from,
       p.name AS person, CASE WHEN s.modality = 'reported' THEN 'appoints' ELSE s.modality END AS change, s.role AS role,
       b.name AS body, '' AS appointed_by, t.text AS sentence, a.title AS article, p.id AS person_id, s.id AS statement_id

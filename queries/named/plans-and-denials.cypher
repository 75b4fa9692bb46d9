// title: 拟办之事与否认之事 | What is planned, what is denied
// question: 哪些事只是计划，哪些说法已被否认？ | What is only planned, and which claims are denied?
// param modality: string =  — planned、denied，空则两者 | planned or denied, empty for both
// returns modality: string — 语气 | planned or denied
// returns subject: string — 主语 | subject
// returns predicate: term — 关系 | relation
// returns object: string — 宾语或文字值 | object, or value in words
// returns number: float — 数值 | number
// returns unit: string — 单位 | unit
// returns indicator: string — 指标 | indicator
// returns change: string — 增减 | change
// returns approximate: string — 约数 | approximate
// returns role: string — 职务或角色 | post or role
// returns time: date — 文中时间 | time in the text
// returns published: date — 见报日期 | date of issue
// returns sentence: string — 原句 | the sentence
// returns article: string — 文章标题 | headline
// returns statement_id: id — 陈述编号 | statement's id
// example:
MATCH (e)<-[:SUBJECT]-(s:Statement)-[:EVIDENCE]->(t:Sentence)-[:`IN`]->(a:Article)
WHERE s.modality IN ['planned', 'denied'] AND ($modality = '' OR s.modality = $modality) AND s.status <> 'rejected'
OPTIONAL MATCH (s)-[:OBJECT]->(o)
RETURN s.modality AS modality, e.name AS subject, s.predicate AS predicate, coalesce(o.name, s.value_text) AS object,
       s.value_number AS number, s.unit AS unit, s.indicator AS indicator, s.change AS change,
       CASE WHEN s.approximate THEN '约' ELSE '' END AS approximate, s.role AS role, s.time AS time,
       a.published AS published, t.text AS sentence, a.title AS article, s.id AS statement_id
ORDER BY modality, published, subject, predicate, object, statement_id

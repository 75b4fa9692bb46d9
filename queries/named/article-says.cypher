// title: 一篇文章说了什么 | What one article says
// question: 某篇文章里有哪些陈述，各出自哪一句？ | Which statements does an article make, each with its sentence?
// param title: string — 标题中的字或文章编号 | part of the headline, or the article's id
// returns article: string — 标题 | headline
// returns subject: string — 主语 | subject
// returns predicate: term — 关系 | relation
// returns object: string — 宾语 | object
// returns value: string — 文字值 | value in words
// returns number: float — 数值 | number
// returns unit: string — 单位 | unit
// returns indicator: string — 指标 | indicator
// returns change: string — 增减 | change
// returns approximate: string — 约数 | approximate
// returns role: string — 职务或角色 | post or role
// returns time: date — 文中时间 | time in the text
// returns modality: string — 语气 | modality
// returns confidence: float — 可信度 | confidence
// returns sentence: string — 原句 | the sentence
// returns place: int — 原句依据在文章中的位置 | where in the article, in characters
// returns statement_id: id — 陈述编号 | statement's id
// example: title=调研春季蔬菜生产
MATCH (a:Article)<-[:`IN`]-(t:Sentence)<-[:EVIDENCE]-(s:Statement)-[:SUBJECT]->(e)
WHERE a.id = $title OR a.title CONTAINS $title
OPTIONAL MATCH (s)-[:OBJECT]->(o)
RETURN a.title AS article, e.name AS subject, s.predicate AS predicate, coalesce(o.name, '') AS object,
       s.value_text AS value, s.value_number AS number, s.unit AS unit, s.indicator AS indicator, s.change AS change,
       CASE WHEN s.approximate THEN '约' ELSE '' END AS approximate, s.role AS role, s.time AS time,
       s.modality AS modality, s.confidence AS confidence, t.text AS sentence, s.evidence_start AS place,
       s.id AS statement_id
ORDER BY article, a.id, place, predicate, subject, object, statement_id

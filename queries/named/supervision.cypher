// title: 督导与检查 | Who oversees whom
// question: 谁监督、检查谁或什么事？ | Who oversees or checks whom or what?
// param area: area =  — 地区（名称、编号或区划代码） | area (name, id or official code)
// returns overseer: string — 监督方 | overseer
// returns overseen: string — 受监督方 | what is overseen
// returns overseen_type: term — 类型 | its type
// returns day: date — 时间（文中未说则为见报日期） | time, else the date of issue
// returns modality: string — 语气 | modality
// returns sentence: string — 原句 | the sentence
// returns statement_id: id — 陈述编号 | statement's id
// example:
MATCH (x)<-[:SUBJECT]-(s:Statement)-[:OBJECT]->(y)
WHERE s.predicate = 'supervises' AND s.status <> 'rejected'
  AND (x.id IN $area OR y.id IN $area OR any(code IN $area_codes WHERE x.area STARTS WITH code OR y.area STARTS WITH code))
MATCH (s)-[:EVIDENCE]->(t:Sentence)-[:`IN`]->(a:Article)
RETURN x.name AS overseer, y.name AS overseen, y.etype AS overseen_type,
       CASE WHEN s.time <> '' THEN s.time ELSE a.published END AS day, s.modality AS modality, t.text AS sentence,
       s.id AS statement_id
ORDER BY overseer, overseen, day, statement_id

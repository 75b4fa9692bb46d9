// title: 荣誉 | Honours
// question: 谁授予谁什么荣誉？ | Who gave which honour to whom?
// param area: area =  — 地区（名称、编号或区划代码） | area (name, id or official code)
// returns day: date — 时间（文中未说则为见报日期） | time, else the date of issue
// returns giver: string — 授予方 | giver
// returns receiver: string — 获得者或荣誉 | receiver, or the honour
// returns details: details — 荣誉名称等 | the honour's name and other words
// returns modality: string — 语气 | modality
// returns sentence: string — 原句 | the sentence
// returns article: string — 文章标题 | headline
// returns statement_id: id — 陈述编号 | statement's id
// example:
MATCH (g)<-[:SUBJECT]-(s:Statement)-[:OBJECT]->(r)
WHERE s.predicate = 'awards' AND s.status <> 'rejected'
  AND (r.id IN $area OR g.id IN $area OR any(code IN $area_codes WHERE r.area STARTS WITH code OR g.area STARTS WITH code))
MATCH (s)-[:EVIDENCE]->(t:Sentence)-[:`IN`]->(a:Article)
RETURN CASE WHEN s.time <> '' THEN s.time ELSE a.published END AS day, g.name AS giver, r.name AS receiver,
       s.details AS details, s.modality AS modality, t.text AS sentence, a.title AS article, s.id AS statement_id
ORDER BY day, giver, receiver, statement_id

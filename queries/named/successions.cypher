// title: 更名与撤并 | What came of what
// question: 哪些机构、地方是由别的更名、合并、拆分而来？ | Which bodies and areas came from others by renaming, merging or splitting?
// param area: area =  — 地区（名称、编号或区划代码） | area (name, id or official code)
// returns successor: string — 后者 | successor
// returns predecessor: string — 前者 | predecessor
// returns details: details — 方式等 | how, and other words
// returns day: date — 时间（文中未说则为见报日期） | time, else the date of issue
// returns modality: string — 语气 | modality
// returns sentence: string — 原句 | the sentence
// returns statement_id: id — 陈述编号 | statement's id
// example:
MATCH (n)<-[:SUBJECT]-(s:Statement)-[:OBJECT]->(p)
WHERE s.predicate = 'succeeds' AND s.status <> 'rejected'
  AND (n.id IN $area OR any(code IN $area_codes WHERE n.area STARTS WITH code OR n.code STARTS WITH code))
MATCH (s)-[:EVIDENCE]->(t:Sentence)-[:`IN`]->(a:Article)
RETURN n.name AS successor, p.name AS predecessor, s.details AS details,
       CASE WHEN s.time <> '' THEN s.time ELSE a.published END AS day, s.modality AS modality, t.text AS sentence,
       s.id AS statement_id
ORDER BY successor, predecessor, day, statement_id

// title: 结对与合作 | Partners
// question: 哪些地方和机构结对、合作？ | Which areas and organisations are paired or work together?
// param area: area =  — 地区（名称、编号或区划代码） | area (name, id or official code)
// returns one: string — 一方 | one side
// returns relation: string — 关系（cooperatesWith 合作、pairsWith 结对） | cooperatesWith or pairsWith
// returns other: string — 另一方 | the other side
// returns day: date — 时间（文中未说则为见报日期） | time, else the date of issue
// returns modality: string — 语气 | modality
// returns sentence: string — 原句 | the sentence
// returns one_id: id — 一方编号 | one side's id
// returns other_id: id — 另一方编号 | the other side's id
// returns statement_id: id — 陈述编号 | statement's id
// example:
MATCH (x)<-[:SUBJECT]-(s:Statement)-[:OBJECT]->(y)
WHERE s.predicate IN ['cooperatesWith', 'pairsWith'] AND s.status <> 'rejected'
  AND (x.id IN $area OR y.id IN $area OR any(code IN $area_codes WHERE x.area STARTS WITH code OR y.area STARTS WITH code
                                              OR x.code STARTS WITH code OR y.code STARTS WITH code))
MATCH (s)-[:EVIDENCE]->(t:Sentence)-[:`IN`]->(a:Article)
RETURN x.name AS one, s.predicate AS relation, y.name AS other, CASE WHEN s.time <> '' THEN s.time ELSE a.published END AS day,
       s.modality AS modality, t.text AS sentence, x.id AS one_id, y.id AS other_id, s.id AS statement_id
ORDER BY relation, one, other, day, statement_id

// title: 全部记载 | All that is known of an entity
// question: 报上关于某人、某机构、某地都说了什么?原句是哪一句? | What has been reported about an entity, and which sentence says so?
// param entity: entities =  — 实体(名称或编号) | entity (name or id)
// returns name: string — 实体 | entity
// returns direction: string — 作主语还是宾语 | as subject or object
// returns predicate: string — 关系 | relation
// returns other: string — 另一端 | the other end
// returns value: string — 文字值 | value in words
// returns number: float — 数值 | number
// returns unit: string — 单位 | unit
// returns indicator: string — 指标 | indicator
// returns role: string — 职务或角色 | post or role
// returns time: date — 时间 | time
// returns modality: string — 语气(已报道、拟、已结束、否认) | modality
// returns sentence: string — 原句 | the sentence behind it
// returns article: string — 文章标题 | article
// returns published: date — 见报日期 | date of issue
// returns statement_id: id — 陈述编号 | statement's id
// order: direction predicate time other statement_id
// example: entity=寿光市
MATCH (s:Statement)-[:SUBJECT]->(e) WHERE e.id IN $entity
MATCH (s)-[:EVIDENCE]->(t:Sentence)-[:`IN`]->(a:Article)
OPTIONAL MATCH (s)-[:OBJECT]->(o)
RETURN e.name AS name, 'subject' AS direction, s.predicate AS predicate, coalesce(o.name, '') AS other, s.value_text AS value,
       s.value_number AS number, s.unit AS unit, s.indicator AS indicator, s.role AS role, s.time AS time, s.modality AS modality,
       t.text AS sentence, a.title AS article, a.published AS published, s.id AS statement_id
UNION ALL
MATCH (s:Statement)-[:OBJECT]->(e) WHERE e.id IN $entity
MATCH (s)-[:EVIDENCE]->(t:Sentence)-[:`IN`]->(a:Article)
MATCH (s)-[:SUBJECT]->(o)
RETURN e.name AS name, 'object' AS direction, s.predicate AS predicate, o.name AS other, s.value_text AS value,
       s.value_number AS number, s.unit AS unit, s.indicator AS indicator, s.role AS role, s.time AS time, s.modality AS modality,
       t.text AS sentence, a.title AS article, a.published AS published, s.id AS statement_id

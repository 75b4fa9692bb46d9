// title: 全部记载 | All that is known of an entity
// question: 报上关于某人、某机构、某地都说了什么？原句是哪一句？ | What has been reported about an entity, and which sentence says so?
// param entity: entity — 实体（名称或编号） | entity (name or id)
// returns name: string — 实体 | entity
// returns direction: string — 作主语还是宾语 | as subject or object
// returns predicate: term — 关系 | relation
// returns other: string — 另一端 | the other end
// returns value: string — 文字值 | value in words
// returns number: float — 数值 | number
// returns unit: string — 单位 | unit
// returns indicator: string — 指标 | indicator
// returns change: string — 增减 | change
// returns approximate: string — 约数 | approximate
// returns role: string — 职务或角色 | post or role
// returns time: date — 文中时间 | time in the text
// returns modality: string — 语气（reported 已报道、planned 拟、ended 已结束、denied 否认） | modality
// returns status: string — 人工裁定（confirmed 属实、rejected 有误） | what a person decided of it
// returns sentence: string — 原句 | the sentence
// returns article: string — 文章标题 | headline
// returns published: date — 见报日期 | date of issue
// returns statement_id: id — 陈述编号 | statement's id
// order: name direction predicate time published other statement_id
// example: entity=寿光市农业农村局
MATCH (e:Entity {id: $entity})<-[:SUBJECT]-(s:Statement)-[:EVIDENCE]->(t:Sentence)
OPTIONAL MATCH (s)-[:OBJECT]->(o)
WITH e, s, t, o, s.article AS said_in
MATCH (a:Article {id: said_in})
RETURN e.name AS name, 'subject' AS direction, s.predicate AS predicate, coalesce(o.name, '') AS other, s.value_text AS value,
       s.value_number AS number, s.unit AS unit, s.indicator AS indicator, s.change AS change,
       CASE WHEN s.approximate THEN '约' ELSE '' END AS approximate, s.role AS role, s.time AS time,
       s.modality AS modality, s.status AS status, t.text AS sentence, a.title AS article, a.published AS published,
       s.id AS statement_id
UNION ALL
MATCH (e:Entity {id: $entity})<-[:OBJECT]-(s:Statement)-[:EVIDENCE]->(t:Sentence)
OPTIONAL MATCH (s)-[:SUBJECT]->(o)
WITH e, s, t, o, s.article AS said_in
MATCH (a:Article {id: said_in})
RETURN e.name AS name, 'object' AS direction, s.predicate AS predicate, coalesce(o.name, '') AS other, s.value_text AS value,
       s.value_number AS number, s.unit AS unit, s.indicator AS indicator, s.change AS change,
       CASE WHEN s.approximate THEN '约' ELSE '' END AS approximate, s.role AS role, s.time AS time,
       s.modality AS modality, s.status AS status, t.text AS sentence, a.title AS article, a.published AS published,
       s.id AS statement_id

// title: 同篇出现 | Mentioned together
// question: 哪些实体常与某实体在同一篇文章里出现？ | Which entities occur in the same articles as an entity?
// param entity: entity — 实体（名称或编号） | entity (name or id)
// param limit: int = 50 — 每个同名实体最多几行 | most rows of each entity of that name
// returns name: string — 实体 | entity
// returns other: string — 同篇出现的实体 | mentioned with it
// returns other_type: term — 类型 | its type
// returns articles: int — 同篇的篇数 | articles that name both
// returns entity_id: id — 编号 | entity's id
// returns other_id: id — 同篇者编号 | the other's id
// order: -articles name other entity_id other_id
// example: entity=寿光市农业农村局
MATCH (e:Entity {id: $entity})<-[:MENTIONS]-(a:Article)-[:MENTIONS]->(o:Organization|Person|Place|Event|Programme)
WHERE o.id <> $entity
RETURN e.name AS name, o.name AS other, o.etype AS other_type, count(a.id) AS articles, e.id AS entity_id,
       o.id AS other_id
ORDER BY articles DESC, name, other, entity_id, other_id
LIMIT $limit

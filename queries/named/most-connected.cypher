// title: 联系最多的实体 | Most connected
// question: 谁与最多的其他实体有关系？ | Who and what is related to the most others?
// param type: string =  — 类型（Person、Organization、Place、Event、Programme） | type
// param limit: int = 20 — 最多几行 | most rows
// returns name: string — 实体 | entity
// returns etype: term — 类型 | type
// returns relations: int — 关系数 | relations
// returns neighbours: int — 相连实体数 | distinct neighbours
// returns articles: int — 见于几篇文章 | articles that speak of it
// returns entity_id: id — 编号 | entity's id
// example: type=Person
MATCH (e:Organization|Person|Place|Event|Programme)-[r]-(o:Organization|Person|Place|Event|Programme)
WHERE ($type = '' OR e.etype = $type) AND o <> e // not by ids: Ladybug would keep a row for each relation
RETURN e.name AS name, e.etype AS etype, count(*) AS relations, count(DISTINCT o) AS neighbours, e.articles AS articles,
       e.id AS entity_id
ORDER BY neighbours DESC, relations DESC, name, entity_id
LIMIT $limit

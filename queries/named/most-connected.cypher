// title: 联系最多的实体 | Most connected
// question: 谁与最多的其他实体有关系? | Which entities are related to the most others?
// param type: string =  — 类型(Person、Organization、Place、Event、Programme) | type
// param limit: int = 20 — 最多几行 | most rows
// returns name: string — 实体 | entity
// returns etype: string — 类型 | type
// returns relations: int — 关系数 | relations
// returns neighbours: int — 相连实体数 | distinct neighbours
// returns articles: int — 见于几篇文章 | articles
// returns id: id — 编号 | id
// example: limit=10
MATCH (e:Organization|Person|Place|Event|Programme)-[r]-(o:Organization|Person|Place|Event|Programme)
WHERE $type = '' OR e.etype = $type
RETURN e.name AS name, e.etype AS etype, count(r.id) AS relations, count(DISTINCT o.id) AS neighbours, e.articles AS articles, e.id AS id
ORDER BY neighbours DESC, relations DESC, name, id
LIMIT $limit

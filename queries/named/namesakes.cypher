// title: 同名的人 | People of one name
// question: 哪些同名者现作不同的人，各任什么职务？ | Which people bear one name but are held to be different, and what sets them apart?
// param name: string =  — 姓名 | name
// param limit: int = 200 — 最多几个姓名，同名者多的在前 | most names, those of most people first
// returns person: string — 姓名 | name
// returns area: code — 县区代码 | county's code
// returns role: string — 职务 | post
// returns body: string — 单位 | organisation or area
// returns articles: int — 见于几篇文章 | articles that speak of this one
// returns person_id: id — 人物编号 | person's id
// returns body_id: id — 单位编号 | body's id
// example:
MATCH (p:Person)
WHERE $name = '' OR p.name = $name
WITH p.name AS person, count(p.id) AS bearers, collect(p.id) AS ids
WHERE bearers > 1
WITH person, bearers, ids
ORDER BY bearers DESC, person LIMIT $limit
UNWIND ids AS person_id
MATCH (p:Person {id: person_id})
OPTIONAL MATCH (p)-[h:HOLDS_POST]->(b:Organization|Place)
RETURN person, p.area AS area, coalesce(h.role, '') AS role, coalesce(b.name, '') AS body, p.articles AS articles, person_id,
       coalesce(b.id, '') AS body_id
ORDER BY bearers DESC, person, area, person_id, body, role, body_id

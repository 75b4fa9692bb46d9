// title: 某地机构 | Organisations in an area
// question: 某地有哪些机构,由谁负责? | Which organisations are there in an area, and who is named with a post in each?
// param area: area =  — 地区(名称或区划代码) | area (name or official code)
// returns organization: string — 机构 | organisation
// returns kind: string — 类别 | kind
// returns person: string — 任职者 | post holder
// returns role: string — 职务 | post
// returns articles: int — 见于几篇文章 | articles that speak of it
// returns organization_id: id — 机构编号 | organisation's id
// example: area=寿光市
MATCH (o:Organization)
WHERE '' IN $area OR ($area_code <> '' AND o.area STARTS WITH $area_code)
   OR EXISTS { MATCH (o)-[:LOCATED_IN|PART_OF|GOVERNS*1..3]->(l:Place) WHERE l.id IN $area }
OPTIONAL MATCH (p:Person)-[h:HOLDS_POST]->(o)
RETURN o.name AS organization, o.kind AS kind, coalesce(p.name, '') AS person, coalesce(h.role, '') AS role,
       o.articles AS articles, o.id AS organization_id
ORDER BY kind, organization, organization_id, role, person

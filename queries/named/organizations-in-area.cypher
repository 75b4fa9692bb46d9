// title: 某地机构与负责人 | Organisations in an area and who holds posts there
// question: 某地有哪些机构，谁在其中任职？ | Which organisations are there in an area, and who is named with a post in each?
// param area: area =  — 地区（名称、编号或区划代码） | area (name, id or official code)
// param kind: string =  — 机构类别（PartyOrganization、School……） | kind (PartyOrganization, School …)
// returns organization: string — 机构 | organisation
// returns kind: string — 类别 | kind
// returns person: string — 任职者 | post holder
// returns role: string — 职务 | post
// returns last_date: date — 任职最近见报 | post last reported
// returns articles: int — 见于几篇文章 | articles that speak of it
// returns organization_id: id — 机构编号 | organisation's id
// returns person_id: id — 任职者编号 | post holder's id
// example: area=寿光市
MATCH (o:Organization)
WHERE ($kind = '' OR o.kind = $kind)
  AND (any(code IN $area_codes WHERE o.area STARTS WITH code)
       OR EXISTS { MATCH (o)-[:LOCATED_IN|GOVERNS|SUBORDINATE_TO]->(l:Place)
                   WHERE l.id IN $area OR any(code IN $area_codes WHERE l.code STARTS WITH code) }
       OR EXISTS { MATCH (o)-[:SUBORDINATE_TO|PART_OF]->(:Organization)-[:LOCATED_IN|GOVERNS]->(l:Place)
                   WHERE l.id IN $area OR any(code IN $area_codes WHERE l.code STARTS WITH code) })
OPTIONAL MATCH (p:Person)-[h:HOLDS_POST]->(o)
RETURN o.name AS organization, o.kind AS kind, coalesce(p.name, '') AS person, coalesce(h.role, '') AS role,
       coalesce(h.last_date, '') AS last_date, o.articles AS articles, o.id AS organization_id, coalesce(p.id, '') AS person_id
ORDER BY kind, organization, organization_id, role, person, person_id

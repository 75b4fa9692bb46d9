// title: 某地机构与负责人 | Organisations in an area and who holds posts there
// question: 某地有哪些机构，谁在其中任职？ | Which organisations are there in an area, and who is named with a post in each?
// param area: area =  — 地区（名称、编号或区划代码） | area (name, id or official code)
// param kind: string =  — 机构类别（PartyOrganization、School……） | kind (PartyOrganization, School …)
// param as_of: until =  — 截至哪天在任（空则不限时间） | held on this day (empty: at any time)
// returns organization: string — 机构 | organisation
// returns kind: term — 类别 | kind
// returns person: string — 任职者 | post holder
// returns role: string — 职务 | post
// returns last_date: date — 任职最近见报 | post last reported
// returns certainty: string — 把握：known 在报道的起止之间，likely 在两次见报之间，last known 此后未见变动 | known inside a reported interval, likely between mentions, last known after
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
WHERE ($as_of = '' OR (h.first_date <> '' AND h.first_date <= $as_of OR h.start_date <> '' AND h.start_date <= $as_of)
       AND (h.end_date = '' OR $as_of <= h.end_date OR $as_of <= h.last_date))
RETURN o.name AS organization, o.kind AS kind, coalesce(p.name, '') AS person, coalesce(h.role, '') AS role,
       coalesce(h.last_date, '') AS last_date,
       CASE WHEN $as_of = '' OR coalesce(p.id, '') = '' THEN '' WHEN $as_of > h.last_date AND $as_of > h.end_date THEN 'last known'
            WHEN h.start_date <> '' AND h.start_date <= $as_of THEN 'known' ELSE 'likely' END AS certainty,
       o.articles AS articles, o.id AS organization_id, coalesce(p.id, '') AS person_id
ORDER BY kind, organization, organization_id, role, person, person_id

// title: 某地任职 | Posts in an area
// question: 某地谁担任过什么职务,何时? | Who held which post in an area, and when?
// param area: area =  — 地区(名称或区划代码) | area (name or official code)
// param role: string =  — 职务中的字 | part of the post's title
// returns person: string — 姓名 | person
// returns role: string — 职务 | post
// returns organization: string — 机构或地区 | organisation or area
// returns first_date: date — 最早见报 | first reported
// returns last_date: date — 最近见报 | last reported
// returns statements: int — 依据条数 | statements behind it
// returns person_id: id — 人物编号 | person's id
// returns organization_id: id — 机构编号 | organisation's id
// example: area=寿光市
MATCH (p:Person)-[h:HOLDS_POST]->(o)
WHERE ('' IN $area OR o.id IN $area OR ($area_code <> '' AND (o.area STARTS WITH $area_code OR o.code STARTS WITH $area_code))
       OR EXISTS { MATCH (o)-[:LOCATED_IN|PART_OF|GOVERNS*1..3]->(l:Place) WHERE l.id IN $area })
  AND ($role = '' OR h.role CONTAINS $role)
RETURN p.name AS person, h.role AS role, o.name AS organization, h.first_date AS first_date, h.last_date AS last_date,
       h.statements AS statements, p.id AS person_id, o.id AS organization_id
ORDER BY organization, role, person, first_date, person_id, organization_id

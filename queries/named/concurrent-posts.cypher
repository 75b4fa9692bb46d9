// title: 兼职 | Posts held at once
// question: 谁同时担任两个以上职务？ | Who holds two posts at the same time?
// param area: area =  — 地区（名称、编号或区划代码） | area (name, id or official code)
// returns person: string — 姓名 | person
// returns role: string — 职务 | post
// returns body: string — 单位 | organisation or area
// returns other_role: string — 另一职务 | the other post
// returns other_body: string — 另一单位 | the other organisation or area
// returns from_day: date — 两职同见的最早日期 | first day on which both are reported
// returns to_day: date — 两职同见的最晚日期 | last day on which both are reported
// returns person_id: id — 人物编号 | person's id
// returns body_id: id — 单位编号 | body's id
// returns other_body_id: id — 另一单位编号 | the other body's id
// example: area=寿光市
MATCH (b:Organization|Place)<-[h:HOLDS_POST]-(p:Person)-[k:HOLDS_POST]->(c:Organization|Place)
WHERE h.id < k.id AND h.first_date <> '' AND h.first_date <= k.last_date AND k.first_date <> '' AND k.first_date <= h.last_date
  AND (b.id IN $area OR c.id IN $area OR any(code IN $area_codes WHERE b.area STARTS WITH code OR c.area STARTS WITH code))
RETURN p.name AS person, h.role AS role, b.name AS body, k.role AS other_role, c.name AS other_body,
       CASE WHEN h.first_date > k.first_date THEN h.first_date ELSE k.first_date END AS from_day,
       CASE WHEN h.last_date < k.last_date THEN h.last_date ELSE k.last_date END AS to_day,
       p.id AS person_id, b.id AS body_id, c.id AS other_body_id
ORDER BY person, person_id, body, role, other_body, other_role, body_id, other_body_id

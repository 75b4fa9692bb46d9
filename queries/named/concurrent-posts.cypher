// title: 兼职 | Posts held at once
// question: 谁同时担任两个以上职务（同一单位的副职与其常务者算一职，县长称县的、称县政府的也算一职）？ | Who holds two posts at the same time (a deputy and the executive deputy of one body are one post, as are the head of a county and of its government)?
// param area: area =  — 地区（名称、编号或区划代码） | area (name, id or official code)
// param as_of: until =  — 截至哪天在任（空则不限时间） | both held on this day (empty: at any time)
// returns person: string — 姓名 | person
// returns role: string — 职务 | post
// returns body: string — 单位 | organisation or area
// returns other_role: string — 另一职务 | the other post
// returns other_body: string — 另一单位 | the other organisation or area
// returns from_day: date — 两职同见的最早日期 | first day on which both are reported
// returns to_day: date — 两职同见的最晚日期 | last day on which both are reported
// returns certainty: string — 两职都在任的把握：known 在报道的起止之间，likely 在两次见报之间，last known 此后未见变动 | known inside a reported interval, likely between mentions, last known after
// returns person_id: id — 人物编号 | person's id
// returns body_id: id — 单位编号 | body's id
// returns other_body_id: id — 另一单位编号 | the other body's id
// example: area=寿光市
MATCH (b:Organization|Place)<-[h:HOLDS_POST]-(p:Person)-[k:HOLDS_POST]->(c:Organization|Place)
WHERE h.id < k.id AND NOT (h.id + k.id) IN $same_posts AND h.first_date <> '' AND h.first_date <= k.last_date AND k.first_date <> '' AND k.first_date <= h.last_date
  AND ($as_of = '' OR (h.first_date <> '' AND h.first_date <= $as_of OR h.start_date <> '' AND h.start_date <= $as_of)
       AND (h.end_date = '' OR $as_of <= h.end_date OR $as_of <= h.last_date))
  AND ($as_of = '' OR (k.first_date <> '' AND k.first_date <= $as_of OR k.start_date <> '' AND k.start_date <= $as_of)
       AND (k.end_date = '' OR $as_of <= k.end_date OR $as_of <= k.last_date))
  AND NOT EXISTS { MATCH (p)-[x:HOLDS_POST]->(b) WHERE x.role <> h.role AND replace(x.role, '常务', '') = h.role
                                                   AND x.first_date <= h.last_date AND h.first_date <= x.last_date }
  AND NOT EXISTS { MATCH (p)-[x:HOLDS_POST]->(c) WHERE x.role <> k.role AND replace(x.role, '常务', '') = k.role
                                                   AND x.first_date <= k.last_date AND k.first_date <= x.last_date }
  AND (b.id IN $area OR c.id IN $area OR any(code IN $area_codes WHERE b.area STARTS WITH code OR c.area STARTS WITH code))
RETURN p.name AS person, h.role AS role, b.name AS body, k.role AS other_role, c.name AS other_body,
       CASE WHEN h.first_date > k.first_date THEN h.first_date ELSE k.first_date END AS from_day,
       CASE WHEN h.last_date < k.last_date THEN h.last_date ELSE k.last_date END AS to_day,
       CASE WHEN $as_of = '' THEN '' WHEN ($as_of > h.last_date AND $as_of > h.end_date) OR ($as_of > k.last_date AND $as_of > k.end_date) THEN 'last known'
            WHEN h.start_date <> '' AND h.start_date <= $as_of AND k.start_date <> '' AND k.start_date <= $as_of THEN 'known' ELSE 'likely' END AS certainty,
       p.id AS person_id, b.id AS body_id, c.id AS other_body_id
ORDER BY person, person_id, body, role, other_body, other_role, body_id, other_body_id

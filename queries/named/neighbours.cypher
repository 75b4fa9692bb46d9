// title: 相邻实体 | Neighbours
// question: 与某实体直接相连的有谁，以什么关系？ | Who and what is directly related to an entity, and how?
// param entity: entity — 实体（名称或编号） | entity (name or id)
// param as_of: until =  — 截至哪天有效（空则不限时间） | held on this day (empty: at any time)
// returns name: string — 实体 | entity
// returns relation: term — 关系 | relation
// returns direction: string — 方向（out 由它出发，in 指向它） | out: from the entity, in: to it
// returns role: string — 职务 | post
// returns other: string — 相邻实体 | neighbour
// returns other_type: term — 类型 | its type
// returns statements: int — 依据条数 | statements behind it
// returns first_date: date — 最早 | first day
// returns last_date: date — 最近 | last day
// returns certainty: string — 把握：known 在报道的起止之间，likely 在两次见报之间，last known 此后未见变动 | known inside a reported interval, likely between mentions, last known after
// returns other_id: id — 相邻实体编号 | neighbour's id
// returns relation_id: id — 关系编号 | relation's id
// order: name direction relation other role other_id relation_id
// example: entity=寿光市农业农村局
MATCH (e:Entity {id: $entity})-[r]->(o:Organization|Person|Place|Event|Programme)
WHERE ($as_of = '' OR (r.first_date <> '' AND r.first_date <= $as_of OR r.start_date <> '' AND r.start_date <= $as_of)
       AND (r.end_date = '' OR $as_of <= r.end_date OR $as_of <= r.last_date))
RETURN e.name AS name, type(r) AS relation, 'out' AS direction, r.role AS role, o.name AS other, o.etype AS other_type,
       r.statements AS statements, r.first_date AS first_date, r.last_date AS last_date,
       CASE WHEN $as_of = '' THEN '' WHEN $as_of > r.last_date AND $as_of > r.end_date THEN 'last known'
            WHEN r.start_date <> '' AND r.start_date <= $as_of THEN 'known' ELSE 'likely' END AS certainty,
       o.id AS other_id, r.id AS relation_id
UNION ALL
MATCH (e:Entity {id: $entity})<-[r]-(o:Organization|Person|Place|Event|Programme)
WHERE ($as_of = '' OR (r.first_date <> '' AND r.first_date <= $as_of OR r.start_date <> '' AND r.start_date <= $as_of)
       AND (r.end_date = '' OR $as_of <= r.end_date OR $as_of <= r.last_date))
RETURN e.name AS name, type(r) AS relation, 'in' AS direction, r.role AS role, o.name AS other, o.etype AS other_type,
       r.statements AS statements, r.first_date AS first_date, r.last_date AS last_date,
       CASE WHEN $as_of = '' THEN '' WHEN $as_of > r.last_date AND $as_of > r.end_date THEN 'last known'
            WHEN r.start_date <> '' AND r.start_date <= $as_of THEN 'known' ELSE 'likely' END AS certainty,
       o.id AS other_id, r.id AS relation_id

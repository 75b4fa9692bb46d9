// title: 下属 | What is under a body
// question: 某机构或某地之下有哪些单位和地方（四级以内）？ | Which bodies and places are under an organisation or area, up to four levels down?
// param entity: entities — 机构或地区（名称或编号） | organisation or area (name or id)
// param as_of: until =  — 截至哪天有效（空则不限时间） | held on this day (empty: at any time)
// returns name: string — 上级 | what they are under
// returns under: string — 下属 | what is under it
// returns under_type: term — 类型 | type
// returns kind: term — 类别 | kind
// returns levels: int — 隔几级 | levels below
// returns certainty: string — 把握：likely 在两次见报之间，last known 此后未见变动 | likely between mentions, last known after
// returns articles: int — 见于几篇文章 | articles that speak of it
// returns entity_id: id — 上级编号 | the upper one's id
// returns under_id: id — 下属编号 | the lower one's id
// example: entity=寿光市
WITH $as_of AS day
MATCH walk = (u:Organization|Place)-[:SUBORDINATE_TO|PART_OF|LOCATED_IN*1..4]->(e:Organization|Place)
WHERE e.id IN $entity AND u.id <> e.id
  AND (day = '' OR all(r IN relationships(walk) WHERE r.first_date <> '' AND r.first_date <= day))
WITH e, u, day, min(length(walk)) AS levels,
     max(CASE WHEN all(r IN relationships(walk) WHERE day <= r.last_date) THEN 1 ELSE 0 END) AS lately
RETURN e.name AS name, u.name AS under, u.etype AS under_type, u.kind AS kind, levels,
       CASE WHEN day = '' THEN '' WHEN lately = 1 THEN 'likely' ELSE 'last known' END AS certainty,
       u.articles AS articles, e.id AS entity_id, u.id AS under_id
ORDER BY name, entity_id, levels, kind, under, under_id

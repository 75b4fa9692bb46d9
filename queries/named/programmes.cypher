// title: 项目与实施者 | Programmes and who runs them
// question: 有哪些制度、机制、项目，谁在推行？ | Which programmes are there, and who runs them?
// param area: area =  — 地区（名称、编号或区划代码） | area (name, id or official code)
// param programme: string =  — 名称中的字 | part of the programme's name
// param as_of: until =  — 截至哪天已见报道（空则不限时间） | held on this day (empty: at any time)
// returns programme: string — 项目 | programme
// returns kind: term — 类别 | kind
// returns runner: string — 推行者 | who runs it
// returns relation: term — 关系 | relation
// returns first_date: date — 最早见报 | first reported
// returns certainty: string — 把握：likely 在两次见报之间，last known 此后未见变动 | likely between mentions, last known after
// returns statements: int — 依据条数 | statements behind it
// returns programme_id: id — 项目编号 | programme's id
// returns runner_id: id — 推行者编号 | runner's id
// example: area=寿光市
MATCH (p:Programme)
WHERE ($programme = '' OR p.name CONTAINS $programme)
  AND (any(code IN $area_codes WHERE p.area STARTS WITH code)
       OR EXISTS { MATCH (p)<-[:IMPLEMENTS|ESTABLISHES|ISSUES]-(o)
                   WHERE o.id IN $area OR any(code IN $area_codes WHERE o.code STARTS WITH code) })
OPTIONAL MATCH (o)-[r:IMPLEMENTS|ESTABLISHES|ISSUES]->(p)
WHERE $as_of = '' OR (r.first_date <> '' AND r.first_date <= $as_of)
WITH p, o, r
WHERE $as_of = '' OR coalesce(o.id, '') <> '' OR (p.first_day <> '' AND p.first_day <= $as_of)
RETURN p.name AS programme, p.kind AS kind, coalesce(o.name, '') AS runner, coalesce(r.predicate, '') AS relation,
       coalesce(r.first_date, '') AS first_date,
       CASE WHEN $as_of = '' OR coalesce(o.id, '') = '' THEN '' WHEN $as_of <= r.last_date THEN 'likely' ELSE 'last known' END AS certainty,
       coalesce(r.statements, 0) AS statements, p.id AS programme_id,
       coalesce(o.id, '') AS runner_id
ORDER BY programme, programme_id, runner, relation, runner_id

// title: 项目与实施者 | Programmes and who runs them
// question: 有哪些制度、机制、项目，谁在推行？ | Which programmes are there, and who runs them?
// param area: area =  — 地区（名称、编号或区划代码） | area (name, id or official code)
// param programme: string =  — 名称中的字 | part of the programme's name
// returns programme: string — 项目 | programme
// returns kind: string — 类别 | kind
// returns runner: string — 推行者 | who runs it
// returns relation: string — 关系 | relation
// returns first_date: date — 最早见报 | first reported
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
RETURN p.name AS programme, p.kind AS kind, coalesce(o.name, '') AS runner, coalesce(r.predicate, '') AS relation,
       coalesce(r.first_date, '') AS first_date, coalesce(r.statements, 0) AS statements, p.id AS programme_id,
       coalesce(o.id, '') AS runner_id
ORDER BY programme, programme_id, runner, relation, runner_id

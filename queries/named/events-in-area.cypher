// title: 某地某时的活动 | Events in an area in a period
// question: 某地在某段时间里有哪些活动，谁办的，在哪里？ | Which events took place in an area in a period, who held them and where?
// param area: area =  — 地区（名称、编号或区划代码） | area (name, id or official code)
// param since: since =  — 起始日期 | from
// param until: until =  — 终止日期 | to
// returns event: string — 活动 | event
// returns kind: term — 类别 | kind
// returns date: date — 时间 | time
// returns modality: string — 语气（planned 拟办） | modality of the date
// returns organizers: list — 主办 | organisers
// returns venues: list — 地点 | venues
// returns sentence: string — 说明时间的原句 | the sentence that dates it
// returns event_id: id — 活动编号 | event's id
// returns statement_id: id — 说明时间的陈述编号 | id of the statement that dates it
// example: area=寿光市
MATCH (e:Event)
WHERE any(code IN $area_codes WHERE e.area STARTS WITH code)
   OR EXISTS { MATCH (e)-[:HELD_AT|COVERS_AREA]->(l:Place)
               WHERE l.id IN $area OR any(code IN $area_codes WHERE l.code STARTS WITH code) }
   OR EXISTS { MATCH (e)<-[:ORGANIZES]-(l:Place)
               WHERE l.id IN $area OR any(code IN $area_codes WHERE l.code STARTS WITH code) }
OPTIONAL MATCH (e)<-[:SUBJECT]-(d:Statement)-[:EVIDENCE]->(t:Sentence)
WHERE d.predicate = 'heldOn' AND d.modality <> 'denied' AND d.status <> 'rejected'
WITH e, d, t
WHERE ($since = '' OR coalesce(d.end_date, '') >= $since)
  AND ($until = '' OR (coalesce(d.start_date, '') <> '' AND d.start_date <= $until))
OPTIONAL MATCH (e)<-[:OBJECT]-(g:Statement)-[:SUBJECT]->(o)
WHERE g.predicate = 'organizes' AND g.modality <> 'denied' AND g.status <> 'rejected'
OPTIONAL MATCH (e)<-[:SUBJECT]-(h:Statement)-[:OBJECT]->(v)
WHERE h.predicate = 'heldAt' AND h.modality <> 'denied' AND h.status <> 'rejected'
RETURN e.name AS event, e.kind AS kind, coalesce(d.value_text, '') AS date, coalesce(d.modality, '') AS modality,
       collect(DISTINCT o.name) AS organizers, collect(DISTINCT v.name) AS venues, coalesce(t.text, '') AS sentence,
       e.id AS event_id, coalesce(d.id, '') AS statement_id
ORDER BY date, event, event_id, statement_id

// title: 活动月历 | Calendar of events
// question: 每个月办了、拟办多少场什么活动？ | How many events of which kind took place, or are planned, in each month?
// param area: area =  — 地区（名称、编号或区划代码） | area (name, id or official code)
// param kind: string =  — 活动类别（Meeting、Training、Drill……） | kind (Meeting, Training, Drill …)
// returns month: date — 月份 | month
// returns kind: term — 类别 | kind
// returns modality: string — 语气（reported 已办、planned 拟办、denied 否认） | reported, planned or denied
// returns events: int — 场数 | events
// example: area=桃江县
MATCH (e:Event)<-[:SUBJECT]-(s:Statement)
WHERE s.predicate = 'heldOn' AND s.status <> 'rejected' AND ($kind = '' OR e.kind = $kind)
  AND (any(code IN $area_codes WHERE e.area STARTS WITH code)
       OR EXISTS { MATCH (e)-[:HELD_AT|COVERS_AREA]->(l:Place)
                   WHERE l.id IN $area OR any(code IN $area_codes WHERE l.code STARTS WITH code) })
WITH DISTINCT e.id AS event_id, e.kind AS kind, s.modality AS modality, left(s.value_text, 7) AS month
RETURN month, kind, modality, count(event_id) AS events
ORDER BY month, kind, modality

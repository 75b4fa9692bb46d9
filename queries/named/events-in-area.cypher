// title: 某地某时的活动 | Events in an area in a period
// question: 某地在某段时间里有哪些活动,谁办的,在哪里? | Which events took place in an area in a period, who held them and where?
// param area: area =  — 地区(名称或区划代码) | area (name or official code)
// param since: date =  — 起始日期 | first day
// param until: date =  — 终止日期 | last day
// returns event: string — 活动 | event
// returns date: date — 时间 | date
// returns organizer: string — 主办 | organiser
// returns venue: string — 地点 | venue
// returns sentence: string — 说明时间的原句 | the sentence that dates it
// returns event_id: id — 活动编号 | event's id
// example: area=寿光市
MATCH (e:Event)
WHERE '' IN $area OR ($area_code <> '' AND e.area STARTS WITH $area_code)
   OR EXISTS { MATCH (e)-[:HELD_AT|LOCATED_IN*1..3]->(l:Place) WHERE l.id IN $area }
   OR EXISTS { MATCH (o)-[:ORGANIZES]->(e) WHERE o.id IN $area }
OPTIONAL MATCH (d:Statement)-[:SUBJECT]->(e) WHERE d.predicate = 'heldOn' AND d.modality = 'reported' AND d.status <> 'rejected'
OPTIONAL MATCH (d)-[:EVIDENCE]->(t:Sentence)
OPTIONAL MATCH (o)-[:ORGANIZES]->(e)
OPTIONAL MATCH (e)-[:HELD_AT]->(v)
WITH e, d, t, o, v
WHERE ($since = '' OR coalesce(d.end_date, '') >= $since) AND ($until = '' OR (d.start_date <> '' AND d.start_date <= $until))
RETURN DISTINCT e.name AS event, coalesce(d.value_text, '') AS date, coalesce(o.name, '') AS organizer, coalesce(v.name, '') AS venue,
       coalesce(t.text, '') AS sentence, e.id AS event_id
ORDER BY date, event, organizer, venue, event_id

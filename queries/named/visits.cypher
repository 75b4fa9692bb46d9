// title: 走访调研 | Who visits whom
// question: 谁在什么时候走访、调研了哪里？ | Who visited which place, body or person, and when?
// param entity: entities =  — 走访者或走访对象（名称或编号），空则全部 | visitor or visited (name or id), empty for all
// param area: area =  — 走访对象所在地区 | area visited (name, id or official code)
// param since: since =  — 起始日期 | from
// param until: until =  — 终止日期 | to
// returns day: date — 时间（所说或活动的日期，都没有则为见报日期） | time said, else the event's, else the date of issue
// returns day_from: string — 时间的来历：said 陈述或原句所说，event 所参加活动的日期，issue 见报日期 | where the day is from: said (the statement or its sentence), event (the event taken part in), issue (date of issue)
// returns visitor: string — 走访者 | visitor
// returns visited: string — 走访对象 | visited
// returns visited_type: term — 类型 | its type
// returns modality: string — 语气 | modality
// returns sentence: string — 原句 | the sentence
// returns article: string — 文章标题 | headline
// returns visitor_id: id — 走访者编号 | visitor's id
// returns visited_id: id — 走访对象编号 | id of what is visited
// returns statement_id: id — 陈述编号 | statement's id
// example: entity=谭景岱
MATCH (x)<-[:SUBJECT]-(s:Statement)-[:OBJECT]->(y)
WHERE s.predicate = 'visits' AND s.status <> 'rejected' AND ('' IN $entity OR x.id IN $entity OR y.id IN $entity)
  AND (y.id IN $area OR any(code IN $area_codes WHERE y.area STARTS WITH code OR y.code STARTS WITH code))
MATCH (s)-[:EVIDENCE]->(t:Sentence)-[:`IN`]->(a:Article)
OPTIONAL MATCH (t)<-[:EVIDENCE]-(h:Statement)
WHERE h.predicate = 'heldOn' AND h.modality <> 'denied' AND h.status <> 'rejected'
WITH s, x, y, t, a, coalesce(min(h.time), '') AS h_day, coalesce(max(h.time), '') AS h_other,
     min(h.start_date) AS h_first, max(h.end_date) AS h_last
OPTIONAL MATCH (x)<-[:SUBJECT]-(n:Statement)-[:OBJECT]->(e:Event)<-[:SUBJECT]-(g:Statement)
WHERE n.predicate = 'participatesIn' AND n.article = s.article AND n.modality <> 'denied' AND n.status <> 'rejected'
  AND g.predicate = 'heldOn' AND g.article = s.article AND g.modality <> 'denied' AND g.status <> 'rejected'
WITH s, x, y, t, a, h_day, h_other, h_first, h_last, coalesce(min(g.time), '') AS g_day,
     coalesce(max(g.time), '') AS g_other, min(g.start_date) AS g_first, max(g.end_date) AS g_last
WITH s, x, y, t, a, h_day, h_first, h_last, g_day, g_first, g_last,
     CASE WHEN s.time <> '' THEN 'said' WHEN h_day <> '' AND h_day = h_other THEN 'sentence'
          WHEN g_day <> '' AND g_day = g_other THEN 'event' ELSE 'issue' END AS source
WITH s, x, y, t, a, CASE WHEN source = 'sentence' THEN 'said' ELSE source END AS day_from,
     CASE source WHEN 'said' THEN s.time WHEN 'sentence' THEN h_day WHEN 'event' THEN g_day ELSE a.published END AS day,
     CASE source WHEN 'said' THEN s.start_date WHEN 'sentence' THEN h_first WHEN 'event' THEN g_first ELSE a.start_date END AS first,
     CASE source WHEN 'said' THEN s.end_date WHEN 'sentence' THEN h_last WHEN 'event' THEN g_last ELSE a.end_date END AS last
WHERE ($since = '' OR last >= $since) AND ($until = '' OR (first <> '' AND first <= $until))
RETURN day, day_from, x.name AS visitor, y.name AS visited,
       y.etype AS visited_type, s.modality AS modality, t.text AS sentence, a.title AS article, x.id AS visitor_id,
       y.id AS visited_id, s.id AS statement_id
ORDER BY day, visitor, visited, statement_id

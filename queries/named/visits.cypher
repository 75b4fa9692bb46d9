// title: 走访调研 | Who visits whom
// question: 谁在什么时候走访、调研了哪里？ | Who visited which place, body or person, and when?
// param entity: entities =  — 走访者或走访对象（名称或编号），空则全部 | visitor or visited (name or id), empty for all
// param area: area =  — 走访对象所在地区 | area visited (name, id or official code)
// param since: since =  — 起始日期 | from
// param until: until =  — 终止日期 | to
// returns day: date — 时间（文中未说则为见报日期） | time, else the date of issue
// returns visitor: string — 走访者 | visitor
// returns visited: string — 走访对象 | visited
// returns visited_type: string — 类型 | its type
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
WITH s, x, y, t, a, CASE WHEN s.time <> '' THEN s.start_date ELSE a.start_date END AS first,
     CASE WHEN s.time <> '' THEN s.end_date ELSE a.end_date END AS last
WHERE ($since = '' OR last >= $since) AND ($until = '' OR (first <> '' AND first <= $until))
RETURN CASE WHEN s.time <> '' THEN s.time ELSE a.published END AS day, x.name AS visitor, y.name AS visited,
       y.etype AS visited_type, s.modality AS modality, t.text AS sentence, a.title AS article, x.id AS visitor_id,
       y.id AS visited_id, s.id AS statement_id
ORDER BY day, visitor, visited, statement_id

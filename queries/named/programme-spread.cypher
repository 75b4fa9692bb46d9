// title: 做法的传播 | How a programme spreads
// question: 哪些做法从一地推广到另一地，先后在哪里推行？ | Which programmes spread from one street or body to another, and in what order?
// param programme: string =  — 名称中的字 | part of the programme's name
// returns programme: string — 制度、机制、项目等 | programme
// returns day: date — 时间（文中未说则为见报日期） | time, else the date of issue
// returns runner: string — 推行者 | who runs it
// returns runners: int — 共有几家推行 | how many run it
// returns modality: string — 语气（planned 拟推行） | modality
// returns sentence: string — 原句 | the sentence
// returns programme_id: id — 编号 | programme's id
// returns runner_id: id — 推行者编号 | runner's id
// returns statement_id: id — 陈述编号 | statement's id
// example:
MATCH (p:Programme)
WHERE $programme = '' OR p.name CONTAINS $programme
WITH p, COUNT { MATCH (p)<-[:IMPLEMENTS]-(o) } AS runners
WHERE runners > 1
MATCH (p)<-[:OBJECT]-(s:Statement)-[:SUBJECT]->(r)
WHERE s.predicate = 'implements' AND s.modality <> 'denied' AND s.status <> 'rejected'
MATCH (s)-[:EVIDENCE]->(t:Sentence)-[:`IN`]->(a:Article)
RETURN p.name AS programme, CASE WHEN s.time <> '' THEN s.time ELSE a.published END AS day, r.name AS runner, runners,
       s.modality AS modality, t.text AS sentence, p.id AS programme_id, r.id AS runner_id, s.id AS statement_id
ORDER BY programme, programme_id, CASE WHEN s.time <> '' THEN s.start_date ELSE a.start_date END, day, runner, statement_id

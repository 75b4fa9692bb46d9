// title: 依据单薄的关系 | Relations on thin evidence
// question: 哪些关系只有一条陈述为据，而且可信度不高？ | Which relations rest on one statement alone, and on a weak reading?
// param percent: int = 70 — 可信度低于百分之几 | confidence below so many per cent
// param predicate: string =  — 关系 | relation
// param limit: int = 200 — 最多几行，最弱的在前 | most rows, the weakest first
// returns confidence: float — 可信度 | confidence
// returns subject: string — 主语 | subject
// returns predicate: term — 关系 | relation
// returns object: string — 宾语 | object
// returns role: string — 职务或角色 | post or role
// returns sentence: string — 原句 | the sentence
// returns article: string — 文章标题 | headline
// returns extractor: string — 抽取器 | extractor
// returns statement_id: id — 陈述编号 | statement's id
// example: percent=80
MATCH (x:Organization|Person|Place|Event|Programme)<-[:SUBJECT]-(s:Statement)-[:OBJECT]->(y:Organization|Person|Place|Event|Programme)
WHERE s.modality = 'reported' AND s.status <> 'rejected' AND ($predicate = '' OR s.predicate = $predicate)
WITH x, y, s.predicate AS predicate, CASE WHEN s.predicate = 'holdsPost' THEN s.role ELSE '' END AS post,
     count(s.id) AS statements, min(s.confidence) AS confidence, min(s.status) AS status, min(s.id) AS statement_id
WHERE statements = 1 AND confidence * 100 < $percent AND status = ''
WITH x.name AS subject, predicate, y.name AS object, confidence, statement_id
ORDER BY confidence, statement_id LIMIT $limit
MATCH (s:Statement {id: statement_id})
MATCH (s)-[:EVIDENCE]->(t:Sentence)-[:`IN`]->(a:Article)
WHERE s.modality = 'reported' AND s.confidence * 100 < $percent AND ($predicate = '' OR s.predicate = $predicate)
RETURN confidence, subject, predicate, object, s.role AS role, t.text AS sentence, a.title AS article,
       s.extractor AS extractor, statement_id
ORDER BY confidence, statement_id

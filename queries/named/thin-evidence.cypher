// title: 依据单薄的关系 | Relations on thin evidence
// question: 哪些关系只有一篇文章为据，而且可信度不高？ | Which relations rest on one article alone, and on a weak reading?
// param percent: int = 70 — 可信度低于百分之几 | confidence below so many per cent
// param predicate: string =  — 关系 | relation
// param limit: int = 200 — 最多几行，最弱的在前 | most rows, the weakest first
// returns confidence: float — 可信度 | confidence
// returns subject: string — 主语 | subject
// returns predicate: string — 关系 | relation
// returns object: string — 宾语 | object
// returns role: string — 职务或角色 | post or role
// returns statements: int — 依据条数（同一篇内） | statements behind it, all of one article
// returns sentence: string — 原句 | the sentence
// returns article: string — 文章标题 | headline
// returns extractor: string — 抽取器 | extractor
// returns statement_id: id — 陈述编号 | statement's id
// example: percent=80
MATCH (x)<-[:SUBJECT]-(s:Statement)-[:OBJECT]->(y)
WHERE s.modality = 'reported' AND s.status <> 'rejected' AND ($predicate = '' OR s.predicate = $predicate)
WITH x.id AS subject_id, y.id AS object_id, s.predicate AS relation,
     CASE WHEN s.predicate = 'holdsPost' THEN s.role ELSE '' END AS post, min(x.name) AS subject, min(y.name) AS object,
     min(s.article) AS one_article, max(s.article) AS other_article, count(s.id) AS statements,
     max(CASE WHEN s.status = 'confirmed' THEN 1.0 ELSE s.confidence END) AS confidence, min(s.id) AS statement_id
WHERE one_article = other_article AND confidence * 100 < $percent
WITH subject, object, statements, confidence, statement_id ORDER BY confidence, statement_id LIMIT $limit
MATCH (s:Statement {id: statement_id})-[:EVIDENCE]->(t:Sentence)-[:`IN`]->(a:Article)
RETURN confidence, subject, s.predicate AS predicate, object, s.role AS role, statements, t.text AS sentence,
       a.title AS article, s.extractor AS extractor, statement_id
ORDER BY confidence, statement_id

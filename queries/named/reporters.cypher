// title: 记者的线口 | Reporters' beats
// question: 谁常写什么地方、什么机构的报道？ | Which areas and organisations does each reporter cover?
// param reporter: string =  — 姓名中的字 | part of the reporter's name
// param least: int = 1 — 至少几篇 | at least so many articles
// param limit: int = 50 — 最多几行，人在前，篇数多的在前 | most rows, persons first, then most articles
// returns reporter: string — 作者 | author
// returns author_type: term — 作者类别（Person 人，Organization 机构，Place 地方） | whether a person, a body or a place signs
// returns role: string — 署名身份 | role in the byline
// returns covers: string — 报道对象 | what the articles speak of
// returns covers_type: term — 类型 | its type
// returns articles: int — 篇数 | articles
// returns reporter_id: id — 作者编号 | author's id
// returns covers_id: id — 报道对象编号 | id of what is covered
// example: reporter=国泰
MATCH (w:Organization|Person|Place)<-[b:WRITTEN_BY]-(a:Article)-[:MENTIONS]->(e:Organization|Place)
WHERE ($reporter = '' OR w.name CONTAINS $reporter) AND w.id <> e.id
WITH DISTINCT w, a, e, b.role AS role
WITH w.name AS reporter, w.etype AS author_type, role, e.name AS covers, e.etype AS covers_type, count(a.id) AS articles,
     w.id AS reporter_id, e.id AS covers_id
WHERE articles >= $least
RETURN reporter, author_type, role, covers, covers_type, articles, reporter_id, covers_id
ORDER BY CASE author_type WHEN 'Person' THEN 0 ELSE 1 END, articles DESC, reporter, reporter_id, role, covers, covers_id LIMIT $limit

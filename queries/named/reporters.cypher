// title: 记者与报道对象 | Reporters and what they cover
// question: 谁写了哪些报道,多写什么地方和机构? | Who reports, and which areas and organisations do they cover?
// param reporter: string =  — 姓名中的字 | part of the reporter's name
// returns reporter: string — 作者 | author
// returns role: string — 署名身份 | role in the byline
// returns covers: string — 报道对象 | what the articles speak of
// returns covers_type: string — 类型 | its type
// returns articles: int — 篇数 | articles
// returns reporter_id: id — 作者编号 | author's id
// example:
MATCH (w)<-[b:WRITTEN_BY]-(a:Article)-[:MENTIONS]->(e:Organization|Place)
WHERE ($reporter = '' OR w.name CONTAINS $reporter) AND w.id <> e.id
RETURN w.name AS reporter, b.role AS role, e.name AS covers, e.etype AS covers_type, count(DISTINCT a.id) AS articles, w.id AS reporter_id
ORDER BY reporter, reporter_id, articles DESC, covers, covers_type, role

// title: 任职先后 | Who held a post over time
// question: 某机构的某职务先后由谁担任,哪些是拟任、哪些已免? | Who held a post of an organisation over time, who is planned, who has left?
// param organization: entities =  — 机构或地区 | organisation or area
// param role: string =  — 职务中的字 | part of the post's title
// returns organization: string — 机构 | organisation
// returns role: string — 职务 | post
// returns person: string — 姓名 | person
// returns modality: string — 语气(reported 在任、planned 拟任、ended 已免、denied 否认) | modality
// returns time: date — 文中时间 | time in the text
// returns published: date — 见报日期 | date of issue
// returns sentence: string — 原句 | the sentence
// returns statement_id: id — 陈述编号 | statement's id
// example: role=书记
MATCH (s:Statement)-[:SUBJECT]->(p:Person)
WHERE s.predicate = 'holdsPost' AND s.status <> 'rejected' AND ($role = '' OR s.role CONTAINS $role)
MATCH (s)-[:OBJECT]->(o) WHERE '' IN $organization OR o.id IN $organization
MATCH (s)-[:EVIDENCE]->(t:Sentence)-[:`IN`]->(a:Article)
RETURN o.name AS organization, s.role AS role, p.name AS person, s.modality AS modality, s.time AS time, a.published AS published,
       t.text AS sentence, s.id AS statement_id
ORDER BY organization, role, published, person, statement_id

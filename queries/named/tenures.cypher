// title: 任职先后 | Who held a post over time
// question: 某机构的某职务先后由谁担任，哪些是拟任、哪些已免？ | Who held a post of an organisation over time, who is planned, who has left?
// param organization: entities =  — 机构或地区，空则全部 | organisation or area, empty for all
// param role: string =  — 职务中的字 | part of the post's title
// returns organization: string — 机构或地区 | organisation or area
// returns role: string — 职务 | post
// returns person: string — 姓名 | person
// returns modality: string — 语气（reported 在任、planned 拟任、ended 已免、denied 否认） | modality
// returns time: date — 文中时间 | time in the text
// returns published: date — 见报日期 | date of issue
// returns sentence: string — 原句 | the sentence
// returns organization_id: id — 机构编号 | organisation's id
// returns person_id: id — 人物编号 | person's id
// returns statement_id: id — 陈述编号 | statement's id
// example: role=局长
MATCH (o:Organization|Place)<-[:OBJECT]-(s:Statement)-[:SUBJECT]->(p:Person)
WHERE s.predicate = 'holdsPost' AND s.status <> 'rejected' AND ($role = '' OR s.role CONTAINS $role)
  AND ('' IN $organization OR o.id IN $organization)
MATCH (s)-[:EVIDENCE]->(t:Sentence)-[:`IN`]->(a:Article)
RETURN o.name AS organization, s.role AS role, p.name AS person, s.modality AS modality, s.time AS time,
       a.published AS published, t.text AS sentence, o.id AS organization_id, p.id AS person_id, s.id AS statement_id
ORDER BY organization, organization_id, role, a.start_date, published, person, statement_id

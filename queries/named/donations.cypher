// title: 捐赠 | Donors and takers
// question: 谁向谁捐了什么、多少？ | Who gave what and how much to whom?
// param area: area =  — 地区（名称、编号或区划代码） | area (name, id or official code)
// param since: since =  — 起始日期 | from
// param until: until =  — 终止日期 | to
// returns day: date — 时间（文中未说则为见报日期） | time, else the date of issue
// returns donor: string — 捐赠方 | donor
// returns taker: string — 受赠方 | taker
// returns value: float — 数额 | amount
// returns unit: string — 单位 | unit
// returns details: details — 物品等 | goods and other words
// returns modality: string — 语气 | modality
// returns sentence: string — 原句 | the sentence
// returns donor_id: id — 捐赠方编号 | donor's id
// returns taker_id: id — 受赠方编号 | taker's id
// returns statement_id: id — 陈述编号 | statement's id
// example: area=安溪县
MATCH (d)<-[:SUBJECT]-(s:Statement)-[:OBJECT]->(r)
WHERE s.predicate = 'donatesTo' AND s.status <> 'rejected'
  AND (d.id IN $area OR r.id IN $area OR any(code IN $area_codes WHERE d.area STARTS WITH code OR r.area STARTS WITH code))
MATCH (s)-[:EVIDENCE]->(t:Sentence)-[:`IN`]->(a:Article)
WITH s, d, r, t, a, CASE WHEN s.time <> '' THEN s.start_date ELSE a.start_date END AS first,
     CASE WHEN s.time <> '' THEN s.end_date ELSE a.end_date END AS last
WHERE ($since = '' OR last >= $since) AND ($until = '' OR (first <> '' AND first <= $until))
RETURN CASE WHEN s.time <> '' THEN s.time ELSE a.published END AS day, d.name AS donor, r.name AS taker,
       s.value_number AS value, s.unit AS unit, s.details AS details, s.modality AS modality, t.text AS sentence,
       d.id AS donor_id, r.id AS taker_id, s.id AS statement_id
ORDER BY day, donor, taker, value, statement_id

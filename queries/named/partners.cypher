// title: 结对与合作 | Partners
// question: 哪些地方和机构结对、合作？ | Which areas and organisations are paired or work together?
// param area: area =  — 地区（名称、编号或区划代码） | area (name, id or official code)
// param as_of: until =  — 截至哪天有效（空则不限时间） | held on this day (empty: at any time)
// returns one: string — 一方 | one side
// returns relation: term — 关系（cooperatesWith 合作、pairsWith 结对） | cooperatesWith or pairsWith
// returns other: string — 另一方 | the other side
// returns day: date — 时间（文中未说则为见报日期） | time, else the date of issue
// returns modality: string — 语气 | modality
// returns certainty: string — 把握：known 在报道的起止之间，likely 在两次见报之间，last known 此后未见变动 | known inside a reported interval, likely between mentions, last known after
// returns sentence: string — 原句 | the sentence
// returns one_id: id — 一方编号 | one side's id
// returns other_id: id — 另一方编号 | the other side's id
// returns statement_id: id — 陈述编号 | statement's id
// example:
MATCH (x)<-[:SUBJECT]-(s:Statement)-[:OBJECT]->(y)
WHERE s.predicate IN ['cooperatesWith', 'pairsWith'] AND s.status <> 'rejected'
  AND (x.id IN $area OR y.id IN $area OR any(code IN $area_codes WHERE x.area STARTS WITH code OR y.area STARTS WITH code
                                              OR x.code STARTS WITH code OR y.code STARTS WITH code))
MATCH (s)-[:EVIDENCE]->(t:Sentence)-[:`IN`]->(a:Article)
WITH s, x, y, t, a, CASE WHEN s.time <> '' THEN s.start_date ELSE a.start_date END AS first,
     CASE WHEN s.time <> '' THEN s.end_date ELSE a.end_date END AS last
WITH s.predicate AS relation, x.id AS one_id, x.name AS one, y.id AS other_id, y.name AS other,
     max(CASE WHEN s.modality = 'reported' THEN last ELSE '' END) AS last_seen,
     collect({day: CASE WHEN s.time <> '' THEN s.time ELSE a.published END, modality: s.modality,
              precision: s.precision, first: first, last: last, sentence: t.text, id: s.id}) AS said
UNWIND said AS each
WITH *
WHERE $as_of = '' OR (each.modality = 'reported' AND each.first <> '' AND each.first <= $as_of
                      AND (each.precision <> 'interval' OR $as_of <= each.last))
RETURN one, relation, other, each.day AS day, each.modality AS modality,
       CASE WHEN $as_of = '' THEN '' WHEN each.precision = 'interval' THEN 'known'
            WHEN $as_of <= last_seen THEN 'likely' ELSE 'last known' END AS certainty,
       each.sentence AS sentence, one_id, other_id, each.id AS statement_id
ORDER BY relation, one, other, day, statement_id

// title: 派驻与包联 | Dispatched officials
// question: 谁被派驻、挂职或包联到哪里？ | Who is dispatched or seconded to which place or organisation?
// param area: area =  — 地区（名称、编号或区划代码） | area (name, id or official code)
// param as_of: until =  — 截至哪天有效（空则不限时间） | held on this day (empty: at any time)
// returns who: string — 被派者 | who is sent
// returns who_type: term — 类型 | type
// returns role: string — 身份（第一书记等） | role
// returns target: string — 去处 | where to
// returns day: date — 时间（文中未说则为见报日期） | time, else the date of issue
// returns modality: string — 语气 | modality
// returns certainty: string — 把握：known 在报道的起止之间，likely 在两次见报之间，last known 此后未见变动 | known inside a reported interval, likely between mentions, last known after
// returns sentence: string — 原句 | the sentence
// returns statement_id: id — 陈述编号 | statement's id
// example:
MATCH (w)<-[:SUBJECT]-(s:Statement)-[:OBJECT]->(g:Organization|Place)
WHERE s.predicate = 'dispatchedTo' AND s.status <> 'rejected'
  AND (g.id IN $area OR any(code IN $area_codes WHERE g.area STARTS WITH code OR g.code STARTS WITH code))
MATCH (s)-[:EVIDENCE]->(t:Sentence)-[:`IN`]->(a:Article)
WITH s, w, g, t, a, CASE WHEN s.time <> '' THEN s.start_date ELSE a.start_date END AS first,
     CASE WHEN s.time <> '' THEN s.end_date ELSE a.end_date END AS last
WITH w.id AS who_id, w.name AS who, w.etype AS who_type, g.id AS target_id, g.name AS target,
     max(CASE WHEN s.modality = 'reported' THEN last ELSE '' END) AS last_seen,
     collect({role: s.role, day: CASE WHEN s.time <> '' THEN s.time ELSE a.published END, modality: s.modality,
              precision: s.precision, first: first, last: last, sentence: t.text, id: s.id}) AS said
UNWIND said AS one
WITH *
WHERE $as_of = '' OR (one.modality = 'reported' AND one.first <> '' AND one.first <= $as_of
                      AND (one.precision <> 'interval' OR $as_of <= one.last))
RETURN who, who_type, one.role AS role, target, one.day AS day, one.modality AS modality,
       CASE WHEN $as_of = '' THEN '' WHEN one.precision = 'interval' THEN 'known'
            WHEN $as_of <= last_seen THEN 'likely' ELSE 'last known' END AS certainty,
       one.sentence AS sentence, one.id AS statement_id
ORDER BY target, target_id, day, who, statement_id

// title: 指标变化 | An indicator over time
// question: 某对象的同一指标先后报过哪些数字？ | How did one indicator of one subject change from report to report?
// param indicator: string =  — 指标中的字 | part of the indicator
// param entity: entities =  — 对象（名称或编号），空则全部 | subject (name or id), empty for all
// returns subject: string — 所属 | of whom
// returns indicator: string — 指标 | indicator
// returns unit: string — 单位 | unit
// returns as_of: date — 截至何时（文中所说的日、月或年） | as of (the day, month or year that the text says)
// returns value: float — 数值 | value
// returns change: string — 文中所说增减 | change, as the text says it
// returns approximate: string — 约数 | approximate
// returns sentence: string — 原句 | the sentence
// returns subject_id: id — 所属编号 | subject's id
// returns statement_id: id — 陈述编号 | statement's id
// example:
MATCH (s:Statement)-[:SUBJECT]->(e)
WHERE s.predicate = 'hasFigure' AND s.modality = 'reported' AND s.status <> 'rejected' AND s.time <> ''
  AND ($indicator = '' OR s.indicator CONTAINS $indicator) AND ('' IN $entity OR e.id IN $entity)
WITH e.id AS subject_id, e.name AS subject, s.indicator AS indicator, s.unit AS unit, min(s.time) AS first,
     max(s.time) AS last, collect(s.id) AS ids
WHERE first < last
UNWIND ids AS statement_id
MATCH (s:Statement {id: statement_id})-[:EVIDENCE]->(t:Sentence)
WHERE s.predicate = 'hasFigure' AND ($indicator = '' OR s.indicator CONTAINS $indicator) // said again: fewer to join
RETURN subject, indicator, unit, s.time AS as_of, s.value_number AS value, s.change AS change,
       CASE WHEN s.approximate THEN '约' ELSE '' END AS approximate, t.text AS sentence, subject_id, statement_id
ORDER BY subject, subject_id, indicator, unit, s.end_date, as_of, value, statement_id

// title: 说法不一的数字 | Figures that disagree
// question: 同一对象、同一指标、同一时间，哪些数字说法不一？ | Which figures differ for one subject, indicator and time, and in which sentences?
// param indicator: string =  — 指标中的字 | part of the indicator
// returns subject: string — 所属 | of whom
// returns indicator: string — 指标 | indicator
// returns unit: string — 单位 | unit
// returns as_of: date — 截至何时（文中所说的日、月或年） | as of (the day, month or year that the text says)
// returns value: float — 数值 | value
// returns approximate: string — 约数 | approximate
// returns sentence: string — 原句 | the sentence
// returns article: string — 文章标题 | headline
// returns published: date — 见报日期 | date of issue
// returns subject_id: id — 所属编号 | subject's id
// returns statement_id: id — 陈述编号 | statement's id
// example: indicator=林道
MATCH (s:Statement)-[:SUBJECT]->(e)
WHERE s.predicate = 'hasFigure' AND s.modality = 'reported' AND s.status <> 'rejected' AND s.time <> ''
  AND ($indicator = '' OR s.indicator CONTAINS $indicator)
OPTIONAL MATCH (l:LocalEntity) WHERE l.id = s.scope_local
WITH e.id AS subject_id, e.name AS subject, s.indicator AS indicator, s.unit AS unit, s.time AS as_of,
     coalesce(l.entity, '') AS scope, min(s.value_number) AS low, max(s.value_number) AS high, collect(s.id) AS ids
WHERE low < high
UNWIND ids AS statement_id
MATCH (s:Statement {id: statement_id})-[:EVIDENCE]->(t:Sentence)-[:`IN`]->(a:Article)
WHERE s.predicate = 'hasFigure' AND ($indicator = '' OR s.indicator CONTAINS $indicator) // said again: fewer to join
RETURN subject, indicator, unit, as_of, s.value_number AS value, CASE WHEN s.approximate THEN '约' ELSE '' END AS approximate,
       t.text AS sentence, a.title AS article, a.published AS published, subject_id, statement_id
ORDER BY subject, subject_id, indicator, unit, as_of, scope, value, statement_id

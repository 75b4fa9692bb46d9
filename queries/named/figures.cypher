// title: 指标数字 | Figures by indicator
// question: 某项指标报了多少,谁的,何时,原句怎么说? | Which figures were reported for an indicator, of whom, when, and in what words?
// param indicator: string =  — 指标中的字 | part of the indicator
// param area: area =  — 地区(名称或区划代码) | area (name or official code)
// returns indicator: string — 指标 | indicator
// returns value: float — 数值 | value
// returns unit: string — 单位 | unit
// returns approximate: string — 约数 | approximate
// returns change: string — 增减 | change
// returns subject: string — 所属 | of whom
// returns time: date — 截止时间 | as of
// returns published: date — 见报日期 | date of issue
// returns sentence: string — 原句 | the sentence
// returns statement_id: id — 陈述编号 | statement's id
// example: indicator=志愿
MATCH (s:Statement)-[:SUBJECT]->(e)
WHERE s.predicate = 'hasFigure' AND s.status <> 'rejected' AND ($indicator = '' OR s.indicator CONTAINS $indicator)
  AND ('' IN $area OR e.id IN $area OR ($area_code <> '' AND (e.area STARTS WITH $area_code OR e.code STARTS WITH $area_code)))
MATCH (s)-[:EVIDENCE]->(t:Sentence)-[:`IN`]->(a:Article)
RETURN s.indicator AS indicator, s.value_number AS value, s.unit AS unit, CASE WHEN s.approximate THEN '约' ELSE '' END AS approximate,
       s.change AS change, e.name AS subject, s.time AS time, a.published AS published, t.text AS sentence, s.id AS statement_id
ORDER BY indicator, unit, time, published, value, statement_id

// title: 指标数字 | Figures by indicator
// question: 某项指标报了多少，谁的，何时，原句怎么说？ | Which figures were reported for an indicator, of whom, when, and in what words?
// param indicator: string =  — 指标中的字 | part of the indicator
// param area: area =  — 地区（名称、编号或区划代码） | area (name, id or official code)
// returns indicator: string — 指标 | indicator
// returns value: float — 数值 | value
// returns unit: string — 单位 | unit
// returns approximate: string — 约数 | approximate
// returns change: string — 增减 | change
// returns subject: string — 所属 | of whom
// returns as_of: date — 截至何时（文中所说的日、月或年） | as of (the day, month or year that the text says)
// returns modality: string — 语气 | modality
// returns published: date — 见报日期 | date of issue
// returns sentence: string — 原句 | the sentence
// returns subject_id: id — 所属编号 | subject's id
// returns statement_id: id — 陈述编号 | statement's id
// example: indicator=大棚
MATCH (s:Statement)-[:SUBJECT]->(e)
WHERE s.predicate = 'hasFigure' AND s.status <> 'rejected' AND ($indicator = '' OR s.indicator CONTAINS $indicator)
  AND (e.id IN $area OR any(code IN $area_codes WHERE e.area STARTS WITH code OR e.code STARTS WITH code))
MATCH (s)-[:EVIDENCE]->(t:Sentence)-[:`IN`]->(a:Article)
RETURN s.indicator AS indicator, s.value_number AS value, s.unit AS unit,
       CASE WHEN s.approximate THEN '约' ELSE '' END AS approximate, s.change AS change, e.name AS subject, s.time AS as_of,
       s.modality AS modality, a.published AS published, t.text AS sentence, e.id AS subject_id, s.id AS statement_id
ORDER BY indicator, unit, subject, subject_id, as_of, published, value, statement_id

// title: 更正 | Corrections
// question: 哪篇文章更正了哪篇，怎么说的？ | Which article corrects which other, in what words?
// returns correction: string — 更正的标题 | headline of the correction
// returns published: date — 见报日期 | date of issue
// returns corrected: string — 被更正的标题 | headline of the corrected article
// returns corrected_published: date — 被更正文章的见报日期 | its date of issue
// returns sentence: string — 原句 | the sentence
// returns correction_id: id — 更正编号 | correction's id
// returns corrected_id: id — 被更正文章编号 | corrected article's id
// example:
MATCH (c:Article)<-[:`IN`]-(t:Sentence)
WHERE c.title CONTAINS '更正' OR c.title CONTAINS '致歉' OR c.title CONTAINS '勘误'
MATCH (o:Article)
WHERE o.id <> c.id AND o.title <> '' AND t.text CONTAINS o.title AND (o.end_date = '' OR c.end_date = '' OR o.start_date <= c.end_date)
RETURN c.title AS correction, c.published AS published, o.title AS corrected, o.published AS corrected_published,
       t.text AS sentence, c.id AS correction_id, o.id AS corrected_id
ORDER BY c.start_date, correction, correction_id, corrected, corrected_id, t.start_offset

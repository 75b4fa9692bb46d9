// title: 合写报道 | Who writes with whom
// question: 哪两位记者、通讯员（编辑、校对、审核不算）合写过报道，几篇？ | Which two reporters (editors and proofreaders do not count) wrote articles together, and how many?
// param reporter: string =  — 姓名中的字 | part of a reporter's name
// returns reporter: string — 作者 | author
// returns with_reporter: string — 合写者 | wrote with
// returns articles: int — 篇数 | articles
// returns first_day: date — 最早 | first
// returns last_day: date — 最近 | last
// returns reporter_id: id — 作者编号 | author's id
// returns with_id: id — 合写者编号 | the other's id
// example: reporter=国泰
MATCH (w:Person)<-[b:WRITTEN_BY]-(a:Article)-[c:WRITTEN_BY]->(v:Person)
WHERE (w.name < v.name OR (w.name = v.name AND w.id < v.id)) AND ($reporter = '' OR w.name CONTAINS $reporter OR v.name CONTAINS $reporter)
  AND NOT (b.role CONTAINS '编辑' OR b.role CONTAINS '责' OR b.role CONTAINS '校' OR b.role CONTAINS '审' OR b.role CONTAINS '版'
        OR b.role CONTAINS '主编' OR b.role CONTAINS '总编' OR b.role CONTAINS '美编' OR b.role CONTAINS '监制' OR b.role CONTAINS '签发' OR b.role CONTAINS '值班')
  AND NOT (c.role CONTAINS '编辑' OR c.role CONTAINS '责' OR c.role CONTAINS '校' OR c.role CONTAINS '审' OR c.role CONTAINS '版'
        OR c.role CONTAINS '主编' OR c.role CONTAINS '总编' OR c.role CONTAINS '美编' OR c.role CONTAINS '监制' OR c.role CONTAINS '签发' OR c.role CONTAINS '值班')
WITH DISTINCT w, v, a
RETURN w.name AS reporter, v.name AS with_reporter, count(a.id) AS articles, min(a.start_date) AS first_day,
       max(a.end_date) AS last_day, w.id AS reporter_id, v.id AS with_id
ORDER BY articles DESC, reporter, with_reporter, reporter_id, with_id

// title: 各月报道量 | Coverage by month
// question: 哪家报纸每月报道各县区多少篇？ | How many articles did each paper carry on each county in each month?
// param publisher: string =  — 报纸名称中的字 | part of the paper's name
// returns month: date — 月份 | month
// returns area: code — 县区代码 | county's code
// returns publisher: string — 报纸 | paper
// returns articles: int — 篇数 | articles
// example:
MATCH (a:Article)
WHERE $publisher = '' OR a.publisher CONTAINS $publisher
RETURN left(a.published, 7) AS month, a.area AS area, a.publisher AS publisher, count(a.id) AS articles
ORDER BY month, area, publisher

// title: 久无消息的地方 | Areas without news
// question: 哪些街道、乡镇或村社区自某日以来没有见报？ | Which streets, towns, villages or communities have not been reported on since a day?
// param since: since — 自某日以来 | since when
// param area: area =  — 地区（名称、编号或区划代码） | area (name, id or official code)
// param level: string = township — 层级（county、township、village） | level (county, township, village)
// returns place: string — 地方 | place
// returns level: string — 层级 | level
// returns last_day: date — 最近见报 | last reported on
// returns articles: int — 见于几篇文章 | articles that speak of it
// returns code: code — 区划代码 | official code
// returns place_id: id — 编号 | place's id
// example: since=2024-01-01 level=township
MATCH (p:Place)
WHERE p.level = $level AND p.last_day < $since
  AND (p.id IN $area OR any(code IN $area_codes WHERE p.code STARTS WITH code))
RETURN p.name AS place, p.level AS level, p.last_day AS last_day, p.articles AS articles, p.code AS code, p.id AS place_id
ORDER BY last_day, code, place_id

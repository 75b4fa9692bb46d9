// title: 两者之间 | Path between two
// question: 两个实体经过哪些中间环节相连（三步以内）？ | How are two entities connected, in up to three steps?
// param from: entities — 起点（名称或编号） | start (name or id)
// param to: entities — 终点（名称或编号） | end (name or id)
// param limit: int = 50 — 每种步数最多几条 | most paths of each length
// returns steps: int — 步数 | steps
// returns start: string — 起点 | start
// returns relation1: term — 第一步 | first step
// returns via1: string — 经过 | by way of
// returns relation2: term — 第二步 | second step
// returns via2: string — 再经过 | then by way of
// returns relation3: term — 第三步 | third step
// returns target: string — 终点 | end
// returns start_id: id — 起点编号 | start's id
// returns via1_id: id — 经过者编号 | id of the first between
// returns via2_id: id — 再经过者编号 | id of the second between
// returns target_id: id — 终点编号 | end's id
// order: steps start target via1 via2 relation1 relation2 relation3 start_id via1_id via2_id target_id
// example: from=欧阳霁 to=符竹生
MATCH (a:Organization|Person|Place|Event|Programme)-[r1]-(b:Organization|Person|Place|Event|Programme)
WHERE a.id IN $from AND b.id IN $to AND a.id <> b.id
RETURN DISTINCT 1 AS steps, a.name AS start, type(r1) AS relation1, '' AS via1, '' AS relation2, '' AS via2, '' AS relation3,
       b.name AS target, a.id AS start_id, '' AS via1_id, '' AS via2_id, b.id AS target_id
UNION ALL
MATCH (a:Organization|Person|Place|Event|Programme)-[r1]-(m:Organization|Person|Place|Event|Programme)-[r2]-(b:Organization|Person|Place|Event|Programme)
WHERE a.id IN $from AND b.id IN $to AND a.id <> b.id AND m.id <> a.id AND m.id <> b.id
RETURN DISTINCT 2 AS steps, a.name AS start, type(r1) AS relation1, m.name AS via1, type(r2) AS relation2, '' AS via2,
       '' AS relation3, b.name AS target, a.id AS start_id, m.id AS via1_id, '' AS via2_id, b.id AS target_id
ORDER BY via1, relation1, relation2, start, target, start_id, via1_id, target_id LIMIT $limit
UNION ALL
MATCH (a:Organization|Person|Place|Event|Programme)-[r1]-(m:Organization|Person|Place|Event|Programme)-[r2]-(n:Organization|Person|Place|Event|Programme)-[r3]-(b:Organization|Person|Place|Event|Programme)
WHERE a.id IN $from AND b.id IN $to AND a.id <> b.id AND m.id <> a.id AND m.id <> b.id AND n.id <> a.id AND n.id <> b.id AND m.id <> n.id
RETURN DISTINCT 3 AS steps, a.name AS start, type(r1) AS relation1, m.name AS via1, type(r2) AS relation2, n.name AS via2,
       type(r3) AS relation3, b.name AS target, a.id AS start_id, m.id AS via1_id, n.id AS via2_id, b.id AS target_id
ORDER BY via1, via2, relation1, relation2, relation3, start, target, start_id, via1_id, via2_id, target_id LIMIT $limit

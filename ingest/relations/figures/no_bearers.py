"""Names that an article has but that no figure is of: a class of projects, a slogan, what an earlier part of a list told of.

Pages of counties name many projects by what they are alone (街巷硬化工程, 8个项目). Each bears the numbers of its own clause, not those
told further on, which are of the county again; and in 一是…，二是… each part tells of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ingest.relations.base import About, SentenceView
from ontology.records import LocalEntity

_CLASS = re.compile(
    "[0-9一二两三四五六七八九十百]+余?[个项件条栋类]|方面|\\A(?:省|市|县|区)[、]?(?:省|市|县|区|级)|重[点大](?:建设|民生|产业|招商引资|招商|城建|工业){0,2}(?:工程|项目)\\Z|(?:投资|招商|签约|开工|在建|储备|前期|入库)项目\\Z"
    "|[和与][^“”]*项目\\Z|\\A(?:改扩建|新建|改建|扩建|续建|开展|实施|推进)"
)  # 文旅方面8个项目, 省市县重点项目, 环保提标和新能源项目
_OTHER_CLASS = {
    "Event": re.compile("”等|[0-9][多余]?[个场项][^“”]*(?:项目|活动)\\Z"),  # “云剑”“断流”等专项行动, 签约2个项目
    "Place": re.compile("\\A(?:项目|[0-9一二两三四五六七八九十百千万]+[多余]?亩)"),
    "Organization": re.compile(
        "\\A项目|\\A[全各][县市区乡镇村旗州]|(?:采矿|制造|服务|建筑|加工|种植|养殖|畜牧|批发|零售|餐饮|住宿|洗选|旅游|供应)业\\Z"
    ),
}
_TOLD_THERE = re.compile("(?:新闻|媒体|情况|数据|例行|统计)[^“”]{0,4}(?:发布|通气|通报|说明)会\\Z")
"""Where numbers of others are told; its own stand in its own clause (50名记者参加新闻发布会)."""
_PLAIN = frozenset({"Works", "Project", "Programme"})
_PROPER = re.compile("[“0-9A-Za-z·]")
_GOES_ON = re.compile(
    "\\A[“ 　]*(?:该|本|此)?(?:项目|工程)|(?:建成|投产|达产|竣工|完工)(?:投产|达产)?[之以]?后"
)  # still of that project
_ITEM = re.compile(
    "[“ 　]*(?:[一二三四五六七八九十]{1,2}是|[（(]?[一二三四五六七八九十0-9]{1,2}[）)、.．]|第[一二三四五六七八九十]，)"
)
_MOST_ITEMS = 20
_STEM = 2


def no_bearers(view: SentenceView, position: int) -> frozenset[str]:
    """Ids of those of whom a number at a place is not told, though the article names them."""
    doubtful = _doubtful(view.about)
    barred = {entity.id for entity, plain in doubtful if not plain} | _once_before(view) | _of_earlier_parts(view)
    plain = {entity.id for entity, plain in doubtful if plain}
    if plain and not _GOES_ON.search(view.text):
        clause = view.clauses[view.clause_of(position)][0]
        here = {mark.entity.id: mark.start for mark in view.marks if mark.entity.id in plain}
        barred |= {one for one in plain if one not in here or (len(here) > 1 and here[one] < clause)}
    return frozenset(barred)


@lru_cache(maxsize=4)  # each number of a sentence asks
def _once_before(view: SentenceView) -> frozenset[str]:
    """Ids of the ways of doing things that the article names once, and neither in the sentence nor as what it is about."""
    return _ways_once(view.about) - _main(view.about) - {mark.entity.id for mark in view.marks}


@lru_cache(maxsize=4)  # each number of a sentence asks
def _of_earlier_parts(view: SentenceView) -> frozenset[str]:
    """Ids of those whom only earlier parts of its list name."""
    begun = _list_begun(view)
    if begun is None:
        return frozenset()
    kept = {entity.id for entity in (view.about.county, view.about.town, view.about.topic) if entity is not None}
    kept |= {mark.entity.id for mark in view.marks}
    return frozenset(
        entity.id
        for entity in view.about.entities
        if view.about.first.get(entity.id, -1) >= begun and entity.id not in kept
    )


@lru_cache(maxsize=4)  # each sentence of an article asks
def _doubtful(about: About) -> tuple[tuple[LocalEntity, bool], ...]:
    """(entity, whether it bears the numbers of its own clause) of those that bear no others: programmes named only by what
    they are, classes of them, slogans, press conferences."""
    return tuple(_doubts(about))


@lru_cache(maxsize=4)
def _ways_once(about: About) -> frozenset[str]:
    """Ids of the ways of doing things that an article names once."""
    return frozenset(one.id for one in about.entities if one.kind == "Mechanism" and len(one.mentions) == 1)


def _doubts(about: About) -> Iterator[tuple[LocalEntity, bool]]:
    stems = {
        name[:-1]
        for one in about.entities
        if one.type == "Place"
        for name in (one.name, *one.aliases)
        if len(name) > _STEM
    }
    sizes = {len(stem) for stem in stems}
    main = _main(about)
    for entity in about.entities:
        name = entity.name
        if entity.type != "Programme":
            if entity.type == "Event" and _TOLD_THERE.search(name):
                yield entity, True
            elif entity.type in _OTHER_CLASS and _OTHER_CLASS[entity.type].search(name):
                yield entity, False
            continue
        none = is_slogan(name) or ("“" not in name and _CLASS.search(name) is not None)
        plain = (
            entity.kind in _PLAIN
            and entity.id not in main
            and not _PROPER.search(name)
            and not any(name[at : at + size] in stems for size in sizes for at in range(len(name) - size + 1))
        )
        if none or plain:
            yield entity, not none


def is_slogan(name: str) -> bool:
    """Whether a name is a slogan: three or more parts as long as one another, with no noun that says what it is.

    >>> is_slogan("专业支撑、数字赋能、团队引领"), is_slogan("“早发现、早报告、早处置”机制")
    (True, False)
    """
    parts = re.split("[、，,+ ]", name.strip("“”"))
    return (
        "”" not in name.strip("“”") and len(parts) > 2 and len({len(part) for part in parts}) == 1 and len(parts[0]) > 2
    )


def _list_begun(view: SentenceView) -> int | None:
    """Where the list begins of which a sentence is a part behind the first (二是…); None where it is of none."""
    if not _ITEM.match(view.text):
        return None
    begun, one = None, view.before
    for _ in range(_MOST_ITEMS):
        if one is None:
            break
        if _ITEM.match(one.text):
            begun = one.offset(0)
        one = one.before
    return begun


def _main(about: About) -> set[str]:
    """Ids of those whom the headline names, or puts first."""
    return {one.id for one in (*about.headline, about.topic) if one is not None}

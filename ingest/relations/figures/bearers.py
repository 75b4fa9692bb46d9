"""Whom a sentence speaks of, by what it says itself: the ways to tell it, from which `bearer_model` chooses for a number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from ingest.modality import any_in
from ingest.relations.actors import whose
from ingest.relations.base import EVENT, About, Actor, Mark, SentenceView
from ingest.relations.places.areas import COUNTY, TOWN, level
from ontology.records import LocalEntity, Span

_ACTING = ("Place", "Organization")
_OBJECT = re.compile("(?:(?<!的)是|为|把|将|被|对|让|获|像|如|占|“|《)\\Z")
_TAKING_PART = re.compile(
    f"参赛|参演|参展|(?:参加|参与)(?:了)?(?:此次|本次|这次)?(?:{EVENT}|活动|比赛|大赛|演练|演出|展演|竞赛|会议|仪式|[，。]|\\Z)"
)
_REPORTS = re.compile(
    "[^，。；]{0,6}?(?:介绍|告诉|表示|汇报|坦言|透露|通报|说|解释|指着|扳着|算账|算了|翻出|感慨|回忆)"
)
_SUM = re.compile("等(?:共)?(?=[0-9一二三四五六七八九十两百]{1,4}余?(?:个|家|地|所|名|位|人|户|支|项|处))")
_COUNTED = re.compile(
    "(?:这|共)?[0-9一二三四五六七八九十两]{1,3}(?:个|家|地|大|所|村|镇|县|市|部门|名|位)|[^，。；、\ue000-\ue007]{0,8}?等"
)
_IS = re.compile("[，,]?(?:今年|现年)?(?:[0-9]{2}岁，?)?(?:是|家住|住在|来自)[\ue000-\ue005]*")
_ETC = re.compile("等(?:共)?\\Z")
_AGAINST = re.compile(
    "(?:位?居|位?列|跃居|跃升至|排名|高于|低于|快于|好于|优于|多于|少于|领先|领跑|跻身)(?:全|了|于)?\\Z"
)
_RANKED = re.compile(
    "(?:各|所有|[0-9一二三四五六七八九十]+个)?[县市区州旗镇乡、（）()村街道]{0,8}(?:综合|总量|增速|增幅)?中?"
    "(?:排名|位居|位列|名列|排第|居第|列第|排在|第[0-9一二三四五六七八九十]+[位名]?|前列|首位|平均)"
)
_MADE = frozenset(
    {"成立", "组建", "创办", "开办", "办起", "建起", "建成", "打造", "新建", "建立", "设立", "成立了", "发起"}
)
_HELD = frozenset(
    {"举办", "举行", "召开", "开展", "组织", "组织开展", "启动", "承办", "主办", "发起", "联合举办", "实施", "推出"}
)
_NO_BEARERS = frozenset({"Road", "NaturalFeature", "Document", "Honour"})
_RANKS = 2  # clauses that anyone heads, so many before the nearest
_STATISTICS = 5  # from so many figures of an area on an article is one of statistics


def _attended(view: SentenceView, position: int, end: int) -> LocalEntity | None:
    """The event of which a clause tells that people took part."""
    named = view.marks_in(0, end, "Event")
    before = [mark for mark in named if mark.end <= position]
    found = (before or list(named))[-1:]
    return found[0].entity if found else view.scene


def ways(view: SentenceView, position: int, counted: Span = (-1, -1)) -> Iterator[tuple[str, LocalEntity]]:
    """(way, entity): whom a sentence speaks of at a position, by each way that what it says up to there tells it.

    In the order in which they are to be believed: what heads the number's clause or one before it, a person standing for
    his or her house, and what such a clause tells to have been held or founded; where a person acts; where
    it is, whose it is; the event that people take part in; the area, for what is counted of areas alone. `counted` is
    the span of what is counted, none where the whole sentence is asked about.
    """
    summed_up = listed(view)
    things = {mark.start for deed in view.deeds for mark in deed.objects if mark.start > deed.start}
    here: dict[int, list[Actor]] = {}
    for actor in view.actors:
        mark = actor.mark
        overlaps = mark.start < counted[1] and counted[0] < mark.end
        if mark.end <= position and actor.group not in summed_up and not overlaps and not _compared(view, mark):
            here.setdefault(actor.clause, []).append(actor)
    last = view.clause_of(min(position, max(0, len(view.text) - 1)))
    rank = 0
    for by, index in ((by, index) for by in (False, True) for index in range(last, -1, -1)):
        if by and rank:
            break  # 由乙投资: only where no one else is told of
        made = _brought_about(view, index, position) if not by and (index < last or counted == (-1, -1)) else None
        if made is not None:
            yield f"made{min(rank, _RANKS)}", made
        free = [one for one in here.get(index, ()) if one.mark.start not in things]
        found = _subject(view, [one for one in free if by or index == last or one.case != "by"], position)
        if found is not None and rank <= _RANKS:
            mark, entity, own = found
            if entity is not None and (own or mark.entity.type != "Person"):
                yield f"subject{rank}" + ("p" if mark.entity.type == "Person" else ""), entity
            elif mark.entity.type == "Person":
                told = (("scene", view.scene), ("home", view.homes.get(mark.entity.id)))
                yield from ((f"{way} of person{rank}", one) for way, one in told if one is not None)
            rank += 1
    yield from _around(view, here, last, rank)
    start, end = view.clauses[last]
    summed = _ETC.search(view.shape, start, position) is not None
    if (
        summed
        or _TAKING_PART.search(view.shape, start, end)
        or any_in("bearers", "attending").search(view.text, start, end)
    ):
        event = _attended(view, position, end)
        if event is not None:
            yield f"attended{min(rank, 1)}", event
    if any_in("bearers", "of_areas").search(view.text[counted[0] : counted[1]]):
        area = _area(view)
        if area is not None:
            yield "area", area


def _around(
    view: SentenceView, here: Mapping[int, Sequence[Actor]], last: int, rank: int
) -> Iterator[tuple[str, LocalEntity]]:
    """Where a person acts (在某村，县长张三…), and the last name of where, of whose and of whence."""
    site = _site(view, here, last)
    if site is not None:
        yield "site", site
    for case in ("in", "of", "from"):
        around = [one for ones in here.values() for one in ones if one.case == case and one.mark.entity.type in _ACTING]
        if around:
            yield f"{case}{min(rank, 1)}", around[-1].mark.entity


def _area(view: SentenceView) -> LocalEntity | None:
    """The area that statistics are of: the one the sentence before spoke of, else the article's."""
    for one in (view.theme, view.about.topic):
        if one is not None and one.kind == "AdministrativeArea" and level(one) <= TOWN:
            return one
    return next((one for one in view.about.entities if one.kind == "AdministrativeArea" and level(one) <= COUNTY), None)


def _site(view: SentenceView, here: Mapping[int, Sequence[Actor]], last: int) -> LocalEntity | None:
    """Where a person acts: 在某村，县长张三…."""
    for index in range(last, -1, -1):
        for actor in reversed(here.get(index, ())):
            if actor.case == "in" and actor.mark.entity.type in _ACTING:
                return actor.mark.entity
    return None


def _compared(view: SentenceView, mark: Mark) -> bool:
    """Whether a place only says among whom another ranks: 增幅居丽水市第二位, 在丽水市排名第三, 高于丽水市平均水平."""
    if mark.entity.type != "Place":
        return False
    if _AGAINST.search(view.shape, 0, mark.start):
        return True
    led = view.shape.endswith(("在", "占"), 0, mark.start)
    return led and _RANKED.match(view.shape, mark.end) is not None


@lru_cache(maxsize=4)  # each figure of a sentence asks
def listed(view: SentenceView) -> frozenset[int]:
    """Names that a number sums up: A、B等30余家单位, 甲、乙、丙三个街道. The number is of none of them."""
    sums = [(view.clauses[view.clause_of(match.start())][0], match.start()) for match in _SUM.finditer(view.shape)]
    sizes: dict[int, int] = {}
    for actor in view.actors:
        sizes[actor.group] = sizes.get(actor.group, 0) + 1
    found = set()
    for actor in view.actors:
        among = any(begin <= actor.mark.start < end for begin, end in sums)
        if among or (sizes[actor.group] > 1 and _COUNTED.match(view.shape, actor.mark.end)):
            found.add(actor.group)
    return frozenset(found)


def _brought_about(view: SentenceView, clause: int, position: int) -> LocalEntity | None:
    """What an earlier clause tells to have been held or founded, of which the later ones tell."""
    for deed in reversed(view.deeds):
        if deed.clause != clause or deed.modality not in ("reported", "planned", None):
            continue
        for mark in deed.objects:
            if not deed.start < mark.start or mark.end > position:
                continue
            event = mark.entity.type == "Event" and deed.verb in _HELD
            if event or (deed.verb in _MADE and mark.entity.type in ("Organization", "Programme")):
                if mark.entity.kind in _NO_BEARERS:
                    continue
                return mark.entity
    return None


def _subject(
    view: SentenceView, within: Sequence[Actor], position: int
) -> tuple[Mark, LocalEntity | None, bool] | None:
    """(name, who is meant, whether that stands there) of what heads a clause, a person standing for his or her house."""
    heads = [actor for actor in within if actor.case in ("agent", "by") and not _governed(view, actor)]
    heads = [actor for actor in heads if actor.mark.entity.type in (*_ACTING, "Event", "Person") or _does(view, actor)]
    if not heads:
        for actor in reversed(within):  # 镇党委书记的…: a title without a name
            end = _title_end(view, actor)
            if actor.case == "of" and end and end <= position and actor.mark.entity.type in _ACTING:
                return actor.mark, _speaker(view, actor.mark.entity, end), True
        return None
    first = next((actor for actor in heads if actor.case == "by"), heads[0])
    for later in heads:  # 甲举办的|乙: what is named behind it
        if later.mark.start > first.mark.end and view.shape[first.mark.end : later.mark.start].endswith("的"):
            first = later
    mark = first.mark
    if mark.entity.type != "Person":
        return mark, _speaker(view, mark.entity, mark.end), True
    if sum(a.mark.entity.type == "Person" for a in within if a.case == "agent" and a.clause == first.clause) > 1:
        return mark, None, False  # 甲、乙等人: of none of their houses
    owner = _owner(view, first)
    if owner is None:
        house = _house(view, mark)
        if house is not None:
            return mark, _speaker(view, house, mark.end), True
        return mark, None, False
    return mark, _speaker(view, owner.mark.entity, mark.end), True


def _does(view: SentenceView, actor: Actor) -> bool:
    """Whether a programme's name is of something that does or has, not a word of what is done (消费帮扶农产品)."""
    mark = actor.mark
    quoted = view.text[max(0, mark.start - 1) : mark.start + 1].strip("，。").startswith("“") or mark.back
    return mark.entity.type == "Programme" and (quoted or mark.entity.kind in ("Project", "Works", "Brand"))


def _governed(view: SentenceView, actor: Actor) -> bool:
    """Whether a name stands behind a word that takes it as an object: 把甲列入, 是乙."""
    start = view.clauses[actor.clause][0]
    if actor.mark.entity.type in ("Event", "Programme", "Organization") and view.shape[: actor.mark.start].endswith(
        "“"
    ):
        start = actor.mark.start  # “石榴班”办了一年: a quoted name of what does, not a word within a title
    return _OBJECT.search(view.shape, start, actor.mark.start) is not None


def _title_end(view: SentenceView, actor: Actor) -> int:
    """Where the title behind a name ends, if no person's name follows it; 0 where there is none."""
    for title in view.titles:
        if title.chain and title.chain[-1].end == actor.mark.end:
            return 0 if any(m.start == title.end and m.entity.type == "Person" for m in view.marks) else title.end
    return 0


def _owner(view: SentenceView, person: Actor) -> Actor | None:
    """The organisation or place right before a person that says whose he or she is."""
    for before, after in pairwise(view.actors):
        if after is person and whose(view.plain, before, after):
            return before
    return None


def _house(view: SentenceView, person: Mark) -> LocalEntity | None:
    """合作社|理事长张三: what a title's own word means, of those named before."""
    for title in view.titles:
        if title.end == person.start and len(title.loose) > 1:
            known = view.about.endings.get(title.loose, ())
            return view.about.last(view.offset(title.start), known.__contains__) if known else None
    return None


def _speaker(view: SentenceView, entity: LocalEntity, end: int) -> LocalEntity:
    if _REPORTS.match(view.plain, end):
        return _reported_on(view.about, entity)
    return entity


def _reported_on(about: About, speaker: LocalEntity) -> LocalEntity:
    """县农业农村局局长张三介绍，新建大棚40座: a body that governs speaks of its area, where the article names that."""
    governs = speaker.kind in ("GovernmentBody", "PartyOrganization", "SelfGoverningCommittee")
    return (area_of(about, speaker) if governs else None) or speaker


def area_of(about: About, body: LocalEntity) -> LocalEntity | None:
    """The area, named in the article, with whose name a body's begins; None where there is none."""
    over = [one for names, one in about.areas if body.name.startswith(names)]
    return max(over, key=lambda one: (len(one.name), one.id), default=None)


def themes(views: Sequence[SentenceView]) -> Iterator[LocalEntity | None]:
    """For each sentence, whose view has the homes of people, whom the one before it spoke of.

    An article of statistics goes back to its area after each sentence.
    """
    counts = sum(len(any_in("bearers", "of_areas").findall(view.text)) for view in views)
    theme: LocalEntity | None = None
    for view in views:
        yield theme
        if view.headline or counts >= _STATISTICS:
            continue
        if view.text.endswith("\n") and view.text.rstrip()[-1:] not in tuple("。！？”…；：）"):
            theme = None  # a subhead
            continue
        theme = next((entity for _, entity in ways(view, len(view.text))), theme)
        topic = view.about.topic
        if view.text.endswith("\n") and topic is not None and topic.kind == "AdministrativeArea":
            theme = theme if level(topic) > COUNTY else None  # a paragraph ends: back to the county


def homes_of(views: Sequence[SentenceView]) -> dict[str, LocalEntity]:
    """Whose each person is, by a title or calling anywhere; else where he or she is told of first."""
    owned: dict[str, LocalEntity] = {}
    placed: dict[str, LocalEntity] = {}
    place: LocalEntity | None = None
    for view in views:
        for before, after in pairwise((None, *view.actors)):
            if after is None:
                continue
            entity = after.mark.entity
            if entity.type == "Person":
                if before is not None and whose(view.plain, before, after):
                    owned.setdefault(entity.id, before.mark.entity)
                elif place is not None:
                    placed.setdefault(entity.id, place)
            elif entity.type in _ACTING and entity.kind not in _NO_BEARERS:
                place = entity if after.case in ("agent", "in", "of", "by") else place
                holder = before.mark if before is not None and before.mark.entity.type == "Person" else None
                if holder is not None and _IS.fullmatch(view.shape, holder.end, after.mark.start):
                    owned.setdefault(holder.entity.id, entity)  # 张三是某村的村民
    return placed | owned

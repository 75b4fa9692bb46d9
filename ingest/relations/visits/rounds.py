"""Who is going round when a sentence does not say: those who went last, sentence by sentence, and where they were."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ingest.modality import any_in, any_of
from ingest.relations.base import INSIDE, ORG, PLACE, TIME, TITLE, Deed, Mark, SentenceView
from ingest.tables import load
from ontology.records import LocalEntity

_GOING = ("Person", "Organization")
_OFFICIAL = "PublicPostHolder"
_ALONG = re.compile(
    f"(?:带着|带领|率领|率|邀请|领着|陪同|拉着|会同|随同|带上|叫上|约上|联合|[与和])(?:[^，。；、\ue000-\ue006]{{0,12}}[{ORG}{PLACE}{INSIDE}]*[^，。；、\ue000-\ue006]{{0,8}})\\Z"
)
_JOINTS = "、和与及等" + TITLE + ORG + PLACE + INSIDE
_UNREAD = f"(?<={TITLE})(?:(?![在到了把说对将向为是有来去赴的和与及])[\u4e00-\u9fff]){{2,4}}(?=[、，])"
"""、县人大副主任|张新生|、: one of a list that no one has read as a name."""
# 、州民族文化工作团团长|, ，副局长、主持工作的|: between two of those who go, with the words before a title that no name explains
_BETWEEN = re.compile(
    f"(?:[{_JOINTS}，]|等|以及|{_UNREAD}|(?:(?![在到了把说对将向为是有来去赴])[\u4e00-\u9fff“”]){{1,12}}(?=[{TITLE}{ORG}{PLACE}])|(?:主持工作|分管|挂职|在职)的?)*"
)
_COMES_ALONG = re.compile(
    f"(?:随团|随行|随队|同行)(?:前来|前往|考察)?[，。；]|(?:在?[^，。；\ue000-\ue007]{{0,2}}陪同下|等人?陪同下|(?:同志)?的?(?:带领|率领)下[，,])|(?:等)?(?:(?:和|及|以及)(?:相关|有关|各)?(?:部门|单位)?(?:主要|分管)?(?:负责)?(?:同志|人员|领导|负责人))?(?:市|县|区)?(?:领导|同志)?(?:一同|一起|共同|全程|一路|随同|应邀|受邀|参加|参与|陪同|随同){{1,3}}(?:前往|检查|调研|督导|督查|考察|视察|走访|慰问|看望|观摩|督战|巡[河湖林田]|参加|陪同|上述|相关(?!活动)|此次|这次|本次|{TIME}+的|当天的|活动|了){{0,4}}[。，；\n]"
)
_TOUR = re.compile("(?:进行|开展|组织|专题|集中|执法)[^，。；]{0,12}(?:视察|调研|考察|督查|巡查|执法检查|巡[河湖林])")
_SENDS_ROUND = re.compile(
    "(?:(?:专门|集中|分批)*(?:组织|邀请)[^，。；]{0,16}(?:委员|代表)|开展|举行|举办)[^。；]{0,40}?(?:视察|调研|考察|督查|巡查|检查|观摩|委员看|代表看)"
)
_APART = re.compile("分别(?:带队|率队|率|带领|深入|到|赴|前往)|分头|分组|分路|兵分")
_NAMED_TOUR = re.compile(
    "(?:集中|专题|调研)?(?:视察|调研|考察|督查|巡查|检查|督导|观摩|慰问|走访|巡[河湖林田])(?:活动|工作|行动)?\\Z"
)
_ABOUT = re.compile("(?:关于|有关)[^，。；]{0,12}\\Z")
_CHAIRED = re.compile("会[^，。；]{0,24}主持|主持(?:召开)?(?:了)?[^，。；]{0,12}会")
HEADS = re.compile(
    "(?:[、和及](?:(?![的了在由对向将把被为与和同及等到赴来])[\u4e00-\u9fff]){2,12}){0,8}等?(?:部门|单位)?(?:(?:的)?(?:主要|相关|有关)*(?:负责人|负责同志|领导|主要领导|同志)|(?:也|均|都)?派(?:人|员|代表|出人员))"
    "|等?(?:部门|单位)(?:（(?:部门|单位)）)?(?=到|赴|深入|前往|来到|走进)"
)
AT_HEAD = re.compile(f"(?:同志|[{TITLE}])*(?:亲自)?(?:带领|率领|率队|带队|率|带着)(?!先)")
_TOURS = re.compile(
    "(?:同志|一行|等人?|亲自|先后|分别|随后|再次|专程|全程|现场|一线|到场|连夜|带队|又|还)*(?:(?:在|对|到|赴)[^，。；：\n]{1,24}?(?:进行|开展)?(?:实地|现场|专题|集中)*(?:督导|检查|视察|调研|考察|巡查|督查|暗访|看望|慰问|走访)"
    "|率|带队|带领|深入|来到|走进|赶到|赶赴|前往|实地|察看|查看|走访|督导|检查|视察|调研|考察|巡查|督查|暗访|看望|慰问)"
)
_ROUND = re.compile("观摩|考察|调研|视察|走访|慰问|检查|参观|督导|督查|巡查|采风|巡[河湖林田]")
_BEGINNING, _END = 2, 3  # sentences from the beginning of a round, from the article's end
_MOST = 40  # so many go round at most; news has a dozen
_KEPT = 8  # so many sentences may pass after which no one is still going round


def going_round(views: Sequence[SentenceView]) -> Iterator[tuple[tuple[LocalEntity, ...], tuple[LocalEntity, ...]]]:
    """For each sentence, those who the sentences up to it say go round, leaders first, and who of them only go along.

    Whoever a sentence near the beginning or the end of a round names as going along (一同前往, 陪同) goes along throughout.
    """
    rounds: list[list[LocalEntity]] = []
    along: list[list[LocalEntity]] = []
    begun: list[int] = []
    of: list[int | None] = []
    apart = False
    for number, view in enumerate(views):
        near = bool(rounds) and number - begun[-1] <= _KEPT
        of.append(len(rounds) - 1 if near else None)
        found = () if view.headline or (near and they().search(view.shape)) else _going(view) or _sends_round(view)
        if near and all(one.kind == "Team" for one in found) and any(one.type == "Person" for one in rounds[-1]):
            found = ()  # 副主席甲一行…。考察团先后察看了…: those who went before
        if found and (not rounds or not set(found) <= set(rounds[-1]) or (apart and len(found) < len(rounds[-1]))):
            rounds.append(list(found))
            along.append([])
            begun.append(number)
            of[-1] = None
            near = True
            apart = _APART.search(view.shape) is not None
        elif found:
            begun[-1] = number
        elif not near and not view.headline and beside(view) and (view.about.party or _tells(views, number)):
            leader = view.about.leader
            first = [leader] if leader is not None and leader.kind == _OFFICIAL else []
            rounds.append(list(view.about.party or dict.fromkeys((*first, *beside(view)))))
            along.append([])
            begun.append(number)
            near = True
        if (
            near and not view.headline and len(rounds[-1]) < _MOST
        ):  # 代表团先后走进…: those of whom it tells by its name
            team = next((one for one in _teams(view) if one not in rounds[-1]), None)
            rounds[-1] += [] if team is None else [team]
            along[-1] += [] if team is None else [team]
        early = bool(rounds) and number - begun[-1] <= _BEGINNING
        if near and (early or number + _END >= len(views)) and not view.headline:
            with_them = [one for one in beside(view) if one not in rounds[-1]][: max(0, _MOST - len(rounds[-1]))]
            rounds[-1] += with_them
            along[-1] += with_them
    told = [(tuple(going), tuple(with_them)) for going, with_them in zip(rounds, along, strict=True)]
    yield from (((), ()) if index is None else told[index] for index in of)


def tourers(
    text: str, standing: Sequence[tuple[int, int, LocalEntity]], headline: Sequence[LocalEntity]
) -> tuple[LocalEntity, ...]:
    """Officials whom the headline names or who are said to go round (县长甲率队深入乙镇), by an article's names in order."""
    people = [(end, one) for _, end, one in standing if one.type == "Person" and one.kind == _OFFICIAL]
    told = (one for end, one in people if one in headline or _TOURS.match(text, end))
    return tuple(dict.fromkeys(told))


def _tells(views: Sequence[SentenceView], number: int) -> bool:
    """Whether a sentence, or the one before it, tells of an inspection: 调研组来沐川县调研。副县长甲一同调研."""
    return _inspects(views[number]) or (number > 0 and _inspects(views[number - 1]))


def _inspects(view: SentenceView) -> bool:
    """Whether a sentence tells of an inspection without those who go: 县政协组织委员视察，主席甲参加."""
    return any(mark.entity.kind == "Inspection" for mark in view.marks) or _TOUR.search(view.text) is not None


@cache
def they() -> re.Pattern[str]:
    """Words for those who go round: 一行, 督导组."""
    return any_of((*load("tours")["they"], *load("tours")["groups"]))


def _going(view: SentenceView) -> tuple[LocalEntity, ...]:
    """Those of whom a sentence says that they go round: 某局对商户开展检查, 张三，李四来到某村."""
    words = any_in("tours", "rounds")
    for deed in view.deeds:
        if deed.modality != "reported" or deed.carried > 1 or view.in_speech(deed.start):
            continue
        if not _goes(view, deed, words):
            continue
        marks = [m for m in deed.agents if m.entity.type in _GOING and m.end <= deed.start and not m.back]
        if deed.carried and any(mark in other.objects for other in view.deeds for mark in marks):
            continue  # 来到某镇、某校，查看了…: where they went, not who
        if marks and _ABOUT.search(view.shape, marks[-1].end, deed.start):
            continue  # 站长甲关于机组检修的汇报
        if marks and not _COMES_ALONG.match(view.plain, marks[-1].end):
            return tuple(dict.fromkeys(mark.entity for mark in (*titled(view, marks[0]), *marks)))
    tours = [mark.start for mark in view.marks if mark.entity.kind == "Inspection" and not mark.back]
    for mark in view.marks_in(0, tours[0] if tours else 0, *_GOING):  # 副主席甲一行8人来我镇|考察学习
        told = view.plain.startswith("一行", mark.end) or goes_on_tours(mark.entity)
        if told and not mark.back and not view.in_speech(mark.start):
            return tuple(dict.fromkeys(one.entity for one in (*titled(view, mark), mark)))
    for mark in view.marks_in(0, len(view.text), "Person"):  # 主任甲带领26名代表，实地视察…
        if AT_HEAD.match(view.plain, mark.end) and words.search(view.text, mark.end) and not view.in_speech(mark.start):
            return tuple(dict.fromkeys(one.entity for one in (*titled(view, mark), mark)))
    return ()


def _sends_round(view: SentenceView) -> tuple[LocalEntity, ...]:
    """县人大常委会组织部分代表对…进行视察: the body whose members go round, and who leads them (主任甲带队)."""
    for sent in _SENDS_ROUND.finditer(view.text):
        body = next((mark for mark in view.marks if mark.end == sent.start()), None)
        if body is not None and body.entity.type == "Organization" and not view.in_speech(body.start):
            return tuple(dict.fromkeys((body.entity, *view.about.party)))
    return ()


def _teams(view: SentenceView) -> Iterator[LocalEntity]:
    """Teams that a sentence says to go round: 富川县政协考察团|先后来到…."""
    for deed in view.deeds:
        if deed.modality == "reported" and deed.verb.rstrip("了") in load("tours")["tour"]:
            for mark in deed.agents:
                if goes_on_tours(mark.entity):
                    yield mark.entity


def goes_on_tours(one: LocalEntity) -> bool:
    """Whether a body is one that goes round, as its name tells: 富川县政协考察团."""
    return one.type == "Organization" and one.name.endswith(tuple(load("tours")["groups"]))


def is_round(event: LocalEntity) -> bool:
    """Whether those in an event go from stop to stop: 视察, 集体观摩活动, “送温暖”走访慰问."""
    return event.kind == "Inspection" or _ROUND.search(event.name) is not None


def titled(view: SentenceView, first: Mark) -> list[Mark]:
    """主任甲，副主任|乙、丙: people named right before those who go, with nothing but titles between."""
    found: list[Mark] = []
    if first.entity.type != "Person":
        return found
    end = first.start
    for mark in reversed(view.marks_in(0, first.start, "Person")):
        if _BETWEEN.fullmatch(view.plain, mark.end, end) is None or view.in_speech(mark.start):
            break
        found.insert(0, mark)
        end = mark.start
    return found


def beside(view: SentenceView) -> list[LocalEntity]:
    """副市长甲，局长乙、丙一同前往: who goes along with those whom the sentences before it named."""
    found: list[LocalEntity] = []
    if _CHAIRED.search(view.text):  # at a meeting, not on the way
        return found
    plain = _but_tours(view)
    for mark in view.marks_in(0, len(view.text), "Person"):
        if _COMES_ALONG.match(plain, mark.end) and not view.in_speech(mark.start):
            run = (*titled(view, mark), mark)
            found += [one.entity for one in run if not called_on(view, one) and one.entity not in found]
    return found


def _but_tours(view: SentenceView) -> str:
    """A sentence's plain form, with the words of the tours it names: 参加|视察."""
    plain = view.plain
    for mark in view.marks:
        if mark.entity.kind == "Inspection" or _NAMED_TOUR.match(view.text, mark.start, mark.end):
            plain = plain[: mark.start] + view.text[mark.start : mark.end] + plain[mark.end :]
    return plain


def bodies_beside(view: SentenceView) -> list[LocalEntity]:
    """县委办、县农业农村局主要负责同志参加调研: bodies whose heads go along with those whom the sentences before it named."""
    found: list[LocalEntity] = []
    for actor in view.actors:
        heads = HEADS.match(view.shape, actor.mark.end) if actor.mark.entity.type == "Organization" else None
        if heads is not None and _COMES_ALONG.match(_but_tours(view), heads.end()):
            joined = (a.mark.entity for a in view.actors if a.group == actor.group)
            found += [one for one in joined if one.type == "Organization"]
    return found


def called_on(view: SentenceView, mark: Mark) -> bool:
    """Whether a verb before a name in its clause takes it: 慰问了校长乙，副县长|丙陪同."""
    clause = view.clause_of(mark.start)
    calls = load("tours")["calls"]
    return any(d.clause == clause and d.end <= mark.start and d.verb.rstrip("了") in calls for d in view.deeds)


def _goes(view: SentenceView, deed: Deed, words: re.Pattern[str]) -> bool:
    """Whether a deed is one of going somewhere or looking round, with where, or holding a check (开展安全检查)."""
    if deed.verb in _SHORT and not deed.objects:
        return False  # 由5次降|到|3次
    if deed.verb.rstrip("了") in load("tours")["tour"] or words.fullmatch(deed.verb):
        return True
    stop = view.clauses[deed.clause][1]
    return deed.verb in _HOLDS and words.search(view.shape, deed.end, min(stop, deed.end + 16)) is not None


_SHORT = frozenset({"到", "到了", "赴"})
_HOLDS = frozenset({"开展", "进行", "组织", "组织开展", "实施", "联合开展", "开展了"})


def led_along(view: SentenceView, first: Mark, before: int) -> list[Mark]:
    """带着防疫员朝鲁、白玉山, 邀请副局长江流: people named between who acts and a position as going along."""
    people = view.marks_in(first.end, before, "Person")
    found: list[Mark] = []
    last = first
    for mark in people:
        words = view.plain[last.end : mark.start]
        if _ALONG.search(words) or (last in found and not words.strip(_JOINTS)):
            found.append(mark)
        last = mark
    return found

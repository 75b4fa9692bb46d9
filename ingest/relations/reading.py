"""An article's sentences and local entities -> the views that extractors work on."""

from __future__ import annotations

import dataclasses
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from ingest.context.away import counties_away
from ingest.entities.seats import RULE as SEAT
from ingest.modality import purpose_ends
from ingest.relations.actors import actors
from ingest.relations.base import INSIDE, SHAPES, TIME, TITLE, About, Mark, SentenceView, TimeSpan, Title, all_names
from ingest.relations.deeds import deeds
from ingest.relations.events.scenes import event_marks, going_on, is_deed
from ingest.relations.figures.bearers import homes_of, themes
from ingest.relations.figures.period import period, sections
from ingest.relations.places.areas import COUNTY, COUNTY_DIGITS, TOWN_DIGITS, level
from ingest.relations.posts.decisions import decisions
from ingest.relations.posts.ours import hosts, ours, speaks_of_own
from ingest.relations.posts.titles import titles_in
from ingest.relations.subjects import back_marks
from ingest.relations.visits.rounds import going_round, tourers
from ingest.tables import words_in
from ingest.times.times import times
from ontology.ids import normal_name
from ontology.records import Article, Context, LocalEntity, Sentence, Span

_STOP = re.compile(r"[，,。；;！？!?：:\n]")
_OPEN, _CLOSE = "“「『", "”」』"
_TAIL = 12
_COUNTY = re.compile(r"(.{2,3})(?:县|市|区|旗)(?=.)")
_TOWN = re.compile(r"(?:街道|镇|乡|县|旗|村|社区)\Z")
_SITE = re.compile(
    "的?(?:文化|中心|村|小)?(?:广场|操场|礼堂|院子|院坝|门口|门前|会议室|活动室|田间|地头)?(?:里|内|中|上|外|前|旁|边)(?![述级报小大午有街路心学国央医队层旬游级等]|(?<=外)[籍出来地商卖省市贸援事])|的?(?:文化|中心)?(?:广场|操场|礼堂|校园)|的?(?:大?门[前口外]|院[里内]|楼前)"
    "|(?:热闹|人头攒动|座无虚席|锣鼓|彩旗|张灯结彩|人山人海|欢声|笑语|歌声|人声鼎沸|灯火|掌声|书声|墨香|暖意|鼓声|鞭炮)"
    # 葡萄架下，; 五（2）班教室里，; 火塘边，; 村口的石门河段热闹起来
    '|(?:(?![到从向把被说是有])[^，。；：、"“”]){0,9}?(?:里|上|下|旁|边|前|内|门口|门前|河段)(?=[，,]|[^，。；]{0,3}(?:热闹|坐满|坐得|人头|人声|响起|传来|挤满|歌声|笑声|锣鼓|墨香|书声|掌声))'
)
_CONTESTS = ("赛", "比武", "运动会", "擂台", "马拉松", "竞技", "那达慕", "龙舟", "擂台会", "赛会")
_LEAD = 2  # so many sentences an event may be told of after the day, and the day after the head
_LEADS = re.compile("(?:同志)?(?:、[^，。；]{0,10})?(?:一行|率队|率团|带队|率领|带领|率)")
_TITLES = re.compile("[、，和与](?:(?![了在到把说的将为与对是率带])[\u4e00-\u9fff、]){0,24}")
_ALONG = re.compile("(?:等)?(?:领导|同志)?(?:一同|一起|随同|共同|参加)(?:检查|调研|督导|督查|考察|视察|走访|慰问|督战)")
_AHEAD = re.compile(
    "(?:诚邀|邀请|欢迎)[^，。；]{0,16}(?:参加|出席)[^，。；]{0,12}\\Z|(?:还将|将|即将|计划|拟|届时)(?:于[^，。；]{0,10})?(?:陆续|继续|再次)?(?:举[行办]|召开|开展|推出|组织)了?[“]?\\Z"
)
_WILL_BE = re.compile(
    "”?(?:也|还|便|就)?(?:(?:即将|将|拟|定|预计|计划)(?:于|在|从|开|正式|如期|举|继续|再次|再度)|即将|有望)"
)
_GIFTS = 200  # code points below the headline within which an article says for whom gifts are
_GIVEN = re.compile("[^，。；：\n]{0,6}?(?:捐|赠|献爱心|送温暖)")
_COLLECTED = re.compile(
    "[^，。；\n]{0,12}?[，：]?[^，。；：\n]{0,6}?(?:收到|募得|募集|筹得|接收|筹集)(?:社会|各界|爱心)*(?:善款|捐款|捐赠)"
)
_TOWNS = ("镇", "乡", "街道", "苏木")
_SPEECH = 12  # a quotation at least so long (code points) that holds a stop is direct speech, not a name or slogan


def views(
    article: Article, sentences: Sequence[Sentence], context: Context, entities: Sequence[LocalEntity]
) -> tuple[SentenceView, ...]:
    """One view a sentence, in order. Linear in text and mentions."""
    standing = tuple(
        sorted(
            ((start, end, entity) for entity in entities for start, end in entity.mentions if _stands(entity)),
            key=lambda item: (item[0], -item[1], item[2].id),
        )
    )
    said = [TimeSpan(edtf=time.edtf, start=time.start, end=time.end) for time in times(article.text, context.published)]
    about = _about(article, entities, standing)
    about = dataclasses.replace(
        about,
        persons=_persons(sentences, standing),
        period=period(article, said),
        own=next((one for one in about.entities if one.code and one.code == context.area), None),
        away=counties_away(article.text),
        **_days(article, sentences, said, about),
    )
    found, at = [], 0
    for sentence in sentences:
        while at < len(standing) and standing[at][0] < sentence.start:
            at += 1
        stop = at
        while stop < len(standing) and standing[stop][0] < sentence.end:
            stop += 1
        here = [
            Mark(entity=entity, start=start - sentence.start, end=end - sentence.start)
            for start, end, entity in standing[at:stop]
            if end <= sentence.end
        ]
        byline = sentence.start >= article.body[1]
        if not byline:
            found.append(_view(article, sentence, here, _within(said, sentence), about))
        at = stop
    for view in found:  # step by step over the article: what a step needs stays at hand
        view.actors = actors(view.plain, view.marks, view.clauses)
    for view in found:
        view.deeds = deeds(view)
    homes = homes_of(found)
    for view, scene, rounds in zip(found, tuple(going_on(found)), tuple(going_round(found)), strict=True):
        view.scene, (view.rounds, view.along), view.homes = scene, rounds, homes
    for view, decision, section in zip(found, tuple(decisions(found)), sections(found), strict=True):
        view.decision, view.section = decision, section
    for before, view, theme in zip((None, *found), found, tuple(themes(found)), strict=False):
        view.theme = theme
        view.before = None if before is None or before.headline else before
    return tuple(found)


def _in_text(entity: LocalEntity) -> bool:
    return entity.byline_role is None or len(entity.mentions) > 1


def _stands(entity: LocalEntity) -> bool:
    """Whether an entity's spans are its names: not of one that only an office implies."""
    return _in_text(entity) and entity.rule != SEAT


def _about(
    article: Article, entities: Sequence[LocalEntity], standing: Sequence[tuple[int, int, LocalEntity]]
) -> About:
    in_text = sorted((e for e in entities if _in_text(e)), key=lambda e: (e.mentions[:1], e.id))
    head_end = len(article.title) if article.title else 0
    headline = _distinct(entity for start, _, entity in standing if start < head_end)
    acting = ("Place", "Organization")
    topic = next((e for e in headline[:1] if e.type in acting), None)
    if topic is not None:  # 新区街道华府社区: the article is about the innermost of a chain at its head
        topic = _innermost(standing, head_end, topic)
    else:
        topic = next((e for e in headline if e.type in acting and e.kind != "AdministrativeArea"), None)
    names: dict[str, LocalEntity] = {}
    for entity in in_text:
        for name in (entity.name, *entity.aliases):
            names.setdefault(normal_name(name), entity)
    areas = [entity for entity in in_text if entity.kind == "AdministrativeArea"]
    people = [entity for _, _, entity in standing if entity.type == "Person"]
    events = [entity for _, _, entity in standing if entity.type == "Event"]
    contests = dict.fromkeys(event for event in events if event.name.rstrip("”").endswith(_CONTESTS))
    rescues = [event for event in _distinct(events) if is_deed(event)]
    endings = _tails(entity for entity in in_text if entity.type != "Person")
    gone_to = hosts(article.text, standing)
    return About(
        ours=ours(article.text, in_text, gone_to),
        housed=speaks_of_own(article.text),
        hosts=gone_to,
        topic=topic,
        leader=next(iter(people), None),
        event=next(iter(events), None),
        events=_distinct(events),
        contests=contests,
        main=next((event for event in contests if event in headline), None),
        rescue=rescues[0] if len(rescues) == 1 else None,
        headline=headline,
        tourers=tourers(article.text, standing, headline),
        entities=tuple(in_text),
        standing=tuple((start, e) for start, _, e in sorted(standing, key=lambda item: (item[0], item[1], item[2].id))),
        sites=tuple(_sites(article, standing)),
        names=names,
        tails={tail: houses for tail, ones in endings.items() if (houses := tuple(filter(_is_house, ones)))},
        endings=endings,
        stems=_stems(in_text),
        first={entity.id: start for start, _, entity in reversed(standing)},
        told={entity.id: start for start, _, entity in reversed(standing) if start >= article.body[0]},
        towns={e.code: e for e in in_text if e.type == "Place" and e.code and len(e.code) == TOWN_DIGITS},
        counties={
            e.code: e
            for e in in_text
            if e.type == "Place" and e.code and len(e.code) == COUNTY_DIGITS and e.code[4:] != "00"
        },
        town=_main_town([e for e in in_text if e.type == "Place" and e.name.endswith(_TOWNS)], headline),
        party=_party(article, standing),
        taker=_taker(article, standing),
        areas=tuple(
            (tuple(name for name in all_names(one) if len(name) > 1), one) for one in areas if one.type == "Place"
        ),
        county=next((one for one in areas if level(one) == COUNTY), None),
        ahead=frozenset(one.id for one in events if _to_come(article.text, *one.mentions[0])),
    )


def _sites(article: Article, standing: Sequence[tuple[int, int, LocalEntity]]) -> Iterator[tuple[int, LocalEntity]]:
    """Names told of as where things happen, the innermost of a chain: 小学的操场上, 实践站里; 在文化中心，…."""
    text, reach = article.text, -1
    for index, (start, end, entity) in enumerate(standing):  # by start, longer first
        within, reach = end <= reach, max(reach, end)
        if within or start < article.body[0] or entity.type not in ("Place", "Organization"):
            continue
        scene = _SITE.match(text, end)
        stop = scene.end() if scene else end
        follows = standing[index + 1 : index + 4]
        if any(end <= begin < stop for begin, _, _ in follows):  # 湘漓镇|洲上村的葡萄架下
            continue
        if scene or (text[start - 1 : start] == "在" and text[end : end + 1] == "，"):
            yield start, entity


def _persons(
    sentences: Sequence[Sentence], standing: Sequence[tuple[int, int, LocalEntity]]
) -> tuple[tuple[int, LocalEntity], ...]:
    """The first person of each sentence that names one, by start."""
    starts = [sentence.start for sentence in sentences]
    first: dict[int, tuple[int, LocalEntity]] = {}
    for start, _, entity in standing:
        if entity.type == "Person":
            first.setdefault(bisect_right(starts, start), (start, entity))
    return tuple(first[index] for index in sorted(first))


def _main_town(towns: Sequence[LocalEntity], headline: Sequence[LocalEntity]) -> LocalEntity | None:
    """The only town that an article names, or that its headline does and tells of more than of all others."""
    if len(towns) < 2:
        return towns[0] if towns else None
    told = [town for town in towns if town in headline]
    often = [len(town.mentions) for town in towns]
    return told[0] if len(told) == 1 and len(told[0].mentions) * 2 > sum(often) else None


def _party(article: Article, standing: Sequence[tuple[int, int, LocalEntity]]) -> tuple[LocalEntity, ...]:
    """县长张三率县党政考察团…, 张三带队…, 张三一行: who goes round, with the team's name; () where no one is said to."""
    text = article.text
    for index, (_, end, leader) in enumerate(standing):
        led = _LEADS.match(text, end) if leader.type == "Person" else None
        if led is None:
            continue
        team = next((e for start, _, e in standing[index + 1 : index + 8] if start - led.end() in range(9)), None)
        with_them = (team,) if team is not None and team.kind == "Team" else ()
        between = (one for start, _, one in standing[index + 1 :] if start < led.end() and one.type == "Person")
        leaders = (*_joined(text, standing[: index + 1]), *between)
        return tuple(dict.fromkeys((*leaders, *with_them, *_along(article, standing[index + 1 :]))))
    return ()


def _joined(text: str, standing: Sequence[tuple[int, int, LocalEntity]]) -> list[LocalEntity]:
    """局长甲，食品安全总监|乙: the last person, and those named before with nothing but titles between."""
    people = [one for one in standing if one[2].type == "Person"]
    found = [people[-1][2]]
    for (_, end, one), (start, _, _) in reversed([*pairwise(people)]):
        if _TITLES.fullmatch(text, end, start) is None:
            break
        found.insert(0, one)
    return found


def _along(article: Article, standing: Sequence[tuple[int, int, LocalEntity]]) -> Iterator[LocalEntity]:
    """副市长李四、局长王五一同检查: who goes along, in the sentences right behind."""
    text, first = article.text, standing[0][0] if standing else 0
    for number, (start, end, entity) in enumerate(standing):
        if start - first > _GIFTS:
            break
        if entity.type != "Person" or _ALONG.match(text, end) is None:
            continue
        begin = text.rfind("。", 0, start)
        yield from (one for at, _, one in standing[: number + 1] if at > begin and one.type == "Person")


def _to_come(text: str, start: int, end: int) -> bool:
    """Whether words around an event's name say that it is still to come: 期间还将举办|橘园马拉松, 橘园马拉松|将于下月开跑."""
    return _AHEAD.search(text, max(0, start - 24), start) is not None or _WILL_BE.match(text, end) is not None


def _taker(article: Article, standing: Sequence[tuple[int, int, LocalEntity]]) -> LocalEntity | None:
    """Whom the headline or the lead says gifts are for (爱心企业为某镇捐款捐物), else who collected them; None if untold."""
    text, stop = article.text, article.body[0] + _GIFTS
    led = -1  # where a name stands behind 向 or behind one that does: 向某县|某镇卫生院捐赠
    for start, end, entity in standing:
        if start >= stop:
            break
        acting = entity.type in ("Place", "Organization")
        if acting and (text[start - 1 : start] in tuple("为向给") or start == led):
            led = end
            inner = any(begin == end for begin, _, _ in standing)
            if not inner and _GIVEN.match(text, end):
                return entity
    houses = (one for one in standing if one[2].type == "Organization" and one[0] >= article.body[0])
    return next((entity for _, end, entity in houses if _COLLECTED.match(text, end)), None)


def _days(article: Article, sentences: Sequence[Sentence], said: Sequence[TimeSpan], about: About) -> dict[str, Any]:
    """The first day below the headline, if in the lead, and the event told of first below, if it has no day by then."""
    begin = article.body[0]
    days = [time for time in said if begin <= time.start < article.body[1] and _is_day(time)]
    told = sorted(
        ((start, event) for event in about.events for start, _ in event.mentions if start >= begin),
        key=lambda item: (item[0], item[1].id),
    )
    event = told[0][1] if told else about.event
    if not days or event is None:
        return {}
    starts = [sentence.start for sentence in sentences]
    lead, here = bisect_right(starts, begin), bisect_right(starts, days[0].start)
    if (
        told
        and about.event is not None
        and about.event.mentions[0][0] < begin
        and bisect_right(starts, told[0][0]) > here + 1
    ):
        event = about.event  # told of in the headline, and in the lead by other words
    dated = {bisect_right(starts, day.start) for day in days}
    own = {bisect_right(starts, start) for start, named in told if named is event}
    if about.event is event and event.mentions[0][0] < begin and own and min(own) > here + _LEAD:
        own = set()  # the headline's, and named again only far below
    if here > lead + _LEAD or (own and (min(own) > here + _LEAD or min(own) < here or min(own) in dated)):
        return {}
    return {"day": days[0], "undated": event}


def _is_day(time: TimeSpan) -> bool:
    return time.edtf is not None and len(time.edtf) == len("2022-10-26")


def _stems(entities: Sequence[LocalEntity]) -> dict[str, LocalEntity]:
    """Towns and counties by their names' stems, but not a town whose county has the same (海伦镇 in 海伦市)."""
    counties = {match[1] for entity in entities if (match := _COUNTY.match(entity.name))}
    stems: dict[str, LocalEntity] = {}
    for entity in sorted(entities, key=lambda one: one.name.endswith(("村", "社区"))):  # 良梨镇 before 良梨村
        ending = _TOWN.search(entity.name) if entity.type == "Place" else None
        own = entity.name.endswith(("县", "旗"))
        if ending is not None and ending.start() >= 2 and (own or entity.name[: ending.start()] not in counties):
            stems.setdefault(_unpeopled(entity.name[: ending.start()]), entity)
    return stems


def _unpeopled(stem: str) -> str:
    """三台山 of 三台山德昂族: a town of a people, as its bodies are called."""
    shorter, peoples = stem, words_in("areas", "peoples")
    while shorter.endswith(peoples):
        shorter = next(shorter.removesuffix(one) for one in peoples if shorter.endswith(one))
    return shorter if len(shorter) >= 2 else stem


def _tails(entities: Iterable[LocalEntity]) -> dict[str, tuple[LocalEntity, ...]]:
    tails: dict[str, list[LocalEntity]] = {}
    for entity in entities:
        for name in (entity.name, *entity.aliases):
            whole = normal_name(name)
            for size in range(2, min(len(whole), _TAIL) + 1):
                held = tails.get(whole[-size:])
                if held is None:
                    tails[whole[-size:]] = [entity]
                elif held[-1] is not entity:
                    held.append(entity)
    return {tail: tuple(found) for tail, found in tails.items()}


def _is_house(entity: LocalEntity) -> bool:
    """Whether an entity may have posts: an organisation, or a place that is no area."""
    return entity.type == "Organization" or (entity.type == "Place" and entity.kind != "AdministrativeArea")


def _innermost(standing: Sequence[tuple[int, int, LocalEntity]], head_end: int, topic: LocalEntity) -> LocalEntity:
    reach = None
    for start, end, entity in standing:
        if start >= head_end:
            break
        if reach is None or start < reach:
            reach = end if reach is None else max(reach, end)
            continue
        if start == reach and entity.type in ("Place", "Organization"):
            topic, reach = entity, end
            continue
        break
    return topic


def _distinct(entities: object) -> tuple[LocalEntity, ...]:
    return tuple(dict.fromkeys(entities))  # type: ignore[call-overload]


def _within(said: Sequence[TimeSpan], sentence: Sentence) -> tuple[TimeSpan, ...]:
    """The times that lie in a sentence, with offsets in it."""
    low = bisect_left(said, sentence.start, key=lambda time: time.start)
    high = bisect_left(said, sentence.end, key=lambda time: time.start)
    return tuple(
        TimeSpan(edtf=time.edtf, start=time.start - sentence.start, end=min(time.end, sentence.end) - sentence.start)
        for time in said[low:high]
    )


def _view(
    article: Article, sentence: Sentence, here: Sequence[Mark], found: tuple[TimeSpan, ...], about: About
) -> SentenceView:
    outer: list[Mark] = []
    inner: list[Mark] = []
    for mark in here:  # by start, longer first
        if outer and mark.start < outer[-1].end:
            if mark.end <= outer[-1].end:
                inner.append(mark)
        else:
            outer.append(mark)
    outer = back_marks(sentence, outer, found, about)
    outer = sorted([*outer, *event_marks(sentence, outer, found, about)], key=lambda mark: mark.start)
    found = tuple(time for time in found if not any(mark.start < time.end and time.start < mark.end for mark in outer))
    shape = _shape(sentence.text, outer, found)
    titles = titles_in(shape, outer)
    plain = _masked(shape, [_title_span(title, about) for title in titles], TITLE, TITLE)
    begin = article.body[0] - sentence.start if sentence.start < article.body[0] < sentence.start + len(shape) else 0
    clauses = _clauses(shape, begin)
    marks = tuple(mark for mark in outer if mark.start >= begin)  # a dateline's place does nothing
    return SentenceView(
        sentence=sentence,
        text=sentence.text,
        shape=shape,
        plain=plain,
        marks=marks,
        inner=tuple(inner),
        times=found,
        clauses=clauses,
        aims=purpose_ends([shape[start:end] for start, end in clauses]),
        speech=_speech(sentence.text),
        headline=bool(article.title) and sentence.start < len(article.title or ""),
        about=about,
        titles=titles,
    )


def _shape(text: str, marks: Sequence[Mark], found: Sequence[TimeSpan]) -> str:
    letters = list(text)
    for time in found:
        letters[time.start : time.end] = TIME * (time.end - time.start)
    for mark in marks:
        letters[mark.start : mark.end] = SHAPES[mark.entity.type] + INSIDE * (mark.end - mark.start - 1)
    return "".join(letters)


def _title_span(title: Title, about: About) -> Span:
    """A title with its body, and with the words before it where they mean an organisation of the article (公司总经理)."""
    known = title.loose if len(title.loose) > 1 and title.loose in about.tails else ""
    return title.begins - len(known), title.end


def _masked(shape: str, spans: Sequence[Span], first: str, rest: str) -> str:
    letters = list(shape)
    for start, end in spans:
        letters[start:end] = first + rest * (end - start - 1)
    return "".join(letters)


def _clauses(shape: str, start: int) -> tuple[Span, ...]:
    spans = []
    for stop in _STOP.finditer(shape, start):
        spans.append((start, stop.end()))
        start = stop.end()
    if start < len(shape) or not spans:
        spans.append((start, len(shape)))
    return tuple(spans)


def _speech(text: str) -> tuple[Span, ...]:
    """Quotations that are direct speech. A quotation still open at the end runs to the end."""
    found: list[Span] = []
    opened: int | None = None
    for position, letter in enumerate(text):
        if letter in _OPEN and opened is None:
            opened = position
        elif letter in _CLOSE:
            if opened is None:
                found.append((0, position + 1))  # it was opened in an earlier sentence
            elif position - opened > _SPEECH and _STOP.search(text, opened, position):
                found.append((opened, position + 1))
            opened = None
    if opened is not None:
        found.append((opened, len(text)))
    return tuple(found)

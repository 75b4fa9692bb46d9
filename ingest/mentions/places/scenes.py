"""Venues by the slot that they fill: 在地三村|稻渔空间举行, 察看了四合屯|化石馆, 刘茂庄村的|文化大院坐满了人.

Halls, yards and grounds have more last words than a list can hold. Where something is said to be held, and where people
are said to come, what stands behind a known place up to the verb is the name of a venue, whatever its last word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from ingest.mentions.lexicon import any_word, words
from ingest.mentions.making import mention_of
from ingest.mentions.people.name_rules import name_rules
from ingest.mentions.places.housed import staged_in
from ingest.mentions.view import View
from ingest.mentions.words import boundaries, cut_units, known_word, tags, verbs
from ontology.records import Mention

_HAN = "[\u3400-\u9fff]"
_HELD = re.compile(
    f"(?<=在)(?P<name>{_HAN}{{4,22}}?)(?:[里内]|现场)?(?=(?:隆重|圆满|鸣枪|如期|正式|顺利|成功|热闹|火热|共同|联合|同步|再次)?"
    "(?:举行|举办|召开|启幕|开幕|启动|开锣|开赛|开班|开镰|开讲|开演|开唱|揭牌|签约|拉开|上演|落幕|闭幕|落成|启用))"
)
_COME = re.compile(
    f"(?:察看|查看|参观|走进|来到|深入|视察|观摩|前往|到访)了?(?P<name>{_HAN}{{4,16}}?)(?=[，、。；和]|及其|与|等[地处])"
)
_OF = re.compile(f"的(?P<own>{_HAN}{{0,3}}?)(?P<head>%s)(?![\u3400-\u9fff]{{0,1}}[员长们])")
_NEVER = frozenset(
    "的了是由和与及为被把向给从对于以让并在将各每全本该某此这那其等至到去来后前时起们年月日周天次家名位个"
)
_NOT_LAST = frozenset("段院上下中内外里东西南北侧旁边处县市区镇乡村组户人员民长")
_LEADING = frozenset("东西南北中前后上下内外各全本一二三四五六七八九十两几多")
_SETTLED = ("村", "社区", "小区", "嘎查", "屯", "镇", "乡", "街道", "苏木")
_SCHOOLS = ("School", "HealthInstitution")
_HOUSES = ("Company", "School", "HealthInstitution", "CulturalInstitution", "Cooperative", "PublicInstitution")
_GOING_ON = (
    "里",
    "上，",
    "上坐",
    "上挤",
    "上热",
    "上人",
    "上支",
    "上锣",
    "内",
    "前，",
    "旁，",
    "支起",
    "搭起",
    "热闹",
    "挤满",
    "坐满",
    "举行",
    "人声",
    "人头",
    "锣鼓",
)
_WITHIN = re.compile("[里内](?![的面外海])|[上前旁](?![级面头海来去游部身辈期])|边(?=[，、上])")
_SITE_END = "(?=[，。、；！？：“”里内上前旁边和及与由\n]|外墙|地头|占地|建于|投用|门口|等[，。地处]|$|举[行办]|召开|开[讲展幕班座会]|搭起|热闹|挤满|坐满|人声|人头|锣鼓|收官|启动|揭牌|支起|进行|调研|察看|查看|参观|了解|看)"
_QUOTED = re.compile("的(?P<name>“[^“”，。！？\n]{2,10}”)(?:[里内](?![的面外])|门[口前]|前[，支摆坐搭热])")
_NO_SLOT = ("温情", "深情", "热情", "激情", "盛情", "隆重", "盛大", "火热", "热闹")
"""How something is held, which ends no name: 某镇中心小学|温情上演."""
_DEEDS = ("工作", "情况", "活动", "建设", "项目", "事宜")
"""What is done or looked at, and no place: 前往某县|调研保护工作."""
_IN_HOUSE = re.compile(
    f"(?<=在)(?:该[校院]|[校院][内里]?的?|(?:学校|医院)的?)(?P<name>{_HAN}{{0,4}}?(?:操场|广场|大厅|大楼|[学训诊公验]楼|礼堂|会议室|报告厅|会议厅|教室|体育馆|图书馆|运动场|田径场|球场))"
)
"""Rooms and grounds by a word for whose they are: 在该校|操场|举行."""
_HALL = re.compile("(?:[一二三四五六七八九十A-Z]|[0-9]{1,2})号?(?:展|分)?(?:馆|厅|楼|会议室)(?![长员])")
_SHRINE = re.compile(f"的?(?P<name>{_HAN}{{2}}[殿阁祠庵宫坛亭])(?=[前里内外旁，。、]|修|重建|举[行办])")
_OF_OWN = ("由", "占地", "建于", "投用")
"""What is said of a site right behind it, where its village's name begins the clause."""
_ADVERBS = frozenset(("d", "p", "c", "r", "u", "xc", "vd", "ad", "TIME", "t", "v", "m", "q"))


def find(view: View, found: tuple[Mention, ...]) -> Iterator[Mention]:
    """Venues that no last word told, each with the place before it."""
    text = view.text
    ends = {mention.end for mention in found}
    for pattern in (_HELD, _COME):
        for match in pattern.finditer(text):
            yield from _named(view, match.start("name"), match.end("name"), ends)
    yield from _possessed(view, found)
    yield from _called(view, found)
    yield from _gone_to(view, found)
    yield from _in_house(view, found)
    yield from _halls(view, found)


def _in_house(view: View, found: Sequence[Mention]) -> Iterator[Mention]:
    """次坞镇中学在该校|操场|举行: under the name of the school or hospital named last."""
    houses = sorted((m.end, m.text, m.kind) for m in found if m.type == "Organization" and m.kind in _SCHOOLS)
    for match in _IN_HOUSE.finditer(view.text) if houses else ():
        kind = "School" if "校" in match[0][:2] else "HealthInstitution"
        house = next((text for end, text, of in reversed(houses) if end <= match.start() and of == kind), None)
        if house and staged_in(view.text, match.start(), match.end()) and not view.is_sealed(*match.span()):
            span = match.span("name")
            yield mention_of(view, *span, "Venue", "scene/slot", "site", full=house + match["name"])


def _halls(view: View, found: Sequence[Mention]) -> Iterator[Mention]:
    """县体育中心|二号馆, 安仁县|神农殿: halls of a house by number, and shrines behind a place."""
    for mention in found:
        if mention.type != "Place":
            continue
        hall = _HALL.match(view.text, mention.end) if mention.kind == "Venue" else None
        if hall is not None:
            yield replace(mention, end=hall.end(), text=view.text[mention.start : hall.end()])
        shrine = _SHRINE.match(view.text, mention.end) if mention.kind == "AdministrativeArea" else None
        if shrine is not None and not known_word(shrine["name"]) and not set(shrine["name"]) & _NEVER:
            yield mention_of(view, *shrine.span("name"), "Venue", "scene/slot", "other")


def _named(view: View, start: int, end: int, ends: set[int]) -> Iterator[Mention]:
    own = _behind_places(view, start, end)
    if own == start or not 2 <= end - own <= 8 or end in ends or view.is_sealed(start, end):
        return
    if _is_name(view, own, end) and not _is_someone(view.text, own, end):
        first = view.tokens[view.token_at[own - 1]].start
        yield mention_of(view, first, end, "Venue", "scene/slot", "other")


def _behind_places(view: View, start: int, end: int) -> int:
    """Where the known places that a stretch begins with end; its start, where it begins with none."""
    at = start
    while at < end:
        token = view.tokens[view.token_at[at]]
        if token.start != at or token.sort != "place" or token.end > end:
            break
        at = token.end
    return at


def _is_name(view: View, start: int, end: int) -> bool:
    """Whether words between a place and a verb can name a venue: no verb, no function word, and a noun at the end."""
    text = view.text
    own = text[start:end]
    if set(own) & _NEVER or own[-1] in _NOT_LAST or own in words("places", "generic"):
        return False
    pieces = [own[at : at + 2] for at in range(len(own) - 1)]
    if any(piece in boundaries() or piece in verbs() for piece in pieces):
        return False
    if own.endswith(_DEEDS) or own[-2:] in _NO_SLOT or (len(own) > 2 and tags().get(own[-2:]) in ("v", "vn")):
        return False  # 前洋村|巡回办案
    tag = next((tags()[own[-size:]] for size in (4, 3, 2) if own[-size:] in tags()), None)
    return tag not in _ADVERBS and not (len(own) == 2 and tag in ("n", "vn"))


def _is_someone(text: str, start: int, end: int) -> bool:
    """Whether a stretch is a word for a person and the name: 来到东涧村|老党员叶根茂、…家中."""
    names = name_rules()
    return any(
        hit.end < end and names.has_surname(text[hit.end : end]) and not known_word(text[hit.end : end])
        for hit in names.titles.scan(text, start, end)
    )


def _possessed(view: View, found: Sequence[Mention]) -> Iterator[Mention]:
    """村|的文化大院, 社区的活动室: a common venue with the village that it is of, under both their names."""
    text = view.text
    pattern = _possessions()
    for mention in found:
        if mention.type != "Place" or not mention.text.endswith(("村", "社区", "小区", "镇", "街道", "嘎查", "屯")):
            continue
        match = pattern.match(text, mention.end)
        if match is None or view.is_sealed(match.start("own"), match.end()):
            continue
        own = match["own"]
        if set(own) & (_NEVER | _LEADING) or (own and not known_word(own)):
            continue
        full = f"{mention.text}{own}{match['head']}"
        yield mention_of(view, match.start("own"), match.end(), "Venue", "scene/slot", "other", full=full)


def _gone_to(view: View, found: Sequence[Mention]) -> Iterator[Mention]:
    """到|香楠村的检查站和汉溪村的收购点, 在|元者村看了停车场: what lies where one goes to or is, by any word for a site."""
    text = view.text
    ended = {mention.end: mention.start for mention in found if mention.type == "Place"}
    known = {(mention.start, mention.end) for mention in found if mention.type == "Place"}
    taken = {mention.end for mention in found if mention.type in ("Place", "Organization")}
    joined: set[int] = set()
    for mention in sorted(found, key=lambda one: (one.start, -one.end, one.type)):
        house = mention.type == "Organization" and mention.kind in _HOUSES
        if not house and not (mention.type == "Place" and mention.text.endswith(_SETTLED)):
            continue
        arrived = _arrived(text, mention.start, ended, joined)
        for number, pattern in enumerate((_rooms() if house else _sites(), _seen())):
            match = pattern.match(text, mention.end)
            while match is not None:
                start, end = match.span("name")
                told = text.startswith((*_OF_OWN, *_GOING_ON), end) and _opens(text, mention.start, ended)
                if not arrived and not (number == 0 and (told or (_here(text, end) and not house))):
                    break
                joined.add(end)
                if (end in taken and (start, end) not in known) or view.is_sealed(start, end):
                    break
                if not _is_site(view, match["own"], arrived=arrived):
                    break
                if (start, end) in known and not _common(match["own"]):
                    break  # 古城镇的|任河水库 has its own name
                of = "的" if number == 0 and not text.endswith(_yards(), start, end) else ""
                full = f"{mention.text}{of}{text[start:end]}"
                yield mention_of(view, start, end, "Venue", "scene/slot", "site", full=full)
                match = _and_sites().match(text, end)


def _called(view: View, found: Sequence[Mention]) -> Iterator[Mention]:
    """在红菱村的“共享法庭”里: what has a name in quotes and is somewhere one can be."""
    for mention in found if "的“" in view.text else ():
        if mention.type == "Place" and mention.text.endswith(_SETTLED):
            match = _QUOTED.match(view.text, mention.end)
            if match is not None and not view.is_sealed(*match.span("name")):
                full = f"{mention.text}的{match['name']}"
                yield mention_of(view, *match.span("name"), "Venue", "scene/slot", "other", full=full)


def _outermost(text: str, start: int, ended: dict[int, int]) -> int:
    """Where the chain of places begins that ends with the one at `start`: 曲下镇的|拉孜县人民医院."""
    passed: list[int] = []
    while True:
        end = start - 1 if text[start - 1 : start] == "的" else start
        outer = ended.get(end)
        if outer is None or outer >= start:
            break
        passed.append(end)
        start = outer
    ended.update(dict.fromkeys(passed, start))  # so that a long chain is walked once
    return start


def _arrived(text: str, start: int, ended: dict[int, int], joined: set[int]) -> bool:
    """Whether a word of going or being somewhere stands before a place, or before the outer places in front of it."""
    start = _outermost(text, start, ended)
    return text.endswith(_reached(), 0, start) or (
        text[start - 1 : start] in ("、", "和", "与") and start - 1 in joined
    )


@cache
def _yards() -> tuple[str, ...]:
    """Common venues, whose full name is the village's and theirs without more: 延川路社区议事厅."""
    return tuple(sorted(words("places", "possessed")))


@cache
def _reached() -> tuple[str, ...]:
    return tuple(sorted(words("places", "reached")))


def _opens(text: str, start: int, ended: dict[int, int]) -> bool:
    """Whether a place, with the outer ones before it, begins a clause."""
    return text[_outermost(text, start, ended) - 1] in "，。；\n　”"


def _here(text: str, end: int) -> bool:
    """Whether what goes on in a place is told right behind it: 渡口|上, 晒茶坪|支起了横幅."""
    return text.startswith(_GOING_ON, end) or _WITHIN.match(text, end) is not None


def _is_site(view: View, own: str, *, arrived: bool) -> bool:
    """Whether what stands before a site's last word may be of its name; a verb only where one comes there (污水处理站)."""
    if set(own) & _NEVER or (own[:1] in _LEADING and own[:1] != "老"):
        return False
    return arrived or not any(own[at : at + 2] in boundaries() for at in range(len(own) - 1))


def _common(own: str) -> bool:
    """Whether only words, and no name, stand before a site's last word: 黄连育苗|基地."""
    return all(end - start > 1 for start, end in cut_units(own))


@cache
def _sites() -> re.Pattern[str]:
    heads = any_word("places", "sites").pattern
    return re.compile(f"的(?P<name>(?P<own>{_HAN}{{0,6}}?)(?:{heads})){_SITE_END}")


@cache
def _rooms() -> re.Pattern[str]:
    heads = any_word("places", "rooms").pattern
    return re.compile(f"的(?P<name>(?P<own>{_HAN}{{0,5}}?)(?:{heads})){_SITE_END}")


@cache
def _seen() -> re.Pattern[str]:
    heads = any_word("places", "sites").pattern
    return re.compile(
        f"(?:实地|现场)?(?:察看|查看|参观|观摩|看|走访|视察|检查)了?(?P<name>(?P<own>{_HAN}{{0,6}}?)(?:{heads})){_SITE_END}"
    )


@cache
def _and_sites() -> re.Pattern[str]:
    heads = any_word("places", "sites").pattern
    return re.compile(f"[、和及](?P<name>(?P<own>{_HAN}{{0,6}}?)(?:{heads})){_SITE_END}")


@cache
def _possessions() -> re.Pattern[str]:
    heads = words("places", "possessed")
    return re.compile(_OF.pattern % "|".join(sorted(heads, key=lambda head: (-len(head), head))))

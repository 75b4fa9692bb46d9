"""Hamlets and spots without a class word: 王家垅, 翻过错草岭, 小地名叫石门坎, 大屋组、桐子坪组和塘冲组."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from functools import cache

from ingest.mentions.lexicon import words
from ingest.mentions.making import mention_of
from ingest.mentions.people.name_rules import name_rules
from ingest.mentions.view import View
from ingest.mentions.words import boundaries, common_words, known_word, verbs
from ingest.modality import any_of
from ingest.tables import words_in
from ontology.records import Mention, Span

_HAN = "[\u3400-\u9fff]"
_FRAMED_BY = re.compile(
    "[，。；：、！？“”（）\n　 ]|[那这]边|一带|附近|出发|起步|[起来去往再又的等和与至就沿搬嫁迁]|人[说都]"
)
"""What may stand behind a spot's name."""
_BODY_OF = re.compile("(?:委会|民委员会)?的?")
_GROUP_END = re.compile("(?:村民)?小?组\\Z")
_ROW = re.compile("[\u3400-\u9fff]{1,7}?组(?:[、和与及][^组、，。；和与及]{1,6}组)+(?![织成建员合别长])")
_GROUP = re.compile(
    "(?:村?委会|村民委员会)?的?(?P<name>(?P<own>[\u3400-\u9fff]{1,3}?)(?:村民)?小?组)(?![织长成建团员合别委])"
)
_ALONE = re.compile(
    "(?:(?<![㐀-鿿])|(?<=[在到了]))(?P<own>[㐀-鿿]{2,3})(?:村民)?小?组(?=的?(?:[0-9几两三四五六七八九十]{1,3}[余多]?户|村民|群众|农户|老[乡人]))"
)
"""A group beside those who live there: 坪上组|的几户人家."""
_NO_GROUP = frozenset("的通组户工党领考检督调专包互联帮巡评学议宣课剧机项导纪团队第各每该本一二三四五六七八九十两几")
_SPOTS = frozenset("上下街桥井屋")
_FOLLOWS = frozenset("，。、；：（）”\n 　在开举召的一是有")
_NEVER = frozenset("一二三四五六七八九十两几数多每各路边临")
_WHEREABOUTS = frozenset("地田里外前后上下炕村街船日灶")
_COUNTS = frozenset("几两数半每各这那哪某")
_NUMERAL = re.compile(
    "[头一二三四五六七八九十]{1,2}[里道间棵座岔家块亩龙王女眼步字][沟河坡岭梁坪坝湾房庄营屯店铺桥树岗台山井子堡]子?"
)
"""Names with a number: 三道沟, 五里坡, 七棵树."""
_COMMUNE = re.compile("[^第一二三四五六七八九十，。、；：\\s]{1,3}社(?![区会员长保])")
_COMMUNES = ("合作社", "供销社", "信用社", "旅行社", "报社", "联社", "公社")


@cache
def _family() -> re.Pattern[str]:
    tails = sorted(words("places", "hamlet_tails"), key=lambda tail: (-len(tail), tail))
    return re.compile(f"(?P<of>{_HAN})家(?:{'|'.join(tails)}|{_end()})")


@cache
def _end(*more: str) -> str:
    return f"[{''.join(sorted(words('places', 'hamlet_ends').union(*(words('places', name) for name in more))))}]"


@cache
def _ends() -> frozenset[str]:
    """Last characters of a spot's name."""
    return words("places", "hamlet_ends") | words("places", "hamlet_far")


@cache
def _near_end() -> re.Pattern[str]:
    return re.compile(f"{_HAN}{{1,3}}[围{_end()[1:]}")


@cache
def _framed() -> re.Pattern[str]:
    plain, toward = (any_of(words_in("places", name)).pattern for name in ("hamlet_frames", "hamlet_towards"))
    whose = "[了的]?(?:(?:对面|附近|隔壁|[边旁]上?)的?)?"
    return re.compile(
        f"(?:{plain}){whose}(?=(?P<name>{_HAN}{{2,3}}{_end('hamlet_far')}))|(?:{toward}){whose}(?=(?P<toward>{_HAN}{{2,3}}{_end()}))"
    )


@cache
def _there() -> re.Pattern[str]:
    return re.compile(f"(?<=[、，。和与：“])(?P<name>{_HAN}{{1,3}}{_end('hamlet_far')})(?=[那这][边头]|一带)")


def hamlets(view: View, villages: Set[int]) -> Iterator[Mention]:
    """Places by a family's name, by the verb of the way to them, by their list, and the groups of a village.

    `villages`: where villages end that the gazetteer has not.
    """
    text = view.text
    spots: set[Span] = set()
    for found in _family().finditer(text) if "家" in text else ():
        if _of_family(view, found):
            yield mention_of(view, *found.span(), "NaturalVillage", "place/hamlet", "family")
            spots.add(found.span())
    for found in _framed().finditer(text):
        span = _spot(view, *found.span("name" if found["name"] else "toward"), least=3)
        if span is not None:
            spots.add(span)
    for found in _there().finditer(text):
        span = _spot(view, *found.span("name"), least=2)
        if span is not None:
            spots.add(span)
    near = set(_near(view, villages))
    for span in sorted(_with_lists(view, spots | near)):
        yield mention_of(view, *span, "NaturalVillage", "place/hamlet", "near" if span in near else "framed")
    yield from _groups(view, villages)


def _of_family(view: View, found: re.Match[str]) -> bool:
    """Whether a surname, 家 and a feature of the land are a whole name: 王家湾, but not 大家庄重 or 王家湾村."""
    text, start, end = view.text, found.start(), found.end()
    if found["of"] not in name_rules().single or found["of"] in name_rules().wordy or view.is_sealed(start, end):
        return False
    if known_word(text[start - 1 : start + 2]) or known_word(text[end - 1 : end + 1]):
        return False
    return _ended(view, start, end)


def _ended(view: View, start: int, end: int) -> bool:
    """Whether a name ends here: a mark or a word of grammar follows, and no known place covers it."""
    tokens = view.tokens
    if any(tokens[view.token_at[at]].sort == "place" for at in range(start, end)):
        return False
    if end >= len(view.text) or _FRAMED_BY.match(view.text, end):
        return True
    behind = tokens[view.token_at[end]]
    return behind.start == end and behind.sort in ("boundary", "mark", "figure")


def _spot(view: View, start: int, end: int, *, least: int) -> Span | None:
    """The span of the longest spot's name of `least` characters that begins here, None where there is none."""
    stops = (stop for stop in range(end, start + least - 1, -1) if view.text[stop - 1] in _ends())
    return next(((start, stop) for stop in stops if _is_spot(view, start, stop) and _ended(view, start, stop)), None)


def _is_spot(view: View, start: int, end: int) -> bool:
    """Whether a stretch is no word, no verb, no word of grammar, and no person."""
    name = view.text[start:end]
    if _NUMERAL.fullmatch(name) and not view.is_sealed(start, end):
        return True
    if view.is_sealed(start, end) or name in common_words() or known_word(name) or known_word(name[-2:]):
        return False
    tokens = {view.token_at[at] for at in range(start, end)}
    if any(view.tokens[at].sort in ("boundary", "mark", "place") or view.tokens[at].end > end for at in tokens):
        return False
    if any(view.tokens[at].start < start for at in tokens):
        return False
    if _worded(name):
        return False
    if name[-1] == "头" and name[-2] in _WHEREABOUTS:
        return False  # 田间地头
    if known_word(name[:2]) and (
        known_word(name[2:]) or (len(name) == 3 and name[-1] in words("places", "hamlet_far"))
    ):
        return False  # 祠堂|口
    return name[0] not in _COUNTS and name[:-1] not in words("places", "generic")


def _with_lists(view: View, spots: set[Span]) -> set[Span]:
    """The spots, and those that a list goes on with: 绕过|荷叶塘、谢家垅."""
    found = set(spots)
    for _, end in sorted(spots):
        while view.text[end : end + 1] in ("、", "和", "与"):
            start = end + 1
            sizes = (size for size in (4, 3, 2) if view.text[start + size - 1 : start + size] in _ends())
            size = next((n for n in sizes if _is_spot(view, start, start + n) and _ended(view, start, start + n)), 0)
            if not size:
                break
            end = start + size
            found.add((start, end))
    return found


def _near(view: View, villages: Set[int]) -> Iterator[Span]:
    """Hamlets, groups and communes right behind a village or a town: 某村|桐子坪, 某村|刘河组, 某村|大湾社."""
    text = view.text
    areas = {t.end: t.divisions[0].level for t in view.tokens if t.sort == "place"} | dict.fromkeys(villages, "village")
    for end, level in areas.items():
        if level not in ("village", "township"):
            continue
        found = _near_end().match(text, end)
        if found and text[found.end() : found.end() + 1] in _FOLLOWS and _could_be(view, *found.span()):
            yield found.span()
        if level == "township":
            continue
        group = _GROUP.match(text, end) if text.find("组", end, end + 10) > 0 else None
        if group and _is_group(group["own"]):
            yield group.span("name")
        numeral = _NUMERAL.match(text, end)
        if numeral is not None and _ended(view, *numeral.span()):
            yield numeral.span()
        commune = _COMMUNE.match(text, end)
        if commune and not commune[0].endswith(_COMMUNES) and not known_word(commune[0]):
            yield commune.span()


def _groups(view: View, villages: Set[int]) -> Iterator[Mention]:
    """Groups of villagers in a row, where the article names a village."""
    known = {t.end for t in view.tokens if t.sort == "place" and t.divisions[0].level == "village"}
    towns = known or villages or any(t.sort == "place" and t.divisions[0].level == "township" for t in view.tokens)
    for alone in _ALONE.finditer(view.text) if towns and "组" in view.text else ():
        if _is_group(alone["own"]) and not view.is_sealed(*alone.span()) and not _worded(alone["own"]):
            yield mention_of(view, *alone.span(), "NaturalVillage", "place/hamlet", "framed")
    for row in _ROW.finditer(view.text) if (known or villages) and "组" in view.text else ():
        yield from _row(view, row.span(), known | villages)


def _row(view: View, row: Span, villages: Set[int]) -> Iterator[Mention]:
    """The groups of a row, of which most bear no common word's name (大屋组、塘冲组, not 宣传组、后勤组), or behind a village."""
    first = view.text.index("组", *row)
    village = next((at for at in range(first, row[0] - 1, -1) if at in villages), None)
    skipped = _BODY_OF.match(view.text, village) if village is not None else None
    start = skipped.end() if skipped is not None else max(row[0], view.reach(first, most=5).start)
    spans = [
        (start + part.start(), start + part.end()) for part in re.finditer("[^、和与及]+", view.text[start : row[1]])
    ]
    owns = [_GROUP_END.sub("", view.text[begin:end]) for begin, end in spans]
    if any(
        not 1 <= len(own) <= 3 or own in words("places", "generic") or not _NO_GROUP.isdisjoint(own) for own in owns
    ):
        return
    if village is not None or 2 * sum(map(known_word, owns)) < len(owns):
        for span in spans:
            yield mention_of(view, *span, "NaturalVillage", "place/hamlet", "framed")


def _is_group(own: str) -> bool:
    """Whether what stands before 组 behind a village is a name, and no word for what a group does: 石峡村|刘河组."""
    unlike = not known_word(own) or own[-1] in _ends() or own[-1] in _SPOTS  # 桥头|组
    return unlike and own not in words("places", "generic") and _NO_GROUP.isdisjoint(own)


def _could_be(view: View, start: int, end: int) -> bool:
    """Whether no word of the text's cut and no verb lies in it."""
    name = view.text[start:end]
    if name in common_words() or set(name) & _NEVER or view.is_sealed(start, end):
        return False
    tokens = {view.token_at[at] for at in range(start, end)}
    if any(view.tokens[at].sort in ("boundary", "mark", "figure") or view.tokens[at].end > end for at in tokens):
        return False
    return not _worded(name) and name[:-1] not in words("places", "generic")


def _worded(name: str) -> bool:
    """Whether two characters beside each other are a verb or a word of grammar."""
    pieces = (name[at : at + 2] for at in range(len(name) - 1))
    return any(piece in verbs() or piece in boundaries() for piece in pieces)

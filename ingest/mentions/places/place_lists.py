"""Places listed with one class word for all: 鸣翠、景中苑、荣新等社区; 光进、吉兴、五凤4个村; towns named one after another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.mentions.making import mention_of
from ingest.mentions.places.gazetteer import bare_prefectures
from ingest.mentions.view import View
from ingest.mentions.words import boundaries, common_words
from ontology.divisions import Division
from ontology.records import Mention, Span

_TAIL = re.compile(
    r"(?:等(?:周边|邻近|多)?的?(?:[0-9一二三四五六七八九十两]{1,3}(?:余|多)?个?)?|[0-9一二三四五六七八九十两]{1,3}(?:余|多)?个)"
    r"(?:行政|自然|周边|中心|城市)?(?:社区|街道|镇街|乡镇|村|镇|乡)"
)
_HAMLETS = re.compile(
    "(?P<count>[2-9]|1[0-9]|[两二三四五六七八九几])个(?:自然|壮|苗|侗|瑶|彝)?(?:屯|寨子?|自然村|村民小组|小组|组(?![合成织员长])|嘎查|湾子|庄子|(?P<compounds>(?:老旧|住宅|居民|安置)?小区))"
)
_SUMMED = re.compile(
    r"[\u3400-\u9fff]{2,12}(?:、[\u3400-\u9fff]{2,4}){0,9}[、和及与][\u3400-\u9fff]{2,4}等(?:地(?![方区点带段形])|[0-9一二三四五六七八九十两]{1,3}(?:余|多)?个?(?:省|市|县|省市|地市|乡镇))"
)
"""A list that 等地 sums up: 深入|龙街、广龙、海口等地."""
_SOLD = re.compile("远?[销售卖](?:往|到|至|全国)?|出口|[运发]往")
_JOINT = re.compile("[、和及与]")
_LEADS = re.compile("[的有和到在及了为是由、]")
_ROW = re.compile(r"[\u3400-\u9fff]{2,4}(?:、[\u3400-\u9fff]{2,4}){2,15}")
_RUN = re.compile(r"[\u3400-\u9fff]+")
_BESIDE = re.compile("(?<=[村区镇乡]、)(?P<own>[\u3400-\u9fff]{1,3})(?:村|社区|镇|乡)(?=[、，。；和及]|实地|调研|现场)")
"""A village or a town among others, whatever its name means: 三溪村、|幸福村，, 白庙乡、|城郊乡、."""
_CLASSES = re.compile(
    "[农渔山城乡]\\Z|[全各每多本该邻几两一二三四五六七八九十\\d]|示范|重点|试点|移民|贫困|城中|易地|周边|附近|其他|有关|相关|行政|自然|后进|先进|脱贫|涉农|老旧|所辖|帮扶|联建|结对|社区|小区|街道"
)
_MOST = 30


def listed(view: View) -> Iterator[Mention]:
    """The places of such lists, those that the gazetteer knows with their code."""
    for tail in _TAIL.finditer(view.text):
        spans = list(_items(view, tail.start()))
        known = [span for span in spans if _division(view, view.text[slice(*span)])]
        if len(spans) > 1 and (known or not view.context.area):
            yield from (_place(view, span) for span in spans if span in known or _could_be(view.text[slice(*span)]))
    for beside in _BESIDE.finditer(view.text):
        if _CLASSES.match(beside["own"]) is None and not view.is_sealed(*beside.span()):
            token = view.tokens[view.token_at[beside.start()]]
            if token.sort != "place":
                yield mention_of(view, *beside.span(), "AdministrativeArea", "place/listed")
    yield from _hamlets(view)
    for summed in _SUMMED.finditer(view.text) if "等" in view.text else ():
        yield from _summed(view, summed)
    for row in _ROW.finditer(view.text):
        yield from _towns(view, row.span())


def _summed(view: View, summed: re.Match[str]) -> Iterator[Mention]:
    """Cities by their short names and the county's towns, of a list that does not tell where goods are sold."""
    text = summed[0][: summed[0].rindex("等")]
    if _SOLD.search(view.text, max(0, summed.start() - 6), summed.end()):
        return
    items: list[tuple[Span, str | None]] = []
    at = 0
    for part in _JOINT.split(text):
        begin = next((n for n in range(len(part) - 1) if not at and _region(view, part[n:])), 0)
        code = _region(view, part[begin:])
        if code:
            items.append(((summed.start() + at + begin, summed.start() + at + len(part)), code))
        at += len(part) + 1
    for span, code in items if len(items) > 1 else ():
        if not view.is_sealed(*span):
            yield mention_of(view, *span, "AdministrativeArea", "place/listed", code=code)


def _region(view: View, name: str) -> str | None:
    """The code of a prefecture or a province by its short name, or of the county's town."""
    town = sorted(_towns_called(view, name))
    if town:
        return town[0]
    region = bare_prefectures().get(name)
    return region.code if region is not None else None


def _hamlets(view: View) -> Iterator[Mention]:
    """Hamlets and compounds that no gazetteer has, as many as are counted: 弄石、弄朗、弄京3个屯, 锦绣花园、龙山华府两个小区."""
    for tail in _HAMLETS.finditer(view.text):
        compounds = tail["compounds"] is not None
        spans = list(_items(view, tail.start(), long=compounds))
        count = "一二三四五六七八九".find(tail["count"].replace("两", "二")) + 1
        count = count or (int(tail["count"]) if tail["count"].isdigit() else len(spans))
        if len(spans) == count > 1 and all(_could_be(view.text[slice(*span)]) for span in spans):
            for span in spans:
                kind = "ResidentialCompound" if compounds else "NaturalVillage"
                yield mention_of(view, *span, kind, "place/hamlet", "framed")


def _items(view: View, end: int, *, long: bool = False) -> Iterator[Span]:
    """The items of the list that ends at `end`, from the last to the first; `long`: the first may have more than three
    characters."""
    text = view.text
    for _ in range(_MOST):
        start = end
        while start > 0 and end - start < 6 and _RUN.match(text[start - 1]):
            start -= 1
        first = text[start - 1 : start] != "、"
        if first:  # words may stand before the first one: 覆盖工人村、启工
            sizes = range(min(5, end - start), 1, -1)
            known = next((end - size for size in sizes if not long and _division(view, text[end - size : end])), None)
            led = max((at + 1 for at in range(start, end - 2) if _LEADS.match(text[at])), default=start)
            start = led if known is None else known
        if 2 <= end - start <= 5 and (not first or end - start <= 3 or long or _division(view, text[start:end])):
            yield start, end
        if first:
            return
        end = start - 1


def _towns(view: View, row: Span) -> Iterator[Mention]:
    """Three towns or more one after another by their short names: 板桥、来宾、热水、格宜方向."""
    items: list[Span] = []
    at = _first_town(view, *row)
    parts = view.text[at : row[1]].split("、")
    for number, part in enumerate(parts, 1):
        size = next((n for n in range(len(part), 1, -1) if _town(view, part[:n])), 0)
        rest = part[size:] or view.text[row[1] : row[1] + 1] * (number == len(parts))
        if not size or (rest and number < len(parts)) or rest[:1] in ("镇", "乡", "街"):
            return
        items.append((at, at + size))
        at += len(part) + 1
    for span in items:
        (code, *others) = sorted(_towns_called(view, view.text[slice(*span)]))
        yield mention_of(view, *span, "AdministrativeArea", "place/listed", code=None if others else code)


def _towns_called(view: View, name: str) -> set[str]:
    """Codes of the county's towns that a short name may be of."""
    return {division.code for division in view.places.bare(name) if division.level == "township"}


def _first_town(view: View, start: int, end: int) -> int:
    """Where a row's first town begins, behind what may stand before it: 还要到|八滩、五汛、正红."""
    stop = view.text.index("、", start, end)
    return next((at for at in range(start, stop - 1) if _town(view, view.text[at:stop])), start)


def _town(view: View, name: str) -> bool:
    return bool(_towns_called(view, name))


def _division(view: View, name: str) -> Division | None:
    """The one division of the county that a name, with its class word or without, is of."""
    found = view.places.bare(name)
    return found[0] if found else None


def _could_be(name: str) -> bool:
    """Whether an item that no gazetteer knows can be a place's name: no word, no function word in it."""
    pieces = (name[at : at + 2] for at in range(len(name) - 1))
    return name not in common_words() and not any(piece in boundaries() for piece in pieces) and len(name) < 5


def _place(view: View, span: Span) -> Mention:
    name = view.text[slice(*span)]
    found = view.places.bare(name)
    code = found[0].code if len(found) == 1 else None
    return mention_of(view, *span, "AdministrativeArea", "place/listed", code=code)

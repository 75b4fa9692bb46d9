"""What is known of an article from around it: date of issue, area, publisher, the dateline's place.

For date and area the first of these that says something counts: option, file name, the article's and
the page's own words, inference from the page's texts. Each keeps where it comes from and why.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from ingest.bylines.signers import org_like
from ingest.context import area as areas
from ingest.context import dating, prefecture
from ingest.context.area import Located
from ingest.context.area_names import Names, before_bodies, counties_bearing, counties_in, names_in, together
from ingest.context.away import counties_away
from ingest.context.dating import Issued
from ingest.layout import heads
from ingest.layout.articles import Found
from ingest.layout.furniture_fields import fields
from ingest.layout.furniture_signers import apart_from_signed, source_names
from ingest.tables import load
from ontology import divisions
from ontology.records import Context, Page

_TOLD_OF = re.compile("(?P<area>[\u3400-\u9fff]{2,8})[：:丨|]")
"""A headline that begins with the county it tells of: 茌平：枣乡办节."""
_SENDS_OUT = re.compile(
    "(?P<area>[\u3400-\u9fff]{2,8}?)党政(?:代表团|考察团)赴|(?:带领|率领)(?P<led>[\u3400-\u9fff]{2,8}?)党政(?:代表团|考察团)(?!.{0,6}[到来]我)"
)
"""A delegation that goes out is its own county's: 某县党政代表团赴…, 率领某县党政代表团到…."""
_GOES_OUT = re.compile(
    "(?P<area>[\u3400-\u9fff]{2,8}?[县市区旗])(?:委|人大|政协|政府|党政|[\u3400-\u9fff]{2,10}?(?:局|会|院|办|校|中心|公司|联|部))[^。，；\n]{0,20}?(?:赴|前往)(?=[^。，；\n]{2,30}(?:考察|学习|取经|观摩|招商|对接|交流|调研))"
)
"""A headline about a county's own people who go elsewhere: 某县人大常委会组织考察团赴某县考察."""
_COMES = re.compile(
    "[^。；\n]{4,60}?(?:(?:[来到]|莅临)我[县市区旗镇乡]|来[\u3400-\u9fff](?=考察|调研|学习|参观|指导|交流))"
)
_GOES = re.compile("赴(?P<to>[\u3400-\u9fff]{2,9}?[县市区旗])")
_BESIDE = 0.7
_COUNTY_CODE = 6
_PAGES_FOOT = "enpproperty"
"""So a paper's system marks the line under a page that says its day, for all articles of it."""
_TOWN_BESIDE = re.compile(
    "(?<![\u3400-\u9fff])[\u3400-\u9fff]{2,5}(?:镇|乡|街道|苏木)(?=[ \u3000]|党|人民政府|政府|办事处|\\Z)"
)
_OWNER = re.compile(
    "(?:版权所有|主办(?:单位)?|承办(?:单位)?|主管(?:单位)?)[：: \u3000©Cc()（）\\d-]*(?P<owner>[\u3400-\u9fff]{4,24})"
)
_SIGNED = re.compile(
    "(?<![\u3400-\u9fff])(?P<paper>[\u3400-\u9fff]{2,4}(?:日报|晚报|融媒|电视台|新闻网))(?:社|中心)?(?:全媒体|融媒体)?(?:首席|实习|见习)?记者"
)
"""The paper whose reporter signs: （鄂州日报全媒体记者夏菁）."""
_STATION = re.compile(
    r"(?:县级)?融媒(?:体)?(?:中心)?\Z|(?:日|晚|周|时)?报(?:社)?\Z|新闻网\Z|(?:广播)?电视台\Z|(?:新闻)?客户端\Z|(?<=[\u3400-\u9fff]{2})[网云]\Z|新闻\Z"
)


def contexts(
    page: Page, found: Sequence[Found], *, published: str | None = None, area: str | None = None
) -> tuple[Context, ...]:
    """The context of each article of a page; `published` (EDTF) and `area` (county code) are options.

    What one article says of its date or area holds for it; what the page's head or file name says, and
    what is inferred from all its texts, holds for every article that does not say otherwise itself.
    """
    texts = [item.article.text for item in found]
    counties = _counties(found)
    inferred = dating.inferred(texts)
    result = []
    foot = tuple(line for item in found for line in item.around if _PAGES_FOOT in line)
    for item, county in zip(found, counties, strict=True):
        issued = _issued(page, item, published, dating.in_lines(foot) or inferred)
        located = _located(page, _of_prefecture(item, county) or county, area)
        name = dateline_place(item.article.dateline)
        result.append(
            Context(
                published=issued.published,
                published_from=issued.origin,
                published_reason=issued.reason,
                area=located.area,
                area_from=located.origin,
                area_reason=located.reason,
                publisher=publisher(item),
                dateline_name=name,
                dateline_code=areas.place_code(name, located.area) if name else None,
            )
        )
    return tuple(result)


def _issued(page: Page, item: Found, option: str | None, inferred: Issued) -> Issued:
    if option:
        return Issued(option, "option", "命令行指定")
    named = dating.in_name(page.source)
    said = dating.in_lines(item.around) or dating.in_text(item.article.text) or dating.in_lines(item.above)
    if named and said and dating.lies_in(said, named):
        return Issued(said.published, "name", f"{named.reason}；{said.reason}")  # the same date, known better
    beside = dating.beside_links((*item.around, *item.above), item.article.text) if inferred.published is None else None
    return named or said or beside or inferred


def _located(page: Page, county: Located, option: str | None) -> Located:
    if option:
        return Located(option, "option", "命令行指定")
    return areas.in_name(page.source) or county


def _of_prefecture(item: Found, county: Located) -> Located | None:
    """The prefecture that an article is of, where no line says its county."""
    if county.area is not None and county.origin != "inferred":
        return None
    voice = _voice(item)
    return prefecture.of_article(voice.names, voice.candidates, item.article.title or "", voice.text, county)


def _counties(found: Sequence[Found]) -> list[Located]:
    """Each article's county: what it says of itself, else its page's, unless its own names all speak for another.

    The page's is the one that its other articles say, else what the names in all of them speak for; none
    where they say different ones, as in a prefecture's paper.
    """
    said = [_said(item) for item in found]
    if all(said):
        return [own for own in said if own]
    told = {place.area: place for place in reversed(said) if place}
    voices = [_voice(item) for item in found]
    if told:
        page = next(iter(told.values())) if len(told) == 1 else Located(None, "open", "同版各文所属不一")
    else:
        page = _decided(voices)
    return [own or _within(page, voice, alone=len(found) == 1) for own, voice in zip(said, voices, strict=True)]


def _within(page: Located, voice: _Voice, *, alone: bool) -> Located:
    if alone or (page.area and areas.is_voiced(page.area, voice.names)):
        return page
    own = _decided([voice])
    return own if own.area else page


class _Voice(NamedTuple):
    """An article's names of places (`own`: of its text alone), what its dateline and sources may mean, and its text."""

    names: Names
    own: Names
    candidates: frozenset[str]
    text: str


@lru_cache(maxsize=64)  # asked for again where a source alone does not tell
def _voice(item: Found) -> _Voice:
    article = item.article
    own = names = _without_guests(names_in(article.text, title_end=article.body[0]), article.text)
    place = dateline_place(article.dateline)
    if place and place == article.dateline and not divisions.upper_named(place):
        # 羊口讯: a town, as if the text named it; 东南网: no 东南镇
        towns = counties_bearing(place + end for end in ("镇", "乡", "街道"))
        told_of = {county.code for name in own.counties for county in divisions.counties_named(name)}
        if told_of and told_of.isdisjoint(code for codes in towns.values() for code in codes):
            towns = {}  # a place of that name in another county: 钟家庄讯 of a regiment beside 沙湾市
        names = together([names, Names(dict.fromkeys(towns, 1.0), {}, {}, {})])
    lines = (*item.around, *item.above)
    beside = {town.group() for line in lines if len(line) < 60 for town in _TOWN_BESIDE.finditer(line)}
    if beside:  # 期思镇 2022-12-09, 来源：石梁镇
        names = together([names, Names(dict.fromkeys(counties_bearing(beside), 1.0), {}, {}, {})])
    told_beside = _counties_beside(lines)
    if told_beside:
        names = together([names, Names({}, told_beside, {}, {})])
    sources = [source for line in lines for source in (*_sources(line), *_owners(line))]
    told = "" if place is None or _is_town(place, article.text) else place
    signed = [match["paper"] for match in _SIGNED.finditer(article.text)]
    candidates = {code for name in [told, *sources, *signed] for code in areas.may_mean(name)}
    candidates |= {code for name in (told, *sources) if (code := heads.prefecture_of_account(name))}
    above = tuple(code for code in candidates if len(code) < _COUNTY_CODE)
    named = {county.code for name in names.counties for county in divisions.counties_named(name)}
    if above and any(code.startswith(above) for code in named):  # 甘南日报 tells of 临潭县 in 甘南州, not of 甘南县
        candidates = {code for code in candidates if len(code) < _COUNTY_CODE or code in named}
    return _Voice(names, own, frozenset(candidates), article.text)


def _counties_beside(lines: Sequence[str]) -> dict[str, float]:
    """The counties that the lines around an article name (汝城在线只提供存储空间), other articles' titles left out."""
    found: dict[str, float] = {}
    for line in lines:
        if len(line) <= 240 and not line.startswith(("上一", "下一")):
            sites = [name for name in before_bodies(line, kind="sites_behind_bare") if divisions.counties_named(name)]
            found |= dict.fromkeys([*counties_in(line), *sites], _BESIDE)
    return found


def _without_guests(names: Names, text: str) -> Names:
    """The names without those of a county whose people come (某县政协一行来我镇考察) or to which others go (赴某县)."""
    comes = _COMES.search(text, 0, 400)
    came = counties_in(comes.group()) if comes else {}
    guests = {county.code for name in came for county in divisions.counties_named(name)}
    guests |= {code for match in _GOES.finditer(text) if (code := areas.county_in(match["to"]))}
    left = {
        name: weight
        for name, weight in names.counties.items()
        if guests.isdisjoint(county.code for county in divisions.counties_named(name))
    }
    return (
        names if len(left) == len(names.counties) or not left else Names(names.places, left, names.selves, names.upper)
    )


def _decided(voices: Sequence[_Voice]) -> Located:
    candidates = frozenset[str]().union(*(voice.candidates for voice in voices))
    text = "\n".join(voice.text for voice in voices)
    elsewhere = counties_away(text)
    return areas.decided(
        together(voice.names for voice in voices), text, candidates=candidates - elsewhere, elsewhere=elsewhere
    )


def _said(item: Found) -> Located | None:
    """The county that an article's own dateline, headline, source or masthead names, or an office that signs it."""
    place = dateline_place(item.article.dateline)
    if place and not _is_town(place, item.article.text):
        code = areas.county_in(place) or heads.county_of_account(place)
        site = (item.article.dateline or "").endswith(("网", "在线", "新闻", "客户端"))  # 金山网 is of 镇江
        plain = divisions.counties_named(place) and not site
        if code and (plain or not _tells_of_another(code, item)):
            return Located(code, "page", f"电头“{item.article.dateline}”（{divisions.full_name(code)}）")
    title = item.article.title or ""
    told = _TOLD_OF.match(title) or _GOES_OUT.match(title) or _SENDS_OUT.search(item.article.text, 0, 240)
    if told and (code := areas.county_in(next(filter(None, told.groups())))):
        return Located(code, "page", f"文中写着“{told.group()}”（{divisions.full_name(code)}）")
    for line in (*item.around, *item.above):
        for name in (*_sources(line), *heads.accounts(line)):
            code = areas.county_in(name.removeprefix("中国")) or heads.county_of_account(name)
            if code and not _tells_of_another(code, item):
                return Located(code, "page", f"版面上写着“{name}”（{divisions.full_name(code)}）")
    for office in (name for signed in item.article.byline for name in (signed.name, signed.role)):
        code = areas.county_in(office) if office and len(office) > 4 and org_like(office) else None
        if code and not _tells_of_another(code, item):
            return Located(code, "page", f"署名“{office}”（{divisions.full_name(code)}）")
    return None


def _tells_of_another(code: str, item: Found) -> bool:
    """Whether all names in a text speak for another county than the paper's it was taken from."""
    division = divisions.by_code(code)
    if division and division.name in item.article.text:
        return False
    voice = _voice(item)
    if areas.is_voiced(code, voice.own):
        return False
    other = areas.decided(voice.own, voice.text)
    if other.area is None or other.area == code:
        return False
    return areas.is_of_kind(other.area, voice.own) or not areas.is_of_kind(code, voice.own)


def _is_town(place: str, text: str) -> bool:
    """Whether a dateline names a town without its class word (太平讯): the text calls it so (太平镇), and no county that
    it may mean has such a town or is called so in the text."""
    towns = [place + end for end in ("镇", "乡", "街道") if place + end in text]
    if not towns or any(place + end in text for end in ("县", "区", "市", "旗")):
        return False
    counties = [code for code in areas.may_mean(place) if len(code) == 6]
    return not any(divisions.below_named(county, town) for county in counties for town in towns)


def dateline_place(dateline: str | None) -> str | None:
    """The place in a dateline, without its station (桃江县融媒体中心 → 桃江县); None for 本报.

    >>> dateline_place("东昌府"), dateline_place("桃江县融媒体中心"), dateline_place("本报")
    ('东昌府', '桃江县', None)
    """
    if dateline is None or dateline in load("bylines")["own_names"] or dateline.startswith(_far_sites()):
        return None
    place = _STATION.sub("", dateline)
    return place if len(place) > 1 else None


@cache
def _far_sites() -> tuple[str, ...]:
    return tuple(load("counties")["sites_of_no_county"])


def publisher(item: Found) -> str | None:
    """Who published an article: its source line, its page's masthead, else the station of its dateline."""
    for line in (*item.around, *item.above):
        for name in _sources(line):
            return name
    dateline = item.article.dateline
    return dateline if dateline and dateline.endswith(("融媒体中心", "日报", "晚报")) else None


def _owners(line: str) -> list[str]:
    """Whose a page is by its foot: 版权所有：某县人民政府, ©2022 某县报社."""
    return [match["owner"] for match in _OWNER.finditer(line)] if len(line) <= 240 else []


@lru_cache(maxsize=256)
def _sources(line: str) -> tuple[str, ...]:
    """The papers, stations and sites that a line around an article names as its source."""
    labels = set(load("furniture")["source_labels"])
    found: list[str] = []
    for label, value in fields(line) or []:
        value = value if label in labels else value[1:] if not label and value.startswith("据") else ""
        found += source_names(apart_from_signed(re.split("[（(]", value)[0])[0])[:1]
    found += heads.papers(line)
    return tuple(found)

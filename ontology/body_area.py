"""Which area an organisation belongs to, by its name and the area an article is about.

东昌府区住建局 and 住建局 are of the county, 市住建局 of its prefecture, 新区街道华府社区居委会 of the community.
"""

from __future__ import annotations

from functools import lru_cache

from ontology.bodies import (
    CLASS_WORDS,
    BodyPath,
    body_kind,
    body_path,
    class_words_of,
    first_bodies,
    known_body,
    split_marker,
)
from ontology.divisions import Division, ancestors, below_beginning, by_code, children, spoken_names, upper_named
from ontology.ids import normal_name

# Bodies that a county's newspaper names without the county; others (党支部, 居委会, 政府) exist many times in it.
_OF_THE_COUNTY = frozenset({"PeoplesCongress", "ConsultativeConference", "JudicialBody"})
_OF_SOME_PLACE = ("街道", "社区", "小区", "辖区", "镇", "乡", "村", "该", "本", "我", "各", "全", "某")
# 市民中心, 县城公园: no class word but the beginning of another word.
_ANOTHER_WORD = "民场域城镇政容级内外直立里郊"
# 北京路小学, 湖北社区医院: a province's name that is only part of another name.
_PART_OF_A_NAME = ("路", "街", "道", "大街", "大道", "社区", "巷", "门", "村", "小区", "庄", "里", "桥")
_INSTITUTIONS = (
    "厅",
    "局",
    "院",
    "馆",
    "校",
    "学",
    "中",
    "园",
    "所",
    "站",
    "中心",
    "集团",
    "公司",
    "会",
    "队",
    "社",
    "台",
    "报",
)
_LONGEST_NAME = 24


def organization_area(name: str, *, area: str) -> tuple[str | None, BodyPath]:
    """Code of the area an organisation belongs to (None where its name leaves it open), and its body path there.

    `area`: code of the finest area the article is about, at best a county or below. What its name places
    nowhere else is of that county.

    >>> organization_area("市住建局", area="371502")
    ('3715', ('住房和城乡建设局',))
    >>> organization_area("新区街道华府社区居委会", area="371502")
    ('371502003016', ('居民委员会',))
    >>> organization_area("聊城市公安局东昌府分局", area="371502")
    ('371502', ('公安局',))
    >>> organization_area("社区党委", area="371502")
    (None, ('党委',))
    """
    chain = _chain(area)
    marker, text = split_marker(normal_name(name))
    codes, end = _leading_area(text, chain)
    if len(codes) == 1:
        return _branch(text[end:], codes[0]) or (codes[0], body_path(marker + text, [text[:end]]))
    if codes:
        return None, body_path(marker + text, [text[:end]])
    for division, prefix in _bare_prefixes(text, chain):
        rest = text[len(prefix) :]
        if path := known_body(marker + rest):
            return _branch(rest, division.code) or (division.code, path)
    for division in chain:
        path = _after_class_word(marker, text, division)
        if path:
            return division.code, path
    return _without_area(marker + text, chain)


def names_of_area(code: str) -> tuple[str, ...]:
    """Names that may stand before a body of an area: for `body_path`. Empty for an unknown code.

    >>> names_of_area("371502")
    ('东昌府区', '聊城市东昌府区', '山东省聊城市东昌府区', '东昌府', '区')
    """
    division = by_code(code)
    if not division:
        return ()
    full = spoken_names(division, bare=False)
    names, before = [*full], ""
    for above in ancestors(code):
        before = above.display_name + before
        names += [before + own for own in full]
    return tuple(dict.fromkeys([*names, *spoken_names(division), *class_words_of(division.display_name)]))


def _chain(area: str) -> tuple[Division, ...]:
    own = by_code(area)
    return (own, *ancestors(area)) if own else ()


def _leading_area(text: str, chain: tuple[Division, ...]) -> tuple[tuple[str, ...], int]:
    """The areas whose full name (with those of the areas around it) the text begins with, and where it ends.

    Several codes where a village's name is borne more than once and nothing says which is meant.
    """
    found, end = _upper_prefix(text, chain)
    county = found.county_code if found else next((d.county_code for d in chain if d.county_code), None)
    codes: tuple[str, ...] = (found.code,) if found else ()
    if county and (found is None or len(found.code) == 6):
        inside = [county]
        for digits in (9, 12):
            lower, length = _longest_prefix(text[end:], _below_names(county, digits, text[end : end + 2]), inside)
            if lower:
                codes, end, inside = lower, end + length, list(lower)
    if len(codes) > 1:
        near = tuple(code for code in codes if any(d.code == code[:9] for d in chain))
        codes = near or codes
    return codes, end


def _upper_prefix(text: str, chain: tuple[Division, ...]) -> tuple[Division | None, int]:
    for end in range(min(len(text) - 1, _LONGEST_NAME), 1, -1):
        if text[:end].endswith(CLASS_WORDS):
            found = [d for d in upper_named(text[:end]) if text[:end].endswith(spoken_names(d, bare=False))]
            near = [d for d in found if d in chain] or (found if len(found) == 1 else [])
            if near:
                return near[-1], end
    return None, 0


def _longest_prefix(text: str, names: dict[str, tuple[str, ...]], inside: list[str]) -> tuple[tuple[str, ...], int]:
    for end in range(min(len(text) - 1, _LONGEST_NAME), 1, -1):
        codes = tuple(code for code in names.get(text[:end], ()) if code.startswith(tuple(inside)))
        if codes:
            return codes, end
    return (), 0


def _branch(text: str, code: str) -> tuple[str, BodyPath] | None:
    """公安局东昌府分局 of a prefecture is its county's 公安局; 公安局东城派出所 of a county is the street's."""
    for end, segment in first_bodies(text):
        for division in children(code):
            for name in spoken_names(division):
                rest = text[end:].removeprefix(name)
                if text.startswith(name, end) and rest:
                    path = (segment,) if rest == "分局" else known_body(rest)
                    if path:
                        return division.code, path
    return None


def _bare_prefixes(text: str, chain: tuple[Division, ...]) -> list[tuple[Division, str]]:
    """Names without class word (东昌府, 古楼) that the text begins with, longest first."""
    county = next((d.county_code for d in chain if d.county_code), None)
    near = (*chain, *(children(county) if county else ()))
    found = [(d, name) for d in near if (name := spoken_names(d)[-1]) != text and text.startswith(name)]
    return sorted(found, key=lambda pair: -len(pair[1]))


def _after_class_word(marker: str, text: str, division: Division) -> BodyPath:
    """The path of 区委, 区住建局, 区图书馆 if 区 is the division's class word, else ()."""
    for word in class_words_of(division.display_name):
        if text.startswith(word) and len(text) > len(word):
            rest = text[len(word) :]
            if path := known_body(marker + rest, class_word=word) or known_body(rest, class_word=word):
                return path
            if rest.endswith(_INSTITUTIONS) and rest[0] not in _ANOTHER_WORD and not known_body(text):
                return (marker + rest,)
    return ()


def _without_area(name: str, chain: tuple[Division, ...]) -> tuple[str | None, BodyPath]:
    home = next((d.code for d in chain if len(d.code) <= 6), None)
    if name.startswith(_OF_SOME_PLACE):
        return None, body_path(name, _OF_SOME_PLACE)
    path = body_path(name, ())
    if known_body(name):
        kind = body_kind(path[:1])
        return (home if kind in _OF_THE_COUNTY or path[0].endswith("局") else None), path
    for word in CLASS_WORDS:  # 县委 in a district's newspaper: of some county
        if name.startswith(word) and (unplaced := known_body(name[len(word) :], class_word=word)):
            return None, unplaced
    for end in range(min(len(name) - 1, 5), 1, -1):
        upper = [d for d in upper_named(name[:end]) if d.level == "province" or d in chain]
        if upper and not name.startswith(_PART_OF_A_NAME, end):
            return upper[0].code, path
    return home, path


@lru_cache(maxsize=4096)
def _below_names(county: str, digits: int, pair: str) -> dict[str, tuple[str, ...]]:
    """Full spoken names, that may begin with two characters, of the townships (9 digits) or villages (12) of a county -> codes."""
    names: dict[str, tuple[str, ...]] = {}
    for division in below_beginning(county, pair):
        if len(division.code) == digits:
            for name in {division.name, *spoken_names(division, bare=False)}:
                names[name] = (*names.get(name, ()), division.code)
    return names

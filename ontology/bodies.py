"""From an organisation's name to its body path: what it is within its area, however the name is put.

Pure: the table of bodies is bodies.yaml, the area's names are an argument. 区委, 中共东昌府区委员会 and
东昌府区委 have one path within 东昌府区, as have 县住建局 and 某县住房和城乡建设局 within 某县.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

import yaml

from ontology.errors import OntologyError
from ontology.ids import normal_name

DATA = Path(__file__).with_name("bodies.yaml")

BodyPath: TypeAlias = tuple[str, ...]

CLASS_WORDS = (
    *("街道", "社区", "嘎查", "苏木", "自治区", "自治州", "自治县", "自治旗"),
    *("省", "市", "州", "盟", "区", "县", "旗", "镇", "乡", "村"),
)

# Words before the area's name that belong to the body's: 中共|东昌府区|委员会, 团|区|委.
_MARKERS = (
    (re.compile("中国共产党|中共"), "中共"),
    (re.compile("中国人民政治协商会议|政协"), "政协"),
    (re.compile("中国共产主义青年团|共青团|团(?=[省市州盟区县旗镇乡]委)"), "共青团"),
    (re.compile("国网|国家电网"), "国网"),
)
_TERM = re.compile(r"第?[一二三四五六七八九十百零〇\d]{1,4}届")  # 县十八届人大常委会 is the same body as 县人大常委会
_NUMBERED_SCHOOL = re.compile("第?([一二三四五六七八九十]{1,3})(中学?|小学?|实验小学|实验中学)")
# Ends of a part of a known body; after anything else the beginning was no body (法院路小学).
_PART = re.compile("(?:[部室科股组队所站庭办局会社连]|中心|总支|支部|党委|工委)\\Z")
# A form does not end where the word goes on: 政协委|员工作室, 街道办|公室.
_GOES_ON = {"委": "员", "办": "公事"}
# Bodies that any organisation may have within it: 实验小学党支部, 供电公司工会.
_INNER = frozenset(
    {"党委", "党组", "党总支", "党支部", "党小组", "团委", "团支部", "工会", "妇女联合会", "派驻纪检监察组"}
)


def body_path(name: str, area_names: Collection[str]) -> BodyPath:
    """The path of an organisation within an area that bears `area_names`; () for an empty name.

    `area_names`: as `names_of_area` gives them: full names, with and without what the area lies in
    (东昌府区, 聊城市东昌府区), the name without class word (东昌府) and the class word alone (区). The
    last two are taken off only before a known body.

    >>> names = ["东昌府区", "东昌府", "区"]
    >>> {body_path(name, names) for name in ("区委", "东昌府区委", "中共东昌府区委", "中共东昌府区委员会")}
    {('党委',)}
    >>> body_path("东昌府区文旅局", names), body_path("区委办", names)
    (('文化和旅游局',), ('党委', '办公室'))
    >>> body_path("东昌府区实验小学党支部", names)
    ('实验小学', '党支部')
    """
    marker, text = split_marker(_TERM.sub("", normal_name(name)) or normal_name(name))
    for area_name in sorted(set(area_names), key=lambda n: (-len(n), n)):
        if area_name and text.startswith(area_name) and len(area_name) < len(text):
            known = _after_area(marker, class_words_of(area_name), text[len(area_name) :])
            if known:
                return known
    rest = text[_full_prefix(text, area_names) :]
    return _after_area(marker, (), text) or (_split_inner(marker + rest) if rest else ())


def known_body(name: str, *, class_word: str = "") -> BodyPath:
    """The path of a name without its area, () where it does not begin with a known body.

    `class_word`: what stood before it: known_body("委", class_word="区") is ("党委",).

    >>> known_body("文旅局"), known_body("法院路小学")
    (('文化和旅游局',), ())
    """
    marker, text = split_marker(_TERM.sub("", normal_name(name)))
    return _after_area(marker, (class_word,) if class_word else (), text)


def _after_area(marker: str, class_words: Iterable[str], text: str) -> BodyPath:
    """The known body that `text` is after an area's name, () if none. 歙县县委 says the class word twice."""
    words = tuple(class_words)
    texts = [text, *(text[len(word) :] for word in words if text.startswith(word) and len(text) > len(word))]
    for rest in texts:
        tried = [f"{marker}|{rest}", marker + rest] if marker else []
        tried += [f"{word}|{rest}" for word in words] + [f"级|{rest}"] * bool(words)
        for form in (*tried, rest):
            known = _parse(form)
            if known:
                return known
    return ()


def first_bodies(text: str) -> tuple[tuple[int, str], ...]:
    """The bodies whose forms a text begins with: (end of the form, path segment), longest first."""
    forms = _table().forms
    ends = range(min(_table().longest, len(text)), 0, -1)
    return tuple((end, forms[text[:end]]) for end in ends if text[:end] in forms)


def body_kind(path: BodyPath) -> str | None:
    """The kind of the body a path ends in, None if the table does not know it.

    >>> body_kind(("党委", "组织部"))
    'PartyOrganization'
    """
    kinds = _table().kinds
    return next((kinds[segment] for segment in reversed(path) if segment in kinds), None)


def split_marker(text: str) -> tuple[str, str]:
    """中共, 政协, 共青团 or 国网 at the beginning ('' if none), and the rest.

    >>> split_marker("中国共产党东昌府区委员会"), split_marker("团区委")
    (('中共', '东昌府区委员会'), ('共青团', '区委'))
    """
    for pattern, marker in _MARKERS:
        match = pattern.match(text)
        if match and match.end() < len(text):
            return marker, text[match.end() :]
    return "", text


def class_words_of(name: str) -> tuple[str, ...]:
    """The class words a name ends in: 区 of 东昌府区, 自治县 and 县 of 融水苗族自治县."""
    return tuple(word for word in CLASS_WORDS if name.endswith(word))


def _full_prefix(text: str, area_names: Collection[str]) -> int:
    lengths = [len(n) for n in area_names if text.startswith(n) and class_words_of(n) and n not in CLASS_WORDS]
    return max((length for length in lengths if length < len(text)), default=0)


def _parse(text: str) -> BodyPath:
    """Known bodies from the start, longest first; what is left over must be a part of the last one."""
    if text.endswith("厅") and (segment := _table().forms.get(text[:-1] + "局")):  # a province's 局
        return (segment[:-1] + "厅",)
    if school := _NUMBERED_SCHOOL.fullmatch(text):  # 一中, 第一中学
        return (f"第{school[1]}{school[2] if len(school[2]) > 1 else school[2] + '学'}",)
    path: list[str] = []
    position = 0
    while position < len(text):
        length, segment = _longest_form(text, position)
        if not segment:
            rest = text[position:]
            return _normal_path([*path, rest]) if path and _PART.search(rest) and "|" not in rest else ()
        path.append(segment)
        position += length
    return _normal_path(path)


def _longest_form(text: str, position: int) -> tuple[int, str]:
    table = _table()
    for length in range(min(table.longest, len(text) - position), 0, -1):
        form = text[position : position + length]
        after = text[position + length : position + length + 1]
        if form in table.forms and not (after and after in _GOES_ON.get(form[-1], "")):
            return length, table.forms[form]
    return 0, ""


def _normal_path(path: list[str]) -> BodyPath:
    """Leaves out what newspapers may leave out: 区(委)政法委, (公安局)古楼派出所, (公安局)交警大队, 区委办(公室)."""
    if not path:
        return ()
    if path[-1] == "办":
        path = [*path[:-1], "办公室"]
    if path[-1].endswith("派出所") or (path[0] == "公安局" and path[1:] == ["交通警察大队"]):
        return (path[-1],)
    if (
        len(path) > 1
        and path[0] == "党委"
        and path[1] not in _INNER
        and _table().kinds.get(path[1]) == "PartyOrganization"
    ):
        return tuple(path[1:])
    return tuple(path)


def _split_inner(text: str) -> BodyPath:
    table = _table()
    for start in range(1, len(text)):
        segment = table.forms.get(text[start:])
        if segment in _INNER:
            return text[:start], segment
    return (text,)


class _Table:
    """forms: form -> segment; kinds: segment -> kind; longest: length of the longest form."""

    def __init__(self, forms: dict[str, str], kinds: dict[str, str]) -> None:
        self.forms, self.kinds = forms, kinds
        self.longest = max(map(len, forms))


@lru_cache(maxsize=1)
def _table() -> _Table:
    forms: dict[str, str] = {}
    kinds: dict[str, str] = {}
    for kind, bodies in yaml.load(DATA.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader).items():
        for segment, others in bodies.items():
            if kinds.setdefault(segment, kind) != kind:
                raise OntologyError(f"{segment} is {kinds[segment]} and {kind}", where=str(DATA), remedy="keep one")
            for form in (segment, *others):
                if forms.setdefault(form, segment) != segment:
                    raise OntologyError(
                        f"{form} stands for {forms[form]} and {segment}",
                        where=str(DATA),
                        remedy="a form means one body",
                    )
    return _Table(forms, kinds)

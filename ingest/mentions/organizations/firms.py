"""Firms by a short name of no known form: right before an office that only firms have (荷韵仪表|董事长, 泉益鞋业|人事部经理),
or the first words of the name of its own of a firm that the article names in full (海润文具 of 北京海润文具有限公司)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ingest.mentions.lexicon import words
from ingest.mentions.making import mention_of
from ingest.mentions.organizations.registered import regions
from ingest.mentions.people.name_rules import name_rules
from ingest.mentions.places.gazetteer import areas_above
from ingest.mentions.view import View
from ingest.mentions.words import known_word
from ontology.records import Mention

_DEPARTMENTS = (
    "人事|人力资源|行政|市场|销售|营销|生产|财务|技术|研发|客服|采购|品控|品质|工程|品牌|运营|业务|基地|车间|安全"
)
_OFFICE = re.compile(
    rf"(?:(?:{_DEPARTMENTS})部?)?(?:党支部书记、|党委书记、|党总支书记、)?(?:常务|执行|区域|大区)?"
    r"(?:(?P<sure>副?董事长|副?总经理|副?总裁)|执行董事|首席执行官|法人代表|法定代表人|副?经理(?![人层办室]))"
)
_OFFICE_WORDS = ("董事", "经理", "总裁", "执行官", "法人代表", "代表人")
"""What each of these offices has one of."""
_FIRMS = re.compile(
    "等?(?:[0-9]{1,2}|[两二三四五六七八九十几多])?[余多]?家?(?:本地|本土|当地|龙头|重点|爱心)?(?:企业|公司)"
)
"""What sums up a list of firms."""
_MOST_LISTED = 12
_MOST, _LEAST = 7, 4
_LEGAL = "有限"
"""What a registered name has between the own name and the form: 海润文具|有限|公司."""
_NOT_LAST = frozenset("部店厂局办行社队会所院校馆站处室组区县市镇乡村科园场户的地")
_NOT_ENDS = (
    "公司",
    "集团",
    "企业",
    "中心",
    "超市",
    "酒店",
    "银行",
    "物业",
    "项目",
    "大堂",
    "客户",
    "产业",
    "业主",
    "负责人",
)
_NAMESAKES = ("NaturalFeature",)
"""Kinds of places that firms are named after: 挠力河|米业."""
_UNLIKE = frozenset("的了着过在和与及或是为由被把将对向从到给请让等前原现任各该本某每两几")


def find(view: View, found: tuple[Mention, ...]) -> Iterator[Mention]:
    """The name before each such office, and the same name wherever the article has it."""
    text = view.text
    taken = bytearray(len(text) + 1)
    for mention in found:
        if mention.type == "Organization" or (mention.type == "Place" and mention.kind not in _NAMESAKES):
            taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    names: dict[str, None] = {}
    for match in _OFFICE.finditer(text) if any(word in text for word in _OFFICE_WORDS) else ():
        start, end = view.reach(match.start(), most=_MOST + 1).start, match.start()
        if not any(taken[start:end]) and _is_firm(view, start, end, sure=match["sure"] is not None):
            names[text[start:end]] = None
    names.update(dict.fromkeys(_of_list(view, taken)))
    for name in sorted(names):
        yield from _wherever(view, name, taken, "firm/office")
    for name in sorted(_first_words(view, found) - names.keys()):
        yield from _wherever(view, name, taken, "firm/short")


def _of_list(view: View, taken: bytearray) -> Iterator[str]:
    """The names of a list of firms: 福瑞纺织、鑫源木业|两家企业, each of them with a trade at its end."""
    for tail in _FIRMS.finditer(view.text) if "、" in view.text else ():
        end, listed = tail.start(), []
        for _ in range(_MOST_LISTED):
            start = view.reach(end, most=_MOST).start
            trade = known_word(view.text[end - 2 : end])
            if trade and not any(taken[start:end]) and _is_firm(view, start, end, sure=False):
                listed.append(view.text[start:end])
            if view.text[start - 1 : start] != "、":
                break
            end = start - 1
        yield from listed if len(listed) > 1 else ()


def _wherever(view: View, name: str, taken: bytearray, rule: str) -> Iterator[Mention]:
    """A name wherever the article has it beside other names."""
    at = view.text.find(name)
    while at >= 0:
        end = at + len(name)
        if not any(taken[at:end]) and not view.is_sealed(at, end):
            yield mention_of(view, at, end, "Company", rule)
        at = view.text.find(name, end)


def _first_words(view: View, found: tuple[Mention, ...]) -> set[str]:
    """The longest beginning of each registered firm's own name that the article has elsewhere too."""
    text = view.text
    places: dict[int, set[int]] = {}  # where places end, by where they start
    for mention in found:
        if mention.type == "Place":
            places.setdefault(mention.start, set()).add(mention.end)
    names: set[str] = set()
    for mention in found:
        if mention.kind != "Company" or _LEGAL not in mention.text:
            continue
        areas = (areas_above().at(text, mention.start), regions().at(text, mention.start))
        ends = {area.end for area in areas if area} | places.get(mention.start, set())
        start = max((end for end in ends if end < mention.end), default=mention.start)
        stop = min(max(start, text.rfind(_LEGAL, start, mention.end)), start + _MOST)
        sizes = range(stop - start, _LEAST - 1, -1)
        size = next((size for size in sizes if text.count(text[start : start + size]) > text.count(mention.text)), 0)
        if size and _is_firm(view, start, start + size, sure=False):
            names.add(text[start : start + size])
    return names


def _is_firm(view: View, start: int, end: int, *, sure: bool) -> bool:
    """Whether words are a name: four to seven characters, some that no word and no list of what names nothing explains.

    `sure`: only firms have the office, so that what is made of words is a name too (水乡生态|总经理).
    """
    name, generic = view.text[start:end], words("organizations", "generic")
    if not _LEAST <= len(name) <= _MOST or name[-1] in _NOT_LAST or name.endswith(_NOT_ENDS) or _UNLIKE & set(name):
        return False
    if not all("\u4e00" <= letter <= "\u9fff" for letter in name) or any(name_rules().titles.scan(name)):
        return False
    tokens = view.tokens[view.token_at[start] : view.token_at[end - 1] + 1]
    pieces = [(token.sort, view.text[max(token.start, start) : min(token.end, end)]) for token in tokens]
    unknown = any(first == second == "other" for (first, _), (second, _) in pairwise(pieces))
    if sure and not all(piece in generic for _, piece in pieces):
        return True
    return unknown or (pieces[0][0] == "other" and any(piece not in generic for _, piece in pieces[1:]))

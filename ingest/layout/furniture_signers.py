"""Whom the lines around an article name: editors of a masthead, who sent it, the labels of its metadata."""

from __future__ import annotations

import re

from ingest.bylines import byline
from ingest.bylines.beside import blanked
from ingest.bylines.roles import roles
from ingest.bylines.signed import Signed
from ingest.bylines.signers import is_name, org_like, person_like
from ingest.bylines.tokens import MARKS
from ingest.layout.furniture_fields import TO_THE_MINUTE, fields, is_person_label, page_words
from ingest.layout.furniture_parts import CONTACT, DATE, DATED, OF_TOWN, besides_date, but_origin, is_section
from ingest.mentions.words import common_words
from ingest.tables import load, words_in
from ontology import divisions

# What a channel prints under a headline: 原创 甲 某县融媒 2023-07-16 10:22 发表于山东.
_ORIGINAL = re.compile(r"原创[：: \u3000]+(?P<author>[\u3400-\u9fff·]{2,14})[ \u3000]+[^ \u3000]{2,20}(?=[ \u3000]|\Z)")


_BETWEEN = re.compile("[《》“”]|(?<=”)(?:微信)?公众号(?:\\d{4}年.*)?\\Z")
"""What a source's name does not hold: “某县发布”公众号."""


def editors_in(parts: list[str]) -> tuple[list[tuple[str, str]], list[str]]:
    """The editors that a masthead names, each with the role (编辑/高远, 校对：米禾, 责编 尹冬), and the other parts."""
    editors: list[tuple[str, str]] = []
    rest: list[str] = []
    label = ""
    for part in parts:
        role = roles().long.match(part)
        label = role.group() if role and is_person_label(role.group()) else label
        name = part[role.end() :].strip("/／：: ") if role and label == role.group() else part
        if part in load("furniture")["columns"]:  # 图片新闻
            label = ""
        if label and person_like(name, strict=True):
            editors.append((label, name))
        elif not (role and label and not name):
            label = ""
            rest.append(part)
    return editors, rest


def signs(part: str, *, exact: bool = False) -> bool:
    """Whether a part of a dated line is who sent the article: 2023-09-05 某县融媒体中心 高远; `exact`: dated to the minute."""
    sender = len(part) > 3 and part.endswith(("融媒体中心", "融媒", "人民政府", "办公室", "发布", "宣传部", "妇联"))
    if part in page_words().parts:
        return False
    town = OF_TOWN.match(part)
    sender = sender or (town is not None and part[town.end() :] in ("", *words_in("furniture", "towns_bodies")))
    named = len(part) == 3 and person_like(part, strict=True) and not part.endswith(("版", "刊", "期"))
    named = named or (
        exact and len(part) == 2 and is_name(part) and not (part in common_words() or divisions.upper_named(part))
    )
    return sender or (named and not org_like(part) and not _is_page_name(part))


def _sender(line: str, value: str) -> str:
    """The body that stands beside a page's day and clock; "" if none does."""
    bare = DATE.sub("", value).strip()
    return bare if len(bare) > 3 and TO_THE_MINUTE.search(line) and org_like(bare) and signs(bare) else ""


def _is_page_name(part: str) -> bool:
    """Whether a part of a masthead says what its page is called: 要闻, 副刊, 广告."""
    return part in words_in("furniture", "columns") or part in words_in("furniture", "sections")


def signed_by(line: str) -> tuple[Signed, ...]:
    """Whom a dated line names besides its day: 2023-07-16 某镇 高远, 2023-07-16 高小远 米小禾."""
    bare = " ".join(but_origin(DATED.sub(" ", CONTACT.sub(" ", blanked(line))).split()))
    parts = besides_date(line)
    found = byline.parse(f"（{bare}）")
    if found is None or len(found.names) > 3 or any(not is_name(one.name) or org_like(one.name) for one in found.names):
        return ()
    pages = [part for part in parts if _is_page_name(part) or is_section(part)]
    if any(one.name in part or part in one.name for part in pages for one in found.names):
        return ()  # 某县报　2024年5月17日　第1版　要闻, 综合资讯 2023-11-17
    alone = len(found.names) == 1 and not found.names[0].role  # a section's name: 海岛版
    sure = not alone and all(one.role or len(one.name) > 2 for one in found.names)
    labelled = bool(found.roles) and all(one.role for one in found.names)
    return found.names if labelled or sure else ()


def signing_fields(line: str) -> list[tuple[str, str]]:
    """The labelled fields of a line around an article that name people or sources, and a masthead's editors.

    >>> signing_fields("来源：某区融媒体中心　阅读：12　编辑：高远　米禾")
    [('来源', '某区融媒体中心'), ('编辑', '高远'), ('编辑', '米禾')]
    >>> signing_fields("某区报 2022年10月28日 第3版 责编 高远")
    [('责编', '高远')]
    """
    original = _ORIGINAL.match(line)
    if original and person_like(original["author"], strict=True):
        return [("作者", original["author"])]
    found = fields(line)
    if found is None:
        editors, rest = editors_in(besides_date(line))
        named = signed_by(line) if DATE.search(line) else ()
        dotted = any("·" in one.name for one in named)
        if named and (not editors or dotted):
            return [(one.role or "作者", one.name) for one in named]
        exact = TO_THE_MINUTE.search(line) is not None
        signed = [part for part in rest if signs(part, exact=exact)] if DATE.search(line) and len(rest) <= 3 else []
        return editors + [("来源" if org_like(part) else "作者", part) for part in signed]
    result: list[tuple[str, str]] = []
    label = ""
    for own, value in found:
        label = own or label
        if not own and value.startswith("据"):
            result.append(("据", value[1:]))
        elif own and value and (is_person_label(own) or own in roles().sources):
            value = re.split("(?<=[\u3400-\u9fff])[）)]", value)[0] if is_person_label(own) else value
            result.append(("".join(own.split()), value.strip("（）()【】[]")))
        elif not own and value in page_words().parts:
            continue  # 关闭
        elif not own and not label and is_name(value) and not org_like(value):
            result.append(("作者", value))  # 高远　来源：某报　2024年5月17日
        elif not own and not label and (sender := _sender(line, value)):
            result.append(("来源", sender))  # 2024-05-17 08:22　某县融媒体中心
        elif not own and is_person_label(label) and person_like(value, strict=True):
            result.append((label, value))
        elif not own and (beside := byline.parse(value)) and beside.roles:
            result += [(one.role, one.name) for one in beside.names]  # 来源：某报　时间：2020-12-24　记者 高远
        elif not own and label in roles().sources and person_like(value, strict=True) and not org_like(value):
            result.append(("作者", value))  # 信息报送：某镇　高远
    return result


def source_names(value: str) -> list[str]:
    """The papers, stations and accounts that a source's label holds.

    >>> source_names("“庆云发布”微信公众号"), source_names("庆云报 科技"), source_names("网络整理")
    (['庆云发布'], ['庆云报'], [])
    """
    names = [_BETWEEN.sub("", part).strip("[]【】）)") for part in re.split(r"[、\s]+", value)]
    names = [*names[:1], *(name for name in names[1:] if org_like(name) or is_name(name))]  # no column's
    return [name for name in names if name and name not in load("bylines")["not_sources"]]


def apart_from_signed(value: str) -> tuple[str, tuple[Signed, ...]]:
    """A source's name, and who else signs behind it: 某县发布 文/高远 图/米禾."""
    name, _, rest = value.partition(" ")
    signed = byline.parse(f"（{rest}）") if len(rest) > 2 else None
    return (name, signed.names) if signed and (signed.roles or rest[0] in MARKS) else (value, ())

"""Furniture: lines around articles that are not part of them (metadata of web pages, mastheads, page feet).

`kind_of` decides line by line, on what the line says alone: every part of it must be furniture, so
that a sentence that mentions a source or a date stays in its article.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from ingest.area import county_in
from ingest.roles import roles
from ingest.signers import org_like, person_like
from ingest.tables import load

FurnitureKind = Literal["meta", "masthead", "date", "foot", "rule"]

_LONGEST = 240
_FULL_DATE = r"(?:[12]\d{3}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?|[一二][〇○零ОO0一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)"
_CLOCK = r"(?:T?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?)"
DATE = re.compile(rf"{_FULL_DATE}(?:\s*{_CLOCK})?")
_DATED = re.compile(
    rf"{_FULL_DATE}|{_CLOCK}|星期[一二三四五六日天]|周[一二三四五六日]|农历[\u4e00-\u9fff]{{2,12}}|[\u4e00-\u9fff]{{2}}年[\u4e00-\u9fff]{{1,2}}月(?:初|十|廿|三)[\u4e00-\u9fff]"
    r"|第?\s*[A-Za-z]?\d{1,3}\s*版|(?<![上下])第?[一二三四五六七八九十]{1,3}版|A\d{1,2}|总?第\s*\d{1,6}\s*期|今日\s*\d{1,2}\s*版|[四八]开[四八]版|\d{1,2}月\d{1,2}日"
)
_TO_THE_MINUTE = re.compile(rf"{_FULL_DATE}\s*{_CLOCK}")
_CONTACT = re.compile(
    r"(?:联系|咨询|投稿|新闻|报料)?(?:电话|热线|手机|邮箱|信箱|QQ|微信|[Ee]-?[Mm]ail)[：: ]*[-\w@.]{5,40}"
)
_SITE_MARKS = ">›»＞|｜·•—/→▶ \t\u3000\xa0"
_SERIES = (
    "观察",
    "零距离",
    "视点",
    "视野",
    "访谈",
    "讲述",
    "故事",
    "现场",
    "在行动",
    "进行时",
    "特别报道",
    "人物",
    "调研行",
    "蹲点",
    "纪实",
    "风采",
    "力量",
    "先锋",
)
_COLUMN_ENDS = (
    "新闻",
    "要闻",
    "动态",
    "快讯",
    "简讯",
    "短讯",
    "资讯",
    "传真",
    "播报",
    "速递",
    "速览",
    "专栏",
    "专版",
    "聚焦",
    "广角",
    "头条",
    "短波",
    "扫描",
)
_NOTICES = ("通知", "公告", "通告", "公示", "启事", "名单", "简报")
_EDITION = re.compile(
    r"第?\s*[A-Za-z]?\d{1,3}\s*版|第[一二三四五六七八九十]{1,3}版|今日\s*\d{1,2}\s*版|总?第\s*\d{1,6}\s*期"
)
_SPACE = " \t\u3000\xa0"
_EDGES = _SPACE + "【】[]（）()|｜<>《》:：·,，/—-_"
_BULLETS = "■◆●▲★□◎※"
_WORKPLACE = re.compile("(?:作者|工作|发布|供稿)?单位[：:]")
_BEFORE_HEADLINE = re.compile(rf"\A(?:【[^】]{{2,12}}】|标题[：:]|[{_BULLETS}])[ \u3000]*(?=[^】]{{6}})")
_GAP = re.compile(r"[ \t\u3000\xa0]{2,}|\u3000|[|｜]|[】\]](?=[【\[])")
_RULE = re.compile(r"(?:[-=*_—─━~·.…#+<>◇◆○●□■△▲▼▽↓↑ ]{3,}|[▼▽▲△↓↑◆●■]{1,3})\Z")
_TRAIL = re.compile(r"(?:[\u3400-\u9fff]{0,8}位置[：: ]*)?(?:网站)?首页[ \u3000]*(?:[>»›＞/-]|&gt;)")
# What a browser prints at the head and foot of a page: its address, and day and clock in its own way.
_PRINTED = re.compile(
    r"(?:https?|file)://\S+(?:\s+\d+/\d+)?\Z|\d{1,2}/\d{1,2}/\d{2,4}, \d{1,2}:\d{2}(?: [AP]M)?(?:\s.{0,80})?\Z"
)
# What a channel prints under a headline: 原创 甲 某县融媒 2023-07-16 10:22 发表于山东.
_ORIGINAL = re.compile(r"原创[：: \u3000]+(?P<author>[\u3400-\u9fff·]{2,14})[ \u3000]+[^ \u3000]{2,20}(?=[ \u3000]|\Z)")
_NOT_IN_NAME = re.compile(r"[^\u3400-\u9fff（）]|[的了在把被让这怎到]|打造|建设好|建好|走进|走好|推动|推进|服务好")
_PROSE = re.compile("[。！？；]")


@cache
def _words() -> tuple[re.Pattern[str], frozenset[str], frozenset[str], tuple[str, ...], tuple[str, ...]]:
    data = load("furniture")
    weak = frozenset([*data["weak_date_labels"], *data["weak_labels"]])
    labels = sorted({*data["date_labels"], *data["source_labels"], *data["other_labels"], *weak}, key=len, reverse=True)
    people = sorted(data["person_labels"], key=len, reverse=True)
    known = "|".join(map(re.escape, labels + people))
    label = re.compile(rf"(?P<label>{known}|{roles().long.pattern})[ \u3000]*[：:|｜丨]")
    return label, weak, frozenset(data["words"]), tuple(data["signs"]), tuple(data["paper_ends"])


_AFTER_LABEL = re.compile("[：:|｜丨]")


def fields(line: str) -> list[tuple[str, str]] | None:
    """The labelled fields of a line of metadata, ('', text) for a bare part; None if something else is in it.

    >>> fields("发布时间：2022-10-28　来源：某区融媒体中心　阅读：12")
    [('发布时间', '2022-10-28'), ('来源', '某区融媒体中心'), ('阅读', '12')]
    """
    if len(line) > _LONGEST:
        return None
    label, _, words, _, _ = _words()
    found = [
        m
        for m in (label.finditer(line) if _AFTER_LABEL.search(line) else ())
        if m.start() == 0 or line[m.start() - 1] in _EDGES or line[m.start() - 1].isdigit()
    ]
    result: list[tuple[str, str]] = []
    head = line[: found[0].start()] if found else line
    # To the minute only a page's clock tells; who published it stands beside.
    dated = _TO_THE_MINUTE.search(line) is not None or (bool(found) and DATE.search(line) is not None)
    stamped = any(match["label"] in _stamps() and DATE.match(line[match.end() :].strip(_SPACE)) for match in found)
    for part in _GAP.split(head):
        bare = part.strip(_EDGES)
        if bare and not _bare(bare, words) and not (dated and org_like(bare)) and not (stamped and _is_section(bare)):
            return None
        if bare:
            result.append(("", bare))
    for index, match in enumerate(found):
        end = found[index + 1].start() if index + 1 < len(found) else len(line)
        value = line[match.end() : end].strip(_SPACE + "|｜")
        if _PROSE.search(value):
            return None
        first, *rest = _GAP.split(value) if value else [""]
        if len(first) > 60:
            return None
        result.append((match["label"], first.strip()))
        for part in rest:
            bare = part.strip(_EDGES)
            if bare:
                result.append(("", bare))
    return result


@cache
def _stamps() -> frozenset[str]:
    """The labels of a page's date."""
    data = load("furniture")
    return frozenset([*data["date_labels"], *data["weak_date_labels"]])


def _is_section(part: str) -> bool:
    """A site, its owner, a channel, a section of a paper: part of what stands beside a page's date.

    >>> [_is_section(part) for part in ("某县政府门户网站", "镇街动态", "海岛版", "庆云县人民法院", "某镇举行义诊")]
    [True, True, True, True, False]
    """
    data = load("furniture")
    ends = (*data["site_ends"], *data["whole_sites"])
    if 3 <= len(part) <= 16 and part.endswith(ends) and not _NOT_IN_NAME.search(part):
        return True
    if part in data["columns"] or part == "通知公告":
        return True
    if len(part) <= 8 and part.endswith((*data["channel_ends"], *_COLUMN_ENDS, "版")) and not part.endswith(_NOTICES):
        return True
    return is_issuer(part)


def _is_label(part: str, longest: int) -> bool:
    """A page's or a paper's name by its length, no notice's headline (停水通知)."""
    return len(part) <= longest and not part.endswith(_NOTICES)


def _bare(text: str, words: frozenset[str]) -> bool:
    if DATE.fullmatch(text) or text in words or re.fullmatch(_CLOCK, text):
        return True
    if text.startswith("据") and text.endswith(("网", "报", "中心", "社", "报》")) and len(text) <= 24:
        return True
    parts = text.split()
    return len(parts) > 1 and all(_bare(part.strip(_EDGES), words) for part in parts)


def kind_of(line: str) -> FurnitureKind | None:
    """What kind of furniture a line (stripped) is: None for text.

    >>> kind_of("某区报 2022年10月28日 星期五 第3版"), kind_of("（2022年4月11日）"), kind_of("10月26日，社区举行活动。")
    ('masthead', 'date', None)
    """
    if not line:
        return None
    if _RULE.match(line):
        return "rule"
    if len(line) > _LONGEST or _PROSE.search(line):
        return "foot" if len(line) <= _LONGEST and any(sign in line for sign in _words()[3]) else None
    if any(sign in line for sign in _words()[3]) or _TRAIL.match(line) or _PRINTED.match(line):
        return "foot"
    if DATE.fullmatch(line.strip(_EDGES)):
        return "date"
    found = fields(line)
    return (_fields_kind(found) if found else None) or _dated(line)


def _fields_kind(found: list[tuple[str, str]]) -> FurnitureKind | None:
    _, weak, words, _, _ = _words()
    labels = {label for label, _ in found if label}
    strong = {label for label in labels - weak if not is_person_label(label)}
    if strong:
        return "meta"
    dates = load("furniture")["weak_date_labels"]
    if any(label in dates and DATE.match(value) for label, value in found):
        return "meta"
    if labels and not any(DATE.match(text) for label, text in found if not label):
        return None  # a byline line, read by the byline's grammar
    if labels:
        return "meta"
    parts = [part.strip(_EDGES) for _, text in found for part in text.split()]
    if all(part in words for part in parts) and any(len(part) > 1 for part in parts):
        return "foot"
    if any(DATE.match(text) for _, text in found) or any(text.startswith("据") for _, text in found):
        return "meta"
    return None


def _dated(line: str) -> FurnitureKind | None:
    """A masthead: date, weekday, edition, and besides them only the paper's name and a section's."""
    if len(line) > 100 or not (DATE.search(line) or _EDITION.search(line)):
        return None
    _, parts = _editors_in(_besides_date(line))
    words = _words()[2] | set(load("furniture")["link_lists"])
    rest = [part for part in parts if part != "原创" and part.strip("▶◀ ") not in words and part.strip("▶◀ ")]
    if not rest:
        return "masthead" if _EDITION.search(line) or "星期" in line else "date"
    papers = [part for part in rest if _is_paper_name(part) or _is_digest(part)]
    others = [part for part in rest if part not in papers]
    if len(others) <= 2 and all(len(part) <= 6 for part in others) and (papers or _EDITION.search(line)):
        return "masthead"
    if DATE.search(line) and len(rest) <= 3 and all(map(_is_section, rest)):
        return "masthead"
    longest = 6 if "星期" in line else 4  # no headline has a day of the week beside its date
    if DATE.search(line) and len(others) <= 2 and all(_is_label(part, longest) for part in others):
        return "masthead"
    if DATE.search(line) and 0 < len(rest) <= 2 and all(map(_signs, rest)):
        return "meta"  # 2023-09-05 某县融媒体中心
    if len(rest) <= 3 and all(len(part) <= 12 for part in rest) and _TO_THE_MINUTE.search(line):
        return "meta"  # a channel's name, day and clock, where it was sent from
    return None


def _editors_in(parts: list[str]) -> tuple[list[tuple[str, str]], list[str]]:
    """The editors that a masthead names, each with the role (编辑/高远, 校对：米禾, 责编 尹冬), and the other parts."""
    editors: list[tuple[str, str]] = []
    rest: list[str] = []
    label = ""
    for part in parts:
        role = roles().long.match(part)
        label = role.group() if role and is_person_label(role.group()) else label
        name = part[role.end() :].strip("/／：: ") if role and label == role.group() else part
        if label and person_like(name, strict=True):
            editors.append((label, name))
        elif not (role and label and not name):
            label = ""
            rest.append(part)
    return editors, rest


def _besides_date(line: str) -> list[str]:
    """What a dated line holds besides dates, weekdays and editions, part by part."""
    rest = [part.strip(_EDGES) for part in re.split(r"[ \t\u3000\xa0·|｜]+", _DATED.sub(" ", _CONTACT.sub(" ", line)))]
    return [part for part in rest if part]


def _is_paper_name(part: str) -> bool:
    for behind in load("furniture")["edited"]:  # 某县融媒体中心编
        part = part.removesuffix(behind)
    return len(part) <= 12 and part.endswith(_words()[4])


def _is_digest(part: str) -> bool:
    return len(part) <= 8 and part.endswith(tuple(load("furniture")["digest_ends"]))


def is_digest_head(line: str) -> bool:
    """The head of a page of several reports, itself no headline: 民勤新闻 · 一周要闻.

    >>> is_digest_head("民勤新闻 · 一周要闻"), is_digest_head("今日桃江 2024年6月20日 要闻汇总")
    (True, True)
    >>> is_digest_head("村里的一周要闻"), is_digest_head("某镇举办读书会")
    (False, False)
    """
    if len(line) > 40 or _PROSE.search(line):
        return False
    rest = _besides_date(line)
    named = any(len(part) >= 3 and _is_paper_name(part) and not _is_digest(part) for part in rest)
    digest = any(_is_digest(part) for part in rest)
    return digest and len(rest) <= 3 and (named or DATE.search(line) is not None)


def is_site_head(line: str) -> bool:
    """The head of a site's page: the site or whose it is, and its channels, split by marks.

    >>> is_site_head("鹤庆人大网 · 监督工作"), is_site_head("某县人民政府网 > 新闻资讯 > 某县要闻")
    (True, True)
    >>> is_site_head("略阳县人民医院 | 医院要闻"), is_site_head("某镇中心小学 部署安全工作")
    (True, False)
    >>> is_site_head("【某市人民法院微信公众号】"), is_site_head("首页 / 政务动态 / 某县要闻")
    (True, True)
    """
    if len(line) > 60 or _PROSE.search(line):
        return False
    data = load("furniture")
    bare = line.strip("【】[]")
    if 5 <= len(bare) <= 26 and bare.endswith(tuple(data["whole_sites"])) and not _NOT_IN_NAME.search(bare):
        return True
    if not any(mark in line for mark in _SITE_MARKS):
        return False
    parts = [part for part in re.split(f"[{_SITE_MARKS}]+", line) if part]
    sites = [part for part in parts if part.endswith(tuple(data["site_ends"])) and len(part) > 2]
    marked = any(mark in line for mark in _SITE_MARKS if not mark.isspace())
    owners = [part for part in parts if marked and part not in sites and is_issuer(part)]
    rest = [part for part in parts if part not in sites and part not in owners]
    if not 2 <= len(parts) <= 7 or not (sites or owners or "首页" in parts or "正文" in parts):
        return False
    named = tuple(data["channel_ends"])
    whole_site = any(site.endswith(tuple(data["whole_sites"])) for site in sites)
    if marked and (sites or whole_site):
        return all(len(part) <= 6 or (len(part) <= 8 and part.endswith(named)) for part in rest)
    return all(len(part) <= (8 if marked else 5) and (part.endswith(named) or whole_site) for part in rest)


def opens(line: str) -> bool:
    """Metadata that stands over an article, not under it: a labelled date of publication, or views and font size."""
    kind = kind_of(line)
    if kind != "meta":
        return False
    data = load("furniture")
    labels = {label for label, _ in fields(line) or []}
    return bool(labels & {*data["date_labels"], "字体", "字号", "浏览次数", "阅读次数", "点击数"}) and not labels & {
        "上一篇",
        "下一篇",
        "上一条",
        "下一条",
    }


def is_person_label(label: str) -> bool:
    """A label whose value names a person (作者, 责任编辑)."""
    if label in load("furniture")["person_labels"]:
        return True
    named = any(roles().long.fullmatch(one) for one in (label, label.removesuffix("人")))
    return named and label not in roles().sources and label not in roles().workplaces


def _signs(part: str) -> bool:
    """Whether a part of a dated line is who sent the article: 2023-09-05 某县融媒体中心 高远."""
    sender = len(part) > 3 and part.endswith(("融媒体中心", "融媒", "人民政府", "办公室", "发布", "宣传部", "妇联"))
    named = len(part) == 3 and person_like(part, strict=True) and not part.endswith(("版", "刊", "期"))
    return sender or (named and not org_like(part) and part not in load("furniture")["columns"])


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
        editors, rest = _editors_in(_besides_date(line))
        signed = [part for part in rest if _signs(part)] if DATE.search(line) and len(rest) <= 3 else []
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
        elif not own and is_person_label(label) and person_like(value, strict=True):
            result.append((label, value))
        elif not own and label in roles().sources and person_like(value, strict=True) and not org_like(value):
            result.append(("作者", value))  # 信息报送：某镇　高远
    return result


def is_column(line: str) -> bool:
    """A column's or section's name over a headline: 要闻, 【基层动态】.

    >>> is_column("【走基层】"), is_column("■ 京郊日子"), is_column("某镇举行义诊")
    (True, True, False)
    """
    bare = line.strip("【】[]《》〔〕 \u3000" + _BULLETS)
    if 4 <= len(bare) <= 6 and bare.endswith(_COLUMN_ENDS):
        return True
    parts = [part for part in re.split(r"[ \u3000]*[·|｜>＞/][ \u3000]*", bare) if part]
    if len(parts) in (2, 3) and all(len(part) <= 6 for part in parts):
        if parts[0] in load("furniture")["columns"]:
            return True  # 乡村振兴·某县实践
        return parts[-1].endswith((*load("furniture")["channel_ends"], *_COLUMN_ENDS, *_SERIES))
    if bare in load("furniture")["columns"]:
        return True
    if line[0] in _BULLETS and len(bare.lstrip(_BULLETS + _SPACE)) <= 8:
        return True
    return line[0] in "【[〔" and line[-1] in "】]〕" and len(bare) <= 12 and "】" not in bare


def behind_column(line: str) -> str:
    """A headline without the column, label or mark before it on its line.

    >>> behind_column("【走基层】某镇举行义诊"), behind_column("■某镇举行义诊"), behind_column("某镇举行义诊")
    ('某镇举行义诊', '某镇举行义诊', '某镇举行义诊')
    """
    return _BEFORE_HEADLINE.sub("", line)


def is_paper(line: str) -> bool:
    """A paper's name alone, as a masthead over a page.

    >>> is_paper("寿光日报"), is_paper("张庄村开展送文化活动")
    (True, False)
    """
    ends = tuple(end for end in _words()[4] if end not in ("新闻", "通讯"))
    return 3 <= len(line) <= 12 and line.endswith((*ends, "数字版", "电子版", "数字报", "电子报"))


def is_masthead(line: str) -> bool:
    """A line over a page that holds for all its articles: a paper's name, day and edition, a digest's head."""
    return kind_of(line) == "masthead" or is_digest_head(line) or is_paper(line) or is_site_head(line)


def is_issuer(line: str) -> bool:
    """Who puts out a statement, alone on its line: an organisation's name with its county's first, or 县统计局.

    >>> is_issuer("洛川县统计局"), is_issuer("洛川县打造群众满意的医院"), is_issuer("走进洛川县医院")
    (True, False, False)
    >>> is_issuer("某镇 2023-04-12"), is_issuer("单位：某镇人民政府")
    (True, True)
    """
    label = _WORKPLACE.match(line)
    if label or DATE.search(line):
        parts = _besides_date(line[label.end() :] if label else line)
        return 0 < len(parts) <= 2 and all(org_like(part) for part in parts)
    if (
        not 4 <= len(line) <= 20
        or not line.endswith(tuple(load("furniture")["issuer_ends"]))
        or _NOT_IN_NAME.search(line)
    ):
        return False
    return line.startswith(("县", "市", "区", "旗", "中共", "共青团")) or county_in(line) is not None


def papers(line: str) -> list[str]:
    """The names of papers in a masthead line."""
    if is_site_head(line):
        parts = (part for part in re.split(f"[{_SITE_MARKS}]+", line) if len(part) > 3)
        return [part for part in parts if part.endswith(tuple(load("furniture")["site_ends"]))][:1]
    if kind_of(line) != "masthead" and not is_paper(line) and not is_digest_head(line):
        return []
    found = []
    for part in _besides_date(line):
        if 3 <= len(part) <= 12 and _is_paper_name(part) and not _is_digest(part) and "：" not in part:
            found.append(next((part.removesuffix(b) for b in load("furniture")["edited"] if part.endswith(b)), part))
    return found

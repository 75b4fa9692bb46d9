"""Furniture: lines around articles that are not part of them (metadata of web pages, mastheads, page feet).

`kind_of` decides line by line, on what the line says alone: every part of it must be furniture, so
that a sentence that mentions a source or a date stays in its article.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from ingest import byline, channels
from ingest.area import county_in
from ingest.beside import blanked
from ingest.roles import roles
from ingest.signers import is_name, org_like, person_like
from ingest.tables import load, words_in

FurnitureKind = Literal["meta", "masthead", "date", "foot", "rule"]

_LONGEST = 240
_FULL_DATE = r"(?:[12]\d{3}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?|[一二][〇○零ОO0一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)"
_CLOCK = r"(?:\d{1,2}[时点]\d{1,2}分|T?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?)"
DATE = re.compile(rf"{_FULL_DATE}(?:\s*{_CLOCK})?")
_DATED = re.compile(
    rf"{_FULL_DATE}(?:印发|播出|首播)?|{_CLOCK}|星期[一二三四五六日天]|周[一二三四五六日]|农历[\u4e00-\u9fff]{{2,12}}|[\u4e00-\u9fff]{{2}}年[\u4e00-\u9fff]{{1,2}}月(?:初|十|廿|三)[\u4e00-\u9fff]"
    r"|第?\s*[A-Za-z]?\d{1,3}\s*版|(?<![上下])第?[一二三四五六七八九十]{1,3}版|A\d{1,2}|(?:\d{4}年?)?总?第\s*\d{1,6}\s*期|今日\s*\d{1,2}\s*版|[四八]开[四八]版|\d{1,2}月\d{1,2}日"
    rf"|{channels.COUNTS.pattern}"
)
_TO_THE_MINUTE = re.compile(rf"{_FULL_DATE}\s*{_CLOCK}")
_CONTACT = re.compile(
    r"(?:联系|咨询|投稿|新闻|报料)?(?:电话|热线|手机|邮箱|信箱|QQ|微信|[Ee]-?[Mm]ail)[：: ]*[-\w@.×*＊]{5,40}"
)
_NOTICES = ("通知", "公告", "通告", "公示", "启事", "名单", "简报")
_EDITION = re.compile(
    r"第?\s*[A-Za-z]?\d{1,3}\s*版|第[一二三四五六七八九十]{1,3}版|今日\s*\d{1,2}\s*版|总?第\s*\d{1,6}\s*期"
)
SPACE = " \t\u3000\xa0"
_EDGES = SPACE + "【】[]（）()|｜丨<>《》:：·,，/—-_"
_WORKPLACE = re.compile("(?:作者|工作|发布|供稿)?单位[：:]")
_GAP = re.compile(r"[ \t\u3000\xa0]{2,}|\u3000|[|｜丨]|[】\]](?=[【\[])")
_PADDED = re.compile(
    r"(?<![\u3400-\u9fff])([\u3400-\u9fff])[ \u3000]{1,2}([\u3400-\u9fff])(?![\u3400-\u9fff])"
)  # 王　明
_RULE = re.compile(r"(?:[-=*_—─━~·.…#+<>◇◆○●□■△▲▼▽↓↑ ]{3,}|[▼▽▲△↓↑◆●■★☆※]{1,3})\Z")
_TRAIL = re.compile(r"(?:[\u3400-\u9fff]{0,8}位置[：: ]*)?(?:网站)?首页[ \u3000]*(?:[>»›＞/-]|&gt;)")
# What a browser prints at the head and foot of a page: its address, and day and clock in its own way.
_PRINTED = re.compile(
    r"(?:https?|file)://\S+(?:\s+\d+/\d+)?\Z|[—–-]{1,2} ?\d{1,4} ?[—–-]{1,2}\Z|第 ?\d{1,4} ?页(?:[，,/ ]{0,2}共 ?\d{1,4} ?页)?\Z|\d{1,2}/\d{1,2}/\d{2,4}, \d{1,2}:\d{2}(?: [AP]M)?(?:\s.{0,80})?\Z"
)
# What a channel prints under a headline: 原创 甲 某县融媒 2023-07-16 10:22 发表于山东.
_ORIGINAL = re.compile(r"原创[：: \u3000]+(?P<author>[\u3400-\u9fff·]{2,14})[ \u3000]+[^ \u3000]{2,20}(?=[ \u3000]|\Z)")
_OF_TOWN = re.compile(r"[\u3400-\u9fff]{2,4}(?:[镇乡村]|街道|社区)")
_LUNAR = re.compile(
    r"(?:农历)?[\u4e00-\u9fff]{2}年(?:闰)?[正一二三四五六七八九十冬腊]{1,2}月(?:初|十|廿|二十|三十)[一二三四五六七八九十]?"
)
NOT_IN_NAME = re.compile(
    r"[^\u3400-\u9fff（）]|[的了在把被让这怎到]|打造|牵手|更名|成立|揭牌|携手|走访|启动|召开|举办|举行|开展|签约|落户|入驻|挂牌|建起|建成|迎来|建设好|建好|走进|走好|推动|推进|服务好"
)
PROSE = re.compile("[。！？；]")


_TRAIL_MARKS = re.compile(r"[ \t\u3000\xa0]*(?:[>＞]+|&gt;|[»›→])[ \t\u3000\xa0]*")
_WHERE = re.compile(r"(?:[\u3400-\u9fff]{0,8}位置|您在|导航)[：: \u3000]*")
_STEP = re.compile(r"(?=.*[\u3400-\u9fff])[\w（）()“”·、 \u3000-]{1,20}")


@cache
def _words() -> tuple[re.Pattern[str], frozenset[str], frozenset[str], tuple[str, ...], tuple[str, ...]]:
    data = load("furniture")
    weak = frozenset([*data["weak_date_labels"], *data["weak_labels"]])
    labels = sorted({*data["date_labels"], *data["source_labels"], *data["other_labels"], *weak}, key=len, reverse=True)
    people = sorted(data["person_labels"], key=len, reverse=True)
    known = "|".join(map(re.escape, labels + people))
    label = re.compile(
        rf"(?P<label>{known}|{roles().long.pattern})(?:[ \u3000]*[：:|｜丨]|(?<=于)(?=[ \u3000]*[0-9]{{4}}))"
    )
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
    stamped = any(match["label"] in _stamps() and DATE.match(line[match.end() :].strip(SPACE)) for match in found)
    for part in _GAP.split(head):
        bare = part.strip(_EDGES)
        if (
            bare
            and not _bare(bare, words)
            and not (dated and org_like(bare))
            and not (stamped and is_section(bare))
            and not is_trail(bare)
        ):
            return None
        if bare:
            result.append(("", bare))
    for index, match in enumerate(found):
        end = found[index + 1].start() if index + 1 < len(found) else len(line)
        value = line[match.end() : end].strip(SPACE + "|｜丨")
        if PROSE.search(value):
            return None
        value = _PADDED.sub(r"\1\2", value)
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


def is_section(part: str) -> bool:
    """A site, its owner, a channel, a section of a paper: part of what stands beside a page's date.

    >>> [is_section(part) for part in ("某县政府门户网站", "镇街动态", "海岛版", "庆云县人民法院", "某镇举行义诊")]
    [True, True, True, True, False]
    """
    data = load("furniture")
    ends = (*data["site_ends"], *data["whole_sites"])
    if 3 <= len(part) <= 16 and part.endswith(ends) and not NOT_IN_NAME.search(part):
        return True
    if part in data["columns"] or part == "通知公告":
        return True
    if (
        len(part) <= 8
        and part.endswith((*data["channel_ends"], *data["column_ends"], "版"))
        and not part.endswith(_NOTICES)
    ):
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
    if not line or (line[-1] in "）)" and not any(mark in line for mark in "（(")):
        return None  # the end of what a line before has begun: 文/图）
    if _RULE.match(line):
        return "rule"
    if channels.names_copies(line):
        return "foot"
    if len(line) > _LONGEST or PROSE.search(line):
        return "foot" if len(line) <= _LONGEST and any(sign in line for sign in _words()[3]) else None
    if any(sign in line for sign in _words()[3]) or _TRAIL.match(line) or _PRINTED.match(line):
        return "foot"
    if channels.is_mark(line):
        return "foot"
    bare = line.strip(_EDGES)
    if DATE.fullmatch(bare) or _LUNAR.fullmatch(bare):
        return "date"
    found = fields(line)
    kind = _fields_kind(found) if found else None
    return "masthead" if kind == "meta" and _PROGRAMME.match(line) else kind or _dated(line)


_FOOT_LABELS = frozenset(["主办", "主办单位", "主管", "主管单位", "承办", "承办单位"])
_CONTACT_LABELS = frozenset(["地址", "邮编", "邮箱", "电子邮箱", "联系电话", "热线电话", "网址"])


def _fields_kind(found: list[tuple[str, str]]) -> FurnitureKind | None:
    _, weak, words, _, _ = _words()
    labels = {label for label, _ in found if label}
    strong = {label for label in labels - weak if not is_person_label(label)}
    if strong:
        return "meta"
    dates = load("furniture")["weak_date_labels"]
    if any(label in dates and DATE.match(value) for label, value in found):
        return "meta"
    if labels & _FOOT_LABELS and labels & _CONTACT_LABELS:
        return "foot"  # 主办：某县人民政府 联系电话：…
    if labels and labels <= weak and all(part in words for _, text in found for part in text.split()):
        return "foot"  # 分享：微信 微博
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
    told = _TELLS.match(line)
    if told and told["label"] not in _stamps() and not is_person_label(told["label"]):
        return None  # 公示期：2023年5月6日至12日
    programme = _PROGRAMME.search(line)
    line = _PROGRAMME.sub("", line)
    _, parts = _editors_in(besides_date(line))
    words = _words()[2] | set(load("furniture")["link_lists"])
    rest = [part for part in parts if part != "原创" and part.strip("▶◀ ") not in words and part.strip("▶◀ ")]
    if not rest:
        return "masthead" if programme or _EDITION.search(line) or "星期" in line else "date"
    if len(_EDITION.findall(line)) > 1 and all(len(part) <= 6 for part in rest):
        return "masthead"  # 第01版：要闻 第02版：综合
    papers = [part for part in rest if is_paper_name(part) or is_digest(part)]
    others = [part for part in rest if part not in papers]
    edition = _EDITION.search(line) is not None
    if len(others) <= 2 + (edition and "·" in line) and all(len(part) <= 6 for part in others) and (papers or edition):
        return "masthead"
    if DATE.search(line) and len(rest) <= 3 and all(map(is_section, rest)):
        return "masthead"
    longest = 6 if "星期" in line else 4  # no headline has a day of the week beside its date
    if DATE.search(line) and len(others) <= 2 and all(_is_label(part, longest) for part in others):
        return "masthead"
    if DATE.search(line) and 0 < len(rest) <= 2 and all(map(_signs, rest)):
        return "meta"  # 2023-09-05 某县融媒体中心
    if DATE.search(line) and byline.parse(line) is None and _signed_by(line):
        return "meta"
    if len(rest) <= 3 and all(len(part) <= 12 for part in rest) and _TO_THE_MINUTE.search(line):
        return "meta"  # a channel's name, day and clock, where it was sent from
    return None


_TELLS = re.compile("(?P<label>[\u3400-\u9fff]{2,6})[：:]")
_PROGRAMME = re.compile(
    "《[^》]{2,12}(?:新闻|联播|播报|时间|报道|讯)》[\u3400-\u9fff]{0,4}"
)  # a broadcast's: 《某县新闻联播》文稿


def _editors_in(parts: list[str]) -> tuple[list[tuple[str, str]], list[str]]:
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


def besides_date(line: str) -> list[str]:
    """What a dated line holds besides dates, weekdays and editions, part by part."""
    rest = [part.strip(_EDGES) for part in re.split(r"[ \t\u3000\xa0·|｜]+", _DATED.sub(" ", _CONTACT.sub(" ", line)))]
    return [part for part in rest if part]


_WEATHER = re.compile(
    r"[晴阴雨雪云雾霜风转间到多有小大中阵雷天东南西北微沙尘暴霾冰雹上下午夜晨级度℃\d~～—-]*[晴阴雨雪云雾霜风][级天℃\d]*"
)


_RECENT = re.compile(
    r"\d{1,2}(?:小时|分钟|天)前|(?:昨天|前天|今天|(?:\d{1,2}-|\d{1,2}月)\d{1,2}日?)[ \u3000]+\d{1,2}:\d{2}(?::\d{2})?"
)


def is_recent(line: str) -> bool:
    """When a channel put something up, without the year, alone or beside its name: 05-20 09:12, 某县融媒 2小时前.

    >>> is_recent("05-20 09:12"), is_recent("庆云融媒　2小时前"), is_recent("5月20日 09:12 某镇雨停")
    (True, True, False)
    """
    match = _RECENT.search(line) if len(line) <= 40 else None
    if match is None:
        return False
    rest = [part for part in (line[: match.start()] + " " + line[match.end() :]).split() if part.strip(_EDGES)]
    return len(rest) <= 1 and all(is_section(part) or is_paper_name(part) for part in rest)


def is_diary_day(line: str) -> bool:
    """A diary's day over what was written on it: its date, maybe its weekday, and the weather.

    >>> is_diary_day("2021年5月14日　晴转大风"), is_diary_day("5月14日 星期五 多云"), is_diary_day("2021年5月14日")
    (True, True, False)
    """
    if len(line) > 40 or not _DATED.match(line):
        return False
    rest = besides_date(line.removeprefix("天气").replace("天气", " "))
    return 0 < len(rest) <= 2 and all(_WEATHER.fullmatch(part) for part in rest)


def is_trail(line: str) -> bool:
    """The way to a page through its site, whatever its steps are called: 某县人民法院 > 新闻中心 > 法院动态.

    >>> is_trail("儋州市海洋与渔业局 > 渔政执法"), is_trail("某局网站>区（市）县动态　2022-05-20")
    (True, True)
    >>> is_trail("气温 > 35℃，请注意防暑"), is_trail("> 某镇举行义诊")
    (False, False)
    """
    if len(line) > 80 or not _TRAIL_MARKS.search(line) or PROSE.search(line) or "，" in line:
        return False
    steps = _TRAIL_MARKS.split(_WHERE.sub("", line, count=1))
    last = besides_date(steps[-1]) if DATE.search(steps[-1]) else [steps[-1]]
    return len(steps) > 1 and len(last) <= 1 and all(_STEP.fullmatch(step.strip()) for step in (*steps[:-1], *last))


def is_paper_name(part: str) -> bool:
    for behind in load("furniture")["edited"]:  # 某县融媒体中心编
        part = part.removesuffix(behind)
    return len(part) <= 12 and part.endswith(_words()[4])


def is_digest(part: str) -> bool:
    return len(part) <= 8 and part.endswith(words_in("furniture", "digest_ends"))


def opens(line: str) -> bool:
    """Metadata that stands over an article, not under it: a labelled date of publication, or views and font size."""
    kind = kind_of(line)
    if kind != "meta":
        return False
    data = load("furniture")
    labels = {label for label, _ in fields(line) or []}
    if DATE.match(line) and labels & {*data["source_labels"]}:
        return True  # 2023-05-20 来源：某镇
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
    return sender or (named and not org_like(part) and not _is_page_name(part))


def _is_page_name(part: str) -> bool:
    """Whether a part of a masthead says what its page is called: 要闻, 副刊, 广告."""
    return part in words_in("furniture", "columns") or part in words_in("furniture", "sections")


def _signed_by(line: str) -> tuple[byline.Signed, ...]:
    """Whom a dated line names besides its day: 2023-07-16 某镇 高远, 2023-07-16 高小远 米小禾."""
    found = byline.parse(f"（{_DATED.sub(' ', _CONTACT.sub(' ', blanked(line))).strip()}）")
    if found is None or len(found.names) > 3 or any(not is_name(one.name) or org_like(one.name) for one in found.names):
        return ()
    pages = tuple(part for part in besides_date(line) if _is_page_name(part))
    if any(part.startswith(one.name) for part in pages for one in found.names):
        return ()  # 某县报　2024年5月17日　第1版　要闻
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
        editors, rest = _editors_in(besides_date(line))
        named = _signed_by(line) if DATE.search(line) else ()
        dotted = any("·" in one.name for one in named)
        if named and (not editors or dotted):
            return [(one.role or "作者", one.name) for one in named]
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
        elif not own and (beside := byline.parse(value)) and beside.roles:
            result += [(one.role, one.name) for one in beside.names]  # 来源：某报　时间：2020-12-24　记者 高远
        elif not own and label in roles().sources and person_like(value, strict=True) and not org_like(value):
            result.append(("作者", value))  # 信息报送：某镇　高远
    return result


def is_issuer(line: str) -> bool:
    """Who puts out a statement, alone on its line: an organisation's name with its county's first, or 县统计局.

    >>> is_issuer("洛川县统计局"), is_issuer("洛川县打造群众满意的医院"), is_issuer("走进洛川县医院")
    (True, False, False)
    >>> is_issuer("某镇 2023-04-12"), is_issuer("单位：某镇人民政府")
    (True, True)
    """
    label = _WORKPLACE.match(line)
    if label or DATE.search(line):
        parts = besides_date(line[label.end() :] if label else line)
        return 0 < len(parts) <= 2 and all(org_like(part) for part in parts)
    line = line.removesuffix("主办").removesuffix("编印")
    town = _OF_TOWN.match(line)
    if town and line[town.end() :] in words_in("furniture", "towns_bodies"):
        return True
    if not 4 <= len(line) <= 20 or not line.endswith(words_in("furniture", "issuer_ends")) or NOT_IN_NAME.search(line):
        return False
    return line.startswith(("县", "市", "区", "旗", "中共", "共青团")) or county_in(line) is not None

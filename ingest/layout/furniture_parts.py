"""What parts of the lines around articles are: a date, a paper's name, a section, an issuer, the way through a site."""

from __future__ import annotations

import re

from ingest.bylines.signers import org_like
from ingest.context.area import county_in
from ingest.layout import channels
from ingest.tables import load, words_in
from ontology import divisions

FULL_DATE = r"(?:(?<![\d-])\d{2}-\d{2}-\d{2}(?=\s+\d{1,2}[:：]\d{2})|\d{1,2}\.\d{1,2}\.(?:19|20)\d{2}|[12]\d{3}\s*[年./-]/?\s*\d{1,2}\s*[月./-]/?\s*\d{1,2}\s*日?|[一二][〇○零ОO0一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)"
CLOCK = r"(?:\d{1,2}[时点]\d{1,2}分|T?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?)"
DATE = re.compile(rf"{FULL_DATE}(?:\s*{CLOCK})?")
DATED = re.compile(
    rf"(?:[今现][天日在]是[：: ]?)?{FULL_DATE}(?:印发|播出|首播)?|{CLOCK}|星期[一二三四五六日天]|周[一二三四五六日]|农历[\u4e00-\u9fff]{{2,12}}|[\u4e00-\u9fff]{{2}}年[\u4e00-\u9fff]{{1,2}}月(?:初|十|廿|三)[\u4e00-\u9fff]"
    r"|第?\s*[A-Za-z]{0,2}\d{1,3}[A-Za-z]?\s*版|(?<![上下])第?[一二三四五六七八九十]{1,3}版|A\d{1,2}|(?:\d{4}年?)?总?第\s*\d{1,6}\s*期|今日\s*\d{1,2}\s*版|[四八]开[四八]版|\d{1,2}月\d{1,2}日"
    rf"|{channels.COUNTS.pattern}"
)
CONTACT = re.compile(
    r"(?:联系|咨询|投稿|新闻|报料)?(?:电话|热线|手机|邮箱|信箱|QQ|微信|[Ee]-?[Mm]ail)[：: ]*[-\w@.×*＊]{5,40}"
)
_HOTLINE = re.compile("(?:报料|爆料|新闻|广告|发行|投稿|订报|读者|本报)(?:热线|电话|邮箱)")
NOTICES = ("通知", "公告", "通告", "公示", "启事", "名单", "简报")
_PADDED_NAME = re.compile("(?<=[：:/／][\u3400-\u9fff])[ \u3000](?=[\u3400-\u9fff](?![\u3400-\u9fff]))")  # 视觉：关 晶
SPACE = " \t\u3000\xa0"
EDGES = SPACE + "【】[]（）()|｜丨<>《》:：·,，/—-_"
_WORKPLACE = re.compile("(?:作者|工作|发布|供稿)?单位[：:]")
OF_TOWN = re.compile(r"[\u3400-\u9fff]{2,4}(?:[镇乡村]|街道|社区)")
NOT_IN_NAME = re.compile(
    r"[^\u3400-\u9fff（）]|[的了在把被让这怎到]|打造|牵手|更名|成立|揭牌|携手|走访|启动|召开|举办|举行|开展|签约|落户|入驻|挂牌|建起|建成|迎来|建设好|建好|走进|走好|推动|推进|服务好"
)
PROSE = re.compile("[。！？；]")
_TRAIL_MARKS = re.compile(r"[ \t\u3000\xa0]*(?:[>＞]+|&gt;|[»›→])[ \t\u3000\xa0]*")
_WHERE = re.compile(r"(?:[\u3400-\u9fff]{0,8}位置|您在|导航)[：: \u3000]*")
_STEP = re.compile(r"(?=.*[\u3400-\u9fff])[\w（）()“”·、 \u3000-]{1,20}")


def is_section(part: str) -> bool:
    """A site, its owner, a channel, a section of a paper: part of what stands beside a page's date.

    >>> [is_section(part) for part in ("某县政府门户网站", "镇街动态", "海岛版", "庆云县人民法院", "某镇举行义诊")]
    [True, True, True, True, False]
    """
    data = load("furniture")
    ends = (*data["site_ends"], *data["whole_sites"])
    if 3 <= len(part) <= 16 and part.endswith(ends) and not NOT_IN_NAME.search(part):
        return True
    if part in data["columns"] or part in data["sections"] or part == "通知公告":
        return True
    if (
        len(part) <= 8
        and part.endswith((*data["channel_ends"], *data["column_ends"], "版"))
        and not part.endswith(NOTICES)
    ):
        return True
    return is_issuer(part)


def besides_date(line: str) -> list[str]:
    """What a dated line holds besides dates, weekdays and editions, part by part."""
    line = _PADDED_NAME.sub("", DATED.sub(" ", CONTACT.sub(" ", line)))
    rest = [part.strip(EDGES) for part in re.split(r"[ \t\u3000\xa0·|｜]+", line)]
    rest = [part for part in rest if part and not (part.isdigit() and len(part) < 6) and not _HOTLINE.match(part)]
    return but_origin(rest)


def but_origin(parts: list[str]) -> list[str]:
    """The parts of a dated line without the province that a channel was written in: 某镇党政办 2021-11-19 河南."""
    sent_from = len(parts) > 1 and len(parts[-1]) < 4 and divisions.provinces_named(parts[-1])
    return parts[:-1] if sent_from else parts


LINK_MARKS = "-·•*●○◆■►▶"
_DATED_LINK = re.compile(
    rf"[{LINK_MARKS}][ \u3000]*"
    r"(?:[\[【（(]?(?:20\d{2}[-/.年])?\d{1,2}[-/.月]\d{1,2}日?[\]】）)]?[ \u3000]*[^，。\d][^。]{6,60}|[^。]{8,60}?[ \u3000]*[\[【（(]?20\d{2}[-/.]\d{1,2}[-/.]\d{1,2}[\]】）)]?)"
)
"""Another article's title in a list, its day before or behind it: - 2025-08-15某县…, ·某镇… 2025-08-15."""
_WEATHER = re.compile(
    r"[晴阴雨雪云雾霜风转间到多有小大中阵雷天东南西北微沙尘暴霾冰雹上下午夜晨级度℃\d~～—-]*[晴阴雨雪云雾霜风][级天℃\d]*"
)
_RECENT = re.compile(
    r"\d{1,2}[ ]?(?:小时|分钟|天|周|个月|年)前|(?:昨天|前天|今天|(?:\d{1,2}-|\d{1,2}月)\d{1,2}日?)[ \u3000]+\d{1,2}:\d{2}(?::\d{2})?"
)


def is_recent(line: str) -> bool:
    """When a channel put something up, without the year, alone or beside its name: 05-20 09:12, 某县融媒 2小时前.

    >>> is_recent("05-20 09:12"), is_recent("庆云融媒　2小时前"), is_recent("5月20日 09:12 某镇雨停")
    (True, True, False)
    """
    match = _RECENT.search(line) if len(line) <= 40 else None
    if match is None:
        return False
    rest = [part for part in (line[: match.start()] + " " + line[match.end() :]).split() if part.strip(EDGES)]
    return len(rest) <= 1 and all(is_section(part) or is_paper_name(part) for part in rest)


def is_diary_day(line: str) -> bool:
    """A diary's day over what was written on it: its date, maybe its weekday, and the weather.

    >>> is_diary_day("2021年5月14日　晴转大风"), is_diary_day("5月14日 星期五 多云"), is_diary_day("2021年5月14日")
    (True, True, False)
    """
    if len(line) > 40 or not DATED.match(line):
        return False
    rest = besides_date(line.removeprefix("天气").replace("天气", " "))
    return 0 < len(rest) <= 2 and all(_WEATHER.fullmatch(part) for part in rest)


def is_dated_link(line: str) -> bool:
    """Another article's title in a list of such, with a mark before it and its day at one of its ends.

    >>> is_dated_link("- 2025-08-15某县举行义诊活动"), is_dated_link("·某镇组织村民清淤 2025-08-15"), is_dated_link("8月15日，义诊")
    (True, True, False)
    """
    return _DATED_LINK.fullmatch(line) is not None


def is_trail(line: str) -> bool:
    """The way to a page through its site, whatever its steps are called: 某县人民法院 > 新闻中心 > 法院动态.

    >>> is_trail("儋州市海洋与渔业局 > 渔政执法"), is_trail("某局网站>区（市）县动态　2022-05-20")
    (True, True)
    >>> is_trail("云上枝江 > 时政 >"), is_trail("导航 > ")
    (True, False)
    >>> is_trail("气温 > 35℃，请注意防暑"), is_trail("> 某镇举行义诊")
    (False, False)
    """
    if len(line) > 80 or not _TRAIL_MARKS.search(line) or PROSE.search(line) or "，" in line:
        return False
    steps = _TRAIL_MARKS.split(_WHERE.sub("", line, count=1).rstrip(">＞»›→|｜ \u3000"))
    last = besides_date(steps[-1]) if DATE.search(steps[-1]) else [steps[-1]]
    return len(steps) > 1 and len(last) <= 1 and all(_STEP.fullmatch(step.strip()) for step in (*steps[:-1], *last))


def is_paper_name(part: str) -> bool:
    """Whether a part is a newspaper's name, with who edits it behind it or not."""
    for behind in load("furniture")["edited"]:  # 某县融媒体中心编
        part = part.removesuffix(behind)
    return len(part) <= 12 and part.endswith(words_in("furniture", "paper_ends"))


def is_digest(part: str) -> bool:
    """Whether a part is a bulletin's name: 某县信息."""
    return len(part) <= 8 and part.endswith(words_in("furniture", "digest_ends"))


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
    town = OF_TOWN.match(line)
    if town and line[town.end() :] in words_in("furniture", "towns_bodies"):
        return True
    if not 4 <= len(line) <= 20 or not line.endswith(words_in("furniture", "issuer_ends")) or NOT_IN_NAME.search(line):
        return False
    return line.startswith(("县", "市", "区", "旗", "中共", "共青团")) or county_in(line) is not None

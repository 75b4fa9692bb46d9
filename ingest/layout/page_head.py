"""Which of a page's first lines stand over its headline and are none of it: the site's name, its slogan, other papers'."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.bylines import byline
from ingest.context import dateline
from ingest.layout import furniture, heads
from ingest.layout.furniture_fields import page_labels, page_words
from ingest.layout.furniture_parts import is_issuer, is_paper_name, is_recent, is_section, is_trail
from ingest.layout.leftovers import is_text
from ingest.layout.lines import Line, title_like
from ingest.tables import words_in
from ontology import divisions

_QUOTED = re.compile("《(?P<name>[^》]{2,14})》")
_NUMBER = re.compile(
    r"《[^》]{2,12}》(?:杂志|月刊|季刊|双月刊|内刊|报)?[ \u3000]*(?:20\d{2}年|总?第\d)"
)  # 《某县》杂志 2021年冬季号
_HALVES = re.compile("(?P<first>[\u3400-\u9fff]{4,6})[，、 \u3000·](?P<second>[\u3400-\u9fff]{4,6})")
_HAN = re.compile("[\u3400-\u9fff]")
_ASIDE = re.compile(
    r"关注[\u3400-\u9fff]{2,4}(?:网|在线|日报|晚报|融媒|发布|新闻)|#[^#]{2,16}#?|.{0,16}欢迎(?:您|你|光临|访问|来访|来到[^，。]{2,16}[网台站！!]|(?:访问|光临)[^，。]{2,24}(?:网站|官网|网页)|进入|关注|订阅)[^，。]{0,8}|以下文章来源于.{2,24}|(?:微信号|功能介绍|公众号|账号主体)[ \u3000]+.{2,40}|\+?[ ]?(?:已关注|关注)|(?:[\u3400-\u9fff]{2,4}[：: ]{1,2}\d[\d.,]*[万次人条]?[ \u3000|｜·]*)+|(?>.*?[\[【][^\]】]{2,8}[\]】]).*[\[【][^\]】]{2,8}[\]】][ \u3000]*|[A-Za-z]{2,8}[版端页网]|打开|[A-Z]?[大中小]字|[\u3400-\u9fff]{0,4}(?:日期|时间)[：:][ \u3000]*(?:19|20)\d{2}[-年/.]\d{1,2}[-月/.]\d{1,2}日?|天气[：: ]?.*|[^，。]{0,12}\d℃?[ \u3000]*[-~～—至/]{1,2}[ \u3000]*-?\d{1,2}℃[^，。]{0,8}|发[表布]于[：: ]?[\u3400-\u9fff]{2,8}|[\u3400-\u9fff]{2,6}[：:][ \u3000]*(?:[A-Za-z0-9_.-]+@|https?:|www\.)[A-Za-z0-9_./-]+|[↑↓▲▼👇☝ ]{1,5}.{2,20}|.{2,16}[↑↓👇]{1,5}"
)
_BUTTON = re.compile(
    "扫一扫|上一页|下一页|分享|扫码|二维码|朋友圈|微信|微博|字号|打印|收藏|朗读|收听|听新闻|听全文|播报|订阅|登录|注册|客户端|下载|搜索|评论|点赞|手机版|无障碍|适老|长者|关怀版|IPv6|楼主|电梯直达|只看|倒序"
)
_SAYS = re.compile("[，：！？“”《》]|[\u3400-\u9fff]{3,}[ \u3000][\u3400-\u9fff]{3,}")
_PART = re.compile(r"0\d(?!\d)|(?:PART|NO)[. ]*\d", re.I)  # over a part of the text
_PIECES = re.compile(r"[ \u3000|｜丨/／·•>＞]+")
_LABEL = re.compile("[\u3400-\u9fff]{2,5}[：:]")
_WHEN = re.compile("[ \u3000]+(?:今天|昨天|前天|刚刚)\\Z")
_WORDS_APART = re.compile("[\u3400-\u9fff][ \u3000]+[\u3400-\u9fff]")
_HAN_ALONE = re.compile("[\u3400-\u9fff]+")
_BAR = re.compile("[|｜丨/／>＞]")
_PLACE = re.compile("[\u3400-\u9fff]{1,4}(?:[省市县区镇乡]|街道|社区)")
_FEET = 12
_OWNS = ("Copyright", "版权所有", "©", "ICP备", "主办", "主管")
_AGENCIES = ("新华社", "中新社")
_SHORT = re.compile("[\u3400-\u9fff]{2,5}")
_FIELD = re.compile(r"(?=.{0,30}[A-Za-z>])[\u3400-\u9fffA-Za-z]{2,6}[：:][^。]{1,60}")  # 大小：4737KB
_CLIENT = re.compile(
    "[\u3400-\u9fff]{2,8}(?:(?:报|新闻|融媒|发布|云|网)(?:客户端|APP)|公众号|视频号|数字报|电子报)", re.I
)
_OF_SITE = re.compile(
    "[\u3400-\u9fff]{2,4}(?:新闻网|文明网|日报网|党建网|信息网)[\u3400-\u9fff]{2,4}\\Z"
)  # 某省新闻网乡镇版
_TWO_HAN = re.compile("[\u3400-\u9fff]{2}")
_LEAD = 8  # lines of a text that its headline tells of
_SITE_LONGEST = 20
"""A line that only names whose site it is is no longer, in code points."""


def over_headline(lines: Sequence[Line]) -> frozenset[int]:
    """The places among a page's lines of those that stand over its headline, besides what is furniture by itself.

    >>> lines = ["读一方报，念一方人", "某镇举行义诊", "某县报 2022-10-28 16:05", "近日，某镇举行义诊。"]
    >>> sorted(over_headline([Line(text, 1, False) for text in lines]))
    [0]
    """
    texts = (at for at, line in enumerate(lines) if is_text(line.text) and furniture.kind_of(line.text) is None)
    first = next(texts, len(lines))
    kinds = [furniture.kind_of(line.text) for line in lines[:first]]
    found: set[int] = set()
    trail = next((at for at in range(first - 1, -1, -1) if _leads(lines[at].text, kinds[at])), 0)
    if any(kinds[at] is None and _may_be_headline(lines[at].text) for at in range(trail + 1, first)):
        found.update(range(trail))
    steps = lines[trail].text if trail or (kinds and _leads(lines[0].text, kinds[0])) else ""
    found |= {at for at in range(trail + 1, first - 1) if kinds[at] is None and _is_step(lines[at].text, steps)}
    home = next((at for at in range(first) if lines[at].text == "首页"), None)
    if home is not None:  # 首页, and the site's channels below it
        end = next((at for at in range(home, first) if len(lines[at].text) > 4 or lines[at].gap), first)
        found.update(range(home, end) if end - home > 2 and end < first else ())
    found |= _channels(lines, first) | _names_of_site(lines, kinds, first) | _strangers(lines, kinds, first)
    found |= _asides(lines, kinds, first, found)
    for at in range(first - 1):
        if kinds[at] is None and at not in found:
            account = at == 0 and (kinds[1] is not None or is_trail(lines[1].text)) and heads.is_account(lines[0].text)
            if not (account or _is_papers(lines[at].text) or (at == 0 and _is_slogan(lines, kinds))):
                break
            found.add(at)
    return frozenset(found)


def _channels(lines: Sequence[Line], first: int) -> set[int]:
    """A site's channels or a search's empty fields, each on a line of its own, wherever they stand over the text."""
    found: set[int] = set()
    start = 0
    while start < first:
        end = start
        while end < first and _may_be_channel(lines[end].text) and not (end > start and lines[end].gap):
            end += 1
        known = sum(
            is_section(line.text) or line.text in page_words().parts or line.text[-1] in "：:"
            for line in lines[start:end]
        )
        if end - start > 2 and known * 2 >= end - start:
            found.update(range(start, end))
        start = max(end, start + 1)
    others = [lines[at].text for at in range(first) if at not in found]
    return found if any(_may_be_headline(text) or furniture.kind_of(text) for text in others) else set()


def _strangers(lines: Sequence[Line], kinds: Sequence[furniture.FurnitureKind | None], first: int) -> set[int]:
    """Short lines and rows of labels over a text that share no two characters with it, where a headline shares many."""
    lead = [line.text for line in lines[first : first + _LEAD] if furniture.kind_of(line.text) is None]
    below = _pairs("".join(lead))
    shared = {at: _pairs(lines[at].text) & below for at in range(first) if kinds[at] is None}
    told = [at for at in shared if len(shared[at]) > 2 and _may_be_headline(lines[at].text)]
    strange = {
        at for at in shared if not shared[at] and _SHORT.fullmatch(lines[at].text) and not _says_what(lines[at].text)
    }
    beside = {at for at in range(first) if kinds[at] is not None or at in strange}
    strange = {at for at in strange if at - 1 in beside or at + 1 in beside}  # a kicker stands over its headline alone
    labels = {at for at in shared if at not in told and _FIELD.fullmatch(lines[at].text)}
    rows = {at for at in labels if at - 1 in labels or at + 1 in labels}
    return strange | rows if told else set()


def _says_what(text: str) -> bool:
    """Who signs, a column, or what sort of piece it is: 核心提示, 镇街短波, 公告."""
    known = ("lead_notes", "standing", "notice_words", "sidebars")
    return _is_signed(text) or heads.is_column(text) or any(text in words_in("furniture", name) for name in known)


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(len(text) - 1) if _TWO_HAN.match(text, at))


def _may_be_channel(text: str) -> bool:
    return len(text) <= 6 or (len(text) <= 10 and text[-1] in "：:")


def _names_of_site(lines: Sequence[Line], kinds: Sequence[furniture.FurnitureKind | None], first: int) -> set[int]:
    """Lines over a headline with the name that the page's foot gives its owner: 某乡里事 • 正文, Copyright © 某乡里事."""
    owned = (line.text for line in lines[-_FEET:] if any(sign in line.text for sign in _OWNS))
    feet = "\n".join(text for text in owned if furniture.kind_of(text) == "foot")
    found: set[int] = set()
    for at in range(min(first - 1, _FEET) if feet else 0):
        if len(lines[at].text) > _SITE_LONGEST or not any(
            _may_be_headline(line.text) for line in lines[at + 1 : first]
        ):
            break
        pieces = _PIECES.split(lines[at].text)
        if kinds[at] is None and len(pieces) < 4 and any(len(piece) > 3 and piece in feet for piece in pieces):
            found.add(at)
    return found


def _asides(
    lines: Sequence[Line], kinds: Sequence[furniture.FurnitureKind | None], first: int, found: set[int]
) -> set[int]:
    """Lines over a text that only fill its page, where one that may be its headline is left."""
    aside: set[int] = set()
    titles = (at for at in range(first - 1, -1, -1) if kinds[at] is None and _is_headline(lines[at].text))
    headline = next((at for at in titles if not lines[at].text.startswith(("—", "--"))), -1)
    for at in range(first):
        text = lines[at].text
        if at == 0 and first > 1 and kinds[0] is None and kinds[1] is not None and _is_short_paper(text):
            aside.add(at)
        if kinds[at] is not None or at in found or at in aside or _is_signed(text):
            continue
        behind = at > 0 and (kinds[at - 1] is not None or at - 1 in aside)
        if (_fills(text) and (at < headline or behind or not _HAN.search(text))) or (behind and is_button(text)):
            aside.add(at)
        elif (
            -1 < headline < at and kinds[at - 1] is None and _dates_or_sends(lines, kinds, at + 1) and _is_source(text)
        ):
            aside.add(at)  # 某乡 under a headline, over who sent it and when
        elif text in page_labels() or (at < headline and _heads_site(lines, at, behind, kinds)):
            aside.add(at)
        elif at < headline and (at - 1 in aside) and len(text) < 6 and _HAN_ALONE.fullmatch(text):
            aside.add(at)  # an account's name among what fills a page's head
    for at in range(min(headline, first - 1) - 1, -1, -1):
        if (
            at + 1 in aside
            and kinds[at] is None
            and (_PLACE.fullmatch(lines[at].text) or _names_owner(lines[at].text) or _is_short_paper(lines[at].text))
        ):
            aside.add(at)  # 某镇人民政府, over the site's channels
    left = any(
        kinds[at] is None and at not in aside and at not in found and _may_be_headline(lines[at].text)
        for at in range(first)
    )
    return aside if left else set()


def _heads_site(lines: Sequence[Line], at: int, behind: bool, kinds: Sequence[furniture.FurnitureKind | None]) -> bool:
    """An owner's or account's name, or a slogan in even parts (忠诚 干净 担当), beside others or other furniture."""
    text = lines[at].text
    parts = [part for part in _PIECES.split(text) if part]
    even = len(parts) > 1 and len(set(map(len, parts))) == 1 and 2 <= len(parts[0]) <= 5
    if not (even or _is_owner(text)):
        return False
    if even and len(parts) == 2:  # a headline may have two halves too
        below = at + 1 < len(kinds) and kinds[at + 1] is not None
        return below or (at > 0 and lines[at].gap > 0 and bool(_CLIENT.fullmatch(lines[at - 1].text)))
    before = behind or (at > 0 and _is_owner(lines[at - 1].text))
    return before or (at + 1 < len(kinds) and (kinds[at + 1] is not None or _is_owner(lines[at + 1].text)))


def _is_owner(text: str) -> bool:
    return _names_owner(_WHEN.sub("", text))


def _is_headline(text: str) -> bool:
    return _may_be_headline(text) and not _names_owner(text)


def _is_signed(text: str) -> bool:
    """A byline or a dateline, no area's name: 江苏, 启东市·江海平原."""
    signed = byline.parse(text)
    area = signed is not None and signed.bare and _is_area(_PIECES.split(text)[0])
    return (signed is not None and not area) or dateline.at_start(text) is not None


def _is_area(text: str) -> bool:
    return _PLACE.fullmatch(text) is not None or bool(divisions.provinces_named(text))


def _fills(text: str) -> bool:
    """A button, a greeting, a row of places or channels, a mark: nothing that a headline may be.

    >>> [_fills(text) for text in ("A- A A+", "欢迎您！", "庆云县 | 严务乡", "机构职能 工作动态 法规公文 镇情概况", "#身边好人#")]
    [True, True, True, True, True]
    >>> [_fills(text) for text in ("严务乡 清淤忙", "清淤 修渠 栽藕", "欢迎回家！")]
    [False, False, False]
    """
    if _ASIDE.fullmatch(text):
        return True
    if divisions.provinces_named(text):
        return True  # where a channel was written in
    if len(text) < 2 or not _HAN.search(text):
        return _PART.match(text) is None
    bars = len(_BAR.findall(text))
    barred = bars > 1 or (
        bars > 0 and not _WORDS_APART.search(text)
    )  # a headline behind its column's bar has two halves
    pieces = [piece for piece in _PIECES.split(_LABEL.sub("", text)) if piece]
    if len(pieces) > 1 and all(is_button(piece) and len(piece) < (10 if barred else 6) for piece in pieces):
        return True
    if len(pieces) > 4 and 3 * sum(bool(divisions.upper_named(piece)) for piece in pieces) >= 2 * len(pieces):
        return True  # a province's site has a channel for each of its cities
    if len(pieces) < 2 or not all(1 < len(piece) < 7 and not piece.isdigit() for piece in pieces):
        return False
    places = all(_PLACE.fullmatch(piece) or divisions.upper_named(piece) for piece in pieces)
    if len(pieces) == 2 and "·" in text and _PLACE.fullmatch(pieces[0]):
        return True  # 启东市·江海平原
    return len(pieces) > 3 or (barred and (places or len(pieces) > 2))


def is_button(text: str) -> bool:
    """A button's words, where it stands behind other furniture: 分享至好友和朋友圈."""
    return len(text) <= 14 and _BUTTON.search(text) is not None and _SAYS.search(text) is None


def _is_source(text: str) -> bool:
    """A town, a paper or an account, alone between a headline and its day."""
    return _PLACE.fullmatch(text) is not None or is_paper_name(text) or heads.is_account(text) or text in _AGENCIES


def _names_owner(text: str) -> bool:
    return is_issuer(text) or heads.is_account(text) or heads.is_site_name(text) or _CLIENT.fullmatch(text) is not None


def _is_short_paper(text: str) -> bool:
    """A paper's or an account's name that begins with its county's: 宁津时讯, 皖西导报·金寨版."""
    if len(text) <= _SITE_LONGEST // 2 and _OF_SITE.search(text):
        return True
    name, _, edition = text.partition("·")
    if edition:
        return edition.endswith(("版", "报")) and is_paper_name(name)
    return len(text) <= 7 and any(
        divisions.counties_named(text[:length]) and 2 <= len(text) - length <= 3 for length in (2, 3)
    )


def _dates_or_sends(lines: Sequence[Line], kinds: Sequence[furniture.FurnitureKind | None], at: int) -> bool:
    if at >= len(kinds):
        return False
    return kinds[at] in ("date", "meta", "masthead") or is_issuer(lines[at].text) or is_recent(lines[at].text)


def _leads(text: str, kind: furniture.FurnitureKind | None) -> bool:
    """The way to a page through its site, or its site's list of channels."""
    return is_trail(text) or (kind == "foot" and "首页" in text)


def _is_step(text: str, trail: str) -> bool:
    """A step of the way through the site, again over the headline."""
    return (
        len(text) <= 10
        and text in trail
        and re.search(f"(?:[>＞»/：:]|^)[ \u3000]*{re.escape(text)}[ \u3000]*(?:[>＞»/]|$)", trail) is not None
    )


def _may_be_headline(text: str) -> bool:
    if len(text) < 7 or not title_like(text) or all(map(is_button, text.split())):
        return False
    return byline.parse(text) is None and not heads.is_site_head(text)


def _is_papers(text: str) -> bool:
    """A paper's name alone, a magazine's with its number, or those of a publisher's papers: 《某日报》 《某晚报》."""
    if _NUMBER.match(text) and len(text) < 30:
        return True
    names = [match["name"] for match in _QUOTED.finditer(text)]
    if names:
        return not _QUOTED.sub("", text).strip() and all(is_paper_name(name) or "报" in name for name in names)
    ends = (*words_in("furniture", "newspaper_ends"), "导报", "商报", "数字报", "电子报")
    return len(text) <= 10 and text.endswith(ends) and heads.is_paper(text)


def _is_slogan(lines: Sequence[Line], kinds: Sequence[furniture.FurnitureKind | None]) -> bool:
    """Two halves that sound alike (读一方报，念一方人), over a headline with its day below."""
    match = _HALVES.fullmatch(lines[0].text)
    if match is None or len(kinds) < 3 or kinds[1] is not None or kinds[2] not in ("meta", "masthead", "date"):
        return False
    first, second = match["first"], match["second"]
    alike = len(first) == len(second) and any(a == b for a, b in zip(first, second, strict=True))
    return alike and title_like(lines[1].text) and not divisions.counties_named(first[:2])

"""Furniture: lines around articles that are not part of them (metadata of web pages, mastheads, page feet).

`kind_of` decides line by line, on what the line says alone: every part of it must be furniture, so
that a sentence that mentions a source or a date stays in its article.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from ingest.bylines import byline
from ingest.bylines.signers import org_like
from ingest.layout import channels
from ingest.layout.furniture_fields import (
    LONGEST,
    TO_THE_MINUTE,
    fields,
    is_person_label,
    page_labels,
    page_words,
    stamps,
)
from ingest.layout.furniture_parts import (
    DATE,
    EDGES,
    NOTICES,
    PROSE,
    besides_date,
    is_digest,
    is_issuer,
    is_paper_name,
    is_section,
)
from ingest.layout.furniture_signers import editors_in, signed_by, signs
from ingest.tables import load, words_in

FurnitureKind = Literal["meta", "masthead", "date", "foot", "rule"]
_EDITION = re.compile(
    r"第?\s*[A-Za-z]{0,2}\d{1,3}[A-Za-z]?\s*版|第[一二三四五六七八九十]{1,3}版|今日\s*\d{1,2}\s*版|总?第\s*\d{1,6}\s*期"
)
_RULE = re.compile(r"(?:[-=*_—─━~·.…#+<>◇◆○●□■△▲▼▽↓↑ ]{3,}|[▼▽▲△↓↑◆●■★☆※]{1,3})\Z")
_TRAIL = re.compile(
    r"(?:当前|所在)(?:栏目|频道)[：: ]|(?:您|你)?(?:当前|现在|所在|目前|本页|本文|浏览)?的?所?在?位置[：:][ \u3000]*(?:首页|主页)(?=[^\u3400-\u9fff]|\Z|[\u3400-\u9fff]{2,24}(?:新闻|中心|频道|栏目|正文|动态|要闻|公开|详情)\Z)|(?:[\u3400-\u9fff]{0,8}位置[：: ]*)?(?:网站)?首页[ \u3000]*(?:[>»›＞/-]|&gt;)"
)
# What a browser prints at the head and foot of a page: its address, and day and clock in its own way.
_PRINTED = re.compile(
    r".{0,12}上一[版期](?=[ \u3000\d|｜<>＜＞«»←→]{0,8}下一[版期](?![\u3400-\u9fff]))[^。，]{0,60}\Z|\d?[ \u3000]*上一[版篇期条][ \u3000]*\d?[ \u3000]*\d?[ \u3000]*下一[版篇期条][ \u3000]*\d?\Z|(?:https?|file)://\S+(?:\s+\d+/\d+)?\Z|[—–-]{1,2} ?\d{1,4} ?[—–-]{1,2}\Z|第 ?\d{1,4} ?页(?:[，,/ \u3000]{0,2}共 ?\d{1,4} ?页)?\Z|\d{1,2}/\d{1,2}/\d{2,4}, \d{1,2}:\d{2}(?: [AP]M)?(?:\s.{0,80})?\Z"
)
# An account asks to be followed: ▲点击“某县融媒”关注，…; a portal to be kept: 设为首页 加入收藏
_CALL = re.compile(
    '(?:点击|长按|一键|轻触|识别|扫码|扫一扫)[^，。“”]{0,8}[“"]?[^，。“”]{0,12}[”"]?(?:即可|一键)?(?:关注|订阅)(?=[，！▲▼▽\\s我]|\\Z)|设为首页|加入收藏'
)
_LUNAR = re.compile(
    r"(?:农历)?[\u4e00-\u9fff]{2}年(?:闰)?[正一二三四五六七八九十冬腊]{1,2}月(?:初|十|廿|二十|三十)[一二三四五六七八九十]?"
)


def _is_label(part: str, longest: int) -> bool:
    """A page's or a paper's name by its length, no notice's headline (停水通知)."""
    return len(part) <= longest and not part.endswith(NOTICES)


@lru_cache(maxsize=512)  # a page's head is looked at as a whole first
def kind_of(line: str) -> FurnitureKind | None:
    """What kind of furniture a line (stripped) is: None for text.

    >>> kind_of("某区报 2022年10月28日 星期五 第3版"), kind_of("（2022年4月11日）"), kind_of("10月26日，社区举行活动。")
    ('masthead', 'date', None)
    """
    if not line or (line[-1] in "）)" and not any(mark in line for mark in "（(")):
        return None  # the end of what a line before has begun: 文/图）
    if _RULE.match(line):
        return "rule"
    if channels.names_copies(line) or (len(line) <= LONGEST and channels.disclaims(line)):
        return "foot"
    if len(line) > LONGEST or PROSE.search(line):
        return "foot" if len(line) <= LONGEST and any(sign in line for sign in page_words().signs) else None
    if any(sign in line for sign in page_words().signs) or _TRAIL.match(line) or _PRINTED.match(line):
        return "foot"
    if "copyright" in line.lower() or line.rstrip("：:") in page_labels():
        return "foot"  # 发布日期, with nothing below it
    if len(line) < 16 and "".join(line.split()).rstrip("!！。.…") in page_words().parts:
        return "foot"  # 搜 索, 下拉刷新...
    if channels.is_mark(line) or is_run_by(line) or _CALL.search(line) or _WARNS.fullmatch(line):
        return "foot"
    if is_menu(line):
        return "masthead"
    bare = line.strip(EDGES)
    if DATE.fullmatch(bare) or _LUNAR.fullmatch(bare):
        return "date"
    found = fields(line)
    kind = _fields_kind(found) if found else None
    return "masthead" if kind == "meta" and _PROGRAMME.match(line) else kind or _dated(line)


_DAY_ALONE = re.compile(r"\d{1,2}[-/]\d{1,2}(?:[ \u3000]+\d{1,2}[:：]\d{2})?")  # 日期：03-14
_RUNS = (
    "主管主办",
    "主办",
    "承办",
    "主管",
    "协办",
    "维护",
    "版权所有",
    "技术支持",
    "承印",
    "编印",
    "印刷",
    "出版",
    "制作",
    "研制",
)
_NUMBERED = re.compile("(?:国内统一(?:连续出版物)?刊?号|邮发代号|准印证号?|刊号)[：: ]?[-A-Za-z0-9/（）()]{2,20}")
_PRICE = re.compile("(?:每份)?(?:零售|定价|月价|季价|年价)价?[：: ]?(?:每份)?[0-9.]+元(?:/份)?|每份[0-9.]+元")
_FOOT_LABELS = frozenset(["主办", "主办单位", "主管", "主管单位", "承办", "承办单位"])
_CONTACT_LABELS = frozenset(
    ["地址", "邮编", "邮箱", "电子邮箱", "联系电话", "电话", "传真", "邮政编码", "热线电话", "网址"]
)


_COLOPHON_LABELS = frozenset(
    [
        "社址",
        "报社地址",
        "编辑部电话",
        "定价",
        "新闻热线",
        "广告热线",
        "投稿邮箱",
        "准印证号",
        "国内统一刊号",
        "邮发代号",
    ]
)


def _fields_kind(found: list[tuple[str, str]]) -> FurnitureKind | None:
    weak, words = page_words().weak, page_words().parts
    labels = {label for label, _ in found if label}
    strong = {label for label in labels - weak if not is_person_label(label)}
    if strong:
        return "meta"
    dates = load("furniture")["weak_date_labels"]
    if any(label in dates and (DATE.match(value) or _DAY_ALONE.fullmatch(value)) for label, value in found):
        return "meta"
    if labels and not any(value for _, value in found):
        return "foot"  # 责任编辑：, and no name
    if labels & _FOOT_LABELS and labels & _CONTACT_LABELS:
        return "foot"  # 主办：某县人民政府 联系电话：…
    if labels and labels <= weak and all(part in words or part.isdigit() for _, text in found for part in text.split()):
        return "foot"  # 分享：微信 微博
    if labels and not any(DATE.match(text) for label, text in found if not label):
        return None  # a byline line, read by the byline's grammar
    if labels:
        return "meta"
    parts = [part.strip(EDGES) for _, text in found for part in text.split()]
    if all(part in words for part in parts) and any(len(part) > 1 for part in parts):
        return "foot"
    if any(DATE.match(text) for _, text in found) or any(text.startswith("据") for _, text in found):
        return "meta"
    return None


_PIECES = re.compile(r"[ \u3000|｜│·/>＞»→—\-【】\[\]]+")
_SAYS = re.compile("[，。！？：“”《》]")
_HOME = ("首页", "网站首页", "www")
_BARRED = re.compile("[|｜丨]")
_FEWEST_BARRED = 5
_MENU, _PIECE = 3, 10
"""So many pieces make a menu, none of them longer."""


def is_menu(line: str) -> bool:
    """A site's channels or a page's buttons in a row, half of them or more known as such, one at least a button.

    >>> is_menu("某县人民政府 首页 政务公开 部门动态"), is_menu("张三 李四 王五"), is_menu("全镇干部齐动手 守好家园")
    (True, False, False)
    """
    if line.startswith(_HOME[:2]) and 6 < len(line) < 40 and _SAYS.search(line) is None:
        return True  # 首页新闻视频专题
    barred = [piece.strip() for piece in _BARRED.split(line) if piece.strip()]
    if len(barred) > _FEWEST_BARRED and max(map(len, barred)) < 7 and not any(map(is_person_label, barred)):
        return True  # 原创 | 时政 | 普法课堂 | 法治时评 | 公安 | 检察
    pieces = [piece for piece in _PIECES.split(line) if piece] if len(line) < 80 and "。" not in line else []
    if len(pieces) < _MENU or max(map(len, pieces)) > _PIECE or any(map(is_person_label, pieces)):
        return False  # 【记者】甲【编辑】乙
    buttons = [piece in page_words().parts or piece in _HOME for piece in pieces]
    known = sum(button or is_section(piece) for button, piece in zip(buttons, pieces, strict=True))
    return any(buttons) and known > 1 and known * 2 >= len(pieces)


def is_contact(line: str) -> bool:
    """Where a publisher sits and how it is reached: 地址：某县谷山路58号 电话：0635-6200000.

    >>> is_contact("地址：某县谷山路58号 电话：0635-6200000 邮编：252300"), is_contact("地址：某县谷山路58号")
    (True, False)
    """
    labels = [label for label, _ in (fields(line) or []) if label] if "：" in line and len(line) <= LONGEST else []
    return len(labels) > 1 and _CONTACT_LABELS.issuperset(labels)


def is_colophon(line: str) -> bool:
    """Who puts out a paper and how it is reached, on one line: it stands at a page's end, between two articles' texts.

    >>> is_colophon("主管：某县委宣传部 主办：某县融媒体中心 电话：0635-6200000"), is_colophon("来源：某县融媒　阅读：12")
    (True, False)
    """
    labels = {label for label, _ in fields(line) or ()} & (_FOOT_LABELS | _CONTACT_LABELS | _COLOPHON_LABELS)
    return len(labels) > 1


def is_run_by(line: str) -> bool:
    """Who runs a site or paper or prints it, each with what it does, maybe beside its price: 某县委组织部主办　某县党员教育中心承办.

    >>> is_run_by("阳谷县委组织部主办　 阳谷县党员教育中心承办"), is_run_by("赛事由县文旅局主办")
    (True, False)
    >>> is_run_by("每份零售价：1.00元　阳谷日报印刷厂印刷")
    True
    """
    parts = line.split() if len(line) < 80 and "由" not in line and any(end in line for end in _RUNS) else []
    beside = page_words().parts.union(load("furniture")["beside_names"])
    parts = [_OWN_SITE.sub("", part) for part in parts]
    parts = [
        part
        for part in parts
        if part and part not in beside and not _PRICE.fullmatch(part) and not _NUMBERED.fullmatch(part)
    ]
    owners = [part.removesuffix(end) for part in parts for end in [next(filter(part.endswith, _RUNS), "")] if end]
    return len(owners) == len(parts) > 0 and all(len(owner) > 4 and org_like(owner) for owner in owners)


def _dated(line: str) -> FurnitureKind | None:
    """A masthead: date, weekday, edition, and besides them only the paper's name and a section's."""
    if len(line) > 100 or not (DATE.search(line) or _EDITION.search(line)):
        return None
    told = None if _EDITION.match(line) else _TELLS.match(line)
    if told and told["label"] not in stamps() and not is_person_label(told["label"]):
        return None  # 公示期：2023年5月6日至12日
    programme = _PROGRAMME.search(line)
    line = _ACCOUNT.sub(" ", _PROGRAMME.sub("", line))
    _, parts = editors_in(besides_date(line))
    words = page_words().parts | set(load("furniture")["link_lists"])
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
    if DATE.search(line) and 0 < len(rest) <= 2 and all(map(signs, rest)):
        return "meta"  # 2023-09-05 某县融媒体中心
    edited = words_in("furniture", "edited")
    if DATE.search(line) and len(rest) == 1 and any(_edits(rest[0], end) for end in edited):
        return "masthead"  # 某县农业农村局编　2023年5月6日
    if DATE.search(line) and byline.parse(line) is None and signed_by(line):
        return "meta"
    if len(rest) <= 3 and all(len(part) <= 12 for part in rest) and TO_THE_MINUTE.search(line):
        return "meta"  # a channel's name, day and clock, where it was sent from
    return None


def _edits(part: str, end: str) -> bool:
    """Whether a part says who edits a bulletin: 某县农业农村局编."""
    body = part.removesuffix(end)
    return is_issuer(body) or (body != part and org_like(body))


_OWN_SITE = re.compile("《[^》]{2,12}》(?:官方网站|官网|网站|电子版|数字报|客户端)?")
_WARNS = re.compile(
    "[\u3400-\u9fff]{2,12}(?:社|报|网|台|中心|集团)(?:严正|郑重|版权|法律|特别|重要|维权)声明|(?:现|特|郑重)(?:作出如下)?声明(?:如下)?[：:]"
)
"""The head of what a publisher says of its rights: 某日报社严正声明."""
_ACCOUNT = re.compile("[\u3400-\u9fff]{2,20}官方[账帐]号")  # who put a piece up, behind its day
_TELLS = re.compile("(?P<label>[\u3400-\u9fff]{2,6})[：:]")
_PROGRAMME = re.compile(
    "《[^》]{2,12}(?:新闻|联播|播报|时间|报道|讯)》[\u3400-\u9fff]{0,4}"
)  # a broadcast's: 《某县新闻联播》文稿


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

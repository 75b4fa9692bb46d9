"""The noun behind a unit that says what a number counts, and where it ends: 21支|志愿者队伍, 206名|村（社区）党组织书记."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from ingest.mentions.lexicon import words as listed
from ingest.mentions.words import boundaries, tags, verbs
from ingest.numbers import numbers
from ingest.relations.base import TIME, SentenceView
from ingest.relations.figures.indicators import indicator_set, indicators
from ingest.relations.figures.nouns import NOUN, units
from ontology.records import Span

PUNCTUATION = re.compile(r"[，。；：、！？,.;:!?\s“”‘’\"'（）()《》…—\-]")
_WORTH_SO = re.compile("总?价值(?:约|近|超过?)?[0-9.]+[余多]?[万亿]?[余多]?元的")  # 1500册|价值6万余元的图书
_ASIDE = re.compile("（[名人户个家]）")
_DOER = re.compile("者|人员|人群|群众|代表|队伍|单位|户")
_INSERTED = re.compile("(?:村|镇|乡|县|乡镇|镇街|县区|社区|个体)（(?:社区|居|街道|街|市|区|乡|镇|户)）")
_AGED = re.compile("[0-9]{1,3}(?:周)?岁(?:及)?(?:以上|以下)?的?")
_WHERE = re.compile(
    "(?:(?:本|同|邻)?[村镇乡县区市校家社][里内上中]|在[^，。；的]{0,3}[村镇乡县区市校城地][里内上中]?)的(?=[\u4e00-\u9fff]{2})"
)  # 12位|村里的|老人
_AT_HOME = re.compile("(?<=[^，]{2})(?:家[里中]|手[里中上]|身边|门口)")  # 3户瘫痪老人|家里
_THOSE = re.compile("(?:供养|就业|务工|安置|参保|服务)?(?:人员|对象|家庭)")
_OF_DEED = re.compile(
    "(?:点|站|区|房|所|室|单位|机构|部门|平台|基地|中心|[大专]?户|专业户|示范户|工程|项目|设施|设备|系统)(?![0-9共约达已为总])"
)  # 异地扶贫安置|点
_OVER = re.compile(
    "[超过][十百千万亿]+元?(?=企业|项目|工程|大户|纳税)|(?:国家|[国省市县区乡镇村])级(?:及)?以上(?=[\u4e00-\u9fff]{2})|规模以上|限额以上"
)  # 89家|超千万企业, 75家|县级以上农业龙头企业
_SORTS = frozenset(
    {"参赛", "参展", "参会", "获奖", "入选", "入围", "签约", "开工", "续建", "竣工", "投产", "受灾", "受益"}
)
_MANNER = frozenset({"综合", "全面", "集中", "专项", "系统", "统一", "规范", "重点", "整体", "全部", "逐步", "稳定"})
_QUALIFIED = re.compile(
    "(?:(?:[\u4e00-\u9fff]{1,4}(?:标准|化|型|式|等级)|优质|崭新|全新|现代)[、和]?){1,4}的(?=[\u4e00-\u9fff]{2})"
)  # 32栋高标准、半自动化、智能化的|暖棚
_LACKING = re.compile("(?:不|较|偏|很|已|未|没|难|最)[\u4e00-\u9fff]{1,3}的")
_QUALITIES = (
    "品学兼优",
    "德才兼备",
    "家境贫寒",
    "年老体弱",
    "行动不便",
    "年富力强",
    "就业困难",
    "自主创业",
    "返乡创业",
)
_RELATIVE = 6  # a longer clause before what is counted is left out: 等着这一天的|孩子
_RARE = re.compile(
    "(?:(?![如像似的了着过在被把将为给向从对由都全均已也还就才又再是有能会要可来去到没未不正很更最各每共等和与及或这那其并而让使帮随同跟之以于])[\u4e00-\u9fff]){3,8}"
)
_NUMERALS = "一二两三四五六七八九十几"
_NAMED_TOO = re.compile("[和与及、][^，。；、0-9]{1,12}等(?:共|约)?[0-9]")  # 先进集体|和张三等12名先进个人
PLANNED = re.compile(f"计划(?:{TIME}|[于在]|年底|年内|[今明]年|[0-9])")  # 剩余3座|计划9月底完工
_SIDES = re.compile(
    "[与和同](?![^，。；、]{0,8}、)[^，。；、]{1,8}?(?:达成|洽谈|见面|面对面|签约|签订|签署|签下|结对|结成|对接|牵手|一对一)"
)
_AREAS = ("镇", "乡", "乡镇", "村", "社区", "街道", "县", "区")
_AREA_TOO = re.compile("(?:办事处|街道|乡|镇|村|社区|农场|林场|园区|开发区|管委会|居)")
_QUOTED = 10  # code points of a quoted name that goes with the noun before it


@lru_cache(maxsize=4096)
def only_done(words: str) -> bool:
    """Whether words name no thing, only what is done: 统筹安排, 带着."""
    acts, things = indicator_set("acts", "given", "having"), indicator_set("counted")
    return bool(words) and all(
        word in acts or (word not in things and (word in verbs() or tags().get(word, "n").startswith(("v", "d", "ad"))))
        for word in (words[low:high] for low, high in units(words))
    )


def noun_behind(view: SentenceView, start: int, *, led: bool = False, heads: str | None = None) -> Span:
    """The noun behind a unit. `led`: a verb before the number says that there is one (安排4辆|送水车); `heads`: words in
    which such a unit's noun ends (12位八旬老人|敬献鲜花).
    """
    aside = _ASIDE.match(view.shape, start)  # 50户（名）获奖者
    start = aside.end() if aside else start
    if view.shape[start : start + 1] == "的":
        start += 1
    where = _WHERE.match(view.shape, start)
    start = where.end() if where else start
    qualified = _QUALIFIED.match(view.shape, start, start + NOUN + _QUOTED)
    start = qualified.end() if qualified else start
    if view.shape[start : start + 1] == "“":  # 48名“小河长”
        close = view.shape.find("”", start, start + NOUN)
        if close > start:  # 三名“跑分”|人员
            return start + 1, close if (more := _run(view, close + 1, True)) == close + 1 else more
    worth = _WORTH_SO.match(view.shape, start)
    start = worth.end() if worth else start
    if PLANNED.match(view.shape, start):
        return start, start
    over = _OVER.match(view.shape, start)
    if over is not None:  # 89家|超千万企业
        return start, _run(view, over.end(), True, heads=heads)
    aged = _AGED.match(view.text, start)  # 1600名60岁以上的老人
    if aged:
        return start, _run(view, aged.end(), False)
    skip = start
    for mark in view.marks_in(start, start + 1 + NOUN + 40):
        if view.shape[start : mark.start] in ("", "“"):
            if mark.entity.type == "Programme" and (end := _run(view, mark.end, True)) - mark.end > 1:
                return mark.start, end  # 132个“十个全覆盖”工程|实施村
            if mark.entity.type not in ("Place", "Organization") or not _more(
                view, mark.end + view.shape.startswith("籍", mark.end)
            ):
                return (mark.start, mark.end)
            skip = mark.end + view.shape.startswith("籍", mark.end)  # 200名秦安籍务工人员
        break
    end = _run(view, skip, skip > start, led=led, heads=heads)
    plain = skip == start
    if (
        (view.shape[end : end + 1] == "的" and not _thing(view.text[start:end]))
        or (end == skip and plain)
        or (plain and (only_done(view.shape[start:end]) or _LACKING.match(view.shape, end)))
    ):  # 38名|一直等着这一天的孩子, 14位行动|不便的老人
        of = _behind_of(view, max(end, start))
        if of is not None:
            begun = view.shape.rfind("的", start, of) + 1
            if begun and view.shape[begun] not in _NUMERALS:  # 18户分红最多的|一户
                start, end = (start if begun - start <= _RELATIVE else begun), of
    end = max(end, skip)
    return start, _listed(view, start, end)


def _listed(view: SentenceView, start: int, end: int) -> int:
    """Where a noun ends with those joined to it: 120名村民|和孩子, 360册农技|、少儿读物, 11名高血压|“漏网者”."""
    while start < end < start + NOUN:
        letter = view.shape[end] if end < len(view.shape) else ""
        if letter == "（":  # 12个街道|（镇）
            close = view.shape.find("）", end, end + _QUOTED)
            return close + 1 if close > 0 else end
        if letter == "“":
            close = view.shape.find("”", end, end + _QUOTED)
            return close + 1 if close > 0 else end
        if (
            letter in ("和", "与", "及")
            and view.shape[start:end] in _AREAS
            and not _AREA_TOO.match(view.shape, end + 1)
        ):
            break  # 8个镇|及县直单位
        if _SIDES.match(view.shape, end):
            break  # 15家企业|与果农签约
        if letter not in ("、", "和", "与", "及") or view.shape[end + 1 : end + 2] in tuple(_NUMERALS):
            break
        if letter != "、" and _NAMED_TOO.match(view.shape, end):  # begins what the next number counts
            break
        more = _run(view, end + 1, False)
        if view.shape.startswith("的", more) and tags().get(view.shape[end + 1 : more], "n")[0] in "sft":
            break  # 37个孩子|和外地的爸妈
        if more - end <= 2 or view.shape[more : more + 1].isdigit() or more - start > NOUN:
            break
        end = more
    return end


def _thing(words: str) -> bool:
    """Whether words end in a noun, so that 的 behind them says whose the next is: 11个乡镇|的负责人, not 家庭困难|的学生."""
    cuts = units(words)
    if words.endswith(_QUALITIES):
        return False
    unknown = "n" if words[-1:] in indicators()["single"] else "a"  # 10头健壮|的犊牛
    return bool(cuts) and tags().get(words[slice(*cuts[-1])], unknown) not in ("a", "an", "ad", "v", "vn", "vd")


def _more(view: SentenceView, start: int) -> bool:
    """Whether a noun goes on right behind a name: 秦安|籍务工人员."""
    return _run(view, start, True) > start


def _behind_of(view: SentenceView, start: int) -> int | None:
    """Where the noun ends that words with 的 stand before: 家庭困难的|大学新生, 占道经营的|烧烤摊点."""
    stop = PUNCTUATION.search(view.shape, start)
    limit = min(start + NOUN, stop.start() if stop else len(view.shape))
    of = view.shape.find("的", start, limit)
    if of < 0 or any("\ue000" <= letter <= TIME or letter.isdigit() for letter in view.shape[start:of]):
        return None
    end = _run(view, of + 1, False)
    return end if end - of > 2 else None


def _run(view: SentenceView, start: int, going: bool, *, led: bool = False, heads: str | None = None) -> int:
    """Where a noun that begins at a place ends; the place itself where none begins. `going`: words stand before it."""
    window = view.shape[start : start + NOUN]
    aside = _INSERTED.match(window)  # 206名村（社区）党组织书记
    if aside is not None:
        return _run(view, start + aside.end(), True)
    stop = PUNCTUATION.search(window)
    window = window[: stop.start()] if stop else window
    window = _AT_HOME.split(window)[0]
    window = window[: next((i for i, letter in enumerate(window) if "\ue000" <= letter <= TIME), len(window))]
    stops, does = indicator_set("verbs"), indicator_set("does", "governs", "having")
    end, before = 0, ""
    cuts = units(window)
    for number, (low, high) in enumerate(cuts):
        word = window[low:high]
        more = end > 0 or going
        if end == 0 and word in stops and (doer := _DOER.match(window, high)):  # 50户|获奖者, 110名|参演人员
            return start + doer.end()
        goes = word in does or word in doing() or (word in verbs() and word not in indicator_set("counted"))
        if more and (goes or word in stops) and (on := _goes_with_deed(window, cuts, number)):
            return start + on  # 8位特困|分散|人员
        if end == 0 and word in _SORTS and number + 1 < len(cuts) and tags().get(window[slice(*cuts[1])], "") == "n":
            end, before = high, word
            continue  # 9个|参赛项目
        if (
            word == "的"
            or (word in stops and not (led and number == 0 and len(word) == 1))
            or any(letter.isdigit() for letter in word)
        ):
            break
        if word != "零" and _is_number(word):
            break
        headed = bool(heads and end and re.search(f"(?:{heads})\\Z", before)) and not re.search(
            heads or "", window[low:]
        )
        if headed and len(word) > 1:
            break  # 12位八旬老人|敬献鲜花, 4名候选人|事迹
        if more and (word[-1] in "了着" or (len(word) == 1 and window[high : high + 1] in ("了", "着"))):
            break  # 3000名队员|报了名, 30户农民|尝到了甜头
        if goes and low and before in indicator_set("modifiers") and high < len(window):
            goes = False  # 21家户外|作业单位
        if more and word[0] in _NUMERALS and (word[-1] in "天年月次" or tags().get(word) == "m"):
            break  # 32个摊位|五天
        if more and word in _MANNER and number + 1 < len(cuts) and only_done(window[slice(*cuts[number + 1])]):
            break  # 55个贫困村|综合整治
        if (
            word[0] in "在了和与逐"
            or (more and word[0] == "均")
            or (more and goes and not (end and only_done(window[:low])))
        ):
            break
        if (
            more
            and high < len(window)
            and _goes_on(word)
            and not (heads and re.search(f"(?:{heads})\\Z", window[:high]))
            and not (len(before) == 1 and number == 1 and _goes_on(before))
        ):
            rare = _RARE.match(window, low) if word not in indicators()["verb_characters"] and not headed else None
            if rare is None or not _names_thing(rare[0]):
                break
            end = rare.end()
            break
        unheaded = not (heads and re.search(heads, window[high:]))  # 788名|驻村工作队员
        if (
            len(before) == 1 == number
            and unheaded
            and any(before + word in known for known in (stops, does, boundaries()))
        ):
            return start  # 2人|入|选
        end, before = high, word
    return start + end


def _goes_with_deed(window: str, cuts: Sequence[Span], number: int) -> int:
    """Where a noun ends that goes on with a verb and whom or where it is done to (分散|人员, 扶贫安置|点); 0 where none does."""
    low, high = cuts[number]
    people = _THOSE.match(window, high)
    if people is not None:
        return people.end()
    of_deed = _OF_DEED.match(window, high) if high - low > 1 and number + 1 < len(cuts) else None
    whole = of_deed is not None and any(of_deed.end() == end for _, end in cuts)
    return of_deed.end() if of_deed is not None and whole else 0


@lru_cache(maxsize=4096)
def _is_number(word: str) -> bool:
    return any(number.end - number.start == len(word) for number in numbers(word))


def _names_thing(words: str) -> bool:
    """墒情监测仪: whether words end in what can be counted and hold no verb."""
    cuts = [words[slice(*cut)] for cut in units(words)]
    known = [word for word in cuts if len(word) > 1]
    return bool(known) and (cuts[-1] in indicators()["single"] or len(cuts[-1]) > 1) and not any(map(only_done, known))


def _goes_on(word: str) -> bool:
    """Whether a word behind a noun tells on and names nothing: one character that ends no noun, or one said twice (缓缓)."""
    if len(word) == 1:
        return word not in indicators()["single"]
    return len(word) == 2 and word[0] == word[1]


@cache
def doing() -> frozenset[str]:
    """Verbs, adverbs and the like, which name nothing that is counted (80名民兵|连续), but not offices (12名书记)."""
    return boundaries() - listed("titles", "posts") - listed("titles", "occupations") - indicator_set("counted")

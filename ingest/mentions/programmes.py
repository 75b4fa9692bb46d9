"""Programmes: standing schemes, works, projects, brands and documents, as the text names them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from ingest.mentions.lexicon import Hit, Lexicon, word_kinds, words
from ingest.mentions.standing import stands
from ingest.mentions.view import View
from ingest.mentions.words import known_word, opening
from ingest.modality import any_of
from ontology.records import Mention

_NUMBERED = re.compile(r"(?:[一二三四五六七八九十双百千][^\W\d]){2,4}|[一二三四五六七八九十双]\w{1,5}")
_REPEATED = re.compile(
    "([一二三四五六七八九十双百千])[^\\W\\d]{1,2}\\1[^\\W\\d]{1,2}|[一二三四五六七八九十]\\w[一二三四五六七八九十]\\w(?:[一二三四五六七八九十]\\w)*|[一二三四五六七八九十]\\w{1,4}(?:制|法|式|体系|机制)"
)
_BUILT = re.compile("(?P<head>建设|创建|治理|改革)(?![\\u3400-\\u9fff])")
_COUNTED = ("个", "人", "次", "年", "举措", "措施", "环节", "方面", "一", "点", "日")
# What is said of a phrase that names no scheme: “小苗膜下移栽”技术, “干部干、村民看”的问题.
_SAYINGS: tuple[str, ...] = (
    "技术",
    "理念",
    "精神",
    "口号",
    "字样",
    "标语",
    "二字",
    "两个字",
    "几个字",
    "微信群",
    "意识",
    "作用",
    "问题",
    "现象",
)
_SAYINGS += (
    "难题",
    "目标",
    "成果",
    "方式",
    "效应",
    "氛围",
    "之路",
    "文章",
    "形状",
    "的问题",
    "的形状",
    "等字",
    "为主题",
    "为目标",
)
_PLAIN_PIECE = re.compile("[一二三四前后][个]?|季度|[一二三四]季度|年内|全[国省市州县区旗镇乡村]|年度|集中|[个批]")
_OFFICE = ("办公室", "办", "工作站", "工作队", "领导小组", "志愿", "协会", "理事会")
_SETTLED = ("村", "社区", "镇", "小区", "街道")
"""Ends of places whose own canteen is no scheme: 文曲路社区|老年食堂."""
_MATTERS = ("台账", "期间", "款", "进度", "质量", "资料", "监理", "验收", "管护")
"""What goes on behind 工程 where it is a common noun: 翻开|工程台账."""
_HOUSES = ("基地", "室", "站", "所", "院", "馆", "园", "厅", "家园", "中心", "公园", "广场")
"""Ends of places and houses, which are no schemes though they are founded together (共建“海岛支老实践基地”)."""
_TOGETHER = ("共建", "共建的", "合办", "结成", "开办", "办起的", "联合打造的")
_PROVINCE = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔滇藏陕甘青宁"
_PAIRED = re.compile(f"[{_PROVINCE}]{{2}}(?:东西部)?(?:协作|劳务协作|消费协作)")
_COUNT_BEHIND = re.compile(r"[0-9一二三四五六七八九十两]+余?[个项处]")
_BETWEEN = re.compile(r"(?:(?![了的是在为与和将把上中，])[\u3400-\u9fff]){1,6}")
_SUFFIX = re.compile(
    r"[（(](?:试行|暂行|草案|修订|修订版|征求意见稿|讨论稿|[0-9]{4}(?:[—－~-]+[0-9]{4})?年?(?:版|度)?)[）)]\Z"
)
# “X”是全县叫得响的劳务品牌: what a quotation is said to be
_IS = re.compile(
    r"”(?:是|作为|成为|已成为|将成为)[^，。；、“”]{0,24}?(?:品牌|制度|机制|工程|模式|计划|行动|服务项目|(?:推出|发起|实施|开展)的[^，。；、“”]{0,4}项目|(?:推出|首创|创办|发起|开办|办起来|搞起来|启动|试办|开设|创设|探索出来|总结出来)的)(?=[，。；])"
)
_LASTS = re.compile(r"”(?:每[月周年季]|已?(?:坚持|持续)了?(?:[0-9一二三四五六七八九十两]+)(?:年|个|届|载))")
_SETS_UP = ("设立", "设立了", "创设", "设", "设下", "成立")
_AGAIN = 3  # so many times a quoted name stands in the body where the headline lacks it
_LEADS = re.compile(
    "(?!.*(?:人|者|员|长|家|师|嫂|哥|姐|妈|爸|爷|奶|叔|婶|娃|儿|妹|弟|星|手|王|官|兵|匠|客|友|专家|楼|空间|委|馆|站|室|中心|广场|公园|店|厂|院|所|园|场|月三|家庭|教授|老师|医生|书记|主任|士|舅|五|单|学院|队|团|组|村|镇|社|号|河|路|桥|山|湖|岛|果|茶|米|瓜|鱼|药|路|难|化|年|天|节|气|味|病|水|钱|金|粮|田|房|车|船|草|花|树|生|事|话|心|情|感|力|点|线|面|量|性|度|梦|景|画|声|诗|歌|曲|戏|舞)\\Z)[\u3400-\u9fff·+0-9]{3,8}"
)
_NO_SCHEME = (
    "活动",
    "文化节",
    "文化",
    "庙会",
    "系列",
    "仪式",
    "大赛",
    "比赛",
    "演练",
    "会议",
    "队",
    "志愿",
    "服务队",
    "精神",
    "主题",
    "理念",
    "口号",
    "字",
    "二字",
    "的人",
    "技术",
    "微信",
    "式",
    "型",
    "品种",
    "种子",
    "产品",
    "景观",
    "美誉",
)
_BECOMES = re.compile("(?:成了|成为|变成|变|当|像|如|台风|老)\\Z")
_CALLED = re.compile("(?:是|成了|成为|当起|当好|当上|称为|誉为|名副其实)[^，。；！？]{0,14}的?\\Z")
_COUNTS = re.compile("[一二三四五六七八九十两几多各][个项大]")
_FUNDS = re.compile(
    "(?:(?![了的是在为与和将把上中，])[\u3400-\u9fff]){0,6}?(?:互助金|帮扶金|扶持资金|帮扶资金|奖励资金|发展资金|助农资金|关爱资金|爱心基金|救助基金|助学金|奖学金|专项资金|专项基金|公益基金|基金(?!会)|公益金)"
)
_CHAIN = re.compile("[\u3400-\u9fff]{2,4}?(?:街道|镇|乡)[\u3400-\u9fff]{2,5}?(?:村|社区)")
_WORKS = re.compile(
    "(?:了|起)?(?:总?投资)?(?:[0-9.]+[亿万]+余?元的?)?(?P<name>(?:(?![的了和与将把在为由向对被使让是])[\u3400-\u9fff0-9（）“”]){4,22}?(?P<head>项目|工程))"
    "(?=[，。；、！\n]|建设|开工|落户|等|和)"
)
_PLUS = re.compile(r"[\w]{2,12}[+＋][\w]{1,12}(?:[+＋]\w{1,12})?")


@cache
def _heads() -> Lexicon[str]:
    return Lexicon(sorted(word_kinds("programmes", "heads").items()))


@cache
def _quoted_heads() -> Lexicon[str]:
    return Lexicon(sorted(word_kinds("programmes", "quoted").items()))


@cache
def _known() -> Lexicon[None]:
    return Lexicon((word, None) for word in sorted(words("programmes", "known")))


@cache
def _verbs() -> frozenset[str]:
    return words("programmes", "verbs")


@cache
def _verb_words() -> Lexicon[None]:
    return Lexicon((verb, None) for verb in sorted(_verbs()))


def find(view: View, found: tuple[Mention, ...]) -> Iterator[Mention]:
    """Programmes outside of the byline, each wherever the article has its quoted name again."""
    named = list(_found(view, found))
    yield from named
    yield from _again(view, named)


def _again(view: View, named: list[Mention]) -> Iterator[Mention]:
    """“乡村夜话” where nothing says what it is, in an article that says so elsewhere."""
    brands = {m.text: m for m in named if (m.start, m.end) in set(view.quoted) and m.kind not in ("Document", "Honour")}
    taken = {m.start for m in named} | {m.start + 1 for m in named}
    for start, end in view.quoted if brands else ():
        brand = brands.get(view.text[start:end])
        if brand is not None and start not in taken and not view.is_sealed(start, end):
            yield _mention(view, start, end, brand.kind, brand.rule, 0.5)


def _found(view: View, found: tuple[Mention, ...]) -> Iterator[Mention]:
    text = view.text
    yield from _quoted(view)
    yield from _leading(view, found)
    for hit in _known().scan(text):
        behind = hit.end + text.startswith("”", hit.end)  # “访惠聚”|工作队
        canteen = text.endswith("食堂", hit.start, hit.end) and text.endswith(_SETTLED, 0, hit.start)
        if not view.is_sealed(hit.start, hit.end) and not text.startswith(_OFFICE, behind) and not canteen:
            yield _mention(view, hit.start, hit.end, "Programme", "programme/known", 0.8)
    for match in _PAIRED.finditer(text):
        if not view.is_sealed(*match.span()):
            yield _mention(view, match.start(), match.end(), "Mechanism", "programme/paired", 0.85)
    yield from _headline(view)
    yield from _works(view)
    houses = {m.end: m.start for m in found if m.type == "Organization"}
    for head in _heads().scan(text):
        mention = _headed(view, head.start, head.end, head.label)
        if mention:
            yield from _clear(view, mention, houses)


def _clear(view: View, mention: Mention, houses: dict[int, int]) -> Iterator[Mention]:
    """A programme's name without whoever carries it out and the verb: 县卫健局推进|家庭医生签约服务制度."""
    ends = [at for at in range(mention.start + 1, mention.end - 2) if houses.get(at, at) <= mention.start]
    verb = _verb_words().at(view.text, ends[-1]) if ends else None
    if verb is None:
        yield mention
    elif mention.end - verb.end > 4:
        yield _mention(view, verb.end, mention.end, mention.kind, mention.rule, mention.confidence)


def _works(view: View) -> Iterator[Mention]:
    """Works and projects by the verb that governs them, over words that names seldom hold: 实施某镇北片集中供水工程."""
    for verb in any_of(tuple(sorted(words("programmes", "works")))).finditer(view.text):
        match = _WORKS.match(view.text, verb.end())
        if match is None or view.is_sealed(*match.span("name")) or match["name"][0] in "局厅委":
            continue
        start, end = match.span("name")
        chain = _CHAIN.match(view.text, start, match.start("head"))
        start = chain.end() if chain else start  # 某镇某村|人饮巩固提升工程: where it lies
        if match.start("head") - start >= 4 and not _generic(view, start, match.start("head")):
            yield _mention(view, start, end, "Works", "programme/works", 0.6)


def _headline(view: View) -> Iterator[Mention]:
    """What a headline says is being built up: 加强反邪教文化阵地建设."""
    title = view.article.title or ""
    for match in _BUILT.finditer(title):
        start = view.reach(match.start("head"), most=16, verbal=True).start
        led = title.endswith(("加强", "推进", "深化", "抓好", "推动", "强化"), 0, start)
        if led and match.start("head") - start >= 4 and not _generic(view, start, match.start("head")):
            yield _mention(view, start, match.end(), "Works", "programme/headline", 0.6)


def _quoted(view: View) -> Iterator[Mention]:
    text = view.text
    for start, end in view.quoted:
        name = text[start:end]
        if view.is_sealed(start, end):
            continue
        if text[start - 1] == "《":
            plain = _SUFFIX.sub("", name)
            if any(plain.endswith(word) for word in words("programmes", "documents")) and len(plain) > 4:
                yield _mention(view, start, end, "Document", "programme/document", 0.9)
            continue
        if re.search("[。！？]", name):
            continue  # “…。”网格员说: speech
        head = _heads().at(text, end + 1) or _quoted_heads().at(text, end + 1) or _headed_after(text, end + 1)
        funds = _FUNDS.match(text, end + 1)
        if funds:
            yield _mention(view, start - 1, funds.end(), "Project", "programme/funds", 0.85)
        elif head and len(name) < 3 and text[head.start : head.end] == "项目" and not _verb_before(text, start - 1):
            continue  # “硬核”项目
        elif head:
            yield _mention(view, start - 1, head.end, head.label, "programme/quoted", 0.9)
        elif not text.startswith(_SAYINGS, end + 1):
            yield from _bare(view, start, end)


def _bare(view: View, start: int, end: int) -> Iterator[Mention]:
    """A quotation without a head behind it, by its own form or the verb before it."""
    name = view.text[start:end]
    if 2 <= len(name) <= 12 and _IS.match(view.text, end) and _plain(name):
        yield _mention(view, start, end, "Brand", "programme/is", 0.75)
    elif stands(view.text, name) or (3 <= len(name) <= 8 and _LASTS.match(view.text, end) and _plain(name)):
        yield _mention(view, start, end, "Mechanism", "programme/standing", 0.75)
    elif _PLUS.fullmatch(name) and not name.startswith("线上"):
        yield _mention(view, start, end, "Mechanism", "programme/plus", 0.75)
    elif (
        len(name) <= 8
        and _NUMBERED.fullmatch(name)
        and not known_word(name)
        and not name.endswith(_COUNTED)
        and _as_scheme(view, start, end, name)
    ):
        yield _mention(view, start, end, "Mechanism", "programme/numbered", 0.7)
    elif (
        3 <= len(name) <= 12
        and name.endswith(_inner())
        and (name.endswith(_named_so()) or not _called(view, start))
        and not _generic(view, start, end)
    ):
        yield _mention(view, start, end, "Brand", "programme/inner", 0.7)
    elif 3 <= len(name) <= 8 and name.endswith("奖") and view.text.endswith(_SETS_UP, 0, start - 1):
        yield _mention(view, start, end, "Brand", "programme/prize", 0.7)
    elif 3 <= len(name) <= 10 and name.endswith(_things()) and view.text.endswith(_sets(), 0, start - 1):
        yield _mention(view, start, end, "Brand", "programme/set up", 0.65)
    elif (
        3 <= len(name) <= 8
        and view.text.endswith(_strong_verbs(), 0, start - 1)
        and _plain(name)
        and not (name.endswith(_HOUSES) and view.text.endswith(_TOGETHER, 0, start - 1))
    ):
        yield _mention(view, start, end, "Programme", "programme/verb", 0.55)


def _leading(view: View, found: tuple[Mention, ...]) -> Iterator[Mention]:
    """A quoted name that the headline and the body both bear, or the body again and again: what the article is about."""
    text, head = view.text, len(view.article.title or "")
    spans: dict[str, list[tuple[int, int]]] = {}
    for start, end in view.quoted:
        if text[start - 1] == "“" and not view.is_sealed(start, end):
            spans.setdefault(text[start:end], []).append((start, end))
    taken = {(m.start, m.end) for m in found} | {(m.start + 1, m.end - 1) for m in found}
    inside = [(m.start, m.end) for m in found if m.end - m.start > 4]
    for name, places in sorted(spans.items()):
        told = sum(start >= head for start, _ in places)
        if not _LEADS.fullmatch(name) or told < (2 if places[0][0] < head else _AGAIN) or known_word(name):
            continue
        free = [span for span in places if not any(a < span[0] and span[1] < b for a, b in inside)]
        if not free or any(span in taken for span in free):
            continue
        other = sum(
            text.startswith(_NO_SCHEME, end + 1)
            or _called(view, start)
            or _BECOMES.search(text, max(0, start - 8), start - 1) is not None
            for start, end in free
        )
        if 2 * other > len(free):
            continue
        for start, end in free:
            yield _mention(view, start, end, "Brand", "programme/leading", 0.6)


def _called(view: View, start: int) -> bool:
    """Whether a quotation is what someone is called: 徐丽是社区的“大管家”."""
    return _CALLED.search(view.text, max(0, start - 18), start - 1) is not None


def _as_scheme(view: View, start: int, end: int, name: str) -> bool:
    """Whether a numbered phrase (一村一策, 五步工作法) is used as a scheme's name, and not to call someone or something."""
    if _REPEATED.fullmatch(name):
        return True
    text = view.text
    return _verb_before(text, start - 1) and not text.endswith(
        ("当好", "不是", "避免", "防止", "不能", "做好", "实现", "要当"), 0, start - 1
    )


@cache
def _inner() -> tuple[str, ...]:
    return tuple(sorted(words("programmes", "inner")))


@cache
def _named_so() -> tuple[str, ...]:
    return tuple(sorted(words("programmes", "plain")))


@cache
def _things() -> tuple[str, ...]:
    return tuple(sorted(words("programmes", "things")))


@cache
def _sets() -> tuple[str, ...]:
    return tuple(sorted(words("programmes", "sets")))


@cache
def _strong_verbs() -> tuple[str, ...]:
    return tuple(sorted(verb + more for verb in words("programmes", "running") for more in ("", "了")))


def _plain(name: str) -> bool:
    return not re.search(r"[，。！？、…]", name) and not name.endswith(("化", "举措", "措施", "日"))


def _headed_after(text: str, at: int) -> Hit[str] | None:
    """A head up to six characters behind a quotation: “一泡一码”溯源制度."""
    for shift in (2, 3, 4, 5, 6):
        if _BETWEEN.fullmatch(text, at, at + shift):
            head = _heads().at(text, at + shift) or _long(_quoted_heads().at(text, at + shift))
            if head:
                return head
    return None


def _long(head: Hit[str] | None) -> Hit[str] | None:
    """A head of three characters or more: 议事群 of “云葡萄架”线上议事群."""
    return head if head is not None and head.end - head.start > 2 else None


def _verb_before(text: str, at: int) -> bool:
    before = text[max(0, at - 6) : at].rstrip("了着")
    return any(before.endswith(verb) for verb in _verbs() if len(verb) > 1)


def _headed(view: View, head: int, end: int, kind: str) -> Mention | None:
    text = view.text
    if view.is_sealed(head, end) or text[head - 1 : head] in ("”", "》"):
        return None
    reach = view.reach(head, most=18, verbal=True)
    start = reach.start
    token = view.tokens[view.token_at[head - 1]] if head else None
    if start == head and token is not None and text[token.start : head] in words("programmes", "acts"):
        start = view.reach(token.start, most=14, verbal=True).start  # 花馍师等级|认定|制度
    if any(
        start < at <= head and _BETWEEN.fullmatch(text, at, head)
        for at in range(max(start, head - 6), head)
        if at in view.quote_ending
    ):
        return None  # a quotation and its head: _quoted
    if text.startswith(("亿元", "万元"), start):  # 6.8|亿元智能窑炉项目
        start += 2
    while start < head:
        token = view.tokens[view.token_at[start]]
        word = text[start : token.end]
        verb = _verb_words().at(text, start)  # 健全县级…机制, which the dictionary cuts 健|全县
        if verb and verb.end < head:
            start = verb.end
        elif word in opening() and word not in ("结对", "改造") and token.end < head:
            start = token.end
        else:
            break
    if start == head or _generic(view, start, head) or head - start < 2 or _of_someone(view, start, head):
        return None
    if text[head - 2 : head] in ("扩建", "加固", "装修") or _COUNTS.search(text, head - 2, head):
        return None
    led = _verb_before(text, start)
    if not led and (
        kind in ("Honour", "Brand")
        or head - start < 4
        or text[head:end] in ("规定", "体系", "办法", "模式", "平台", "课堂", "创建", "评选", "计划", "试点", "行动")
    ):
        return None
    if text[head:end] == "规范" and text[head - 1] in "人者户员" and text[end : end + 1].isalpha():
        return None  # 叮嘱市场负责人|规范用电
    if text[head:end] in ("项目", "工程") and (_COUNT_BEHIND.match(text, end) or text.startswith(_MATTERS, end)):
        return None
    if text[head:end] == "项目" and text.startswith(("资金", "经费", "签约", "推介"), end):
        return None
    if "暨" in text[start:head]:  # 第三次联席会议暨项目|签约仪式
        return None
    if text[end : end + 1] in ("部", "师", "化", "款", "组", "性") or text.startswith(("经理", "负责人", "总监"), end):
        return None
    return _mention(view, start, end, kind, "programme/grammar", 0.65)


def _of_someone(view: View, start: int, head: int) -> bool:
    """Whether a stretch holds someone's title and name, and so tells what is done: 市长|阴长生通报工程."""
    tokens = view.tokens[view.token_at[start] : view.token_at[head - 1] + 1]
    return any(
        view.text[title.start : title.end] in words("titles", "posts") and name.sort == "other"
        for title, name in pairwise(tokens)
    )


def _generic(view: View, start: int, head: int) -> bool:
    generic = words("programmes", "generic")
    if view.text[start:head] in generic:
        return True
    first, last = view.token_at[start], view.token_at[head - 1]
    tokens = [token for token in view.tokens[first : last + 1] if token.sort != "place"]
    pieces = [view.text[max(t.start, start) : min(t.end, head)] for t in tokens]
    return all(piece in generic or _PLAIN_PIECE.fullmatch(piece) or piece in opening() for piece in pieces)


def _mention(view: View, start: int, end: int, kind: str, rule: str, confidence: float) -> Mention:
    return Mention(
        start=start, end=end, text=view.text[start:end], type="Programme", kind=kind, rule=rule, confidence=confidence
    )

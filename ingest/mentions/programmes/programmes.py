"""Programmes: standing schemes, works, projects, brands and documents, as the text names them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise

from ingest.mentions.events.event_guards import is_meant
from ingest.mentions.lexicon import Lexicon, any_word, word_kinds, words
from ingest.mentions.making import matched, mention_of
from ingest.mentions.programmes import governed, methods, project_lists, quoted_model
from ingest.mentions.programmes.plain_works import is_plain
from ingest.mentions.programmes.quoted_model import Named
from ingest.mentions.programmes.standing import lasting, stands
from ingest.mentions.programmes.told import behind_acts, is_told
from ingest.mentions.view import View
from ingest.mentions.words import opening
from ontology.records import Mention

_NUMBERED = re.compile(r"(?:[一二三四五六七八九十双百千][^\W\d]){2,4}|[一二三四五六七八九十双]\w{1,5}")
_BUILT = re.compile("(?P<head>建设|创建|治理|改革)(?![\\u3400-\\u9fff])")
_PLAIN_PIECE = re.compile("[一二三四前后][个]?|季度|[一二三四]季度|年内|全[国省市州县区旗镇乡村]|年度|集中|[个批]")
_OFFICE = ("驻村工作队", "驻村干部", "办公室", "办", "工作站", "工作队", "领导小组", "志愿", "协会", "理事会")
_PART_OF = re.compile(
    "[·•—-]?(?:20[0-9]{2})?(?:(?![的了在和与为以将把对由是])[\u3400-\u9fff]){2,6}?(?:行动|计划|项目)(?!部|资金|办)"
)
"""What a known scheme's own parts are called behind its name: 希望工程|圆梦行动."""
_SETTLED = ("村", "社区", "镇", "小区", "街道")
"""Ends of places whose own canteen is no scheme: 文曲路社区|老年食堂."""
_SEVERAL = re.compile("[0-9]+[余多]?[个家所处座间]\\Z")
"""How many canteens, bookrooms or banks there are."""
_BUILDING = ("建设", "工程", "项目", "计划")
"""What goes on behind a canteen where all canteens of a county are meant."""
_MATTERS = (
    "及其他",
    "等组成",
    "组成",
    "台账",
    "期间",
    "款",
    "进度",
    "质量",
    "建设资金",
    "资料",
    "监理",
    "验收",
    "管护",
)
"""What goes on behind 工程 where it is a common noun: 翻开|工程台账."""
_PROVINCE = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔滇藏陕甘青宁"
_PAIRED = re.compile(
    f"[{_PROVINCE}]{{2}}(?:东西部)?(?:协作|扶贫协作|劳务协作|消费协作|对口协作)(?!资金|工作队|专班|干部|办)"
)
_LOOSE = ("评选", "体系")
"""Last words that a verb alone makes no scheme of: 构建|老年人服务支持体系."""
_COUNT_BEHIND = re.compile(r"[0-9一二三四五六七八九十两]+[余多]?[个项处]")
_TOWNS = re.compile("(?<=[0-9]个)(?:乡镇|行政村|县市区|街道|社区|镇街|村)")
_BETWEEN = re.compile(r"(?:(?![了的是在为与和将把上中，])[\u3400-\u9fff]){1,6}")
_SUFFIX = re.compile(
    r"[（(](?:试行|暂行|草案|修订|修订版|征求意见稿|讨论稿|[0-9]{4}(?:[—－~-]+[0-9]{4})?年?(?:版|度)?)[）)]\Z"
)
_OWN_WORDS = 6
"""So many code points of its own a known scheme has before it in one quotation."""
_DONE_WELL = ("落实", "做", "抓", "用", "实施", "执行", "建立", "完善")
"""Verbs that go on in the character before a scheme's name: 落实好|会商机制."""
_TOLD_OF = re.compile(
    "”?(?:“[^“”\n]{2,24}”){0,4}(?:的[\u3400-\u9fff]{0,4}?)?(?:宗旨|格局|思路|口号|氛围|愿景|教育方针|发展理念|治理理念|服务理念|初心|信念|字样|局面|导向|定位|总基调|工作精神|样板村|要求|奋斗目标|精神|方针|理念|原则|目标|[一二三四五六七八九十]个(?:大|金色|红色)?字|的“)"
)
"""What goes on behind a quotation that names nothing by itself."""
_BUILDINGS = ("品种", "楼", "大厦", "大桥", "塔", "碑", "雕塑", "公园")
"""What a quotation names that is a thing and no scheme."""
_ONE_OF = re.compile(
    "(?:这是|是)?(?:一[项个批系列]|这[项个]|该|首批|第[一二三四五六七八]批|全[国省市州县区旗镇乡村]|辖区内?|重点|重大)+"
)
"""Words with which only what kind it is begins: 一项|重大民生工程."""
_SIZE = re.compile("(?:年产|年加工|年处理|年出栏|日产|日处理)?[0-9.]+\\Z")
"""A number that a project's name begins with: 年产12|万吨汽车零部件项目."""
_COUNTERS = frozenset("个项处家条座批多余年月日")
_LAUNCH = re.compile(
    "“(?P<name>[^“”。！？\n]{3,20})”(?P<more>[\u3400-\u9fff]{0,6}?(?:项目|工程|行动|计划)|)(?:工作)?启动仪式"
)
_PLAN = re.compile("(?:工作|实施)?(?:方案|计划)")
"""What goes on behind 行动 where the plan for it is told of: 三年行动|方案."""
_OF_A_CLASS = re.compile(
    "(?:重点|重大|开工|谋划|签约|在建|储备|招商|招商引资|续建|竣工|投产|入库|[^产][亿万]元(?:以上)?|现代服务业|高新技术)\\Z"
)
"""Words before 项目 that say what kind of projects are counted, not which one: 争列省重点|项目, 亿元以上|项目."""
_TO_DO = re.compile("(?:总|年内|今年|再|共)*(?:投入|投资|融资|新建|新增|改造|种植|播种|安排|完成|招收|招聘|引进)")
"""What one plans to do, behind 计划 where it is a verb."""
_ARTICLES = re.compile("[一二三四五六七八九十百0-9]{1,3}条(?:政策|措施|意见|规定|禁令|铁律)?\\Z")
"""How what is named after its articles ends: 《某县稳增长二十条》."""
_WORKS = re.compile(
    "(?:\\A|[ 　，\n]|——|关于|启动|推进|开展|实施|加快|完成|进行)(?P<name>(?!关于|启动|推进|开展|实施|加快|完成|进行|全面|加强|抓好|做好)[\u3400-\u9fff0-9]{2,18}?"
    "(?:桥|路|道|段|楼|河|渠|库|街|寺|庙|祠|墙|厅|宅|校舍|管网|水厂|大堤|堤防|闸|泵站|灌区|市场|广场|公园)(?:整体|路面|主体|保护|提质|提升|抢救性)?(?:修缮|改造|维修|重建|加固|迁建|除险加固|整修|疏浚))(?=[ 　，\n。]|\\Z|施工|完工|竣工|开工|期间|工程|项目|进行)"
)
"""Works that a headline names by what is done to what: 某桥整体修缮, 某路某段路面改造|施工期间."""
_FIRMS = ("公司", "集团", "合作社", "联合社", "厂")
_STAGE = re.compile(
    "(?:[一二三四五六]期|新建|扩建|改扩建|迁建|扩容|提标|升级|改造|技改|技术改造|投资|建设|驻[\u3400-\u9fff]{1,4}){0,3}(?:工程|项目)"
)
"""What names no project without the firm that it is of: 某有限公司|二期项目."""
_COUNTS = re.compile("[一二三四五六七八九十两几多各][个项大]")
_CHIEFS = re.compile(
    "(?:[、和及]|(?:全面)?(?:落实|推行|实行|试行|推广|探索|建立|实施|推进|深化|健全|完善)|全面)(?P<name>(?!贯彻|落实|推行|推进|实施|建立|深化|加强)[\u3400-\u9fff]{1,5}(?<![局校部院会社家厂组队站市县区镇])长制)(?![造作品定])"
)
"""Schemes by which each has its chief: 三级网格长制、楼栋长制."""
_YEARLY = re.compile(
    "20[0-9]{2}年(?:度)?(?:[省市县区旗州镇乡]|全[省市县区旗州镇乡])?[0-9一二三四五六七八九十]{1,3}[件项大](?:为民|惠民|便民)?(?:民生)?(?:实事|工程)(?:项目|工程)?"
)
"""What is done for people in a year: 2019年十件民生实事项目."""
_SET_FORTH = re.compile(
    "就(?P<name>(?:(?![的了是在为与和将把对])[\u3400-\u9fff“”]){4,18}?(?P<head>行动|工程|项目|计划|试点))(?:工作)?(?:作|做|进行|提出|讲|谈)"
)
"""What someone speaks about at a meeting: 就|农村人居环境集中整治行动|作具体安排."""


@cache
def _known() -> Lexicon[None]:
    return Lexicon((word, None) for word in sorted(words("programmes", "known")))


@cache
def _orders() -> re.Pattern[str]:
    """A quotation with the word for rules behind it: “八不准”|村规民约, “巫山脆李”|品牌授权|管理办法."""
    rules = any_word("programmes", "orders").pattern
    return re.compile(
        f"“[^“”，、。！？；\n]{{2,10}}”(?:(?![了的是在为与和将把上中里等以用按从被])[\u3400-\u9fff]){{0,4}}?(?:{rules})"
    )


@cache
def _worked() -> re.Pattern[str]:
    return re.compile(f"(?:{any_word('programmes', 'worked').pattern})+\\Z")


@cache
def _verbs() -> frozenset[str]:
    return words("programmes", "verbs")


@cache
def _verb_words() -> Lexicon[None]:
    return Lexicon((verb, None) for verb in sorted(_verbs()))


def find(view: View, found: tuple[Mention, ...]) -> Iterator[Mention]:
    """Programmes outside of the byline; documents, whatever they are called, and else what names something."""
    yield from _documents(view)
    for mention in _found(view, found):
        if not is_told(view.text, mention.start, mention.end):
            yield mention


def _found(view: View, found: tuple[Mention, ...]) -> Iterator[Mention]:
    """Whatever ends or stands as programmes do."""
    text = view.text
    for one in quoted_model.names(view, found):
        name = text[slice(*one.span)]
        told = _TOLD_OF.match(text, one.span[1]) is not None or name.endswith(
            _BUILDINGS
        )  # “锦程楼”|三个字, “先演后讲”|的“两先”工作法
        if not told and (
            one.chance >= quoted_model.LEAST or stands(text, name) or quoted_model.is_set_up(text, one.said)
        ):
            yield mention_of(view, *one.span, _kind(view, one), "programme/learned")
    last = 0
    for hit in _known().scan(text):
        if hit.start < last:
            continue  # within what a known scheme's part is called: 希望工程|圆梦行动
        behind = hit.end + text.startswith("”", hit.end)  # “访惠聚”|工作队
        canteen = text.endswith("食堂", hit.start, hit.end) and (
            text.endswith(_SETTLED, 0, hit.start) or _kept_by_one(text, text[hit.start : hit.end])
        )
        house = canteen or _is_house(text, hit.start, hit.end)
        counted = text[hit.end : hit.end + 1].isdigit() and text.endswith(
            ("改造", "建设"), 0, hit.end
        )  # 危房改造|625户
        counted = counted or _SEVERAL.search(text, max(0, hit.start - 6), hit.start) is not None  # 18个|老年食堂
        office = counted or text.startswith(_OFFICE, behind)
        if not view.is_sealed(hit.start, hit.end) and not office and not house:
            goes_on = _PART_OF.match(text, hit.end) if text.endswith(("工程", "计划"), 0, hit.end) else None
            last = goes_on.end() if goes_on and not view.is_sealed(hit.end, goes_on.end()) else hit.end
            yield mention_of(view, _opened(view, hit.start, last), last, "Programme", "programme/known")
    yield from _launched(view)
    if "实事" in text or "民生" in text:
        yield from matched(view, _YEARLY, "Project", "programme/ruled")
    if "长制" in text:
        yield from matched(view, _CHIEFS, "Regulation", "programme/ruled", group="name")
    for match in _SET_FORTH.finditer(text):
        if not view.is_sealed(*match.span("name")) and not _generic(view, match.start("name"), match.start("head")):
            yield mention_of(view, *match.span("name"), "Works", "programme/ruled")
    for span in lasting(text, len(view.article.title or "")):
        if not view.is_sealed(*span):
            yield mention_of(view, *span, "Programme", "programme/lasting")
    yield from matched(view, _PAIRED, "Mechanism", "programme/paired")
    yield from methods.find(view)
    yield from _headline(view)
    if "”" in text and ("约" in text or "办法" in text or "则" in text):
        yield from matched(view, _orders(), "Regulation", "programme/order")
    houses = {m.end: m.start for m in found if m.type == "Organization"}
    names = sorted((m.start, m.end) for m in found if m.type in ("Organization", "Place"))
    works = tuple(one for one in _grammar(view, houses) if not is_plain(view, one, names))
    yield from works
    yield from project_lists.listed(view, works)
    yield from project_lists.told(view)
    yield from project_lists.funds(view)


def _grammar(view: View, houses: dict[int, int]) -> Iterator[Mention]:
    """What ends in the word for a scheme, by the words before it; `houses`: where bodies end and begin."""
    text = view.text
    for head, span in governed.spans(view):
        kind, only = head.label
        if text.endswith(("项目", "工程"), 0, head.end) and _OF_A_CLASS.search(
            text, max(0, head.start - 8), head.start
        ):
            continue
        if text.endswith("计划", 0, head.end) and _TO_DO.match(text, head.end):
            continue  # 备春耕生产计划|投入资金1.8亿元
        span = None if text.endswith(_LOOSE, 0, head.end) else span
        begin = _behind_kind(view, span[0], head.start) if span else head.start
        if span and begin < head.start and not view.is_sealed(*span) and not _generic(view, begin, head.start):
            inner = view.quote_ending.get(head.start)  # 门前|“三包”制度: known by its quotation
            start = inner[0] - 1 if inner else behind_acts(text, span[0], head.start)
            yield from _clear(view, mention_of(view, start, span[1], kind, "programme/governed"), houses)
            continue
        plan = _PLAN.match(text, head.end) if text.endswith("行动", head.start, head.end) else None
        mention = None if only else _headed(view, head.start, plan.end() if plan else head.end, kind)
        if mention:
            yield from _clear(view, mention, houses)


def _opened(view: View, start: int, end: int) -> int:
    """Where a known scheme's name begins, over the words of its own before it in one quotation: “晶城|随手拍”."""
    quoted = view.quote_ending.get(end + 1)
    return quoted[0] if quoted and start - quoted[0] <= _OWN_WORDS else start


@cache
def _in_houses() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A house's last word with a comma of lists behind it, and the next house of a list."""
    houses = any_word("programmes", "houses").pattern
    return re.compile(f"(?:{houses})[、和及]\\Z"), re.compile(
        f"”?[、和及][\u3400-\u9fff]{{0,6}}?(?:{houses})(?=[、，。；和及等一建]|\\Z)"
    )


def _is_house(text: str, start: int, end: int) -> bool:
    """Whether what has a scheme's name is one of several houses: 文化广场、|农家书屋|、卫生室."""
    before, behind = _in_houses()
    listed = before.search(text, max(0, start - 8), start - (text[start - 1 : start] == "“")) or behind.match(text, end)
    return listed is not None and text[start:end] in words("programmes", "housed")


def _kept_by_one(text: str, canteen: str) -> bool:
    """Whether an article names a canteen as one village's or community's own, so that it is no scheme wherever it stands."""
    scheme = any(f"{canteen}{more}" in text for more in _BUILDING)  # 老年食堂|建设。由县民政局牵头
    return not scheme and any(f"{ending}{canteen}" in text for ending in _SETTLED)


def _clear(view: View, mention: Mention, houses: dict[int, int]) -> Iterator[Mention]:
    """A programme's name without whoever carries it out, and the verb: 县卫健局推进|家庭医生签约服务制度, 某有限公司|丙烷脱氢项目."""
    ends = [at for at in range(mention.start + 1, mention.end - 2) if houses.get(at, at) <= mention.start]
    verb = _verb_words().at(view.text, ends[-1]) if ends else None
    if verb is None:
        of_firm = bool(ends) and view.text.endswith(_FIRMS, mention.start, ends[-1])
        start = ends[-1] if of_firm and not _STAGE.match(view.text, ends[-1]) else mention.start
        yield replace(mention, start=start, text=view.text[start : mention.end])
    elif mention.end - verb.end > 4:
        yield replace(mention, start=verb.end, text=view.text[verb.end : mention.end])


def _launched(view: View) -> Iterator[Mention]:
    """What has a launching ceremony of its own, wherever it stands without: “村村有个反诈员”启动仪式."""
    text = view.text
    names = {match["name"]: match["more"] for match in _LAUNCH.finditer(text)} if "启动仪式" in text else {}
    for start, end in view.quoted if names else ():
        more = names.get(text[start:end])
        if more is None or _LAUNCH.match(text, start - 1) or view.is_sealed(start, end):
            continue
        whole = (start - 1, end + 1 + len(more)) if more and text.startswith(more, end + 1) else (start, end)
        yield mention_of(view, *whole, "Programme", "programme/launched")


def _headline(view: View) -> Iterator[Mention]:
    """What a headline says is being built up or mended: 加强反邪教文化阵地建设, 某桥整体修缮."""
    title = view.article.title or ""
    for works in _WORKS.finditer(title):
        yield mention_of(view, *works.span("name"), "Works", "programme/headline")
    for match in _BUILT.finditer(title):
        start = view.reach(match.start("head"), most=16, verbal=True).start
        led = title.endswith(("加强", "推进", "深化", "抓好", "推动", "强化"), 0, start)
        if led and match.start("head") - start >= 4 and not _generic(view, start, match.start("head")):
            yield mention_of(view, start, match.end(), "Works", "programme/headline")


def _verb_before(text: str, at: int) -> bool:
    before = text[max(0, at - 6) : at].rstrip("了着")
    return any(before.endswith(verb) for verb in _verbs() if len(verb) > 1)


def _documents(view: View) -> Iterator[Mention]:
    """What stands in 《》 and ends as documents do: 《移民村地名保护办法（试行）》."""
    for start, end in view.quoted:
        if view.text[start - 1] == "《" and not view.is_sealed(start, end):
            plain = _SUFFIX.sub("", view.text[start:end])
            ruled = _ARTICLES.search(plain) or any(plain.endswith(word) for word in words("programmes", "documents"))
            if ruled and len(plain) > 4:
                yield mention_of(view, start, end, "Document", "programme/document")


def _kind(view: View, one: Named) -> str:
    """By the last word of the name, or of the quotation."""
    name = view.text[slice(*one.span)]
    for lexicon in (word_kinds("programmes", "heads"), word_kinds("programmes", "quoted")):
        kind = next(
            (lexicon[name[-size:]] for size in range(min(len(name), 8), 1, -1) if name[-size:] in lexicon), None
        )
        if kind:
            return kind
    return "Mechanism" if _NUMBERED.match(name.lstrip("“")) or "+" in name else "Brand"


def _headed(view: View, head: int, end: int, kind: str) -> Mention | None:
    text = view.text
    if view.is_sealed(head, end) or text[head - 1 : head] in ("”", "》"):
        return None
    reach = view.reach(head, most=18, verbal=True)
    start = reach.start
    token = view.tokens[view.token_at[head - 1]] if head else None
    if start == head and token is not None and text[token.start : head] in words("programmes", "acts"):
        start = view.reach(token.start, most=14, verbal=True).start  # 花馍师等级|认定|制度
    if start == head and (worked := _worked().search(text, max(0, head - 12), head)):
        start = view.reach(worked.start(), most=14, verbal=True).start  # 茶壶耳水库|除险加固|工程
        start = start if worked.start() - start > 2 else head
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
    if text.startswith(("双方", "两地", "各自"), start):  # 双方|东西部协作项目
        start += 2
    if text.startswith(("国道", "省道", "县道"), start):
        start = len(text[:start].rstrip("0123456789"))  # 104|国道改建工程
    if text[start] in _COUNTERS and text[start - 1 : start].isdigit():
        return None  # 6|处社区文化广场建设工程: as many of them
    start += text[start] == "市" and text.endswith("该", 0, start)
    start += text[start] == "好" and text.endswith(_DONE_WELL, 0, start)
    start = behind_acts(text, start, head - 2)  # 边境管理大队健全|联席会议机制
    towns = _TOWNS.match(text, start, head)  # 14个|乡镇|农田水利项目
    start = towns.end() if towns else start
    begin = _behind_kind(view, start, head)
    if head - begin < 2 or _generic(view, begin, head) or _of_someone(view, start, head):
        return None
    if text[head:end] in ("项目", "工程") and text.endswith("等", 0, begin):
        return None  # 某水泥等|生态循环项目: a class that those named before it are of
    number = _SIZE.search(text, max(0, start - 12), start)
    if number and text[start] not in _COUNTERS:
        if text.startswith("小时", start):  # 24|小时值班制度: a way to say always
            return None
        start = number.start()
    if (text[head - 2 : head] in ("扩建", "加固", "装修") and head - start < 7) or _COUNTS.search(text, head - 2, head):
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
    if text[head:end] == "规范" and (not led or text.startswith(("、", "管理", "的", "有序", "运行"), end)):
        return None
    if text[head:end] == "平台" and text[head - 1] in "搭建筑":
        return None
    if is_meant(text, end):
        return None
    if text.endswith("基金", head, end) and text.startswith("会", end):
        return None
    if text[head:end] == "倡议" and text.startswith("书", end):
        return None
    if text[head:end] in ("项目", "工程") and (_COUNT_BEHIND.match(text, end) or text.startswith(_MATTERS, end)):
        return None
    if text[head:end] == "项目" and text.startswith(("资金", "经费", "签约", "推介"), end):
        return None
    if "暨" in text[start:head]:  # 第三次联席会议暨项目|签约仪式
        return None
    if text[end : end + 1] in ("部", "师", "化", "款", "组", "性") or text.startswith(("经理", "负责人", "总监"), end):
        return None
    return mention_of(view, start, end, kind, "programme/grammar")


def _behind_kind(view: View, start: int, head: int) -> int:
    """Where a name goes on behind words that say only what kind it is: 一项重大|民生工程."""
    kind = _ONE_OF.match(view.text, start, head)
    return kind.end() if kind else start


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

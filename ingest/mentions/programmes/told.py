"""What ends as a programme does and names none: a clause (掀起全市项目|建设热潮), one of many (多个林产品加工项目), a notion (“项目为王”理念)."""

from __future__ import annotations

import re

from ingest.mentions.lexicon import any_word, words

_QUOTED = re.compile("[“‘《][^”’》]*[”’》]?")
_NOTION = re.compile(
    "”(?:的?[\u3400-\u9fff]{0,4})?(?:理念|主题|思路|思想|目标|精神|要求|战略|口号|原则|方针|单位|发展|(?:具体|实际|务实)行动)\\Z"
)
"""A quotation that says how one thinks or acts, or who is such."""
_NEW = re.compile("(?<![创革更])新(?:模式|平台|机制|品牌|体系|课堂)\\Z|(?<![第首])一批")
_TWO = re.compile("长制[和与及、][\u3400-\u9fff]{1,4}长制")
"""Two schemes by their last words, each read by itself."""
_MANY = re.compile("(?:[0-9]+|[二两三四五六七八九十]+)余?[家个处座件条宗所]")
"""How many there are: 七家|茶企项目."""
_AS_MANY = re.compile("(?:共|共计|共有|合计)?[0-9]+[余多]?[个项处座户件条宗]")
"""How many of such works there are, behind them: 农村公路硬化项目|67条."""
_DATED = re.compile("(?:20[0-9]{2}年)?(?:第?[一二三四1-4]季度|[0-9]{1,2}月份?|年度)[^“”]*(?:项目|工程)\\Z")
"""All works of a time: 4月份招商引资项目."""
_OF_STAGE = re.compile("[一二三四五六首末]期(?:工程|项目)|[0-9]+亩规范")
"""A stage that says of what no further."""
_TO_BE = re.compile("新?(?:热潮|高潮|时间|时序|服务保障|立区|立市|立县|强区|强市|强县|为王)")
"""What goes on behind 项目 where a clause tells of all projects: 突出项目|立区战略."""


_CLASS_OF = re.compile(
    "(?:是以[^。；！？\n]{0,70}|(?:是|一大?批|一系列|许多|众多|多[个项]|[各每]类)[^，。；！？\n]{0,40})的\\Z"
)
"""What stands before works that are only said to be of a kind: 是为学子圆梦的|专项助学工程, 实施一大批利民的|高标准水利工程."""
_SORTED = re.compile("[一二三四五六七八九十0-9]+大[\u3400-\u9fff]{0,6}(?:工程|项目)|“[^”]{1,3}”(?:[个支批]|项(?!目))")
"""How many of which sort: 六大水利工程."""
_PARTS_OF = (
    "主体工程",
    "附属工程",
    "配套工程",
    "收尾工程",
    "基础工程",
    "扫尾工程",
    "装修工程",
    "后续工程",
    "产业项目",
    "涉农项目",
)
"""What of works is told of: a part of one, or all of a kind."""
_OF_RANK = re.compile(
    "(?:[0-9一二三四五六七八九十]+[余多]?[个项类])?(?:(?:第[一二三四五六七八九十0-9]+批)?(?:国家|世界|自治区|[省市州盟县区旗])级|最佳|优秀|先进|十佳|人类)?(?:重点|优秀)?"
    "(?:非遗|非物质文化遗产|科研|科技|课题|技改|民生实事|实事|志愿服务|文化|文旅|体育|竞赛|比赛|表演|展演|游戏|服务|体验|游乐|产业|建设|工程)(?:代表性)?(?:项目|工程)\\Z"
)
"""What only says of which rank and sort a project is: 县级非遗项目, 最佳志愿服务项目."""
_PLAYED = re.compile(
    "(?:田径|田赛|径赛|体育|球类|趣味|娱乐|游乐|竞技|比赛|竞赛|参赛|训练|健身|体验|互动|表演|演出|体检|检查|检测|诊疗|收费|考试|考核|审批|办事|服务|[两三四五六七八九]个?大)(?:类|师生)?(?:比赛)?项目\\Z"
)
"""What is played, shown or tested item by item: 所有|田径项目, 径赛两个大项目."""
_LIKENED = re.compile(
    "(?:成为|变成|变为|变身|化身|化作|化为|堪称|誉为|称作|犹如|好比|如同|当作|当成|看作)了?[^，。；“”]{0,20}“\\Z"
)
"""What something is likened to: 让竞赛成为技术交流的“|田间课堂”."""
_TWICE = re.compile("项目(?:建设|施工|推进|选址|[\u3400-\u9fff]{0,6}(?:调研|考察|现场|地))[\u3400-\u9fff]{0,8}项目\\Z")
"""A clause over two of them: 产业园项目建设地调研|项目进展."""
_SHORTEST = 2
"""A single character in quotation marks names nothing: “福”字."""
_ACTS = re.compile(
    "其中|现场签约|集中签约|举行|举办|召开|讲解|宣讲|开具|铺开|(?:开工|动工|启动|加快|同步)建设|听取|汇报|领取|看到|见证|拿到|收到|荣获|来到|前往|察看|查看|视察|考察|督导检查|调研|(?<=[市县区旗镇乡])创新|学习(?!积分|强国|教育|型|制)|领导(?:干部)?(?:调研|检查|督导|视察|考察|督查|通报|部署)|建立健全|健全完善|健全|完善|建立|推行|实行|探索|制定|出台|(?:严格|认真|坚决)?执行(?!行动|联动)|(?:严格|全面)?落实好?(?!机制|制度|责任)"
)
"""What is done with a scheme, within what was reached before its last word."""


def behind_acts(text: str, start: int, end: int) -> int:
    """Where a name begins behind what is said to be done with it: 县长实地察看|大棚种植基地建设项目."""
    acts = [act.end() for act in _ACTS.finditer(text, start, end)]
    return acts[-1] if acts else start


def is_told(text: str, start: int, end: int) -> bool:
    """Whether the words from `start` to `end` tell what is done, wished or counted, and so name nothing.

    >>> is_told("践行“项目为王”理念", 2, 10), is_told("多个林产品加工项目", 0, 9), is_told("实施“清溪”行动", 2, 8)
    (True, True, False)
    """
    name = text[start:end]
    if name.endswith("”创建") and text.startswith(("全国", "省级", "市级", "文明", "国家"), end):
        return True  # 把“邻里一家”|创建全国文明城市结合起来
    if name.endswith("项目") and _TO_BE.match(text, end + 2 * text.startswith("建设", end)):
        return True
    if (
        name.endswith(("工程", "项目", "活动"))
        and text[end : end + 1] in ("。", "；", "，", "")
        and "“" not in name
        and _CLASS_OF.search(text, max(0, start - 80), start)
    ):
        return True
    if name.endswith(_PARTS_OF) or (name.endswith("体系") and "“" not in name and "+" not in name):
        return True  # 大楼|主体工程, 完善|公共文化服务体系
    if _likened(text, start + (name[0] == "“"), end - (name[-1] == "”")):
        return True
    if _PLAYED.search(_QUOTED.sub("", name)) and "“" not in name:
        return True
    if "“" not in name and (_DATED.search(name) or _OF_STAGE.fullmatch(name)):
        return True
    if name.endswith(("工程", "项目")) and "“" not in name and _AS_MANY.match(text, end):
        return True
    if _SORTED.match(name) or _TWICE.search(name) or _OF_RANK.match(name):
        return True
    if name.startswith(("“线上+线下”", "“线下+线上”")):
        return True  # how it is done, anywhere
    own = _QUOTED.sub("", name)
    told = any(telling.search(own) for telling in (_NEW, _TWO, _clause()))
    return told or bool(_NOTION.search(name) or _MANY.match(name)) or name in words("programmes", "common")


def _likened(text: str, start: int, end: int) -> bool:
    """Whether words in quotation marks say what something is like, or was and is: 从|“空壳村”到|“明星村”."""
    if text[start - 1 : start] != "“":
        return False
    name = text[start:end]
    if len(name) < _SHORTEST or (text.count(name) == 1 and _LIKENED.search(text, max(0, start - 30), start)):
        return True
    was = text.endswith("从“", 0, start) and text.startswith(("”到", "”向", "”变"), end)
    return was or (text.endswith(("”到“", "”向“", "”变“"), 0, start) and "从“" in text[max(0, start - 24) : start])


def _clause() -> re.Pattern[str]:
    """Words that tell what is done with programmes, or how many there are; none stands in a name."""
    return any_word("programmes", "telling")

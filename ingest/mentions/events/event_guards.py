"""What looks like an event's name and is none."""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.mentions.lexicon import words
from ontology.records import Mention

_NEVER = re.compile(
    "(?:不|未|没有|从不|不再|严禁|禁止|任何(?:单位|机构|组织|个人))(?:得|会|曾|再|擅自|自行)?(?:举办|举行|开展|召开|组织|进行)(?:任何)?\\Z"
)
_ACTS = frozenset(("检查", "调研", "考察", "视察"))
_OBJECT = re.compile("[“\u3400-\u9fff](?<![或和后中时结并期暨])")
_DONE_IT = re.compile("(?:检查|查看|察看|巡查|排查|走访|慰问|考察|调研|了解|参观|听取|开展|清理|整治)了")
_LASTING = re.compile(
    "[一二三四五]年(?:行动|攻坚行动|整治行动)\\Z|(?:\\A|”的)第[0-9一二三四五六七八九十百]+[次届场期](?:会议|活动|大会|例会)\\Z"
)
_DONE = re.compile(
    "(?:共|累计|已|已经|总共|先后)(?:组织|开展)?(?:走访|慰问|检查|巡查|排查|调研|督导|督查|考察|暗访|培训|演练|整治|宣讲|义诊|巡诊|救助|体检|巡逻|普查|座谈|捐赠|帮扶|清理|服务)+\\Z"
)
_COUNT = re.compile("了?[\u3400-\u9fff、]{0,12}?[0-9０-９一二三四五六七八九十百千万]+(?:余|多)?[万亿]?[\u3400-\u9fff]")
_WATCHING = re.compile(
    "[0-9０-９一二两三四五六七八九十百千]+[余多]?[名位][^，。；“”]{0,12}?(?:旁听|参加|出席|列席|观看|观摩|聆听|到场)"
)
_TIMES = re.compile(
    "(?:共|累计|近|约|达|已)?[0-9０-９二三四五六七八九十百千万两]+(?:余|多)?(?:场|次|批次|轮|堂)(?!会|活|比)"
)
_DAYS = re.compile("[0-9一两二三四五六七八九十半]+(?:整)?天")
_TIMES_BEFORE = re.compile(
    "(?<!第)(?<![0-9二三四五六七八九十百千万两])(?:[0-9０-９]+|[二三四五六七八九十百千万两]+)(?:余|多)?[场次轮堂]?\\Z"
)
_PLANNED = re.compile(
    "(?:下一步|下步|下一?阶段|今后|接下来|将(?:持续|继续|进一步|不断|定期|适时|陆续|分批|常态化|深入|广泛|积极|大力|认真)"
    "|(?<![主重必首紧需只不])要(?![求点素闻件])|应当|必须|务必|希望|建议|为(?:了|进一步|更好地?)|经常|时常|常年|平时|每[天晚逢])[^。；]*"
    "(?:开展|组织|举办|举行|召开|进行|参与|参加|抓好|搞好|做好|加强|推进|部署)(?:[^，。；“”]{0,4}|(?:“[^“”\n]{1,20}”)+)\\Z"
)
"""What is asked for or meant to be done, on no day: 县消防救援大队要牵头开展|联合检查, 学校将持续开展|安全教育活动."""
_DAY = re.compile("[0-9](?:[日号]|月(?!份?[前底末]))|[上中下]旬|当[天日晚]|[昨今][日天晚]|日前|近日|[一二三四五六日]晚")
_MEANT = re.compile("的[^，。；]{0,6}?(?:积极性|自觉性|主动性|重要性|必要性|意义|意识|热情|能力)")
"""What is said of taking part in such a thing, whenever it is held: 参与环境整治行动|的积极性."""
_QUOTED = re.compile("“[^“”]*”")
_DOING = ("参加", "参与", "办", "开", "举办", "搞", "做", "听", "看", "观看")
_ANY = (
    "更多",
    "类似",
    "其他",
    "其它",
    "此类",
    "这类",
    "各类",
    "各种",
    "各项",
    "多项",
    "多种",
    "一系列",
    "相关",
    "有关",
    "以后",
    "今后",
    "此后",
    "同类",
    "诸多",
    "众多",
    "一些",
    "许多",
    "很多",
    "所有",
    "任何",
    "日常",
    "每次",
    "历次",
    "历届",
    "以往",
    "往届",
)
"""What an event's name does not begin with, of many or of whichever: 更多类似活动, 各类公益活动."""
_CLAUSE = re.compile("精心组织|革命活动|(?:人员|干部|党员|队员|群众|师生)(?:先后|分别|到|赴|赶赴|深入|前往)")
"""What is a clause and no name: 县旅游局精心组织春节…; or was done long ago: 毛泽东同志在我县的|革命活动."""
_SLOGANS, _BRIEF = ("强化", "加强", "深化", "夯实", "筑牢", "抓实", "做实", "抓好"), 8
"""What a headline calls for: 强化应急演练."""
_STEADILY = ("节高", "节攀", "节胜", "节败")
"""Behind 节, where it is half of a word: 人才培养|节节高."""
_ON = (
    "节目",
    "节约",
    "节能",
    "节水",
    "节点",
    "节奏",
    "展示",
    "展开",
    "展现",
    "展区",
    "展品",
    "展厅",
    "展出",
    "展播",
    "展馆",
    "展台",
    "展位",
    "会员",
    "会长",
    "会场",
)
_LEARNT = re.compile("(?:开幕式|闭幕式|开班式)?上?的?(?:重要)?(?P<speech>讲话|致辞|报告)?(?:精神|(?(speech)|(?!)))")
_LEARNS = re.compile("传达|学习|贯彻")
_DECIDED = re.compile(
    "(?:的)?(?:决策|工作|有关|各项)*部署|(?:[、和及]|以及)[^，。；]{1,40}?(?:会议|讲话|指示)?(?:精神|部署)"
)
_PASSED_ON = re.compile("传达|学习贯彻")
_FOLLOWS = re.compile("贯彻|落实|按照|根据|对照|传达|领会")
"""Before a meeting's name: what was decided there is followed (落实全省推进会|部署, 贯彻全会|和县委全会精神)."""
_MODAL = re.compile(
    "(?:都|(?<!人)才|就|也|还|便|(?<!汇)总|将|不|必|均|只|更|又|仍|(?<![日正])常|往往|一般|通常|经常|陆续|每[年月周天季逢])会\\Z"
)
"""A word for what someone does again and again, before the verb of staging: 该场每年都会|举办."""
_THIS_ONE = re.compile(
    "[此本这该当今首][次场届轮站期日晚][\u3400-\u9fff]{0,8}?(?:活动|运动会|比赛|大赛|竞赛|会议|演出|培训|仪式|晚会|节|展)\\Z"
)
_OF_MANY = re.compile(
    "(?:全[国省市州县区旗镇乡村校])?(?:[一二三四五六七八九十两几数多0-9]+[余多]?[个类种]|[国省市州县区旗镇乡校级、及]{1,6}级)(?![\u3400-\u9fff]{9,})[\u3400-\u9fff]*(?:比赛|竞赛|大赛|赛事|活动|会议|演出|展览|培训)\\Z"
)
"""Contests of a rank, or so many: 省市级比赛, 全市五个专场比赛."""
_NO_GATHERING = re.compile(
    "(?:迷信|犯罪|违法|违规|赌博|邪教|传销|诈骗|走私|盗窃|盗采|盗猎|非法[\u3400-\u9fff]{2,4}|涉黑|涉恶|涉赌|吸毒|贩毒|制毒|破坏|间谍|宗教|恐怖|渗透|生产|经营|生产经营|教学|商业|经济|交易|买卖|日常|家务|体力|工作)活动\\Z"
)
"""What people do at any time, good or bad, and no one holds: 封建迷信活动."""
_AT_QUOTED = re.compile("“[^“”]{1,12}”(?:打擂|演出|展演|比武|骑行|义诊|开幕|赶集|研学|采风|宣讲)\\Z")
"""What is done at a place with a name in quotation marks: 在“北大仓”打擂."""
_TWO_EDITIONS = re.compile("届[^“”]{2,16}[节会赛展][与和、及](?:第[一二三四五六七八九十百0-9]{1,4}|首)届")
"""Two names in one: 第四届葫芦交易会与第六届花木展览会; each is read by its edition."""
_POST_COMES = re.compile(
    "(?:[书记主任局县市区镇乡村部院校会科处股]{0,2}长|书记|主任|主席|经理|负责人|代表|成员|人员|干部|委员|等|一行)(?:先后|分别|一行)?(?:来|到|赴|前往|深入)"
)
_MANY_TIMES = re.compile("(?:[2-9]|[1-9][0-9]+)[余多]?(?:场|次|期|轮|批)")
_TASK = re.compile("“[^“”]{1,10}”[^“”]*(?:创建|建设|推进|开展)工作\\Z")
"""How many there were (6场讲座和8场巡讲活动), and a task that goes on (“十有”乡镇人大创建工作)."""
_BEFORE = 160  # code points of a sentence that are looked at before a name
_RULES = ("程", "办法", "制度", "机制", "规则", "平台", "名录", "榜单", "标准", "体系", "工作法", "模式")
_BODIES = ("车", "成果", "中心", "广场", "主席团", "秘书处", "组委会", "筹委会", "领导小组", "指挥部")


def _is_counted(text: str, mention: Mention) -> bool:
    """Whether it is told how often something was held: 开展|义诊活动|8场, 组织2|场银企对接会."""
    if _TIMES.match(text, mention.end) is not None:
        return True
    started = mention.text[0] in "场次轮堂"
    before = _TIMES_BEFORE.search(text, max(0, mention.start - 8), mention.start)
    return before is not None and (started or before[0][-1] in "场次轮堂")


def is_led_by_post(tour: Mention) -> bool:
    """Whether a visit's name begins with the end of who comes: 各村党组织|书记来万年县考察."""
    return _POST_COMES.match(tour.text) is not None


def is_meant(text: str, end: int) -> bool:
    """Whether what ends there is spoken of for what it would be good for: 参与环境整治行动|的积极性."""
    return _MEANT.match(text, end) is not None


def sentence_of(text: str, at: int, marks: str = "。！？\n") -> int:
    """Where the sentence of a place begins, or `_BEFORE` code points before it."""
    low = max(0, at - _BEFORE)
    return max(low, max(text.rfind(mark, low, at) for mark in marks) + 1)


def _is_learnt(text: str, mention: Mention) -> bool:
    """Whether only what was said at a meeting that others held is read out: 传达学习|市委四届八次全会|精神."""
    sentence = sentence_of(text, mention.start)
    said = _LEARNT.match(text, mention.end)
    if said is None:
        clause = text.rfind("，", sentence, mention.start) + 1 or sentence
        decided = _DECIDED.match(text, mention.end)
        passed_on = _PASSED_ON.search(text, sentence, mention.start)
        return decided is not None and (passed_on or _FOLLOWS.search(text, clause, mention.start)) is not None
    return said[0].endswith("精神") or _LEARNS.search(text, sentence, mention.start) is not None


_BODIES_THAT_MEET = ("评议会", "议事会", "参事会", "监督会", "调解会", "互助会", "协商会", "联谊会", "促进会", "商议会")
_AS_BODY = re.compile("[”]?(?:是由|由[^，。]{2,30}组成|的?成员|会员|会长|理事|自?成立|下设|共有成员)")


def _is_body(text: str, mention: Mention) -> bool:
    """Whether what is called like a meeting is a body, with members of its own: 道德评议会|成员."""
    end = next((end for end in _BODIES_THAT_MEET if mention.text.rstrip("”").endswith(end)), "")
    name = mention.text.rstrip("”")[-len(end) - 2 :]
    return end != "" and _has_members(text, name)


@lru_cache(maxsize=64)  # each mention of an article asks
def _has_members(text: str, name: str) -> bool:
    return any(_AS_BODY.match(text, at + len(name)) for at in _places_of(text, name))


def _places_of(text: str, name: str) -> list[int]:
    """Where a name stands in a text."""
    return [match.start() for match in re.finditer(re.escape(name), text)]


def _is_planned(text: str, mention: Mention) -> bool:
    """Whether no day is told for what someone says is to be done, or what it would be good for."""
    if is_meant(text, mention.end):
        return True
    sentence = sentence_of(text, mention.start, "。！？；\n")
    return (
        _PLANNED.search(text, sentence, mention.start) is not None
        and _DAY.search(text, sentence, mention.start) is None
    )


def is_none(text: str, mention: Mention) -> bool:
    """Whether what looks like an event's name is none.

    Whom something is given to, and the verb (向救护大队捐赠|呼吸器); what is said never to be held (不举办|考试培训班); a head
    and nothing else (行动); a word for one told of (此次行动); what goes on for years (三年行动) or says only which it is
    (第63次会议); what is to be done some day (要开展|联合检查), or whichever it is (各|乡镇民俗活动); half a word (成果展|示, 节|节高); what verbs leave over (参加|完活动, 调研组一行); a verb with what it takes (视察|采茶篓推广情况, 检查了|灭火器) or
    with what was counted (全县共走访慰问|党员1260名); part of a body's name (会议大会|主席团); so many people and what they attend (60余名村民旁听庭审).
    """
    given = mention.text.endswith(("捐赠", "捐款", "揭牌")) and text.endswith(("向", "给", "为"), 0, mention.start)
    never = _NEVER.search(text, max(0, mention.start - 12), mention.start) is not None
    same = (
        mention.text.startswith(("此次", "本次", "这次", "该次", "整个", "整场", "上述", *_ANY))
        or any(word in _QUOTED.sub("", mention.text) for word in ("我们", "他们", "你们"))
        or _LASTING.search(mention.text) is not None
        or _MODAL.search(mention.text) is not None
        or _NO_GATHERING.search(mention.text) is not None
        or (
            text[mention.start - 1 : mention.start] in tuple("在到于从去赴")
            and _AT_QUOTED.match(mention.text) is not None
        )
        or _MANY_TIMES.match(mention.text) is not None
        or (mention.kind == "Activity" and _TASK.match(mention.text) is not None)
        or _TWO_EDITIONS.search(mention.text) is not None
        or _is_body(text, mention)
        or _OF_MANY.match(mention.text) is not None
        or _THIS_ONE.match(mention.text) is not None
    )
    done = _DONE.search(mention.text) is not None and _COUNT.match(text, mention.end) is not None
    acts = mention.text in _ACTS and _OBJECT.match(text, mention.end) is not None
    fragment = (
        "或" in _QUOTED.sub("", mention.text)
        or mention.text.endswith(("一行", "等形式", "等方式"))
        or mention.text.startswith(("待", "并", "这也", "这是", "人员"))
        or _CLAUSE.search(_QUOTED.sub("", mention.text)) is not None
        or (mention.text.startswith(_SLOGANS) and len(mention.text) <= _BRIEF)
        or "标志着" in mention.text
        or (mention.text[0] in "完过" and text.endswith(_DOING, 0, mention.start))
        or text.startswith(_STEADILY, mention.end)
    )
    labelled = text[mention.start - 1 : mention.start] in ("【", "[") and text[mention.end : mention.end + 1] in (
        "】",
        "]",
    )
    column = text[mention.end : mention.end + 1] in tuple("丨｜|") and mention.start == 0  # 丰收节|丨: a column's name
    return (
        given
        or labelled
        or fragment
        or column
        or _DAYS.match(mention.text) is not None
        or _DONE_IT.match(mention.text) is not None
        or _WATCHING.match(mention.text) is not None
        or never
        or same
        or acts
        or done
        or mention.text.startswith("暨")
        or _is_learnt(text, mention)
        or text[mention.start - 1 : mention.start] == "各"
        or text[mention.end - 1 : mention.end + 1] in _ON
        or _is_planned(text, mention)
        or mention.text in words("events", "bare")
        or text.startswith((*_BODIES, *_RULES), mention.end)
        or _is_counted(text, mention)
    )

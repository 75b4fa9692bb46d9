"""Which numbers of a sentence are reported: not ordinals, sayings, talk and small numerals in passing."""

from __future__ import annotations

import re
from functools import cache

from ingest.mentions.words import known_word
from ingest.relations.base import TIME, SentenceView
from ingest.relations.figures.amounts import Amount
from ingest.relations.figures.indicators import indicator_pattern, indicators

FEW, _SOME = 3, 10
"""Chinese numerals below the first are told in passing, below the second in direct speech or of units that are seldom counted."""
_GROUPED = ("分", "成", "为", "村", "屯", "庄", "队")
_AMONG_THEM = re.compile("[\u4e00-\u9fff]{1,4}中(?:排|位居|位列|居|列|名列)第?")
_STATION = re.compile("K[0-9]+\\+\\Z")  # S209线K31+|200处路边
_SESSION = re.compile("[届任]\\Z")
_MEETING = re.compile("(?:全体)?(?:会议|全会|大会|例会)")
_REPLIES = re.compile("[话评论]说?（\\Z")
_READERS = re.compile("(?:浏览|查看|阅读|点击|访问)(?:次数|人次|人数|量|数)?[：:]?\\s*\\Z")
_OF_SUCH, _SHARE_OF = re.compile("的[0-9.]+%"), re.compile("占[^，。；0-9]{1,12}\\Z")
_ONE_OF = re.compile("[^，。；：、0-9\ue000-\ue007]{1,16}之一(?![的以是])")
_MONTH = re.compile("[正腊]月\\Z")
_COURSES = re.compile("培训|举办|开展|共|累计|讲座|课堂|第")
_LIMIT = re.compile("(?:以上|以下|以内)的\\w|(?:以上|以下)[\u4e00-\u9fff]{1,8}?(?:共有?|已有?|有|达到?|为|约|近)*[0-9]")
_NAMED_BY = re.compile(
    "排(?:CT|螺旋)|米(?:速滑|短?跑|长跑|赛|接力|栏|自由泳|蛙泳)|个(?:冬天|夏天|春天|秋天|春秋|寒暑|年头)"
)
_FOREMOST = re.compile("(?<![目此日之以先年月天跟会])前\\Z")
_TALK = re.compile("[我你您咱俺]")
_TALKED = 100
_TO_EACH = re.compile(
    "(?:每[\u4e00-\u9fff]{1,8}|各)(?:配|派|送|设|明确|确定|配备|配发|安排|选派|发放|赠送|建|有|挂牌)[\u4e00-\u9fff]{0,4}\\Z"
)
_TWO = 2
_OVER = re.compile("(?<=[\u4e00-\u9fff]{2})(?:超过?|不足|低于|高于|过|不到|满)\\Z")
_OF_THOSE = re.compile(
    "的(?:[0-9]+|[一二三四五六七八九十两])?[家个名户]?(?:村|地块|田块|路段|河段|企业|单位|户|货车|车辆|乡镇|学校|项目|个人|家庭|合作社|商户|店|人员)"
    "|(?:以上)?的?(?:龙头|工业|规上)?(?:村|企业|乡镇|项目|合作社|商户|大户|家庭农场)(?:有|共|达|达到|共有|增至|增加到|已达)?[0-9]"
)  # 收入超50万元的|村: which they are
_SCORE = re.compile("得分|总分|评分|打分|均分|赋分|分数|成绩|独得|(?:以|夺得|获得|赢得)[0-9.]+分")
_TRAVELLED = re.compile("(?:驱车|开车|骑车|骑行|步行|徒步|乘车|坐车|[走跑骑赶]了)(?:近|约|将近|整整)?\\Z")
_ONE_BY_ONE = re.compile("(?:接着?|又|连着?|挨着?|紧挨着?)一|(?<=一[个件户家项条步])(?=一)")
_BY_ONES = re.compile(
    "一[\u4e00-\u9fff](?:接着?|又|连着?|挨着?|紧挨着?|[改销清建管])\\Z"
)  # 一辆接着|一辆, 查一处改|一处
_TOGETHER = re.compile("[在到成作]了?\\Z")  # 合在|一处
_ANGLES = re.compile("[珠长金闽]\\Z")  # 珠|三角
_HAMLET = re.compile(
    "(?:家子|家户|道[沟岭河湾梁坡]|里[铺堡庄屯河桥店坪湾]|棵树|间房|座[店塔]|户长)"
)  # 五家子村, 十户长
_GAINED = re.compile(
    "(?:新上|新建|新增|新购|新添|建成|建起|购置|购进|购买|添置|增设|增开|开通|投用|带来|送来|送上|送去|捐赠|捐建|捐出|研发|引进|配备|组建|培育|打造|设立|开设|抓住|抓获|查获|查处|救出|救起|签下|签约|派出|选派|抽调|派驻)了?\\Z"
)
_PRIVATE = re.compile(
    "(?:村民|居民|(?<!低收入)农户|脱贫户|贫困户|建档立卡户|监测户|低保户|牧民|果农|茶农|瓜农|菜农|菇农|农民|渔民|棉农|阿婆|大爷|大妈|户主|社员|务工者|务工人员|老汉|老人)"
    "(?:\ue001\ue005*|[\u4e00-\u9fff]{2,3}?(?=[在家种养说借去也从把带一今蹲站：]))[^。；\ue000\ue004]{0,25}"
    "|(?:帮|给|替)[他她](?!们)[^。；\ue000\ue004]{0,40}"
    "|(?:他|她|老汉)(?:今年|去年|现在|如今|也|就|又|家)?[^，。；\ue000-\ue004]{0,6}"
)  # who is named for what they live on; no organisation or programme between
_OWN = re.compile(
    "(?:(?:[种养卖挣赚借买包搭攒欠盖还]|到手|收入|净落)(?:了|着|过|得|到|起|下|上){0,2}|[贷借](?:到|了|来)[^，。；0-9]{1,10})"
    "(?:近|约|将近)?(?:[0-9][^，。；]{1,8}、)?\\Z"
)
_AT_HOME = re.compile(
    "(?:\ue001\ue005*|[他她我俺咱])家(?:的|里(?:的|还|就|共|也)?(?:种了?|养了?|有|承包了?|存了?)?[^，。；0-9]{0,6})(?:近|约)?\\Z"
)  # 张三家的|120株杨梅树
_ALONE = re.compile("[我俺](?![们县市镇村区乡社院校局所国省厂队])|咱家|我家")
_SUED = re.compile("(?:起诉|诉状|诉请|诉至|索赔)[^。；]{0,25}(?:赔偿|返还|补偿|支付|要求)[^。；]{0,16}\\Z")
_SETTLED = re.compile(
    "(?:某|\ue001\ue005*)(?:当场|当庭|同意|自愿|答应|愿意)[^。；\ue000]{0,20}(?:赔付|赔偿|补偿|赔)[^，。；0-9]{0,4}\\Z"
)
_BARRED = re.compile("不得(?:超过|少于|低于|高于|多于|超出|小于|大于)\\Z")  # 每队不得超过|8人
_THAN = re.compile("比[^，。；]{0,10}\\Z")
_BETTER = re.compile("[^，。；0-9]{0,8}[都还更](?:灵|管用|强|好|快|顶用|有用|省)")  # 比发|十条广告都灵
_LIKE = re.compile("(?:顶得上|抵得上|赛过|胜过|比[听看读吃])\\Z")  # 顶得上|二十个壮劳力
_OTHERS = re.compile("(?:最后|另外)\\Z")  # 盯着最后|两栋木屋
_ALMOST = re.compile("(?:险些|差点儿?)[^，。；]*\\Z")
_OFF = re.compile("处(?!理)|开外|远处")  # 港外约|8海里处
_DIGITS, _NEAR = tuple("0123456789百千万亿"), 30
_TO = ("至", "到", "—", "～", "-")
_GROWING = re.compile("[从由][^，。；]*\\Z|(?:增|升|涨|降|减|扩)[\u4e00-\u9fff]?[0-9][^，。；]*\\Z")
_SENT = re.compile("(?:派|派出|选派|派来|配|配备|聘|聘请|聘任|抽调|招收|招聘|引进|救起|救出|慰问|表彰|处分|安排)了?\\Z")


def counts_nothing(view: SentenceView, found: Amount) -> bool:
    """Numbers that count nothing: 三分之二, 腊月二十八, “三个多”, 每10户, 100米以上的高楼, 锦绣苑三期."""
    number, shape = found.number, view.shape
    start = number.start
    if number.han and number.end - start == 1 and known_word(shape[start : found.end + 1]):  # 电动|三轮车
        return True
    if shape.startswith("中的", found.end) and shape[found.end + 2 : found.end + 3].isdigit():  # 17条|中的6条
        return True
    if _STATION.search(shape, 0, start) or (shape.startswith("参与）", found.end) and _REPLIES.search(shape, 0, start)):
        return True  # 我有话说（0人参与）
    if found.unit == "次" and _SESSION.search(shape, 0, start) and _MEETING.match(shape, found.end):
        return True  # 十三届|十二次全会
    if found.unit == "个" and shape.startswith(("半小时", "半月", "半天"), found.end):
        return True  # 上午|三个半小时
    if found.kind == "money" and shape.startswith("/", found.end):
        return True  # 拱棚2500元|/座: a rate of charge
    if _READERS.search(shape, 0, start) or (_OF_SUCH.match(shape, found.end) and _SHARE_OF.search(shape, 0, start)):
        return True  # 查看次数：|584次; 占任务数|18370亩的107.8%
    if _ONE_OF.match(shape, found.end):
        return True  # 全省23个|重点帮扶县之一
    if found.unit == "人" and shape.startswith("民", found.end):  # 全县50万人|民: a way to say all of them
        return True
    if shape.startswith("部分", number.end):  # 会议分|两部分
        return True
    if shape.startswith("分之", number.end) or _MONTH.search(shape, 0, start) or shape[start - 1 : start] == "每":
        return True
    if found.unit == "组" and (shape[start - 1 : start] in _GROUPED or "\ue000" <= shape[start - 1 : start] <= TIME):
        return True  # 大伙分|三组, 后寨村|四组
    if shape.rfind("《", 0, start) > shape.rfind("》", 0, start) or _AMONG_THEM.match(shape, found.end):
        return True  # 《红色故事二十讲》, 在五个城区中排第二
    foremost = ("名", "位", "强", "个", "家", "户") if number.han else ("名", "位", "强")
    if found.unit in foremost and _FOREMOST.search(shape, 0, start):  # 前三名
        return True
    if _NAMED_BY.match(shape, number.end) or (
        found.unit in ("幢", "栋") and shape.endswith(("住在", "家住"), 0, start)
    ):
        return True
    if found.unit == "分" and not _SCORE.search(shape, 0, found.end):  # 2点11分, 落后9分, 一课积20分
        return True
    if found.kind == "measure" and _SPEC.match(shape, found.end) and shape[start - 1 : start] in _SPEC_BEHIND:
        return True
    if found.kind == "measure" and _TRAVELLED.search(shape, 0, start):
        return True
    if (number.han and _names_or_rhythm(shape, found)) or _in_passing(view, found) or _range(shape, found):
        return True
    if number.han and found.unit == "期" and not _COURSES.search(shape, max(0, start - 8), start):
        return True
    if number.han:
        opened, close = shape.rfind("“", max(0, start - 8), start), shape.find("”", found.end, found.end + 8)
        if opened >= 0 and close >= 0 and "”" not in shape[opened:start] and (opened + 1 < start or close > found.end):
            return True
    over = found.kind in ("money", "share", "measure") and _OVER.search(shape, 0, start)
    return _LIMIT.match(shape, found.end) is not None or bool(over and _OF_THOSE.match(shape, found.end))


_SPEC = re.compile("[\u4e00-\u9fffA-Za-z]{2,10}[0-9]+[余多]?(?:台|套|块|辆|部|组|根|盏|口|具|艘|架)")
_SPEC_BEHIND = tuple("，、；：和及置用装备买")  # 购置|60千瓦逆变器3台: of what sort it is
_SO_MANY = re.compile("(?:[百千万]|百万|千万|双千|双万)(?:亩|头|吨|只|米|株|棵|公里|平方米|尾|羽|箱)\\Z")
_GREAT = re.compile(
    "[\u4e00-\u9fff、“”]{1,14}?(?:基地|园区|产业[园带]|示范[区片带园]|片区|长廊|果园|茶园|花海|良田|林海|画廊|市场|大道|方阵|粮仓|工程|项目)"
)  # 千亩|辣椒示范基地: what it is called


def _names_or_rhythm(shape: str, found: Amount) -> bool:
    """Whether a Chinese numeral is part of a name or of a turn of speech: 五家子村, 珠三角, 一辆接着一辆, 合在一处."""
    start, end = found.number.start, found.end
    if found.unit == "角" and _ANGLES.search(shape, 0, start):
        return True
    if _HAMLET.match(shape, found.number.end):
        return True
    if _SO_MANY.match(shape, start, end) and _GREAT.match(shape, end):
        return True
    if not shape.startswith("一", start):
        return False
    apart = found.unit == "处" and _TOGETHER.search(shape, 0, start) is not None
    return apart or _ONE_BY_ONE.match(shape, end) is not None or _BY_ONES.search(shape, 0, start) is not None


def _in_passing(view: SentenceView, found: Amount) -> bool:
    """Whether a number is told in passing: what one lives on or sues for, what a thing is likened to, how far off it is."""
    shape, start = view.shape, found.number.start
    if _BARRED.search(shape, max(0, start - 4), start):
        return True
    if _BETTER.match(shape, found.end) and _THAN.search(shape, max(0, start - _NEAR), start):
        return True
    if _LIKE.search(shape, max(0, start - 4), start) or (found.kind == "measure" and _OFF.match(shape, found.end)):
        return True
    if found.number.han and found.number.value < FEW and _OTHERS.search(shape, max(0, start - 4), start):
        return True
    begin = max(shape.rfind("。", 0, start), shape.rfind("；", 0, start)) + 1
    own = _OWN.search(shape, max(begin, start - _NEAR), start)
    if own is not None and any(who.end() >= own.start() for who in _PRIVATE.finditer(shape, begin, own.start())):
        return True
    if _AT_HOME.search(shape, max(begin, start - _NEAR), start):
        return True
    if found.kind != "money":
        return False
    if _ALMOST.search(shape, begin, start) or _SETTLED.search(shape, begin, start):
        return True
    said = shape.rfind("“", 0, start)
    if said >= 0 and view.in_speech(start) and _ALONE.search(shape, said, start):
        return True
    return "诉" in shape and _SUED.search(shape, begin, start) is not None


def _range(shape: str, found: Amount) -> bool:
    """Whether a number is an end of a range (月薪|3200元|至|4500元), which is no one value; not what something grew from or to."""
    start, end = found.number.start, found.end
    lower = shape.startswith(_TO, end) and shape[end + 1 : end + 2].isdigit()
    upper = shape.endswith(_TO, 0, start) and shape[: start - 1].removesuffix(found.unit)[-1:] in _DIGITS
    return (lower or upper) and _GROWING.search(shape, max(0, start - _NEAR), start) is None


def reported(view: SentenceView, found: Amount, noun: str) -> bool:
    number, words = found.number, indicators()
    vague = number.value < (2 * _SOME if number.han else _SOME)
    if vague and (noun in words["abstract"] or noun.startswith(_abstract())):
        return False
    speech = view.in_speech(number.start)
    if speech and number.approximate and (found.kind == "money" or found.kind == "count"):  # “一个月能拿3000多元”: talk
        return False
    clause = view.clauses[view.clause_of(number.start)]
    if (
        speech and (number.value < _TALKED or found.kind == "count") and _TALK.search(view.text, *clause)
    ):  # “我在这里有12个朋友”
        return False
    if number.han and number.value < least(found, speech) and not (not speech and few_reported(view, found, noun)):
        return False
    return not indicator_pattern("idioms").match(view.shape, number.start)


@cache
def _abstract() -> tuple[str, ...]:
    return tuple(word for word in indicators()["abstract"] if len(word) > 1)


def least(found: Amount, speech: bool = False) -> int:
    """The smallest number that is reported in Chinese numerals of a unit: 三个村, but 三所学校的教师, 支起六口大锅 are told in passing."""
    words = indicators()
    seldom = found.kind == "count" and found.unit not in words["few"]
    return _SOME if seldom or speech or found.unit in words["small"] else FEW


def few_reported(view: SentenceView, found: Amount, noun: str) -> bool:
    """Whether a few in Chinese numerals are reported: 两座冷库, 每个网格配一名网格员, 电动车一辆, 新上三条生产线."""
    number, unit, words = found.number, found.unit, indicators()
    if view.in_speech(number.start) or view.shape[number.start : number.start + 1] == "二":
        return False
    if number.value == _TWO:
        if unit in ("名", "位"):  # 派出两名工程师
            return _SENT.search(view.shape, 0, number.start) is not None
        if unit == "次":
            return _ended(view.shape, found.end)
        named = bool(view.marks_in(max(0, number.start - 1), number.start)) or noun not in words["verbs_alone"]["vague"]
        return unit in words["two"] or (named and unit in ("个", "家") and noun.endswith(tuple(words["two_of"])))
    if number.value > _TWO and _GAINED.search(view.shape, 0, number.start):
        return True
    ended = _ended(view.shape, found.end) and len(noun) > 1 and view.shape[number.start - 1] not in "每第"
    return unit in words["one"] and (ended or _TO_EACH.search(view.shape, 0, number.start) is not None)


def _ended(shape: str, position: int) -> bool:
    return shape[position : position + 1] in ("，", "。", "；", "、", "和", "")

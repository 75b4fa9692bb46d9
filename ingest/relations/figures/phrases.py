"""What a number counts as it is told: without what only leads to it, with what its verb or its sum is of."""

from __future__ import annotations

import re

from ingest.mentions.words import verbs
from ingest.relations.figures.amounts import Amount
from ingest.relations.figures.indicators import indicator_pattern, indicator_set, indicators
from ingest.relations.figures.noun_behind import only_done
from ingest.relations.figures.nouns import units

_ALSO_DONE = "又还再也共"
_PERSONS = tuple("人员者生民众工师兵客户手匠友迷孩童婴妇女嫂翁丁徒军警医护子属长部年表")
_VERB = 5  # a longer stretch names what was done as a whole
_HEAD = (
    "按[^，。；按]{2,10}?(?:计算|核算|折算|统计)的?(?=..)",
    "经[\u4e00-\u9fff]{1,6}后(?=..)",
    "[^，。；]{0,8}?一[家个座条处项名](?=(?:总?投资|占地|建筑面积|年产|总价值|价值))",  # 引进一家|投资了1.3亿元的公司
    "(?:规划|计划)?(?:建设|新建|改建|扩建|打造|建成|修建|实施|引进|签约|落户|启动|推进|包括)(?=(?:计划|概算)?(?:总投资|总?占地|总?建筑面积|全长|总长|总面积))",
    "(?:公司|企业|合作社|基地)(?:共|累计|已)?(?=(?:新?租|兴建|新建|流转|种植|建设|投入|投资))",
    "及?以[上下](?=..)",
    "[一二三四五六七八九十](?:、|是(?=..))",
    "(?:加上|特别是|尤其是)(?=..)",
    "[、的了]",
    "和(?![美谐睦平])",
    "还(?:将|要|会|能|(?=一次性|先后|专门|累计|投[入资]|拿出|筹[集措]|欠))(?=..)",
    "共(?=建设|建成|建立|投入|完成|发放)",
    "所(?=[接报收需办建获带在]..)",
    "(?:还|又|也)?(?:要|将)?再?(?=[添增设][\u4e00-\u9fff]?\\Z)",
)
_ENDS = re.compile(
    f"\\A(?:{'|'.join(_HEAD)})+"
    "|(?:[、的]|每[天月年日]|(?<=..)每(?:个月|季度|学期|星期|周|晚)|连续[0-9一二两三四五六七八九十]+年|[一两三]年|已经?|[只就还也均仅便却竟]|(?<![人英贤奇天])才|能再|足足|反倒|反而|同时|如今|目前|最高可|不[低少高]于|不超过|仅有|还有|不过|至今|连成?|(?<=[^，。未已]{2})完成|(?<=..)(?<!已)实现"
    "|只要|不能|(?<=..)[将要](?<![需主重首想将])|(?<=..)(?:耐心|热情|认真|仔细|细心|逐一|免费|无偿|陆续|缓缓|不断|更好)地|(?<=..)(?<![工课学小临及按准平同耗用历费限省])时"
    "|力争|争取|确保|预计|有望|零下|骤降到|同比|环比|累计|降到|增到|一共|[0-9]{1,3}个?(?:分钟|小时|天|月))+\\Z"
)
_INNER = re.compile(
    "已(?=完成|超|达|建|办|签)|(?<=..)(?:累计|共计|总共|共|已)(?=投入|完成投资|筹集|整合|落实|争取)|(?<=..)(?:累计|共计|共|已)?(?:实现|完成)(?=(?:增加值|营业收入|主营业务收入|(?:综合|总|销售)?收入|总?产值|利润总额|利润|利税|税收|销售额|营业额|零售额)\\Z)|(?<=税收|收入|税金)(?:完成|实现)?入库\\Z|(?:（[A-Z]{2,5}）|(?<=....)折合人民币)\\Z|(?<=..)(?:仅|仍|反倒|反而)(?=..)|(?<=..)(?<![实体出呈涌发表展])现\\Z"
)
_WORTH = re.compile("(?<=..)(?<![价产总市货面净阈数增贬加充保])值\\Z")  # 拉来的物资|值68.5万元
_GROWN_TO = re.compile(
    "(?<=..)(?:现已|已|又|再|仅|只|还|便|也|现)?(?:发展|扩大|增加|增长|提高|提升|上升|减少|下降|降低|缩短|压缩|压减|压降|缩减|扩展|回升|回落|攀升|恢复|壮大|扩充|(?<!新)增|降|升|涨|冲|跌|扩)[到至为]?\\Z"
)  # 裂果率|降到4%
_FROM_THAT = re.compile(
    "(?<=[^，。]{2})(?:[从由按]|卖到|卖出)(?:每[\u4e00-\u9fff]{1,2}|最初|原来|原先|先前|此前|以前|之前|早先|起初|零|过去|当初)[\u4e00-\u9fff0-9]{0,8}\\Z"
)
_CHANGED = re.compile(
    "(?<=..)[由从](?:最初的?|原来的?|过去的?|年初的?|保护初期的?|上年的?|去年的?)?[0-9][^，。；]{0,12}?(?:到|至|为|成)?\\Z"
)  # 平均审理天数|由41天缩短至
_COUNTED_TOO = re.compile(
    "(?<=[^0-9.][^0-9.])[0-9][0-9.]*[余多]?[万亿]?[^0-9]{1,2}\\Z|(?<=[村镇乡县校院])里\\Z"
)  # 酥梨|127筐共计3800公斤
_PREPOSITION = re.compile("(?<=.)[在从把给将]")
_DID = re.compile("[买送给发捐建修装配种卖收租换带添垒]了(?=..)")
_TAKEN = re.compile("\\A[^，。]{2,}(?<!一)[把将](?=[^，。把将来要]{2,8}\\Z)")
_GIVER = re.compile(
    r"\A(?!每)[^，。的]{1,10}(?:室|校|院|(?<!社)会|队|公司|站|局|社|村|镇|乡|县|厂|店|行|中心)(?:还|也|又|共|都|当场|为此)?"
    "(?=(?:[买送发捐建修装配种卖租换添拨办]了|捐资|捐出|捐款|捐赠|赠送|送来|送去|拿出|出资|拨付|下拨)(?:.{2}|\\Z))"
)  # 地区水利局|捐资
_ALSO = re.compile("\\A[^，。的]{2,9}(?:也|还|为此)(?=[\u4e00-\u9fff]{4})")  # 慈善社工科也|帮忙申请到慈善资金
_TAIL = re.compile(
    "(?<=..[目家户校村业])中\\Z|(?<=..)(?:控制|保持|稳定|维持|集中|定)在\\Z|(?<=[^，。]{3})签\\Z|(?<=..)(?<![存所现内外正自理缘事])[在从由按]\\Z|(?<=..)(?:先后|接连|陆续)\\Z"
)
_STATE = re.compile("(?<=..)(?:情况|现状|状况|进展)\\Z")
_ONE_CASE = re.compile(
    "\\A(?:审理|(?:公开)?开庭审理|公开审理|办理|处理|调解|化解|通报|侦破|破获|查处)了?一[起件宗名位](?=..)"
)  # 审理一起|被告人
_LEFT = re.compile("(?<=..)[只仅还]?剩下?\\Z")
_DURING = re.compile("\\A[^，。]{2,}?时(?=[\u4e00-\u9fff]{2,5}[率量额]\\Z)")  # 运抵时|烂果率
_ASIDE = re.compile("(?<=[^（]{2})（[^）]*）(?=[\u4e00-\u9fff]{2,4}\\Z)")
_EACH_INSIDE = re.compile("\\A[^每]{2,}[算照准](?=每[头只亩户人吨斤棵株名][\u4e00-\u9fff]{2,})")
_MADE_DO = re.compile(
    "\\A(?:通过|依托|借助|借力|依靠|凭借|利用|靠)[^，。]{2,10}?[使让令带](?=..)"
)  # 通过订单农业使|农户亩均增收
_ONCE_BUILT = re.compile(
    "\\A[^，。]{0,8}?(?:[达投满]产|建成|投用|竣工|投运|投入使用|投入运营)之?后(?=年..)"
)  # 全部达产后|年产值
_AHEAD = re.compile(
    "(?P<thing>[^的以在从用被把将][^的]{1,7}?)(?:(?:已经?|又|再|共|就|仅|只|累计)?(?P<verb>新增|登记|建成|盘活|打掉|追回|挽回|卖掉|发出|收回|办成|救起|领走|送走|接走|搬走|拉走|发完|种下|栽下|挂出|清走|拨付|售出|卖出|送出|办结|挖出|拆除|救出|运走)|(?:已|已经)(?P<reaped>收割|播种|栽植|采摘|采收|抢收|卖出|整改)|(?:(?:已|共|就|只|仅)(?P<one>[画铺修养种建])|(?P<done>[卖捐送买])了))\\Z"
)
_RATE = re.compile(
    "(?P<rate>每(?:小时|天|日|月|年|周|季度|分钟|班|次|趟|公里)|(?<![节生当近次今翌假昨明即连平往纪])日|(?<![0-9今明去前后当本全近往常多整青少成新周拜过同半一二两三四五六七八九十几])年)"
    "(?:可以|可|能|均|最多|最高|约)*\\Z"
)
_FOR_EACH = re.compile(
    "(?:每|一)(?:(?P<by>公斤|千克|斤|吨|升|亩|公顷|平方米|米|棵|株|只|头|枚|个|件|本|度|立方米|方)|(?P<of>[人户名位]|位老人|名学生|户家庭)|[天月年])\\Z"
)
_PRICED_AT = re.compile(
    "\\A[按以](?=..)|(?:也|都|仍|均|就)?(?:(?<=.)定?[是为在]|达到?|约)\\Z|(?:(?:答应|同意|承诺|约定)?(?:公司|企业)?[以按]|[跌涨降升卖增减][到至了])\\Z"
)
_BOUGHT = re.compile("(?P<deed>收购|回收|包销)(?!站|点|商|量)")
_EACH_OF = re.compile("每(?:公斤|千克|斤|吨|株|只|头|枚|个|件|本|方)")
_PRICED = "价费金钱本款租税收入利润差出高低降涨均省补贴助"
_WAGES = {"一天": "日工资", "每天": "日工资", "一月": "月工资", "每月": "月工资"}
_SUM = re.compile("(?:[\u4e00-\u9fff]{2}[金费价款]|补贴|补助|津贴|奖励|工资|租金)\\Z")


def clean(noun: str) -> str:
    """What is counted, without words at its ends that only say when or how far (死亡人数|同比, 水位|已|超警戒)."""
    noun = _ONCE_BUILT.sub("", _DURING.sub("", _CHANGED.sub("", noun)))
    noun = _ASIDE.sub("", noun).lstrip("（-")
    noun = _STATE.sub("", _ONE_CASE.sub("", _GIVER.sub("", _EACH_INSIDE.sub("", _MADE_DO.sub("", noun)))))
    also = _ALSO.match(noun)
    noun = noun[also.end() :] if also and only_done(noun[slice(*_first(noun, also.end()))]) else noun
    noun = _TAIL.sub("", noun)
    noun = _WORTH.sub("价值", _INNER.sub("", _ENDS.sub("", noun)))
    noun = _COUNTED_TOO.sub("", noun)
    noun = _LEFT.sub("剩余", noun)
    shorter = _FROM_THAT.sub("", _GROWN_TO.sub("", noun))
    noun = _told_last(shorter if len(shorter) > 1 and not only_done(shorter) else noun)
    ahead = _AHEAD.fullmatch(noun)
    if ahead is not None and not only_done(ahead["thing"]):  # 楼道堆物清走
        return str(ahead["verb"] or ahead["reaped"] or ahead["one"] or ahead["done"]) + ahead["thing"]
    noun = _done_to(noun[0] + noun[2:] if _DID.match(noun) else noun)
    verb = indicator_pattern("governs").match(noun)
    return noun[: verb.end()] + noun[verb.end() + 1 :] if verb and noun.startswith("了", verb.end()) else noun


def _done_to(noun: str) -> str:
    """展示毒品模型 of 民警展示了毒品模型, 奖金 of 牧民把奖金: the last verb with 了 and its object, or what is done something to."""
    taken = _TAKEN.search(noun)
    if taken is not None:
        return noun[taken.end() :]
    at, words = noun.rfind("了", 1, -2), units(noun)
    if at < 1 or (at, at + 1) not in words:
        return noun
    verb = noun[max(0, at - 2) : at]
    if not (((at - 2, at) in words and only_done(verb)) or verb in verbs()):
        verb = str(indicators()["verbs_alone"]["single"].get(noun[at - 1], ""))
    return verb + noun[at + 1 :] if verb else noun


def _first(noun: str, position: int) -> tuple[int, int]:
    """Where the first word from a place on stands."""
    low, high = units(noun[position:])[0]
    return position + low, position + high


def _told_last(noun: str) -> str:
    """收来老物件 of 又在各村收来老物件: of words with a preposition, which tell a whole story, the last verb and its object."""
    led = _PREPOSITION.search(noun)
    if led is None:
        return noun
    given = list(_DID.finditer(noun, led.end()))
    if given:  # 还从利润中给清道夫队|买了救生衣
        return given[-1][0][0] + noun[given[-1].end() :]
    done = [low for low, high in units(noun) if low > led.start() and high - low > 1 and only_done(noun[low:high])]
    return noun[done[-1] :] if done and not noun[done[-1] :].endswith(("率", "额")) else noun


def named(noun: str, found: Amount, before: str, *, same: bool) -> str:
    """What is counted where only what was done is said: 完成251个 behind 认领微心愿263个 is 完成微心愿, 报名117户 is 报名户数.

    `before`: what the number before counts, `same` whether in the same unit.
    """
    kinds, counted = indicators()["nominal"], thing(before)
    if noun in indicators()["worth"] and counted and not counted.endswith(_PERSONS):
        return counted + noun
    if found.kind == "money" and noun == "捐给":
        return str(indicators()["takes"]["捐给"])
    if not only_done(noun) or noun in indicators()["takes"].values():
        return noun
    of_people = found.unit not in ("人", "名") or counted.endswith(_PERSONS)  # 达成意向516人，签约|87人
    if same and found.kind == "count" and counted and len(noun) < _VERB and of_people:
        return noun + counted
    noun = noun.removeprefix("将") if len(noun) > 1 else noun
    noun = str(indicators()["verbs_alone"]["single"].get(noun.lstrip(_ALSO_DONE), noun))  # 又种了|120亩: 种植面积
    return noun if noun.endswith(found.unit) else noun + str(kinds.get(found.unit, kinds.get(found.kind, "")))


def thing(noun: str) -> str:
    """微心愿 of 认领微心愿, 居民 of 参加选举的居民: what a number counts, without what was done to it; "" where nothing is left."""
    noun = _told_last(noun[noun.rfind("的") + 1 :])
    verb = indicator_pattern("governs").match(noun)
    noun = noun[verb.end() :] if verb else noun
    cuts = units(noun)
    done = next((low for low, high in cuts if not only_done(noun[low:high])), len(noun))
    counted = noun[done:]
    last = noun[slice(*cuts[-1])] if cuts else ""
    if only_done(last) and last not in indicators()["single"]:  # 助老就餐, but 改造水|站
        return ""
    if len(counted) < 2 or counted in indicator_set("governs") or counted in indicators()["nominal"].values():
        return ""
    return counted


def rate(text: str, position: int) -> str:
    """日 of 该站|日|处理污水500吨, 每小时 of 每小时可|处理荔枝15吨: by what time a number is reckoned; else ""."""
    match = _RATE.search(text, max(0, position - 8), position)
    if match is None or (len(match["rate"]) == 1 and not only_done(text[position : position + 2])):
        return ""
    return match["rate"]


def priced(noun: str, before: str) -> str:
    """每吨价格 of 每吨|1800元, 每亩补偿费 of 补偿费每亩, 每位老人慰问金 behind 慰问金9200元: what a sum for each is of."""
    if (spell := noun.removesuffix("金额")) in _WAGES:
        return _WAGES[spell]
    each = _FOR_EACH.search(noun)
    if each is None or (each.start() and noun[: each.start()].endswith("每")):
        return noun
    ahead = _PRICED_AT.sub("", noun[: each.start()])
    if len(ahead) > 1 and (not each["of"] or _SUM.search(ahead)):
        return each[0] + ahead
    if ahead:
        return noun
    noun = each[0]
    sum_before = _SUM.search(before)
    if sum_before is not None and each["of"]:
        return noun + sum_before[0]
    return noun + ("价格" if each["by"] else "金额")


def bought(noun: str, told: str) -> str:
    """每公斤收购价 of 按每公斤|5元收购: a price for each by the words around that tell of buying up; else the noun."""
    each = _EACH_OF.match(noun)
    if each is None:
        return noun
    thing_bought = noun[each.end() :].removesuffix("价格")
    buying = _BOUGHT.search(told)
    if buying is None or len(thing_bought) > _VERB or (thing_bought and thing_bought[-1] in _PRICED):
        return noun
    if thing_bought.endswith("保底"):
        return each[0] + thing_bought + "价"
    price = buying["deed"] + ("价格" if buying["deed"] == "回收" else "价")
    return each[0] + thing_bought + "保底" * ("保底" in told) + price

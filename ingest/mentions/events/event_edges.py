"""Where an event's name begins and ends: what stands before or behind a name and is no part of it, or is one."""

from __future__ import annotations

import re
from dataclasses import replace

from ontology.records import Mention

_LEAD = re.compile(
    "[^“”]{0,6}(?:分别|先后|依次|共同)(?=走访|慰问|看望|调研|考察)|[省市县区旗镇乡]领导(?!班子|干部)|[^“”，]{2,24}(?:接受|聆听)(?=[\u4e00-\u9fff]{3})|[^—“]*——[ \u3000]*|[^“”暨]*(?:期间|前夕)(?=[^）”])|[^“”]{0,8}(?:重头戏|压轴戏)"
    "|其中|还有|另有|设有|包括|以及|[^“”]{2,18}?(?=[两三四五六]项主题党日活动)|[^“”]{0,16}(?:办|举行|召开)(?=(?:第[一二三四五六七八九十百0-9]{1,4}|首)届)"
)
_HELD = re.compile(
    "(?:[^“”，]{2,12}(?:局|委|联|会|院|镇|乡|街道|社区|中心|队|公司))?(?:组织(?!生活|工作|振兴|部|委员|员|建设|人事|史|关系|化|推荐|能力|力|体系)|举办|举行|召开|开展)了?(?=[\u3400-\u9fff“])"
    "|(?=[^“”]{1,30}以“)[^“”]{0,30}以“[^“”\n]{1,40}”为(?:主题|主线|载体|契机|抓手)的"
    "|[^“”，]{2,16}(?:小学|中学|学校|幼儿园|医院|公司|集团|合作社)(?=“)"
)  # the weights take for a name's beginning what it is held by: 工商联|组织|民营企业助学活动, 妇联以“…”为主题的|讲座, 某小学|“国谦楼”奠基仪式
_JUDGED = re.compile("(?:第[一二三四五六七八九十百0-9]{1,4}|首)届[^“”]{1,10}节(?P<tail>评比|评选|评奖)\\Z")
_EDITION = re.compile("(?:第[一二三四五六七八九十百0-9]{1,4}|首)届[\u3400-\u9fff]{1,4}\\Z")
_WITHIN = (
    "对向和与同跟从"  # last characters of a name's beginning that are words of grammar elsewhere: 京山对|节白蜡大赛
)
_FIRST_TOPIC = re.compile("全[国省市州县区旗镇乡街](?:(?![的了是在对把将被等])[\u3400-\u9fff]){2,14}[和与及]\\Z")
_TOPICS = re.compile(
    "(?:召开|举行|举办)了?(?P<first>(?:(?:(?![了的在是由])[\u3400-\u9fff0-9]){2,12}(?<![会议班课])、){1,3})\\Z"
)
_ALSO = re.compile(
    "暨(?:(?![了的是在对把将被等])[\u3400-\u9fff“”0-9]){2,24}?(?:赛|会|会议|仪式|活动|文化节|旅游节|典礼|晚会|演出|展览|培训班|论坛)(?=[，。；！\n在于举开启上]|现场|正式|圆满|成功|\\Z)"
)
_INTO = re.compile(
    "(?:走)?进(?:校园|社区|乡村|农村|企业|机关|家庭|景区|军营|集市|网格|万家|课堂|工地)(?:主题|宣传|系列)*活动"
)
_NUMBERED = "(?:(?:第[一二三四五六七八九十百0-9]{1,4}|首)届)?(?:20[0-9]{2}年?)?"
_OF_CHINA = re.compile(f"{_NUMBERED}{_NUMBERED}(?:中国[·•・‧](?:[\u3400-\u9fff]{{2,4}}(?:（[^（）]{{1,8}}）)?)?)\\Z")
_SHORT = 4  # code points that a name has at least
_GAP = re.compile("(?<=[\u3400-\u9fff”）])[ \u3000]+(?=[\u3400-\u9fff“])")
_QUOTED = re.compile("“[^“”]*”|《[^《》]*》")
_GOES_ON = re.compile(
    "(?:[节会赛展]|活动|仪式)(?P<tail>(?:促|谋|话|助|聚|共谋|共话|推|带|拉动|带动|引领|搭台|唱戏)[\u3400-\u9fff]{1,4}(?:发展|展|振兴|赛))\\Z"
    "|(?:会|[节赛展])(?P<said>(?:正式|隆重|盛大|圆满|顺利|胜利|如期|即将|成功|火热)(?:开幕|闭幕|开赛|启幕|举行|落幕|开展))\\Z"
    "|(?:大赛|联赛|竞赛|锦标赛|邀请赛)(?P<head>比赛|活动现场)\\Z|(?:仪式|活动|会|赛|节|演出|展|演练|义诊|培训|讲座)(?P<others>等(?:一?系列|相关|各类|各项|多项|多种|多场|主题|文体|文化|特色|配套|丰富多彩的)*活动)\\Z"
)
_FEASTED = re.compile("[^“”]*(?:欢庆|喜迎|共庆|同庆|喜庆|欢度|共度|同过|迎接)(?=[^“”]{0,12}节)")
_OURS = re.compile(
    "[一两三四五六七八九十]+(?:期|场|次|轮|批|堂)(?=[^，]{4})|我(?:省|市|州|盟|县|区|旗|镇|乡|街道|村|校|院|局|厂|团|师|社区)(?=[^，]{4})"
)
_LEAST = 3
_LEVEL = re.compile("[省市州盟县区旗镇乡](?=第[一二三四五六七八九十百0-9]{1,4}[届次期]|首届)")
_DOINGS = re.compile(
    "(?:[在于的，。；、\\n]|举行|召开|举办|参加|出席|主持)(?P<more>(?:总结|表彰|观摩|学习|动员|研讨|经验|分析|调度|座谈|警示|培训|誓师|反馈|评议|述职|考核|对接|通报|点评|汇报|讲评)+)\\Z"
)
_WITH = 60
_WITH_IT = re.compile(
    "(?:举行|举办|召开|开展|启动|参加|出席|\\A|(?<=[，。；：！？\n]))[了]?(?P<first>(?:“[^“”\n]{2,24}”)?(?:(?![了的在于由是将从举召])[\u3400-\u9fff0-9·•（）()]){2,24}?"
    "(?:赛|节|会|会议|仪式|活动|典礼|演出|展|论坛|演练)(?:[（(][^（()）]{1,8}[）)])?暨(?:[\u3400-\u9fff]{2,4}[·•])?)\\Z"
)
_BRIEF = 6
_PART_OF_SESSION = re.compile(
    "(?:各(?:小组|组|代表团)|主席团(?:第[一二三四五六七八九十]次)?|常务主席|联组|分组|召集人|预备|党员代表)*(?:召集人|主席团|主席|联组|分组|预备|党员)?会议"
)
_SESSION = re.compile("届[一二三四五六七八九十0-9]{1,3}次会议\\Z")


def led(mention: Mention) -> Mention:
    """A name without who does it, when, and the line of the headline before it: 区领导|春节前走访慰问, 庙会期间|联合检查."""
    judged = _JUDGED.search(mention.text)  # 第三届沙田柚节|评比: what is judged at a festival
    if judged is not None:
        end = mention.end - len(judged["tail"])
        mention = replace(mention, end=end, text=mention.text[: end - mention.start])
    lead = _HELD.match(mention.text) or _LEAD.match(mention.text)
    if lead is None or len(mention.text) - lead.end() < _SHORT:
        return mention
    return replace(mention, start=mention.start + lead.end(), text=mention.text[lead.end() :])


def timed(text: str, mention: Mention) -> Mention:
    """A name without the last character of the time before it: 3时30|分|消防演练."""
    if mention.text[0] in "分时点" and text[mention.start - 1 : mention.start].isdigit():
        return replace(mention, start=mention.start + 1, text=mention.text[1:])
    return mention


def whole_topic(text: str, mention: Mention) -> Mention:
    """A meeting's name with the first of two things that it is about: 全市根治欠薪和|安全生产视频会议, 家庭教育、|女童保护推进会."""
    listed = _TOPICS.search(text, max(0, mention.start - 44), mention.start) if mention.kind == "Meeting" else None
    if listed is not None:
        return replace(mention, start=listed.start("first"), text=text[listed.start("first") : mention.end])
    if mention.kind != "Meeting" or text[mention.start - 1 : mention.start] not in tuple("和与及"):
        return mention
    first = _FIRST_TOPIC.search(text, max(0, mention.start - 20), mention.start)
    if first is None:
        return mention
    return replace(mention, start=first.start(), text=text[first.start() : mention.end])


def and_also(text: str, mention: Mention) -> Mention:
    """A name with what is held with it: 首届“梨花杯”篮球赛|暨迎春农民工联谊赛."""
    also = _ALSO.match(text, mention.end)
    return mention if also is None else replace(mention, end=also.end(), text=text[mention.start : also.end()])


def into(text: str, mention: Mention) -> Mention:
    """A name with where it is taken: “119”消防宣传月|进校园活动."""
    where = _INTO.match(text, mention.end)
    return mention if where is None else replace(mention, end=where.end(), text=text[mention.start : where.end()])


def from_edition(text: str, mention: Mention) -> Mention:
    """A name from the edition on that it follows, where a character of grammar cuts it: 第三届京山对|节白蜡大赛."""
    at = mention.start
    if text[at - 1 : at] not in tuple(_WITHIN):
        return mention
    edition = _EDITION.search(text, max(0, at - 10), at)
    return (
        mention
        if edition is None
        else replace(mention, start=edition.start(), text=text[edition.start() : mention.end])
    )


def of_china(text: str, mention: Mention) -> Mention:
    """A festival's name with the place and the edition that stand before it: 第八届中国·旬阳（蜀河）|狮头柑文化旅游节."""
    before = _OF_CHINA.search(text, max(0, mention.start - 30), mention.start)
    if before is None:
        return mention
    return replace(mention, start=before.start(), text=text[before.start() : mention.end])


def in_one_line(mention: Mention) -> Mention:
    """A name without the half of a headline before it: 团场开新局 |舞蹈大赛; what is quoted has gaps of its own."""
    bare = _QUOTED.sub(lambda quoted: "“" + "·" * (len(quoted[0]) - 2) + "”", mention.text)
    gaps = [gap.end() for gap in _GAP.finditer(bare)]
    if not gaps or len(bare) - gaps[-1] < _SHORT:
        return mention
    return replace(mention, start=mention.start + gaps[-1], text=mention.text[gaps[-1] :])


def ended(mention: Mention) -> Mention:
    """A name without what it is held for, or what is held besides it: 文化旅游节|促发展, 开工仪式|等相关活动, 舞蹈大赛|比赛现场."""
    more = _GOES_ON.search(mention.text)
    if more is None:
        return mention
    end = max(more.start(part) for part in ("tail", "others", "head", "said"))
    return replace(mention, end=mention.start + end, text=mention.text[:end])


def begun(text: str, mention: Mention) -> Mention:
    """A name without the verb of a feast before it (摆手舞欢庆|丰收节), whose it is or how many (我市|第25届艺术节汇演, 两期|培训班), and the second of two
    levels (市、区|第三届邻居节)."""
    lead = _FEASTED.match(mention.text)
    lead = lead or _OURS.match(mention.text)
    if lead is None and text[mention.start - 1 : mention.start] in tuple("、和"):
        lead = _LEVEL.match(mention.text)
    if lead is None or len(mention.text) - lead.end() < _LEAST:
        return mention
    return replace(mention, start=mention.start + lead.end(), text=mention.text[lead.end() :])


def of_session(text: str, mention: Mention) -> Mention:
    """A session's name with the meeting within it that the news is of: 政协某县十届四次会议|各组召集人会议."""
    part = _PART_OF_SESSION.match(text, mention.end) if _SESSION.search(mention.text) else None
    return mention if part is None else replace(mention, end=part.end(), text=text[mention.start : part.end()])


def whole_doing(text: str, mention: Mention) -> Mention:
    """A meeting's short name with what else is done at it, which stands before: 总结|交流大会."""
    if mention.kind != "Meeting" or len(mention.text) > _BRIEF:
        return mention
    more = _DOINGS.search(text, max(0, mention.start - 8), mention.start)
    return (
        mention
        if more is None
        else replace(mention, start=more.start("more"), text=text[more.start("more") : mention.end])
    )


def held_with(text: str, mention: Mention) -> Mention:
    """A name with what is held with it and stands before: “龙腾某江”龙船赛暨某城·|第五届茶文化旅游节."""
    if text[mention.start - 1 : mention.start] not in tuple("暨·•"):
        return mention
    clause = max(text.rfind(mark, max(0, mention.start - _WITH), mention.start) for mark in "，。；：！？\n") + 1
    first = _WITH_IT.search(text, max(clause, mention.start - _WITH), mention.start)
    if first is None:
        return mention
    return replace(mention, start=first.start("first"), text=text[first.start("first") : mention.end])


def trimmed(text: str, mention: Mention) -> Mention:
    """A name from where it begins to where it ends."""
    mention = led(timed(text, whole_topic(text, from_edition(text, mention))))
    mention = into(text, and_also(text, of_china(text, mention)))
    mention = held_with(text, mention)
    return of_session(text, whole_doing(text, ended(begun(text, in_one_line(mention)))))

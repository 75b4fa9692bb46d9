"""Organisations told by a form of their own, whatever stands around them: 民盟正定县支部, “X”志愿队, 某（福清）物流有限公司."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache

from ingest.mentions.area_words import area_word
from ingest.mentions.lexicon import Lexicon, word_kinds, words
from ingest.mentions.making import mention_of
from ingest.mentions.organizations.body_parts import NOT_INNER
from ingest.mentions.places.gazetteer import bare_prefectures
from ingest.mentions.view import View
from ingest.mentions.words import known_word
from ingest.tables import words_in
from ontology.records import Mention

NO_FIRM = frozenset("的在与和向从对把被将是为由到给等及了着")
"""Characters that stand in no trade's name."""
REPORTED = re.compile(
    "(?:客户端)?(?:讯|消息|报道)|全媒体|发[ 　（）]|[\u3400-\u9fff]{0,5}(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?(?:电(?![视台力影商话])|讯|消息)"
)
"""What stands behind a paper that only gave the news: 新华社|北京3月5日电, 据新华社|报道."""
PARTIES = ("民盟", "民革", "民建", "民进", "农工党", "致公党", "九三学社", "台盟")
"""The democratic parties by their short names."""
_EDITORS = re.compile(r"《[^《》\n]{2,12}》(?:编辑部|杂志社|编委会)")
_OWN_PARTY = re.compile(
    r"(?<![\u3400-\u9fff])(?P<name>[市县区旗州](?:农工党?|民盟|民革|民建|民进|致公党?|九三(?:学社)?)(?:总支|支部|支社|工委|委员会))(?!书记)"
)
"""Branches of the parties in the own county: 县农工支部."""
_PARTY_LEVEL = r"(?:[省市县区州旗盟]委会|[省市县区州]委(?!会|员|托|派)|[市县区]总支(?!部)|[市县区]支部|[市县区]工委)"
_PARTIES = re.compile(
    rf"(?P<party>{'|'.join(PARTIES)})(?:(?P<short>{_PARTY_LEVEL})|[\u3400-\u9fff]{{1,10}}?"
    rf"(?:基层委员会|委员会|工作委员会|总支部|总支|支部|支社|工委|小组|{_PARTY_LEVEL}))(?!书记)"
    r"(?P<part>(?:机关|社会服务|参政议政|组织|宣传|调研|联络|社会法制)(?:部|处|科|工作委员会|专委会)(?!长)|(?:调研|考察|视察|慰问)[组团]|专家组|义诊队|医疗队)?"
)
"""Branches of the democratic parties and their departments: 民盟正定县支部, 农工党延安市委会社会服务处, 民进省委会, and the groups they send: 民盟市委会|调研组."""
_ON_SITE = re.compile("(?:设立|成立|组建|开设)了?(?P<name>(?:现场|前线|前方|联合)指挥部)")
_OWN_OFFICE = re.compile(
    r"(?<![\u3400-\u9fff])(?P<name>[县市区旗镇乡][\u3400-\u9fff]{2,4}办)(?=(?:常务|专职)?副?主任|牵头|会同|联合)"
)
"""Offices of an area by what they do, which no list has: 县打私办|主任."""
_OWN_GROUP = re.compile(
    r"(?<![\u3400-\u9fff])(?P<name>[省市县区旗州镇乡][\u3400-\u9fff]{0,8}?(?:督查|督导|检查|巡查|核查|考核|暗访|调研|工作|专项|包保)第?[一二三四五六七八九十]{1,2}组)(?=副?组长|成员|[到在赴对由来])"
)
"""Groups of an area by their number: 县疫情防控督查三组|组长."""
_WORTHIES = re.compile(
    r"(?:(?<![\u3400-\u9fff])|(?<=[和与及由请]))(?![县市区镇乡村各])[\u3400-\u9fff]{2,3}乡贤(?:理事会|参事会|联谊会|议事会|促进会)"
)
"""Worthies' councils of a village by its stem, which ends in no 乡: 侯南|乡贤理事会."""
_OWN_HOUSE = re.compile(
    r"(?:(?<![\u3400-\u9fff])|(?<=[和与及由请]))(?P<name>[县市区旗镇乡][\u3400-\u9fff]{2,8}?"
    r"(?:(?:协会|学会|商会|分会|联合会|促进会|研究会|研究院|研究所|推广中心|推广站|事业发展中心)(?![员长])|(?:[协分学商]会|站|所|院|馆|队|中心|公司|联社)(?=(?:党支部|党委)?(?:副?书记、)?副?(?:[站所院馆队会]长|大队长|主任|经理|董事长|总经理|理事长))))"
)
"""Houses of an area by any trade: 县观赏石|协会, 县草原|站|站长."""
_PART = re.compile(
    "(?:(?:[省市县区旗州]委|[镇乡]党委|党工委)(?:副书记|常委|委员)|(?<=纪委)书记|(?<=办公室)主任|(?<=[织传战]部)部长|(?<=政法委)书记|[市县区旗州](?:长|政府党组成员))(?:[\u3400-\u9fff]{2,3}(?=、))?"
    "(?:、[^，。；、\n]{2,12}){0,2}?"
    "、(?P<part>组织部|宣传部|统战部|政法委|社会工作部|纪委监委|纪委|纪工委|监委|办公室|人武部|武装部|团委|公安局|公安分局)"
    "(?=(?:党[委组])?(?:常务)?副?(?:部长|书记|主任|政委|局长)|(?<=[织传战]部)长)"
)
_CONFERENCE = re.compile(
    "(?:中国人民政治协商会议|政协)[\u3400-\u9fff]{1,10}?[省市县区旗州盟](?:第[一二三四五六七八九十]{1,3}届)?委员会(?=(?:常务)?副?(?:主席|秘书长)|委员[、\u3400-\u9fff]|办公室|[，。、主召])"
)
"""A conference by its official name: 政协莘县委员会."""
_PART_KINDS = {
    "纪": "DisciplineInspection",
    "监": "DisciplineInspection",
    "人": "ArmedForcesDepartment",
    "武": "ArmedForcesDepartment",
    "公": "GovernmentBody",
    "团": "MassOrganization",
}
"""Parts of a committee in the list of its member's offices: 县委常委、|宣传部|部长."""
_PROPERTY = re.compile(r"(?<![\u3400-\u9fff])(?P<name>[\u3400-\u9fff]{2})物业(?=(?:项目)?(?:副?经理|主管|主任))")
"""Property managers by a short name beside an office: 津北物业|经理."""
_BRACKETED = re.compile(
    r"[\u3400-\u9fff]{2,10}（[\u3400-\u9fff]{2,6}）[\u3400-\u9fff]{0,14}?(?:有限责任公司|股份有限公司|有限公司|集团公司|事务所)"
)
"""Firms with a place or 集团 in brackets: 中远融港（福清）物流有限公司."""
_TRADES = (
    "科技",
    "物流",
    "食品",
    "实业",
    "贸易",
    "商贸",
    "投资",
    "农业",
    "生物",
    "电子",
    "化工",
    "材料",
    "建材",
    "制药",
    "环保",
)
_COUNTED_BEHIND = re.compile("(?:（[^（）\n]{1,8}）)?[0-9]+[余多]?[个所家处座支]")
_QUOTED_GROUP = re.compile(
    r"“[^“”，。！？\n]{2,10}”(?P<middle>[\u3400-\u9fff]{0,6}?)(?:队|团|联盟|协会|基金会|俱乐部|(?:公益|志愿|社工|社会工作|助学|救援|关爱)服务中心|服务社|工作室|调解室|调解站|服务站|工作站|联络站|讲习所|指挥部|专班|合作社|民宿|农家乐)(?![员长伍列友结体伙]|[\u3400-\u9fff]{0,2}模式)"
)
_FORMER = re.compile("中共(?P<own>[\u3400-\u9fff]{2,4}?)(?:中心县|工|特|地|县|市|区|州|旗|省)委(?![员会托派屈任婉办])")
"""Committees of the Party in areas that are no more: 中共淮宝县委."""
_COMMITTEE = re.compile(
    r"中共[\u3400-\u9fff]{2,16}?(?:委员会|[局院校]|中心|公司|集团|学校|医院)(?:直属)?机关(?:纪律检查)?委员会"
    r"|中共[\u3400-\u9fff]{2,16}?(?:总支部|支部)委员会"
)
"""Committees of the Party within a body, by their full name: 中共某县卫生健康委员会直属机关委员会."""
_SENT_GROUP = re.compile(
    r"(?P<by>纪委监委|纪委|监委)(?:派驻|派出)(?:[\u3400-\u9fff]{0,8}?)(?:第[一二三四五六七八九十]{1,3})?纪检监察组"
)
"""Groups that a commission sends, by number or house: 县纪委监委派驻第九纪检监察组."""
_QUOTED_SOCIETY = re.compile(
    r"“[^“”，。！？\n]{1,8}(?:剪纸|刺绣|书画|诗|文学|曲艺|戏曲|读书|摄影|歌咏|合唱|锣鼓|农机)社”"
)
_QUOTED_HOUSE = re.compile(
    r"(?:共建|成立|设立|建立|组建|办起|创办|建起)了?(?P<name>“[^“”\n]{2,14}(?:实验室|讲习所|议事会|调解室|工作室|服务站|研究院|突击队|服务队|宣讲团|联盟|学院|[研学文诗剧科][习社学]{0,2}社|合作社)”)"
    r"|(?P<opened>“[^“”，。！？\n]{2,14}(?:学院|研究院|实验室|讲习所|议事会|理事会|调解室|工作室|服务站|联络站|突击队|服务队|之家|工坊)”)(?=(?:正式)?(?:授牌|揭牌|挂牌))"
)

_CHAIN = re.compile(
    r"(?P<trade>速运|快递|物流|超市|影城|影院|药房|药店|书店|书城|百货|商场|饭店|餐厅|烘焙|便利店|咖啡|眼镜|珠宝|家电|通讯|移动|联通|电信|保险|人寿)"
    r"(?P<branch>[\u3400-\u9fff0-9]{2,6}?)(?:店|站点|网点|营业厅|营业部)(?![员长铺面主家里内])"
)
"""Branches of chains by where they are: 惠家福超市西大街店, 顺丰速运盈港路站点."""
_LED_TEAM = re.compile(
    r"(?P<head>大队|中队|支队|分队|队|专班|工作组|检查组|督导组|督查组|专家组|调解组|专案组|攻坚组)(?=(?:常务|执行)?副?(?:队长|大队长|中队长|组长|班长|指导员|教导员)[\u3400-\u9fff“]{2})"
)
"""Teams by a plain name beside whom they are led by: 环卫队|队长涂玉香."""
_FORMED_TEAM = re.compile(
    r"(?:带着|带领|率领|领着|组建起?了?|组建的|组成了?|组成的|成立起?了?|成立的|抽调的|派出了?)(?:一[支个])?(?:[0-9]{1,3}[余多]?人的?)?"
    r"(?P<name>(?![的了出以]|该|这|那|其|各|全|多|数|专业|两|三|四|几|[县市区镇乡村街社旗州]|工作)[\u3400-\u9fff]{1,8}?(?:(?<![团梯部军表球车军乐舰排带列站入归])队|专班|(?<=[\u3400-\u9fff]{2})小组|服务团|宣讲团))"
    r"(?![员长友列部伍旗形们]|的?[0-9一两二三四五六七八九十]+[余多]?[支个])"
)
"""Teams that are told to have been formed or led, by what they are for: 组建的防汛突击队, but 组建服务队14支."""
_LEADER = re.compile("副?[大中]?[队组]长")
_RUN = re.compile(r"[\u3400-\u9fff]+\Z")
_MOST = 6  # code points of such a name before its last word

_COLLEGE = re.compile(r"(?<=大学)[\u3400-\u9fff]{1,8}[与和及、][\u3400-\u9fff]{1,8}?学院(?![\u3400-\u9fff]{0,2}派)")
"""Colleges with a joint in their name: 昆明理工大学|建筑与城市规划学院."""
_SUBJECT = (
    "(?:信息|技术|科学|工程|管理|经济|贸易|艺术|设计|文化|传媒|传播|新闻|资源|环境|材料|化学|化工|机械|动力|建筑|规划|土木|测绘|地理|生命|食品|农业|林业|园艺"
    "|动物|公共|行政|政治|法律|历史|社会|心理|教育|体育|健康|旅游|商务|金融|会计|统计|数学|物理|电子|电气|自动化|计算机|软件|网络|通信|国际|海洋|交通|能源|安全|医学|护理|国土|水利|水产)"
)
_SQUAD = re.compile("(?<=[交特巡刑][警])[\u3400-\u9fff]{2,3}(?:中队|大队)(?![长员])")
"""Squads of a county's police by where they are: 交警|宁州中队."""
_COLLEGE_ALONE = re.compile(f"(?<!大学){_SUBJECT}{{1,3}}[与和]{_SUBJECT}{{1,3}}学院(?![\u3400-\u9fff]{{0,2}}派)")
"""The same where the text leaves out whose they are: 信息技术与管理学院."""


@cache
def _national() -> Lexicon[str]:
    """Bodies of the whole country, which need no area."""
    return Lexicon(sorted(word_kinds("organizations", "national").items()))


def formed(view: View) -> Iterator[Mention]:
    """All of these, and the bodies of the whole country."""
    text = view.text
    for match in _EDITORS.finditer(text):
        yield mention_of(view, match.start(), match.end(), "Media", "organization/editors")
    for match in _PARTIES.finditer(text):
        rule = ("organization/short", "area") if match["short"] else ("organization/own", "party")
        yield mention_of(view, match.start(), match.end(), "PartyOrganization", *rule)
        if match["part"]:
            yield mention_of(view, match.start(), match.start("part"), "PartyOrganization", *rule)
    for match in _OWN_PARTY.finditer(text):
        yield mention_of(view, *match.span("name"), "PartyOrganization", "organization/short", "alone")
    for match in _ON_SITE.finditer(text):
        yield mention_of(view, *match.span("name"), "GovernmentBody", "organization/own", "other")
    for match in _OWN_OFFICE.finditer(text):
        yield mention_of(view, *match.span("name"), "GovernmentBody", "organization/short", "alone")
    for match in _WORTHIES.finditer(text) if "乡贤" in text else ():
        yield mention_of(view, *match.span(), "SocialOrganization", "organization/own", "other")
    for match in _OWN_GROUP.finditer(text) if "组" in text else ():
        yield mention_of(view, *match.span("name"), "Team", "organization/short", "alone")
    for match in _CONFERENCE.finditer(text) if "委员会" in text else ():
        yield mention_of(view, *match.span(), "ConsultativeConference", "organization/own", "party")
    for match in _PART.finditer(text) if "、" in text else ():
        kind = _PART_KINDS.get(match["part"][0], "PartyOrganization")
        yield mention_of(view, *match.span("part"), kind, "organization/listed")
    for match in _PROPERTY.finditer(text):
        if match["name"] not in words("organizations", "generic"):
            yield mention_of(view, match.start(), match.end(), "PropertyManager", "organization/own", "other")
    for match in _BRACKETED.finditer(text):
        start = match.start() + _lead_length(view, *match.span())
        yield mention_of(view, start, match.end(), "Company", "organization/own", "bracketed")
    for hit in _national().cover(text):
        common = text[hit.end - 1 : hit.end + 1] == "部门"  # 人力资源和社会保障|部门
        common = common or (hit.label == "Media" and REPORTED.match(text, hit.end) is not None)
        if not common and not view.is_sealed(hit.start, hit.end):
            yield mention_of(view, hit.start, hit.end, hit.label, "organization/known")
    for match in _QUOTED_GROUP.finditer(text):
        if not NOT_INNER & set(match["middle"]) and not _COUNTED_BEHIND.match(text, match.end()):
            yield mention_of(view, match.start(), match.end(), "Team", "organization/quoted")
    for match in _QUOTED_SOCIETY.finditer(text) if "社”" in text else ():
        yield mention_of(view, *match.span(), "SocialOrganization", "organization/quoted")
    for match in _COMMITTEE.finditer(text) if "中共" in text else ():
        yield mention_of(view, *match.span(), "PartyOrganization", "organization/own", "party")
    for match in _FORMER.finditer(text) if "中共" in text else ():
        own = view.tokens[view.token_at[match.start("own")] : view.token_at[match.end("own") - 1] + 1]
        if not NO_FIRM & set(match["own"]) and all(token.sort == "other" for token in own):
            yield mention_of(view, *match.span(), "PartyOrganization", "organization/own", "party")
    for match in _SENT_GROUP.finditer(text) if "纪检监察组" in text else ():
        reach = view.reach(match.start())
        area = area_word(view, reach.start, match.start(), match.end("by")) if reach.place is None else reach.start
        if area is not None:
            rule = ("organization/area", "") if reach.place is not None else ("organization/short", "area")
            yield mention_of(view, area, match.end(), "DisciplineInspection", *rule)
    for match in _QUOTED_HOUSE.finditer(text):
        house = (match["name"] and "name") or "opened"
        yield mention_of(view, *match.span(house), "ServiceCentre", "organization/quoted")
    yield from _led(view)
    for match in _CHAIN.finditer(text) if "店" in text or "站点" in text or "网点" in text or "营业" in text else ():
        start = view.reach(match.start(), most=8).start
        if match.start() - start >= 2 and not NO_FIRM & set(match["branch"]):
            yield mention_of(view, start, match.end(), "Company", "organization/own", "other")
    for match in _COLLEGE.finditer(text) if "大学" in text else ():
        start = behind_city(text, view.reach(match.start() - 2).start)
        if start < match.start() - 2 and not {"大学", "学院"} & set(_inner_ends(match[0])):
            yield mention_of(view, start, match.end(), "School", "organization/own", "college")
    for match in _SQUAD.finditer(text) if "警" in text else ():
        if not known_word(match[0][:2]) or match[0][:2] in words_in("organizations", "squads"):
            yield mention_of(view, *match.span(), "Team", "organization/own", "other")
    for match in _COLLEGE_ALONE.finditer(text) if "学院" in text else ():
        yield mention_of(view, *match.span(), "School", "organization/own", "college")
    for match in _OWN_HOUSE.finditer(text):
        if not NO_FIRM & set(match["name"]) and not holds_post(match["name"]) and "委" not in match["name"][:3]:
            kind = "SocialOrganization" if match["name"].endswith("会") else "PublicInstitution"
            yield mention_of(view, *match.span("name"), kind, "organization/short", "alone")


def _inner_ends(college: str) -> Iterator[str]:
    """The words of two characters before a joint: 学院 of 农学院和林学院, which are two."""
    for at in range(2, len(college)):
        if college[at] in "与和及、":
            yield college[at - 2 : at]


def _led(view: View) -> Iterator[Mention]:
    """Teams by both, and the same name wherever the article has it."""
    text = view.text
    names: dict[str, None] = {}
    for match in _LED_TEAM.finditer(text) if "队长" in text or "组长" in text or "教导员" in text else ():
        end = match.end("head")
        run = _RUN.search(text, max(0, match.start() - _MOST), match.start())
        first = run.start() if run is not None else match.start()
        head = view.tokens[view.token_at[end - 1]]
        start = max(view.reach(max(head.start, first), most=_MOST).start, first)
        if 3 <= end - start <= 8 and text[start:end] not in words("organizations", "unled"):
            names[text[start:end]] = None
    for match in _FORMED_TEAM.finditer(text) if "队" in text or "组" in text or "团" in text or "专班" in text else ():
        if not NO_FIRM & set(match["name"]) and match["name"] not in words("organizations", "unled"):
            names[match["name"]] = None
            yield mention_of(view, *match.span("name"), "Team", "organization/led")
    for name, start in sorted(_again(text, names)):
        yield mention_of(view, start, start + len(name), "Team", "organization/led")


def _again(text: str, names: Collection[str]) -> Iterator[tuple[str, int]]:
    """Where teams' names stand at a run's beginning or before whom the team is led by; the text is walked once for all."""
    sizes = sorted({len(name) for name in names})
    begins = {name[:2] for name in names}
    free: dict[str, int] = {}
    for at in range(len(text)) if begins else ():
        for size in sizes if text[at : at + 2] in begins else ():
            name = text[at : at + size]
            if name not in names or at < free.get(name, 0):
                continue
            if not _RUN.match(text, at - 1, at) or _LEADER.match(text, at + size):
                free[name] = at + size
                yield name, at


def behind_city(text: str, start: int) -> int:
    """Where a university's name begins with the city it is named after, which its other characters cut: 成都|理工大学."""
    size = next((n for n in (2, 3) if text[max(0, start - n) : start] in bare_prefectures()), 0)
    return start - size


def _lead_length(view: View, start: int, end: int) -> int:
    """How many characters of a match stand before the firm's name: verbs and prepositions at its head."""
    bracket = view.text.index("（", start, end)
    if view.text[max(0, start - 1) : start] == "、" and view.text[bracket - 2 : bracket] in _TRADES:
        return 0  # 码头、|澄源水处理科技（枝江）有限公司
    reach = view.reach(bracket, most=bracket - start)
    return max(reach.start, start) - start if reach.start < bracket else 0


def holds_post(text: str) -> bool:
    """Whether an office stands within: 县政协|主席甲代表县政协常务委员会."""
    return any(post in text for post in ("主席", "主任", "委员长", "书记", "代表", "秘书长"))

"""The part each name plays in its clause, told by the words right before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from ingest.relations.base import TITLE, Actor, Case, Mark
from ingest.tables import load
from ontology.records import Span

_CASES: tuple[Case, ...] = ("with", "by", "in", "to", "from", "made")
_ASIDE = re.compile("\\A[（(][\u4e00-\u9fff]{1,6}[）)](?=[、和与及])")
"""Words in brackets behind a name of a list: 到甲幼儿园|（新园）|、乙中学."""
_CALLING = re.compile(f"(?:(?![的在由对向将把被让请和与说、])[\u4e00-\u9fff{TITLE}]|(?<={TITLE})、(?={TITLE})){{1,14}}")
_LYING = ("位于", "坐落于", "坐落在", "地处")
_JOINTS = "、和与及以暨兼 　/并"
_ACTING = ("Organization", "Place", "Person")
_BESIDE = re.compile(
    "(?:在|到|赴|走进|来到|前往)(?:(?![为了是有把将以])[\u4e00-\u9fff]){1,7}的\\Z"
)  # 在酉水河畔的|龙山县
_ATTRIBUTE = re.compile(
    r"\A(?:还|也|则|又|并|已|将|先后|分别|现场|当场|当即|随后|特地|专门|专程)?(?:代表[\u4e00-\u9fff]{2,4})?(?P<lead>[向给与同和在从到])(?:[\u4e00-\u9fff0-9、]|“[^“”]{1,16}”){1,14}(?:的|——)\Z"
)
# 、文体旅游局、消防救援大队、: members of a list that no one has found
_UNKNOWN = re.compile(
    r"、(?:(?![的在由对向将把被为])[\u4e00-\u9fff“”A-Za-z0-9]){2,14}(?:、(?:(?![的在由对向将把被为])[\u4e00-\u9fff“”A-Za-z0-9]){2,14}){0,3}(?:、|和|与|及|以及)"
)


# 联合水口海关、: behind one whom no one has found, and who is with who acts
_THEIRS = re.compile(
    "(?:的)?(?:部分|全体|各位|骨干|机关|镇村|村组|党政|青年|优秀|一线|在职|退休|“?两委”?|[0-9]+余?[名位])*"
    "(?:会员|盟员|社员|党员|团员|干部|职工|员工|志愿者|师生|教师|老师|学生|同学|队员|民警|辅警|干警|官兵|指战员|代表|医护人员|医务人员|工作人员|执法人员|技术人员|专家|医生|委员|班子|成员|同志|支社|支部|党支部|分会|工会|团队|学员|社工|网格员)+"
    "(?:代表)?(?:[0-9]+余?[人名])?[和与及、]"
)
"""Its people of a body in a list: 民盟支部|部分盟员和|县图书馆馆员."""
_AFTER_UNKNOWN = re.compile(
    "(?:联合(?![主承协举]办|开展|组织|发起|推出)|会同|携手|联手|(?:先后|分别|共同|还|又|已)[与同和])(?:(?![的在由对向将把被为了])[\u4e00-\u9fff]){2,12}、\\Z"
)


_NAMELESS = "(?:(?![的了在由对向将把被为与和同及])[\u4e00-\u9fff“”A-Za-z0-9]){2,12}"
_AMONG = re.compile(
    f"(?P<lead>对|向|在|到|从|组织|邀请|带领|率领|率|动员){_NAMELESS}(?:、{_NAMELESS}){{0,5}}[、和及与]非?“?\\Z"
)
"""对烟花爆竹、危险化学品和|某矿: behind others of a list that no one has found, what the preposition says."""
_THROUGH = re.compile("通过(?:“[^“”]{2,16}”|(?:(?![的在由对向])[\u4e00-\u9fff]){2,12})、“?\\Z")
"""通过“秦源基金”、|县慈善会: behind one whom no one has found, through whom others act."""
_LISTED = re.compile("(?:(?![的了在由到向为把将对与和等])[\u4e00-\u9fff]){1,8}、“?")
_HOUSES = ("Organization", "Place")
_DESCRIBES = re.compile(
    "(?![^的]{0,8}(?:[建捐赠营办发造产]|投资|管理|承包|[内里中]的))(?:(?![和与及了并到在向给把将为就]|对(?!口))[\u4e00-\u9fff]){1,8}的“?"
)
"""来到江油市|北部山区的|马角小学, 到集团|对口帮扶的|某村: the first name only says which the second is."""
_FIRST_OF = re.compile("(?:首|唯一一|第一)[个家支所座批条间](?:“)?|(?:最大|最早|规模最大|唯一)的")
"""全市|首个检察联络站: whose first it is."""
_CALLED = re.compile(
    "(?P<case>向|给|(?<![认作成名身评选称视以因行人改变转当誉列定命分即])为|(?<![自理])由)(?P<who>[\u4e00-\u9fff、]{2,10})\\Z"
)
"""区残联现场|向|残疾人|周小虎: the preposition before a person's calling."""
_WINNERS = re.compile(
    "(?P<case>[为给向])(?:获奖|获得|受表彰|受到表彰|夺冠|优胜|优秀|先进|受助|捐赠|爱心)[^，。；\ue000-\ue007]{0,8}\\Z"
)
"""为获奖歌手|张三颁奖: the preposition before what the winners are called."""
_STYLED = re.compile("(?P<case>[为给向])“[^“”，。；]{2,12}”[\u4e00-\u9fff]{0,6}\\Z")
"""为“浙江好人”|赵安: the preposition before a style in quotation marks."""
_ITS_SORT = re.compile("”?(?:结对|包联|试点|示范|帮扶|共建|联系)?(?:社区|村|单位|点|学校|企业|镇|小区)[-—：:]*\\Z")
"""Behind a scheme's name, of what sort the one named next is."""
_OUTER = re.compile(
    "(?<=[与和同跟向给由在从到赴、及合手])(?:(?:河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海)省?|内蒙古(?:自治区)?|广西(?:壮族自治区)?|西藏(?:自治区)?|宁夏(?:回族自治区)?|新疆(?:维吾尔自治区)?|(?:北京|上海|天津|重庆)市)(?:[\u4e00-\u9fff]{2,10}自治州|[\u4e00-\u9fff]{2,3}[市州盟])?\\Z"
    "|(?<=[赴到往在])[\u4e00-\u9fff]{2,3}[市州盟]\\Z|(?<=[赴到往在于对向])我[省市县区州旗]\\Z"
)
"""与|广东省惠州市|惠东县: a province, or a city that is one, that no one has found."""
_TEAM_OF = re.compile(
    "(?:办公[厅室]|政策研究室|研究室)[\u4e00-\u9fff]{0,4}?(?:调研|督导|督查|考察|检查|工作|慰问|代表|专家|巡察|巡视|参观|观摩|学习)[组团队](?!组?长|成员|负责人)"
)
_APPOSED = re.compile(
    "(?P<lead>到(?!会)|赴|在(?![建职外校座场])|来到|走进|走入|深入|前往|奔赴|赶赴|进驻|向|与(?!会)|给|联合|携手|会同|联手|邀请|组织)"
    "(?:(?![了的在到赴由对向将把被为与和同及等、])[\u4e00-\u9fff]|“[^“”]{1,10}”){1,10}"
    "(?:村落|村庄|村|社区|点|县|镇|乡|街道|单位|企业|学校|基地|老区|小区|医院)“?\\Z"
)
"""到偏远村落|天堂村, 走进全国文明村|后岗村: the preposition before what sort of place is named."""
_SORT = re.compile(
    "(?:、|和|与|及|以及)(?:(?![了的在到赴由对向将把被为与和同及等、])[\u4e00-\u9fff]){0,6}"
    "(?:企业|单位|公司|学校|商会|协会|医院|部门|机构|组织|团队|商家|村|社区|高校|院校)“?"
)
"""、以及爱心企业|某公司: a joint of a list with what sort the next one is."""
_UNDER = re.compile(
    "[^，。；\ue000-\ue007]{0,14}?(?:号召|带领|率领|领导|指导|支持|组织|陪同|帮助|协助|关心|关怀|倡导|倡议|部署|安排|统筹|见证|推动|牵头|配合|监督|动员|策划|协调|引导|主持|委托|指挥|帮扶|努力|牵线|牵线搭桥|搭桥)下(?![乡来去到一午属辖])"
)
_STRETCH = (
    "段",
    "畔",
    "畔的",
    "沿岸",
    "沿岸的",
    "沿线",
    "沿线的",
    "边",
    "边的",
    "流域",
    "流域的",
    "岸边的",
    "北岸的",
    "南岸的",
    "上游的",
    "下游的",
)
_DATELINE = re.compile("[^，。；\ue000-\ue007]{0,10}(?:[0-9]{1,2}月[0-9]{1,2}日)?(?:讯|电)[ \u3000（(，]")
_SLOGAN = 16  # code points of a slogan before or behind a name in it
_BREAKS = re.compile("[，。；：！？“”]")
_LIES = re.compile("(?:位于|地处|坐落在|坐落于|驻在|设在|落户|扎根|驻)\\Z")


@cache
def _cases() -> dict[int, dict[str, Case]]:
    """Case words by size: {2: {"联合": "with", …}, …}."""
    table = load("cases")
    by_size: dict[int, dict[str, Case]] = {}
    for case in reversed(_CASES):
        for word in table[case]:
            by_size.setdefault(len(word), {})[word] = case
    return dict(sorted(by_size.items(), reverse=True))


@lru_cache(maxsize=4096)  # mostly of no words, or of a few that stand before most names
def case_before(text: str) -> tuple[Case, int] | None:
    """The case that the last words of a text give to the name after it, and how long those words are."""
    for size, words in _cases().items():
        if len(text) >= size and text[-size:] in words:
            return words[text[-size:]], size
    return None


# an inspection or a round of visits named by what is done there
_DEEDS = ("event/deed", "event/sitting")
_TOUR = re.compile("实地|专题|督导|检查|调研|考察|视察|督查|巡查|暗访|走访|慰问|参观|观摩|学习")


def actors(plain: str, marks: Sequence[Mark], clauses: Sequence[Span]) -> tuple[Actor, ...]:
    """All names of a sentence with their parts. `plain` is the sentence with names and titles masked."""
    found: list[Actor] = []
    group = 0
    at = 0
    for index, (start, end) in enumerate(clauses):
        cursor = start
        while at < len(marks) and marks[at].start < end:
            mark = marks[at]
            at += 1
            between = _ASIDE.sub("", plain[cursor : mark.start])
            before = found[-1] if found and found[-1].clause == index else None
            case, joins = _part(between, before, mark)
            if not joins:
                group += 1
            if before is not None and case == "of":  # the earlier name only says whose this one is
                found[-1] = Actor(mark=before.mark, case="of", group=before.group, clause=index)
                case, group = before.case, before.group
                lies = _LIES.search(plain, start, before.mark.start) if between.startswith("的") else None
                if case == "in" and lies is not None:  # 地处店塔镇的|某公司: only where it lies
                    outer = case_before(_bare(plain[start : lies.start()]))
                    case = outer[0] if outer is not None else "agent"
                if mark.entity.type == "Person" and plain.endswith("驻", 0, before.mark.start):
                    case = "agent"  # 驻社区工作队队长张三
                if between == "的" and plain.endswith(_LYING, 0, before.mark.start):
                    case = "agent"  # 位于某镇的|交易中心
            elif before is not None and before.case == "to" and _theirs(between, before, mark):
                found[-1] = Actor(mark=before.mark, case="of", group=before.group, clause=index)
                case, group = "to", before.group  # 向小荆村困难户|张三: whom the preposition means
            if mark.entity.type == "Organization" and _TEAM_OF.match(plain, mark.end):
                case = "of"  # 省委|办公厅调研组: another's, which no one has found
            if mark.entity.kind == "Media" and _DATELINE.match(plain, mark.end):
                case = "of"  # 某晚报讯
            if case == "agent" and mark.entity.type in _HOUSES and _in_slogan(plain, mark):
                case = "of"
            found.append(Actor(mark=mark, case=case, group=group, clause=index))
            cursor = max(cursor, mark.end)
    return tuple(_with_titles(plain, _under(plain, found)))


def _under(plain: str, found: list[Actor]) -> list[Actor]:
    """在县妇联、县司法局的指导下: bodies by whose help or lead others act are not where they do."""
    ends = {actor.group: actor.mark.end for actor in found if actor.case == "in"}
    under = {group for group, end in ends.items() if _UNDER.match(plain, end)}
    return [
        Actor(mark=one.mark, case="of", group=one.group, clause=one.clause)
        if one.case == "in" and one.group in under and one.mark.entity.type in _HOUSES
        else one
        for one in found
    ]


def _in_slogan(plain: str, mark: Mark) -> bool:
    """Whether a name is only a word of what is quoted: “同心共建现代化|四川|”专项行动."""
    opened = plain.rfind("“", max(0, mark.start - _SLOGAN), mark.start)
    closed = plain.find("”", mark.end, mark.end + _SLOGAN)
    if opened < 0 or closed < 0 or (opened + 1 == mark.start and closed == mark.end):
        return False
    return not _BREAKS.search(plain, opened + 1, closed)


def _part(between: str, before: Actor | None, mark: Mark) -> tuple[Case, bool]:
    """(case, joins the group before it); case "of" means that the name before belongs to this one."""
    words = _OUTER.sub("", between.rstrip(TITLE))
    if before is not None:
        owns = before.mark.entity.type in ("Place", "Organization")
        tour = mark.entity.type == "Event" and (mark.entity.rule in _DEEDS or _TOUR.match(mark.entity.name))
        if owns and tour and before.case == "in":
            return "agent", False  # 到太平镇、香城镇|督导检查安全生产: where one goes, not whose it is
        if owns and (between.strip(TITLE) in ("", "的") or (before.mark.back and _FIRST_OF.fullmatch(between))):
            return "of", False
        if (
            before.mark.entity.type == "Programme"
            and before.case in ("in", "to", "by", "with")
            and _ITS_SORT.match(between)
        ):
            return before.case, False  # 到“双报到”社区|李家桥社区: what the place is, not where
        if owns and before.case in ("in", "to") and mark.entity.type in _HOUSES and _DESCRIBES.fullmatch(between):
            return "of", False
        if owns and before.case in ("in", "to") and mark.entity.type in _HOUSES and _LISTED.fullmatch(between):
            return before.case, True  # 深入到某中学|新校区、|某安置点; 对某镇|服务中心、物流园、|某农场进行视察
        if (
            before.mark.entity.kind in ("NaturalFeature", "Road")
            and between in _STRETCH
            and mark.entity.type == "Place"
        ):
            return "of", False  # 孝妇河|段袁家村
        bare = words.replace(TITLE, "").strip(_JOINTS)
        if bare == "”“" and before.mark.entity.type == mark.entity.type:
            return before.case, True  # “邻里节”“四点半课堂”
        if (not bare.strip("“”") and set(words) & set(_JOINTS)) or (
            owns and (_UNKNOWN.fullmatch(between) or _THEIRS.fullmatch(between) or _SORT.fullmatch(between))
        ):
            return before.case, True
    if mark.back and mark.end - mark.start == 1 and mark.entity.type != "Person":
        return "in", False  # 来|校, 到|镇督导
    comes = mark.back or (before is not None and not between.endswith(("年来", "以来", "近来", "原来", "从来")))
    if comes and mark.entity.type == "Place" and between.endswith("来"):
        return "in", False  # 来|镇上检查, 县医学会邀上企业来|朝城镇开展义诊
    if mark.entity.type == "Person" and (called := _before_calling(words)) is not None:
        return called, False
    given = case_before(_bare(words)) or (("in", 1) if _BESIDE.search(words) else _over_words(words))
    if given is None and mark.entity.type in _HOUSES and (apposed := _APPOSED.search(words)) is not None:
        given = case_before(apposed["lead"])
    if mark.entity.type == "Person" and given is not None and given[0] in ("in", "from") and words.endswith("的"):
        given = None  # 在外办厂的|张三, 从省城回来的|李四: whom it only describes
    if given is None or (given[0] == "with" and mark.entity.type == "Event"):  # 禁渔联合|执法行动
        return "agent", False
    return given[0], False


@cache
def callings() -> tuple[str, ...]:
    """What people are called who hold no office: 困难户, 村医, 返乡青年."""
    titles = load("titles")
    return tuple(sorted(word for name in ("occupations", "residents") for word in titles[name].split()))


def _theirs(between: str, before: Actor, mark: Mark) -> bool:
    """Whether a place or body only says where the person lives whose calling stands between: 小荆村困难户|张三."""
    owns = before.mark.entity.type in ("Place", "Organization") and mark.entity.type == "Person"
    return owns and between.endswith(callings()) and _CALLING.fullmatch(between) is not None


@lru_cache(maxsize=4096)
def _before_calling(words: str) -> Case | None:
    """向残疾人|周小虎, 由返乡青年|倪小舟: the case that the word before a person's calling gives."""
    called = _CALLED.search(words) if words.endswith(callings()) else None
    if called is None or not called["who"].startswith(callings()):
        called = _WINNERS.search(words) or _STYLED.search(words)
    if called is None:
        return None
    told = case_before(called["case"])
    return told[0] if told is not None else None


@lru_cache(maxsize=4096)
def _over_words(words: str) -> tuple[Case, int] | None:
    """向受灾较重的|某镇, 与相邻的|某村: what the preposition before a name's attribute says."""
    match = _ATTRIBUTE.search(words.rstrip('“「"'))
    if match is None and (among := _AMONG.search(words)) is not None:
        return case_before(among["lead"])
    if match is None and _THROUGH.search(words):
        return "made", 1
    if match is None:
        return ("with", 1) if _AFTER_UNKNOWN.search(words) else None
    return case_before(match["lead"])


@lru_cache(maxsize=4096)
def _bare(words: str) -> str:
    """Words before a name without an opening quote and without a common word for where (在社区“…)."""
    words = words.rstrip('“「"')
    for size in range(4, 0, -1):
        if words[-size:] in load("cases")["near"] and words[:-size].endswith(("在", "到")):
            return words[:-size]
    return words


def _with_titles(plain: str, found: list[Actor]) -> list[Actor]:
    """A name followed by a title and then by a person belongs to that person; by a lone title, to its holder."""
    result = []
    for actor in found:
        follows = plain[actor.mark.end : actor.mark.end + 1]
        if actor.case != "of" and follows == TITLE and actor.mark.entity.type in ("Organization", "Place"):
            actor = Actor(mark=actor.mark, case="of", group=actor.group, clause=actor.clause)
        result.append(actor)
    return result


def acts(actor: Actor) -> bool:
    """Whether an actor is one that can act: an organisation, a place or a person standing free."""
    return actor.case in ("agent", "by") and actor.mark.entity.type in _ACTING


def whose(plain: str, before: Actor, after: Actor) -> bool:
    """Whether an organisation or place only says whose the person right after it is: 消防救援大队监督员|费某."""
    return (
        before.mark.entity.type in ("Organization", "Place")
        and after.mark.entity.type == "Person"
        and before.clause == after.clause
        and _CALLING.fullmatch(plain[before.mark.end : after.mark.start]) is not None
    )

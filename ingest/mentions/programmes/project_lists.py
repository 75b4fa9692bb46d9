"""Projects in one list: 听取了县殡仪馆建设项目、岫云园区项目、城乡垃圾热解处理项目的汇报, of which one is read by its own words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.mentions.making import mention_of
from ingest.mentions.programmes.told import behind_acts
from ingest.mentions.view import View
from ontology.records import Mention

_WORD = "(?:(?![的了和与及将把在为由向对等是就])[\u3400-\u9fff0-9“”（）])"
_NEXT = re.compile(
    f"(?:、|和|以及|及)(?P<name>{_WORD}{{2,20}}?(?:项目|工程))(?=[、，。；！\n和及等推的进现建]|以及|施工)"
)
_LAST = re.compile(
    f"(?:\\A|(?<=[、，。；：！\n和到入看了访]))(?P<name>{_WORD}{{2,20}}(?:项目|工程))(?:、|和|以及|及)\\Z"
)
_PLAIN = re.compile(
    "(?:[重大点型各类级个该本一两三多几有关相新老在续拟计划批产业投资招商民生基础设施建领域]|其[他它]|政府)*(?:项目|工程)"
)
_INCLUDES = re.compile(
    "[0-9一二三四五六七八九十两]+(?:余|多)?[个项](?:(?![的了在和与为])[\u3400-\u9fff]){0,8}?(?:的(?:重大|重点|亿元)?)?(?:项目|工程)(?:，|：)?(?:包括|分别(?:为|是)|主要(?:有|包括)|涉及|即)[：，]?"
    "(?P<list>(?:[^，。；：！？\n、]{4,24}、)+[^，。；：！？\n、等]{4,24}?)(?=等(?!(?:[多几数各0-9一二三四五六七八九十])*个?(?:领域|方面|行业|类别|类型|环节|板块|门类|产业|乡镇|县|市|区))|[。；，\n])"
)
"""What the count of projects goes on with: 16个重大项目，包括：A、B、C等."""
_CARRIED = re.compile(
    "(?:实施|建设|推进|完成|谋划|启动|新建|推动|争取到?|承接|组织实施)了?(?P<list>(?:(?![的了将把])[^，。；：！？\n、]){4,20}、(?:(?![的了将把])[^，。；：！？\n]){4,60}?)"
    "等(?:[0-9一二三四五六七八九十两]+(?:余|多)?[个项大])?(?:重点|重大|民生|基础设施|惠民|农业|水利)*(?:项目|工程)"
)
"""What several works are called behind the verb: 实施了|盐沟河小流域综合治理、淤地坝除险加固|等工程."""
_NAMED = re.compile(
    "(?:开工|竣工|签约|投产|在建|谋划|招商|引进|重点|重大)(?:的|建设)*项目[^。；！？\n]{0,40}?(?:包括|涵盖|分别为|分别是)(?:有|了|：)?(?P<list>(?:[^，。；：！？\n、]{4,24}、)+[^，。；：！？\n、]{4,24}?)"
    "等(?:[0-9一二三四五六七八九十两]+(?:余|多)?[个项])?(?:重点|重大|民生|产业)*(?:项目|工程|。)"
)
"""What projects begun or signed are said to be: 集中开工项目还包括|官池风电、同州路东段道路建设|等重点项目."""
_SUMMED = re.compile(
    "(?P<list>“[^“”。，！？\n]{3,24}”(?:[、和]?“[^“”。，！？\n]{3,24}”)+)(?:等)?[0-9一二三四五六七八九十两]+(?:余|多)?个(?:重大|重点|民生|实事|产业)*(?:项目|工程)"
)
"""“A”“B”等2个项目."""
_ITEM = re.compile("“[^“”]+”|[^、“”]+")
_BY = re.compile(
    f"(?<=[；，。：\n])(?P<name>{_WORD}{{3,20}}(?:项目|工程))(?=由[^，。；]{{2,60}}(?:签约|签订|签署|承建|投资建设|建设实施|实施|代建))"
)
"""What is said to be whose: 某古镇夜游运营权委托项目|由A与B签约."""
_INVESTED = re.compile(
    f"(?:公司|集团|厂|合作社)(?:投资|投资建设|承建|建设|实施)的(?P<name>{_WORD}{{4,24}}(?:项目|工程))(?=[、，。；\n])"
)
"""What a firm is said to put its money in: 由某公司投资的|农光互补光伏发电一期项目."""
_VISITED = re.compile(
    "(?:先后|实地)(?:实地|分别)?(?:来到|前往|到|深入|走进|察看|查看|视察|调研|参观|考察)[了到]?(?P<list>[^，。；：！？\n]{4,120})"
)
_SEEN = re.compile(
    f"(?P<name>{_WORD.replace('和与及', '与')}{{3,24}}?(?:项目|工程))(?=[、，。；\n]|等|进行|现场|施工|建设|\\Z)"
)
"""What was visited in one round, of it what is called a project: 先后到|某产业园项目、某药业研发总部项目|、某游园."""
_AFTER_HOUSE = re.compile("[馆园厂站场村校院司心会区]和")
_FUND = f"“?(?:(?![来自由设立成以捐])(?!分别){_WORD}){{2,12}}?(?:(?:奖[教学优]|助[学教]|奖助|励学|助困|教育|专项|慈善|关爱|公益|发展|奖励)+基金(?!会)|(?:奖[教学]|助[学教]|励学)+金)”?"
_FUNDS = re.compile(
    f"(?:(?<=来自)|(?<=[设成]立)|(?<=[设成]立了)|(?<=由)|(?<=有)|(?<=颁发)|(?<=发放)|(?<=[为：、]))(?P<list>{_FUND}(?:(?:、|和|以及|及){_FUND})+)"
)
"""Several funds in one list, each by whose it is: 来自|钱塘生奖教助学基金、陈阿福奖学金."""
_ONE_FUND = re.compile(_FUND)
_SCHOLARS = re.compile("(?:国家|学校|学生|新生|贫困|优秀|爱心|励志|高考|中考|大学|各类|年度|[0-9])+")
"""Words before a fund's last that do not say whose it is."""
_FAR = 24  # code points before a name within which the one before it in the list stands


def listed(view: View, named: Sequence[Mention]) -> Iterator[Mention]:
    """What stands in one list with a project or works of `named`, to its right and its left."""
    text = view.text
    passed: set[int] = set()
    for first in named:
        if not first.text.endswith(("项目", "工程")):
            continue
        at = first.end
        while at not in passed and (item := _NEXT.match(text, at)):
            passed.add(at)
            yield from _one(view, *item.span("name"))
            at = item.end("name")
        at = first.start
        while -at not in passed and (item := _LAST.search(text, max(0, at - _FAR), at)):
            passed.add(-at)
            yield from _one(view, *item.span("name"))
            at = item.start("name")


def funds(view: View) -> Iterator[Mention]:
    """Funds and scholarships in one list."""
    text = view.text
    for several in _FUNDS.finditer(text) if "基金" in text or "学金" in text else ():
        for fund in _ONE_FUND.finditer(text, *several.span("list")):
            start = fund.start() + (text[fund.start()] in "和及")
            if _SCHOLARS.match(text, start) is None:
                yield from _one(view, start, fund.end())


def told(view: View) -> Iterator[Mention]:
    """What a count of projects sums up or goes on with, whatever its last word, and what is said to be whose."""
    text = view.text
    if "项目" not in text and "工程" not in text:
        return
    for pattern in (_INCLUDES, _NAMED, _SUMMED, _CARRIED):
        for match in pattern.finditer(text):
            for item in _ITEM.finditer(text, *match.span("list")):
                if item[0] not in "、和":
                    yield from _one(view, *item.span())
    for round_ in _VISITED.finditer(text):
        at, end = round_.span("list")
        while 0 <= at < end:
            seen = _SEEN.match(text, at)
            if seen and not _AFTER_HOUSE.search(seen["name"]):
                yield from _one(view, *seen.span("name"))
            at = text.find("、", at, end) + 1 or end
    for pattern in (_BY, _INVESTED):
        for match in pattern.finditer(text):
            yield from _one(view, *match.span("name"))
    for match in _BEGUN.finditer(text):
        yield from _one(view, *match.span("name"), rule="programme/begun")


_BEGUN = re.compile(
    f"(?:举行|举办|召开|暨|参加|出席|[，。；：\n])(?P<name>(?:(?!暨){_WORD}){{4,30}}?(?:项目|工程)(?:（[一二三四五六七八九十]{{1,2}}期）)?)"
    "(?:集中)?(?:奠基|开工|动工|签约|启动|竣工|投产|揭牌|落成|通车|复工|开园|封顶|点火)(?:建设)?(?:仪式|典礼)"
)
"""A project that only its ceremony names: 举行|某产业链项目（二期）|奠基仪式."""
_OF_YEAR = re.compile(
    "(?:20[0-9]{2}年(?:度)?|全[省市县区]|[\u3400-\u9fff]{1,4}[省市县区旗]|第?[一二三四五六首][批季]度?|[上下]半年|春季|秋季)*"
)
_FUNDED = re.compile("(?:计划|预计)?(?:总投资|投资)(?:额)?(?:约|近|达|超)?[0-9.]+[亿万]元的?")
_MANY = re.compile("[0-9一二三四五六七八九十两]+(?:余|多)?[个处座条所家]")


def _one(view: View, start: int, end: int, *, rule: str = "programme/listed") -> Iterator[Mention]:
    funded = _FUNDED.match(view.text, start, end)
    start = behind_acts(view.text, funded.end() if funded else start, end - 4)
    if end - start < 4 or _MANY.match(view.text, start, end):
        return
    own = _OF_YEAR.match(view.text, start, end)  # 某县2021年重大项目
    if _PLAIN.fullmatch(view.text, own.end() if own else start, end) is None and not view.is_sealed(start, end):
        yield mention_of(view, start, end, "Project", rule)

"""What stands over a headline: a paper's, a site's or an account's name, a column, a digest's head."""

from __future__ import annotations

import re

from ingest.bylines.signers import org_like
from ingest.layout import furniture
from ingest.layout.furniture_fields import is_person_label, page_labels
from ingest.layout.furniture_parts import (
    DATE,
    NOT_IN_NAME,
    PROSE,
    SPACE,
    besides_date,
    is_digest,
    is_issuer,
    is_paper_name,
    is_trail,
)
from ingest.tables import load, words_in
from ontology import divisions

_SITE_MARKS = ">›»＞|｜·•—/→▶ \t\u3000\xa0"
_BULLETS = "■◆●▲★□◎※☆•"
_BEFORE_HEADLINE = re.compile(rf"\A(?:【[^】]{{2,24}}】|[{_BULLETS}]|0\d[ \u3000.、]|\d️?⃣)[ \u3000]*(?=[^】]{{6}})")
_DAY = re.compile(r"\d{1,2}月\d{1,2}日")
_LABELLED = re.compile(
    r"(?P<label>[\u3400-\u9fff](?:[ \u3000]*[\u3400-\u9fff]){1,5})[ \u3000]*[：:][ \u3000]*(?P<rest>.*)"
)
_ISSUE = re.compile(
    r"[（(〔\[]?(?:\d{4}年?)?[ ]?(?:总?第?[ ]?[\d一二三四五六七八九十百]{1,6}[ ]?[期号]|增刊)(?:[ \u3000]*[（(]?总第?[ ]?\d{1,6}[ ]?期[）)]?)?[）)〕\]]?"
)
_BRACKETED = re.compile(r"【(?P<label>[\u3400-\u9fff]{2,4})】[ \u3000]*(?P<rest>.+)")
_TWICE = re.compile(r"(?P<title>.{6,}?)[ \u3000，,]+(?P=title)")
_BEHIND_PAPER = re.compile("(?P<paper>[\u3400-\u9fff]{3,8})[丨|｜][ \u3000]*(?P<title>.{6,})")
_ACCOUNT_BEFORE = re.compile("【(?P<name>[^】]{4,12})】")
_ARCHIVED = re.compile(
    r"(?:[ \u3000]*[（(【\[](?:已归档|归档|已存档)[）)】\]])+\Z|\A(?:[（(【\[](?:已归档|归档|已存档)[）)】\]][ \u3000]*)+"
)
_WITH_SITE = re.compile(r"(?P<title>.{6,}?)[ \u3000]*[-_—–|｜]{1,2}[ \u3000]*(?P<site>[^-_—–|｜ \u3000]{3,20})")
_SEVERAL = re.compile(
    "(?:一句话)?(?:简讯|短讯|快讯|新闻|短消息|消息|简明新闻|图片新闻|要闻|动态)(?:[一二三四五六七八九十两\\d]{1,2}[则题条]|一束|集锦|汇编)|一句话新闻"
)
_BETWEEN_NAMES = re.compile(r"[ \t\u3000|｜丨·•—>＞/《》“”【】\[\]-]+")
_APART = re.compile("(?<=^[\u3400-\u9fff])[ \u3000]{1,3}(?=[\u3400-\u9fff]$)")  # 简　讯
_SERIAL = re.compile(
    r"(?:[（(][ ]?(?:\d{1,3}|[一二三四五六七八九十]{2,3}|(?:\d{4}年)?(?:总?第)?[ ]?\d{1,4}[ ]?期)[ ]?[）)]|[①-⑳]|之[一二三四五六七八九十]{1,2})\Z"
)
_PROGRAMME = re.compile("《[^》]{2,10}》")
_AFTER = re.compile("[：:]|记者|通讯员")
_ADDRESS = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+){1,3}")
_MARKS = re.compile("[，。！？：；、 \u3000]")
_TOWN = re.compile(r"[\u3400-\u9fff]{2,4}[镇乡]|[\u3400-\u9fff]{2,4}(?:街道|社区)")
_TOWNS_ACCOUNTS = ("发布", "融媒", "先锋", "在线", "党建", "零距离", "之声", "微报")


def is_digest_head(line: str) -> bool:
    """The head of a page of several reports, itself no headline: 民勤新闻 · 一周要闻.

    >>> is_digest_head("民勤新闻 · 一周要闻"), is_digest_head("今日桃江 2024年6月20日 要闻汇总")
    (True, True)
    >>> is_digest_head("村里的一周要闻"), is_digest_head("某镇举办读书会")
    (False, False)
    """
    if len(line) > 40 or PROSE.search(line):
        return False
    rest = besides_date(line)
    named = any(len(part) >= 3 and is_paper_name(part) and not is_digest(part) for part in rest)
    digest = any(is_digest(part) for part in rest)
    return digest and len(rest) <= 3 and (named or DATE.search(line) is not None or _is_countys(rest, line))


def _is_countys(parts: list[str], line: str) -> bool:
    """Whether a digest's head names its county and a day without its year: 庆云早知道｜5月20日."""
    bare = [
        part.removesuffix(end) for part in parts for end in words_in("furniture", "digest_ends") if part.endswith(end)
    ]
    return _DAY.search(line) is not None and any(len(name) > 1 and divisions.counties_named(name) for name in bare)


def is_site_head(line: str) -> bool:
    """The head of a site's page: the site or whose it is, and its channels, split by marks.

    >>> is_site_head("鹤庆人大网 · 监督工作"), is_site_head("某县人民政府网 > 新闻资讯 > 某县要闻")
    (True, True)
    >>> is_site_head("略阳县人民医院 | 医院要闻"), is_site_head("某镇中心小学 部署安全工作")
    (True, False)
    >>> is_site_head("【某市人民法院微信公众号】"), is_site_head("首页 / 政务动态 / 某县要闻")
    (True, True)
    """
    if len(line) > 60 or PROSE.search(line) or any(role in line for role in ("记者", "通讯员")):
        return False
    if is_trail(line) or is_epithets(line):
        return True
    data = load("furniture")
    bare = line.strip("【】[]")
    if 5 <= len(bare) <= 26 and bare.endswith(tuple(data["whole_sites"])) and not NOT_IN_NAME.search(bare):
        return True
    if not any(mark in line for mark in _SITE_MARKS):
        return False
    *owners, role = line.split()
    if role in ("主办", "承办", "主管", "协办") and owners and all(map(org_like, owners)):
        return True
    parts = [part for part in re.split(f"[{_SITE_MARKS}]+", line) if part]
    sites = [part for part in parts if part.endswith(tuple(data["site_ends"])) and len(part) > 2]
    marked = any(mark in line for mark in _SITE_MARKS if not mark.isspace())
    owners = [part for part in parts if marked and part not in sites and is_issuer(part)]
    rest = [part for part in parts if part not in sites and part not in owners]
    if not 2 <= len(parts) <= 7 or not (sites or owners or "首页" in parts or "正文" in parts):
        return False
    named = tuple(data["channel_ends"])
    whole_site = any(site.endswith(tuple(data["whole_sites"])) for site in sites)
    if marked and (sites or whole_site):
        return all(len(part) <= 6 or (len(part) <= 8 and part.endswith(named)) for part in rest)
    return all(len(part) <= (8 if marked else 5) and (part.endswith(named) or whole_site) for part in rest)


def is_epithets(line: str) -> bool:
    """What a site says of its county over a page: 司马光故里 · 魅力光山.

    >>> is_epithets("司马光故里 · 魅力光山 · 中国羽绒材料之乡"), is_epithets("魅力乡村 村晚开演")
    (True, False)
    """
    parts = [part for part in re.split(r"[ \u3000]*[·•|｜—★◆][ \u3000]*", line) if part]
    if not 2 <= len(parts) <= 5 or any(not 3 <= len(part) <= 12 for part in parts):
        return False
    starts, ends = words_in("furniture", "epithet_starts"), words_in("furniture", "epithet_ends")
    told = sum(part.startswith(starts) or part.endswith(ends) for part in parts)
    return told > 1 or (told == 1 and any(map(is_account, parts)))


def is_account(line: str) -> bool:
    """An official account's name alone: its county's, or a town's, and what it is for.

    >>> [is_account(name) for name in ("左权检察", "平安左权", "玛纳斯县零距离", "左权核桃", "某镇举行义诊")]
    [True, True, True, False, False]
    """
    rests = _of_account(line)
    town = line.endswith(_TOWNS_ACCOUNTS) and any(_TOWN.fullmatch(rest) for rest in rests)
    return town or any(len(rest) > 1 and divisions.counties_named(rest) for rest in rests)


def _of_account(line: str) -> list[str]:
    """Whose an account may be: its name without what it is for."""
    data = load("furniture")
    if line.endswith("网") and 3 <= len(line) <= 5 and line not in data["national_sites"]:
        return [line.removesuffix("网")]  # 克山网
    if not 4 <= len(line) <= 12 or line in page_labels():
        return []  # 合作热线 is no account of the city 合作
    line = line.removesuffix("APP").removesuffix("客户端")
    rests = [line.removesuffix(end) for end in data["account_ends"] if line.endswith(end)]
    return rests + [line.removeprefix(start) for start in data["account_starts"] if line.startswith(start)]


def county_of_account(name: str) -> str | None:
    """The code of the one county whose account bears a name: 云上枝江, 左权检察.

    >>> county_of_account("云上枝江"), county_of_account("本报")
    ('420583', None)
    """
    rests = [rest for rest in _of_account(name) if len(rest) > 1]
    counties = {county for rest in rests for county in divisions.counties_named(rest)}
    if len(counties) != 1:
        return None
    county = counties.pop()
    return None if prefecture_of_account(name) and county.name not in rests else county.code


def prefecture_of_account(name: str) -> str | None:
    """The code of the prefecture whose account bears a name, also where a county in it is called alike.

    >>> prefecture_of_account("云上荆州"), prefecture_of_account("云上枝江")
    ('4210', None)
    """
    codes = {one.code for rest in _of_account(name) if len(rest) > 1 for one in divisions.prefectures_named(rest)}
    return codes.pop() if len(codes) == 1 else None


def accounts(line: str) -> list[str]:
    """The parts of a line over an article or of its source that may be accounts: 云上枝江 > 时政.

    >>> accounts("云上枝江 > 时政 >"), accounts("司马光故里 · 魅力光山")
    (['云上枝江'], ['魅力光山'])
    """
    parts = [part for part in re.split(f"[{_SITE_MARKS}：:《》【】]+", line) if part] if len(line) <= 80 else []
    return [part for part in parts if county_of_account(part)]


def is_name_line(line: str) -> bool:
    """A line of nothing but names of what it stands on: bodies, papers, accounts, areas, columns, numbers.

    >>> is_name_line("中共庆云县纪律检查委员会 庆云县监察委员会"), is_name_line("学习强国·庆云融媒号")
    (True, True)
    >>> is_name_line("庆云县 严务乡荷塘清淤"), is_name_line("严务乡 小院议事厅")
    (False, False)
    """
    if len(line) > 44 or PROSE.search(line) or "，" in line:
        return False
    bare = _PROGRAMME.sub(" ", _SERIAL.sub("", line))
    dated = DATE.search(line) is not None
    found = besides_date(bare) if dated else [bare]
    parts = [part for text in found for part in _BETWEEN_NAMES.split(text) if part]
    if len(parts) + dated + len(_PROGRAMME.findall(line)) < 2:
        return False
    strong = [part for part in parts if _names_body(part)]
    return bool(strong) and all(_may_stand_beside(part) for part in parts if part not in strong)


def _names_body(part: str) -> bool:
    """A body, paper, site, account or column that may put out a page."""
    data = load("furniture")
    if is_issuer(part) or is_account(part) or is_account(part.removesuffix("号")) or part in data["columns"]:
        return True
    if len(part) > 12 or NOT_IN_NAME.search(part):
        return False
    return is_paper_name(part) or part.endswith(words_in("furniture", "whole_sites"))


def _may_stand_beside(part: str) -> bool:
    """An area, a section, a programme or another word that stands beside such a name."""
    data = load("furniture")
    if part in data["beside_names"] or part in data["columns"] or _ADDRESS.fullmatch(part):
        return True
    if _TOWN.fullmatch(part) or divisions.counties_named(part) or divisions.prefectures_named(part):
        return True
    if len(part) <= 12 and part.endswith(("集团", "传媒")):
        return True
    ends = (*data["column_ends"], *data["channel_ends"], *data["series_ends"])
    return len(part) <= 6 and part.endswith(ends) and not NOT_IN_NAME.search(part)


def headline_in(line: str) -> str | None:
    """The headline that a line gives under its label, or None: 留言标题：…, 标　　题：….

    >>> headline_in("标　　题：关于印发某方案的通知"), headline_in("时间：明天上午")
    ('关于印发某方案的通知', None)
    """
    match = _LABELLED.match(line) or _BRACKETED.match(line)
    if match is None or "".join(match["label"].split()) not in load("furniture")["title_labels"]:
        return None
    return match["rest"] or None


def behind_label(line: str) -> str | None:
    """A line of a headline without the label that says which it is (引题：…, 副题：…); None where it has none.

    >>> behind_label("副题：——某镇推行小院议事见闻"), behind_label("某镇：春耕忙")
    ('——某镇推行小院议事见闻', None)
    """
    match = _LABELLED.match(line)
    labelled = match is not None and "".join(match["label"].split()) in load("furniture")["headline_labels"]
    return match["rest"] or None if match and labelled else None


def without_site(line: str) -> str:
    """A page's title as a browser shows it, without the site behind it: 某镇举行义诊-某县人民政府门户网站.

    >>> without_site("某镇举行义诊-某县人民政府门户网站"), without_site("某镇举行义诊_庆云县人民政府")
    ('某镇举行义诊', '某镇举行义诊')
    >>> without_site("某镇举行义诊_青槐周报_2023年04月12日A2")
    '某镇举行义诊'
    """
    line = _ARCHIVED.sub("", line)
    behind = _BEHIND_PAPER.fullmatch(line)
    line = behind["title"] if behind and is_paper(behind["paper"]) and not behind["paper"].endswith("播报") else line
    twice = _TWICE.fullmatch(line)
    line = twice["title"] if twice else line
    while (match := _WITH_SITE.fullmatch(line)) is not None and _is_site(match["site"]):
        line = match["title"]
    return line


def is_site_name(line: str) -> bool:
    """A site's or a paper's name alone: 青槐干部报网.

    >>> is_site_name("青槐干部报网"), is_site_name("织牢社区安全网")
    (True, False)
    """
    ends = (*words_in("furniture", "whole_sites"), *words_in("furniture", "newspaper_ends"), "报网")
    return 4 <= len(line) <= 12 and line.endswith(ends) and not NOT_IN_NAME.search(line)


def _is_site(part: str) -> bool:
    """A site, a paper or an issuer, or the day and page of one, behind a headline."""
    if DATE.match(part):
        return True
    data = load("furniture")
    if 3 <= len(part) <= 6 and part.endswith(("资讯", "头条", "快讯", "快报", "速递", "速看", "热点", "要闻")):
        return True  # …-当前资讯
    site = part.endswith((*data["whole_sites"], *data["site_ends"])) or is_issuer(part) or is_paper(part)
    return site and not NOT_IN_NAME.search(part)


def is_head_label(line: str) -> bool:
    """A line under a headline that says who speaks, when and where: 本期坐诊：…, 主持：本报记者 甲.

    >>> is_head_label("本期嘉宾：某县农业农村局局长 高远"), is_head_label("某镇：春耕忙")
    (True, False)
    """
    return behind_head_label(line) > 0


def behind_head_label(line: str) -> int:
    """Where what such a label holds begins; 0 where a line has none."""
    match = _LABELLED.match(line)
    if match is None:
        return 0
    label = "".join(match["label"].split())
    known = label in load("furniture")["head_labels"] or is_person_label(label)
    return match.start("rest") if known else 0


def is_issue_number(line: str) -> bool:
    """A bulletin's number, alone on its line under the name: 第45期, （总第120期）, 2023年第4期.

    >>> is_issue_number("（总第120期）"), is_issue_number("2023年第4期"), is_issue_number("第45期培训班开班")
    (True, True, False)
    """
    return _ISSUE.fullmatch(line) is not None


def is_subtitle(line: str) -> bool:
    """A subtitle that says what sort of piece it is: ——某村采风.

    >>> is_subtitle("——严务乡刘家村采风"), is_subtitle("——严务乡 高远")
    (True, False)
    """
    return line.startswith(("—", "--")) and line.endswith(words_in("furniture", "subtitle_ends"))


def tells_speaker(line: str) -> bool:
    """Who speaks or leads, with the office: 主持人：县委常委、宣传部部长甲; not 主持人：甲.

    >>> tells_speaker("主持人：县委常委、宣传部部长高远"), tells_speaker("主持人：高远")
    (True, False)
    """
    match = _LABELLED.match(line)
    known = match is not None and "".join(match["label"].split()) in load("furniture")["head_labels"]
    return match is not None and known and len(match["rest"]) > 4 and not _AFTER.search(match["rest"])


def is_notice_word(line: str) -> bool:
    """What an official paper is, alone on its line as its headline's end: 公　告.

    >>> is_notice_word("公　告"), is_notice_word("高　远")
    (True, False)
    """
    return len(line) <= 10 and "".join(line.split()) in load("furniture")["notice_words"]


def is_column(line: str) -> bool:
    """A column's or section's name over a headline: 要闻, 【基层动态】.

    >>> is_column("【走基层】"), is_column("■ 京郊日子"), is_column("某镇举行义诊")
    (True, True, False)
    """
    data = load("furniture")
    bare = _APART.sub("", line.strip("【】[]《》〔〕〖〗—-· \u3000" + _BULLETS))
    if not line:
        return False
    numbered = _SERIAL.search(bare)
    if (
        numbered
        and 4 <= numbered.start() <= (18 if "期" in numbered.group() else 12)
        and not _MARKS.search("".join(bare.split())[: numbered.start()])
    ):
        return True  # 记者走基层④, 乡村振兴进行时（12）
    named = bare[: numbered.start()] if numbered else bare
    if (
        len(named) <= 16
        and not any(map(str.isdigit, named))
        and named.endswith(words_in("furniture", "long_column_ends"))
        and not _MARKS.search(named)
    ):
        return True
    if 4 <= len(bare) <= 6 and bare.endswith((*data["column_ends"], *data["series_ends"])):
        return True
    parts = [part for part in re.split(r"[ \u3000]*[·|｜>＞/][ \u3000]*", bare) if part]
    if len(parts) in (2, 3) and all(len(part) <= 6 for part in parts):
        if parts[0] in data["columns"]:
            return True  # 乡村振兴·某县实践
        return parts[-1].endswith((*data["channel_ends"], *data["column_ends"], *data["series_ends"]))
    if bare in data["columns"] or _SEVERAL.fullmatch(bare):
        return True
    if line[0] in _BULLETS and len(bare.lstrip(_BULLETS + SPACE)) <= 8:
        return True
    words = bare.split()
    if len(words) == 2 and is_paper_name(words[0]) and len(words[1]) <= 4:
        return True  # 某县乡村周刊　人物
    return line[0] in "【[〔〖" and line[-1] in "】]〕〗" and len(bare) <= 12 and "】" not in bare


def behind_column(line: str) -> str:
    """A headline without the column, label or mark before it on its line.

    >>> behind_column("【走基层】某镇举行义诊"), behind_column("■某镇举行义诊"), behind_column("某镇举行义诊")
    ('某镇举行义诊', '某镇举行义诊', '某镇举行义诊')
    """
    whose = _ACCOUNT_BEFORE.match(line)  # 【平安左权】 is no column
    if whose and is_account(whose["name"]):
        return line
    bare = _BEFORE_HEADLINE.sub("", line)
    return bare.rstrip(_BULLETS + SPACE) if bare != line else line


def is_paper(line: str) -> bool:
    """A paper's name alone, as a masthead over a page.

    >>> is_paper("寿光日报"), is_paper("张庄村开展送文化活动")
    (True, False)
    """
    ends = tuple(end for end in load("furniture")["paper_ends"] if end not in ("新闻", "通讯"))
    return 3 <= len(line) <= 12 and line.endswith((*ends, "数字版", "电子版", "数字报", "电子报"))


def is_masthead(line: str) -> bool:
    """A line over a page that holds for all its articles: a paper's name, day and edition, a digest's head."""
    return furniture.kind_of(line) == "masthead" or is_digest_head(line) or is_paper(line) or is_site_head(line)


def papers(line: str) -> list[str]:
    """The names of papers in a masthead line."""
    if is_site_head(line):
        parts = (part for part in re.split(f"[{_SITE_MARKS}]+", line) if len(part) > 3)
        return [part for part in parts if part.endswith(words_in("furniture", "site_ends"))][:1]
    if furniture.kind_of(line) != "masthead" and not is_paper(line) and not is_digest_head(line):
        return []
    found = []
    for part in besides_date(line):
        named = 3 <= len(part) <= 12 and is_paper_name(part)
        if named and not is_digest(part) and "：" not in part:
            found.append(next((part.removesuffix(b) for b in load("furniture")["edited"] if part.endswith(b)), part))
    return found


def is_side_piece(line: str) -> bool:
    """The beginning of a piece that belongs to the article before it: 链接, 记者手记, 编后：….

    >>> is_side_piece("【相关链接】什么是秸秆离田"), is_side_piece("编后：箱子虽小"), is_side_piece("背景墙亮起来")
    (True, True, False)
    """
    text = line.lstrip("【[■◆●▲★□ ")
    words = words_in("furniture", "sidebars")
    if not text.startswith(words):
        return False
    rest = text[max(len(word) for word in words if text.startswith(word)) :]
    return not rest or rest[0] in "】]：:— \u3000|"

"""Which organisation or place a title is of: named before it, meant by its body (县委), or by the article."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from ingest.modality import any_in
from ingest.relations.base import About, SentenceView, Title, all_names
from ingest.relations.places.areas import governed
from ingest.relations.posts.bare_titles import (
    PRIVATE,
    alone_in_sentence,
    bare_of,
    first_in_sentence,
    first_of_two,
    of_before,
    worked_at,
)
from ingest.relations.posts.founding import founded, with_office
from ingest.relations.posts.leaning import (
    COUNTY,
    FIRST,
    LEVELS,
    VILLAGE,
    Office,
    area_near,
    assembly_told_of,
    employer,
    ending,
    ends_at,
    ends_so,
    hospital,
    hospital_short_for,
    house_of,
    of_kind,
    of_kind_told_of,
    seat_of,
    short_for,
    stood,
    town_told_of,
)
from ingest.relations.posts.same_house import OF_ASSEMBLY
from ingest.relations.posts.titles import Rule, body_of, of_class, rules, table
from ingest.tables import load, words_in
from ontology.ids import normal_name
from ontology.records import LocalEntity

_TOWNS = ("镇", "乡", "街道", "苏木")
_ALONE = "院校局厅厂社站所行馆队会"
_ALONE_OURS = {"School": "校", "HealthInstitution": "院", "JudicialBody": "院", "Cooperative": "社", "Bank": "行"}
"""What a house is called by within it, by its kind: 我校来访，|院|党委书记."""
_PARTED = frozenset(
    {
        "HealthInstitution",
        "School",
        "JudicialBody",
        "Company",
        "Bank",
        "GovernmentBody",
        "PublicInstitution",
        "CulturalInstitution",
        "Media",
        "MassOrganization",
    }
)
_BOARDS, _SOCIETIES = ("理事会", "监事会"), ("SocialOrganization", "Cooperative")
_GROUPS = frozenset(("党组", "分党组", "机关党委", "机关党支部"))
"""Party bodies that only a body of the state or of masses has within it."""


_SEATS = frozenset(("PartyOrganization", "ConsultativeConference", "PeoplesCongress"))
"""What an area has one of, so that a body named behind it without more is the area's."""
_MEMBERS = {"政协委员": "政协", "人大代表": "人大"}
_ASSEMBLY = re.compile("(?:第?[一二三四五六七八九十]+届)?(?:政协|人大)(?:常委会|委员会)?\\Z")
_ORGANS = frozenset(
    ("工商联", "总工会", "妇联", "科协", "残联", "文联", "侨联", "红十字会", "关工委", "团委", "政府", "管委会")
)
"""Bodies that an area has beside its conference and congress."""
_ASSEMBLY_BODIES = ("人大", "政协", "人大常委会")
_ELECTED = ("主任", "委员")
_ELECTION = re.compile("当选|选举|推选|选出|换届|[0-9]票")
_BODY_OF = re.compile("(?P<body>[村居]务监督委员会|[村居]民委员会|[村居]委会|业主委员会|业委会|监委会)由")
_THIS = re.compile("该|本|这[家所个]")


def office(view: SentenceView, title: Title, before: LocalEntity | None, *, told: bool = False) -> Office | None:
    """Whose a title is; `before`: whose the title before it in its run or list is. None where nothing says.

    `told`: a verb says that it is held or taken up (担任技术员), so that it is of the last house that fits.
    """
    about, at, rule = view.about, view.offset(title.start), rules()[title.core]
    if title.chain:
        named = _holder(title, rule)
        member = _MEMBERS.get(title.core, "") if named.type == "Place" else ""  # 莘县|政协委员
        whole = _with_body(about, named, title.body or member)
        unknown = whole is named and bool(title.body) and not body_of(title.body)
        return Office(whole, 0.95, title.body if unknown else "")  # 索卜滩村|土族盘绣园|负责人
    if "办公室" in (title.loose, title.body) and (group := with_office(view, title)) is not None:
        return Office(group, 0.75, "办公室")
    if title.loose.endswith("临时") and (title.body or title.title).startswith("党"):
        return None  # 大会中共|临时|党组成员: of a session's own party group, which has no name
    if title.loose:
        return _by_words(about, title, before, at, rule, view.offset(0))
    if title.body:
        told_of = _told_in_sentence(about, at, view.offset(0)) if before is None and title.body in _GROUPS else None
        if told_of is not None:
            return Office(told_of, 0.75)  # 县总工会发放了大礼包，党组|书记甲介绍
        found = _by_body(about, title.body, before, at)
        if found is not None:
            return found
        if before is None and title.body.endswith("政府"):
            return _bare(view, title, None, at, rule, told=told)  # 政府县长|甲, of a county that the text does not name
        return Office(before, 0.7, title.body) if before is not None else None
    if told and before is None and title.core in _ELECTED and _ELECTION.search(view.text):
        village = _voting(about)
        if village is not None:
            set_out = _BODY_OF.search(view.shape, 0, title.start)  # 村务监督委员会由甲、乙组成，甲任|主任
            body = set_out["body"] if set_out is not None and title.core == "主任" else ""
            return Office(_with_body(about, village, body), 0.75, body)
    if told and before is not None and rule.named:  # 曾在县农业农村局当过农技员
        return Office(of_before(about, title, before, rule) or before, 0.75)
    set_up = founded(view, title) if told and before is None else None
    if set_up is not None:
        return set_up
    if told and before is None and title.core == "组长":
        group = about.last(
            at, lambda one: one.kind == "Team" or (one.type == "Organization" and ends_so(one, rule.ends))
        )
        return None if group is None else Office(group, 0.7)  # 由镇人大主席甲任|组长, of a group that has no name
    found = _bare(view, title, before, at, rule._replace(named=False) if told and rule.of else rule, told=told)
    unsaid = found is not None and title.core == "委员" and rule.named and found.of.kind == "AdministrativeArea"
    return None if unsaid else found  # 甲当选委员, of a committee that nothing names


def _voting(about: About) -> LocalEntity | None:
    """The village or community whose committee an article elects: of the headline, else the first that it names."""
    if about.topic is not None and about.topic.type == "Organization":
        return None
    places = (e for e in (*about.headline, *about.entities[:FIRST]) if e.type == "Place")
    return next((e for e in places if ends_so(e, VILLAGE)), None)


def _holder(title: Title, rule: Rule) -> LocalEntity:
    """The last of the names before a title; 瑞禾公司|桃园|项目经理 is the company's, wherever it works."""
    named = title.chain[-1].entity
    if len(title.chain) > 1 and named.type == "Place" and not title.body and "Area" not in rule.of:
        house = title.chain[-2].entity
        if house.kind in rule.of:
            return house
    return named


def _with_body(about: About, named: LocalEntity, body: str) -> LocalEntity:
    """张南新村|党支部 -> 张南新村党支部 where the article speaks of it, else 张南新村."""
    if not body:
        return named
    for name in all_names(named):
        whole = about.names.get(name + normal_name(body))
        if whole is not None:
            return whole
    heads = all_names(named)
    return next(
        (entity for entity in about.tails.get(body, ()) if any(n.startswith(heads) for n in all_names(entity))), named
    )


def _by_words(
    about: About, title: Title, before: LocalEntity | None, at: int, rule: Rule, begins: int
) -> Office | None:
    """Of words that no name explains (公司|董事长, 学院党委|副书记, 县融媒体中心|主任). `begins`: where the sentence does."""
    if title.body and (this := _THIS.match(title.loose)) and title.loose[this.end() :] in LEVELS:
        title = replace(title, loose=title.loose[this.end() :])  # 该社区|居务监督委员会|主任
    words = title.loose + title.body
    if any_in("posts", "private").search(title.loose):
        return None
    if title.loose[0] == "我" and len(title.loose) == 2 and title.loose[1] in _ALONE:
        own = own_house(about, title.loose[1])
        return None if own is None else Office(_with_body(about, own, title.body), 0.75)
    known = about.names.get(normal_name(words)) or ending(about, words, at) or short_for(about, words)
    if known is not None:
        return Office(known, 0.85)
    house = ending(about, title.loose, at) if title.body else None
    if house is not None:
        return Office(_with_body(about, house, title.body), 0.85)
    level = next((level for level in LEVELS if title.loose == level), "")
    own = of_kind(about, rule, level) if level and not title.body and "Area" not in rule.of else None
    if own is not None:
        return Office(own, 0.8)
    if title.loose[0] in _ALONE and len(title.loose) == 1:  # 院团委书记: of the hospital named last
        near = _called_alone(about, title.loose, at, before)
        return Office(_with_body(about, near, title.body), 0.75) if near is not None else None
    if title.loose[0] == "驻" and title.loose[1:2] in tuple(_ALONE):  # 驻厅纪检监察组|组长
        near = _called_alone(about, title.loose[1], at, before)
        return Office(near, 0.7, words) if near is not None else None
    if len(words) == 2 and words[0] in LEVELS and words[1] in _ALONE:
        return None  # 市院|检委会专职委员, of a house above that the text does not name
    if level:
        area = _area_like(about, at, level, before)
        return None if area is None else Office(_with_body(about, area, title.body), 0.8)
    kinds = table()["said"].get(words[this.end() :] if (this := _THIS.match(words)) else words, ())
    kinds = kinds or (table()["said"].get(title.loose, ()) if title.body else ())
    ours = about.ours if about.ours is not None and about.ours.kind in kinds else None
    said = ours or (about.last(at, lambda entity: entity.kind in kinds) if kinds else None)
    if said is not None:  # 该公司|法定代表人, 学校|教师, 学校党委|书记
        return Office(_with_body(about, said, title.body), 0.75)
    if "Company" in kinds or (kinds and about.housed):
        return None
    if "School" in rule.of and not title.body and of_class(title.loose):  # 四年级|学生
        school = of_kind_told_of(about, at, "School")
        return None if school is None else Office(school, 0.7, title.loose)
    if words.endswith(words_in("posts", "houses", "of_towns")) and not level:  # 卫生院|院长: of the town told of
        town = area_near(about, at, ("镇", "乡", "街道"))
        if town is not None:
            return Office(town, 0.6, words)
    begun = _begun(about, words, at)
    if begun is not None:
        return begun
    level = next((level for level in LEVELS if words.startswith(level) and len(words) > len(level) + 1), "")
    if before is not None and words.endswith(words_in("posts", "houses", "inside")) and not level:
        return Office(before, 0.7, words)
    if (
        before is None and words.endswith(words_in("posts", "houses", "departments")) and not level
    ):  # 客服部|主任: of the company told of
        house = employer(about, at)
        if house is not None:
            return Office(house, 0.65, words)
    if words.endswith(words_in("posts", "houses", "wards")):
        short = hospital_short_for(about, words, at)
        if short is not None:
            return Office(short, 0.7, words[words.rfind("院") + 1 :])
        house = hospital(about, at)
        return None if house is None else Office(house, 0.65, words)
    if before is None and not level and about.housed and about.ours is None:
        return None  # 我会…，宣传中心|副主任甲, of our house, which has no name in the text
    if words.endswith((*table()["offices"], *([title.body] if title.body else ()))):
        area = _area_like(about, at, level, before) if level else _whose(about, before, words)
        if area is None and words in _own_bodies():  # 消防救援大队|副大队长: of the county that the paper is of
            area = town_told_of(about, begins, at) or area_near(about, at, COUNTY) or seat_of(about, COUNTY)
        house = _told_in_sentence(about, at, begins) if area is None and not level else None
        if house is not None and len(words) < 6 and words.endswith(words_in("posts", "houses", "inside")):
            return Office(house, 0.65, words)  # 在某医院，护理部|主任
        if area is None and not level and words in words_in("posts", "houses", "parts"):
            house = _parted(about, at)
            return None if house is None else Office(house, 0.65, words)  # 德育处|主任, of the school told of
        if (
            area is None and not level and not any_in("posts", "houses", "abroad").search(words)
        ):  # 平湖泵站|站长: of a house in the area last named
            areas = (e for e in about.entities[:FIRST] if e.kind == "AdministrativeArea")
            area = about.last(at, lambda entity: entity.kind == "AdministrativeArea") or next(areas, None)
            return None if area is None else Office(area, 0.5, words)
        return (
            None if area is None else Office(area, 0.55, words.removeprefix(level) if words[1:2] != "志" else words)
        )  # 县志办
    if rule.named:
        return None
    level = next((level for level in COUNTY if title.loose.startswith(level) and len(title.loose) > 3), "")
    area = _area_like(about, at, level, before) if level and "Area" not in rule.of else None
    if area is not None:  # 县实验高中|副校长
        return Office(area, 0.5, words.removeprefix(level))
    if title.core == "书记" and len(title.loose) > 2:
        return Office(before, 0.6, words) if before is not None else None  # 政协委员、|扶贫办纪检|书记
    right_before = about.last(at, lambda one: ends_at(one, at - len(title.loose)))
    if right_before is not None and right_before.kind == "AdministrativeArea" and rule.of <= PRIVATE:
        return Office(right_before, 0.5, words)  # 古蔺县|华宸教育|董事长
    return bare_of(about, title, None, at, rule, less=0.1)


def _called_alone(about: About, word: str, at: int, before: LocalEntity | None) -> LocalEntity | None:
    """The house that one character means within it (校党总支书记): the one before, the article's own, or the last so called."""

    def called(entity: LocalEntity) -> bool:
        return entity.type == "Organization" and (
            entity.name.endswith(word) or word in _ALONE_OURS.get(entity.kind, "")
        )

    near = next((one for one in (before, about.ours) if one is not None and called(one)), None)
    return near or about.last(at, called)


def own_house(about: About, end: str) -> LocalEntity | None:
    """我会|会长, 我院|院长: the body that the piece is of, its topic or the first that it names."""
    houses = (about.topic, *about.headline, *about.entities[:FIRST])
    own = (e for e in houses if e is not None and e.type == "Organization" and e.id not in about.hosts)
    return about.ours or next((e for e in own if e.name.endswith(end)), None)


def _told_in_sentence(about: About, at: int, begins: int) -> LocalEntity | None:
    """The last body that the sentence names before a title, of those that have departments."""

    def houses(entity: LocalEntity) -> bool:
        return entity.type == "Organization" and entity.kind in _PARTED and stood(entity, at) >= begins

    last, topic = about.last(at, houses), about.topic
    if last is None or topic is None or topic is last or topic.kind != last.kind:
        return last
    return topic  # 某中学开学：…58人被县一中录取；政教处|主任甲


def _parted(about: About, at: int) -> LocalEntity | None:
    """The house with parts that an article is about, else the last one named."""
    if about.topic is not None and about.topic.kind in _PARTED:
        return about.topic
    return about.ours or about.last(at, lambda e: e.type == "Organization" and e.kind in _PARTED)


def _whose(about: About, before: LocalEntity | None, words: str) -> LocalEntity | None:
    """Whose a body is that words name behind another title: the area's (市委常委、|公安局|局长; 县政协副主席、|教体局|局长), or
    the one's before."""
    if before is None or before.kind not in _SEATS:
        return before
    if OF_ASSEMBLY.search(before.name) and words.endswith(("委", "委员会", "工委", "室")):
        return before  # 县政协提案委主任、|经科委|副主任
    if words in _own_bodies() or (before.kind != "PartyOrganization" and words.endswith("局")):  # 县委|老干部局
        own = (area for names, area in about.areas if any(name.startswith(names) for name in all_names(before)))
        return governed(about, before) or max(own, key=lambda area: len(area.name), default=before)
    return before


@cache
def _own_bodies() -> frozenset[str]:
    """Bodies that each county has one of: 消防救援大队, 林草局, 农技中心."""
    bodies, departments = load("organizations")["bodies"], load("organizations")["departments"].split()
    heads = {word for listed in bodies.values() for word in listed.split() if len(word) > 3}
    return frozenset(heads | {f"{department}{head}" for department in departments for head in ("局", "委员会", "委")})


def _begun(about: About, words: str, at: int) -> Office | None:
    """水库管理处|主任 after 石门水库: words that begin as a name before them ends."""
    for size in range(len(words) - 2, 1, -1):
        fitting = about.endings.get(words[:size], ())
        if fitting:
            return Office(about.last(at, fitting.__contains__) or fitting[0], 0.65, words[size:])
    return None


def _by_body(about: About, body: str, before: LocalEntity | None, at: int) -> Office | None:
    named = about.names.get(body)
    if named is not None and (before is None or governed(about, before) in (None, governed(about, named))):
        return Office(named, 0.9)
    level = next((level for level in LEVELS if body.startswith(level)), "")
    if level:
        area = _area_like(about, at, level, before)
        if area is not None:
            return Office(_with_body(about, area, body.removeprefix(level)), 0.85)
        if level not in VILLAGE:
            return None  # 州委|副书记, 镇党委|书记: of a prefecture or town that the article does not name
    society = about.topic if about.topic is not None and about.topic.kind in _SOCIETIES else None
    society = society or about.last(at, lambda e: e.kind in _SOCIETIES)
    society = society if before is None and body in _BOARDS else None
    if society is not None:  # 理事会|会长, in news of an association
        return Office(_with_body(about, society, body), 0.7)
    if before is not None:
        return _beside(about, body, before, at)
    ends = next((tuple(ends) for word, ends in table()["body_of"].items() if body.endswith(word)), ())
    topic = about.topic
    if topic is not None and (topic.type == "Organization" or (ends and topic.name.endswith(ends))):
        own = _with_body(about, topic, body)
        if own is not topic or (topic.type == "Place" and (not ends or topic.name.endswith(ends))):
            return Office(own, 0.8)
    found = ending(about, body, at)
    area = area_near(about, at, ends) if ends else None
    if about.housed and not any(one is not None and stood(one, at) >= 0 for one in (found, area)):
        # 党委书记甲到某镇看望我校第一书记
        return Office(_with_body(about, about.ours, body), 0.75) if about.ours is not None else None
    if area is not None and (found is None or stood(area, at) > stood(found, at)):
        return Office(_with_body(about, area, body), 0.75)
    if found is not None:
        return Office(found, 0.75)
    if "村" in ends and (topic is None or topic.type != "Organization"):  # 我们|党支部|书记, in a committee's letter
        committee = about.last(at, lambda entity: entity.kind == "SelfGoverningCommittee")
        if committee is not None:
            return Office(committee, 0.6)
    acts = topic is not None and (topic.type == "Organization" or (topic.type == "Place" and not ends))
    if acts and topic is not None:
        return Office(topic, 0.65)
    if body in _ASSEMBLY_BODIES and (seat := _seat_before(about, at)) is not None:
        return Office(_with_body(about, seat, body), 0.65)
    town = area_near(about, at, _TOWNS) if body in words_in("posts", "town_bodies") else None
    return Office(_with_body(about, town, body), 0.6) if town is not None else None  # 甲（人大主席）, in a town's list


def _seat_before(about: About, at: int) -> LocalEntity | None:
    """高邑县委常委、统战部甲，|人大|副主任乙: the area whose committee is named last, if it is nearer than any town."""
    committee = about.last(at, lambda one: one.kind == "PartyOrganization" and governed(about, one) is not None)
    town = about.last(at, lambda one: one.type == "Place" and ends_so(one, _TOWNS))
    if committee is None or (town is not None and stood(town, at) > stood(committee, at)):
        return None
    return governed(about, committee)


def _beside(about: About, body: str, before: LocalEntity, at: int) -> Office | None:
    """镇党委副书记、人大主席: the body of the same area; 县水利局党组书记: of the same house."""
    area = governed(about, before)
    if area is None:
        assembly = _ASSEMBLY.search(before.name) if body in _ORGANS else None
        if assembly is not None:  # 徐州市政协副主席、工商联|主席: the city's
            root = before.name[: assembly.start()]
            own = about.names.get(root + body) or next((one for names, one in about.areas if root in names), None)
            if own is not None:
                return Office(own, 0.85, "" if own.type == "Organization" else body)
        root = before.name.removesuffix(body_of(before.name))
        sister = about.names.get(root + body) if root and root != before.name else None
        if sister is not None:  # 某新区党工委委员、管委会|副主任
            return Office(sister, 0.85)
        return Office(_with_body(about, house_of(about, before) or before, body), 0.85)
    if area.name.endswith(VILLAGE) or body not in table()["within"]:
        return Office(_with_body(about, area, body), 0.85)
    return Office(_with_body(about, before, body), 0.85)


def _area_like(about: About, at: int, level: str, before: LocalEntity | None) -> LocalEntity | None:
    """The area of a level that is meant: the one just spoken of, the topic, else the last one named."""
    ends = COUNTY if level == "县" else VILLAGE if level in VILLAGE else (level,)
    spoken = (governed(about, before) or before) if before is not None else None
    for wanted in ((level,), ends):
        if spoken is not None and spoken.type == "Place" and ends_so(spoken, wanted):
            return spoken
        area = area_near(about, at, wanted)
        if area is not None:
            return area
    return None


def _bare(
    view: SentenceView, title: Title, before: LocalEntity | None, at: int, rule: Rule, *, told: bool = False
) -> Office | None:
    """Of a title with nothing before it: whose the one before is, else of the same office in the sentence, else by kind."""
    about = view.about
    assembly = assembly_told_of(about, before, at) if title.title == "委员" else None
    if assembly is not None:
        return Office(assembly, 0.75)
    if before is not None:
        own = of_before(about, title, before, rule)
        if own is not None:
            return Office(own, 0.85)
    worked = worked_at(view, title, rule) if before is None else None
    if worked is not None:
        return Office(worked, 0.75)
    alone = alone_in_sentence(view, title, rule) if before is None and rule.named else None
    if alone is not None:
        return Office(alone, 0.65)
    if rule.named:
        topic = about.topic if about.topic is not None and about.topic.kind in rule.of else None
        suits = before is not None and (before.kind in rule.of or before.type == "Place" or topic is None)
        house = before if suits else topic  # 某村党支部书记甲和人民监督员|乙, of the court that the article is about
        return Office(house, 0.75 if before is not None else 0.65) if house is not None else None
    near = (
        first_in_sentence(view, title, rule)
        if before is None and title.core in words_in("posts", "houses", "of_firms")
        else None
    )
    if near is not None:
        return Office(near, 0.7)
    leading = first_of_two(view, title, rule) if before is None and "Area" not in rule.of else None
    if leading is not None:
        return Office(leading, 0.7)
    same = _same_core(view, title, told=told)
    if same is not None:
        return same
    return bare_of(about, title, before, at, rule)


def _same_core(view: SentenceView, title: Title, *, told: bool) -> Office | None:
    """当选居委会主任，原主任…: a bare title is of the same office as the same title before it in the sentence, or, where a
    verb says that it is held or left (`told`: 不再担任主席), in the one before."""
    board = words_in("posts", "board")
    for earlier in reversed(view.titles):
        if earlier.start < title.start and earlier.core == title.core and (earlier.chain or earlier.body):
            return _leaning(office(view, earlier, None))
        bare = not (earlier.chain or earlier.loose or earlier.body)
        if earlier.start < title.start and bare and {earlier.core, title.core} <= set(board):  # 会长甲，秘书长|乙
            return office(view, earlier, None)
    last = view.before if told else None
    for earlier in reversed(last.titles) if last is not None else ():
        if last is not None and earlier.core == title.core and earlier.chain:
            return _leaning(office(last, earlier, None))
    return None


def _leaning(found: Office | None) -> Office | None:
    """An office worked out from another title, which is less sure than that."""
    return None if found is None else found._replace(surety=min(found.surety, 0.75))

"""Which entity of an article an office may lean on: the area of a level, the town told of, the house it speaks of."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ingest.relations.base import About, all_names
from ingest.relations.places.areas import governed, own_rather
from ingest.relations.posts.titles import Rule, body_of, rules
from ontology.ids import normal_name
from ontology.records import LocalEntity

FIRST = 200  # so many of an article's entities are asked where nothing nearer fits
LEVELS = (
    "自治区",
    "自治州",
    "省",
    "市",
    "居民区",
    "区",
    "县",
    "旗",
    "州",
    "盟",
    "镇",
    "乡",
    "苏木",
    "街道",
    "社区",
    "嘎查",
    "村",
)
_POINTING = ("本", "该", "我", "被告", "原告", "涉事", "承建", "施工")
"""Words before a common noun that say which of those named is meant: 被告|公司, 该|局."""
COUNTY = ("区", "县", "旗", "市")
_FALSE = (
    "社区",
    "小区",
    "片区",
    "管区",
    "园区",
    "景区",
    "校区",
    "街区",
    "灌区",
    "库区",
    "厂区",
    "保护区",
    "开发区",
    "示范区",
    "集聚区",
    "度假区",
    "超市",
    "夜市",
    "集市",
    "早市",
    "小镇",
    "古镇",
)
VILLAGE = ("村", "社区", "嘎查")


class Office(NamedTuple):
    """What a title is of, how sure that is, and the words of a body that no entity has (融媒体中心)."""

    of: LocalEntity
    surety: float
    unnamed: str = ""


def town_told_of(about: About, begins: int, at: int) -> LocalEntity | None:
    """The town or village that a sentence has named before an offset."""
    low, high = (bisect_left(about.standing, offset, key=lambda item: item[0]) for offset in (begins, at))
    towns = (e for _, e in reversed(about.standing[low:high]) if e.kind == "AdministrativeArea")
    return next((e for e in towns if ends_so(e, ("镇", "乡", "街道", *VILLAGE))), None)


def employer(about: About, at: int) -> LocalEntity | None:
    """The company or house whose departments an article speaks of: its topic, else the last one named."""
    kinds = ("Company", "HealthInstitution", "Bank", "PublicInstitution")
    signer = next((e for _, e in reversed(about.standing[-2:]) if e.type == "Organization"), None)
    told_of = any(entity.type == "Organization" for entity in about.headline)
    if signer is not None and signer.kind in kinds and not told_of and (not about.headline or signer.kind == "Company"):
        return signer  # 我公司: who signs the notice
    if about.topic is not None and about.topic.kind in kinds:
        return about.topic
    return about.last(at, lambda entity: entity.kind in kinds)


def hospital_short_for(about: About, words: str, at: int) -> LocalEntity | None:
    """市一院|骨科|主任: the last hospital of those that the words before a ward are short for."""
    short = words[: words.rfind("院") + 1].lstrip("".join(COUNTY))
    if len(short) < 2:
        return None
    fitting = [e for e in about.entities[:FIRST] if e.kind == "HealthInstitution" and _holds(e, short)]
    return about.last(at, fitting.__contains__) or (fitting[0] if fitting else None)


def hospital(about: About, at: int) -> LocalEntity | None:
    """神经外科|主任: the hospital that the article is about, else the last one named."""
    topic = about.topic
    if topic is not None and topic.kind == "HealthInstitution":
        return topic
    big = about.last(at, lambda entity: entity.kind == "HealthInstitution" and entity.name.endswith(("医院", "保健院")))
    return big or about.last(at, lambda entity: entity.kind == "HealthInstitution")  # 心内科: seldom a 卫生院's


def of_kind_told_of(about: About, at: int, kind: str) -> LocalEntity | None:
    """The body of a kind that the article is about, else the last one named."""
    if about.topic is not None and about.topic.kind == kind:
        return about.topic
    return about.last(at, lambda entity: entity.kind == kind)


def assembly_told_of(about: About, before: LocalEntity | None, at: int) -> LocalEntity | None:
    """县医院副院长、委员|张三: of the conference whose session the headline is about, no part of the house before."""
    if before is not None and before.kind in rules()["委员"].of:
        return None
    held = [entity for entity in about.entities[:FIRST] if entity.kind == "ConsultativeConference"]
    told_of = any(entity in about.headline or entity is about.topic for entity in held)
    return (about.last(at, held.__contains__) or held[0]) if told_of else None


def stood(entity: LocalEntity, at: int) -> int:
    """Where an entity stands last before an offset, -1 if nowhere."""
    before = bisect_left(entity.mentions, (at, at))
    return entity.mentions[before - 1][0] if before else -1


def ends_at(entity: LocalEntity, at: int) -> bool:
    """Whether a name of an entity ends at an offset."""
    before = bisect_left(entity.mentions, (at,))
    return before > 0 and entity.mentions[before - 1][1] == at


def ends_so(entity: LocalEntity, ends: tuple[str, ...]) -> bool:
    """Whether a name ends with a word for its level: 东昌府区 with 区, but 华府社区 only with 社区."""
    for name in all_names(entity):
        false = next((word for word in _FALSE if name.endswith(word)), "") if name.endswith(_FALSE) else ""
        if name.endswith(tuple(end for end in ends if len(end) >= len(false) or not false.endswith(end))):
            return True
    return False


def seat_of(about: About, ends: tuple[str, ...]) -> LocalEntity | None:
    """县长 where the county itself is not named: its own body by its bare name, else its government, else its party committee."""
    for end in ends if set(ends) <= set(COUNTY) else ():  # 市委书记甲致辞，市长|乙, where 金华市委 is named beside it
        bare = next((about.names[end + tail] for tail in ("政府", "委") if end + tail in about.names), None)
        if bare is not None and len(bare.name) == len(end) + len("委") and bare.type == "Organization":
            return bare
    for kind, tails in (("GovernmentBody", ("政府",)), ("PartyOrganization", ("委",))):
        for end in ends if set(ends) <= set(COUNTY) else ():
            for entity in about.entities[:FIRST]:
                if entity.kind == kind and any(_ends(name, end, tails) for name in all_names(entity)):
                    area = governed(about, entity)
                    if area is None or area.code not in about.away:
                        return entity
    return None


def unnamed_seat(about: About, title: str) -> LocalEntity | None:
    """市领导 where nothing tells of which city: of its committee as the article calls it (市委)."""
    return about.names.get(title[0] + "委") if title.endswith("领导") else None


def _ends(name: str, end: str, tails: tuple[str, ...]) -> bool:
    """Whether a name is of the area's own body: 莘县人民政府, 莘县委, not 莘县林业局党委."""
    return name.endswith(tuple(_own(end, tails))) and len(name) > 2


def _own(end: str, tails: Iterable[str]) -> Iterator[str]:
    for middle in ("", "人民"):
        for tail in tails:
            yield end + middle + tail


def area_near(about: About, at: int, ends: tuple[str, ...]) -> LocalEntity | None:
    def fits(entity: LocalEntity) -> bool:
        return entity.type == "Place" and (not ends or ends_so(entity, ends))

    if about.topic is not None and fits(about.topic):
        return about.topic
    near = about.last(at, fits) or next((entity for entity in about.entities[:FIRST] if fits(entity)), None)
    return own_rather(about, near)


def ending(about: About, words: str, at: int) -> LocalEntity | None:
    """The organisation whose name ends with words; without the level they begin with too (镇文化站)."""
    words = normal_name(words)
    level = next((level for level in (*LEVELS, *_POINTING) if words.startswith(level)), "")
    for tail in (words, words.removeprefix(level)):
        fitting = about.tails.get(tail, ()) if len(tail) > 1 else ()
        if fitting:
            return about.last(at, fitting.__contains__) or fitting[0]
    return None


def short_for(about: About, words: str) -> LocalEntity | None:
    """The one organisation that words are short for: 县文旅局 for 莘县文化和旅游局."""
    words = normal_name(words)
    level = next((level for level in LEVELS if words.startswith(level)), "")
    core = words.removeprefix(level)
    if len(core) < 3:
        return None
    found = [entity for entity in about.entities[:FIRST] if entity.type == "Organization" and _holds(entity, core)]
    return found[0] if len(found) == 1 else None


def of_kind(about: About, rule: Rule, level: str) -> LocalEntity | None:
    """县|政协委员: the one body of the title's kind that is of such an area."""
    fits = [e for e in about.entities[:FIRST] if e.kind in rule.of and any(level in name for name in all_names(e))]
    return fits[0] if len(fits) == 1 else None


def _holds(entity: LocalEntity, core: str) -> bool:
    """Whether a name has some words within it, or ends like them and has all their characters in order."""
    for name in all_names(entity):
        if core in name:
            return True
        rest = iter(name)
        if name[-1] == core[-1] and all(letter in rest for letter in core):
            return True
    return False


def house_of(about: About, body: LocalEntity) -> LocalEntity | None:
    """县应急管理局党委 -> 县应急管理局: whose the body is."""
    for name in all_names(body):
        tail = body_of(name)
        found = about.names.get(name.removesuffix(tail)) if tail else None
        if found is not None:
            return found
    return None

"""Mentions of one article -> its local entities: one for all the names under which it speaks of something.

Mentions that overlap are chosen by one rule (`_chosen`); ingest.entities.coreference joins short names to full
ones. Each local entity has the spans of all its names, and keys from its own article and context alone.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence, Set

from ingest import mentions
from ingest.context import own_area
from ingest.entities import coreference, seats
from ingest.entities.drafts import Draft
from ingest.entities.identity import with_keys
from ingest.faults import Fault
from ingest.mentions.lexicon import words
from ingest.mentions.making import sureness
from ingest.mentions.organizations.organization_forms import PARTIES
from ontology.divisions import by_code
from ontology.ids import local_id
from ontology.records import Article, Context, LocalEntity, Mention, Sentence, Span

_FAR = 80  # code points that no name is longer than
_ORDER = {"Event": 0, "Organization": 1, "Programme": 2, "Person": 3, "Place": 4}
_OF_AREA = ("organization/area", "organization/short")
_PARENTS = ("GovernmentBody", "JudicialBody")
_BRANCHES = ("PublicInstitution", "JudicialBody")
"""Bodies with a name of their own that stand behind the body they are of: 沭阳县人民法院扎下人民法庭."""
_PARTS = ("科", "庭", "系", "分会")
"""Ends of parts of a body, which is named too where they are: 县人民医院急诊科."""
_HOUSES = (
    "School",
    "HealthInstitution",
    "Company",
    "GovernmentBody",
    "JudicialBody",
    "PublicInstitution",
    "PoliceStation",
    "SocialOrganization",
)
_NAMED = ("organization/short", "organization/own")
_OWNERS = (*_HOUSES, "Cooperative", "Bank", "CulturalInstitution")
_TENANTS = ("School", "HealthInstitution", "Cooperative")
_FIRMS = ("公司", "合作社", "集团")
_LOOSE = ("医共体", "联盟", "联合体", "中小学")
_YARDS = ("Venue", "FunctionalZone")
"""What begins with the name of a house that counts beside it: 某有限公司|捐资助学仪式, 某有限公司|香芋种植基地."""
_WITHIN = (
    "调研组",
    "考察组",
    "督导组",
    "检查组",
    "党支部",
    "党总支",
    "党组",
    "团委",
    "工会",
    "股",
    "工作队",
    "工作组",
    "医疗队",
    "义诊队",
    "合唱队",
    "司法所",
)
"""Ends of what a house has or sends, beside which the house counts too: 某局司法所, 某医院义诊队, 某中学党支部."""
_SEATS = ("供电公司", "大学", "公安局", "医院", "红十字会", "有限公司", "农业农村局", "林业局", "水利局", "自然资源局")
"""Ends of houses that count beside their own parts, by which they are mostly named: 某大学|园林学院, 某红十字会|救护队."""
_SEATED = ("学院", "研究所", "协会", "队", "项目部", "党支部", "党总支", "党委", "服务团", "培训基地", "派出所", "团队")
_OPENED = ("授牌", "揭牌", "挂牌")
"""What is done when a house begins its work, by which the event has its name: “瑶乡红茶学院”|授牌仪式."""
_NEAR = ("社区", "村")
"""Ends of places that an article may call by their class after it has named their venue."""
_STANDING = tuple(
    f"{who}联谊会" for who in ("亲属", "同胞", "人士", "校友", "海外", "侨商", "侨界", "台属", "知识分子", "企业家")
)
"""Societies whose last word is a party's too, by whom they are of."""
_TITLES = ("中共", "共青团")
"""What stands before the area in a committee's name."""
_CLASSES = ("省", "市", "州", "盟", "县", "区", "旗", "镇", "乡", "街道", "村", "社区", "苏木", "嘎查")
_UNKNOWN = "place/grammar"
"""The rule of places by their last word alone."""
_AREAS = ("AdministrativeArea", "NaturalVillage", "ManagementArea", "ResidentialCompound")


def local_entities(
    article: Article,
    sentences: tuple[Sentence, ...],
    context: Context,
    *,
    tagger: str = "lac",
    faults: list[Fault] | None = None,
) -> tuple[LocalEntity, ...]:
    """All entities of an article by first span, the byline's names among them (`byline_role` set).

    `tagger`: "lac" or "none". Two entities never share a span; a place may stand within the name of an
    organisation that begins with it. UsageError where there is no such tagger. A finder that fails is put to
    `faults`, or raises without them.
    """
    chosen = _chosen(mentions.find(article, sentences, context, tagger=tagger, faults=faults), context)
    drafts = coreference.joined(article, context, chosen)
    entities = [_entity(article, draft) for draft in drafts]
    entities += _byline(article, {span for entity in entities for span in entity.mentions})
    entities += seats.implied(article, context, entities)
    entities += seats.of_members(article, entities)
    entities += own_area.unnamed(article, context, entities)
    entities += seats.of_leaders(article, context, entities)
    entities = with_keys(article, context, entities)
    return tuple(sorted(entities, key=lambda entity: (entity.mentions[0], entity.id)))


def _chosen(found: tuple[Mention, ...], context: Context) -> list[Mention]:
    """Longest first, then by type; what overlaps a longer one goes, but a place that a name begins with stays."""
    kept: list[Mention] = []
    holders: dict[int, list[Mention]] = {}  # what is kept, by each place that it holds
    named = [m for m in found if m.rule == "person/title"]
    leads = _leads(found)
    for mention in sorted(
        _plain(found, named), key=lambda m: (m.start - m.end, _ORDER[m.type], -m.confidence, m.start)
    ):
        over = {id(outer): outer for at in range(mention.start, mention.end) for outer in holders.get(at, ())}
        if all(_inside(mention, outer, context, leads) for outer in over.values()):
            kept.append(mention)
            for at in range(mention.start, mention.end):
                holders.setdefault(at, []).append(mention)
    return sorted(kept, key=lambda m: (m.start, m.end))


def _plain(found: tuple[Mention, ...], named: Sequence[Mention]) -> Iterator[Mention]:
    """Without programmes and events that go over whom an office names: 市长张三通报工程."""
    starts = sorted(person.start for person in named)
    works = sorted((m.start, m.end) for m in found if m.type == "Programme")
    plain = sureness("event/learned", "plain")
    for mention in found:
        at = bisect_right(starts, mention.start + 1)
        if mention.type == "Event" and mention.text.endswith(_STANDING):
            continue  # 某市台胞亲属联谊会
        over = mention.type in ("Programme", "Event") and at < len(starts) and starts[at] < mention.end - 1
        if mention.rule == "event/learned" and mention.confidence < plain and _meets(mention, works):
            continue  # the grammar's programme before an event of which the weights are not all but certain
        if not over or mention.text[0] in "“《":
            yield mention


def _meets(mention: Mention, spans: Sequence[Span]) -> bool:
    """Whether a mention overlaps one of some spans, sorted by start."""
    first, last = bisect_right(spans, (mention.start - _FAR, 0)), bisect_right(spans, (mention.end - 1, mention.end))
    return any(start < mention.end and mention.start < end for start, end in spans[first:last])


def _leads(found: tuple[Mention, ...]) -> set[Span]:
    """From where to where known places stand one behind another: 永春县石鼓镇, of 永春县石鼓镇首届荔枝节."""
    places = sorted({(m.start, m.end) for m in found if m.type == "Place" and (m.code or m.rule == _UNKNOWN)})
    begins: dict[int, set[int]] = {}  # by where they end
    for start, end in places:
        before = {first for first in begins.get(start, ()) if end - first <= _FAR}
        begins.setdefault(end, set()).update(before, {start})
    return {(first, end) for end, firsts in begins.items() for first in firsts}


def _inside(mention: Mention, outer: Mention, context: Context, leads: Set[Span]) -> bool:
    if (mention.start, mention.end) == (outer.start, outer.end) or mention.start < outer.start:
        return False
    if mention.end > outer.end:
        return False
    if mention.rule == "programme/begun":
        return outer.type == "Event"  # 某产业链项目（二期）|奠基仪式
    if mention.rule == "programme/known":
        return outer.type in ("Event", "Organization") and mention.text not in words("organizations", "departments")
    if mention.type == outer.type == "Organization" and mention.start == outer.start:
        if mention.text.startswith(PARTIES):  # 农工党延安市委会|社会服务处
            return True
        if mention.text.endswith(_SEATS) and outer.text.endswith(_SEATED) and mention.kind != "Team":
            return True
        part = outer.kind == mention.kind and outer.rule == mention.rule and outer.text.endswith(_PARTS)
        within = mention.rule in _OF_AREA and mention.kind in _HOUSES and outer.text.endswith(_WITHIN)
        within = within and mention.text[-1] not in "科室"
        return part or within or (mention.kind in _PARENTS and outer.kind in _BRANCHES and mention.rule in _OF_AREA)
    if mention.rule == "organization/quoted" and outer.type == "Event":
        return mention.start == outer.start and outer.text[mention.end - outer.start :].removeprefix("正式").startswith(
            _OPENED
        )
    if mention.type == "Organization" and mention.start == outer.start and mention.kind in _OWNERS:
        named = mention.rule == "organization/area" or mention.text.endswith(_FIRMS)
        owner = named or (mention.rule in _NAMED and mention.kind in _TENANTS and outer.kind == "Venue")
        return owner and not mention.text.endswith(_LOOSE) and (outer.type == "Event" or outer.kind in _YARDS)
    if mention.type != "Place" or mention.kind not in _AREAS:
        return False
    if mention.rule == "place/gazetteer" and not mention.code and not mention.text.endswith(_CLASSES):
        return False  # 湘潭 in a firm's name: the city or the county
    division = by_code(mention.code) if mention.code else None
    if division and division.level in ("province", "prefecture"):
        return False
    if division and division.level == "county" and division.code != context.area:
        return False
    begins = outer.start + next((len(lead) for lead in _TITLES if outer.text.startswith(lead)), 0)
    known = mention.code is not None or mention.rule == "place/gazetteer"
    led = (begins, mention.start) in leads
    first = mention.start == outer.start or (known and (mention.start == begins or led))
    first = first or (led and outer.kind == "Venue" and mention.text.endswith(_NEAR))  # 某街道|滨湖社区|老年食堂
    return outer.type != "Person" and first and mention.rule != "place/quoted"


def _entity(article: Article, draft: Draft) -> LocalEntity:
    name, aliases = draft.names()
    spans = draft.spans()
    first = draft.first_span()
    return LocalEntity(
        id=local_id(article.id, *first),
        article=article.id,
        type=draft.type,
        kind=draft.kind,
        name=name,
        aliases=aliases,
        code=draft.code,
        mentions=spans,
        rule=draft.rule,
    )


def _overlaps(span: Span, held: Sequence[Span]) -> bool:
    """Whether a span meets one of some spans, sorted."""
    low, high = (bisect_right(held, (at, 0)) for at in (span[0] - _FAR, span[1]))
    return any(span[0] < end for _, end in held[low:high])


def _byline(article: Article, taken: set[Span]) -> list[LocalEntity]:
    """The byline's names: people, or whoever sent the piece in (团区委宣, 斗虎屯镇宣); one entity a name.

    Who signs twice (编辑 and 一审) stands where he does first: no one who only signs is spoken of in the text.
    """
    spans: dict[str, list[Span]] = {}
    roles: dict[str, str] = {}
    held = sorted(taken)
    for signed in article.byline:
        if signed.span and not _overlaps(signed.span, held):
            spans.setdefault(signed.name, []).append(signed.span)
            roles.setdefault(signed.name, signed.role)
    found = []
    for name, stands in spans.items():
        type_, kind = coreference.signed_type(name, roles[name])
        found.append(
            LocalEntity(
                id=local_id(article.id, *min(stands)),
                article=article.id,
                type=type_,
                kind=kind,
                name=name,
                mentions=(min(stands),),
                byline_role=roles[name],
                rule="byline",
            )
        )
    return found

"""Worlds to try identity in: few words, many namesakes, broken codes, ids that only an older reading bore.

An article's text is fixed by its number: six words of two characters and a comma each, so that the word
in slot n is span (3n, 3n+2). A reading takes slots together into local entities as it likes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from ontology.cores import event_core, organization_core, programme_core
from ontology.ids import article_id, decision_id, local_id, sentence_id, statement_id
from ontology.keys import event_key, organization_key, person_key, place_key, programme_key
from ontology.records import (
    ENTITY_TYPES,
    MODALITIES,
    Article,
    BylineName,
    Context,
    Decision,
    DecisionKind,
    EntityType,
    FileReading,
    LocalEntity,
    Reading,
    Sentence,
    Span,
    Statement,
)
from store.resolve import Kin

ARTICLES = 4
SLOTS = 6
COUNTY = "371502"
FILES: dict[str, tuple[int, ...]] = {"d0": (0, 1), "d1": (1,), "d2": (2, 0), "d3": (2, 3, 2), "d4": (3,), "d5": ()}
"""Digest -> its articles. One article is in several files, one twice in one file, one file has none."""

READERS = ("0.1.0", "0.1.0+lac", "0.2.0+lac", "0.10.0")


@dataclass(frozen=True, slots=True, kw_only=True)
class Guise:
    """What a local entity may look like: all that identity sees of it."""

    type: EntityType
    kind: str
    name: str
    code: str | None = None
    keys: tuple[str | None, ...] = ()
    blocks: tuple[str | None, ...] = ()
    aliases: tuple[str, ...] = ()
    traits: tuple[str, ...] = ()


_GULOU = place_key(parent=place_key(code=COUNTY), name="古楼街道")
_PINGAN = place_key(parent=place_key(code="371502104"), name="平安村")
_COMMITTEE = organization_key(COUNTY, ("党委",))
_OFFICE = organization_key(COUNTY, ("人民政府", "办公室"))

GUISES: tuple[Guise, ...] = (
    Guise(type="Place", kind="AdministrativeArea", name="东昌府区", code=COUNTY, keys=(place_key(code=COUNTY),)),
    Guise(type="Place", kind="Place", name="东昌府", code=COUNTY, keys=(place_key(code=COUNTY),), aliases=("区",)),
    Guise(
        type="Place",
        kind="AdministrativeArea",
        name="古楼街道",
        code="371502001",
        keys=(place_key(code="371502001"),),
        blocks=(_GULOU,),
    ),
    Guise(type="Place", kind="AdministrativeArea", name="古楼街道", keys=(_GULOU,)),
    Guise(type="Place", kind="Place", name="古楼", keys=(_GULOU,), aliases=("街道",)),
    # Two villages of one name in one town, and one of which nobody knows which: never to be joined by name.
    Guise(
        type="Place",
        kind="NaturalVillage",
        name="平安村",
        code="371502104201",
        keys=(place_key(code="371502104201"),),
        blocks=(_PINGAN,),
    ),
    Guise(
        type="Place",
        kind="NaturalVillage",
        name="平安村",
        code="371502104202",
        keys=(place_key(code="371502104202"),),
        blocks=(_PINGAN,),
    ),
    Guise(type="Place", kind="Place", name="平安村", keys=(_PINGAN,)),
    # A code that the divisions do not have, and a key that belies the code.
    Guise(type="Place", kind="Place", name="古楼街道", code="999999999", keys=(place_key(code="999999999"), _GULOU)),
    Guise(type="Place", kind="Place", name="古楼", code="371502001", keys=(_GULOU,)),
    Guise(type="Place", kind="Venue", name="文化广场"),
    Guise(type="Person", kind="PublicPostHolder", name="王芳", keys=(person_key(COUNTY, "王芳", _COMMITTEE),)),
    Guise(type="Person", kind="PrivateResident", name="王芳", keys=(person_key(COUNTY, "王芳", _OFFICE),)),
    Guise(
        type="Person",
        kind="Person",
        name="王芳",
        keys=(person_key(COUNTY, "王芳", _OFFICE), person_key(COUNTY, "王芳", _COMMITTEE)),
    ),
    Guise(type="Person", kind="Person", name="王芳", keys=(person_key("371581", "王芳", _COMMITTEE),)),
    Guise(type="Person", kind="NicknamedPerson", name="王大姐"),
    Guise(type="Organization", kind="PartyOrganization", name="区委", keys=(_COMMITTEE,)),
    Guise(type="Organization", kind="PartyOrganization", name="中共东昌府区委", keys=(_COMMITTEE,), aliases=("区委",)),
    Guise(type="Organization", kind="Organization", name="区府办", keys=(_OFFICE,), blocks=("Organization|办",)),
    Guise(type="Organization", kind="Media", name="今日东昌府", keys=("Organization|371502|今日东昌府",)),
    Guise(type="Event", kind="Meeting", name="动员会", keys=(event_key(COUNTY, "动员会", "2022-10-26"),)),
    Guise(type="Event", kind="Event", name="动员会"),
    Guise(type="Programme", kind="Brand", name="双报到", keys=(programme_key(COUNTY, "双报到"),)),
    # One article that names two programmes as one joins them.
    Guise(
        type="Programme",
        kind="Project",
        name="双报到",
        keys=(programme_key(COUNTY, "双报到"), programme_key(COUNTY, "双推进")),
    ),
    Guise(type="Programme", kind="Programme", name="双推进", keys=(programme_key(COUNTY, "双推进"),)),
    # No key, but a block: each stands alone, however alike they are.
    Guise(type="Organization", kind="Organization", name="办公室", blocks=("Organization|办",)),
)

_TOWN = organization_key("371502001", ("人民政府",))
_TOWN_PARTY = organization_key("371502001", ("党委",))
_FARMING = organization_key(COUNTY, ("农业农村局",))
_FIRM = organization_key(COUNTY, ("青岚竹业",))
_FULL_FIRM = organization_key("37", ("山东青岚竹业有限公司",))
_OLD_SCHOOL, _SCHOOL = (organization_key(COUNTY, (name,)) for name in ("第二职业学校", "技师学院"))
_CITY = ("Person|371502|隋玉成",)


def _sui(*affiliations: str | None, traits: tuple[str, ...], kind: str = "PublicPostHolder") -> Guise:
    """One of many 隋玉成 of a county."""
    keys = tuple(person_key(COUNTY, "隋玉成", one) for one in affiliations)
    return Guise(type="Person", kind=kind, name="隋玉成", keys=keys, blocks=_CITY, traits=traits)


def _fair(name: str, date: str | None, *traits: str) -> Guise:
    return Guise(
        type="Event",
        kind="Activity",
        name=name,
        keys=(event_key(COUNTY, name, date),),
        blocks=(f"Event|{COUNTY}|~{event_core(name, COUNTY)}",),
        traits=(*traits, *([f"day|{date}"] if date else [])),
    )


def _of_core(name: str, type: EntityType, kind: str, key: str | None, *traits: str) -> Guise:
    core = organization_core(name, kind, COUNTY) if type == "Organization" else programme_core(name, COUNTY)
    return Guise(type=type, kind=kind, name=name, keys=(key,), blocks=(f"{type}|{COUNTY}|~{core}",), traits=traits)


COMPARED: tuple[Guise, ...] = (
    # Persons whom the rules join, hold apart, or leave to a person: by ground, by origin, by time, or not at all.
    _sui(_TOWN, traits=("month|2023-03", f"post|held|镇长|{_TOWN}")),
    _sui(_TOWN, traits=("month|2023-04", f"from|{_FARMING}")),
    _sui(_TOWN_PARTY, traits=("month|2023-05", f"post|held|党委书记|{_TOWN_PARTY}")),
    _sui(_FARMING, traits=("month|2023-09", f"post|appointed|局长|{_FARMING}")),
    _sui(_FARMING, traits=("month|2022-01", f"post|held|局长|{_FARMING}")),
    _sui(_OFFICE, traits=("month|2023-12", f"from|{_TOWN}")),
    _sui(_TOWN, _OFFICE, traits=("month|2023-12",)),
    _sui(traits=("month|2023-03", f"near|{_TOWN}")),
    _sui(_COMMITTEE, traits=("month|2023-03", "namesake")),
    _sui(traits=("month|2023-03",), kind="PrivateResident"),
    _sui(traits=()),
    _fair("第七届木雕大赛", "2023-07-10"),
    _fair("木雕大赛", "2023-07-12", "at|Place|371502001"),
    _fair("第7届木雕大赛", None, "at|Place|371502001", "out|2023-07-13"),
    _fair("第八届木雕大赛", "2023-07-11", "at|Place|371502001"),
    _fair("“木雕”大赛", "2023-07-12", "at|Place|371502002"),
    _of_core("山东青岚竹业有限公司", "Organization", "Company", _FULL_FIRM),
    _of_core("青岚竹业", "Organization", "Company", _FIRM),
    _of_core("青岚竹业集团", "Organization", "Company", organization_key(COUNTY, ("青岚竹业集团",))),
    _of_core("青岚竹业", "Organization", "Team", _FIRM),
    _of_core("种业强芯工程", "Programme", "Works", programme_key(COUNTY, "种业强芯工程")),
    _of_core("种业强芯", "Programme", "Programme", programme_key(COUNTY, "种业强芯")),
    _of_core("种业强芯行动", "Programme", "Works", programme_key(COUNTY, "种业强芯行动")),
    Guise(type="Organization", kind="School", name="第二职业学校", keys=(_OLD_SCHOOL,)),
    Guise(type="Organization", kind="School", name="技师学院", keys=(_SCHOOL,)),
    Guise(
        type="Organization",
        kind="School",
        name="技师学院",
        keys=(_SCHOOL,),
        blocks=(_OLD_SCHOOL,),
        traits=(f"was|{_OLD_SCHOOL}",),
    ),
)
"""Guises that lie in blocks where the rules of identity find pairs."""

PUBLISHED = (None, "2022", "2022-10", "2022-10-26", "2022-10-20/2022-10-28", "2023-01-05")


def slot(number: int) -> Span:
    """The span of a word."""
    return 3 * number, 3 * number + 2


def text_of(article: int) -> str:
    """The text of an article by its number: three sentences of two words."""
    words = [f"{article}{'甲乙丙丁戊己'[number]}{'，。'[number % 2]}" for number in range(SLOTS)]
    return "".join(words)


def id_of(article: int) -> str:
    """The id of an article by its number."""
    return article_id(f"题{article}", "东昌府", text_of(article), [("郭龙", "融媒体"), ("王芳", "")])


def local_at(article: int, number: int) -> str:
    """The id that a local entity has whose first span is a slot."""
    return local_id(id_of(article), *slot(number))


LOCALS = tuple(local_at(article, number) for article in range(ARTICLES) for number in range(SLOTS))
"""All ids a local entity may ever bear, and so all that a decision on some may name."""


def reading(
    article: int,
    *,
    entities: Sequence[tuple[Guise, tuple[int, ...], str | None]] = (),
    statements: Sequence[Statement] = (),
    context: Context | None = None,
) -> Reading:
    """A reading of an article. `entities`: guise, slots (the first is that of its fullest name), byline role."""
    identity, text = id_of(article), text_of(article)
    return Reading(
        article=Article(
            id=identity,
            title=f"题{article}",
            dateline="东昌府",
            body=(0, len(text)),
            byline=(BylineName(name="郭龙", role="融媒体"), BylineName(name="王芳", role="", span=slot(5))),
            text=text,
        ),
        context=context or Context(),
        sentences=tuple(
            Sentence(
                id=sentence_id(identity, at, at + 6), article=identity, start=at, end=at + 6, text=text[at : at + 6]
            )
            for at in range(0, len(text), 6)
        ),
        entities=tuple(local(article, guise, slots, role=role) for guise, slots, role in entities),
        statements=tuple(statements),
    )


def local(article: int, guise: Guise, slots: tuple[int, ...], *, role: str | None = None) -> LocalEntity:
    """A local entity of a guise; its id is that of the first slot given."""
    return LocalEntity(
        id=local_at(article, slots[0]),
        article=id_of(article),
        type=guise.type,
        kind=guise.kind,
        name=guise.name,
        aliases=guise.aliases,
        code=guise.code,
        traits=tuple(sorted(guise.traits)),
        mentions=tuple(sorted(map(slot, slots))),
        keys=tuple(key for key in guise.keys if key),
        blocks=tuple(block for block in guise.blocks if block),
        byline_role=role,
        rule="world",
    )


def said(
    article: int,
    subject: int,
    predicate: str,
    object_: int | None = None,
    *,
    value: str | float | None = None,
    role: str | None = None,
    time: str | None = None,
    modality: str = "reported",
    change: str = "",
    evidence: int = 0,
) -> Statement:
    """A statement between slots of one article; the evidence is a slot's word."""
    ends = local_at(article, subject), None if object_ is None else local_at(article, object_)
    return Statement(
        id=statement_id(id_of(article), predicate, ends[0], ends[1] or [value], role, modality, slot(evidence)),
        article=id_of(article),
        subject=ends[0],
        predicate=predicate,
        object=ends[1],
        value=value,
        unit="元" if isinstance(value, float) else None,
        role=role,
        time=time,
        modality=modality,  # type: ignore[arg-type]
        details=(("what", "图书"),) if predicate == "donatesTo" else (("change", change),) if change else (),
        evidence=slot(evidence),
        confidence=0.9,
        extractor="world/1",
    )


def file(digest: str, readings: Sequence[Reading], *, source: str = "a.txt", reader: str = READERS[0]) -> FileReading:
    """A file's reading."""
    return FileReading(digest=digest, source=source, reader=reader, readings=tuple(readings))


def decision(
    kind: DecisionKind,
    left: Sequence[str],
    right: Sequence[str] = (),
    *,
    at: int,
    value: str | None = None,
) -> Decision:
    """A decision, the `at`-th that is made."""
    when = f"2022-11-01T{8 + at // 3600:02}:{at // 60 % 60:02}:{at % 60:02}.000000+00:00"
    left, right = tuple(sorted(left)), tuple(sorted(right))
    identity = decision_id(kind, left, right, value, "编辑", when, "")
    return Decision(id=identity, kind=kind, left=left, right=right, value=value, who="编辑", when=when)


def palette(chance: Random) -> tuple[Guise, ...]:
    """A few guises for a whole world: of one type, so that namesakes abound, or of any."""
    theme = chance.choice(("Place", "Person", "Organization", "", "Event", "Programme", "compared", "compared"))
    of_theme = {"": (*GUISES, *COMPARED), "compared": COMPARED}
    guises = of_theme.get(theme) or [guise for guise in (*GUISES, *COMPARED) if guise.type == theme]
    return tuple(chance.sample(guises, min(len(guises), chance.choice((2, 3, 5, len(guises))))))


def any_context(chance: Random) -> Context:
    """What is known from around an article."""
    return Context(
        published=chance.choice(PUBLISHED),
        published_from=chance.choice(("name", "page", "open")),
        area=chance.choice((None, COUNTY, COUNTY, "371581")),
        area_from=chance.choice(("option", "page", "inferred")),
        publisher=chance.choice((None, "今日东昌府", "聊城日报")),
    )


def any_reading(chance: Random, article: int, guises: Sequence[Guise] = GUISES) -> Reading:
    """Any reading of an article."""
    free = chance.sample(range(SLOTS), SLOTS)
    entities: list[tuple[Guise, tuple[int, ...], str | None]] = []
    for _ in range(chance.randint(1, 4)):
        size = min(len(free), chance.choice((1, 1, 2)))
        slots, free = tuple(free[:size]), free[size:]
        if slots:
            guise = chance.choice(guises)
            role = "通讯员" if 5 in slots and guise.type in ("Person", "Organization", "Place") else None
            entities.append((guise, slots, role))
    firsts = [slots[0] for _, slots, _ in entities]
    statements = {one.id: one for one in (_any_statement(chance, article, firsts) for _ in range(chance.randint(0, 4)))}
    return reading(article, entities=entities, statements=list(statements.values()), context=any_context(chance))


def _any_statement(chance: Random, article: int, firsts: Sequence[int]) -> Statement:
    predicate = chance.choice(
        ("holdsPost", "holdsPost", "holdsPost", "locatedIn", "organizes", "donatesTo", "hasFigure")
    )
    return said(
        article,
        chance.choice(firsts),
        predicate,
        None if predicate == "hasFigure" else chance.choice(firsts),
        value=chance.choice((3.5, 8.0)) if predicate in ("hasFigure", "donatesTo") else None,
        role=chance.choice(("书记", "书记", "书记", "主任")) if predicate == "holdsPost" else None,
        time=chance.choice((None, None, "2021", "2022-10-25", "2020-03/2021")),
        modality=chance.choice(("reported", "reported", "ended", *MODALITIES)),
        change=chance.choice(("", "", "appointed")) if predicate == "holdsPost" else "",
        evidence=chance.randrange(SLOTS),
    )


def any_file(chance: Random, guises: Sequence[Guise] = GUISES, *, options: bool = False) -> FileReading:
    """Any reading of one of FILES."""
    digest = chance.choice(sorted(FILES))
    one = file(
        digest,
        [any_reading(chance, article, guises) for article in FILES[digest]],
        source=chance.choice(("a.txt", "b.txt")),
        reader=chance.choice(READERS),
    )
    return replace(one, area_option=chance.choice((None, None, COUNTY))) if options else one


def any_kin(chance: Random) -> tuple[list[Kin], list[Decision]]:
    """Local entities of many articles, each alone in its kin, and decisions on them."""
    guises = palette(chance)
    ids = [f"{chance.getrandbits(80):020x}" for _ in range(chance.randint(1, 9))]
    decisions: list[Decision] = []
    for at in range(chance.randint(0, 6)):
        kind = chance.choice(("same", "same", "different", "split", "retype", "delete", "withdraw"))
        ends = chance.sample(ids, min(len(ids), chance.randint(2, 4)))
        if kind == "withdraw":
            decisions += [decision("withdraw", [chance.choice(decisions).id], at=at)] if decisions else []
        elif kind in ("same", "different", "split"):
            cut = chance.randint(1, max(1, len(ends) - 1))
            decisions.append(decision(kind, ends[:cut], ends[cut:], at=at))  # type: ignore[arg-type]
        else:
            value = chance.choice(ENTITY_TYPES) if kind == "retype" else None
            decisions.append(decision(kind, ends[:2], at=at, value=value))  # type: ignore[arg-type]
    named = {end for one in decisions for end in (*one.left, *one.right)}
    return [_kin(chance.choice(guises), each, answers=(each,) if each in named else ()) for each in ids], decisions


def _kin(guise: Guise, first: str, *, answers: tuple[str, ...]) -> Kin:
    return Kin(
        first=first,
        type=guise.type,
        kind=guise.kind,
        name=guise.name,
        aliases=guise.aliases,
        code=guise.code or "",
        area=COUNTY,
        keys=tuple(key for key in guise.keys if key),
        blocks=tuple(block for block in guise.blocks if block),
        traits=tuple(sorted(guise.traits)),
        answers=answers,
    )

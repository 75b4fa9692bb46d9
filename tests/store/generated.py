"""Articles made up for measuring and for comparing homes: as many as wanted, always the same for the same numbers.

Like a district's newspaper they speak of few areas, offices and officials again and again (the first far
more often than the last), of many people once, and of events that nobody names twice. Counties are real
ones in the order of their codes, ARTICLES_A_COUNTY each; nothing that one county's articles name lies in
another, so that a graph of any size can be derived county by county (`shards`). What they say:
generated.yaml. An article has about 10 statements and 13 local entities, half of which no other article names.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import accumulate, islice
from pathlib import Path
from random import Random
from typing import Any, get_args

import yaml

from ontology.divisions import Division, upper, within
from ontology.ids import article_id, local_id, sentence_id, statement_id
from ontology.keys import event_key, organization_key, person_key, place_key, programme_key
from ontology.records import (
    Article,
    BylineName,
    Context,
    EntityType,
    FileReading,
    LocalEntity,
    Modality,
    Reading,
    Sentence,
    Span,
    Statement,
)

ARTICLES_A_COUNTY = 400
ENTITIES_A_COUNTY = 1950
"""About so many entities come of a whole county's articles."""

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
GIVEN = "芳伟敏静丽强磊军洋勇艳杰娟涛明超霞平刚文辉玲桂建国华志永春梅兰英红玉海波鹏飞宇浩然欣怡子轩"


_ONCE = {"official": 0.3, "colleague": 0.5, "site": 0.7, "company": 0.6, "programme": 0.6}
"""How often a slot's thing is one that no other article names; residents and events always are."""


@dataclass(frozen=True, slots=True)
class Thing:
    """What an article may name: all that identity sees of it."""

    type: EntityType
    kind: str
    name: str
    key: str | None
    code: str | None = None
    block: str | None = None


@dataclass(frozen=True, slots=True)
class Template:
    """A sentence: its texts between the slots, the slots, and what it says of them (with a role or modality)."""

    texts: tuple[str, ...]
    slots: tuple[str, ...]
    says: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True, slots=True)
class County:
    """Who and what a county's articles name again and again; the first of each far more often than the last."""

    code: str
    name: str
    towns: tuple[Thing, ...]
    villages: tuple[tuple[Thing, int], ...]  # with the place of its town
    bodies: tuple[Thing, ...]
    officials: tuple[Thing, ...]
    companies: tuple[Thing, ...]
    programmes: tuple[Thing, ...]


def files(*, entities: int) -> Iterator[FileReading]:
    """The files of a graph of about so many entities, one article each."""
    return generated_files(articles=max(1, entities * ARTICLES_A_COUNTY // ENTITIES_A_COUNTY))


def shards(*, entities: int) -> Iterator[list[FileReading]]:
    """The same county by county: what is derived of each is together what is derived of all."""
    rest = files(entities=entities)
    while shard := list(islice(rest, ARTICLES_A_COUNTY)):
        yield shard


def generated_files(*, articles: int) -> Iterator[FileReading]:
    """The first so many files."""
    return map(generated_file, range(articles))


def generated_file(number: int) -> FileReading:
    """The file of a number."""
    return FileReading(
        digest=hashlib.sha256(str(number).encode()).hexdigest(),
        source=f"第{number}版.txt",
        reader="0.1.0",
        readings=(_reading(number, Random(number)),),
    )


@dataclass(slots=True)
class _Page:
    """An article while it is written."""

    text: str = ""
    sentences: list[Span] = field(default_factory=list)
    spans: dict[Thing, list[Span]] = field(default_factory=dict)
    said: list[tuple[Span, str, Thing, Thing | None, str, float | None]] = field(default_factory=list)

    def write(self, text: str) -> None:
        self.text += text

    def name(self, thing: Thing) -> None:
        self.spans.setdefault(thing, []).append((len(self.text), len(self.text) + len(thing.name)))
        self.text += thing.name

    def end(self, start: int) -> Span:
        self.sentences.append((start, len(self.text)))
        return self.sentences[-1]


def _reading(number: int, chance: Random) -> Reading:
    county = _county(number // ARTICLES_A_COUNTY)
    day = f"{2020 + number % 4}-{1 + number % 12:02}-{1 + number % 28:02}"
    title, reporter = f"第{number}期：{county.name}基层见闻", _pick(chance, county.officials)
    page = _Page(f"{title}\n")
    body = page.end(0)[1]
    templates, weights = _templates()
    for at, template in enumerate(chance.choices(templates, cum_weights=weights, k=chance.choice((1, 2, 3, 3, 4, 7)))):
        _sentence(page, template, county=county, chance=chance, unique=f"{number}-{at}")
    signed = len(page.text), len(page.text) + 4 + len(reporter.name)
    identity = article_id(title, county.name, page.text[body:], [(reporter.name, "通讯员")])
    page.write(f"（通讯员{reporter.name}）")
    page.end(signed[0])
    at = len(page.text) - 1 - len(reporter.name), len(page.text) - 1
    ids = {thing: local_id(identity, *spans[0]) for thing, spans in page.spans.items()}
    return Reading(
        article=Article(
            id=identity,
            title=title,
            dateline=county.name,
            body=(body, signed[0]),
            byline=(BylineName(name=reporter.name, role="通讯员", span=at),),
            text=page.text,
        ),
        context=Context(
            published=day, published_from="name", area=county.code, area_from="name", publisher=f"今日{county.name}",
            dateline_name=county.name, dateline_code=county.code,
        ),
        sentences=tuple(_sentences(page, identity)),
        entities=(*_locals(page, identity, ids), *_signer(page, identity, ids, reporter, at)),
        statements=tuple(_statements(page, identity, ids, day)),
    )  # fmt: skip


def _sentence(page: _Page, template: Template, *, county: County, chance: Random, unique: str) -> None:
    start = len(page.text)
    things: dict[str, Thing | None] = {}
    village, town = _pick(chance, county.villages)
    numbers: list[float] = []
    for text, slot in zip(template.texts, (*template.slots, ""), strict=True):
        page.write(text)
        if slot == "number":
            numbers.append(float(chance.randrange(1, 2000)))
            page.write(str(int(numbers[-1])))
        elif slot == "post":
            page.write(chance.choice(_words()["posts"]))
        elif slot:
            here = {"village": village, "town": county.towns[town], "committee": _committee(county, village)}
            thing = here.get(slot) or _thing(slot, county, chance, unique)
            if thing in things.values():  # nobody acts on himself
                thing = _thing("resident", county, chance, unique) if thing.type == "Person" else thing
            things[slot] = thing
            page.name(thing)
    span = page.end(start)
    for subject, predicate, object_, word in template.says:
        ends = things.get(subject), things.get(object_)
        if ends[0] is not None and ends[0] != ends[1] and (ends[1] is not None or object_ in ("@", "#")):
            number = numbers.pop(0) if "#" in (object_, word) and numbers else None
            page.said.append((span, predicate, ends[0], ends[1], "" if word == "#" else word, number))


def _thing(slot: str, county: County, chance: Random, unique: str) -> Thing:
    words, code = _words(), county.code
    if slot in ("resident", "neighbour"):
        return _person(chance, code, f"居民{unique}")
    once = chance.random() < _ONCE.get(slot.rstrip("2"), 0.0)
    if slot in ("official", "colleague"):
        return _person(chance, code, f"来访{unique}") if once else _pick(chance, county.officials)
    if slot in ("body", "office"):
        return (
            _pick(chance, county.bodies) if slot == "body" else county.bodies[-1 - chance.randrange(len(county.towns))]
        )
    if slot == "event":
        name = f"第{unique}次{chance.choice(words['events'])}"
        return Thing("Event", "Activity", name, event_key(code, name, unique))
    if slot == "site":
        name = f"{unique}号小区" if once else f"{chance.randrange(40)}号院"
        return Thing("Place", "ResidentialCompound", name, place_key(parent=place_key(code=code), name=name))
    if slot.startswith("company"):
        return _body(code, f"{unique}合作社", kind="Cooperative") if once else _pick(chance, county.companies)
    name = f"{unique}号{chance.choice(words['programmes'])}"
    new = Thing("Programme", "Project", name, programme_key(code, name))
    return new if once else _pick(chance, county.programmes)


@lru_cache(maxsize=8)
def _county(number: int) -> County:
    division, below = _counties()[number % len(_counties())]
    words, chance, code = _words(), Random(f"county {number}"), division.code
    towns = [one for one in below if one.level == "township"][:16]
    villages = [one for one in below if one.level == "village" and one.code[:9] in {town.code for town in towns}][:160]
    chance.shuffle(villages)
    places = [_place(town) for town in towns]
    at = {town.code: number for number, town in enumerate(towns)}
    bodies = [_body(code, name) for name in words["bodies"]] + [_body(code, f"{one.name}办事处") for one in places]
    names = [f"{chance.choice(GIVEN)}{chance.choice(GIVEN)}{chance.choice(words['trades'])}有限公司" for _ in range(90)]
    return County(
        code=code,
        name=division.display_name,
        towns=tuple(places),
        villages=tuple((_place(one), at[one.code[:9]]) for one in villages),
        bodies=tuple(bodies),
        officials=tuple(_person(chance, code, chance.choice(bodies).key or "") for _ in range(150)),
        companies=tuple(_body(code, name, kind="Company") for name in dict.fromkeys(names)),
        programmes=tuple(
            Thing("Programme", "Project", name, programme_key(code, name))
            for name in (f"{chance.choice(places).name}{one}" for one in words["programmes"] * 3)
        ),
    )


def _place(division: Division) -> Thing:
    return Thing("Place", "AdministrativeArea", division.display_name, place_key(code=division.code), division.code)


def _body(code: str, name: str, *, kind: str = "GovernmentBody") -> Thing:
    return Thing("Organization", kind, name, organization_key(code, (name,)))


def _committee(county: County, village: Thing) -> Thing:
    return _body(county.code, f"{village.name}居委会", kind="SelfGoverningCommittee")


def _person(chance: Random, code: str, affiliation: str) -> Thing:
    name = chance.choice(SURNAMES) + chance.choice(GIVEN) + chance.choice(("", *GIVEN))
    kind = "PrivateResident" if affiliation.startswith("居民") else "PublicPostHolder"
    return Thing("Person", kind, name, person_key(code, name, affiliation), block=f"Person|{code}|{name}")


def _pick(chance: Random, things: tuple[Any, ...]) -> Any:
    """One of them: the nth in proportion to 1/(n + 2)."""
    return chance.choices(things, cum_weights=_falling(len(things)))[0]


@cache
def _falling(count: int) -> list[float]:
    return list(accumulate(1 / (place + 2) for place in range(count)))


@cache
def _counties() -> list[tuple[Division, tuple[Division, ...]]]:
    """Counties with towns and villages enough, by code."""
    counties = sorted((one for one in upper() if one.level == "county"), key=lambda one: one.code)
    return [(one, below) for one in counties if len(below := within(one.code)) >= 100][:2000]


@cache
def _words() -> dict[str, Any]:
    words: dict[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text("utf-8"))
    return words


@cache
def _templates() -> tuple[tuple[Template, ...], list[int]]:
    made = []
    for one in _words()["templates"]:
        says = [re.fullmatch(r"(\w+) (\w+) ([\w@#]+)(?: \(?([\w#]+)\)?)?", said) for said in one["says"]]
        parts = re.split(r"\{(\w+)\}", one["text"])
        made.append(
            Template(tuple(parts[::2]), tuple(parts[1::2]), tuple((m[1], m[2], m[3], m[4] or "") for m in says if m))
        )
    return tuple(made), list(accumulate(one["weight"] for one in _words()["templates"]))


def _sentences(page: _Page, article: str) -> Iterator[Sentence]:
    for start, end in page.sentences:
        yield Sentence(
            id=sentence_id(article, start, end), article=article, start=start, end=end, text=page.text[start:end]
        )


def _locals(page: _Page, article: str, ids: dict[Thing, str]) -> Iterator[LocalEntity]:
    for thing, spans in page.spans.items():
        yield _local(thing, article, ids[thing], tuple(spans))


def _signer(page: _Page, article: str, ids: dict[Thing, str], reporter: Thing, at: Span) -> Iterator[LocalEntity]:
    """The byline's name, unless the text itself speaks of its bearer."""
    if reporter not in page.spans:
        yield _local(reporter, article, local_id(article, *at), (at,), role="通讯员")


def _local(
    thing: Thing, article: str, identity: str, spans: tuple[Span, ...], *, role: str | None = None
) -> LocalEntity:
    return LocalEntity(
        id=identity,
        article=article,
        type=thing.type,
        kind=thing.kind,
        name=thing.name,
        code=thing.code,
        mentions=spans,
        keys=(thing.key,) if thing.key else (),
        blocks=(thing.block,) if thing.block else (),
        byline_role=role,
        rule="generated",
    )


def _statements(page: _Page, article: str, ids: dict[Thing, str], day: str) -> Iterator[Statement]:
    seen: set[str] = set()
    for span, predicate, subject, object_, word, number in page.said:
        modality: Modality = word if word in get_args(Modality) else "reported"  # type: ignore[assignment]
        role = ("书记" if predicate == "holdsPost" else word if modality == "reported" else "") or None
        unit, indicator = _words()["figures"][int(number) % len(_words()["figures"])] if number else (None, None)
        value: str | float | None = number if number is not None else day if predicate in ("heldOn", "diedOn") else None
        target: Any = ids[object_] if object_ else [value, unit, indicator, None]
        identity = statement_id(article, predicate, ids[subject], target, role, modality, span)
        if identity in seen:
            continue
        seen.add(identity)
        yield Statement(
            id=identity,
            article=article,
            subject=ids[subject],
            predicate=predicate,
            object=ids[object_] if object_ else None,
            value=value,
            unit="册" if predicate == "donatesTo" else unit,
            indicator=indicator if predicate == "hasFigure" else None,
            role=role,
            time=day if predicate in ("heldOn", "diedOn", "hasFigure") else None,
            modality=modality,
            details=(("what", "图书"),) if predicate == "donatesTo" else (),
            evidence=span,
            confidence=0.5 + len(ids) % 5 / 10,
            extractor="generated/2",
        )

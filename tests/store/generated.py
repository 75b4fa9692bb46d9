"""Articles made up for measuring: about 700 characters, 20 statements and 23 local entities each.

Like a district's newspaper they speak of few places and offices again and again, of many people, and
of events that nobody names twice.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from random import Random

from ontology.ids import article_id, local_id, sentence_id, statement_id
from ontology.keys import event_key, organization_key, person_key, place_key
from ontology.records import (
    Article,
    BylineName,
    Context,
    EntityType,
    FileReading,
    LocalEntity,
    Reading,
    Sentence,
    Span,
    Statement,
)

COUNTIES = tuple(f"3715{number:02}" for number in range(1, 21))
SURNAMES, GIVEN = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗", "芳伟敏静丽强磊军洋勇艳杰娟涛明超霞平刚文辉玲桂建国华"
FILLER = "活动现场气氛热烈，大家认真听讲，积极互动，纷纷表示要把学到的知识带回去，讲给身边的人听，让更多居民受益"


@dataclass(slots=True)
class _Page:
    """An article while it is written."""

    text: str = ""
    sentences: list[Span] = field(default_factory=list)
    spans: dict[tuple[EntityType, str], list[Span]] = field(default_factory=dict)
    looks: dict[tuple[EntityType, str], tuple[str, str, str | None]] = field(default_factory=dict)
    said: list[tuple[int, str, tuple[EntityType, str], tuple[EntityType, str], str | None]] = field(
        default_factory=list
    )

    def name(
        self, type_: EntityType, kind: str, name: str, key: str, code: str | None = None
    ) -> tuple[EntityType, str]:
        self.spans.setdefault((type_, name), []).append((len(self.text), len(self.text) + len(name)))
        self.looks.setdefault((type_, name), (kind, key, code))
        self.text += name
        return type_, name


def generated_files(*, articles: int, start: int = 0) -> list[FileReading]:
    """As many files of one article each; the same for the same numbers."""
    return [generated_file(number) for number in range(start, start + articles)]


def generated_file(number: int) -> FileReading:
    """The file of a number."""
    return FileReading(
        digest=hashlib.sha256(str(number).encode()).hexdigest(),
        source=f"第{number}版.txt",
        reader="0.1.0",
        readings=(_reading(number, Random(number)),),
    )


def _reading(number: int, chance: Random) -> Reading:
    county, day = chance.choice(COUNTIES), f"2022-{1 + number % 12:02}-{1 + number % 28:02}"
    title, page = f"第{number}场活动走进社区", _Page()
    page.text = title + "\n"
    page.sentences.append((0, len(page.text)))
    body = len(page.text)
    for at in range(5):
        _sentence(page, chance, county=county, day=day, unique=f"{number}{at}")
    identity = article_id(title, None, page.text[body:], [])
    ids = {end: local_id(identity, *spans[0]) for end, spans in page.spans.items()}
    return Reading(
        article=Article(
            id=identity,
            title=title,
            dateline=None,
            body=(body, len(page.text)),
            byline=(BylineName(name="郭明华", role="融媒体"),),
            text=page.text,
        ),
        context=Context(published=day, published_from="name", area=county, area_from="name", publisher="今日" + county),
        sentences=tuple(
            Sentence(
                id=sentence_id(identity, *span),
                article=identity,
                start=span[0],
                end=span[1],
                text=page.text[slice(*span)],
            )
            for span in page.sentences
        ),
        entities=tuple(
            LocalEntity(
                id=ids[end],
                article=identity,
                type=end[0],
                kind=page.looks[end][0],
                name=end[1],
                code=page.looks[end][2],
                mentions=tuple(spans),
                keys=(page.looks[end][1],),
                rule="generated",
            )
            for end, spans in page.spans.items()
        ),
        statements=_statements(page, identity, ids),
    )


def _sentence(page: _Page, chance: Random, *, county: str, day: str, unique: str) -> None:
    start, street = len(page.text), chance.randrange(1, 13)
    town = page.name("Place", "AdministrativeArea", f"{street}号街道", _is(place_key(code=f"{county}{street:03}")),
                     f"{county}{street:03}")  # fmt: skip
    office = f"{street}号街道办事处"
    office_key = _is(organization_key(county, (office,)))
    body = page.name("Organization", "GovernmentBody", office, office_key)
    page.text += "主任"
    who = chance.choice(SURNAMES) + chance.choice(GIVEN) + chance.choice(GIVEN)
    person = page.name("Person", "PublicPostHolder", who, _is(person_key(county, who, office_key)))
    page.text += "在"
    village = f"{chance.randrange(300)}号社区"
    place = page.name(
        "Place", "AdministrativeArea", village, _is(place_key(parent=place_key(code=county), name=village))
    )
    page.text += "出席"
    what = f"第{unique}次宣讲"
    event = page.name("Event", "Activity", what, _is(event_key(county, what, day)))
    page.text += f"。{FILLER}，{FILLER}。"
    page.sentences.append((start, len(page.text)))
    at = len(page.sentences) - 1
    page.said += [
        (at, "holdsPost", person, body, "主任"),
        (at, "participatesIn", person, event, "出席"),
        (at, "heldAt", event, place, None),
        (at, "locatedIn", body, town, None),
    ]


def _statements(page: _Page, article: str, ids: dict[tuple[EntityType, str], str]) -> tuple[Statement, ...]:
    found: dict[str, Statement] = {}
    for at, predicate, subject, object_, role in page.said:
        evidence = page.sentences[at]
        identity = statement_id(article, predicate, ids[subject], ids[object_], role, "reported", evidence)
        found[identity] = Statement(
            id=identity,
            article=article,
            subject=ids[subject],
            predicate=predicate,
            object=ids[object_],
            role=role,
            evidence=evidence,
            confidence=0.9,
            extractor="generated/1",
        )
    return tuple(found.values())


def _is(key: str | None) -> str:
    assert key
    return key

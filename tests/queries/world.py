"""A small world written by hand (world.yaml) as readings, and as a store: what queries and exports are tested on.

Built without the reader: a test here fails for the query's or the exporter's own sake.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from ontology.ids import article_id, decision_id, local_id, normal_name, sentence_id, statement_id
from ontology.records import (
    ENTITY_TYPES,
    Article,
    BylineName,
    Context,
    Decision,
    FileReading,
    LocalEntity,
    Reading,
    Sentence,
    Span,
    Statement,
)
from store.base import Writer
from store.decisions import decision, members

WORLD = Path(__file__).with_name("world.yaml")
_SENTENCE = re.compile(r"[^。！？\n]*(?:[。！？]|\n|\Z)")


def world(path: Path = WORLD) -> tuple[FileReading, ...]:
    """The pages of a world file as the reader would give them."""
    return tuple(page(one) for one in yaml.safe_load(path.read_text("utf-8")))


def decisions(files: Iterable[FileReading]) -> tuple[Decision, ...]:
    """What a person decided of the world: one statement is wrong, one is right."""
    rejected = _said(files, "supervises", "应急管理局")
    confirmed = _said(files, "succeeds", "更名")
    return (
        _decision("reject", rejected, when="2024-04-12T08:00:00.000000+00:00", why="应急管理局没有到场"),
        _decision("confirm", confirmed, when="2024-04-12T08:01:00.000000+00:00", why="县政府文件"),
    )


def _said(files: Iterable[FileReading], predicate: str, words: str) -> str:
    """The one statement of a relation whose sentence holds these words."""
    (found,) = (
        said.id
        for file in files
        for reading in file.readings
        for said in reading.statements
        if said.predicate == predicate and words in reading.article.text[slice(*said.evidence)]
    )
    return found


def _decision(kind: Any, statement: str, *, when: str, why: str) -> Decision:
    identity = decision_id(kind, (statement,), (), None, "测试员", when, why)
    return Decision(id=identity, kind=kind, left=(statement,), who="测试员", when=when, why=why)


def page(given: Mapping[str, Any]) -> FileReading:
    """One page of a world, as in world.yaml."""
    return FileReading(
        digest=hashlib.sha256(given["source"].encode()).hexdigest(),
        source=given["source"],
        reader="0.1.0",
        readings=tuple(_reading(article, given) for article in given["articles"]),
    )


def _reading(given: Mapping[str, Any], page: Mapping[str, Any]) -> Reading:
    article = _article(given)
    locals_ = {one.name: one for one in _locals(given, article, page["area"])}
    by_name = {name: one for one in locals_.values() for name in (one.name, *one.aliases)}
    signed = {name.name for name in article.byline}
    return Reading(
        article=article,
        context=Context(
            published=page["published"],
            published_from="name",
            area=page["area"],
            area_from="page",
            publisher=page["publisher"],
            dateline_name=given["dateline"],
        ),
        sentences=tuple(_sentences(article)),
        entities=(*locals_.values(), *(one for one in _authors(article) if one.name in signed)),
        statements=tuple(_statement(said, article, by_name) for said in given["says"]),
    )


def _article(given: Mapping[str, Any]) -> Article:
    head = f"{given['title']}\n" if given["title"] else ""
    lead = f"{given['dateline']}讯 " if given["dateline"] else ""
    body = str(given["body"])
    start = len(head + lead)
    text = f"{head}{lead}{body}"
    byline: list[BylineName] = []
    if given["byline"]:
        text += "\n（"
        for name, role in given["byline"]:
            text += f"{role} "
            byline.append(BylineName(name=name, role=role, span=(len(text), len(text) + len(name))))
            text += f"{name} "
        text = f"{text.rstrip()}）"
    pairs = [(one.name, one.role) for one in byline]
    return Article(
        id=article_id(given["title"], given["dateline"], body, pairs),
        title=given["title"],
        dateline=given["dateline"],
        body=(start, start + len(body)),
        byline=tuple(byline),
        text=text,
    )


def _sentences(article: Article) -> Iterator[Sentence]:
    for match in _SENTENCE.finditer(article.text):
        if match.group():
            identity = sentence_id(article.id, *match.span())
            yield Sentence(id=identity, article=article.id, start=match.start(), end=match.end(), text=match.group())


def _locals(given: Mapping[str, Any], article: Article, area: str) -> Iterator[LocalEntity]:
    posts: dict[str, list[str]] = {}
    for said in given["says"]:
        if said["p"] in ("holdsPost", "memberOf"):
            posts.setdefault(said["s"], []).append(said["o"])
    dates = {said["s"]: said["v"] for said in given["says"] if said["p"] == "heldOn"}
    for entity in given["entities"]:
        type_and_kind, names = next((key, value) for key, value in entity.items() if "/" in key)
        type_, kind = type_and_kind.split("/")
        spans = _spans(article, names)
        name, code = names[0], entity.get("code")
        plain = normal_name(entity.get("key", name))
        keys: list[str] = []
        if type_ == "Person":
            for body in (*posts.get(name, ()), *entity.get("affiliations", ())):
                keys.append(f"Person|{area}|{name}|{normal_name(body)}")
        elif type_ == "Event":
            keys.append(f"Event|{area}|{plain}|{dates.get(name, '')}")
        else:
            keys.append(f"Place|{code}" if code else f"{type_}|{area}|{plain}")
        yield LocalEntity(
            id=local_id(article.id, *spans[0]),
            article=article.id,
            type=type_,  # type: ignore[arg-type]
            kind=kind,
            name=name,
            aliases=tuple(names[1:]),
            code=code,
            mentions=tuple(spans),
            keys=tuple(dict.fromkeys(keys)),
            rule="world",
        )


def _spans(article: Article, names: list[str]) -> list[Span]:
    """Where the names stand, each stretch once, those of the fullest name first."""
    taken: list[Span] = []
    for name in names:
        at = article.text.find(name)
        if at < 0:
            raise ValueError(f"{name!r} is not in the article {article.title!r}")
        while at >= 0:
            if not any(start < at + len(name) and at < end for start, end in taken):
                taken.append((at, at + len(name)))
            at = article.text.find(name, at + len(name))
    return taken


def _authors(article: Article) -> Iterator[LocalEntity]:
    for one in article.byline:
        assert one.span is not None
        yield LocalEntity(
            id=local_id(article.id, *one.span),
            article=article.id,
            type="Person",
            kind="Person",
            name=one.name,
            mentions=(one.span,),
            keys=(f"Person|byline|{one.name}",),
            byline_role=one.role,
            rule="byline",
        )


def _statement(said: Mapping[str, Any], article: Article, locals_: Mapping[str, LocalEntity]) -> Statement:
    start = article.text.find(said["in"])
    if start < 0:
        raise ValueError(f"{said['in']!r} is not in the article {article.title!r}")
    evidence = (start, start + len(said["in"]))
    subject = locals_[said["s"]].id
    object_ = locals_[said["o"]].id if "o" in said else None
    value = said.get("v")
    value = float(value) if isinstance(value, int) else value
    modality = said.get("modality", "reported")
    identity = statement_id(
        article.id,
        said["p"],
        subject,
        object_ or [value, said.get("unit"), said.get("indicator"), None],
        said.get("role"),
        modality,
        evidence,
    )
    return Statement(
        id=identity,
        article=article.id,
        subject=subject,
        predicate=said["p"],
        object=object_,
        value=value,
        unit=said.get("unit"),
        indicator=said.get("indicator"),
        role=said.get("role"),
        time=said.get("time"),
        modality=modality,
        approximate=said.get("approximate", False),
        change=said.get("change"),
        details=tuple(sorted(said.get("details", {}).items())),
        evidence=evidence,
        confidence=said.get("confidence", 0.9),
        extractor="world/1",
    )


def join_namesakes(writer: Writer) -> None:
    """Make one of all entities of one type and name, where whether they are one is not what is tested."""
    of_name: dict[tuple[str, str], list[str]] = {}
    for type_ in ENTITY_TYPES:
        for row in writer.rows(f"MATCH (e:{type_}) RETURN e.id AS id, e.name AS name ORDER BY id"):
            of_name.setdefault((type_, str(row["name"])), []).append(str(row["id"]))
    for ids in of_name.values():
        for other in ids[1:]:
            sides = members(writer, ids[0]), members(writer, other)
            writer.decide(decision(writer, "same", *sides, who="测试员", now=dt.datetime(2024, 1, 1, tzinfo=dt.UTC)))

"""Articles written by hand with their names marked: "[古楼街道|Place]党工委书记[魏雷|Person]".

A mark is [words|Type], [words|Type:Kind], [words=full name|Type:Kind] or [words|Type:Kind@official code];
the same full name is the same entity wherever it stands. The text becomes an article with sentences and local entities, so that
relations are tested apart from what finds names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.relations import statements
from ingest.sentences import sentences
from ontology.ids import article_id, local_id
from ontology.records import Article, Context, EntityType, LocalEntity, Statement

MARK = re.compile(r"\[([^\[\]|=]+)(?:=([^\[\]|]+))?\|([A-Za-z]+)(?::([A-Za-z]+))?(?:@(\d+))?\]")


@dataclass(frozen=True, kw_only=True)
class Marked:
    """An article and its local entities by full name."""

    article: Article
    entities: tuple[LocalEntity, ...]

    def statements(self, *, published: str | None = None) -> tuple[Statement, ...]:
        return statements(self.article, sentences(self.article), Context(published=published), self.entities)

    def said(self, *predicates: str, published: str | None = None) -> set[str]:
        """Statements of some predicates as lines: "魏雷 holdsPost 古楼街道党工委 党工委书记 (ended)"."""
        names = {entity.id: entity.name for entity in self.entities}
        return {
            line(statement, names)
            for statement in self.statements(published=published)
            if not predicates or statement.predicate in predicates
        }


def line(statement: Statement, names: dict[str, str]) -> str:
    """One statement in words; numbers as 91个, about as 约, what is counted before them."""
    parts = [names[statement.subject], statement.predicate]
    if statement.object is not None:
        parts.append(names[statement.object])
    elif isinstance(statement.value, float):
        about = "约" if statement.approximate else ""
        parts.append(f"{statement.indicator}{about}{statement.value:.12g}{statement.unit}")
        if statement.change:
            parts.append(statement.change)
    else:
        parts.append(str(statement.value))
    if statement.object is not None and isinstance(statement.value, float):
        parts.append(f"{statement.value:.12g}{statement.unit}")
    parts += [statement.role] if statement.role else []
    parts += [f"{name}={value}" for name, value in statement.details if name in ("what", "how", "acting", "change")]
    parts += [f"time={statement.time}"] if statement.predicate == "holdsPost" and statement.time else []
    parts += [f"({statement.modality})"] if statement.modality != "reported" else []
    return " ".join(parts)


def marked(text: str, *, headline: str = "") -> Marked:
    """The article that a marked text describes."""
    whole, spans = _read(f"{headline}\n{text}" if headline else text)
    title_end = len(_read(headline)[0]) if headline else 0
    identity = article_id(whole[:title_end] or None, None, whole, [])
    article = Article(
        id=identity,
        title=whole[:title_end] or None,
        dateline=None,
        body=(title_end + 1 if headline else 0, len(whole)),
        byline=(),
        text=whole,
    )
    entities = []
    for name, (entity_type, kind, code, found) in spans.items():
        first = next((span for span in found if whole[slice(*span)] == name), found[0])
        entities.append(
            LocalEntity(
                id=local_id(identity, *first),
                article=identity,
                type=entity_type,
                kind=kind,
                name=name,
                code=code,
                aliases=tuple(sorted({whole[slice(*span)] for span in found} - {name})),
                mentions=tuple(found),
            )
        )
    return Marked(article=article, entities=tuple(entities))


def _read(text: str) -> tuple[str, dict[str, tuple[EntityType, str, str | None, list[tuple[int, int]]]]]:
    plain, at, size = [], 0, 0
    spans: dict[str, tuple[EntityType, str, str | None, list[tuple[int, int]]]] = {}
    for match in MARK.finditer(text):
        plain.append(text[at : match.start()])
        size += match.start() - at
        words, full, kind = match[1], match[2] or match[1], match[4] or match[3]
        entry = spans.setdefault(full, (match[3], kind, match[5], []))  # type: ignore[arg-type]
        entry[3].append((size, size + len(words)))
        plain.append(words)
        size += len(words)
        at = match.end()
    plain.append(text[at:])
    return "".join(plain), spans

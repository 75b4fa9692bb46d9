"""What a change touches: articles whose readings change, and of others the local entities that move, as stored and as they will be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import cast

from ontology.records import Article, Context, EntityType, FileReading, LocalEntity, Reading
from store.base import Graph, Row, StoredFile
from store.derive import candidates_of, file_reading
from store.resolve import Kin
from store.rows import file_row, local_of, reading_ids, statement_of, stored_file
from store.rulings import Rulings
from store.view import ArticleContext, SourceView, StoredReading
from store.writing import (
    Answers,
    Candidate,
    Ends,
    Writing,
    answers_of,
    article_kin,
    kin_of,
    publisher_of,
    write_article,
    write_readings,
    write_said,
)

FilePair = tuple[FileReading | None, FileReading | None]
"""A file's reading before and after; None where there is none."""


class Side:
    """The touched articles before the change, or after it, and the rows they make."""

    def __init__(self, rulings: Rulings, ends: Ends | None) -> None:
        self.entity_of: dict[str, str] = {}
        graph = Graph(defaultdict(dict), defaultdict(dict))
        self.writing = Writing(rulings=rulings, ends=ends, entity_of=self.entity_of, graph=graph)
        self.counting: dict[str, Candidate] = {}
        self.answers: dict[str, Answers] = {}
        self._kin: dict[str, dict[str, Kin]] = {}

    def read(self, article: str, candidates: Sequence[Candidate]) -> None:
        """Take in an article's readings and settle which of them counts."""
        if candidates:
            one = self.counting[article] = write_readings(self.writing, article, candidates)
            answers = self.answers[article] = answers_of(one.reading, self.writing.rulings.naming)
            self._kin[article] = {kin.first: kin for kin in article_kin(one.reading, answers)}

    def meet(self, one: LocalEntity, *, area: str, answers: tuple[str, ...]) -> None:
        """Take in a local entity of an article that is touched in part."""
        self._kin.setdefault(one.article, {})[one.id] = kin_of(one, area=area, answers=answers)

    def publish(self, article: str, publisher: Kin) -> None:
        """Take in who published an article that is touched in part."""
        self._kin.setdefault(article, {})[publisher.first] = publisher

    def kin(self, article: str) -> dict[str, Kin]:
        """Kin of one article by local id, its publisher among them: all, or those taken in."""
        return self._kin.get(article, {})

    def end(self, article: str, local: str) -> tuple[EntityType, str] | None:
        """Type and id of the entity of a local entity, None where it has none. `entity_of` must be filled in."""
        entity = self.entity_of.get(local, "")
        kin = self.kin(article)[local]
        return (self.writing.rulings.type_of(kin.type, kin.answers), entity) if entity else None

    def write(self, parts: Iterable[Reading]) -> None:
        """All rows of the articles, and of `parts` of others; `entity_of` must be filled in."""
        for article, one in self.counting.items():
            write_article(self.writing, one, self.answers[article])
        for part in parts:
            answers = {local: kin.answers for local, kin in self.kin(part.article.id).items() if kin.answers}
            write_said(self.writing, part, answers)


class Affected:
    """Both sides of a change. `load` brings articles to hand, `touch` has them written before and after.

    `meet` has single local entities written before and after, and what hangs on them: the rest of their articles
    stays as it is and is not read. `place` is told the articles of which more was taken in, and fills in `entity_of`.
    """

    def __init__(self, view: SourceView, *, rulings: tuple[Rulings, Rulings], ends: Ends | None) -> None:
        self.view = view
        self.sides = (Side(rulings[0], ends), Side(rulings[1], ends))
        self._stored: dict[str, list[StoredReading]] = {}
        self._after: dict[str, list[Candidate]] = {}
        self._places: dict[str, dict[tuple[str, int], int]] = {}
        self.touched: set[str] = set()
        self.parts: dict[str, dict[str, LocalEntity]] = defaultdict(dict)
        self._statements: dict[str, dict[str, Row]] = defaultdict(dict)
        self._contexts: dict[str, ArticleContext] = {}
        self._publishers: set[str] = set()

    def load(self, articles: Iterable[str]) -> None:
        """Ask for all readings of articles that are not yet at hand."""
        lacking = set(articles) - self._stored.keys()
        if not lacking:
            return
        self._stored.update((article, []) for article in lacking)
        for one in self.view.readings(sorted(lacking)):
            self._stored[one.reading.article.id].append(one)
        self._after.update((article, self._before(article)) for article in lacking)

    def file(self, file: StoredFile) -> FileReading:
        """A stored file's reading; its articles must be at hand."""
        readings = {
            (article, one.nth): one.reading
            for article in set(file.articles)
            for one in self._stored[article]
            if one.file.digest == file.digest
        }
        return file_reading(file, [readings[article, nth] for _, article, nth in reading_ids(file)])

    def replace(self, files: Mapping[str, FilePair]) -> set[str]:
        """Put the second reading of each file in the place of the first; the articles this touches."""
        articles: set[str] = set()
        for digest, pair in sorted(files.items()):
            if pair[0] == pair[1]:
                continue
            of_file: set[str] = set()
            for file, side in zip(pair, self.sides, strict=True):
                if file is not None:
                    side.writing.graph.nodes["File"][digest] = file_row(stored_file(file))
                    of_file.update(one.article.id for one in file.readings)
            for article in of_file:
                self._after[article] = [one for one in self._after[article] if one.file.digest != digest]
            for candidate in candidates_of(pair[1]) if pair[1] else ():
                self._after[candidate.reading.article.id].append(candidate)
            articles |= of_file
        return articles

    def touch(self, articles: Iterable[str]) -> set[str]:
        """Have articles written before and after; those of them that were not yet to be."""
        fresh = set(articles) - self.touched
        self.load(fresh)
        self.touched |= fresh
        for article in sorted(fresh):
            self.sides[0].read(article, self._before(article))
            self.sides[1].read(article, self._after[article])
            for stored in self._stored[article]:
                self.sides[0].entity_of.update(stored.entity_of)
                if stored.published_by:
                    context = stored.reading.context
                    publisher = publisher_of(context.publisher or "", context.area or "")
                    self.sides[0].entity_of[publisher.first] = stored.published_by
        return fresh

    def _before(self, article: str) -> list[Candidate]:
        return [
            Candidate(
                file=one.file, nth=one.nth, position=self._positions(one.file)[article, one.nth], reading=one.reading
            )
            for one in self._stored[article]
        ]

    def _positions(self, file: StoredFile) -> dict[tuple[str, int], int]:
        """(article, nth) -> its position in a stored file."""
        if file.digest not in self._places:
            self._places[file.digest] = {(article, nth): at for at, (_, article, nth) in enumerate(reading_ids(file))}
        return self._places[file.digest]

    def meet(self, rows: Mapping[str, Row]) -> None:
        """Take in stored local entities by id, but for those of touched articles."""
        now = self.sides[1].writing.rulings.naming
        for identity, row in sorted(rows.items()):
            article, area = str(row["article"]), str(row["area"])
            if article in self.touched or identity in self.parts[article]:
                continue
            one = self.parts[article][identity] = local_of(identity, row)
            borne = tuple(cast("list[str]", row["answers"]))
            kept = {end for end in borne if end in now} | ({identity} if identity in now else set())
            self.sides[0].entity_of[identity] = str(row["entity"])
            self.sides[0].meet(one, area=area, answers=borne)
            self.sides[1].meet(one, area=area, answers=tuple(sorted(kept)))

    def meet_statements(self, rows: Mapping[str, Row]) -> None:
        """Take in stored statements by id, but for those of touched articles."""
        for identity, row in rows.items():
            if row["article"] not in self.touched:
                self._statements[str(row["article"])][identity] = row

    def meet_publishers(self, articles: Iterable[str]) -> None:
        """Take in by whom articles were published, but for touched ones."""
        fresh = sorted(set(articles) - self.touched - self._publishers)
        self._publishers.update(fresh)
        self._meet_contexts(fresh)
        published = [article for article in fresh if self._contexts[article].publisher]
        for article, entity in self.view.published_by(published).items() if published else ():
            publisher = publisher_of(self._contexts[article].publisher, self._contexts[article].area)
            self.sides[0].entity_of[publisher.first] = entity
            for side in self.sides:
                side.publish(article, publisher)

    def _meet_contexts(self, articles: Iterable[str]) -> None:
        lacking = sorted(set(articles) - self._contexts.keys())
        if lacking:
            self._contexts |= self.view.contexts(lacking)

    def complete(self, place: Callable[[Iterable[str]], None]) -> None:
        """Take in all that hangs on the local entities which change their entity, or its type."""
        changed = {article: self._changed(article) for article in self.parts.keys() | self._publishers}
        changed = {article: locals_ for article, locals_ in changed.items() if locals_}
        if changed:
            # Whether, and how often, an article speaks of an entity is told by all its local entities that are it,
            # and by its publisher.
            ends = {article: self._ends(article, of) for article, of in changed.items()}
            self.meet_publishers(article for article, of in ends.items() if any(end[0] == "Organization" for end in of))
            place(changed)
            self.meet(self.view.locals_of(ends))
            self.meet_statements(self.view.about(changed))
        said = {
            str(row[end])
            for rows in self._statements.values()
            for row in rows.values()
            for end in ("subject_local", "object_local")
            if row[end]
        }
        self.meet(self.view.locals(sorted(said - {local for locals_ in self.parts.values() for local in locals_})))
        self._meet_contexts(self.parts)
        place(self.parts)

    def reached(self) -> set[str]:
        """Articles of which something was taken in."""
        return self.touched | self.parts.keys() | self._publishers

    def readings(self) -> list[Reading]:
        """The parts of articles that were taken in, as readings without text."""
        return [self._part(article) for article in sorted(self.parts.keys() | self._publishers)]

    def _changed(self, article: str) -> set[str]:
        before, after = self.sides
        return {local for local in after.kin(article) if before.end(article, local) != after.end(article, local)}

    def _ends(self, article: str, locals_: Iterable[str]) -> set[tuple[EntityType, str]]:
        ends = (side.end(article, local) for side in self.sides for local in locals_)
        return {end for end in ends if end}

    def _part(self, article: str) -> Reading:
        context = self._contexts[article]
        return Reading(
            article=Article(id=article, title=None, dateline=None, body=(0, 0), byline=(), text=""),
            context=Context(
                published=context.published or None,
                area=context.area or None,
                publisher=(context.publisher or None) if article in self._publishers else None,
            ),
            sentences=(),
            entities=tuple(self.parts[article].values()),
            statements=tuple(statement_of(identity, row) for identity, row in self._statements[article].items()),
        )

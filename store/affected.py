"""The articles that a change touches: their readings as stored, and as they will be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from ontology.records import FileReading
from store.base import Graph, StoredFile
from store.derive import candidates_of, file_reading
from store.resolve import Kin
from store.rows import file_row, reading_ids, stored_file
from store.rulings import Rulings
from store.view import SourceView, StoredReading
from store.writing import (
    Answers,
    Candidate,
    Ends,
    Writing,
    answers_of,
    article_kin,
    publisher_of,
    write_article,
    write_readings,
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

    def kin(self, article: str) -> dict[str, Kin]:
        """Kin of one article by local id, its publisher among them."""
        return self._kin.get(article, {})

    def write(self) -> None:
        """All rows of the articles; `entity_of` must be filled in."""
        for article, one in self.counting.items():
            write_article(self.writing, one, self.answers[article])


class Affected:
    """Both sides of a change. `load` brings articles to hand, `touch` has them written before and after."""

    def __init__(self, view: SourceView, *, rulings: tuple[Rulings, Rulings], ends: Ends | None) -> None:
        self.view = view
        self.sides = (Side(rulings[0], ends), Side(rulings[1], ends))
        self._stored: dict[str, list[StoredReading]] = {}
        self._after: dict[str, list[Candidate]] = {}
        self._places: dict[str, dict[tuple[str, int], int]] = {}
        self.touched: set[str] = set()

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

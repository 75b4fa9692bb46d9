"""Tenures: who held which post of a body from when to when, as far as articles report it.

A tenure's `start` and `end` are reported (an appointment, a removal, an interval); `held_from` and
`held_until` are the first and last day on which an article speaks of it. Nothing is closed by a guess:
what only follows from other statements (a successor was seen) stands in `inferred`, with them.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from ontology.dates import bounds
from ontology.posts import HOLDS, is_post, sole
from queries.said import End
from queries.seats import Seats, seats
from store.base import Reader, Row
from store.days import APPOINTED

RELATION = HOLDS
ENDED, BEGAN = "ended by", "began after"
"""Claims of an inference."""
TERM_YEARS = 5
"""A term of office (Constitution, articles 60, 98, 106): how far back an end alone speaks of the time before it."""
Certainty = Literal["known", "likely", "last known", ""]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What one statement says of a post: `kind` mention, start, interval, end, or former (it ended before the article).

    `time`: EDTF, of the statement or else of its article, '' where neither is dated. `said_of`: the area or body that
    the text says the post is of, where its `body` is another (芦溪县|县长). `dated`: the time is the statement's own.
    """

    statement: str
    person: End
    body: End
    post: str
    kind: str
    time: str
    acting: bool
    said_of: End | None = None
    dated: bool = True

    @property
    def first(self) -> str:
        """First possible day, '' if undated."""
        return bounds(self.time).start_date if self.time else ""

    @property
    def last(self) -> str:
        """Last possible day, '' if undated."""
        return bounds(self.time).end_date if self.time else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inference:
    """What follows from statements that do not say it: `ended by` this day (ISO), or `began after` it."""

    claim: str
    day: str
    why: str
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure:
    """A person in a post of a body. Times are EDTF, '' where unknown. `vacant`: from its end to the next start, both reported.

    `starts`: beginnings that cannot all be, each with the statement that reports it; empty where articles agree.
    """

    person: End
    body: End
    post: str
    start: str = ""
    end: str = ""
    held_from: str = ""
    held_until: str = ""
    acting: bool = False
    inferred: tuple[Inference, ...] = ()
    predecessor: str = ""
    successor: str = ""
    vacant: str = ""
    concurrent: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    starts: tuple[tuple[str, str], ...] = ()

    @property
    def begins(self) -> str:
        """First day on which it is known to be, '' if undated."""
        return min((bounds(time).start_date for time in (self.start, self.held_from) if time), default="")

    @property
    def reaches(self) -> str:
        """Last day on which it is known to be, '' if undated."""
        return max((bounds(time).end_date for time in (self.end, self.held_until, self.start) if time), default="")

    def certainty(self, day: str) -> Certainty:
        """How sure it is that the post was held on a day (ISO); '' where it was not, or nothing says so.

        Whose end alone is reported held it before: likely for a term (`TERM_YEARS`), not longer than another is known.

        >>> Tenure(person=_X, body=_X, post="局长", start="2021-03", held_until="2022-11-05").certainty("2022-01-01")
        'known'
        """
        if self.begins and self.begins <= day <= self.reaches:
            return "known" if self.start and bounds(self.start).start_date <= day else "likely"
        if not self.begins and self.end:
            end = bounds(self.end).end_date
            after = any(one.claim == BEGAN and day <= one.day for one in self.inferred)
            return "likely" if day <= end <= term(day) and not after else ""
        if not self.begins or day < self.begins or self.end:
            return ""
        return "" if any(one.claim == ENDED and one.day <= day for one in self.inferred) else "last known"


_X = End(id="", etype="", name="")


def term(day: str) -> str:
    """The day on which a term that begins on a day (ISO) is over.

    >>> term("2020-02-29"), term("2022-10-26")
    ('2025-03-01', '2027-10-26')
    """
    begun = date.fromisoformat(day)
    if begun.year + TERM_YEARS > date.max.year:
        return date.max.isoformat()
    try:
        return begun.replace(year=begun.year + TERM_YEARS).isoformat()
    except ValueError:  # of a leap year's last day of February
        return begun.replace(year=begun.year + TERM_YEARS, month=3, day=1).isoformat()


def tenures(reader: Reader, entity: End) -> tuple[Tenure, ...]:
    """All tenures of a person, or in a body, by body, post and beginning."""
    known = seats(reader)
    there = _reports(reader, known, entity.etype, [entity.id])
    own, bodies = (
        {one.statement for one in there},
        _and_beside(known, (entity, *(one.said_of or one.body for one in there))),
    )
    if entity.etype == "Person":
        reports = {one.statement: one for body in bodies for one in _reports(reader, known, body.etype, [body.id])}
        found = of_reports(reports.values())
        kept = [one for one in found if one.person.id == entity.id]
    else:
        there = [one for body in bodies for one in _reports(reader, known, body.etype, [body.id])]
        people = sorted({one.person.id for one in there})
        reports = {one.statement: one for one in (*there, *_reports(reader, known, "Person", people))}
        found = of_reports(reports.values())
        kept = [one for one in found if one.body.id == entity.id or not own.isdisjoint(one.statements)]
    return tuple(with_concurrent(kept, found))


def _and_beside(known: Seats, bodies: Iterable[End]) -> list[End]:
    """The bodies and areas among these ends, each with those that the same posts may be said of."""
    wanted = {one.id: one for body in bodies if body.etype != "Person" for one in (body, *known.beside(body))}
    return [wanted[id_] for id_ in sorted(wanted)]


def of_reports(reports: Iterable[Report]) -> list[Tenure]:
    """Tenures from reports, with predecessors, successors and vacancies of posts that one person holds at a time."""
    groups: dict[tuple[str, str, str], list[Report]] = defaultdict(list)
    for report in reports:
        groups[report.body.id, report.post, report.person.id].append(report)
    of_post: dict[tuple[str, str], list[Tenure]] = defaultdict(list)
    for (body, post, _), group in sorted(groups.items()):
        of_post[body, post] += _spells(group)
    found: list[Tenure] = []
    for (_, post), held in sorted(of_post.items()):
        found += _in_turn(held) if sole(post) else held
    return sorted(_promoted(found), key=_order)


def _promoted(found: Sequence[Tenure]) -> Iterator[Tenure]:
    """Tenures, those of a deputy told who is seen as head of the same body after it, or as deputy after being head."""
    beside: dict[tuple[str, str, str], list[Tenure]] = defaultdict(list)
    for one in found:
        beside[one.body.id, one.person.id, one.post.replace(_DEPUTY, "")].append(one)
    for one in found:
        group = beside[one.body.id, one.person.id, one.post.replace(_DEPUTY, "")]
        later = [two for two in group if two.post != one.post and two.begins and one.reaches < two.begins]
        if later and one.begins and not one.end:
            two = min(later, key=_order_in_time)
            seen = Inference(claim=ENDED, day=two.begins, why=f"holds {two.post} there", statements=two.statements)
            one = replace(one, inferred=(*one.inferred, seen))
        yield one


_DEPUTY = "副"


def _spells(reports: Sequence[Report]) -> list[Tenure]:
    """The times a person held a post: a new one begins where the post is spoken of after its reported end."""
    spells: list[list[Report]] = []
    end = ""
    for report in sorted(reports, key=lambda one: (one.first, one.kind in ("end", "former"), one.statement)):
        if not spells or (end and report.first > end and report.kind not in ("end", "former")):
            spells.append([])
            end = ""
        spells[-1].append(report)
        if report.kind in ("end", "interval"):
            end = min(filter(None, (end, report.last)), default="")
    return [_tenure(one) for one in spells]


def _tenure(reports: Sequence[Report]) -> Tenure:
    held = [one for one in reports if one.kind not in ("end", "former")]
    starts = [one.time if one.kind == "start" else one.time.partition("/")[0] for one in held if one.kind != "mention"]
    ends = [one.time.partition("/")[2] or one.time for one in reports if one.kind in ("end", "interval")]
    seen = _closest([one for one in held if one.time and one.kind != "interval"])
    former = sorted((one for one in reports if one.kind == "former" and one.last), key=lambda one: one.last)
    return Tenure(
        person=reports[0].person,
        body=reports[0].body,
        post=reports[0].post,
        start=min(filter(None, starts), default=""),
        end=min(filter(None, ends), default=""),
        held_from=min(seen, key=lambda one: one.first).time if seen else "",
        held_until=max(seen, key=lambda one: one.last).time if seen else "",
        acting=bool(held) and all(one.acting for one in held),
        inferred=tuple(
            Inference(claim=ENDED, day=one.last, why="spoken of as former", statements=(one.statement,))
            for one in former[:1]
            if not any(ends)
        ),
        statements=tuple(sorted(one.statement for one in reports)),
        starts=tuple(_disputed(held)),
    )


def _disputed(held: Sequence[Report]) -> list[tuple[str, str]]:
    """The reported beginnings of one tenure, with their statements, where some day of one is no possible day of another."""
    began = [
        (one.time.partition("/")[0], one.statement) for one in held if one.dated and one.kind in ("start", "interval")
    ]
    days = [bounds(time) for time, _ in began if time]
    apart = bool(days) and max(one.start_date for one in days) > min(one.end_date for one in days)
    return sorted(began) if apart else []


def _closest(seen: Sequence[Report]) -> list[Report]:
    """Reports without those within whose time (a year, a month) another is dated more closely: they say no more of when."""
    times = sorted({(one.first, one.last) for one in seen}, key=lambda days: (days[0], days[1]))
    wide = set()
    for at, (first, last) in enumerate(times):
        # All that lie within one begin no earlier: of those that begin with it the widest stands last.
        inner = [one for one in times[at + 1 :] if one[0] <= last and one[1] <= last]
        inner += [one for one in times[:at] if one[0] == first and one[1] < last]
        if inner:
            wide.add((first, last))
    return [one for one in seen if (one.first, one.last) not in wide]


def _in_turn(held: Sequence[Tenure]) -> Iterator[Tenure]:
    """Tenures of one post that one person holds at a time: each told who came before and after, where they do not overlap."""
    turns = sorted(held, key=_order_in_time)
    for one in turns:
        after = next((two for two in turns if follows(two, one)), None)
        before = next((two for two in reversed(turns) if follows(one, two)), None)
        told = replace(
            one,
            predecessor=before.person.name if before else "",
            successor=after.person.name if after else "",
        )
        if after and one.end and after.start and bounds(one.end).end_date < bounds(after.start).start_date:
            told = replace(told, vacant=f"{one.end}/{after.start}")
        if after and not one.end:
            seen = Inference(
                claim=ENDED,
                day=_seen_by(after, one.reaches),
                why=f"{after.person.name} holds it",
                statements=after.statements,
            )
            told = replace(told, inferred=(*told.inferred, seen))
        if before and not one.begins:
            seen = Inference(
                claim=BEGAN, day=before.reaches, why=f"{before.person.name} held it", statements=before.statements
            )
            told = replace(told, inferred=(*told.inferred, seen))
        yield told


def follows(two: Tenure, one: Tenure) -> bool:
    """Whether one person came after the other: also on the day of a reported hand-over, or of the one's appointment.

    Of an appointment that is dated to the month or the year, whom that time still saw came before.
    """
    if two.person.id == one.person.id or not one.reaches:
        return False
    if not two.begins:  # only its end is known
        return bool(two.end) and bounds(two.end).start_date > one.reaches
    if two.start and (_handed_over(one, two) or _appointed_after(one, two)):
        return True
    return two.begins > one.reaches


def _seen_by(two: Tenure, reached: str) -> str:
    """The day by which one who came after another, who reached a day, is known to hold the post."""
    first = two.begins or bounds(two.end).start_date
    return first if first > reached else bounds(two.start).end_date


def _appointed_after(one: Tenure, two: Tenure) -> bool:
    """Whether one was last spoken of before, or within, the time of the other's appointment, and the other not before it."""
    days = bounds(two.start)
    return one.begins < days.end_date and one.reaches <= days.end_date and two.begins >= days.start_date


def with_concurrent(kept: Iterable[Tenure], found: Iterable[Tenure]) -> Iterator[Tenure]:
    """Each with the person's other posts of the same time."""
    of_person: dict[str, list[Tenure]] = defaultdict(list)
    for one in found:
        of_person[one.person.id].append(one)
    for one in kept:
        others = [
            f"{two.body.name} {two.post}"
            for two in of_person[one.person.id]
            if (two.body.id, two.post) != (one.body.id, one.post)
            and overlap(one, two)
            and not (_handed_over(one, two) or _handed_over(two, one))
        ]
        yield replace(one, concurrent=tuple(sorted(set(others))))


def _handed_over(one: Tenure, two: Tenure) -> bool:
    """Whether one ended on the day that the other began, or before."""
    return bool(one.end) and two.begins >= bounds(one.end).start_date


def overlap(one: Tenure, two: Tenure) -> bool:
    """Whether both are known to be at one time."""
    return bool(one.begins and two.begins) and one.begins <= two.reaches and two.begins <= one.reaches


def _order(one: Tenure) -> tuple[str, ...]:
    return one.body.name, one.body.id, one.post, one.begins, one.reaches, one.person.name, one.person.id


def _order_in_time(one: Tenure) -> tuple[str, ...]:
    """As they came: by when each is first known to be, which of one whose end alone is known is that end."""
    return one.begins or one.reaches, one.reaches, one.person.name, one.person.id


_WHAT = (
    "WHERE s.predicate = $predicate AND s.status <> 'rejected' AND s.modality IN ['reported', 'ended'] "
    "MATCH (s)-[:EVIDENCE]->(:Sentence)-[:`IN`]->(a:Article) "
    "RETURN s.id AS id, p.id AS person, p.etype AS person_type, p.name AS person_name, o.id AS body, o.etype AS body_type, o.name AS body_name, "
    "s.role AS role, s.modality AS modality, s.time AS time, s.precision AS precision, s.details AS details, "
    "a.published AS published"
)


def all_reports(reader: Reader, predicate: str = RELATION) -> Iterator[Report]:
    """What every statement of the store says of a post (or of what else one holds at a time)."""
    cypher = f"MATCH (p)<-[:SUBJECT]-(s:Statement)-[:OBJECT]->(o) {_WHAT}"
    known = seats(reader) if predicate == RELATION else None
    rows = reader.stream(cypher, {"predicate": predicate})
    yield from (_report(row, known) for row in rows if predicate != RELATION or is_post(str(row["role"] or "")))


def _reports(reader: Reader, known: Seats, etype: str, ids: Sequence[str]) -> list[Report]:
    """What all statements say of posts of these persons, or in these bodies."""
    person, body = ("{id: $id}", "o") if etype == "Person" else ("", f"o:{etype} {{id: $id}}")
    cypher = f"MATCH (p:Person {person})<-[:SUBJECT]-(s:Statement)-[:OBJECT]->({body}) {_WHAT}"
    rows = (row for id_ in ids for row in reader.rows(cypher, {"id": id_, "predicate": RELATION}))
    return [_report(row, known) for row in rows if is_post(str(row["role"] or ""))]


def _report(row: Row, known: Seats | None) -> Report:
    details = dict(json.loads(str(row["details"] or "[]")))
    said_of, role = (
        End(id=str(row["body"]), etype=str(row["body_type"]), name=str(row["body_name"])),
        str(row["role"] or ""),
    )
    body, post = known.held(role, said_of) if known is not None else (said_of, role)
    return Report(
        statement=str(row["id"]),
        person=End(id=str(row["person"]), etype=str(row["person_type"]), name=str(row["person_name"])),
        body=body,
        post=post,
        kind=_kind(str(row["modality"]), str(row["precision"]), str(row["time"] or ""), details),
        time=str(row["time"] or row["published"] or ""),
        acting="acting" in details,
        said_of=said_of if body != said_of else None,
        dated=bool(row["time"]),
    )


def _kind(modality: str, precision: str, time: str, details: dict[str, str]) -> str:
    if precision == "interval":
        return "interval"
    if modality == "ended":
        return "former" if "former" in details and not time else "end"
    return "start" if details.get("change") in APPOINTED else "mention"

"""What every extractor works on: one sentence with its entities in place, and what it gives back.

An extractor is a pure function from a `SentenceView` to `Draft`s. It never builds ids, never checks
types and never looks outside of the view: `ingest.relations.statements` does the first two for all,
and `About` holds the little of the article that a sentence leans on (its topic, what came before).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias

from ontology.ids import normal_name
from ontology.records import LocalEntity, Modality, Sentence, Span

# The shape of a sentence is its text with every character inside a name, a time or a title replaced by
# one private character, so that no pattern can cut a name in two.
SHAPES = {"Organization": "\ue000", "Person": "\ue001", "Place": "\ue002", "Event": "\ue003", "Programme": "\ue004"}
INSIDE, TIME, TITLE = "\ue005", "\ue006", "\ue007"
ORG, PERSON, PLACE, EVENT, PROGRAMME = SHAPES.values()
_MASKED = re.compile("[\ue000-\ue007]+")
_MOVED = re.compile("(?<!即)将(?=[“《]?[\ue000-\ue005])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """An entity's name standing in a sentence. Offsets in the sentence's text, half-open.

    `back`: not a name but a word for one named before (该镇, 全村).
    """

    entity: LocalEntity
    start: int
    end: int
    back: bool = False

    def standing_for(self, entity: LocalEntity) -> Mark:
        """The same name, taken for another: a head's for the house's (县慈善会会长邓某)."""
        return self if entity is self.entity else Mark(entity=entity, start=self.start, end=self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeSpan:
    """A time standing in a sentence, as EDTF text (None: 近日). Offsets in the sentence's text, half-open."""

    edtf: str | None
    start: int
    end: int


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class About:
    """What an article is about, for sentences that lean on it.

    `topic`: whom the headline (else the first sentence) puts first; None where it is no one that acts.
    `leader`: the first person of the headline or the lead; `persons`: the first of each sentence (as in `standing`). `event`: the first event of the article, of all its `events`.
    `first`: where each entity (by id) stands first, `told`: the same below the headline; `day`: the first day it names (offsets in the article);
    `undated`: the one event, told of below and in no sentence with a day of its own.
    `period`: the year or months that a report's headline says it is of;
    `standing`: all names in the text as (start, entity), by start, offsets in the article. `sites`: those told of as
    scenes (实践站里, 小学的操场上). `names`: entity by
    normal name. `tails`: organisations by the last 2 to 12 code points of their names.
    `towns`: towns by the nine digits of their codes, `counties` by six; `town`: the only one that the article names.
    `party`: who goes round with others (张三率代表团): the leader, and the team where it has a name. `endings`: the same for all entities but people. `stems`: towns and counties by their names without 镇, 县 ….
    `taker`: for whom the headline or the lead says that gifts are (爱心企业为某镇捐款捐物). `ahead`: ids of events that are first told of as still to come.
    `areas`: the administrative areas named, each with its names; `county`: the first of the counties among them;
    `own`: the county that the article is of (我市), as its context tells; `away`: codes of those to which it says that we go.
    `housed`: whether it speaks of a house as its own (我院), `ours`: that house, if it is named, `hosts`: ids of those to which the people of that one go.
    `tourers`: officials who are said to go round or whom the headline names. `contests`: the events that are won, in order;
    `meant`: whom 我院, 我校 … are found to mean. `main`: the first of the contests that the headline names. `rescue`: the one rescue, where there is no other.
    """

    topic: LocalEntity | None = None
    leader: LocalEntity | None = None
    persons: tuple[tuple[int, LocalEntity], ...] = ()
    event: LocalEntity | None = None
    events: tuple[LocalEntity, ...] = ()
    first: dict[str, int] = field(default_factory=dict)
    told: dict[str, int] = field(default_factory=dict)
    day: TimeSpan | None = None
    undated: LocalEntity | None = None
    period: str | None = None
    headline: tuple[LocalEntity, ...] = ()
    entities: tuple[LocalEntity, ...] = ()
    meant: dict[str, LocalEntity | None] = field(default_factory=dict)
    standing: tuple[tuple[int, LocalEntity], ...] = ()
    sites: tuple[tuple[int, LocalEntity], ...] = ()
    names: dict[str, LocalEntity] = field(default_factory=dict)
    tails: dict[str, tuple[LocalEntity, ...]] = field(default_factory=dict)
    endings: dict[str, tuple[LocalEntity, ...]] = field(default_factory=dict)
    towns: dict[str, LocalEntity] = field(default_factory=dict)
    counties: dict[str, LocalEntity] = field(default_factory=dict)
    town: LocalEntity | None = None
    party: tuple[LocalEntity, ...] = ()
    stems: dict[str, LocalEntity] = field(default_factory=dict)
    taker: LocalEntity | None = None
    ahead: frozenset[str] = frozenset()
    areas: tuple[tuple[tuple[str, ...], LocalEntity], ...] = ()
    county: LocalEntity | None = None
    own: LocalEntity | None = None
    away: frozenset[str] = frozenset()
    ours: LocalEntity | None = None
    housed: bool = False
    hosts: frozenset[str] = frozenset()
    tourers: tuple[LocalEntity, ...] = ()
    contests: dict[LocalEntity, None] = field(default_factory=dict)
    main: LocalEntity | None = None
    rescue: LocalEntity | None = None

    def site(self, before: int, most: int) -> LocalEntity | None:
        """The scene told of last before an offset of the article, at most so many code points back."""
        at = bisect_left(self.sites, before, key=lambda item: item[0])
        return self.sites[at - 1][1] if at and before - self.sites[at - 1][0] <= most else None

    def person(self, before: int) -> LocalEntity | None:
        """Whom 他 means at an offset of the article: the person whom the last sentence with one names first."""
        at = bisect_left(self.persons, before, key=lambda item: item[0])
        return self.persons[at - 1][1] if at else None

    @staticmethod
    def since(entity: LocalEntity, before: int) -> int | None:
        """How many code points before an offset of the article an entity's name stands last; None where it does not."""
        at = bisect_left(entity.mentions, (before, 0))
        return before - entity.mentions[at - 1][0] if at else None

    def last(self, before: int, fits: Callable[[LocalEntity], bool]) -> LocalEntity | None:
        """The entity named last before an offset of the article among those that fit (at most 60 names back)."""
        at = bisect_left(self.standing, before, key=lambda item: item[0])
        for _, entity in reversed(self.standing[max(0, at - 60) : at]):
            if fits(entity):
                return entity
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A title standing in a sentence: 张南新村党支部书记 is org 张南新村 (or 张南新村党支部), body 党支部, title 书记.

    `start` is where its organisation's name (else its body, else itself) begins, `begins` where its body (else
    itself) does. `chain`: the marks before
    it that name the organisation, outermost first. `loose`: words before it that no mark explains.
    `former`, `acting`: 原, 代.
    """

    start: int
    begins: int
    end: int
    chain: tuple[Mark, ...]
    body: str
    title: str
    core: str
    loose: str = ""
    former: bool = False
    acting: bool = False


Case: TypeAlias = Literal["agent", "by", "in", "to", "with", "from", "of", "made"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A name with its part in the clause, told by the words before it.

    agent: stands free (who acts, or what is acted on); by: 由; in: 在; to: 向, 给, 为; with: 联合, 与; from: 从;
    of: belongs to the next name or to a title after it; made: 组织, 引导 (acts for another).
    `group`: names joined by 、 or 和 have the same number. `clause`: index of the clause.
    """

    mark: Mark
    case: Case
    group: int
    clause: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """A verb with who acts and what is acted on. `carried`: 0 the actor stands in the clause, 1 in an earlier
    clause of the sentence, 2 it is the article's topic. `modality` None: not said to happen at all.
    """

    verb: str
    start: int
    end: int
    clause: int
    agents: tuple[Mark, ...]
    objects: tuple[Mark, ...]
    companions: tuple[Mark, ...]
    places: tuple[Mark, ...]
    takers: tuple[Mark, ...]
    carried: int
    modality: Modality | None
    passive: bool = False


class Decision(NamedTuple):
    """What a list's heading decides of each line below it (任命：, 免去：). `ended`: removed, not appointed; `day`: when, EDTF."""

    ended: bool
    day: str | None


class Section(NamedTuple):
    """A part of a report: the year it is of (EDTF), and whether it tells what is planned for it."""

    year: str
    planned: bool


@dataclass(eq=False, slots=True, kw_only=True)
class SentenceView:
    """A sentence as extractors see it. `reading.views` fills it step by step; whoever is given one only reads it.

    `marks`: outermost names by place; `inner`: names within those. `shape`: as long as `text`; `plain`: the
    same with titles masked too. `clauses`: spans between stops outside of names; the first `aims` of them
    only tell an aim. `speech`: spans of direct speech. `scene`: the event that is being told of.
    `theme`: whom the sentence before spoke of; `before`: that sentence, None where a headline or nothing stands before.
    `rounds`: who goes round, as sentences before it say; `along`: those of them who only go along. `homes`: whose or where each person of the article is, by id.
    `decision`: of a line of a list of appointments or removals. `section`: the part of a report it stands in.
    """

    sentence: Sentence
    text: str
    shape: str
    plain: str
    marks: tuple[Mark, ...]
    inner: tuple[Mark, ...]
    times: tuple[TimeSpan, ...]
    clauses: tuple[Span, ...]
    aims: int
    speech: tuple[Span, ...]
    headline: bool
    about: About
    titles: tuple[Title, ...] = ()
    actors: tuple[Actor, ...] = ()
    deeds: tuple[Deed, ...] = ()
    scene: LocalEntity | None = None
    theme: LocalEntity | None = None
    rounds: tuple[LocalEntity, ...] = ()
    along: tuple[LocalEntity, ...] = ()
    before: SentenceView | None = None
    decision: Decision | None = None
    section: Section | None = None
    homes: Mapping[str, LocalEntity] = field(default_factory=dict)

    def offset(self, position: int) -> int:
        """A position in the sentence as an offset in the article."""
        return self.sentence.start + position

    def lead(self, clause: int) -> str:
        """What stands before a clause, for how it is meant; the first clause itself, which nothing stands before."""
        return self.text[: self.clauses[clause][0]] or self.text[: self.clauses[0][1]]

    def clause_of(self, position: int) -> int:
        """Index of the clause that holds a position."""
        clauses = self.clauses
        for index in range(len(clauses) - 1, 0, -1):
            if clauses[index][0] <= position:
                return index
        return 0

    def marks_in(self, start: int, end: int, *types: str) -> tuple[Mark, ...]:
        """The outermost marks wholly between two positions, of the types given (all, if none is)."""
        return tuple(
            [
                mark
                for mark in self.marks
                if start <= mark.start < end and mark.end <= end and (not types or mark.entity.type in types)
            ]
        )

    def in_speech(self, position: int) -> bool:
        for start, end in self.speech:  # noqa: SIM110 (asked of every name: a generator would cost more than the look)
            if start <= position < end:
                return True
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A statement before ids and checks. `start`, `end`: the stretch of the sentence that says so.

    `written`: for values worked out (dates, sums), the words as they stand; they enter the id. `rule`: what made
    it, for people who ask why: the table and the entry in it (relations.yaml establishes: 成立), or where no table
    says it the module and what it looks for (places: one name right behind another).
    """

    predicate: str
    subject: LocalEntity
    object: LocalEntity | None = None
    value: str | float | None = None
    written: str | None = None
    unit: str | None = None
    indicator: str | None = None
    scope: LocalEntity | None = None
    role: str | None = None
    time: str | None = None
    modality: Modality = "reported"
    approximate: bool = False
    change: str | None = None
    details: tuple[tuple[str, str], ...] = ()
    rule: str
    start: int
    end: int
    confidence: float


def relation(
    predicate: str,
    subject: LocalEntity | Mark,
    object: LocalEntity | Mark,
    span: Span,
    confidence: float,
    rule: str,
    *,
    modality: Modality = "reported",
    role: str | None = None,
) -> Draft:
    """The draft of a relation between two entities, each given itself or by a mark of it; `span`: the stretch that says so.

    `rule`: as in `Draft`: relation("visits", guest, stop, (guest.start, stop.end), 0.75, "tours.yaml: welcomed").
    """
    return Draft(
        predicate=predicate,
        subject=subject.entity if isinstance(subject, Mark) else subject,
        object=object.entity if isinstance(object, Mark) else object,
        role=role,
        modality=modality,
        rule=rule,
        start=span[0],
        end=span[1],
        confidence=confidence,
    )


Extractor: TypeAlias = Callable[[SentenceView], Iterable[Draft]]
Leaning: TypeAlias = Callable[
    [Sequence[SentenceView], Set[tuple[str, str, str | None]]], Iterable[tuple[SentenceView, Draft]]
]
"""What reads an article's sentences together, told which (predicate, subject's id, object's id) are said already."""


@lru_cache(maxsize=1024)
def all_names(entity: LocalEntity) -> tuple[str, ...]:
    """Name and aliases in normal form, longest first."""
    names = {normal_name(name) for name in (entity.name, *entity.aliases)}
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


def joined(spans: Sequence[Span]) -> Span:
    """The stretch from the first to the last of some spans."""
    return min(start for start, _ in spans), max(end for _, end in spans)


def bare(shape: str) -> str:
    """A stretch of a shape without its names, times and titles: only the words between them; and without a 将 that only
    moves the name behind it forward (将林长制推广), which is no plan."""
    return _MASKED.sub("", _MOVED.sub("", shape) if "将" in shape else shape)


def with_times(view: SentenceView, start: int, end: int) -> str:
    """The shape between two positions with times as they are written (此前, 去年)."""
    return "".join(
        text if shape == TIME else shape
        for text, shape in zip(view.text[start:end], view.shape[start:end], strict=True)
    )

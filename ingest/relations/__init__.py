"""From one article's sentences and local entities to statements.

Each extractor turns a sentence into drafts; here, once for all, drafts are checked against the ontology,
repeated ones dropped, ids made and the statements sorted by where their evidence stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from ingest.faults import Fault, made
from ingest.relations import between, deaths, frames, overseers
from ingest.relations.base import Draft, Extractor, Leaning, SentenceView
from ingest.relations.deed_days import dated
from ingest.relations.events import (
    attendance,
    crews,
    doings,
    events,
    held,
    labelled,
    leading,
    notices,
    occasions,
    onstage,
    parties,
    sameday,
    sworn,
    ties,
    wholes,
)
from ingest.relations.events.coming import to_come
from ingest.relations.figures import figures
from ingest.relations.members import members, teammates
from ingest.relations.partners import gifts, honours, pairing, partners, sharing
from ingest.relations.places import lying, places, sections
from ingest.relations.posts import posts
from ingest.relations.posts.same_post import of_known_houses
from ingest.relations.programmes import makers, programmes, stewards
from ingest.relations.reading import views
from ingest.relations.visits import companions, gathering, inspections, tour_scenes, visits
from ontology.ids import Part, statement_id
from ontology.model import Relation, model
from ontology.records import Article, Context, LocalEntity, Sentence, Statement

_WRONG = re.compile("“[^“”。]{1,60}”[^“”。；]{0,8}(?:应为|应是|更正为|实为)")

_NO_HOSTS = frozenset(("Road", "NaturalFeature", "Site", "Venue"))
SCENE = "onstage/17"
"""The extractor that leans on an event told of before."""
_TAKES_PART, _PLAIN = ("participatesIn", "organizes"), "参加"

EXTRACTORS: tuple[tuple[str, Extractor], ...] = (
    ("posts/18", posts.posts),
    ("places/12", places.places),
    ("lying/1", lying.lying),
    ("frames/17", frames.frames),
    ("owners/3", programmes.owners),
    ("makers/7", makers.makers),
    ("stewards/5", stewards.stewards),
    ("overseers/6", overseers.overseers),
    ("between/6", between.between),
    ("honours/1", honours.honours),
    ("wholes/4", wholes.wholes),
    ("events/11", events.events),
    ("leading/5", leading.leads),
    ("meets/4", leading.meets),
    ("sends/4", leading.sends),
    ("doings/1", doings.doings),
    ("occasions/10", occasions.occasions),
    ("participants/12", attendance.participants),
    ("present/5", attendance.present),
    ("attending/4", attendance.attending),
    ("speakers/5", attendance.speakers),
    ("labelled/2", labelled.labelled),
    (SCENE, onstage.onstage),
    ("guests/5", crews.guests),
    ("helpers/2", crews.helpers),
    ("callings/3", crews.named_so),
    ("winners/3", crews.winners),
    ("crews/5", crews.crews),
    ("teams/5", crews.teams),
    ("rivals/1", crews.rivals),
    ("firms/1", crews.firms),
    ("mustered/1", crews.mustered),
    ("members/4", members.members),
    ("belonging/4", members.belonging),
    ("teammates/2", teammates.teammates),
    ("cooperation/14", partners.cooperation),
    ("both/5", partners.both),
    ("signing/3", partners.signing),
    ("signers/2", partners.signers),
    ("led/3", partners.led),
    ("sharing/2", sharing.sharing),
    ("visits/25", visits.visits),
    ("gathered/2", gathering.gathered),
    ("shown/1", gathering.shown),
    ("mixed/1", pairing.mixed),
    ("beyond/1", pairing.beyond),
    ("gifts/10", gifts.gifts),
    ("figures/20", figures.figures),
    ("deaths/1", deaths.deaths),
)
"""Name with version, and function, in the order in which they read a sentence. Raise a version when its results change."""


ACROSS: tuple[tuple[str, Leaning], ...] = (
    ("sections/1", sections.sections),
    ("rosters/2", members.rosters),
    ("notices/1", notices.notices),
    ("sameday/1", sameday.same_day),
    ("parties/1", parties.parties),
    ("held/4", held.held),
    ("ties/7", ties.ties),
    ("sworn/1", sworn.sworn),
    ("tour-scenes/1", tour_scenes.tour_scenes),
    ("on-tours/3", companions.on_tours),
    ("grounds/4", companions.grounds),
    ("gone-to/1", companions.gone_to),
    ("inspections/2", inspections.inspections),
    ("companions/10", companions.companions),
)
"""The same for those that read over sentences; they are told of what the others said."""


def statements(
    article: Article,
    sentences: tuple[Sentence, ...],
    context: Context,
    entities: tuple[LocalEntity, ...],
    faults: list[Fault] | None = None,
) -> tuple[Statement, ...]:
    """All statements of an article, by the start of their evidence. A rule that fails is put to `faults`, or raises.

    >>> from ontology.records import Article, Context
    >>> statements(Article(id="a", title=None, dateline=None, body=(0, 0), byline=(), text=""), (), Context(), ())
    ()
    """
    return tuple(statement for statement, _ in explained(article, sentences, context, entities, faults))


def explained(
    article: Article,
    sentences: tuple[Sentence, ...],
    context: Context,
    entities: tuple[LocalEntity, ...],
    faults: list[Fault] | None = None,
) -> tuple[tuple[Statement, str], ...]:
    """The same statements, each with the rule that made it (relations.yaml establishes: 成立), as `base.Draft` says."""
    relations = model().relations
    seen = views(article, sentences, context, entities)
    of: dict[int, list[_Read]] = {number: [] for number in range(len(seen))}
    for name, extractor in EXTRACTORS:
        for number, view in enumerate(seen):
            for draft in made(name, view.text, partial(extractor, view), faults):
                if _allowed(relations[draft.predicate], draft):
                    of[number].append((name, view, _right(view, draft)))
    found = [one for each in of.values() for one in each]
    housed = of_known_houses([draft for _, _, draft in found])
    found = [(name, view, draft) for (name, view, _), draft in zip(found, housed, strict=True)]
    said = {(draft.predicate, *_ends(draft)) for _, _, draft in found}
    for name, leaning in ACROSS:
        leant = made(name, article.text, partial(leaning, seen, said), faults)
        more = [(name, view, draft) for view, draft in leant if _allowed(relations[draft.predicate], draft)]
        said.update((draft.predicate, *_ends(draft)) for _, _, draft in more)
        found += more
    ahead = seen[0].about.ahead if seen else frozenset()
    meant = to_come(context, article.title, [draft for _, _, draft in found], ahead)
    found = [(name, view, draft) for (name, view, _), draft in zip(found, meant, strict=True)]
    found = [(name, view, dated(view, draft)) for name, view, draft in found]
    return _numbered(article, _once(_telling(found)))


def _right(view: SentenceView, draft: Draft) -> Draft:
    """A post that only the wrong half of a correction names is denied: “某镇党委书记张三”应为“某镇镇长张三”."""
    if draft.predicate not in ("holdsPost", "dispatchedTo") or draft.modality != "reported":
        return draft
    wrong = "”" in view.text and any(
        match.start() <= draft.start and draft.end <= match.end() for match in _WRONG.finditer(view.text)
    )
    return replace(draft, modality="denied") if wrong else draft


def _allowed(relation: Relation, draft: Draft) -> bool:
    """Whether the ontology lets this relation lie between these two, or bear this value; no road or river holds events."""
    if draft.predicate == "organizes" and draft.subject.kind in _NO_HOSTS:
        return False
    if draft.object is None:
        return relation.allows(draft.subject.type, "date" if isinstance(draft.value, str) else "number")
    return draft.object is not draft.subject and relation.allows(draft.subject.type, draft.object.type)


_Read = tuple[str, SentenceView, Draft]


def _telling(found: Sequence[_Read]) -> list[_Read]:
    """What is told of those in a scene only where nothing says more surely that they take part: in the same sentence
    without leaning on an event told of before, or in another one with a role. Of those without a role the first is kept."""
    here, surer = set(), set()
    for name, view, draft in found:
        if draft.predicate in _TAKES_PART and draft.object is not None:
            if name != SCENE:
                here.add((view.sentence.id, *_ends(draft)))
            if name != SCENE or draft.role != _PLAIN:
                surer.add(_ends(draft))
    kept = []
    for name, view, draft in found:
        if name == SCENE and draft.object is not None:
            if (view.sentence.id, *_ends(draft)) in here or (draft.role == _PLAIN and _ends(draft) in surer):
                continue
            surer.add(_ends(draft))
        kept.append((name, view, draft))
    return kept


def _ends(draft: Draft) -> tuple[str, str | None]:
    return draft.subject.id, draft.object.id if draft.object else None


def _once(found: Sequence[_Read]) -> list[_Read]:
    """One statement a fact and sentence: the surest, then the tightest, then the first."""
    best: dict[tuple[object, ...], _Read] = {}
    for item in found:
        _, view, draft = item
        key = (*_fact(draft), view.sentence.id, draft.modality)
        held = best.get(key)
        if held is None or _better(draft, held[2]):
            best[key] = item
    return list(best.values())


def _fact(draft: Draft) -> tuple[object, ...]:
    ends: tuple[object, ...] = (draft.predicate, draft.subject.id, draft.object.id if draft.object else None)
    if draft.predicate == "hasFigure":
        return (*ends, draft.value, draft.unit, draft.indicator, draft.start)
    if draft.predicate == "donatesTo":  # 书包300个、图书1500册: a statement a thing
        return (*ends, draft.value, draft.unit)
    return (*ends, draft.written, draft.role)


def _better(draft: Draft, held: Draft) -> bool:
    return (-draft.confidence, draft.end - draft.start, draft.start) < (
        -held.confidence,
        held.end - held.start,
        held.start,
    )


def _numbered(article: Article, found: Sequence[_Read]) -> tuple[tuple[Statement, str], ...]:
    ranks: dict[str, int] = {}
    built = []
    ordered = sorted(found, key=lambda item: _order(item[1], item[2]))
    for name, view, draft in ordered:
        evidence = (view.offset(draft.start), view.offset(draft.end))
        bare = _id(article, draft, evidence, 0)
        rank = ranks[bare] = ranks.get(bare, -1) + 1
        statement = Statement(
            id=_id(article, draft, evidence, rank) if rank else bare,
            article=article.id,
            subject=draft.subject.id,
            predicate=draft.predicate,
            object=draft.object.id if draft.object else None,
            value=draft.value,
            unit=draft.unit,
            indicator=draft.indicator,
            scope=draft.scope.id if draft.scope else None,
            role=draft.role,
            time=draft.time,
            modality=draft.modality,
            approximate=draft.approximate,
            change=draft.change,
            details=tuple(sorted(draft.details)),
            evidence=evidence,
            confidence=round(min(0.99, max(0.05, draft.confidence)), 2),
            extractor=name,
        )
        built.append((statement, draft.rule))
    return tuple(built)


def _order(view: SentenceView, draft: Draft) -> tuple[object, ...]:
    return (
        view.offset(draft.start),
        view.offset(draft.end),
        draft.predicate,
        draft.subject.id,
        draft.object.id if draft.object else "",
        str(draft.written or draft.value or ""),
        draft.role or "",
        draft.time or "",
    )


def _id(article: Article, draft: Draft, evidence: tuple[int, int], rank: int) -> str:
    target: Part
    if draft.object is not None:
        target = draft.object.id
    else:
        written = draft.written if draft.written is not None else draft.value
        target = [written, draft.unit, draft.indicator, draft.scope.id if draft.scope else None]
    return statement_id(
        article.id, draft.predicate, draft.subject.id, target, draft.role, draft.modality, evidence, rank
    )

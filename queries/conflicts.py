"""Contradictions: statements of different articles that cannot all hold, each with its sentence.

What contradicts what is said by the vocabulary alone (governance.ttl): `functional`, `exclusive` with its
conditions, `endsActivity`. Nothing is decided here, and nothing is left out of the store for it.

Two articles disagree where neither says anything that the other says too: one that names a park and the
street it lies in agrees with one that names the street.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ontology.dates import bounds
from ontology.model import Model, Relation, model
from ontology.posts import post_of
from queries.corrections import PutRight, put_right, taken_back
from queries.said import End
from queries.tenures import Tenure, all_reports, follows, of_reports, overlap
from store.base import Reader, Row

ROUNDING = 0.1
"""An approximate number (近三百) agrees with one that differs from it by no more than this share."""


TERM = 3
"""Years of the shortest term: beginnings of one post so far apart may be two elections."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One of the values that contradict each other: `value` a number, a name or an EDTF date, with its sentence.

    `corrected_by`: ids of articles that take this very value back. `modality`: reported, or denied by its article.
    """

    value: str | float
    statement: str
    article: str
    title: str
    source: str
    published: str
    sentence: str
    corrected_by: tuple[str, ...] = ()
    modality: str = "reported"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A contradiction: `kind` is the relation, `about` whom, `under` what else the statements agree in (role, indicator …).

    `certain`: False for a hint: a value without a time of its own was reported within the time of another.
    """

    kind: str
    about: End
    under: tuple[str, ...]
    values: tuple[Told, ...]
    certain: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A statement as it is compared. `subject_kind`, `level`: kind of the subject, level and code of the object."""

    id: str
    subject: End
    subject_kind: str
    object: End | None
    level: str
    code: str
    value: str | float | None
    unit: str
    indicator: str
    scope: str
    role: str
    time: str
    approximate: bool
    article: str
    published: str


_Raw = tuple[str, End, tuple[str, ...], Mapping[str, "str | float"], bool]
"""kind, about, under, statement id -> its value, and whether it is certain."""


def conflicts(reader: Reader) -> tuple[Conflict, ...]:
    """All contradictions of the store, by kind, then by whom they are about; values by day, then value."""
    listed = []
    wrong = put_right(reader)
    for kind, about, under, values, certain in _found(reader):
        told = _told(reader, kind, about, under, values, wrong)
        if len({one.article for one in told}) > 1:
            listed.append(Conflict(kind=kind, about=about, under=under, values=told, certain=certain))
    return tuple(sorted(listed, key=lambda one: (one.kind, one.about.name, one.about.id, one.under, not one.certain)))


def _found(reader: Reader) -> Iterator[_Raw]:
    """What the vocabulary calls a contradiction, relation by relation."""
    vocabulary, nested = model(), _nested(reader)
    denied = {str(row["predicate"]) for row in reader.rows(_DENIED)}
    for relation in vocabulary.relations:
        if relation.of_articles:
            continue
        if relation.functional or relation.exclusive == "subject":
            yield from _one_value(relation, _claims(reader, relation.name), nested)
        if relation.exclusive == "object":
            held = of_reports(all_reports(reader, relation.name))
            yield from _one_holder(relation, held)
            yield from _one_beginning(relation, held)
        if relation.ends_activity:
            yield from _active_after(reader, vocabulary, relation)
        if relation.name in denied:
            yield from _denied(reader, relation)


def _denied(reader: Reader, relation: Relation) -> Iterator[_Raw]:
    """What one article reports and another denies (更正: 并非 …), of the same ends and the same role or indicator."""
    for no in _claims(reader, relation.name, modality="denied"):
        against = {
            yes.id: _shown(yes)
            for yes in _claims(reader, relation.name, subject=no.subject)
            if yes.article != no.article and _denies(no, yes)
        }
        if against:
            under = tuple(filter(None, (no.role, no.indicator)))
            yield relation.name, no.subject, under, {no.id: _shown(no), **against}, True


def _denies(no: Claim, yes: Claim) -> bool:
    """Whether two claims of one subject say the same, as far as the denying one goes: without a role it denies any."""
    same = no.object.id == yes.object.id if no.object and yes.object else no.value == yes.value
    alike = (no.unit, no.indicator, no.scope) == (yes.unit, yes.indicator, yes.scope)
    if no.time and yes.time:
        alike = alike and _within_reach(no.time, yes.time)
    return same and alike and (not no.role or _post(no) == _post(yes))


def _post(claim: Claim) -> str:
    return post_of(claim.role, claim.object.name) if claim.object else claim.role


def _within_reach(one: str, other: str) -> bool:
    first, second = bounds(one), bounds(other)
    return first.start_date <= second.end_date and second.start_date <= first.end_date


def _one_value(relation: Relation, claims: Iterable[Claim], nested: Callable[[End, End], bool]) -> Iterator[_Raw]:
    """Subjects of which different articles give values that cannot both be."""
    groups: dict[tuple[str, tuple[str, ...]], list[Claim]] = defaultdict(list)
    for claim in claims:
        if relation.exclusive_kinds and claim.subject_kind not in relation.exclusive_kinds:
            continue
        under = tuple(_item(claim, by) for by in relation.exclusive_by)
        if "level" in relation.exclusive_by and not claim.level:
            continue
        groups[claim.subject.id, under].append(claim)
    for (_, under), group in groups.items():
        chosen = _disagreeing(group, nested)
        if chosen:
            yield (
                relation.name,
                group[0].subject,
                _words(relation, under),
                {one.id: _shown(one) for one in chosen},
                True,
            )
    if "time" in relation.exclusive_by:
        yield from _undated(relation, [claim for group in groups.values() for claim in group], nested)


def _undated(relation: Relation, claims: Iterable[Claim], nested: Callable[[End, End], bool]) -> Iterator[_Raw]:
    """Values without a time of their own that were reported within the time of another: they may be of that time."""
    groups: dict[tuple[str, tuple[str, ...]], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.subject.etype != "Event":
            under = tuple("" if by == "time" else _item(claim, by) for by in relation.exclusive_by)
            groups[claim.subject.id, under].append(claim)
    for (_, under), group in groups.items():
        dated: dict[str, list[Claim]] = defaultdict(list)
        for claim in group:
            if claim.time:
                dated[claim.time].append(claim)
        for time, others in sorted(dated.items()):
            against: dict[str, str | float] = {}
            for one in group:
                if not one.time and one.published and _within(one.published, time):
                    meant = [two for two in others if two.article != one.article]
                    if meant and not any(_agree(one, two, nested) for two in meant):
                        against |= {each.id: _shown(each) for each in (one, *meant)}
            if against:
                yield relation.name, group[0].subject, (*_words(relation, under), time), against, False


def _within(day: str, time: str) -> bool:
    inner, outer = bounds(day), bounds(time)
    return outer.start_date <= inner.start_date and inner.end_date <= outer.end_date


def _words(relation: Relation, under: Sequence[str]) -> tuple[str, ...]:
    """What the statements agree in, as it is shown: a scope is an id."""
    return tuple(word for by, word in zip(relation.exclusive_by, under, strict=True) if by != "scope" and word)


def _item(claim: Claim, by: str) -> str:
    if by == "time":
        # What happened has its own day, and its numbers are of that day.
        return "" if claim.subject.etype == "Event" else claim.time or claim.published
    return str(getattr(claim, by))


def _disagreeing(group: Sequence[Claim], nested: Callable[[End, End], bool]) -> list[Claim]:
    """The claims of all articles that another article contradicts."""
    if len({_compared(one) for one in group}) < 2:
        return []
    of_article: dict[str, dict[Hashable, Claim]] = defaultdict(dict)
    for one in group:
        of_article[one.article][_compared(one)] = one
    articles_of: dict[frozenset[Hashable], list[str]] = defaultdict(list)
    for article, said in of_article.items():
        articles_of[frozenset(said)].append(article)
    kinds = [(articles, of_article[articles[0]].values()) for articles in articles_of.values()]
    against: set[str] = set()
    for at, (articles, mine) in enumerate(kinds):
        for others, theirs in kinds[at + 1 :]:
            if not any(_agree(one, two, nested) for one in mine for two in theirs):
                against.update(articles, others)
    return [one for one in group if one.article in against]


def _compared(claim: Claim) -> Hashable:
    return claim.object.id if claim.object else (claim.value, claim.approximate)


def _shown(claim: Claim) -> str | float:
    return claim.object.name if claim.object else claim.value if claim.value is not None else ""


def _agree(one: Claim, two: Claim, nested: Callable[[End, End], bool]) -> bool:
    if one.object and two.object:
        if one.object.id == two.object.id or one.object.name in two.object.name or two.object.name in one.object.name:
            return True
        if one.code and two.code:
            return one.code.startswith(two.code) or two.code.startswith(one.code)
        return nested(one.object, two.object)
    if isinstance(one.value, float) and isinstance(two.value, float):
        apart = abs(one.value - two.value)
        close = (one.approximate or two.approximate) and apart <= ROUNDING * max(abs(one.value), abs(two.value))
        return apart == 0 or close
    days = [bounds(str(claim.value)) for claim in (one, two)]
    return days[0].start_date <= days[1].end_date and days[1].start_date <= days[0].end_date


def _one_holder(relation: Relation, held: Iterable[Tenure]) -> Iterator[_Raw]:
    """Posts that two people held at one time, or so close together that a hand-over should have been reported."""
    groups: dict[tuple[str, str], list[Tenure]] = defaultdict(list)
    for one in held:
        if not relation.exclusive_roles or one.post in relation.exclusive_roles:
            groups[one.body.id, one.post].append(one)
    for (_, post), group in groups.items():
        against = {
            id_: each.person.name
            for at, one in enumerate(group)
            for two in group[at + 1 :]
            if one.person.id != two.person.id and _at_once(one, two, relation.exclusive_within)
            for each in (one, two)
            for id_ in each.statements
        }
        if against:
            yield relation.name, group[0].body, (post,), against, True


def _one_beginning(relation: Relation, held: Iterable[Tenure]) -> Iterator[_Raw]:
    """Tenures of which articles report beginnings that cannot all be; a term or more apart they may be two elections."""
    for one in held:
        if one.starts:
            days = sorted(bounds(time).start_date for time, _ in one.starts)
            certain = date.fromisoformat(days[-1]).year - date.fromisoformat(days[0]).year < TERM
            values: dict[str, str | float] = {statement: time for time, statement in one.starts}
            yield relation.name, one.person, (one.body.name, one.post), values, certain


def _at_once(one: Tenure, two: Tenure, within: int) -> bool:
    """Whether two held one post at one time, as tenures understand what came after what (`follows`)."""
    if any(not each.begins and (each.end or each.inferred) for each in (one, two)):
        return _ended_within(one, two) or _ended_within(two, one)
    if not (one.begins and two.begins):
        return True  # without a day nothing says that one came after the other
    first, second = sorted((one, two), key=lambda each: (each.begins, each.reaches))
    if first.end and bounds(first.end).start_date <= second.begins:
        return False
    if any(after.start and follows(after, before) for after, before in ((first, second), (second, first))):
        return False
    if overlap(first, second):
        return True
    handed_over = first.end or second.start or any(each.why.startswith("spoken of") for each in first.inferred)
    apart = date.fromisoformat(second.begins) - date.fromisoformat(first.reaches)
    return not handed_over and apart.days <= within


def _ended_within(one: Tenure, two: Tenure) -> bool:
    """Whether one, whose end alone is known, left while the other held the post: was seen in it before and after."""
    if one.begins or not one.end or not two.begins:
        return False
    return two.begins < bounds(one.end).start_date and bounds(one.end).end_date < two.reaches


def _active_after(reader: Reader, vocabulary: Model, relation: Relation) -> Iterator[_Raw]:
    """Those who do something after the day on which, an article says, they were active no more."""
    ended: dict[str, list[Claim]] = defaultdict(list)
    for claim in _claims(reader, relation.name):
        ended[claim.subject.id].append(claim)
    activities = [one.name for one in vocabulary.relations if one.activity]
    for claims in ended.values():
        last = min(bounds(str(one.value)).end_date for one in claims)
        after = [
            one
            for activity in activities
            for one in _claims(reader, activity, subject=claims[0].subject)
            if (time := one.time or one.published) and bounds(time).start_date > last
        ]
        if after:
            about = claims[0].subject
            yield relation.name, about, (), {one.id: _shown(one) for one in (*claims, *after)}, True


_DENIED = "MATCH (s:Statement) WHERE s.modality = 'denied' AND s.status <> 'rejected' RETURN DISTINCT s.predicate AS predicate"
_CLAIM = (
    "WHERE s.predicate = $predicate AND s.modality = $modality AND s.status <> 'rejected' "
    "MATCH (s)-[:EVIDENCE]->(:Sentence)-[:`IN`]->(a:Article) OPTIONAL MATCH (s)-[:OBJECT]->(y) "
    "RETURN s.id AS id, x.id AS subject, x.etype AS subject_type, x.name AS subject_name, x.kind AS subject_kind, "
    "y.id AS object, y.etype AS object_type, y.name AS object_name, y.level AS level, y.code AS code, "
    "s.value_number AS number, s.value_text AS value, s.unit AS unit, s.indicator AS indicator, "
    "s.scope_local AS scope, s.role AS role, s.time AS time, s.approximate AS approximate, a.id AS article, "
    "a.published AS published"
)


def _claims(
    reader: Reader, predicate: str, *, subject: End | None = None, modality: str = "reported"
) -> Iterator[Claim]:
    """The statements of a relation that stand: of the whole store, or of one subject."""
    whose = f"(x:{subject.etype} {{id: $subject}})" if subject else "(x)"
    bound = {"predicate": predicate, "modality": modality} | ({"subject": subject.id} if subject else {})
    scopes: dict[str, str] = {}
    for row in reader.stream(f"MATCH {whose}<-[:SUBJECT]-(s:Statement) {_CLAIM}", bound):
        scope = str(row["scope"] or "")
        if scope and scope not in scopes:
            scopes[scope] = _entity_of(reader, scope)
        yield _claim(row, scopes.get(scope, ""))


def _entity_of(reader: Reader, local: str) -> str:
    rows = reader.rows("MATCH (l:LocalEntity {id: $id}) RETURN l.entity AS entity", {"id": local})
    return str(rows[0]["entity"]) if rows else ""


def _claim(row: Row, scope: str) -> Claim:
    texts = {name: str(row[name] or "") for name in ("level", "code", "unit", "indicator", "role", "time", "published")}
    number = row["number"]
    return Claim(
        id=str(row["id"]),
        subject=End(id=str(row["subject"]), etype=str(row["subject_type"]), name=str(row["subject_name"])),
        subject_kind=str(row["subject_kind"] or ""),
        object=End(id=str(row["object"]), etype=str(row["object_type"]), name=str(row["object_name"]))
        if row["object"]
        else None,
        value=str(row["value"] or "") if number is None else float(str(number)),
        scope=scope,
        approximate=bool(row["approximate"]),
        article=str(row["article"]),
        **texts,
    )


def _nested(reader: Reader) -> Callable[[End, End], bool]:
    """Whether the store says that one place or body lies in the other."""
    outer: dict[str, set[str]] = {}

    def around(one: End) -> set[str]:
        if one.id not in outer:
            rows = reader.rows(
                f"MATCH (p:{one.etype} {{id: $id}})-[:LOCATED_IN*1..3]->(q:Place) RETURN DISTINCT q.id AS id",
                {"id": one.id},
            )
            outer[one.id] = {str(row["id"]) for row in rows}
        return outer[one.id]

    return lambda one, two: one.id in around(two) or two.id in around(one)


def _told(
    reader: Reader,
    kind: str,
    about: End,
    under: tuple[str, ...],
    values: Mapping[str, str | float],
    wrong: Mapping[str, Sequence[PutRight]],
) -> tuple[Told, ...]:
    """Statements with their values, sentences and articles, by day, value and article. `wrong`: by article."""
    rows = reader.rows(
        "UNWIND $ids AS one MATCH (s:Statement {id: one})-[:EVIDENCE]->(t:Sentence)-[:`IN`]->(a:Article) "
        "RETURN s.id AS statement, s.modality AS modality, t.text AS sentence, a.id AS article, a.title AS title, a.source AS source, "
        "a.published AS published",
        {"ids": sorted(values)},
    )
    told = []
    for row in rows:
        value = values[str(row["statement"])]
        ones = [one for one in wrong.get(str(row["article"]), ()) if one.concerns(value, under)]
        said = {"article": str(row["article"]), "predicate": kind, "subject": about.name}
        told.append(
            Told(
                value=value,
                corrected_by=tuple(taken_back(reader, said, value, ones)),
                **{
                    name: str(row[name] or "")
                    for name in ("statement", "article", "title", "source", "published", "sentence", "modality")
                },
            )
        )
    return tuple(sorted(told, key=lambda one: (one.published, str(one.value), one.source, one.statement)))

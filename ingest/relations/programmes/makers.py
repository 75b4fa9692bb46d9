"""Who makes, runs or oversees a thing where the sentence turns round: 由A实施, 是A建设的, 由A立案调查."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any

from ingest.modality import any_in, any_of, meant
from ingest.relations.base import Actor, Draft, Mark, SentenceView, bare, relation
from ingest.relations.frames import fits
from ingest.tables import load
from ontology.records import LocalEntity, Modality

_ACTING = ("Organization", "Place")
_YEAR = re.compile("[^，。；]{0,8}?")
_WORKS = ("项目", "工程")
_NUMBERS = "一二三四五六七八九十0123456789（）()、.． 　\n☆★●"
_COUNTED = re.compile(
    "[0-9一二三四五六七八九十两]+(?:余|多)?个(?:重大|重点|亿元|民生|产业|招商|签约|开工|建设|的)*(?:项目|工程)(?:，|：)?(?:包括|分别(?:为|是)|主要(?:有|包括)|涉及|即)"
)
_LIST_ENDS = re.compile("[。；]|，其中|等，")
_TOGETHER = re.compile("(?:共同|联合)(?:组织)?(?:实施|承办|执行|运营|推进)(?=[，。；]|$)")
_FIRMS = ("Company", "Cooperative")
_NOT_OWN = ("Honour", "Document")


def makers(view: SentenceView) -> Iterator[Draft]:
    yield from _by_whom(view)
    yield from _of_whom(view)
    yield from _quoted_beside(view)
    yield from _spread(view)
    yield from _set_up_at(view)
    yield from _opens_at(view)
    yield from _labelled(view)
    yield from _began(view)
    yield from _summed(view)
    yield from _carried_out(view)


@cache
def _verbs(table: str, number: int) -> re.Pattern[str]:
    return any_of(tuple(load("makers")[table][number]["verbs"]))


def _rule(table: str, text: str, at: int, entity: LocalEntity) -> tuple[dict[str, Any], re.Match[str]] | None:
    """The first rule of a table with a verb that stands at a position and an object that fits an entity."""
    for number, rule in enumerate(load("makers")[table]):
        verb = _verbs(table, number).match(text, at)
        if verb is not None and fits(entity, rule["object"]):
            return rule, verb
    return None


def _by_whom(view: SentenceView) -> Iterator[Draft]:
    """某行动由A具体实施; 由A投资建设的某产业园."""
    for group in _groups(view, "by"):
        last = group[-1].mark
        follows = view.marks_in(last.end, last.end + 60)[:1]
        for thing in (*follows, *_told_before(view, group[0])):
            found = _rule("by", view.shape, last.end, thing.entity)
            if found is None:
                continue
            rule, verb = found
            joined = view.shape[verb.end() : thing.start].strip("“了") == "的"
            if thing.start >= last.end and not joined:
                continue
            if thing.start < last.end and view.shape[verb.end() : verb.end() + 1] == "的":
                continue
            modality = _meant(view, group[0], view.shape[view.clauses[group[0].clause][0] : group[0].mark.start])
            if modality is not None:
                for actor in group:
                    yield _draft(
                        rule["predicate"],
                        actor.mark.entity,
                        thing,
                        actor.mark,
                        verb.end(),
                        0.8,
                        modality,
                        f"by: {verb[0]}",
                    )
            break


def _summed(view: SentenceView) -> Iterator[Draft]:
    """我县…集中开工的16个重大项目，包括：A、B、C: whose projects are counted."""
    told = _COUNTED.search(view.text) if "个" in view.text and ("项目" in view.text or "工程" in view.text) else None
    if told is None:
        return
    owners = [
        mark
        for mark in view.marks
        if mark.end <= told.start() and mark.entity.kind == "AdministrativeArea" and not view.in_speech(mark.start)
    ]
    stop = _LIST_ENDS.search(view.text, told.end())
    end = stop.start() if stop else len(view.text)
    for owner in owners[:1]:
        for thing in view.marks:
            if told.end() <= thing.start < end and thing.entity.type == "Programme":
                span = (owner.start, thing.end)
                yield relation("implements", owner, thing, span, 0.75, "makers: whose projects are counted")


def _carried_out(view: SentenceView) -> Iterator[Draft]:
    """某项目由A发起，B、C、D共同实施: who carries out what the sentence begins with."""
    told = _TOGETHER.search(view.shape) if "共同" in view.shape or "联合" in view.shape else None
    if told is None:
        return
    clause = view.clause_of(told.start())
    things = [m for m in view.marks if m.entity.type == "Programme" and not m.back and m.end <= view.clauses[clause][0]]
    if len({thing.entity.id for thing in things}) != 1:
        return
    group = [a for a in view.actors if a.clause == clause and a.case == "agent" and a.mark.end <= told.start()]
    for actor in group:
        if actor.mark.entity.type in _ACTING and actor.group == group[-1].group:
            span = (things[0].start, told.end())
            yield relation("implements", actor.mark, things[0], span, 0.75, f"makers: {told[0]}")


def _groups(view: SentenceView, case: str) -> Iterator[list[Actor]]:
    """Actors of a case that are joined to each other, of those that can act."""
    groups: dict[int, list[Actor]] = {}
    for actor in view.actors:
        if actor.case == case and actor.mark.entity.type in _ACTING:
            groups.setdefault(actor.group, []).append(actor)
    yield from groups.values()


def _told_before(view: SentenceView, actor: Actor) -> Iterator[Mark]:
    """What stands before 由A in its clause, else what an earlier clause begins with; the nearest first."""
    free = [a for a in view.actors if a.mark.end <= actor.mark.start and a.case == "agent" and a.clause <= actor.clause]
    here = [a.mark for a in free if a.clause == actor.clause]
    yield from reversed(here)
    for clause in range(actor.clause - 1, -1, -1):
        if view.shape[view.clauses[clause + 1][0] - 1] in "；。":
            break
        first = next((a.mark for a in free if a.clause == clause), None)
        if first is not None:
            yield first


def _meant(view: SentenceView, actor: Actor, near: str) -> Modality | None:
    kind = meant(view.text[: view.clauses[actor.clause][0]] or view.text, bare(near))
    return kind if kind in ("reported", "planned") else None


def _of_whom(view: SentenceView) -> Iterator[Draft]:
    """某产业园是A投资建设的."""
    actors = [actor for actor in view.actors if actor.case != "of"]
    for before, after in pairwise(actors):
        between = view.shape[before.mark.end : after.mark.start].rstrip("”").lstrip("”")
        if between not in ("是", "为", "是由", "系", "系由") or after.mark.entity.type not in _ACTING:
            continue
        group = [a.mark for a in actors if a.group == after.group and a.clause == after.clause]
        start = _YEAR.match(view.shape, group[-1].end)
        for at in range(group[-1].end, (start.end() if start else group[-1].end) + 9):
            found = _rule("of", view.shape, at, before.mark.entity)
            if found is None or view.shape[found[1].end() : found[1].end() + 1] != "的":
                continue
            for mark in group:
                yield _draft(
                    found[0]["predicate"],
                    mark.entity,
                    before.mark,
                    mark,
                    found[1].end(),
                    0.8,
                    "reported",
                    f"of: {found[1][0]}",
                )
            break


def _quoted_beside(view: SentenceView) -> Iterator[Draft]:
    """某镇“红岩管家”机制: what stands right behind a name is its own; a project only lies there, but is a firm's own."""
    for before, after in pairwise(view.marks) if not view.headline else ():
        beside = view.shape[before.end : after.start].strip("“") == ""
        own = after.entity.type == "Programme" and after.entity.kind not in _NOT_OWN
        own = own and (before.entity.kind in _FIRMS or not after.entity.name.endswith(("项目", "工程")))
        if beside and own and before.entity.type in _ACTING:
            yield _draft("implements", before.entity, after, before, after.end, 0.6, "reported", "beside")


def _spread(view: SentenceView) -> Iterator[Draft]:
    """某工作法已在A、B等学校推开: each of them carries it out."""
    verbs = any_in("makers", "spread")
    for group in _groups(view, "in"):
        verb = verbs.search(view.shape, group[-1].mark.end, group[-1].mark.end + 14)
        if verb is None or "，" in view.shape[group[-1].mark.end : verb.start()]:
            continue
        told = [a.mark for a in view.actors if a.case == "agent" and a.mark.end <= group[0].mark.start]
        if not told or told[-1].entity.type != "Programme":
            continue
        modality = _meant(view, group[0], view.shape[told[-1].end : group[0].mark.start])
        for actor in group if modality is not None else ():
            assert modality is not None
            entry = f"spread: {verb[0]}"
            yield _draft("implements", actor.mark.entity, told[-1], actor.mark, verb.end(), 0.75, modality, entry)


def _set_up_at(view: SentenceView) -> Iterator[Draft]:
    """派出所在某村设立警务室: what is set up lies where it is done."""
    for deed in view.deeds:
        if deed.verb not in load("makers")["set"] or deed.modality is None or deed.carried > 2:
            continue
        for place in deed.places[-1:]:
            for thing in deed.objects:
                if place.entity.type == "Place" and thing.entity.type in _ACTING and thing.entity is not place.entity:
                    yield _lies(thing, place, deed.modality, f"set: {deed.verb}")


def _opens_at(view: SentenceView) -> Iterator[Draft]:
    """调解室在某社区挂牌."""
    verbs = any_in("makers", "opens")
    for group in _groups(view, "in"):
        place = group[-1].mark
        told = [
            a for a in view.actors if a.case == "agent" and a.clause == group[0].clause and a.mark.end <= place.start
        ]
        if not told or place.entity.type != "Place" or not verbs.match(view.shape, place.end):
            continue
        house = told[-1].mark
        if house.entity.type in _ACTING and house.entity.kind != "AdministrativeArea":
            modality = _meant(view, group[0], view.shape[house.end : group[0].mark.start])
            if modality is not None:
                yield _lies(house, place, modality, "opens")


@cache
def _labels() -> tuple[re.Pattern[str], dict[str, str]]:
    """Labels with a colon, and what each says ("" of those who only join)."""
    table = load("makers")
    says = {label: predicate for predicate, labels in table["labels"].items() for label in labels}
    says |= dict.fromkeys(table["others"], "")
    return re.compile(f"({any_of(tuple(says)).pattern})[：:]"), says


def _labelled(view: SentenceView) -> Iterator[Draft]:
    """☆某联盟　发起单位：A、B: A and B founded what the line begins with, together."""
    if "：" not in view.shape and ":" not in view.shape:
        return
    pattern, says = _labels()
    found = list(pattern.finditer(view.shape))
    thing = next(iter(view.marks), None)
    if found and (thing is None or thing.start > found[0].start()):
        thing = _announced(view, found[0])
    if not found or thing is None:
        return
    bodies: list[Mark] = []
    for label, end in zip(found, [*(one.start() for one in found[1:]), len(view.shape)], strict=True):
        first = next(iter(view.marks_in(label.end(), end, *_ACTING)), None)
        group = next((a.group for a in view.actors if a.mark is first and first.start == label.end()), None)
        named = [a.mark for a in view.actors if a.group == group and a.case != "of" and a.mark.start >= label.end()]
        predicate = says[label[1]]
        if predicate == "implements" and thing.entity.type != "Programme":
            predicate = "establishes"
        elif predicate == "establishes" and thing.entity.kind in ("Works", "Project"):
            predicate = "implements"  # 建设单位 of a project
        for mark in named if group is not None else ():
            if predicate and mark.entity is not thing.entity:
                yield _draft(predicate, mark.entity, thing, mark, mark.end, 0.8, "reported", f"labels: {label[1]}")
        if group is not None and predicate != "supervises":
            bodies += named
    for number, one in enumerate(bodies):
        for other in bodies[number + 1 :]:
            yield _draft("cooperatesWith", one.entity, other, one, other.end, 0.75, "reported", "labels")


def _began(view: SentenceView) -> Iterator[Draft]:
    """陈某是“共富驿站”的发起人: whoever is said to be the one who began a thing founded it."""
    if not any(word in view.text for word in load("makers")["founders"]):
        return
    called = any_in("makers", "founders")
    for before, after in pairwise(view.marks):
        told = (
            view.shape[before.end : after.start].strip("“") in ("是", "就是", "正是", "作为")
            and before.entity.type == "Person"
        )
        end = after.end + view.shape.startswith("”", after.end)
        word = called.match(view.shape, end + view.shape.startswith("的", end))
        if told and word is not None and after.entity.type in ("Organization", "Programme", "Place"):
            yield _draft(
                "establishes", before.entity, after, before, word.end(), 0.8, "reported", f"founders: {word[0]}"
            )


def _announced(view: SentenceView, label: re.Match[str]) -> Mark | None:
    """一、建设单位：A, in a notice whose headline names a project: it stands for the label."""
    works = [one for one in view.about.headline if one.type == "Programme" and one.name.endswith(_WORKS)]
    if len(works) != 1 or view.shape[: label.start()].strip(_NUMBERS):
        return None
    return Mark(entity=works[0], start=label.start(), end=label.start(), back=True)


def _lies(thing: Mark, place: Mark, modality: Modality, entry: str) -> Draft:
    return relation(
        "locatedIn",
        thing,
        place,
        (min(thing.start, place.start), max(thing.end, place.end)),
        0.8,
        f"makers.yaml {entry}",
        modality=modality,
    )


def _draft(
    predicate: str,
    who: LocalEntity,
    thing: Mark,
    mark: Mark,
    end: int,
    surety: float,
    modality: Modality,
    entry: str,
) -> Draft:
    return relation(
        predicate,
        who,
        thing,
        (min(mark.start, thing.start), max(end, thing.end)),
        surety,
        f"makers.yaml {entry}",
        modality=modality,
    )

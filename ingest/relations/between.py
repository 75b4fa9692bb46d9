"""Relations said by the words between two names: A更名为B, A隶属于B, A下辖B (ingest/data/between.yaml)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any

from ingest.modality import meant
from ingest.relations.base import INSIDE, PLACE, TITLE, Draft, Mark, SentenceView, relation
from ingest.relations.frames import fits
from ingest.tables import load, words_in

_UNDER = ("隶属于", "隶属", "直属于", "归属", "归口于")


@cache
def _rules() -> tuple[tuple[dict[str, Any], tuple[str, ...]], ...]:
    """The rules of the table, each with all that the words before a second name may end in."""
    return tuple((rule, tuple(end for word in rule["words"] for end in _endings(word))) for rule in load("between"))


@cache
def _ends() -> tuple[str, ...]:
    return tuple(dict.fromkeys(end for _, ends in _rules() for end in ends))


def _endings(word: str) -> tuple[str, ...]:
    return word, f"{word}“", f"{word}了", f"{word}的"


def between(view: SentenceView) -> Iterator[Draft]:
    marks = [actor.mark for actor in view.actors if actor.case != "of" or view.plain.startswith(TITLE, actor.mark.end)]
    yield from _belonging(view)
    for before, after in pairwise(marks):
        words = view.shape[before.end : after.start]
        if after.entity.type == "Place":
            words = words.rstrip(PLACE + INSIDE)  # 坐落在|长寿镇|邵阳村: the last of a chain
        if "，" in words or not words.endswith(_ends()):
            continue
        for rule, ends in _rules():
            if not words.endswith(ends):
                continue
            verb = next(word for word in rule["words"] if words.endswith(_endings(word)))
            if len(words) - len(verb) > rule.get("reach", 4):
                continue
            alike = [after, *(_joined(view, after) if rule.get("list") else ())]
            rest = view.shape[alike[-1].end : alike[-1].end + 4]
            if "after" in rule and not rest.startswith(tuple(rule["after"])):
                continue
            if rule["predicate"] == "locatedIn" and view.shape.startswith(words_in("areas", "beside"), after.end):
                break
            pairs = [(one, before) if rule.get("reverse") else (before, one) for one in alike]
            if not all(fits(one.entity, rule["subject"]) and fits(two.entity, rule["object"]) for one, two in pairs):
                continue
            modality = meant(view.lead(view.clause_of(before.start)), words)
            if modality == "unsaid" or after.entity is before.entity:
                continue
            for one, two in pairs:
                yield Draft(
                    predicate=rule["predicate"],
                    subject=one.entity,
                    object=two.entity,
                    modality=modality,
                    details=(("how", rule["how"]),) if "how" in rule else (),
                    rule=f"between.yaml {rule['predicate']}: {verb}",
                    start=before.start,
                    end=max(one.end, two.end),
                    confidence=0.85,
                )
            break


def _joined(view: SentenceView, mark: Mark) -> list[Mark]:
    """Those joined to a name by 、 or 和, behind it."""
    group = next((actor.group for actor in view.actors if actor.mark is mark), None)
    return [actor.mark for actor in view.actors if actor.group == group and actor.mark.start > mark.start]


def _belonging(view: SentenceView) -> Iterator[Draft]:
    """隶属于A的B: B is under A."""
    for upper, lower in pairwise(view.marks):
        if view.shape[upper.end : lower.start] not in ("的", "管理的", "下属的"):
            continue
        word = next((word for word in _UNDER if view.shape.endswith(word, 0, upper.start)), None)
        if word is None:
            continue
        if upper.entity.type == lower.entity.type == "Organization" and upper.entity is not lower.entity:
            yield relation(
                "subordinateTo",
                lower,
                upper,
                (upper.start - len(word), lower.end),
                0.85,
                f"between.yaml subordinateTo: {word}",
            )

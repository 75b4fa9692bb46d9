"""Relations said by the words between two names: A更名为B, A隶属于B, A下辖B (ingest/data/between.yaml)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ingest.modality import meant
from ingest.relations.base import Draft, SentenceView
from ingest.relations.frames import fits
from ingest.tables import load


def between(view: SentenceView) -> Iterator[Draft]:
    marks = [actor.mark for actor in view.actors if actor.case != "of"]
    for before, after in pairwise(marks):
        words = view.shape[before.end : after.start]
        for rule in load("between"):
            verb = next(
                (word for word in rule["words"] if words.endswith((word, f"{word}“", f"{word}了", f"{word}的"))), None
            )
            if verb is None or len(words) - len(verb) > rule.get("reach", 4) or "，" in words:
                continue
            rest = view.shape[after.end : after.end + 4]
            if "after" in rule and not rest.startswith(tuple(rule["after"])):
                continue
            one, other = (after, before) if rule.get("reverse") else (before, after)
            if not fits(one.entity, rule["subject"]) or not fits(other.entity, rule["object"]):
                continue
            modality = meant(view.text[: view.clauses[view.clause_of(before.start)][0]] or view.text, words)
            if modality == "unsaid" or one.entity is other.entity:
                continue
            yield Draft(
                predicate=rule["predicate"],
                subject=one.entity,
                object=other.entity,
                modality=modality,
                details=(("how", rule["how"]),) if "how" in rule else (),
                rule=f"between.yaml {rule['predicate']}: {verb}",
                start=before.start,
                end=after.end,
                confidence=0.85,
            )
            break

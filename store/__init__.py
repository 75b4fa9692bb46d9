"""The graph's homes behind one contract (base.py), and resolve: source -> derived.

`open_store` is the only chooser.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any


def open_store(url: str, *, write: bool = False, relations: Any = None) -> Any:
    """Open a store: a path (data/wangge.lbug)."""
    from store.ladybug_store import LadybugReader, LadybugWriter

    if not write:
        return LadybugReader(Path(url))
    if relations is None:
        relations = _relations()
    return LadybugWriter(Path(url), relations)


def _relations() -> Any:
    # Until ontology/model.py lands: every relation between any two types.
    import importlib.util
    from types import SimpleNamespace

    from ontology.records import ENTITY_TYPES

    if importlib.util.find_spec("ontology.model") is not None:
        return importlib.import_module("ontology.model").model().relations
    names = (
        "LOCATED_IN PART_OF SUBORDINATE_TO GOVERNS COVERS_AREA HOLDS_POST MEMBER_OF APPOINTS DISPATCHED_TO ORGANIZES "
        "PARTICIPATES_IN HELD_AT IMPLEMENTS ISSUES COOPERATES_WITH PAIRS_WITH ESTABLISHES SUPERVISES VISITS "
        "DONATES_TO AWARDS SUCCEEDS"
    )
    return [SimpleNamespace(table=name, domain=ENTITY_TYPES, range=ENTITY_TYPES) for name in names.split()]

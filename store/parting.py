"""Two that decisions made one, told apart: what 'different' is about where 'same' came first (DESIGN, rule 4).

A barrier counts before every 'same', whichever was decided first; so who calls different what is one only by what was
decided means the entities as they would be had nobody said 'same'.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from ontology.ids import entity_id, normal_name
from store.base import Reader
from store.cypher import Asking, CypherView
from store.explain import around
from store.resolve import Cluster, Kin, key_redirects, resolve

Sides = tuple[tuple[str, ...], tuple[str, ...]]


def parted(reader: Reader, entity: str, one: str, other: str) -> Sides | None:
    """The local ids that two references (ids or names) mean within one entity, sorted, were it not for 'same'.

    None where they cannot be told apart so: rules or keys made them one, or a reference means no part, or a shared one.
    """
    kin, decisions = around(reader, entity)
    clusters = [
        cluster
        for cluster in resolve(kin, [ruling for ruling in decisions if ruling.kind != "same"]).clusters
        if any(each.entity == entity and not each.publisher for each in cluster.kin)
    ]
    members = {
        cluster.id: _locals(reader, [each for each in cluster.kin if each.entity == entity]) for cluster in clusters
    }
    left, right = (_meant(clusters, members, reference) for reference in (one, other))
    if not left or not right or left & right:
        return None
    sides = [sorted(set().union(*(members[cluster] for cluster in side))) for side in (left, right)]
    return tuple(sides[0]), tuple(sides[1])


def _locals(reader: Reader, kin: list[Kin]) -> set[str]:
    """The ids of all local entities of these kin, publishers left out."""
    many = [one for one in kin if one.count > 1 and not one.publisher]
    found = CypherView(cast(Asking, reader)).members(many) if many else []
    return {one.first for one in kin if not one.publisher} | {local for local, _ in found}


def _meant(clusters: list[Cluster], members: dict[str, set[str]], reference: str) -> set[str]:
    """Which of the clusters a reference means: by an id of theirs, else by their names, else by their other names."""
    leads = key_redirects(clusters)
    ways: tuple[Callable[[Cluster], bool], ...] = (
        lambda cluster: reference == cluster.id,
        lambda cluster: reference in members[cluster.id] or reference in map(entity_id, members[cluster.id]),
        lambda cluster: cluster.id in leads.get(reference, ()),
        lambda cluster: normal_name(reference) in {normal_name(each.name) for each in cluster.kin},
        lambda cluster: normal_name(reference) in {normal_name(name) for each in cluster.kin for name in each.aliases},
    )
    for bears in ways:
        if found := {cluster.id for cluster in clusters if bears(cluster)}:
            return found
    return set()

"""What must hold of any home after any script; each fails with AssertionError. Tests and mutants share them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from ontology.ids import entity_id, local_id
from ontology.records import Decision, FileReading
from store.base import Graph, Row
from store.derive import derive, source
from store.resolve import Kin, resolve
from store.rows import local_of
from store.selection import canonical, chosen
from store.writing import kin_of, publisher_of
from tests.store import oracle, worlds
from tests.store.memory import ENTITY_TABLES, MemoryHome, canon, derived, differences
from tests.store.scripts import Delete, Player, Put, Step

OF_STATEMENTS = ("confirm", "reject", "add", "withdraw")


def incremental_is_rebuild(script: Sequence[Step]) -> MemoryHome:
    """After every step a home holds what `derive` makes of its source."""
    home = MemoryHome()
    player = Player(home)
    for step in script:
        player.play(step)
        assert not differences(home.graph, derive(*source(home.graph)))
    return home


def clusters_are_those_of_the_rules(script: Sequence[Step]) -> None:
    """Entities are those that rules 4 and 5 give when told word for word."""
    home = played(script)
    _, decisions = source(home.graph)
    expected = oracle.clusters(single_kin(home.graph, decisions), decisions)
    entity_of = {local: str(row["entity"]) for local, row in home.graph.nodes["LocalEntity"].items()}
    for entity, members in expected.items():
        assert any(entity in home.graph.nodes[table] for table in ENTITY_TABLES), entity
        assert {entity_of[local] for local in members if local in entity_of} <= {entity}
    held = {entity for table in ENTITY_TABLES for entity in home.graph.nodes[table]}
    assert held == expected.keys()


def order_and_grouping_do_not_matter(script: Sequence[Step]) -> None:
    """The same files in any order, batches and number of times give the same graph."""
    files = [replace(file, area_option=None) for step in script if isinstance(step, Put) for file in step.files]
    once = MemoryHome()
    once.put(files)
    shuffled = list(files) + files[:1]
    Random(len(files)).shuffle(shuffled)
    again = MemoryHome()
    for file in shuffled:
        again.put([file])
    again.put(files)
    assert not differences(once.graph, again.graph)
    assert not differences(once.graph, derive(reversed(files), []))


def no_id_is_lost(script: Sequence[Step]) -> None:
    """Every id of a stored local entity or key is an entity's or leads to one, and never both."""
    graph = played(script).graph
    _, decisions = source(graph)
    entities = {entity for table in ENTITY_TABLES for entity in graph.nodes[table]}
    redirects = {key: set(row["targets"]) for key, row in graph.nodes["Redirect"].items()}  # type: ignore[arg-type]
    assert not entities & redirects.keys()
    for targets in redirects.values():
        assert targets
        assert targets <= entities
    for local, row in graph.nodes["LocalEntity"].items():
        entity = str(row["entity"])
        assert bool(entity) != deleted(local, row, decisions)
        if entity:
            assert redirects[local] == {entity}
            for identity in (entity_id(local), *map(entity_id, row["keys"])):  # type: ignore[arg-type]
                assert identity in entities or entity in redirects[identity]


def withdrawing_leaves_no_trace(script: Sequence[Step]) -> None:
    """What a decision did is undone to the byte by its withdrawal, and done again by withdrawing that."""
    home = MemoryHome()
    player = Player(home)
    for step in script:
        before = derived(home.graph)
        made = len(player.decisions)
        player.play(step)
        if len(player.decisions) == made or player.decisions[-1].kind == "withdraw":
            continue
        after = derived(home.graph)
        for expected in (before, after):
            last = player.decisions[-1]
            withdrawal = worlds.decision("withdraw", [last.id], at=len(player.decisions))
            home.decide(withdrawal)
            player.decisions.append(withdrawal)
            assert derived(home.graph) == expected


def deleting_and_reading_again_is_nothing(script: Sequence[Step]) -> None:
    """An article that is deleted and read again leaves the graph as it was."""
    home = played(script)
    files, _ = source(home.graph)
    before = canon(home.graph)
    for file in files:
        for article in {one.article.id for one in file.readings}:
            holding = [each for each in files if article in {one.article.id for one in each.readings}]
            home.delete_article(article)
            home.put(holding)
            assert canon(home.graph) == before


def rows_give_the_source_back(script: Sequence[Step]) -> None:
    """Files and decisions come back from the rows equal to what was put, waiting readings included."""
    home = MemoryHome()
    player = Player(home)
    kept: dict[str, FileReading] = {}
    for step in script:
        player.play(step)
        if isinstance(step, Put):
            for file in map(canonical, step.files):
                kept[file.digest] = chosen(kept.get(file.digest), file)[0]
        elif isinstance(step, Delete):
            gone = worlds.id_of(step.article)
            left = {
                digest: replace(file, readings=tuple(one for one in file.readings if one.article.id != gone))
                for digest, file in kept.items()
            }
            kept = {digest: file for digest, file in left.items() if file.readings or not kept[digest].readings}
    assert source(home.graph) == ([file for _, file in sorted(kept.items())], player.decisions)


def kin_join_as_the_rules_say(chance: Random) -> None:
    """Clusters, alone or taken together as kin, are those that rules 4 and 5 give when told word for word."""
    single, decisions = worlds.any_kin(chance)
    expected = oracle.clusters(single, decisions)
    assert {one.id: frozenset(kin.first for kin in one.kin) for one in resolve(single, decisions).clusters} == expected

    together: dict[object, list[Kin]] = {}
    for kin in single:
        together.setdefault(kin.likeness, []).append(kin)
    whole = [replace(min(ones, key=lambda one: one.first), count=len(ones)) for ones in together.values()]
    found = {
        one.id: frozenset(each.first for kin in one.kin for each in together[kin.likeness])
        for one in resolve(chance.sample(whole, len(whole)), decisions).clusters
    }
    assert found == expected


PROPERTIES = (
    incremental_is_rebuild,
    clusters_are_those_of_the_rules,
    order_and_grouping_do_not_matter,
    no_id_is_lost,
    withdrawing_leaves_no_trace,
    deleting_and_reading_again_is_nothing,
    rows_give_the_source_back,
)


def played(script: Sequence[Step]) -> MemoryHome:
    """A home after a script."""
    home = MemoryHome()
    player = Player(home)
    for step in script:
        player.play(step)
    return home


def single_kin(graph: Graph, decisions: Sequence[Decision]) -> list[Kin]:
    """Every local entity of a graph alone in its kin, and its publishers."""
    named = {
        end for one in oracle.in_force(decisions) if one.kind not in OF_STATEMENTS for end in (*one.left, *one.right)
    }
    found = {}
    for key, row in graph.nodes["LocalEntity"].items():
        one = local_of(key, row)
        borne = {key, *(local_id(one.article, *span) for span in one.mentions)} & named
        found[key] = kin_of(one, area=str(row["area"]), answers=tuple(sorted(borne)))
    for row in graph.nodes["Article"].values():
        if row["publisher"]:
            publisher = publisher_of(str(row["publisher"]), str(row["area"]))
            found[publisher.first] = publisher
    return list(found.values())


def deleted(local: str, row: Row, decisions: Sequence[Decision]) -> bool:
    """Whether a decision in force takes a local entity out of the graph."""
    spans = {local_id(str(row["article"]), *span) for span in local_of(local, row).mentions}
    ends = {end for one in oracle.in_force(decisions) if one.kind == "delete" for end in one.left}
    return bool(ends & {local, *spans})

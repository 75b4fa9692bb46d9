"""What changes in a home when files are put, an article is deleted or a decision made (DESIGN, rule 7).

Reads only the closure of what changed, and gives rows to take out and to put in; a home that applies
them holds, byte for byte, what `derive` makes of the whole source layer.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from ontology.errors import UsageError
from ontology.records import Decision, FileReading
from store.admissible import check_decision
from store.affected import Affected, FilePair
from store.base import FileOutcome, Graph
from store.closure import Closure, close, clusters_before, named
from store.derive import file_reading, verdict_of
from store.resolve import Kin, Resolution, key_redirects, named_block, resolve
from store.rows import decision_row
from store.rulings import ON_LOCALS, ON_STATEMENTS, Rulings, Verdict
from store.selection import canonical, chosen
from store.sums import entity_rows, relation_rows
from store.view import SourceView
from store.writing import Ends, block_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Rows to take out, then rows to put in. A changed node stands only in `add`, a changed edge in both.

    An edge's ends may change under its id: `remove` has the old ones. `outcomes`: one for each file put.
    `last_file`: digest of the last of them, '' where none was put.
    """

    remove: Graph
    add: Graph
    outcomes: tuple[FileOutcome, ...] = ()
    last_file: str = ""


def put(view: SourceView, files: Sequence[FileReading], *, ends: Ends | None = None) -> Change:
    """Store each file's reading in place of what its digest had, where it is better (`selection.chosen`).

    InputError where a reading contradicts itself. `ends` as in `derive`.
    """
    offered = [canonical(file) for file in files]
    stored = {file.digest: file for file in view.files(sorted({file.digest for file in offered}))}
    work = _Work(view, ends)
    work.affected.load(one.article.id for file in offered for one in file.readings)
    work.affected.load(article for file in stored.values() for article in file.articles)
    before = {digest: work.affected.file(file) for digest, file in stored.items()}
    after = dict(before)
    outcomes: list[FileOutcome] = []
    for file in offered:
        after[file.digest], outcome = chosen(after.get(file.digest), file)
        outcomes.append(outcome)
    work.affected.touch(work.affected.replace({digest: (before.get(digest), file) for digest, file in after.items()}))
    return work.change(outcomes)


def delete_article(view: SourceView, article: str, *, ends: Ends | None = None) -> Change:
    """Remove every reading of an article, and a file that has no other. UsageError where there is none."""
    files = {one.file.digest: one.file for one in view.readings([article])}
    if not files:
        raise UsageError(f"no article has the id {article!r}", remedy="`wangge articles` lists them")
    work = _Work(view, ends)
    work.affected.load(one for file in files.values() for one in file.articles)
    changed: dict[str, FilePair] = {}
    for digest, file in files.items():
        whole = work.affected.file(file)
        kept = [one for one in whole.readings if one.article.id != article]
        changed[digest] = whole, file_reading(file, kept) if kept else None
    work.affected.touch(work.affected.replace(changed))
    return work.change()


def decide(view: SourceView, decision: Decision, *, ends: Ends | None = None) -> Change:
    """Add a decision and apply it. UsageError where it says nothing, or is not later than those stored."""
    work = _Work(view, ends, decision)
    work.meet_decided()
    return work.change()


class _Work:
    """One change while it is worked out."""

    def __init__(self, view: SourceView, ends: Ends | None, decision: Decision | None = None) -> None:
        self.view = view
        self.verdicts: dict[str, Verdict] = {}
        stored: dict[str, Decision] = {}
        for one, verdict in view.decisions():
            stored[one.id], self.verdicts[one.id] = one, verdict
        was = now = Rulings.of(stored.values())
        if decision is not None:
            check_decision(decision, stored)
            now = Rulings.of((*stored.values(), decision))
        self.rulings = (was, now)
        in_force = [{one.id: one for one in rulings.in_force} for rulings in self.rulings]
        self.decided = [
            one
            for id_, one in sorted((in_force[0] | in_force[1]).items())
            if (id_ in in_force[0]) != (id_ in in_force[1])
        ]
        self.affected = Affected(view, rulings=self.rulings, ends=ends)

    def meet_decided(self) -> None:
        """Take in all that the decisions name which are made now or whose force changes."""
        ruled = {end for one in self.decided if one.kind in ON_STATEMENTS for end in one.left}
        statements = self.view.statements(sorted(ruled))
        on_locals = {end for one in self.decided if one.kind in ON_LOCALS for end in (*one.left, *one.right)}
        found = named(self.view, on_locals - statements.keys())
        ids = {one.id for one in self.decided}
        added = {
            statement.article
            for rulings in self.rulings
            for ones in rulings.added.values()
            for one, statement in ones
            if one.id in ids
        }
        concerned = {str(row["article"]) for row in (*found.locals.values(), *statements.values())}
        self.affected.touch({*found.articles, *added, *self.whole(concerned)})
        self.affected.meet(found.locals)
        self.affected.meet_statements(statements)

    def whole(self, articles: Collection[str]) -> set[str]:
        """Those of the articles that are read whole: people added statements to them, which are told from its own."""
        return {article for article in articles for rulings in self.rulings if article in rulings.added}

    def change(self, outcomes: Sequence[FileOutcome] = ()) -> Change:
        """What to take out and to put in."""
        before, after = self.affected.sides
        gone, come = self.changed_kin()
        closure = close(self.view, gone=gone, come=come, changed=self.decided, rulings=self.rulings)
        resolution = resolve(
            closure.after.values(), [one for one in self.rulings[1].in_force if one.id in closure.heard]
        )
        entity_of = {kin.likeness: cluster.id for cluster in resolution.clusters for kin in cluster.kin}
        self.meet_moved(closure, resolution)

        def place(articles: Iterable[str]) -> None:
            # What the closure does not hold stays where it is.
            for article in articles:
                for local, kin in after.kin(article).items():
                    inside = kin.likeness in closure.after
                    entity = entity_of.get(kin.likeness, "") if inside else before.entity_of[local]
                    if entity:
                        after.entity_of[local] = entity

        place(self.affected.reached())
        self.affected.complete(place)
        parts = self.affected.readings()
        before.write(parts)
        after.write(parts)

        graphs = before.writing.graph, after.writing.graph
        held = clusters_before(closure, self.rulings[0])
        for graph, all_kin, redirects in (
            (graphs[0], closure.before, key_redirects(held)),
            (graphs[1], closure.after, resolution.redirects),
        ):
            for block in {block for one in all_kin.values() for block in one.lies_in}:
                graph.nodes["Block"][block_id(block)] = {}
            for redirect, targets in redirects.items():
                graph.nodes["Redirect"][redirect] = {"targets": list(targets)}
        new = entity_rows(self.view, self.affected, held, resolution.clusters)
        relation_rows(self.view, self.affected, new)
        self.decision_rows(closure, resolution)
        return difference(*graphs, outcomes)

    def changed_kin(self) -> tuple[list[Kin], list[Kin]]:
        """Kin of the local entities (and publishers) taken in that are no longer, or newly, what they are."""
        gone: list[Kin] = []
        come: list[Kin] = []
        for article in sorted(self.affected.reached()):
            was, now = (side.kin(article) for side in self.affected.sides)
            for local in sorted(was.keys() | now.keys()):
                old, new = was.get(local), now.get(local)
                if old is None or new is None or old.likeness != new.likeness:
                    gone += [old] if old else []
                    come += [new] if new else []
        return gone, come

    def meet_moved(self, closure: Closure, resolution: Resolution) -> None:
        """Take in the kin that stay what they are but belong to another entity, or to one of another type."""
        now = {kin.likeness: (cluster.id, cluster.type) for cluster in resolution.clusters for kin in cluster.kin}
        moved = []
        for likeness in closure.before.keys() & closure.after.keys():
            kin = closure.before[likeness]
            was = (kin.entity, self.rulings[0].type_of(kin.type, kin.answers)) if kin.entity else None
            if now.get(likeness) != was:
                moved.append(kin)
        if not moved:
            return
        members = self.view.members(sorted(moved, key=lambda one: one.first))
        publishers = {kin.first for kin in moved if kin.publisher}
        self.affected.touch(self.whole({article for _, article in members}))
        self.affected.meet(self.view.locals(sorted({local for local, _ in members} - publishers)))
        self.affected.meet_publishers(article for local, article in members if local in publishers)

    def decision_rows(self, closure: Closure, resolution: Resolution) -> None:
        """Decisions that are new, or whose state may change."""
        before, after = (side.writing for side in self.affected.sides)
        now = self.rulings[1]
        written = before.statements | after.statements
        concerned = {one.id for one in self.decided} | closure.heard.keys() | before.added.keys() | after.added.keys()
        concerned |= now.refixed(self.rulings[0])
        concerned |= {one.id for one in now.in_force if one.kind in ON_STATEMENTS and not written.isdisjoint(one.left)}
        present = {end for kin in closure.after.values() for end in kin.answers} | after.statements
        elsewhere = [
            (one.id, set(one.left) - written)
            for one in now.in_force
            if one.id in concerned and one.kind in ON_STATEMENTS
        ]
        present |= self.view.statements(sorted(set().union(*(ends for _, ends in elsewhere)))).keys()
        # What a decision on local entities names lies in the closure, but for a deletion met by a statement it names.
        unheard = set().union(*(ends for id_, ends in elsewhere if id_ not in closure.heard))
        present |= {end for kin in self.view.kin(sorted(map(named_block, unheard))) for end in kin.answers}
        for one in now.decisions:
            if one.id in concerned:
                verdict = verdict_of(one, after, resolution.states, present)
                if one.id in self.verdicts:
                    before.graph.nodes["Decision"][one.id] = decision_row(one, self.verdicts[one.id])
                after.graph.nodes["Decision"][one.id] = decision_row(one, verdict)


def difference(before: Graph, after: Graph, outcomes: Iterable[FileOutcome] = ()) -> Change:
    """The rows of `before` that go or change, and those of `after` that come or change."""
    remove, add = (Graph({}, {}), Graph({}, {}))
    for old, new, gone, come in (
        (before.nodes, after.nodes, remove.nodes, add.nodes),
        (before.edges, after.edges, remove.edges, add.edges),
    ):
        for table in sorted(old.keys() | new.keys()):
            was, now = old.get(table, {}), new.get(table, {})
            fresh = {id_: row for id_, row in now.items() if was.get(id_) != row}
            stale = {id_: row for id_, row in was.items() if id_ not in now or (gone is remove.edges and id_ in fresh)}
            if fresh:
                come[table] = fresh
            if stale:
                gone[table] = stale
    return Change(remove=remove, add=add, outcomes=tuple(outcomes))

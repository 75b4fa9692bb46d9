"""GraphML: for yEd, Cytoscape, igraph."""

from __future__ import annotations

from typing import IO

import networkx as nx

from queries.export.graphs import drawn_graph
from store.base import Reader


def write(reader: Reader, file: IO[bytes], *, private: bool = False) -> int:
    """Write entities and relations; returns how many of both."""
    graph = drawn_graph(reader, private=private)
    kept = _Kept(file)
    nx.write_graphml(graph, kept)
    if kept.error is not None:
        raise kept.error
    return len(graph) + int(graph.size())


class _Kept:
    """A file that keeps the first error of writing to itself: lxml, told of one in the midst of a graph, ends the whole
    program when its writer is put away."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.error: OSError | None = None

    def write(self, data: bytes) -> int:
        if self.error is None:
            try:
                self._file.write(data)
            except OSError as error:
                self.error = error
        return len(data)

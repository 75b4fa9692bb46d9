"""GraphML: for yEd, Cytoscape, igraph."""

from __future__ import annotations

from typing import IO

import networkx as nx

from queries.export.graphs import drawn_graph
from store.base import Reader


def write(reader: Reader, file: IO[bytes], *, private: bool = False) -> int:
    """Write entities and relations; returns how many of both."""
    graph = drawn_graph(reader, private=private)
    nx.write_graphml(graph, file)
    return len(graph) + int(graph.size())

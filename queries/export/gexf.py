"""GEXF: for Gephi."""

from __future__ import annotations

from typing import IO

from networkx.readwrite.gexf import GEXFWriter

from queries.export.graphs import drawn_graph
from store.base import Reader


def write(reader: Reader, file: IO[bytes], *, private: bool = False) -> int:
    """Write entities and relations; returns how many of both."""
    graph = drawn_graph(reader, private=private)
    for _, _, key, data in graph.edges(keys=True, data=True):
        data["id"] = key
    writer = GEXFWriter(encoding="utf-8", prettyprint=True)
    writer.add_graph(graph)
    # networkx dates the file; the same graph should be the same file.
    writer.xml.find("meta").attrib.clear()
    writer.write(file)
    return len(graph) + int(graph.size())

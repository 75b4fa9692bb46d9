"""The graph as graphml.py and gexf.py draw it: networkx with labels, and only what XML and the public may see."""

from __future__ import annotations

from typing import Any

import networkx as nx

from queries.analysis import networkx_graph
from queries.export.characters import xml_text
from queries.export.privacy import Privacy
from store.base import Reader


def drawn_graph(reader: Reader, *, private: bool) -> nx.MultiDiGraph:
    """Entities and relations; each has a `label`; what is not known is left out. Nodes and edges by id."""
    privacy = Privacy.all() if private else Privacy.public(reader)
    graph = networkx_graph(reader, without=privacy.hidden)
    drawn = nx.MultiDiGraph()
    for node, data in graph.nodes(data=True):
        name = privacy.name(str(data["name"]), entity=node)
        drawn.add_node(node, **_attributes({**data, "name": name, "label": name}))
    # By id, not by source: the order in which a file grows should not depend on who is whose neighbour.
    for source, target, key, data in sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[2]):
        words = {name: privacy.summed(str(data[name] or "")) for name in ("role", "what")}
        drawn.add_edge(source, target, key=key, **_attributes({**data, **words, "label": data["relation"]}))
    return drawn


def _attributes(data: dict[str, Any]) -> dict[str, Any]:
    return {
        name: xml_text(value) if isinstance(value, str) else value
        for name, value in data.items()
        if value is not None and value != ""
    }

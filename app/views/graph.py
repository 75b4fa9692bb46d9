"""The graph explorer: opens on the last page read; expand a node, filter by type and relation."""

from __future__ import annotations

from typing import Any

import streamlit as st
from st_link_analysis import EdgeStyle, Event, NodeStyle, st_link_analysis

from app.parts import card, entity_line, legend, relation_name, type_name
from app.session import reader
from app.words import safe, word
from ontology.model import model
from ontology.records import ENTITY_TYPES
from queries import cards, neighbourhood
from queries.find import find

DRAWN = 200  # a browser settles 500 nodes in 7 s and freezes at 2,000
NEIGHBOURS = 25
LAYOUT = {"name": "fcose", "animate": False, "fit": True, "padding": 16, "nodeSeparation": 60, "idealEdgeLength": 70}

graph = reader()


class Labels:
    """A style that lets labels appear and keeps them legible; the component draws none by itself."""

    def __init__(self, selector: str, **style: object) -> None:
        self.selector, self.style = selector, style

    def dump(self) -> dict[str, Any]:
        return {
            "selector": self.selector,
            "style": {name.replace("_", "-"): value for name, value in self.style.items()},
        }


def start_over(identity: str | None) -> None:
    """Forget what is drawn; begin from an entity, or from the last page."""
    st.session_state.pop("drawn", None)
    st.session_state["graph_start"] = identity


def add(picture: neighbourhood.Picture) -> None:
    st.session_state["drawn"] = list(
        dict.fromkeys([*st.session_state.get("drawn", []), *(node.id for node in picture.nodes)])
    )


last = neighbourhood.last_file(graph)
if last is None:
    st.info(word("empty_store"))
    st.stop()

with st.sidebar:
    wanted = st.text_input(word("start_entity"), key="graph_query")
    if wanted:
        found = find(graph, wanted)
        if not found:
            st.info(word("nothing_found", safe(wanted)))
        for row in found:
            st.button(entity_line(row), key=f"start-{row.id}", on_click=start_over, args=(row.id,))
    st.button(word("reset"), on_click=start_over, args=(None,), icon=":material/restart_alt:")
    types = st.pills(word("types"), ENTITY_TYPES, selection_mode="multi", key="graph_types", format_func=type_name)
    tables = {relation.table: relation.name for relation in model().relations}
    relations = st.multiselect(
        word("relations"),
        sorted(tables),
        key="graph_relations",
        format_func=lambda table: relation_name(tables[table]),
        placeholder=word("choose"),
    )

start = st.session_state.get("graph_start")
if start and st.session_state.get("started") != start:
    st.session_state.pop("drawn", None)
st.session_state["started"] = start
if "drawn" not in st.session_state:
    add(neighbourhood.around(graph, start, limit=NEIGHBOURS) if start else neighbourhood.page(graph, last, limit=DRAWN))

picture = neighbourhood.of(graph, st.session_state["drawn"], limit=DRAWN)
nodes = [node for node in picture.nodes if not types or node.etype in types]
shown = {node.id for node in nodes}
edges = [
    edge
    for edge in picture.edges
    if edge.source in shown and edge.target in shown and (not relations or edge.relation in relations)
]
if picture.total > len(picture.nodes):
    st.warning(word("capped", len(picture.nodes), picture.total))
legend()
st.caption(word("drawn", len(nodes), len(edges)) + " · " + word("expand_help"))

elements = {
    "nodes": [{"data": {"id": node.id, "label": node.etype, "name": node.name}} for node in nodes],
    "edges": [
        {
            "data": {
                "id": edge.id,
                "label": edge.relation,
                "source": edge.source,
                "target": edge.target,
                "caption": edge.role or relation_name(tables[edge.relation]),
            }
        }
        for edge in edges
    ],
}
node_styles = [NodeStyle(one.name, one.colour, "name", one.icon) for one in model().types]
edge_styles = [
    EdgeStyle(table, "#9aa0a6", "caption", directed=True) for table in sorted({edge.relation for edge in edges})
]
node_styles.append(Labels("node", font_size=11, min_zoomed_font_size=3, text_valign="bottom"))
edge_styles.append(Labels("edge", font_size=8, min_zoomed_font_size=5, text_rotation="autorotate", color="#5f6368"))

left, right = st.columns([3, 2])
with left:
    said = st_link_analysis(
        elements,
        layout=LAYOUT,
        node_styles=node_styles,
        edge_styles=edge_styles,
        height=640,
        key="graph",
        node_actions=["expand"],
        events=[Event("show", "click tap", "node")],
    )
# The component's last word stays over reruns: a new one is told by its time.
if said and said.get("timestamp") != st.session_state.get("graph_event"):
    st.session_state["graph_event"] = said.get("timestamp")
    data = said.get("data") or {}
    clicked = data.get("node_ids") or [data.get("target_id")]
    if clicked[0] in shown:
        st.session_state["graph_selected"] = clicked[0]
    if said.get("action") == "expand":
        for identity in clicked:
            add(neighbourhood.around(graph, identity, limit=NEIGHBOURS))
        st.rerun()
with right:
    names = {node.id: node.name for node in nodes}
    if st.session_state.get("graph_selected") not in names:
        st.session_state["graph_selected"] = start if start in names else next(iter(names), None)
    chosen = st.selectbox(word("selected"), list(names), key="graph_selected", format_func=names.__getitem__)
    if chosen:
        if st.button(word("expand"), icon=":material/account_tree:"):
            add(neighbourhood.around(graph, chosen, limit=NEIGHBOURS))
            st.rerun()
        with st.container(height=560):
            card(cards.card(graph, chosen), key="graph")

"""Search, and the card of an entity: all statements, each with its sentence."""

from __future__ import annotations

import streamlit as st

from app.parts import card, entity_line, go_to_entity, legend, marked, type_name
from app.session import reader
from app.words import safe, word
from ontology.errors import UsageError
from ontology.records import ENTITY_TYPES
from queries import cards
from queries.find import find
from queries.search import search

LIMIT = 30

graph = reader()
legend()
text = st.text_input(word("search_for"), key="query", on_change=lambda: st.session_state.pop("entity", None))
types = st.pills(
    word("types"),
    ENTITY_TYPES,
    selection_mode="multi",
    key="query_types",
    format_func=type_name,
    label_visibility="collapsed",
)
if "entity" not in st.session_state and st.query_params.get("entity"):
    st.session_state["entity"] = st.query_params["entity"]
chosen = st.session_state.get("entity")
left, right = st.columns([1, 2])

with left:
    if text:
        hits = search(graph, text, types=tuple(types) or ENTITY_TYPES, limit=LIMIT)
        if not hits.entities and not hits.sentences:
            st.info(word("nothing_found", safe(text)))
        if hits.entities:
            st.caption(word("entities_found", len(hits.entities)))
        for row in hits.entities:
            st.button(entity_line(row), key=f"hit-{row.id}", on_click=go_to_entity, args=(row.id,), type="tertiary")
        if hits.sentences:
            st.caption(word("sentences_found", len(hits.sentences)))
        for number, hit in enumerate(hits.sentences):
            st.markdown("> " + marked(hit.text, [(hit.start, hit.start + len(text.strip()), "gray")]))
            if st.button(hit.title or word("untitled"), key=f"sentence-{number}", type="tertiary"):
                st.session_state["article"] = hit.article
                st.switch_page("views/article.py")
    elif not chosen:
        rows = cards.articles(graph)
        if not rows:
            st.info(word("empty_store"))

with right:
    if chosen:
        try:
            found = find(graph, chosen)
            if not found:
                raise UsageError(chosen)
        except UsageError:
            st.info(word("nothing_found", safe(chosen)))
            st.stop()
        if len(found) > 1:
            st.info(word("several", len(found), safe(chosen)))
        for row in found:
            card(cards.card(graph, row.id), key="card")
            if st.button(word("open_graph"), key=f"graph-{row.id}", icon=":material/hub:"):
                st.session_state["graph_start"] = row.id
                st.switch_page("views/graph.py")

"""The article reader: the text with the entities' names marked, and what it states."""

from __future__ import annotations

import streamlit as st

from app.parts import area_name, background, file_name, legend, marked, statement
from app.session import reader
from app.words import safe, word
from queries import cards

graph = reader()
rows = {row.id: row for row in cards.articles(graph)}
if not rows:
    st.info(word("empty_store"))
    st.stop()
wanted = st.session_state.get("article") or st.query_params.get("article") or next(iter(rows))
st.session_state["article"] = wanted if wanted in rows else None
if wanted not in rows:
    st.info(word("no_article", safe(wanted)))


def caption(identity: str) -> str:
    row = rows[identity]
    return f"{row.title or word('untitled')} · {row.published or word('undated')} · {file_name(row.source)}"


identity = st.selectbox(
    word("choose_article"), list(rows), index=None, key="article", format_func=caption, placeholder=word("choose")
)
if identity is None:
    st.stop()
shown = cards.article(graph, identity)
legend()
left, right = st.columns([3, 2])
with left:
    st.subheader(safe(shown.title or word("untitled")))
    facts = [
        f"{word('published')} {shown.published or word('undated')}"
        + (f" ({word('reason')} {shown.published_reason})" if shown.published_reason else ""),
        f"{word('area')} {area_name(shown.area) if shown.area else '?'}"
        + (f" ({word('reason')} {shown.area_reason})" if shown.area_reason else ""),
    ]
    if shown.byline:
        facts.append(f"{word('byline')} " + " ".join(f"{role} {name}".strip() for name, role in shown.byline))
    st.caption(safe(" · ".join(facts)))
    spans = [(mark.start, mark.end, background(mark.entity.etype)) for mark in shown.marks]
    place = 0
    for paragraph in shown.text.split("\n"):
        inside = [
            (start - place, end - place, colour)
            for start, end, colour in spans
            if place <= start < place + len(paragraph)
        ]
        if paragraph.strip():
            st.markdown(marked(paragraph, inside))
        place += len(paragraph) + 1
with right:
    st.markdown(f"**{word('statements', len(shown.statements))}**")
    for said in shown.statements:
        statement(said, key="reader")
    st.markdown(f"**{word('marks')}**")
    for mark in {mark.entity.id: mark for mark in shown.marks}.values():
        label = f":{background(mark.entity.etype)}-background[{safe(mark.entity.name)}]"
        if st.button(label, key=f"mark-{mark.entity.id}", type="tertiary"):
            st.session_state["entity"] = mark.entity.id
            st.switch_page("views/search.py")

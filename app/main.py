"""The screen: navigation and the language switch only; each page is a module in views/."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from app.words import word

# A file of ours: named icons of the browser's tab are fetched from the network.
ICON = Path(__file__).parent / "static" / "icon.png"
st.set_page_config(page_title=word("title"), page_icon=str(ICON), layout="wide")
with st.sidebar:
    st.radio(
        word("language"),
        ["zh", "en"],
        key="language",
        horizontal=True,
        format_func=lambda code: word(f"language_{code}"),
    )

PAGES = [
    st.Page("views/search.py", title=word("page_search"), icon=":material/search:", default=True),
    st.Page("views/graph.py", title=word("page_graph"), icon=":material/hub:"),
    st.Page("views/article.py", title=word("page_article"), icon=":material/article:"),
]
st.navigation(PAGES).run()

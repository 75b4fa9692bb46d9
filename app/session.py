"""The screen's store: one reader for all sessions, moved on when the generation changed."""

from __future__ import annotations

import os
import threading

import streamlit as st

from app.words import word
from ontology.errors import WanggeError
from store import open_store
from store.base import Reader

DEFAULT_STORE = "data/wangge.lbug"


@st.cache_resource(show_spinner=False)
def _shared(store: str) -> tuple[Reader, threading.Lock]:
    return open_store(store), threading.Lock()


def store_name() -> str:
    """The store that the screen shows: WANGGE_STORE, else the default."""
    return os.environ.get("WANGGE_STORE", DEFAULT_STORE)


def reader() -> Reader:
    """The shared reader at the newest generation. Ends the page with one clear line where it cannot be opened."""
    try:
        shared, lock = _shared(store_name())
        with lock:
            shared.refresh()
    except WanggeError as error:
        st.error(word("no_store", str(error)))
        st.stop()
    return shared

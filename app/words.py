"""The screen's words in the language chosen, and text of articles made safe to show."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Literal, cast

import streamlit as st
import yaml

Language = Literal["zh", "en"]
_SPECIAL = re.compile(r"([!-/:-@\[-`{-~])")


@cache
def all_words() -> dict[str, dict[str, str]]:
    """Every text of the screen by key: {"zh": …, "en": …}."""
    return cast("dict[str, dict[str, str]]", yaml.safe_load((Path(__file__).parent / "words.yaml").read_text("utf-8")))


def language() -> Language:
    """The language chosen; Chinese at first."""
    return cast("Language", st.session_state.get("language", "zh"))


def word(key: str, *values: object) -> str:
    """The text of a key in the language chosen, its {0}, {1} filled in."""
    return all_words()[key][language()].format(*values)


def safe(text: str) -> str:
    """Text from articles as Markdown that shows it letter by letter: nothing in it is markup, HTML or maths.

    >>> safe("<b>*x*</b>")
    '\\\\<b\\\\>\\\\*x\\\\*\\\\<\\\\/b\\\\>'
    """
    return _SPECIAL.sub(r"\\\1", text).replace("\n", " ")

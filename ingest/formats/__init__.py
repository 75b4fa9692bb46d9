"""Kinds of files: each turns a file's bytes into a page's text. A new kind is a module and a line in FORMATS.

In the text a heading that the file itself marks as one begins with `#`, as in Markdown; what a web
page's head says of date and source stands as lines (发布时间：…); all else is text, line by line.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ingest.formats import markdown, pdf, plain, web, word


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: its name, suffixes, the first bytes that prove it ('' if none do), and its reader.

    `read(data, where)` gives the text, or raises InputError that names the file as `where`.
    """

    name: str
    suffixes: tuple[str, ...]
    magic: tuple[bytes, ...]
    read: Callable[[bytes, str], str]


FORMATS: tuple[Format, ...] = (
    Format("pdf", (".pdf",), (b"%PDF-",), pdf.read),
    Format("word", (".docx", ".docm"), (), word.read),
    Format("web", (".html", ".htm", ".xhtml", ".shtml"), (), web.read),
    Format("markdown", (".md", ".markdown"), (), markdown.read),
    Format("plain", (".txt", ".text", ""), (), plain.read),
)
"""Tried in this order: by first bytes, then by suffix."""


def format_of(name: str, data: bytes) -> Format:
    """The kind of a file by its first bytes, else by its name, else by its look; plain text if nothing tells."""
    for kind in FORMATS:
        if data.startswith(kind.magic) and kind.magic:
            return kind
    if data.startswith(b"PK\x03\x04"):
        return next(kind for kind in FORMATS if kind.name == "word")
    suffix = name[name.rfind(".") :].lower() if "." in name.rsplit("/", 1)[-1] else ""
    for kind in FORMATS:
        if suffix in kind.suffixes and suffix and kind.name != "pdf" and kind.name != "word":
            return kind
    if suffix in (".pdf", ".docx", ".docm"):
        return next(kind for kind in FORMATS if suffix in kind.suffixes)
    return next(kind for kind in FORMATS if kind.name == ("web" if web.looks_like(data) else "plain"))

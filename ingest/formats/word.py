"""Word files (.docx): paragraphs in order, those in tables and text boxes too; heading styles are kept."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

from ingest.formats import archive, plain
from ingest.layout import furniture, heads
from ontology.errors import InputError

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LONGEST_CELL = 40  # code points
_HEADING = re.compile(r"(?:heading|标题) ?(\d)|title|标题", re.I)


def read(data: bytes, where: str) -> str:
    """The text of a Word file; InputError where it is damaged, locked, or no Word file."""
    import docx  # heavy: only where a Word file is read
    from docx.opc.exceptions import PackageNotFoundError
    from lxml import etree

    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise InputError(
            "an old .doc or a file locked with a password", where=where, remedy="save it as .docx without a password"
        )
    packed = archive.opened(data, where)
    if "word/document.xml" not in packed.namelist():
        raise InputError("no Word file", where=where, remedy="give .docx; a .zip of pages must be named .zip")
    try:
        document = docx.Document(_without_pictures(packed, where))
        lines = [*_head_lines(document), *_lines(document)]
    except AttributeError:
        raise InputError(
            "not written as Word writes it by itself (strict Open XML, or damaged)",
            where=where,
            remedy="save it as a Word document (.docx) that is not strict",
        ) from None
    except (KeyError, ValueError, PackageNotFoundError, zipfile.BadZipFile, etree.LxmlError) as error:
        # What python-docx raises for packages whose parts are missing or malformed.
        raise InputError(f"the Word file is damaged ({error})", where=where, remedy="open and save it again") from None
    return plain.checked("\n".join(lines), where)


def _without_pictures(packed: zipfile.ZipFile, where: str) -> io.BytesIO:
    """The package with its text alone: a picture is no reason to refuse a page, nor to unpack what it says it holds."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as slim:
        for info in packed.infolist():
            text = info.filename.endswith((".xml", ".rels"))
            slim.writestr(info.filename, archive.member(packed, info, where) if text else b"")
    kept.seek(0)
    return kept


def _head_lines(document: Any) -> list[str]:
    """Lines of page heads that are mastheads: a paper's name and date."""
    lines: dict[str, None] = {}
    for section in document.sections:
        for paragraph in section.header.paragraphs:
            text = paragraph.text.strip()
            if furniture.kind_of(text) in ("masthead", "date") or heads.is_paper(text):
                lines[text] = None
    return list(lines)


def _lines(document: Any) -> list[str]:
    levels = _style_levels(document)
    lines: list[str] = []
    rows: dict[Any, list[str]] = {}  # the cells of each, as all its paragraphs ask for them
    for paragraph in document.element.body.iter(f"{_W}p"):
        if any(parent.tag == _FALLBACK for parent in paragraph.iterancestors()):
            continue  # the same text box again, for older programs
        row = next((parent for parent in paragraph.iterancestors() if parent.tag == f"{_W}tr"), None)
        if row is not None and row not in rows:
            rows[row] = _cells(row)
        if row is not None and (cells := rows[row]):
            if next(row.iter(f"{_W}p")) is paragraph:
                lines.append("\t".join(cells))
            continue
        text = _text(paragraph)
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        level = levels.get(style.get(f"{_W}val"), 0) if style is not None else 0
        lines += [f"{'#' * level} {line}" if level and line.strip() else line for line in text.split("\n")]
    return lines


def _cells(row: Any) -> list[str]:
    """The cells of a table's row, empty ones left out; none where it is no row of data but holds a page's parts."""
    cells = [" ".join(_text(paragraph) for paragraph in cell.iter(f"{_W}p")) for cell in row.iter(f"{_W}tc")]
    cells = [" ".join(cell.split()) for cell in cells if cell.strip()]
    return cells if len(cells) > 1 and all(len(cell) <= _LONGEST_CELL and "。" not in cell for cell in cells) else []


def _style_levels(document: Any) -> dict[str, int]:
    levels: dict[str, int] = {}
    for style in document.styles:
        match = _HEADING.match(style.name or "")
        if match:
            levels[style.style_id] = min(6, int(match[1] or 1))
    return levels


def _text(paragraph: Any) -> str:
    """The text of a paragraph, without that of text boxes anchored in it (they are paragraphs of their own)."""
    pieces: list[str] = []
    for node in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}cr"):
        owner = next(parent for parent in node.iterancestors() if parent.tag == f"{_W}p")
        if owner is not paragraph:
            continue
        pieces.append(node.text or "" if node.tag == f"{_W}t" else " " if node.tag == f"{_W}tab" else "\n")
    return "".join(pieces)

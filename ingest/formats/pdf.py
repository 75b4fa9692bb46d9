"""PDF files with a text layer: the text of each page in reading order; scanned pages have none."""

from __future__ import annotations

import io
import logging
import re
import zlib

from ingest.formats import plain
from ontology.errors import InputError

MOST_PAGES = 2_000
"""No file of newspaper pages has more."""

_SPACED = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])[ \xa0](?=[\u3000-\u9fff\uff00-\uffef])")
# Where the font changes, between Chinese and Latin or at a quotation mark, many PDFs come with a space too.
_CHINESE, _LATIN = "\u2e80-\u9fff\uff00-\uffef，。", "0-9A-Za-z%.+"
_AT_FONT = re.compile(rf"(?<=[{_CHINESE}])[ \xa0](?=[{_LATIN}])|(?<=[{_LATIN}])[ \xa0](?=[{_CHINESE}])")
_IN_QUOTES = re.compile(r"(?<=[“‘])[ \xa0]|[ \xa0](?=[”’])")
_AT_QUOTES = re.compile(rf"(?<=[{_CHINESE}{_LATIN}])[ \xa0](?=[“‘])|(?<=[”’])[ \xa0](?=[{_CHINESE}{_LATIN}])")
_HAN = re.compile(r"[\u2e80-\u9fff]")
_PAGE_NUMBER = re.compile(r"[-—·\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*/\s*\d{1,4})?[-—·\s]*\Z")


def read(data: bytes, where: str) -> str:
    """The text of a PDF; InputError where it is damaged, locked, or a scan without text."""
    import pypdf  # heavy: only where a PDF is read
    from pypdf.errors import DependencyError, PyPdfError

    # pypdf checks little of what a damaged file says before it uses it, so these come out of its depths.
    damage = (
        PyPdfError, DependencyError, ValueError, KeyError, TypeError, IndexError, AttributeError, AssertionError, OverflowError,
        RecursionError, NotImplementedError, zlib.error,
    )  # fmt: skip
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # damage is told by our errors
    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError("the PDF is locked with a password", where=where, remedy="unlock it first")
        if len(reader.pages) > MOST_PAGES:
            raise InputError(f"a PDF of {len(reader.pages):,} pages", where=where, remedy="split it by issue")
        texts = [page.extract_text() for page in reader.pages]
    except damage as error:
        raise InputError(
            f"the PDF is damaged ({type(error).__name__}: {str(error)[:80]})", where=where, remedy="get the whole file"
        ) from None
    text = "\n".join(page_text(text) for text in texts)
    if not _HAN.search(text) and not text.strip():
        raise InputError(
            "the PDF has no text layer: its pages are pictures", where=where, remedy="run character recognition first"
        )
    return plain.checked(text, where)


def page_text(text: str) -> str:
    """A page's text without page numbers and without the spaces that its typesetting left in it.

    >>> page_text("4 月 24 日，开展 “ 名医下乡 ” 义诊")
    '4月24日，开展“名医下乡”义诊'
    """
    lines = [line for line in text.split("\n") if not (line.strip() and _PAGE_NUMBER.match(line))]
    text = "\n".join(lines)
    # Some PDFs place every character by itself, and the text comes with a space after each.
    spaced, han = len(_SPACED.findall(text)), len(_HAN.findall(text))
    if han and spaced > 0.4 * han:
        text = _SPACED.sub("", text)
    if _IN_QUOTES.search(text):
        text = _AT_QUOTES.sub("", _IN_QUOTES.sub("", text))
    return _AT_FONT.sub("", text)

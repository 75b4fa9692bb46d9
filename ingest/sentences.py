"""An article -> its sentences: stretches that tile the text exactly, none over `LONGEST` code points.

A sentence ends at 。！？ with the quotes and brackets that close behind it, and at a line's end; the
headline is one sentence. What is longer is cut at its last pause, so that nothing is lost and the
text can be put together again from its sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ontology.ids import sentence_id
from ontology.records import Article, Sentence, Span

LONGEST = 600
"""No sentence is longer, in code points."""

_END = re.compile(r"[。！？!?]+[”’』」）)】》〉\"]*[ \t\u3000]*\n*|\n+")
_PAUSES = ("；", ";", "，", ",", "、", "\u3000", " ")


def sentences(article: Article) -> tuple[Sentence, ...]:
    """The sentences of an article, in order."""
    headline = len(article.title) if article.title else 0
    return tuple(
        Sentence(
            id=sentence_id(article.id, start, end),
            article=article.id,
            start=start,
            end=end,
            text=article.text[start:end],
        )
        for start, end in spans(article.text, headline=headline)
    )


def spans(text: str, *, headline: int = 0) -> tuple[Span, ...]:
    """Spans that tile `text`, cut only at line ends within its first `headline` code points.

    >>> spans("他说：“好。”大家笑了。")
    ((0, 7), (7, 12))
    """
    found: list[Span] = []
    start = 0
    for match in _END.finditer(text):
        if match.end() <= headline and "\n" not in match.group():
            continue
        found += _cut(text, start, match.end())
        start = match.end()
    found += _cut(text, start, len(text))
    return tuple(found)


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    """The span itself, or, where it is too long, pieces of it."""
    while end - start > LONGEST:
        pause = max(text.rfind(mark, start + LONGEST // 2, start + LONGEST) for mark in _PAUSES)
        stop = pause + 1 if pause > 0 else start + LONGEST
        yield start, stop
        start = stop
    if end > start:
        yield start, end

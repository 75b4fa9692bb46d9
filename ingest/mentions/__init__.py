"""Mentions: typed spans of an article's text, each saying which rule found it.

`MENTION_FINDERS` is the order in which finders look; each sees what those before it found. To add a
finder: a module with `find(view, found) -> Iterator[Mention]`, its line here, its cases in tests/cases.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from ingest.faults import Fault, made
from ingest.mentions.belied import borne_out
from ingest.mentions.events import events, incidents
from ingest.mentions.organizations import firms, forces, organizations, unread
from ingest.mentions.people import people
from ingest.mentions.places import places, rows, scenes, stops
from ingest.mentions.programmes import founded, programmes
from ingest.mentions.view import View
from ontology.errors import UsageError
from ontology.records import Article, Context, Mention, Sentence

TAGGERS = ("lac", "none")

MENTION_FINDERS: tuple[tuple[str, Callable[[View, tuple[Mention, ...]], Iterable[Mention]]], ...] = (
    ("place/17", places.find),
    ("row/4", rows.find),
    ("organization/17", organizations.find),
    ("firm/5", firms.find),
    ("force/2", forces.find),
    ("scene/8", scenes.find),
    ("stop/9", stops.find),
    ("incident/2", incidents.find),
    ("event/20", events.find),
    ("programme/17", programmes.find),
    ("founded/4", founded.find),
    ("person/18", people.find),
    ("unread/2", unread.find),
)
"""Name with version, and function. Rules of its mentions begin with the name (place/gazetteer). Raise a version when its results change."""


_NUMBER = tuple("0123456789余多")
_COUNTERS = tuple("家个名座亩处支户人头只")


def _counted(text: str, mention: Mention) -> bool:
    """Whether what looks like a name begins with a number's unit: 7|家乡镇卫生院."""
    return mention.type in ("Place", "Organization") and (
        text.startswith(_COUNTERS, mention.start) and text.endswith(_NUMBER, 0, mention.start)
    )


def _kept(view: View, found: Iterable[Mention]) -> Iterator[Mention]:
    """The mentions that are names, as far as the tagger bears them out."""
    for mention in found:
        kept = None if _counted(view.text, mention) else borne_out(view, mention)
        if kept is not None:
            yield kept


def find(
    article: Article,
    sentences: tuple[Sentence, ...],
    context: Context,
    *,
    tagger: str = "lac",
    faults: list[Fault] | None = None,
) -> tuple[Mention, ...]:
    """All mentions of an article by place, overlapping ones too (ingest.entities.local chooses). UsageError: no such tagger.

    A finder that fails is put to `faults`, or raises without them.
    """
    if tagger not in TAGGERS:
        raise UsageError(f"no tagger {tagger!r}", remedy=f"there are: {', '.join(TAGGERS)}")
    view = View(article=article, sentences=sentences, context=context, tagger=tagger)
    found: tuple[Mention, ...] = ()
    for name, finder in MENTION_FINDERS:
        more = made(name, article.text, partial(finder, view, found), faults)
        found += tuple(made(name, article.text, partial(_kept, view, more), faults))
    # By every field that may differ: a set's own order changes from process to process.
    return tuple(
        sorted(set(found), key=lambda m: (m.start, -m.end, m.type, m.rule, m.kind, m.code or "", m.full, -m.confidence))
    )

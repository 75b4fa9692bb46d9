"""Places of a list that share the word behind them: 海陶北、小塘、塘南等村, 三眼井、船山等19个社区, 龙山、来凤两县."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.mentions.making import mention_of
from ingest.mentions.view import View
from ingest.mentions.words import boundaries, common_words
from ontology.divisions import Division, upper_named
from ontology.records import Mention

_ENDING = re.compile(
    r"(?:等[地]?(?:[0-9一二两三四五六七八九十百]{1,4}[余多几]?个?)?|(?P<count>[两三四五六七八九十2-9])个?)"
    r"(?P<ending>行政村|自然村|村居|村|社区|小区|乡镇|镇|乡|街道|苏木|嘎查|县)"
)
_ITEM = re.compile(r"[\u4e00-\u9fff]{2,5}")
_LEADS = re.compile(r"[到在向从把对为与由赴往进访及给了归]")
_NOT_BEHIND = (
    "民",
    "干部",
    "党",
    "里",
    "庄",
    "委",
    "级",
    "集体",
    "工作者",
    "居",
    "史",
    "医",
    "容",
    "务",
    "企",
    "长",
    "政府",
)
_MOST = 14  # names of one list
_SUFFIX = {"行政村": "村", "自然村": "村", "村居": "村", "乡镇": "镇"}
_KINDS = {"小区": "ResidentialCompound"}


def find(view: View, found: tuple[Mention, ...]) -> Iterator[Mention]:
    """The places of such lists, each with the full name that the shared word gives it."""
    taken = sorted((mention.start, mention.end) for mention in found if mention.end - mention.start > 2)
    for match in _ENDING.finditer(view.text):
        if view.text.startswith(_NOT_BEHIND, match.end()):
            continue
        suffix = _SUFFIX.get(match["ending"], match["ending"])
        items = _items(view, match.start())
        count = (match["count"] or "").replace("两", "二")
        if count and len(items) not in ("零一二三四五六七八九十".find(count), "0123456789".find(count)):
            continue
        named = [(span, _division(view, view.text[slice(*span)], suffix)) for span in items]
        if len(items) < 2 or not _is_row(view, named, suffix):
            continue
        for (start, end), division in named:
            text = view.text[start:end]
            if text.endswith(suffix) or any(
                low < end and start < high and (low, high) != (start, end) for low, high in taken
            ):
                continue
            if view.is_sealed(start, end):
                continue
            yield mention_of(
                view,
                start,
                end,
                _KINDS.get(suffix, "AdministrativeArea"),
                "row/shared",
                code=division.code if division else None,
                full=f"{text}{suffix}",
            )


def _items(view: View, end: int) -> list[tuple[int, int]]:
    """The names joined by 、 before a position, in order; the first without the words that lead to it."""
    text = view.text
    spans: list[tuple[int, int]] = []
    while len(spans) < _MOST:
        start = end
        while start > 0 and end - start < 8 and "\u4e00" <= text[start - 1] <= "\u9fff":
            start -= 1
        if start == end:
            return []
        if text[start - 1 : start] not in ("、", "和") or start == 0:
            first = _first(view, start, end)
            return [first, *reversed(spans)] if first else list(reversed(spans))
        if not _ITEM.fullmatch(text, start, end):
            return list(reversed(spans))
        spans.append((start, end))
        end = start - 1
    return list(reversed(spans))


def _first(view: View, start: int, end: int) -> tuple[int, int] | None:
    """推广到|三眼井: what stands behind the last word that leads to a list, else a known name at its end."""
    text = view.text
    for size in (5, 4, 3, 2):
        if end - size >= start and view.places.bare(text[end - size : end]):
            return end - size, end
    leads = [match.end() for match in _LEADS.finditer(text, start, end - 1)]
    low = leads[-1] if leads else start
    return (low, end) if 2 <= end - low <= 4 and (leads or start == 0 or not text[start - 1].isalnum()) else None


def _division(view: View, name: str, suffix: str) -> Division | None:
    known = [d for d in view.places.bare(name) if _fits(d, suffix)]
    if suffix == "县":
        known = [d for d in upper_named(name + suffix) if d.level == "county"]
    return known[0] if len(known) == 1 else None


def _fits(division: Division, suffix: str) -> bool:
    if suffix in ("村", "社区", "嘎查"):
        return division.level == "village"
    return division.level == "township" and division.display_name.endswith(suffix)


def _is_row(view: View, named: list[tuple[tuple[int, int], Division | None]], suffix: str) -> bool:
    """Whether a list is of places: two of them are known, or none is a common word and the list has three."""
    known = sum(division is not None for _, division in named)
    common, bounds = common_words(), boundaries()
    words = [view.text[start:end] for (start, end), division in named if division is None]
    plain = not any(word in common or word in bounds for word in words)
    return known >= 2 or (known >= 1 and plain) or (plain and len(named) >= 3 and suffix in ("村", "社区", "嘎查"))

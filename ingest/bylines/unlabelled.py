"""Who signs an article's end without a role: a pen name or a body alone in brackets, a letter's writer over its date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ingest.bylines.byline import FINAL, inner
from ingest.bylines.signed import Byline, Signed
from ingest.bylines.signers import org_like, person_like, surely_org
from ingest.bylines.tokens import OPEN, SEPARATORS
from ingest.layout.furniture_parts import OF_TOWN
from ingest.tables import load

_NO_SENDER = frozenset("不含每各全共约见等图注即如以其该本上下原或非除指现")
_NAME = "[\u3400-\u9fff]{2,4}"


@cache
def _letter() -> re.Pattern[str]:
    writers, greetings = ("|".join(map(re.escape, load("bylines")[name])) for name in ("writers", "greetings"))
    return re.compile(
        rf"[ \u3000]*(?:(?P<role>[\u4e00-\u9fff]{{0,14}}(?:{writers}))[：: \u3000]*)?"
        rf"(?P<names>{_NAME}(?:[ \u3000、]{{1,3}}{_NAME}){{0,3}}?)(?:[ \u3000]*(?:{greetings}))?[ \u3000]*"
    )


def pen_name(text: str) -> Byline | None:
    """A name in brackets that is nobody's known one (（歙组轩）): a byline only where an article ends with it.

    >>> pen_name("（歙组轩）").names[0].name, pen_name("（完）")
    ('歙组轩', None)
    """
    start, end = inner(text)
    name = text[start:end]
    if name in load("bylines")["not_names"] or any(mark in name.strip() for mark in SEPARATORS):
        return None
    if start == 0 or text[start - 1] not in OPEN or not (person_like(name) or org_like(name)):
        return None
    return Byline((Signed(name, "", (start, end)),), frozenset())


def body_alone(text: str) -> tuple[int, Byline] | None:
    """A body's name alone in brackets behind a report's last word, and where it begins: 。（某镇政府）.

    >>> body_alone("活动受到居民欢迎。（柿子园镇政府）")[0]
    9
    """
    stripped = text.rstrip("。 \u3000")
    start = max(stripped.rfind(mark) for mark in OPEN)
    if start < 1 or stripped[-1] not in "）)】]" or stripped[:start].rstrip()[-1:] not in FINAL:
        return None
    name = stripped[start + 1 : -1].strip()
    short = len(name) == 3 and name[0] in "县市区旗团镇乡" and org_like(name)  # 县妇联
    if (
        not (short or surely_org(name) or OF_TOWN.fullmatch(name))
        or name[0] in _NO_SENDER
        or any(mark in name for mark in "：: \u3000")
    ):
        return None
    begin = stripped.index(name, start)
    return start, Byline((Signed(name, "", (begin, begin + len(name))),), frozenset())


def letter_writer(lines: Sequence[str], *, dated: bool = False) -> Byline | None:
    """Who signs a letter with the last of its lines alone: 某村村民 甲, or, where a day closes it (`dated`), a name.

    >>> letter_writer(["感谢你们上门为我母亲看病。", "张庄村村民 高远"]).names[0].name
    '高远'
    """
    signed = _letter().fullmatch(lines[-1]) if len(lines) > 1 else None
    if signed is None or lines[-2].rstrip()[-1:] not in FINAL or not (signed["role"] or dated):
        return None
    names = [
        Signed(
            one.group(), signed["role"] or "", (signed.start("names") + one.start(), signed.start("names") + one.end())
        )
        for one in re.finditer(_NAME, signed["names"])
    ]
    if any(org_like(one.name) or not person_like(one.name, strict=True) for one in names):
        return None
    return Byline(tuple(names), frozenset())

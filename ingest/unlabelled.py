"""Who signs an article's end without a role: a pen name or a body alone in brackets, a letter's writer over its date."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.byline import FINAL, OPEN, SEPARATORS, Byline, Signed, inner
from ingest.signers import org_like, person_like, surely_org
from ingest.tables import load

_NO_SENDER = frozenset("不含每各全共约见等图注即如以其该本上下原或非除指现")
_LETTER = re.compile(
    r"[ \u3000]*(?:(?P<role>[\u4e00-\u9fff]{0,14}(?:村民|居民|市民|群众|读者|学生|家长|患者|家属|业主|商户|农户|老兵|校友|村|社区|小区))"
    r"[：: \u3000]*)?(?P<name>[\u3400-\u9fff]{2,4})[ \u3000]*"
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
    if not surely_org(name) or name[0] in _NO_SENDER:
        return None
    begin = stripped.index(name, start)
    return start, Byline((Signed(name, "", (begin, begin + len(name))),), frozenset())


def letter_writer(lines: Sequence[str], *, dated: bool = False) -> Byline | None:
    """Who signs a letter with the last of its lines alone: 某村村民 甲, or, where a day closes it (`dated`), a name.

    >>> letter_writer(["感谢你们上门为我母亲看病。", "张庄村村民 高远"]).names[0].name
    '高远'
    """
    signed = _LETTER.fullmatch(lines[-1]) if len(lines) > 1 else None
    if signed is None or lines[-2].rstrip()[-1:] not in FINAL or not person_like(signed["name"], strict=True):
        return None
    if org_like(signed["name"]) or not (signed["role"] or dated):
        return None
    return Byline((Signed(signed["name"], signed["role"] or "", signed.span("name")),), frozenset())

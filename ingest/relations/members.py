"""Who belongs to a team or an alliance: 队员来自A、B; 由甲、乙组成的X队; 甲、乙相继加入."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.relations.base import Actor, Draft, Mark, SentenceView
from ingest.relations.doers import Doer, how_meant
from ingest.relations.stewards import followed
from ontology.records import LocalEntity

_BODIES = ("Team", "SocialOrganization")
_MEMBERS = ("Organization", "Person")
_FROM = re.compile("(?:队员|成员|会员|专家|演员|骨干|志愿者|人员|成员单位)[^，。；\ue000-\ue007]{0,10}?来自\\Z")
_MADE_UP = re.compile("(?:等[^，。；\ue000-\ue007]{0,16})?(?:组成|构成)")
_JOINS = re.compile(
    "(?:也|都|先后|相继|陆续|纷纷|主动|率先)*(?:加入|加盟|入会|入盟|归队|加入进来)(?:了|进来)?(?=[，。；：“]|其中|队伍|\\Z)"
)
_NEAR = 16  # code points between a name and the verb
_FAR = 260  # code points back within which a team is still spoken of


def members(view: SentenceView) -> Iterator[Draft]:
    if view.headline:
        return
    for group in _groups(view):
        first, last = group[0].mark, group[-1].mark
        if view.in_speech(first.start):
            continue
        if _FROM.search(view.shape, 0, first.start):
            yield from _of(view, group, _body(view, first.start), last.end, "from")
        made = _MADE_UP.match(view.shape, last.end) if group[0].case == "by" else None
        if made is not None:
            behind = [m for m in view.marks_in(made.end(), made.end() + _NEAR, "Organization") if _fits(m.entity)]
            body = behind[0].entity if behind else _body(view, first.start)
            yield from _of(view, group, body, made.end(), "made up")
        joins = _JOINS.search(view.shape, last.end, view.clauses[group[0].clause][1])
        if joins is not None and joins.start() - last.end <= _NEAR and group[0].case in ("agent", "by"):
            body = _body(view, first.start)
            if body is not None and followed(view, first.start, body):
                yield from _of(view, group, body, joins.end(), "joins")


def _groups(view: SentenceView) -> Iterator[Sequence[Actor]]:
    """Joined names of those that can be members."""
    groups: dict[int, list[Actor]] = {}
    for actor in view.actors:
        if actor.mark.entity.type in _MEMBERS and actor.case != "of":
            groups.setdefault(actor.group, []).append(actor)
    yield from groups.values()


def _fits(entity: LocalEntity) -> bool:
    return entity.kind == "Team" or (
        entity.kind in _BODIES and entity.name.strip("”").endswith(("联盟", "联合体", "协会", "剧社", "社"))
    )


def _body(view: SentenceView, position: int) -> LocalEntity | None:
    """The team or alliance named last before a position, at most so many code points back."""
    at = view.offset(position)
    body = view.about.last(at, _fits)
    if body is None or (view.about.since(body, at) or _FAR + 1) > _FAR:
        return None
    return body


def _of(view: SentenceView, group: Sequence[Actor], body: LocalEntity | None, end: int, entry: str) -> Iterator[Draft]:
    for actor in group if body is not None else ():
        mark: Mark = actor.mark
        kind = how_meant(view, Doer(entity=mark.entity, mark=mark, carried=0), end)
        if body is None or mark.entity is body or kind not in ("reported", "planned"):
            continue
        yield Draft(
            predicate="memberOf",
            subject=mark.entity,
            object=body,
            role="成员",
            modality=kind,
            rule=f"members: {entry}",
            start=mark.start,
            end=max(end, mark.end),
            confidence=0.7,
        )

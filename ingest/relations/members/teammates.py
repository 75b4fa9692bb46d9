"""Who belongs to a team by the part that he or she has in it: 队员甲、乙, 由甲任队长, 甲带领某督查组, 甲、乙组成合议庭."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ingest.modality import any_of
from ingest.relations.base import PERSON, TITLE, Draft, Mark, SentenceView, relation
from ingest.relations.doers import Doer, how_meant
from ingest.tables import load, words_in
from ontology.records import LocalEntity

_SOME = re.compile("[队组庭团社班会]")
_AS = re.compile(
    "(?:同志)?(?:也|还|则|都|分别)?(?:任|担任|出任|当选|兼任|当|为|是)(?:了|为)?(?P<what>[\u4e00-\u9fff\ue007]{2,6})"
)
_LEADS = re.compile("(?:带领|率领|领着|带着|率|召集)(?:着|了)?(?:[\u4e00-\u9fff0-9]{0,6}的)?“?\\Z")
_MAKE = re.compile(
    "(?:共同|联合|一起|临时|迅速|自发|随即|立即|分别)*(?:组成|组建|成立|组队|拉起|结成|组起)(?:了|起)?[^，。；\ue000-\ue007]{0,8}?“?\\Z"
)
_NEXT = re.compile(
    f"(?:有|是|为|叫|包括|：|由|名叫|里的|中的|、)?(?:(?![，。；、了说在的])[{TITLE}\u4e00-\u9fff]){{0,8}}"
)
_HEADS = re.compile("(?:同志)?(?:牵头|负责|带队|挂帅|统筹|总负责)")
_LEFT, _RIGHT = 24, 12  # code points before and behind a name within which a part is told
_FAR = 200  # code points back within which a team is still spoken of


def teammates(view: SentenceView) -> Iterator[Draft]:
    """P memberOf T."""
    if view.headline or PERSON not in view.shape or _SOME.search(view.text) is None:
        return
    people = view.marks_in(0, len(view.shape), "Person")
    for person in people:
        if person.back or view.in_speech(person.start):
            continue
        told = (
            _led(view, person) or _made(view, people, person) or _part(view, people, person) or _of_team(view, person)
        )
        if told is not None:
            team, end, entry = told
            kind = how_meant(view, Doer(entity=person.entity, mark=person, carried=0), person.end)
            if kind is not None and kind in ("reported", "planned"):
                role = "领队" if entry == "led" else "成员"
                span = (person.start, max(end, person.end))
                yield relation("memberOf", person, team, span, 0.75, f"teammates: {entry}", modality=kind, role=role)


def _led(view: SentenceView, person: Mark) -> tuple[LocalEntity, int, str] | None:
    """副局长甲带领|第三督查组; 专班由|副县长甲|牵头."""
    by = next((a for a in view.actors if a.mark is person and a.case == "by"), None)
    if by is not None and _HEADS.match(view.shape, person.end):
        whose = [m for m in view.marks_in(view.clauses[by.clause][0], person.start) if is_team(m.entity)]
        return (whose[0].entity, person.end, "heads it") if whose else None
    after = next((m for m in view.marks if m.start >= person.end), None)
    if after is None or not is_team(after.entity) or not _LEADS.search(view.shape, person.end, after.start):
        return None
    return (after.entity, after.end, "led") if after.start - person.end < 12 else None


def _made(view: SentenceView, people: Sequence[Mark], person: Mark) -> tuple[LocalEntity, int, str] | None:
    """审判员甲、人民陪审员乙组成|合议庭: those who make a team up."""
    clause = view.clauses[view.clause_of(person.start)]
    team = next((m for m in view.marks_in(person.end, clause[1]) if is_team(m.entity)), None)
    last = [m for m in people if team is not None and m.end <= team.start]
    if team is None or not _MAKE.search(view.shape, last[-1].end, team.start):
        return None
    between = view.plain[person.end : last[-1].start] if last[-1] is not person else "、"
    joined = last[-1] is person or between.startswith(("、", "和", "与"))
    return (team.entity, team.end, "made up of them") if joined else None


def _part(view: SentenceView, people: Sequence[Mark], person: Mark) -> tuple[LocalEntity, int, str] | None:
    """队员甲、乙; 由甲任队长: the part in the team named last whose name ends as the part's does."""
    title = next((t for t in view.titles if t.end == person.start and t.title in _parts()), None)
    if title is not None and title.chain:
        own = title.chain[-1].entity
        return (own, person.end, "called") if is_team(own) else None
    low = max(0, person.start - _LEFT)
    before = [m for m in _called().finditer(view.text, low, person.start) if _whole(view, m)]
    if before and _NEXT.fullmatch(view.plain[before[-1].end() : person.start]):
        team = _spoken_of(view, before[-1].start(), before[-1][0])
        return (team, person.end, "called") if team is not None else None
    last = _last_of(view, person)
    if _AS.match(view.shape, last):
        after = [m for m in _called().finditer(view.text, last, last + _RIGHT) if _whole(view, m)]
        team = _spoken_of(view, person.start, after[0][0]) if after else None
        return (team, after[0].end(), "as") if team is not None else None
    return None


def _of_team(view: SentenceView, person: Mark) -> tuple[LocalEntity, int, str] | None:
    """开元镇志愿服务队|甲说: a team right before a person's name is whose one is."""
    team = next((mark for mark in view.marks if mark.end == person.start and is_team(mark.entity)), None)
    return None if team is None or team.back else (team.entity, person.end, "named with it")


def _last_of(view: SentenceView, person: Mark) -> int:
    """Where the last of the people ends to whom one is joined: 甲、|派出所民警乙|任副队长."""
    group = next((a.group for a in view.actors if a.mark is person), None)
    ends = [a.mark.end for a in view.actors if a.group == group and a.mark.entity.type == "Person"]
    return max(ends, default=person.end)


@cache
def _parts() -> dict[str, tuple[str, ...]]:
    """How the names of teams end in which one has a part, by the part: {"队长": ("队",), …}."""
    found: dict[str, tuple[str, ...]] = dict.fromkeys(words_in("members", "any"), words_in("members", "team_ends"))
    for end, parts in load("members")["parts"].items():
        for part in parts:
            found[part] = (*found.get(part, ()), end)
    return found


@cache
def _called() -> re.Pattern[str]:
    return any_of(tuple(_parts()))


def _whole(view: SentenceView, part: re.Match[str]) -> bool:
    return not view.text.endswith(words_in("members", "bigger"), 0, part.start())


def is_team(entity: LocalEntity) -> bool:
    """Whether one is a team that has members for a task or for love, no standing force (交警大队)."""
    name = entity.name.rstrip("”")
    standing = name.endswith(words_in("members", "standing"))
    return entity.type == "Organization" and name.endswith(words_in("members", "team_ends")) and not standing


def _spoken_of(view: SentenceView, position: int, part: str) -> LocalEntity | None:
    """The team named last before a position, with a name that ends as that of one with such a part."""
    at, ends = view.offset(position), _parts()[part]
    team = view.about.last(at, lambda one: is_team(one) and one.name.rstrip("”").endswith(ends))
    since = None if team is None else view.about.since(team, at)
    return team if since is not None and since <= _FAR else None

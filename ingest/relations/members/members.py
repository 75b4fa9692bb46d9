"""Who belongs to a team, a group or a house without an office: 队员来自A、B; 由甲、乙组成的X队; 在某校上学; lists of members."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from ingest.relations.base import TITLE, Actor, Draft, Mark, SentenceView, relation
from ingest.relations.doers import Doer, how_meant
from ingest.relations.programmes.stewards import followed
from ontology.records import LocalEntity, Modality

_BODIES = ("Team", "SocialOrganization")
_MEMBERS = ("Organization", "Person")
_FROM = re.compile("(?:队员|成员|会员|专家|演员|骨干|志愿者|人员|成员单位)[^，。；\ue000-\ue007]{0,10}?来自\\Z")
_MADE_UP = re.compile("(?:等[^，。；\ue000-\ue007]{0,16})?(?:组成|构成)")
_JOINS = re.compile(
    "(?:也|都|先后|相继|陆续|纷纷|主动|率先)*(?:加入|加盟|入会|入盟|归队|加入进来|报了名|报名加入|报名参加|入了队|入队|当上队员|成了其中一员|成为其中一员|成为其中的一员|成了一员)(?:了|进来)?(?=[，。；：“]|其中|队伍|\\Z)"
)
_WORKS = re.compile(
    "(?:[^，。；\ue000-\ue007]{0,4}?)(?:上班|打工|务工|就业|上学|读书|就读|念书|上[小初高大][一二三]?|工作(?=[，。；]|了|[0-9一二三四五六七八九十]+年))"
)
_TAKEN_ON = re.compile("(?:正式|成功|顺利)?(?:录用|聘用|招录|录取|招聘|招收)(?!通知)")
_HIRED = re.compile(
    "[^，。；\ue000-\ue007]{0,6}?(?:应聘上|应聘到|应聘进|入职|受聘于|就职于|供职于|任职于|就读于)了?\\Z"
)
_ONE_OF = re.compile(f"的[\u4e00-\u9fff{TITLE}]{{0,6}}")
_CALLED = re.compile("的?(?:老|骨干|青年|党员|核心|志愿)?(?:成员|会员|社员|团员|组员|队员|宣讲员|盟员)(?:代表)?、?")
_BECOMES = re.compile("[^，。；\ue000-\ue007]{0,8}?(?:成为|成了|当上|当了|是)了?“?\\Z")
_ONE = re.compile(
    "的?(?:一名|一位|第[一二三四五六七八九十]+名|年纪最[大小]的)?(?:正式|骨干|核心|青年|老|普通|首批)?(?:队员|成员|组员|会员|团员|社员|志愿者|带头人|一员|骨干)"
)
_JOINED = ("Team", "SocialOrganization", "Cooperative")
_LIST = re.compile(
    "(?:组成人员|成员名单|人员名单|组成名单|成员|名单)(?:名单)?(?:公布)?(?:调整)?如下|(?:组成人员|成员)名单"
)
_ROW = re.compile("\\A[\\s　]*(?:(?:组[\\s　]*员|成[\\s　]*员|委[\\s　]*员|队[\\s　]*员)[\\s　]*[:：]?[\\s　]*)?\\Z")
_MARKED = re.compile("\\A[\\s　]*(?:组[\\s　]*员|成[\\s　]*员|委[\\s　]*员|队[\\s　]*员)")
_OTHER = re.compile("\\A[\\s　]*[\u4e00-\u9fff\\s　]{2,8}[:：]")
_PLAIN = ("works", "taken on", "hired", "becomes")
_ROWS = 60  # rows that a list of members may have
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


def belonging(view: SentenceView) -> Iterator[Draft]:
    """张三在某校上学; 张三被某公司录用; 张三应聘上了某公司的客服; 某议事团的小学生张三, 宣讲团成员张三: who belongs there without an office."""
    if view.headline:
        return
    for actor in view.actors:
        house = actor.mark
        if house.entity.type != "Organization" or view.in_speech(house.start):
            continue
        if house.back:
            yield from _called_one(view, house)  # 协会会员|张三
            continue
        person = _person_before(view, house.start)
        if person is not None and actor.case == "in" and (verb := _WORKS.match(view.shape, house.end)):
            yield from _belongs(view, person, house, verb.end(), "works")
        elif person is not None and actor.case == "by" and (verb := _TAKEN_ON.match(view.shape, house.end)):
            yield from _belongs(view, person, house, verb.end(), "taken on")
        elif person is not None and _HIRED.fullmatch(view.shape, person.end, house.start):
            yield from _belongs(view, person, house, house.end, "hired")
        elif house.entity.kind in _JOINED and _ONE.match(view.shape, house.end):
            who = person or next(reversed(view.marks_in(0, house.start, "Person")), None)
            start = view.clauses[actor.clause][0] if person is None else person.end
            if who is not None and _BECOMES.fullmatch(view.shape, start, house.start):
                yield from _belongs(view, who, house, house.end, "becomes")
        yield from _called_one(view, house)
        one = _ONE_OF.match(view.plain, house.end) if house.entity.kind == "Team" else None
        after = next((m for m in view.marks if one is not None and m.start == one.end()), None)
        if one is not None and after is not None and after.entity.type == "Person":
            yield from _belongs(view, after, house, after.end, "one of")


def _called_one(view: SentenceView, house: Mark) -> Iterator[Draft]:
    """宣讲团成员|张三: whom a calling says to be of a team, a society or a cooperative."""
    if house.entity.kind not in _JOINED:
        return
    called = _CALLED.match(view.text, house.end)
    after = next((m for m in view.marks if called is not None and m.start >= called.end()), None)
    beside = called is not None and after is not None and not view.plain[called.end() : after.start].strip(TITLE)
    if beside and after is not None and after.entity.type == "Person":
        yield from _belongs(view, after, house, after.end, "called")


def _person_before(view: SentenceView, position: int) -> Mark | None:
    """The one person whom the clause names before a position, as the one who acts."""
    clause = view.clause_of(position)
    here = [a for a in view.actors if a.clause == clause and a.mark.end <= position and a.case == "agent"]
    return here[-1].mark if here and here[-1].mark.entity.type == "Person" else None


def _belongs(view: SentenceView, person: Mark, house: Mark, end: int, entry: str) -> Iterator[Draft]:
    kind = how_meant(view, Doer(entity=person.entity, mark=person, carried=0), person.end)
    if kind in ("reported", "planned"):
        assert kind is not None
        start = min(person.start, house.start)
        yield _member(person.entity, house.entity, kind, (start, max(end, person.end, house.end)), 0.75, entry)


def rosters(
    views: Sequence[SentenceView], said: Set[tuple[str, str, str | None]]
) -> Iterator[tuple[SentenceView, Draft]]:
    """成立某领导小组，组成人员如下：… 成员：张三　县财政局局长: each of the rows is of the group that the list is of."""
    group: LocalEntity | None = None
    left, inside = 0, False
    for view in views:
        told = _LIST.search(view.text)
        bodies = [
            m.entity for m in view.marks_in(0, told.start() if told else 0, "Organization") if _is_group(m.entity)
        ]
        if told is not None and bodies:
            group, left, inside = bodies[-1], _ROWS, False
            continue
        if group is None or left <= 0:
            continue
        left -= 1
        if _MARKED.match(view.text):
            inside = True
        elif _OTHER.match(view.text):
            inside = False
        people = view.marks_in(0, len(view.text), "Person")
        if not inside or "。" in view.text.rstrip() or not people:
            group = None if "。" in view.text else group
            continue
        first = people[0]
        if _ROW.match(view.text[: first.start]) and ("memberOf", first.entity.id, group.id) not in said:
            yield view, _member(first.entity, group, "reported", (first.start, first.end), 0.8, "roster")


def _is_group(entity: LocalEntity) -> bool:
    return entity.name.rstrip("”").endswith(
        ("小组", "指挥部", "委员会", "专班", "工作组", "队", "联盟", "理事会", "团", "组")
    )


def _member(
    one: LocalEntity, body: LocalEntity, kind: Modality, span: tuple[int, int], sure: float, entry: str
) -> Draft:
    return relation(
        "memberOf", one, body, span, sure, f"members: {entry}", modality=kind, role=None if entry in _PLAIN else "成员"
    )


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
        yield _member(mark.entity, body, kind, (mark.start, max(end, mark.end)), 0.7, entry)

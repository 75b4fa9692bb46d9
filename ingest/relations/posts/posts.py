"""Posts: who holds, takes up or leaves which office where. One statement a title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.mentions.people.name_rules import name_rules
from ingest.modality import any_in, any_of
from ingest.relations.actors import callings
from ingest.relations.base import INSIDE, ORG, PERSON, PLACE, TIME, TITLE, Draft, Mark, SentenceView, Title, with_times
from ingest.relations.places.areas import governed
from ingest.relations.posts.careers import appoints_another, carried_on, subject
from ingest.relations.posts.guests import with_guests
from ingest.relations.posts.holding import said
from ingest.relations.posts.leaning import hospital
from ingest.relations.posts.moves import is_called_by_office, is_left, is_rank_alone, move
from ingest.relations.posts.offices import office, own_house
from ingest.relations.posts.relative import told_before
from ingest.relations.posts.same_house import same_house
from ingest.relations.posts.spells import spell
from ingest.relations.posts.tenure import meaning, turned, verbs
from ingest.relations.posts.title_runs import BESIDE, behind_name, taken_up, title_runs
from ingest.relations.posts.titles import body_of, rules, table
from ingest.tables import words_in
from ontology.records import LocalEntity, Modality

_LISTS = frozenset({"、", "和", "与", "及", "以及", " ", "　", ""})
_SCAN = 14
_COUNTED = re.compile("[0-9]+余?(?:人|名|位)")
_TOLD = 24  # code points before a title that may say how it is held
_NAME = 40  # code points after a title within which its holder's name ends
_GIVEN_TO = re.compile(r"(?:一职|职务)?[，,]?(?:将|拟|现)?由")
_TAKES_IT = re.compile(r"(?:同志)?(?:担任|兼任|接任|继任|代理|出任|兼)")
_ASIDE = re.compile(r"[（(][^（）()]{1,8}[）)]")
_AS = re.compile("(?:作为|身为|身兼)[^，。；]{0,30}\\Z")
_UNREAD = re.compile("[\u3400-\u9fff]|[ 　]?[A-Za-zＡ-Ｚａ-ｚ×＊*□■○〇●]")
"""The beginning of a name that was not read, or of other words that go on: 副局长|□国强, 主讲人|Tom."""
_EACH = re.compile("(?:[两三四五]家(?:单位|企业|公司|医院)?|双方|[两三四五][院校局地县镇乡村社站])的?\\Z")
"""Words for several houses just named, before an office that each of them has."""
_ELECT = ("候任", "拟任")
"""What stands before an office that its holder has not yet taken up: 候任区长|张三."""
_PUT_FORWARD = (
    "人选",
    "候选人",
    "候选",
    "提名人选",
    "候选人提名人选",
    "候选人人选",
    "候选人建议人选",
    "建议人选",
    "拟任人选",
)
_MASKS = re.compile(f"[{ORG}{PLACE}{INSIDE}{TITLE}]")
_BORN = re.compile("[，,（(][男女][，,)）]")
_BARE = re.compile("(?:生|出生|族|学历|文化|党员|群众|学位|籍|人)[，,]\\Z")
_UNKNOWN = re.compile("(?:、[^，。；、]{2,20})?的(?![职工时请经期岗位])[\u3400-\u9fff]{2}")
_THEN = re.compile("时(?!任)|期间|的时候|那会儿?|那些?年|那几年|以前|之前")
_HE = re.compile("[他她](?!们)|这[位名个](?![专网业])")
_GONE_TO = re.compile(  # 到某村|任|第一书记, 在某校|当过6年|校长
    rf"(?:继续)?(?:挂职|下派|选派|派驻)?(?:担任|任|出任|挂任|兼任|当|当了|做)?过?(?:{TIME}+|[0-9一二三四五六七八九十多几两半]{{1,4}}余?年)?的?"
)
_OWN = re.compile(rf"[（(][^（）()]*{TITLE}")
"""A name's own office in brackets: 甲|（副镇长）、乙."""
_FOR_YEARS = re.compile(f"(?:[0-9一二三四五六七八九十多几两半]{{1,4}}[余多]?(?:年|个月|届)|{TIME}+)的?\\Z")
_ON_LOAN = "挂职"
_LEVELS = ("社区", "村", "镇", "乡", "街道")
_FOR_A_WHILE = ("当起", "当起了", "当了回", "当了一回", "客串起", "客串", "变身", "化身", "变身为", "化身为")
_WITH_HEAD = re.compile("以[^，。；]{0,30}\\Z")
_APART = "分别"
_RUN_UP = 14
_UNLISTED = re.compile(f"、{ORG}{INSIDE}*[\u3400-\u9fff]{{2,5}}(?<![兼和与及对向到在由])")
"""A second office that no list has, of a body that the text names: 县委书记、县防指|指挥|张三."""
_SENT_BY = re.compile(f"{ORG}{INSIDE}*(?:派驻|选派|下派|委派|派)(?:到|在|至)?\\Z")
"""Who sends someone, between the verb and where one is sent: 是市审计局派驻|北洛村的第一书记."""
_COLLECTIVE = re.compile("各|有关|相关|全体|部分|部门|单位|广大")
"""Words before an office of many whom nothing names."""
_AMONG = re.compile(f"{TITLE}{PERSON}{INSIDE}*、\\Z")
"""A name that goes on a list of people of one office."""
_LISTED_ON = re.compile(f"、[\u3400-\u9fff]{{2,12}}{PERSON}")


def posts(view: SentenceView) -> Iterator[Draft]:
    last: tuple[int, LocalEntity] | None = None  # (end of a name and its titles, what they are of): 经理张三、会计李四
    for run in with_guests(view, title_runs(view)):
        before = same_house(view, last, run[0])
        for draft in _run(view, run, before):
            if draft.predicate == "holdsPost" and draft.object is not None and draft.end >= run[-1].end:
                last = (draft.end, draft.object)
            yield draft


def _run(view: SentenceView, run: list[Title], before: LocalEntity | None) -> Iterator[Draft]:
    end = run[-1].end
    if _COUNTED.match(view.text, end):
        return  # 已下派|医生|31人次
    follows = [mark for mark in view.marks_in(end, end + _NAME, "Person")[:1] if _touches(view, end, mark)]
    if not follows and _COLLECTIVE.search(run[0].loose):
        return  # 希望广大|教师, 有关部门|负责同志
    listed = view.shape[end : end + 1] == "、"
    if follows and not (listed and (taken_up(view, run[0]) or behind_name(view, run[0]))):
        yield from _before_name(view, run, follows[0], before)
        return
    named = [mark for mark in view.marks_in(end, end + _NAME, "Person")[:1] if _is_called(view, end, mark)]
    if named:  # 队长是出租车司机张三
        for one in _joined(view, named[0]):
            yield from said(view, run, one, "reported", surety=-0.05, told=True)
        return
    ahead = [mark for mark in view.marks_in(end, end + _NAME, "Person")[:1] if view.shape[end : mark.start] == "，"]
    if ahead and _AS.search(view.shape[: run[0].start]):  # 作为后寨村的第一书记，张三…
        yield from said(view, run, ahead[0], "reported", surety=-0.05)
        return
    lead = with_times(view, max(view.clauses[view.clause_of(run[0].start)][0], run[0].start - _TOLD), run[0].start)
    told = told_before(view, run, lead)
    if told is not None:  # 兼任某办主任的某局局长张三
        where = _sent_to(view, run[0])
        yield from said(view, run, told.holder, told.modality, former=told.former, before=where, told=True)
        return
    given = _GIVEN_TO.match(view.shape, end)
    taker = view.marks_in(end, end + _SCAN + 40, "Person")[:1] if given is not None else ()
    if given is not None and taker and not _MASKS.sub("", view.plain[given.end() : taker[0].start]).strip("、"):
        # 县水利局局长由张三兼任, 由副县长张三兼任
        verb = _TAKES_IT.match(view.shape, taker[0].end)
        if verb is not None:
            yield from said(view, run, taker[0], turned(given[0], "reported"), surety=-0.05)
        return
    yield from _after_name(view, run, before)


def _touches(view: SentenceView, end: int, mark: Mark) -> bool:
    if view.shape[end : mark.start] in _PUT_FORWARD:
        return True
    between = _ASIDE.sub("", view.shape[end : mark.start]).removeprefix("）")  # 副县长（挂职）张三, 部长（副镇长）张三
    if between[:1] == "、" and (_UNLISTED.fullmatch(between) or between[1:] in words_in("posts", "sittings")):
        return True
    if between[:1] in ("、", "兼") and len(between) <= BESIDE + 2 * between.count(PLACE):  # 县政协委员、种粮大户张三
        return between.endswith(callings()) and not any(mark in between for mark in (PERSON, TITLE, ORG, TIME))
    return between.strip(" 　：:同志”") == "" and len(between) <= 4


def _is_called(view: SentenceView, end: int, mark: Mark) -> bool:
    """队长是张三, 队长是学生家长、出租车司机李四: the words between only say what else one is."""
    between = view.shape[end : mark.start]
    calls = between[:1] in ("是", "为", "叫") and len(between) <= _RUN_UP and "，" not in between
    return calls and (len(between) == 1 or between.endswith(("的", *callings())))


def _before_name(view: SentenceView, run: list[Title], mark: Mark, before: LocalEntity | None) -> Iterator[Draft]:
    """区委常委、组织部部长魏雷; 副区长张三、李四."""
    several = _severally(view, run, mark)
    if several:  # 甲镇、乙镇党委书记张三、李四
        for house, one in several:
            yield from said(view, [_moved(run[0], house)], one, "reported")
        return
    planned = run[-1:] if view.shape[run[-1].end : mark.start] in _PUT_FORWARD else []
    if sure := run[: len(run) - len(planned)]:
        to = move(view, run[0], mark)
        if to is not None and before is None:
            sure = [title for title in sure if not is_rank_alone(title)]
        left = to is not None and bool(sure) and not planned and is_left(view, sure, to)
        own = before or _named_behind(view, run[0], mark)
        elect = bool(sure) and view.text.startswith(_ELECT, sure[0].begins)
        modality: Modality = "planned" if elect else "reported"
        yield from said(view, sure, mark, modality, former=left, before=own, dated=to is None)
    if planned:  # 副书记、主任人选张三
        yield from said(view, planned, mark, "planned", before=before)
        return
    last = mark
    for other in () if _is_sole(run[-1]) else view.marks_in(mark.end, len(view.text)):
        between = view.shape[last.end : other.start]
        between = re.sub(r"[（(][^（）()]{0,6}[）)]", "", between)
        if other.entity.type != "Person" or between not in _LISTS or not between or is_called_by_office(view, other):
            break
        yield from said(view, run[-1:], other, "reported", before=before)
        last = other


def _is_sole(title: Title) -> bool:
    """Whether one alone holds an office, so that those named behind its holder hold another: 县长|张三、李四等县领导."""
    alone = title.title in words_in("posts", "sole") or title.title.startswith("常务副")
    return alone and len(title.chain) < 2


def _severally(view: SentenceView, run: list[Title], first: Mark) -> list[tuple[Mark, Mark]]:
    """Houses and people in the same order, where as many of one kind stand joined before a title as people behind it."""
    if len(run) == 1 and not run[0].chain and _EACH.search(view.shape, 0, run[0].start):
        return _each_of(view, run[0], first)
    if len(run) != 1 or len(run[0].chain) != 1:
        return []
    houses, people = [run[0].chain[0]], [first]
    own = governed(view.about, houses[0].entity)  # 甲镇、乙镇党委|书记
    kinds = {houses[0].entity.kind, own.kind if own is not None and not run[0].body else ""}
    for mark in reversed(view.marks_in(0, houses[0].start, "Place", "Organization")):
        between = view.shape[mark.end : houses[0].start]
        if between not in ("、", "和", "与") or mark.entity.kind not in kinds:
            break
        houses.insert(0, mark)
    people = _joined(view, first)
    return list(zip(houses, people, strict=True)) if len(houses) == len(people) > 1 else []


def _joined(view: SentenceView, first: Mark) -> list[Mark]:
    """A name and those that go on behind it: 张三、李四和王五."""
    people = [first]
    for mark in view.marks_in(first.end, len(view.text), "Person"):
        if view.shape[people[-1].end : mark.start] not in ("、", "和", "与"):
            break
        people.append(mark)
    return people


def _each_of(view: SentenceView, title: Title, first: Mark) -> list[tuple[Mark, Mark]]:
    """甲医院与乙医院签约，两家|院长张三、李四: of the houses that the sentence names first, as many as there are people."""
    people, houses = _joined(view, first), dict[str, Mark]()
    for mark in view.marks_in(0, title.start, "Organization", "Place"):
        if mark.entity.kind in rules()[title.core].of:
            houses.setdefault(mark.entity.id, mark)
    return list(zip(houses.values(), people, strict=True)) if len(houses) == len(people) > 1 else []


def _moved(title: Title, house: Mark) -> Title:
    """The same title of another house, with the body whose name the one before it takes in."""
    if not title.chain:
        return replace(title, chain=(house,), loose="")
    last = title.chain[0]
    body = title.body or (body_of(last.entity.name) if house.entity.type != last.entity.type else "")
    return replace(title, start=house.start, chain=(house,), body=body)


def _named_behind(view: SentenceView, title: Title, holder: Mark) -> LocalEntity | None:
    """社区党委书记张三是华府社区的带头人: the area that only what is said of the holder names."""
    level = next((level for level in _LEVELS if f"{title.loose}{title.body}{title.title}".startswith(level)), "")
    for mark in view.marks_in(holder.end, holder.end + _NAME, "Place")[:1] if level and not title.chain else ():
        told = view.shape[holder.end : mark.start] in ("是", "作为") and view.shape[mark.end : mark.end + 1] == "的"
        return mark.entity if told and mark.entity.name.endswith(level) else None
    return None


def _after_name(view: SentenceView, run: list[Title], near: LocalEntity | None = None) -> Iterator[Draft]:
    """任命张三为某局局长; 张三任某局局长; 免去张三的某局局长职务; 某局局长由张三担任."""
    clause = view.clause_of(run[0].start)
    start = view.clauses[clause][0]
    persons = view.marks_in(start, run[0].start, "Person")
    if not persons and appoints_another(view.shape[start : run[0].start]):
        return
    if not persons and clause:  # 赵秀明，女，现任…; 曾国安此前任…
        persons = view.marks_in(view.clauses[max(0, clause - 2)][0], run[0].start, "Person")
    if not persons and clause > 2:  # 张三，男，1979年生，某合作社理事长
        told_of = view.marks_in(0, start, "Person")[:1]
        born = bool(told_of) and _BORN.match(view.shape, told_of[0].end) is not None
        alone = len({mark.entity.id for mark in view.marks_in(0, run[0].start, "Person")}) == 1
        # 张三，男，…，曾任某局局长，2020年任|某会主席
        held_before = alone and TITLE in view.plain[:start] and TITLE not in view.plain[start : run[0].begins]
        born = born and (held_before or _BARE.search(view.shape[:start]) is not None)
        persons = told_of if born else ()
    if not persons:
        yield from _absent(view, run, start)
        return
    holder = subject(view, persons[-1], start)
    persons = (*(person for person in persons if person.end < holder.end), holder)
    if len(persons) > 1 and view.shape[: holder.start].endswith(words_in("posts", "replaces")):
        # 李四接替张三任…: left by the one, taken up by the other
        yield from said(view, run, holder, "ended", surety=-0.1)
        yield from said(view, run, persons[-2], "reported", surety=-0.05)
        return
    begins = run[0].start - len(run[0].loose)
    between = _SENT_BY.sub("", with_times(view, holder.end, begins).removesuffix("中共"))
    if holder.end <= start:  # 张三已辞去某职，现任…: only what its own clause says
        between = with_times(view, start, begins).removesuffix("中共")
        if _told_of_another(view, holder, start, run, between):
            return
    if between == "等":  # 张三、李四等|县领导
        between = ""
    if between.rstrip("“").endswith(_FOR_A_WHILE) and run[-1].core in table()["figurative"]:
        return  # 副镇长甲当起了|主播
    team = _made_of(view, holder, run, between)
    if team is not None:
        near = team
    if run[0].title.startswith(_ON_LOAN):
        between += _ON_LOAN
    lead = with_times(view, max(0, holder.start - _SCAN), holder.start)
    if view.decision is not None:  # 免去：, on the line above
        lead = ("免去" if view.decision.ended else "任命") + lead
    meant = meaning(lead, between, view.shape[run[-1].end : run[-1].end + 10])
    if meant is None:
        return
    modality, former = meant
    if modality == "reported" and view.shape.startswith(_PUT_FORWARD, run[-1].end):
        modality = "planned"  # 甲为副镇长|人选
    if modality == "reported" and _THEN.match(view.shape, run[-1].end):  # 他当副部长|时
        modality, former = "ended", True
    if modality == "reported" and any_in("modality", "lead", "denied").search(lead):
        modality = "denied"
    verb = _last(any_of((*table()["appoints"], *table()["dismisses"])), lead)
    begin = max(0, holder.start - len(lead) + verb.start()) if verb is not None else None
    appointed = verb is not None and verb[0] in table()["appoints"]
    housed = not between and view.plain[holder.start - 1 : holder.start] in (ORG, INSIDE)
    alone = between[:1] == "（" or housed  # 甲、乙（镇人大主席）; 甲、某公司乙|经理
    listed = [holder] if alone else _listed(view, persons)
    apart = _APART in between and len(listed) == len(run) > 1  # 张三、李四分别任副局长、四级调研员
    first = office(view, run[0], None, told=True) if apart else None
    for number, person in enumerate(listed):
        titles = run[number : number + 1] if apart else run
        where = _sent_to(view, titles[0]) or (first.of if first is not None else None)
        where = where or near or _beside_name(view, titles[0], person)  # 某医院主任张三|教授
        yield from said(
            view,
            titles,
            person,
            modality,
            former=former,
            appointed=appointed,
            begin=begin,
            before=where,
            told=True,
            spelt=spell(view, holder.end, run[0].start, between, modality),
        )


def _made_of(view: SentenceView, holder: Mark, run: list[Title], between: str) -> LocalEntity | None:
    """以副厅长甲为|组长的某暗查组: the group named behind the office that its head holds in it."""
    start, end = view.clauses[view.clause_of(holder.start)]
    if (
        between != "为"
        or not view.shape.startswith("的", run[-1].end)
        or not _WITH_HEAD.search(view.shape, start, holder.start)
    ):
        return None
    return next((mark.entity for mark in view.marks_in(run[-1].end, end, "Organization")), None)


def _beside_name(view: SentenceView, title: Title, holder: Mark) -> LocalEntity | None:
    """县医院甲|院长, 骨伤科乙|主任: the house right before a name that its title stands right behind."""
    if title.begins != holder.end or title.chain:
        return None
    house = next((m for m in reversed(view.marks_in(0, holder.start, "Organization")) if m.end == holder.start), None)
    if house is not None:
        return house.entity
    before = view.text[max(0, holder.start - 2) : holder.start]
    if before[:1] in ("我", "该", "本"):  # 我院甲|院长
        return own_house(view.about, before[1:])
    if before[-1:] in ("科", "室"):
        return hospital(view.about, view.offset(holder.start))
    return None


def _told_of_another(view: SentenceView, holder: Mark, start: int, run: list[Title], between: str) -> bool:
    """Whether a clause without a name that is known speaks of someone else than the one named before it.

    章某任副组长，组织委员|疏某|兼任办公室主任: a title before the verb, or words behind a title that nothing says is held;
    and a bare title behind one who has an office before the name.
    """
    if TITLE in view.plain[start : run[0].begins]:
        return True
    if not between.strip("，, 　") and name_rules().speech.at(view.text, holder.end) is not None:
        return True  # 会议由张三主持，|班子成员、站所长参加
    first, alone = run[0], not between.strip("，, 　")
    bare = not (first.chain or first.loose or first.body)
    if alone and bare and view.plain[holder.start - 1 : holder.start] == TITLE:
        return True  # 县林业局局长张三，副局长|×××，…
    if alone and _AMONG.search(view.plain, 0, holder.start) and not view.text.startswith("（", holder.end):
        return True  # 出席的有副校长张三、李四，某协会|会长
    if alone and _LISTED_ON.match(view.plain, run[-1].end):
        return True  # 区长张三，区人大主任、某某|李四
    if _UNKNOWN.match(view.shape, run[-1].end):  # 曾任副镇长、如今牵头执法队的|见某
        return True
    return alone and _UNREAD.match(view.shape, run[-1].end) is not None


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return next(reversed(list(pattern.finditer(text))), None)


def _listed(view: SentenceView, persons: Sequence[Mark]) -> list[Mark]:
    """任命张三、李四为…: all names joined to the last one."""
    listed = [persons[-1]]
    for person in reversed(persons[:-1]):
        between = _MASKS.sub("", view.plain[person.end : listed[0].start])  # 张三、县水利局副局长李四担任
        between = re.sub(r"[（(][^（）()]{0,6}[）)]", "", between)
        own = view.plain[person.end : person.end + 1] == TITLE or _OWN.match(view.plain, person.end) is not None
        if not between or between not in _LISTS or own or is_called_by_office(view, person):
            break  # 甲|副主任医师、县医院乙院长
        listed.insert(0, person)
    return listed


def _absent(view: SentenceView, run: list[Title], start: int) -> Iterator[Draft]:
    """任第一书记 where the clause leaves out who: the sentence's person, else the last named one (他)."""
    career = carried_on(view, run, start)
    if career is not None:
        house, (one, modality, former, spelt) = _sent_to(view, run[0]), career
        yield from said(view, run, one, modality, former=former, surety=-0.15, before=house, told=True, spelt=spelt)
        return
    near = _FOR_YEARS.sub("", with_times(view, max(start, run[0].start - 12), run[0].start))[-6:]
    rule = next((rule for rule in verbs() if near.endswith(rule[0])), None)
    then = _THEN.match(view.shape, run[-1].end) if rule is not None else None  # 他当副部长|时
    if (
        rule is None
        or view.in_speech(run[0].start)
        or (len(rule[0]) == 1 and not then and near.strip("，, 　现") not in ("任", "担任"))
    ):
        return
    if not view.marks_in(0, run[0].start, "Person") and not _HE.search(view.shape, 0, run[0].start):
        return
    holder = view.about.last(view.offset(run[0].start), lambda entity: entity.type == "Person")
    if holder is None:
        return
    mark = Mark(entity=holder, start=run[0].start, end=run[0].end)
    modality, where = turned(near.removesuffix(rule[0]), rule[1]), _sent_to(view, run[0])
    if then and modality == "reported":
        modality = "ended"
    yield from said(view, run, mark, modality, former=rule[2] or bool(then), surety=-0.2, before=where, told=True)


def _sent_to(view: SentenceView, title: Title) -> LocalEntity | None:
    """到某村任第一书记: where a title that stands bare behind its verb is held."""
    if title.chain:
        return None
    for mark in reversed(view.marks_in(max(0, title.start - _NAME), title.start, "Organization", "Place")):
        led = view.shape[: mark.start].endswith(("到", "赴", "在", "来", "至", "为"))
        gone = _GONE_TO.fullmatch(view.shape, mark.end, title.start)
        said = mark.end < title.start or title.title.startswith(_ON_LOAN)  # 在县医院|挂职副院长
        return mark.entity if led and gone and said else None
    return None

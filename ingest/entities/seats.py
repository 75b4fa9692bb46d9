"""What an office implies: the county of a 副县长, the congress of a 县人大代表, where an article names neither.

A post needs something that it is of, and readers of a county's paper know which county is meant. The entity
bears the name that the context gives, and stands where the office's own word stands (县长). A county's head is of the
county, as where the text names it; where nothing tells which county it is, of its government as the text would say it
(县政府), so that it is not taken for an office of the party's committee that the text does name (县委常委、副县长).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ingest.context.own_area import area_entity
from ingest.entities.coreference_bodies import area_meant
from ingest.entities.identity import LEADERS
from ontology.division_names import spoken
from ontology.divisions import Division, spoken_names
from ontology.ids import local_id, normal_name
from ontology.records import Article, Context, LocalEntity, Span

RULE = "organization/seat"
_WORDS = 3  # code points of 县人大, 县政协
_MOST = 400  # offices looked at in one article
_STOPS = "，。；！？：\n"  # 县人大代表|、清水村党总支书记张三
_LEADS = ("常务副", "科技副", "代理", "副", "代")


class _Seat(NamedTuple):
    """Words of an office, the kind of body that it implies, and what the area's name goes on with in that one's name."""

    office: re.Pattern[str]
    kind: str
    bodies: tuple[str, ...]


_SEATS = (
    _Seat(
        re.compile(
            r"(?<![社小园片校辖])(?P<level>[县区市旗])长(?=[\u4e00-\u9fff　 ：:、，（(])(?!期|效|远|江|城|寿|大|途)"
        ),
        "GovernmentBody",
        ("人民政府", "政府"),
    ),
    _Seat(
        re.compile(
            r"(?<![社小园片校辖该各])(?P<level>[县区市旗])人大代表(?!大会|团|之家|联|建|工|小组|家|们|票|资|履|活)"
        ),
        "PeoplesCongress",
        ("人大", "人民代表大会", "人大常委会", "人民代表大会常务委员会"),
    ),
    _Seat(
        re.compile(r"(?<![社小园片校辖该各])(?P<level>[县区市旗])政协委员(?!会|联|工|小组|家|们|履|活)"),
        "ConsultativeConference",
        ("政协", "政协委员会"),
    ),
)


_LEADERS = re.compile(f"(?:(?<![\u3400-\u9fff])|(?<=[等家]))(?P<level>[市州盟县区旗]){LEADERS}")
_MEMBERS = {"政协": "ConsultativeConference", "人大": "PeoplesCongress"}
_MEMBER = re.compile("(?P<body>政协(?=委员)|人大(?=代表))..(?![会联工小家们履活大团之建票资])")
_LEVELS = {
    "政协": ("省", "市", "州", "盟", "区", "县", "旗"),
    "人大": ("省", "市", "州", "盟", "区", "县", "旗", "镇", "乡"),
}


def implied(article: Article, context: Context, entities: Sequence[LocalEntity]) -> Iterator[LocalEntity]:
    """The bodies, one a kind and level, that offices imply and no entity of the article is or lies in."""
    starts = {end: entity for entity in entities for _, end in entity.mentions}
    people = {start for entity in entities if entity.type == "Person" for start, _ in entity.mentions}
    taken = sorted(span for entity in entities for span in entity.mentions)
    for seat in _SEATS:
        given: set[str] = set()
        for match in list(seat.office.finditer(article.text, *article.body))[:_MOST]:
            level = match["level"]
            span = match.start(), match.end() if seat.kind == "GovernmentBody" else match.start() + _WORDS
            if level in given or any(start < span[1] and span[0] < end for start, end in taken):
                continue
            lead = next((len(word) for word in _LEADS if article.text.endswith(word, 0, span[0])), 0)
            if span[0] - lead in starts:  # 于都县|副县长: another's
                continue
            area = area_meant(context, level)
            if area is None and seat.kind == "GovernmentBody":
                unknown = _of_no_county(article, level, span, entities)
                if unknown is not None:
                    given.add(level)
                    yield unknown
            if area is None or any(_is_known(entity, area, seat) for entity in entities):
                continue
            named = any(entity.code == area.code for entity in entities)
            if named and people.isdisjoint(range(match.end(), _clause_end(article.text, match.end()))):
                continue  # 邀请县人大代表旁听: no one's post
            given.add(level)
            head = seat.kind == "GovernmentBody"
            yield area_entity(article, area, (span,), RULE) if head else _body(article, area, seat, span)


def of_leaders(article: Article, context: Context, entities: Sequence[LocalEntity]) -> Iterator[LocalEntity]:
    """The area whose leaders the text names by no more than that word: 县领导|张三."""
    people = {start for entity in entities if entity.type == "Person" for start, _ in entity.mentions}
    for match in list(_LEADERS.finditer(article.text, *article.body))[:_MOST]:
        area = area_meant(context, match["level"]) if match.end() in people else None
        if area is None or any(_is_known(entity, area, _SEATS[0]) for entity in entities):
            continue
        yield area_entity(article, area, (match.span(),), RULE)
        return


def of_members(article: Article, entities: Sequence[LocalEntity]) -> Iterator[LocalEntity]:
    """The congress or conference of an area that the text names, for whoever is its member: 芦溪县|政协委员张三."""
    areas = {end: one for one in entities if one.kind == "AdministrativeArea" for _, end in one.mentions}
    people = {start for entity in entities if entity.type == "Person" for start, _ in entity.mentions}
    taken = {at for one in entities for start, end in one.mentions for at in range(start, end)}
    given = {normal_name(name) for one in entities for name in (one.name, *one.aliases)}
    for match in list(_MEMBER.finditer(article.text, *article.body))[:_MOST]:
        area, span = areas.get(match.start()), (match.start(), match.start() + len(match["body"]))
        if area is None or not area.name.endswith(_LEVELS[match["body"]]) or not taken.isdisjoint(range(*span)):
            continue
        name = f"{area.name}{match['body']}"
        if normal_name(name) in given or people.isdisjoint(range(match.end(), _clause_end(article.text, match.end()))):
            continue
        given.add(normal_name(name))
        yield LocalEntity(
            id=local_id(article.id, *span),
            article=article.id,
            type="Organization",
            kind=_MEMBERS[match["body"]],
            name=name,
            aliases=(),
            mentions=(span,),
            rule=RULE,
        )


def _clause_end(text: str, start: int) -> int:
    """Where the clause around an offset ends."""
    return next((at for at in range(start, len(text)) if text[at] in _STOPS), len(text))


def _of_no_county(article: Article, level: str, span: Span, entities: Sequence[LocalEntity]) -> LocalEntity | None:
    """县政府 for 县委常委、副县长张三, where the text says of no county which it is, and names its committee (县委)."""
    names = {name for entity in entities for name in (entity.name, *entity.aliases)}
    if level + "委" not in names or level + "政府" in names or level + "人民政府" in names:
        return None
    return LocalEntity(
        id=local_id(article.id, *span),
        article=article.id,
        type="Organization",
        kind="GovernmentBody",
        name=level + "政府",
        aliases=(),
        mentions=(span,),
        rule=RULE,
    )


def _body(article: Article, area: Division, seat: _Seat, span: Span) -> LocalEntity:
    names = [f"{name}{body}" for body in seat.bodies[:2] for name in spoken(area.name, area.level, bare=False)]
    return LocalEntity(
        id=local_id(article.id, *span),
        article=article.id,
        type="Organization",
        kind=seat.kind,
        name=names[0],
        aliases=tuple(sorted(names[1:])),
        mentions=(span,),
        rule=RULE,
    )


def _is_known(entity: LocalEntity, area: Division, seat: _Seat) -> bool:
    """Whether an entity is the body that a seat is of; the area itself stands for its government alone."""
    bodies = seat.bodies
    if entity.code == area.code:
        return seat.kind == "GovernmentBody"
    called = {normal_name(name) for name in (entity.name, *entity.aliases)}
    return any(f"{name}{body}" in called for name in spoken_names(area, bare=False) for body in ("", *bodies))

"""Parts that several pages show: an entity's badge, a statement with its sentence, the legend."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import streamlit as st

from app.words import language, safe, word
from ontology.model import model
from queries.cards import Card, SaidStatement
from queries.find import EntityRow

# Streamlit's names of colours, as it draws them: the ontology's colours are shown by the nearest.
_COLOURS = {
    "red": (255, 75, 75),
    "orange": (255, 164, 33),
    "green": (33, 195, 84),
    "blue": (28, 131, 225),
    "violet": (128, 61, 245),
}


def type_name(etype: str) -> str:
    """A type's name from the ontology in the language chosen."""
    return model().types[etype].label(language())


def kind_name(kind: str) -> str:
    """A kind's (or type's) name from the ontology in the language chosen."""
    return model().kind_label(kind, language())


def relation_name(predicate: str) -> str:
    """A relation's forward reading from the ontology in the language chosen."""
    return model().relations[predicate].label(language())


def background(etype: str) -> str:
    """The name of Streamlit's colour nearest to a type's colour in the ontology."""
    colour = model().types[etype].colour
    wanted = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]

    def distance(name: str) -> int:
        return sum((one - other) ** 2 for one, other in zip(wanted, _COLOURS[name], strict=True))

    return min(_COLOURS, key=distance)


def marked(text: str, spans: Iterable[tuple[int, int, str]]) -> str:
    """Text as safe Markdown with (start, end, colour) spans marked; spans inside others are left out."""
    parts, done = [], 0
    for start, end, colour in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start < done or end > len(text):
            continue
        parts += [safe(text[done:start]), f":{colour}-background[{safe(text[start:end])}]"]
        done = end
    return "".join([*parts, safe(text[done:])])


def go_to_entity(identity: str) -> None:
    """Show an entity's card on the search page (a button's callback)."""
    st.session_state["entity"] = identity


def statement(said: SaidStatement, *, key: str) -> None:
    """One statement: what it says, then the sentence with the words that say so marked."""
    value = said.object.name if said.object else f"{_number(said.number)}{said.value}{said.unit}"
    about = word("about") if said.approximate else ""
    words = [f"**{safe(said.subject.name)}**", relation_name(said.predicate), f"**{safe(about + value)}**"]
    time = said.time if said.time != said.value else ""  # of heldOn the day is its value
    extra = [
        part
        for part in (said.role or said.indicator, *(_detail(*one) for one in said.details), time, said.change)
        if part
    ]
    if said.modality != "reported":
        extra.append(word(said.modality))
    if said.status:
        extra.append(word(said.status))
    line = " ".join(words) + (f" · {safe(' · '.join(extra))}" if extra else "")
    st.markdown(line)
    st.markdown("> " + marked(said.sentence, _evidence(said)))
    source = f"{said.title or word('untitled')} · {said.published or word('undated')} · {word('confidence', said.confidence)}"
    left, right = st.columns([5, 1])
    left.caption(safe(source))
    if right.button(word("open_article"), key=f"article-{key}-{said.id}", type="tertiary"):
        st.session_state["article"] = said.article
        st.switch_page("views/article.py")


def card(shown: Card, *, key: str) -> None:
    """An entity's card: names, area, and every statement with its sentence."""
    entity = shown.entity
    st.subheader(f":{background(entity.etype)}-badge[{kind_name(entity.kind)}] {safe(entity.name)}")
    facts = []
    if entity.aliases:
        facts.append(f"{word('also')} {'、'.join(entity.aliases)}")
    if entity.code:
        facts.append(f"{word('code')} {entity.code}")
    if entity.area:
        facts.append(f"{word('area')} {area_name(entity.area)}")
    facts.append(word("in_articles", entity.articles))
    if entity.first_day:
        days = [entity.first_day, entity.last_day]
        facts.append(word("days", *days) if entity.first_day != entity.last_day else word("one_day", days[0]))
    st.caption(safe(" · ".join(facts)))
    st.markdown(f"**{word('statements', len(shown.statements))}**")
    if not shown.statements:
        st.info(word("no_statements"))
    for said in shown.statements:
        statement(said, key=key)
    with st.expander(word("read_as")):
        for local in shown.read_as:
            also = f" ({'、'.join(local.aliases)})" if local.aliases else ""
            st.markdown(
                f"- {safe(local.name + also)} — {safe(local.title or word('untitled'))} — {safe(file_name(local.source))}"
            )


def file_name(source: str) -> str:
    """A file's own name, without the folders that it was read from."""
    return Path(source).name


def area_name(code: str) -> str:
    """The name of a county by its official code; the code itself where it is unknown."""
    from ontology.divisions import by_code

    division = by_code(code)
    return division.name if division else code


def legend() -> None:
    """The types with their colours, from the ontology."""
    st.markdown(" ".join(f":{background(etype)}-badge[{type_name(etype)}]" for etype in model().types.names))


def entity_line(row: EntityRow) -> str:
    """An entity in a list: type, name, kind, area."""
    area = f" · {area_name(row.area)}" if row.area else ""
    return f":{background(row.etype)}-badge[{kind_name(row.kind)}] {safe(row.name)}{safe(area)}"


def _evidence(said: SaidStatement) -> list[tuple[int, int, str]]:
    """The ends' names within the evidence; where neither stands there, the evidence itself."""
    spans = []
    for end in (said.subject, said.object):
        found = said.sentence.find(end.name) if end else -1
        if end and found >= 0:
            spans.append((found, found + len(end.name), background(end.etype)))
    return spans or [(said.start, said.end, "gray")]


def _detail(name: str, given: str) -> str:
    """A further word of a statement; what a report changes in a post is a term, the others are the article's own words."""
    return word(f"change_{given}") if name == "change" else given


def _number(number: float | None) -> str:
    if number is None:
        return ""
    return str(int(number)) if number.is_integer() else str(number)

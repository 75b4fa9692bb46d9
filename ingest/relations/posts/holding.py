"""The statement that a title is held: of whom, where, in what role, since when, and by whose appointment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from ingest.mentions.organizations.organization_forms import PARTIES
from ingest.relations.base import Draft, Mark, SentenceView, Title, all_names, relation
from ingest.relations.events.occasions import time_for
from ingest.relations.posts.leaning import Office
from ingest.relations.posts.offices import office
from ingest.relations.posts.spells import NO_SPELL, Spell
from ingest.relations.posts.titles import body_of, of_pupil, table
from ontology.records import LocalEntity, Modality

_SURE = 0.75
_NO_ROLE = ("政府", "村委会", "居委会")  # 县人民政府|副县长


def said(
    view: SentenceView,
    run: Sequence[Title],
    holder: Mark,
    modality: Modality,
    *,
    former: bool = False,
    appointed: bool = False,
    begin: int | None = None,
    surety: float = 0.0,
    before: LocalEntity | None = None,
    told: bool = False,
    spelt: Spell = NO_SPELL,
    dated: bool = True,
) -> Iterator[Draft]:
    """That a holder has, takes up or leaves the titles of a run, one statement each; what each is of leans on the last.

    `former`: they are held no more. `appointed`: by a verb that begins at `begin`. `surety`: added to how sure the
    house is. `before`: what a title of no house of its own is of. `told`: a verb says so (担任). `spelt`: since when.
    `dated`: the day of a decision is when they are taken up; not of what one held before.
    """
    lent: Office | None = None  # of a house in words alone: 华东院党委副书记、|总经理
    was, inside = former, False  # 原 within a title is of that house alone: 省委|原|副书记、省关工委主任
    for title in run:
        was = title.former or (was and not (inside and (title.chain or title.loose)))
        inside = inside or (title.former and not view.text.startswith(tuple(table()["former"]), title.start))
        if title.core in table()["no_office"] or of_pupil(title):
            continue
        if not title.chain and view.text[title.begins - 1 : title.begins] == "》":
            continue  # 《某刊》主编: of what no entity stands for
        alone = not (title.chain or title.loose or title.body)
        found = lent if lent is not None and alone else office(view, title, before, told=told)
        if found is None or found.of is holder.entity:
            continue
        place, sure, unnamed = found
        lent = Office(place, sure, title.loose) if unnamed and place.type == "Place" and len(title.loose) > 2 else None
        if appointed and begin is not None and title.start == title.begins and not title.loose + title.body:
            place = _asked_by(view, holder, begin, place) or place
        before = place
        details = []
        if title.acting:
            details.append(("acting", "代"))
        if was:
            details.append(("former", "原"))
        if appointed and modality == "reported":
            details.append(("change", "appointed"))
        elif spelt.change:
            details.append(("change", spelt.change))
        role = role_of(view, title, place, unnamed)
        kind: Modality = "ended" if was and modality == "reported" else modality
        start, end = min(title.start, holder.start), max(title.end, holder.end)
        start = start if begin is None else min(start, begin)
        news = time_for(view, start) if begin is not None else None
        day = view.decision.day if view.decision is not None and dated else None
        time = spelt.time or (news.edtf if news is not None else day)
        yield Draft(
            predicate="holdsPost",
            subject=holder.entity,
            object=place,
            role=role,
            time=time,
            modality=kind,
            details=tuple(sorted(details)),
            rule=f"posts.yaml core: {title.core}",
            start=start,
            end=end,
            confidence=sure + surety,
        )
        if title.title in table()["dispatched"] and place.type == "Place" and sure >= _SURE:
            yield relation(
                "dispatchedTo",
                holder,
                place,
                (start, end),
                sure + surety - 0.05,
                f"posts.yaml dispatched: {title.title}",
                modality=kind,
                role=title.title,
            )
        appointer = _appointer(view, holder) if appointed else None
        if appointer is not None:
            yield relation(
                "appoints",
                appointer,
                holder,
                (start, end),
                0.75,
                f"posts.yaml core: {title.core}, appointed",
                modality=kind,
                role=role,
            )


def _asked_by(view: SentenceView, holder: Mark, begin: int, own: LocalEntity) -> LocalEntity | None:
    """聘请某大学教授张三为|首席专家: a bare title is of who asks, not of the holder's own house between verb and name."""
    if not any(mark.entity is own for mark in view.marks_in(begin, holder.start, "Organization")):
        return None
    asks = _appointer(view, holder) or view.about.topic
    return asks if asks is not None and asks.type in ("Organization", "Place") else None


def _appointer(view: SentenceView, holder: Mark) -> LocalEntity | None:
    """Who appoints: the organisation that acts in the sentence, else the congress that the article is about."""
    for actor in reversed(view.actors):
        if (
            actor.mark.end <= holder.start
            and actor.case in ("agent", "by")
            and actor.mark.entity.type == "Organization"
        ):
            return actor.mark.entity
    topic = view.about.topic
    return topic if topic is not None and topic.kind == "PeoplesCongress" else None


def role_of(view: SentenceView, title: Title, of: LocalEntity, unnamed: str = "") -> str:
    """The title in words, with the body it is of where the text names one: 党支部书记, 组织部部长, 校长.

    `of`: whose it is. `unnamed`: words for a house that no entity stands for; they stay whole (融媒体中心主任).
    """
    body = title.body
    if body.startswith("委") and title.chain and title.chain[-1].end == title.begins:
        body = view.text[title.begins - 1 : title.begins] + body  # 三水区|委书记
    if not body and title.chain:
        mark = title.chain[-1]
        called = view.text[mark.start : mark.end]
        body = "" if called.startswith(PARTIES) else body_of(called)  # 民盟市委|主委
    lead = view.text[title.begins : title.end] if title.acting else ""
    acting = "代理" if "代理" in lead else "代" if title.acting else ""
    kept = unnamed or _in_role(body)
    if not kept and not body.endswith(_NO_ROLE) and not any(name.endswith(body) for name in all_names(of)):
        kept = body  # 两新工委|书记, of the committee that the article names
    return f"{kept}{acting}{title.title}"


@lru_cache(maxsize=1024)
def _in_role(body: str) -> str:
    """县委 stays, 村党支部 becomes 党支部, 人民政府 goes."""
    kept = [word for word in table()["in_role"] if body.endswith(word)]
    return max(kept, key=len) if kept else ""

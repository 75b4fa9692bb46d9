"""Ties of events over sentences: said once a pair, only of those of whom nothing else is said, and not of what bars them."""

from __future__ import annotations

from itertools import combinations

from ingest.relations.events.ties import BIAS, candidates, ties, weights
from tests.ingest.marking import marked
from tests.ingest.test_held import views_of

NEWS = (
    "3月5日，[柳林镇|Place:AdministrativeArea]举行[防汛应急演练|Event:Drill]。一声令下，[县水利局|Organization:GovernmentBody]、"
    "[柳林派出所|Organization:PoliceStation]的人员同时到位，[镇卫生院|Organization:HealthInstitution]为伤员包扎。"
)


def test_those_who_act_in_the_scene_take_part() -> None:
    assert {
        "县水利局 participatesIn 防汛应急演练",
        "柳林派出所 participatesIn 防汛应急演练",
    } <= {line.removesuffix(" 参加") for line in marked(NEWS).said("participatesIn")}


def test_a_pair_is_said_once_and_none_that_is_said_already() -> None:
    views = views_of(marked(NEWS))
    found = [(d.subject.id, d.object.id) for _, d in ties(views, frozenset()) if d.object is not None]
    assert found
    assert len(found) == len(set(found))
    said = frozenset(("participatesIn", subject, thing) for subject, thing in found)
    assert not list(ties(views, said))


def test_every_place_of_a_name_near_an_event_is_weighed() -> None:
    views = views_of(marked(NEWS))
    weighed = list(candidates(views, lambda _, event: False))
    assert {(tie.mark.entity.name, tie.event.name) for tie in weighed} == {
        (name, "防汛应急演练") for name in ("柳林镇", "县水利局", "柳林派出所", "镇卫生院")
    }
    assert not any(one.features == other.features for one, other in combinations(weighed, 2))


def test_the_table_holds_weights() -> None:
    assert BIAS in weights()
    assert len(weights()) > 500
    assert max(map(abs, weights().values())) < 50

"""Keys join what is one organisation, and only that; no two lists of fields give one key."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ontology import bodies, divisions
from ontology.bodies import body_kind, body_path, known_body
from ontology.errors import OntologyError
from ontology.ids import normal_name
from ontology.keys import (
    event_key,
    has_code,
    names_of_area,
    organization_area,
    organization_key,
    person_key,
    place_key,
    programme_key,
)
from ontology.model import model

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "bodies.yaml").read_text(encoding="utf-8"))
NAMES = sorted({name for case in CASES["same"] for name in case["names"]})
FIELDS = st.text(alphabet="古楼|/%7C2F ", max_size=6)


@pytest.mark.parametrize(
    ("name", "case"), [pytest.param(n, c, id=f"{n}@{c['about']}") for c in CASES["same"] for n in c["names"]]
)
def test_all_names_of_an_organisation_give_its_area_and_path(name, case):
    assert organization_area(name, area=case["about"]) == (case["area"], tuple(case["path"]))


@pytest.mark.parametrize("case", CASES["different"], ids=lambda case: case[1])
def test_different_organisations_have_different_keys(case):
    area, *names = case
    keys = [organization_key(*organization_area(name, area=str(area))) for name in names]
    given_keys = [key for key in keys if key]
    assert len(set(given_keys)) == len(given_keys)


def test_the_path_within_an_area_needs_only_its_names():
    names = names_of_area("371502")
    assert names[:2] == ("东昌府区", "聊城市东昌府区")
    assert {body_path(n, names) for n in ("区委", "东昌府区委", "中共东昌府区委员会")} == {("党委",)}
    assert {body_path(n, ["某县", "县"]) for n in ("县住建局", "县住房和城乡建设局", "某县住房和城乡建设局")} == {
        ("住房和城乡建设局",)
    }
    assert names_of_area("99") == ()


@given(st.sampled_from(NAMES), st.text(alphabet=" \u3000“”", max_size=2), st.integers(0, 8))
def test_spaces_and_quotes_do_not_change_the_path(name, noise, position):
    noisy = name[:position] + noise + name[position:]
    assert organization_area(noisy, area="371502") == organization_area(name, area="371502")


@given(st.text(alphabet="东昌府区古楼街道中共委员会党支部法院市县村社局|/第届办", max_size=40))
def test_any_text_has_a_path_that_holds_its_words_or_known_ones(text):
    area, path = organization_area(text, area="371502")
    assert area is None or divisions.by_code(area) is not None
    assert bool(path) == bool(normal_name(text))
    assert all(path)


@given(
    st.sampled_from(sorted({d.code for d in divisions.within("371502")})), st.sampled_from(["党支部", "党群服务中心"])
)
def test_a_body_of_any_area_below_is_found_by_the_full_name(code, body):
    name = divisions.full_name(code).removeprefix("山东省聊城市") + body
    assert organization_area(name, area="371502") == (code, known_body(body))


def test_every_body_of_the_table_has_a_kind_of_organisation():
    table = bodies._table()
    assert {model().type_of(kind) for kind in table.kinds.values()} == {"Organization"}
    assert body_kind(("党委", "办公室")) == "PartyOrganization"
    assert body_kind(("阳光社工",)) is None


def test_a_form_that_means_two_bodies_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "bodies.yaml"
    path.write_text("GovernmentBody:\n  教育局: [教局]\n  教育和体育局: [教局]\n", encoding="utf-8")
    monkeypatch.setattr(bodies, "DATA", path)
    with pytest.raises(OntologyError, match="教局 stands for 教育局 and 教育和体育局"):
        bodies._table.__wrapped__()


def test_keys_begin_with_their_type():
    street = place_key(code="371502001")
    assert street == "Place|371502001"
    assert place_key(code="371502001", parent="Place|371502", name="古楼街道") == street
    assert place_key(parent=street, name="“月亮湾” 小区") == "Place|371502001|月亮湾小区"
    assert organization_key("371502", ("党委",)) == "Organization|371502|党委"
    assert person_key("371502", "郝远舟", street) == "Person|371502|郝远舟|Place|371502001"
    assert event_key("371502", "剪纸活动", "2022-10") == "Event|371502|剪纸活动|2022-10"
    assert programme_key("371502", "双报到") == "Programme|371502|双报到"
    assert (has_code("Place|371502001"), has_code("Place|371502001|古楼")) == (True, False)


@pytest.mark.parametrize(
    "key",
    [
        place_key(name="古楼"),
        place_key(parent="Place|371502"),
        place_key(parent="Place|371502", name=" “” "),
        organization_key(None, ("党委",)),
        organization_key("371502", ()),
        person_key("371502", "郝远舟", None),
        person_key(None, "郝远舟", "Place|371502"),
        event_key("371502", "会议", None),
        programme_key(None, "双报到"),
    ],
)
def test_a_missing_part_gives_no_key(key):
    assert key is None


@given(st.tuples(FIELDS, FIELDS), st.tuples(FIELDS, FIELDS))
def test_keys_are_equal_only_where_all_their_fields_are(left, right):
    same = tuple(map(normal_name, left)) == tuple(map(normal_name, right))
    for make in (
        lambda pair: event_key("371502", *pair),
        lambda pair: organization_key("371502", pair),
        lambda pair: place_key(parent=place_key(parent="Place|371502", name=pair[0]), name=pair[1]),
        lambda pair: person_key("371502", pair[0], programme_key("371502", pair[1])),
    ):
        if all(normal_name(part) for part in (*left, *right)):
            assert (make(left) == make(right)) is same

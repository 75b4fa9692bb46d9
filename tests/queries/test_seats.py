"""One post said of an area and of the area's own body is one post, with the body that the title implies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from ontology.seats import own_body, seat, seat_in
from queries import catalog
from queries.find import find
from queries.said import End
from queries.tenures import Tenure, tenures
from store import open_store
from store.base import Reader
from tests.queries import world
from tests.queries.test_conflicts import page

BODIES = {
    "莒县人民政府": "GovernmentBody",
    "莒县县委": "PartyOrganization",
    "李家村党支部": "PartyOrganization",
    "李家村民委员会": "SelfGoverningCommittee",
    "莒县人大常委会": "PeoplesCongress",
}
HELD = [
    ("张三", "Place 莒县", "县长"),
    ("张三", "莒县人民政府", "县长"),
    ("李四", "Place 莒县", "县委书记"),
    ("李四", "莒县县委", "县委书记"),
    ("王五", "Place 李家村", "村支书"),
    ("王五", "李家村党支部", "党支部书记"),
    ("王五", "Place 李家村", "村主任"),
    ("王五", "李家村民委员会", "主任"),
    ("赵六", "Place 莒县", "人大常委会主任"),
    ("赵六", "莒县人大常委会", "主任"),
]


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """Two articles, of which the one says each post of the area and the other of the area's body."""

    def body(name: str) -> str:
        return name if " " in name else f"Organization/{BODIES[name]} {name}"

    facts = [[f"Person {person}", "holdsPost", body(name), {"role": role}] for person, name, role in HELD]
    places = [
        [body(name), "governs", f"Place {'李家村' if '李' in name else '莒县'}"]
        for name in BODIES
        if "人大" not in name
    ]
    case = {
        "articles": [
            {"published": "2023-04-10", "facts": facts[::2]},
            {"published": "2023-04-10", "facts": facts[1::2] + places},
        ],
        "codes": {"莒县": "371122"},
    }
    with open_store(str(tmp_path_factory.mktemp("seats") / "case.lbug"), write=True) as writer:
        writer.put([page(number, case) for number in range(2)])
        world.join_namesakes(writer)
        yield writer


def held(reader: Reader, name: str) -> Sequence[Tenure]:
    (row,) = find(reader, name)
    return tenures(reader, End(id=row.id, etype=row.etype, name=row.name))


@pytest.mark.parametrize(
    ("name", "posts"),
    [
        ("张三", [("莒县人民政府", "县长")]),
        ("李四", [("莒县县委", "书记")]),
        ("王五", [("李家村党支部", "书记"), ("李家村民委员会", "主任")]),
        ("赵六", [("莒县人大常委会", "主任")]),
        ("莒县", [("莒县人大常委会", "主任"), ("莒县人民政府", "县长"), ("莒县县委", "书记")]),
        ("莒县人民政府", [("莒县人民政府", "县长")]),
        ("李家村", [("李家村党支部", "书记"), ("李家村民委员会", "主任")]),
    ],
)
def test_a_post_is_one_with_the_body_that_its_title_implies(
    reader: Reader, name: str, posts: list[tuple[str, str]]
) -> None:
    found = held(reader, name)
    assert sorted((one.body.name, one.post) for one in found) == posts
    assert all(len(one.statements) == 2 for one in found)


def test_one_post_said_twice_is_not_held_beside_itself(reader: Reader) -> None:
    rows = catalog.run(reader, "concurrent-posts").rows
    assert {row["person"] for row in rows} == {"王五"}
    same = ({"村支书", "党支部书记"}, {"村主任", "主任"})
    assert all({row["role"], row["other_role"]} not in same for row in rows)


@pytest.mark.parametrize(
    ("role", "area", "body", "post"),
    [
        ("副县长", "莒县", "人民政府", "副县长"),
        ("常务副市长", "寿光市", "人民政府", "常务副市长"),
        ("主任", "浮来山街道", "街道办事处", "主任"),
        ("书记", "浮来山街道", "党委", "书记"),
        ("党工委副书记", "浮来山街道", "党工委", "副书记"),
        ("政协委员", "莒县", "政协", "委员"),
        ("社区书记", "东关社区", "党委", "书记"),
        ("居委会副主任", "东关社区", "居民委员会", "副主任"),
        ("第一书记", "李家村", "党委", "第一书记"),
        ("人大主席", "阎庄镇", "人民代表大会", "主席"),
    ],
)
def test_a_title_says_of_which_body_of_an_area_it_is(role: str, area: str, body: str, post: str) -> None:
    found = seat(role, area)
    assert found is not None
    assert (found.bodies[0], found.post) == (body, post)


@pytest.mark.parametrize(
    ("role", "area"),
    [
        ("主任", "莒县"),
        ("纪委书记", "阎庄镇"),
        ("团委书记", "莒县"),
        ("镇长", "李家村"),
        ("网格员", "李家村"),
        ("局长", "莒县"),
    ],
)
def test_titles_of_other_bodies_are_no_seats_of_an_area(role: str, area: str) -> None:
    assert seat(role, area) is None


@pytest.mark.parametrize(
    ("name", "area", "body"),
    [
        ("中共莒县委员会", "莒县", "党委"),
        ("莒县水利局", "莒县", ""),
        ("李家村村委会", "李家村", "村民委员会"),
        ("莒县教育局党委", "莒县", ""),
    ],
)
def test_an_areas_own_body_is_known_by_its_name(name: str, area: str, body: str) -> None:
    assert own_body(name, [area, area[-1]]) == body


def test_a_role_that_a_body_does_not_have_is_no_seat() -> None:
    assert seat_in("纪委书记", "党委") is None
    assert seat_in("镇党委书记", "党委") is not None

"""The county that an article calls 全县 or 我县 and does not name: a place with its name and code, of which figures are told."""

from __future__ import annotations

import pytest

from ingest.pipeline import read_page
from ontology.ids import local_id
from ontology.records import LocalEntity, Page, Reading


def reading(body: str, area: str) -> Reading:
    page = Page(source="a.txt", digest="", text=f"防汛备汛有序推进\n\n本报讯（记者 高远）{body}")
    (found,) = read_page(page, published="2024-05-17", area=area, tagger="none").readings
    return found


def counties(found: Reading, area: str) -> list[LocalEntity]:
    return [entity for entity in found.entities if entity.code == area]


def test_the_county_stands_where_its_word_stands_and_bears_its_official_name() -> None:
    found = reading("据悉，全县目前储备编织袋42万条。我县还将添置水泵。", "340123")
    (county,) = counties(found, "340123")
    at = found.article.text.index("全县")
    then = found.article.text.index("我县")
    assert (county.type, county.name, county.aliases) == ("Place", "肥西县", ())
    assert county.mentions == ((at, at + 2), (then, then + 2))
    assert county.id == local_id(found.article.id, at, at + 2)
    assert county.keys == ("Place|340123",)


def test_the_figures_of_the_whole_county_are_its_own_and_its_towns_lie_in_it() -> None:
    found = reading("县水利局干部到三河镇巡堤。据悉，全县目前储备编织袋42万条。", "340123")
    (county,) = counties(found, "340123")
    (town,) = (entity for entity in found.entities if entity.name == "三河镇")
    figures = [(one.subject, one.value) for one in found.statements if one.predicate == "hasFigure"]
    assert figures == [(county.id, 420000)]
    assert [one.object for one in found.statements if one.predicate == "locatedIn" and one.subject == town.id] == [
        county.id
    ]


def test_a_county_that_the_text_names_stands_there_alone() -> None:
    found = reading("肥西县召开会议。全县储备编织袋42万条。", "340123")
    (county,) = counties(found, "340123")
    at = found.article.text.index("肥西县")
    assert county.mentions == ((at, at + 3),)


def test_its_head_holds_office_in_the_county_as_where_the_text_names_it() -> None:
    found = reading("全县储备编织袋42万条。副县长齐望舒到三河镇督查。", "340123")
    names = {entity.id: entity.name for entity in found.entities}
    assert [names[one.object or ""] for one in found.statements if one.predicate == "holdsPost"] == ["肥西县"]


def test_a_county_of_a_people_is_called_by_its_short_name_too() -> None:
    (county,) = counties(reading("全县备足化肥3.2万吨。", "500242"), "500242")
    assert (county.name, county.aliases) == ("酉阳土家族苗族自治县", ("酉阳县",))


@pytest.mark.parametrize(
    ("body", "area"),
    [
        ("全市储备编织袋42万条。", "340123"),  # the city that the county lies in
        ("健全县级储备制度，储备编织袋42万条。", "340123"),
        ("该县储备编织袋42万条。", "340123"),  # maybe another one's
        ("全区域推进，储备编织袋42万条。", "371502"),
        ("基本区分清楚，储备编织袋42万条。", "371502"),
        ("聊城市召开会议，全市储备编织袋42万条。", "371581"),  # 临清市 lies in 聊城市, which may be meant
        ("全区储备编织袋42万条。", "640105"),  # 西夏区, or 宁夏回族自治区
    ],
)
def test_a_word_that_may_mean_another_is_no_mention(body: str, area: str) -> None:
    assert counties(reading(body, area), area) == []


def test_the_city_is_meant_where_the_one_above_it_is_not_named() -> None:
    (county,) = counties(reading("全市储备编织袋42万条。", "371581"), "371581")
    assert county.name == "临清市"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("我市召开推进会，传达学习梅州市会议精神。市领导何伟明参加会议。", "何伟明 holdsPost 兴宁市"),
        ("会议传达学习梅州市会议精神。我市完成造林42万亩。", "兴宁市 hasFigure None"),
        (
            "会议传达学习梅州市有关会议和文件的精神，研究了一批事项。全市完成造林96万亩，兴宁市排在前列。",
            "兴宁市 hasFigure None",
        ),
        ("梅州市召开推进会，全市完成造林96万亩，兴宁市排在前列。", "梅州市 hasFigure None"),
        ("梅州市副市长何伟明到我市督导。", "何伟明 holdsPost 梅州市"),
    ],
)
def test_a_city_in_a_city_is_meant_by_its_own_paper(body: str, said: str) -> None:
    found = reading(body, "441481")
    names = {entity.id: entity.name for entity in found.entities}
    assert said in {f"{names[one.subject]} {one.predicate} {names.get(one.object or '')}" for one in found.statements}


def test_the_county_whose_leaders_are_named_by_no_more_is_what_their_post_is_of() -> None:
    found = reading("省水利厅副厅长高远到三河镇看望群众。县领导何伟明陪同。", "340123")
    names = {entity.id: entity.name for entity in found.entities}
    posts = {(names[one.subject], one.role, names[one.object or ""]) for one in found.statements if one.role}
    assert ("何伟明", "县领导", "肥西县") in posts

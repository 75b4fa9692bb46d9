"""Local entities: one for all names of a thing, no span twice, keys from the article and its context alone."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.entities.coreference import signed_type
from ingest.entities.local import local_entities
from ingest.entities.traits import with_traits
from ingest.sentences import sentences
from ontology.ids import local_id
from ontology.records import Article, BylineName, Context, LocalEntity
from tests.ingest.test_mentions import article_of, read

PIECES = (
    *(
        "寿光市",
        "圣城街道",
        "仓圣社区",
        "稻田镇崔岭西村",
        "县林业局",
        "市委",
        "镇党委书记",
        "党支部",
        "网格员成功",
        "隋玉成说",
        "·",
    ),
    *(
        "“双报到”",
        "“邻里一家亲”便民服务活动",
        "开展",
        "举行",
        "第三次会议",
        "《管理办法》",
        "中心",
        "河",
        "山",
        "的",
        "，",
        "。",
        "\n",
        " ",
    ),
    *(
        "（",
        "“",
        "”",
        "10月26日",
        "ABC",
        "12",
        "买买提·吐尔逊",
        "、",
        "和",
        "副县长",
        "任命",
        "为",
        "有限公司",
        "学校长",
    ),
)
TEXTS = st.lists(st.sampled_from(PIECES) | st.characters(min_codepoint=0x20, max_codepoint=0x9FFF), max_size=40)


def one(found: tuple[LocalEntity, ...], name: str) -> LocalEntity:
    (entity,) = (e for e in found if name in (e.name, *e.aliases))
    return entity


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_any_text_gives_entities_whose_spans_lie_in_it_and_belong_to_one(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = read(text, area="370783")
    spans = [span for entity in found for span in entity.mentions]
    assert len(spans) == len(set(spans))
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert len({entity.id for entity in found}) == len(found)
    assert [entity.mentions[0] for entity in found] == sorted(entity.mentions[0] for entity in found)
    assert read(text, area="370783") == found


def test_short_names_are_aliases_of_the_full_one() -> None:
    found = read("聊城市实验小学举行了升旗仪式。实验小学的孩子们唱起歌。", area="371502")
    school = one(found, "实验小学")
    assert (school.name, len(school.mentions)) == ("聊城市实验小学", 2)


SHORT = (
    ("郸城县艾康生物科技有限公司投产。艾康公司招工。", "411625", "艾康公司", "郸城县艾康生物科技有限公司"),
    ("湖北锦程磷化集团有限公司捐款。锦程集团董事长来了。", "420881", "锦程集团", "湖北锦程磷化集团有限公司"),
    ("剑川县松鹤菌药种植专业合作社分红。松鹤合作社有了名气。", "532931", "松鹤合作社", "剑川县松鹤菌药种植专业合作社"),
    ("县防汛抗旱指挥部会商。县防指发出通知。", "341522", "县防指", "霍邱县防汛抗旱指挥部"),
    ("祥云县老年人体育协会换届。县老体协组织比赛。", "532923", "县老体协", "祥云县老年人体育协会"),
    ("广昌县第三小学开学。广昌三小的孩子们唱起歌。", "361030", "广昌三小", "广昌县第三小学"),
    (
        "苏州市吴江区人民法院汾湖人民法庭开庭。汾湖法庭庭长来了。",
        "330421",
        "汾湖法庭",
        "苏州市吴江区人民法院汾湖人民法庭",
    ),
)


@pytest.mark.parametrize(("text", "area", "short", "full"), SHORT)
def test_a_short_name_joins_the_one_fuller_name_that_its_words_fit(text: str, area: str, short: str, full: str) -> None:
    assert one(read(text, area=area), short).name == full


def test_towns_in_a_row_are_read_behind_what_leads_to_the_first() -> None:
    found = read("接下来还要到八滩、五汛、正红各办一场。", area="320922")
    assert [entity.name for entity in found if entity.type == "Place"] == ["八滩镇", "五汛镇", "正红镇"]


def test_a_group_that_a_party_sends_stands_beside_the_party() -> None:
    found = read("农工党四川省委员会调研组一行来沐川县调研林竹产业。", area="511129")
    assert {entity.name for entity in found if entity.type == "Organization"} == {
        "农工党四川省委员会",
        "农工党四川省委员会调研组",
    }


APART = (
    ("甲地的武平县蓝天化工有限公司和武平县蓝天家具有限公司投产。蓝天公司招工。", "350824", "蓝天公司"),
    ("江苏蓝天化工有限公司淮安分公司投产。蓝天公司招工。", "320826", "蓝天公司"),
    ("武平县纪委开会。武平县委书记高远讲话。", "350824", "武平县委"),
    ("蒙城县卫生健康委员会直属机关委员会开会。县卫健委主任高远讲话。", "341622", "县卫健委"),
    ("前王营村修路。王营村也修路。", "411681", "王营村"),
)


@pytest.mark.parametrize(("text", "area", "name"), APART)
def test_a_name_that_fits_several_or_another_body_is_an_entity_of_its_own(text: str, area: str, name: str) -> None:
    entity = one(read(text, area=area), name)
    assert not any(other in text and len(other) > len(name) for other in (entity.name, *entity.aliases))


def test_a_name_of_several_parts_is_also_its_first_alone() -> None:
    found = read("支部书记阿依古丽·哈力到了。支部书记阿依古丽说，这是大家的事。", area="654325")
    assert one(found, "阿依古丽").name == "阿依古丽·哈力"


def test_a_given_name_alone_is_whoever_alone_bears_it() -> None:
    found = read("村党支部书记孟桂发到了地头。村民们说，第一书记桂发带着大家种辣椒。", area="371522")
    assert [entity.name for entity in found if entity.type == "Person"] == ["孟桂发"]


def test_a_word_for_a_city_means_the_one_whose_body_is_named_in_full() -> None:
    found = read("遂宁市中心血站派来采血车。市中心血站的人说，人来了不少。", area="510981")
    assert one(found, "市中心血站").name == "遂宁市中心血站"


def test_an_abbreviated_office_is_the_office() -> None:
    found = read("县林业和草原局组织压沙。县林草局局长党国防介绍了情况。", area="620621")
    office = one(found, "县林草局")
    assert office.name in ("民勤县林业和草原局", "民勤县林草局")
    assert "县林业和草原局" in (office.name, *office.aliases)


def test_a_village_without_its_class_word_joins_it() -> None:
    found = read("聊城市东昌府区实验小学开学。沙镇镇的老师来了。", area="371502")
    assert one(found, "沙镇镇").code is not None


def test_an_id_comes_from_the_first_span_of_the_fullest_name_alone() -> None:
    text = "市委书记谭景岱来了。寿光市委开会。"
    committee = one(read(text, area="370783"), "寿光市委")
    start = text.index("寿光市委")
    assert committee.id == local_id("a" * 20, start, start + 4)


def test_keys_know_the_area_and_the_body() -> None:
    found = read("桃江县委书记龙见川到灰山港镇调研。", area="430922")
    assert one(found, "桃江县委").keys == ("Organization|430922|党委",)
    assert one(found, "灰山港镇").keys == ("Place|430922113",)
    assert one(found, "龙见川").keys == ("Person|430922|龙见川|Organization|430922|党委",)


def test_a_former_county_is_the_one_of_today_with_its_name_of_then_as_alias() -> None:
    found = read("无为县举办培训。无为县民政局局长高远讲话。", area="340281")
    county = one(found, "无为县")
    assert (county.name, county.code, county.keys) == ("无为市", "340281", ("Place|340281",))
    assert one(found, "无为县民政局").keys == ("Organization|340281|民政局",)


@pytest.mark.parametrize(("year", "name"), [("2013", "富阳市委"), ("2022", "杭州市委"), ("2014-06-03", "杭州市委")])
def test_a_word_for_a_committee_means_the_one_that_was_called_so_in_the_year(year: str, name: str) -> None:
    article = article_of("市委书记高远到新登镇调研。", "")
    found = local_entities(article, sentences(article), Context(area="330111", published=year), tagger="none")
    assert one(found, "市委").name == name


def test_a_place_of_two_codes_in_the_county_gets_that_of_the_town_named() -> None:
    found = read("桃江县灰山港镇向阳花村开会。", area="430922")
    assert one(found, "向阳花村").code == "430922113205"


def test_the_bylines_names_are_entities_with_their_role_and_nothing_else_is_found_in_it() -> None:
    text = "高凯参加活动。（通讯员 温树公 斗虎屯镇宣）"
    at = text.index("温树公")
    sent = text.index("斗虎屯镇")
    byline = (
        BylineName(name="温树公", role="通讯员", span=(at, at + 3)),
        BylineName(name="斗虎屯镇", role="宣", span=(sent, sent + 4)),
    )
    article: Article = dataclasses.replace(article_of(text), byline=byline)
    found = local_entities(article, sentences(article), Context(area="371502"), tagger="none")
    signed = {entity.name: (entity.type, entity.byline_role) for entity in found if entity.byline_role is not None}
    assert signed == {"温树公": ("Person", "通讯员"), "斗虎屯镇": ("Place", "宣")}


def test_who_sends_a_piece_in_is_told_by_name_and_role() -> None:
    assert signed_type("团区委", "宣")[0] == "Organization"
    assert signed_type("斗虎屯镇", "宣")[0] == "Place"
    assert signed_type("郭龙远", "融媒体")[0] == "Person"


def test_in_a_text_without_full_stops_a_name_leans_on_what_stands_near_it_alone() -> None:
    def traits(gap: int) -> tuple[str, ...]:
        article = article_of(f"两人同名，{'很' * gap}，镇党委书记张伟民出席会议")
        entities = local_entities(article, sentences(article), Context(area="371502"), tagger="none")
        [person] = [one for one in with_traits(article, Context(area="371502"), entities, ()) if one.type == "Person"]
        return person.traits

    assert "namesake" in traits(50)
    assert "namesake" not in traits(2_000)


def test_a_countys_leader_has_the_keys_of_the_bodies_that_leaders_head() -> None:
    found = read("县领导王建军、李志强到柳林镇督导防汛。", area="371522")
    (chief,) = (entity for entity in read("副县长李志强主持会议。", area="371522") if entity.name == "李志强")
    (leader,) = (entity for entity in found if entity.name == "李志强")
    assert set(chief.keys) <= set(leader.keys)

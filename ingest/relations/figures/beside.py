"""What a number counts by the number before it: its parts, its people, what was done to it, what was planned."""

from __future__ import annotations

import re

from ingest.relations.base import SentenceView
from ingest.relations.figures.amounts import Amount
from ingest.relations.figures.indicators import indicator_pattern
from ingest.relations.figures.noun_behind import only_done
from ingest.relations.figures.phrases import thing

NUMBERED = {
    "户": "户数",
    "人": "人数",
    "人次": "人次",
    "平方公里": "面积",
    "平方米": "面积",
    "亩": "面积",
}  # what is counted where only the unit says it
_PEOPLE = "人口"  # of households
_PART = re.compile("(?<=..)(?:大约|将近|接近|超过|就|只|仅|也|已|还|均|各|独)*占(?:到|了|据)?\\Z")
_ONLY_PART = re.compile("(?:就|只|仅|也|还|独)*占(?:到|了|据)?\\Z")
_OF_IT = re.compile("占(?:比|到|了)?(?:约|近|将近|超过|的)?\\Z")
_ONE = re.compile("一[村镇乡县市区家社国人].?")
_PARTS_OF = ("占比", "占", "比重", "占比为")
_SIZES = ("面积", "产量", "产值", "库容", "里程", "总投资")
_PLANS = ("计划", "全年计划", "今年计划", "预计", "目标")
_HOMES = ("村", "社区", "村民小组", "小区", "乡镇", "村庄")
_GIVEN = re.compile("物资|[金品款信包]|资金|基金|人员|对象|站|点|队")
_LED = ("带动", "惠及", "解决", "吸纳", "覆盖", "涉及", "转移", "安置", "辐射")


def part_of(view: SentenceView, found: Amount, noun: str, before: str, start: int, *, same: bool) -> str:
    """A noun of a part with what it is a part of; other nouns as they are.

    `before`: what the number before counts, `same`: in the same unit; `start`: from where on the number's own words stand.
    """
    share = found.kind == "share"
    if not share and same and before and _ONLY_PART.search(view.shape, start, found.number.start):
        plain = _PART.sub("", noun)
        return before if plain in (noun, "") or only_done(plain) else plain  # 共有茶园2.9万亩，某村占了|4300亩
    if not noun and share and _OF_IT.search(view.shape, start, found.number.start):
        noun = "占"  # 已完成1038户，占|82.4%
    if before and (noun in _PARTS_OF or (share and noun.startswith("占") and "占" not in before)):
        noun = before + noun  # 工业投资42.1亿元，占比|48.7%, 占全区的|近三成
    part = _PART.search(noun)
    if part is None:
        return noun
    if not share:  # 贫困户占了|48户
        return _PART.sub("", noun)
    one = _ONE.fullmatch(noun[: part.start()]) and before  # 后岸村一村|就占四成
    return (before if one else noun[: part.start()]) + "占比"  # 60岁以上老人占到|28%


def of_them(found: Amount, base: str, full: str) -> str:
    """5个隐患点、|47户、|163人: the households and people of what the first of numbers joined by 、 counts (`full`: with its verb)."""
    verb = indicator_pattern("governs").match(full)
    of_it = verb[0] if verb and not base.startswith(verb[0]) else base  # 惠及3个村民组、|860人
    return (of_it if len(of_it) > 1 and base not in NUMBERED.values() else "") + NUMBERED[found.unit]


def planned_of(noun: str, before: str, *, same: bool) -> str:
    """计划菌袋 of 装出菌袋6800袋，全年计划|1.5万袋: a plan with what is planned; else the noun."""
    return noun + thing(before) if same and noun in _PLANS else noun


def with_verb(noun: str, full: str, before: str, *, listed: bool) -> str:
    """查处酒驾5起、|醉驾1起; 覆盖12个乡镇|156个行政村: a noun with the verb of the one it is joined to, which is `full` with it.

    `listed`: whether a mark or a word joins them.
    """
    verb = indicator_pattern("governs").match(full)
    if verb is not None and full == before and _GIVEN.fullmatch(full, verb.end()):  # 慰问物资1000套|和棉衣100件
        verb = None
    short = noun.removeprefix(verb[0]) if verb else noun
    if listed and short in _SIZES and thing(before):
        return thing(before) + short  # 建成示范区7个、|面积2.3万亩
    led = verb[0] if verb else full.removesuffix(before) if full != before else ""
    return led + noun if led and before and not only_done(noun[:2]) and not noun.startswith(led) else noun


def people_of(found: Amount, noun: str, before: str, full: str, *, adjacent: bool) -> str:
    """人口 of 102户|519人, 脱贫户人口 of 脱贫户97户|301人, 带动人数 of 带动4317户|1.79万人参与: the people of the households
    or of the villages (`full`: with their verb) that stand right before; else the noun."""
    if found.unit == "户" and adjacent and noun in (before, full) and full.endswith(_HOMES):  # 带动3个村|186户
        verb = next((verb for verb in _LED if full.startswith(verb)), "")
        return verb + NUMBERED["户"] if verb else noun
    if found.unit != "人" or not adjacent:
        return noun
    households = NUMBERED["户"]
    if before == households and noun in ("", before, NUMBERED["人"]):
        return _PEOPLE
    led = next((verb for verb in _LED if before.startswith(verb)), "")
    if led and noun != before and before.endswith(("户", households)):
        return led + NUMBERED["人"]
    led = next((verb for verb in _LED if full.startswith(verb)), "")
    if led and noun in (before, full) and full.endswith(_HOMES):  # 惠及沿线5个村|9000余人
        return led + NUMBERED["人"]
    return noun + _PEOPLE if noun == before and noun.endswith("户") else noun


def last_of(noun: str, full: str, between: str) -> str:
    """吸纳农户 of 吸纳6个村委会|的农户415户: what belongs to those counted before, with their verb; else the noun."""
    head, _, tail = noun.rpartition("的")
    if noun != between or not head or len(tail) < 2 or not full.endswith(head):
        return noun
    return full.removesuffix(head) + tail

"""How well figures are told of the right one and of what they count, against figures.json.

figures.json lies beside gold.json: {"figures": [{"key", "quote", "value", "unit", "indicator": […], "bearer": […]}…]}.
`quote` is a piece of the article's text that holds the number and stands there once; `value` has 万 and 亿 worked
out; `indicator` and `bearer` list what is right, a bearer by the first of its names in gold.json. A number that is
no figure has "say": false, and one that is of nobody in gold.json an empty `bearer`: neither is to be said.

Measured is what was read: what is said right of all that is said. What was missed counts in `figure said` alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Any

from ingest.evaluation.gold import GoldArticle, folded
from ingest.evaluation.measure import Count, Fault, worked_out
from ontology.errors import InputError

MEASURES = ("figure said", "figure bearer", "figure indicator", "figure right")
_NOMINAL = re.compile(
    "(?<=..)(?:人数|人次|户数|家数|金额|面积|里程|距离|时长|天数|重量|次数|场次|数量|比例)\\Z"
)  # 报名户数 says no more than 报名
_PLAN = re.compile("\\A(?:计划|预计|拟)(?=..)")
_MORE = re.compile("(?:(?:比|较)[^，。]{1,6}|同比|环比|同期)?(?:增加|增长|提高|提升|上升|上涨|高出|多出|多收|多|高)\\Z")
_LESS = re.compile("(?:(?:比|较)[^，。]{1,6}|同比|环比|同期)?(?:减少|下降|降低|下跌|回落|低出|少收|少|低|降)\\Z")
_SIZE = re.compile("([长宽高深厚])度\\Z")
_WORD = 2
_LEAD = 6
"""So many code points may stand before a right indicator: it says more closely what is counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldFigure:
    """An annotated figure. `bearers`: all names of those it is rightly told of, `best`: those of the best of them; none
    where it is better not said."""

    quote: str
    value: float
    unit: str
    indicators: tuple[str, ...]
    bearers: frozenset[str]
    best: frozenset[str] = frozenset()


@dataclass(slots=True)
class BearingResult:
    """Counts by measure: `figure said` of all to be said, the others of all that was said."""

    counts: dict[str, Count] = field(default_factory=lambda: {name: Count() for name in MEASURES})
    faults: list[Fault] = field(default_factory=list)

    def measures(self) -> dict[str, float]:
        """Shares, rounded to three decimals."""
        return {
            name: round(count.recall if name == MEASURES[0] else count.precision, 3)
            for name, count in self.counts.items()
        }


def bearing_file(gold: Path) -> Path | None:
    """figures.json beside a gold.json or in its folder, where there is one."""
    path = (gold if gold.is_dir() else gold.parent) / "figures.json"
    return path if path.is_file() else None


def load_bearing(path: Path, articles: Sequence[GoldArticle]) -> dict[str, tuple[GoldFigure, ...]]:
    """The annotated figures by article's key. InputError says what is wrong."""
    names = {
        (article.key, entity.names[0]): frozenset(folded(name) for name in entity.names)
        for article in articles
        for entity in article.entities
    }
    found: dict[str, list[GoldFigure]] = {article.key: [] for article in articles}
    try:
        for one in json.loads(path.read_text("utf-8"))["figures"]:
            if one.get("say") is False:
                continue
            found[one["key"]].append(
                GoldFigure(
                    quote=one["quote"],
                    value=float(one["value"]),
                    unit=one["unit"],
                    indicators=tuple(folded(name) for name in one.get("indicator", ())),
                    bearers=frozenset[str]().union(
                        *(names.get((one["key"], name), {folded(name)}) for name in one["bearer"])
                    ),
                    best=frozenset[str]().union(
                        *(names.get((one["key"], name), {folded(name)}) for name in one["bearer"][:1])
                    ),
                )
            )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(
            f"not a file of figures ({error})", where=str(path), remedy="see ingest/evaluation/bearing.py"
        ) from error
    return {key: tuple(ones) for key, ones in found.items()}


def measure_bearing(gold: Mapping[str, Sequence[GoldFigure]], read: Iterable[dict[str, Any]]) -> BearingResult:
    """Measure the figures of articles in the form of `extract` whose file has an annotated article's key."""
    result = BearingResult()
    said: dict[str, list[dict[str, Any]]] = {}
    for article in read:
        said.setdefault(PurePath(article["source"]).stem, []).append(article)
    for key, figures in gold.items():
        left = list(figures)
        for article in said.get(key, ()):
            for one in article["statements"]:
                if one["predicate"] == "hasFigure":
                    _judge(key, article, one, left, result)
        wanted = [figure for figure in figures if figure.bearers]
        missed = [figure for figure in wanted if figure in left]
        result.counts[MEASURES[0]] += Count(right=len(wanted) - len(missed), missed=len(missed))
        result.faults += [
            Fault(
                article=key, measure=MEASURES[0], fault="missed", what=f"{one.value:.12g}{one.unit}", sentence=one.quote
            )
            for one in missed
        ]
    return result


def _judge(
    key: str, article: dict[str, Any], one: dict[str, Any], left: list[GoldFigure], result: BearingResult
) -> None:
    evidence = one["evidence"]["start"], one["evidence"]["end"]
    figure = matching(article["text"], one["value"], one["unit"], evidence, left)
    if figure is not None:
        left.remove(figure)
    names = next(
        {folded(name) for name in (entity["name"], *entity["aliases"])}
        for entity in article["entities"]
        if entity["id"] == one["subject"]
    )
    bearer = figure is not None and bool(names & figure.bearers)
    indicator = figure is not None and says(
        one["indicator"], figure, one["change"] or "", planned=one["modality"] == "planned"
    )
    for name, right in zip(MEASURES[1:], (bearer, indicator, bearer and indicator), strict=True):
        result.counts[name] += Count(right=int(right), spurious=int(not right), said=1)
        if not right and name != MEASURES[-1]:
            text = article["text"][one["evidence"]["start"] - 20 : one["evidence"]["end"] + 10].replace("\n", " ")
            told = next(e["name"] for e in article["entities"] if e["id"] == one["subject"])
            if figure is None:
                wanted = "no figure"
            else:
                wanted = "/".join(sorted(figure.bearers) if name == MEASURES[1] else figure.indicators)
            what = f"{told} {one['indicator']} {one['value']:.12g}{one['unit']}, not {wanted or 'to be said'}"
            result.faults.append(Fault(article=key, measure=name, fault="wrong", what=what, sentence=text))


def says(indicator: str, figure: GoldFigure, change: str = "", *, planned: bool = False) -> bool:
    """Whether an indicator is one of the right ones, alone or with what is said of its change, or one with words that
    say more closely what is counted: a few before it, or any number between its verb and its noun.

    `planned`: the figure is said to be planned, so that its indicator need not say 计划 or 预计 again; nor need it say
    the unit again (做茶户 of 216户).

    >>> figure = GoldFigure(quote="", value=1, unit="个", indicators=("出酒率", "卖出礼盒"), bearers=frozenset())
    >>> says("传统酒曲的出酒率", figure), says("卖出浴盐、食用盐礼盒", figure), says("酒曲", figure)
    (True, True, False)
    """
    told = (_bare(indicator), _bare(indicator + change), _bare(indicator + change[-2:]))
    names = [_PLAN.sub("", name) if planned else name for name in map(_bare, figure.indicators)]
    right = [*names, *(name.removesuffix(figure.unit) for name in names if len(name) > len(figure.unit) + 1)]
    return any(_within(one, words) for one in right for words in told)


def _within(one: str, told: str) -> bool:
    """Whether a right indicator is told: itself, at the end, or its verb at the beginning and its noun at the end."""
    if one == told or (len(one) > 1 and told.endswith(one) and len(told) - len(one) <= _LEAD):
        return True
    return len(one) > _WORD and any(
        told.startswith(one[:cut]) and told.endswith(one[cut:]) for cut in range(_WORD, len(one) - _WORD + 1)
    )


def _bare(indicator: str) -> str:
    """Without what says no more, a change as 多 or 少: 茶青均价比上年高出 and 茶青均价增加 say the same."""
    indicator = "人数" if indicator == "人" else _SIZE.sub(r"\1", indicator)
    return _NOMINAL.sub("", _LESS.sub("少", _MORE.sub("多", folded(indicator).replace("的", ""))))


def matching(
    text: str, value: float, unit: str, evidence: tuple[int, int], left: Sequence[GoldFigure]
) -> GoldFigure | None:
    """The annotated figure that a number with its unit at a place of a text says; None where there is none."""
    value, unit = worked_out(value, unit)
    for figure in left:
        if figure.unit != unit or abs(figure.value - value) > 1e-9 * abs(value):
            continue
        at = text.find(figure.quote)
        if at < evidence[1] and evidence[0] < at + len(figure.quote):
            return figure
    return None

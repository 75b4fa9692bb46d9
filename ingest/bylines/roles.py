"""The words for what people did for an article: a core (记者, 校对), with qualifiers before it (本报首席记者, 值班编辑)."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from functools import cache

from ingest.tables import load

_SPACE = "[ \u3000\xa0]"


@dataclass(frozen=True, slots=True)
class Roles:
    """The roles of bylines.yaml in the forms that the grammar asks for. `long`: a role of two characters or more."""

    long: re.Pattern[str]
    within_runs: re.Pattern[str]
    short: frozenset[str]
    sources: frozenset[str]
    workplaces: frozenset[str]
    wordy: frozenset[str]
    photo: frozenset[str]
    behind: frozenset[str]
    crafted: frozenset[str]
    authors: frozenset[str]
    editorial: frozenset[str]
    crafts: frozenset[str]
    qualifier: re.Pattern[str]

    def is_editorial(self, role: str) -> bool:
        return _is_one(role, self.editorial, self.qualifier)

    def is_desk(self, role: str) -> bool:
        """An editor's, and no craft whose name is a verb more often."""
        return self.is_editorial(role) and not _is_one(role, self.crafts, self.qualifier)

    def is_source(self, role: str) -> bool:
        return role in self.sources


def _is_one(role: str, known: frozenset[str], qualifier: re.Pattern[str]) -> bool:
    """Whether a role, without 人 behind it and qualifiers before it, is among the known."""
    role = role.removesuffix("人")
    while role not in known:
        found = qualifier.match(role)
        if found is None or found.end() == len(role):
            return False
        role = role[found.end() :]
    return True


@cache
def roles() -> Roles:
    """
    >>> roles().long.match("本报首席记者高远").group(), roles().is_editorial("值班编辑"), roles().is_editorial("记者")
    ('本报首席记者', True, False)
    """
    data = load("bylines")
    qualifiers = _any(data["qualifiers"])
    marks = "[/／、·&]|并|和"
    joined = rf"(?:{_any(data['crafted'])})(?:{marks})(?:{_any(data['crafted'])})"
    tasks = [what + done for what in data["task_objects"] for done in data["task_verbs"]]  # 文本提供, 视频剪辑
    cores = [*(role for role in data["roles"] if len(role) > 1), *tasks]
    wide = sorted({*cores, "责任编辑", "责任校对"}, key=lambda core: (-len(core), core))  # 供 稿 人 before 供 稿
    drawn_out = "|".join(f"{_SPACE}{{1,4}}".join(core) for core in wide if len(core) in (2, 3, 4))
    qualified = rf"(?:{qualifiers}){{0,3}}(?:{_any(cores)})(?!站)(?:人(?={_SPACE}*[：:|｜丨/／]))?"
    labels = rf"(?:{_any([*data['sources'], *data['workplaces']], least=2)})(?![人部处科室组])"  # 报送人 is a person, 综合部 a body
    in_runs = [role for role in cores if role not in data["never_in_names"]]
    sources = _any(data["sources"], least=2)
    single = (role for role in itertools.chain(data["roles"], data["sources"]) if len(role) == 1)
    return Roles(
        long=re.compile(rf"{joined}|{labels}|{qualified}|{drawn_out}"),
        within_runs=re.compile(rf"{joined}|(?:{sources})(?=[：:])|(?:{qualifiers}){{0,3}}(?:{_any(in_runs)})(?!站)"),
        short=frozenset([*data["short_roles"], *single]),
        sources=frozenset(data["sources"]),
        workplaces=frozenset(data["workplaces"]),
        wordy=frozenset([*data["wordy_roles"], *tasks]),
        photo=frozenset(data["photo"]),
        behind=frozenset(data["behind"]),
        crafted=frozenset(data["crafted"]),
        authors=frozenset(data["authors"]),
        editorial=frozenset(data["editorial"]),
        crafts=frozenset(data["crafts"]),
        qualifier=re.compile(qualifiers),
    )


def _any(words: list[str], *, least: int = 1) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)) if len(word) >= least)

"""Names of counties besides the official: former (无为县 for 无为市) and short ones (科左后旗). The tables are former_names.yaml
and short_names.yaml, which say what they hold and what not."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from ontology.division_names import spoken

_DATA = Path(__file__).with_name("former_names.yaml")
_SHORT = Path(__file__).with_name("short_names.yaml")


@dataclass(frozen=True, slots=True)
class Former:
    """A name that a county bore until a year."""

    name: str
    until: int

    @property
    def spoken(self) -> tuple[str, ...]:
        """The names in use then, class word and all: 普洱哈尼族彝族自治县, 普洱县."""
        return spoken(self.name, "county", bare=False)


def formers_of(code: str) -> tuple[Former, ...]:
    """The former names of the county with an official code, oldest first.

    >>> formers_of("533401")
    (Former(name='中甸县', until=2001), Former(name='香格里拉县', until=2014))
    """
    return _formers().get(code, ())


def short_of(code: str) -> tuple[str, ...]:
    """The short names of the county with an official code, that its name does not give.

    >>> short_of("150522"), short_of("371502")
    (('科左后旗',), ())
    """
    name = _shorts().get(code)
    return (name,) if name else ()


@cache
def _shorts() -> dict[str, str]:
    found: dict[str, str] = yaml.load(_SHORT.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return found


@cache
def _formers() -> dict[str, tuple[Former, ...]]:
    found: dict[str, tuple[Former, ...]] = {}
    for code, name, _, year in yaml.load(_DATA.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader):
        found[code] = tuple(sorted((*found.get(code, ()), Former(name, year)), key=lambda former: former.until))
    return found

"""What both homes share: values as plain scalars, and the source layer read back as records."""

from __future__ import annotations

import datetime as dt
import decimal
import json
from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import Any, Self, cast

from store.base import Graph, Params, Row, Value


def plain(value: Any) -> Value:
    """A value of a query's answer as a scalar or a list of texts; nodes and maps become JSON text.

    >>> plain(decimal.Decimal("3")), plain(dt.date(2022, 10, 26)), plain({"b": 1, "_ID": 3})
    (3, '2022-10-26', '{"b": 1}')
    """
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, decimal.Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [item if isinstance(item := plain(each), str) else json.dumps(item) for each in value]
    if isinstance(value, dict):
        shown = {key: plain(item) for key, item in value.items() if not key.startswith("_") and item is not None}
        return json.dumps(shown, ensure_ascii=False)
    return str(value)


class HomeReader(ABC):
    """The half of a Reader that is the same in both homes, on `rows` and `stream`."""

    @abstractmethod
    def rows(self, cypher: str, params: Params | None = None) -> list[Row]: ...

    @abstractmethod
    def stream(self, cypher: str, params: Params | None = None) -> Iterator[Row]: ...

    @abstractmethod
    def close(self) -> None: ...

    def generation(self) -> int:
        return cast(int, self.rows("MATCH (m:Meta) RETURN m.generation AS generation")[0]["generation"])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class HomeWriter(HomeReader):
    """The half of a Writer that is the same in both homes, on `apply`."""

    @abstractmethod
    def apply(self, *, remove: Graph, add: Graph) -> None: ...

"""What both homes share: values as plain scalars, and the source layer read back as records."""

from __future__ import annotations

import datetime as dt
import decimal
import json
from typing import Any

from store.base import Value


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

"""Measures as tables: plain for what is measured once, Markdown for graphs in homes side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from tests.bench.measure import Measure

MARKS = ("<!-- tables of make bench -->", "<!-- end of tables -->")
_OF = ("p50", "least", "p95", "processor")
"""What is measured of a question."""

Column = tuple[str, str]
"""Size and home."""


def plain_table(measures: Sequence[Measure]) -> str:
    """Measures in lines, with their ratios to the baseline."""
    width = max((len(measure.name) for measure in measures), default=0)
    lines = [f"{'measure':<{width}}  {'value':>12}  {'unit':<14}  {'to baseline':>11}"]
    for measure in measures:
        ratio = f"{measure.ratio:.2f}" if measure.ratio is not None else ""
        lines.append(f"{measure.name:<{width}}  {number(measure.value):>12}  {measure.unit:<14}  {ratio:>11}")
    return "\n".join(lines)


def side_by_side(measures: Iterable[Measure]) -> str:
    """Two Markdown tables with a column for each size and home: questions (median, and shortest / p95 / processor), and all else."""
    held: dict[str, dict[Column, Measure]] = {}
    for one in measures:
        held.setdefault(one.name, {})[one.size, one.home] = one
    columns = sorted({column for of in held.values() for column in of}, key=_by_size)
    questions = [name.removesuffix(", least") for name in held if name.endswith(", least")]
    shown = {f"{name}, {of}" for name in questions for of in _OF}
    times = {
        name: {column: _times(*(held.get(f"{name}, {of}", {}).get(column) for of in _OF)) for column in columns}
        for name in questions
    }
    others = {
        f"{name}, {unit}" if (unit := next(iter(of.values())).unit) else name: {
            column: number(one.value) for column, one in of.items()
        }
        for name, of in held.items()
        if name not in shown
    }
    return "\n\n".join((_markdown("milliseconds", columns, times), _markdown("", columns, others)))


def into(path: Path, tables: str) -> None:
    """Put tables between MARKS in a page, in place of what stands there."""
    before, mark, rest = path.read_text("utf-8").partition(MARKS[0])
    _, end, after = rest.partition(MARKS[1])
    if not end:
        raise ValueError(f"{path} has no place for tables: {' … '.join(MARKS)}")
    path.write_text(f"{before}{mark}\n\n{tables}\n\n{end}{after}", "utf-8")


def number(value: float | None) -> str:
    """A number to three or four digits; 'given up' for none.

    >>> number(12345.6), number(12.34), number(0.123), number(None)
    ('12,346', '12.3', '0.123', 'given up')
    """
    if value is None:
        return "given up"
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.3f}"


def _times(p50: Measure | None, *others: Measure | None) -> str:
    if p50 is None or p50.value is None:
        return "given up" if p50 else ""
    return f"**{number(p50.value)}** ({' / '.join(number(one.value) if one else '' for one in others)})"


def _markdown(corner: str, columns: Sequence[Column], rows: Mapping[str, Mapping[Column, str]]) -> str:
    lines = [f"| {corner} | " + " | ".join(f"{size} {home}" for size, home in columns) + " |"]
    lines.append("|---|" + "---:|" * len(columns))
    lines += [f"| {name} | " + " | ".join(of.get(column, "") for column in columns) + " |" for name, of in rows.items()]
    return "\n".join(lines)


def _by_size(column: Column) -> tuple[int, str, str]:
    size, home = column
    return {"k": 0, "M": 1}[size[-1]], size[:-1].zfill(4), home

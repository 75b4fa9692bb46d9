"""Run the benchmarks: python -m tests.bench [--quick] [--sizes 10k,100k]. Prints tables, writes bench-out/bench.json."""

from __future__ import annotations

import argparse
import json
import platform
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from store.server import lacking
from tests.bench.measure import Measure
from tests.bench.measures import BENCHES


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a hundredth of the size, to see that it runs")
    parser.add_argument("--only", default="", help="names that contain this: start_up, reading, loading, graphs")
    parser.add_argument("--sizes", default="10k,100k", help="of generated graphs, in entities: 10k,100k,1M")
    parser.add_argument("--homes", default="ladybug,neo4j", help="which of them hold the graphs")
    parser.add_argument("--output", type=Path, default=Path("bench-out/bench.json"))
    options = parser.parse_args()
    options.output.parent.mkdir(parents=True, exist_ok=True)
    measures: list[Measure] = []
    for bench in BENCHES:
        if options.only in bench.__name__:
            print(f"… {bench.__name__}", file=sys.stderr)
            measures += bench(quick=options.quick)
    if options.only in "graphs":
        homes = [home for home in options.homes.split(",") if home != "neo4j" or not lacking()]
        for size in ["1k"] if options.quick else options.sizes.split(","):
            for home in homes[:1] if options.quick else homes:
                print(f"… graphs: {home}, {size}", file=sys.stderr)
                measures += graph(home, size, options.output.parent)
    print(plain_table([one for one in measures if not one.home]))
    print(side_by_side([one for one in measures if one.home]))
    machine = {"python": platform.python_version(), "system": platform.system(), "processor": platform.machine()}
    report = {"machine": machine, "measures": [measure.to_dict() for measure in measures]}
    options.output.write_text(json.dumps(report, ensure_ascii=False, indent=2) + "\n", "utf-8")
    print(f"written to {options.output}")


def graph(home: str, size: str, folder: Path) -> list[Measure]:
    """What graphs.py measures, in a process of its own."""
    command = [sys.executable, "-m", "tests.bench.graphs", home, size, str(folder)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return [Measure(**one) for one in json.loads(done.stdout.splitlines()[-1])]


def plain_table(measures: Sequence[Measure]) -> str:
    """Measures in lines, with their ratios to the baseline."""
    width = max((len(measure.name) for measure in measures), default=0)
    lines = [f"{'measure':<{width}}  {'value':>12}  {'unit':<14}  {'to baseline':>11}"]
    for measure in measures:
        ratio = f"{measure.ratio:.2f}" if measure.ratio is not None else ""
        lines.append(f"{measure.name:<{width}}  {number(measure.value):>12}  {measure.unit:<14}  {ratio:>11}")
    return "\n".join(lines)


def side_by_side(measures: Sequence[Measure]) -> str:
    """Measures of graphs as a Markdown table: a column for each size and home."""
    columns = list(dict.fromkeys((one.size, one.home) for one in measures))
    held = {(one.name, one.unit): {} for one in measures}  # type: dict[tuple[str, str], dict[tuple[str, str], Measure]]
    for one in measures:
        held[one.name, one.unit][one.size, one.home] = one
    lines = ["| measure | unit | " + " | ".join(f"{size} {home}" for size, home in columns) + " |"]
    lines.append("|---|---|" + "---:|" * len(columns))
    for (name, unit), of in held.items():
        cells = [number(of[column].value) if column in of else "" for column in columns]
        lines.append(f"| {name} | {unit} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def number(value: float | None) -> str:
    """A number to three or four digits; 'given up' for none.

    >>> number(12345.6), number(12.34), number(0.123), number(None)
    ('12,346', '12.3', '0.123', 'given up')
    """
    if value is None:
        return "given up"
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.3f}"


if __name__ == "__main__":
    main()

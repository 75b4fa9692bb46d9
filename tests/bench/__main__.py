"""Run the benchmarks: python -m tests.bench [--quick] [--sizes 10k,100k]. Prints tables, writes bench-out/bench.json.

Only how long questions take, on graphs that a folder keeps: python -m tests.bench --only graphs --sizes 1M --keep FOLDER.
"""

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
from tests.bench.tables import into, plain_table, side_by_side


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a hundredth of the size, to see that it runs")
    parser.add_argument(
        "--only", default="", help="names that contain this: start_up, reading, loading, growth, graphs"
    )
    parser.add_argument("--articles", default="100", help="how many are read to see that it stays linear: 100,1k,10k")
    parser.add_argument("--sizes", default="10k,100k", help="of generated graphs, in entities: 10k,100k,1M")
    parser.add_argument("--homes", default="ladybug,neo4j", help="which of them hold the graphs")
    parser.add_argument("--keep", type=Path, help="a folder that keeps graphs: those that lie there are only asked")
    parser.add_argument("--question", action="append", default=[], help="of the graphs: only this one, and this one")
    parser.add_argument("--output", type=Path, default=Path("bench-out/bench.json"))
    parser.add_argument("--docs", type=Path, help="a page (docs/bench.md) whose tables are written anew")
    options = parser.parse_args()
    options.output.parent.mkdir(parents=True, exist_ok=True)
    folder = options.keep or options.output.parent
    measures: list[Measure] = []
    for bench in BENCHES:
        if options.only in bench.__name__:
            print(f"… {bench.__name__}", file=sys.stderr)
            measures += bench(quick=options.quick)
    if options.only in "growth":
        for size in ["10"] if options.quick else options.articles.split(","):
            print(f"… growth: {size}", file=sys.stderr)
            measures += alone("tests.bench.growth", size)
    if options.only in "graphs":
        homes = [home for home in options.homes.split(",") if home != "neo4j" or not lacking()]
        for size in ["1k"] if options.quick else options.sizes.split(","):
            for home in homes[:1] if options.quick else homes:
                print(f"… graphs: {home}, {size}", file=sys.stderr)
                measures += graph(home, size, folder, keep=options.keep is not None, only=options.question)
    measures = merged(options.output, measures)
    machine = {"python": platform.python_version(), "system": platform.system(), "processor": platform.machine()}
    report = {"machine": machine, "measures": [measure.to_dict() for measure in measures]}
    options.output.write_text(json.dumps(report, ensure_ascii=False, indent=2) + "\n", "utf-8")
    print(plain_table([one for one in measures if not one.home]))
    tables = side_by_side([one for one in measures if one.home])
    print(tables)
    if options.docs:
        into(options.docs, tables)
    print(f"written to {options.output}")


def merged(path: Path, measures: list[Measure]) -> list[Measure]:
    """New measures after those of an earlier run that they do not replace: a column may be measured by itself."""
    held = json.loads(path.read_text("utf-8"))["measures"] if path.exists() else []
    new = {(one.name, one.unit, one.home, one.size): one for one in measures}
    kept = [new.pop((one.name, one.unit, one.home, one.size), one) for one in (Measure(**each) for each in held)]
    return [*kept, *new.values()]


def graph(home: str, size: str, folder: Path, *, keep: bool, only: Sequence[str]) -> list[Measure]:
    """What graphs.py measures, in a process of its own."""
    words = [*(["--keep"] if keep else []), *(f"--question={one}" for one in only)]
    return alone("tests.bench.graphs", home, size, str(folder), *words)


def alone(module: str, *words: str) -> list[Measure]:
    """What a module measures in a process of its own; the last line that it writes."""
    done = subprocess.run([sys.executable, "-m", module, *words], stdout=subprocess.PIPE, text=True, check=True)
    return [Measure(**one) for one in json.loads(done.stdout.splitlines()[-1])]


if __name__ == "__main__":
    main()

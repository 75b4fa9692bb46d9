"""Run the benchmarks: python -m tests.bench [--quick]. Prints a table, writes bench-out/bench.json."""

from __future__ import annotations

import argparse
import json
import platform
from pathlib import Path

from tests.bench.measures import BENCHES, Measure


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a hundredth of the size, to see that it runs")
    parser.add_argument("--only", default="", help="names that contain this")
    parser.add_argument("--output", type=Path, default=Path("bench-out/bench.json"))
    options = parser.parse_args()
    measures: list[Measure] = []
    for bench in BENCHES:
        if options.only in bench.__name__:
            measures += bench(quick=options.quick)
            for measure in measures[-1:]:
                print(f"… {measure.name}")
    width = max(len(measure.name) for measure in measures)
    print(f"{'measure':<{width}}  {'value':>12}  {'unit':<14}  {'to baseline':>11}")
    for measure in measures:
        ratio = f"{measure.ratio:.2f}" if measure.ratio is not None else ""
        print(f"{measure.name:<{width}}  {measure.value:>12.3f}  {measure.unit:<14}  {ratio:>11}")
    options.output.parent.mkdir(parents=True, exist_ok=True)
    machine = {"python": platform.python_version(), "system": platform.system(), "processor": platform.machine()}
    report = {"machine": machine, "measures": [measure.to_dict() for measure in measures]}
    options.output.write_text(json.dumps(report, ensure_ascii=False, indent=2) + "\n", "utf-8")
    print(f"written to {options.output}")


if __name__ == "__main__":
    main()

"""A process in which somebody decides, again and again, the same about two entities.

    python -m tests.store.deciding_child STORE WHO KIND LEFT RIGHT TIMES

Waits for a line on standard input, so that several begin at once; prints each decision's id when it is stored.
"""

from __future__ import annotations

import datetime as dt
import sys
from typing import cast

from ontology.records import DecisionKind
from store import open_store
from store.decisions import decision, take


def main(store: str, who: str, kind: str, left: str, right: str, times: str) -> None:
    with open_store(store, write=True) as writer:
        print("ready", flush=True)
        sys.stdin.readline()
        for _ in range(int(times)):
            made = take(
                writer,
                lambda: decision(
                    writer, cast(DecisionKind, kind), [left], [right], who=who, now=dt.datetime.now(dt.UTC)
                ),
            )
            print(made.id, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])

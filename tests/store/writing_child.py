"""A process that writes to a store until it is told, or made, to stop. Run by killing.py.

    python -m tests.store.writing_child STORE FROM MOST [BYTES]

Puts page after page, from number FROM on, one transaction each, at most MOST of them, and prints each
number when it is stored. BYTES: no file may grow past this many bytes, as on a full disk.
"""

from __future__ import annotations

import resource
import sys

from ontology.errors import StoreError
from ontology.records import FileReading
from store import ladybug_store, open_store
from tests.store import worlds

PERSON, COMMITTEE = worlds.GUISES[11], worlds.GUISES[16]


def page(number: int) -> FileReading:
    """One of a row of pages, each with four articles of its own."""
    readings = [
        worlds.reading(
            number * 4 + article,
            entities=[(PERSON, (0,), None), (COMMITTEE, (1, 3), None)],
            statements=[worlds.said(number * 4 + article, 0, "holdsPost", 1, role="书记")],
        )
        for article in range(4)
    ]
    return worlds.file(f"page-{number:05}", readings)


def main(store: str, start: int, most: int, limit: int | None) -> int:
    ladybug_store.LOG_LENGTHS = (1 << 15, 1 << 15)  # checkpoints every few pages
    writer = open_store(store, write=True)
    if limit is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    print("ready", flush=True)
    try:
        with writer:
            for number in range(start, start + most):
                writer.put([page(number)])
                print(number, flush=True)
    except StoreError as error:
        print(f"error {error}", flush=True)
        return 1
    return 0


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[2:]]
    sys.exit(main(sys.argv[1], given[0], given[1], given[2] if len(given) > 2 else None))

"""The reader: file -> page -> articles -> sentences and context -> local entities -> statements.

Only the order of the arrows stands here; each is a pure function of a module of its own. `read` does it
for many files, in the order given, with as many processes as wished: the result is the same.
"""

from __future__ import annotations

import gc
import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from ingest.context.context import contexts
from ingest.entities.local import local_entities
from ingest.entities.traits import with_traits
from ingest.faults import Fault
from ingest.layout.articles import articles
from ingest.pages import Source, page_of, sources
from ingest.relations import statements
from ingest.sentences import sentences
from ontology import dates, divisions
from ontology.errors import InputError, UsageError
from ontology.records import FileReading, Page, Reading

VERSION = "0.12.0"
"""Version of the reader: raised whenever the same page may be read differently."""

TAGGERS = ("lac", "none")


_TELL = "tell who keeps wangge, with the file"


class Options(NamedTuple):
    """What a person said of a file: date of issue (EDTF) and county (official code)."""

    published: str | None
    area: str | None


def read_page(
    page: Page,
    *,
    published: str | None = None,
    area: str | None = None,
    tagger: str = "lac",
    faults: list[Fault] | None = None,
) -> FileReading:
    """All articles of a page with what was read in them. InputError where there is no article.

    `published`: EDTF date of issue, `area`: official code of the county, both over what the page says.
    `tagger`: one of TAGGERS. UsageError where an option is wrong. A rule of ours that fails is put to `faults` and
    the others read on; without `faults` it raises.
    """
    check_options(published=published, area=area, tagger=tagger)
    found = articles(page)
    readings = []
    for item, context in zip(found, contexts(page, found, published=published, area=area), strict=True):
        tiled = sentences(item.article)
        entities = local_entities(item.article, tiled, context, tagger=tagger, faults=faults)
        said = statements(item.article, tiled, context, entities, faults)
        entities = with_traits(item.article, context, entities, said)
        readings.append(
            Reading(article=item.article, context=context, sentences=tiled, entities=entities, statements=said)
        )
    return FileReading(
        digest=page.digest,
        source=page.source,
        reader=f"{VERSION}+{tagger}",
        published_option=published,
        area_option=area,
        readings=tuple(readings),
    )


def read(
    paths: Iterable[str | Path],
    *,
    published: str | None = None,
    area: str | None = None,
    tagger: str = "lac",
    jobs: int = 1,
    remembered: Mapping[str, Options] | None = None,
) -> Iterator[FileReading | InputError]:
    """The reading of every file behind the paths, or the error that says why there is none, in their order.

    Where rules of ours failed on a file, an error for each follows its reading.

    `jobs`: how many processes read at once; 1 reads here. Options as for `read_page`. `remembered`: the
    options that files, by digest, were read with before; they hold where none is given now.
    """
    check_options(published=published, area=area, tagger=tagger)
    given = Options(published, area)
    one = partial(_read_source, given=given, tagger=tagger, remembered=dict(remembered or {}))
    if jobs <= 1:
        yield from chain.from_iterable(map(one, sources(paths)))
        return
    # Fresh processes: a fork of one that has opened the tagger or the screen may hang.
    with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn")) as pool:
        waiting: deque[Future[list[FileReading | InputError]]] = deque()
        for source in sources(paths):
            waiting.append(pool.submit(one, source))
            if len(waiting) >= 4 * jobs:  # so that a long list is never held at once
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def check_options(*, published: str | None, area: str | None, tagger: str) -> None:
    """UsageError where an option of reading is wrong, with what would be right."""
    if published is not None:
        try:
            dates.bounds(published)
        except ValueError as error:
            raise UsageError(f"--published {published!r}: {error}", remedy="give 2022-10-26, 2022-10 or 2022") from None
    if area is not None:
        county = divisions.by_code(area) if len(area) == 6 else None
        if county is None:
            named = [f"{one.code} ({divisions.full_name(one.code)})" for one in divisions.counties_named(area)]
            remedy = f"give {' or '.join(named)}" if named else "give six digits, such as 371502 (东昌府区)"
            raise UsageError(f"--area {area!r} is no county's code", remedy=remedy)
    if tagger not in TAGGERS:
        raise UsageError(f"no tagger {tagger!r}", remedy=f"there are: {', '.join(TAGGERS)}")


def _read_source(
    source: Source | InputError, *, given: Options, tagger: str, remembered: Mapping[str, Options]
) -> list[FileReading | InputError]:
    if isinstance(source, InputError):
        return [source]
    faults: list[Fault] = []
    try:
        page = page_of(source)
        before = remembered.get(page.digest, Options(None, None))
        published, area = given.published or before.published, given.area or before.area
        with _uncollected():
            reading = read_page(page, published=published, area=area, tagger=tagger, faults=faults)
        told = {fault.rule: fault for fault in reversed(faults)}  # the first of each rule
        failed = (InputError(str(fault), where=source.name, remedy=_TELL) for fault in reversed(told.values()))
        return [reading, *failed]
    except InputError as error:
        return [error]
    except UsageError:  # a package is missing: so it is for every file
        raise
    except Exception as error:  # a fault of ours: told of its file, which alone is lost by it
        problem = f"the reader failed on it ({type(error).__name__}: {str(error)[:80]})"
        return [InputError(problem, where=source.name, remedy=_TELL)]


@contextmanager
def _uncollected() -> Iterator[None]:
    """The collector of garbage rests: no record refers back to what refers to it, so that it would look through all that
    reading makes, and now and then through all word lists, and find nothing."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()

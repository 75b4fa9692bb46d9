"""Which article corrects which other (更正), and what in it: told by headlines that a correction quotes, as the named query
says, and by what it says should be what (“300人”应为“500人”).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ontology.dates import bounds
from queries.catalog import run
from store.base import Reader

_HALF = "“[^“”]{1,80}”|[^，。；：》“”\\s]{1,60}?"
_SHOULD_BE = re.compile(
    f"({_HALF})(?:有误|错误|一句|一处)?[，,]?(?:应为|应是|应改为|更正为|实为)({_HALF})(?=[，。；、\\s]|\\Z)"
)
_MISTAKEN_FOR = re.compile(f"({_HALF})(?:误写|误植|误印|误登|错写|误作|误)(?:为|成)?({_HALF})(?=[，。；、\\s]|\\Z)")
_TITLE = re.compile("《([^《》]+)》")
_LEAD = re.compile("\\A(?:[将把]|一文)?(?:文)?中?的?")
_NUMBER = re.compile("([0-9][0-9,，]*(?:\\.[0-9]+)?)\\s*([万亿千百]*)")
_TIMES = {"百": 1e2, "千": 1e3, "万": 1e4, "亿": 1e8}


class Correction(NamedTuple):
    """An article (id and headline) that corrects another."""

    article: str
    title: str
    corrected: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PutRight:
    """What an article (id) says was wrong in another, and what is right; `clause`: the words in which it says so."""

    article: str
    wrong: str
    right: str
    clause: str

    def concerns(self, value: str | float, under: Iterable[str] = ()) -> bool:
        """Whether it takes a value back: it stands in what was wrong and not in what is right, or with other words there.

        `under`: what the value was said with (a role, an indicator).

        >>> three = PutRight(article="", wrong="4月8日300人参加", right="4月8日500人参加", clause="")
        >>> three.concerns(300.0), three.concerns(500.0), three.concerns("2023-04-08")
        (True, False, False)
        """
        if not _says(self.wrong, value):
            return False
        return not _says(self.right, value) or any(word in self.wrong and word not in self.right for word in under)


def corrections(reader: Reader) -> tuple[Correction, ...]:
    """All of a store, each pair once, by their ids."""
    rows = run(reader, "corrections").rows
    pairs = {Correction(str(row["correction_id"]), str(row["correction"]), str(row["corrected_id"])) for row in rows}
    return tuple(sorted(pairs))


def put_right(reader: Reader) -> dict[str, tuple[PutRight, ...]]:
    """Each corrected article's id -> what others say was wrong in it."""
    found: dict[str, list[PutRight]] = defaultdict(list)
    for one in corrections(reader):
        rows = reader.rows(
            "MATCH (a:Article {id: $id})<-[:`IN`]-(t:Sentence) RETURN t.text AS text, t.start_offset AS at ORDER BY at",
            {"id": one.article},
        )
        title = reader.rows("MATCH (a:Article {id: $id}) RETURN a.title AS title", {"id": one.corrected})[0]["title"]
        for wrong, right, clause in changes("".join(str(row["text"]) for row in rows), str(title)):
            found[one.corrected].append(PutRight(article=one.article, wrong=wrong, right=right, clause=clause))
    return {article: tuple(ones) for article, ones in found.items()}


def changes(text: str, title: str) -> Iterator[tuple[str, str, str]]:
    """(wrong, right, clause) of all that a correction says of the article of a headline.

    >>> list(changes("《植树》一文中，“300人”应为“500人”；《修路》一文中，“3里”应为“5里”。", "修路"))
    [('3里', '5里', '“3里”应为“5里”')]
    >>> list(changes("昨日《植树》一文将“韩集镇”误写为“韩屯镇”。", "植树"))
    [('韩屯镇', '韩集镇', '一文将“韩集镇”误写为“韩屯镇”')]
    """
    named = [(match.start(), match.group(1)) for match in _TITLE.finditer(text)]
    for pattern, wrong_at, right_at in ((_SHOULD_BE, 1, 2), (_MISTAKEN_FOR, 2, 1)):
        for match in pattern.finditer(text):
            # A headline may be quoted in part, and one that no headline stands before is of all of them.
            last = next((name for at, name in reversed(named) if at < match.start()), title)
            if last in title or title in last:
                begun = max(text.rfind(mark, 0, match.start()) for mark in "，。；》\n") + 1
                clause = (
                    _LEAD.sub("", text[begun : match.end()]) if begun > match.start() else text[begun : match.end()]
                )
                yield _bare(match.group(wrong_at)), _bare(match.group(right_at)), clause.strip()


def taken_back(reader: Reader, said: Mapping[str, str], value: str | float, ones: Sequence[PutRight]) -> list[str]:
    """Ids of the articles that take back what a statement says: of several subjects with one value, that of the one meant.

    `said`: the statement's article, predicate and subject (a name); `ones`: what concerns its value.
    """
    if not ones:
        return []
    rows = reader.rows(
        "MATCH (a:Article {id: $article})<-[:`IN`]-(t:Sentence)<-[:EVIDENCE]-(s:Statement) MATCH (s)-[:SUBJECT]->(x) "
        "WHERE s.predicate = $predicate RETURN x.name AS subject, s.value_number AS number, s.value_text AS text, "
        "t.text AS sentence",
        {"article": said["article"], "predicate": said["predicate"]},
    )
    alike = [row for row in rows if value in (row["number"], row["text"])]
    found = []
    for one in ones:
        subjects = {str(row["subject"]) for row in alike} | {said["subject"]}
        meant = {name for name in subjects if name in one.clause}
        if not meant and len(subjects) > 1:
            meant = {str(row["subject"]) for row in alike if one.wrong in str(row["sentence"])}
        if len(subjects) == 1 or meant == {said["subject"]}:
            found.append(one.article)
    return sorted(set(found))


def _bare(half: str) -> str:
    return half.strip("“”") if half.startswith("“") else _LEAD.sub("", half)


def _says(text: str, value: str | float) -> bool:
    """Whether a text names a value: a number in figures, a date by its month and day, or a name."""
    if isinstance(value, float):
        return any(abs(number - value) < 1e-9 * max(1.0, abs(value)) for number in _numbers(text))
    try:
        days = bounds(value)
    except ValueError:
        return value in text
    year, month, day = days.start_date.split("-")
    words = {"day": f"{int(day)}日", "month": f"{int(month)}月"}.get(days.precision, f"{year}年")
    return re.search(f"(?<![0-9]){words}", text) is not None


def _numbers(text: str) -> Iterator[float]:
    for digits, units in _NUMBER.findall(text):
        number = float(digits.replace(",", "").replace("，", ""))
        for unit in units:
            number *= _TIMES[unit]
        yield number

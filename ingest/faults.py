"""A rule that fails on a sentence is a fault of ours: it is told, and costs no more than what that rule would have read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeVar

from ontology.errors import UsageError

Item = TypeVar("Item")
_LONGEST = 40  # code points of a sentence that are told


class Fault(NamedTuple):
    """The rule that failed (visits/20), the words that it failed on and what went wrong."""

    rule: str
    words: str
    error: str

    def __str__(self) -> str:
        """What people are told of it.

        >>> str(Fault("visits/20", "近日，某镇举行义诊。", "IndexError: list index out of range"))
        'the rule visits/20 failed on “近日，某镇举行义诊。” (IndexError: list index out of range), the other rules read on'
        """
        words = " ".join(self.words[:_LONGEST].split()) + ("…" if len(self.words) > _LONGEST else "")
        return f"the rule {self.rule} failed on “{words}” ({self.error}), the other rules read on"


def made(rule: str, words: str, make: Callable[[], Iterable[Item]], faults: list[Fault] | None) -> list[Item]:
    """All that a rule makes of some words; where it fails nothing, and the fault is put to `faults`, or raised without them.

    >>> faults: list[Fault] = []
    >>> made("some/1", "某镇", lambda: [1 // 0], faults), faults[0].error
    ([], 'ZeroDivisionError: integer division or modulo by zero')
    """
    try:
        return list(make())
    except UsageError:  # no fault of ours: the tagger's package is missing
        raise
    except Exception as error:  # whichever it is: the text is not to blame
        if faults is None:
            raise
        faults.append(Fault(rule, words, f"{type(error).__name__}: {str(error)[:80]}"))
        return []

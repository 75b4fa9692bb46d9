"""Errors worded for people: what was wrong, where, and what to do."""

from __future__ import annotations

_LONGEST, _HEAD, _TAIL = 300, 200, 80


def cut(text: str) -> str:
    """A text that people can read in a line: of a longer one its beginning and end.

    >>> len(cut("--param '" + "x" * 100_000 + "' is not of the form key=value"))
    283
    """
    return text if len(text) <= _LONGEST else f"{text[:_HEAD]} … {text[-_TAIL:]}"


class WanggeError(Exception):
    """Base of all errors that a person can do something about.

    `problem` says what was wrong, `where` names the file, line or article (may be empty), `remedy`
    says what to do. `str(error)` is one line: "where: problem. remedy".

    >>> str(WanggeError("no such query 'postz'", remedy="known: posts, figures"))
    "no such query 'postz'; known: posts, figures"
    """

    def __init__(self, problem: str, *, where: str = "", remedy: str = "") -> None:
        self.problem, self.where, self.remedy = problem, where, remedy
        super().__init__((f"{cut(where)}: " if where else "") + cut(problem) + (f"; {remedy}" if remedy else ""))


class InputError(WanggeError):
    """An input (file, page, decision) cannot be read; other inputs go on."""


class UsageError(WanggeError):
    """Wrong use: an unknown name, parameter, entity or option. Exit code 2."""


class StoreError(WanggeError):
    """A store cannot be opened, is held by another process, is damaged, or refused a write."""


class OntologyError(WanggeError):
    """The vocabulary is not well formed, or something was said outside it."""

"""People by surname and office alone, as notices of a town speak of them: 耿书记到我镇调研, 据该校蔡校长讲.

Only where the article names no one in full who can be meant; who is named so is called by the short form too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.mentions.lexicon import words
from ingest.mentions.people.name_rules import HAN_RUN, name_rules
from ontology.records import Span

_BEFORE = ("该校", "该院", "该局", "该村", "该镇", "我校", "我院", "我县", "我镇", "我乡", "我村", "据", "听", "请")
"""Words that a person so called may stand behind, besides a mark."""
_NOT_BEHIND = frozenset("们务记期者年效远久短")
"""What goes on the office's last character as another word: 主任|务, 高校|长期."""
_NO_SURNAME = frozenset("省市县区旗州盟镇乡村社班团局院校站所部处科组队厂店司行台路街党")
"""Surnames that rather belong to the office: 班|主任, 镇|党委书记."""
_CALLINGS = frozenset(("老师", "医生", "师傅", "教授", "警官"))
"""Nicknames that tell what someone does."""
_OFFICE = re.compile("[书主县市区旗镇乡局校院部会支][记任席长书]")


def addressed(text: str) -> Iterator[Span]:
    """Each surname with its office, where a clause begins or words that point there end.

    >>> text = "耿书记到我镇调研，随后耿书记说。"
    >>> [text[slice(*span)] for span in addressed(text)]
    ['耿书记']
    """
    offices = words("titles", "addressed")
    for match in _OFFICE.finditer(text):
        at = match.start() - 1
        if match[0] not in offices or at < 0 or not _is_surname(text[at]):
            continue
        opened = at == 0 or not HAN_RUN.match(text[at - 1]) or text.endswith(_BEFORE, 0, at)
        if opened and text[match.end() : match.end() + 1] not in _NOT_BEHIND:
            yield at, match.end()


def called_by(text: str, start: int) -> bool:
    """Whether a surname alone stands before an office that begins at `start`, so that no name stands behind it."""
    at = start - 1
    if at < 0 or text[start] == "村" or not _is_surname(text[at]):
        return False
    return at == 0 or not HAN_RUN.match(text[at - 1])


def _is_surname(character: str) -> bool:
    names = name_rules()
    return character in names.single and character not in names.wordy and character not in _NO_SURNAME


def calls(short: str, name: str, kind: str) -> bool:
    """Whether a surname with an office, a calling or a form of address may mean who is named in full.

    `kind` of who is named: 张大爷 is a resident, where 张老师 and 张书记 may be anyone.

    >>> calls("程老师", "程度", "PublicPostHolder"), calls("程大爷", "程度", "PublicPostHolder")
    (True, False)
    """
    if short[:1] != name[:1] or len(name) not in (2, 3):
        return False
    called = short[1:]
    by_work = called in words("titles", "addressed") or called in _CALLINGS
    return by_work or (
        kind == "PrivateResident" and called not in ("某", "某某") and called in words("titles", "nicknames")
    )

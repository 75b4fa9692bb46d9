"""The grammar of a byline: what its words are together, or that they are none."""

from __future__ import annotations

import itertools
from dataclasses import replace

from ingest.bylines.roles import roles
from ingest.bylines.rows import (
    COLONS,
    SENT,
    WIDE,
    is_behind,
    is_desk_row,
    is_employed,
    is_gap,
    is_label_alone,
    is_medium,
    is_of_words,
    is_row_behind,
    is_workplace,
    labels_next,
    may_be_called,
    named_behind_office,
    people_before_body,
    says_from,
    says_where,
    without_words,
    works,
)
from ingest.bylines.signed import Byline, Signed
from ingest.bylines.signers import is_name, is_office, org_like, people_in, person_like, surely_org
from ingest.bylines.tokens import Token, parted
from ingest.tables import load
from ontology.records import Span

_PICTURED = frozenset(["摄", "摄影", "供图", "图"])


def assembled(text: str, tokens: list[Token], *, free: bool) -> Byline | None:
    """The byline of tokens, or None. `free`: in brackets or behind a mark, where rare surnames may stand."""
    tokens = _with_labels(tokens)
    written = len(tokens) > 2 and any(token.role and token.text in roles().authors for token in tokens[1:])
    if (free or written) and tokens and not tokens[0].role:  # 某县观察|高小远 某报记者 米禾
        tokens = [*parted(tokens[0]), *tokens[1:]]
    pairs = zip([None, *tokens], tokens, strict=False)
    by_author = [before is not None and before.text in roles().authors and before.role for before, _ in pairs]
    if any(by_author):  # 文/县委宣传部|高小远
        each = zip(tokens, by_author, strict=True)
        tokens = [
            part for token, cut in each for part in (parted(token) if cut and token.gap and not token.role else [token])
        ]
    if free and len(tokens) == 2 and not any(token.role for token in tokens):  # 甲 某镇, 甲/某镇
        named, office = tokens
        if is_name(named.text) and not org_like(named.text) and works(office.text):
            return Byline((Signed(named.text, office.text, (named.start, named.end)),), frozenset())
    return _Assembly(text, tokens, free=free).byline()


class _Assembly:
    """One walk over the tokens of a byline: the names so far, and the role that those to come have."""

    def __init__(self, text: str, tokens: list[Token], *, free: bool) -> None:
        self.text, self.tokens, self.free = text, tokens, free
        self.roles = frozenset(token.text for token in tokens if token.role)
        self.names: list[Signed] = []
        self.current = ""
        self.employed = is_employed(tokens) if not self.roles else len(tokens) > 1 and is_employed(tokens[:2])
        self.row = is_desk_row(tokens) or (bool(tokens) and is_label_alone(tokens))
        self.behind_each = is_row_behind(tokens)
        self.spaced = any(not a.role and not b.role and is_gap(b.gap) for a, b in itertools.pairwise(tokens))
        self.pictured = len(tokens) > 2 and any(token.role and token.text in _PICTURED for token in tokens[1:])
        self.beside = free and not self.roles and any(is_name(t.text) and not org_like(t.text) for t in tokens)

    def byline(self) -> Byline | None:
        """The byline, None where a token does not fit."""
        for index, token in enumerate(self.tokens):
            following = self.tokens[index + 1] if index + 1 < len(self.tokens) else None
            fits = self._role(index, token, following) if token.role else self._run(index, token, following)
            if not fits:
                return None
        if not self.names or (not self.roles and len(self.names) > 4):
            return None
        named = self.free and all(is_name(token.text) for token in self.tokens)
        colons = COLONS - {"/", "／"} if named else COLONS  # （甲/乙）
        if not self.roles and not self.employed and any(not colons.isdisjoint(token.gap) for token in self.tokens):
            return None  # 成员：甲 乙
        return Byline(tuple(self.names), self.roles)

    def _role(self, index: int, token: Token, following: Token | None) -> bool:
        """A role: of the names behind it, or of those before it."""
        before = self.tokens[index - 1] if index else None
        after_name = self.names and before is not None and not before.role
        if after_name and (self.behind_each or is_behind(self.text, token, following)):
            self.names = _signed_back(self.names, token.text, close=token.gap in ("/", "／"))
            return True
        if token.text in roles().wordy and not self.free and not self._is_label(index, token, following):
            return False
        self.current = token.text
        return True

    def _is_label(self, index: int, token: Token, following: Token | None) -> bool:
        """Whether a role that is an ordinary word too labels what stands beside it."""
        before = self.tokens[index - 1] if index else None
        if before is not None and before.role and token.gap == "":  # 供稿整理
            return True
        if following is None:
            return False
        if labels_next(token, following, in_row=self.row):
            return True
        desk = before is not None and not before.role and token.gap == "" and org_like(before.text)  # 县委报道组 甲
        struck = any(one.role and one.gap in ("/", "／") for one in self.tokens[index + 2 :])
        return (desk or struck) and is_name(following.text)

    def _run(self, index: int, token: Token, following: Token | None) -> bool:
        """A run between roles and separators: names, or what is said of them."""
        if self.current in roles().workplaces:
            return org_like(token.text)
        if following is None and self.names and self.by_author and is_gap(token.gap) and says_from(token.text):
            return True  # 记者 甲 通讯员 乙 某城报道
        if self.current and token.text in load("bylines")["nobody"]:
            return True  # 图/受访者
        if self.current in roles().authors and following is not None and is_workplace(token, following):
            return True  # 通讯员：某镇 甲
        if roles().is_source(self.current):
            return self._source(token)
        if following is not None and self._reports_from(index, token, following):
            return True
        people = people_before_body(token, following) if self.by_author and following is not None else None
        if people:  # 通讯员甲乙某日报记者丙
            self.names += [Signed(name, self.current, span) for name, span in people]
            return True
        if following is not None and is_medium(index, self.tokens):
            return True  # 三农全媒体记者 甲
        if following is not None and says_where(token, following, free=self.free or self.employed):
            self.current = self.current if following.role else token.text
            return True
        return self._people(index, token, following)

    def _source(self, token: Token) -> bool:
        """What stands behind a source's label: a body, or the one person who is the source."""
        if not any("\u3400" <= letter <= "\u9fff" for letter in token.text):
            return True  # 来源：团区委 2023-09-05
        name = token.text.strip("《》")
        if org_like(name):
            start = token.start + len(token.text) - len(token.text.lstrip("《"))
            self.names.append(Signed(name, self.current, (start, start + len(name))))
            return True
        if not is_name(token.text):
            return False  # 来源：某镇党政办 甲, 素材：甲
        self.names.append(Signed(token.text, "" if self.names else self.current, (token.start, token.end)))
        return True

    def _reports_from(self, index: int, token: Token, following: Token) -> bool:
        """记者 甲 通讯员 乙 寿光报道: from where."""
        return (
            following.text == "报道"
            and following.gap == ""
            and index > 0
            and not self.tokens[index - 1].role
            and token.gap.strip() == ""
            and not (len(self.roles) == 1 and is_name(token.text))
        )

    def _people(self, index: int, token: Token, following: Token | None) -> bool:
        """Names of people, or of a body that signs."""
        free, current, names = self.free, self.current, self.names
        # A wide gap does a colon's work behind an editor's label: 编辑　格列.
        wide = roles().is_desk(current) and WIDE.search(token.gap) is not None
        colon = wide or not COLONS.isdisjoint(token.gap)
        listed = bool(names) and names[-1].role == current and org_like(names[-1].name) and org_like(token.text)
        sure = bool(self.roles) and (colon or listed or (free and token.gap != "") or (free and index == 0))
        if index == 0 and self.pictured and is_of_words(token.text):
            return True  # 演练现场 甲 摄
        people = self._split(token, sure=sure)
        employed_as = named_behind_office(token.text) if self.roles and (people is None or len(people) > 2) else None
        if employed_as:
            names.append(Signed(token.text[employed_as:], current, (token.start + employed_as, token.end)))
            return True
        if self._is_office(token, following):
            return True  # 作者：甲 县委党校教师
        if people is None:
            sender = len(self.tokens) == 2 and surely_org(token.text)  # 文/图 某镇党政办
            sends = following is not None and following.text == "宣" and len(token.text) < 7  # 邮团|宣
            if not (self.roles and (sends or (org_like(token.text) and (sure or sender or following is not None)))):
                return False
            people = [(0, len(token.text))]
        if len(token.text) < token.end - token.start:  # a padded name: its span holds the space too
            names.append(Signed(token.text, current, (token.start, token.end)))
            return True
        names += [Signed(token.text[a:b], current, (token.start + a, token.start + b)) for a, b in people]
        return True

    @property
    def by_author(self) -> bool:
        """Whether the role is a writer's, and no ordinary word."""
        return self.current != "" and self.current not in roles().wordy and not roles().is_source(self.current)

    def _split(self, token: Token, *, sure: bool) -> list[Span] | None:
        """The names of people in a run, None where it holds something else."""
        people = people_in(token.text, strict=not sure, rows=bool(self.roles), apart=token.gap != "")
        if people is None and self.free and len(self.tokens) == 1 and 4 < len(token.text) < 13:
            people = people_in(token.text, strict=True, rows=True)  # （高小远米小禾）
            if people is not None and (len(people) < 2 or not without_words(token.text, longest=12)):
                return None
        if people is not None and len(people) == 2 and len(token.text) < 6 and self.spaced:
            return [(0, len(token.text))]  # 吉克伍且 阿力么日牛: the others stand apart
        if people is not None:
            return people
        apart = is_gap(token.gap) and self.by_author
        if (self.beside or apart) and without_words(token.text, longest=6 if self.free else 4):
            return [(0, len(token.text))]  # 记者 那日苏; （甲 尔玛依娜）: beside a name that is one for sure
        if self.by_author and (apart or self.free or self.names) and may_be_called(token.text):
            return [(0, len(token.text))]  # 记者 光明: whatever stands alone behind such a role
        return None

    def _is_office(self, token: Token, following: Token | None) -> bool:
        """Whether a run says what the one named before it is, or where the one works."""
        signs = self.by_author or self.current in roles().authors
        last = following is None and signs and is_gap(token.gap)  # 通讯员 甲 县供电公司, 摄影：甲 某镇政府
        behind = bool(self.names) and (last or (self.free and (following is None or not following.role)))
        if not behind or roles().is_desk(self.current) or person_like(token.text, strict=True):
            return False
        return org_like(token.text) or is_office(token.text)


def _with_labels(tokens: list[Token]) -> list[Token]:
    """The tokens, a label that no list has being a role where it stands with a colon beside one that is known."""
    if not any(token.role for token in tokens):
        return tokens
    found = list(tokens)
    for index, (token, following) in enumerate(itertools.pairwise(tokens)):
        if token.role or COLONS.isdisjoint(following.gap) or not 2 <= len(token.text) <= 5:
            continue
        if following.role:
            if not index and not org_like(token.text) and not is_name(token.text):
                found[index] = replace(token, role=True)  # 主持：本报记者 甲
            continue
        if is_name(following.text) and not org_like(token.text) and not is_name(token.text):
            found[index] = replace(token, role=True)
    return found


def _signed_back(names: list[Signed], role: str, *, close: bool) -> list[Signed]:
    """The names with a role written behind them: it is theirs that have none.

    The last name takes it in any case where it alone took the picture (记者 甲 摄), was said before (记者 甲 乙 甲 摄),
    is who sent the piece in (通讯员 甲 某镇宣), or is joined to it by a stroke (`close`: 甲/文 乙/图).
    """
    signed = [s if s.role else Signed(s.name, role, s.span) for s in names]
    last = signed[-1]
    pictured = len(signed) == 1 and role in _PICTURED
    supplied = role in SENT and roles().is_source(last.role)  # 据甲发布、某镇供稿
    if close or pictured or supplied or role == "宣" or any(other.name == last.name for other in signed[:-1]):
        signed[-1] = Signed(last.name, role, last.span)
    return signed

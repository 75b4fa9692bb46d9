"""Which quotations name a programme, and with which words behind, by weights learned from annotated articles.

“炕头法庭” is a scheme, “老罗烧烤” a shop, “大管家” what someone is called: no list of last words holds what newspapers
coin. Here all that speaks for and against is added up: the quotation's own length, beginning and end, the words before
and behind, the verbs of its clause, how often and where the article says it again. Each quotation is one case, with
every place where the name may end: at its closing mark, or behind a word after it (“乡情书屋”|项目). The weights are
data/quoted.tsv, made by `build_quoted`; no name stands in them.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ingest.mentions.lexicon import any_word, word_kinds, words
from ingest.mentions.people.name_rules import count_near
from ingest.mentions.view import View
from ingest.mentions.words import known_word, tags
from ingest.tables import FOLDER, size_in, weights_in
from ontology.records import Mention, Span

DATA = FOLDER / "quoted.tsv"
BIAS = "bias"
LEAST = 0.55
"""As likely as this a quotation is said to name a programme. On halves left out (`judge_quoted`) 0.5 finds as much more as
is wrong more; but they hold fewer figures of speech in quotation marks than pages on Party building do."""
_LEAST_SAID = 3  # code points of a quotation that a verb makes a scheme of
_MOST = 24  # code points of a quotation that may be a name
_BEHIND, _WORDS = 8, 4  # code points and words behind a quotation that may belong to the name
_NEVER = re.compile("[。！？；：…]|(?:清单|台账|名单|化)$")  # speech, what is written down, a manner
_CLAUSE = frozenset("，。；！？：\n,;!?:")
_COUNTED = re.compile("[一二三四五六七八九十双百千两][^\\W\\d]")
_TOLD_AS = re.compile(
    "(?:这一|该|这项|这个|此项|这种)(?P<what>项目|制度|机制|做法|模式|活动|平台|品牌|计划|工程|课程|基金|举措|办法|工作法|行动|服务|栏目)"
)
_LENGTHS = (1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 16)
_FAR = 4000  # code points back in which a name may stand before
_LEAD = 150  # code points of the body that tell what the news is


class Case(NamedTuple):
    """A quotation (`span` without its marks): what speaks of it, and of each end of a name that begins with it.

    The first end is the quotation's own; the others lie behind its closing mark.
    """

    span: Span
    shared: list[str]
    ends: list[tuple[int, list[str]]]


class Named(NamedTuple):
    """A name's span, without marks where it is the quotation alone, the quotation's, and how likely it is a programme's."""

    span: Span
    said: Span
    chance: float


_NO_SCHEME = re.compile(
    "[，。]|(?:会|赛|节|周|月|日|活动|站|室|队|中心|所|屋|社|店|坊|园|基地|联盟|小组|展|广场|老|好)\\Z"
)
"""In what no scheme ends, or what holds more than a name: 推出|“火把节惠民周”, 实行|“先缴保证金、后借路”."""
_ASKED = (
    "要求",
    "精神",
    "部署",
    "任务",
    "思想",
    "方针",
    "理念",
    "目标",
    "战略",
    "原则",
    "总要求",
    "方略",
    "方向",
    "大会",
    "会议",
)
"""What goes on behind a quotation that says how one is to act: 落实“外防输入”|要求."""
_SEVERAL = re.compile(
    "(?:[、和]?“[^“”。！？\n]{3,20}”)*等?(?:[0-9一二三四五六七八九十两多]+余?)?[项个条种款]?(?:特色|创新|便民|惠民|利企|助企|改革|暖心|务实|有力|新|好|监管|服务|工作|治理|管理|志愿|党建|文旅|文化|惠农)*"
    "(?:举措|措施|做法|机制|制度|模式|工作法|载体|服务事项|品牌|信贷产品|金融产品|贷款产品)"
)
"""What several quotations in a row are called: “拿地即开工”“证照联办”|等12项举措."""


@cache
def _set_up() -> tuple[str, ...]:
    verbs = words("programmes", "quoting")
    return tuple(sorted(f"{verb}{more}" for verb in verbs for more in ("", "了", "好", "出", "起", "起了", "出了")))


def is_set_up(text: str, name: Span) -> bool:
    """Whether a quotation without its marks ends as only schemes do, stands right behind a verb that only schemes follow, or
    in a row of quotations that are called measures or rules.

    >>> is_set_up("推行“首席代办”，群众", (3, 7)), is_set_up("村民叫他“热心大哥”，他", (5, 9))
    (True, False)
    """
    start, end = name
    said = text[start:end]
    if end - start < _LEAST_SAID or _NO_SCHEME.search(said) or text.startswith(_ASKED, end + 1):
        return False
    return (
        said.endswith(_words("saying"))
        or text.endswith(_set_up(), 0, start - 1)
        or (
            _SEVERAL.match(text, end + 1) is not None
            and text[end + 1 : end + 2] in tuple("“等、和两三四五六七八九十0123456789")
        )
    )


def cases(view: View, found: Sequence[Mention]) -> Iterator[Case]:
    """Every quotation that may be a name: short, no sentence, no title of a document. `found`: what finders have said."""
    houses = {at: m.type for m in found if m.type in ("Organization", "Place") for at in range(m.start, m.end)}
    written = [view.text[slice(*span)] for span in view.quoted]
    times = Counter(written)
    for (start, end), name in zip(view.quoted, written, strict=True):
        if view.text[start - 1] == "《" or end - start > _MOST or _NEVER.search(name) or view.is_sealed(start, end):
            continue
        shared = [
            *_own(name),
            *_before(view, start),
            *_after(view, end),
            *_again(view, start, name, times[name]),
        ]
        shared.append(f"house={houses.get(start)},{houses.get(end)}")
        yield Case((start, end), shared, list(_ends(view, end)))


@cache
def _words(sort: str) -> tuple[str, ...]:
    """Ends of what is named (`inner`, `things`), or verbs before it (`running`, `sets`), also with 了 behind."""
    known = sorted(words("programmes", sort))
    return tuple(known) + tuple(f"{word}了" for word in known if sort in ("running", "sets") and word[-1] not in "的了")


def _own(name: str) -> Iterator[str]:
    """What a quotation says of itself."""
    yield f"len={size_in(len(name), _LENGTHS)}"
    yield f"l1={name[-1]}"
    yield f"l2={name[-2:]}"
    yield f"tag={tags().get(name[-2:], '-')}"
    yield f"ftag={tags().get(name[:2], '-')}"
    yield f"tags={tags().get(name[:2], '-')},{tags().get(name[-2:], '-')},{size_in(len(name), (3, 4, 5, 6))}"
    if known_word(name):
        yield "known"
    yield from (sort for sort in ("inner", "things") if name.endswith(_words(sort)))
    counted = len(_COUNTED.findall(name))
    if counted:
        yield f"counted={size_in(counted, (1, 2))},{_COUNTED.match(name) is not None}"
    for mark in "，、！+＋·—-%":
        if mark in name:
            yield f"mark={mark}"
    if any(character.isascii() and character.isalnum() for character in name):
        yield "latin"
    for word in ("的", "我", "你", "了", "不", "要"):
        if word in name:
            yield f"has={word}"


def _before(view: View, start: int) -> Iterator[str]:
    """What stands before a quotation in its clause."""
    text, at = view.text, view.token_at[start - 1]
    first = at
    while first and view.tokens[first].start > start - 40 and text[view.tokens[first - 1].start] not in _CLAUSE:
        first -= 1
    told = [text[token.start : token.end] for token in view.tokens[first:at]]
    yield f"p1={text[start - 2 : start - 1]}"
    yield f"p2={text[max(0, start - 3) : start - 1]}"
    yield f"pw={told[-1] if told else '^'}"
    if len(told) > 1:
        yield f"pp={told[-2]}"
    verbs = words("programmes", "verbs")
    for word in dict.fromkeys(told):
        if word in verbs or tags().get(word, "-")[:1] == "v":
            yield f"verb={word}"
    last = next((word for word in reversed(told) if len(word) > 1 and (word in verbs or tags().get(word) == "v")), "")
    yield f"last={last}"
    yield f"runs={last in verbs}"
    yield f"words={size_in(len(told), (0, 1, 3, 6))}"
    yield from (sort for sort in ("running", "sets") if text.endswith(_words(sort), 0, start - 1))


def _after(view: View, end: int) -> Iterator[str]:
    """What is said of a quotation a little further on: 试办“夜课”。据介绍，这一|项目."""
    told = _TOLD_AS.search(view.text, end + 1, end + 90)
    if told:
        yield "told as"
        yield f"told={told['what']}"


def _again(view: View, start: int, name: str, quoted: int) -> Iterator[str]:
    """How often and where the article says a name, of a long one the text near the quotation."""
    text, title = view.text, len(view.article.title or "")
    times = count_near(text, name, start)
    yield f"quoted={size_in(quoted, (1, 2, 3))}"
    yield f"bare={size_in(times - quoted, (0, 1, 2))}"
    yield f"in={'title' if start < title else 'lead' if start < view.article.body[0] + _LEAD else 'body'}"
    yield f"headline={name in text[:title]}"
    yield f"headline,quoted={name in text[:title]},{size_in(quoted, (1, 2, 3))}"
    yield f"first={text.find(name, max(0, start - _FAR), start + len(name)) == start}"


def _ends(view: View, end: int) -> Iterator[tuple[int, list[str]]]:
    """Where the name may end: at the quotation's own end, and behind each of the next words."""
    text, tokens = view.text, view.tokens
    behind = text[end + 1 : end + 7]
    yield end, ["alone", *_follows(view, end + 1, "n"), *(f"s{size}={behind[:size]}" for size in (3, 4))]
    at = view.token_at[end + 1] if end + 1 < len(text) else len(tokens)
    for number in range(at, min(at + _WORDS, len(tokens))):
        token = tokens[number]
        if token.sort in ("mark", "figure", "place") or token.end - end - 1 > _BEHIND:
            return
        head = text[end + 1 : token.end]
        kind = word_kinds("programmes", "heads").get(head) or word_kinds("programmes", "quoted").get(head, "")
        last = text[token.start : token.end]
        ends = word_kinds("programmes", "heads").get(last, "")
        features = ["more", f"head={head}", f"h1={head[-1]}", f"h2={head[-2:]}", f"hw={last}", f"kind={kind}"]
        features += [
            f"ends={ends}",
            f"hs={number - at},{token.sort}",
            f"hl={len(head)}",
            f"htag={tags().get(last, '-')}",
        ]
        yield token.end, features + _follows(view, token.end, "m")
        if token.sort == "boundary" and token.end - token.start == 1:
            return


def _follows(view: View, end: int, sign: str) -> list[str]:
    text = view.text
    if end >= len(text):
        return [f"{sign}1="]
    token = view.tokens[view.token_at[end]]
    word = text[token.start : token.end]
    return [
        f"{sign}1={text[end]}",
        f"{sign}2={text[end : end + 2]}",
        f"{sign}w={word}",
        f"{sign}s={token.sort},{tags().get(word, '-')}",
    ]


@cache
def _driving() -> re.Pattern[str]:
    return any_word("programmes", "driving")


@cache
def _no_name() -> tuple[str, ...]:
    return tuple(sorted(words("programmes", "no_name")))


_ITSELF = re.compile("(?:制|制度|机制|工程|行动|计划|项目)\\Z")
"""A quotation that is a scheme by its own last word."""
_WEAK = ("融合", "创建", "建设", "改革", "治理", "做法", "工作")
"""Last words behind such a quotation that are verbs there: “积分制”|融合到村民自治."""


_AT_MEETING = re.compile("(?:会|会议|仪式|典礼|论坛)(?:上|现场|期间)?\\Z")  # “乡风革命”|现场会上


def goes_over(said: str, behind: str, following: str) -> bool:
    """Whether the words behind a quotation are no part of its name.

    >>> goes_over("积分超市", "用积分兑换", "。"), goes_over("积分制", "管理机制", "，"), goes_over("积分制", "创建", "“")
    (True, False, True)
    """
    if (
        _AT_MEETING.search(behind)
        or _driving().search(behind)
        or behind.endswith(_no_name())
        or following.startswith(_no_name())
    ):
        return True
    return behind.endswith(_WEAK) and (following[:1] == "“" or _ITSELF.search(said) is not None)


@cache
def weights() -> dict[str, float]:
    """Feature -> weight (data/quoted.tsv)."""
    return weights_in(DATA)


def names(view: View, found: Sequence[Mention]) -> Iterator[Named]:
    """Each quotation's likeliest name; how likely it is a programme's, by all quotations of the article that say it."""
    known, text = weights(), view.text
    named: dict[str, list[tuple[Span, Span, float]]] = {}
    for case in cases(view, found):
        base = known[BIAS] + sum(filter(None, map(known.get, case.shared)))
        scores = [(base + sum(filter(None, map(known.get, features))), end) for end, features in case.ends]
        start, own = case.span
        kept = [
            (score, end)
            for score, end in scores
            if end == own or not goes_over(text[start:own], text[own + 1 : end], text[end : end + 4])
        ]
        end = max(kept, key=lambda item: (item[0], -item[1]))[1]
        total = sum(math.exp(min(score, 50.0)) for score, _ in scores)
        span = (start, end) if end == own else (start - 1, end)
        named.setdefault(text[start:own], []).append((span, case.span, math.log(total)))
    for spans in named.values():
        mean = sum(odds for _, _, odds in spans) / len(spans)
        for span, said, _ in spans:
            yield Named(span, said, 1 / (1 + math.exp(-mean)))

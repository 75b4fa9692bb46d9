"""People: a name beside a title, a verb of speech or another name; nicknames; what the tagger adds.

What a name looks like is in `names`, the forms in which names stand together in `name_forms`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.mentions.framed import framed
from ingest.mentions.gazetteer import short_names
from ingest.mentions.lexicon import Lexicon
from ingest.mentions.name_forms import composed, dotted, lined, listed, spaced
from ingest.mentions.names import HAN_RUN, MARKS, OPENS, QUOTES, count_near, is_title, name_at, name_before, name_rules
from ingest.mentions.tagger import tag
from ingest.mentions.view import View
from ingest.mentions.words import known_word
from ontology.records import Mention, Sentence, Span

_GIVEN = re.compile(r"[（(][男女][）)，,]|[，,][男女][，,]")
_APPOINTED = re.compile("(?:决定)?(?:任命(?!书)|免去|选举|推选|聘请|聘任|提名|补选)|决定|接受")


def find(view: View, found: tuple[Mention, ...]) -> Iterator[Mention]:
    """Named people and nicknames outside of the byline."""
    text, names = view.text, name_rules()
    covered = bytearray(len(text) + 1)
    for mention in found:
        sure = mention.confidence >= 0.75 if mention.type == "Place" else mention.type == "Organization"
        if sure or mention.rule == "programme/paired":
            covered[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    people: dict[Span, Mention] = {}
    own = {short for division in view.above for short in short_names(division)}

    def add(span: Span | None, kind: str, rule: str, confidence: float) -> None:
        if span is None or view.is_sealed(*span) or any(covered[span[0] : span[1]]):
            return
        if text[slice(*span)] in names.no_names or text[span[0] - 1 : span[0]].isdigit():
            return
        if text[slice(*span)] in own:
            return
        start, end = span
        mention = Mention(
            start=start, end=end, text=text[start:end], type="Person", kind=kind, rule=rule, confidence=confidence
        )
        people.setdefault(span, mention)
        covered[start:end] = b"\2" * (end - start)

    for standing in dotted(text):
        add(standing, "Person", "person/dotted", 0.9)
    for form, rule, confidence in ((spaced, "spaced", 0.9), (lined, "lined", 0.85), (composed, "composed", 0.8)):
        for standing in form(text):
            add(standing, "PublicPostHolder" if rule == "lined" else "Person", f"person/{rule}", confidence)
    for match in _GIVEN.finditer(text):
        add(name_before(text, match.start(), strong=True), "Person", "person/given", 0.9)
    for match in _APPOINTED.finditer(text):
        add(name_at(text, match.end(), strong=True, ends="为的任"), "PublicPostHolder", "person/appointed", 0.9)
    for start, end, label in _titles(view):
        strong = label == "posts"
        kind = {"posts": "PublicPostHolder", "residents": "PrivateResident"}.get(label, "Person")
        span = name_at(text, end, strong=strong)
        if span is None and text[end : end + 1] == "”":  # “红领巾讲解员”何思雨
            span = name_at(text, end + 1, strong=strong)
        if span is None and strong and text[end : end + 1] == "的":
            span = name_at(text, end + 1, strong=True) if text[end + 1 : end + 2] in names.single else None
        add(span, kind, "person/title", 0.9 if strong else 0.75)
        if span:
            for more in listed(text, span[1]):
                add(more, kind, "person/list", 0.8)
        else:
            before = name_before(text, start, titled=True)
            add(before if before and _addressed(text[slice(*before)]) else None, kind, "person/titled", 0.7)
    for standing in framed(text):
        add(standing, "Person", "person/framed", 0.75)
    for hit in names.speech.scan(text):
        add(_whole(text, name_before(text, hit.start)), "Person", "person/speech", 0.75)
    for nickname in _nicknames(text):
        add(nickname, "NicknamedPerson", "person/nickname", 0.8)
    yield from people.values()
    yield from _again(view, people, covered)
    if view.tagger == "lac":
        known = dict(people)
        bodies = "\n".join(sorted({mention.text for mention in found if mention.type == "Organization"}))
        for tagged in _tagged(view, covered):
            if text[slice(*tagged)] in bodies:
                continue  # 焦桐琴 in 焦桐琴韵乐器有限公司
            add(tagged, "Person", "person/tagger", 0.65)
        later = {span: mention for span, mention in people.items() if span not in known}
        yield from later.values()
        yield from _again(view, later, covered)


def _addressed(name: str) -> bool:
    """Whether what stands before a title can be whom it addresses: 周大明书记, but 楼院法官, 秦安籍企业家."""
    names = name_rules()
    return names.given.issuperset(name[2 if name[:2] in names.compound else 1 :]) and name[-1] not in "籍院级班系组村"


def _whole(text: str, span: Span | None) -> Span | None:
    """The name with the character behind it, where it never stands without: 周明强 in 周明强调研."""
    if span is None or span[1] - span[0] != 2:
        return span
    name, longer = text[slice(*span)], text[span[0] : span[1] + 1]
    always = (
        count_near(text, longer, span[0]) == count_near(text, name, span[0]) > 1 and longer[-1] in name_rules().given
    )
    return (span[0], span[1] + 1) if always else span


def _titles(view: View) -> Iterator[tuple[int, int, str]]:
    """Titles as (start, end, label): the longest at each place, none within another or within a word."""
    last = 0
    for hit in name_rules().titles.scan(view.text):
        if hit.end <= last:
            continue
        last = hit.end
        if view.text[hit.end - 1] == "委" and view.text[hit.end : hit.end + 1] in ("员", "会"):
            continue  # 业主委员会
        if view.text[hit.start : hit.end + 1] in ("常委会", "委员会", "主席团", "主席台", "代表团", "代表队"):
            continue
        if not any(view.text[hit.start : hit.end + more] in name_rules().whole for more in (1, 2)):
            yield hit.start, hit.end, hit.label


def _nicknames(text: str) -> Iterator[Span]:
    names = name_rules()
    for hit in names.nicknames.scan(text):
        at = hit.start - 1
        if at < 0 or text[at] not in names.single or text[at] in names.wordy:
            continue
        before = text[at - 1 : at]
        if before and HAN_RUN.match(before) and not text[:at].endswith(("居民", "村民", "请", "的", "和", "员", "铺")):
            continue
        yield at, hit.end


def _unexplained(view: View, sentence: Sentence, covered: bytearray) -> bool:
    """Whether a sentence holds a surname and a character after it that no word and no name explains."""
    names, text = name_rules(), view.text
    for at in range(sentence.start, sentence.end - 1):
        if covered[at] or covered[at + 1] or not names.has_surname(text[at : at + 2]):
            continue
        token, following = view.tokens[view.token_at[at]], view.tokens[view.token_at[at + 1]]
        if token.sort == "other" and following.sort in ("other", "word") and following.end - following.start < 3:
            return True
    return False


def _tagged(view: View, covered: bytearray) -> Iterator[Span]:
    """People that the tagger finds and that look like a name; a title or an opening before, or a surname."""
    names = name_rules()
    for sentence in view.sentences:
        if not _unexplained(view, sentence, covered):
            continue
        for word in tag(sentence.text):
            if word.tag != "PER":
                continue
            start, end = sentence.start + word.start, sentence.start + word.end
            name = view.text[start:end]
            if len(name) == 4 and name[0] in names.single and name[:2] not in names.compound:
                start, end = name_at(view.text, start, strong=True) or (start, end)
                name = view.text[start:end]
            if not 2 <= len(name) <= 4 or not HAN_RUN.fullmatch(name) or name in names.common or is_title(name):
                continue
            titled = view.text.endswith(OPENS, 0, start)
            if known_word(name) and not titled:
                continue
            opened = (
                start == 0
                or view.text[start - 1] in MARKS - QUOTES
                or view.tokens[view.token_at[start - 1]].sort == "boundary"
            )
            if (not titled and not opened) or (name[1:] in names.common and not titled):
                continue
            if (
                names.has_surname(name)
                and (len(name) < 4 or name[:2] in names.compound)
                and (name[0] not in names.wordy or titled)
            ) or (titled and name[:2] not in names.common):
                yield start, end


def _again(view: View, people: dict[Span, Mention], covered: bytearray) -> Iterator[Mention]:
    """The same names elsewhere in the article; a name that is a word counts only where it was found."""
    text, names = view.text, name_rules()
    by_name: dict[str, Mention] = {}
    for mention in people.values():
        kept = by_name.get(mention.text)
        if kept is None or (kept.kind == "Person" and mention.kind != "Person"):
            by_name[mention.text] = mention
    named = ((name, one) for name, one in sorted(by_name.items()) if name not in names.common)
    for hit in Lexicon(named).scan(text):
        if any(covered[hit.start : hit.end]) or view.is_sealed(hit.start, hit.end):
            continue
        covered[hit.start : hit.end] = b"\2" * (hit.end - hit.start)
        yield replace(hit.label, start=hit.start, end=hit.end, rule="person/again", confidence=0.8)

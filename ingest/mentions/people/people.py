"""People: a name beside a title, a verb of speech or another name; nicknames; what the tagger adds.

What a name looks like is in `names`, the forms in which names stand together in `name_forms`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.mentions.lexicon import Lexicon, words
from ingest.mentions.making import mention_of, sureness
from ingest.mentions.people.addressed import addressed, calls
from ingest.mentions.people.behind_titles import chosen, enclosed_item, listed_behind, named_behind
from ingest.mentions.people.everyday import appointed_to, counted, elected, speakers, with_office
from ingest.mentions.people.framed import appointed, appointed_as, framed, listed_before, name_to_house
from ingest.mentions.people.holders import holders
from ingest.mentions.people.name_forms import composed, dotted, lined
from ingest.mentions.people.name_model import tagged
from ingest.mentions.people.name_rules import HAN_RUN, MARKS, OPENS, QUOTES, count_near, is_title, name_rules
from ingest.mentions.people.name_spaced import spaced
from ingest.mentions.people.names import name_at, name_before
from ingest.mentions.people.openings import openings, titles_of
from ingest.mentions.people.plain_words import plain_words
from ingest.mentions.places.gazetteer import names_county, short_names
from ingest.mentions.view import View
from ingest.mentions.words import known_word
from ontology.records import Mention, Span

_OPENINGS = ("mark", "of", "covered", "suffix", "home", "given", "list")
"""What a name may stand behind besides a title."""
_SURE = {"suffix": 0.5, "covered": 0.7}
"""A name without a title is read only where it is so likely, 0.9 otherwise."""
_HOUSED = 0.75
"""So likely is a name behind what people are called in a house right before: as an office it is then weighed."""
_UNTITLED = ("person/opened", "person/framed", "person/speech", "person/tagger")
_AHEAD = MARKS - QUOTES
_GIVEN = re.compile(r"[（(][男女][）)，,]|[，,][男女][，,]")
_GOING_ON = frozenset("还也又都却")
"""Adverbs that end no name."""
_MOVED = frozenset("升调转改任又被经历因赴")
"""What behind 后 tells of an office taken up later."""
_JOINED_AREA = re.compile("[和与及同][各省市州县区旗镇乡村][\u3400-\u9fff]?\\Z")
"""A word for and with one for an area: 委员|和县人大代表, 常委|和各县负责人."""
_KIN = re.compile("[\u3400-\u9fff]之[妻子女父母夫兄弟姐妹侄孙]")
"""Kin of one who is called by surname: 蔡|之妻."""
_SLOGAN = re.compile("[ 　\n]?[\u3400-\u9fff]{4}(?:[ 　\n]|\\Z)")
"""Four characters between spaces, as headlines have them."""
_REMOVED = re.compile("^[ 　]*(?=[^，。；：\n]{6,40}职务[；。，]?[ 　]*$)", re.M)
"""A line of a list of removals that has no 的 behind the name: 张三|某县水利局局长职务."""
_APPOINTED = re.compile("(?:决定)?(?:任命(?!书)|免去|选举|推选|聘请|聘任|提名|补选)|决定|接受")


def find(view: View, found: tuple[Mention, ...]) -> Iterator[Mention]:
    """Named people and nicknames outside of the byline."""
    people = _People(view, found)
    people.formed()
    people.appointed()
    people.titled()
    people.opened()
    people.said()
    people.named = _completed(view.text, people.named)
    people.addressed()
    yield from people.named.values()
    yield from _again(view, people.named, people.covered)
    if view.tagger == "lac":
        known = dict(people.named)
        people.tagged()
        people.enclosed()
        later = {span: mention for span, mention in people.named.items() if span not in known}
        yield from later.values()
        yield from _again(view, later, people.covered)


class _People:
    """The people of an article so far, the surest first: where one is found, no later rule looks."""

    def __init__(self, view: View, found: tuple[Mention, ...]) -> None:
        self.view, self.found = view, found
        self.named: dict[Span, Mention] = {}
        self.covered = covered_by(view, found)
        self.own_area = {short for division in view.above for short in short_names(division)}

    def add(self, span: Span | None, kind: str, rule: str, case: str = "") -> None:
        """Takes a name, unless something else stands there, or what reads like a name is none."""
        text, names, covered = self.view.text, name_rules(), self.covered
        if span is None or self.view.is_sealed(*span) or any(covered[span[0] : span[1]]):
            return
        if text[slice(*span)] in names.no_names or text[span[0] - 1 : span[0]].isdigit():
            return
        if not _names_someone(text[slice(*span)]):
            return
        if text.startswith(("曾担任", "曾先后", "曾兼任"), span[0]):
            return
        if text[span[0]] in "和与及":
            if other := _joined(text, span[0] + 1):
                span = other
            elif self._joins(*span):
                return
        if text[slice(*span)] in self.own_area and not (rule == "person/appointed" or self._holds(span, case)):
            return
        if rule in _UNTITLED and text[slice(*span)] in names.solar:
            return
        start, end = span
        if end - start == 3 and text[end - 1] in _GOING_ON and HAN_RUN.fullmatch(text, start, end):
            end -= 1  # 石艳|还办起了托管班
            span = start, end
        mention = mention_of(self.view, start, end, kind, rule, case)
        self.named.setdefault(span, replace(mention, text="".join(mention.text.split())))  # 齐 长 河
        covered[start:end] = b"\2" * (end - start)

    def _joins(self, start: int, end: int) -> bool:
        """Whether what begins with 和 is that and what the next are called: 语文老师甲和|生物老师|乙, 护士长和|外科医师, 和|文明家庭."""
        text, names = self.view.text, name_rules()
        if names.titles.at(text, start + 1) is not None:
            return True
        word = text[start + 1 : end]
        plain = known_word(word) and not names.given.issuperset(word)
        return (plain and names.titles.at(text, end) is not None) or plain_words(self.view, (start, end), "framed", 0.0)

    def _holds(self, span: Span, case: str) -> bool:
        """Whether a name that is an area's too stands right between an office and what its holder does: 副县长|丽江|出席."""
        text, names = self.view.text, name_rules()
        acts = names.speech.at(text, span[1]) or names.deeds.at(text, span[1])
        return case == "post" and (acts is not None or text[span[1] : span[1] + 1] in MARKS)

    def formed(self) -> None:
        """Names told by their own form."""
        text = self.view.text
        for form, kind, rule in (
            (dotted, "Person", "person/dotted"),
            (spaced, "Person", "person/spaced"),
            (lined, "PublicPostHolder", "person/lined"),
            (composed, "Person", "person/composed"),
        ):
            for standing in form(text):
                self.add(standing, kind, rule)
        for match in _GIVEN.finditer(text):
            self.add(name_before(text, match.start(), strong=True), "Person", "person/given")

    def appointed(self) -> None:
        """Those appointed or dismissed, and holders of a post told behind their names."""
        text = self.view.text
        for standing in appointed(text):
            self.add(standing, "PublicPostHolder", "person/appointed")
        houses = {one.start: one.end for one in self.found if one.type in ("Organization", "Place")}
        begins = frozenset(houses)
        for match in _APPOINTED.finditer(text):
            if text.startswith(tuple(words("events", "stages")), match.end()):
                continue  # 决定|召开
            span = name_to_house(text, match.end(), begins) or name_at(text, match.end(), strong=True, ends="为的任")
            for each in (*appointed_to(text, match.end(), begins), span):
                self.add(each, "PublicPostHolder", "person/appointed")
        for line in _REMOVED.finditer(text) if "职务" in text else ():
            self.add(name_to_house(text, line.end(), begins), "PublicPostHolder", "person/appointed")
        for standing in holders(text, houses):
            self.add(standing, "PublicPostHolder", "person/holder")

    def titled(self) -> None:
        """Names behind a title or before it."""
        text = self.view.text
        begun = {span[0]: span for span in self.named}
        houses = {one.end for one in self.found if one.type == "Organization"}
        roads = {one.start for one in self.found if one.kind == "Road"}
        for start, end, label in titles_of(text):
            if end - 1 in roads and self.view.tokens[self.view.token_at[start]].sort == "place":
                continue  # 娄星区|长青街
            kind = {"posts": "PublicPostHolder", "residents": "PrivateResident"}.get(label, "Person")
            formed = begun.get(end)
            if formed is not None and self.named[formed].kind == "Person":  # 县长|普布次仁, found by the name's form
                self.named[formed] = replace(self.named[formed], kind=kind)
            housed = label == "occupations" and start in houses  # 某镇卫生院|医生|容易
            office = housed and chosen(self.view, end, "posts", text[start:end]).chance > _HOUSED
            span = named_behind(self.view, start, end, "posts" if office else label)
            if span is not None and any(self.covered[slice(*span)]) and span not in self.named:
                span = None  # 主任|和县中|医院
            self.add(span, kind, "person/title", "post" if label == "posts" else "other")
            if span is None:
                before = name_before(text, start, titled=True)
                addressed = before is not None and _addressed(text[slice(*before)])
                addressed = addressed and before is not None and not names_county(text[slice(*before)])
                self.add(before if addressed else None, kind, "person/titled")
            for more in listed_behind(self.view, span[1]) if span is not None else ():
                self.add(more, kind, "person/list")

    def opened(self) -> None:
        """Names at the beginning of a clause or in a list, where they are all but sure."""
        text = self.view.text
        for start, opens, word in openings(self.view, self.covered):
            if opens not in _OPENINGS or self.covered[start]:
                continue
            choice = chosen(self.view, start, opens, word)
            if choice.chance < _SURE.get(opens, 0.9) or not choice.span or known_word(text[slice(*choice.span)]):
                continue
            self.add(choice.span, "Person", "person/opened")
            for other in listed_before(text, choice.span[0]) if opens == "list" else ():
                self.add(other, "Person", "person/opened")  # 会上，甲、|乙

    def said(self) -> None:
        """Names told by the words around them: frames of news, verbs of speech; and nicknames."""
        text = self.view.text
        for standing in (*counted(text), *speakers(text), *elected(text), *with_office(text)):
            self.add(standing, "Person", "person/framed")
        for standing in framed(text):
            if text[standing[0] - 1 : standing[0]] == "的" and plain_words(self.view, standing, "framed", 0.0):
                continue  # 上级的|部署
            self.add(standing, "Person", "person/framed")
            for other in listed_before(text, standing[0]):
                self.add(other, "Person", "person/framed")
        for hit in name_rules().speech.scan(text):
            self.add(_whole(text, name_before(text, hit.start)), "Person", "person/speech")
        for nickname in _nicknames(text):
            self.add(nickname, "NicknamedPerson", "person/nickname")

    def addressed(self) -> None:
        """Those called by surname and office, but where several are named in full who may be meant, or no holder is."""
        for span in addressed(self.view.text):
            short = self.view.text[slice(*span)]
            kinds = {one.text: one.kind for one in self.named.values() if calls(short, one.text, one.kind)}
            if not kinds or list(kinds.values()) == ["PublicPostHolder"]:
                self.add(span, "PublicPostHolder", "person/addressed")

    def tagged(self) -> None:
        """Names that the tagger sees, outside of the names of bodies and places."""
        bodies = "\n".join(sorted({one.text for one in self.found if one.type in ("Organization", "Place")}))
        for span in _tagged(self.view, self.covered):
            if self.view.text[slice(*span)] not in bodies:  # 焦桐琴 in 焦桐琴韵乐器有限公司, 石海子 in 石海子村
                self.add(span, "Person", "person/tagger")

    def enclosed(self) -> None:
        """The item between two names of a list: 甲、|屈林|、乙."""
        text, begins = self.view.text, {start for start, _ in self.named}
        for _, end in sorted(self.named):
            item = enclosed_item(text, end + 1) if text.startswith("、", end) else None
            if item is not None and text.startswith("、", item[1]) and item[1] + 1 in begins:
                self.add(item, "Person", "person/list")


def _joined(text: str, at: int) -> Span | None:
    """Who is called by an office behind the name, and joined to another: 曹勤主任和|张春瑛|医师."""
    name = name_at(text, at, strong=True)
    held = name_rules().titles.at(text, name[1]) if name is not None else None
    return name if held is not None and name is not None and name[1] - at > 1 else None


def _names_someone(name: str) -> bool:
    """Whether what looks like a name is one: not who is kept nameless (王某), nor how one speaks (学生|高兴地|说), nor
    what comes later (后升|任副县长)."""
    if (name[0] == "后" and name[1] in _MOVED) or name.endswith("一行") or _JOINED_AREA.match(name):
        return False
    if _KIN.fullmatch(name):
        return False
    if name.startswith("一行") or (len(name) == 4 and name[0] == name[1] and name[2] == name[3]):
        return False  # 院长|一行首先, 干事|风风火火
    return "某" not in name and not (name[-1] == "地" and known_word(name[:-1]))


def covered_by(view: View, found: tuple[Mention, ...]) -> bytearray:
    """1 where a place or an organisation stands that is sure, so that no name of a person goes on there.

    What grammar takes for a place right behind a word for a person is not: 村民|党大山.
    """
    covered = bytearray(len(view.text) + 1)
    behind = {end for _, end, _ in titles_of(view.text)}
    for mention in found:
        short = mention.type == "Place" and mention.end - mention.start < 4
        if short and mention.rule == "place/grammar" and mention.start in behind:
            continue
        if short and appointed_as(view.text, mention.start, mention.end):
            continue
        sure = mention.confidence >= 0.75 if mention.type == "Place" else mention.type == "Organization"
        if sure or mention.rule == "programme/paired":
            covered[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    return covered


def _completed(text: str, people: dict[Span, Mention]) -> dict[Span, Mention]:
    """The people found, a name of two characters going on to the longer one that an office names elsewhere: 周明|强调研."""
    longer = {mention.text for mention in people.values() if mention.end - mention.start == 3}
    whole: dict[Span, Mention] = {}
    for (start, end), mention in people.items():
        name = text[start : end + 1]
        if end - start == 2 and name in longer and name[:2] not in name_rules().compound:
            mention = replace(mention, end=end + 1, text=name)
        whole.setdefault((mention.start, mention.end), mention)
    return whole


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


def _unexplained(view: View, at: int, covered: bytearray) -> bool:
    """Whether a surname and a character after it stand at a place that no word and no name explains."""
    if covered[at] or covered[at + 1] or not name_rules().has_surname(view.text[at : at + 2]):
        return False
    if view.is_sealed(at, at + 2):
        return False
    token, following = view.tokens[view.token_at[at]], view.tokens[view.token_at[at + 1]]
    return token.sort == "other" and following.sort in ("other", "word") and following.end - following.start < 3


def _nameable(view: View, start: int, stop: int) -> bool:
    """Whether a name that the tagger may find at a place would be read, at most up to `stop`."""
    return _begins(view, start) and any(_reads(view, start, end) for end in range(start + 2, min(start + 4, stop) + 1))


def _tagged(view: View, covered: bytearray) -> Iterator[Span]:
    """People that the tagger finds and that look like a name; a title or an opening before, or a surname."""
    names = name_rules()
    for begin, stop in view.clauses:
        if not any(_unexplained(view, at, covered) and _nameable(view, at, stop) for at in range(begin, stop - 1)):
            continue
        for start, (end, sort) in tagged(view.text[begin:stop], begin).begins.items():
            if sort != "PER":
                continue
            name = view.text[start:end]
            if len(name) == 4 and name[0] in names.single and name[:2] not in names.compound:
                start, end = name_at(view.text, start, strong=True) or (start, end)
            if _begins(view, start) and _reads(view, start, end):
                yield start, end


def _begins(view: View, start: int) -> bool:
    """Whether a name of which only the tagger knows may begin: behind a word for people, a mark or a boundary."""
    text = view.text
    return (
        start == 0
        or text[start - 1] in _AHEAD
        or view.tokens[view.token_at[start - 1]].sort == "boundary"
        or text.endswith(OPENS, 0, start)
    )


def _reads(view: View, start: int, end: int) -> bool:
    """Whether what the tagger takes for a person is read as one: no word, with a surname or behind a word for people."""
    names, name = name_rules(), view.text[start:end]
    if _SLOGAN.fullmatch(view.text, max(0, start - 1), end + 3) and known_word(view.text[end : end + 2]):
        return False  # 警民联手 |麦收|护航
    if not 2 <= len(name) <= 4 or not HAN_RUN.fullmatch(name) or name in names.common or is_title(name):
        return False
    if view.text.endswith(OPENS, 0, start):
        own = names.has_surname(name) and (len(name) < 4 or name[:2] in names.compound)
        return own or name[:2] not in names.common
    if known_word(name) or name[1:] in names.common or name[0] in names.wordy or not names.has_surname(name):
        return False
    return len(name) < 4 or name[:2] in names.compound


def _again(view: View, people: dict[Span, Mention], covered: bytearray) -> Iterator[Mention]:
    """The same names elsewhere in the article; a name that is a word counts only where it was found."""
    text, names = view.text, name_rules()
    by_name: dict[str, Mention] = {}
    for mention in people.values():
        kept = by_name.get(mention.text)
        if kept is None or (kept.kind == "Person" and mention.kind != "Person"):
            by_name[mention.text] = mention
    named = ((name, one) for name, one in sorted(by_name.items()) if name not in names.common)
    again = sureness("person/again")
    for hit in Lexicon(named).scan(text):
        if any(covered[hit.start : hit.end]) or view.is_sealed(hit.start, hit.end):
            continue
        covered[hit.start : hit.end] = b"\2" * (hit.end - hit.start)
        yield replace(hit.label, start=hit.start, end=hit.end, rule="person/again", confidence=again)

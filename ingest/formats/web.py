"""Web pages: the main text without what surrounds it, the page's title, and what its head says of date and source.

Nothing is fetched and no script runs. The main text is the element that holds most prose that is not
links; what stands between the page's heading and it (date, source), and lines of furniture right
after it (editors), come along. All walks are over the tree once, without recursion.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import Any

from ingest.bylines import byline
from ingest.formats import nesting, plain
from ingest.layout import furniture
from ingest.layout.furniture_parts import DATE
from ingest.layout.lines import TITLE_LONGEST, title_like
from ingest.tables import load
from ontology.errors import InputError

MOST_TAGS = 500_000
"""No page has more; each takes about half a kilobyte of memory."""
_SCRIPT = re.compile(r"<(script|style)\b[^<]*(?:<(?!/\1)[^<]*)*", re.I)
_TAG = re.compile(r"<[^<>]{0,10000}>")
_SPACE = re.compile(r"[ \t\r\n\x0b\x0c]+")
_PROSE = re.compile("[，。！？；：、“”]")
_MARKUP = re.compile(rb"<(?:!doctype html|html|head|body|div|p|meta|title)\b", re.I)
_SITE = re.compile(r"(?:\s*[_|｜—]+\s*|\s+-\s+|-(?=[^-]{2,14}\Z))[^_|｜]{2,40}\Z")
_PARTS = 200  # elements in a heading or a cell of data at most; tables within tables are looked through no further
_BOXES = ("div", "td", "article", "section", "main", "body")
"""Elements that hold paragraphs."""
_LEAST = 0.6
"""The main text holds so much of a page's prose at least."""
_LONGEST_CELL = 40  # code points
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_HEAD = 12
"""A page's heading stands at most so many lines over its text."""
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


def looks_like(data: bytes) -> bool:
    """Do these bytes begin as a web page does?"""
    head = data[:2048].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return head.startswith(b"<") and _MARKUP.search(head) is not None


def read(data: bytes, where: str) -> str:
    """The text of a web page's articles; InputError where it has none."""
    source = plain.decode(data, where)
    if source.count("<") > MOST_TAGS:
        raise InputError(
            f"a web page of {source.count('<'):,} tags", where=where, remedy="save the page that holds the article"
        )
    text = text_of(source) or _without_tags(source)
    if not text.strip():
        raise InputError(
            "the web page has no text of its own", where=where, remedy="save the page that holds the article"
        )
    return plain.checked(text, where)


def _without_tags(source: str) -> str:
    """What is left of a page that no tree can be made of."""
    source = _SCRIPT.sub(" ", source)
    lines = (_SPACE.sub(" ", line).strip() for line in _TAG.sub("\n", source).split("\n"))
    return html.unescape("\n".join(line for line in lines if line))


def text_of(source: str) -> str:
    """HTML source -> lines: metadata, title as a # heading, the main text; '' where there is none.

    >>> text_of("<h1>某镇义诊</h1><div><p>近日，某镇开展义诊。</p></div><footer>版权</footer>")
    '# 某镇义诊\\n近日，某镇开展义诊。'
    """
    # The parser refuses an encoding declaration in decoded text, and null characters.
    source = re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", source.replace("\x00", ""))
    root, whole = _tree(source)
    if not whole:
        root, whole = _tree(nesting.flattened(source))
    if not whole:
        return ""
    metas = _metas(root)
    window = next((_plain(one) for one in root.iter("title")), "")
    title = _title(root, metas, window)
    for element in list(_skipped(root)):
        _drop(element)
    main = _main(root)
    lines, title = _lines_around(root, main, title, window)
    head = [f"{label}：{value}" for label, value in metas.items() if label != "title"]
    if title and not any(_same(title, line) for line in lines[:6]):
        lines.insert(0, f"# {title}")
    said = "\n".join(lines)
    head = [line for line in head if line.split("：", 1)[1] not in said]
    return "\n".join([*head, *lines])


def _tree(source: str) -> tuple[Any, bool]:
    """A page's root, None where it has none, and whether all of it is there: the parser leaves out what lies too deep."""
    import lxml.html  # heavy: only where a web page is read
    from lxml import etree

    parser = lxml.html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=True, no_network=True)
    try:
        root = lxml.html.document_fromstring(source, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None, False
    return root, not any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log)


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load("web")[name])


def _metas(root: Any) -> dict[str, str]:
    table = load("web")
    wanted = {name.lower(): label for name, label in table["metas"].items()}
    wanted |= {name.lower(): "title" for name in table["title_metas"]}
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        key = (meta.get("name") or meta.get("property") or "").lower()
        value = _SPACE.sub(" ", meta.get("content") or "").strip()
        label = wanted.get(key)
        if label and value and len(value) <= 200:
            found.setdefault(label, value)
    return found


def _title(root: Any, metas: dict[str, str], window: str) -> str | None:
    """The page's heading: its one h1, else the head's article title, else the window's title without the site."""
    headings = [text for text in (_plain(h) for h in root.iter("h1") if not _large(h)) if 4 <= len(text) <= 120]
    if len(headings) == 1:
        return headings[0]
    if headings:
        return None  # several articles, each with its own heading
    if metas.get("title"):
        return _SITE.sub("", metas["title"])
    text = _SITE.sub("", window)
    return text if len(text) >= 6 else None


def _large(element: Any) -> bool:
    """Does it hold too many elements for a heading or a cell?"""
    return next(islice(element.iterdescendants(), _PARTS, None), None) is not None


def _plain(element: Any) -> str:
    """An element's text in one line, with a space for each line break."""
    pieces = [element.text or ""]
    for node in element.iterdescendants():
        pieces += [" " if node.tag == "br" else "", node.text or "", node.tail or ""]
    return _SPACE.sub(" ", "".join(pieces)).strip()


def _same(title: str, line: str) -> bool:
    bare = re.sub(r"[\s#\u3000]+", "", line)
    wanted = re.sub(r"[\s\u3000]+", "", title)
    return bool(bare) and (bare == wanted or (len(bare) >= 6 and wanted.startswith(bare)))


def _skipped(root: Any) -> Iterator[Any]:
    tags, words = _words("skipped_tags"), _words("skipped_words")
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag in ("html", "body", "main", "article"):
            continue
        named = f"{element.get('class') or ''} {element.get('id') or ''}"
        if (
            element.tag in tags
            or (named.strip() and any(w.lower() in words for w in _WORD.findall(named[:200])))
            or _HIDDEN.search((element.get("style") or "")[:500])
            or element.get("hidden") is not None
        ):
            yield element


def _drop(element: Any) -> None:
    """Empty an element and leave the text behind it; to join that to the text before would take ever longer."""
    if element.getparent() is not None:
        element.clear(keep_tail=True)
        element.tag = "span"


def _main(root: Any) -> Any:
    """The element with the most prose: each paragraph speaks for what holds it whole and for the one above by half;
    one that holds too little of the page's prose, or goes on beside itself, gives way to what it stands in."""
    score: dict[Any, float] = {}
    below: dict[Any, float] = {}  # prose in all of an element
    telling: set[Any] = set()  # elements with sentences beside their parts
    boxes: dict[Any, Any] = {}  # each element, or what it stands in where it is a section around one part alone
    for element in root.iter():
        around = element.getparent()
        boxes[element] = boxes.get(around) if element.tag == "section" and len(element) == 1 else element
        if not isinstance(element.tag, str) or element.tag == "a":
            continue
        own = "".join([element.text or "", *(child.tail or "" for child in element)])
        prose = len(_PROSE.findall(own)) * 10 + len(own.strip()) if _PROSE.search(own) else 0
        if not prose:
            continue
        below[element] = prose
        if "。" in own:
            telling.add(element)
        holder, share = _holder(element, boxes), 1.0
        while holder is not None and share >= 0.25:
            score[holder] = score.get(holder, 0.0) + prose * share
            holder, share = holder.getparent(), share / 2
    body = root.find("body") if root.find("body") is not None else root
    if not score:
        return body
    for element in reversed(list(root.iter())):  # what an element holds stands behind it: each is passed up once
        if element in below and element.getparent() is not None:
            below[element.getparent()] = below.get(element.getparent(), 0.0) + below[element]
    best = max(score, key=lambda element: score[element])
    while best is not body and (outer := best.getparent()) is not None:
        around = outer
        while around not in telling and around.tag not in _BOXES and around.getparent() is not None:
            around = around.getparent()
        if around in telling:
            best = around
        elif below[best] < _LEAST * below[root]:
            best = outer
        else:
            break
    return best


def _holder(element: Any, boxes: dict[Any, Any]) -> Any:
    """What holds a paragraph: not the box that it alone fills (a section for each, as channels' editors set them)."""
    alone = element.tag in ("div", "section") and not any(child.tag == "br" or len(child) for child in element)
    if alone or element.tag not in _BOXES:
        element = element.getparent()
    return boxes.get(element)


def _lines_around(root: Any, main: Any, title: str | None, window: str) -> tuple[list[str], str | None]:
    """The main text's lines, before them what follows the page's heading, after them its furniture; and the title, as the
    page sets it over the text."""
    body = root.find("body") if root.find("body") is not None else root
    lines = list(_lines(body, main))
    first = next((i for i, (_, inside) in enumerate(lines) if inside), 0)
    last = max((i for i, (_, inside) in enumerate(lines) if inside), default=len(lines) - 1)
    heading = next((i for i in range(first - 1, -1, -1) if lines[i][0].startswith("# ")), None)
    if heading is None:  # set in a table's cell or a box, marked as no heading
        heading = _unmarked([line for line, _ in lines[:first]], title, window)
        title = lines[heading][0] if heading is not None else title
    start = heading if heading is not None and first - heading <= _HEAD else first
    before = [line for line, _ in lines[start:first] if line.startswith("# ") or line == title or _beside(line)]
    if not any(DATE.search(line) for line in before):  # a paper's page has its day over the list of its headlines
        days = [line for line, _ in lines[max(0, start - _HEAD) : start] if DATE.search(line) and _beside(line)]
        before = [*days[-1:], *before]
    after: list[str] = []
    for line, _ in lines[last + 1 : last + 13]:
        if not _beside(line):
            break
        after.append(line)
    return [*before, *(line for line, _ in lines[first : last + 1]), *after], title


def _unmarked(lines: list[str], title: str | None, window: str) -> int | None:
    """Where among the lines over a text its headline stands that is marked as none: the title, part of the window's
    (某县报数字报-某镇举行义诊), or right over the metadata."""
    near = range(len(lines) - 1, max(-1, len(lines) - 1 - _HEAD), -1)
    found = next((at for at in near if lines[at] == title), None)
    if found is None and window:
        parts = [
            at for at in near if len(lines[at]) > 7 and lines[at] in window and furniture.kind_of(lines[at]) is None
        ]
        found = max(parts, key=lambda at: (len(lines[at]), at), default=None)
    if found is None:
        at = len(lines) - 1
        while at >= 0 and _beside(lines[at]):
            at -= 1
        headline = 0 <= at < len(lines) - 1 and 7 < len(lines[at]) <= TITLE_LONGEST and title_like(lines[at])
        found = at if headline and furniture.opens(lines[at + 1]) else None
    return found


def _beside(line: str) -> bool:
    """Furniture or a byline: a line that may come along with the main text."""
    return furniture.kind_of(line) is not None or byline.parse(line) is not None


def _cells(row: Any) -> list[str]:
    """The cells of a table's row, empty ones left out; none where it is no row of data but holds a page's parts."""
    parts = [cell for cell in row if cell.tag in ("td", "th")]
    if any(map(_large, parts)):
        return []
    cells = [_plain(cell) for cell in parts]
    cells = [cell for cell in cells if cell]
    return cells if len(cells) > 1 and all(len(cell) <= _LONGEST_CELL and "。" not in cell for cell in cells) else []


def _lines(body: Any, main: Any) -> Iterator[tuple[str, bool]]:
    """All lines of the page in order, headings with #, and whether each stands in the main text."""
    from lxml import etree

    blocks = _words("blocks")
    pieces: list[str] = []
    level = 0
    inside = False
    row: Any = None  # of a table, being passed over once its cells stand on one line

    def line() -> Iterator[tuple[str, bool]]:
        text = _SPACE.sub(" ", "".join(pieces)).strip(" \u3000\xa0")
        pieces.clear()
        if text:
            yield (f"{'#' * level} {text}" if level and not text.startswith("#") else text), inside

    for event, element in etree.iterwalk(body, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        breaks = tag in blocks or tag == "br"
        if row is not None:
            if element is row:
                row = None
                pieces.append(element.tail or "")
            continue
        if event == "start" and tag == "tr" and (cells := _cells(element)):
            yield from line()
            yield "\t".join(cells), inside
            row = element
            continue
        if event == "start":
            if tag == "br" and level:
                pieces.append(" ")
            elif breaks or element is main:
                yield from line()
            if element is main:
                inside = True
            if tag in ("h1", "h2", "h3"):
                level = int(tag[1])
            elif tag in ("td", "th") and pieces:
                pieces.append(" ")
            pieces.append(element.text or "")
            continue
        if (breaks and tag != "br") or element is main:
            yield from line()
        if tag in ("h1", "h2", "h3"):
            level = 0
        if element is main:
            inside = False
        if element is not body:
            pieces.append(element.tail or "")
    yield from line()

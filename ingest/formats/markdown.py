"""Markdown: its headings stay marked with #, its other marks go (bold, links, quotes, front matter's fence)."""

from __future__ import annotations

import re

from ingest.formats import plain

_IMAGE = re.compile(r"!\[[^\[\]]{0,200}\]\([^()\s]{0,500}(?: \"[^\"]{0,200}\")?\)")
_LINK = re.compile(r"\[([^\[\]]{0,200})\]\([^()\s]{0,500}(?: \"[^\"]{0,200}\")?\)")
_STRONG = re.compile(r"(\*{1,3}|_{2,3}|`{1,3}|~~)(?=\S)([^*_`~\n]{1,400}?)(?<=\S)\1")
_ROW = re.compile(r"\|(?P<cells>.*)\|[ \t]*\Z")
_RULED = re.compile(r"\|(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*\Z")
_UNDERLINE = re.compile(r"(?:={3,}|-{3,})[ \t]*\Z")
_FRONT = re.compile(r"(?P<key>title|date|source|author|标题|日期|来源|作者)\s*[:：]\s*[\"']?(?P<value>[^\"'\n]+)", re.I)
_LABELS = {"date": "发布时间", "日期": "发布时间", "source": "来源", "来源": "来源", "author": "作者", "作者": "作者"}


def read(data: bytes, where: str) -> str:
    """The text of a Markdown file; InputError as for plain text."""
    return plain.checked(text_of(plain.decode(data, where)), where)


def text_of(source: str) -> str:
    """Markdown source -> lines of text with # headings, a table's rows with tabs between their cells.

    >>> text_of("某镇开展义诊\\n====\\n**近日**，[某镇](http://a.cn)开展义诊。")
    '# 某镇开展义诊\\n近日，某镇开展义诊。'
    >>> text_of("| 姓名 | 网格 |\\n| --- | --- |\\n| 高远 | 第一网格 |")
    '姓名\\t网格\\n高远\\t第一网格'
    """
    lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    kept = _front_matter(lines)
    for line in lines[kept[1] :]:
        if _RULED.match(line):
            continue
        if _UNDERLINE.match(line) and kept[0] and kept[0][-1].strip() and not kept[0][-1].startswith("#"):
            if line.startswith("=") or len(kept[0][-1]) <= 60:
                kept[0][-1] = f"{'#' if line.startswith('=') else '##'} {kept[0][-1].strip()}"
            continue
        kept[0].append(_inline(line))
    return "\n".join(kept[0])


def _front_matter(lines: list[str]) -> tuple[list[str], int]:
    """The lines that a YAML head gives, and where the text begins."""
    if not lines or lines[0].strip() != "---":
        return [], 0
    end = next((i for i, line in enumerate(lines[1:40], 1) if line.strip() == "---"), 0)
    head: list[str] = []
    for line in lines[1:end]:
        match = _FRONT.match(line)
        if match:
            label = _LABELS.get(match["key"].lower())
            value = match["value"].strip()
            head.append(f"{label}：{value}" if label else f"# {value}")
    return head, end + 1 if end else 0


def _inline(line: str) -> str:
    row = _ROW.match(line)
    if row:
        return "\t".join(_inline(cell.strip()) for cell in row["cells"].split("|"))
    if line.startswith(">"):
        line = line.lstrip("> ")
    if line.startswith(("- ", "* ", "+ ")):
        line = line[2:]
    line = _LINK.sub(r"\1", _IMAGE.sub("", line))
    return _STRONG.sub(r"\2", line)

"""Plain text in the encodings of Chinese files, found by content: UTF-8, UTF-16 and GB18030 (with GBK and GB2312)."""

from __future__ import annotations

import codecs
import re
import unicodedata

from ontology.errors import InputError

MOST_LINES = 500_000
"""A year of a paper in one file has fewer; many more would fill the memory."""
LONGEST_LINE = 1_000_000
"""No line of a newspaper page is longer, in code points."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"II*\x00", "a picture (TIFF)"),
    (b"MM\x00*", "a picture (TIFF)"),
    (b"RIFF", "a picture or sound (RIFF)"),
    (b"\xd0\xcf\x11\xe0", "an old or encrypted Office file"),
    (b"{\\rtf", "a rich text file (RTF)"),
    (b"\x1f\x8b", "a packed file (gzip)"),
    (b"7z\xbc\xaf", "a packed file (7z)"),
    (b"Rar!", "a packed file (RAR)"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)
_COMMON = (
    "的一是在了不和有大这主中人上为们地个用工时要动国产以我到他会作来分生对于学下级就年发成部民可出能方进同行面说种过度多子后自社加小机也经力本电高量长党得实家定"
    "深法表着水理化现所二起政三好十无农使性前等体合把结第里正新开物从当两些还天资事应制心都向变关点育重与间内去日利由员业代全组数果期导平各基月问比展最外治提"
    "解群头意明四道次文通条公领入情并活众教特常强少共直团统镇村街乡县市区居委书记建设服务志愿者，。、：；“”《》（）！？ \n\r\t"
)
_UNCOMMON = re.compile(f"[^{_COMMON}]+")
_NO_LATIN = re.compile("[^0-9A-Za-z]+")
_NO_HAN = re.compile("[^\u3400-\u9fff]+")
_CONTROLS = bytes(b for b in range(32) if b < 9 or b > 13)

# PDF programs often write a radical for the character that looks like it; so does what is copied from PDFs.
# Kangxi radicals have a compatibility form; those of the supplement in simplified use are named here.
_RADICALS = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)} | {
    ord(radical): character
    for radical, character in zip(
        "⺌⺍⺝⺟⺠⺢⺧⺩⺫⺬⺮⺶⺼⻁⻄⻅⻆⻉⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
        "小小月母民水牛王目示竹羊肉虎西见角贝车長长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
        strict=True,
    )
}


# Spaces of other widths, and characters of no width, as web pages and PDFs have them.
_SPACES = dict.fromkeys([0x2002, 0x2003], "\u3000") | dict.fromkeys([0xA0, *range(0x2004, 0x200B), 0x202F, 0x205F], " ")
_LINE_ENDS = dict.fromkeys([0x0B, 0x0C, 0x85, 0x2028, 0x2029], "\n")
_NOTHING = dict.fromkeys([0x00, 0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF], "")
_PLAIN = _RADICALS | _SPACES | _LINE_ENDS | _NOTHING | {0xFB01: "fi", 0xFB02: "fl"}
_STEERING = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
"""Characters that no text has and that steer a terminal, turn its lines round, or are no XML."""
_ODD = re.compile(f"[{re.escape(''.join(map(chr, _PLAIN)))}]")


def read(data: bytes, where: str) -> str:
    """The text of a plain text file; InputError where it is none (`where` names the file)."""
    return checked(decode(data, where), where)


def checked(text: str, where: str) -> str:
    """The text with \\n line ends, plain spaces and characters, none that steers a terminal; InputError where it is empty, garbled, or a line is beyond all measure."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.translate(_PLAIN) if _ODD.search(text) else text
    if not text.strip("\ufeff \t\n\u3000\xa0\x0b\x0c"):
        raise InputError("the file is empty", where=where, remedy="give a file with text")
    if text.count("\n") > MOST_LINES:
        raise InputError(
            f"a text of {text.count(chr(10)):,} lines", where=where, remedy=f"split it: at most {MOST_LINES:,} lines"
        )
    longest = max(len(line) for line in text.split("\n"))
    if longest > LONGEST_LINE:
        raise InputError(
            f"a line of {longest:,} characters is no newspaper page",
            where=where,
            remedy=f"break it into lines of at most {LONGEST_LINE:,} characters",
        )
    _refuse_garbled(text, where)
    return _STEERING.sub("", text)


def decode(data: bytes, where: str) -> str:
    """Bytes -> text by what fits: a byte order mark, UTF-8, else GB18030 or UTF-16 by the commonest characters."""
    if not data.strip():
        raise InputError("the file is empty", where=where, remedy="give a file with text")
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data[len(bom) :], encoding, where)
    if data.startswith(b"BM") and b"\x00\x00" in data[:16]:
        raise InputError("a picture (BMP), not text", where=where, remedy="give text, or a .pdf with a text layer")
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise InputError(
                f"{what}, not text", where=where, remedy="give .txt, .md, .html, .docx or a .pdf with a text layer"
            )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and error.start > 0 and _reads(data[: error.start]):
            raise _cut_off(where) from None
        return _by_content(data, where, utf8_fault=error.start)
    if _controls(data[:4096]) > 0.02:  # also UTF-16 without a mark
        return _by_content(data, where, utf8_fault=None)
    return text


def _reads(head: bytes) -> bool:
    text = head.decode("utf-8", "replace")
    return "\x00" not in text and _commonness(text) >= 0.1


def _by_content(data: bytes, where: str, *, utf8_fault: int | None) -> str:
    """The reading of bytes that are no UTF-8: that of the encodings with the most common characters."""
    best, chosen, cut = 0.0, "", False
    for encoding in ("gb18030", "utf-16-le", "utf-16-be"):
        text, ends_early = _tolerant(data, encoding)
        score = _commonness(text) if text is not None else 0.0
        if text is not None and score > best:
            best, chosen, cut = score, text, ends_early
    if best >= 0.12:
        if cut:
            raise _cut_off(where)
        return chosen
    if b"\x00" in data[:4096] or _controls(data[:4096]) > 0.05:
        raise InputError(
            "binary data, not text", where=where, remedy="give .txt, .md, .html, .docx or a .pdf with a text layer"
        )
    place = f" (byte {utf8_fault:,} is no UTF-8)" if utf8_fault is not None else ""
    raise InputError(f"unknown encoding{place}", where=where, remedy="save it as UTF-8 or GB18030")


def _tolerant(data: bytes, encoding: str) -> tuple[str | None, bool]:
    """The text, and whether it ends in half a character; None where it does not decode at all."""
    try:
        return data.decode(encoding), False
    except UnicodeDecodeError as error:
        if error.start < len(data) - 4:
            return None, False
        return data[: error.start].decode(encoding), True


def _strict(data: bytes, encoding: str, where: str) -> str:
    text, cut = _tolerant(data, encoding)
    if text is None:
        raise InputError(
            f"its mark says {encoding} and its bytes are not", where=where, remedy="save it again as UTF-8"
        )
    if cut:
        raise _cut_off(where)
    return text


def _cut_off(where: str) -> InputError:
    return InputError("the file ends in half a character: it was cut off", where=where, remedy="get the whole file")


def _refuse_garbled(text: str, where: str) -> None:
    """Text that was decoded wrongly before it was saved has few of the commonest characters."""
    han = len(_NO_HAN.sub("", text[:20_000]))
    lost = text.count("\ufffd")
    if lost > max(3, len(text) // 200) or (han >= 100 and _commonness(text) < 0.08):
        raise InputError(
            "the text is garbled: it was saved after being read in a wrong encoding",
            where=where,
            remedy="get the original file",
        )
    if _controls(text[:4096].encode("utf-8", "replace")) > 0.05:
        raise InputError("binary data, not text", where=where, remedy="give a text file")


def _commonness(text: str) -> float:
    """Share of the commonest Chinese characters and marks, and of ASCII letters and digits at half weight."""
    sample = text[:20_000]
    if not sample:
        return 0.0
    return (len(_UNCOMMON.sub("", sample)) + 0.5 * len(_NO_LATIN.sub("", sample))) / len(sample)


def _controls(data: bytes) -> float:
    return (len(data) - len(data.translate(None, _CONTROLS))) / max(1, len(data))

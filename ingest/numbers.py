"""Numbers as Chinese newspapers write them: digits, Chinese numerals and mixtures of both.

One pass, no backtracking: a match begins at a digit or numeral and never gives anything back.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10_000, "亿": 100_000_000}
SCALES = {**_SMALL, **_LARGE}

_NUMBER = re.compile(
    r"(?P<percent>百分之)?"
    r"(?:(?P<arabic>[0-9０-９]{1,15}(?:[,，][0-9０-９]{3}(?![0-9０-９])){0,5}(?:[.．][0-9０-９]{1,9})?)"
    r"|(?P<half>(?<=[了近过超约占逾])一半|(?<=[过超逾])半数|(?:一半|半数)(?=以上))"
    r"|(?P<han>[零〇○一二两三四五六七八九十百千]{1,12}(?:点[零〇一二三四五六七八九]{1,6})?|(?<=[近上过约逾超])[万亿]))"
    r"(?P<early>[多余来]?)(?P<scale>(?:[十百]|千(?![瓦克米伏卡]))?[万亿]{0,2})(?P<rest>(?(han)(?<=[万亿])[零〇一二两三四五六七八九][零〇一二两三四五六七八九十百千]{1,8}万?|(?<=[0-9][万亿])[0-9]{1,4}[千百万](?![0-9])))?"
    r"(?P<late>[多余来]?)"
    r"(?P<sign>[%％‰]|个百分点|成(?:[一二三四五六七八九](?![一二三四五六七八九十百千])|半(?![天年月个])|(?![为立员果功长效绩型熟不])))?"
)
_ABOUT = re.compile(
    r"(?:大约|约有|(?<![签履违预节毁失解赴邀公合相条誓守爽])约|将近|接近|(?<![附最靠邻就远相临])近|超过|超|逾|(?<![以早晚线网路马街山船车桌身手头会版岸海湖楼台地送献搬用装])上|不到|不足|至少|最少|最多|多达|突破)\Z"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number in a text: offsets in code points (half-open), value, whether it is only about right.

    `scale` is what was written: 115万 has the scale "万" and the value 1150000. `sign` is
    "%", "‰", "个百分点" or "" (三成 is 30 with sign "%"). `han`: written wholly in Chinese numerals.
    """

    start: int
    end: int
    value: float
    scale: str
    sign: str
    approximate: bool
    han: bool


def numbers(text: str) -> tuple[Number, ...]:
    """All numbers of a text, from left to right; half of something is 50 per cent (减了一半, 一半以上).

    >>> [(n.value, n.approximate) for n in numbers("图书1736册，价值3万余元，十二个工作队，百余名群众")]
    [(1736.0, False), (30000.0, True), (12.0, False), (100.0, True)]
    >>> [(n.value, n.sign) for n in numbers("覆盖率100%，近三成，二成四，百分之九十八点六，三万二千余，四十六万八千元")]
    [(100.0, '%'), (30.0, '%'), (24.0, '%'), (98.6, '%'), (32000.0, ''), (468000.0, '')]
    >>> [n.value for n in numbers("1万3千多元药品，2亿4000万元")]
    [13000.0, 240000000.0]
    >>> [(n.value, n.sign) for n in numbers("用药减了一半，只剩四成半")]
    [(50.0, '%'), (45.0, '%')]
    """
    found = []
    for match in _NUMBER.finditer(text):
        number = _number(text, match)
        if number is not None:
            found.append(number)
    return tuple(found)


def _number(text: str, match: re.Match[str]) -> Number | None:
    arabic, written = match["arabic"], match["han"]
    if arabic:
        base = float(re.sub("[,，]", "", unicodedata.normalize("NFKC", arabic)))
    elif match["half"]:
        return Number(
            start=match.start(), end=match.end("half"), value=50.0, scale="", sign="%", approximate=False, han=True
        )
    else:
        value = han_value(written)
        if value is None:
            return None
        base = value
    scale, sign = match["scale"], match["sign"] or ""
    factor = 1.0
    for letter in scale:
        factor *= SCALES[letter]
    if match["rest"]:  # 一万一千六百: one number, and no one writes 1.16万 for it
        low = _mixed(match["rest"]) if arabic else han_value(match["rest"].rstrip("万"))
        if low is None:
            return None
        low *= SCALES["万"] if match["rest"].endswith("万") else 1
        if low >= SCALES[scale[-1]]:
            return None
        base, factor, scale = base * factor + low, 1.0, ""
    approximate = bool(
        match["early"] or match["late"] or _ABOUT.search(text[max(0, match.start() - 4) : match.start()])
    )
    if match["percent"] or sign == "％":
        sign = "%"
    elif sign.startswith("成"):  # 三成, 二成四, 一成半
        base, sign = base * 10 + (_DIGITS.get(sign[1], 5) if len(sign) > 1 else 0), "%"
    return Number(
        start=match.start(),
        end=match.end(),
        value=_round(base * factor),
        scale=scale,
        sign=sign,
        approximate=approximate,
        han=not arabic,
    )


def _mixed(written: str) -> float:
    """What stands behind the 万 of 1万3千, without the 万 of 2亿4000万."""
    return float(written[:-1]) * SCALES.get(written[-1], 1) if written[-1] in _SMALL else float(written[:-1])


def han_value(written: str) -> float | None:
    """The value of a Chinese numeral below 万, decimals after 点; None where it is not one number (三四十).

    >>> han_value("十二"), han_value("三百零五"), han_value("二〇二二"), han_value("九十八点六")
    (12.0, 305.0, 2022.0, 98.6)
    """
    whole, _, decimals = written.partition("点")
    if len(whole) > 1 and not any(c in _SMALL or c in _LARGE for c in whole):
        if "零" not in whole and "〇" not in whole and "○" not in whole and len(whole) < 4:
            return None  # 三四, 七八: a guess between two numbers
        total = float("".join(str(_DIGITS[c]) for c in whole))
    else:
        total, digit = 0.0, None
        for letter in whole:
            if letter in _DIGITS:
                if digit:
                    return None  # 三四十
                digit = _DIGITS[letter]
            else:
                total += (1 if digit is None or digit == 0 else digit) * SCALES[letter]
                digit = None
        if digit is not None:
            shortened = len(whole) > 1 and whole[-2] in "百千"  # 三百五 is 350
            total += digit * (SCALES[whole[-2]] // 10 if shortened else 1)
    if decimals:
        total += float("0." + "".join(str(_DIGITS[c]) for c in decimals))
    return total


def _round(value: float) -> float:
    """Without the tail that binary fractions leave: 1.2 * 1e8 is 120000000."""
    return float(f"{value:.12g}")

"""Schemes, rules, works and offers without quotation marks, by the verb that governs them: 推行|先诊疗后付费制度.

What is set up is named by any words, verbs and words of grammar too (四到场制度, 农房审批一件事改革); so a name goes from the
verb to its last word, over all that a name may hold. Last words that say little by themselves (码, 贷, 险, 规划: `ruled`
of data/programmes.yaml) name something only so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.mentions.lexicon import Hit, Lexicon, any_word, word_kinds, words
from ingest.mentions.view import View
from ontology.records import Span

_MOST, _LEAST = 28, 2  # code points before a last word
_NAMING = re.compile("[\u3400-\u9fff0-9A-Za-z+＋“”（）·—～-]")
_STOPS = frozenset("的了着过将把被让使是其该此各这那您我你他她它们并而就也都又已均从在为由向对跟给某何每等所很更最不、")
_LEAD = re.compile(
    "(?:了|起了?|到了?|好|出(?![行口租院诊海具境入])了?|一(?:项|个|套|批|系列|款|种)|首[个批项张]|[多各]项|全[国省市州县区旗镇乡村]|本[市县区镇乡村]|更加|进一步|完善|规范|科学|严格|新的?|[0-9一二三四五六七八九十两几]+余?[个项]|[上下]半年|[今去本全]年|今冬明春)+"
)
_FUNDED = re.compile("投资(?:约|近|超)?[0-9.]+余?[亿万]余?元(?:人民币)?(?:的|建设|实施|新建)?")
_SAID = re.compile("[0-9]小时|关于|[0-9]年上半年|情况")
"""What no scheme's name holds: 执行|24小时值班制度, a way to say always."""
_COUNTED = re.compile("(?:共|累计)?[0-9一二三四五六七八九十百]+余?[个项处]")
_DATED = re.compile("（20[0-9]{2}(?:[—－～-]+(?:20)?[0-9]{2,4})?年?(?:修订|版)?）")
_TOLD = re.compile(
    "(?:建设|也|全部|全面|全线|顺利|正式|目前|如期|已经|主体|一期|二期)*(?:（20|进入|已|正|完成|开工|建成|投用|投入|启动|通过|预计|竣工|落地|上线|启用|开通|实施|推行|运行|覆盖|总投资|计划|是|入选|获评|获批|惠及|涉及)"
)
"""How a scheme is told to stand, right behind its name."""
_TAKEN = (
    "纳入",
    "列入",
    "列为",
    "作为",
    "当作",
    "当成",
    "引入",
    "融入",
    "延伸",
    "推广",
    "推向",
    "落到",
    "打造",
    "写进",
    "摆在",
)
"""What is done with a scheme that is taken up: 将|大蒜目标价格保险|纳入地方险种."""
_SHORT = re.compile(
    "制(?![度造作品定约止成发药衣种片冷热茶糖图表裁服剂备取式])|贷(?![款出方记前后学])|险(?![情种企段阻恶峻些])|码(?![头洋字率放])"
)
"""Last words of one character; none where `unruled` ends with it."""
_SHORT_KINDS = {"制": "Regulation", "贷": "Project", "险": "Project", "码": "Mechanism"}
_JOINS = "、和与及"
_CHAIN = re.compile("[\u3400-\u9fff]{1,4}?(?:街道|镇|乡|苏木)(?=[\u3400-\u9fff]{2,5}?(?:村|社区|嘎查))")
_SUM = re.compile("“?[^，。；：、的]{1,12}[+＋][^，。；：、的]{1,16}”?的\\Z")


@cache
def _heads() -> Lexicon[tuple[str, bool]]:
    """Last words with their kind and whether they name something only behind a verb."""
    ruled = {word: (kind, True) for word, kind in word_kinds("programmes", "ruled").items()}
    return Lexicon(sorted((ruled | {w: (k, False) for w, k in word_kinds("programmes", "heads").items()}).items()))


@cache
def _within() -> frozenset[str]:
    return words("programmes", "within")


@cache
def _goes_on() -> tuple[str, ...]:
    return tuple(sorted(words("programmes", "goes_on")))


@cache
def _verbs() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Verbs that govern a scheme, and those of them that stand within no scheme's name."""
    return any_word("programmes", "governing"), any_word("programmes", "founding")


def heads(text: str) -> Iterator[Hit[tuple[str, bool]]]:
    """Last words of schemes, from left to right, none within a longer one that ends where it does."""
    unruled = tuple(words("programmes", "unruled"))
    short = [
        Hit(match.start(), match.end(), (_SHORT_KINDS[match[0]], True))
        for match in _SHORT.finditer(text)
        if not text.endswith(unruled, 0, match.end())
    ]
    last = -1
    for hit in sorted((*_heads().scan(text), *short)):
        if hit.end > last:
            last = hit.end
            yield hit


def spans(view: View) -> Iterator[tuple[Hit[tuple[str, bool]], Span | None]]:
    """Every last word with the name that ends in it, from the verb on that governs it, or from the item before it in one
    list: 推行|楼栋长制、|微心愿认领机制和|走访制度. None where no verb governs it."""
    begun: dict[int, int] = {}  # where names so found begin, by their ends
    for head in heads(view.text):
        span = _span(view, head, begun)
        if span:
            begun[span[1]] = span[0]
        yield head, span


def _span(view: View, head: Hit[tuple[str, bool]], begun: dict[int, int]) -> Span | None:
    text = view.text
    if text.startswith(_goes_on(), head.end):
        return None
    low = _run(text, head.start)
    listed = [at + 1 for at in range(low - 1, head.start - _LEAST) if text[at] in _JOINS and at in begun]
    if listed and head.start - listed[-1] == _LEAST and text[listed[-1] - 1] == "及":
        return begun[listed[-1] - 1], head.end  # 志愿服务积分管理办法及|兑换|细则
    start = listed[-1] if listed else _governed(text, low, head.start, head.end)
    if start is None:
        return None
    while lead := _LEAD.match(text, start, head.start):
        start = lead.end()
    chain = _CHAIN.match(text, start, head.start)
    if chain and view.tokens[view.token_at[start]].sort == "place":
        start = chain.end()
    name = text[start : head.end]
    dated = _DATED.match(text, head.end)
    whole = (
        head.start - start >= _LEAST
        and not _SAID.search(name)
        and name.count("“") == name.count("”")
        and not ("“" in name[1:] and name.endswith("行动"))  # 冬季“敲门送暖”行动 is known by its quotation
        and name[0] not in "”）"
    )
    short = text[start - 1 : start] == "的" and head.start - start <= _LEAST  # 推出的|阅读|项目
    whole = whole and not short and text[head.start - 1] not in _JOINS and not _COUNTED.match(text, head.end)
    return (start, dated.end() if dated else head.end) if whole else None


def _run(text: str, at: int) -> int:
    """Where the stretch begins that a name ending at `at` may fill."""
    low, most = at, max(0, at - _MOST)
    while low > most:
        character = text[low - 1]
        if not _NAMING.match(character):
            break
        if character in _STOPS and not (text[low - 1 : low + 1] in _within() or text[low - 2 : low] in _within()):
            summed = _SUM.search(text, max(0, low - 30), low) if character == "的" else None
            if summed is None:
                break
            low = summed.start()
            continue
        low -= 1
    return low


def _governed(text: str, low: int, head: int, behind: int) -> int | None:
    """Where what is set up begins: behind the last founding verb before it, or the first verb that may govern it, or where
    the clause does that tells how it stands (老旧小区改造工程|正在推进)."""
    governing, founding = _verbs()
    last = head - _LEAST
    funded = _FUNDED.search(text, max(0, low - 16), head)
    if funded and low <= funded.end() <= last:
        return funded.end()
    if text.startswith(("将", "把"), low - 1) and text.startswith(_TAKEN, behind):
        return low
    ended = low - text.endswith(("了", "过", "的"), 0, low)  # 修订|了|操办标准, 注册|的|长丰草莓证明商标
    founded = [hit.end() for hit in founding.finditer(text, max(0, low - 4), head) if ended <= hit.end() <= last]
    if founded:
        return max(founded[-1], low)
    first = next((hit.end() for hit in governing.finditer(text, max(0, low - 5), head) if hit.end() >= ended), head)
    first = max(first, low)
    while again := governing.match(text, first, last):
        first = again.end()
    if first <= last:
        return first
    opened = low == 0 or text[low - 1] in "，。；：！\n"
    return low if opened and last - low >= _LEAST and _TOLD.match(text, behind) else None

"""The lexical tagger: words of a sentence with part of speech, persons, places, organisations, times.

LAC 2.1.2 (Baidu, Apache-2.0) as an ONNX graph; data/lac/README.md says what it is and how it was
changed. A helper for what the grammar cannot explain, not the extractor: it is loaded on first use.
Sentences are run one by one on one thread, so a word's tag never depends on what else was read.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from ingest.mentions.words import cut_units
from ingest.tables import FOLDER
from ontology.errors import UsageError

DATA = FOLDER / "lac"


class Word(NamedTuple):
    """A tagged word; offsets in code points of the tagged text, half-open. `tag`: see data/lac/README.md."""

    start: int
    end: int
    tag: str


def tag(text: str) -> tuple[Word, ...]:
    """The words of a text, left to right, tiling it. UsageError where onnxruntime is not installed.

    >>> text = "居民李秀英说"
    >>> [text[w.start : w.end] for w in tag(text) if w.tag == "PER"]
    ['李秀英']
    """
    if not text:
        return ()
    model = _model()
    spans, ids = model.tokens(text)
    (emissions,) = model.session.run(["e"], {"ids": np.array(ids, dtype=np.int64)[:, None]})
    labels = [model.tags[i] for i in model.best(emissions[:, 0, :])]
    words: list[Word] = []
    for (start, end), label in zip(spans, labels, strict=True):
        name, _, place = label.partition("-")
        if words and place != "B" and words[-1].tag == name:
            words[-1] = Word(words[-1].start, end, name)
        else:
            words.append(Word(start, end, name))
    return tuple(words)


@lru_cache(maxsize=256)
def clause_words(clause: str) -> tuple[Word, ...]:
    """The same of a clause, kept for the other names in it that ask."""
    return tag(clause)


def session(path: Path) -> Any:
    """A graph that is ready to run on one thread. UsageError where onnxruntime is not installed."""
    try:
        import onnxruntime  # heavy: only where the tagger is used
    except ImportError as error:
        raise UsageError(
            "the tagger needs onnxruntime, which is not installed", remedy="install it, or use --tagger none"
        ) from error
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


class _Model:
    def __init__(self) -> None:
        self.session = session(DATA / "lac_int8.onnx")
        crf: npt.NDArray[np.float32] = np.load(DATA / "crf.npy")
        self.first, self.last, self.from_tag = crf[0], crf[1], np.ascontiguousarray(crf[2:].T)
        pairs = [line.split("\t") for line in _lines("tag.dic")]
        self.tags = {int(number): name for number, name in pairs}
        self.words = word_numbers()
        self.simple = dict(line.split("\t") for line in _lines("q2b.dic") if line.count("\t") == 1)

    def tokens(self, text: str) -> tuple[list[tuple[int, int]], list[int]]:
        """Spans and ids: a unit that the model knows is one token, any other is split into characters."""
        unknown = self.words["OOV"]
        spans: list[tuple[int, int]] = []
        ids: list[int] = []
        for start, end in cut_units(text):
            unit = text[start:end]
            known = self.words.get(self.simple.get(unit, unit))
            if known is not None:
                spans.append((start, end))
                ids.append(known)
                continue
            for at in range(start, end):
                spans.append((at, at + 1))
                ids.append(self.words.get(self.simple.get(text[at], text[at]), unknown))
        return spans, ids

    def best(self, emissions: npt.NDArray[np.float32]) -> list[int]:
        """The best sequence of tags for emissions [tokens, tags] (Viterbi); the first of equals."""
        scores = np.empty_like(emissions)
        scores[0] = emissions[0] + self.first
        paths = np.empty_like(self.from_tag)  # row j: how good each tag is before tag j
        for step in range(1, len(emissions)):
            np.add(self.from_tag, scores[step - 1], out=paths)
            np.add(np.maximum.reduce(paths, axis=1), emissions[step], out=scores[step])
        at = int((scores[-1] + self.last).argmax())
        sequence = [at]
        for score in scores[-2::-1]:  # which tag it came from is asked on the way back, of one tag a step
            at = int((self.from_tag[at] + score).argmax())
            sequence.append(at)
        return sequence[::-1]


def word_numbers() -> dict[str, int]:
    """The words and characters of the tagger's dictionary, with the rows of its table of vectors."""
    return {word: int(number) for number, _, word in (line.partition("\t") for line in _lines("word.dic"))}


@cache
def _model() -> _Model:
    return _Model()


def _lines(name: str) -> list[str]:
    return (DATA / name).read_text("utf-8").rstrip("\n").split("\n")

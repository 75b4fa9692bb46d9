"""Makes ingest/data/network.onnx, the weights of `network`: `python -m ingest.mentions.build_network FILE GOLD…`.

FILE: where to write them. GOLD: folders of annotated articles (tests/gold/dev …, never the test half nor a sealed one).
Each article's annotated names are looked for in its text, the longest first; the code points of one that may be left out
count little, those of the byline nothing. What characters and words are like is begun with the tagger's vectors (LAC,
Apache-2.0; data/lac), which are read by the package onnx; it is needed here alone. Draws are seeded; one thread
(OPENBLAS_NUM_THREADS=1), some ten minutes. Run it again when the cues change.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from ingest.evaluation.gold import GoldArticle, folded, load
from ingest.mentions import tagger
from ingest.mentions.annotated import annotated, views
from ingest.mentions.network import (
    ALONE,
    BEGINS,
    ENDS,
    GOES_ON,
    LABELS,
    REACHES,
    TOKENS,
    TYPES,
    WHERE,
    Cues,
    Floats,
    Numbers,
    cues,
    part_count,
)
from ingest.mentions.people.name_rules import name_rules
from ingest.mentions.view import View
from ingest.mentions.words import tags

_WIDTH, _SMALL = 64, 48
"""How many states a layer has, and how many numbers say what a character or a word is like."""
_LENGTH, _MARGIN = 256, 16
"""Texts are cut into stretches so long; what stands so near to a cut is not learned there."""
_ROUNDS, _BATCH, _RATE, _DECAY = 13, 16, 2e-3, 0.02
_FORGET, _FORGET_WORDS, _DROP = 0.1, 0.15, 0.25
"""How many characters, words and states are left out at each step, so that none is relied on alone."""
_LEAST = 3
"""A character that stands so often has a say of its own."""
_OPTIONAL = 0.3
_STORED = 127
"""What the largest number of a word becomes in a byte."""

_TABLES = ("tokens", "tags", "where")
"""The cues that have a table of their own each."""


def main(path: str, folders: Sequence[str]) -> None:
    """Writes what is learned from the annotated articles of the folders."""
    known = _known()
    texts = [one for folder in folders for one in _texts(Path(folder), known)]
    often = Counter(number for read, _, _ in texts for number in read.characters.tolist())
    learned = _Trainer(_vectors(known), _traits(known)).learned(texts, often)
    _write(path, known, learned)


def _known() -> list[str]:
    """The characters that the tagger's dictionary has, then the words that the table of words has too."""
    listed = tagger.word_numbers()
    single = sorted(word for word in listed if len(word) == 1 and word.isprintable() and not word.isspace())
    return [*single, *sorted(word for word in listed if len(word) > 1 and word in tags())]


def _vectors(known: Sequence[str]) -> Floats:
    """The tagger's vector of each, after one of zeros for what is unknown."""
    import onnx  # only here: reading needs no such package
    from onnx import numpy_helper

    graph = onnx.load(str(tagger.DATA / "lac_int8.onnx")).graph
    tables = {one.name: numpy_helper.to_array(one) for one in graph.initializer if one.name in ("emb_q", "emb_s")}
    listed = tagger.word_numbers()
    rows = [listed[word] for word in known]
    found = tables["emb_q"][rows].astype(np.float32) * tables["emb_s"][rows]
    return np.concatenate([np.zeros((1, found.shape[1]), np.float32), found / found.std()])


def _traits(known: Sequence[str]) -> Floats:
    """Of each: whether it is a surname, one that is a word too, and a character of given names."""
    rules = name_rules()
    rows = [(word in rules.single, word in rules.wordy, word in rules.given) for word in known]
    return np.array([(False, False, False), *rows], np.float32)


def _write(path: str, known: Sequence[str], weights: dict[str, Floats]) -> None:
    """The network as a graph: what the cues add, the layers, the logarithms of the labels' shares; weights in two bytes or one."""
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    nodes: list[Any] = []
    stored: list[Any] = []

    def node(kind: str, *inputs: str, **given: Any) -> str:
        nodes.append(helper.make_node(kind, list(inputs), [f"{kind}{len(nodes)}"], **given))
        return f"{kind}{len(nodes) - 1}"

    def table(name: str, values: npt.NDArray[Any]) -> str:
        """A table of two bytes a number, or one, which the graph makes plain numbers of."""
        stored.append(numpy_helper.from_array(values if values.dtype == np.int8 else values.astype(np.float16), name))
        return name

    def plain(name: str) -> str:
        return node("Cast", name, to=TensorProto.FLOAT)

    scale = np.maximum(np.abs(weights["words"]).max(axis=1, keepdims=True), 1e-6) / _STORED
    words = plain(node("Gather", table("like", np.rint(weights["words"] / scale).astype(np.int8)), "words"))
    words = node("Mul", words, plain(node("Gather", table("scale", scale), "words")))
    single = sum(len(word) == 1 for word in known)
    characters = plain(node("Gather", table("own", weights["characters"][: single + 1]), "characters"))
    state = node("MatMul", characters, plain(table("of_characters", weights["from_characters"])))
    state = node("Add", state, node("MatMul", words, plain(table("of_words", weights["from_words"]))))
    for name in ("tokens", "tags", "where"):
        state = node("Add", state, node("Gather", plain(table(f"of_{name}", weights[name])), name))
    state = node("Relu", node("Add", state, plain(table("bias", weights["bias"]))))
    state = node("Unsqueeze", node("Transpose", state, perm=[1, 0]), "first")
    for number, reach in enumerate(REACHES):
        kernel = weights[f"layer{number}"].reshape(3, _WIDTH, _WIDTH).transpose(2, 1, 0)
        bias = plain(table(f"bias{number}", weights[f"bias{number}"]))
        made = node("Conv", state, plain(table(f"layer{number}", kernel)), bias, dilations=[reach], pads=[reach, reach])
        state = node("Add", state, node("Relu", made))
    state = node("Transpose", node("Squeeze", state, "first"), perm=[1, 0])
    out = node(
        "Add", node("MatMul", state, plain(table("out", weights["out"]))), plain(table("out_bias", weights["out_bias"]))
    )
    nodes.append(helper.make_node("LogSoftmax", [out], ["logs"], axis=-1))
    stored.append(numpy_helper.from_array(np.array([0], np.int64), "first"))
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, ["n"]) for name in Cues._fields]
    outputs = [helper.make_tensor_value_info("logs", TensorProto.FLOAT, ["n", LABELS])]
    graph = helper.make_graph(nodes, "network", inputs, outputs, stored)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    helper.set_model_props(model, {"known": "\n".join(known)})
    onnx.save(model, path)


def _texts(folder: Path, known: Sequence[str]) -> Iterator[tuple[Cues, Numbers, Floats]]:
    """The cues of each annotated article, the label of each code point and how much it counts."""
    numbers = {word: number for number, word in enumerate(known, 1)}
    gold = {article.key: article for article in load(folder)}
    for one, text in annotated(folder):
        article = gold[one["key"]]
        names = {folded(name) for entity in article.entities for name in entity.names}
        read = [view for view, _ in views(one["key"], text, lambda _: False)]
        if read:
            view = max(read, key=lambda view: sum(name in folded(view.text) for name in names))
            yield (cues(view, numbers), *_labelled(view, article))


def _labelled(view: View, gold: GoldArticle) -> tuple[Numbers, Floats]:
    labels, counts = np.zeros(len(view.text), np.int64), np.ones(len(view.text), np.float32)
    for start, end, type_, optional in _spans(view.text, gold):
        first = 4 * type_
        labels[start:end] = first + GOES_ON
        labels[start], labels[end - 1] = first + BEGINS, first + (ENDS if end - start > 1 else ALONE)
        if optional:
            counts[start:end] = _OPTIONAL
    for start, end in view.sealed:
        counts[start:end] = 0
    return labels, counts


def _spans(text: str, gold: GoldArticle) -> Iterator[tuple[int, int, int, bool]]:
    """Where the gold's names stand, the longest first and none over another."""
    folds = [(piece, at) for at, character in enumerate(text) for piece in folded(character)]
    plain, places = "".join(piece for piece, _ in folds), [at for _, at in folds]
    taken = np.zeros(len(plain), bool)
    names = {(folded(name), TYPES.index(one.type), one.optional) for one in gold.entities for name in one.names}
    for name, type_, optional in sorted(names, key=lambda one: (-len(one[0]), one)):
        at = plain.find(name) if len(name) > 1 else -1
        while at >= 0:
            start, end = places[at], places[at + len(name) - 1] + 1
            if not taken[at : at + len(name)].any() and "\n" not in text[start:end]:
                taken[at : at + len(name)] = True
                yield (*_with_marks(text, start, end), type_, optional)
            at = plain.find(name, at + 1)


def _with_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """A name with the quotation mark that its own other mark belongs to."""
    for opening, closing in ("“”", "《》"):
        lacks = text[start:end].count(closing) - text[start:end].count(opening)
        if lacks > 0 and text[start - 1 : start] == opening:
            start -= 1
        if lacks < 0 and text[end : end + 1] == closing:
            end += 1
    return start, end


class _Stretches(NamedTuple):
    """Stretches of texts: cues, labels, how much each code point counts, and whether there is one."""

    cues: Numbers
    labels: Numbers
    counts: Floats
    held: Floats

    def some(self, rows: Numbers) -> _Stretches:
        return _Stretches(self.cues[rows], self.labels[rows], self.counts[rows], self.held[rows])


class _Trainer:
    """The network as it is learned: Adam down the slope of the labels' logarithms, over some thirteen rounds."""

    def __init__(self, vectors: Floats, traits: Floats) -> None:
        self.draw = np.random.default_rng(0)
        self.vectors, self.traits = vectors, traits
        self.own = np.zeros(len(vectors), np.int64)  # row of `often` of each character
        sizes = {"like": vectors.shape[1], "alike": vectors.shape[1], "trait": traits.shape[1]}
        self.weights = {name: self._drawn(size, _SMALL) for name, size in sizes.items()}
        self.weights |= {"from_characters": self._drawn(_SMALL, _WIDTH), "from_words": self._drawn(_SMALL, _WIDTH)}
        for name, size in (("tokens", TOKENS), ("tags", part_count()), ("where", WHERE)):
            self.weights[name] = self.draw.normal(size=(size, _WIDTH), scale=0.1).astype(np.float32)
        for number in range(len(REACHES)):
            self.weights[f"layer{number}"] = self._drawn(3 * _WIDTH, _WIDTH) * np.float32(0.8)
            self.weights[f"bias{number}"] = np.zeros(_WIDTH, np.float32)
        self.weights |= {"bias": np.zeros(_WIDTH, np.float32), "out": self._drawn(_WIDTH, LABELS)}
        self.weights["out_bias"] = np.zeros(LABELS, np.float32)

    def _drawn(self, rows: int, columns: int) -> Floats:
        drawn: Floats = (self.draw.normal(size=(rows, columns)) / np.sqrt(rows)).astype(np.float32)
        return drawn

    def learned(self, texts: Sequence[tuple[Cues, Numbers, Floats]], often: Counter[int]) -> dict[str, Floats]:
        """The weights as `network` takes them."""
        kept = sorted(number for number, count in often.items() if count >= _LEAST and number)
        self.own[kept] = np.arange(1, len(kept) + 1)
        self.weights["often"] = self.draw.normal(size=(len(kept) + 1, _SMALL), scale=0.3).astype(np.float32)
        stretches = _stretches(texts)
        steps = _ROUNDS * (len(stretches.labels) // _BATCH)
        mean = {name: np.zeros_like(table) for name, table in self.weights.items()}
        spread = {name: np.zeros_like(table) for name, table in self.weights.items()}
        for step in range(1, steps + 1):
            if step % (steps // _ROUNDS) == 1:
                order, total = self.draw.permutation(len(stretches.labels)), 0.0
            at = (step - 1) % (steps // _ROUNDS) * _BATCH
            loss, slope = self._slope(stretches.some(order[at : at + _BATCH]))
            total += loss
            steep = np.sqrt(sum(float((down * down).sum()) for down in slope.values()))
            rate = _RATE * min(1.0, 20 * step / steps) * (0.5 + 0.5 * np.cos(np.pi * step / steps))
            for name, down in slope.items():
                down = down * np.float32(min(1.0, 1 / steep))
                mean[name] += np.float32(0.1) * (down - mean[name])
                spread[name] += np.float32(0.001) * (down * down - spread[name])
                towards = mean[name] / (1 - 0.9**step) / (np.sqrt(spread[name] / (1 - 0.999**step)) + 1e-8)
                self.weights[name] -= (rate * (towards + _DECAY * self.weights[name])).astype(np.float32)
            if step % (steps // _ROUNDS) == 0:
                print(f"{step} of {steps}: {total / (steps // _ROUNDS):.4f}", file=sys.stderr, flush=True)
        return self._stored()

    def _stored(self) -> dict[str, Floats]:
        own = {"like", "alike", "trait", "often"}
        characters = self.vectors @ self.weights["like"] + self.traits @ self.weights["trait"]
        characters += self.weights["often"][self.own]
        words = self.vectors @ self.weights["alike"]
        return {name: table for name, table in self.weights.items() if name not in own} | {
            "characters": characters,
            "words": words,
        }

    def _left_out(self, shape: tuple[int, ...], share: float) -> Floats:
        kept: Floats = (self.draw.random(shape, dtype=np.float32) >= share).astype(np.float32)
        return kept / np.float32(1 - share)

    def _slope(self, given: _Stretches) -> tuple[float, dict[str, Floats]]:
        """How far the network is from the labels of some stretches, and how that grows with each weight."""
        weights, slope = self.weights, dict[str, Floats]()
        characters = np.where(self.draw.random(given.labels.shape) < _FORGET, 0, given.cues[..., 0])
        words = np.where(self.draw.random(given.labels.shape) < _FORGET_WORDS, 0, given.cues[..., 1])
        vector, trait, word = self.vectors[characters], self.traits[characters], self.vectors[words]
        small = vector @ weights["like"] + trait @ weights["trait"] + weights["often"][self.own[characters]]
        small_word = word @ weights["alike"]
        added = small @ weights["from_characters"] + small_word @ weights["from_words"] + weights["bias"]
        for column, name in enumerate(_TABLES, 2):
            added += weights[name][given.cues[..., column]]
        within = given.held[..., None]
        first = self._left_out(added.shape, _DROP) * (added > 0) * within
        loss, down = self._through(added * first, within, given, slope)
        back = _flat(down * first)
        slope["bias"] = back.sum(axis=0)
        for column, name in enumerate(_TABLES, 2):
            slope[name] = _summed(back, given.cues[..., column].ravel(), len(weights[name]))
        slope["from_characters"], slope["from_words"] = _flat(small).T @ back, _flat(small_word).T @ back
        slope["alike"] = _flat(word).T @ (back @ weights["from_words"].T)
        back = back @ weights["from_characters"].T
        slope["like"], slope["trait"] = _flat(vector).T @ back, _flat(trait).T @ back
        slope["often"] = _summed(back, self.own[characters].ravel(), len(weights["often"]))
        return loss, slope

    def _through(
        self, state: Floats, within: Floats, given: _Stretches, slope: dict[str, Floats]
    ) -> tuple[float, Floats]:
        """How far it is from the labels, and how that grows with the first states; puts to `slope` what later weights have of it."""
        weights, seen, masks = self.weights, list[Floats](), list[Floats]()
        for number, reach in enumerate(REACHES):
            seen.append(_around(state, reach))
            made = seen[-1] @ weights[f"layer{number}"] + weights[f"bias{number}"]
            masks.append(self._left_out(made.shape, _DROP) * (made > 0) * within)
            state = state + made * masks[-1]
        last = self._left_out(state.shape, _DROP)
        state = state * last
        out = state @ weights["out"] + weights["out_bias"]
        out -= out.max(axis=-1, keepdims=True)
        out -= np.log(np.exp(out).sum(axis=-1, keepdims=True))
        share = given.counts * given.held / (given.counts * given.held).sum()
        right = given.labels[..., None]
        loss = -float((np.take_along_axis(out, right, -1)[..., 0] * share).sum())
        down = np.exp(out)
        np.put_along_axis(down, right, np.take_along_axis(down, right, -1) - 1, -1)
        down *= share[..., None]
        slope["out"], slope["out_bias"] = _flat(state).T @ _flat(down), _flat(down).sum(axis=0)
        back: Floats = (down @ weights["out"].T) * last
        for number in reversed(range(len(REACHES))):
            grown: Floats = back * masks[number]
            slope[f"layer{number}"] = _flat(seen[number]).T @ _flat(grown)
            slope[f"bias{number}"] = _flat(grown).sum(axis=0)
            back = back + _gathered(grown @ weights[f"layer{number}"].T, REACHES[number])
        return loss, back


def _stretches(texts: Sequence[tuple[Cues, Numbers, Floats]]) -> _Stretches:
    """All texts in stretches of one length: cues, labels, how much each code point counts, and whether there is one."""
    rows: list[tuple[Numbers, Numbers, Floats, Floats]] = []
    for read, labels, counts in texts:
        size, columns = len(labels), np.stack(read, axis=-1)
        for start in range(0, max(1, size - 2 * _MARGIN), _LENGTH - 2 * _MARGIN):
            end = min(size, start + _LENGTH)
            told = counts[start:end].copy()
            told[: _MARGIN if start else 0] = 0
            told[len(told) - (_MARGIN if end < size else 0) :] = 0
            short = (0, _LENGTH - (end - start))
            held = np.pad(np.ones(end - start, np.float32), short)
            rows.append(
                (
                    np.pad(columns[start:end], (short, (0, 0))),
                    np.pad(labels[start:end], short),
                    np.pad(told, short),
                    held,
                )
            )
    cut = [np.stack(column) for column in zip(*rows, strict=True)]
    return _Stretches(cut[0], cut[1], cut[2], cut[3])


def _flat(table: Floats) -> Floats:
    """A row for each code point of all stretches."""
    return table.reshape(-1, table.shape[-1])


def _around(state: Floats, reach: int) -> Floats:
    """Each code point's state between those so far to its left and right, 0 past the ends: [..., code points, 3 states].

    >>> _around(np.array([[[1.0], [2.0], [3.0]]], np.float32), 1)[0].tolist()
    [[0.0, 1.0, 2.0], [1.0, 2.0, 3.0], [2.0, 3.0, 0.0]]
    """
    length, width = state.shape[-2:]
    found = np.zeros((*state.shape[:-1], 3 * width), np.float32)
    found[..., reach:, :width] = state[..., : length - reach, :]
    found[..., width : 2 * width] = state
    found[..., : length - reach, 2 * width :] = state[..., reach:, :]
    return found


def _gathered(beside: Floats, reach: int) -> Floats:
    """What `_around` spread, put back to whom it is of."""
    length, width = beside.shape[1], beside.shape[2] // 3
    found = beside[..., width : 2 * width].copy()
    found[:, : length - reach] += beside[:, reach:, :width]
    found[:, reach:] += beside[:, : length - reach, 2 * width :]
    return found


def _summed(rows: Floats, numbers: Numbers, size: int) -> Floats:
    """The sum of the rows of each number."""
    order = np.argsort(numbers, kind="stable")
    found = np.zeros((size, rows.shape[1]), np.float32)
    present, first = np.unique(numbers[order], return_index=True)
    found[present] = np.add.reduceat(rows[order], first, axis=0)
    return found


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])

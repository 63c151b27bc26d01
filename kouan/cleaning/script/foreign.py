"""Lines with kana or hangul in, the stretches that are Japanese or Korean out: their characters are not ours to convert."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from kouan.model.batch import Offsets
from kouan.model.characters import HAN
from kouan.model.expression import Expression
from kouan.model.view import BatchView

CLAUSE: Final = Expression("[^。！？；，、：．…—!?;,:()（）「」『』《》〈〉“”‘’【】\n\x1e]+")
HAN_SIGNS: Final = "\u3400-\u4dbf\u4e00-\u9fff々"
#: Hiragana and hangul carry the grammar of a clause; katakana are names as likely.
GRAMMATICAL: Final = Expression("[ぁ-ゖ\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]")
LETTERS: Final = Expression("[ぁ-ゖァ-ヺー-ヿｦ-ﾟ\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]")
CHINESE: Final = Expression(f"[{HAN_SIGNS}]")
#: Particles and endings behind a Chinese character: 銀行は, 発表した, 民國은. A Japanese word in a Chinese sentence
#: (吃おでん, 寶可夢ポケモン) has none.
GRAMMAR: Final = Expression(
    f"[{HAN_SIGNS}](?:[はがをにへもとで](?![ぁ-ゖ]{{3}})|した|して|する|され|です|ます|である|から|まで"
    "|[은는이가을를의에로와과도](?![\uac00-\ud7a3]))"
)


class Spans(NamedTuple):
    """Stretches of a batch, sorted, none overlapping."""

    start: Offsets
    stop: Offsets

    def hold(self, position: Offsets) -> npt.NDArray[np.bool_]:
        """Which of the positions lie in a stretch."""
        if not len(self.start):
            return np.zeros(len(position), bool)
        at = np.searchsorted(self.start, position, "right") - 1
        return (at >= 0) & (position < self.stop[at])


NOWHERE: Final = Spans(np.zeros(0, np.int64), np.zeros(0, np.int64))


def foreign_spans(view: BatchView, letters: Offsets) -> Spans:
    """The Japanese and Korean stretches around these kana and hangul: clauses, lines, or whole documents.

    A line is foreign when two thirds of it are, a document when half of it is; headings without kana go with it.
    """
    if not len(letters):
        return NOWHERE
    found: list[tuple[int, int]] = []
    weight: dict[int, int] = {}
    lines = np.unique(view.line_of(letters))
    for line, home, start in zip(
        lines.tolist(),
        view.line_document[lines].tolist(),
        view.line_start[lines].tolist(),
        strict=True,
    ):
        clauses, length = foreign_clauses(view.line_text(line))
        if length and home >= 0:
            weight[home] = weight.get(home, 0) + length
        found += [(start + first, start + stop) for first, stop in clauses]
    for home, length in weight.items():
        first, stop = int(view.starts[home]), int(view.stops[home])
        kana = np.searchsorted(letters, stop) - np.searchsorted(letters, first)
        chinese = np.count_nonzero(view.bits_at(np.arange(first, stop)) & HAN)
        if 2 * length > chinese + kana:
            found = [span for span in found if not first <= span[0] < stop]
            found.append((first, stop))
    if not found:
        return NOWHERE
    start, stop = np.array(sorted(found), np.int64).T
    return Spans(start, stop)


def foreign_clauses(line: str) -> tuple[list[tuple[int, int]], int]:
    """The foreign clauses of a line (the line itself where more than two thirds of it are), and how many characters they hold.

    >>> foreign_clauses("他昨天對我們說：東京で会いましょう。"), foreign_clauses("他說：東京で会いましょう。")
    (([(8, 17)], 9), ([(0, 13)], 11))
    """
    clauses, length, total = [], 0, 0
    for clause in CLAUSE.finditer(line):
        letters = len(LETTERS.findall(clause[0]))
        chinese = len(CHINESE.findall(clause[0]))
        total += letters + chinese
        native = len(GRAMMATICAL.findall(clause[0]))
        mostly = native >= 2 and 2 * native >= chinese
        if letters and chinese and (mostly or GRAMMAR.search(clause[0])):
            clauses.append(clause.span())
            length += letters + chinese
    if clauses and 3 * length > 2 * total:
        return [(0, len(line))], total
    return clauses, length

"""A function word of another language between two Chinese words: what a machine translation forgot."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from kouan.cleaning.rule import rule
from kouan.model.characters import HAN, LETTER
from kouan.model.edits import Edit, Edits
from kouan.model.expression import Expression
from kouan.model.knowledge import Knowledge
from kouan.model.view import BatchView


@rule(
    "stray_word",
    within_lines=True,
    by_places=True,
    examples={"区位优势 and 特色": "区位优势和特色"},
    keeps=[
        "R and D",
        "品牌 H and M 开店",
        "优势 AND 特色",
        "and",
        "优势and特色",
        "电影《爱 or 不爱》上映",
        "口号“你 and 我”",
        "港口 of 湛江",
    ],
)
def stray_word(view: BatchView) -> Edits:
    """Write the Chinese word where a lower-case function word of `stray_word.csv` stands between blanks and Chinese on both sides.

    Names, capitals and words without their blanks are left alone, and so are titles of works and quotations,
    which may mean it. The lexicon has conjunctions only: `of` or `to` would need the words around them moved.
    """
    words = view.knowledge.made(_words)
    blank = view.places_of(" ")
    blank = blank[(blank > 0) & (blank < len(view.codes) - 1)]
    # a blank behind a Chinese character and before a letter: rare, and the only place to look
    starts = blank[(view.bits_at(blank - 1) & HAN > 0) & (view.bits_at(blank + 1) & LETTER > 0)]
    longest = max(map(len, words), default=0) + 3
    edits = []
    for start in starts.tolist():
        found = FOREIGN.match(view.slice_text(start, start + longest))
        if found and found[1] in words and not _is_quoted(view, start):
            edits.append(Edit(start, start + len(found[1]) + 2, words[found[1]], 0.9))
    return Edits.of(edits)


def _is_quoted(view: BatchView, at: int) -> bool:
    """A title mark or quotation mark is open at this place of its line."""
    line = int(view.line_of(np.array([at]))[0])
    before = view.slice_text(max(int(view.line_start[line]), at - 200), at)
    return any(before.rfind(first) > before.rfind(last) for first, last in ("《》", "“”", "「」"))


FOREIGN = Expression("[ ]([a-z]+)[ ](?=[\u3400-\u9fff])")


def _words(knowledge: Knowledge) -> Mapping[str, str]:
    return {row["surface"]: row["replacement"] for row in knowledge.rows("stray_word")}

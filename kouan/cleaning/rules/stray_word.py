"""A function word of another language between two Chinese words: what a machine translation forgot."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kouan.cleaning.rule import rule
from kouan.model.characters import HAN, LETTER
from kouan.model.edits import Edit, Edits
from kouan.model.knowledge import Knowledge
from kouan.model.view import BatchView


@rule(
    "stray_word",
    within_lines=True,
    by_places=True,
    examples={"区位优势 and 特色": "区位优势和特色"},
    keeps=["R and D", "品牌 H and M 开店", "优势 AND 特色", "and", "优势and特色"],
)
def stray_word(view: BatchView) -> Edits:
    """Write the Chinese word where a lower-case function word of `stray_word.csv` stands between blanks and Chinese on both sides.

    Names, capitals and words without their blanks are left alone.
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
        if found and found[1] in words:
            edits.append(Edit(start, start + len(found[1]) + 2, words[found[1]], 0.9))
    return Edits.of(edits)


FOREIGN = re.compile("[ ]([a-z]+)[ ](?=[\u3400-\u9fff])")


def _words(knowledge: Knowledge) -> Mapping[str, str]:
    return {row["surface"]: row["replacement"] for row in knowledge.rows("stray_word")}

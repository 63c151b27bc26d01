"""著 where the particle 着 is meant: 隨著, 看著; character conversion leaves it, since 著名 is right."""

from __future__ import annotations

import numpy as np

from kouan.cleaning.rule import rule
from kouan.model.characters import HAN, Signs, bits, is_one, one_of
from kouan.model.edits import Edits
from kouan.model.knowledge import Knowledge
from kouan.model.view import BatchView

ZHE = ord("着")
CREDITS = one_of("《〈）)》\r\n\x1e")


@rule(
    "particle",
    within_lines=True,
    by_places=True,
    # one Chinese character for another: to these they are all the same
    spares=("line_ending", "invisible", "character_reference", "width", "spacing", "stray_word"),
    examples={"随著暑期的来临": "随着暑期的来临", "他说著，将指南": "他说着，将指南"},
    keeps=["著名", "成效显著。", "李时珍著《本草纲目》", "鲁迅著", "（张三著）"],
)
def particle(view: BatchView) -> Edits:
    """Write 着 for 著 behind a Chinese character, unless a word of `zhu_word.csv` holds it or it credits an author.

    A credit stands before a title mark, a closing bracket or the end of a line.
    """
    found = view.places_of("著")
    if not len(found):
        return Edits.none()
    before, behind = view.knowledge.made(_words)
    left, right = view.neighbours(found)
    chosen = (bits(left) & HAN > 0) & ~is_one(before, left) & ~is_one(behind, right)
    chosen &= ~is_one(CREDITS, right)
    found = found[chosen]
    return Edits.characters(found, np.full(len(found), ZHE, np.uint32), confidence=0.9)


def _words(knowledge: Knowledge) -> tuple[Signs, Signs]:
    """Characters that make a word with 著 behind them, and in front of them."""
    words = knowledge.column("zhu_word")
    return (
        one_of("".join(word[0] for word in words if word.endswith("著"))),
        one_of("".join(word[1] for word in words if word.startswith("著"))),
    )

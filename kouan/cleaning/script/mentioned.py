"""Characters that would be converted in, those out that a text speaks of: “后”与“後” are two characters, not two words."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from kouan.cleaning.script.tables import Tables
from kouan.model.batch import Offsets
from kouan.model.characters import Codes, is_one, one_of
from kouan.model.expression import Expression
from kouan.model.view import BatchView

OPENS: Final = one_of("“「『‘\"'")
CLOSES: Final = one_of("”」』’\"'")
#: One character in quotes; the closing mark of one may open the next where both are the same.
ALONE: Final = Expression(r"[“「『‘\"'](.)(?=[”」』’\"'])")


def mentioned(
    view: BatchView, known: Tables, position: Offsets, after: Codes
) -> npt.NDArray[np.bool_]:
    """Which characters stand alone in quotes, in a line with their other form, or a form of the same character, quoted alone as well.

    Converted, “后”与“後”是两个字 would say nothing. A quoted character without such company is a word like any other.
    """
    codes = view.codes
    behind = np.minimum(position + 1, len(codes) - 1)
    spoken = (position > 0) & is_one(OPENS, codes[position - 1]) & is_one(CLOSES, codes[behind])
    asked = np.flatnonzero(spoken)
    alone: dict[int, set[tuple[int, int]]] = {}
    for number, line in zip(asked.tolist(), view.line_of(position[asked]).tolist(), strict=True):
        if line not in alone:
            alone[line] = _alone_in(view, known, line)
        at = int(codes[position[number]])
        forms = {one for one, plain in alone[line] if plain == int(after[number])}
        spoken[number] = bool(forms - {at})
    return spoken


def _alone_in(view: BatchView, known: Tables, line: int) -> set[tuple[int, int]]:
    """The characters that stand alone in quotes in a line, each with its Simplified form."""
    start = int(view.line_start[line])
    text = view.slice_text(start, int(view.line_stop[line]))
    places = np.array([start + found.start(1) for found in ALONE.finditer(text)], np.int64)
    simplified = known.simplified[view.index[places]]
    return set(zip(view.codes[places].tolist(), simplified.tolist(), strict=True))

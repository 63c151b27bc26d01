"""Characters that show nothing: byte order marks, zero-width spaces, bidirectional marks, control characters."""

from __future__ import annotations

import numpy as np

from kouan.cleaning.rule import rule
from kouan.model.batch import Offsets
from kouan.model.characters import HALF, HAN, STRANGE, WIDE, Codes, bits
from kouan.model.edits import Edits
from kouan.model.view import BatchView

JOINERS = (0x200C, 0x200D)
LINE_BREAK = 10
#: Half-width marks too: width makes Chinese ones of them, and a joiner beside either means as little.
CHINESE = HAN | WIDE | HALF
#: Variation selectors choose a glyph: of a picture (❤️), of a Chinese character in a font that has several.
SELECTORS = (0xFE00, 0xFE10)


@rule(
    "invisible",
    within_lines=True,
    by_places=True,
    examples={
        "\ufeff口岸": "口岸",
        "口\u200b岸": "口岸",
        "口\x00岸": "口岸",
        "口\u00ad岸": "口岸",
        "口\ufe00岸": "口岸",
        "决赛中，\u200c中国选手": "决赛中，中国选手",
        "\u202d口岸\u202c": "口岸",
        "\u2066口岸\u2069": "口岸",
    },
    keeps=["👩\u200d🚀", "Ð\u0096", "口\t岸", "❤\ufe0f", "\ue5e5", "می\u200cخواهم"],
)
def invisible(view: BatchView) -> Edits:
    """Delete them; joiners stay unless they stand beside Chinese, C1 controls stay as evidence.

    A joiner makes one picture of several (👩‍🚀) and letters of other scripts; a C1 control is what a
    wrong codec leaves, so it is not taken away before its cause is known.
    """
    found = view.places(STRANGE)
    if not len(found):
        return Edits.none()
    codes = view.codes[found]
    left, right = _around_runs(found, *view.neighbours(found))
    # beyond the basic plane stand pictures too, and they are joined on purpose
    beside = (bits(left) & CHINESE > 0) & (left < 0x10000)
    between = (beside | (left == LINE_BREAK)) & (bits(right) & CHINESE > 0) & (right < 0x10000)
    joiner = np.isin(codes, JOINERS) | ((codes >= SELECTORS[0]) & (codes < SELECTORS[1]))
    # a selector belongs to the character before it, whatever follows
    between |= (codes >= SELECTORS[0]) & (codes < SELECTORS[1]) & beside
    c1 = (codes >= 0x80) & (codes < 0xA0)
    gone = found[~c1 & (~joiner | between)]
    return Edits.removals(gone, gone + 1)


def _around_runs(found: Offsets, left: Codes, right: Codes) -> tuple[Codes, Codes]:
    """What stands on either side of each, passing over those that stand next to it: they may go with it."""
    opens = np.diff(found, prepend=-2) != 1
    closes = np.append(opens[1:], True)
    run = np.cumsum(opens) - 1
    return left[opens][run], right[closes][run]

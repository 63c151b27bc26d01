"""Characters that show nothing: byte order marks, zero-width spaces, bidirectional marks, control characters."""

from __future__ import annotations

import numpy as np

from kouan.cleaning.rule import rule
from kouan.model.characters import HAN, STRANGE, bits
from kouan.model.edits import Edits
from kouan.model.view import BatchView

JOINERS = (0x200C, 0x200D)


@rule(
    "invisible",
    within_lines=True,
    by_places=True,
    examples={"\ufeff口岸": "口岸", "口\u200b岸": "口岸", "口\x00岸": "口岸"},
    keeps=["👩\u200d🚀", "Ð\u0096", "口\t岸"],
)
def invisible(view: BatchView) -> Edits:
    """Delete them; joiners stay unless they stand between Chinese characters, C1 controls stay as evidence.

    A joiner makes one picture of several (👩‍🚀) and letters of other scripts; a C1 control is what a
    wrong codec leaves, so it is not taken away before its cause is known.
    """
    found = view.places(STRANGE)
    if not len(found):
        return Edits.none()
    codes = view.codes[found]
    left, right = view.neighbours(found)
    between = (bits(left) & bits(right) & HAN > 0) & (np.maximum(left, right) < 0x10000)
    joiner = np.isin(codes, JOINERS)
    c1 = (codes >= 0x80) & (codes < 0xA0)
    gone = found[~c1 & (~joiner | between)]
    return Edits.removals(gone, gone + 1)

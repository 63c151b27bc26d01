"""Line ends of other systems: CR LF, a lone CR, the Unicode line and paragraph separators."""

from __future__ import annotations

import numpy as np

from kouan.cleaning.rule import rule
from kouan.model.characters import STRANGE, is_one, one_of
from kouan.model.edits import Edits
from kouan.model.view import BatchView

OTHER_ENDS = one_of("\r\v\f\x85\u2028\u2029")


@rule(
    "line_ending",
    within_lines=True,
    by_places=True,
    examples={"口岸\r\n通关": "口岸\n通关", "口岸\r通关": "口岸\n通关", "一\u2028二": "一\n二"},
    keeps=["一\n\n二"],
)
def line_ending(view: BatchView) -> Edits:
    """Write LF for every line end: CR LF counts as one, whatever else as one each."""
    strange = view.places(STRANGE)
    position = strange[is_one(OTHER_ENDS, view.codes[strange])]
    if not len(position):
        return Edits.none()
    following = np.append(view.codes, 0)[position + 1]
    inside = position + 1 < view.stops[view.document_of(position)]
    doubled = (view.codes[position] == 0x0D) & (following == 0x0A) & inside
    length = np.where(doubled, 0, 1).astype(np.int64)
    return Edits(
        position,
        position + 1,
        np.full(int(length.sum()), 0x0A, np.uint32),
        length,
        np.ones(len(position), np.float32),
        np.zeros(len(position), np.uint8),
    )

"""A stretch of text in, the same with brackets in small form as plain ones out: 港口﹝廣東﹞ is weighed as 港口（廣東）.

Big5 reads the full stop of GBK as ﹝, its middle dot as ﹞, its wide blank as ﹛ and its enumeration mark as ﹜. Old pages
set text in these brackets as well, and no model has seen them: whatever stood in place of one was likelier than that.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from kouan.cleaning.mojibake.scoring import likelihood
from kouan.cleaning.mojibake.signs import RIM
from kouan.language.ngrams import NgramModel
from kouan.model.characters import HAN, Codes, bits, codes_of

OPENING, CLOSING = codes_of("﹝﹛"), codes_of("﹞﹜")
#: What they are weighed as.
PLAIN: Final = codes_of("（）")
#: A pair further apart may not lie in one piece, and a piece is weighed by what it holds.
LONGEST: Final = RIM - 2
#: Mean ln P of what reads as Chinese: nearly all of it lies above, a name of two characters too; misread text lies at -14.
LEGIBLE: Final = -10.0


def plain_brackets(codes: Codes, model: NgramModel) -> Codes:
    """The text with brackets of small form as plain ones, where they pair in a line around what reads as Chinese."""
    pairs = list(_pairs(codes))
    if not pairs:
        return codes
    plain = codes.copy()
    for opening, closing in pairs:
        inside = codes[opening + 1 : closing]
        is_chinese = bool((bits(inside) & HAN).any())
        if is_chinese and likelihood(model, inside).mean() >= LEGIBLE:
            plain[[opening, closing]] = PLAIN
    return plain


def _pairs(codes: Codes) -> Iterator[tuple[int, int]]:
    """Brackets that are followed by the other half of their sort, with no line break between."""
    for opening, closing in zip(OPENING, CLOSING, strict=True):
        own = np.flatnonzero((codes == opening) | (codes == closing))
        for first, last in zip(own[:-1].tolist(), own[1:].tolist(), strict=True):
            is_pair = codes[first] == opening and codes[last] == closing
            if is_pair and last - first <= LONGEST and not (codes[first:last] == 10).any():
                yield first, last

"""A folder of articles in, a table out: how many files put together from two encodings decode to the identical string.

    python -m flows.benchmark.mixtures --corpus FOLDER [--windows 500] [--seed 1]

A stretch in one encoding is put into a line of another one, as a page that quotes a feed does it. FOLDER is as
`flows.benchmark.encodings` takes it, and the same unseen items are read.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Final

from flows.benchmark.encodings import asked, drawn
from kouan.cleaning.script.tables import converter
from kouan.reading.decoding import decode

#: Characters of the stretch, first and last length of each column.
LENGTHS: Final = ((2, 2), (3, 3), (4, 6), (7, 15), (16, 40), (100, 300))

#: The encoding of the page, and that of the stretch inside a line of it.
PAIRS: Final = (
    ("utf-8", "gb18030"),
    ("utf-8", "big5hkscs"),
    ("gb18030", "utf-8"),
    ("big5hkscs", "utf-8"),
    ("gb18030", "big5hkscs"),
    ("big5hkscs", "gb18030"),
)

#: Characters of the page before the stretch, and behind it.
AROUND: Final = (60, 200)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; exit code 0, or 2 where there is nothing to read."""
    options, texts = asked(__doc__, arguments, windows=500)
    if not texts:
        return 2
    convert = converter("s2t").convert
    traditional = [convert(text) for text in texts]
    columns = [f"{low}-{high}" if low < high else f"{low}" for low, high in LENGTHS]
    print(f"{'page':10} {'stretch':10}" + "".join(f"{column:>10}" for column in columns))
    for page, stretch in PAIRS:
        shown = traditional if "big5hkscs" in (page, stretch) else texts
        shares = [
            share_right(
                shown, page, stretch, low, high, options.windows, options.seed, options.wrong
            )
            for low, high in LENGTHS
        ]
        print(f"{page:10} {stretch:10}" + "".join(f"{share:10.4f}" for share in shares))
    return 0


def share_right(
    texts: Sequence[str],
    page: str,
    stretch: str,
    shortest: int,
    longest: int,
    windows: int,
    seed: int,
    show: bool = False,
) -> float:
    """Of files with a stretch of so many characters, the share that decode to the identical string."""
    rng = random.Random(f"{seed} {page} {stretch} {shortest}")
    around = drawn(texts, page, *AROUND, 2 * windows, rng)
    count = right = 0
    for inside in drawn(texts, stretch, shortest, longest, windows, rng):
        before, behind = next(around, ""), next(around, "")
        text = before + inside + behind
        decoding = decode(before.encode(page) + inside.encode(stretch) + behind.encode(page))
        count += 1
        if decoding.text == text:
            right += 1
        elif show:
            at = next(
                (
                    k
                    for k, pair in enumerate(zip(text, decoding.text, strict=False))
                    if pair[0] != pair[1]
                ),
                0,
            )
            print(
                page,
                stretch,
                repr(inside),
                "as",
                repr(decoding.text[max(0, at - 3) : at + len(inside) + 9]),
            )
    return right / max(1, count)


if __name__ == "__main__":
    raise SystemExit(main())

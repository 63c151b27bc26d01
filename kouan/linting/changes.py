"""A cleaned document in, the stretches that differ between its decoded and its clean text out, in both."""

from __future__ import annotations

from collections.abc import Sequence

from kouan.model.processed import Cleaned

#: [0, 1) of the decoded text gives way to [2, 3) of the clean text.
Change = tuple[int, int, int, int]


def changed_spans(cleaned: Cleaned) -> list[Change]:
    """Where edits were made, in reading order; between two of them both texts are the same.

    The ledger knows what changed, so nothing is searched for: the cost follows the edits.
    """
    spans: list[Change] = []
    for number, done in enumerate(cleaned.passes):
        start, end = done.edits.start, done.edits.end
        new_start, new_end = done.clean_start, done.clean_end
        for earlier in reversed(cleaned.passes[:number]):
            start, end = earlier.back(start, end)
        for later in cleaned.passes[number + 1 :]:
            new_start, new_end = later.forward(new_start), later.forward(new_end)
        spans += zip(*(column.tolist() for column in (start, end, new_start, new_end)), strict=True)
    return joined(spans)


def joined(spans: Sequence[Change]) -> list[Change]:
    """Spans that touch or overlap in either text as one, in reading order."""
    found: list[Change] = []
    for a, b, c, d in sorted(spans):
        if found and (a <= found[-1][1] or c <= found[-1][3]):
            first, last, new_first, new_last = found[-1]
            found[-1] = (first, max(last, b), min(new_first, c), max(new_last, d))
        else:
            found.append((a, b, c, d))
    return found

"""A cleaned document in, its file's bytes out with its edits and no other change: encoding, mark and broken bytes stay."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from kouan.linting.changes import Change, changed_spans
from kouan.linting.wording import quoted
from kouan.model.decoding import Segment
from kouan.model.processed import Cleaned


class CannotWriteError(ValueError):
    """The file's encoding has no bytes for what would be written; the message says for which, and what to do."""


def mended(cleaned: Cleaned) -> bytes:
    """The raw bytes with each edit carried out where it stands; every other byte is as it was.

    Each edit is written in the encoding that its place was read in. Bytes that hang together (a run
    of HZ between its shifts) are written anew as a whole.

    Raises:
        CannotWriteError: the encoding cannot write a character, as Big5 has no 验.
    """
    raw = cleaned.decoding.rebuild()
    pieces: list[bytes] = []
    at = 0
    for start, end, changes in _regions(cleaned.decoding.segments, changed_spans(cleaned)):
        first, last = cleaned.ledger.byte_span(start, end)
        pieces += (raw[at:first], _written(cleaned, start, end, changes))
        at = last
    return b"".join((*pieces, raw[at:]))


def _regions(
    segments: Sequence[Segment], changes: Sequence[Change]
) -> list[tuple[int, int, list[Change]]]:
    """Stretches of the decoded text that can be written anew by themselves, with the changes in each."""
    starts = [segment.start for segment in segments]
    ends = [segment.end for segment in segments]
    regions: list[tuple[int, int, list[Change]]] = []
    for change in changes:
        start, end = change[:2]
        home = bisect_right(starts, start) - 1
        if home >= 0 and segments[home].codec is None and start < ends[home]:
            start = starts[home]
        home = bisect_left(ends, end)
        if home < len(segments) and segments[home].codec is None and starts[home] < end:
            end = ends[home]
        if regions and start < regions[-1][1]:
            first, last, inside = regions[-1]
            regions[-1] = (first, max(last, end), [*inside, change])
        else:
            regions.append((start, end, [change]))
    return regions


def _written(cleaned: Cleaned, start: int, end: int, changes: Sequence[Change]) -> bytes:
    text, parts, at = cleaned.decoding.text, list[str](), start
    for first, last, new_first, new_last in changes:
        parts += (text[at:first], cleaned.clean[new_first:new_last])
        at = last
    after = "".join((*parts, text[at:end]))
    codec = _codec_at(cleaned, start)
    try:
        return after.encode(codec)
    except UnicodeEncodeError as error:
        character = quoted(after[error.start])
        raise CannotWriteError(
            f"its encoding, {codec}, cannot write {character} (U+{ord(after[error.start]):04X}); "
            "nothing is changed. Select other rules, or let `kouan clean --in-place` write UTF-8"
        ) from error


def _codec_at(cleaned: Cleaned, start: int) -> str:
    """The codec that reads this place; where it reads ASCII alone or nothing, that of the document."""
    segments = cleaned.decoding.segments
    home = bisect_right([segment.start for segment in segments], start) - 1
    codec = segments[home].codec if home >= 0 else None
    return cleaned.decoding.encoding if codec in (None, "ascii") else str(codec)

"""Where one encoding gives way to another inside a line: bytes in, the likeliest way through them out.

A page in UTF-8 quotes a feed in GBK, an editor pastes a UTF-8 name into a Big5 file, a byte is lost: each
byte is read in the document's codec, in another one, or as a hole, by the way that is likeliest as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import Final, NamedTuple

from kouan.reading.pieces import HOLE_SIGN, Piece, all_stumbles, around
from kouan.reading.plausibility import log_probability

#: The encodings that share a file.
SHARING: Final = ("utf-8", "gb18030", "big5hkscs")

#: What a change of encoding costs. Of -6, -7.5 and -10 this one reads most stretches right.
SEAM: Final = -6.0
#: What bytes cost that nobody can read: the first of several, each further one, and a whole pair without a character.
LOST: Final = -14.0
LOST_AGAIN: Final = -9.0
LOST_PAIR: Final = -15.0

#: A stretch in another encoding has so many characters beyond ASCII, and is so probable per character, or it is none:
#: a stray pair of bytes is a character in some encoding by accident.
FEWEST: Final = 2
PLAUSIBLE: Final = -9.5
#: Fewer characters must be commoner ones: half a surrogate and its neighbours in UTF-8 are 砭讽 in GB 2312.
FEW: Final = 4
PLAUSIBLE_OF_FEW: Final = -8.5

#: What a letter of two bytes costs in UTF-8, where it is no everyday sign: two bytes of GBK are one in seven times.
STRAY_LETTER: Final = -14.0
LETTER: Final = -8.0
#: What a sequence of three or four bytes of UTF-8 costs at the most, private characters included: none is one by accident.
WHOLE: Final = -13.0

_NEVER: Final = -1e9


class Step(NamedTuple):
    """One character or hole on the way: bytes [start, end), its codec (None: a hole), its log-probability."""

    start: int
    end: int
    codec: str | None
    weight: float


def pieces_of(raw: bytes, codec: str, offset: int, returns: bool = False) -> Iterator[Piece]:
    """The pieces of a stretch of bytes that begins and ends between characters of the document's codec.

    `returns`: behind the stretch the document goes on in its own codec.
    """
    for reader, group in groupby(_accepted(_steps(raw, codec, returns), codec), lambda one: one[0]):
        steps = [step for _, step in group]
        start, end = steps[0].start, steps[-1].end
        if reader is None:
            for step in steps:
                yield Piece(HOLE_SIGN, None, offset + step.start, offset + step.end)
        else:  # what was not accepted is read anew
            part = raw[start:end]
            yield from around(part, reader, all_stumbles(part, reader), offset + start)


def _accepted(steps: list[Step], codec: str) -> Iterator[tuple[str | None, Step]]:
    """Each step under the codec that reads it: of stretches in other codecs, those that are a text of their own."""
    for found, group in groupby(steps, lambda step: step.codec):
        run = list(group)
        weights = [step.weight for step in run if step.end - step.start > 1]
        least = PLAUSIBLE if len(weights) >= FEW else PLAUSIBLE_OF_FEW
        is_text = len(weights) >= FEWEST and sum(weights) >= least * len(weights)
        reader = found if found in (None, codec) or is_text else codec
        if reader is None and codec == "utf-8":  # where one hole is a sequence of several bytes
            reader = codec
        for step in run:
            yield reader, step


def _steps(raw: bytes, codec: str, returns: bool) -> list[Step]:
    """The likeliest way from the first to the last byte (Viterbi over bytes and codecs)."""
    codecs = (codec, *(other for other in SHARING if other != codec))
    size, ways = len(raw), range(len(codecs))
    best = [[_NEVER] * (size + 5) for _ in ways]
    back: list[list[tuple[int, int, bool]]] = [[(0, 0, False)] * (size + 5) for _ in ways]
    lost = [False] * (size + 5)
    best[0][0] = 0.0
    for at in range(size):
        now = [row[at] for row in best]
        top = max(now)
        leader = now.index(top)
        ascii_here = raw[at] < 0x80
        for way in ways:
            weight, before = now[way], way
            if top + SEAM > weight:
                weight, before = top + SEAM, leader
            width, worth = (1, 0.0) if ascii_here else _character(raw, at, codecs[way])
            if width and weight + worth > best[way][at + width]:
                best[way][at + width] = weight + worth
                back[way][at + width] = (before, width, False)
                if way == 0:
                    lost[at + width] = False
            if way == 0 and not ascii_here:
                for wide, worth in ((1, LOST_AGAIN if lost[at] else LOST), (2, LOST_PAIR)):
                    if wide == 2 and (codec == "utf-8" or at + 2 > size or raw[at + 1] < 0x40):
                        continue
                    if weight + worth > best[0][at + wide]:
                        best[0][at + wide] = weight + worth
                        back[0][at + wide] = (before, wide, True)
                        lost[at + wide] = wide == 1
    ends = [row[size] + (SEAM if returns and way else 0.0) for way, row in enumerate(best)]
    return _traced(raw, codecs, back, ends.index(max(ends)))


def _traced(
    raw: bytes, codecs: tuple[str, ...], back: list[list[tuple[int, int, bool]]], way: int
) -> list[Step]:
    steps, at = [], len(raw)
    while at > 0:
        before, width, hole = back[way][at]
        start = at - width
        if hole:
            steps.append(Step(start, at, None, LOST))
        else:
            worth = 0.0 if width == 1 else _character(raw, start, codecs[way])[1]
            steps.append(Step(start, at, codecs[way], worth))
        at, way = start, before
    return steps[::-1]


def _character(raw: bytes, at: int, codec: str) -> tuple[int, float]:
    """Width and log-probability of the character that begins here in a codec; width 0: none does."""
    lead = raw[at]
    if codec == "utf-8":
        width = 2 if 0xC2 <= lead < 0xE0 else 3 if 0xE0 <= lead < 0xF0 else 4
        if lead < 0xC2 or lead > 0xF4:
            return 0, 0.0
    else:
        width = 2
        if codec == "gb18030" and raw[at + 1 : at + 2].isdigit():
            width = 4
    sequence = raw[at : at + width]
    return (width, worth) if (worth := _worth(sequence, codec)) is not None else (0, 0.0)


@cache
def _worth_of_pairs(codec: str) -> dict[bytes, float]:
    """The log-probability of each two-byte character of a codec."""
    table = {}
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            pair = bytes((lead, trail))
            text = pair.decode(codec, "ignore")
            if text and ord(text[-1]) != trail:
                table[pair] = log_probability(text)
    return table


def _worth(sequence: bytes, codec: str) -> float | None:
    if len(sequence) == 2 and codec != "utf-8":
        return _worth_of_pairs(codec).get(sequence)
    try:
        worth = log_probability(sequence.decode(codec))
    except UnicodeDecodeError:
        return None
    if codec == "utf-8" and len(sequence) > 2:
        return max(worth, WHOLE)
    return min(worth, STRAY_LETTER) if len(sequence) == 2 and worth <= LETTER else worth

"""A run of Chinese text in, the same run read one byte out of step out, with the truth about every character."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

#: What a reader does with bytes that are no character: gb18030 has a (private) character for every pair and
#: swallows both bytes; a strict reader drops one byte, and is in step again.
Swallows = Literal["pair", "byte"]

LEADS = range(0x81, 0xFF)
PRIVATE = range(0xE000, 0xF900)


@dataclass(frozen=True, slots=True)
class Damaged:
    """A damaged text, what it was, and of which of its characters all bytes can still be read off."""

    text: str
    truth: str
    seen: tuple[bool, ...]
    #: First and behind-last character of the truth that the slip has touched.
    touched: tuple[int, int]


def shifted(
    run: str,
    codec: str,
    rng: random.Random,
    *,
    behind: str = "",
    swallows: Swallows = "pair",
    mark: str = "",
    keep_private: bool = False,
    lost: int | None = 0,
) -> Damaged:
    """Lose one byte of the run (its first; with `lost=None` the first or second) and read on from there.

    `behind` is what follows the run up to where nothing can go wrong any more, for the last byte out of step
    swallows an ASCII letter. `mark` is written where a byte was lost or is no character; private
    characters, which stand for pairs without a meaning, vanish as most pages let them, or are kept.

    >>> shifted("海空口岸推行中國公民出入境通關", "gb18030", random.Random(0), mark="?", behind="排").text
    '?？湛诎锻菩兄袊癯鋈刖惩P排'
    """
    truth = run + behind
    owner: list[int] = []
    data = bytearray()
    for k, written in enumerate(truth):
        piece = written.encode(codec)
        data += piece
        owner += [k] * len(piece)
    first = rng.randrange(2) if lost is None else lost
    rest = bytes(data[:first] + data[first + 1 :])
    # a reader cannot know of a trail that is gone
    text: list[str] = [] if first else [mark]
    read = [False] * len(data)
    for character, at in _read(rest, codec, swallows):
        if not character:
            text.append(mark)
        elif ord(character) in PRIVATE and not keep_private:
            continue
        else:
            text.append(character)
            for place in range(at, at + len(character.encode(codec))):
                read[place + (place >= first)] = True
    gone = [owner[place] for place, known in enumerate(read) if not known]
    seen = tuple(k not in set(gone) for k in range(len(truth)))
    return Damaged("".join(text), truth, seen, (0, max(gone) + 1))


def _read(data: bytes, codec: str, swallows: Swallows) -> Iterator[tuple[str, int]]:
    """Each character with its place; "" for one byte that cannot be read."""
    at = 0
    while at < len(data):
        if data[at] < 0x80:
            yield chr(data[at]), at
            at += 1
            continue
        for width in (2, 4):
            found = data[at : at + width].decode(codec, "ignore") if data[at] in LEADS else ""
            if len(found) == 1 and found.encode(codec, "ignore") == data[at : at + width]:
                break
        else:
            yield "", at
            at += 1
            continue
        if ord(found) in PRIVATE and swallows == "byte":
            yield "", at
            at += 1
        else:
            yield found, at
            at += width

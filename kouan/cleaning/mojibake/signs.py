"""A batch in, the places out that look as if a wrong codec had read them: cheap, and generous with its doubt."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final, Self

import numpy as np
import numpy.typing as npt

from kouan.cleaning.script.conversion import simplified_table
from kouan.model.batch import Offsets
from kouan.model.characters import TONED_VOWELS, Codes, codes_of
from kouan.model.expression import Expression
from kouan.model.splicing import ranges
from kouan.model.view import BatchView

BEYOND: Final = 0x10000
EVERY: Final = 0x110000
#: A sign of this weight is enough by itself: private characters, controls, what the bytes E2 80, E3 80, EF BC of Chinese
#: punctuation read as in GBK, and what the comma, full stop and enumeration mark of GBK read as in Big5.
ENOUGH: Final = 3
MARKERS: Final = "鈥銆锛锟锘ㄛ﹝﹜"
#: Signs that Chinese text has beside its characters.
HARMLESS: Final = "\u00a0§°±·×÷–—‘’“”…®©™²³"
#: What the bytes 80 to 9F are in Windows-1252, so far as Chinese text does not have it anyway.
WINDOWS: Final = "€‚ƒ„†‡ˆ‰Š‹ŒŽ•˜š›œžŸ"
#: So many signs, no further apart than this, and at least so odd together, are enough: UTF-8 read as GBK is the densest,
#: GBK read as Big5 the least dense.
CLOSE: Final = ((2, 2, 4), (3, 5, 5), (4, 9, 4))
#: Characters of a piece on both sides of its signs: a run may begin and end with characters that look healthy.
RIM: Final = 32
#: Signs this near to one another belong to one piece.
NEAR: Final = 96

#: A character written as an escape; those of one byte, and those that a wrong codec makes.
ESCAPE: Final = Expression(
    r"&(?:amp;)?#(?:[xX](?P<hex>[0-9a-fA-F]{2,5})|(?P<decimal>\d{2,6}));?"
    r"|\\u(?P<unicode>[0-9a-fA-F]{4})|\\x(?P<byte>[0-9a-fA-F]{2})|%(?P<percent>[0-9A-Fa-f]{2})"
)
#: Escapes of fewer characters than this are no evidence; addresses of pages are full of short ones.
ESCAPES: Final = 4
#: Signs without a space between them, and what makes them an address: there an escape is meant.
_SOLID: Final = Expression(r"[!-~]+")
_ADDRESS: Final = Expression(r"://|www\.|[?&]\w+=|/")


@dataclass(frozen=True)
class Pieces:
    """Pieces of a batch end to end, parted by line breaks: their characters, and where each stands in the batch."""

    codes: Codes
    start: Offsets
    end: Offsets
    #: The piece that each character belongs to; a line break belongs to the one before it.
    number: Offsets

    @classmethod
    def of(cls, parts: Iterable[tuple[Codes, Offsets, Offsets]]) -> Self:
        """Join pieces; a line break stands behind each."""
        codes: list[Codes] = []
        start: list[Offsets] = []
        end: list[Offsets] = []
        number: list[Offsets] = []
        for count, (code, first, last) in enumerate(parts):
            codes += (code, np.array([10], np.uint32))
            start += (first, last[-1:])
            end += (last, last[-1:])
            number.append(np.full(len(code) + 1, count))
        if not codes:
            nothing = np.zeros(0, np.int64)
            return cls(np.zeros(0, np.uint32), nothing, nothing, nothing)
        return cls(
            np.concatenate(codes),
            np.concatenate(start),
            np.concatenate(end),
            np.concatenate(number),
        )

    @property
    def bounds(self) -> tuple[Offsets, Offsets]:
        """Where each piece begins and ends in the batch."""
        first = np.flatnonzero(np.diff(self.number, prepend=-1))
        last = np.append(first[1:], len(self.number)) - 1
        return self.start[first], self.end[last]

    def where(self, chosen: npt.NDArray[np.bool_]) -> Pieces:
        """The pieces that the mask chooses."""
        kept = chosen[self.number]
        number = (np.cumsum(chosen) - 1)[self.number[kept]]
        return Pieces(self.codes[kept], self.start[kept], self.end[kept], number)


def sample(found: Pieces, size: int, count: int) -> Pieces:
    """Parts of so many pieces, from first to last, `size` characters of each."""
    starts = np.append(0, np.flatnonzero(found.codes[:-1] == 10) + 1)
    stops = np.append(starts[1:] - 1, len(found.codes) - 1)
    if len(starts) < count:  # a few long pieces: the middle of each stretch speaks for it
        starts = np.linspace(0, max(0, len(found.codes) - size - 1), count).astype(np.int64)
        stops = np.minimum(starts + size, len(found.codes) - 1)
    chosen = np.unique(np.linspace(0, len(starts) - 1, count).astype(np.int64))
    return Pieces.of(
        (found.codes[first:stop], found.start[first:stop], found.end[first:stop])
        for first, stop in zip(
            starts[chosen].tolist(), np.minimum(stops, starts + size)[chosen].tolist(), strict=True
        )
        if stop > first
    )


def pieces(view: BatchView) -> Iterator[Pieces]:
    """The pieces that are worth a closer look, document by document, escapes read as what they stand for."""
    bounds = _bounds(view)
    if not bounds.size:
        return
    home = view.document_of(bounds[0])
    rims = np.flatnonzero(np.diff(home)) + 1
    for start, end in np.split(bounds, rims, axis=1):
        yield _plain(view, start, end) or Pieces.of(
            _piece(view, *span) for span in zip(start.tolist(), end.tolist(), strict=True)
        )


def _plain(view: BatchView, start: Offsets, end: Offsets) -> Pieces | None:
    """The pieces between these bounds, where no escape stands in them."""
    at = ranges(start, end)
    codes = view.codes[at]
    if np.take(_leads(), codes, mode="clip").any():
        return None
    behind = np.cumsum(end - start)
    return Pieces(
        np.insert(codes, behind, 10),
        np.insert(at, behind, end),
        np.insert(at + 1, behind, end),
        np.repeat(np.arange(len(start)), end - start + 1),
    )


def _bounds(view: BatchView) -> npt.NDArray[np.int64]:
    """Bounds of the pieces: around odd signs close together, and lines with escapes."""
    nothing = np.zeros((2, 0), np.int64)
    at = np.take(_seen(), view.index, mode="wrap").nonzero()[0]
    if not len(at):
        return nothing
    weight = np.take(weights(), view.codes[at], mode="clip")
    escaped = _escaped_lines(view, at[weight == 0])
    at, weight = at[weight > 0], weight[weight > 0]
    at = at[_is_odd(view, at, weight)]
    if not len(at) and not escaped.size:
        return nothing
    line = view.line_of(at)
    start = np.maximum(at - RIM, view.line_start[line])
    end = np.minimum(at + 1 + RIM, view.line_stop[line])
    bounds = _united(np.stack((start, end)), NEAR - 2 * RIM, line)
    return _united(np.concatenate((bounds, escaped), axis=1)) if escaped.size else bounds


def _is_odd(view: BatchView, at: Offsets, sign: npt.NDArray[np.uint8]) -> npt.NDArray[np.bool_]:
    """Which signs are enough by themselves or stand close enough together in one document."""
    odd = sign >= ENOUGH
    for count, reach, least in CLOSE:
        if len(at) >= count:
            total = sum(sign[k : len(sign) - count + 1 + k] for k in range(count))
            close = np.flatnonzero((at[count - 1 :] - at[: 1 - count] <= reach) & (total >= least))
            first, last = (view.document_of(at[close + k]) for k in (0, count - 1))
            close = close[first == last]
            for k in range(count):
                odd[close + k] = True
    return odd


def _united(
    bounds: npt.NDArray[np.int64], gap: int = 0, line: Offsets | None = None
) -> npt.NDArray[np.int64]:
    """Spans that touch as one."""
    if not bounds.shape[1]:
        return bounds
    order = np.argsort(bounds[0], kind="stable")
    start, end = bounds[0][order], np.maximum.accumulate(bounds[1][order])
    new = np.append(True, start[1:] > end[:-1] + max(gap, 0))
    if line is not None:
        new[1:] |= line[order][1:] != line[order][:-1]
    first = np.flatnonzero(new)
    return np.stack((start[first], end[np.append(first[1:] - 1, len(end) - 1)]))


def _escaped_lines(view: BatchView, lead: Offsets) -> npt.NDArray[np.int64]:
    """Bounds of the lines that hold several escapes; `lead` are the characters that may begin one."""
    codes = view.codes
    lead = lead[lead < len(codes) - 3]
    percent = codes[lead] == ord("%")
    told = np.where(
        percent, codes[lead + 3] == ord("%"), np.isin(codes[lead + 1], [ord(one) for one in "#uxa"])
    )
    lead = lead[told]
    if len(lead) < ESCAPES - 1:
        return np.zeros((2, 0), np.int64)
    line, count = np.unique(view.line_of(lead), return_counts=True)
    line = line[count >= ESCAPES - 1]
    return np.stack((view.line_start[line], view.line_stop[line]))


def _piece(view: BatchView, start: int, end: int) -> tuple[Codes, Offsets, Offsets]:
    """The characters from start to end, an escape as the one that it stands for."""
    codes = view.codes[start:end]
    first = np.arange(start, end, dtype=np.int64)
    if not _leads()[np.minimum(codes, BEYOND)].any():
        return codes, first, first + 1
    found = np.array(list(_escapes(view.slice_text(start, end))), np.int64).reshape(-1, 3)
    low, high, code = found.T
    codes, last = codes.copy(), first + 1
    codes[low], last[low] = code, high + start
    inside = np.zeros(len(codes) + 1, np.int64)
    np.add.at(inside, low + 1, 1)
    np.add.at(inside, high, -1)
    kept = np.cumsum(inside[:-1]) == 0
    return codes[kept], first[kept], last[kept]


def _escapes(text: str) -> Iterator[tuple[int, int, int]]:
    """Start, end and character of each escape that may be a byte read as a character."""
    addresses = [
        one.span() for one in _SOLID.finditer(text) if "%" in one[0] and _ADDRESS.search(one[0])
    ]
    starts = [first for first, _ in addresses]
    reached = 0
    for found in ESCAPE.finditer(text):
        start, end = found.span()
        percent = found["percent"]
        if percent and (at := bisect_right(starts, start)) and start < addresses[at - 1][1]:
            continue
        digits = found["hex"] or found["unicode"] or found["byte"] or percent
        code = int(digits, 16) if digits else int(found["decimal"])
        # among bytes in a row one may be a letter: half of a double byte
        is_in_row = percent and (start == reached or text[end : end + 1] == "%")
        if (0x80 <= code < 0x10000 and not 0xD800 <= code < 0xE000) or (is_in_row and code >= 0x20):
            yield start, end, code
            reached = end


@cache
def _leads() -> npt.NDArray[np.bool_]:
    table = np.zeros(BEYOND + 1, bool)
    table[[ord("&"), ord("\\"), ord("%")]] = True
    return table


@cache
def _seen() -> npt.NDArray[np.bool_]:
    """All that is looked at, by code point: odd characters, and those that may begin an escape."""
    seen = np.full(EVERY, weights()[BEYOND] > 0)
    seen[:BEYOND] = ((weights() > 0) | _leads())[:BEYOND]
    return seen


@cache
def weights() -> npt.NDArray[np.uint8]:
    """How odd each character is in Chinese text: 0 not at all, 3 enough by itself."""
    table = np.zeros(BEYOND + 1, np.uint8)
    table[0x3400:0x4DC0] = table[0x4E00:0xA000] = table[0xF900:0xFB00] = table[BEYOND] = 2
    table[_block("gb2312", range(0xD8, 0xF8), range(0xA1, 0xFF))] = 1
    # what the first two bytes of a character in UTF-8 read as in GBK
    table[_block("gb18030", range(0xE4, 0xEA), range(0x80, 0xC0))] = 2
    table[_block("gb2312", range(0xB0, 0xD8), range(0xA1, 0xFF))] = 0
    # Traditional characters are as odd as their Simplified ones, variants that converters write (爲 羣 衆) hardly more
    plain = np.minimum(simplified_table(), BEYOND)
    traditional = np.flatnonzero(plain != np.arange(BEYOND + 1))
    table[traditional] = np.minimum(
        table[traditional], np.minimum(table[plain[traditional]] + 1, 2)
    )
    common = _block("big5", range(0xA4, 0xC7), (*range(0x40, 0x7F), *range(0xA1, 0xFF)))
    table[common] = np.minimum(table[plain[common]], 1)
    table[0x370:0x530] = 1
    table[0x3041:0x3130] = 2
    table[0xA1:0x180] = table[0x2500:0x25A0] = 2
    table[[ord(sign) for sign in WINDOWS]] = 2
    # readings in brackets are full of vowels with tone marks; beside them mojibake has signs enough
    table[[ord(sign) for sign in HARMLESS + TONED_VOWELS + "ü"]] = 0
    table[0x1100:0x1200] = table[0xAC00:0xD7A4] = table[0xFF61:0xFFA0] = ENOUGH
    table[0x80:0xA0] = table[0xE000:0xF900] = table[0xFFFD] = ENOUGH
    table[[ord(sign) for sign in MARKERS]] = ENOUGH
    return table


def _block(codec: str, leads: Iterable[int], trails: Iterable[int]) -> Codes:
    trails = tuple(trails)
    block = b"".join(bytes((lead, trail)) for lead in leads for trail in trails)
    return codes_of(block.decode(codec, "ignore"))

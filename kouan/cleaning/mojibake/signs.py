"""A batch in, the places out that look as if a wrong codec had read them: cheap, and generous with its doubt."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final, Self

import numpy as np
import numpy.typing as npt

from kouan.cleaning.script import simplified_table
from kouan.model.batch import Offsets
from kouan.model.characters import TONED_VOWELS, Codes
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
CLOSE: Final = ((2, 2, 4), (3, 5, 5), (4, 7, 6), (5, 9, 5))
#: Characters of a piece on both sides of its signs: a run may begin and end with characters that look healthy.
RIM: Final = 32
#: Signs this near to one another belong to one piece.
NEAR: Final = 96

#: A character written as an escape; those of one byte, and those that a wrong codec makes.
ESCAPE: Final = re.compile(
    r"&(?:amp;)?#(?:[xX](?P<hex>[0-9a-fA-F]{2,5})|(?P<decimal>\d{2,6}));?"
    r"|\\u(?P<unicode>[0-9a-fA-F]{4})|\\x(?P<byte>[0-9a-fA-F]{2})|%(?P<percent>[0-9A-Fa-f]{2})"
)
#: Escapes of fewer characters than this are no evidence; addresses of pages are full of short ones.
ESCAPES: Final = 4
#: An address is a run of such characters that holds one of these, and what follows up to a blank. Looked for one after
#: the other: a pattern for all of it would try every part of a long line as its beginning.
_RUN: Final = re.compile(r"[\w.%&=?/+#:~-]+")
_ADDRESS: Final = re.compile(r"/|www\.|[?&]\w+=")
_REST: Final = re.compile(r"[^\s\u0080-\uffff]*")


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


def pieces(view: BatchView) -> Pieces:
    """The pieces of the batch that are worth a closer look, escapes read as what they stand for."""
    at = np.take(_seen(), view.index, mode="wrap").nonzero()[0]
    if not len(at):
        return Pieces.of(())
    weight = weights()[np.minimum(view.codes[at], BEYOND)].astype(np.int64)
    escaped = _escaped_lines(view, at[weight == 0])
    at, weight = at[weight > 0], weight[weight > 0]
    at = at[_is_odd(at, weight)]
    if not len(at) and not escaped.size:
        return Pieces.of(())
    line = view.line_of(at)
    start = np.maximum(at - RIM, view.line_start[line])
    end = np.minimum(at + 1 + RIM, view.line_stop[line])
    bounds = _united(np.stack((start, end)), NEAR - 2 * RIM, line)
    if escaped.size:
        bounds = _united(np.concatenate((bounds, escaped), axis=1))
    return Pieces.of(_piece(view, start, end) for start, end in bounds.T.tolist())


def _is_odd(at: Offsets, sign: Offsets) -> npt.NDArray[np.bool_]:
    """Which signs are enough by themselves or stand close enough together."""
    odd = sign >= ENOUGH
    for count, reach, least in CLOSE:
        if len(at) >= count:
            total = sum(sign[k : len(sign) - count + 1 + k] for k in range(count))
            close = (at[count - 1 :] - at[: 1 - count] <= reach) & (total >= least)
            for k in range(count):
                odd[k : len(odd) - count + 1 + k] |= close
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
    codes = view.codes[start:end]
    at = np.arange(start, end, dtype=np.int64)
    if not _leads()[np.minimum(codes, BEYOND)].any():
        return codes, at, at + 1
    text = view.slice_text(start, end)
    addresses = _addresses(text)
    pieces_: list[Codes] = []
    first: list[Offsets] = []
    last: list[Offsets] = []
    reached = 0
    for found in ESCAPE.finditer(text):
        if found["percent"] and addresses[found.start()]:
            continue
        digits = found["hex"] or found["unicode"] or found["byte"] or found["percent"]
        code = int(digits, 16) if digits else int(found["decimal"])
        in_row = found["percent"] and (
            found.start() == reached or text[found.end() : found.end() + 1] == "%"
        )
        if not (0x80 <= code < 0x10000 or in_row) or 0xD800 <= code < 0xE000 or code < 0x20:
            continue
        pieces_ += (codes[reached : found.start()], np.array([code], np.uint32))
        first += (at[reached : found.start()], np.array([found.start() + start]))
        last += (at[reached : found.start()] + 1, np.array([found.end() + start]))
        reached = found.end()
    pieces_.append(codes[reached:])
    first.append(at[reached:])
    last.append(at[reached:] + 1)
    return np.concatenate(pieces_), np.concatenate(first), np.concatenate(last)


def _addresses(text: str) -> npt.NDArray[np.bool_]:
    """Which characters belong to an address; one more for the end of the text."""
    inside = np.zeros(len(text) + 1, bool)
    at = 0
    while run := _RUN.search(text, at):
        at = run.end()
        if told := deque(_ADDRESS.finditer(text, *run.span()), 1):
            rest = _REST.match(text, told[0].end())
            at = rest.end() if rest else at
            inside[run.start() : at] = True
    return inside


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
    table[0x370:0x530] = table[0x3041:0x3130] = 1
    table[0xA1:0x180] = table[0x2500:0x25A0] = 2
    table[[ord(sign) for sign in WINDOWS]] = 2
    # readings in brackets are full of vowels with tone marks; beside them mojibake has signs enough
    table[[ord(sign) for sign in HARMLESS + TONED_VOWELS + "ü"]] = 0
    table[0x1100:0x1200] = table[0xAC00:0xD7A4] = table[0xFF61:0xFFA0] = ENOUGH
    table[0x80:0xA0] = table[0xE000:0xF900] = table[0xFFFD] = ENOUGH
    table[[ord(sign) for sign in MARKERS]] = ENOUGH
    return table


def _block(codec: str, leads: Iterable[int], trails: Iterable[int]) -> list[int]:
    trails = tuple(trails)
    block = b"".join(bytes((lead, trail)) for lead in leads for trail in trails)
    return [ord(character) for character in block.decode(codec, "ignore")]

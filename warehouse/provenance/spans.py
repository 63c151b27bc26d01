"""A text and offsets in; the stretch with what stands around it, its sentence, and its bytes out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from kouan.model.ledger import Ledger

#: Characters and bytes shown on either side of a span.
CONTEXT: Final = 40
BYTES: Final = 24

_STOPS: Final = "。！？\n"

#: Parts the cells of a row of a table.
_TAB: Final = "\t"
#: A figure as a cell states it, with its sign and unit: -3.2, ▲70, 3.2 %; what names a time is none.
_FIGURE: Final = re.compile(
    r"[-+−－＋±▲▼↑↓]?\s?\d[\d,，.．]*+\s?(?:(?![年月日号时届期季])[^\s\d,，、;；:：()（）\-—–~～]{1,8})?"
)
_YEAR: Final = re.compile(r"(?:19|20)\d\d年?")
#: No longer cell is a figure, and no longer line the head of a part.
_LONGEST: Final = 28
#: What a head has; 无 stands for want of a figure.
_LETTER: Final = re.compile(r"(?!无$)[^\W\d_]")
#: The heads of a table stand on so many lines at most, and its rows on so many.
_HEADS: Final = 6
_ROWS: Final = 100_000


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch with what stands on either side of it."""

    start: int
    end: int
    before: str
    text: str
    after: str


def span_of(text: str, start: int, end: int) -> Span:
    """The stretch [start, end) of a text."""
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    return Span(start, end, before, text[start:end], after)


def raw_span(ledger: Ledger, clean: str, start: int, end: int) -> Span:
    """Bytes as they were decoded, with what stands around them; offsets are bytes."""
    text = ledger.decoded(clean)
    first = characters_before(ledger, len(text), start)
    shown = span_of(text, first, characters_before(ledger, len(text), end))
    return Span(start, end, shown.before, shown.text, shown.after)


def hex_of(raw: bytes, start: int, end: int) -> str:
    """The first bytes of a span in hexadecimal."""
    return raw[start : min(end, start + BYTES)].hex(" ")


def characters_before(ledger: Ledger, length: int, byte: int) -> int:
    """How many characters of the decoded text, `length` long, lie before a byte of the document."""
    low, high = 0, length
    while low < high:
        middle = (low + high) // 2
        if ledger.byte_span(middle, middle)[0] < byte:
            low = middle + 1
        else:
            high = middle
    return low


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence that holds a span.

    >>> sentence_around("先来一句。口岸开了。再来一句。", 5, 7)
    '口岸开了。'
    """
    first = max(text.rfind(stop, 0, start) for stop in _STOPS) + 1
    ends = [at for stop in _STOPS if (at := text.find(stop, end)) >= 0]
    return text[first : min(ends) + 1 if ends else len(text)].strip()


def heads_over(text: str, start: int) -> tuple[str, ...]:
    r"""The heads of the column that a cell of a table stands in, from the top down; none outside tables.

    >>> heads_over("港口\t10月\t\n\t吞吐量\t同比\n东港\t70.1\t3.2", 24)
    ('10月', '同比')
    """
    first = text.rfind("\n", 0, start) + 1
    column = text.count(_TAB, first, start)
    if _TAB not in text[first : text.find("\n", start) + 1 or len(text)]:
        return ()
    top = _top_of(text, first)
    found: list[str] = []
    for line in text[top:first].split("\n", _HEADS)[:_HEADS]:
        cells = line.split(_TAB)
        if any(map(_is_figure, cells[1:])):
            break
        if len(cells) > 1:
            over = [cell.strip() for cell in cells[: column + 1]]
            # a head that spans several columns stands over the first of them
            spans = next((cell for cell in reversed(over) if cell), "") if column else over[0]
            is_own = len(over) > column and over[column]
            found.append(over[column] if is_own else spans if not found else "")
    return tuple(head for head in found if _LETTER.search(head))


def _is_figure(cell: str) -> bool:
    """Whether a cell states a figure; a year alone is a head."""
    plain = cell.strip()
    return len(plain) <= _LONGEST and bool(_FIGURE.fullmatch(plain)) and not _YEAR.fullmatch(plain)


def _top_of(text: str, first: int) -> int:
    """Where the lines with cells begin that stand right above the one that begins at `first`."""
    for _ in range(_ROWS):
        above = text.rfind("\n", 0, max(first - 1, 0)) + 1
        if not first:
            break
        if _TAB not in text[above : first - 1]:
            # the head of a part may stand alone between two rows: 其中：
            over = text.rfind("\n", 0, max(above - 1, 0)) + 1
            is_between = 0 < first - 1 - above <= _LONGEST and above
            if not is_between or _TAB not in text[over : above - 1]:
                break
        first = above
    return first


def sentence_at(text: str, sentence: str | None, start: int, end: int) -> tuple[int, int] | None:
    """Where the sentence around a span stands; None where there is none."""
    if not sentence:
        return None
    at = text.find(sentence, max(0, end - len(sentence)), start + len(sentence))
    return (at, at + len(sentence)) if at >= 0 else None

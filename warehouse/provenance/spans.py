"""A text and offsets in; the stretch with what stands around it, its sentence, and its bytes out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kouan.model.ledger import Ledger

#: Characters and bytes shown on either side of a span.
CONTEXT: Final = 40
BYTES: Final = 24

_STOPS: Final = "。！？\n"


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


def sentence_at(text: str, sentence: str | None, start: int, end: int) -> tuple[int, int] | None:
    """Where the sentence around a span stands; None where there is none."""
    if not sentence:
        return None
    at = text.find(sentence, max(0, end - len(sentence)), start + len(sentence))
    return (at, at + len(sentence)) if at >= 0 else None

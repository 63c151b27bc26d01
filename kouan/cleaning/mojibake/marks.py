"""A line in, the places out where bytes are gone for good: U+FFFD, and what other codecs read in its own bytes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kouan.model.expression import Expression

Span = tuple[int, int]

#: U+FFFD, and what its bytes EF BF BD are in GBK, Big5, Korean, Latin-1 and Shift-JIS, whole or cut; all in a row as one.
MARK: Final = Expression(
    r"(?:\ufffd++|锟斤拷|锟斤|斤拷|锟|拷|嚙踝蕭|嚙踝|踝蕭|嚙|占쏙옙|쏙옙|ï¿½|ｿｽ)++"
)
#: Marks that no text has for another reason; 锟 is a given name, 拷 a word.
SURE: Final = Expression(r"\ufffd|锟斤|斤拷|嚙踝|踝蕭|쏙옙|ï¿½")
#: Marks this near to one another are one loss, with what stands between them.
NEAR: Final = 12
#: Lost bytes of a line that may be guessed; of a text that has lost more, what is left says nothing.
FEW: Final = 3

_SIGN: Final = Expression("[\ufffd锟斤嚙踝쏙ïｿ]")


def lost(text: str) -> Iterator[Span]:
    """Marks that stand near one another, where one is sure or there are several."""
    if not _SIGN.search(text):
        return
    spans: list[Span] = []
    for found in MARK.finditer(text):
        if spans and found.start() - spans[-1][1] > NEAR:
            yield from _told(text, spans)
            spans = []
        spans.append(found.span())
    yield from _told(text, spans)


def is_destroyed(text: str) -> bool:
    """More is lost than can be guessed, or it was lost before the text was saved."""
    return text.count("\ufffd") > FEW or bool(SURE.search(text.replace("\ufffd", "")))


def _told(text: str, spans: list[Span]) -> Iterator[Span]:
    if not spans:
        return
    first, last = spans[0][0], spans[-1][1]
    if SURE.search(text, first, last) or _is_replaced(text[first:last]):
        yield first, last


def _is_replaced(said: str) -> bool:
    """锟 before 拷: 锟节帮拷, as two lost bytes leave a half character between them."""
    return 0 <= said.find("锟") < said.rfind("拷") or said.count("锟") > 2

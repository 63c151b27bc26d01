"""The XML of a Word document in, where its text stands out: runs, with breaks where paragraphs and lines end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kouan.model.decoding import Decoding
from kouan.reading.rendering import Piece, rendered
from kouan.reading.tags import pieces, tokens

#: The member of a .docx file that holds its text.
MEMBER: Final = "word/document.xml"
#: Elements that end a line, and the one that stands for a tab.
BREAKS: Final = ("w:br", "w:cr")
#: The same text once more, for programs that cannot show it otherwise.
AGAIN: Final = "mc:fallback"


def read_document(raw: bytes, base: Decoding) -> Decoding:
    """The text of a Word document; what was deleted under revision is none, nor are codes of fields."""
    return rendered(raw, base, _pieces(base.text))


def _pieces(text: str) -> Iterator[Piece]:
    at = 0
    begun: int | None = None
    skipped = 0
    is_stop = False
    for token in tokens(text, 0):
        if token.name == AGAIN and token.kind in ("open", "close"):
            skipped += 1 if token.kind == "open" else -1
        if skipped > 0:
            continue
        if token.name == "w:t":
            if token.kind == "open":
                begun = token.end
            elif token.kind == "close" and begun is not None:
                yield from pieces(text, begun, token.start)
                at, begun = token.start, None
        elif token.kind == "close" and token.name == "w:p":
            # the break carries what stands between the last run and the end of its paragraph
            yield Piece(at or token.start, token.end, "\n")
            at, begun = token.end, None
        elif token.name in BREAKS and token.kind != "close":
            yield Piece(token.start, token.end, "\n")
            at, begun = token.end, None
        elif token.name == "w:tabs":  # the stops in the properties of a paragraph
            is_stop = token.kind == "open"
        elif token.name == "w:tab" and token.kind == "alone" and not is_stop:
            yield Piece(token.start, token.end, "\t")
            at, begun = token.end, None

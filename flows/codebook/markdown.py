"""The pieces of a codebook in; Markdown out, in which text of documents means nothing but itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from flows.citing.words import one_line
from flows.codebook.outline import Piece

#: What could begin markup within a line; all of ASCII punctuation may be escaped.
_MARKUP: Final = re.compile(r"([\\`*_\[\]<>|~#!$&^])")

#: What means something only where a line begins.
_NUMBERED: Final = re.compile(r"^(\d{1,9})([.)])")
_BULLET: Final = re.compile(r"^([-+=])")


def markdown(pieces: Iterable[Piece]) -> str:
    """The codebook as Markdown with pipe tables, as pandoc and GitHub read them."""
    return "\n".join(line for piece in pieces for line in (*_lines(piece), ""))


def escaped(text: str) -> str:
    r"""Text that shows as it is within a line.

    >>> escaped("*a* | <b>\n[c](d) & e_f")
    '\\*a\\* \\| \\<b\\> \\[c\\](d) \\& e\\_f'
    """
    return _MARKUP.sub(r"\\\1", one_line(text))


def opening(text: str) -> str:
    r"""Text that shows as it is also where a line begins with it.

    >>> opening("1. a"), opening("- b"), opening("2023-01")
    ('1\\. a', '\\- b', '2023-01')
    """
    return _BULLET.sub(r"\\\1", _NUMBERED.sub(r"\1\\\2", escaped(text)))


def _lines(piece: Piece) -> Iterator[str]:
    if piece.kind == "heading":
        yield f"{'#' * piece.level} {opening(piece.text)}"
    elif piece.kind == "text":
        yield opening(piece.text)
    elif piece.kind == "list":
        yield from (f"- {opening(row[0])}" for row in piece.rows)
    elif piece.kind == "references":
        for number, row in enumerate(piece.rows, 1):
            yield f"{number}. {opening(row[0])} {escaped(row[1])}"
    elif piece.kind == "facts":
        yield from _table(("", ""), piece.rows, frozenset())
    elif piece.kind == "table":
        yield from _table(piece.columns, piece.rows, piece.numbers)


def _table(
    columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...], numbers: frozenset[int]
) -> Iterator[str]:
    yield f"| {' | '.join(escaped(name) for name in columns)} |"
    yield (
        "|" + "|".join("--:" if place in numbers else "---" for place in range(len(columns))) + "|"
    )
    for row in rows:
        yield f"| {' | '.join(escaped(cell) for cell in row)} |"

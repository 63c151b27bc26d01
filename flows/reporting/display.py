"""Text of documents in, text for a page out: shortened, line breaks made visible, rims trimmed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from flows.reporting.comparison import QUOTED, Row, Stretch

_EMPTY_LINES: Final = re.compile(r"\n[ \t\u3000\u00a0\r]*(?:\n[ \t\u3000\u00a0\r]*)+")

#: Control and format characters would turn a line of the page around, or hide; U+FFFD stands for them.
_UNSEEN: Final = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)


def plain(text: str) -> str:
    """The text with every unseen or direction-turning character shown as U+FFFD."""
    return _UNSEEN.sub("\ufffd", text)


def short(text: object, length: int) -> str:
    r"""At most so many characters of a text, on one line, with an ellipsis where it was cut.

    >>> short("口岸\n通关", 10), short("口岸通关", 3)
    ('口岸 通关', '口岸…')
    """
    line = " ".join(plain(str(text)[: 4 * length + 40]).split())
    return line if len(line) <= length else line[: length - 1] + "…"


def tail(text: object, length: int) -> str:
    """The end of a path, which tells more than its beginning."""
    line = plain(str(text))
    return line if len(line) <= length else "…" + line[1 - length :]


def visible(text: str) -> str:
    r"""Changed text with its line breaks to be seen.

    >>> visible("\n")
    '↵\n'
    """
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "↵\n")


def trimmed(parts: Sequence[Stretch]) -> list[Stretch]:
    """A row without the blank lines around and within it that nothing is said of."""
    kept = [
        part if part.mark else replace(part, text=_EMPTY_LINES.sub("\n", part.text))
        for part in parts
    ]
    if kept and not kept[0].mark:
        kept[0] = replace(kept[0], text=kept[0].text.lstrip("\r\n"))
    if kept and not kept[-1].mark:
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip())
    return [replace(part, text=plain(part.text)) for part in kept if part.text]


def opening(row: Row) -> str:
    """How a long stretch that was taken out begins."""
    return short("".join(part.text for part in row.before).strip(), QUOTED)

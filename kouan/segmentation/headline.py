"""The first lines of a story in, title and subtitle out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from kouan.segmentation.lines import Line
from kouan.segmentation.shapes import PATH

LONGEST_TITLE: Final = 90
#: Titles of several halves, parted by spaces: each half is short, the whole need not be.
LONGEST_HALVES: Final = 160

#: A mark that no title ends in; a question or a call may be one.
UNFINISHED: Final = re.compile(r"[。，、；;：:,]$")
#: A sentence ends inside: 今天上午开关。记者…
SENTENCES: Final = re.compile(r"[。；;](?![”’」』》）)]*$)|[^。]。$")
LIST_MARK: Final = re.compile(r"(?:[-*+·•]\s|https?://|\d{1,2}[.、．]\s?\S)")
WORD: Final = re.compile(r"[^\W\d_]")

#: ——来自二连出入境边防检查站的一线报道
SUBTITLE: Final = re.compile(r"(?:[—–―─]{1,4}|-{2,4})\s{0,2}[^\s—–―─-]")

#: A marked title may stand below the name of a column or a date; it does not stand deep in the page.
SEARCHED: Final = 5


def headline_of(lines: Sequence[Line]) -> tuple[int | None, int | None]:
    """Which lines are title and subtitle; None where the story has none.

    The title is a line with a mark of the first depth near the top, else the first line if it has
    the shape of one and something stands below it.
    """
    title = next(
        (
            number
            for number, line in enumerate(lines[:SEARCHED])
            if line.depth == 1
            and len(line.text) <= LONGEST_HALVES
            and not any(above.depth or not above.is_short for above in lines[:number])
        ),
        None,
    )
    if title is None and len(lines) > 1 and is_title(lines[0]):
        title = 0
    if title is None:
        return None, None
    below = title + 1
    has_subtitle = below < len(lines) and is_subtitle(lines[below])
    return title, below if has_subtitle else None


def is_title(line: Line) -> bool:
    """Whether the line has the shape of a title: short, no sentence, not an item of a list."""
    text = line.text
    return (
        1 < len(text) <= LONGEST_HALVES
        and max(map(len, text.split())) <= LONGEST_TITLE
        and WORD.search(text) is not None
        and not UNFINISHED.search(text)
        and not SENTENCES.search(text)
        and not LIST_MARK.match(text)
        and not SUBTITLE.match(text)
        and not PATH.search(text)
    )


def is_subtitle(line: Line) -> bool:
    """Whether the line is a subtitle: a dash, then a phrase that is no sentence."""
    text = line.text
    return len(text) <= LONGEST_TITLE and bool(SUBTITLE.match(text)) and not text.endswith("。")

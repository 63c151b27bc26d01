"""HTML in, its lines out: which characters of it are text, where lines break, and what the markup says of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import islice
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from kouan.cleaning.markup.elements import BREAK, NOTHING, SPACE, Elements, Tagged
from kouan.cleaning.markup.grid import Placed, cells_of_data
from kouan.cleaning.markup.tags import BLANKS, tags_of
from kouan.model.batch import Offsets
from kouan.model.characters import Codes, is_one, one_of
from kouan.model.hints import LINKED, WINDOW, Hints
from kouan.model.splicing import ranges
from kouan.model.view import BatchView

#: So far up an element that was left open is looked for.
DEPTH: Final = 64
#: Beside the places of hints: text whose line breaks are its own.
PREFORMATTED: Final = 1 << 30

#: Characters of Chinese writing and its punctuation stand from here on.
CHINESE: Final = 0x2E80

_BLANK: Final = one_of(BLANKS)
_DIGITS: Final = one_of("0123456789")
#: <sup, <sub
_RAISING: Final = tuple(one_of(signs) for signs in ("<", "sS", "uU", "pPbB"))
OPEN, CLOSE, HOLD, STATE = Tagged.OPEN, Tagged.CLOSE, Tagged.HOLD, Tagged.STATE


class Layout(NamedTuple):
    """Stretches of text [start, end) of the pages of a batch, and what parts each from the one before.

    The first stretch of a page begins a line. So does each row of a table of data: `tabs` are so many as part a cell
    from the one before, or from the first column. `hints` has an entry for each line, placed at its first
    character; `stating` are bounds of the tags that state facts.
    """

    start: Offsets
    end: Offsets
    gap: Offsets
    tabs: Offsets
    stating: npt.NDArray[np.int64]
    hints: Hints


def layout_of(view: BatchView, pages: Sequence[int], elements: Elements) -> Layout:
    """The lines of some documents, which are pages."""
    texts = [view.document_text(page) for page in pages]
    parts = [_between_tags(text, elements) for text in texts]
    by = [int(view.starts[page]) for page in pages]
    between = _columns([part for part, _ in parts], by, 4)
    stating = _columns([part for _, part in parts], by, 2)
    start, end, gap, state = _stretches(view, *between)
    tabs = np.zeros(len(start), np.int64)
    for text, at in zip(texts, by, strict=True):
        if cells := cells_of_data(text, elements):
            _set_in_rows(cells, at, view.codes, start, end, gap, tabs)
    lines = np.flatnonzero(gap == BREAK)
    length = linked = lines
    if len(lines):
        length = np.add.reduceat(end - start, lines)
        linked = np.add.reduceat(np.where(state & LINKED > 0, end - start, 0), lines)
    place = (state[lines] & ~PREFORMATTED).astype(np.uint32)
    return Layout(start, end, gap, tabs, stating, Hints(start[lines], place, length, linked))


def _set_in_rows(
    cells: Sequence[Placed],
    by: int,
    codes: Codes,
    start: Offsets,
    end: Offsets,
    gap: Offsets,
    tabs: Offsets,
) -> None:
    """Set the cells of tables of data in rows: a line a row, tabs between its cells.

    A cell is on one line; what it had on several is joined, with a space between Latin words.
    """
    table = np.array(cells, np.int64)
    begin, stop, row, column = table[:, 0] + by, table[:, 1] + by, table[:, 2], table[:, 3]
    first, last = np.searchsorted(start, (begin[0], stop[-1]))
    home = np.searchsorted(begin, start[first:last], "right") - 1
    inside = np.flatnonzero((home >= 0) & (start[first:last] < stop[home]))
    at, home = inside + first, home[inside]
    new_cell = np.diff(home, prepend=-1) != 0
    within = at[~new_cell]
    is_latin = (codes[end[within - 1] - 1] < CHINESE) & (codes[start[within]] < CHINESE)
    joined = np.where(is_latin, SPACE, NOTHING)
    gap[within] = np.where(gap[within] == BREAK, joined, gap[within])
    gap[within[_raised(codes, end[within - 1])]] = SPACE
    at, home = at[new_cell], home[new_cell]
    new_row = np.diff(row[home], prepend=-1) != 0
    gap[at] = np.where(new_row, BREAK, NOTHING)
    tabs[at] = np.where(new_row, column[home], np.diff(column[home], prepend=0))


def _raised(codes: Codes, at: Offsets) -> npt.NDArray[np.bool_]:
    """Whether a digit before `at` has one above or below its line behind it: no digit of its number."""
    is_raised: npt.NDArray[np.bool_] = is_one(_DIGITS, codes[at - 1])
    for by, signs in enumerate(_RAISING):
        is_raised &= is_one(signs, codes[np.minimum(at + by, len(codes) - 1)])
    return is_raised


def _columns(parts: list[list[int]], by: list[int], count: int) -> npt.NDArray[np.int64]:
    """Rows of numbers, those of a page one behind the other, as columns; the first two are places in the page."""
    table = np.concatenate([np.array(part, np.int64) for part in parts]).reshape(-1, count).T
    table[:2] += np.repeat(by, [len(part) // count for part in parts]).astype(np.int64)
    return table


def _between_tags(text: str, elements: Elements) -> tuple[list[int], list[int]]:
    """What stands between the tags of a page, and its tags that state facts: numbers of one after the other.

    Of the text: its bounds, what parts it from what stands before, and its places. It goes through all
    tags and keeps what is open: the one loop over a page.
    """
    rows: list[int] = []
    stating: list[int] = []
    known, meaning = elements.known, elements.meaning
    open_: list[tuple[str, int]] = []  # name, places around it
    count: dict[str, int] = defaultdict(int)
    at, gap, place, link, preformatted = 0, BREAK, 0, 0, 0
    is_named = False

    for start, end, written in tags_of(text):
        if start > at:
            rows += (at, start, gap, place | link | preformatted)
            gap = NOTHING
        at = end
        name, does, parted, inside, linked, closes = known.get(written) or meaning(written)
        if does is CLOSE:
            if count[name]:
                place, is_link = _close(open_, count, name)
                if is_link:
                    link = 0
        elif does is HOLD and end - start > len(written):
            # its content is no text, and it is closed already
            parted &= BREAK
            if name == "title" and not is_named:
                # the first title of a page is a line of its own; a drawing may have others
                first = text.find(">", start) + 1
                stop = text.rfind("<", first, end)
                if first < stop:
                    is_named = True
                    rows += (first, stop, BREAK, WINDOW | link | preformatted)
        elif does is STATE:
            stating += (start, start + len(written.rstrip(BLANKS)))
        elif does:
            if closes and open_ and open_[-1][0] not in closes[1]:
                ends = _left_open(open_, *closes)
                if ends:
                    place, is_link = _close(open_, count, ends)
                    if is_link:
                        link = 0
            if does is OPEN or does is HOLD:
                open_.append((name, place))
                count[name] += 1
                place |= inside
                link |= linked
                if name == "pre":
                    preformatted = PREFORMATTED
        if preformatted and not count["pre"]:
            preformatted = 0
        gap |= parted
        if preformatted and end - start == len(written):
            at = start + len(written.rstrip(BLANKS))  # the blanks behind may break a line
    if at < len(text):
        rows += (at, len(text), gap, place | link | preformatted)
    return rows, stating


def _close(open_: list[tuple[str, int]], count: dict[str, int], name: str) -> tuple[int, bool]:
    """Close the innermost open element of this name, and what was left open inside it.

    Returns the places around it, and whether a link was among them.
    """
    inner, place = open_.pop()
    is_link = inner == "a"
    while inner != name:
        count[inner] -= 1
        inner, place = open_.pop()
        is_link |= inner == "a"
    count[name] -= 1
    return place, is_link


def _left_open(open_: list[tuple[str, int]], names: frozenset[str], rims: frozenset[str]) -> str:
    """The open element that an opening tag ends, unless another stands between; "" without one."""
    for name, _ in islice(reversed(open_), DEPTH):
        if name in names:
            return name
        if name in rims:
            break
    return ""


def _stretches(
    view: BatchView, begin: Offsets, stop: Offsets, gap: Offsets, state: Offsets
) -> tuple[Offsets, Offsets, Offsets, Offsets]:
    """The stretches of text between tags, without the blanks around them: bounds, what parts them, places.

    One space does not part a stretch; other blanks do.
    """
    at = ranges(begin, stop)
    size = stop - begin
    solid = ~is_one(_BLANK, view.codes[at])
    home = np.repeat(np.arange(len(size)), size)[solid]
    at = at[solid]
    if not len(at):
        return at, at, at, at
    far = np.diff(at, prepend=-3)
    new = np.flatnonzero((far > 2) | ((far == 2) & (view.codes[at - 1] != ord(" "))))
    start, end, home = at[new], np.append(at[new[1:] - 1], at[-1]) + 1, home[new]
    first = np.flatnonzero(np.diff(home, prepend=-1))  # of its piece
    last = np.append(first[1:], len(home)) - 1
    parted = np.full(len(start), SPACE)
    is_pre = state[home] & PREFORMATTED > 0
    later = np.flatnonzero(is_pre)
    later = later[np.isin(later, first, invert=True)]
    parted[later[_breaks(view, end[later - 1], start[later])]] = BREAK
    # what stands between two pieces that hold text: tags, pieces of blanks, blanks at their rims
    is_blank = np.ones(len(size), bool)
    is_blank[home] = False
    between = np.minimum(gap, BREAK) | np.where(is_blank, SPACE, NOTHING)
    between = np.minimum(between, BREAK)
    breaks = np.flatnonzero(is_blank & (state & PREFORMATTED > 0))
    between[breaks[_breaks(view, begin[breaks], stop[breaks])]] = BREAK
    filled = home[first]
    ahead = filled[start[first] > begin[filled]]
    between[ahead] = np.maximum(between[ahead], SPACE)
    behind = filled[end[last] < stop[filled]] + 1
    behind = behind[behind < len(between)]
    between[behind] = np.maximum(between[behind], SPACE)
    parted[first] = np.maximum.reduceat(between[: filled[-1] + 1], np.append(0, filled[:-1] + 1))
    return start, end, parted, state[home]


def _breaks(view: BatchView, start: Offsets, end: Offsets) -> npt.NDArray[np.bool_]:
    """Which of the spans hold a line break."""
    return np.asarray(view.line_of(start) < view.line_of(end))

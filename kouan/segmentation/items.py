"""The lines of a document in, its stories out: one as a rule, several where the file itself says that it holds several."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kouan.model.article import Removal, RemovedKind
from kouan.model.expression import Expression
from kouan.model.knowledge import Knowledge, digest_of
from kouan.model.processed import Cleaned
from kouan.segmentation.columns import FRAME, Head, head_of
from kouan.segmentation.lines import Line, lines_of
from kouan.segmentation.metadata import SPEAKING
from kouan.segmentation.openings import (
    LONGEST_TITLE,
    SPANNED,
    TIMED,
    Family,
    is_dated,
    is_title,
    mark_of,
)
from kouan.segmentation.starts import MOST_LINES, Starts, starts_of

#: So many digits tell the stories of one document apart.
KEY_LENGTH: Final = 16
#: A story without a title is known by so many signs of its beginning.
BEGINNING: Final = 24
#: 新闻联播 2023年1月2日: the line that names a column may date the page.
YEAR: Final = Expression(r"(?:19|20)\d\d")
BLANKS: Final = Expression(r"\s+")


@dataclass(frozen=True, slots=True)
class Item:
    """One story: its lines, the column it stands in, and the lines of the page above it that are of no story."""

    lines: Sequence[Line]
    column: str | None = None
    above: Sequence[Line] = ()
    is_one_of_several: bool = False

    @property
    def start(self) -> int:
        """Where it begins in the clean text."""
        return self.lines[0].start

    def key(self, title: str | None) -> str:
        """What tells it from the other stories of its document in all versions; empty for a single story."""
        if not self.is_one_of_several:
            return ""
        said = self.lines[0].text[:BEGINNING] if title is None else title
        return digest_of(BLANKS.sub("", said))[:KEY_LENGTH]


def items_in(document: Cleaned, knowledge: Knowledge) -> tuple[Item, ...]:
    """The stories of a clean document in reading order; none where its text is blank."""
    cuts = [removal.at for removal in document.removals]
    return items_of(lines_of(document.clean, cuts), knowledge)


def items_of(lines: Sequence[Line], knowledge: Knowledge) -> tuple[Item, ...]:
    """The stories in reading order; a document that does not say that it holds several is one.

    Each line belongs to one story or stands above one; the mark that opens a story (●, 【】, 1.) is part of neither.
    """
    if len(lines) < 2 or len(lines) > MOST_LINES:
        return (Item(lines),) if lines else ()
    head = head_of(lines, knowledge)
    starts = starts_of(lines, head, knowledge)
    if len(starts.lines) < 2:
        return (Item(lines),)
    return tuple(_cut(lines, starts, head))


def removals_by_item(
    items: Sequence[Item], removals: Sequence[Removal]
) -> Iterator[tuple[Removal, ...]]:
    """For each story what was taken out of it, then what speaks for the whole page: what stood above the first.

    A date or source line below one title is not that of the next; one below the last story is the page's
    unless other stories have lines of their own.
    """
    if len(items) < 2:
        yield from (tuple(removals) for _ in items)
        return
    bounds = [item.start for item in items]
    end = items[-1].lines[-1].end
    inside = [one for one in removals if bounds[0] < one.at < end]
    has_own = any(one.kind in SPEAKING for one in inside if one.at < bounds[-1])
    page = [one for one in removals if one.at <= bounds[0] or (one.at >= end and not has_own)]
    page += [
        Removal(RemovedKind.DATELINE, "above", line.text, line.start, 0, 0, 1.0)
        for line in items[0].above
        if line.is_short and YEAR.search(line.text)
    ]
    for start, stop in zip(bounds, [*bounds[1:], None], strict=True):
        last = max((one.at for one in removals), default=0) + 1 if stop is None else stop
        own = [one for one in removals if start < one.at <= last and one not in page]
        yield (*own, *page)


def _cut(lines: Sequence[Line], starts: Starts, head: Head) -> Iterator[Item]:
    column, section = head.column, None
    parts = head.is_section if starts.family is None else head.parts
    above = lines[: starts.lines[0]]
    if column is None and above and above[-1].text[-1] not in "。：:":
        column = above[-1].text
    for start, stop in zip(starts.lines, [*starts.lines[1:], len(lines)], strict=True):
        for line in above[head.below if start == starts.lines[0] else 0 :]:
            if parts(line.text):
                section = line.text.strip(FRAME)
        last = stop
        while stop < len(lines) and last > start + 1 and parts(lines[last - 1].text):
            last -= 1
        standing = [name for name in (column, section) if name]
        yield Item(
            _opened(lines[start:last], starts.family),
            "·".join(dict.fromkeys(standing)) or None,
            above,
            True,
        )
        above = lines[last:stop]


def _opened(lines: Sequence[Line], family: Family | None) -> Sequence[Line]:
    """The lines of a story without the mark that opens it, the title in its brackets or before a dateline as a line."""
    line = lines[0]
    mark = mark_of(line.text) if family else None
    parts: list[tuple[int, int]] = []
    begin = 0
    if mark is not None and mark.family is family:
        begin = mark.length
        if mark.title:
            parts.append(mark.title)
    for found in re.finditer(r"\s+", line.text[: begin + LONGEST_TITLE]):
        rest = line.text[found.end() :]
        if found.start() > begin and (
            is_dated(rest)
            or ((TIMED.match(rest) or SPANNED.match(rest)) and not is_title(line.text[begin:]))
        ):
            parts.append((begin, found.start()))
            begin = found.end()
            break
    if begin < len(line.text):
        parts.append((begin, len(line.text)))
    if not parts:
        return lines[1:] or lines
    opened = [
        Line(line.start + start, line.start + end, line.text[start:end], line.depth, line.gap)
        for start, end in parts
    ]
    return [*opened, *lines[1:]]

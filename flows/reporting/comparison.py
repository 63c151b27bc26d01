"""Before and after: a document's ledger and clean text in, aligned rows of marked stretches out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import numpy.typing as npt

from flows.reporting.changes import CATEGORIES, Category, Change, changes
from kouan.model.ledger import Ledger

#: Decoded characters shown of one document; a page with more is slow to open and nobody reads it.
SHOWN: Final = 20_000

#: Characters quoted in the explanation of a mark.
QUOTED: Final = 60


@dataclass(frozen=True, slots=True)
class Mark:
    """What is said of a marked stretch: neighbouring changes of one rule and kind, taken together.

    `before` and `after` quote at most `QUOTED` characters of what was changed.
    """

    category: Category
    rule: str
    kind: str
    confidence: float
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A stretch of the clean text that a rule suspects; `note` is what is said of it."""

    start: int
    end: int
    note: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters that share one mark, or none."""

    text: str
    mark: Mark | None = None
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One paragraph before and after; `after` is empty where all of it was taken out."""

    before: tuple[Stretch, ...]
    after: tuple[Stretch, ...]

    @property
    def is_removed(self) -> bool:
        """Nothing of this row is left in the clean text."""
        return not self.after

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Marks of the text before, without repetition; white space says nothing."""
        return tuple(
            dict.fromkeys(part.mark for part in self.before if part.mark and part.text.strip())
        )

    @property
    def characters(self) -> int:
        """Characters before."""
        return sum(len(part.text) for part in self.before)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A document before and after; `hidden` decoded characters lie behind the last row shown."""

    rows: tuple[Row, ...] = ()
    hidden: int = 0
    counts: dict[Category, int] = field(default_factory=dict)


def compare(
    ledger: Ledger, clean: str, doubts: Sequence[Doubt] = (), shown: int = SHOWN
) -> Comparison:
    """Lay the decoded text beside the clean text, paragraph by paragraph, every change marked."""
    decoded = ledger.decoded(clean)
    cut = min(len(decoded), shown)
    made = changes(ledger, cut)
    before = _paint(cut, made, [(change.start, change.end) for change in made])
    after = _paint(len(clean), made, [(change.clean_start, change.clean_end) for change in made])
    marks = _Marks(decoded, made)
    rows = tuple(
        row
        for first, last, start, end in _paragraphs(ledger, decoded, clean, cut)
        for row in _parted(
            Row(
                tuple(_stretches(decoded, before, marks, (first, min(last, cut)))),
                tuple(_stretches(clean, after, marks, (start, min(end, start + shown)), doubts)),
            )
        )
    )
    counts: dict[Category, int] = {}
    for change in made:
        counts[change.category] = counts.get(change.category, 0) + 1
    return Comparison(
        rows, len(decoded) - cut, {name: counts[name] for name in CATEGORIES if name in counts}
    )


def _parted(row: Row) -> Iterator[Row]:
    """A row that was taken out, as one row for each rule and kind; any other row as it is."""
    group: list[Stretch] = []
    said: tuple[str, str] | None = None
    for part in row.before if row.is_removed else ():
        here = (part.mark.rule, part.mark.kind) if part.mark and part.text.strip() else said
        if said and here != said:
            yield Row(tuple(group), ())
            group = []
        group.append(part)
        said = here
    yield Row(tuple(group), ()) if row.is_removed else row


def _paint(
    length: int, made: Sequence[Change], spans: Sequence[tuple[int, int]]
) -> npt.NDArray[np.int32]:
    """The change that owns each character, -1 for none.

    A removal owns more than a replacement, and page furniture more than a repair (a converted character
    in a removed footer went with the footer). Where a later removal spans what an earlier one took out,
    the earlier keeps its own. An edit inside an earlier replacement owns only what nobody else does.
    """
    owner = np.full(length, -1, np.int32)
    rank = {number: _rank(number, change) for number, change in enumerate(made)}
    for number in sorted(rank, key=rank.__getitem__):
        start, end = spans[number]
        if start < end:
            owner[start:end] = number
    return owner


def _rank(number: int, change: Change) -> tuple[bool, bool, bool, int]:
    is_page = change.category == "page"
    return not change.is_inner, not change.after, is_page, -number if is_page else number


def _paragraphs(
    ledger: Ledger, decoded: str, clean: str, cut: int
) -> list[tuple[int, int, int, int]]:
    """Spans of decoded and clean text that stand beside each other; together they cover both texts.

    A line of the clean text stands beside what it came from. What lies between two of them and is more
    than white space was taken out: it gets a row of its own, with nothing beside it.
    """
    lines = list(_lines(clean))
    start = np.array([line[0] for line in lines], np.int64)
    end = np.array([line[1] for line in lines], np.int64)
    first, last = ledger.decoded_spans(start, end)
    rows: list[tuple[int, int, int, int]] = []
    at = 0
    for (begin, stop), come_from, come_to in zip(lines, first.tolist(), last.tolist(), strict=True):
        if at >= cut < len(decoded):
            return rows
        at = _gap(rows, decoded, at, max(at, come_from), begin)
        if begin < stop:
            rows.append((at, max(at, come_to), begin, stop))
            at = max(at, come_to)
    if at < cut:
        at = _gap(rows, decoded, at, cut, len(clean))
        if decoded[at:cut].strip():
            rows.append((at, cut, len(clean), len(clean)))
    return rows


def _gap(
    rows: list[tuple[int, int, int, int]], decoded: str, at: int, stop: int, place: int
) -> int:
    """Put away what lies between two lines; returns where the next row begins.

    What was taken out behind a line, or before one, belongs to it (a gloss after the last character);
    only whole lines are a row of their own.
    """
    gap = decoded[at:stop]
    if not gap.strip():
        return at
    opens, closes = gap.find("\n"), gap.rfind("\n") + 1
    if rows and opens > 0:
        begin, _, clean_start, clean_end = rows[-1]
        rows[-1] = (begin, at + opens, clean_start, clean_end)
        at, gap, closes = at + opens, gap[opens:], closes - opens
    if closes > 0 and gap[:closes].strip():
        rows.append((at, at + closes, place, place))
        at += closes
    return at


def _lines(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for line in text.split("\n"):
        yield at, at + len(line)
        at += len(line) + 1


class _Marks:
    """Labels and explanations of changes."""

    def __init__(self, decoded: str, made: Sequence[Change]) -> None:
        self.decoded = decoded
        self.made = made

    def label(self, number: int) -> tuple[str, str, bool] | None:
        """What neighbours must share to be one run: rule, kind and direction."""
        if number < 0:
            return None
        change = self.made[number]
        return change.rule, change.kind, not change.after

    def explain(self, numbers: Iterable[int], own: str | None) -> Mark:
        """One mark for a run of changes; `own` is the text before where it is that text which is marked."""
        run = [self.made[number] for number in numbers]
        first = run[0]
        return Mark(
            first.category,
            first.rule,
            first.kind,
            min(change.confidence for change in run),
            _quoted([own] if own is not None else [self._taken(change) for change in run]),
            _quoted(change.after for change in run),
        )

    def _taken(self, change: Change) -> str:
        return self.decoded[change.start : min(change.end, change.start + QUOTED + 1)]


def _quoted(parts: Iterable[str]) -> str:
    text = "".join(parts)
    return text if len(text) <= QUOTED else text[:QUOTED] + "…"


def _stretches(
    text: str,
    owner: npt.NDArray[np.int32],
    marks: _Marks,
    span: tuple[int, int],
    doubts: Iterable[Doubt] = (),
) -> Iterator[Stretch]:
    """Runs of characters with one mark and one doubt."""
    start, end = span
    numbers = owner[start:end].tolist()
    labels = [marks.label(number) for number in numbers]
    notes: list[str | None] = [None] * len(numbers)
    for doubt in doubts:
        for place in range(max(start, doubt.start), min(end, doubt.end)):
            notes[place - start] = doubt.note
    at = 0
    while at < len(labels):
        stop = at + 1
        while stop < len(labels) and labels[stop] == labels[at] and notes[stop] == notes[at]:
            stop += 1
        shown = text[start + at : start + stop]
        own = shown if text is marks.decoded else None
        mark = marks.explain(dict.fromkeys(numbers[at:stop]), own) if labels[at] else None
        yield Stretch(shown, mark, notes[at])
        at = stop

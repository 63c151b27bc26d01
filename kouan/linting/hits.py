"""A cleaned document in, the hits of the linter out: each edit and suspicion at its place in the decoded text."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from kouan.cleaning.templates.frames import Frame
from kouan.linting.narrowing import narrowed
from kouan.linting.places import Places
from kouan.linting.selection import EVERYTHING, STORIES, Selection
from kouan.linting.wording import (
    QUOTED,
    REFUSALS,
    Severity,
    advice,
    bounded,
    fault,
    quoted,
    severity_of,
    visible,
)
from kouan.model.article import Script
from kouan.model.batch import Offsets
from kouan.model.characters import text_of
from kouan.model.knowledge import Knowledge
from kouan.model.ledger import Pass
from kouan.model.processed import Cleaned
from kouan.model.template import RULE as TEMPLATE
from kouan.segmentation.items import items_in

#: Said once for a document: its line endings, its markup, its tables, and its script where that is Traditional throughout.
_PER_DOCUMENT: Final = frozenset({"line_ending", "markup", "table_row"})
_NO_TEXT: Final = frozenset({"undecodable", "unsupported_encoding"})


@dataclass(frozen=True, slots=True)
class Hit:
    """A finding at [start, end) of the decoded text; lines and columns from 1, the end exclusive.

    Columns count code points; `utf16_column` counts as editors that speak UTF-16 do. `places` faults of
    one rule on one line make one hit; `before` and `after` are those of the first, at most 40 characters.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    start: int
    end: int
    rule: str
    message: str
    before: str
    after: str
    severity: Severity
    kind: str
    places: int
    #: Whether --fix mends it; what does not wants a person.
    is_fixable: bool
    utf16_column: int
    utf16_end_column: int
    #: What was written without all its bytes being seen: to be read by a person.
    guessed: str = ""


@dataclass(frozen=True, slots=True)
class _Fault:
    start: int
    end: int
    rule: str
    kind: str
    before: str
    after: str
    #: Said as it stands, where the change does not say it.
    said: str = ""
    count: int = 1
    is_suspicion: bool = False
    guessed: str = ""
    #: The approved template that the line is.
    template: str = ""


def lint(
    cleaned: Cleaned, selection: Selection = EVERYTHING, knowledge: Knowledge | None = None
) -> tuple[Hit, ...]:
    """The selected hits of one document in reading order; those of one rule on one line are one hit.

    With `knowledge` its stories are looked for too, where it holds several. That a document is refused is
    always said: nothing else of it can be trusted.
    """
    places = Places(cleaned.decoding.text)
    stories = (
        [] if knowledge is None or not selection.takes(STORIES) else [*_stories(cleaned, knowledge)]
    )
    cleaned = narrowed(cleaned, selection)
    once = _PER_DOCUMENT | ({"script"} if cleaned.script is Script.HANT else set())
    found = (
        []
        if cleaned.refusal in _NO_TEXT
        else [
            *(one for one in _holes(cleaned) if selection.takes(one.rule)),
            *_edits(cleaned, places, once),
            *_suspicions(cleaned),
            *stories,
        ]
    )
    hits = [_hit(one, places) for one in _merged(found, places, once)]
    if cleaned.refusal:
        hits.insert(0, _refused(cleaned.refusal))
    return tuple(hits)


def _edits(cleaned: Cleaned, places: Places, once: Set[str]) -> Iterator[_Fault]:
    """The edits of each pass at their places in the decoded text, those of one rule and kind on one line as one.

    They are counted as columns: an object is made for the first of each line alone.
    """
    text = cleaned.decoding.text
    frame = Frame.of(cleaned.templates)
    for number, done in enumerate(cleaned.passes):
        # a block is shown where its first line begins: the break before it may stand before what was gone already
        edits = done.edits
        start, end = np.minimum(edits.start + _breaks_ahead(done), edits.end), edits.end
        for earlier in reversed(cleaned.passes[:number]):
            start, end = earlier.back(start, end)
        is_once = np.array([rule in once for rule in done.rules], bool)[edits.kind]
        group = edits.kind.astype(np.int64) + len(done.rules) * np.where(
            is_once, 0, places.lines_of(start)
        )
        _, firsts, home, counts = np.unique(
            group, return_index=True, return_inverse=True, return_counts=True
        )
        reach = end[firsts]
        np.maximum.at(reach, home[~is_once], end[~is_once])
        guessed = _guesses(done, home)
        for which, (first, last, count) in enumerate(
            zip(firsts.tolist(), reach.tolist(), counts.tolist(), strict=True)
        ):
            at = int(start[first])
            kind = edits.kind[first]
            rule, name = done.rules[kind], ""
            if rule == TEMPLATE:
                line = done.before[done.before_at[first] : done.before_at[first + 1]]
                name = frame.name_of(text_of(line))
            yield _Fault(
                at,
                last,
                rule,
                edits.kinds[kind],
                text[at : min(int(end[first]), at + QUOTED + 1)],
                text_of(edits.after[done.after_at[first] : done.after_at[first + 1]]),
                count=count,
                guessed=bounded(guessed.get(which, "")),
                template=name,
            )


def _guesses(done: Pass, home: Offsets) -> dict[int, str]:
    """By group, the characters that its edits guessed."""
    found: dict[int, str] = {}
    if done.edits.guessed is not None:
        owner = home[np.repeat(np.arange(len(done.edits)), done.edits.after_length)]
        for at in np.flatnonzero(done.edits.guessed).tolist():
            which = int(owner[at])
            found[which] = found.get(which, "") + chr(int(done.edits.after[at]))
    return found


def _breaks_ahead(done: Pass) -> Offsets:
    """How many line breaks each removal begins with, where more follows; 0 for what is replaced."""
    ahead = np.zeros(len(done.edits), np.int64)
    first = done.before[np.minimum(done.before_at[:-1], max(len(done.before) - 1, 0))]
    is_break = (first == 0x0A) | (first == 0x0D)
    removes = (done.edits.after_length == 0) & (done.before_length > 1)
    for number in np.flatnonzero(is_break & removes).tolist():
        taken = done.before[done.before_at[number] : done.before_at[number + 1]]
        others = np.flatnonzero((taken != 0x0A) & (taken != 0x0D))
        ahead[number] = others[0] if len(others) else len(taken) - 1
    return ahead


def _suspicions(cleaned: Cleaned) -> Iterator[_Fault]:
    start = np.array([one.start for one in cleaned.suspicions], np.int64)
    end = np.array([one.end for one in cleaned.suspicions], np.int64)
    start, end = cleaned.ledger.decoded_spans(start, end)
    for one, first, last in zip(cleaned.suspicions, start.tolist(), end.tolist(), strict=True):
        said = f"{one.note or fault(one.rule)}: “{quoted(one.surface)}”"
        if one.candidates:
            said += f", perhaps “{quoted(one.candidates[0])}”"
        yield _Fault(first, last, one.rule, "", one.surface, "", said, is_suspicion=True)


def _stories(cleaned: Cleaned, knowledge: Knowledge) -> Iterator[_Fault]:
    """Each story from its first line to its last, where there are several."""
    items = items_in(cleaned, knowledge)
    if len(items) < 2:
        return
    first = np.array([one.start for one in items], np.int64)
    last = np.array([one.lines[-1].end for one in items], np.int64)
    start, end = cleaned.ledger.decoded_spans(first, last)
    for number, one in enumerate(items):
        beginning = one.lines[0].text
        said = f"{fault(STORIES)}: story {number + 1} of {len(items)}, “{quoted(beginning)}”"
        yield _Fault(int(start[number]), int(end[number]), STORIES, "", beginning, "", said)


def _holes(cleaned: Cleaned) -> Iterator[_Fault]:
    """Bytes without a character; what only has another way of writing reads well and is no fault."""
    decoding = cleaned.decoding
    for segment in decoding.segments:
        if segment.codec is not None or "\ufffd" not in decoding.text[segment.start : segment.end]:
            continue
        is_separator = not segment.raw.strip(b"\x1e\0")
        rule = "separator_control" if is_separator else "undecodable_bytes"
        shown = segment.raw[:8].hex(" ") + (" …" if len(segment.raw) > 8 else "")
        said = f"{fault(rule)} ({decoding.encoding}): {shown}"
        yield _Fault(segment.start, segment.end, rule, "", "\ufffd", "", said)


def _merged(found: list[_Fault], places: Places, once: Set[str]) -> list[_Fault]:
    """Faults in reading order, those of one rule and kind on one line (or, of `once`, in the document) as one."""
    rows: dict[tuple[str, str, bool, int], _Fault] = {}
    for one in sorted(found, key=lambda one: (one.start, one.end, one.rule)):
        line = 0 if one.rule in once else places.of(one.start)[0]
        key = (one.rule, one.kind, bool(one.said), line)
        if (first := rows.get(key)) is None:
            rows[key] = one
        else:
            # said once for the document, it is shown at its first place
            end = first.end if one.rule in once else max(first.end, one.end)
            guessed = bounded(first.guessed + one.guessed)
            rows[key] = replace(first, end=end, count=first.count + one.count, guessed=guessed)
    return sorted(rows.values(), key=lambda one: (one.start, one.end, one.rule))


def _hit(one: _Fault, places: Places) -> Hit:
    line, column = places.of(one.start)
    end_line, end_column = places.of(one.end)
    if one.said:
        message = one.said if one.count == 1 else f"{one.said} (first of {one.count} places)"
    else:
        message = advice(one.rule, one.kind, one.before, one.after, one.count)
        if one.template:
            message = f"template {visible(one.template)}: {message}"
        if one.guessed:
            message += f", guessing “{quoted(one.guessed)}”"
    return Hit(
        line,
        column,
        end_line,
        max(end_column, column) if end_line == line else end_column,
        one.start,
        one.end,
        one.rule,
        message,
        bounded(one.before),
        bounded(one.after),
        severity_of(one.rule, is_suspicion=one.is_suspicion),
        one.kind,
        one.count,
        not one.said,
        places.utf16_column(one.start),
        places.utf16_column(one.end),
        one.guessed,
    )


def _refused(refusal: str) -> Hit:
    message = REFUSALS.get(refusal, refusal.replace("_", " "))
    severity = severity_of(refusal)
    return Hit(1, 1, 1, 1, 0, 0, refusal, message, "", "", severity, "", 1, False, 1, 1)

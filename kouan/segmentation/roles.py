"""The lines of a story in (title and subtitle gone), the role of each out: by its shape, then by its neighbours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import Final

from kouan.model.article import Role
from kouan.model.knowledge import Knowledge
from kouan.segmentation.bylines import byline_names
from kouan.segmentation.lines import Line, rows_of_tables
from kouan.segmentation.shapes import (
    Labels,
    is_caption,
    is_heading,
    is_plain_sentence,
    is_section_number,
)

#: A note before a story has few paragraphs; what announces the story further below is the story's.
LONGEST_NOTE: Final = 6
#: So many short lines in a row head nothing: a list, a table, verse.
LIST_LENGTH: Final = 3
#: A picture that was taken out leaves at least this many blank lines more than the page puts between paragraphs.
WIDER: Final = 2
#: What ends a note, whether it announced the story or not.
SECTION_ENDS: Final = (Role.HEADING, Role.BYLINE)
#: Too few lines say nothing of the gaps that a page puts between its paragraphs.
FEWEST_LINES: Final = 5


def roles_of(lines: Sequence[Line], knowledge: Knowledge) -> list[Role]:
    """The role of each line."""
    labels = knowledge.made(Labels.of)
    rows = rows_of_tables(lines)
    roles = [
        Role.BODY if number in rows else _by_shape(line, labels, knowledge)
        for number, line in enumerate(lines)
    ]
    _unhead_lists(lines, roles)
    _caption_gaps(lines, roles)
    _gather_notes(lines, roles, labels)
    return roles


def _by_shape(line: Line, labels: Labels, knowledge: Knowledge) -> Role:
    if not line.is_short:
        return Role.CAPTION if is_caption(line, labels) else Role.BODY
    if line.depth or is_section_number(line):
        return Role.HEADING
    if is_caption(line, labels):
        return Role.CAPTION
    if byline_names(line.text, knowledge) is not None:
        return Role.BYLINE
    return Role.HEADING if is_heading(line) else Role.BODY


def _unhead_lists(lines: Sequence[Line], roles: list[Role]) -> None:
    """Short lines in a row are a list, and one with no paragraph below it heads nothing."""
    last_body = max((number for number, role in enumerate(roles) if role is Role.BODY), default=-1)
    at = 0
    for role, group in groupby(list(roles)):
        stretch = range(at, at + sum(1 for _ in group))
        at = stretch.stop
        if role is not Role.HEADING:
            continue
        plain = [
            number
            for number in stretch
            if not lines[number].depth and not is_section_number(lines[number])
        ]
        if len(plain) >= LIST_LENGTH or at > last_body:
            for number in plain:
                roles[number] = Role.BODY


def _caption_gaps(lines: Sequence[Line], roles: list[Role]) -> None:
    """One short sentence behind a gap wider than the page's own is the caption of the picture that stood there."""
    gaps = Counter(line.gap for line in lines[1:] if line.gap >= 0)
    if len(lines) < FEWEST_LINES or not gaps:
        return
    usual, count = gaps.most_common(1)[0]
    if 2 * count <= gaps.total():
        return
    for number, line in enumerate(lines):
        if roles[number] is Role.BODY and line.gap >= usual + WIDER and is_plain_sentence(line):
            roles[number] = Role.CAPTION


def _gather_notes(lines: Sequence[Line], roles: list[Role], labels: Labels) -> None:
    """Mark the label of an editor's note and the paragraphs that belong to it.

    A note with its text beside the label is one paragraph. A label alone governs what follows up to
    the paragraph that announces the story (今天，本报刊登…), else up to the next heading or byline,
    where one stands near; else one paragraph. An afterword governs the rest of its section.
    """
    number = 0
    while number < len(lines):
        head = lines[number].text[:32]
        if found := labels.note.match(head):
            stop = _note_end(
                lines, roles, labels, number, is_alone=found.end() >= len(lines[number].text)
            )
        elif (found := labels.afterword.match(head)) and number:
            stop = _section_end(roles, number + 1, len(roles))
        else:
            number += 1
            continue
        roles[number:stop] = [Role.EDITOR_NOTE] * (stop - number)
        number = stop


def _note_end(
    lines: Sequence[Line], roles: Sequence[Role], labels: Labels, label: int, *, is_alone: bool
) -> int:
    first = label + is_alone
    furthest = min(first + LONGEST_NOTE, len(roles))
    limit = _section_end(roles, label + 1, furthest)
    for number in range(first, limit):
        text = lines[number].text[-400:]
        if labels.wish.search(text) or labels.announcement.search(text):
            return number + 1
    if is_alone and limit < furthest:
        return limit
    return min(first + 1, max(limit, label + 1))


def _section_end(roles: Sequence[Role], start: int, furthest: int) -> int:
    """Where the paragraphs from `start` on end: at the next heading or byline, at `furthest` at most."""
    return next(
        (number for number in range(start, furthest) if roles[number] in SECTION_ENDS), furthest
    )

"""A file's text in, the stretches of it that are code, tags and settings out: in Markdown and HTML they are meant so.

A page that was saved is furniture around an article, and cleaning takes it apart. A file that somebody
writes in Markdown or HTML is a source: its tags, headings and lists are its author's, and so is its code.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

import numpy as np

from kouan.model.batch import Offsets

Span = tuple[int, int]

#: Rules that take markup away, or lines that are no article, or breaks between lines: in such a file all of that is meant.
TAKING_APART: Final = frozenset(
    {
        "markup",
        "character_reference",
        "table_row",
        "page_markup",
        "page_frame",
        "forum_reply",
        "repeated_block",
        "dateline",
        "related_links",
        "boilerplate",
        "site_suffix",
        "repeated_passage",
        "hard_wrap",
        "clause_lines",
        "broken_paragraph",
        "broken_title",
    }
)
#: Rules that change marks, blanks and letters which in a program, in settings and in data are those of its language: the comma of
#: a table, the colon behind a key, \\u4e2d.
OF_SYNTAX: Final = frozenset(
    {
        "width",
        "spacing",
        "mark_form",
        "full_stop",
        "escape_sequence",
        "stray_word",
        "wide_letter",
        "letter_spacing",
        "broken_decimal",
    }
)
#: Elements whose content is no prose.
_RAW: Final = frozenset({"code", "kbd", "pre", "samp", "script", "style", "textarea"})
_TAG: Final = re.compile(r"<!--|<(/?)([A-Za-z][A-Za-z0-9-]*+)[^<>]*+>")
#: What ends an element of code, or a comment.
_CLOSERS: Final = {name: re.compile(f"</{name}", re.IGNORECASE) for name in _RAW} | {
    "-->": re.compile("-->")
}
_LINE: Final = re.compile(r"[^\n]*\n|[^\n]+")
_FENCE: Final = re.compile(r"[ \t>]*+(?:(?:[-*+]|\d{1,9}[.)])[ \t]++)?+(`{3,}+|~{3,}+)([^\n]*)")
#: Settings between lines of --- or +++; a first line that nothing closes is a rule across the page.
_SETTINGS: Final = re.compile(
    r"(?:---[ \t]*\r?(?=\n)(?s:.*?)\n(?:---|\.\.\.)|\+\+\+[ \t]*\r?(?=\n)(?s:.*?)\n\+\+\+)[ \t]*\r?$",
    re.MULTILINE,
)
_TICKS: Final = re.compile(r"`+")
_TARGET: Final = re.compile(
    r"\]\([^()\n]*+(?:\([^()\n]*+\)[^()\n]*+)*+\)|^ {0,3}\[[^\]\n^]++\]:[^\n]*+", re.MULTILINE
)
#: A formula between dollars; 售价$5,约合$6 is none.
_FORMULA: Final = re.compile(
    r"(?<![\\$])\$\$[^$]{1,2000}+\$\$|(?<![\\$0-9A-Za-z])\$(?=[^\s$])[^$\n]{1,300}+(?<=[^\s\\])\$(?![0-9A-Za-z$])"
)
#: What a generator of pages fills in, in Markdown and HTML: {{< figure src="图,一.png" >}}, {% include "甲,乙.html" %}.
_FILLED_IN: Final = re.compile(r"\{\{[^{}\n]{1,400}+\}\}|\{%[^%\n]{1,400}+%\}")
#: The page that a link of a wiki leads to, and what a page of MDX imports.
_PAGE: Final = re.compile(
    r"\[\[[^\[\]|\n]{1,200}+(?=[\]|])|^import [^\n]{1,200}? from ['\"][^'\"\n]{1,200}['\"]",
    re.MULTILINE,
)
#: An address, Chinese characters and marks between its parts included: https://例子.cn/路径,参数?页=1.
_ADDRESS: Final = re.compile(r"(?:https?|ftps?)://[^\s<>\"“”‘’，。；：！？、（）《》「」]*[/?&=#]")


def code_in(text: str, *, is_markdown: bool = True) -> tuple[Offsets, Offsets]:
    """Starts and ends of the stretches that no rule may mend, in order and apart from each other.

    >>> [part.tolist() for part in code_in("用 `a, b` 交换")]
    [[2], [8]]
    """
    found: list[Span] = []
    if is_markdown:
        found += _blocks(text)
        found += _inline(text, found)
        for pattern in (_TARGET, _FORMULA, _ADDRESS, _PAGE):
            found += (one.span() for one in pattern.finditer(text))
    found += (one.span() for one in _FILLED_IN.finditer(text))
    found += _elements(text)
    starts: list[int] = []
    ends: list[int] = []
    for start, end in sorted(found):
        if ends and start <= ends[-1]:
            ends[-1] = max(ends[-1], end)
        else:
            starts.append(start)
            ends.append(end)
    return np.array(starts, np.int64), np.array(ends, np.int64)


def touching(
    first: Offsets, last: Offsets, code: tuple[Offsets, Offsets]
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Whether each span [first, last) touches a stretch of code."""
    starts, ends = code
    before = np.searchsorted(starts, last, "left") - 1
    return np.asarray((before >= 0) & (ends[np.maximum(before, 0)] > first))


def within(
    position: Offsets, code: tuple[Offsets, Offsets]
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Whether each position lies in a stretch of code."""
    starts, ends = code
    if not len(starts):
        return np.zeros(len(position), bool)
    last = np.searchsorted(starts, position, "right") - 1
    return (last >= 0) & (position < ends[np.maximum(last, 0)])


def _blocks(text: str) -> Iterator[Span]:
    """The settings at the head of a file, and blocks between fences; an open one lasts to the end."""
    opened, fence, at = -1, "", 0
    head = text[:1] == "\ufeff"
    has_settings = _SETTINGS.match(text, int(head)) is not None
    for number, line in enumerate(_LINE.finditer(text)):
        at, said = line.end(), line.group().strip().removeprefix("\ufeff")
        if number == 0 and has_settings:
            opened, fence = int(head), said
        elif opened >= 0 and fence in ("---", "+++"):
            if said == fence or (said == "..." and fence == "---"):
                yield opened, at
                opened = -1
        elif mark := _FENCE.match(text, line.start(), line.end()):
            if opened < 0:
                if mark[1][0] == "~" or "`" not in mark[2]:
                    opened, fence = line.start(), mark[1]
            elif mark[1].startswith(fence) and not mark[2].strip():
                yield opened, at
                opened = -1
    if opened >= 0 and fence not in ("---", "+++"):
        yield opened, at


def _inline(text: str, blocks: list[Span]) -> Iterator[Span]:
    """Stretches between runs of as many backticks, within one paragraph and outside the blocks."""
    begins = [start for start, _ in blocks]

    def is_outside(at: int) -> bool:
        home = bisect_right(begins, at) - 1
        return home < 0 or at >= blocks[home][1]

    runs = [one.span() for one in _TICKS.finditer(text) if is_outside(one.start())]
    partner: dict[int, int] = {}
    ahead: dict[int, int] = {}
    for number in range(len(runs) - 1, -1, -1):
        length = runs[number][1] - runs[number][0]
        if length in ahead:
            partner[number] = ahead[length]
        ahead[length] = number
    number = 0
    while number < len(runs):
        closing = partner.get(number)
        if closing is not None and not _parts(text, runs[number][1], runs[closing][0]):
            yield runs[number][0], runs[closing][1]
            number = closing
        number += 1


def _parts(text: str, start: int, end: int) -> bool:
    """Whether a blank line stands between two places."""
    return text.find("\n\n", start, end) >= 0 or text.find("\n\r\n", start, end) >= 0


def _elements(text: str) -> Iterator[Span]:
    """Tags, comments, and what stands in elements of code."""
    at = 0
    missing: set[str] = set()
    while tag := _TAG.search(text, at):
        at = tag.end()
        name = "" if tag[2] is None else tag[2].lower()
        closer = "-->" if tag[0] == "<!--" else name if name in _RAW and not tag[1] else ""
        if closer and closer not in missing:
            last = _CLOSERS[closer].search(text, at)
            if last is None:
                missing.add(closer)
            else:
                at = last.end()
        yield tag.start(), at

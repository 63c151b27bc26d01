"""A drawn row in; what a person has to see of it, as lines that fit a terminal, out.

A line is pieces of text with a style; all text is made safe before it is measured, and a Chinese character
counts as the two columns it takes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from rich.cells import cell_len

from flows.terminal.printing import shown
from warehouse.provenance.subjects import subject_of_figure
from warehouse.reviewing.drawing import Drawn

#: Text and its style: "" plain, "marked" what is judged, or a name of `flows.terminal.printing.STYLES`.
Piece = tuple[str, str]
Line = tuple[Piece, ...]

#: Columns that names of columns take.
NAME: Final = 12
#: Where something was taken out, and nothing put in.
PLACE: Final = "▲"
#: A removed block is shown to this length: its beginning and its end.
LONGEST: Final = 600

QUESTIONS: Final = {
    "metric": "Is all that is said of this figure right?",
    "mention": "Does it name this, and are its ends right?",
    "edit": "Is this edit right?",
    "removed": "Was it right to take this out?",
}
_BOUNDS: Final = {
    "about": "about",
    "over": "a little over",
    "under": "a little under",
    "range": "from",
    "at_most": "at most",
    "at_least": "at least",
}
_SPANS: Final = {
    "instant": "at its end",
    "single": "of the period alone",
    "ytd": "from the start of the year on",
    "since": "since its beginning",
    "custom": "over the stretch named",
}
#: Numbers and Latin words are not broken.
_TOKENS: Final = re.compile(r"[0-9A-Za-z.,%+\-/:_]+|.", re.DOTALL)


def question(row: Drawn, column: str | None) -> str:
    """What is asked of a row."""
    if column is None:
        return QUESTIONS[row.table]
    return f"Is the {column.replace('_', ' ')} right?"


def card(row: Drawn, column: str | None, width: int, *, marks: bool = False) -> list[Line]:
    """The lines of a row: its sentence, what it says in words, its place; with `marks` brackets show what is judged."""
    lines: list[Line] = [*wrapped(_passage(row, ("«", "»") if marks else ("", "")), width), ()]
    for name, value in said_in_words(row):
        if not value and name != column:
            continue
        is_judged = name == column
        style = "bold" if is_judged or column is None else "dim"
        head = ("> " if is_judged else "  ") + name.replace("_", " ")
        lines += _named(head, value or "not stated", style, width)
    lines.append(())
    for name, value in _place(row):
        if value:
            lines += _named(f"  {name}", value, "dim", width)
    return lines


def _passage(row: Drawn, marks: tuple[str, str]) -> list[Piece]:
    at = row.passage
    marked = _shortened(at.marked.strip("\n") if row.table == "removed" else at.marked)
    shown_marked = f"{marks[0]}{marked or PLACE}{marks[1]}"
    if row.table == "removed":  # a block of its own stands between its neighbours
        earlier, later = at.earlier or "(nothing before it)", at.later or "(nothing behind it)"
        return [(f"{earlier}\n", "dim"), (shown_marked, "marked"), (f"\n{later}", "dim")]
    return [
        (at.earlier, "dim"),
        (at.before, ""),
        (shown_marked, "marked"),
        (at.after, ""),
        (at.later, "dim"),
    ]


def _shortened(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    half = LONGEST // 2
    return f"{text[:half]} [… {len(text) - 2 * half} characters …] {text[-half:]}"


def said_in_words(row: Drawn) -> Iterator[tuple[str, str]]:
    """What a row says, a column at a time: empty where it says nothing."""
    of = row.row
    if row.table == "metric":
        yield from _metric(of)
    elif row.table == "mention":
        yield "type", of["type"]
        yield "entity", of["name"]
    elif row.table == "edit":
        for name in ("before", "after"):
            yield name, of[name].replace("\n", "⏎") or "(nothing)"
        yield "kind", of["kind"]
        yield "rule", f"{of['rule']}, sure to {of['confidence']:.2f}"
        yield "guessed", "、".join(of["after"][place] for place in of["guessed"])
    else:
        template = f", template {of['template']}" if of["template"] else ""
        yield "kind", of["kind"]
        yield "rule", f"{of['rule']}{template}, sure to {of['confidence']:.2f}"


def _metric(of: dict[str, Any]) -> Iterator[tuple[str, str]]:
    value = "no number" if of["value"] is None else shown(of["value"])
    if of["value_max"] is not None:
        value += f" to {shown(of['value_max'])}"
    yield "value", " ".join(filter(None, (_BOUNDS.get(of["bound"], ""), value)))
    unit = of["unit"] if of["unit"] != "1" else "bare number"
    if of["unit_base"] and of["unit_base"] != of["unit"]:
        unit += f" (= {shown(of['value_base'])} {of['unit_base']})"
    yield "unit", " ".join(filter(None, (unit, of["per_unit"] and f"per {of['per_unit']}", of["currency"])))  # fmt: skip
    yield "indicator", " = ".join(filter(None, (of["indicator_raw"], of["indicator_id"])))
    yield "subject", subject_of_figure(of)
    for name in ("place", "partner", "reported_by"):
        yield name, of[name] or ""
    yield "dimensions", ", ".join(of["dimensions"] or ())
    yield "period", _period(of)
    span = _SPANS.get(of["span"] or "", "")
    grain = f"a {of['grain']}" if of["grain"] not in (None, "other") else ""
    yield "span", ", ".join(filter(None, (span, grain)))
    yield "kind", of["kind"]
    yield "measure", of["measure"] or ""
    yield "modality", of["modality"] or ""
    base = f"against {of['base_period']}" if of["base_period"] else ""
    prices = f"{of['price_basis']} prices" if of["price_basis"] and of["form"] else ""
    yield "change", " ".join(filter(None, (of["form"], of["base"], base, prices)))
    yield "whole", of["whole"] or ""


def _period(of: dict[str, Any]) -> str:
    days = f"{of['period_start']} to {of['period_end']}" if of["period_start"] else ""
    said = ", ".join(filter(None, (days, of["period_basis"])))
    period = of["period"] or ""
    return f"{period} ({said})" if period and said else period


def _place(row: Drawn) -> Iterator[tuple[str, str]]:
    yield "title", row.title or "(no title)"
    published = row.published or "no date"
    yield "published", " · ".join(filter(None, (published, row.publisher)))
    yield "document", row.location
    if (start := row.row.get("start")) is not None:
        yield "clean text", f"[{start}, {row.row['end']})"
    else:
        yield "raw bytes", f"[{row.row['raw_start']}, {row.row['raw_end']})"
    yield "why", f"kouan why {row.why_id}"


def _named(name: str, value: str, style: str, width: int) -> list[Line]:
    """A value under its name; further lines of it stand below its beginning."""
    inner = wrapped([(value, style)], max(10, width - NAME - 2))
    lines: list[Line] = []
    for number, line in enumerate(inner):
        head = name if number == 0 else ""
        lines.append(((f"{head:<{NAME}}  ", "dim"), *line))
    return lines


def wrapped(pieces: Sequence[Piece], width: int, *, whole: bool = True) -> list[Line]:
    """Pieces as lines of at most so many columns; a line feed begins a new one, numbers stay `whole`."""
    lines: list[list[Piece]] = [[]]
    used = 0
    for text, style in pieces:
        for number, part in enumerate(text.split("\n")):
            if number:
                lines.append([])
                used = 0
            for token in _fitting(shown(part), width if whole else 1):
                size = cell_len(token)
                if used + size > width:
                    lines.append([])
                    used = 0
                lines[-1].append((token, style))
                used += size
    return [_joined(line) for line in lines]


def _fitting(text: str, width: int) -> Iterator[str]:
    for token in _TOKENS.findall(text):
        if cell_len(token) <= width:
            yield token
        else:
            yield from token


def _joined(line: Sequence[Piece]) -> Line:
    """A line with neighbours of one style as one piece."""
    joined: list[Piece] = []
    for text, style in line:
        if joined and joined[-1][1] == style:
            joined[-1] = (joined[-1][0] + text, style)
        else:
            joined.append((text, style))
    return tuple(joined)

"""What is asked of series in; tables, charts and sentences printed out."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from flows.location import find_home
from flows.series.asking import Meant, indicators_meant, names_meant, subject_meant
from flows.series.bars import bars
from flows.series.rows import point_row, series_rows
from flows.series.sentences import ID, why_lines
from flows.series.words import Saying, Told, coverage_of, parts_of, title_of, told_of
from flows.terminal.asking import Format, give
from flows.terminal.printing import is_terminal, print_table, say, shown, tell
from warehouse.asking.answer import Answer, QueryError
from warehouse.connection import reader
from warehouse.series.contradictions import figures_in, with_contradictions
from warehouse.series.reading import Wanted, find_series, has_series, points_of
from warehouse.series.records import Series

#: Series that are shown, or listed, where nothing else is asked for.
SHOWN: Final = 8
LISTED: Final = 50
#: Columns of a table of points.
COLUMNS: Final = ("period", "amount", "interval", "state", "round", "sources", "notes")
#: Figures of a warehouse in which it is looked for what does not add up: it takes about 5 s for so many.
WEIGHED: Final = 200_000

_NO_SERIES: Final = (
    "the snapshot was published before there were series; the next run that publishes builds them"
    " (`kouan run --full` does so now)"
)


def show_series(
    subject: str | None,
    indicator: str | None,
    wanted: Wanted,
    *,
    form: Format,
    out: Path | None,
    why: bool,
    listed: bool,
    limit: int | None,
    words: Saying,
) -> int:
    """Print the series of a subject and an indicator, or the list of those there are; exit code 1 where none fits.

    Raises:
        NoWarehouseError: nothing has been published yet. QueryError: nothing since there are series.
    """
    with closing(reader(find_home())) as db:
        if not has_series(db):
            raise QueryError(f"series: {_NO_SERIES}")
        meant = subject_meant(db, subject) if subject else None
        counted = indicators_meant(db, indicator) if indicator else None
        for what, one in (("subject", meant), ("indicator", counted)):
            if one and not one.names:
                return _unknown(what, one)
        if meant:
            wanted = replace(wanted, names=meant.names, entities=meant.ids)
        if counted:
            wanted = replace(wanted, indicators=counted.ids)
        wanted = replace(
            wanted,
            places=wanted.places and names_meant(db, wanted.places),
            partners=wanted.partners and names_meant(db, wanted.partners),
        )
        is_list = listed or not (wanted.series or (meant and counted))
        found, total = find_series(
            db, wanted, limit or (LISTED if is_list else SHOWN), biggest=is_list
        )
        ids = [] if is_list else [one.series_id for one in found]
        points = points_of(db, ids, wanted.since, wanted.until)
        if ids and (is_weighed := figures_in(db) <= WEIGHED):
            points = with_contradictions(db, points)
    if not found:
        asked = " ".join(one for one in (subject, indicator) if one)
        fewer = f"kouan series {subject}" if subject and indicator else "kouan series"
        tell(
            f"no series{' of ' if asked else ''}{shown(asked)} fits; {shown(fewer)} lists what there is"
        )
        return 1
    if is_list:
        _list(found, words, form, out)
    else:
        told_by = {id_: told_of(of_series, words) for id_, of_series in points.items()}
        _give(found, told_by, words, form, out, why)
    if ids and not is_weighed:
        tell(
            f"of more than {WEIGHED} figures what does not add up is not looked for here; kouan query arithmetic does"
        )
    if total > len(found):
        tell(f"{total} series; these are {len(found)}, --limit shows more")
    return 0


def _unknown(what: str, meant: Meant) -> int:
    near = f"; did you mean {shown(meant.near)}?" if meant.near else ""
    tell(f"no {what} is named {shown(meant.typed)}{near}")
    return 1


def _list(found: Sequence[Series], words: Saying, form: Format, out: Path | None) -> None:
    rows = series_rows(found, words)
    if form == "table" and out is None:
        print_table(
            [words(f"series.{name}") for name in ("series", "parts", "coverage", "series_id")],
            [
                [
                    shown(row["series"]),
                    words.list([*map(shown, row["parts"])]),
                    row["coverage"],
                    row["series_id"][:ID],
                ]
                for row in rows
            ],
        )
    else:
        _hand_over(rows, form, out)


def _give(
    found: Sequence[Series],
    told: Mapping[str, Sequence[Told]],
    words: Saying,
    form: Format,
    out: Path | None,
    why: bool,
) -> None:
    if form == "table" and out is None:
        for number, series in enumerate(found):
            if number:
                say("")
            _draw(series, told[series.series_id], words, why)
        return
    rows = [
        point_row(series, one, figures=why and form == "json")
        for series in found
        for one in told[series.series_id]
    ]
    _hand_over(rows, form, out)


def _draw(series: Series, told: Sequence[Told], words: Saying, why: bool) -> None:
    say(shown(title_of(series)), style="bold")
    say(
        "  " + words.list([*map(shown, (*parts_of(series, words), coverage_of(series, words)))]),
        style="dim",
    )
    say(f"  kouan series --series {series.series_id[:ID]}", style="dim")
    if is_terminal():
        for line, style in bars(told, shutil.get_terminal_size().columns):
            say(shown(line), style=style)
    if not why:
        _draw_table([_cells(one, words) for one in told], words)
        return
    for one in told:
        for line in why_lines(one, words):
            say(line)


def _draw_table(cells: Sequence[Sequence[str]], words: Saying) -> None:
    """The points as a table; a column that would tell nothing is left out."""
    stated = words("observed.stated")
    told = [name for name in COLUMNS if name != "state"]
    if any(row[COLUMNS.index("state")] != stated for row in cells):
        told = list(COLUMNS)
    filled = [
        number
        for number, name in enumerate(COLUMNS)
        if name in told and any(row[number] for row in cells)
    ]
    print_table(
        [words(f"series.{COLUMNS[number]}") for number in filled],
        [[row[number] for number in filled] for row in cells],
        whole=sum(COLUMNS[number] in ("period", "amount", "interval") for number in filled),
    )


def _cells(told: Told, words: Saying) -> list[str]:
    point = told.point
    round_ = f"{point.vintage + 1}/{point.vintages}" if point.vintages > 1 else ""
    notes = "；" if words.language == "zh" else "; "
    return [
        told.period,
        shown(told.amount),
        shown(told.interval),
        told.state,
        round_,
        shown(told.sources),
        notes.join(map(shown, told.notes)),
    ]


def _hand_over(rows: Sequence[Mapping[str, Any]], form: Format, out: Path | None) -> None:
    """Rows as JSON, CSV or Parquet, to a file or to stdout."""
    columns = tuple(rows[0])
    values = tuple(tuple(row[name] for name in columns) for row in rows)
    give(Answer(columns, (), values), form, out)

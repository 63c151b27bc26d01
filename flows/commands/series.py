"""`kouan series`: a subject and an indicator in, its figures by period out, with what speaks against each."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from flows.commands.options import AsJson, Form


def series(
    subject: str | None = None,
    indicator: str | None = None,
    /,
    *,
    place: Annotated[str | None, Parameter(help="Where it took place.")] = None,
    partner: Annotated[str | None, Parameter(help="The other side of trade or traffic.")] = None,
    where_dimension: Annotated[
        list[str] | None,
        Parameter(help="A part that is counted: direction=export; may be repeated."),
    ] = None,
    span: Annotated[
        Literal["instant", "single", "ytd", "since", "custom"] | None,
        Parameter(help="How figures fill their periods: 7月 is single, 1—7月 is ytd."),
    ] = None,
    series: Annotated[
        list[str] | None, Parameter(help="The id of a series, or its beginning; may be repeated.")
    ] = None,
    since: Annotated[
        str | None, Parameter(help="Periods that end then or later: 2023, 2023-07, 2023-07-31.")
    ] = None,
    until: Annotated[str | None, Parameter(help="Periods that begin then or before.")] = None,
    why: Annotated[
        bool, Parameter(help="The sentences behind every point, and how to cite them.")
    ] = False,
    listed: Annotated[
        bool, Parameter(name="--list", help="Only list the series, with what each counts.")
    ] = False,
    least: Annotated[int, Parameter(help="Only series of so many periods or more.")] = 1,
    limit: Annotated[int | None, Parameter(help="Series to show; default 8, of a list 50.")] = None,
    language: Annotated[Literal["en", "zh"], Parameter(help="Of the words; en or zh.")] = "en",
    as_csv: Annotated[bool, Parameter(name="--csv", help="The same as --format csv.")] = False,
    form: Form = None,
    out: Annotated[Path | None, Parameter(name="--out", help="Write to this file.")] = None,
    as_json: AsJson = False,
) -> int:
    """Show a series: what was stated of a subject and an indicator, by period and round of publication.

    Reprints count once; a month between two year-to-date figures is derived and says so; what is held is a gap.
    Without a subject or an indicator, and with --list, the series there are. Exit code 1: nothing fits; the
    nearest names are offered.

    Parameters
    ----------
    subject
        Whom it is about, under any of its names: 中国, 全国 ports, 罗湖口岸.
    indicator
        What is counted: the id of an indicator, or any of its names, in either script (kouan indicators).
    """
    from flows.location import SettingsError
    from flows.series.days import day_of
    from flows.series.showing import show_series
    from flows.series.words import Saying
    from flows.terminal.asking import form_of
    from warehouse.series.reading import Wanted

    if limit is not None and limit < 1:
        raise SettingsError(f"--limit {limit}: show one series or more")
    for one in where_dimension or ():
        if "=" not in one:
            raise SettingsError(f"--where-dimension {one}: write name=value, as direction=export")
    wanted = Wanted(
        places=(place,) if place else None,
        partners=(partner,) if partner else None,
        dimensions=tuple(where_dimension or ()),
        span=span,
        since=day_of(since, "since"),
        until=day_of(until, "until", last=True),
        series=tuple(series) if series else None,
        least=max(1, least),
    )
    return show_series(
        subject,
        indicator,
        wanted,
        form=form_of("csv" if as_csv else form, json=as_json, out=out),
        out=out,
        why=why,
        listed=listed,
        limit=limit,
        words=Saying(language, "zh"),
    )

"""`kouan release`: figures in, frozen under a name; releases and what changed since out."""

from __future__ import annotations

from typing import Annotated, Literal

from cyclopts import Parameter

from flows.commands.options import AsJson


def release(
    action: Literal["list", "create", "show", "compare"] = "list",
    /,
    *name: str,
    every: Annotated[
        bool, Parameter(name="--all", help="create: all figures that hold now.")
    ] = False,
    where: Annotated[
        str | None,
        Parameter(help="create: figures that fulfil a condition in SQL on view current_metric."),
    ] = None,
    series: Annotated[
        tuple[str, ...],
        Parameter(
            help="create: all figures of a series: SUBJECT/INDICATOR (中国/freight_throughput) or series_id; may be repeated.",
            negative=(),
        ),
    ] = (),
    note: Annotated[str | None, Parameter(help="create: what it is for.")] = None,
    verify: Annotated[
        bool, Parameter(help="show: compute the digest anew; exit code 1 where it is another.")
    ] = False,
    kind: Annotated[
        tuple[Literal["changed", "gone", "reworded", "moved", "vanished", "added"], ...],
        Parameter(help="compare: list only figures that went so; all are counted.", negative=()),
    ] = (),
    rows: Annotated[
        int, Parameter(help="show, compare: list so many figures at most; 0 lists all.")
    ] = 100,
    as_json: AsJson = False,
) -> int:
    """Freeze figures with all that their citations need; list releases, show one, or compare what changed since.

    create NAME freezes the figures that hold now; a release is never changed, and what it holds stays citable when
    its page changes or vanishes. compare A B tells which figures of A are otherwise in B, compare A which are
    otherwise now: changed (old and new of each column), gone, reworded (another sentence says the same), moved (the
    same statement elsewhere), vanished (it holds, its page is not found any more), added; and why: page, rules,
    correction, or held in quarantine.

    Parameters
    ----------
    action
        list, create, show or compare.
    name
        The release; for compare one or two.
    """
    from flows.releases.asking import Choice, compare, create, list_releases, show

    if action == "create":
        choice = Choice(every, where, series)
        return create(name, choice, note=note, as_json=as_json)
    if action == "show":
        return show(name, rows, verify=verify, as_json=as_json)
    if action == "compare":
        return compare(name, kind, rows, as_json=as_json)
    return list_releases(name, as_json=as_json)

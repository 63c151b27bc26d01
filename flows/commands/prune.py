"""`kouan prune`: what is old enough to go, shown first; with --yes it is removed on the record."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from flows.commands.options import KEEP_DAYS, AsObject


def prune(
    *,
    keep_days: Annotated[
        int,
        Parameter(
            help="Closed versions, results of old runs and stored files are kept so many days."
        ),
    ] = KEEP_DAYS,
    yes: Annotated[
        bool, Parameter(help="Remove it; without this it is only shown (a dry run).")
    ] = False,
    dry_run: Annotated[
        bool, Parameter(help="Only show it: what happens anyway without --yes.")
    ] = False,
    as_json: AsObject = False,
) -> int:
    """Show what is old enough to go, by rule, table and source; with --yes remove it, on the record (table pruning).

    Raw bytes go when they are older than `retention` of their source in sources.csv and the document is no longer
    where it was found; its rows stay. Never goes: what a release, correction or review holds, and the newest version
    of an article. Exit code 1: there is nothing to remove.
    """
    from flows.location import SettingsError
    from flows.lock import one_run
    from flows.settings import load_settings
    from flows.summary import counted
    from flows.terminal.printing import print_json, print_table, say, shown
    from flows.terminal.progress import shown_progress
    from flows.upkeep.retention import limits_of
    from warehouse.upkeep.pruning import plan
    from warehouse.upkeep.pruning import prune as remove

    if keep_days < 0:
        raise SettingsError(f"--keep-days {keep_days}: write 0 or more")
    if yes and dry_run:
        raise SettingsError("--yes and --dry-run say two things; give one of them")
    settings = load_settings()
    limits, files = limits_of(settings, keep_days)
    if yes:
        with (
            shown_progress("parts") as progress,
            one_run(settings.home, waiting=lambda said: progress(said, 0, 0)),
        ):
            done = remove(settings.home, limits, files, progress=progress)
    else:
        done = plan(settings.home, limits, files)
    if as_json:
        print_json(
            {
                "removed": yes,
                "keep_days": keep_days,
                "still_there": done.present,
                "bytes": done.bytes,
                "going": [one._asdict() for one in done.going],
            }
        )
        return 0 if done.going else 1
    if done.going:
        print_table(
            ("rule", "what", "source", "number", "about MB"),
            [
                (
                    one.rule,
                    one.what,
                    shown(one.source),
                    str(one.number),
                    f"{one.bytes / (1 << 20):.2f}",
                )
                for one in done.going
            ],
        )
    if done.present:
        say(
            f"{counted(done.present, 'document')} past their retention stay: they are still where they were found"
        )
    if not done.going:
        say(
            f"nothing is older than {keep_days} days or past its retention, and every part is named by a document"
        )
        return 1
    say(
        f"removed, about {done.bytes / (1 << 20):.1f} MB; `kouan compact` gives back what the rows took"
        if yes
        else f"about {done.bytes / (1 << 20):.1f} MB; nothing was changed, --yes removes it"
    )
    return 0

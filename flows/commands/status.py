"""`kouan status`: the state of the project, at a glance."""

from __future__ import annotations

from flows.commands.options import KEEP_DAYS, AsJson

#: How the last day of a waiver is told, by its status.
ENDS = {"active": "until", "ends soon": "ends soon, on", "expired": "ended on"}


def status(*, as_json: AsJson = False) -> int:
    """Show the last run, what is published, what waits, and the space it takes."""
    from flows.location import find_home
    from flows.settings import load_settings
    from flows.summary import counted
    from flows.terminal.printing import print_rows, say, shown
    from flows.upkeep.retention import limits_of
    from flows.upkeep.space import free_in_database, space
    from flows.upkeep.status import corrections, last_run, published, waiting, waivers
    from warehouse.connection import NoWarehouseError
    from warehouse.upkeep.pruning import plan

    home, settings = find_home(), load_settings()
    try:
        run, numbers, held = last_run(home), published(home), waiting(home, settings.attempts)
        waived, corrected = waivers(home), corrections(home)
    except NoWarehouseError:
        if as_json:
            print_rows([], json=True)
        else:
            say(f"nothing is published in {home} yet; run `kouan run` first")
        return 1
    used, unused = space(home, settings.backups), free_in_database(home)
    old = plan(home, *limits_of(settings, KEEP_DAYS)).bytes
    if as_json:
        print_rows(
            [
                {
                    "home": str(home),
                    "run": run,
                    "published": numbers,
                    "waiting": held,
                    "waivers": waived,
                    "corrections": corrected,
                    "bytes": used,
                    "unused_bytes": unused,
                    "old_bytes": old,
                }
            ],
            json=True,
        )
        return 0
    said = f"{run['released']} released, {run['held']} held, {run['failed']} failed of {counted(run['inputs'], 'input')}"
    say(
        f"last run   {run['run_id']}, {run['started_at']:%Y-%m-%d %H:%M} UTC, exit code {shown(run['exit_code'])}: {said}"
    )
    say(
        "published  "
        + ", ".join(counted(number, name.removesuffix("s")) for name, number in numbers.items())
    )
    for one in held:
        what = "flagged" if one["status"] == "flagged" else "waiting"
        of = f", source {shown(one['source'])}" if one["source"] else ""
        up = f" ({one['given_up']} not tried again by themselves)" if one["given_up"] else ""
        say(
            f"{what}    {one['number']} {one['level']} {one['status']}: {shown(one['reason'])}{of}{up}"
        )
    if not held:
        say("waiting    nothing")
    for one in waived:
        ends = f", {ENDS[one['status']]} {one['until']}" if one["until"] else ""
        say(
            f"waiver     {one['level']} {shown(one['about'])} ({shown(one['reason'])}): {one['published']} published{ends}",
            style="doubtful" if one["status"] != "active" else "",
        )
    if corrected:
        said = ", ".join(f"{number} {state}" for state, number in corrected.items())
        stale = ": `kouan correct --state stale`" if "stale" in corrected else ""
        say(f"corrected  {said}{stale}", style="doubtful" if stale else "")
    parts = ", ".join(
        f"{name} {size / (1 << 20):.1f}" for name, size in used.items() if size > 1 << 16
    )
    total = sum(used.values())
    say(f"space      {total / (1 << 20):.1f} MB in {home}" + (f" ({parts})" if parts else ""))
    if unused > 1 << 20:
        say(f"           {unused / (1 << 20):.1f} MB of the database hold no row: `kouan compact`")
    if old:
        say(
            f"           about {old / (1 << 20):.1f} MB are old or named by nothing, and may go: `kouan prune`"
        )
    return 0

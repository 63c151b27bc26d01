"""`kouan status`: the state of the project, at a glance."""

from __future__ import annotations

from flows.commands.options import AsJson


def status(*, as_json: AsJson = False) -> int:
    """Show the last run, what is published, what waits, and the space it takes."""
    from flows.location import find_home
    from flows.printing import print_rows, say, shown
    from flows.settings import load_settings
    from flows.space import free_in_database, space
    from flows.status import last_run, published, waiting
    from flows.summary import counted
    from warehouse.connection import NoWarehouseError

    home = find_home()
    try:
        run, numbers, held = last_run(home), published(home), waiting(home)
    except NoWarehouseError:
        if as_json:
            print_rows([], json=True)
        else:
            say(f"nothing is published in {home} yet; run `kouan run` first")
        return 1
    used, unused = space(home, load_settings().backups), free_in_database(home)
    if as_json:
        print_rows(
            [
                {
                    "home": str(home),
                    "run": run,
                    "published": numbers,
                    "waiting": held,
                    "bytes": used,
                    "unused_bytes": unused,
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
        say(f"waiting    {one['number']} {one['level']} {one['status']}: {shown(one['reason'])}")
    if not held:
        say("waiting    nothing")
    parts = ", ".join(
        f"{name} {size / (1 << 20):.1f}" for name, size in used.items() if size > 1 << 16
    )
    total = sum(used.values())
    say(f"space      {total / (1 << 20):.1f} MB in {home}" + (f" ({parts})" if parts else ""))
    if unused > 1 << 20:
        say(f"           {unused / (1 << 20):.1f} MB of the database hold no row: `kouan compact`")
    return 0

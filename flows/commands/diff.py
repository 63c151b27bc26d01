"""`kouan diff`: what another state would change in what is published, or what a run and those after it have changed, out."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from flows.commands.options import AsJson


def diff(
    *,
    rules: Annotated[
        bool, Parameter(help="What today's rules, words and libraries would change.")
    ] = False,
    since: Annotated[
        str | None, Parameter(help="A run_id: what has changed since that run ended.")
    ] = None,
    sample: Annotated[
        int | None, Parameter(help="With --rules: read so many documents, drawn by chance.")
    ] = None,
    seed: Annotated[int, Parameter(help="Seed of the draw.")] = 1,
    examples: Annotated[int, Parameter(help="Examples shown of each kind of change.")] = 2,
    as_json: AsJson = False,
) -> int:
    """Show what a change of rules, words or libraries would do before it is published, or what was changed since a run.

    Nothing is written. With --rules the documents that were read in another state are read again and compared row
    by row: characters, edits by rule, articles, blocks, entities, figures. A sample gives totals for the archive
    with their interval.
    """
    from flows.terminal.printing import tell

    if rules == (since is not None) or (sample is not None and (sample < 1 or not rules)):
        tell(
            "kouan: say either --rules (with --sample N of at least 1 where all would take too long) or --since RUN"
        )
        return 2
    if examples < 0:
        tell("kouan: --examples takes 0 or more")
        return 2
    return _since(since, examples, as_json) if since else _rules(sample, seed, examples, as_json)


def _rules(sample: int | None, seed: int, examples: int, as_json: bool) -> int:
    from flows.impact.measures import impact_of
    from flows.impact.rereading import reread
    from flows.settings import load_settings
    from flows.terminal.printing import tell
    from flows.terminal.progress import shown_progress

    settings = load_settings()
    with shown_progress() as progress:
        found = reread(settings, sample, seed, examples, progress)
    for document, reason in found.failed:
        tell(f"kouan: {document}: cannot be read again ({reason})")
    impact = impact_of(found.shares, found.examples, len(found.read), found.stale, seed)
    heads = [
        f"{found.stale} of {found.known} documents were read in another state than today's {found.state_digest}"
    ]
    if found.pruned:
        heads.append(f"{found.pruned} documents cannot be read again: their bytes were pruned")
    if found.causes:
        heads.append(f"what differs: {', '.join(found.causes)}")
    nothing = "kouan diff --rules: nothing would change"
    if found.read and impact.is_sampled:
        nothing += f" in {len(found.read)} of {found.stale} documents; in all at most {impact.changed_archive.high:.0f} of them (95 %, Wilson)"
    elif found.failed:
        nothing += f" in the {len(found.read)} documents that could be read again"
    return _give(impact, heads, nothing, "documents", as_json)


def _since(run_id: str, examples: int, as_json: bool) -> int:
    from flows.impact.measures import impact_of
    from flows.location import find_home
    from flows.terminal.printing import tell
    from warehouse.history.elapsed import UnknownRunError, changes_since

    try:
        found, stories = changes_since(find_home(), run_id, examples)
    except UnknownRunError as error:
        tell(f"kouan: {error}")
        return 2
    impact = impact_of(found.shares, found.examples, stories, stories, 1)
    heads = [f"from the end of run {run_id} until now, over {stories} stories"]
    return _give(impact, heads, f"kouan diff --since {run_id}: nothing has changed", "", as_json)


def _give(impact: object, heads: list[str], nothing: str, what: str, as_json: bool) -> int:
    from flows.impact.measures import Impact, as_objects, example_lines, rows, told
    from flows.location import find_home
    from flows.terminal.printing import print_json, print_rows, say, shown
    from warehouse.provenance.places import places_of

    assert isinstance(impact, Impact)
    if as_json:
        print_json(as_objects(impact))
        return 0 if impact.measures else 1
    if not impact.measures:
        say(nothing)
        return 1
    for line in heads:
        say(line)
    if what:
        say(told(impact, what))
    print_rows(rows(impact))
    places = places_of(
        find_home(), {one.document_id for some in impact.measures for one in some.examples}
    )
    for line in example_lines(impact, places):
        say(shown(line))
    return 0

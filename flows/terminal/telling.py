"""A run summary in, what `kouan run` prints out."""

from __future__ import annotations

from collections.abc import Sequence

from flows.summary import RunSummary, Waiting, counted
from flows.terminal.printing import say, shown

#: So many files are listed with their reasons; all of them are in `kouan quarantine`.
LISTED = 20
#: The measures that are printed after a run, with the names people know them by.
MEASURES = {
    "body_similarity": "body text",
    "removed_chars": "removed text",
    "ent_strict": "entities",
    "met_value": "figures",
}


def print_summary(summary: RunSummary, *, direct: bool = False) -> None:
    """Say what came in, what was released, held and why, where the report is, and what to ask next."""
    if not summary.changed:
        say(shown(summary.message), style="bad" if summary.exit_code else "good")
        _list("failed", summary.failed_inputs)
        _unsettled(summary)
        _absence(summary)
        if summary.report:
            say(f"report    {summary.report}")
        return
    say(f"ingested  {counted(summary.inputs, 'input')}: {_sorted_out(summary)}")
    say(
        f"released  {counted(summary.released, 'document')} with {counted(summary.articles, 'article')}, "
        f"{counted(summary.mentions, 'mention')} and {counted(summary.metrics, 'figure')}",
        style="good" if summary.released else "",
    )
    if summary.facts_held:
        say(
            f"held      {counted(summary.facts_held, 'fact')} that failed a critical check: kouan quarantine"
        )
    if summary.blocks_flagged:
        say(
            f"flagged   {counted(summary.blocks_flagged, 'paragraph')} published with damage: kouan quarantine --where level=block"
        )
    if summary.waived:
        say(
            f"waived    {counted(summary.waived, 'row')} published by a waiver: kouan query waivers"
        )
    _list("held", summary.held_documents)
    _list("failed", summary.failed_inputs)
    _unsettled(summary)
    _absence(summary)
    _given_up(summary)
    if summary.stale_corrections:
        said = counted(summary.stale_corrections, "correction")
        say(
            f"stale     {said} not applied, the rules say a third thing: kouan correct --state stale",
            style="doubtful",
        )
    for expired in summary.expired_waivers:
        say(f"waiver    {shown(expired)}", style="doubtful")
    for reason in summary.over_budget:
        say(f"budget    {shown(reason)}", style="bad")
    for check in summary.broken_checks:
        say(
            f"check     {shown(check)} raised and judged nothing; the report shows what it said",
            style="bad",
        )
    if summary.scores:
        said = ", ".join(
            f"{name} {summary.scores[key]:.3f}"
            for key, name in MEASURES.items()
            if key in summary.scores
        )
        say(f"scores    {said} (against the labelled documents)")
    if summary.report:
        say(f"report    {summary.report}", style="bold")
    if summary.question:
        say(f"ask       {summary.question}")
    how = "without a server" if direct else "by Prefect"
    say(f"run       {summary.run_id}, {summary.seconds:.1f} s, {how}", style="dim")


def _sorted_out(summary: RunSummary) -> str:
    counts = {
        "released": summary.released,
        "unchanged": summary.unchanged,
        "equal to another one": summary.duplicates,
        "held": summary.held,
        "failed": summary.failed,
    }
    return ", ".join(f"{number} {what}" for what, number in counts.items() if number) or "none"


def _list(what: str, waiting: Sequence[Waiting]) -> None:
    for one in waiting[:LISTED]:
        detail = one.detail.removeprefix(f"{one.location}: ")
        say(f"{what:8}  {shown(one.location)}: {one.reason}: {shown(detail)}", style="doubtful")
    if len(waiting) > LISTED:
        say(f"{what:8}  and {len(waiting) - LISTED} more: kouan quarantine", style="doubtful")


def _given_up(summary: RunSummary) -> None:
    if summary.given_up:
        said = counted(summary.given_up, "document")
        say(
            f"given up  {said} not tried again, after failing the same way each time: kouan quarantine; kouan quarantine replay"
        )


def _unsettled(summary: RunSummary) -> None:
    if summary.unsettled:
        say(
            f"waiting   {counted(summary.unsettled, 'file')} still being written; the next run takes it"
        )


def _absence(summary: RunSummary) -> None:
    if summary.vanished:
        say(
            f"vanished  {counted(summary.vanished, 'input')} not found any more; what was published of it stays"
        )
    if summary.returned:
        say(f"returned  {counted(summary.returned, 'input')} found again")
    for note in summary.notes:
        say(f"note      {shown(note)}")

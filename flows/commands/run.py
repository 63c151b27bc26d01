"""`kouan run`: inputs in; what was released, held and why, out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

if TYPE_CHECKING:
    from flows.run import Progress
    from flows.settings import Settings
    from flows.steps import Options
    from flows.summary import RunSummary


def run(
    *source: str,
    direct: Annotated[
        bool, Parameter(help="Run the same functions without a Prefect server.")
    ] = False,
    engine: Annotated[
        str | None,
        Parameter(
            help="auto, threads or processes; auto stays in this process up to 20 MB of new text."
        ),
    ] = None,
    publish_every: Annotated[
        int | None, Parameter(help="Documents between two publications.")
    ] = None,
    full: Annotated[bool, Parameter(help="Process every document again, known or not.")] = False,
    only_affected: Annotated[
        bool,
        Parameter(
            help="After a change of words or phrases, process only the documents that hold one of them."
        ),
    ] = False,
    leave: Annotated[
        bool, Parameter(help="Leave at once when another run is at work, instead of waiting.")
    ] = False,
    max_size: Annotated[
        str | None, Parameter(help="Refuse larger documents; 32 MB unless set.")
    ] = None,
    text_field: Annotated[
        str | None,
        Parameter(
            help="The field of JSON Lines, or column of a table, that holds the text; text, content, ... unless set."
        ),
    ] = None,
    as_json: Annotated[bool, Parameter(name="--json", help="Print the summary as JSON.")] = False,
) -> int:
    """Run the main flow: ingest, process, audit, publish, report.

    Exit code 0: published, or nothing to do; 1: a source is over its budget, or an input failed that did not wait
    already, or is missing (the rest is published); 2: nothing could start, or every input named is missing.

    Parameters
    ----------
    source
        Files, folders and globs; the inputs of the project unless named.
    """
    from flows.settings import load_settings
    from flows.steps import Options, patterns_of
    from flows.terminal.printing import print_json
    from flows.terminal.progress import shown_progress
    from flows.terminal.telling import print_summary

    settings = load_settings(
        engine=engine, publish_every=publish_every, max_size=max_size, text_field=text_field
    )
    options = Options(tuple(source), full=full, only_affected=only_affected, leave=leave)
    patterns_of(settings, options)
    with shown_progress() as progress:
        if direct:
            from flows.run import run_direct

            summary = run_direct(settings, options, progress)
        else:
            summary = _orchestrated(settings, options, progress)
    if as_json:
        print_json(summary.as_json())
    else:
        print_summary(summary, direct=direct)
    return summary.exit_code


def _orchestrated(settings: Settings, options: Options, progress: Progress) -> RunSummary:
    from flows.scheduling.environment import has_server, prepare_environment
    from flows.scheduling.server import start_for_this_process

    if has_server():  # it sees every run, the idle ones too
        prepare_environment(settings)
    else:
        from flows.run import look

        # Most looks take less time than a server needs to start.
        if idle := look(settings, options, progress):
            return idle
        prepare_environment(settings)
        progress("starting Prefect", 0, 0)
        start_for_this_process(settings.home / "server.log")
    from flows.scheduling.orchestration import run_in_prefect

    return run_in_prefect(settings, options, progress)

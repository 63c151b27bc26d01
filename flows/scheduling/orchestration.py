"""The main flow in Prefect: the functions of `flows.steps` as tasks, the order of `flows.run`, artifacts on its page.

Call `flows.scheduling.environment.prepare_environment` before this module is imported.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from prefect import flow, task, unmapped
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.logging import get_run_logger
from prefect.runtime import flow_run
from prefect.task_runners import ThreadPoolTaskRunner

from flows import steps
from flows.engine import Pool
from flows.ingestion.jobs import Job
from flows.run import Progress, Steps, carry_out, settle
from flows.settings import Settings, load_settings
from flows.steps import Options
from flows.summary import RunSummary
from flows.work import Outcome, Workplace, write_job
from warehouse.records import Findings

#: Parts are content-addressed and reused by name, publishing is one transaction: Prefect caches nothing besides.
PLAIN: dict[str, Any] = {"retries": 1, "retry_delay_seconds": 1, "cache_policy": NO_CACHE}

ingest = task(name="ingest", **PLAIN)(steps.ingest)
publish = task(name="publish", **PLAIN)(steps.publish)
report = task(name="report", **PLAIN)(steps.report)

#: Settings and progress of a run begun in this process; parameters of a flow are what its page can show.
_handed: ContextVar[tuple[Settings, Progress | None] | None] = ContextVar("handed", default=None)


@task(name="audit", task_run_name="audit-{parts_count}-parts", **PLAIN)
def audit(parts: Sequence[Path], project: Path, home: Path, parts_count: int) -> Findings:
    """All parts of a chunk before the suites."""
    del parts_count
    return steps.audit(parts, project, home)


@task(name="process-batch", task_run_name="process-{name}", **PLAIN)
def process_batch(job: Job, place: Workplace, workers: Pool, name: str) -> Outcome:
    """One batch down the road and into its part."""
    del name
    return workers.call(write_job, job, place)


def process(jobs: Sequence[Job], place: Workplace, workers: Pool) -> Iterable[Outcome]:
    """A task per batch; one that failed twice is done again document by document."""
    names = [f"{job.part_id[:8]}-{len(job.inputs)}-documents" for job in jobs]
    futures = process_batch.map(list(jobs), unmapped(place), unmapped(workers), names)
    results = (future.result(raise_on_failure=False) for future in futures)
    return settle(jobs, place, workers, (_plain(result) for result in results))


def _plain(result: Any) -> Outcome | Exception:
    if isinstance(result, Outcome | Exception):
        return result
    return RuntimeError(f"the task gave {type(result).__name__} instead of an outcome")


TASKS = Steps(
    ingest=ingest,
    process=process,
    audit=lambda parts, project, home: audit(parts, project, home, len(parts)),
    publish=publish,
    report=report,
)


def _run_name() -> str:
    """Runs are named by what they look at and when."""
    parameters = flow_run.parameters or {}
    sources = parameters.get("sources") or ()
    looked = ", ".join(map(str, sources)) or "inputs of the project"
    started = flow_run.scheduled_start_time
    return f"{looked[:60]} {started:%Y-%m-%d %H:%M:%S}" if started else looked[:60]


@flow(
    name="kouan",
    flow_run_name=_run_name,
    task_runner=ThreadPoolTaskRunner(max_workers=4),  # type: ignore[arg-type] # Prefect's type is invariant
    validate_parameters=False,
)
def kouan(
    project: str,
    sources: Sequence[str] = (),
    full: bool = False,
    settle_files: bool = False,
    leave: bool = False,
    only_affected: bool = False,
) -> RunSummary:
    """Release every article that passes its audit; a bad file stops only itself."""
    settings, progress = _handed.get() or (load_settings(Path(project)), None)
    options = Options(
        tuple(sources), full=full, only_affected=only_affected, settle=settle_files, leave=leave
    )
    summary = carry_out(settings, options, TASKS, progress)
    get_run_logger().info(summary.message)
    if summary.changed:
        publish_artifacts(summary)
    return summary


def publish_artifacts(summary: RunSummary) -> None:
    """Put the counts of a run, what is held, and the way to its report on Prefect's page."""
    counts = (
        "inputs",
        "released",
        "unchanged",
        "duplicates",
        "held",
        "failed",
        "articles",
        "mentions",
        "metrics",
    )
    create_table_artifact(
        key="kouan-run",
        table=[{"what": name, "number": getattr(summary, name)} for name in counts],
        description=f"Run {summary.run_id}: {summary.message}",
    )
    if waiting := (*summary.held_documents, *summary.failed_inputs):
        create_table_artifact(
            key="kouan-waiting",
            table=[
                {"file": one.location, "reason": one.reason, "what": one.detail}
                for one in waiting[:1000]
            ],
            description="Held documents and failed inputs, each with its reason",
        )
    if summary.report:
        link = summary.report.resolve().as_uri()
        create_markdown_artifact(
            key="kouan-report",
            markdown=f"[The report of this run]({link})",
            description="Inspection report",
        )


def run_in_prefect(
    settings: Settings, options: Options, progress: Progress | None = None
) -> RunSummary:
    """Run the main flow through the configured server, or one that lives as long as the run."""
    _handed.set((settings, progress))
    return kouan(
        project=str(settings.project),
        sources=list(options.sources),
        full=options.full,
        settle_files=options.settle,
        leave=options.leave,
        only_affected=options.only_affected,
    )

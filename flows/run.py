"""Settings in, a published warehouse and a summary out: the main flow, ingest → process → audit → publish → report."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from flows import steps
from flows.account import Account, idle, none_there
from flows.engine import Pool, pool
from flows.ingestion.corrected import are_news, keep_told
from flows.ingestion.intake import Intake
from flows.ingestion.jobs import Job
from flows.lock import one_run
from flows.quarantine.decided import news_of
from flows.reporting.stamp import stamped_run
from flows.reviewing.known import has_new_reviews, reviews_of
from flows.steps import Options
from flows.summary import RunSummary
from warehouse.kept_reader import one_reader
from warehouse.records import Findings, Score

# What reads text is imported by a run that has work: most runs of a schedule have none.
if TYPE_CHECKING:
    from flows.settings import Settings
    from flows.work import Outcome, Workplace

#: Called with what the run is doing, and how many of how many documents are done.
Progress = Callable[[str, int, int], None]

#: Wanted by the report; imported while the database publishes.
REPORTING = ("jinja2", "pygal", "pyarrow.compute", "flows.report")


def processed(jobs: Sequence[Job], place: Workplace, workers: Pool) -> Iterable[Outcome]:
    """Outcomes of jobs, without an orchestrator."""
    from flows.work import write_job

    return settle(jobs, place, workers, workers.each(write_job, jobs, place))


def settle(
    jobs: Sequence[Job], place: Workplace, workers: Pool, results: Iterable[Outcome | Exception]
) -> Iterable[Outcome]:
    """Outcomes of jobs; one that raised is done again document by document, so that only the bad one stops."""
    from flows.work import Outcome, StateChangedError, held_for, write_singly

    for job, result in zip(jobs, results, strict=True):
        if isinstance(result, StateChangedError):
            raise result
        if not isinstance(result, Exception):
            yield result
            continue
        single: list[Outcome] = []
        for one in job.single():
            (outcome,) = workers.each(write_singly, [one], place)
            # A worker process that died here was ended by this very document.
            single.append(
                Outcome(None, held=tuple(held_for(outcome, one)))
                if isinstance(outcome, Exception)
                else outcome
            )
        yield merged(single)


def merged(outcomes: Sequence[Outcome]) -> Outcome:
    """Several outcomes as one; their parts follow in `more`."""
    from flows.work import Outcome

    parts = [part for one in outcomes for part in one.parts]
    return Outcome(
        parts[0] if parts else None,
        tuple(failure for one in outcomes for failure in one.failures),
        tuple(held for one in outcomes for held in one.held),
        tuple(parts[1:]),
        tuple(annotation for one in outcomes for annotation in one.annotations),
    )


@dataclass(frozen=True)
class Steps:
    """The functions that a run calls: plain ones, or the same as tasks of Prefect."""

    ingest: Callable[[Settings, Options], Intake] = steps.ingest
    process: Callable[[Sequence[Job], Workplace, Pool], Iterable[Outcome]] = processed
    audit: Callable[[Sequence[Path], Path, Path], Findings] = steps.audit
    publish: Callable[..., Findings] = steps.publish
    report: Callable[[Settings, str], Path] = steps.report


def run_direct(
    settings: Settings, options: Options | None = None, progress: Progress | None = None
) -> RunSummary:
    """Run the main flow without a server; the functions are those that Prefect would call."""
    return carry_out(settings, options or Options(), Steps(), progress)


def carry_out(
    settings: Settings, options: Options, do: Steps, progress: Progress | None = None
) -> RunSummary:
    """Release every article that passes its audit; a bad file stops only itself.

    Raises:
        NothingToStartError: there is no input to look at.
        AnotherRunError: another run is at work and the options say not to wait.
        StateChangedError: words or rules of the project were changed meanwhile; nothing is lost, run again.
    """
    began = time.monotonic()
    tell = progress or (lambda _what, _done, _total: None)
    with one_run(settings.home, wait=not options.leave, waiting=lambda said: tell(said, 0, 0)):
        tell("ingesting", 0, 0)
        with one_reader():
            intake = do.ingest(settings, options)
        if over := ended(intake, settings, do, tell, began):
            return over
        since = time.time()
        steps.tidy(settings.home)
        account = Account(settings, intake, steps.patterns_of(settings, options))
        place = steps.workplace(settings, _labelled(settings), full=options.full)
        size = sum(job.size for job in intake.jobs)
        with pool(settings.engine, size, settings.workers) as workers:
            groups: list[list[Job]] = list(steps.chunks(intake.jobs, settings.publish_every)) or [
                []
            ]
            for number, jobs in enumerate(groups, 1):
                tell("processing", account.processed, intake.documents)
                outcomes = []
                for outcome, job in zip(do.process(jobs, place, workers), jobs, strict=True):
                    outcomes.append(outcome)
                    account.processed += len(job.inputs)
                    tell("processing", account.processed, intake.documents)
                tell("auditing and publishing", account.processed, intake.documents)
                release(account, outcomes, do, last=number == len(groups))
        tell("writing the report", account.processed, intake.documents)
        with one_reader():
            steps.tidy(settings.home, since)
            report = do.report(settings, account.run_id)
            # What is published now is asked once, and the next run need not open the warehouse.
            steps.remember(settings, intake)
        return account.summary(report, time.monotonic() - began)


def _labelled(settings: Settings) -> frozenset[str]:
    """File names of labelled documents; where there are none, what scores them is not imported."""
    if settings.gold is None:
        return frozenset()
    from flows.scoring import labelled_names

    return labelled_names(settings)


def _scores(account: Account) -> tuple[Score, ...]:
    """How the labelled documents among those of a run are read; none without labels."""
    if account.settings.gold is None or not account.processed:
        return ()
    from flows.scoring import gold_scores, headline

    scores = gold_scores(account.settings, account.patterns, account.read)
    account.scores = headline(scores)
    return scores


def _import_ahead() -> None:
    """Import what the report wants beside what is at work: a database that publishes leaves Python time for it."""

    def fetch() -> None:
        for name in REPORTING:
            with suppress(ImportError):  # said where the module is wanted
                import_module(name)

    Thread(target=fetch, name="imports", daemon=True).start()


def look(
    settings: Settings, options: Options, progress: Progress | None = None
) -> RunSummary | None:
    """The summary of a run that has nothing to do; None where there is work, which is left to be done.

    What it costs is reading and hashing the inputs, against the seconds in which a server starts.
    """
    began = time.monotonic()
    tell = progress or (lambda _what, _done, _total: None)
    with one_run(settings.home, wait=not options.leave, waiting=lambda said: tell(said, 0, 0)):
        tell("ingesting", 0, 0)
        intake = steps.ingest(settings, options, only_looks=True)
        return ended(intake, settings, Steps(), tell, began)


def ended(
    intake: Intake, settings: Settings, do: Steps, tell: Progress, began: float
) -> RunSummary | None:
    """The summary where nothing came in that would be work; a report that was cut short is written again."""
    missing = sum(one.reason == "missing" for one in intake.failures)
    if intake.total and missing == intake.total:
        return none_there(intake, time.monotonic() - began)
    if (
        not intake.idle
        or news_of(settings.project, settings.home)
        or are_news(settings.project, settings.home)
    ):
        return None
    if has_new_reviews(settings.project, settings.home):
        return None
    report = None
    if intake.run:
        steps.keep_knowledge(settings, intake.state)
        report = settings.reports / "index.html"
        if stamped_run(settings.reports) != intake.run:
            tell("writing the report", 0, 0)
            report = do.report(settings, intake.run)
    return idle(intake, report, time.monotonic() - began)


def release(account: Account, outcomes: Sequence[Outcome], do: Steps, *, last: bool) -> None:
    """Audit a chunk, hold what is over budget, publish the rest; the account counts what became of it."""
    from flows.contents import contents

    home = account.settings.home
    parts = [part for outcome in outcomes for part in outcome.parts]
    unread = [held for outcome in outcomes for held in outcome.held]
    inside = contents(parts)
    findings = do.audit(parts, account.settings.project, home)
    findings, over = steps.within_budget(findings, unread, inside, account.tally, account.decisions)
    account.over.update(over)
    account.failed.extend(failure for outcome in outcomes for failure in outcome.failures)
    inputs = [*steps.held_inputs(account.intake.failures if last else (), outcomes), *unread]
    account.read.update({one["doc"]: one for outcome in outcomes for one in outcome.annotations})
    scores = _scores(account) if last else ()
    run = account.record(inside, [*unread, *findings.held], last=last)
    if last:
        _import_ahead()
    corrections = steps.corrections_of(account.settings)
    final = do.publish(
        home,
        parts,
        findings,
        inputs,
        run,
        scores=scores,
        locations=account.intake.locations if last else {},
        sources=account.tally.rows,
        state=steps.state_record(account.settings),
        listing=steps.listing(account.intake) if last else None,
        decisions=account.decisions,
        verified=steps.verified(account.intake) if last else None,
        profile=account.settings.snapshot,
        learning=account.settings if last else None,
        # read now: somebody may have judged while this run was at work
        reviews=reviews_of(account.settings.project) if last else None,
        corrections=corrections,
    )
    keep_told(home, corrections)
    account.count(inside, final, unread)
    # The warehouse's own checks, over what is published already, may have held more.
    if (counted := account.record(None, (), last=last)) != replace(
        run, finished_at=counted.finished_at
    ):
        do.publish(home, (), Findings(), (), counted, decisions=account.decisions)

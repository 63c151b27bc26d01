"""What came in and what was published in; the counts of one run, chunk by chunk, and its summary out."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import kouan
from flows.ingestion.corrected import listing
from flows.ingestion.intake import Intake
from flows.quarantine.decided import decisions_of, news_of
from flows.reviewing.known import reviews_of
from flows.sources import Tally, read_sources
from flows.summary import RunSummary, Waiting, counted
from kouan.model.correction import CorrectionState
from warehouse.records import Decision, Findings, Held, RunRecord

if TYPE_CHECKING:
    from flows.contents import Contents
    from flows.settings import Settings


class Account:
    """The counts of one run, chunk by chunk: at each publication they add up to the inputs accounted for."""

    def __init__(self, settings: Settings, intake: Intake, patterns: Sequence[str]) -> None:
        self.settings, self.intake, self.patterns = settings, intake, patterns
        self.started = datetime.now(UTC).replace(tzinfo=None)
        self.run_id = f"{self.started:%Y%m%dT%H%M%S}-{secrets.token_hex(3)}"
        rows = read_sources(settings.project / "sources.csv")
        self.tally = Tally(rows, settings.budget, settings.budget_minimum)
        self.decisions = decisions_of(settings.project, settings.home)
        news = news_of(settings.project, settings.home)
        reviews_of(settings.project)  # a file that cannot be read is told before any work is done
        self.expired = [one for one in news if not self.decisions.is_active(one)]
        self.over: dict[str | None, str] = {}
        self.held: dict[str, Held] = {}
        self.failed = list(intake.failures)
        self.processed = self.released = self.facts_held = self.flagged = self.waived = 0
        self.articles = self.mentions = self.metrics = 0
        self.broken: dict[str, None] = {}
        #: What was read in labelled documents, by their names.
        self.read: dict[str, Mapping[str, Any]] = {}
        self.scores: dict[str, float] = {}

    def count(self, inside: Contents, findings: Findings, unread: Sequence[Held]) -> None:
        """Add a chunk as it was published."""
        held = {one.subject_id: one for one in (*unread, *findings.held) if one.level == "document"}
        self.held.update(held)
        self.released += sum(document not in held for document in inside.locations)
        facts = [one for one in findings.held if one.level == "fact"]
        self.facts_held += len(facts)
        self.flagged += sum(one.level == "block" for one in findings.held)
        self.waived += len(findings.waived)
        self.articles += sum(
            number for document, number in inside.articles.items() if document not in held
        )
        self.mentions += sum(
            number for document, number in inside.mentions.items() if document not in held
        )
        self.metrics += sum(
            number for document, number in inside.metrics.items() if document not in held
        )
        self.mentions -= sum(one.table == "mention" for one in facts)
        self.metrics -= sum(one.table == "metric" for one in facts)
        broken = (result for result in findings.results if result.outcome == "error")
        self.broken.update({f"{result.suite}: {result.check_name}": None for result in broken})

    @property
    def given_up(self) -> int:
        """Held documents that no later run tries by itself in this state."""
        from flows.steps import waiting

        return waiting(self.settings, self.intake.state).given_up if self.held else 0

    @property
    def stale(self) -> int:
        """Corrections that were met in this run and do not fit any more what the rules say."""
        if not listing(self.settings.project):
            return 0
        from flows.upkeep.status import corrections

        return corrections(self.settings.home, self.run_id).get(CorrectionState.STALE, 0)

    @property
    def exit_code(self) -> int:
        """1 where a source is over budget, an input failed that did not wait already, or kouan itself did."""
        crashed = any(one.reason == "internal_error" for one in self.held.values())
        return 1 if self.over or self.failed or crashed else 0

    def record(self, inside: Contents | None, held: Sequence[Held], *, last: bool) -> RunRecord:
        """The run with what it has done so far, and with what is about to be published."""
        holding = {one.subject_id: one for one in held if one.level == "document"}
        coming = sum(document not in holding for document in inside.locations) if inside else 0
        released, waiting = self.released + coming, len(self.held | holding)
        # Until the last chunk only what is done is counted: a run that is killed has counts that add up too.
        unchanged, duplicates = (self.intake.unchanged, self.intake.duplicates) if last else (0, 0)
        failed = len(self.failed) - (0 if last else len(self.intake.failures))
        return RunRecord(
            run_id=self.run_id,
            started_at=self.started,
            finished_at=datetime.now(UTC).replace(tzinfo=None) if last else None,
            version=kouan.__version__,
            state_digest=self.intake.state,
            inputs=released + unchanged + duplicates + waiting + failed,
            released=released,
            unchanged=unchanged,
            duplicates=duplicates,
            held=waiting,
            failed=failed,
            exit_code=self.exit_code if last else None,
        )

    def summary(self, report: Path, seconds: float) -> RunSummary:
        """The whole run."""
        return RunSummary(
            run_id=self.run_id,
            exit_code=self.exit_code,
            inputs=self.intake.total,
            released=self.released,
            unchanged=self.intake.unchanged,
            duplicates=self.intake.duplicates,
            held=len(self.held),
            failed=len(self.failed),
            unsettled=len(self.intake.unsettled),
            vanished=len(self.intake.gone),
            returned=len(self.intake.returned),
            notes=self.intake.notes,
            articles=self.articles,
            mentions=self.mentions,
            metrics=self.metrics,
            facts_held=self.facts_held,
            blocks_flagged=self.flagged,
            waived=self.waived,
            expired_waivers=tuple(map(expiry_of, self.expired)),
            stale_corrections=self.stale,
            given_up=self.given_up,
            held_documents=tuple(
                Waiting(one.location, one.reason, one.detail) for one in self.held.values()
            ),
            failed_inputs=tuple(
                Waiting(one.location, one.reason, one.detail) for one in self.failed
            ),
            over_budget=tuple(self.over.values()),
            broken_checks=tuple(self.broken),
            scores=self.scores,
            report=report,
            message=_message(self),
            question="kouan query ports (kouan query lists them all)" if self.articles else None,
            seconds=round(seconds, 2),
        )


def expiry_of(waiver: Decision) -> str:
    """A waiver whose last day is over, in words."""
    about = waiver.subject[:16] if waiver.subject else waiver.location or "*"
    by = f" by {waiver.author}" if waiver.author else ""
    return (
        f"the waiver{by} for {waiver.level} {about} ({waiver.reason}) ended on {waiver.until}; what it published"
        " stays, new ones are held: renew it with `kouan quarantine waive`, or mend the cause"
    )


def _message(account: Account) -> str:
    if account.released:
        return f"{account.released} of {counted(account.intake.total, 'input')} released"
    if account.intake.gone or account.intake.returned:
        return "nothing new was released; what is gone or back is noted"
    if account.intake.mended:
        return "nothing new was released; what is mended waits no longer"
    return "nothing was released"


def none_there(intake: Intake, seconds: float) -> RunSummary:
    """A run of which every input is missing."""
    return RunSummary(
        run_id=None,
        exit_code=2,
        inputs=intake.total,
        failed=intake.total,
        failed_inputs=tuple(
            Waiting(one.location, one.reason, one.detail) for one in intake.failures
        ),
        message="every input named is missing; nothing was started",
        seconds=round(seconds, 2),
    )


def idle(intake: Intake, report: Path | None, seconds: float) -> RunSummary:
    """A run that found nothing to do; `report` is that of the newest run."""
    is_or_are = "is" if intake.unchanged == 1 else "are"
    found = (
        f"{counted(intake.unchanged, 'input')} {is_or_are} unchanged"
        if intake.unchanged
        else "there are no inputs"
    )
    return RunSummary(
        run_id=None,
        exit_code=0,
        inputs=intake.total,
        unchanged=intake.unchanged,
        unsettled=len(intake.unsettled),
        notes=intake.notes,
        report=report,
        message=f"nothing to do: {found}; no row was changed",
        seconds=round(seconds, 2),
    )

"""What the work hands to the store beside its parts: runs, held rows, results of checks, scores."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from kouan.model.identity import said
from kouan.model.knowledge import digest_of

Severity = Literal["critical", "warning", "info"]
Outcome = Literal["passed", "failed", "error"]
Level = Literal["input", "document", "block", "fact"]


@dataclass(frozen=True, slots=True)
class Held:
    """Something that is not published, and why.

    `subject_id` is a location (input), a document_id (document), a document_id with a raw span (block) or
    the key of a row (fact); for facts `table` names the table whose row is held. `failed` tells an input
    that could not be read from a document that was read and is held.
    """

    level: Level
    subject_id: str
    location: str
    reason: str
    detail: str
    table: str | None = None
    row_json: str | None = None
    failed: bool = False
    #: What shows it, where that is not the row itself.
    evidence: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about what is held for a reason: publish it all the same, or wait for it no longer.

    `subject` names one thing (see `Held`; of a fact its id without the article); without one the decision
    stands for all at the locations that fit the pattern. `until` is the last day a waiver holds.
    """

    kind: Literal["waive", "discard"]
    level: Level
    subject: str | None
    location: str | None
    reason: str
    why: str
    author: str | None
    made: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One check over the rows of one run."""

    suite: str
    check_name: str
    severity: Severity
    outcome: Outcome
    checked: int
    failed: int
    notes: str


@dataclass(frozen=True, slots=True)
class CheckFailure:
    """One row that failed one check."""

    suite: str
    check_name: str
    row_key: str
    document_id: str | None
    observed: str | None


@dataclass(frozen=True, slots=True)
class Findings:
    """All the audit has to say of a chunk: results, failing rows, and what is held for them."""

    results: tuple[CheckResult, ...] = ()
    failures: tuple[CheckFailure, ...] = ()
    held: tuple[Held, ...] = ()
    #: What would be held, were it not for the decision beside it.
    waived: tuple[tuple[Held, Decision], ...] = ()


@dataclass(frozen=True, slots=True)
class Score:
    """One measure of how well labelled documents were read; `document` is "all" for the whole set."""

    document: str
    measure: str
    precision: float | None
    recall: float | None
    score: float
    gold: int | None
    predicted: int | None


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """One row of sources.csv; a blank says nothing, `budget` None takes the default of the settings."""

    pattern: str
    publisher: str = ""
    tier: str = ""
    licence: str = ""
    retention: str = ""
    budget: float | None = None


@dataclass(frozen=True, slots=True)
class TemplateRecord:
    """One line of a page frame, as table `template` has it; what nobody decided has no `decided_at`."""

    template_id: str
    name: str
    site: str
    line: str
    figures: Literal["same", "any"]
    kind: str
    confidence: float
    place: Literal["head", "foot"]
    documents: int
    stories: int
    share: float
    first_seen: date | None
    last_seen: date | None
    examples: tuple[str, ...]
    example_document_id: str | None
    status: Literal["proposed", "approved", "rejected"] = "proposed"
    decided_by: str | None = None
    decided_at: datetime | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class ReviewRecord:
    """What a person said of a row, as table `review` has it; `column_name` is None for the whole row."""

    table_name: str
    row_id: str
    row_digest: str
    document_id: str
    stratum: str | None
    seed: int | None
    column_name: str | None
    verdict: Literal["right", "wrong", "unsure"]
    note: str | None
    reviewer: str
    reviewed_at: datetime

    @property
    def review_id(self) -> str:
        """The same for all that one person says of a row, or of a column of it: the last word counts."""
        column = said(self.column_name)
        return digest_of(self.table_name, self.row_id, column, self.reviewer)


@dataclass(frozen=True, slots=True)
class StateRecord:
    """What a state digest stands for: words, code, and the libraries that know characters as name=version."""

    state_digest: str
    knowledge_digest: str
    code_digest: str
    version: str
    libraries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RunRecord:
    """One run with its counts; inputs = released + unchanged + duplicates + held + failed."""

    run_id: str
    started_at: datetime
    finished_at: datetime | None
    version: str
    state_digest: str
    inputs: int
    released: int
    unchanged: int
    duplicates: int
    held: int
    failed: int
    exit_code: int | None

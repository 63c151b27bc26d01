"""What a run did, as one object: counts, what is held and why, where the report is; printed or given as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any


def counted(number: int, what: str) -> str:
    """A number with its noun, in the plural where there is not just one.

    >>> counted(1, "input"), counted(0, "input")
    ('1 input', '0 inputs')
    """
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


@dataclass(frozen=True, slots=True)
class Waiting:
    """An input that was not released, with its reason in words."""

    location: str
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class RunSummary:
    """One run; inputs = released + unchanged + duplicates + held + failed."""

    run_id: str | None
    exit_code: int
    inputs: int = 0
    released: int = 0
    unchanged: int = 0
    duplicates: int = 0
    held: int = 0
    failed: int = 0
    #: Files that were still being written; they are not counted as inputs of this run.
    unsettled: int = 0
    #: Locations that were there in earlier runs and are gone, and those that are back.
    vanished: int = 0
    returned: int = 0
    articles: int = 0
    mentions: int = 0
    metrics: int = 0
    facts_held: int = 0
    #: Paragraphs published with damage in them.
    blocks_flagged: int = 0
    #: Documents, paragraphs and facts published by a waiver.
    waived: int = 0
    #: Waivers whose last day was over before this run: each is told once.
    expired_waivers: tuple[str, ...] = ()
    #: Corrections that this run met and did not apply: the rules say neither what was seen nor what is right.
    stale_corrections: int = 0
    #: Held documents that are not tried again by themselves.
    given_up: int = 0
    held_documents: tuple[Waiting, ...] = ()
    failed_inputs: tuple[Waiting, ...] = ()
    over_budget: tuple[str, ...] = ()
    #: What else is to be said of the inputs.
    notes: tuple[str, ...] = ()
    #: Checks of the audit that raised: our fault, not that of the data.
    broken_checks: tuple[str, ...] = ()
    scores: Mapping[str, float] = field(default_factory=dict)
    report: Path | None = None
    message: str = ""
    question: str | None = None
    seconds: float = 0.0

    @property
    def changed(self) -> bool:
        """Whether the warehouse has a row more than before."""
        return self.run_id is not None

    def as_json(self) -> dict[str, Any]:
        """The summary with plain values, for --json and for artifacts."""
        values = asdict(self)
        values["report"] = str(self.report) if self.report else None
        values["scores"] = dict(self.scores)
        return values

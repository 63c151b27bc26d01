"""What is held and what persons decided in; what stays held, what is published by a waiver, what is discarded out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from fnmatch import fnmatchcase

from kouan.model.knowledge import digest_of
from warehouse.records import Decision, Findings, Held

#: Nothing of a document that was refused for one of these can be published, whoever wishes it.
UNPUBLISHABLE = frozenset(
    {
        "empty",
        "undecodable",
        "unsupported_encoding",
        "nothing_but_page",
        "internal_error",
        "table_definition",
    }
)


@dataclass(frozen=True)
class Decisions:
    """The decisions of a project on one day, with what was published by waivers before.

    `standing` are level, subject and reason of rows that stand published by a waiver: one that expired
    goes on holding for them, so that it unpublishes nothing.
    """

    made: tuple[Decision, ...] = ()
    today: date = date.min
    standing: frozenset[tuple[str, str, str]] = frozenset()

    def waiver_of(self, held: Held) -> Decision | None:
        """The waiver under which something is published, None where it stays held."""
        if held.failed or held.reason in UNPUBLISHABLE:
            return None
        return next(
            (
                one
                for one in self.made
                if one.kind == "waive"
                and applies(one, held)
                and (self.is_active(one) or _name(held) in self.standing)
            ),
            None,
        )

    def discard_of(self, held: Held) -> Decision | None:
        """The decision not to wait for something any more."""
        return next(
            (one for one in self.made if one.kind == "discard" and applies(one, held)), None
        )

    def is_active(self, decision: Decision) -> bool:
        """Whether its last day is not over."""
        return decision.until is None or decision.until >= self.today

    def settle(self, findings: Findings) -> Findings:
        """The findings, with what waivers publish taken out of what is held."""
        if not self.made or not findings.held:
            return findings
        held: list[Held] = []
        waived = list(findings.waived)
        for one in findings.held:
            waiver = self.waiver_of(one)
            if waiver is None:
                held.append(one)
            else:
                waived.append((one, waiver))
        return replace(findings, held=tuple(held), waived=tuple(waived))

    def counted(self, held: Iterable[Held]) -> list[Held]:
        """What counts against a budget: neither waived nor discarded."""
        return [one for one in held if not (self.waiver_of(one) or self.discard_of(one))]


def subject_of(held: Held) -> str:
    """What a decision names: of a fact its id, which says what was read, without the article around it."""
    return held.subject_id.partition(":")[0] if held.level == "fact" else held.subject_id


def applies(decision: Decision, held: Held) -> bool:
    """Whether a decision is about this."""
    return (
        decision.level == held.level
        and decision.reason == held.reason
        and decision.subject in (None, subject_of(held))
        and (decision.location is None or fnmatchcase(held.location, decision.location))
    )


def decision_id(decision: Decision) -> str:
    """What it is about: a later decision about the same takes the place of this one."""
    return digest_of(
        decision.level, decision.subject or "", decision.location or "", decision.reason
    )


def today() -> date:
    """The day in UTC, as everywhere in the warehouse."""
    return datetime.now(UTC).date()


def _name(held: Held) -> tuple[str, str, str]:
    return held.level, subject_of(held), held.reason

"""A template as the craft has it in, its row of table `template` out; and back."""

from __future__ import annotations

from datetime import UTC, datetime

from kouan.model.knowledge import Template
from kouan.model.template import DecidedTemplate, Decision, Evidence, Proposal
from warehouse.records import TemplateRecord


def record_of(one: Proposal) -> TemplateRecord:
    """The row of a proposal or of a decision; times are UTC."""
    template, evidence = one.template, one.evidence
    decided = one if isinstance(one, DecidedTemplate) else None
    return TemplateRecord(
        template_id=one.template_id,
        name=template.name,
        site=template.source,
        line=template.line,
        figures=template.figures,
        kind=str(template.kind),
        confidence=template.confidence,
        place=evidence.place,
        documents=evidence.documents,
        stories=evidence.stories,
        share=evidence.share,
        first_seen=evidence.first_seen,
        last_seen=evidence.last_seen,
        examples=evidence.examples,
        example_document_id=evidence.document_id or None,
        status=decided.decision if decided else "proposed",
        decided_by=decided.decided_by if decided else None,
        decided_at=_in_utc(decided.decided_at) if decided else None,
        reason=(template.reason or None) if decided else None,
    )


def decided_from(
    record: TemplateRecord, decision: Decision, by: str, at: datetime, reason: str
) -> DecidedTemplate:
    """A row, with what a person decides about it now."""
    template = Template(
        record.name,
        record.site,
        record.line,
        record.kind,
        record.figures,
        record.confidence,
        reason,
    )
    evidence = Evidence(
        record.place,
        record.documents,
        record.stories,
        record.share,
        record.first_seen,
        record.last_seen,
        record.examples,
        record.example_document_id or "",
    )
    return DecidedTemplate(template, evidence, decision, by, at)


def _in_utc(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(tzinfo=None) if at.tzinfo else at

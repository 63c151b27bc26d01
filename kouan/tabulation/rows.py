"""Row types: one named tuple per table, with the table's column names; the Arrow schema is read off their fields.

What publishing fills in (valid_from, valid_to, version_reason, run_id, part) is not part of a row here. Those of facts stand
in `fact_rows`.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from kouan.tabulation.fact_rows import (
    CorrectionRow,
    EntityAliasRow,
    EntityRow,
    IndicatorRow,
    MentionRow,
    MetricRow,
    PositionRow,
)
from kouan.tabulation.schemas import Bytes, Count, Digests, Instant, Places, Share, Text, Texts


class DocumentRow(NamedTuple):
    """One distinct content that came in."""

    document_id: Text
    locations: Texts
    url: Text | None
    crawled_at: Instant | None
    source: Text | None
    bytes: Bytes
    encoding: Text | None
    encoding_margin: Share | None
    encoding_runner_up: Text | None
    script: Text
    characters: Bytes
    kept: Bytes
    removed: Bytes
    replaced: Bytes
    clean_characters: Bytes
    undecodable_bytes: Bytes
    status: Text
    state_digest: Text
    read_as: Text | None = None
    found_in: Text | None = None
    corrections: Texts | None = None


class ArticleRow(NamedTuple):
    """One article as it stands after cleaning."""

    article_id: Text
    article_key: Text
    document_id: Text
    item_key: Text
    location: Text
    title: Text | None
    subtitle: Text | None
    published_at: Instant | None
    published_text: Text | None
    published_evidence: Text | None
    publisher: Text | None
    publisher_evidence: Text | None
    authors: Texts
    script: Text
    characters: Count
    blocks: Count
    edits: Count
    suspicions: Count
    damaged_characters: Count
    residual_edits: Count
    residual_glosses: Count
    residual_traditional: Count
    published_confidence: Share | None
    site: Text | None


class ItemRow(NamedTuple):
    """One story of a document: the stretch that is an article of its own."""

    document_id: Text
    position: Count
    item_key: Text
    start: Count
    end: Count
    raw_start: Bytes
    raw_end: Bytes
    column_title: Text | None


class BlockRow(NamedTuple):
    """One paragraph, heading or caption; title and subtitle come first."""

    article_id: Text
    position: Count
    role: Text
    text: Text
    start: Count
    end: Count
    raw_start: Bytes
    raw_end: Bytes


class RemovedRow(NamedTuple):
    """One stretch of page that is not article."""

    document_id: Text
    position: Count
    kind: Text
    rule: Text
    text: Text
    confidence: Share
    raw_start: Bytes
    raw_end: Bytes
    template: Text | None


class EditSummaryRow(NamedTuple):
    """How often one rule changed one document."""

    document_id: Text
    rule: Text
    kind: Text
    edits: Count
    characters: Count


class ContextualEditRow(NamedTuple):
    """One edit that what stands around it decided."""

    document_id: Text
    position: Count
    rule: Text
    kind: Text
    before: Text
    after: Text
    guessed: Places
    confidence: Share
    start: Count
    end: Count
    raw_start: Bytes
    raw_end: Bytes

    def at(self, position: int) -> ContextualEditRow:
        """The same row at this position of its document."""
        return self._replace(position=position)


class SuspicionRow(NamedTuple):
    """One repair that was weighed and not made, or one value that does not fit its column."""

    document_id: Text
    position: Count
    rule: Text
    surface: Text
    candidates: Texts
    margin: Share | None
    note: Text
    start: Count
    end: Count
    raw_start: Bytes
    raw_end: Bytes


class DamageRow(NamedTuple):
    """One stretch of clean text that is broken or guessed."""

    document_id: Text
    position: Count
    rule: Text
    state: Text
    start: Count
    end: Count
    raw_start: Bytes
    raw_end: Bytes


class SourceLineRow(NamedTuple):
    """The lines of one document as digests, and whose frame its page bears."""

    document_id: Text
    site: Text
    lines: Digests


#: The tables of a part, in the order in which they refer to one another.
ROWS: dict[str, type[tuple[Any, ...]]] = {
    "document": DocumentRow,
    "item": ItemRow,
    "article": ArticleRow,
    "block": BlockRow,
    "removed": RemovedRow,
    "edit_summary": EditSummaryRow,
    "contextual_edit": ContextualEditRow,
    "suspicion": SuspicionRow,
    "damage": DamageRow,
    "entity": EntityRow,
    "entity_alias": EntityAliasRow,
    "indicator": IndicatorRow,
    "mention": MentionRow,
    "position": PositionRow,
    "metric": MetricRow,
    "correction": CorrectionRow,
    "source_line": SourceLineRow,
}

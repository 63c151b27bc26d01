"""Parts and findings of a chunk in; the warehouse with their rows, and a new snapshot for its readers, out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb

from kouan.model.correction import Correction
from warehouse.changes import changed_tables, insert
from warehouse.checks import run_checks
from warehouse.connection import CURRENT, NAME, literal
from warehouse.duplicates.comparison import Comparison
from warehouse.duplicates.copies import write_copies
from warehouse.publishing.article_changes import write_article_changes
from warehouse.publishing.corrections import write_corrections
from warehouse.publishing.damaged import damaged_blocks
from warehouse.publishing.documents import write_documents
from warehouse.publishing.entity_moves import write_entity_moves
from warehouse.publishing.moves import move_articles
from warehouse.publishing.names import write_names
from warehouse.publishing.origins import write_sources, write_state
from warehouse.publishing.quality import write_quality
from warehouse.publishing.repeats import write_repeats
from warehouse.publishing.sightings import Listing, write_sightings
from warehouse.publishing.staging import stage, take_out
from warehouse.publishing.templates import Framing, write_templates
from warehouse.publishing.verification import Verified, write_verification
from warehouse.publishing.versions import write_versions
from warehouse.quarantine.decisions import Decisions
from warehouse.quarantine.recording import write_mended, write_quarantine
from warehouse.quarantine.waivers import write_waivers
from warehouse.records import (
    Findings,
    Held,
    ReviewRecord,
    RunRecord,
    Score,
    SourceRecord,
    StateRecord,
)
from warehouse.reviewing.judgments import write_reviews
from warehouse.search.index import update_index
from warehouse.series.building import update_observations
from warehouse.snapshots.profiles import Profile
from warehouse.transaction import transaction


@dataclass(frozen=True, slots=True)
class Published:
    """What one publication changed; all zero when everything was there already."""

    documents: int
    new_versions: int
    closed_versions: int
    held: int
    findings: Findings
    snapshot: Path


@dataclass(frozen=True, slots=True)
class _Chunk:
    """What is published in one transaction."""

    parts: Sequence[Path]
    findings: Findings
    inputs: Sequence[Held]
    run: RunRecord
    scores: Sequence[Score]
    locations: Mapping[str, Sequence[str]]
    sources: Sequence[SourceRecord] | None
    comparison: Comparison | None
    state: StateRecord | None
    listing: Listing | None
    decisions: Decisions | None
    verified: Verified | None
    framing: Framing | None
    corrections: Sequence[Correction] | None
    reviews: Sequence[ReviewRecord] | None


def publish(
    home: Path,
    parts: Sequence[Path],
    findings: Findings,
    inputs: Sequence[Held],
    run: RunRecord,
    scores: Sequence[Score] = (),
    locations: Mapping[str, Sequence[str]] | None = None,
    decisions: Decisions | None = None,
    *,
    sources: Sequence[SourceRecord] | None = None,
    comparison: Comparison | None = None,
    state: StateRecord | None = None,
    listing: Listing | None = None,
    verified: Verified | None = None,
    framing: Framing | None = None,
    corrections: Sequence[Correction] | None = None,
    reviews: Sequence[ReviewRecord] | None = None,
    wait: float = 60.0,
    profile: Profile | None = None,
) -> Published:
    """Publish a chunk in one transaction, then bring the readers' snapshot up to date.

    `profile` is what the snapshot holds; None leaves it what it is, and begins with text.

    `findings` are what the audit says of the parts, `inputs` what was held or failed before it.
    `locations` are further places of documents, known or in these parts; `sources` the whole of
    sources.csv, `state` what the run's state digest stands for, `listing` what the inputs hold and hold
    no more, `decisions` those of the project's file, `reviews` all verdicts of its folder, `verified` documents
    that changed knowledge cannot touch;
    None where nothing is said of it.
    `framing` proposes templates from the lines of documents, and says which are decided about.
    `corrections` are all those of the project's files.
    `comparison` finds near copies among what is published, and without one none are marked.
    Rows that are there already stay untouched, so publishing the same again changes nothing; a kill
    leaves the last publication.
    The record of the run is written as it is given, the last one stands.

    Raises:
        PartError: a part cannot be read. WarehouseBusyError: another process writes.
        SpaceError: the disk is full, or the folder may not be written.
    """
    chunk = _Chunk(
        parts,
        findings,
        inputs,
        run,
        scores,
        locations or {},
        sources,
        comparison,
        state,
        listing,
        decisions,
        verified,
        framing,
        corrections,
        reviews,
    )
    with transaction(home, run.run_id, wait=wait, profile=profile) as connection:
        published = _write(connection, chunk)
    return replace(published, snapshot=(home / CURRENT).resolve())


def _write(connection: duckdb.DuckDBPyConnection, chunk: _Chunk) -> Published:
    valid_from = _instant(connection)
    connection.execute(
        f"CREATE TEMP TABLE publication AS SELECT TIMESTAMP {literal(valid_from)} AS valid_from"
    )
    filled = stage(connection, chunk.parts, chunk.run.run_id, valid_from)
    decisions = chunk.decisions or Decisions()
    audited = decisions.settle(chunk.findings)
    take_out(connection, (*chunk.inputs, *audited.held), filled)
    checked = decisions.settle(
        _with(run_checks(connection), damaged_blocks(connection) if "damage" in filled else ())
    )
    if checked.held:
        take_out(connection, checked.held, filled)
    findings = Findings(
        (*audited.results, *checked.results),
        (*audited.failures, *checked.failures),
        (*audited.held, *checked.held),
        (*audited.waived, *checked.waived),
    )
    new, closed = write_versions(connection, filled)
    _write_entities(connection, filled)
    documents = write_documents(connection, chunk.locations, filled)
    write_corrections(connection, chunk.corrections, is_any_met="correction" in filled)
    write_verification(connection, chunk.verified, chunk.run.run_id)
    write_repeats(connection, chunk.run.run_id)
    if chunk.state is not None:
        write_state(connection, chunk.state, chunk.run.run_id)
    if chunk.sources is not None:
        write_sources(connection, chunk.sources, chunk.run.run_id)
    moved, displaced = move_articles(connection, is_any_closed=closed > 0)
    if chunk.corrections is not None:
        write_entity_moves(connection, chunk.corrections, chunk.run.run_id)
    if chunk.comparison is not None:
        write_copies(connection, chunk.comparison, chunk.run.run_id)
    if chunk.framing is not None:
        write_templates(connection, chunk.framing, chunk.run.run_id)
    write_article_changes(connection)
    # corrections of entities have brought histories of names to what is valid now
    write_names(
        connection,
        chunk.run.run_id,
        is_counted_anew="alias_history" in changed_tables(connection),
    )
    update_index(connection)
    if chunk.listing is not None:
        write_sightings(connection, chunk.listing, chunk.run.run_id)
    held = write_quarantine(
        connection, chunk.run, (*chunk.inputs, *findings.held), findings.waived, decisions
    )
    if chunk.listing is not None and chunk.listing.mended:
        write_mended(connection, chunk.run, chunk.listing.mended)
    update_observations(connection)
    if chunk.decisions is not None:
        write_waivers(connection, chunk.decisions, chunk.run.run_id)
    if chunk.reviews is not None:
        write_reviews(connection, chunk.reviews)
    write_quality(connection, chunk.run, chunk.parts, findings, chunk.scores)
    return Published(documents, new + moved, closed + displaced, held, findings, Path())


def _with(findings: Findings, held: tuple[Held, ...]) -> Findings:
    return replace(findings, held=(*findings.held, *held))


def _instant(connection: duckdb.DuckDBPyConnection) -> datetime:
    """Now in UTC, or just behind the newest instant of a version, its end too, where the clock was set back."""
    now = datetime.now(UTC).replace(tzinfo=None)
    newest = connection.execute(
        f"SELECT max(greatest(valid_from, valid_to)) FROM {NAME}.main.article"
    ).fetchall()[0][0]
    return now if newest is None else max(now, newest + timedelta(microseconds=1))


def _write_entities(connection: duckdb.DuckDBPyConnection, filled: frozenset[str]) -> None:
    """Write entities and indicators as they are known now; a name that an entity was once met under is kept."""
    if "entity" in filled:
        insert(connection, "entity", "SELECT * FROM temp.entity", known="replace")
    if "entity_alias" in filled:
        insert(connection, "entity_alias", "SELECT * FROM temp.entity_alias", known="keep")
    if "indicator" in filled:
        insert(connection, "indicator", "SELECT * FROM temp.indicator", known="replace")

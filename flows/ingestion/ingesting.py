"""Settings and options in; the work that is left to do, with what came, went and came back, out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from flows.ingestion.contents import RememberedContents, opening_of
from flows.ingestion.corrected import FOLDER, are_news, own_corrections
from flows.ingestion.intake import Intake, take_in
from flows.ingestion.mended import Today, mended, told_of
from flows.ingestion.recording import held_input
from flows.ingestion.refused import told_of as told_of_standing
from flows.ingestion.remembered import sightings, waiting
from flows.ingestion.settling import without_growing
from flows.ingestion.sightings import (
    write_sightings,
)
from flows.ingestion.spared import Spared
from flows.ingestion.state import current_state
from flows.ingestion.vanished import Absence, absence
from flows.location import SettingsError
from flows.options import Options, patterns_of
from flows.quarantine.decided import decisions_of
from flows.sources import read_sources
from kouan.corrections import read_corrections
from kouan.reading import remote
from kouan.reading.addresses import addressed
from kouan.reading.sources import Survey, opened, survey
from warehouse.kept_reader import one_reader
from warehouse.quarantine.decisions import Decisions

if TYPE_CHECKING:
    from flows.ingestion.sightings import Sightings
    from flows.settings import Settings


def ingest(settings: Settings, options: Options, *, only_looks: bool = False) -> Intake:
    """Find the inputs, hash those that are not as they were seen, leave out what the warehouse has in this state.

    With `only_looks` a run will ingest again where there is work: failures that are news are not remembered, or they
    would be none then.

    Raises:
        NothingToStartError: neither the command nor the settings name an input.
        LexiconError, PhraseError, RuleError, CorrectionError, SettingsError: a file of the project cannot be used.
    """
    with one_reader():
        return _ingest(settings, options, only_looks=only_looks)


def _ingest(settings: Settings, options: Options, *, only_looks: bool) -> Intake:
    patterns = patterns_of(settings, options)
    if are_news(settings.project, settings.home):
        from flows.correcting.misplaced import refuse_misplaced

        refuse_misplaced(read_corrections(settings.project / FOLDER), settings.home)
    state = current_state(settings.project, settings.home)
    listed = survey(patterns, settings.project, remote.listed)
    inside = RememberedContents(opening_of(settings), settings.home, state, full=options.full)
    growing: list[str] = []
    if options.settle:
        listed, growing = without_growing(listed, inside)
    found = with_what_is_known(opened(listed, inside), settings)
    rows = read_sources(settings.project / "sources.csv")
    seen = sightings(settings, state)
    spared = Spared()
    if options.only_affected and not options.full:
        spared = spare(settings, state)
    known = partial(_known, settings, state, spared.documents)
    full, settle = options.full, options.settle
    own = own_corrections(settings.project)
    intake, newer = take_in(
        settings,
        found,
        seen,
        known,
        rows,
        full=full,
        settle=settle,
        own=own,
        changed=inside.changed,
    )
    is_new = newer is not None and newer.rows is not seen.rows
    there = absent(settings, patterns, found, seen, is_new=is_new)
    if not (only_looks and intake.failures):
        inside.save()
        if newer:
            write_sightings(settings.home, newer)
    # findings whose cause is gone are work too: a run that has no other ends them
    later = (*intake.unsettled, *growing)
    failures = (*intake.failures, *intake.standing)
    today = Today(listed, found, failures, later, there.gone, patterns, settings.project)
    ended = mended(seen.waiting, today)
    intake = replace(
        intake,
        gone=there.gone,
        returned=there.returned,
        unsettled=later,
        mended=ended,
        notes=(
            *spared.notes,
            *found.notes,
            *there.notes,
            *told_of(ended),
            *told_of_standing(intake.standing),
        ),
        verified=tuple(sorted(spared.documents)),
    )
    return without_discarded(intake, decisions_of(settings.project, settings.home))


def with_what_is_known(found: Survey, settings: Settings) -> Survey:
    """Inputs with what the manifest and their paths say of them, each under its address where that is known.

    Raises:
        SettingsError: the manifest cannot be used.
    """
    inputs, notes = found.inputs, list(found.notes)
    if settings.path_pattern:
        from kouan.reading.path_pattern import patterned

        inputs, said = patterned(inputs, settings.path_pattern)
        notes += said
    if settings.manifest:
        from kouan.reading.manifest import ManifestError, read_manifest

        try:
            manifest = read_manifest(settings.manifest)
        except ManifestError as error:
            raise SettingsError(str(error)) from error
        inputs, said = manifest.laid_over(inputs, settings.project)
        notes += said
    return found._replace(inputs=addressed(inputs), notes=tuple(notes))


def spare(settings: Settings, state: str) -> Spared:
    """Documents read in other states that what has changed since cannot touch."""
    from flows.ingestion.affected import spared
    from flows.ingestion.state import knowledge_of
    from warehouse.publishing.verification import documents_in_other_states

    others = documents_in_other_states(settings.home, state)
    if not others.num_rows:
        return Spared()
    return spared(others, knowledge_of(settings.project), settings.project, settings.home)


def absent(
    settings: Settings, patterns: Sequence[str], found: Survey, seen: Sightings, *, is_new: bool
) -> Absence:
    """What is gone from the inputs and what is back; the warehouse is asked only where something is not as it was."""
    missing = seen.missing(found.inputs, patterns)
    if not seen.run or not (is_new or missing.num_rows):
        return Absence()
    from warehouse.publishing.sightings import sighted, vanished

    expected = sighted(settings.home, patterns)
    moved = seen.moved(found.inputs, seen.match(found.inputs))
    places, devices = (missing[name].to_pylist() for name in ("location", "device"))
    lay = {place: moved.get(device, device) for place, device in zip(places, devices, strict=True)}
    told = dict(zip(*(expected[name].to_pylist() for name in expected.column_names), strict=True))
    return absence(found, patterns, told, vanished(settings.home), lay, settings.project)


def without_discarded(intake: Intake, decisions: Decisions) -> Intake:
    """The intake, with inputs that nobody waits for counted as unchanged: they are not told again."""
    failures = tuple(
        one for one in intake.failures if decisions.discard_of(held_input(one)) is None
    )
    discarded = len(intake.failures) - len(failures)
    return replace(intake, failures=failures, unchanged=intake.unchanged + discarded)


def _known(
    settings: Settings, state: str, spared: frozenset[str], documents: Sequence[str]
) -> dict[str, tuple[Any, ...]]:
    """What the warehouse knows of documents; spared ones count as read in today's state."""
    from warehouse.publishing.state import known_documents

    told = {
        document: one._replace(state_digest=state) if document in spared else one
        for document, one in known_documents(settings.home, documents).items()
    }
    return dict(waiting(settings, state).known(told))

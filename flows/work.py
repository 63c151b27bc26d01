"""A job in, one content-addressed part on disk out: what a worker does, in whichever thread or process."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.contents import REFUSAL, refusal_table
from flows.ingestion.jobs import Job, part_id_of
from flows.ingestion.state import current_state, knowledge_of
from kouan.model.correction import correction_ids
from kouan.model.knowledge import Knowledge
from kouan.model.packing import referred, with_originals
from kouan.model.processed import Processed
from kouan.reading.sources import Failure, Input, Shelf, read_batch
from kouan.stages import process
from kouan.tabulation import tables
from kouan.tabulation.parts import write_part
from warehouse.records import Held


@dataclass(frozen=True, slots=True)
class Workplace:
    """What every job of a run shares; small and picklable, so that a worker process can be handed it."""

    project: Path
    parts: Path
    max_size: int
    #: Write parts anew even where they lie there.
    full: bool = False
    #: File names of labelled documents: what was read in them is handed back, to be scored.
    labelled: frozenset[str] = frozenset()
    #: Refer to the bytes of documents where they lie instead of keeping them.
    referring: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job: its part (None when nothing could be read), failed inputs, held documents."""

    part: Path | None
    failures: tuple[Failure, ...] = ()
    held: tuple[Held, ...] = ()
    #: Further parts, of a job that was done document by document.
    more: tuple[Path, ...] = ()
    #: What was read in labelled documents.
    annotations: tuple[Mapping[str, Any], ...] = ()

    @property
    def parts(self) -> tuple[Path, ...]:
        """All its parts."""
        return (*((self.part,) if self.part else ()), *self.more)


class StateChangedError(RuntimeError):
    """The project's knowledge changed while a run was at work."""


def write_job(job: Job, place: Workplace) -> Outcome:
    """Take a job's documents down the road and write their part; a part that lies there is reused.

    Raises:
        Exception: whatever the road raised; `write_singly` then finds the document at fault.
    """
    existing = place.parts / job.part_id
    if existing.is_dir() and not place.full:
        return Outcome(existing)
    batch, failures = read_batch(job.inputs, place.max_size, _shelf())
    if not len(batch):
        return Outcome(None, tuple(failures))
    entries = {entry.location: entry for entry in job.inputs}
    batch = batch.under(
        {entry.location: source for entry, source in zip(job.inputs, job.sources, strict=True)}
    )
    knowledge = knowledge_of(place.project)
    own = {id_: ids for id_ in job.document_ids if (ids := correction_ids(id_, knowledge))}
    # the parts lie in the project's home
    if current_state(place.project, place.parts.parent) != job.state or own != dict(job.own):
        raise StateChangedError(
            "lexicons, phrases, rules or corrections of the project changed during the run; run again"
        )
    # The files may have changed since they were hashed: the part is named by what was read.
    read = [
        (batch.document_id(n), entries[source.location], source.source)
        for n, source in enumerate(batch.sources)
    ]
    part_id = part_id_of(job.state, read, own)
    processed = process(batch, knowledge)
    rows = {**tables(processed, job.state), REFUSAL: refusal_table(processed)}
    if place.referring:
        # What stands inside a file cannot be referred to by a path.
        files = {
            entry.location: str(Path(entry.file).absolute())
            for entry in job.inputs
            if entry.is_own_file
        }
        located = ((batch.document_id(n), one.location) for n, one in enumerate(batch.sources))
        rows["raw"] = referred(
            rows["raw"], {id_: files[where] for id_, where in located if where in files}
        )
    else:
        rows["raw"] = with_originals(rows["raw"], _originals(job.inputs))
    if place.full:
        shutil.rmtree(place.parts / part_id, ignore_errors=True)
    part = write_part(rows, place.parts, part_id)
    annotations = _annotated(processed, knowledge, place.labelled) if place.labelled else ()
    return Outcome(part, tuple(failures), annotations=annotations)


def _annotated(
    processed: Processed, knowledge: Knowledge, names: frozenset[str]
) -> tuple[Mapping[str, Any], ...]:
    """What was read in the documents of these file names, as the rules say it by themselves."""
    from kouan.evaluation.annotation import annotation, name_of

    labelled = [one for one in processed.documents if name_of(one.source.location) in names]
    if any(one.corrections for one in labelled):
        places = {one.source.location for one in labelled}
        ruled = process(processed.batch, knowledge.uncorrected()).documents
        labelled = [one for one in ruled if one.source.location in places]
    return tuple(map(annotation, labelled))


def _originals(inputs: Sequence[Input]) -> dict[str, bytes]:
    """The files of Word documents and PDF files, by document."""
    found = {}
    for entry in inputs:
        if entry.member is not None and (file := _shelf().original(entry)) is not None:
            found[entry.member.document_id] = file
    return found


#: Containers that stay open from one job of a thread to its next: a packed archive can only be read forward.
_OPEN = threading.local()


def _shelf() -> Shelf:
    if not hasattr(_OPEN, "shelf"):
        _OPEN.shelf = Shelf()
    shelf: Shelf = _OPEN.shelf
    return shelf


def write_singly(job: Job, place: Workplace) -> Outcome:
    """A job of one document; where the road raises, the document is held with what it said.

    Raises:
        StateChangedError: no document is at fault, and the run cannot go on.
    """
    try:
        return write_job(job, place)
    except StateChangedError:
        raise
    except Exception as error:
        return Outcome(None, held=tuple(held_for(error, job)))


def held_for(error: BaseException, job: Job) -> list[Held]:
    """The documents of a job, held because kouan failed on them."""
    said = f"{type(error).__name__}: {error}"[:500]
    detail = f"kouan failed on this document ({said}); please report it with the file"
    return [
        Held("document", digest, entry.location, "internal_error", detail)
        for digest, entry in zip(job.document_ids, job.inputs, strict=True)
    ]

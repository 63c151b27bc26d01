"""Documents that are to be read in, batches of work out: jobs, each named by all that decides its rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flows.ingestion.corrected import Own
from flows.sources import counted_under
from kouan.model.knowledge import digest_of
from kouan.reading.sources import Input, grouped
from warehouse.records import SourceRecord

if TYPE_CHECKING:
    from flows.settings import Settings


@dataclass(frozen=True, slots=True)
class Job:
    """One batch to process: inputs of which each is a document by its digest, counted under `sources`."""

    inputs: tuple[Input, ...]
    document_ids: tuple[str, ...]
    sources: tuple[str | None, ...]
    state: str
    #: Ids of the corrections of those documents that have some.
    own: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def part_id(self) -> str:
        """Names the part by all that decides its rows."""
        return part_id_of(
            self.state,
            zip(self.document_ids, self.inputs, self.sources, strict=True),
            dict(self.own),
        )

    @property
    def size(self) -> int:
        """Bytes of its inputs."""
        return sum(entry.size for entry in self.inputs)

    def single(self) -> Iterator[Job]:
        """The same work, a document at a time."""
        for number, entry in enumerate(self.inputs):
            id_ = self.document_ids[number]
            own = tuple(one for one in self.own if one[0] == id_)
            yield Job((entry,), (id_,), (self.sources[number],), self.state, own)


def part_id_of(
    state: str, documents: Iterable[tuple[str, Input, str | None]], own: Own | None = None
) -> str:
    """Digest of the documents' ids, locations, sources and own corrections, and of the state that reads them."""
    mine = own or {}
    said = [
        f"{digest} {entry.location} {source or ''}{_known_of(entry)}{' '.join(('', *mine.get(digest, ())))}"
        for digest, entry, source in documents
    ]
    return digest_of("part", state, *said)


def _known_of(entry: Input) -> str:
    """What is known of a document besides its bytes and its place, where anything is."""
    if entry.member is None:
        return ""
    return "".join(f" {said}" for said in entry.member[2:] if said)


def jobs_of(
    fresh: Sequence[tuple[Input, str]],
    settings: Settings,
    state: str,
    rows: Sequence[SourceRecord],
    own: Own,
) -> Iterator[Job]:
    """Work in batches, none of them larger than what is published at once."""
    digests = {entry.location: digest for entry, digest in fresh}
    for group in grouped(
        [entry for entry, _ in fresh], settings.batch_bytes, settings.publish_every
    ):
        ids = tuple(digests[entry.location] for entry in group)
        yield Job(
            tuple(group),
            ids,
            tuple(counted_under(entry, rows) for entry in group),
            state,
            own_of(ids, own),
        )


def own_of(documents: Iterable[str], own: Own) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The corrections of these documents, of those that have some."""
    return tuple((one, own[one]) for one in dict.fromkeys(documents) if one in own)

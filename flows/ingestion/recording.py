"""What came in, out as the rows that the warehouse keeps of it: the listing, spared documents, the state, failed inputs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import kouan
from flows.ingestion.state import libraries, state_of
from kouan.reading.sources import Failure
from warehouse.records import Held, StateRecord

if TYPE_CHECKING:
    from flows.ingestion.intake import Intake
    from flows.settings import Settings
    from warehouse.publishing.sightings import Listing
    from warehouse.publishing.verification import Verified


def listing(intake: Intake) -> Listing:
    """What the inputs hold now and hold no more, for the warehouse to keep."""
    import pyarrow as pa

    from flows.columns import text_array
    from warehouse.publishing.sightings import Listing

    columns = [
        text_array(entry.location for entry in intake.inputs),
        text_array(entry.pattern for entry in intake.inputs),
    ]
    return Listing(
        pa.Table.from_arrays(columns, names=["location", "input"]), intake.gone, intake.mended
    )


def verified(intake: Intake) -> Verified | None:
    """The documents that were spared, for the warehouse to note."""
    import pyarrow as pa

    from flows.columns import text_array
    from warehouse.publishing.verification import Verified

    if not intake.verified:
        return None
    documents = pa.Table.from_arrays([text_array(intake.verified)], names=["document_id"])
    return Verified(documents, intake.state)


def state_record(settings: Settings) -> StateRecord:
    """What the digest of today's state stands for."""
    said = state_of(settings.project, settings.home)
    versions = tuple(f"{name}={version}" for name, version in sorted(libraries().items()))
    return StateRecord(said.state, said.knowledge, said.source, kouan.__version__, versions)


def held_input(failure: Failure) -> Held:
    """An input that could not be found or read, as the warehouse keeps it."""
    return Held(
        "input", failure.location, failure.location, failure.reason, failure.detail, failed=True
    )

"""What the warehouse knows of documents in; the same for a run that gives up, waits no longer, and takes back, out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from flows.sources import Tally, source_of

if TYPE_CHECKING:
    import pyarrow as pa

    from warehouse.publishing.state import Known
    from warehouse.quarantine.retrying import Counted, Standing


@dataclass(frozen=True, slots=True)
class Waiting:
    """Held documents that a run treats otherwise than their state says."""

    #: Not read again, whatever their state: discarded, or tried often enough in this one.
    left_alone: Mapping[str, Known] = field(default_factory=dict)
    #: Read again in the state they were read in: their source is within its budget again.
    returning: frozenset[str] = frozenset()
    #: How many are not tried again by themselves.
    given_up: int = 0

    def known(self, documents: Mapping[str, Known]) -> dict[str, Known]:
        """The documents that a run may leave out, by their ids."""
        left = {**documents, **self.left_alone}
        return {id_: one for id_, one in left.items() if id_ not in self.returning}

    def standing(self, rows: pa.Table) -> pa.Table:
        """Rows of location and document_id that a run may leave out without asking."""
        import pyarrow as pa
        import pyarrow.compute as pc

        if self.returning:
            back = pa.array(sorted(self.returning), rows.schema.field("document_id").type)
            rows = rows.filter(pc.invert(pc.is_in(rows["document_id"], value_set=back)))
        if not self.left_alone:
            return rows
        alone = pa.array(sorted(self.left_alone), rows.schema.field("document_id").type)
        rows = rows.filter(pc.invert(pc.is_in(rows["document_id"], value_set=alone)))
        places = [(place, id_) for id_, one in self.left_alone.items() for place in one.locations]
        columns = [list(column) for column in zip(*places, strict=True)] or [[], []]
        more = pa.Table.from_arrays(
            [
                pa.array(column, field.type)
                for column, field in zip(columns, rows.schema, strict=True)
            ],
            schema=rows.schema,
        )
        return pa.concat_tables([rows, more])


def waiting_documents(home: Path, state: str, budgets: Tally, attempts: int) -> Waiting:
    """Which held documents this run leaves alone, and which come back."""
    from contextlib import closing

    from warehouse.connection import NoWarehouseError, reader
    from warehouse.quarantine.retrying import left_alone, standing

    try:
        connection = reader(home)
    except NoWarehouseError:
        return Waiting()
    with closing(connection):
        alone, given_up = left_alone(connection, state, attempts)
        back = returning(standing(connection), budgets)
    return Waiting(alone, back - alone.keys(), given_up)


def returning(standing: Standing, tally: Tally) -> frozenset[str]:
    """Documents held for the budget alone whose sources are within it by all they gave since.

    Judged over what was held then and what has come in since, good and bad: a source comes back when the
    bad ones were mended, waived or discarded, when its budget was raised, or when enough good ones came.
    """
    sources = {source_of(one.location, tally.rows) for one in standing.stopped}
    mine = {source: tally_of(standing, source, tally) for source in sources}
    return frozenset(
        one.document_id
        for one in standing.stopped
        if one.document_id
        and source_of(one.location, tally.rows) in mine
        and not mine[source_of(one.location, tally.rows)].over_budget()
    )


def tally_of(standing: Standing, source: str | None, like: Tally) -> Tally:
    """One source counted over all that it gave since the first of its documents was stopped."""

    def of_source(some: Sequence[Counted]) -> list[Counted]:
        return [one for one in some if source_of(one.location, like.rows) == source]

    stopped, faulty, released = map(
        of_source, (standing.stopped, standing.faulty, standing.released)
    )
    counted = Tally(like.rows, like.default, like.minimum)
    with_facts = (*stopped, *released)
    counted.count(
        [source] * len((*with_facts, *faulty)),
        [source] * len(faulty),
        {source: sum(one.facts for one in with_facts)},
        {source: sum(one.held_facts for one in with_facts)},
    )
    return counted

"""A warehouse in; what it knows of each document, for a run that wants to do only what is new, out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final, NamedTuple

import pyarrow as pa

from warehouse.connection import WAREHOUSE, NoWarehouseError, reader
from warehouse.migrate import migrations
from warehouse.transaction import transaction

#: A released document without a valid article (its place was taken by another one, and it stands at a
#: second place) does not stand: it has to be published anew.
STANDS: Final = (
    "len(locations) > 0"
    " AND (status = 'held' OR document_id IN (SELECT document_id FROM current_article))"
)


def bring_up_to_date(home: Path) -> bool:
    """Take the readers' snapshot of an older kouan through the migrations it lacks; whether it lacked any.

    Raises:
        MigrationError, WarehouseBusyError: as the writer's connection.
    """
    with closing(reader(home)) as connection:
        applied = connection.execute("SELECT count(*) FROM schema_version").fetchall()[0][0]
    if applied >= len(migrations()) or not (home / WAREHOUSE).is_file():
        return False
    with transaction(home):
        pass  # opening it for writing migrates it, and what readers see follows
    return True


#: Documents with the state each counts as read in: the one it was verified in last.
READ_IN: Final = "document LEFT JOIN verification USING (document_id)"
DIGEST: Final = "coalesce(verification.state_digest, document.state_digest)"


class Known(NamedTuple):
    """A document that need not be processed again while its state digest stays the same."""

    state_digest: str
    status: str
    locations: tuple[str, ...]
    #: What was known of it besides its bytes when it was read.
    url: str | None = None
    is_dated: bool = False
    read_as: str = ""
    #: Ids of the corrections it was read with, in their order; None where no correction makes it be read again.
    corrections: tuple[str, ...] | None = ()


def known_documents(home: Path, among: Sequence[str] | None = None) -> dict[str, Known]:
    """Every document that stands somewhere, by its id, or those `among` some; empty without a warehouse."""
    wanted = "" if among is None else " AND document_id IN (SELECT unnest(?::VARCHAR[]))"
    try:
        connection = reader(home)
    except NoWarehouseError:
        return {}
    with closing(connection):
        rows = connection.execute(
            f"SELECT document_id, {DIGEST}, status, locations, url, crawled_at IS NOT NULL,"
            f" coalesce(read_as, ''), coalesce(corrections, []) FROM {READ_IN} WHERE {STANDS}{wanted}",
            [] if among is None else [list(among)],
        ).fetchall()
    return {
        id_: Known(state, status, tuple(places), url, is_dated, read_as, tuple(corrections))
        for id_, state, status, places, url, is_dated, read_as, corrections in rows
    }


def standing(home: Path, state: str, own: Mapping[str, Sequence[str]] | None = None) -> pa.Table:
    """Where the documents stand that were read in a state: columns location and document_id.

    `own` are the corrections of documents; those read with others do not stand.
    """
    try:
        connection = reader(home)
    except NoWarehouseError:
        empty = pa.schema([("location", pa.string()), ("document_id", pa.string())])
        return empty.empty_table()
    with closing(connection):
        return connection.sql(
            "WITH own AS (SELECT unnest(?::VARCHAR[]) AS document_id, unnest(?::VARCHAR[][]) AS ids)"
            f" SELECT unnest(locations) AS location, document_id FROM {READ_IN} LEFT JOIN own USING (document_id)"
            f" WHERE {DIGEST} = ? AND coalesce(corrections, []) = coalesce(own.ids, []) AND {STANDS}",
            params=[list(own or ()), [list(ids) for ids in (own or {}).values()], state],
        ).to_arrow_table()


def parts_of(home: Path, documents: Sequence[str]) -> dict[str, str]:
    """The part that holds the bytes of each of these documents that is known."""
    with closing(reader(home)) as connection:
        rows = connection.execute(
            "SELECT document_id, part FROM document WHERE document_id IN (SELECT unnest(?::VARCHAR[]))",
            [list(documents)],
        ).fetchall()
    return dict(rows)

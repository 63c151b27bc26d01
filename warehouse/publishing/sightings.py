"""What a run found at which location, and what it found no more, in; the table sighting brought up to date out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pyarrow as pa

from warehouse.changes import insert, made, update
from warehouse.connection import NAME, NoWarehouseError, literal, reader


@dataclass(frozen=True, slots=True)
class Listing:
    """What inputs hold: `found` has the columns location and input, `vanished` names locations.

    `mended` are findings of the quarantine that ended, by their ids, with status and detail.
    """

    found: pa.Table
    vanished: Sequence[str] = ()
    mended: Mapping[str, tuple[str, str]] = field(default_factory=dict)


def write_sightings(connection: duckdb.DuckDBPyConnection, listing: Listing, run_id: str) -> None:
    """Write new locations, take back the mark of those that are there again, mark those that are gone."""
    connection.register("incoming", listing.found)
    # of the many that an input holds all but a few were there before, and have not gone since
    found = made(
        connection,
        "CREATE OR REPLACE TEMP TABLE found AS SELECT location, input FROM incoming ANTI JOIN"
        f" (SELECT location, unnest(inputs) AS input FROM {NAME}.main.sighting WHERE vanished_at IS NULL) AS known"
        " USING (location, input)",
    )
    connection.unregister("incoming")
    run = literal(run_id)
    if found:
        insert(
            connection,
            "sighting",
            f"SELECT location, [input] AS inputs, NULL::TIMESTAMP AS vanished_at, {run} AS run_id FROM temp.found",
            known="keep",
        )
        update(
            connection,
            "sighting",
            f"vanished_at = NULL, run_id = {run},"
            " inputs = list_sort(list_distinct(list_append(sighting.inputs, found.input)))",
            "found.location = sighting.location"
            " AND (sighting.vanished_at IS NOT NULL OR NOT list_contains(sighting.inputs, found.input))",
            "temp.found",
        )
    if listing.vanished:
        update(
            connection,
            "sighting",
            f"vanished_at = (SELECT valid_from FROM temp.publication), run_id = {run}",
            "vanished_at IS NULL AND location IN (SELECT unnest(?::VARCHAR[]))",
            parameters=[list(listing.vanished)],
        )


def sighted(home: Path, inputs: Sequence[str]) -> pa.Table:
    """Locations that are not marked as vanished, with the first of these inputs under which each was found."""
    return _asked(
        home,
        "SELECT location, list_filter(inputs, lambda one: list_contains(?::VARCHAR[], one))[1] AS input"
        " FROM sighting WHERE vanished_at IS NULL AND list_has_any(inputs, ?::VARCHAR[]) ORDER BY location",
        [list(inputs), list(inputs)],
    )


def vanished(home: Path) -> frozenset[str]:
    """Locations that are marked as vanished."""
    found = _asked(home, "SELECT location FROM sighting WHERE vanished_at IS NOT NULL", [])
    return frozenset(found["location"].to_pylist())


def _asked(home: Path, sql: str, parameters: list[list[str]]) -> pa.Table:
    try:
        connection = reader(home)
    except NoWarehouseError:
        return pa.schema([("location", pa.string()), ("input", pa.string())]).empty_table()
    with closing(connection):
        return connection.sql(sql, params=parameters).to_arrow_table()

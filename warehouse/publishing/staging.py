"""Parts in; temporary tables of the same names with the rows to publish out, what is held taken out of them.

The temporary tables hide those of the warehouse: `mention` is what comes in, `kouan.main.mention` what is
there. Checks and publishing read them; nothing is written to the warehouse here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from kouan.model.columns import column, table_of_rows
from kouan.model.knowledge import digest_of
from warehouse.catalog import PART_TABLES, tables
from warehouse.connection import literal
from warehouse.publishing.readings import is_of_one_reading
from warehouse.records import Held

#: Tables whose rows are facts, which can be held alone.
FACTS: Final = ("mention", "metric")

#: Tables whose rows belong to a version of an article.
VERSIONED: Final = ("article", "block", "mention", "position", "metric")

#: Held for this reason a document may be a good one: what is published of it already stays.
BUDGET: Final = "budget"

#: What joins the columns of a key in the subject of a held row.
JOINT: Final = ":"

HELD_SCHEMA: Final = pa.schema(
    [
        *((name, pa.string()) for name in ("quarantine_id", "level", "subject_id", "location")),
        *((name, pa.string()) for name in ("reason", "detail", "table_name", "row_json")),
        ("failed", pa.bool_()),
        ("evidence", pa.string()),
    ]
)

_HELD: Final = (
    "CREATE TEMP TABLE held ("
    + ", ".join(
        f"{field.name} {'BOOLEAN' if field.type == pa.bool_() else 'VARCHAR'}"
        for field in HELD_SCHEMA
    )
    + ")"
)

#: From so many rows of a table on, a full group of them, rows of the open transaction have been lost (DuckDB 2.0).
_LOST_FROM: Final = 100_000

#: Columns that name an entity.
_NAMING: Final = {
    "mention": ("entity_id",),
    "metric": ("subject_id", "place_id", "partner_id", "reported_by_id"),
    "position": ("person_id", "organization_id"),
}

# Of a document that several parts hold one reading counts: that at its first location.
_KEPT: Final = {
    "document": "QUALIFY row_number() OVER (PARTITION BY document_id ORDER BY locations[1], incoming_part) = 1",
    "block": "WHERE (article_id, incoming_part) IN"
    " (SELECT (article_id, part) FROM temp.article INNER JOIN temp.document USING (document_id))",
    "entity": "QUALIFY row_number() OVER (PARTITION BY entity_id) = 1",
    "indicator": "QUALIFY row_number() OVER (PARTITION BY indicator_id ORDER BY incoming_part) = 1",
    "entity_alias": "QUALIFY row_number() OVER (PARTITION BY entity_id, alias) = 1",
}
_OF_KEPT_DOCUMENT: Final = (
    "WHERE (document_id, incoming_part) IN (SELECT (document_id, part) FROM temp.document)"
)

_OWN_PLACES: Final = "list_sort(list_distinct(locations)) AS locations"
_ALL_PLACES: Final = "list_sort(list_distinct(flatten(list(locations) OVER (PARTITION BY document_id)))) AS locations"


class PartError(Exception):
    """A part cannot be published; the message names it and says what to do."""


def stage(
    connection: duckdb.DuckDBPyConnection, parts: Sequence[Path], run_id: str, valid_from: datetime
) -> frozenset[str]:
    """Load the parts into temporary tables, with the columns that publishing fills in; the names of those with rows.

    Raises:
        PartError: a table of a part is missing or cannot be read.
    """
    filled = {
        "valid_from": f"TIMESTAMP {literal(valid_from)} AS valid_from",
        "valid_to": "NULL::TIMESTAMP AS valid_to",
        "version_reason": "'page' AS version_reason",
        "run_id": f"{literal(run_id)} AS run_id",
        "part": "incoming_part AS part",
    }
    # one script of plain declarations: to make each as a question for no rows took three times as long
    connection.execute("".join(map(_declared, PART_TABLES)) + _HELD)
    largest = 0
    ids: dict[str, set[str]] = {}
    for name in PART_TABLES:
        incoming = _incoming(parts, name)
        if incoming is None or not incoming.num_rows:
            continue
        largest = max(largest, incoming.num_rows)
        ids[name] = set()
        is_plain = len(parts) == 1 and is_of_one_reading(name, incoming, ids)
        columns = [
            (_OWN_PLACES if is_plain else _ALL_PLACES)
            if column.name == "locations"
            else filled.get(column.name, f'"{column.name}"')
            for column in tables()[name].columns
        ]
        connection.register("incoming", incoming)
        connection.execute(
            f"INSERT INTO temp.{name} BY NAME"
            f" SELECT {', '.join(columns)} FROM incoming"
            f" {'' if is_plain else _KEPT.get(name, _OF_KEPT_DOCUMENT)}"
        )
        connection.unregister("incoming")
    if largest >= _LOST_FROM:
        _refuse_unreadable(connection)
    return frozenset(ids)


def _declared(name: str) -> str:
    columns = ", ".join(f'"{column.name}" {column.type}' for column in tables()[name].columns)
    return f'CREATE TEMP TABLE "{name}" ({columns});'


def _refuse_unreadable(connection: duckdb.DuckDBPyConnection) -> None:
    """Look whether every row that was staged can be read: a lost one would close the article it belongs to.

    Raises:
        PartError: rows are missing; nothing may be published.
    """
    for name in VERSIONED:
        owner, key = ("article", "article_id") if name == "block" else ("document", "document_id")
        counted, read = connection.execute(
            f"SELECT (SELECT count(*) FROM temp.{name}),"
            f" (SELECT count(*) FROM temp.{name} SEMI JOIN temp.{owner} USING ({key}))"
        ).fetchall()[0]
        if counted != read:
            raise PartError(
                f"table {name}: {counted} rows were staged and {read} can be read back;"
                " nothing is published, please report it with the version of DuckDB"
            )


def _incoming(parts: Sequence[Path], table: str) -> pa.Table | None:
    """One table of all parts, each row with the name of its part."""
    found = []
    for part in dict.fromkeys(parts):
        path = part / f"{table}.parquet"
        try:
            file = pq.ParquetFile(path)
            rows = file.read(use_threads=file.metadata.num_row_groups > 1)
        except (OSError, pa.ArrowInvalid) as error:
            raise PartError(
                f"{path}: {error}; remove the folder {part.name} and run again, it will be written anew"
            ) from error
        name = column([part.name] * len(rows), pa.string())
        found.append(rows.append_column("incoming_part", name))
    return pa.concat_tables(found) if found else None


def take_out(
    connection: duckdb.DuckDBPyConnection, held: Iterable[Held], filled: frozenset[str]
) -> None:
    """Take held documents and facts out of the staged rows; the table `held` says which, and why.

    `filled` are the staged tables that have rows. A staged document with status 'held' (it carries a refusal) counts
    as held also where nobody says why.
    """
    incoming = held_table(held)
    if incoming.num_rows:
        connection.register("incoming", incoming)
        connection.execute(
            "INSERT INTO temp.held SELECT * FROM incoming"
            " WHERE quarantine_id NOT IN (SELECT quarantine_id FROM temp.held)"
        )
        connection.unregister("incoming")
    if incoming.num_rows or _is_any_refused(connection):
        _take_out_held(connection)
    if "position" in filled:
        _drop_unnamed_positions(connection)
    if "entity" in filled or "entity_alias" in filled:
        _drop_unused_entities(connection)


def _is_any_refused(connection: duckdb.DuckDBPyConnection) -> bool:
    asked = "SELECT EXISTS (SELECT 1 FROM temp.document WHERE status = 'held')"
    return bool(connection.execute(asked).fetchall()[0][0])


def _take_out_held(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(
        "UPDATE temp.document SET status = 'held'"
        " WHERE document_id IN (SELECT subject_id FROM temp.held WHERE level = 'document')"
    )
    for name in FACTS:
        _keep_held_rows(connection, name)
        connection.execute(f"DELETE FROM temp.{name} WHERE {_is_held(name)}")
    gone = "SELECT document_id FROM temp.document WHERE status = 'held'"
    connection.execute(
        f"DELETE FROM temp.block WHERE article_id IN (SELECT article_id FROM temp.article WHERE document_id IN ({gone}))"
    )
    for name in ("article", "position", *FACTS):
        connection.execute(f"DELETE FROM temp.{name} WHERE document_id IN ({gone})")


def quarantine_id(held: Held) -> str:
    """Digest of level, subject and reason: the same thing held again for the same reason is one row."""
    return digest_of(held.level, held.subject_id, held.reason)


def held_table(held: Iterable[Held]) -> pa.Table:
    """Held rows under their ids, each once."""
    rows = {quarantine_id(one): one for one in held}
    return table_of_rows(
        [
            {
                "quarantine_id": id_,
                "level": one.level,
                "subject_id": one.subject_id,
                "location": one.location,
                "reason": one.reason,
                "detail": one.detail,
                "table_name": one.table,
                "row_json": one.row_json,
                "failed": one.failed,
                "evidence": one.evidence,
            }
            for id_, one in rows.items()
        ],
        HELD_SCHEMA,
    )


def _is_held(table: str) -> str:
    """The condition that a staged fact is held: by its id, or by its whole key."""
    key = f"concat_ws('{JOINT}', {', '.join(tables()[table].row_key)})"
    mine = f"SELECT subject_id FROM temp.held WHERE level = 'fact' AND coalesce(table_name, '{table}') = '{table}'"
    return f"({table}_id IN ({mine}) OR {key} IN ({mine}))"


def _keep_held_rows(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    """Write the row itself into `held` where whoever held it did not."""
    key = f"concat_ws('{JOINT}', {', '.join(tables()[table].row_key)})"
    connection.execute(
        f"UPDATE temp.held SET row_json = to_json(row_of)::VARCHAR, table_name = '{table}'"
        f" FROM (SELECT {table} AS row_of, {table}_id AS id, {key} AS row_key FROM temp.{table}) AS staged"
        " WHERE held.level = 'fact' AND held.row_json IS NULL"
        f" AND coalesce(held.table_name, '{table}') = '{table}' AND held.subject_id IN (staged.id, staged.row_key)"
    )


def _drop_unnamed_positions(connection: duckdb.DuckDBPyConnection) -> None:
    """Posts of whose person or organization the article holds no mention any more: those of held mentions.

    A person may name somebody whom the rules find nowhere in the article.
    """
    named = (
        "SELECT 1 FROM temp.mention WHERE mention.article_id = position.article_id"
        " AND mention.entity_id = position"
    )
    connection.execute(
        "DELETE FROM temp.position WHERE NOT EXISTS (SELECT 1 FROM temp.correction"
        " WHERE correction.table_name = 'position' AND correction.state = 'active'"
        " AND correction.document_id = position.document_id AND correction.raw_start = position.raw_start)"
        f" AND (NOT EXISTS ({named}.person_id)"
        f" OR (organization_id IS NOT NULL AND NOT EXISTS ({named}.organization_id)))"
    )


def _drop_unused_entities(connection: duckdb.DuckDBPyConnection) -> None:
    """Entities and aliases of which no staged row speaks any more: those of held documents and facts."""
    used = " UNION ALL ".join(
        f"SELECT {column} AS entity_id FROM temp.{table} WHERE {column} IS NOT NULL"
        for table, columns in _NAMING.items()
        for column in columns
    )
    connection.execute(f"DELETE FROM temp.entity WHERE entity_id NOT IN ({used})")
    connection.execute(
        "DELETE FROM temp.entity_alias"
        " WHERE NOT EXISTS (SELECT 1 FROM temp.entity WHERE entity.entity_id = entity_alias.entity_id"
        " AND entity.name = entity_alias.alias)"
        " AND NOT EXISTS (SELECT 1 FROM temp.mention WHERE mention.entity_id = entity_alias.entity_id"
        " AND mention.surface = entity_alias.alias)"
    )

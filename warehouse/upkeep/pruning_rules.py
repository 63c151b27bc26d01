"""Limits in; the SQL out that says what is old enough to go. It names tables as the connection sees them.

`here` are the tables that there are, as `warehouse.catalog.described` tells them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import duckdb

from warehouse.catalog import Table, tables
from warehouse.connection import NAME, literal
from warehouse.transfer.digests import quoted

#: Tables that hold what they name, by whichever of these columns they have.
HOLDING: Final = ("release_fact", "correction", "review")

#: Rows about valid versions only: they go by themselves.
_OF_VALID: Final = ("version_digest", "indexed_article")

#: What the audit found in a run; the run itself stays, articles name it.
OF_RUN: Final = ("quality_result", "quality_failure", "run_part")


def versions(here: Mapping[str, Table], before: str) -> str:
    """Closed versions that are old, not the newest of their article, and held by nothing."""
    held = " ".join(f"AND NOT ({one})" for one in _holds(here))
    return f"""
CREATE OR REPLACE TEMP TABLE pruned_version AS
SELECT version.article_id, version.valid_from, version.document_id, document.source
FROM {NAME}.main.article AS version LEFT JOIN {NAME}.main.document USING (document_id)
WHERE version.valid_to < {before} {held}
    AND EXISTS (
        SELECT 1 FROM {NAME}.main.article AS newer
        WHERE newer.article_key = version.article_key AND newer.valid_from > version.valid_from
    )
"""


def _holds(here: Mapping[str, Table]) -> Iterator[str]:
    """The conditions under which a version is held: by its article, its document, or one of its figures."""
    for name in HOLDING:
        columns = {column.name for column in here[name].columns} if name in here else set()
        for column in ("article_id", "document_id"):
            if column in columns:
                yield f"version.{column} IN (SELECT {column} FROM {NAME}.main.{name} WHERE {column} IS NOT NULL)"
        for column in ("metric_id", "fact_key"):
            if column in columns:
                yield (
                    f"(version.article_id, version.valid_from) IN (SELECT (article_id, valid_from) FROM {NAME}.main.metric"
                    f" WHERE {column} IN (SELECT {column} FROM {NAME}.main.{name}))"
                )
        if {"table_name", "row_id"} <= columns:
            yield from (
                f"(version.article_id, version.valid_from) IN (SELECT (article_id, valid_from) FROM {NAME}.main.{table}"
                f" WHERE {table}_id IN (SELECT row_id FROM {NAME}.main.{name} WHERE table_name = {literal(table)}))"
                for table in ("metric", "mention", "position")
            )


def runs(before: str, kept: int) -> str:
    """Runs that are old, and not among the newest so many."""
    return (
        f"CREATE OR REPLACE TEMP TABLE pruned_run AS SELECT run_id FROM {NAME}.main.run"
        f" WHERE started_at < {before} AND run_id NOT IN"
        f" (SELECT run_id FROM {NAME}.main.run ORDER BY started_at DESC, run_id DESC LIMIT {kept})"
    )


def past_retention(here: Mapping[str, Table], retention: Mapping[str, int], now: str) -> str:
    """Documents of which the bytes are kept longer than their source says, with places, part, source and size."""
    days = " ".join(f"WHEN {literal(source)} THEN {number}" for source, number in retention.items())
    held = " ".join(f"AND NOT ({one})" for one in _holds_documents(here))
    return f"""
SELECT document_id, {_standing(here)} AS locations, part, source, bytes
FROM {NAME}.main.document INNER JOIN {NAME}.main.run USING (run_id)
WHERE part <> '' AND source IN ({", ".join(map(literal, retention)) or "NULL"}) {held}
    AND coalesce(crawled_at, started_at) < {now} - to_days(CASE source {days or "WHEN '' THEN 0"} END)
ORDER BY document_id
"""


def _standing(here: Mapping[str, Table]) -> str:
    """The places of a document that no run has found it gone from."""
    if "sighting" not in here:
        return "locations"
    vanished = f"SELECT location FROM {NAME}.main.sighting WHERE vanished_at IS NOT NULL"
    return (
        "coalesce((SELECT list(place) FROM (SELECT unnest(locations) AS place)"
        f" WHERE place NOT IN ({vanished})), [])"
    )


def _holds_documents(here: Mapping[str, Table]) -> Iterator[str]:
    for name in HOLDING:
        columns = {column.name for column in here[name].columns} if name in here else set()
        if "document_id" in columns:
            yield f"document_id IN (SELECT document_id FROM {NAME}.main.{name} WHERE document_id IS NOT NULL)"
        if "fact_key" in columns:
            yield (
                f"document_id IN (SELECT document_id FROM {NAME}.main.metric"
                f" WHERE fact_key IN (SELECT fact_key FROM {NAME}.main.{name}))"
            )


def conditions(here: Mapping[str, Table]) -> Iterator[tuple[str, str]]:
    """Each table with the condition that a row of it goes."""
    for table in _versioned(here):
        yield (
            table.name,
            f"({table.name}.article_id, {table.name}.valid_from) IN (SELECT (article_id, valid_from) FROM temp.pruned_version)",
        )
    for name in OF_RUN:
        yield name, f"{name}.run_id IN (SELECT run_id FROM temp.pruned_run)"


def counts(here: Mapping[str, Table]) -> Iterator[tuple[str, str, str]]:
    """Rule, table, and the query for source, rows and bytes (about) of what goes."""
    for table in _versioned(here):
        yield (
            "version",
            table.name,
            f"SELECT version.source, count(*), sum({_bytes(table)}) FROM {NAME}.main.{table.name} AS one"
            " INNER JOIN temp.pruned_version AS version ON version.article_id = one.article_id"
            " AND version.valid_from = one.valid_from GROUP BY version.source ORDER BY ALL",
        )
    for name in OF_RUN:
        yield (
            "quality",
            name,
            f"SELECT NULL::VARCHAR, count(*), sum({_bytes(tables()[name])}) FROM {NAME}.main.{name} AS one"
            " WHERE run_id IN (SELECT run_id FROM temp.pruned_run)",
        )


def records(connection: duckdb.DuckDBPyConnection, days: int, retention: Mapping[str, int]) -> str:
    """The query for the rows of `pruning`: each version, each document, each run."""
    del connection
    limits = " ".join(f"WHEN {literal(name)} THEN '{number}'" for name, number in retention.items())
    said = f"CASE source {limits} END" if limits else "''"
    return f"""
SELECT 'version' AS rule, article_id, source, NULL::VARCHAR AS table_name, 1 AS row_count, 0 AS byte_count,
    'closed version of ' || valid_from::VARCHAR || ', older than {days} days' AS detail FROM temp.pruned_version
UNION ALL BY NAME
SELECT 'raw' AS rule, document_id AS article_id, source, NULL AS table_name, 0 AS row_count, size AS byte_count,
    'source ' || source || ' keeps raw bytes for ' || {said} || ' days' AS detail FROM temp.pruned_raw
UNION ALL BY NAME
SELECT 'quality' AS rule, run_id AS article_id, NULL AS source, NULL AS table_name, 1 AS row_count, 0 AS byte_count,
    'results of the audit, older than {days} days' AS detail FROM temp.pruned_run
    WHERE run_id IN (SELECT run_id FROM {NAME}.main.quality_result UNION SELECT run_id FROM {NAME}.main.run_part)
ORDER BY ALL
"""


def raw_by_part(connection: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    """The documents whose bytes go, by part."""
    rows = connection.execute(
        "SELECT part, list(document_id) FROM temp.pruned_raw GROUP BY part ORDER BY part"
    ).fetchall()
    return dict(rows)


def raw_shares(connection: duckdb.DuckDBPyConnection) -> str:
    """The query for part, source, documents that go, and their share of the part's bytes."""
    del connection
    return (
        "SELECT pruned.part, pruned.source, count(*), sum(pruned.size) / any_value(whole.size)"
        " FROM temp.pruned_raw AS pruned INNER JOIN"
        f" (SELECT part, sum(greatest(bytes, 1)) AS size FROM {NAME}.main.document GROUP BY part) AS whole USING (part)"
        " GROUP BY pruned.part, pruned.source ORDER BY ALL"
    )


def _versioned(here: Mapping[str, Table]) -> list[Table]:
    """The tables of which a row belongs to a version of an article; the article itself last."""
    found = [
        table
        for table in here.values()
        if not table.is_view
        and table.name not in _OF_VALID
        and {"article_id", "valid_from"} <= {column.name for column in table.columns}
    ]
    return sorted(found, key=lambda table: table.name == "article")


def _bytes(table: Table) -> str:
    """About how many bytes a row takes: its texts, and 8 for every other value."""
    texts = [
        f"coalesce(strlen(one.{quoted(column.name)}), 0)"
        for column in table.columns
        if column.type == "VARCHAR"
    ]
    return " + ".join([str(8 * (len(table.columns) - len(texts))), *texts])

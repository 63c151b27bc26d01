"""A name and a choice of figures in; a release with all that a citation of each needs out, in one transaction."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import duckdb
import pyarrow as pa

from warehouse.catalog import tables
from warehouse.changes import insert
from warehouse.connection import NAME, WarehouseError, literal, reader
from warehouse.releases.content import content_digest
from warehouse.transaction import transaction
from warehouse.transfer.digests import row_text

_NAME: Final = re.compile(r"[^\W_][\w.-]{0,63}")

_FROZEN: Final = f"""
SELECT ? AS release_name, metric.fact_key, metric.metric_id, metric.article_id, metric.document_id,
    article.location, article.title, article.publisher, article.published_text, metric.surface,
    metric.sentence, metric.row_json, metric.raw_start, metric.raw_end, article.article_key,
    article.valid_from AS version_from, article.authors, article.site, document.url,
    document.crawled_at, run.started_at AS read_at, document.state_digest
FROM (SELECT *, {{row}} AS row_json FROM {NAME}.main.metric {{chosen}}) AS metric
INNER JOIN {NAME}.main.article
    ON metric.article_id = article.article_id AND metric.valid_from = article.valid_from
LEFT JOIN {NAME}.main.document ON metric.document_id = document.document_id
LEFT JOIN {NAME}.main.run ON article.run_id = run.run_id
WHERE article.valid_to IS NULL
QUALIFY row_number() OVER (PARTITION BY metric.metric_id ORDER BY article.location) = 1
"""

#: What the frozen figures make: a derived observation when all it comes from is there, and gaps beside them.
_OBSERVED: Final = f"""
WITH stated AS (
    SELECT observation_id, series_id FROM {NAME}.main.observation
    SEMI JOIN (SELECT metric_id FROM {NAME}.main.release_fact WHERE release_name = {{name}}) AS held
        USING (metric_id)
),
derived AS (
    SELECT taken.observation_id, any_value(taken.series_id) AS series_id
    FROM (SELECT observation_id, series_id, unnest(derived_from) AS source FROM {NAME}.main.observation) AS taken
    LEFT JOIN stated ON taken.source = stated.observation_id
    GROUP BY taken.observation_id HAVING count(*) = count(stated.observation_id)
),
held AS (
    SELECT observation_id FROM stated UNION ALL SELECT observation_id FROM derived
    UNION ALL
    SELECT observation_id FROM {NAME}.main.observation
    WHERE state = 'gap' AND series_id IN (SELECT series_id FROM stated UNION ALL SELECT series_id FROM derived)
)
SELECT {{name}} AS release_name, observation_id, series_id, {{row}} AS row_json
FROM {NAME}.main.observation SEMI JOIN held USING (observation_id)
"""


class ReleaseError(WarehouseError):
    """A release cannot be made or used as asked; the message says what to do."""


class RefusedReleaseError(ReleaseError):
    """The name is taken, or no figure fits."""


class UnknownReleaseError(ReleaseError):
    """There is no release of this name."""


@dataclass(frozen=True, slots=True)
class Release:
    """One release, as table `release` has it."""

    release_name: str
    created_at: datetime
    note: str | None
    version: str
    facts: int
    digest: str
    run_id: str
    selection: str | None


def create_release(
    home: Path,
    name: str,
    version: str,
    *,
    selection: str | None = None,
    note: str | None = None,
    wait: float = 60.0,
) -> Release:
    """Freeze the figures that hold now and fulfil the condition (None: all of them) under a name.

    The condition is asked of the readers' snapshot, where SQL can neither write nor see a file; the
    writer's lock is held meanwhile, so that snapshot and warehouse are one.

    Raises:
        ReleaseError: the name is no name or taken, the condition cannot be used, or no figure fulfils it.
        NoWarehouseError: nothing has been published. WarehouseBusyError: another process writes.
    """
    if not _NAME.fullmatch(name):
        raise ReleaseError(
            f"{name!r} cannot be the name of a release; write letters, digits, - _ and . (2024-annual), 64 at most"
        )
    reader(home).close()  # says that there is no warehouse before one is made
    with transaction(home, wait=wait) as connection:
        if taken := _releases(connection, name):
            raise RefusedReleaseError(
                f"{name}: there is a release of this name, made {taken[0].created_at:%Y-%m-%d %H:%M} UTC with"
                f" {taken[0].facts} figures; a release is never changed, choose another name"
            )
        chosen = ""
        if selection is not None:
            connection.register("chosen", chosen_figures(home, selection))
            chosen = "WHERE metric_id IN (SELECT metric_id FROM chosen)"
        row = row_text(tables()["metric"])
        facts = insert(connection, "release_fact", _FROZEN.format(row=row, chosen=chosen), [name])
        if not facts:
            raise RefusedReleaseError(
                "no figure that holds now fits; `kouan query figures` lists what there is"
            )
        observed = _OBSERVED.format(row=row_text(tables()["observation"]), name=literal(name))
        insert(connection, "release_observation", observed)
        insert(
            connection,
            "release",
            "SELECT ? AS release_name, now() AT TIME ZONE 'UTC' AS created_at, ? AS note, ? AS version,"
            " ? AS facts, ? AS digest, ? AS selection, coalesce((SELECT run_id FROM"
            f" {NAME}.main.run ORDER BY started_at DESC, run_id DESC LIMIT 1), '') AS run_id",
            [name, note, version, facts, content_digest(connection, name), selection],
        )
        made = _releases(connection, name)[0]
        if selection is not None:
            connection.unregister("chosen")
    return made


def chosen_figures(home: Path, selection: str) -> pa.Table:
    """The metric_ids of the figures that hold now and fulfil a condition on view current_metric.

    Raises:
        ReleaseError: it is no condition.
    """
    with closing(reader(home)) as connection:
        return asked_figures(connection, selection)


def asked_figures(connection: duckdb.DuckDBPyConnection, selection: str) -> pa.Table:
    """The same over a reader's connection."""
    asked = f"SELECT DISTINCT metric_id FROM current_metric WHERE ({selection}\n)"
    try:
        # by itself it has to be a condition too, or its own brackets would close those around it
        duckdb.extract_statements(f"SELECT 1 WHERE {selection}")
        if len(duckdb.extract_statements(asked)) != 1:
            raise ReleaseError(_no_condition(selection, "it holds more than one statement"))
        return connection.sql(asked).to_arrow_table()
    except duckdb.Error as error:
        raise ReleaseError(_no_condition(selection, str(error).splitlines()[0])) from error


def _no_condition(selection: str, why: str) -> str:
    return (
        f"--where {selection}: {why}; write a condition on the columns of current_metric,"
        " as in \"indicator_id = 'port_cargo' AND period_start >= '2023-01-01'\""
    )


def releases(home: Path) -> list[Release]:
    """All releases, the newest first.

    Raises:
        NoWarehouseError: nothing has been published.
    """
    with closing(reader(home)) as connection:
        return _releases(connection)


def release_of(connection: duckdb.DuckDBPyConnection, name: str) -> Release:
    """One release by its name.

    Raises:
        UnknownReleaseError: there is none.
    """
    found = _releases(connection, name)
    if not found:
        known = ", ".join(one.release_name for one in _releases(connection)[:8])
        said = f"there are {known}" if known else "none was made yet (`kouan release create`)"
        raise UnknownReleaseError(f"{name}: there is no release of this name; {said}")
    return found[0]


def is_older(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether the database is as a version before releases left it: none was made, and no run has upgraded it yet."""
    known = connection.execute(
        "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'release_observation'"
    ).fetchall()
    return not known[0][0]


def _releases(connection: duckdb.DuckDBPyConnection, name: str | None = None) -> list[Release]:
    if is_older(connection):
        return []
    columns = ", ".join(Release.__dataclass_fields__)
    named = "WHERE release_name = ?" if name is not None else ""
    rows = connection.execute(
        f"SELECT {columns} FROM {NAME}.main.release {named} ORDER BY created_at DESC, release_name",
        [name] if name is not None else [],
    ).fetchall()
    return [Release(*row) for row in rows]


def verified(home: Path, name: str) -> tuple[Release, int, str]:
    """A release with the number of its figures and their digest as they are now: others than it says are damage.

    Raises:
        UnknownReleaseError: there is none.
    """
    with closing(reader(home)) as connection:
        release = release_of(connection, name)
        count = "SELECT count(*) FROM release_fact WHERE release_name = ?"
        facts = connection.execute(count, [name]).fetchall()[0][0]
        return release, int(facts), content_digest(connection, name)


def figures_of(home: Path, name: str, limit: int | None = None) -> list[dict[str, Any]]:
    """The figures of a release in the order of their places.

    Raises:
        UnknownReleaseError: there is none.
    """
    with closing(reader(home)) as connection:
        release_of(connection, name)
        cut = "" if limit is None else f" LIMIT {limit:d}"
        found = connection.execute(
            "SELECT * EXCLUDE (release_name) FROM release_fact WHERE release_name = ?"
            f" ORDER BY location, raw_start, metric_id{cut}",
            [name],
        )
        names: Sequence[str] = [column[0] for column in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

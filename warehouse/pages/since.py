"""A snapshot and a publication before it in; which figures came and went since then, by the journals, out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from kouan.model.columns import column
from warehouse.snapshots.journal import Journal, read_journals

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection

Version = tuple[str, datetime]

_VERSION: Final = ["article_id", "valid_from"]


class Publication(NamedTuple):
    """What a snapshot has come to; the token tells it from another one of the same number."""

    number: int
    token: str


@dataclass(frozen=True, slots=True)
class Since:
    """Versions of articles that were valid then and are no more, and the rows of `current_metric` that came."""

    closed: frozenset[Version]
    come: pa.Table | None


def newest(db: Connection) -> Publication | None:
    """The publication that a snapshot has come to; None before the first."""
    rows = db.execute(
        "SELECT number, token FROM publication ORDER BY number DESC LIMIT 1"
    ).fetchall()
    return Publication(*rows[0]) if rows else None


def since(db: Connection, home: Path, then: Publication) -> Since | None:
    """What changed since a publication; None where journals that are there whole do not tell it.

    They tell it where versions were opened with their figures, or closed. Where figures were written into a
    version that was there, taken out of one, or a version was changed otherwise, this says None.
    """
    met = db.execute("SELECT token FROM publication WHERE number = ?", [then.number]).fetchall()
    journals = read_journals(db, home, then.number) if met == [(then.token,)] else None
    try:
        return None if journals is None else _told_by(journals)
    except (OSError, pa.ArrowException):
        return None


def _told_by(journals: Iterable[Journal]) -> Since | None:
    closed: set[Version] = set()
    titles: dict[Version, str | None] = {}
    figures: list[pa.Table] = []
    for journal in journals:
        for version in _versions(_file(journal, "article", "gone")):
            if titles.pop(version, "") == "":
                closed.add(version)
        rows = _file(journal, "article", "rows", [*_VERSION, "valid_to", "title"])
        for row in rows.to_pylist() if rows is not None else ():
            version = row["article_id"], row["valid_from"]
            if row["valid_to"] is None:
                titles[version] = row["title"]
        came = _file(journal, "metric", "rows")
        if (
            closed & titles.keys()
            or _file(journal, "metric", "gone") is not None
            or set(_versions(came)) - titles.keys()
        ):
            return None
        if came is not None:
            figures.append(came)
    return Since(frozenset(closed), _valid(figures, titles))


def _valid(figures: list[pa.Table], titles: dict[Version, str | None]) -> pa.Table | None:
    """The figures whose version is valid at the end, with its title."""
    if not figures:
        return None
    rows = pa.concat_tables(figures)
    versions = _versions(rows)
    rows = rows.append_column("title", column(map(titles.get, versions), pa.string()))
    return rows.filter(column([version in titles for version in versions], pa.bool_()))


def _file(
    journal: Journal, table: str, what: str, columns: list[str] | None = None
) -> pa.Table | None:
    """The rows of a table that a publication wrote, or the keys of those it changed or took; None where there are none."""
    for name, gone, new in journal.tables:
        if name == table and (gone if what == "gone" else new):
            return pq.ParquetFile(journal.folder / f"{table}.{what}.parquet").read(columns)
    return None


def _versions(rows: pa.Table | None) -> list[Version]:
    if rows is None:
        return []
    told: list[list[Any]] = [rows.column(name).to_pylist() for name in _VERSION]
    return list(zip(*told, strict=True))


def as_table(versions: Iterable[Version]) -> pa.Table:
    """Versions as rows."""
    given = sorted(versions)
    return pa.table(
        {
            "article_id": column([one for one, _ in given], pa.string()),
            "valid_from": column([at for _, at in given], pa.timestamp("us")),
        }
    )

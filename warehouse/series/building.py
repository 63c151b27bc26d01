"""Figures, copies, sources and held facts in; tables observation and observation_metric brought up to date out.

The rules are the SQL files of this folder; docs/observations.md tells them in words. What a publication
touches is built anew and compared with what stands there, so that a row which says the same stays untouched,
and any order of publications ends with the rows that one building of everything gives.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from typing import Final

import duckdb

from warehouse.catalog import tables
from warehouse.changes import delete, insert, made
from warehouse.connection import NAME, literal
from warehouse.series.touched import find_touched, touch_all

#: The rules, in the order in which they are applied.
_RULES: Final = ("statements", "rounds", "observations", "derived")

_STORE: Final = f"{NAME}.main"

_SAME: Final = " AND ".join(
    f"touched.{name} IS NOT DISTINCT FROM built.{name}"
    for name in ("indicator_id", "measure", "subject", "place", "partner")
)

#: What stands there of what is built anew: what is stated of a period, and what follows from it in its year.
_TOUCHED: Final = (
    f"SELECT built.* FROM {_STORE}.observation AS built SEMI JOIN temp.touched_unit AS touched"
    f" ON {_SAME} AND touched.unit = CASE WHEN built.span = 'instant' THEN -1000000 - year(built.period_end)"
    " ELSE built.period_end - DATE '1970-01-01' END WHERE built.state = 'stated'"
    f" UNION ALL SELECT built.* FROM {_STORE}.observation AS built SEMI JOIN temp.touched_year AS touched"
    f" ON {_SAME} AND touched.of_year = year(built.period_end) WHERE built.state <> 'stated'",
    f"SELECT * FROM {_STORE}.observation_metric SEMI JOIN temp.built_observation USING (observation_id)",
)
_EVERYTHING: Final = (
    f"SELECT * FROM {_STORE}.observation",
    f"SELECT * FROM {_STORE}.observation_metric",
)
_TABLES: Final = ("observation", "observation_metric")


def update_observations(connection: duckdb.DuckDBPyConnection) -> int:
    """Bring the observations to what this transaction has changed; how many rows of both tables went or came.

    To be called in a transaction, behind all that writes figures, copies, sources and the quarantine. Where
    other rules built what stands there, or nothing has been built yet, everything is.
    """
    if _is_of_other_rules(connection):
        return rebuild_observations(connection)
    return _build(connection, _TOUCHED) if find_touched(connection) else 0


def rebuild_observations(connection: duckdb.DuckDBPyConnection) -> int:
    """Build all observations anew; how many rows went or came. To be called in a transaction."""
    # where no figure may enter and nothing stands there, there is nothing to build: only to plan it takes 0.06 s
    count = _build(connection, _EVERYTHING) if touch_all(connection) else 0
    if _is_of_other_rules(connection):
        delete(connection, "series_build", "true")
        insert(connection, "series_build", f"SELECT {literal(_rules_digest())} AS build_digest")
    return count


def _is_of_other_rules(connection: duckdb.DuckDBPyConnection) -> bool:
    found = connection.execute(f"SELECT build_digest FROM {_STORE}.series_build").fetchall()
    return found != [(_rules_digest(),)]


@cache
def _rule(name: str) -> str:
    return files(__package__).joinpath(f"{name}.sql").read_text("utf-8")


@cache
def _rules_digest() -> str:
    return hashlib.sha256("\0".join(map(_rule, _RULES)).encode()).hexdigest()


def _build(connection: duckdb.DuckDBPyConnection, standing: tuple[str, str]) -> int:
    """Build what is touched, and let it take the place of what stands there."""
    first, *others = _RULES
    stated = made(connection, _rule(first))
    stands, *_ = [
        made(connection, f"CREATE OR REPLACE TEMP TABLE built_{table} AS {rows}")
        for table, rows in zip(_TABLES, standing, strict=True)
    ]
    if not stated and not stands:
        return 0  # nothing is told of what is touched, and nothing was: what follows from the rest of its year stays
    for name in others:
        connection.execute(_rule(name))
    return sum(_write(connection, table) for table in _TABLES)


def _write(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    """Let the rows that were built take the place of those that stand there, where they differ."""
    columns = ", ".join(f'"{column.name}"' for column in tables()[table].columns)
    key = ", ".join(tables()[table].key)
    for name, mine, other in (("stale", "built", "fresh"), ("coming", "fresh", "built")):
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE {name}_row AS SELECT {columns} FROM temp.{mine}_{table}"
            f" EXCEPT SELECT {columns} FROM temp.{other}_{table}"
        )
    gone = delete(connection, table, f"({key}) IN (SELECT ({key}) FROM temp.stale_row)")
    return gone + insert(connection, table, "SELECT * FROM temp.coming_row")

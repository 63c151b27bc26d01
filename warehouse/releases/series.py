"""Series as somebody names them in; their ids, and the condition that chooses their figures, out."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

import duckdb

from warehouse.connection import WarehouseError, literal, reader
from warehouse.releases.making import is_older
from warehouse.series.naming import entities_bearing

#: Digits of a series_id that are enough to name it.
DIGITS: Final = 8

#: A subject or place by any name that means it; empty means any.
_PAIR: Final = """
SELECT DISTINCT series_id FROM ({observed}) AS observed
LEFT JOIN indicator USING (indicator_id)
WHERE (len($names) = 0 OR list_contains($names, subject) OR list_contains($names, place)
        OR list_contains($entities, coalesce(subject_id, place_id)))
    AND ($indicator = '' OR indicator_id = $indicator OR indicator.name = $indicator
        OR list_contains(indicator.names, $indicator))
ORDER BY 1
"""
_BEGINNING: Final = """
SELECT DISTINCT series_id FROM ({observed}) AS observed
WHERE series_id >= $begins AND series_id < $begins || 'g' ORDER BY 1
"""
_COLUMNS: Final = ("indicator_id", "subject", "place", "subject_id", "place_id")
_NOW: Final = f"SELECT series_id, {', '.join(_COLUMNS)} FROM observation"
_IN_JSON: Final = ", ".join(f"row_json ->> '$.{name}' AS {name}" for name in _COLUMNS)
_FROZEN: Final = (
    f"SELECT series_id, {_IN_JSON} FROM release_observation WHERE release_name = $release"
)


class UnknownSeriesError(WarehouseError):
    """Nothing is observed under this name; the message says what was looked for."""


def named_series(home: Path, names: Sequence[str]) -> tuple[str, ...]:
    """The ids of the series that these names mean, each once: a series_id or its beginning, or SUBJECT/INDICATOR.

    One side of the stroke may be empty: `/freight_throughput` means the series of all subjects.

    Raises:
        UnknownSeriesError: nothing is observed under one of them. NoWarehouseError: nothing is published.
    """
    with closing(reader(home)) as connection:
        found = [series for name in names for series in series_of(connection, name)]
    return tuple(dict.fromkeys(found))


def series_of(
    connection: duckdb.DuckDBPyConnection, name: str, release: str | None = None
) -> list[str]:
    """The ids that one name means, of what is observed now or of what a release froze.

    Raises:
        UnknownSeriesError: nothing is observed under it.
    """
    if is_older(connection):
        raise UnknownSeriesError(
            "this warehouse is as an older version of kouan left it; `kouan run` builds its series"
        )
    observed = _NOW if release is None else _FROZEN
    given: dict[str, object] = {} if release is None else {"release": release}
    subject, stroke, indicator = name.strip().rpartition("/")
    begins = name.strip().lower()
    rows = []
    if stroke:
        name_of = subject.strip()
        entities, called = entities_bearing(connection, name_of) if name_of else ((), ())
        given |= {"names": list(called), "entities": list(entities), "indicator": indicator.strip()}
        rows = connection.execute(_PAIR.format(observed=observed), given).fetchall()
    elif len(begins) >= DIGITS and not begins.strip("0123456789abcdef"):
        given |= {"begins": begins}
        rows = connection.execute(_BEGINNING.format(observed=observed), given).fetchall()
    if not rows:
        where = f"release {release} holds no series" if release else "no series is observed"
        raise UnknownSeriesError(
            f"{name}: {where} under this name; write SUBJECT/INDICATOR (中国/freight_throughput) or a"
            ' series_id, of which 8 digits are enough; `kouan sql "FROM observation"` shows them'
        )
    return [series for (series,) in rows]


def figures_in(series: Sequence[str]) -> str:
    """The condition on view current_metric that chooses every figure of these series, and those of what months are derived from."""
    ids = ", ".join(map(literal, series))
    return (
        "metric_id IN (SELECT metric_id FROM observation_metric WHERE observation_id IN ("
        f"SELECT observation_id FROM observation WHERE series_id IN ({ids})"
        f" UNION SELECT unnest(derived_from) FROM observation WHERE series_id IN ({ids})))"
    )

"""An id in; all that a citation of it says out, as it stands now or as a release froze it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import duckdb

from warehouse.connection import reader
from warehouse.provenance.identification import (
    NAMED,
    AmbiguousIdError,
    Identity,
    MalformedIdError,
    UnknownIdError,
    identify,
)
from warehouse.provenance.surroundings import first, inner_row, row_of, rows_of, surroundings
from warehouse.releases.cited import Cited, Kind, Standing, cited_of
from warehouse.releases.making import is_older, release_of

#: Tables of which a row has a sentence that can be quoted, or is an article; of the others the article is cited.
_KINDS: Final[Mapping[str, Kind]] = {"metric": "figure", "position": "post", "article": "article"}
#: What leads to its article.
_IN_ARTICLE: Final = ("document", "block", "mention", "item")

#: Columns of a released figure by which it is named, and its observation.
_NAMES: Final = ("fact_key", "metric_id", "article_id", "article_key")

_HOLDER: Final = """
SELECT release_name, release.digest AS release_digest, release.created_at AS released_at
FROM release_fact INNER JOIN release USING (release_name)
WHERE metric_id = ? ORDER BY release.created_at DESC LIMIT 1
"""

_RELEASED: Final = """
SELECT release_fact.*, release.digest AS release_digest, release.created_at AS released_at, release.version
FROM release_fact INNER JOIN release USING (release_name)
WHERE {column} >= ? AND {column} < ? {named}
ORDER BY release.created_at DESC, release_fact.raw_start, release_fact.metric_id LIMIT {limit}
"""

_FROZEN_OBSERVATION: Final = """
SELECT observation_id, row_json ->> '$.state' AS state, row_json ->> '$.metric_id' AS metric_id,
    (row_json -> '$.derived_from')::VARCHAR[] AS derived_from
FROM release_observation WHERE release_name = $3
"""


def cite(home: Path, typed: str, release: str | None = None) -> tuple[Cited, ...]:
    """What to cite for an id: one source, but for what has several.

    A derived observation is cited by each figure it comes from, a document by each of its stories. Without a release the newest reading is cited, and what only a release still has as it stands there.

    Raises:
        MalformedIdError: the id is none, or names nothing that can be cited. UnknownIdError: it is not there,
            or begins several. UnknownReleaseError: there is no such release.
    """
    with closing(reader(home)) as connection:
        if release is not None:
            release_of(connection, release)
        wanted = _observed(connection, typed.strip(), release) or (typed,)
        return tuple(found for one in wanted for found in _cited(connection, one, release))


def _cited(
    connection: duckdb.DuckDBPyConnection, typed: str, release: str | None
) -> tuple[Cited, ...]:
    if release is not None:
        return (_released(connection, typed, release),)
    try:
        named = identify(connection, typed)
    except (MalformedIdError, AmbiguousIdError):
        raise
    except UnknownIdError:
        if found := _in_releases(connection, typed, None):
            return (found,)
        raise
    stories = _stories(connection, named.id) if named.table == "document" else []
    return tuple(_standing_now(connection, one) for one in stories or [named])


def _stories(connection: duckdb.DuckDBPyConnection, document_id: str) -> list[Identity]:
    """The articles of a document that are valid, in the order in which they stand in it."""
    rows = connection.execute(
        "SELECT article_id FROM article LEFT JOIN item USING (document_id, item_key)"
        " WHERE document_id = ? AND valid_to IS NULL ORDER BY item.position NULLS FIRST, article_id",
        [document_id],
    ).fetchall()
    return [Identity("article", "article", "article_id", id_) for (id_,) in rows]


def _standing_now(connection: duckdb.DuckDBPyConnection, named: Identity) -> Cited:
    """The citation of a row of the warehouse: the newest version that has it."""
    if named.table not in (*_KINDS, *_IN_ARTICLE):
        raise MalformedIdError(
            f"{named.typed}: a row of {named.table} cannot be cited; give a fact_key, metric_id, observation_id,"
            " position_id, article_id or article_key, or the location of a document"
        )
    row = row_of(connection, named)
    around = surroundings(connection, named, row, inner_row(connection, named, row))
    if around.article is None:
        raise UnknownIdError(
            f"{named.typed}: no article was published from it, there is nothing to cite"
        )
    article, document, run = around.article, around.document or {}, around.run or {}
    kind = _KINDS.get(named.table, "article")
    told = {
        **{name: row.get(name) for name in ("fact_key", "metric_id", "surface", "sentence")},
        **article,
        **{name: document.get(name) for name in ("url", "crawled_at")},
        "site": article.get("site"),
        "read_at": run.get("started_at"),
        "version": run.get("version"),
        **_holder(connection, row, kind),
    }
    return cited_of(named.typed, kind, _standing(connection, article), told)


def _standing(connection: duckdb.DuckDBPyConnection, article: dict[str, Any]) -> Standing:
    if article["valid_to"] is not None:
        return "superseded"
    seen = first(connection, "sighting", "location", article["location"])
    return "vanished" if seen and seen["vanished_at"] is not None else "holds"


def _holder(
    connection: duckdb.DuckDBPyConnection, row: dict[str, Any], kind: Kind
) -> dict[str, Any]:
    """The newest release that holds the figure as it was read here; nothing where none does."""
    if kind != "figure":
        return {}
    return next(iter(rows_of(connection, _HOLDER, [row["metric_id"]])), {})


def _released(connection: duckdb.DuckDBPyConnection, typed: str, release: str) -> Cited:
    """The citation of what a release froze.

    Raises:
        UnknownIdError: the release has no such figure.
    """
    if found := _in_releases(connection, typed, release):
        return found
    raise UnknownIdError(
        f"{typed}: release {release} holds no figure with this id; `kouan release show {release}` lists them"
    )


def _in_releases(
    connection: duckdb.DuckDBPyConnection, typed: str, release: str | None
) -> Cited | None:
    begins = typed.strip().lower()
    if len(begins) < 8 or begins.strip("0123456789abcdef") or is_older(connection):
        return None
    named = "AND release_name = ?" if release is not None else ""
    values = [begins, begins + "g", *([release] if release is not None else [])]
    for column in _NAMES:
        sql = _RELEASED.format(column=f"release_fact.{column}", named=named, limit=NAMED + 1)
        rows = rows_of(connection, sql, values)
        ids = dict.fromkeys(row[column] for row in rows)
        if len(ids) > 1:
            raise UnknownIdError(
                f"{typed}: several ids begin so: {', '.join(ids)}; give more digits"
            )
        if rows:
            return _frozen(rows[0], column)
    return None


def _frozen(row: dict[str, Any], column: str) -> Cited:
    kind: Kind = "figure" if column in ("fact_key", "metric_id") else "article"
    return cited_of(row[column], kind, "released", row)


def _observed(
    connection: duckdb.DuckDBPyConnection, typed: str, release: str | None
) -> tuple[str, ...]:
    """The figures of an observation: the one that is shown, or those a derived one was computed from.

    Raises:
        UnknownIdError: several observations begin so, or it is a gap.
    """
    begins = typed.removeprefix("observation:").lower()
    if len(begins) < 8 or begins.strip("0123456789abcdef"):
        return ()
    source = "observation"
    values = [begins, begins + "g"]
    if release is not None:
        source = f"({_FROZEN_OBSERVATION})"
        values.append(release)
    rows = rows_of(
        connection,
        f"SELECT observation_id, state, metric_id, derived_from FROM {source}"
        " WHERE observation_id >= $1 AND observation_id < $2 ORDER BY 1 LIMIT 2",
        values,
    )
    if not rows:
        return ()
    if len(rows) > 1:
        raise UnknownIdError(f"{typed}: several observations begin so; give more digits")
    if rows[0]["state"] == "gap":
        raise UnknownIdError(
            f"{typed}: this observation is a gap, its figure is held (`kouan quarantine`); there is nothing to cite"
        )
    if rows[0]["metric_id"] is not None:
        return (rows[0]["metric_id"],)
    return tuple(
        one
        for source_id in rows[0]["derived_from"]
        for one in _observed(connection, source_id, release)
    )

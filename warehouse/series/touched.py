"""What a transaction has changed in; the series and periods that may read otherwise now, as `temp.touched_period`, out.

What is touched is named by indicator, measure, subject, place, partner and the last day of the period: all
that is stated of it is read again, whatever its parts, units and words.
"""

from __future__ import annotations

from typing import Final

import duckdb

from warehouse.catalog import tables
from warehouse.changes import changed_tables, changed_values, made
from warehouse.connection import NAME
from warehouse.noted import few_rows, values

_STORE: Final = f"{NAME}.main"

_KEY: Final = ("indicator_id", "measure", "subject", "place", "partner", "period_end")
_COLUMNS: Final = ", ".join(_KEY)
#: Of these an entity may have another name than the text (江苏, 江苏省): series go by the entity's.
_PLACED: Final = ("subject", "place", "partner")
#: Places, as long as a transaction is looked at; a name of an entity never changes.
_PLACES: Final = (
    "CREATE OR REPLACE TEMP TABLE series_place AS"
    f" SELECT entity_id, name FROM {_STORE}.entity WHERE type = 'place'"
)


def _named(column: str, told: str, told_id: str) -> str:
    """A column under the name of the entity, where it is a place."""
    return (
        f"coalesce((SELECT named.name FROM temp.series_place AS named WHERE named.entity_id = {told_id}), {told})"
        f" AS {column}"
    )


def _of_json(name: str) -> str:
    return f"json_extract_string(row_json, '$.{name}')"


_OF_METRIC: Final = ", ".join(
    _named(name, f"metric.{name}", f"metric.{name}_id") if name in _PLACED else f"metric.{name}"
    for name in _KEY
)
_IN_JSON: Final = ", ".join(
    _named(name, _of_json(name), _of_json(f"{name}_id"))
    if name in _PLACED
    else f"try_cast({_of_json(name)} AS {'DATE' if name == 'period_end' else 'VARCHAR'}) AS {name}"
    for name in _KEY
)

#: Which figures may be observations at all, as statements.sql takes them: most publications bring none.
_MAY_ENTER: Final = (
    "indicator_id IS NOT NULL AND period_end IS NOT NULL AND kind IN ('level', 'share', 'rate')"
    " AND modality IN ('actual', 'preliminary') AND period_start IS NOT NULL AND value IS NOT NULL"
    " AND (subject IS NOT NULL OR place IS NOT NULL) AND NOT EXISTS"
    f" (SELECT 1 FROM {_STORE}.indicator AS told WHERE told.indicator_id = metric.indicator_id"
    " AND told.measure = 'flow' AND NOT told.is_summable)"
)

#: By each table that observations are made of: which valid articles state otherwise when rows of it have changed.
_ARTICLES: Final = {
    # a copy is as old as the report it is of
    "article": f"{{listed}} UNION ALL SELECT article_id FROM {_STORE}.duplicate WHERE kind = 'near'"
    " AND cluster IN ({changed})",
    "metric": "{listed}",
    # its places, which count as reprints, and its source
    "document": f"SELECT article_id FROM {_STORE}.article WHERE valid_to IS NULL"
    " AND document_id IN ({changed})",
    "source": f"SELECT article_id FROM {_STORE}.article INNER JOIN {_STORE}.document USING (document_id)"
    " WHERE valid_to IS NULL AND document.source IN ({changed})",
    # a mark that is gone can only be told by what was built with it
    "duplicate": f"SELECT article_id FROM {_STORE}.duplicate WHERE kind = 'near'"
    " AND duplicate_id IN ({changed})"
    f" UNION ALL SELECT built.article_id FROM {_STORE}.observation_metric AS built WHERE origin <> article_id"
    f" AND NOT EXISTS (SELECT 1 FROM {_STORE}.duplicate AS near WHERE near.kind = 'near'"
    " AND near.article_id = built.article_id AND near.cluster = built.origin)",
}

_HELD: Final = f"{_STORE}.quarantine WHERE level = 'fact' AND status = 'held'"

#: Series and periods that are touched without an article.
_PERIODS: Final = {
    "quarantine": f"SELECT {_IN_JSON} FROM {_STORE}.quarantine WHERE level = 'fact' AND json_valid(row_json)"
    " AND quarantine_id IN ({changed})",
    # whether it may be added up decides what enters, and what is derived
    "indicator": f"SELECT {_OF_METRIC} FROM {_STORE}.metric WHERE {_MAY_ENTER}"
    " AND indicator_id IN ({changed})"
    f" UNION ALL SELECT {_COLUMNS} FROM {_STORE}.observation"
    " WHERE indicator_id IN ({changed})"
    # a held figure of one that may be added up now is a gap
    f" UNION ALL SELECT {_IN_JSON} FROM {_HELD} AND json_valid(row_json)"
    " AND json_extract_string(row_json, '$.indicator_id') IN ({changed})",
}

_ALL: Final = (
    f"SELECT {_OF_METRIC} FROM {_STORE}.metric WHERE {_MAY_ENTER}",
    f"SELECT {_COLUMNS} FROM {_STORE}.observation",
    f"SELECT {_IN_JSON} FROM {_STORE}.quarantine WHERE level = 'fact' AND json_valid(row_json)",
)


def find_touched(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether the open transaction has changed anything that an observation is made of."""
    changed = changed_tables(connection)
    articles = [
        _asked(connection, table, query) for table, query in _ARTICLES.items() if table in changed
    ]
    touched = [
        _asked(connection, table, query) for table, query in _PERIODS.items() if table in changed
    ]
    if articles:
        union = " UNION ".join(articles)
        few = few_rows(connection, f"SELECT article_id FROM ({union})")
        if few is None:
            connection.execute(f"CREATE OR REPLACE TEMP TABLE touched_article AS {union}")
            some = "SELECT article_id FROM temp.touched_article"
        else:
            some = values(article_id for (article_id,) in few)
        touched += [
            f"SELECT {_OF_METRIC} FROM {_STORE}.metric WHERE article_id IN ({some}) AND {_MAY_ENTER}",
            f"SELECT {_COLUMNS} FROM {_STORE}.observation WHERE observation_id IN"
            f" (SELECT observation_id FROM {_STORE}.observation_metric WHERE article_id IN ({some}))",
        ]
        if connection.execute(f"SELECT 1 FROM {_HELD} LIMIT 1").fetchall():
            # a held figure is told when its article is
            touched.append(
                f"SELECT {_IN_JSON} FROM {_HELD} AND json_valid(row_json) AND document_id IN"
                f" (SELECT document_id FROM {_STORE}.article WHERE article_id IN ({some}))"
            )
    return bool(touched) and _mark(connection, touched)


def _asked(connection: duckdb.DuckDBPyConnection, table: str, query: str) -> str:
    """A query with what is changed of its table in its place: the articles, where its key names them."""
    key = tables()[table].key
    noted = changed_values(connection, table, "article_id" if "article_id" in key else key[0])
    listed = noted if noted.startswith("SELECT") else f"SELECT unnest([{noted}]) AS article_id"
    return query.format(changed=noted, listed=listed)


def touch_all(connection: duckdb.DuckDBPyConnection) -> bool:
    """Mark every series there is, and every one that has an observation."""
    return _mark(connection, _ALL)


def _mark(connection: duckdb.DuckDBPyConnection, queries: list[str] | tuple[str, ...]) -> bool:
    connection.execute(_PLACES)
    found = made(
        connection,
        "CREATE OR REPLACE TEMP TABLE touched_period AS SELECT DISTINCT * FROM"
        f" ({' UNION ALL '.join(queries)}) WHERE indicator_id IS NOT NULL AND measure IS NOT NULL AND period_end IS NOT NULL",
    )
    return found > 0

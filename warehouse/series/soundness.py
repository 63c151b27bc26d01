"""A connection in; what is wrong with the observations that stand there, as a count and words for each fault, out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import duckdb

from warehouse.catalog import described

#: Each fault with the question that counts it.
_FAULTS: Final = {
    "show a figure that no valid article states": "SELECT count(*) FROM observation WHERE state = 'stated'"
    " AND metric_id NOT IN (SELECT metric_id FROM current_metric)",
    "show another value than their figure states": "SELECT count(*) FROM observation INNER JOIN current_metric AS metric"
    " USING (metric_id) WHERE coalesce(metric.value_base, metric.value) <> observation.value",
    "are stated and have not one figure that is shown": "SELECT count(*) FROM (SELECT observation_id FROM observation"
    " LEFT JOIN observation_metric AS stating USING (observation_id) WHERE state = 'stated'"
    " GROUP BY observation_id HAVING count(*) FILTER (role = 'shown') <> 1)",
    "share series, period and vintage with another one": "SELECT coalesce(sum(times), 0) FROM (SELECT count(*) AS times"
    " FROM observation GROUP BY series_id, period_start, period_end, vintage HAVING count(*) > 1)",
    "are named by a figure and not there": "SELECT count(DISTINCT observation_id) FROM observation_metric"
    " WHERE observation_id NOT IN (SELECT observation_id FROM observation)",
    "are computed from one that is not there": "SELECT count(*) FROM"
    " (SELECT unnest(derived_from) AS observation_id FROM observation) AS named"
    " ANTI JOIN observation USING (observation_id)",
}


def faults(connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    """What does not hold in the tables observation and observation_metric of the database in use."""
    if "observation_metric" not in described(connection):
        return  # a snapshot from before an upgrade
    for said, sql in _FAULTS.items():
        if count := connection.execute(sql).fetchall()[0][0]:
            yield f"{count} {said}"

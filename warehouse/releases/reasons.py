"""Figures that changed in; why each did, in temporary table `outcome`, out: page, rules, correction or held."""

from __future__ import annotations

from datetime import datetime
from typing import Final

import duckdb

from warehouse.catalog import tables
from warehouse.releases.matching import said
from warehouse.transfer.digests import row_text

#: What is still there, but whose page was not found any more.
_VANISHED: Final = """
UPDATE temp.outcome SET kind = 'vanished'
FROM temp.before_key AS before, sighting
WHERE outcome.kind = 'same' AND outcome.old_metric_id = before.metric_id
    AND sighting.location = before.location AND sighting.vanished_at IS NOT NULL
"""

#: The versions that came after the one a figure was taken from.
_SINCE: Final = """
CREATE OR REPLACE TEMP TABLE since AS
SELECT lost.metric_id, lost.says, article.article_id, article.valid_from, article.version_reason
FROM temp.lost_said AS lost
INNER JOIN article ON lost.article_key = article.article_key AND article.valid_from > lost.version_from
WHERE coalesce(article.valid_from <= $until::TIMESTAMP, true)
"""

#: What they say.
_SAYING: Final = f"""
CREATE OR REPLACE TEMP TABLE saying AS
SELECT metric.article_id, metric.valid_from, metric.metric_id, md5_number({{said}}::VARCHAR) AS says
FROM (SELECT *, {row_text(tables()["metric"])} AS row_json FROM metric) AS metric
SEMI JOIN temp.since USING (article_id, valid_from)
"""

#: The first version that does not say it: where a figure only moved, does not say it there.
_FIRST: Final = """
CREATE OR REPLACE TEMP TABLE first_without AS
SELECT since.metric_id,
    arg_min(since.version_reason, since.valid_from) FILTER (same.says IS NULL) AS unsaid,
    arg_min(since.version_reason, since.valid_from) FILTER (placed.metric_id IS NULL) AS unplaced
FROM temp.since
LEFT JOIN (SELECT DISTINCT article_id, valid_from, says FROM temp.saying) AS same
    USING (article_id, valid_from, says)
LEFT JOIN (SELECT DISTINCT article_id, valid_from, metric_id FROM temp.saying) AS placed
    ON since.article_id = placed.article_id AND since.valid_from = placed.valid_from
    AND since.metric_id = placed.metric_id
GROUP BY since.metric_id
"""

_REASONED: Final = """
UPDATE temp.outcome SET reason = CASE outcome.kind WHEN 'moved' THEN unplaced ELSE unsaid END
FROM temp.first_without AS found
WHERE outcome.old_metric_id = found.metric_id AND outcome.kind IN ('changed', 'reworded', 'gone', 'moved')
"""

#: A story that ended without a later version: other bytes took its place, or the same are read as other stories.
_ENDED: Final = """
UPDATE temp.outcome SET reason = told.reason
FROM (
    WITH ended AS (
        SELECT article_key, max(valid_to) AS ended_at, arg_max(document_id, valid_from) AS document_id
        FROM article WHERE article_key IN (SELECT article_key FROM temp.lost_said)
        GROUP BY article_key HAVING bool_and(valid_to IS NOT NULL)
    )
    SELECT lost.metric_id,
        CASE WHEN bool_or(later.document_id = ended.document_id) THEN 'rules' ELSE 'page' END AS reason
    FROM temp.lost_said AS lost
    INNER JOIN ended USING (article_key)
    INNER JOIN article AS later ON lost.location = later.location AND later.valid_from >= ended.ended_at
    WHERE coalesce(later.valid_from <= $until::TIMESTAMP, true)
    GROUP BY lost.metric_id
) AS told
WHERE outcome.old_metric_id = told.metric_id AND outcome.kind <> 'same' AND outcome.reason IS NULL
"""

#: A fact, or its whole document, that waits in quarantine.
_HELD: Final = """
UPDATE temp.outcome SET reason = 'held'
FROM temp.lost_said AS lost
WHERE outcome.old_metric_id = lost.metric_id AND outcome.kind = 'gone'
    AND (lost.fact_key IN (
        SELECT json_extract_string(row_json, '$.fact_key') FROM quarantine
        WHERE level = 'fact' AND status IN ('held', 'failed') AND json_valid(row_json))
    OR lost.document_id IN (
        SELECT subject_id FROM quarantine WHERE level = 'document' AND status IN ('held', 'failed')))
"""

_MOVED: Final = "UPDATE temp.outcome SET reason = 'page' WHERE kind = 'vanished' OR (kind = 'moved' AND matched_by IS NULL)"


def explain(
    connection: duckdb.DuckDBPyConnection, dropped: str, until: datetime | None = None
) -> None:
    """Say of each figure that is not what and where it was why that is; `until` is the end of a later release.

    The reason is that of the first version that does not say it any more, so a page that is published anew
    with the figure in it, and read otherwise afterwards, counts as rules.
    """
    if until is None:
        connection.execute(_VANISHED)
    if connection.execute("SELECT count(*) FROM temp.lost_said").fetchall()[0][0]:
        end = {"until": until}
        connection.execute(_SINCE, end)
        saying = _SAYING.format(said=said("metric.row_json"))
        connection.execute(saying, {"dropped": dropped})
        connection.execute(_FIRST)
        connection.execute(_REASONED)
        connection.execute(_ENDED, end)
        if until is None:
            connection.execute(_HELD)
    connection.execute(_MOVED)

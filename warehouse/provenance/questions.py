"""The table of a row in; what is asked beside the row, in SQL with the values that it takes from the row, out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, NamedTuple

from warehouse.provenance.surroundings import Row, Surroundings


class Question(NamedTuple):
    """What to ask beside a row: for rows of which tables, of which table, by which value."""

    name: str
    beside: tuple[str, ...]
    table: str
    sql: str
    values: Callable[[Row, Surroundings], list[Any] | None]


def _own(*columns: str) -> Callable[[Row, Surroundings], list[Any] | None]:
    def values(row: Row, around: Surroundings) -> list[Any] | None:
        del around
        return [row[name] for name in columns]

    return values


def _story(row: Row, around: Surroundings) -> list[Any] | None:
    del row
    return [around.article["article_key"]] if around.article else None


def _document(row: Row, around: Surroundings) -> list[Any] | None:
    del row
    return [around.document["document_id"]] if around.document else None


def _template(row: Row, around: Surroundings) -> list[Any] | None:
    if around.document is None or row.get("template") is None:
        return None
    return [row["template"], around.document["document_id"]]


def _bytes(row: Row, around: Surroundings) -> list[Any] | None:
    if around.document is None or "raw_end" not in row:
        return None
    return [around.document["document_id"], row["raw_end"], row["raw_start"]]


def _moved(row: Row, around: Surroundings) -> list[Any] | None:
    del around
    return [next(row[name] for name in ("mention_id", "position_id", "metric_id") if name in row)]


_PLACED: Final = ("block", "mention", "metric", "position", "contextual_edit", "damage")

#: How a judgment names a row by its bytes.
_SPAN: Final = "concat_ws(':', ?::VARCHAR, ?::BIGINT, ?::BIGINT)"
_SPANNED: Final = ("document_id", "raw_start", "raw_end")

QUESTIONS: Final = (
    Question(
        "versions of the figure",
        ("metric",),
        "metric",
        "SELECT valid_from, valid_to, metric.surface, value, unit, kind, subject, period, metric_id"
        " FROM metric INNER JOIN article USING (article_id, valid_from) WHERE fact_key = ? ORDER BY valid_from DESC",
        _own("fact_key"),
    ),
    Question(
        "observation it states",
        ("metric",),
        "observation",
        "SELECT role, observation.value, unit_base, period_start, period_end, vintage, flags, observation_id"
        " FROM observation_metric INNER JOIN observation USING (observation_id)"
        " WHERE observation_metric.metric_id = ?",
        _own("metric_id"),
    ),
    Question(
        "releases that hold it",
        ("metric",),
        "release_fact",
        "SELECT release_name, release.created_at, release_fact.surface, metric_id, release.digest"
        " FROM release_fact INNER JOIN release USING (release_name) WHERE fact_key = ? ORDER BY release.created_at DESC",
        _own("fact_key"),
    ),
    Question(
        "figures that state it",
        ("observation",),
        "observation_metric",
        "SELECT role, metric.surface, article.published_text, article.publisher, article.location, metric.metric_id"
        " FROM observation_metric AS stating INNER JOIN metric USING (metric_id, article_id)"
        " INNER JOIN current_article AS article USING (article_id, valid_from) WHERE stating.observation_id = ?"
        " ORDER BY role <> 'shown', role, article.published_at NULLS LAST, metric.metric_id",
        _own("observation_id"),
    ),
    Question(
        "computed from",
        ("observation",),
        "observation",
        "SELECT value, period_start, period_end, vintage, metric_id, observation_id FROM observation"
        " WHERE list_contains(?::VARCHAR[], observation_id) ORDER BY period_end DESC",
        _own("derived_from"),
    ),
    Question(
        "vintages",
        ("observation",),
        "observation",
        "SELECT vintage, state, value, published_at, flags, observation_id FROM observation"
        " WHERE series_id = ? AND period_start = ? AND period_end = ? ORDER BY vintage",
        _own("series_id", "period_start", "period_end"),
    ),
    Question(
        "corrections of the figure",
        ("metric",),
        "correction",
        "SELECT state, column_name, seen, new, reason, author, made_on, file, line FROM correction WHERE fact_key = ?"
        " ORDER BY file, line",
        _own("fact_key"),
    ),
    Question(
        "corrections of its document",
        ("document",),
        "correction",
        "SELECT state, table_name, column_name, seen, new, reason, author, file, line FROM correction"
        " WHERE document_id = ? ORDER BY file, line",
        _document,
    ),
    *(
        Question(
            "judged",
            (beside,),
            "review",
            "SELECT verdict, column_name, reviewer, reviewed_at, note FROM review"
            f" WHERE table_name = '{table}' AND row_id = {row_id} ORDER BY reviewed_at DESC, reviewer, column_name",
            _own(*columns),
        )
        for beside, table, row_id, columns in (
            ("metric", "metric", "?", ("fact_key",)),
            ("mention", "mention", _SPAN, _SPANNED),
            ("contextual_edit", "edit", _SPAN, _SPANNED),
            ("removed", "removed", _SPAN, _SPANNED),
        )
    ),
    Question(
        "aliases",
        ("entity",),
        "entity_alias",
        "SELECT * EXCLUDE (entity_id) FROM entity_alias WHERE entity_id = ? ORDER BY alias",
        _own("entity_id"),
    ),
    Question(
        "mentions by surface",
        ("entity",),
        "mention",
        "SELECT surface, count(*) AS mentions, count(DISTINCT document_id) AS documents, min(mention_id) AS example"
        " FROM current_mention WHERE entity_id = ? GROUP BY surface ORDER BY mentions DESC, surface",
        _own("entity_id"),
    ),
    Question(
        "figures about it",
        ("entity",),
        "metric",
        "SELECT surface, indicator_raw, period, title, metric_id FROM current_metric WHERE subject_id = ?"
        " ORDER BY period_start DESC NULLS LAST, metric_id",
        _own("entity_id"),
    ),
    Question(
        "corrected to",
        ("entity",),
        "entity_move",
        "SELECT correction.new, entity_move.table_name AS rows_of, count(*) AS places, correction.reason, correction.author,"
        " correction.file, correction.line FROM entity_move LEFT JOIN correction USING (correction_id)"
        " WHERE entity_move.entity_id = ? GROUP BY ALL ORDER BY ALL",
        _own("entity_id"),
    ),
    Question(
        "entities that the rules name here",
        ("mention", "position", "metric"),
        "entity_move",
        "SELECT DISTINCT entity_move.column_name AS place, entity.type, entity.name, correction.reason, correction.author,"
        " correction.file, correction.line FROM entity_move INNER JOIN entity USING (entity_id)"
        " LEFT JOIN correction USING (correction_id) WHERE row_id = ? ORDER BY ALL",
        _moved,
    ),
    Question(
        "parts",
        ("run",),
        "run_part",
        "SELECT part FROM run_part WHERE run_id = ? ORDER BY part",
        _own("run_id"),
    ),
    Question(
        "versions published",
        ("run",),
        "article",
        "SELECT version_reason AS reason, count(*) AS articles FROM article WHERE run_id = ? GROUP BY ALL ORDER BY 1",
        _own("run_id"),
    ),
    Question(
        "checks that failed",
        ("run",),
        "quality_result",
        "SELECT suite, check_name, severity, failed FROM quality_result"
        " WHERE run_id = ? AND failed > 0 ORDER BY failed DESC, check_name",
        _own("run_id"),
    ),
    Question(
        "held by it",
        ("run",),
        "quarantine",
        "SELECT level, reason, count(*) AS number FROM quarantine WHERE run_id = ? GROUP BY ALL ORDER BY ALL",
        _own("run_id"),
    ),
    Question(
        "history",
        ("quarantine",),
        "quarantine_event",
        "SELECT * EXCLUDE (quarantine_id) FROM quarantine_event WHERE quarantine_id = ? ORDER BY happened_at",
        _own("quarantine_id"),
    ),
    Question(
        "published by it",
        ("waiver",),
        "quarantine",
        "SELECT quarantine_id, level, location, reason, status FROM quarantine WHERE waiver_id = ? ORDER BY ALL",
        _own("waiver_id"),
    ),
    Question(
        "versions",
        ("article", *_PLACED, "quarantine"),
        "article",
        "SELECT valid_from, valid_to, version_reason AS reason, article_id, document_id, run_id, run.version AS kouan"
        " FROM article LEFT JOIN run USING (run_id) WHERE article_key = ? ORDER BY valid_from DESC",
        _story,
    ),
    Question(
        "articles",
        ("document", "item"),
        "article",
        "SELECT article_id, valid_from, valid_to, version_reason AS reason, title FROM article"
        " WHERE document_id = ? ORDER BY valid_from DESC, article_id",
        _document,
    ),
    Question(
        "edits by rule",
        ("document", "article"),
        "edit_summary",
        "SELECT rule, kind, edits, characters FROM edit_summary WHERE document_id = ? ORDER BY edits DESC, rule",
        _document,
    ),
    Question(
        "in doubt here",
        _PLACED,
        "suspicion",
        "SELECT rule, surface, candidates, note FROM suspicion"
        " WHERE document_id = ? AND raw_start < ? AND raw_end > ? ORDER BY position",
        _bytes,
    ),
    Question(
        "copies",
        ("document", "article"),
        "duplicate",
        "SELECT kind, location, kept, similarity, duplicate_id FROM duplicate WHERE document_id = ? ORDER BY ALL",
        _document,
    ),
    Question(
        "template",
        ("removed",),
        "template",
        "SELECT status, reason, decided_by, decided_at, stories, share, template_id FROM template WHERE name = ?"
        " AND site IN (SELECT site FROM source_line WHERE document_id = ?)",
        _template,
    ),
)

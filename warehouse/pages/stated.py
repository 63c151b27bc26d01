"""Figures of valid articles in; the lists and counts of them that pages show out, brought forward from those of the last report.

To read all figures for every report takes longer than all else in it. What a list shows of the figures as they
were, and the figures of the versions that came since, hold all that it can show now, as long as nothing it
showed has gone; counts are added up. Wherever it cannot be told what came and went, all figures are read.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa

from kouan.model.columns import column
from warehouse.pages import Told, ask, questions, read, sql_of
from warehouse.pages.keeping import keep, kept
from warehouse.pages.since import GONE, Reached, Since, reached, since

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection
    from duckdb import DuckDBPyRelation as Relation

#: Figures as they stood at the last report.
FILE: Final = "stated.arrow"

#: What is kept of a figure: all that a page shows of it, or that a list is ordered or chosen by.
COLUMNS: Final = (
    "metric_id", "article_id", "valid_from", "document_id", "surface", "sentence", "value", "value_max", "bound",
    "unit", "kind", "indicator_raw", "subject", "period", "period_start", "span", "modality", "per_unit", "base",
    "base_period", "start",
)  # fmt: skip

#: Rows that a list holds beyond what it shows, so that it need not be asked anew when some of them go.
SPARE: Final = 40

_FIGURES: Final = "FROM current_metric"
#: A list of one figure of each kind: when it goes, another one of its kind follows that was never listed.
_ONE_OF_EACH: Final = "QUALIFY"
_COUNTS: Final = "metric_count"
_SELECTED: Final = re.compile(r"^SELECT\n.*?^FROM current_metric$", re.MULTILINE | re.DOTALL)

_ADDED: Final = """
SELECT subject, unit, kind, is_amount, sum(figures)::BIGINT AS figures
FROM (SELECT * FROM kept_count UNION ALL SELECT * FROM come_count
    UNION ALL SELECT * REPLACE (-figures AS figures) FROM gone_count)
GROUP BY ALL
HAVING sum(figures) <> 0
"""


@dataclass(slots=True)
class _Kept:
    """What was asked at a publication: counts, and the rows of lists by the question that they answer."""

    at: Reached | None = None
    counts: pa.Table | None = None
    lists: dict[str, pa.Table] = field(default_factory=dict)


class Stated:
    """The figures of one snapshot, as pages ask for them."""

    def __init__(self, db: Connection, folder: Path, figures: int) -> None:
        """`figures` is how many there are."""
        self.db = db
        self.path = folder / FILE
        self.at = reached(db)
        self.kept = _read(self.path)
        self.asked = _Kept(self.at)
        self.since = (
            since(db, self.kept.at) if self.kept.at and self.kept.counts is not None else None
        )
        db.register(_COUNTS, self._counted(figures))

    def counted(self, name: str, **parameters: Any) -> list[dict[str, Any]]:
        """The rows of a question to the counts by subject, unit and kind (`metric_count`)."""
        return ask(self.db, name, **parameters)

    def listed(self, sql: str, parameters: Mapping[str, Any]) -> pa.Table:
        """Figures with what is kept of each, in the order of a question that begins `SELECT *` and ends in `LIMIT $limit`."""
        limit: int = parameters["limit"]
        asked = {**parameters, "limit": limit if _ONE_OF_EACH in sql else limit + SPARE}
        question = _digest(sql, json.dumps(asked, sort_keys=True))
        rows = self._brought_forward(sql, asked, limit, self.kept.lists.get(question))
        if rows is None:
            rows = self.db.sql(_of_columns(sql), params=asked).to_arrow_table()
            rows = _with_whole(rows, is_whole=len(rows) < asked["limit"])
        self.asked.lists[question] = rows
        return rows.slice(0, limit)

    def answers(self, limit: int) -> dict[str, Told]:
        """By name, columns and first rows of the answers to questions that are put to `current_metric` alone."""
        told = {}
        for name, text in questions().items():
            sql = sql_of(text).removesuffix(";")
            whole, is_such = _SELECTED.subn(f"SELECT *\n{_FIGURES}", sql)
            if is_such and whole.startswith("SELECT *"):
                rows = self.listed(f"{whole}\nLIMIT $limit", {"limit": limit})
                answer = self._over(rows, sql, {})
                told[name] = tuple(answer.columns), tuple(answer.fetchall())
        return told

    def keep(self) -> None:
        """Keep what was asked for the next report."""
        if self.kept.at != self.at or self.kept.lists.keys() != self.asked.lists.keys():
            _write(self.path, self.asked)

    def _counted(self, figures: int) -> pa.Table:
        """The counts as they stand: those that were, with what came and without what went, if that adds up to all."""
        sql = read("metric_counts.sql").strip().removesuffix(";")
        counts = None
        if self.since is not None and self.kept.counts is not None:
            counts = self._added(sql, self.since, self.kept.counts)
            if sum(counts.column("figures").to_pylist()) != figures:
                self.since = counts = None
        if counts is None:
            counts = self.db.sql(sql).to_arrow_table()
        self.asked.counts = counts
        return counts

    def _added(self, sql: str, changed: Since, kept: pa.Table) -> pa.Table:
        gone = self.db.sql(sql.replace(_FIGURES, GONE), params=changed.then.parameters)
        come = self._over(changed.come, sql, {})
        for name, rows in (
            ("kept", kept),
            ("gone", gone.to_arrow_table()),
            ("come", come.to_arrow_table()),
        ):
            self._register(f"{name}_count", rows)
        return self.db.sql(_ADDED).to_arrow_table()

    def _brought_forward(
        self, sql: str, asked: Mapping[str, Any], limit: int, kept: pa.Table | None
    ) -> pa.Table | None:
        """A list from what it held and from what came; None where too much of it has gone, or it was not asked."""
        if self.since is None or kept is None:
            return None
        stays, is_whole = self._stays(kept), _is_whole(kept)
        gone = len(stays) - sum(stays)
        # behind what a list held others may follow: as many of its rows as are left are the first ones still
        known = asked["limit"] if is_whole else len(kept) - gone
        if known < limit or (gone and _ONE_OF_EACH in sql):
            return None
        rows = kept.filter(column(stays, pa.bool_())) if gone else kept
        come = self.since.come.select(COLUMNS)
        rows = pa.concat_tables([rows, come.cast(kept.schema)])
        rows = self._over(rows, sql, {**asked, "limit": known}).to_arrow_table()
        return _with_whole(rows, is_whole=is_whole and len(rows) < known)

    def _stays(self, kept: pa.Table) -> list[bool]:
        """Which rows of a list are of versions that are valid still."""
        closed = self.since.closed if self.since is not None else frozenset()
        versions = zip(
            kept.column("article_id").to_pylist(),
            kept.column("valid_from").to_pylist(),
            strict=True,
        )
        return [version not in closed for version in versions]

    def _over(self, rows: pa.Table, sql: str, parameters: Mapping[str, Any]) -> Relation:
        """Ask a question to `current_metric` of these rows instead."""
        self._register("some_figures", rows)
        asked = _of_columns(sql).replace(_FIGURES, "FROM some_figures AS current_metric")
        return self.db.sql(asked, params=dict(parameters))

    def _register(self, name: str, rows: pa.Table | None) -> None:
        self.db.unregister(name)
        self.db.register(name, rows)


def _of_columns(sql: str) -> str:
    """A question for whole rows as one for what is kept of them."""
    quoted = ", ".join(f'"{name}"' for name in COLUMNS)
    return re.sub(r"^SELECT \*", f"SELECT {quoted}", sql, count=1, flags=re.MULTILINE)


def _with_whole(rows: pa.Table, *, is_whole: bool) -> pa.Table:
    """A list that says whether there is nothing behind its rows."""
    return rows.replace_schema_metadata({"is_whole": str(is_whole)})


def _is_whole(rows: pa.Table) -> bool:
    return (rows.schema.metadata or {}).get(b"is_whole") == b"True"


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _read(path: Path) -> _Kept:
    """What was kept; nothing where it is not there whole."""
    with suppress(ValueError, KeyError):
        if found := kept(path, _sql()):
            said, (counts, *lists) = found
            return _Kept(
                Reached.read(said), counts, dict(zip(said["questions"], lists, strict=True))
            )
    return _Kept()


def _write(path: Path, asked: _Kept) -> None:
    if asked.at is not None and asked.counts is not None:
        said = asked.at._asdict() | {"questions": list(asked.lists)}
        keep(path, _sql(), said, [asked.counts, *asked.lists.values()])


def _sql() -> str:
    """What decides what is counted and kept; the lists are known by their own questions."""
    return _digest(read("metric_counts.sql"), *COLUMNS, str(SPARE))

"""Contents of pages and a language in, their charts out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from flows.reporting.charts import Bar, bars
from flows.reporting.display import short
from flows.reporting.pages import COUNTED, Content
from flows.reporting.wording import Wording

if TYPE_CHECKING:
    from markupsafe import Markup


def history_chart(history: Sequence[Mapping[str, Any]], say: Wording) -> Markup:
    """Documents by run and outcome."""
    runs = list(reversed(history))
    series = {
        say(f"tile.{key}"): [
            Bar(row[key], say.show(row[key])) if row[key] else None for row in runs
        ]
        for key in COUNTED
        if any(row[key] for row in runs)
    }
    return bars(
        say("chart.history"), [f"{row['started_at']:%m-%d %H:%M:%S}" for row in runs], series
    )


def subjects_chart(content: Content, say: Wording) -> Markup:
    """Figures by subject, parted by kind."""
    series = {
        say.name("metric", kind): [
            Bar(row[kind], str(row[kind])) if kind in row else None
            for _, row in content["subjects"]
        ]
        for kind in content["kinds"]
    }
    return bars(say("chart.subjects"), [subject for subject, _ in content["subjects"]], series)


def levels_chart(content: Content, say: Wording) -> Markup:
    """The greatest amount of each subject; every bar leads to its sentence."""
    rows = content["levels"]
    shown = {row["metric_id"] for row in content["metrics"]}
    series = {
        say.name("metric", kind): [
            _level(row, shown) if row["kind"] == kind else None for row in rows
        ]
        for kind in dict.fromkeys(row["kind"] for row in rows)
    }
    return bars(say("chart.levels", unit=rows[0]["unit"]), [row["subject"] for row in rows], series)


def _level(row: Mapping[str, Any], shown: set[str]) -> Bar:
    label = " · ".join(
        part for part in (row["surface"], row["indicator_raw"], row["period"]) if part
    )
    key = row["metric_id"]
    return Bar(float(row["value"]), short(label, 40), f"#m-{key[:16]}" if key in shown else "")

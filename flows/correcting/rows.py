"""A figure, mention or post and what a person says of it in; the corrections of it, with the row before and after, out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from flows.correcting.amounts import amount
from kouan.corrections import CorrectionError
from kouan.corrections.figures import ROLES, with_columns
from kouan.corrections.lines import correction_of
from kouan.corrections.values import COLUMNS
from kouan.model.correction import Corrected, Correction
from kouan.model.facts import Bound, Metric, MetricKind, Modality
from kouan.model.knowledge import Knowledge
from kouan.tabulation.identity import number
from kouan.tabulation.values import days_of, fitted, grain_of
from warehouse.provenance.correctable import Correctable, entities_named

#: Columns of a figure that a preview shows where they change, in the order of the table.
SHOWN: Final = (
    *("value", "value_max", "bound", "unit", "kind", "indicator_raw", "subject", "period"),
    *("period_start", "period_end", "resolution", "unit_base", "value_base", "value_max_base"),
    *(
        "currency",
        "per_unit",
        "measure",
        "modality",
        "indicator_id",
        "place",
        "partner",
        "reported_by",
    ),
    *(
        "dimensions",
        "grain",
        "span",
        "period_basis",
        "subject_basis",
        "form",
        "base",
        "base_period",
        "price_basis",
        "whole",
    ),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person says of a row: other values by column (None: not stated), or that there should be no such row."""

    columns: Mapping[str, str | None]
    is_drop: bool = False


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why a person says something, where it can be seen, and who it is."""

    reason: str
    author: str
    made_on: date
    evidence: str | None = None

    @property
    def cells(self) -> dict[str, str]:
        """The same as cells of a file."""
        return {
            "reason": self.reason,
            "evidence": self.evidence or "",
            "author": self.author,
            "made_on": self.made_on.isoformat(),
        }


@dataclass(frozen=True, slots=True)
class Change:
    """One column of a row, before and after."""

    column: str
    before: Any
    after: Any


def corrections_of(
    home: Path, found: Correctable, wanted: Wanted, reasons: Reasons, knowledge: Knowledge
) -> tuple[Correction, ...]:
    """One correction a column, or one that drops the row.

    Raises:
        CorrectionError: a column is not one of this row, a value does not fit it or is there already, or a name is that of
            no entity, or of several.
    """
    table = Corrected(found.table)
    if wanted.is_drop and wanted.columns:
        raise CorrectionError("--drop says that there is no such row; leave the other values out")
    place = _place(found)
    if wanted.is_drop:
        return (made({**place, "column": "", "seen": _whole(found), "new": "", **reasons.cells}),)
    if not wanted.columns:
        raise CorrectionError(
            "nothing is said; name a value (--value, --unit, --period, ...) or --drop"
        )
    said = []
    for column, new in wanted.columns.items():
        name = column_meant(table, column, new, knowledge)
        seen = cell_of(found.ruled, name)
        right = new or ""
        if table is Corrected.METRIC and name in ("value", "value_max") and new:
            unit = wanted.columns.get("unit") or found.ruled["unit"]
            right = amount(new, found.row["surface"], found.ruled["value"], unit, knowledge)
        if table is Corrected.METRIC and name in ROLES and new:
            right = typed(home, new, found.row["article_id"])
        if seen in (right, right.rpartition(":")[2] if name in ROLES else right):
            raise CorrectionError(
                f"{column} is {seen or 'not stated'} already; nothing is to be corrected"
            )
        said.append(made({**place, "column": name, "seen": seen, "new": right, **reasons.cells}))
    return tuple(said)


def typed(home: Path, name: str, article_id: str) -> str:
    """The name of an entity, with its type where the article does not mention it.

    Raises:
        CorrectionError: no entity is called so, or several are.
    """
    if ":" in name:
        return name
    is_here, types = entities_named(home, name, article_id)
    if is_here:
        return name
    if len(types) == 1:
        return f"{types[0]}:{name}"
    said = f"several are called so ({', '.join(types)})" if types else "no entity is called so"
    raise CorrectionError(f"{name!r}: {said}; write its type before it: port:{name}")


def changes(
    found: Correctable, corrections: tuple[Correction, ...], knowledge: Knowledge
) -> list[Change]:
    """What becomes of the row: each column that is another one.

    Raises:
        CorrectionError: the audit would hold what becomes of it.
    """
    said = {one.column: one.new for one in corrections if one.column is not None}
    if found.table != "metric":
        return [Change(name, found.row.get(name), new) for name, new in said.items()]
    before = metric_of(found.ruled)
    after = with_columns(
        before, {name: new for name, new in said.items() if name != "of_metric"}, knowledge
    )
    refuse_impossible(after)
    pairs = ((name, shown_of(before, name), shown_of(after, name)) for name in SHOWN)
    return [Change(name, old, new) for name, old, new in pairs if old != new]


def refuse_impossible(metric: Metric) -> None:
    """Let no correction make a figure that the audit would hold.

    Raises:
        CorrectionError: one would.
    """
    if metric.value_max is not None and metric.value_max < metric.value:
        raise CorrectionError(
            f"value_max {number(metric.value_max)} is below value {number(metric.value)}; correct both"
        )
    if metric.form is not None and metric.kind is not MetricKind.CHANGE:
        raise CorrectionError(f"a {metric.kind} has no form; only a change has (--kind change)")


def shown_of(metric: Metric, column: str) -> Any:
    """What the table would say of a figure."""
    if column in ("period_start", "period_end", "grain"):
        start, end = days_of(metric.period)
        return {"period_start": start, "period_end": end, "grain": grain_of(start, end)}[column]
    value = getattr(metric, "indicator" if column == "indicator_raw" else column)
    return fitted(value)[0] if isinstance(value, Decimal) else value


def metric_of(row: Mapping[str, Any]) -> Metric:
    """A row of table metric as the figure it was made from."""
    same = (
        *(
            "start",
            "end",
            "surface",
            "sentence",
            "value_max",
            "unit",
            "subject",
            "period",
            "confidence",
        ),
        *("resolution", "per_unit", "period_basis", "measure", "indicator_id", "place", "partner"),
        "subject_basis",
        *(
            "reported_by",
            "span",
            "form",
            "base",
            "base_period",
            "price_basis",
            "whole",
            "unit_base",
        ),
        *("value_base", "value_max_base", "currency"),
    )
    return Metric(
        **{name: row[name] for name in same},
        sentence_start=0,
        value=row["value"] if row["value"] is not None else Decimal(0),
        bound=Bound(row["bound"]),
        kind=MetricKind(row["kind"]),
        modality=Modality(row["modality"] or Modality.ACTUAL),
        indicator=row["indicator_raw"],
        dimensions=tuple(row["dimensions"] or ()),
    )


def cell_of(row: Mapping[str, Any], column: str) -> str:
    """What a row says in a column, as corrections spell it."""
    value = row[column]
    if isinstance(value, Decimal):
        return number(value) or ""
    if isinstance(value, list | tuple):
        return " ".join(sorted(value))
    return "" if value is None else str(value)


def column_meant(table: Corrected, column: str, new: str | None, knowledge: Knowledge) -> str:
    """The column that is meant: an indicator may be named by its id, or in the words of the text."""
    if column == "indicator":
        ids = knowledge.column("indicator", "indicator_id")
        return "indicator_id" if new in ids else "indicator_raw"
    if column not in COLUMNS[table]:
        raise CorrectionError(
            f"a {table} has no {column} that can be corrected; it has {', '.join(COLUMNS[table])}"
        )
    return column


def _whole(found: Correctable) -> str:
    row = found.ruled
    if found.table == "metric":
        return f"{cell_of(row, 'value')} {row['unit']}"
    if found.table == "mention":
        return f"{row['type']}:{row['name']}"
    return "|".join((row["person"], row["post"], row["organization"] or ""))


def _place(found: Correctable) -> dict[str, str]:
    row = found.row
    return {
        "table": found.table,
        "fact_key": row.get("fact_key") or "",
        "document_id": row["document_id"],
        "raw_start": str(row["raw_start"]),
        "raw_end": str(row["raw_end"]),
    }


def made(cells: Mapping[str, str]) -> Correction:
    """The correction of these cells.

    Raises:
        CorrectionError: one does not fit; the message names it.
    """
    try:
        return correction_of(cells)
    except ValueError as error:
        raise CorrectionError(str(error)) from None

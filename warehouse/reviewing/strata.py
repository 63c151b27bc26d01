"""A table and names of groups in; which of its rows can be judged, and to which group each belongs, out, as SQL."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, get_args

from warehouse.connection import WarehouseError

ReviewTable = Literal["metric", "mention", "edit", "removed"]

#: The group of rows that are in none.
NONE: Final = "(none)"

_DOCUMENT: Final = "INNER JOIN document ON document.document_id = line.document_id"
# of several stories of a page the first stands for it
_PAGE: Final = (
    "INNER JOIN (SELECT * FROM current_article"
    " QUALIFY row_number() OVER (PARTITION BY document_id ORDER BY article_id) = 1) AS page"
    " ON page.document_id = line.document_id"
)
_ARTICLE: Final = "INNER JOIN current_article AS page USING (article_id, valid_from)"
_BYTES: Final = "concat_ws(':', line.document_id, line.raw_start, line.raw_end)"
# an edit in what was taken out afterwards is nobody's text
_EDITS: Final = (
    "(SELECT * FROM contextual_edit AS made WHERE NOT EXISTS (SELECT 1 FROM removed"
    " WHERE removed.document_id = made.document_id"
    " AND removed.raw_start <= made.raw_start AND made.raw_end <= removed.raw_end))"
)
#: Groups that every table has.
_COMMON: Final = {
    # the row for the rest of sources.csv tells nothing apart: the host or folder does
    "source": "coalesce(nullif(document.source, '*'), regexp_extract(document.locations[1], '^(?:\\w+://)?([^/]+)', 1))",
    "publisher": "page.publisher",
    "site": "page.site",
    "script": "document.script",
    "encoding": "document.encoding",
    "year": "strftime(page.published_at, '%Y')",
    "month": "strftime(page.published_at, '%Y-%m')",
    "confidence": "printf('%.1f', floor(least(line.confidence, 0.99) * 10) / 10)",
}


@dataclass(frozen=True, slots=True)
class Judgeable:
    """A table whose rows can be judged."""

    #: Its rows as `line`, with the `document` and the `page` (article) of each.
    frame: str
    row_id: str
    #: What can be judged by itself: names of `reviewable.said`.
    columns: tuple[str, ...]
    #: Groups by name, as expressions over the frame.
    groups: dict[str, str]


def _own(*names: str) -> dict[str, str]:
    return {name: f"line.{name}" for name in names}


JUDGEABLE: Final[dict[ReviewTable, Judgeable]] = {
    "metric": Judgeable(
        f"current_metric AS line {_ARTICLE} {_DOCUMENT}",
        "line.fact_key",
        (
            "value",
            "unit",
            "kind",
            "measure",
            "modality",
            "indicator",
            "subject",
            "place",
            "partner",
            "reported_by",
            "dimensions",
            "period",
            "span",
            "change",
            "whole",
        ),
        {
            **_COMMON,
            **_own("kind", "measure", "modality", "bound", "unit", "unit_base", "per_unit"),
            **_own("currency", "subject", "place", "partner", "reported_by", "grain", "span"),
            **_own("period_basis", "subject_basis", "form", "base", "price_basis"),
            "indicator": "line.indicator_id",
        },
    ),
    "mention": Judgeable(
        f"current_mention AS line {_ARTICLE} {_DOCUMENT}",
        _BYTES,
        ("type", "entity"),
        {**_COMMON, "type": "line.type", "entity": "line.name"},
    ),
    "edit": Judgeable(
        f"{_EDITS} AS line {_PAGE} {_DOCUMENT}",
        _BYTES,
        ("kind",),
        {**_COMMON, **_own("rule", "kind")},
    ),
    "removed": Judgeable(
        f"(SELECT * FROM removed WHERE text <> '') AS line {_PAGE} {_DOCUMENT}",
        _BYTES,
        ("kind",),
        {**_COMMON, **_own("rule", "kind", "template")},
    ),
}


class UnknownGroupError(WarehouseError):
    """A table, column or group that is none; the message names those there are."""


def judgeable(table: str) -> Judgeable:
    """What can be judged of a table.

    Raises:
        UnknownGroupError: rows of this table are not judged.
    """
    for name in get_args(ReviewTable):
        if table == name:
            return JUDGEABLE[name]
    raise UnknownGroupError(f"{table}: choose of {', '.join(get_args(ReviewTable))}")


def groups_of(table: str, names: str) -> tuple[str, ...]:
    """The names of groups in a list with commas.

    Raises:
        UnknownGroupError: the table has no such group.
    """
    known = judgeable(table).groups
    given = tuple(name.strip() for name in names.split(",") if name.strip())
    for name in given:
        if name not in known:
            raise UnknownGroupError(
                f"{table} cannot be drawn by {name}; choose of {', '.join(known)}"
            )
    return given


def check_column(table: str, column: str | None) -> None:
    """Refuse a column that is not judged by itself.

    Raises:
        UnknownGroupError: it is none; the message names those there are.
    """
    known = judgeable(table).columns
    if column is not None and column not in known:
        raise UnknownGroupError(
            f"{table}: {column} is not judged by itself; choose of {', '.join(known)}"
        )


def stratum_of(table: str, groups: Sequence[str]) -> str:
    """An expression for the stratum of a row: the groups it belongs to, named; NULL where all rows are one."""
    if not groups:
        return "NULL::VARCHAR"
    known = judgeable(table).groups
    values = (f"coalesce(nullif({known[name]}::VARCHAR, ''), '{NONE}')" for name in groups)
    return f"'{','.join(groups)}=' || concat_ws(' · ', {', '.join(values)})"


def rows_with_stratum(table: str, groups: Sequence[str]) -> str:
    """A query for each row that can be judged, once, with its stratum."""
    chosen = judgeable(table)
    return (
        f"SELECT {chosen.row_id} AS row_id, min({stratum_of(table, groups)}) AS stratum"
        f" FROM {chosen.frame} GROUP BY 1"
    )

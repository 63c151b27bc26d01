"""A warehouse in; the templates that were proposed in it or decided about, and what each has taken out, out."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

from warehouse.connection import reader
from warehouse.records import TemplateRecord

_COLUMNS = ", ".join(TemplateRecord.__slots__)


def template_rows(home: Path) -> list[TemplateRecord]:
    """Every row of the table, those of the most stories first.

    Raises:
        NoWarehouseError: nothing has been published yet.
    """
    with closing(reader(home)) as connection:
        rows = connection.execute(
            f"SELECT {_COLUMNS} FROM template ORDER BY site, stories DESC, template_id"
        ).fetchall()
    return [TemplateRecord(*(_plain(value) for value in row)) for row in rows]


def _plain(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def removals_by_template(home: Path) -> dict[tuple[str, str], int]:
    """In how many documents each template has taken a line out, by site and name."""
    with closing(reader(home)) as connection:
        rows = connection.execute(
            "SELECT line.site, removed.template, count(DISTINCT document_id) FROM removed"
            " INNER JOIN source_line AS line USING (document_id)"
            " WHERE removed.template IS NOT NULL GROUP BY ALL"
        ).fetchall()
    return {(site, name): count for site, name, count in rows}


def naming_publishers(home: Path) -> dict[tuple[str, str], int]:
    """How many valid articles have their publisher from a line, by site and line."""
    with closing(reader(home)) as connection:
        rows = connection.execute(
            "SELECT line.site, article.publisher_evidence, count(*) FROM current_article AS article"
            " INNER JOIN source_line AS line USING (document_id)"
            " WHERE article.publisher_evidence IS NOT NULL GROUP BY ALL"
        ).fetchall()
    return {(site, evidence): count for site, evidence, count in rows}

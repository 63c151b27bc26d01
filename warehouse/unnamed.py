"""A warehouse in; what its figures count and no indicator names, and how often each indicator is named, out."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from warehouse.connection import reader

#: Figures of places in an order and of lengths of time name no indicator.
_UNNAMED: Final = """
SELECT
    indicator_raw,
    coalesce(unit_base, unit) AS unit_base,
    mode(measure) AS measure,
    list_sort(list(DISTINCT unit))[:12] AS units,
    count(*) AS figures,
    list(DISTINCT hash(article_id)) AS articles,
    min_by(sentence, length(sentence)) AS example
FROM current_metric
WHERE indicator_id IS NULL AND indicator_raw IS NOT NULL AND measure IS NOT NULL AND kind IN ('level', 'rate', 'share')
GROUP BY indicator_raw, coalesce(unit_base, unit)
ORDER BY figures DESC, indicator_raw, unit_base
"""


@dataclass(frozen=True, slots=True)
class UnnamedPhrase:
    """A phrase for what figures count, in one unit, that no indicator has among its names; articles by a hash of their id."""

    phrase: str
    unit_base: str
    measure: str
    units: tuple[str, ...]
    figures: int
    articles: frozenset[int]
    example: str


def unnamed_phrases(home: Path) -> list[UnnamedPhrase]:
    """Every phrase of the valid figures that matched nothing, the most frequent first.

    Raises:
        NoWarehouseError: nothing has been published yet.
    """
    with closing(reader(home)) as connection:
        rows = connection.execute(_UNNAMED).fetchall()
    return [
        UnnamedPhrase(phrase, unit, measure, tuple(units), figures, frozenset(articles), example)
        for phrase, unit, measure, units, figures, articles, example in rows
    ]


def figures_by_indicator(home: Path) -> dict[str, tuple[int, int]]:
    """How many valid figures, in how many articles, name each indicator.

    Raises:
        NoWarehouseError: nothing has been published yet.
    """
    with closing(reader(home)) as connection:
        rows = connection.execute(
            "SELECT indicator_id, count(*), count(DISTINCT article_id) FROM current_metric"
            " WHERE indicator_id IS NOT NULL GROUP BY indicator_id"
        ).fetchall()
    return {indicator: (figures, articles) for indicator, figures, articles in rows}

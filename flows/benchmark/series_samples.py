"""A warehouse in, what is to be judged of its series out: observations of a seeded sample, every conflict and every flag."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from kouan.model.knowledge import digest_of
from warehouse.connection import reader

Sort = Literal["observation", "conflict", "flag"]

#: A series is drawn from when it has so many periods that a text states.
PERIODS: Final = 4
_STATED: Final = f"""
    SELECT
        shown.fact_key, shown.location, metric."start", shown.indicator_id, shown.subject, shown.place, shown.partner,
        array_to_string(shown.dimensions, ', '), shown.span, shown.period_start::VARCHAR, shown.period_end::VARCHAR,
        shown.value::VARCHAR, shown.bound, shown.unit_base, shown.surface, shown.sentence, shown.title,
        shown.published_at::DATE::VARCHAR, shown.series_id
    FROM metric_series AS shown
    INNER JOIN current_metric AS metric ON shown.metric_id = metric.metric_id AND shown.article_id = metric.article_id
    WHERE
        shown.role = 'shown'
        AND series_id IN (
            SELECT series_id FROM observation WHERE state = 'stated'
            GROUP BY series_id HAVING count(DISTINCT (period_start, period_end)) >= {PERIODS}
        )
"""
_CONFLICTS: Final = """
    SELECT
        article.location, other.location, conflict.surface, conflict.other_surface, conflict.sentence,
        conflict.other_sentence, concat_ws(
            ' | ', conflict.indicator_id, conflict.subject, conflict.place, conflict.partner,
            array_to_string(conflict.dimensions, ', '), conflict.span, conflict.period_start, conflict.period_end
        )
    FROM metric_conflict AS conflict
    INNER JOIN current_article AS article ON conflict.article_id = article.article_id
    INNER JOIN current_article AS other ON conflict.other_article_id = other.article_id
"""
_FLAGS: Final = """
    SELECT
        article.location, article.location, flag.surface, array_to_string(flag.compared_surfaces, ', '), flag.sentence,
        array_to_string(flag.compared_sentences, ' / '), concat_ws(
            ' | ', flag.question, flag.subject, flag.indicator_raw, flag.period,
            printf('%.4g..%.4g', flag.claimed_low, flag.claimed_high),
            printf('%.4g..%.4g', flag.implied_low, flag.implied_high)
        )
    FROM arithmetic_flag AS flag
    INNER JOIN current_article AS article ON flag.article_id = article.article_id
    WHERE flag.verdict = 'contradiction'
"""


@dataclass(frozen=True, slots=True)
class Judged:
    """One row to be judged: what it is known by, and what a reader is shown of it."""

    sort: Sort
    id: str
    digest: str
    shown: tuple[str, ...]

    @property
    def key(self) -> tuple[str, str, str]:
        """What a verdict is on: it holds while the row reads as it was judged."""
        return self.sort, self.id, self.digest


@dataclass(frozen=True, slots=True)
class Series:
    """How much there is to judge, and the rows that are."""

    series: int
    observations: int
    rows: tuple[Judged, ...]


def rows_of(home: Path, seed: int, number: int, most: int | None = None) -> Series:
    """The sample of observations, at most so many of one series, and all conflicts and flags, of the warehouse in `home`."""
    with closing(reader(home)) as connection:
        stated = connection.execute(_STATED).fetchall()
        found = [_observation(row) for row in _drawn(stated, seed, number, most)]
        for sort, query in (("conflict", _CONFLICTS), ("flag", _FLAGS)):
            found += _pairs(connection, sort, query)  # type: ignore[arg-type]
    return Series(len({row[-1] for row in stated}), len(stated), tuple(found))


def _drawn(rows: Sequence[Any], seed: int, number: int, most: int | None) -> list[Any]:
    """So many rows; each is drawn by its figure alone, so that a row more or less moves hardly another."""
    ranked = sorted(rows, key=lambda row: hashlib.sha256(f"{seed} {row[0]}".encode()).digest())
    met: Counter[str] = Counter()
    drawn = []
    for row in ranked:
        met[row[-1]] += 1
        if most is None or met[row[-1]] <= most:
            drawn.append(row)
    return sorted(drawn[:number], key=lambda row: (row[1], row[2]))


def _observation(row: Sequence[Any]) -> Judged:
    _, location, start, *read, bound, unit, surface, sentence, title, published, _ = row
    told = " | ".join(str(one) for one in (*read, bound, unit) if one)
    return Judged(
        "observation",
        f"{_item(location)}:{start}",
        digest_of(*map(str, read), str(unit))[:16],
        (f"{title} | {published}", _marked(sentence, surface), told),
    )


def _pairs(connection: Any, sort: Sort, query: str) -> list[Judged]:
    found = {}
    for (
        location,
        other,
        surface,
        other_surface,
        sentence,
        other_sentence,
        told,
    ) in connection.execute(query).fetchall():
        digest = digest_of(told, surface, other_surface, sentence, other_sentence)[:16]
        shown = (told, _marked(sentence, surface), f"{other_surface}: {other_sentence}")
        found[digest] = Judged(sort, f"{_item(location)}+{_item(other)}", digest, shown)
    return sorted(found.values(), key=lambda one: one.key)


def _item(location: str) -> str:
    """The id of an item of the corpus, from where it was found."""
    return location.rpartition("/")[2].removeprefix("n").removesuffix(".txt")


def _marked(sentence: str, surface: str) -> str:
    return sentence.replace(surface, f"【{surface}】", 1).replace("\n", " / ")

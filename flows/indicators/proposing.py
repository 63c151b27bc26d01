"""Phrases that no indicator names in; groups of them, as rows that a person may put into indicator.csv, out."""

from __future__ import annotations

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count
from typing import Final

from kouan.comparison.phrases import groups
from kouan.extraction.figures.canonical import bare_phrase
from kouan.model.facts import Indicator
from warehouse.unnamed import UnnamedPhrase

#: The columns of indicator.csv.
COLUMNS: Final = (
    "indicator_id", "names", "measure", "unit_base", "units", "dimensions", "is_summable", "example",
)  # fmt: skip
#: Parts and periods of these add up.
_SUMMABLE: Final = frozenset(("flow", "stock"))
#: An example is a sentence, not a paragraph.
_LONGEST: Final = 120


@dataclass(frozen=True, slots=True)
class Proposal:
    """A row for indicator.csv, with how many figures in how many articles would have it."""

    indicator_id: str
    names: str
    measure: str
    unit_base: str
    units: str
    dimensions: str
    is_summable: str
    example: str
    figures: int
    articles: int


def proposals(
    phrases: Iterable[UnnamedPhrase], least: int, known: Iterable[Indicator] = ()
) -> list[Proposal]:
    """Groups of phrases with one unit that at least so many articles use, the most used first.

    Words of growing are no part of a name: 货物吞吐量同比增长 counts for 货物吞吐量. A name belongs to one indicator, so one
    that is known is not proposed for another unit, and one met in several units only for that of the most articles.
    """
    indicators = tuple(known)
    taken = {name for one in indicators for name in one.names}
    by_name: defaultdict[str, defaultdict[str, list[UnnamedPhrase]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for one in phrases:
        if (name := bare_phrase(one.phrase)) and name not in taken:
            by_name[name][one.unit_base].append(one)
    by_unit: defaultdict[str, dict[str, list[UnnamedPhrase]]] = defaultdict(dict)
    for name, units in by_name.items():
        unit = min(units, key=lambda unit: (*_rank(units[unit]), unit))
        by_unit[unit][name] = units[unit]
    made = [
        _proposal(unit, group.phrases, [one for name in group.phrases for one in named[name]])
        for unit, named in by_unit.items()
        for group in groups(
            {name: sum(one.figures for one in found) for name, found in named.items()}
        )
    ]
    wanted = sorted(
        (one for one in made if one.articles >= least),
        key=lambda one: (-one.articles, -one.figures, one.names),
    )
    return list(_told_apart(wanted, {one.indicator_id for one in indicators}))


def _rank(found: Sequence[UnnamedPhrase]) -> tuple[int, int]:
    return -_articles(found), -sum(one.figures for one in found)


def _articles(found: Sequence[UnnamedPhrase]) -> int:
    return len(frozenset[int]().union(*(one.articles for one in found)))


def _told_apart(rows: Iterable[Proposal], taken: set[str]) -> Iterator[Proposal]:
    """The rows under ids that no other indicator has: a row of a project replaces the shipped one with its id."""
    used = set(taken)
    for row in rows:
        ids = (f"{row.indicator_id}_{number}" for number in count(2))
        free = next(id_ for id_ in chain([row.indicator_id], ids) if id_ not in used)
        used.add(free)
        yield replace(row, indicator_id=free)


def as_csv(rows: Sequence[Proposal]) -> str:
    """The rows as indicator.csv has them, for a person to paste."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([getattr(row, name) for name in COLUMNS] for row in rows)
    return written.getvalue()


def _proposal(unit: str, names: Sequence[str], found: Sequence[UnnamedPhrase]) -> Proposal:
    measures: Counter[str] = Counter()
    for one in found:
        measures[one.measure] += one.figures
    measure = min(measures, key=lambda name: (-measures[name], name))
    is_ratio = measure in ("ratio", "index")
    return Proposal(
        indicator_id=_id_of(names[0]),
        names=" ".join(names),
        measure=measure,
        unit_base="" if is_ratio else unit,
        units=" ".join(dict.fromkeys(name for one in found for name in one.units)),
        dimensions="",
        is_summable="yes" if measure in _SUMMABLE else "no",
        example=" ".join(min((one.example for one in found), key=len).split())[:_LONGEST],
        figures=sum(one.figures for one in found),
        articles=_articles(found),
    )


def _id_of(name: str) -> str:
    """A name spelled in letters, for a person to better: huo_wu_tun_tu_liang."""
    from pypinyin import Style, lazy_pinyin

    spelled = lazy_pinyin(name, style=Style.NORMAL)
    letters = (
        "".join(sign for sign in one.lower() if sign.isascii() and sign.isalnum())
        for one in spelled
    )
    return "_".join(one for one in letters if one) or "indicator"

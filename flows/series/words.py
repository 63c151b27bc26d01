"""Points of a series in, what a reader is told of each out: period, amount, interval, sources, and what speaks against it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from flows.reporting.wording import Language, Wording
from flows.series.amounts import Scale, amount_of, interval_of, is_counted, scale_of
from flows.series.periods import period_of
from warehouse.series.records import Contradiction, Point, Series, Statement

#: Characters of a location that stands for a publisher.
PLACE: Final = 24


class Saying(Wording):
    """The words of one language, with periods and amounts as the press of the same or another one writes them."""

    def __init__(self, language: Language, written: Language | None = None) -> None:
        super().__init__(language)
        self.written: Language = written or language


@dataclass(frozen=True, slots=True)
class Told:
    """One point in words; every text but `notes` may be empty."""

    period: str
    amount: str
    interval: str
    state: str
    sources: str
    notes: tuple[str, ...]
    point: Point


def title_of(series: Series) -> str:
    """What a series counts of whom."""
    return " ".join(one for one in (series.subject or series.place, series.indicator) if one)


def parts_of(series: Series, say: Saying) -> tuple[str, ...]:
    """What tells a series from others of its subject and indicator, in words."""
    parts = [_dimension(one, say) for one in series.dimensions]
    if series.place and series.subject:
        parts.append(say("series.place", place=series.place))
    if series.partner:
        parts.append(say("series.partner", partner=series.partner))
    span = series.grain if series.span == "single" else series.span
    if series.span == "instant" and series.measure == "flow":
        parts.append(say("series.cumulative"))
    elif series.span == "instant" and series.measure == "stock":
        parts.append(say.name("counted", series.measure))
    else:
        parts.append(say.name("series_span", span))
        if series.measure != "flow":
            parts.append(say.name("counted", series.measure))
    if series.price_basis:
        parts.append(say.name("price_basis", series.price_basis))
    return tuple(parts)


def covered_of(series: Series, say: Saying) -> str:
    """From when to when the periods of a series reach."""
    return period_of(series.first, series.last, "custom", say.written)


def remarks_of(series: Series, say: Saying) -> tuple[str, ...]:
    """How many periods of a series were derived, held, revised, or are to be looked at."""
    counted = ((name, getattr(series, name)) for name in ("derived", "gaps", "revised", "doubtful"))
    return tuple(say(f"series.{name}", n=number) for name, number in counted if number)


def coverage_of(series: Series, say: Saying) -> str:
    """How many periods a series has, between which, and what is to be known of them."""
    periods = say("series.periods", n=series.periods)
    return say.list([periods, covered_of(series, say), *remarks_of(series, say)])


def told_of(points: Sequence[Point], say: Saying) -> tuple[Told, ...]:
    """Every point of a series in words, in the order given."""
    rounds: dict[tuple[date, date], list[Point]] = {}
    for point in sorted(points, key=lambda one: one.vintage):
        rounds.setdefault((point.period_start, point.period_end), []).append(point)
    return tuple(
        _told(point, rounds[point.period_start, point.period_end], say) for point in points
    )


def amount_said(point: Point, say: Saying) -> str:
    """The amount of a point with its unit and bound; "" of a gap."""
    if point.value is None:
        return ""
    if point.bound == "range" and point.value_low is not None and point.value_high is not None:
        return interval_of(point.value_low, point.value_high, _scale(point, say))
    scale = _scale(point, say)
    return _bounded(scale.number(point.value) + scale.words, point.bound, say)


def interval_said(point: Point, say: Saying) -> str:
    """Between which amounts the true one lies, by rounding; "" where nothing is rounded or only a limit is stated."""
    low, high = point.value_low, point.value_high
    if point.value is None or low is None or high is None or low == high:
        return ""
    if point.bound not in (None, "exact", "about"):
        return ""
    if point.resolution == 1 and is_counted(point.unit_base) and point.bound == "exact":
        return ""
    return interval_of(low, high, _scale(point, say))


def source_said(figure: Statement, say: Saying) -> str:
    """Who says a figure, and when."""
    who = figure.publisher or _place(figure.location)
    tier = say.name("tier", figure.tier) if figure.tier else ""
    when = (figure.published or "")[:10] or say("series.no_date")
    return say("series.source_tier", who=who, tier=tier, when=when) if tier else f"{who} {when}"


def contradiction_said(one: Contradiction, say: Saying) -> str:
    """What does not fit what, with what the other figures would leave."""
    low, high = (Decimal(f"{end:.4g}") for end in (one.implied_low, one.implied_high))
    scale = scale_of(high, one.unit, None, say.written)
    if low <= 0 < high:
        implied = _bounded(scale.number(high) + scale.words, "at_most", say)
    elif low == high:
        implied = scale.number(high) + scale.words
    else:
        implied = interval_of(low, high, scale)
    return say(
        "series.arithmetic",
        what=say.name("arithmetic", one.question),
        surface=one.surface,
        others=say.list(list(one.compared_surfaces)),
        implied=implied,
    )


def _told(point: Point, rounds: Sequence[Point], say: Saying) -> Told:
    return Told(
        period_of(point.period_start, point.period_end, point.span, say.written),
        amount_said(point, say),
        interval_said(point, say),
        say.name("observed", point.state),
        _sources(point, say),
        tuple(_notes(point, rounds, say)),
        point,
    )


def _sources(point: Point, say: Saying) -> str:
    if point.shown is None:
        return ""
    parts = [source_said(point.shown, say)]
    if point.statements > 1:
        parts.append(say("series.more_reports", n=point.statements - 1))
    if point.reprints:
        parts.append(say("series.reprints", n=point.reprints))
    return say.list(parts)


def _notes(point: Point, rounds: Sequence[Point], say: Saying) -> list[str]:
    notes = []
    if len(point.taken_from) == 2:
        later, earlier = (
            period_of(one.period_start, one.period_end, one.span, say.written)
            for one in point.taken_from
        )
        notes.append(say("flag.derived", later=later, earlier=earlier))
    before = [one for one in rounds if one.vintage == point.vintage - 1]
    if before and before[0].value is not None:
        notes.append(say("flag.revised", amount=amount_said(before[0], say)))
    if not point.is_last:
        notes.append(say("flag.superseded", amount=amount_said(rounds[-1], say)))
    for flag in point.flags:
        notes += _flag(flag, point, say)
    return notes + [contradiction_said(one, say) for one in point.contradictions]


def _flag(flag: str, point: Point, say: Saying) -> list[str]:
    if flag == "conflict":
        differing = [one for one in point.figures if one.role == "differs"]
        return [
            say(
                "flag.conflict",
                amount=_amount_stated(one, point, say),
                source=source_said(one, say),
            )
            for one in differing
        ] or [say("flag.conflict_elsewhere")]
    if flag == "undated":
        undated = [one for one in point.figures if one.role == "undated"]
        return [
            say(
                "flag.undated_other",
                amount=_amount_stated(one, point, say),
                source=source_said(one, say),
            )
            for one in undated
        ] or [say("flag.undated")]
    if flag == "held" and point.held is not None:
        return [say("flag.held_because", reason=say.name("reason", point.held.reason))]
    return [say.name("flag", flag)]


def _amount_stated(figure: Statement, point: Point, say: Saying) -> str:
    unit = point.unit_base, figure.step, say.written, point.written_in
    amount = amount_of(figure.value, *unit)
    return _bounded(amount, figure.bound, say)


def _bounded(amount: str, bound: str | None, say: Saying) -> str:
    if bound in (None, "exact", "range"):
        return amount
    gap = "" if say.written == "zh" else " "
    return Wording(say.written).name("bound", bound) + gap + amount


def _place(location: str) -> str:
    """The end of a path, which tells more than its beginning."""
    return location if len(location) <= PLACE else "…" + location[1 - PLACE :]


def _scale(point: Point, say: Saying) -> Scale:
    assert point.value is not None
    return scale_of(point.value, point.unit_base, point.resolution, say.written, point.written_in)


def _dimension(said: str, say: Saying) -> str:
    name, _, value = said.partition("=")
    words = say.name("dimension", said)
    if words == said and name == "whole":
        return say("series.whole", whole=value)
    if words == said and name == "part":
        return say("series.part", part=value)
    return words

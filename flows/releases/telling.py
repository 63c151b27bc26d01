"""A comparison of releases in; lines for the terminal, or an object for --json, out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from decimal import Decimal
from typing import Any, Final

from flows.series.amounts import amount_of
from flows.series.periods import period_of
from flows.terminal.printing import shown
from warehouse.releases.comparison import KINDS, Comparison, FigureChange
from warehouse.releases.printed import PrintedChange

#: Digits of a key that are shown.
DIGITS: Final = 12

#: How a figure's change is told: with the colour of what it means for whoever cited it.
_STYLES: Final = {
    "changed": "doubtful",
    "gone": "bad",
    "reworded": "doubtful",
    "moved": "dim",
    "vanished": "doubtful",
    "added": "good",
    "revised": "doubtful",
}


def as_object(found: Comparison) -> dict[str, Any]:
    """A comparison for --json."""
    return {
        "release": found.release.release_name,
        "later": found.later.release_name if found.later else None,
        "counts": [
            {"kind": kind, "reason": reason, "figures": count}
            for (kind, reason), count in found.counts.items()
        ],
        "is_cut": found.is_cut,
        "changes": [
            {
                **asdict(one),
                "columns": {
                    name: {"old": old, "new": new} for name, (old, new) in one.columns.items()
                },
            }
            for one in found.changes
        ],
        "observation_counts": found.printed,
        "observation_changes": [asdict(one) for one in found.printed_changes],
    }


def lines_of(found: Comparison) -> Iterator[tuple[str, str]]:
    """A comparison as lines with their styles: counts first, then each figure."""
    other = shown(found.later.release_name) if found.later else "what holds now"
    yield f"{shown(found.release.release_name)} against {other}", "bold"
    for kind in KINDS:
        reasons = {reason: count for (name, reason), count in found.counts.items() if name == kind}
        if reasons:
            why = ", ".join(f"{reason} {count}" for reason, count in reasons.items() if reason)
            yield f"{kind:9} {sum(reasons.values()):>7}{f'  ({why})' if why else ''}", ""
    if found.printed:
        counts = ", ".join(f"{kind} {count}" for kind, count in found.printed.items())
        yield f"observations: {counts}", ""
    for printed in found.printed_changes:
        yield from _printed_lines(printed)
    for one in found.changes:
        yield "", ""
        yield from _lines(one)


def _printed_lines(one: PrintedChange) -> Iterator[tuple[str, str]]:
    period = period_of(one.period_start, one.period_end, one.span, "en")
    about = " ".join(shown(part) for part in (one.subject, one.place, one.indicator_id) if part)
    old = _amount(one.old_value, one.unit_base, one.old_resolution)
    new = _amount(one.new_value, one.unit_base, one.new_resolution)
    values = {"gone": old, "added": new}.get(one.kind, f"{old} → {new}")
    if old == new and one.old_state != one.new_state:
        values += f" ({one.old_state} → {one.new_state})"
    yield f"  {one.kind}  {about} {period}: {values}", _STYLES[one.kind]


def _amount(value: Decimal | None, unit: str | None, resolution: Decimal | None) -> str:
    return "held" if value is None else shown(amount_of(value, unit, resolution, "en"))


def _lines(one: FigureChange) -> Iterator[tuple[str, str]]:
    about = " ".join(shown(part) for part in (one.subject, one.indicator_raw, one.period) if part)
    why = f" ({one.reason})" if one.reason else ""
    surface = shown(one.old_surface or one.new_surface)
    yield (
        f"{one.kind}{why}  {about or 'figure'}: {surface}  {one.fact_key[:DIGITS]}",
        _STYLES[one.kind],
    )
    for name, (old, new) in one.columns.items():
        yield f"  {name}: {shown(_plain(old))} → {shown(_plain(new))}", ""
    if one.kind == "moved" and one.old_location != one.location:
        yield f"  {shown(one.old_location)} → {shown(one.location)}", ""
    else:
        yield f"  {shown(one.location)}", "dim"


def _plain(value: Any) -> Any:
    """A value of a row's JSON: numbers are text there, with all ten decimal places."""
    if isinstance(value, str) and value.replace(".", "", 1).lstrip("-").isdigit() and "." in value:
        return value.rstrip("0").rstrip(".")
    return value if value is not None else "-"

"""One expectation over some rows in, what it found out; said alike by whoever judges."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from warehouse.records import Outcome

#: Our own key column: failing rows are told apart by it, whatever index the frame has.
KEY = "row_key"

#: As much of a failing value as a report can show.
OBSERVED_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one expectation found: rows it looked at, and the failing ones as (key, what was seen)."""

    outcome: Outcome
    checked: int
    failing: tuple[tuple[str, str | None], ...]
    message: str = ""


def parameters() -> dict[str, Any]:
    """What a suite may ask for by name, as {"$PARAMETER": "tomorrow"}: days of the audit, UTC, without a zone."""
    today = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    return {"today": today, "tomorrow": today + timedelta(days=1)}


def observed(row: Mapping[str, Any], is_null: Callable[[Any], bool]) -> str | None:
    """What was seen in the columns of a failing row, as a report shows it; None where nothing was."""
    values = {name: value for name, value in row.items() if name != KEY and not is_null(value)}
    if not values:
        return None
    if len(values) == 1:
        return str(next(iter(values.values())))[:OBSERVED_CHARACTERS]
    return ", ".join(f"{name} = {value}" for name, value in sorted(values.items()))[
        :OBSERVED_CHARACTERS
    ]

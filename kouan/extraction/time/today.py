"""A period and the day an article was written in, how the one lies to the other out, as far as both are known."""

from __future__ import annotations

from kouan.language.dates import Day


def is_ahead(period: str | None, today: Day) -> bool:
    """True when a period begins after the day.

    >>> is_ahead("2026", Day(2025, 11, 3)), is_ahead("2025-11", Day(2025, 11, 3))
    (True, False)
    """
    begun, now = _beside((period or "").partition("/")[0], today)
    return begun > now


def has_not_ended(period: str | None, today: Day) -> bool:
    """True when a period goes on on the day, or begins after it."""
    ended, now = _beside((period or "").rpartition("/")[2], today)
    return bool(ended) and ended >= now


def is_of_late(period: str, today: Day) -> bool:
    """True when a period ends in the year of the day or in the one before, and is not ahead of it."""
    last = int(period.rpartition("/")[2][: len("2024")])
    return today.year is not None and last >= today.year - 1 and not is_ahead(period, today)


def _beside(day: str, today: Day) -> tuple[list[int], list[int]]:
    """An ISO day, month or year and the day, as far as both are known; empty where one is not."""
    year, *rest = today
    if not day or year is None:
        return [], []
    said = [int(part) for part in day.split("-")]
    now = [year, *(part for part in rest if part is not None)]
    known = min(len(said), len(now))
    return said[:known], now[:known]

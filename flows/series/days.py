"""A year, month or day as somebody types it in, its first or last day out."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from flows.location import SettingsError


def day_of(said: str | None, option: str, *, last: bool = False) -> date | None:
    """The first day of what is said, or the last one.

    Raises:
        SettingsError: it is no year, month or day.

    >>> day_of("2023-02", "since"), day_of("2023-02", "until", last=True)
    (datetime.date(2023, 2, 1), datetime.date(2023, 2, 28))
    """
    if said is None:
        return None
    try:
        year, month, day = (*(int(part) for part in said.split("-")), None, None)[:3]
        assert year is not None
        month = month or (12 if last else 1)
        return date(year, month, day or (monthrange(year, month)[1] if last else 1))
    except (ValueError, IndexError) as error:
        raise SettingsError(
            f"--{option} {said}: write a year, a month or a day, as 2023, 2023-07 or 2023-07-31"
        ) from error

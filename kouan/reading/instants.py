"""A time as feeds, exports and crawlers write it in, the same in ISO 8601 out."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from kouan.model.expression import Expression

CHINESE = Expression(
    r"(\d{4})\s?[年/.-]\s?(\d{1,2})\s?[月/.-]\s?(\d{1,2})\s?日?(?:[\sT]{0,3}(\d{1,2})[:：时](\d{1,2}))?"
)
#: Seconds or milliseconds since 1970, from 1973 to 2286.
EPOCH = Expression(r"[1-9]\d{8,9}(?:\d{3})?")
#: Programs write the first and the last moment they know where they know no time.
NO_YEARS = (1, 9999)


def published(said: str) -> str | None:
    """A date, or date and time, as it is stated, without its zone; None where it is none.

    >>> published("Tue, 02 Jan 2024 08:30:00 +0800"), published("2024年1月2日 08:30"), published("昨天")
    ('2024-01-02T08:30', '2024-01-02T08:30', None)
    >>> published("2024-01-02"), published("2024-01-02T08:30:00Z"), published("1704182400")
    ('2024-01-02', '2024-01-02T08:30', '2024-01-02T08:00')
    """
    said = said.strip()
    found = _known(said)
    if found is None:
        return None
    if not re.search(r"\d[:：时]\d", said) and not EPOCH.fullmatch(said):
        return found.date().isoformat()
    return found.replace(tzinfo=None).isoformat(timespec="minutes")


def crawled(said: str) -> str | None:
    """An instant in UTC, to the second; a time without a zone is taken for UTC. None where it is none.

    >>> crawled("2024-01-02T08:30:00+08:00"), crawled("20240102083000"), crawled("2024-01-02")
    ('2024-01-02T00:30:00', '2024-01-02T08:30:00', '2024-01-02T00:00:00')
    >>> crawled("0001-01-01T00:00:00+08:00")  # what .NET writes for no time
    """
    said = said.strip()
    if re.fullmatch(r"\d{14}", said):
        said = f"{said[:8]}T{said[8:]}"
    found = _known(said)
    if found is None:
        return None
    if found.tzinfo is not None:
        found = found.astimezone(UTC)
    return found.replace(tzinfo=None).isoformat(timespec="seconds")


def _known(said: str) -> datetime | None:
    found = _read(said)
    return None if found is None or found.year in NO_YEARS else found


def _read(said: str) -> datetime | None:
    try:
        if EPOCH.fullmatch(said):
            return datetime.fromtimestamp(int(said[:10]), UTC)
        return datetime.fromisoformat(said)
    except (ValueError, OverflowError):
        pass
    if found := CHINESE.match(said):
        try:
            year, month, day, hour, minute = (int(part or 0) for part in found.groups())
            return datetime(year, month, day, hour, minute)  # noqa: DTZ001 - as it is stated
        except ValueError:
            return None
    try:
        return parsedate_to_datetime(said)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None

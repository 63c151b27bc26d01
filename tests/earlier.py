"""A version of the schema in, the tests among which it is upgraded from out: some each time, all before a release."""

from __future__ import annotations

from collections.abc import Collection

import pytest

from warehouse.migrate import migrations

#: Every so many versions are upgraded from by `make test-slow`, and the last few, which most warehouses have.
_SLOW, _LAST = 6, 3


def marks_of(version: int, quick: int) -> Collection[pytest.MarkDecorator]:
    """None for one of every `quick` versions; the rest are slow, or left to `make test-long`, which takes its time."""
    if version % quick == 1:
        return ()
    is_last = version > len(migrations()) - _LAST
    return (pytest.mark.slow if is_last or version % _SLOW == 1 else pytest.mark.long,)

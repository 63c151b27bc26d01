"""What holds for every test: properties have no deadline, since a shared machine has its moods; CI repeats itself."""

from __future__ import annotations

import os
import time

import pytest
from hypothesis import settings

settings.register_profile("kouan", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("kouan")

#: The second, since 1970, from which on no slow test begins: a machine may be too slow to run all of them in time.
_UNTIL = float(os.environ.get("KOUAN_SLOW_TESTS_UNTIL", "inf"))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip, and say so, what would begin too late."""
    if time.time() > _UNTIL and item.get_closest_marker("slow"):
        pytest.skip("the time for slow tests was over: make test-slow runs all of them")

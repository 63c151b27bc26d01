"""Whether this machine has a browser for the tests of pages."""

import os

import pytest

from flows.reporting.browser import NoBrowserError, browser

#: Set where there is to be one (.ci/run): a test that opens pages fails there instead of being passed over.
REQUIRED = "KOUAN_TESTS_NEED_CHROMIUM"


def need_chromium() -> None:
    """Pass over a test that opens pages where Chromium is not installed, unless it is to be there."""
    try:
        browser()
    except NoBrowserError:
        if REQUIRED in os.environ:
            raise
        pytest.skip("Chromium is not installed on this machine")

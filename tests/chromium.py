"""Whether this machine has a browser for the tests of pages."""

import pytest

from flows.reporting.browser import NoBrowserError, browser


def need_chromium() -> None:
    """Pass over a test that opens pages, where Chromium is not installed: CI installs it."""
    try:
        browser()
    except NoBrowserError:
        pytest.skip("Chromium is not installed on this machine")

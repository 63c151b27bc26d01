"""A browser that stops is ended with its helpers and started again; one that always stops is said to."""

import subprocess
import time

import pytest

from flows.reporting import browser

#: Counts its starts in a file; on those that are told it leaves a helper that holds its pipe open, and stops.
STOPS = """#!/bin/sh
echo start >> {starts}
if [ $(wc -l < {starts}) -le {stopped} ]; then sleep 60 & sleep 60; fi
echo '[1:1:INFO:CONSOLE(1)] "said by the page"' >&2
"""


@pytest.fixture
def stopping(tmp_path, monkeypatch):
    """A function that puts a browser in place that stops the first so many times, and the file of its starts."""
    starts = tmp_path / "starts"
    program = tmp_path / "browser"
    monkeypatch.setattr(browser, "browser", lambda: str(program))
    monkeypatch.setattr(browser, "PATIENCE", 0.5)

    def put(stopped):
        program.write_text(STOPS.format(starts=starts, stopped=stopped))
        program.chmod(0o755)
        return starts

    return put


def _take(folder):
    return browser.take_picture(folder / "page.html", folder / "page.png", 500, 500)


def test_a_browser_that_stopped_once_is_started_again(tmp_path, stopping):
    starts = stopping(1)
    began = time.monotonic()
    assert _take(tmp_path) == ['[1:1:INFO:CONSOLE(1)] "said by the page"']
    assert len(starts.read_text().splitlines()) == 2
    assert time.monotonic() - began < 30, "the helper it left was waited for"


def test_a_page_that_stops_every_browser_is_no_picture(tmp_path, stopping):
    starts = stopping(browser.GOES)
    with pytest.raises(subprocess.TimeoutExpired):
        _take(tmp_path)
    assert len(starts.read_text().splitlines()) == browser.GOES

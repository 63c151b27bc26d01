"""A page and a window size in, a picture out: the system's Chromium, headless, with no network to reach."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import Final

NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

#: Seconds for one go at a page. Two are enough; a busy machine takes ten times as long.
PATIENCE: Final = 45.0

#: Goes at a page. Headless Chromium itself stops now and then before anything is open (once in some hundreds of pictures);
#: a page that stops it does so in each of them.
GOES: Final = 3

OPTIONS: Final = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",  # containers give it 64 MB of shared memory, too little for a long page
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--run-all-compositor-stages-before-draw",  # a long page was pictured half painted
    "--virtual-time-budget=2000",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--enable-logging=stderr",
    "--log-level=0",
)


class NoBrowserError(Exception):
    """There is no Chromium on this machine; the message says what to install."""


def browser() -> str:
    """The path of Chromium.

    Raises:
        NoBrowserError: there is none.
    """
    for name in NAMES:
        if found := shutil.which(name):
            return found
    raise NoBrowserError(
        "no Chromium found; install the package chromium (and fonts-noto-cjk) to take pictures"
    )


def take_picture(
    page: Path, picture: Path, width: int, height: int, *, dark: bool = False
) -> list[str]:
    """Write a PNG of the page as it opens, and return what it said on its console.

    Raises:
        NoBrowserError: there is no Chromium.
        subprocess.TimeoutExpired: it stopped in each of `GOES` goes.
        subprocess.CalledProcessError: it ended with an error.
    """
    command = [
        browser(),
        *OPTIONS,
        *(["--force-dark-mode"] if dark else []),
        f"--window-size={width},{height}",
        f"--screenshot={picture}",
    ]
    for _ in range(GOES - 1):
        with contextlib.suppress(subprocess.TimeoutExpired):
            return _said(command, page)
    return _said(command, page)


def _said(command: list[str], page: Path) -> list[str]:
    """What the page said on its console, opened once with a profile of its own."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        opened = subprocess.Popen(
            [*command, f"--user-data-dir={profile}", page.resolve().as_uri()],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
            start_new_session=True,
        )
        try:
            _, said = opened.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(opened.pid, signal.SIGKILL)  # its helpers hold the pipe open
            opened.communicate()
            raise
    if opened.returncode:
        raise subprocess.CalledProcessError(opened.returncode, command, stderr=said)
    return [line for line in said.splitlines() if ":CONSOLE" in line]

"""A page and a window size in, a picture out: the system's Chromium, headless, with no network to reach."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

#: Seconds for one page; a browser that hangs must not hang its caller.
PATIENCE: Final = 90

OPTIONS: Final = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
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
        subprocess.SubprocessError: it did not finish.
    """
    with tempfile.TemporaryDirectory() as profile:
        done = subprocess.run(
            [
                browser(),
                *OPTIONS,
                *(["--force-dark-mode"] if dark else []),
                f"--user-data-dir={profile}",
                f"--window-size={width},{height}",
                f"--screenshot={picture}",
                page.resolve().as_uri(),
            ],
            capture_output=True,
            text=True,
            errors="replace",
            timeout=PATIENCE,
            check=True,
        )
    return [line for line in done.stderr.splitlines() if ":CONSOLE" in line]

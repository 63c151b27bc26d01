"""The installation and the project in, one finding per thing that may be amiss out."""

from __future__ import annotations

import locale
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import NamedTuple

#: Less free space than this is worth a word.
LITTLE_SPACE = 1 << 30


class Check(NamedTuple):
    """One thing that was looked at: "good", "doubtful" (it works, but) or "bad" (it will not)."""

    what: str
    verdict: str
    said: str


def diagnose() -> Iterator[Check]:
    """Look at Python, libraries, locale, settings, folders and character conversion; nothing raises."""
    for look in (_python, _libraries, _locale, _settings, _home, _project, _canaries, _prefect):
        try:
            yield from look()
        except Exception as error:
            yield Check(look.__name__.strip("_"), "bad", f"{type(error).__name__}: {error}")


def _python() -> Iterator[Check]:
    good = sys.version_info >= (3, 11)
    yield Check(
        "python",
        "good" if good else "bad",
        platform.python_version() + ("" if good else "; 3.11 is needed"),
    )
    if sys.flags.dont_write_bytecode:
        yield Check(
            "bytecode",
            "doubtful",
            "no .pyc is written (PYTHONDONTWRITEBYTECODE): every start compiles anew, seconds each",
        )


def _libraries() -> Iterator[Check]:
    from packaging.requirements import Requirement

    try:
        needed = [Requirement(line) for line in requires("kouan") or ()]
    except PackageNotFoundError:
        yield Check("kouan", "bad", "kouan is not installed; run `make setup`, or pip install it")
        return
    for requirement in needed:
        if requirement.marker and not requirement.marker.evaluate():
            continue
        try:
            found = version(requirement.name)
        except PackageNotFoundError:
            yield Check(requirement.name, "bad", f"missing; {requirement} is needed")
            continue
        fits = requirement.specifier.contains(found, prereleases=True)
        pins = str(requirement.specifier)
        yield Check(
            requirement.name,
            "good" if fits else "bad",
            found if fits else f"{found} does not fit {pins}",
        )


def _locale() -> Iterator[Check]:
    coding = (sys.stdout.encoding or "none").lower().replace("-", "")
    if coding == "utf8":
        yield Check("locale", "good", f"stdout is UTF-8 ({locale.setlocale(locale.LC_CTYPE)})")
    else:
        yield Check(
            "locale",
            "doubtful",
            f"stdout is {sys.stdout.encoding}; set PYTHONUTF8=1 or a UTF-8 locale",
        )


def _settings() -> Iterator[Check]:
    from flows.location import SettingsError, find_settings_file
    from flows.settings import load_settings
    from flows.sources import read_sources

    file = find_settings_file()
    if file is None:
        yield Check(
            "project",
            "doubtful",
            "no kouan.toml above the working directory; `kouan init DIR` makes a project",
        )
    try:
        settings = load_settings()
        read_sources(settings.project / "sources.csv")
    except SettingsError as error:
        yield Check("settings", "bad", str(error))
        return
    if file:
        yield Check("project", "good", str(file))
    # gold, every and cron are unset in many a good project; inputs are what `kouan run` reads.
    if file and not settings.inputs:
        yield Check(
            "inputs", "doubtful", 'unset; `kouan run` needs files named, or inputs = ["inbox"]'
        )
    if settings.gold and not settings.gold.is_dir():
        yield Check("gold", "bad", f"{settings.gold}: there is no such folder")


def _home() -> Iterator[Check]:
    from flows.location import find_home

    home = find_home()
    folder = home
    while not folder.exists():
        folder = folder.parent
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        yield Check(
            "home",
            "bad",
            f"{home}: cannot be written ({error.strerror}); set KOUAN_HOME to another folder",
        )
        return
    free = shutil.disk_usage(folder).free
    verdict = "good" if free > LITTLE_SPACE else "doubtful"
    yield Check("home", verdict, f"{home}: writable, {free / (1 << 30):.1f} GB free")


def _project() -> Iterator[Check]:
    from flows.location import find_project
    from kouan.stages import gather

    knowledge = gather(find_project() or Path.cwd())
    rows = sum(map(len, knowledge.lexicons.values()))
    yield Check(
        "knowledge",
        "good",
        f"{rows} words, {len(knowledge.phrases)} phrases, {len(knowledge.rules)} rules of the project",
    )


def _canaries() -> Iterator[Check]:
    from kouan.cleaning.script import conversion as script

    look: Callable[[], object] | None = getattr(script, "broken_canaries", None)
    if look is None:
        return
    broken = look()
    yield Check(
        "opencc",
        "bad" if broken else "good",
        f"changed readings: {broken}" if broken else "all canaries read as pinned",
    )


def _prefect() -> Iterator[Check]:
    server = os.environ.get("PREFECT_API_URL")
    yield Check(
        "prefect",
        "good",
        f"server {server}" if server else "no PREFECT_API_URL: a run starts a server of its own",
    )

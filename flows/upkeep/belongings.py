"""A project in; what a backup of its warehouse takes along out: settings, sources, words, rules, corrections."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import kouan
from flows.location import find_settings_file
from flows.project import FOLDERS
from flows.settings import Settings
from warehouse.upkeep.backup import Belongings
from warehouse.upkeep.switching import KNOWLEDGE

SOURCES = "sources.csv"


def belongings(settings: Settings) -> Belongings:
    """The files of a project that cannot be made again, by their path in it; inputs are not among them."""
    project = settings.project
    names = [SOURCES, *sorted(FOLDERS)]
    file = find_settings_file(project)
    if file is not None and file.parent == project:
        names.append(file.name)
    if settings.gold is not None and settings.gold.is_relative_to(project):
        names.append(settings.gold.relative_to(project).as_posix())
    found = {}
    for name in names:
        for path in _files(project / name):
            found[path.relative_to(project).as_posix()] = path
    home = settings.home
    inside = home.is_relative_to(project) and home != project
    return Belongings(
        found,
        home.relative_to(project).as_posix() if inside else None,
        kouan.__version__,
        tuple(path for path in _files(home / KNOWLEDGE) if not path.name.startswith(".")),
    )


def _files(path: Path) -> Iterator[Path]:
    """A file, or those below a folder; links are left out, they may lead anywhere."""
    if path.is_symlink():
        return
    if path.is_file():
        yield path
    elif path.is_dir():
        for entry in sorted(path.iterdir()):
            if entry.name != "__pycache__":
                yield from _files(entry)

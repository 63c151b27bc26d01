"""What a run was asked for in; how it differs from the settings, and the inputs it looks at, out."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flows.settings import Settings


@dataclass(frozen=True, slots=True)
class Options:
    """How this run differs from the settings; plain values, so that a schedule can carry them."""

    #: Files, folders, globs; empty takes the inputs of the settings.
    sources: tuple[str, ...] = ()
    #: Process known documents again.
    full: bool = False
    #: Of documents read with other knowledge, process only those that the change can touch.
    only_affected: bool = False
    #: Leave files that are still being written for the next run.
    settle: bool = False
    #: Leave at once when another run is at work, instead of waiting for it.
    leave: bool = False


class NothingToStartError(RuntimeError):
    """A run that cannot start: no inputs are named."""


def patterns_of(settings: Settings, options: Options) -> list[str]:
    """What the run looks at, as the project names it.

    Raises:
        NothingToStartError: neither the command nor the settings name an input.
    """
    patterns = [relative(pattern, settings.project) for pattern in options.sources] or list(
        settings.inputs
    )
    if not patterns:
        raise NothingToStartError(
            'no inputs: name files, folders or globs, or set inputs = ["inbox"] in '
            f"{settings.project / 'kouan.toml'} (`kouan init DIR` makes a project)"
        )
    return patterns


def relative(pattern: str, project: Path) -> str:
    """A pattern as typed in the working directory, as the project names it; outside of the project it is absolute."""
    if "://" in pattern:
        return pattern
    path = os.path.normpath(Path.cwd() / Path(pattern).expanduser())
    below = os.path.relpath(path, project)
    return path if below.startswith("..") else below

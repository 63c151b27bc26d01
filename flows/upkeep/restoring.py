"""What the command line names in; which backup is meant, and which folder it goes to, out."""

from __future__ import annotations

import os
from pathlib import Path

from flows.location import SettingsError, find_settings_file
from flows.settings import load_settings
from warehouse.transfer.manifest import Manifest, relative_name


def source_of(named: Path | None) -> Path:
    """The folder or archive to restore from: the one that is named, else that of the settings.

    Raises:
        SettingsError: none is named, and there are no settings.
    """
    if named is not None:
        return named.expanduser().resolve()
    if find_settings_file() is None and not os.environ.get("KOUAN_BACKUPS"):
        raise SettingsError(
            "no backup is named, and no project lies here whose settings would name one: `kouan restore FOLDER`"
        )
    settings = load_settings()
    return settings.backups or settings.home / "backups"


def home_of(manifest: Manifest, found: Path) -> Path:
    """Where the working data go: as settings or KOUAN_HOME say; in a folder without either, where they lay before."""
    if find_settings_file() is not None or os.environ.get("KOUAN_HOME") or not manifest.home:
        return found
    try:
        return Path.cwd() / relative_name(manifest.home)
    except ValueError:
        return found

"""A working directory in, the project it lies in out: the folder of kouan.toml, or of a pyproject.toml with [tool.kouan]."""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path
from typing import Any

#: What makes a pyproject.toml a settings file: [tool.kouan], or a table below it.
TABLE = re.compile(rb"^\s*\[\s*tool\s*\.\s*kouan\s*[.\]]", re.MULTILINE)


class SettingsError(ValueError):
    """Settings that cannot be used; the message names file, key and remedy."""


def find_settings_file(start: Path | None = None) -> Path | None:
    """The nearest kouan.toml, or pyproject.toml with [tool.kouan], from `start` upward; kouan.toml wins in one folder."""
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (own := folder / "kouan.toml").is_file():
            return own
        shared = folder / "pyproject.toml"
        if shared.is_file() and TABLE.search(shared.read_bytes()):
            return shared
    return None


def find_project(start: Path | None = None) -> Path | None:
    """The project folder around `start`; None outside of any."""
    file = find_settings_file(start)
    return file.parent if file else None


def find_home(start: Path | None = None) -> Path:
    """The working data of the project around `start`, without reading all its settings.

    Raises:
        SettingsError: the settings file is no TOML.
    """
    if named := os.environ.get("KOUAN_HOME"):
        return Path(named).expanduser().resolve()
    file = find_settings_file(start)
    if file is None:
        return (start or Path.cwd()).resolve() / ".kouan"
    return file.parent / str(read_settings_file(file).get("home", ".kouan"))


def read_settings_file(file: Path) -> dict[str, Any]:
    """The keys a settings file gives.

    Raises:
        SettingsError: it is no TOML, or [tool.kouan] is no table.
    """
    try:
        content = tomllib.loads(file.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file}: {error}; mend the line, or move the file away") from error
    except OSError as error:
        raise SettingsError(f"{file}: {error.strerror}; make it readable") from error
    if file.name == "pyproject.toml":
        content = content.get("tool", {}).get("kouan", {})
    return content

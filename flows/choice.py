"""The table [check] of the settings and the options of a command in, which findings count in which file out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.location import SettingsError, find_settings_file, read_settings_file

if TYPE_CHECKING:
    from kouan.linting.selection import Selection


@dataclass(frozen=True)
class Choice:
    """What `kouan check` looks for: rules and kinds by name, or by a pattern with * over the names."""

    #: Rules and kinds that count; all unless named.
    select: tuple[str, ...] = ()
    #: Rules and kinds that do not count.
    ignore: tuple[str, ...] = ()
    #: Rules and kinds that do not count in files that fit a pattern: { "docs/**" = ["width"] }.
    per_file_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    #: Files and folders that are passed over, also when they are named.
    exclude: tuple[str, ...] = ()
    #: The settings file this comes from; its folder is where patterns begin.
    file: Path | None = None

    @cached_property
    def everywhere(self) -> Selection:
        """The choice where no pattern fits."""
        from kouan.linting.selection import Selection  # with it come all rules

        return Selection(self.select, self.ignore)

    def selection(self, path: Path) -> Selection:
        """What counts in one file."""
        from kouan.linting.endings import form_of

        chosen = replace(self.everywhere, written_in=form_of(path.name))
        for pattern, names in self.per_file_ignores.items():
            if self._fits(path, pattern):
                chosen = chosen.without(names)
        return chosen

    def passes_over(self, path: Path) -> bool:
        """Whether a file is excluded."""
        return any(self._fits(path, pattern) for pattern in self.exclude)

    def names(self) -> Iterator[tuple[str, str]]:
        """Every name that stands in the table, with the key it stands under."""
        for key in ("select", "ignore"):
            yield from ((name, key) for name in getattr(self, key))
        for pattern, names in self.per_file_ignores.items():
            yield from ((name, f"per-file-ignores.{pattern!r}") for name in names)

    def _fits(self, path: Path, pattern: str) -> bool:
        """A pattern fits a path below the project's folder, any folder above it, or (without a slash) a name."""
        whole = Path(path).absolute()
        home = self.file.parent if self.file else Path.cwd()
        below = whole.relative_to(home) if whole.is_relative_to(home) else whole
        pattern = pattern.removeprefix("./").rstrip("/")
        for part in (below, *below.parents):
            if fnmatchcase(part.as_posix(), pattern):
                return True
            if "/" not in pattern and fnmatchcase(part.name, pattern):
                return True
        return False


#: The keys of the table, as they are written there.
KEYS = tuple(one.name.replace("_", "-") for one in fields(Choice) if one.name != "file")


def read_choice(table: Any, file: Path | None) -> Choice:
    """The table as the settings file says it; names are not looked up yet.

    Raises:
        SettingsError: a key is unknown, or its value is no list of words.
    """
    if not isinstance(table, dict):
        raise SettingsError(f"{file}: check is no table; write [check] and its keys below it")
    said: dict[str, Any] = {}
    for key, value in table.items():
        name = key.replace("-", "_")
        if name.replace("_", "-") not in KEYS:
            raise SettingsError(
                f"{file}: check.{key} is not a key of kouan; remove it. Keys are {', '.join(KEYS)}"
            )
        if name == "per_file_ignores":
            if not isinstance(value, dict):
                raise SettingsError(
                    f'{file}: check.{key} is no table; write for example {{ "docs/**" = ["width"] }}'
                )
            said[name] = {
                pattern: _words(names, f"{file}: check.{key}.{pattern!r}")
                for pattern, names in value.items()
            }
        else:
            said[name] = _words(value, f"{file}: check.{key}")
    return Choice(**said, file=file)


def _words(value: Any, where: str) -> tuple[str, ...]:
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return tuple(value)
    raise SettingsError(f'{where} is no list of words; write for example ["width"]')


def find_choice(start: Path | None = None) -> Choice:
    """The choice of the project around `start`; everything outside of any.

    Raises:
        SettingsError: the table cannot be used.
    """
    file = find_settings_file(start)
    return read_choice(read_settings_file(file).get("check", {}), file) if file else Choice()


def chosen(
    choice: Choice, select: Iterable[str], ignore: Iterable[str], known: tuple[str, ...]
) -> Choice:
    """The choice with the options of a command laid over it: each option given replaces the key of its name.

    Raises:
        SelectionError: there is no such rule or kind.
    """
    from kouan.linting.selection import refuse_unknown

    for name, key in choice.names():
        refuse_unknown([name], known, f"{choice.file}: check.{key}")
    selected, ignored = _split(select), _split(ignore)
    refuse_unknown(selected, known, "--select")
    refuse_unknown(ignored, known, "--ignore")
    return replace(choice, select=selected or choice.select, ignore=ignored or choice.ignore)


def _split(lists: Iterable[str]) -> tuple[str, ...]:
    """Names from options that may be given several times, each a list with commas."""
    return tuple(name for one in lists for part in one.split(",") if (name := part.strip()))

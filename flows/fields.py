"""The table [fields] of the settings in, names of the fields of JSON Lines out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from flows.location import SettingsError
from kouan.reading.fields import Fields


def read_fields(table: Any, file: Path | None) -> Fields:
    """The names that a table gives, a name or a list of names each; the defaults for the rest.

    Raises:
        SettingsError: it is no table, a key is unknown, or a value is no name.
    """
    known = [field.name for field in fields(Fields)]
    if not isinstance(table, Mapping):
        raise SettingsError(
            f'{file}: fields is no table; write [fields] and text = "content" below it'
        )
    given: dict[str, tuple[str, ...]] = {}
    for key, value in table.items():
        if key not in known:
            raise SettingsError(f"{file}: fields.{key} is no key; keys are {', '.join(known)}")
        names = [value] if isinstance(value, str) else value
        if not isinstance(names, list) or not all(isinstance(one, str) and one for one in names):
            raise SettingsError(f"{file}: fields.{key}: {value!r} is no name and no list of names")
        given[key] = tuple(names)
    return Fields(**given)

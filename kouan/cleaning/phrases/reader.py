"""Phrase files in, checked phrases out: a pattern, where it was seen, and an example that it must find."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from kouan.model.article import RemovedKind
from kouan.model.knowledge import Phrase

KEYS = frozenset({"name", "kind", "pattern", "seen", "example", "scope", "confidence", "opens"})
REQUIRED = ("name", "kind", "pattern", "seen", "example")
SCOPES = ("line", "within", "first", "head", "tail", "talk", "mark")
LONGEST = 300


class PhraseError(ValueError):
    """A phrase that cannot be used; the message names the file, the phrase and the remedy."""


def read_phrases(overlay: Path | None = None) -> tuple[Phrase, ...]:
    """Every shipped phrase, then those of the overlay folder; a phrase of the same name replaces the shipped one.

    Shipped ones are read without looking for faults: a test looks for them.

    Raises:
        PhraseError: a key is missing or unknown, a pattern does not compile, an example is not found.
    """
    phrases: dict[str, Phrase] = {}
    own = sorted(overlay.glob("*.toml")) if overlay is not None and overlay.is_dir() else []
    for file in shipped_files():
        for row in tomllib.loads(file.read_text("utf-8"))["phrase"]:
            phrases[row["name"]] = _made(row)
    for file in own:
        for phrase in checked_phrases(str(file), file.read_text("utf-8")):
            phrases[phrase.name] = phrase
    return tuple(phrases.values())


def shipped_files() -> list[Traversable]:
    """The phrase files that come with kouan."""
    found = (file for file in files(__package__).iterdir() if file.name.endswith(".toml"))
    return sorted(found, key=lambda file: file.name)


def checked_phrases(name: str, text: str) -> Iterator[Phrase]:
    """The phrases of a file, each looked at for faults; errors name the file by `name`.

    Raises:
        PhraseError: as `read_phrases`.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PhraseError(f"{name}: not TOML: {error}") from None
    if set(data) - {"phrase"}:
        raise PhraseError(
            f"{name}: unknown table {sorted(set(data) - {'phrase'})[0]!r}; phrases stand in [[phrase]]"
        )
    for number, row in enumerate(data.get("phrase", []), 1):
        yield _phrase(f"{name}: phrase {number} ({row.get('name', 'without name')})", row)


def _phrase(where: str, row: dict[str, Any]) -> Phrase:
    if unknown := sorted(set(row) - KEYS):
        raise PhraseError(
            f"{where}: unknown key {unknown[0]!r}; known are {', '.join(sorted(KEYS))}"
        )
    if missing := [key for key in REQUIRED if not row.get(key)]:
        raise PhraseError(f"{where}: {missing[0]} is missing")
    if row["kind"] not in set(RemovedKind):
        raise PhraseError(
            f"{where}: kind {row['kind']!r} should be one of {', '.join(RemovedKind)}"
        )
    if row.get("scope", "within") not in SCOPES:
        raise PhraseError(f"{where}: scope should be one of {', '.join(SCOPES)}")
    if len(row["pattern"]) > LONGEST:
        raise PhraseError(
            f"{where}: the pattern is longer than {LONGEST} characters; make it several phrases"
        )
    try:
        pattern = re.compile(row["pattern"])
    except re.error as error:
        raise PhraseError(f"{where}: the pattern is no regular expression: {error}") from None
    found = (
        pattern.search(row["example"])
        if row.get("scope", "within") == "within"
        else pattern.fullmatch(row["example"])
    )
    if not found:
        raise PhraseError(f"{where}: the pattern does not find its own example")
    return _made(row)


def _made(row: dict[str, Any]) -> Phrase:
    return Phrase(
        row["name"], row["kind"], row["pattern"], row["seen"], row["example"],
        row.get("scope", "within"), float(row.get("confidence", 0.9)), bool(row.get("opens", False)),
    )  # fmt: skip

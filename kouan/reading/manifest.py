"""A manifest in (CSV or JSON Lines: path, url, crawled_at, source), what it says of each input out."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from kouan.reading.addresses import canonical
from kouan.reading.containers.endings import INSIDE
from kouan.reading.inputs import Input, Member
from kouan.reading.instants import crawled

#: Names of the columns, the best first.
COLUMNS: Final = {
    "path": ("path", "file", "filename", "location", "文件"),
    "url": ("url", "address", "网址"),
    "crawled_at": ("crawled_at", "crawl_time", "fetched_at", "crawled", "date", "抓取时间"),
    "source": ("source", "publisher", "来源"),
}
#: So many names are given as examples.
SHOWN: Final = 3


class ManifestError(ValueError):
    """A manifest that cannot be used; the message names file, row and remedy."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an input besides its bytes."""

    url: str | None = None
    crawled_at: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """Rows by the path they name: below the manifest's folder, or below the project."""

    file: Path
    rows: Mapping[str, Known] = field(default_factory=dict)

    def laid_over(self, inputs: Sequence[Input], base: Path) -> tuple[list[Input], list[str]]:
        """Inputs with what the manifest says of them, and what does not fit, in words; itself it is no input."""
        taken: set[str] = set()
        told: list[Input] = []
        silent: list[str] = []
        own, folder = str(self.file), str(self.file.parent)
        for entry in inputs:
            if str(entry.file) == own:
                continue
            name = next((one for one in _names(entry, folder, str(base)) if one in self.rows), None)
            if name is None:
                silent.append(entry.location)
                told.append(entry)
                continue
            taken.add(name)
            told.append(with_known(entry, self.rows[name]))
        lost = [name for name in self.rows if name not in taken]
        notes = []
        if lost:
            notes.append(f"{self.file.name}: {_some(lost, 'row')} without a file")
        if silent:
            notes.append(f"{self.file.name}: {_some(silent, 'input')} without a row")
        return told, notes


def with_known(entry: Input, known: Known) -> Input:
    """An input with what is known of it; it wins over what its container says."""
    member = entry.member or Member((), "")
    return entry._replace(
        member=member._replace(
            url=known.url or member.url,
            crawled_at=known.crawled_at or member.crawled_at,
            source=known.source or member.source,
        )
    )


def _names(entry: Input, folder: str, base: str) -> Iterator[str]:
    """The names under which a manifest may call an input."""
    yield entry.location
    path = str(entry.file)
    _, inside, below = entry.location.partition(INSIDE)
    for start in (folder, base):
        if path.startswith(start.rstrip("/") + "/"):
            yield path[len(start.rstrip("/")) + 1 :] + inside + below
    yield path + inside + below


def _some(names: Sequence[str], what: str) -> str:
    shown = ", ".join(names[:SHOWN]) + (", …" if len(names) > SHOWN else "")
    return f"{len(names):,} {what}{'s' * (len(names) != 1)} ({shown})"


def read_manifest(file: Path) -> Manifest:
    """The rows of a manifest, by its ending JSON Lines (.jsonl, .ndjson) or CSV with a header.

    Raises:
        ManifestError: it cannot be read, has no column for the path, or a row is damaged.
    """
    try:
        text = file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        said = getattr(error, "strerror", None) or error
        raise ManifestError(
            f"{file}: cannot be read ({said}); correct manifest in the settings"
        ) from error
    is_lines = file.suffix.lower() in (".jsonl", ".ndjson")
    rows: dict[str, Known] = {}
    for number, cells in _objects(text, file) if is_lines else _cells(text, file):
        said = {
            column: str(next((cells[one] for one in names if cells.get(one)), "")).strip()
            for column, names in COLUMNS.items()
        }
        path = said["path"].replace("\\", "/").removeprefix("./")
        if not path:
            raise ManifestError(
                f"{file}:{number}: no path; name it in a column called {', '.join(COLUMNS['path'])}"
            )
        rows[path] = Known(
            _address(said["url"], file, number),
            _time(said["crawled_at"], file, number),
            said["source"] or None,
        )
    return Manifest(file, rows)


def _address(said: str, file: Path, number: int) -> str | None:
    if said and canonical(said) is None:
        raise ManifestError(
            f"{file}:{number}: {said[:200]!r} is no address; write https://…, or leave it blank"
        )
    return said or None


def _time(said: str, file: Path, number: int) -> str | None:
    if said and crawled(said) is None:
        raise ManifestError(
            f"{file}:{number}: {said[:200]!r} is no time; write 2024-01-31T08:00:00Z"
        )
    return crawled(said)


def _cells(text: str, file: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    reader = csv.DictReader(text.splitlines(keepends=True))
    try:
        for row in reader:
            yield reader.line_num, {(name or "").strip(): value for name, value in row.items()}
    except csv.Error as error:
        raise ManifestError(f"{file}:{reader.line_num}: {error}; mend the row") from error


def _objects(text: str, file: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise ManifestError(f"{file}:{number}: {error}; mend the line") from error
        if not isinstance(found, dict):
            raise ManifestError(f'{file}:{number}: no object; write {{"path": …, "url": …}}')
        yield number, found

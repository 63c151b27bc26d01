"""Archives as an earlier run found them in; what is in those of today, unchanged ones unopened, out.

Only a cache: a file that is lost, damaged or of another layout means that archives are opened again.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa

from flows.ingestion.replacing import replacing
from flows.ingestion.sightings import STATUS
from flows.ingestion.state import RACY_NS
from kouan.model.knowledge import digest_of
from kouan.reading.containers.found import Limits, Step
from kouan.reading.inputs import Failure, Input, Member
from kouan.reading.opening import Contents, Opening
from kouan.reading.remote import is_remote

if TYPE_CHECKING:
    from flows.settings import Settings

FILE: Final = "contents.arrow"
#: Extras: another version may find other members, and take other text from them.
READERS: Final = ("warcio", "pypdf")
#: A row per member or failure; a file that holds neither has a row with nothing in it.
SCHEMA: Final = pa.schema(
    [
        pa.field("file", pa.large_string()),
        pa.field("container", pa.large_string()),
        *(pa.field(name, pa.int64()) for name in STATUS),
        pa.field("is_whole", pa.bool_()),
        pa.field("location", pa.large_string()),
        pa.field("member_size", pa.int64()),
        pa.field("steps", pa.large_string()),
        pa.field("document_id", pa.string()),
        pa.field("url", pa.large_string()),
        pa.field("crawled_at", pa.string()),
        pa.field("source", pa.large_string()),
        pa.field("read_as", pa.string()),
        pa.field("reason", pa.string()),
        pa.field("detail", pa.large_string()),
    ]
)
Row = tuple[Any, ...]
#: In place of the time at which a file was changed that may change again without a trace in its times.
_UNSURE: Final = -1


def opening_of(settings: Settings) -> Opening:
    """How the settings say that files are opened for what is in them."""
    return Opening(
        Limits(
            size=settings.max_size,
            unpacked=settings.max_unpacked,
            ratio=settings.max_ratio,
            members=settings.max_members,
            depth=settings.max_depth,
        ),
        replace(settings.fields, text=(settings.text_field,))
        if settings.text_field
        else settings.fields,
    )


def _version(library: str) -> str:
    """The version of a library; it can be an extra that is not installed."""
    try:
        return version(library)
    except PackageNotFoundError:
        return ""


class RememberedContents:
    """An `Opening` that opens only what is not as it was; `save` keeps what it saw for the next run."""

    def __init__(self, opening: Opening, home: Path, state: str, *, full: bool = False) -> None:
        self._opening, self._home = opening, home
        self._key = digest_of(repr(opening), state, *map(_version, READERS))
        self._full = full
        self._known: dict[tuple[str, str], list[Row]] | None = None
        self._is_new = False
        #: Places of files that are not as they were when they were last opened.
        self.changed: set[str] = set()

    def opens(self, entry: Input) -> bool:
        """Whether this file is listed by what it holds."""
        return self._opening.opens(entry)

    def contents(self, entry: Input) -> Contents:
        """What one file holds."""
        if self._known is None:
            self._known = {} if self._full else _read(self._home / FILE, self._key)
        key = (os.fsdecode(entry.file), entry.location)
        known = self._known.get(key)
        if known and known[0][2:7] == tuple(entry[2:7]):
            return _contents(entry, known)
        if known and _is_another(known[0][2:7], entry):
            self.changed.add(entry.location)
        began = time.time_ns()
        found = self._opening.contents(entry)
        self._known[key] = list(_rows(entry, found, began))
        self._is_new = True
        return found

    def save(self) -> None:
        """Replace the file in one step, without archives that are gone."""
        if not self._is_new or self._known is None:
            return
        kept = (
            rows
            for (file, _), rows in self._known.items()
            if is_remote(file) or os.path.lexists(file)
        )
        _write(self._home, self._key, (row for rows in kept for row in rows))
        self._is_new = False


def _is_another(had: Row, entry: Input) -> bool:
    """Whether a file differs from what it was, so far as its times were sure."""
    return any(before not in (now, _UNSURE) for before, now in zip(had, entry[2:7], strict=True))


def _rows(entry: Input, found: Contents, began: int) -> Iterator[Row]:
    status = list(entry[2:7])
    if max(entry.modified_ns, entry.changed_ns) > began - RACY_NS:
        status[1] = _UNSURE
    head = (os.fsdecode(entry.file), entry.location, *status, found.is_whole)
    blank = (None,) * 9
    for one in found.inputs:
        if one.member is None:  # the file itself
            yield (*head, one.location, one.size, *blank[:8])
            continue
        steps = json.dumps(one.member.steps)
        yield (*head, one.location, one.size, steps, *one.member[1:6], None, None)
    for failure in found.failures:
        yield (*head, failure.location, *blank[:7], failure.reason, failure.detail)
    if not found.inputs and not found.failures:
        yield (*head, None, *blank)


def _contents(entry: Input, rows: list[Row]) -> Contents:
    found = Contents([], [], rows[0][7])
    for *_, location, size, steps, document, url, crawled_at, source, read_as, reason, said in rows:
        if reason is not None:
            found.failures.append(Failure(location, reason, said))
        elif steps is None and location is not None:
            found.inputs.append(entry)
        elif location is not None:
            way = tuple(Step(*step) for step in json.loads(steps))
            member = Member(way, document, url, crawled_at, source, read_as)
            found.inputs.append(entry._replace(location=location, size=size, member=member))
    return found


def _read(file: Path, key: str) -> dict[tuple[str, str], list[Row]]:
    try:
        with pa.memory_map(os.fspath(file)) as mapped:
            table = pa.ipc.open_file(mapped).read_all()
            said = (table.schema.metadata or {}).get(b"key", b"").decode()
            if said != key or table.schema.remove_metadata() != SCHEMA:
                return {}
            columns = [table[name].to_pylist() for name in SCHEMA.names]
    except (OSError, ValueError):  # ArrowInvalid is a ValueError
        return {}
    known: dict[tuple[str, str], list[Row]] = {}
    for row in zip(*columns, strict=True):
        known.setdefault((row[0], row[1]), []).append(row)
    return known


def _write(home: Path, key: str, rows: Iterable[Row]) -> None:
    columns: list[list[Any]] = [[] for _ in SCHEMA]
    for row in rows:
        for column, value in zip(columns, row, strict=True):
            column.append(value)
    arrays = [pa.array(column, field.type) for column, field in zip(columns, SCHEMA, strict=True)]
    table = pa.Table.from_arrays(arrays, schema=SCHEMA).replace_schema_metadata({"key": key})
    with replacing(home / FILE) as file, pa.ipc.new_file(file, table.schema) as written:
        written.write_table(table)

"""Patterns in, cleaned documents out, a batch at a time: what `kouan check` and `kouan clean` work on."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from flows.location import find_project, find_settings_file, read_settings_file
from kouan.gathering import gather
from kouan.linting.checking import Named, clean_documents
from kouan.linting.endings import PROGRAMS
from kouan.model.batch import BATCH_BYTES, Batch
from kouan.model.knowledge import Knowledge
from kouan.reading.containers.found import Limits
from kouan.reading.opening import Contents
from kouan.reading.sources import Failure, Input, Opening, Shelf, grouped, list_inputs, read_batch

#: Settings that say how files are opened; reading all settings takes longer than cleaning a page.
OPENING = ("max_unpacked", "max_ratio", "max_members", "max_depth", "text_field", "fields")


_GLOB: Final = frozenset("*?[")


def is_program(path: Path, patterns: Sequence[str]) -> bool:
    """Whether a file is a program, settings or data, and no pattern asks for it by name or ending.

    >>> is_program(Path("/a/b.py"), ["/a"]), is_program(Path("/a/b.py"), ["/a/**/*.py"])
    (True, False)
    """
    ending = path.suffix.lower()
    return ending in PROGRAMS and not any(
        one.lower().endswith(ending) if _GLOB & set(one) else Path(one).absolute() == path
        for one in patterns
    )


@dataclass(frozen=True, slots=True)
class _Texts:
    """Opens files as they are opened anywhere, but no table that a folder holds: nobody asked for its rows."""

    opening: Opening
    patterns: Sequence[str]

    def opens(self, entry: Input) -> bool:
        return self.opening.opens(entry) and not is_program(entry.path, self.patterns)

    def contents(self, entry: Input) -> Contents:
        return self.opening.contents(entry)


def cleaned_files(
    patterns: Sequence[str],
    failures: list[Failure],
    max_size: int,
    knowledge: Knowledge | None = None,
    passes_over: Callable[[Path], bool] | None = None,
    text_field: str | None = None,
) -> Iterator[tuple[Input, Named]]:
    """Each file with its cleaned document; files that cannot be read are added to `failures`.

    Places are named as they were typed: below the working directory, not below the project. Programs and
    settings that a folder holds beside its texts are passed over.
    """
    knowledge = knowledge or gather(find_project())
    opening = _Texts(opening_here(max_size, text_field), patterns)
    listed, missing = list_inputs(patterns, Path.cwd(), opening)
    failures.extend(missing)
    inputs = [
        entry
        for entry in listed
        if not (passes_over and passes_over(entry.path)) and not is_program(entry.path, patterns)
    ]
    with closing(Shelf()) as shelf:
        for group in grouped(inputs, BATCH_BYTES):
            batch, unread = read_batch(group, max_size, shelf)
            failures.extend(unread)
            by_location = {one.location: one for one in group}
            sites = _sites([by_location[one.location] for one in batch.sources], knowledge)
            documents = clean_documents(batch, knowledge, sites) if len(batch) else []
            yield from ((by_location[document[0]], document) for document in documents)


def opening_here(max_size: int, text_field: str | None = None) -> Opening:
    """How files are opened for what is in them, as the project around the working directory says."""
    file = find_settings_file()
    said = read_settings_file(file) if file else {}
    if text_field is None and not any(
        key in said or f"KOUAN_{key.upper()}" in os.environ for key in OPENING
    ):
        return Opening(Limits(size=max_size))
    from flows.ingestion.contents import opening_of
    from flows.settings import load_settings

    return opening_of(load_settings(max_size=max_size, text_field=text_field))


def _sites(entries: Sequence[Input], knowledge: Knowledge) -> list[str] | None:
    """The sources of files as the project knows them, where a template may count for one of them."""
    project = find_project()
    if project is None or not knowledge.templates:
        return None
    from flows.options import relative
    from flows.sources import read_sources, site_of

    rows = read_sources(project / "sources.csv")
    places = (
        relative(str(one.path) if one.member is None else one.location, project) for one in entries
    )
    return [
        site_of(one._replace(location=place), rows)
        for one, place in zip(entries, places, strict=True)
    ]


def cleaned_stdin(name: str, raw: bytes, knowledge: Knowledge | None = None) -> Named:
    """The document that came on stdin."""
    knowledge = knowledge or gather(find_project())
    sites = [""] if name == "-" else _sites([Input(name, name, len(raw), 0)], knowledge)
    (document,) = clean_documents(Batch.of([(name, raw)]), knowledge, sites)
    return document


def size_limit(given: str | None) -> int:
    """The limit of the command line, of KOUAN_MAX_SIZE, of the settings file, or 32 MB.

    Raises:
        SettingsError: it is no size.
    """
    file = find_settings_file()
    said = (
        given
        or os.environ.get("KOUAN_MAX_SIZE")
        or (read_settings_file(file).get("max_size") if file else None)
    )
    if said is None:
        return Limits().size
    from flows.settings import load_settings

    return load_settings(max_size=given).max_size


def write_whole(path: Path, content: bytes) -> None:
    """Replace a file by new content, whole or not at all; its permissions stay, and a link stays a link."""
    path = path.resolve()
    draft = path.with_name(f".{path.name}.{os.getpid()}.kouan")
    try:
        draft.write_bytes(content)
        if path.exists():
            draft.chmod(path.stat().st_mode & 0o7777)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)

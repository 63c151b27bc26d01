"""Knowledge in, the digest of everything that decides how bytes are read out; a project's digest without reading its words.

The digest of a project is kept beside a signature of the files it was made from. While the signature is
the same, lexicons are not parsed and no source file is read.
"""

from __future__ import annotations

import json
import os
import time
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Final, NamedTuple

import kouan
from kouan.model.knowledge import Knowledge, digest_of

#: Their releases change readings and characters; other libraries change no row.
LIBRARIES = ("opencc", "pypinyin")
#: Folders of a project that hold knowledge.
FOLDERS: Final = ("lexicons", "phrases", "templates", "rules", "models", "corrections")
#: Where a project's digest is kept.
FILE: Final = "state.json"
#: Files changed so shortly before they were looked at may change again within one tick of their clock.
RACY_NS: Final = 2_000_000_000


@cache
def source_digest() -> str:
    """Digest of every source and data file of the craft; an edited rule counts as much as a new release."""
    parts: list[str | bytes] = []

    def walk(folder: object, path: str) -> None:
        for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):  # type: ignore[attr-defined]
            if entry.is_dir():
                if entry.name != "__pycache__":
                    walk(entry, f"{path}{entry.name}/")
            elif not entry.name.endswith(".pyc"):
                parts.extend((path + entry.name, entry.read_bytes()))

    walk(files("kouan"), "")
    return digest_of(*parts)


@cache
def libraries() -> dict[str, str]:
    """The versions that change rows, of libraries and of the characters' own tables."""
    return {
        **{library: version(library) for library in LIBRARIES},
        "unicodedata": unicodedata.unidata_version,
    }


def versions() -> dict[str, str]:
    """What the state digest stands for, besides the knowledge."""
    return {"kouan": kouan.__version__, "source": source_digest(), **libraries()}


def state_digest(knowledge: Knowledge) -> str:
    """Equal digests read equal bytes alike: knowledge, code, and the libraries that know characters."""
    return digest_of(knowledge.digest, *(f"{name}={value}" for name, value in versions().items()))


def knowledge_of(project: Path) -> Knowledge:
    """The project's knowledge, gathered once per process and again when one of its files has changed."""
    return _gathered(project, signature(project)[0])


@lru_cache(maxsize=2)
def _gathered(project: Path, signed: str) -> Knowledge:
    del signed
    from kouan.gathering import gather

    return gather(project)


class State(NamedTuple):
    """A state digest with those of the knowledge and of the source that it was made from."""

    state: str
    knowledge: str
    source: str


def current_state(project: Path, home: Path) -> str:
    """The state digest of a project today; raises what `state_of` does."""
    return state_of(project, home).state


def state_of(project: Path, home: Path) -> State:
    """The state of a project today.

    Raises:
        LexiconError, PhraseError, RuleError, ModelError: a file of the project cannot be used.
    """
    signed, newest = signature(project)
    kept = home / FILE
    try:
        said = json.loads(kept.read_text("ascii"))
        if said["signature"] == signed:
            return State(*(str(said[name]) for name in State._fields))
    except (OSError, ValueError, KeyError, TypeError):
        pass
    knowledge = knowledge_of(project)
    made = State(state_digest(knowledge), knowledge.digest, source_digest())
    if newest < time.time_ns() - RACY_NS and signature(project)[0] == signed:
        home.mkdir(parents=True, exist_ok=True)
        draft = home / f".{FILE}.{os.getpid()}"
        draft.write_text(json.dumps({"signature": signed, **made._asdict()}) + "\n", "ascii")
        draft.replace(kept)
    return made


def signature(project: Path) -> tuple[str, int]:
    """Names, sizes, times and inodes of all files the state digest is made from, digested; and the newest time."""
    package, newest = _package()
    own, latest = signed(os.fspath(project / folder) for folder in FOLDERS)
    said = (f"{name}={value}" for name, value in libraries().items())
    return digest_of(package, own, kouan.__version__, *said), max(newest, latest)


@cache
def _package() -> tuple[str, int]:
    """The signature of the craft itself: what is imported does not change any more."""
    return signed([str(files("kouan"))])


def signed(folders: Iterable[str]) -> tuple[str, int]:
    """Names, sizes, times and inodes of the files below these folders, digested; and the newest time."""
    said: list[str] = []
    newest = 0
    for folder in folders:
        for path, status in _files(folder):
            changed = max(status.st_mtime_ns, status.st_ctime_ns)
            newest = max(newest, changed)
            said.append(f"{path} {status.st_size} {changed} {status.st_mtime_ns} {status.st_ino}")
    return digest_of(*said), newest


def _files(folder: str) -> Iterator[tuple[str, os.stat_result]]:
    """Files below a folder in the order of their names, compiled ones left out."""
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _files(entry.path)
        elif not entry.name.endswith(".pyc"):
            yield entry.path, entry.stat()

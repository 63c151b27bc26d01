"""Knowledge in, the digest of everything that decides how bytes are read out."""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.metadata import version
from importlib.resources import files

import kouan
from kouan.model.knowledge import Knowledge, digest_of

#: Their releases change readings and characters; other libraries change no row.
LIBRARIES = ("opencc", "pypinyin")


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


def versions() -> dict[str, str]:
    """What the state digest stands for, besides the knowledge."""
    return {
        "kouan": kouan.__version__,
        "source": source_digest(),
        **{library: version(library) for library in LIBRARIES},
        "unicodedata": unicodedata.unidata_version,
    }


def state_digest(knowledge: Knowledge) -> str:
    """Equal digests read equal bytes alike: knowledge, code, and the libraries that know characters."""
    return digest_of(knowledge.digest, *(f"{name}={value}" for name, value in versions().items()))

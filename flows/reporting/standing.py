"""Pages that were written before in; whether each still says what it would say now, out.

A run that changed one document writes its page and those that speak of all. A page stands when its mark is
the same: what its rows were made by, and the code and templates that would write it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from flows.ingestion.state import signed
from kouan.model.knowledge import digest_of

#: The marks of the pages in a folder of reports.
FILE: Final = "pages.json"
#: What decides how a page is written, besides the rows it speaks of.
CODE: Final = ("flows", "kouan", "warehouse")


def digest_of_content(content: Mapping[str, Any]) -> str:
    """A digest of what a page says, but for its words: rows, figures, drawings."""
    return digest_of(json.dumps(content, ensure_ascii=False, sort_keys=True, default=_plain))


def _plain(value: object) -> object:
    """What JSON does not know: sets in their order, all else by how it is written."""
    return sorted(value) if isinstance(value, frozenset) else repr(value)


class Standing:
    """The pages of one folder; a page is marked only while its content is known to fit its mark."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.code, _ = signed(str(files(package)) for package in CODE)
        self.marks: dict[str, str] = {}
        try:
            said = json.loads((folder / FILE).read_text("ascii"))
            self.marks = {str(name): str(mark) for name, mark in said.items()}
        except (OSError, ValueError, AttributeError):
            pass

    def mark(self, *said: str) -> str:
        """What a page is marked with whose rows say this."""
        return digest_of(self.code, *said)

    def stale(self, wanted: Mapping[str, tuple[str, Iterable[Path]]]) -> set[str]:
        """Those of the pages, by name with mark and files, that have to be written."""
        return {
            name
            for name, (mark, pages) in wanted.items()
            if self.marks.get(name) != mark or not all(page.is_file() for page in pages)
        }

    def keep(self, marks: Mapping[str, str]) -> None:
        """Replace the marks: before writing with those of pages that stay, after it with all."""
        draft = self.folder / f".{FILE}.new"
        with draft.open("w", encoding="ascii") as file:
            json.dump(dict(sorted(marks.items())), file, indent=0)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self.folder / FILE)
        self.marks = dict(marks)

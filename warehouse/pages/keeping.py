"""Tables of one report in, a file that keeps them for the next report out, and the tables again."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

_SAID: Final = b"said"


def keep(path: Path, of: str, said: Mapping[str, Any], tables: Sequence[pa.Table]) -> None:
    """Write tables, at least one, in place of those that were kept; `of` is a digest of what they answer."""
    first, *others = tables
    told = json.dumps({"of": of, "tables": len(tables), "said": said})
    draft = path.with_name(f".{path.name}.new")
    with draft.open("wb") as file:
        for rows in (first.replace_schema_metadata({_SAID: told}), *others):
            with pa.ipc.new_stream(file, rows.schema) as stream:
                stream.write_table(rows)
    draft.replace(path)


def kept(path: Path, of: str) -> tuple[dict[str, Any], list[pa.Table]] | None:
    """What was said of the tables that are kept, and these; None where they are not there whole, or answer something else."""
    broken = (OSError, pa.ArrowException, ValueError, KeyError, TypeError)
    with suppress(*broken), path.open("rb") as file:
        first = pa.ipc.open_stream(file).read_all()
        told = json.loads(first.schema.metadata[_SAID])
        if told["of"] == of:
            others = [pa.ipc.open_stream(file).read_all() for _ in range(1, told["tables"])]
            return told["said"], [first, *others]
    return None

"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

AsJson = Annotated[bool, Parameter(name="--json", help="Print JSON: objects in an array.")]
AsObject = Annotated[bool, Parameter(name="--json", help="Print JSON: one object.")]
Form = Annotated[str | None, Parameter(name="--format", help="table, csv, json or parquet.")]
Out = Annotated[Path | None, Parameter(name="--out", help="Write to this file.")]
Timeout = Annotated[
    float | None, Parameter(help="Seconds that the question may take; default sql_timeout.")
]
#: Days for which closed versions, results of old runs and stored files are kept unless told otherwise.
KEEP_DAYS = 365
Rows = Annotated[int | None, Parameter(help="Rows to give at most; default sql_rows.")]

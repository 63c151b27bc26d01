"""Parts on disk in, what they hold out: documents with their places, facts counted, documents that were refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from kouan.model.columns import column
from kouan.model.processed import Processed
from kouan.tabulation.tables import refusals
from warehouse.records import Held

REFUSAL = "refusal"
#: Why a document cannot be an article, in words that end with what would help.
REFUSALS = {
    "empty": "the file has no text; remove it, or fetch it again",
    "undecodable": "no encoding that kouan reads fits these bytes; look whether this is a text at all",
    "unsupported_encoding": "the encoding was recognised and cannot be read; convert the file to UTF-8",
    "nothing_but_page": "nothing is left when the furniture of the page is gone; look whether this page has an article",
}


@dataclass(slots=True)
class Contents:
    """What some parts hold: the first place of each document, and how many rows each document has."""

    locations: dict[str, str] = field(default_factory=dict)
    #: What each counts under, as it was read.
    sources: dict[str, str] = field(default_factory=dict)
    articles: Counter[str] = field(default_factory=Counter)
    mentions: Counter[str] = field(default_factory=Counter)
    metrics: Counter[str] = field(default_factory=Counter)

    @property
    def facts(self) -> Counter[str]:
        """Mentions and figures together."""
        return self.mentions + self.metrics


def refusal_table(processed: Processed) -> pa.Table:
    """Documents of a batch that cannot be an article; it lies in the part beside the tables of the warehouse."""
    found = refusals(processed)
    columns = {
        name: column([row[number] for row in found], pa.string())
        for number, name in enumerate(("document_id", "location", "reason"))
    }
    return pa.table(columns)


def refused(parts: Iterable[Path]) -> list[Held]:
    """Documents of these parts that cannot be an article, held with their reason in words."""
    held = []
    for part in parts:
        file = part / f"{REFUSAL}.parquet"
        for row in pq.ParquetFile(file).read().to_pylist() if file.is_file() else ():
            detail = REFUSALS.get(row["reason"], "this cannot be an article")
            held.append(
                Held("document", row["document_id"], row["location"], row["reason"], detail)
            )
    return held


def contents(parts: Sequence[Path]) -> Contents:
    """What lies in these parts, read from the few columns that tell."""
    found = Contents()
    for part in parts:
        documents = pq.ParquetFile(part / "document.parquet").read(
            ["document_id", "locations", "source"]
        )
        for row in documents.to_pylist():
            found.locations[row["document_id"]] = row["locations"][0]
            if row["source"]:
                found.sources[row["document_id"]] = row["source"]
        for table, count in (
            ("article", found.articles),
            ("mention", found.mentions),
            ("metric", found.metrics),
        ):
            owners = pq.ParquetFile(part / f"{table}.parquet").read(["document_id"])["document_id"]
            count.update(owners.to_pylist())
    return found

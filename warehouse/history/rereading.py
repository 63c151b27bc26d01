"""A warehouse in; its documents with their bytes, for whoever reads them again, and what that reading changes, out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from warehouse.connection import reader
from warehouse.history.differences import Differences, differences, drop_sides
from warehouse.packs import PARTS, read_pack
from warehouse.publishing.entity_moves import ROLES
from warehouse.records import StateRecord
from warehouse.snapshots.profiles import WITHOUT_TEXT

#: Tables of a fresh reading that are compared.
COMPARED: Final = (
    "document",
    "article",
    "block",
    "removed",
    "edit_summary",
    "suspicion",
    "entity",
    "mention",
    "metric",
)


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """A document as the warehouse knows it: enough to read it again as it was read."""

    document_id: str
    location: str
    url: str | None
    crawled_at: datetime | None
    source: str | None
    part: str
    bytes: int
    state_digest: str
    read_as: str
    found_in: str


def known_for_rereading(home: Path, refusals: Sequence[str]) -> list[KnownDocument]:
    """Every document whose reading is published, or held for one of these reasons, by id."""
    connection = reader(home)
    try:
        rows = connection.execute(
            "SELECT document_id, locations[1], url, crawled_at, source, part, bytes, state_digest,"
            " coalesce(read_as, ''), coalesce(found_in, '') FROM document"
            " WHERE len(locations) > 0 AND (document_id IN (SELECT document_id FROM current_article)"
            " OR (status = 'held' AND document_id IN (SELECT subject_id FROM quarantine"
            "  WHERE level = 'document' AND status = 'held' AND list_contains(?, reason)))) ORDER BY document_id",
            [list(refusals)],
        ).fetchall()
    finally:
        connection.close()
    return [KnownDocument(*row) for row in rows]


def states_of(home: Path, digests: Sequence[str]) -> list[StateRecord]:
    """What these state digests stand for; one that was never written down is left out."""
    connection = reader(home)
    try:
        rows = connection.execute(
            "SELECT state_digest, knowledge_digest, code_digest, version, libraries FROM state"
            " WHERE list_contains(?, state_digest) ORDER BY state_digest",
            [list(digests)],
        ).fetchall()
    except duckdb.CatalogException:  # the snapshot is older than this table
        return []
    finally:
        connection.close()
    return [
        StateRecord(digest, words, code, version, tuple(libraries))
        for digest, words, code, version, libraries in rows
    ]


def raw_bytes(home: Path, documents: Sequence[KnownDocument]) -> dict[str, bytes]:
    """The bytes of documents by id, from the parts that hold them, each part opened once.

    Raises:
        UnknownIdError: a part is not there, or does not hold its document.
    """
    by_part: dict[str, list[str]] = {}
    for one in documents:
        by_part.setdefault(one.part, []).append(one.document_id)
    found: dict[str, bytes] = {}
    for part, ids in by_part.items():
        found.update(_kept(home / PARTS / part / "raw.parquet", ids))
        for id_ in ids:
            if (
                id_ not in found
            ):  # only referred to, or the part is gone: the pack knows, or says what to do
                found[id_] = read_pack(home, part, id_).raw
    return found


def _kept(file: Path, ids: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    if not file.is_file():
        return
    with pq.ParquetFile(file) as opened:
        for group in range(opened.num_row_groups):
            rows = opened.read_row_group(group, columns=["document_id", "raw"])
            mine = rows.filter(pc.is_in(rows["document_id"], pa.array(ids, pa.string())))
            for row in mine.to_pylist():
                if row["raw"] is not None:
                    yield row["document_id"], row["raw"]


class Rereadings:
    """Fresh readings beside the rows of the warehouse; nothing is written."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def compare(self, fresh: Mapping[str, pa.Table], examples: int) -> Differences:
        """What a fresh reading of some documents would change; its tables bear the names of the warehouse's."""
        for name in COMPARED:
            self._connection.register(f"fresh_{name}", fresh[name])
        try:
            self._lay_out()
            return differences(self._connection, examples)
        finally:
            drop_sides(self._connection)
            for name in COMPARED:
                self._connection.unregister(f"fresh_{name}")

    def _profile(self) -> str:
        try:
            rows = self._connection.execute("SELECT name FROM profile").fetchall()
        except duckdb.CatalogException:  # the snapshot is older than this table
            rows = []
        return str(rows[0][0]) if rows else "text"

    def _lay_out(self) -> None:
        """Both sides, with what does not depend on where and when it was published."""
        mine = "(SELECT document_id FROM fresh_document)"
        story = "article.document_id || ' ' || article.item_key AS story"
        valid = f"(SELECT * FROM current_article WHERE document_id IN {mine}) AS article USING (article_id, valid_from)"
        fresh = "fresh_article AS article USING (article_id)"
        held = "SELECT split_part(subject_id, ':', 1) FROM quarantine WHERE level = 'fact' AND status IN ('held', 'discarded')"
        sides = {
            "document": (
                f"SELECT * FROM document WHERE document_id IN {mine}",
                "SELECT * FROM fresh_document",
            ),
            "article": (
                f"SELECT *, {story} FROM current_article AS article WHERE document_id IN {mine}",
                f"SELECT *, {story} FROM fresh_article AS article",
            ),
            "block": (
                f"SELECT block.*, article.document_id, {story} FROM block INNER JOIN {valid}",
                f"SELECT block.*, article.document_id, {story} FROM fresh_block AS block INNER JOIN {fresh}",
            ),
            "mention": (
                f"SELECT mention.*, entity.name AS entity, {story} FROM mention INNER JOIN {valid}"
                " INNER JOIN entity USING (entity_id)",
                f"SELECT mention.*, entity.name AS entity, {story} FROM fresh_mention AS mention INNER JOIN {fresh}"
                f" INNER JOIN fresh_entity AS entity USING (entity_id) WHERE mention_id NOT IN ({held})",
            ),
            "metric": (
                f"SELECT metric.*, fact_key AS fact, {story} FROM metric INNER JOIN {valid}",
                f"SELECT metric.*, fact_key AS fact, {story} FROM fresh_metric AS metric INNER JOIN {fresh}"
                f" WHERE metric_id NOT IN ({held})",
            ),
        }
        if self._profile() == "facts":  # it holds no text to compare with
            for name in WITHOUT_TEXT.keys() & sides:
                del sides[name]
        for name in ("removed", "edit_summary", "suspicion"):
            if self._profile() == "facts" and name in WITHOUT_TEXT:
                continue
            sides[name] = (
                f"SELECT * FROM {name} WHERE document_id IN {mine}",
                f"SELECT * FROM fresh_{name}",
            )
        for name, (before, after) in sides.items():
            self._connection.execute(f"CREATE TEMP TABLE before_{name} AS {before}")
            self._connection.execute(f"CREATE TEMP TABLE after_{name} AS {after}")
        _take_moves_back(self._connection)
        lay_out_entities(self._connection)


def _take_moves_back(connection: duckdb.DuckDBPyConnection) -> None:
    """Name in the rows of the warehouse the entities that the rules name: a fresh reading knows no merge of theirs."""
    try:
        if not connection.execute("SELECT 1 FROM entity_move LIMIT 1").fetchall():
            return
    except duckdb.CatalogException:  # the snapshot is older than this table
        return
    for table, column, values in (
        ("mention", "entity_id", {"entity": "name", "type": "type"}),
        *(("metric", f"{role}_id", {role: "name"}) for role in ROLES),
    ):
        said = ", ".join(f"{mine} = entity.{theirs}" for mine, theirs in values.items())
        connection.execute(
            f"UPDATE temp.before_{table} AS side SET {said}"
            " FROM entity_move AS moved INNER JOIN entity USING (entity_id)"
            f" WHERE moved.table_name = '{table}' AND moved.column_name = '{column}' AND moved.row_id = side.{table}_id"
            " AND moved.article_id = side.article_id AND moved.valid_from = side.valid_from"
        )


def lay_out_entities(connection: duckdb.DuckDBPyConnection) -> None:
    """The entities of each story, from its mentions."""
    for side in ("before", "after"):
        connection.execute(
            f"CREATE TEMP TABLE {side}_entity AS SELECT DISTINCT document_id, story, type, entity FROM temp.{side}_mention"
        )


@contextmanager
def rereadings(home: Path) -> Iterator[Rereadings]:
    """The newest snapshot, ready to be compared with fresh readings of its documents."""
    connection = reader(home)
    try:
        yield Rereadings(connection)
    finally:
        connection.close()

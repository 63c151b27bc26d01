"""A table, groups and a seed in; a sample of its rows with what a person needs to judge them out.

Each row has a place in the draw that follows from the seed and its own id. Of every stratum the first rows are
taken, one by one in turn, so that small strata give all they have. Rows that come later find places between
those that were there: what was drawn stays drawn, but for the few that are pushed out at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import duckdb

from warehouse.connection import reader
from warehouse.provenance.spans import sentence_around
from warehouse.reviewing.strata import ReviewTable, rows_with_stratum

#: Characters that are shown on either side of a sentence or a removed block.
AROUND: Final = 150


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch that is judged, in its sentence, and what stands around that."""

    earlier: str = ""
    before: str = ""
    marked: str = ""
    after: str = ""
    later: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A row that was drawn: its keys, what it says as the columns of its table, and where it stands."""

    table: ReviewTable
    row_id: str
    why_id: str
    row_digest: str
    document_id: str
    stratum: str | None
    said: tuple[str, ...]
    passage: Passage
    row: dict[str, Any]
    location: str
    title: str | None
    published: str | None
    publisher: str | None


@dataclass(frozen=True, slots=True)
class Order:
    """What to draw: `column` is the one to be judged, None for the whole row; `without` rows that are not wanted."""

    table: ReviewTable
    rows: int
    groups: tuple[str, ...] = ()
    seed: int = 1
    column: str | None = None
    without: frozenset[str] = frozenset()


def draw(home: Path, order: Order) -> list[Drawn]:
    """The rows of a sample, in the order in which they are to be judged.

    Raises:
        NoWarehouseError: nothing has been published yet.
    """
    with closing(reader(home)) as connection:
        chosen = connection.execute(
            f"WITH frame AS ({rows_with_stratum(order.table, order.groups)}),"
            " placed AS (SELECT *, md5(concat(?, ':', row_id)) AS place FROM frame"
            "  WHERE row_id NOT IN (SELECT unnest(?::VARCHAR[]))),"
            " turned AS (SELECT *, row_number() OVER (PARTITION BY stratum ORDER BY place) AS turn FROM placed)"
            " SELECT row_id, stratum FROM turned ORDER BY turn, place LIMIT ?",
            [order.seed, sorted(order.without), order.rows],
        ).fetchall()
        return drawn_rows(connection, order, dict(chosen))


def drawn_rows(
    connection: duckdb.DuckDBPyConnection, order: Order, strata: dict[str, str | None]
) -> list[Drawn]:
    """What there is to judge of rows given by their ids and strata; one that is not there is left out."""
    wanted = list(strata)
    found = connection.execute(_WORDS, [order.column, order.table, wanted]).fetchall()
    words = {row_id: (why_id, digest, said) for row_id, why_id, digest, said in found}
    told = {row["row_id"]: row for row in _rows(connection, _DETAILS[order.table], [wanted])}
    rows = []
    for row_id, stratum in strata.items():
        if row_id not in words or row_id not in told:
            continue
        why_id, digest, said = words[row_id]
        row = told[row_id]
        head = (row.pop(name) for name in ("location", "title", "published_text", "publisher"))
        passage = _PASSAGES[order.table](row)
        rows.append(
            Drawn(
                order.table,
                row_id,
                why_id,
                digest,
                row["document_id"],
                stratum,
                tuple(said),
                passage,
                row,
                *head,
            )
        )
    return rows


# of several readings of one figure the first is shown, as why_id names it
_WORDS: Final = """
SELECT row_id, min(why_id), arg_min(judged_digest(evidence, said, ?), why_id), arg_min(said, why_id)
FROM reviewable WHERE table_name = ? AND row_id IN (SELECT unnest(?::VARCHAR[])) GROUP BY row_id
"""

_ARTICLE: Final = (
    "page.title, page.published_text, page.publisher, document.locations[1] AS location"
)
_IN_ARTICLE: Final = """
INNER JOIN current_article AS page USING (article_id, valid_from)
INNER JOIN document ON document.document_id = line.document_id
LEFT JOIN block ON block.article_id = line.article_id AND block.valid_from = line.valid_from
    AND block."start" <= line."start" AND line."start" < block."end"
"""
# The story of a document in whose bytes a line stands, else the last one above it, else its first.
_IN_DOCUMENT: Final = """
INNER JOIN document ON document.document_id = line.document_id
INNER JOIN (
    SELECT current_article.*, coalesce(item.raw_start, 0) AS begins
    FROM current_article LEFT JOIN item USING (document_id, item_key)
) AS page ON page.document_id = line.document_id
"""
_NEAREST: Final = """
QUALIFY row_number() OVER (
    PARTITION BY line.document_id, line.position
    ORDER BY page.begins > line.raw_start, abs(page.begins - line.raw_start), page.article_id
) = 1
"""
_BYTES: Final = "concat_ws(':', line.document_id, line.raw_start, line.raw_end)"
_BLOCKS: Final = (
    "(SELECT {} FROM block WHERE block.article_id = page.article_id AND block.valid_from = page.valid_from"
    " AND {})"
)
_DETAILS: Final[dict[ReviewTable, str]] = {
    "metric": f"""
SELECT line.fact_key AS row_id, line.* EXCLUDE (title), {_ARTICLE}, block.text AS block_text,
    block."start" AS block_start
FROM current_metric AS line {_IN_ARTICLE} WHERE line.fact_key IN (SELECT unnest(?::VARCHAR[]))
ORDER BY line.metric_id DESC
""",
    "mention": f"""
SELECT {_BYTES} AS row_id, line.*, {_ARTICLE}, block.text AS block_text, block."start" AS block_start
FROM current_mention AS line {_IN_ARTICLE} WHERE {_BYTES} IN (SELECT unnest(?::VARCHAR[]))
ORDER BY line.mention_id DESC
""",
    "edit": f"""
SELECT {_BYTES} AS row_id, line.*, {_ARTICLE},
    {_BLOCKS.format("arg_max(text, block.start)", 'block."start" <= line."start"')} AS block_text,
    {_BLOCKS.format("max(block.start)", 'block."start" <= line."start"')} AS block_start,
    {_BLOCKS.format("concat_ws(':', page.article_id, max(block.position))", 'block."start" <= line."start"')} AS block
FROM contextual_edit AS line {_IN_DOCUMENT} WHERE {_BYTES} IN (SELECT unnest(?::VARCHAR[])) {_NEAREST}
""",
    "removed": f"""
SELECT {_BYTES} AS row_id, line.*, {_ARTICLE},
    {_BLOCKS.format("arg_max(text, block.raw_end)", "block.raw_end <= line.raw_start")} AS text_before,
    {_BLOCKS.format("arg_min(text, block.raw_start)", "block.raw_start >= line.raw_end")} AS text_after
FROM removed AS line {_IN_DOCUMENT} WHERE {_BYTES} IN (SELECT unnest(?::VARCHAR[])) {_NEAREST}
""",
}


def _rows(
    connection: duckdb.DuckDBPyConnection, sql: str, values: Sequence[Any]
) -> Iterable[dict[str, Any]]:
    found = connection.execute(sql, list(values))
    names = [column[0] for column in found.description or ()]
    return (dict(zip(names, row, strict=True)) for row in found.fetchall())


def _in_block(row: dict[str, Any], marked: str) -> Passage:
    """A stretch of a block in its sentence; where the block is not there, the sentence of the row must do."""
    block, begins = row.pop("block_text"), row.pop("block_start")
    start = -1 if block is None else row["start"] - begins
    if block is None or not 0 <= start <= len(block) or not block.startswith(marked, start):
        sentence = str(row.get("sentence") or marked)
        at = sentence.find(marked)
        if at < 0:
            return Passage(later=sentence, marked=marked)
        return Passage(before=sentence[:at], marked=marked, after=sentence[at + len(marked) :])
    end = start + len(marked)
    sentence = str(row.get("sentence") or sentence_around(block, start, end))
    first = block.rfind(sentence, 0, start + len(sentence))
    first = first if 0 <= first <= start else start
    last = max(first + len(sentence), end)
    return Passage(
        _tail(block[:first]),
        block[first:start],
        marked,
        block[end:last],
        _head(block[last:]),
    )


def _edited(row: dict[str, Any]) -> Passage:
    """What stands in the place of an edit: later rules may have changed it again (script, width)."""
    block, begins = row["block_text"] or "", row["block_start"] or 0
    start, end = (max(0, row[edge] - begins) for edge in ("start", "end"))
    first, last = _apart(block, start, end)
    row["words"] = (block[first:start], block[start:end], block[end:last])
    return _in_block(row, block[start:end])


def _apart(text: str, start: int, end: int) -> tuple[int, int]:
    """The least stretch around a place that the text has once, and that says something."""
    while start > 0 or end < len(text):
        words = text[start:end]
        at = text.find(words)
        if len(words) > 1 and text.find(words, at + 1) < 0:
            break
        start, end = max(0, start - 1), min(len(text), end + 1)
    return start, end


def _removed(row: dict[str, Any]) -> Passage:
    earlier, later = row.pop("text_before"), row.pop("text_after")
    return Passage(_tail(earlier or ""), "", row["text"], "", _head(later or ""))


def _head(text: str) -> str:
    return text if len(text) <= AROUND else text[:AROUND] + "…"


def _tail(text: str) -> str:
    return text if len(text) <= AROUND else "…" + text[-AROUND:]


_PASSAGES: Final[dict[ReviewTable, Callable[[dict[str, Any]], Passage]]] = {
    "metric": lambda row: _in_block(row, row["surface"]),
    "mention": lambda row: _in_block(row, row["surface"]),
    "edit": _edited,
    "removed": _removed,
}

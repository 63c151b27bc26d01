"""Lines of documents and what persons decided in; the table of templates out: what is proposed, approved, rejected.

A source is looked at when it has grown by a tenth since it was looked at last, and of a large one its newest documents:
so the cost of a publication follows what came in, not what is there.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final, Protocol

import duckdb
import pyarrow as pa

from kouan.model.columns import table_of_rows
from kouan.model.template import FrameLine
from warehouse.changes import delete, insert
from warehouse.connection import NAME, literal
from warehouse.duplicates.texts import incoming
from warehouse.records import TemplateRecord

_STORE: Final = f"{NAME}.main"
#: Documents of valid articles alone: what a page said before counts no more.
_VALID: Final = (
    f"SEMI JOIN (SELECT document_id FROM {_STORE}.article WHERE valid_to IS NULL) AS valid"
    " USING (document_id)"
)
_SCHEMA: Final = pa.schema(
    [
        *(
            (name, pa.string())
            for name in ("template_id", "name", "site", "line", "figures", "kind")
        ),
        ("confidence", pa.float64()),
        ("place", pa.string()),
        ("documents", pa.int32()),
        ("stories", pa.int32()),
        ("share", pa.float64()),
        ("first_seen", pa.date32()),
        ("last_seen", pa.date32()),
        ("examples", pa.list_(pa.string())),
        ("example_document_id", pa.string()),
        ("status", pa.string()),
        ("decided_by", pa.string()),
        ("decided_at", pa.timestamp("us")),
        ("reason", pa.string()),
    ]
)
#: A source is looked at again when it has so many times the documents.
GROWTH: Final = 1.1
#: Of a source with more documents the newest so many are looked at: frames change with the years.
MOST_PAGES: Final = 20_000
#: The wording of a line is read in so many documents, from the earliest to the latest.
SAMPLED: Final = 12


@dataclass(frozen=True, slots=True)
class Wording:
    """What documents have where a line was found: its text in some of them, and whether it is their title there."""

    texts: tuple[str, ...]
    titles: int
    document_id: str
    first_seen: date
    last_seen: date


class Framing(Protocol):
    """What is known of page frames; pure but for its answer to what the project's files say."""

    @property
    def decided(self) -> Sequence[TemplateRecord]:
        """What persons decided, as the project's files say it."""

    @property
    def fewest(self) -> int:
        """From so many stories on a line may be proposed."""

    def lines(self, pages: Sequence[Sequence[int]], stories: Sequence[str]) -> Iterable[FrameLine]:
        """The lines that frame the articles of these pages."""

    def digest(self, line: str) -> int:
        """The digest of a line of text."""

    def is_sentence(self, digest: int) -> bool:
        """Whether the line reads as a sentence."""

    def is_amid(self, page: Sequence[int], digest: int) -> bool:
        """Whether the line stands between sentences of a page."""

    def proposal(self, site: str, found: FrameLine, wording: Wording) -> TemplateRecord | None:
        """The row of a line that is to be proposed; None where its wording shows that it is the article's, or was decided."""


def write_templates(connection: duckdb.DuckDBPyConnection, framing: Framing, run_id: str) -> int:
    """Bring the table of templates to what is decided, and to what the sources that grew propose; how many are proposed anew.

    To be called within a publication, behind its near copies.
    """
    _write_decided(connection, framing, run_id)
    new = 0
    for site in _due(connection, framing.fewest, run_id):
        new += _write_proposed(
            connection, site, list(_proposals(connection, framing, site)), run_id
        )
    return new


def _write_decided(connection: duckdb.DuckDBPyConnection, framing: Framing, run_id: str) -> None:
    _drop(connection, "status <> 'proposed'", framing.decided)
    _write(connection, framing.decided, run_id)


def _drop(
    connection: duckdb.DuckDBPyConnection, condition: str, kept: Iterable[TemplateRecord]
) -> None:
    ids = ", ".join(literal(one.template_id) for one in kept)
    others = f" AND template_id NOT IN ({ids})" if ids else ""
    delete(connection, "template", condition + others)


def _due(connection: duckdb.DuckDBPyConnection, fewest: int, run_id: str) -> list[str]:
    """The sources whose documents have come to the next tenth, or have just become enough."""
    counted = connection.execute(
        "SELECT site, count(*) AS now, count(*) FILTER (run_id <> ?) AS before"
        f" FROM {_STORE}.source_line {_VALID} GROUP BY site HAVING count(*) FILTER (run_id = ?) > 0"
        " AND count(*) >= ? ORDER BY site",
        [run_id, run_id, fewest],
    ).fetchall()
    return [site for site, now, before in counted if before < fewest or _rung(before) < _rung(now)]


def _rung(documents: int) -> int:
    return int(math.log(documents) / math.log(GROWTH))


def _proposals(
    connection: duckdb.DuckDBPyConnection, framing: Framing, site: str
) -> Iterable[TemplateRecord]:
    pages = connection.execute(
        "SELECT line.document_id, any_value(line.lines), min(coalesce(copy.kept, article.article_id)),"
        " min(coalesce(article.published_at, article.valid_from))::DATE, list(article.title)"
        f" FROM {_STORE}.source_line AS line INNER JOIN {_STORE}.article USING (document_id)"
        f" LEFT JOIN {_STORE}.duplicate AS copy ON copy.kind = 'near' AND copy.article_id = article.article_id"
        " WHERE line.site = ? AND article.valid_to IS NULL GROUP BY line.document_id"
        " ORDER BY max(article.valid_from) DESC, line.document_id LIMIT ?",
        [site, MOST_PAGES],
    ).fetchall()
    found = list(framing.lines([page[1] for page in pages], [page[2] for page in pages]))
    amid = _amid(connection, framing, site, [one.digest for one in found])
    found = [one for one in found if one.digest not in amid]
    chosen = {one.digest: _sample(one, pages) for one in found}
    texts = _texts(connection, framing, {page[0] for some in chosen.values() for page in some})
    for one in found:
        some = chosen[one.digest]
        worded = tuple(text for page in some for text in texts.get((page[0], one.digest), ())[:1])
        if not worded:
            continue
        titles = sum(
            any(framing.digest(title) == one.digest for title in page[4] if title) for page in some
        )
        seen = [pages[number][3] for number in one.pages]
        wording = Wording(worded, titles, some[0][0], min(seen), max(seen))
        if (row := framing.proposal(site, one, wording)) is not None:
            yield row


def _sample(found: FrameLine, pages: Sequence[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Some of the documents that have a line, from the earliest to the latest."""
    mine = sorted((pages[number] for number in found.pages), key=lambda page: (page[3], page[0]))
    if len(mine) <= SAMPLED:
        return mine
    return [mine[(len(mine) - 1) * step // (SAMPLED - 1)] for step in range(SAMPLED)]


def _amid(
    connection: duckdb.DuckDBPyConnection, framing: Framing, site: str, digests: Sequence[int]
) -> set[int]:
    """Those that are sentences and stand between other sentences in another source, for which they are no frame."""
    sentences = [digest for digest in digests if framing.is_sentence(digest)]
    if not sentences:
        return set()
    others = connection.execute(
        f"SELECT site, lines FROM {_STORE}.source_line {_VALID} WHERE site <> ? AND list_has_any(lines, ?::BIGINT[])",
        [site, sentences],
    ).fetchall()
    had: dict[tuple[str, int], int] = {}
    within: set[tuple[str, int]] = set()
    for other, lines in others:
        for digest in set(sentences).intersection(lines):
            had[other, digest] = had.get((other, digest), 0) + 1
            if framing.is_amid(lines, digest):
                within.add((other, digest))
    return {digest for other, digest in within if had[other, digest] < framing.fewest}


def _texts(
    connection: duckdb.DuckDBPyConnection, framing: Framing, documents: Iterable[str]
) -> dict[tuple[str, int], list[str]]:
    """The text of each line of these documents, by document and digest."""
    with incoming(connection, ("document_id",), [(one,) for one in sorted(documents)]):
        rows = connection.execute(
            f"SELECT article.document_id, block.text FROM {_STORE}.article"
            f" INNER JOIN {_STORE}.block USING (article_id, valid_from)"
            " WHERE article.valid_to IS NULL AND article.document_id IN (SELECT document_id FROM incoming)"
        ).fetchall()
    found: dict[tuple[str, int], list[str]] = {}
    for document_id, text in rows:
        found.setdefault((document_id, framing.digest(text)), []).append(text)
    return found


def _write_proposed(
    connection: duckdb.DuckDBPyConnection,
    site: str,
    proposed: Sequence[TemplateRecord],
    run_id: str,
) -> int:
    """Write what a source proposes now; what it proposed before and does no longer goes."""
    _drop(connection, f"status = 'proposed' AND site = {literal(site)}", proposed)
    return _write(connection, proposed, run_id)


def _write(
    connection: duckdb.DuckDBPyConnection, rows: Sequence[TemplateRecord], run_id: str
) -> int:
    """Write rows that are not there as they are; each keeps the run that wrote it first."""
    if not rows:
        return 0
    connection.register("incoming", table_of_rows(map(asdict, rows), _SCHEMA))
    columns = ", ".join(_SCHEMA.names)
    new = insert(
        connection,
        "template",
        f"SELECT *, {literal(run_id)} AS run_id FROM (SELECT {columns} FROM incoming"
        f" EXCEPT SELECT {columns} FROM {_STORE}.template)",
        known="replace",
    )
    connection.unregister("incoming")
    return new

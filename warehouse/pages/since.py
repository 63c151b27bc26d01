"""A snapshot and what an earlier one had come to in; which figures came and went since then out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Self

import pyarrow as pa

from warehouse.pages import has_table

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection

Version = tuple[str, datetime]

#: Corrections of entities change figures in their places; of the versions up to an instant, by a digest of them.
_MOVES: Final = """
SELECT concat_ws(' ', count(*), bit_xor(hash(table_name, row_id, column_name, article_id, valid_from, entity_id, correction_id)))
FROM entity_move
WHERE valid_from <= $instant
"""

_CLOSED: Final = "SELECT article_id, valid_from FROM article WHERE valid_to > $instant AND valid_from <= $instant"

#: The figures of versions that were closed since an instant, as `current_metric` showed them.
GONE: Final = f"FROM (SELECT * FROM metric SEMI JOIN ({_CLOSED}) USING (article_id, valid_from)) AS current_metric"

#: Versions are written by their instants: what came stands in the last blocks, and no other is read.
_COME: Final = """
SELECT metric.*, article.title
FROM (SELECT * FROM metric WHERE valid_from > $instant) AS metric
INNER JOIN (SELECT * FROM article WHERE valid_from > $instant AND valid_to IS NULL) AS article USING (article_id, valid_from)
"""


class Reached(NamedTuple):
    """How far a snapshot has come: its last publication, the last instant of a version in it, the moves of entities."""

    number: int
    token: str
    instant: str
    moves: str

    @classmethod
    def read(cls, said: dict[str, Any]) -> Self:
        """As it was kept."""
        return cls(int(said["number"]), *(str(said[name]) for name in cls._fields[1:]))

    @property
    def parameters(self) -> dict[str, Any]:
        """The instant, for a query."""
        return {"instant": datetime.fromisoformat(self.instant)}


@dataclass(frozen=True, slots=True)
class Since:
    """Versions of articles that were valid then and are no more, and the rows of `current_metric` that came."""

    then: Reached
    closed: frozenset[Version]
    come: pa.Table


def reached(db: Connection) -> Reached | None:
    """How far a snapshot has come; None before its first article, and where it is too old to tell."""
    if not has_table(db, "entity_move"):
        return None
    last = "SELECT number, token FROM publication ORDER BY number DESC LIMIT 1"
    rows = db.execute(
        f"SELECT number, token, (SELECT max(greatest(valid_from, valid_to)) FROM article) FROM ({last})"
    ).fetchall()
    if not rows or rows[0][2] is None:
        return None
    number, token, instant = rows[0]
    return Reached(number, token, instant.isoformat(), _moves(db, instant))


def since(db: Connection, then: Reached) -> Since | None:
    """What changed since then; None where this snapshot does not follow from that one by versions that came and went.

    A publication is later than every instant before it, so that versions are told apart by theirs alone.
    """
    met = db.execute("SELECT token FROM publication WHERE number = ?", [then.number]).fetchall()
    if met != [(then.token,)] or _moves(db, then.parameters["instant"]) != then.moves:
        return None
    closed = frozenset(db.execute(_CLOSED, then.parameters).fetchall())
    come = db.sql(_COME, params=then.parameters).to_arrow_table()
    return Since(then, closed, come)


def _moves(db: Connection, instant: datetime) -> str:
    ((said,),) = db.execute(_MOVES, {"instant": instant}).fetchall()
    return str(said)

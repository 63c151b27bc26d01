"""One question and a reader's connection in; its rows, within their limits, out."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

import duckdb

from warehouse.connection import WarehouseError

#: What a question may be: everything else writes, attaches or sets something.
ASKING: Final = ("SELECT", "EXPLAIN")

#: Rows that are fetched at a time, so that an answer stops growing where its limit is.
_AT_ONCE: Final = 1_000

# Functions and views that tell of the machine (paths, settings) and not of the archive; and those that run SQL from a
# string, behind which the others could hide. As words, wherever they stand: a literal that holds one is refused too.
_GAP: Final = r"\s|/\*.*?\*/|--[^\n]*"
_TELLS: Final = re.compile(
    r"\b(duckdb_databases|duckdb_settings|duckdb_secrets|duckdb_secret_types|duckdb_extensions|duckdb_logs|"
    r"duckdb_log_contexts|duckdb_temporary_files|duckdb_external_file_cache|pragma_database_list|database_list|"
    r"pg_settings|current_setting|which_secret|getenv)\b"
    rf'|\b(query|query_table)"?(?:{_GAP})*\(',
    re.IGNORECASE | re.DOTALL,
)


class QueryError(WarehouseError):
    """A question that cannot be answered; the message says why."""


def no_day(*said: str | None) -> str:
    """What is wrong with days of which one is none.

    >>> no_day("yesterday", None)
    "'yesterday' is no day; write days as 2024-05-31"
    """
    return f"{' or '.join(repr(one) for one in said if one)} is no day; write days as 2024-05-31"


class RefusedError(QueryError):
    """A statement that is no question, or that asks for what a reader may not see."""


class TooMuchError(QueryError):
    """A question that needs more memory than it may take."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one question may cost."""

    #: Seconds.
    timeout: float = 60.0
    #: Rows of the answer; there may be more, and it is said so.
    rows: int = 10_000
    #: Bytes of memory, the answer included.
    memory: int = 1 << 30

    @property
    def answer_bytes(self) -> int:
        """How large the answer may grow: an eighth, since it is held in several forms on its way."""
        return self.memory // 8


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows with the names and types of their columns; `is_cut` when there were more than the limits allow."""

    columns: tuple[str, ...]
    types: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    is_cut: bool = False


def answer(
    connection: duckdb.DuckDBPyConnection,
    sql: str,
    parameters: Mapping[str, str],
    limits: Limits,
    name: str = "the statement",
) -> Answer:
    """Answer one question within its limits of time, rows and bytes.

    Raises:
        RefusedError: it is no question. QueryError: it is not one, fails, or is stopped by a limit.
    """
    _refuse_all_but_questions(connection, sql, name)
    with _stopped_after(connection, limits.timeout, name):
        try:
            relation = connection.execute(sql, dict(parameters) or None)
            described = relation.description or []
            rows, is_cut = _fetched(relation, limits)
        except duckdb.OutOfMemoryException as error:
            raise TooMuchError(too_much(name, limits)) from error
        except duckdb.PermissionException as error:
            raise RefusedError(f"{name}: {error}") from error
        except duckdb.InterruptException:
            raise
        except (duckdb.Error, UnicodeDecodeError) as error:
            raise QueryError(f"{name}: {error}") from error
    return Answer(
        tuple(column[0] for column in described),
        tuple(str(column[1]) for column in described),
        tuple(rows),
        is_cut,
    )


def _fetched(
    relation: duckdb.DuckDBPyConnection, limits: Limits
) -> tuple[list[tuple[Any, ...]], bool]:
    rows: list[tuple[Any, ...]] = []
    size = 0
    while len(rows) <= limits.rows:
        found = relation.fetchmany(min(_AT_ONCE, limits.rows + 1 - len(rows)))
        if not found:
            return rows, False
        for row in found:
            size += _size(row)
            if size > limits.answer_bytes:
                return rows, True
            rows.append(row)
    return rows[: limits.rows], True


def _size(value: Any) -> int:
    """About how many bytes a value takes."""
    if isinstance(value, str | bytes):
        return 50 + len(value) * (1 if isinstance(value, bytes) else 2)
    if isinstance(value, Sequence):
        return 60 + sum(map(_size, value))
    if isinstance(value, Mapping):
        return 60 + sum(_size(key) + _size(one) for key, one in value.items())
    return 40


@contextmanager
def _stopped_after(
    connection: duckdb.DuckDBPyConnection, seconds: float, name: str
) -> Iterator[None]:
    expired = threading.Event()

    def stop() -> None:
        expired.set()
        connection.interrupt()

    timer = threading.Timer(seconds, stop)
    timer.start()
    try:
        yield
    except duckdb.InterruptException:
        if not expired.is_set():
            raise KeyboardInterrupt from None
        raise QueryError(too_long(name, seconds)) from None
    finally:
        timer.cancel()
        timer.join()


def too_long(name: str, seconds: float) -> str:
    """What is said of a question that takes too long."""
    return f"{name}: no answer within {seconds:g} s; ask for less, or allow more time (--timeout, sql_timeout)"


def too_much(name: str, limits: Limits) -> str:
    """What is said of a question that needs too much memory, or whose process ended for want of it."""
    return (
        f"{name}: it needs more than the {limits.memory >> 20} MB of memory a question may take;"
        " ask for less, or allow more (sql_memory)"
    )


def _refuse_all_but_questions(connection: duckdb.DuckDBPyConnection, sql: str, name: str) -> None:
    """The settings of a reader refuse what is harmful; this says so in words, and stops the rest too."""
    try:
        statements = connection.extract_statements(sql)
    except duckdb.Error as error:
        raise QueryError(f"{name}: {error}") from error
    for statement in statements:
        if (kind := statement.type.name) not in ASKING:
            raise RefusedError(
                f"{name}: {kind} is refused; only questions (SELECT, DESCRIBE, SUMMARIZE, EXPLAIN) are answered,"
                " the warehouse is written by `kouan run` alone"
            )
    if len(statements) != 1:
        raise QueryError(f"{name}: {len(statements)} statements where one question is expected")
    if told := _TELLS.search(sql):
        raise RefusedError(
            f"{name}: {told[1] or told[2]} is refused; it tells of the machine, or hides what is asked"
        )

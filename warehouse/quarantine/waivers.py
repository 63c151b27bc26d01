"""Decisions of a project in; the table of waivers brought up to date, and what stands published by them, out."""

from __future__ import annotations

import duckdb

from warehouse.changes import insert, update
from warehouse.connection import NAME
from warehouse.quarantine.decisions import Decisions, decision_id
from warehouse.records import Decision

_ROW = (
    "SELECT ?::VARCHAR AS waiver_id, ?::VARCHAR AS level, ?::VARCHAR AS subject, ?::VARCHAR AS location,"
    " ?::VARCHAR AS reason, ?::VARCHAR AS why, ?::VARCHAR AS author, ?::DATE AS made, ?::DATE AS until,"
    " ?::VARCHAR AS status, ?::VARCHAR AS run_id, ?::TIMESTAMP AS changed_at"
)


def standing(connection: duckdb.DuckDBPyConnection) -> frozenset[tuple[str, str, str]]:
    """Level, subject and reason of all that stands published by a waiver."""
    return frozenset(
        connection.execute(
            "SELECT level, CASE level WHEN 'fact' THEN split_part(subject_id, ':', 1) ELSE subject_id END, reason"
            " FROM quarantine WHERE status = 'waived'"
        ).fetchall()
    )


def write_waivers(connection: duckdb.DuckDBPyConnection, decisions: Decisions, run_id: str) -> None:
    """Bring the table of waivers to the project's file; a status that changed bears the run that found it."""
    known = {
        id_: (status, by, at)
        for id_, status, by, at in connection.execute(
            f"SELECT waiver_id, status, run_id, changed_at FROM {NAME}.main.waiver"
        ).fetchall()
    }
    now = connection.execute("SELECT valid_from FROM temp.publication").fetchall()[0][0]
    in_file = set()
    for one in decisions.made:
        if one.kind != "waive":
            continue
        waiver_id = decision_id(one)
        in_file.add(waiver_id)
        status = "active" if decisions.is_active(one) else "expired"
        had, by, at = known.get(waiver_id, ("", run_id, now))
        changed = (run_id, now) if had != status else (by, at)
        insert(
            connection,
            "waiver",
            _ROW,
            (
                waiver_id,
                one.level,
                one.subject,
                one.location,
                one.reason,
                one.why,
                one.author,
                one.made,
                one.until,
                status,
                *changed,
            ),
            known="replace",
        )
    for waiver_id in sorted(known.keys() - in_file):
        if known[waiver_id][0] != "withdrawn":
            update(
                connection,
                "waiver",
                "status = 'withdrawn', run_id = ?, changed_at = ?",
                "waiver_id = ?",
                parameters=(run_id, now, waiver_id),
            )


def changed_waivers(
    connection: duckdb.DuckDBPyConnection, decisions: Decisions
) -> tuple[Decision, ...]:
    """Waivers that the warehouse does not know yet as what they are: new ones, and those that expired since.

    The run that finds one expired tells it, and writes it down: it is told once.
    """
    known = dict(connection.execute("SELECT waiver_id, status FROM waiver").fetchall())
    return tuple(
        one
        for one in decisions.made
        if one.kind == "waive"
        and known.get(decision_id(one)) != ("active" if decisions.is_active(one) else "expired")
    )

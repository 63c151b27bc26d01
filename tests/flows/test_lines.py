"""Runs over JSON Lines: a line is a document, with its address, its date and the way back to its bytes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from flows_support import TEXT, Typed, project_in

from flows.impact.rereading import reread
from flows.run import run_direct
from warehouse.connection import reader


def line(number: int, **more: object) -> dict[str, object]:
    text = TEXT.format(number=number, month=1 + number % 12)
    return {"id": f"n{number}", "content": text, "title": "通报", **more}


def written(folder: Path, *rows: dict[str, object]) -> None:
    path = folder / "inbox" / "a.jsonl"
    path.write_text("\n".join(json.dumps(one) for one in rows) + "\n{bad\n", "utf-8")


@pytest.mark.slow
def test_lines_are_published_held_told_and_read_again_as_they_were(
    tmp_path: Path, typed: Typed, monkeypatch: object
) -> None:
    settings = project_in(tmp_path)
    first = line(
        1, time="2019-05-06 10:00", crawled_at="2019-05-07T00:00:00Z", url="https://a.example/1"
    )
    second = {**line(2), "title": None, "headline": "後面的標題"}  # it stands behind the text
    written(tmp_path, first, second)
    summary = run_direct(settings)
    assert (summary.released, summary.failed) == (2, 1)
    with reader(settings.home) as connection:
        rows = connection.execute(
            "SELECT location, published_text, title, read_as, crawled_at::VARCHAR FROM article"
            " JOIN document USING (document_id) ORDER BY location"
        ).fetchall()
    assert [row[:2] for row in rows] == [
        ("https://a.example/1", "2019-05-06T10:00"),
        ("inbox/a.jsonl!/n2", None),
    ]
    assert [row[2] for row in rows] == ["通报", "后面的标题"]
    assert rows[0][3].startswith('json {"text": "content"')
    assert rows[0][4] == "2019-05-07 00:00:00"
    # the same lines behind a new one: their places are their ids, so nothing of them is new
    written(tmp_path, line(3), first, second)
    again = run_direct(settings)
    assert (again.released, again.unchanged, again.failed) == (1, 2, 1)
    # read again from the bytes that were kept, a line is the text that was published
    monkeypatch.setattr("flows.impact.rereading.state_digest", lambda _: "another")  # type: ignore[attr-defined]
    found = reread(settings, None, 1, 3, lambda *_: None)
    assert (len(found.read), found.failed) == (3, ())
    assert found.shares == ()

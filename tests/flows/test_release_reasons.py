"""A release through the life of a project: corrected, changed, gone; it says which and why, and stays citable."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from batches import ask
from flows_support import article_in, project_in

from flows.citing.gbt7714 import gbt7714
from flows.citing.plain import plain
from flows.run import run_direct
from flows.settings import Settings
from kouan.corrections.reader import FIELDS
from warehouse.releases.citation import cite
from warehouse.releases.comparison import compare_releases
from warehouse.releases.making import create_release

pytestmark = pytest.mark.slow


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    made = project_in(tmp_path / "project", 1, 2, 3)
    run_direct(made)
    create_release(made.home, "first", "0.1.0", selection="kind = 'level'")
    return made


def fact_of(settings: Settings, location: str) -> tuple[str, str, str]:
    """fact_key, document and value of the only level of an article, as it was released."""
    return ask(
        settings.home,
        "SELECT fact_key, document_id, row_json ->> '$.value' FROM release_fact WHERE location = ?",
        location,
    )[0]


def test_a_correction_a_new_page_and_a_vanished_one_are_told_apart(settings: Settings):
    inbox = settings.project / "inbox"
    assert compare_releases(settings.home, "first").counts == {("same", None): 3}

    key, document, value = fact_of(settings, "inbox/001.txt")
    said = dict(zip(FIELDS, [""] * len(FIELDS), strict=True)) | {
        "table": "metric",
        "fact_key": key,
        "document_id": document,
        "column": "value",
        "seen": value.rstrip("0").rstrip("."),
        "new": "120000",
        "reason": "the page says so in its table",
        "author": "an editor",
        "made_on": "2024-05-31",
    }
    folder = settings.project / "corrections"
    folder.mkdir(exist_ok=True)
    with (folder / "one.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([said.keys(), said.values()])
    run_direct(settings)
    found = compare_releases(settings.home, "first")
    assert found.counts == {("changed", "correction"): 1, ("same", None): 2}
    assert found.changes[0].columns["value"] == ("100000.0000000000", "120000.0000000000")

    article_in(settings.project, 2).write_text(
        (inbox / "002.txt").read_text("utf-8").replace("20万人次", "21万人次"), "utf-8"
    )
    (inbox / "003.txt").unlink()
    run_direct(settings)
    counts = compare_releases(settings.home, "first").counts
    assert counts == {
        ("changed", "correction"): 1,
        ("changed", "page"): 1,
        ("vanished", "page"): 1,
    }
    for location in ("inbox/001.txt", "inbox/002.txt", "inbox/003.txt"):
        key, _, value = fact_of(settings, location)
        (cited,) = cite(settings.home, key, "first")
        assert cited.location == location
        assert cited.surface == f"{int(float(value)) // 10000}万人次"
        assert cited.surface in (cited.sentence or "")


def test_a_page_with_an_address_is_cited_by_it_and_the_day_it_was_fetched(tmp_path: Path):
    settings = project_in(tmp_path / "project")
    text = "拱北口岸通报客流\n\n2024年2月，拱北口岸出入境旅客达123万人次，同比增长5.7%。\n\n拱北海关表示，口岸将继续优化通关流程。"
    page = {
        "url": "https://example.org/a_1.html?b=%20&c#d",
        "crawled_at": "2024-03-06T07:08:00Z",
        "title": "拱北口岸通报客流",
        "text": text,
    }
    (settings.project / "inbox" / "pages.jsonl").write_text(
        json.dumps(page, ensure_ascii=False) + "\n", "utf-8"
    )
    run_direct(settings)
    fact = ask(settings.home, "SELECT fact_key FROM current_metric WHERE value = 1230000")[0][0]
    (cited,) = cite(settings.home, fact)
    # the host that shows it is in the address, and nobody is credited
    assert gbt7714(cited, bare=True) == (
        "拱北口岸通报客流[EB/OL]. [2024-03-06]. https://example.org/a_1.html?b=%20&c#d."
    )
    assert "crawled 2024-03-06 07:08 UTC" in plain(cited)

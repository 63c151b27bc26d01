"""Profiles: what a copy holds by each, for readers and to hand on, and that older tools open it."""

import json
import os
import subprocess
import sys
import venv
from dataclasses import replace

import duckdb
import numpy as np
import pytest
from batches import Page, already, ask, cleaned_by, document_of, processed_of, run_of

from kouan.model.batch import Batch
from kouan.model.characters import codes_of
from kouan.model.edits import Edit, Edits
from kouan.model.ledger import apply
from kouan.tabulation import part_id, tables, write_part
from warehouse import catalog
from warehouse.connection import CURRENT, WAREHOUSE, writer
from warehouse.publish import publish
from warehouse.records import Findings
from warehouse.snapshots.profiles import WITHOUT_TEXT
from warehouse.snapshots.sharing import write_copy

PROFILES = ("facts", "text", "full")


def page(number):
    return Page(f"inbox/{number}.txt", title=f"题目{number}")


def glossed():
    """A document in which cleaning took out two glosses, then wrote a character."""
    plain = document_of(Page("inbox/g.txt"))
    codes, passes = codes_of("檢驗(yàn)局(jú)A"), []
    for rule, edits in (
        ("gloss", [Edit(2, 7, ""), Edit(8, 12, "")]),
        ("script", [Edit(0, 1, "检")]),
    ):
        stops = np.array([len(codes)])
        codes, done = apply(rule, codes, Edits.of(edits), np.zeros(1, np.int64), stops)
        passes.append(done)
    raw = "檢驗(yàn)局(jú)A".encode()
    id_ = Batch.of([("inbox/g.txt", raw)]).document_id(0)
    cleaned = replace(cleaned_by(raw.decode(), "检驗局A", *passes), refusal="nothing but page")
    return replace(plain, raw=raw, document_id=id_, cleaned=cleaned, stories=())


def publish_as(home, profile, number, *pages):
    processed = processed_of(*(pages or (page(number),)))
    state = "state-1"
    part = write_part(tables(processed, state), home / "parts", part_id(processed.batch, state))
    return publish(home, [part], Findings(), (), run_of(f"run-{number}"), profile=profile)


def copied(home, profile, out):
    """A whole copy by a profile."""
    with writer(home) as connection:
        connection.execute("CHECKPOINT")
        write_copy(connection, home, out, profile)
    return out


def rows_of(path, sql):
    connection = duckdb.connect(str(path), read_only=True)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def test_facts_have_no_text_but_sentences_and_titles(tmp_path):
    already(tmp_path / "home", page(1))
    out = copied(tmp_path / "home", "facts", tmp_path / "facts.duckdb")
    for name, emptied in WITHOUT_TEXT.items():
        there = ask(tmp_path / "home", f"SELECT count(*) FROM {name}")[0][0]
        assert rows_of(out, f"SELECT count(*) FROM {name}") == [(there if emptied else 0,)]
    assert rows_of(out, "SELECT count(*) FROM current_block") == [(0,)]
    assert rows_of(out, "SELECT name FROM profile") == [("facts",)]
    for sql in ("SELECT sentence FROM metric", "SELECT title FROM current_article"):
        assert rows_of(out, sql) == ask(tmp_path / "home", sql)


@pytest.mark.slow
def test_every_profile_has_the_rows_it_is_said_to_have(tmp_path):
    already(tmp_path / "home", page(1))
    for profile in PROFILES:
        out = copied(tmp_path / "home", profile, tmp_path / f"{profile}.duckdb")
        for name, table in catalog.tables().items():
            if table.is_view or name == "profile" or (profile == "facts" and name in WITHOUT_TEXT):
                continue
            sql = f"SELECT * FROM {name} ORDER BY ALL"
            assert rows_of(out, sql) == rows_of(tmp_path / "home" / WAREHOUSE, sql), name


@pytest.mark.slow
@pytest.mark.parametrize(
    "profile",
    [pytest.param(one, marks=() if one == "full" else pytest.mark.slow) for one in PROFILES],
)
def test_a_snapshot_of_each_profile_is_carried_forward(tmp_path, profile):
    publish_as(tmp_path / "home", profile, 1)
    publish_as(tmp_path / "home", None, 2, page(2), glossed())
    publish_as(tmp_path / "home", profile, 3)
    out = copied(tmp_path / "home", profile, tmp_path / "whole.duckdb")
    names = [*(name for name, table in catalog.tables().items() if not table.is_view), "profile"]
    for name in [*names, *(["edit_pass"] if profile == "full" else [])]:
        sql = f"SELECT * FROM {name} ORDER BY ALL"
        assert rows_of(tmp_path / "home" / CURRENT, sql) == rows_of(out, sql), name


@pytest.mark.slow
def test_full_has_a_row_for_each_edit(tmp_path):
    publish_as(tmp_path / "home", "full", 1, glossed())
    found = ask(
        tmp_path / "home",
        'SELECT pass, number, rule, "start", "end", "before", "after" FROM edit ORDER BY pass, number',
    )
    assert found == [
        (0, 0, "gloss", 2, 7, "(yàn)", ""),
        (0, 1, "gloss", 8, 12, "(jú)", ""),
        (1, 0, "script", 0, 1, "檢", "检"),
    ]


@pytest.mark.slow
def test_another_profile_in_the_settings_takes_the_place_of_the_one_before(tmp_path):
    publish_as(tmp_path, "text", 1)
    publish_as(tmp_path, "facts", 2)
    assert ask(tmp_path, "SELECT count(*) FROM block") == [(0,)]
    publish_as(tmp_path, "text", 3)
    assert ask(tmp_path, "SELECT count(DISTINCT article_id) FROM block") == [(3,)]


#: The version in the header of a file that DuckDB 1.2 and all after it open, and none before it.
DUCKDB_1_2 = 65


@pytest.mark.parametrize(
    "profile",
    [pytest.param(one, marks=() if one == "facts" else pytest.mark.slow) for one in PROFILES],
)
def test_every_file_says_of_itself_that_duckdb_1_2_may_open_it(tmp_path, profile):
    publish_as(tmp_path, profile, 1, page(1), glossed())
    publish_as(tmp_path, profile, 2)
    files = sorted(tmp_path.glob("*.duckdb"))
    assert {CURRENT, WAREHOUSE} < {file.name for file in files}
    for file in files:
        # 8 bytes of checksum, the magic word, then the version as a number of 8 bytes
        header = file.read_bytes()[8:20]
        assert header[:4] == b"DUCK"
        assert int.from_bytes(header[4:], "little") == DUCKDB_1_2, file.name


#: Asks a file what it holds, by whichever DuckDB runs it.
OLDER = """
import duckdb, json, sys
connection = duckdb.connect(sys.argv[1], read_only=True)
asked = {sql: str(connection.execute(sql).fetchall()) for sql in json.loads(sys.argv[2])}
print(json.dumps([duckdb.__version__, asked]))
"""


@pytest.mark.slow
def test_duckdb_1_opens_a_snapshot_of_every_profile(tmp_path):
    venv.create(tmp_path / "older", with_pip=True)
    python = tmp_path / "older" / "bin" / "python"
    installed = subprocess.run(
        [python, "-m", "pip", "install", "-q", "duckdb==1.5.*"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": ""},
    )
    if installed.returncode:
        pytest.skip(
            "no older DuckDB has opened a snapshot here, only the version in its header was looked at:"
            f" `pip install duckdb==1.5.*` failed: {installed.stderr.strip()[-200:]}"
        )
    for profile in PROFILES:
        home = tmp_path / profile
        publish_as(home, profile, 1, page(1), glossed())
        publish_as(home, profile, 2)
        views = [name for name, table in catalog.tables().items()]
        questions = [f"SELECT count(*) FROM {name}" for name in views]
        questions.append("SELECT sentence FROM current_metric ORDER BY ALL")
        if profile == "full":
            questions.append("SELECT * FROM edit ORDER BY ALL")
        answered = subprocess.run(
            [python, "-c", OLDER, str(home / CURRENT), json.dumps(questions)],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "PYTHONPATH": ""},
        )
        assert answered.returncode == 0, answered.stderr
        version, answers = json.loads(answered.stdout)
        assert version.startswith("1.5.")
        assert version != duckdb.__version__
        mine = subprocess.run(
            [sys.executable, "-c", OLDER, str(home / CURRENT), json.dumps(questions)],
            capture_output=True,
            text=True,
            check=True,
        )
        assert answers == json.loads(mine.stdout)[1]

"""Runs over archives: members are documents, an archive that is as it was is not opened, and none is written."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest
from archives import encrypted, tarred, zipped
from flows_support import TEXT, Typed, project_in
from office import paragraph, word

from flows.ingestion import contents
from flows.run import run_direct
from flows.steps import Options
from kouan.reading.opening import Opening
from warehouse.connection import reader
from warehouse.packs import original_file, read_pack


def article(number: int) -> bytes:
    return TEXT.format(number=number, month=1 + number % 12).encode()


def places(home: Path) -> list[str]:
    with reader(home) as connection:
        rows = connection.execute("SELECT unnest(locations) FROM document ORDER BY 1").fetchall()
    return [place for (place,) in rows]


def test_members_are_published_and_an_unchanged_archive_is_not_opened_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = project_in(tmp_path, 1)
    files = {f"{n}.txt": article(n) for n in (2, 3)}
    (tmp_path / "inbox" / "a.zip").write_bytes(zipped({**files, "../e.txt": b"evil"}))
    (tmp_path / "inbox" / "b.tgz").write_bytes(gzip.compress(tarred({"4.txt": article(4)})))
    monkeypatch.setattr(contents, "RACY_NS", 0)
    summary = run_direct(settings)
    assert (summary.released, summary.failed, summary.exit_code) == (4, 1, 1)
    assert places(settings.home) == [
        "inbox/001.txt",
        "inbox/a.zip!/2.txt",
        "inbox/a.zip!/3.txt",
        "inbox/b.tgz!/4.txt",
    ]
    with reader(settings.home) as connection:
        rows = connection.execute("SELECT location, reason FROM quarantine").fetchall()
    assert rows == [("inbox/a.zip!/../e.txt", "unsafe_name")]

    def refuse(*_: object) -> None:
        raise AssertionError("opened again")

    monkeypatch.setattr(Opening, "contents", refuse)
    again = run_direct(settings)
    assert (again.released, again.unchanged, again.failed) == (0, 5, 0)


@pytest.mark.slow
def test_a_member_that_changes_and_one_that_goes_are_noticed(tmp_path: Path) -> None:
    settings = project_in(tmp_path)
    archive = tmp_path / "inbox" / "a.zip"
    archive.write_bytes(zipped({"1.txt": article(1), "2.txt": article(2), "3.txt": article(3)}))
    assert run_direct(settings).released == 3
    archive.write_bytes(zipped({"1.txt": article(1), "2.txt": article(9)}))
    summary = run_direct(settings)
    assert (summary.released, summary.unchanged) == (1, 1)
    with reader(settings.home) as connection:
        gone = connection.execute("SELECT location FROM sighting WHERE vanished_at IS NOT NULL")
        assert gone.fetchall() == [("inbox/a.zip!/3.txt",)]


@pytest.mark.slow
def test_nothing_is_taken_for_gone_when_its_archive_cannot_be_opened(tmp_path: Path) -> None:
    settings = project_in(tmp_path, 1)
    archive = tmp_path / "inbox" / "a.zip"
    archive.write_bytes(whole := zipped({"2.txt": article(2)}))
    run_direct(settings)
    archive.write_bytes(whole[:50])
    summary = run_direct(settings)
    assert summary.failed == 1
    with reader(settings.home) as connection:
        gone = connection.execute("SELECT count(*) FROM sighting WHERE vanished_at IS NOT NULL")
        assert gone.fetchall() == [(0,)]


@pytest.mark.slow
def test_bytes_of_a_member_are_kept_even_where_files_are_only_referred_to(tmp_path: Path) -> None:
    settings = project_in(tmp_path, raw="reference")
    (tmp_path / "inbox" / "a.zip").write_bytes(zipped({"1.txt": article(1)}))
    assert run_direct(settings).released == 1
    (tmp_path / "inbox" / "a.zip").unlink()
    from warehouse.history.rereading import known_for_rereading, raw_bytes

    known = known_for_rereading(settings.home, ())
    assert list(raw_bytes(settings.home, known).values()) == [article(1)]


@pytest.mark.slow
def test_a_held_member_is_replayed_from_its_archive(tmp_path: Path) -> None:
    from flows.quarantine.replay import replay

    settings = project_in(tmp_path)
    archive = tmp_path / "inbox" / "a.zip"
    archive.write_bytes(encrypted(zipped({"1.txt": article(1)})))
    assert run_direct(settings).failed == 1
    archive.write_bytes(zipped({"1.txt": article(1)}))
    with reader(settings.home) as connection:
        found = connection.execute("SELECT * FROM quarantine")
        names = [column[0] for column in found.description]
        rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    summary, (outcome,) = replay(settings, rows)
    assert (summary.released, outcome.status) == (1, "released")


@pytest.mark.slow
def test_the_limits_are_settings(tmp_path: Path) -> None:
    settings = project_in(tmp_path, max_members=1, max_unpacked="1 GB")
    (tmp_path / "inbox" / "a.zip").write_bytes(zipped({"1.txt": article(1), "2.txt": article(2)}))
    summary = run_direct(settings, Options())
    assert (summary.released, summary.failed) == (1, 1)


def test_check_and_clean_read_members_and_write_no_archive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from flows.cli import call

    monkeypatch.chdir(tmp_path)
    archive = tmp_path / "a.zip"
    archive.write_bytes(before := zipped({"一.txt": "檢驗(yàn)檢疫局，口岸.\n".encode()}))
    assert call(["check", "a.zip"]) == 1
    assert "a.zip!/一.txt:1:3" in capsys.readouterr().out
    assert call(["clean", "a.zip"]) == 0
    assert capsys.readouterr().out.startswith("检验检疫局")
    assert call(["clean", "a.zip", "--out", "out"]) == 0
    assert (tmp_path / "out" / "a.zip!" / "一.txt").read_text("utf-8").startswith("检验检疫局")
    assert call(["clean", "a.zip", "--in-place"]) == 2
    assert call(["check", "a.zip", "--fix"]) == 2
    assert "stands inside another file" in capsys.readouterr().err
    assert call(["annotate", "a.zip", "--out", "json"]) == 0
    (one,) = (tmp_path / "json").iterdir()
    assert json.loads(one.read_text("utf-8"))["doc"]
    assert archive.read_bytes() == before


def test_rows_of_a_table_are_checked_where_it_is_named_and_passed_over_in_a_folder(
    tmp_path: Path, typed: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    table = "标题,正文\n一,檢驗(yàn)檢疫局說\n二,\n"
    (tmp_path / "in" / "a.csv").write_text(table, "utf-8")
    (tmp_path / "in" / "b.csv").write_text("口岸,旅客\n羅湖,25萬\n", "utf-8")
    assert typed("check", "in") == (0, "", "")
    code, out, err = typed("check", "in/a.csv", "--select", "gloss")
    assert (code, out.split(" ")[0]) == (2, "in/a.csv!/2:2:3")
    assert "in/a.csv!/3: no_text: row 3 has no text under" in err
    assert typed("clean", "in/a.csv", "--in-place")[0] == 2
    assert (tmp_path / "in" / "a.csv").read_text("utf-8") == table
    assert typed("clean", "in/b.csv")[:2] == (0, "口岸，旅客\n罗湖，25万\n")


def test_check_passes_over_what_is_no_text_in_a_folder_and_says_so_of_what_is_named(
    tmp_path: Path, typed: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.zip").write_bytes(b"no archive")
    (tmp_path / "in" / "b.pdf").write_bytes(b"%PDF-1.4 of nothing")
    (tmp_path / "in" / "c.txt").write_text("口岸通关顺畅。\n", "utf-8")
    code, out, err = typed("check", "in")
    assert (code, out, err) == (0, "", "")
    (tmp_path / "in" / "d.txt").write_text("檢驗(yàn)檢疫局\n", "utf-8")
    code, _, err = typed("check", "in")
    assert (code, "2 files passed over" in err) == (1, True)
    code, _, err = typed("check", "in/a.zip")
    assert (code, "in/a.zip" in err) == (2, True)


@pytest.mark.slow
def test_a_word_document_is_published_and_its_file_is_kept_beside_its_text(
    tmp_path: Path, typed: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    settings = project_in(tmp_path)
    texts = TEXT.format(number=1, month=2).split("\n")
    file = word("".join(paragraph(line) for line in texts))
    (tmp_path / "inbox" / "a.docx").write_bytes(file)
    (tmp_path / "inbox" / "b.zip").write_bytes(zipped({"c.docx": word(paragraph("口岸通关"))}))
    assert run_direct(settings).released == 2
    with reader(settings.home) as connection:
        rows = connection.execute(
            "SELECT locations[1], read_as, part, document_id FROM document ORDER BY 1"
        ).fetchall()
    assert [row[:2] for row in rows] == [("inbox/a.docx", "docx"), ("inbox/b.zip!/c.docx", "docx")]
    kept = [original_file(settings.home, part, document) for *_, part, document in rows]
    assert kept == [file, word(paragraph("口岸通关"))]
    code, _, _ = typed("why", rows[0][3], "--original", "out.docx")
    assert (code, (tmp_path / "out.docx").read_bytes()) == (0, file)
    code, _, err = typed("why", rows[0][3], "--original", "out.docx")
    assert (code, "there is such a file already" in err) == (1, True)
    inside = zipfile.ZipFile(io.BytesIO(file)).read("word/document.xml")
    assert read_pack(settings.home, *rows[0][2:]).raw == inside

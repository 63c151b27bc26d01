"""The commands that read text and need no warehouse: check, clean, annotate, score."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from flows_support import Typed, project_in

ROOT = Path(__file__).parents[2]


def test_check_finds_faults_and_fixes_them_on_demand(
    typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    faulty = tmp_path / "faulty.txt"
    faulty.write_text("檢驗檢疫局說,明天開放口岸,旅客可以通行。\n", "utf-8")
    code, out, _ = typed("check", "faulty.txt")
    assert (code, out.startswith("faulty.txt:1:")) == (1, True)
    assert {hit["rule"] for hit in json.loads(typed("check", "faulty.txt", "--json")[1])} >= {
        "width"
    }
    assert json.loads(typed("check", "faulty.txt", "--format", "sarif")[1])["version"] == "2.1.0"
    assert typed("check", "faulty.txt", "--format", "xml")[0] == 2
    before = faulty.read_bytes()
    code, _, err = typed("check", "nowhere.txt")
    assert (code, err.count("nowhere.txt")) == (2, 1)
    assert faulty.read_bytes() == before
    assert typed("check", "faulty.txt", "--fix")[0] == 1
    assert typed("check", "faulty.txt") == (0, "", "")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("check", "-"), 1, "-:1:"),
        (("check", "-", "--format", "json"), 1, '"rule": "width"'),
        (("check", "--", "-"), 1, "-:1:"),
        (("clean", "-"), 0, "检验检疫局说，明天开放口岸。"),
        (("clean", "--diff", "-"), 0, "+检验检疫局说，明天开放口岸。"),
    ],
)
def test_a_hyphen_reads_stdin(tmp_path: Path, arguments: tuple[str, ...], code: int, said: str):
    done = subprocess.run(
        [sys.executable, "-m", "flows.cli", *arguments],
        cwd=tmp_path,
        input="檢驗檢疫局說,明天開放口岸。\n".encode(),
        capture_output=True,
        check=False,
    )
    assert (done.returncode, said in done.stdout.decode()) == (code, True), done.stderr.decode()


def test_clean_writes_to_stdout_a_folder_or_the_file_itself(
    typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "one.txt").write_text("檢驗檢疫局說,明天開放口岸。\n", "utf-8")
    clean = "检验检疫局说，明天开放口岸。\n"
    assert typed("clean", "one.txt") == (0, clean, "")
    code, out, _ = typed("clean", "one.txt", "--diff")
    assert (code, "+检验检疫局说，明天开放口岸。" in out) == (0, True)
    assert typed("clean", "one.txt", "--out", "cleaned")[0] == 0
    assert (tmp_path / "cleaned" / "one.txt").read_text("utf-8") == clean
    assert typed("clean", "one.txt", "--in-place", "--diff")[0] == 2
    assert typed("clean", "one.txt", "--in-place")[0] == 0
    assert (tmp_path / "one.txt").read_text("utf-8") == clean
    (tmp_path / "empty.txt").write_bytes(b"")
    assert typed("clean", "empty.txt")[0] == 1
    assert typed("clean", "nowhere.txt")[0] == 2


FAULTY, CLEAN = "檢驗檢疫局說,明天開放口岸。\n", "检验检疫局说，明天开放口岸。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "big5", "utf-16"])
def test_clean_writes_utf_8_whatever_it_read(
    typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoding: str
):
    monkeypatch.chdir(tmp_path)
    one = tmp_path / "one.txt"
    one.write_bytes(FAULTY.replace("\n", "\r\n").encode(encoding))
    assert typed("clean", "one.txt")[:2] == (0, CLEAN)
    assert typed("clean", "one.txt", "--in-place") == (0, "", "")
    assert one.read_bytes() == CLEAN.encode()


def test_clean_leaves_clean_files_alone_and_writes_folders_below_the_new_one(
    typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "in" / "clean.txt").write_text(CLEAN, "utf-8")
    (tmp_path / "in" / "deep" / "faulty.txt").write_text(FAULTY, "utf-8")
    (tmp_path / "in" / "empty.txt").write_bytes(b"")
    before = (tmp_path / "in" / "clean.txt").stat().st_ino
    code, out, err = typed("clean", "in", "--out", "new")
    assert (code, out, "in/empty.txt: empty: " in err) == (1, "", True)
    written = sorted(path for path in (tmp_path / "new").rglob("*") if path.is_file())
    assert [path.relative_to(tmp_path / "new").as_posix() for path in written] == [
        "in/clean.txt",
        "in/deep/faulty.txt",
    ]
    assert {path.read_text("utf-8") for path in written} == {CLEAN}
    assert (tmp_path / "in" / "deep" / "faulty.txt").read_text("utf-8") == FAULTY
    assert typed("clean", "in", "--in-place")[0] == 1
    assert (tmp_path / "in" / "clean.txt").stat().st_ino == before
    assert (tmp_path / "in" / "deep" / "faulty.txt").read_text("utf-8") == CLEAN
    assert (tmp_path / "in" / "empty.txt").read_bytes() == b""


def test_a_page_is_not_taken_apart_in_its_place_unless_that_is_asked_for(
    typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    page = f"<html><head><title>口岸</title></head><body><p>{FAULTY}</p></body></html>\n"
    (tmp_path / "a.html").write_text(page, "utf-8")
    (tmp_path / "b.txt").write_text(FAULTY, "utf-8")
    (tmp_path / "c.txt").write_text("標籤 <p> 和 </p> 成對出現。\n", "utf-8")  # speaks of tags
    code, out, err = typed("clean", "a.html", "b.txt", "c.txt", "--in-place")
    assert (code, out) == (2, "")
    assert "kouan: a.html: is a web page" in err
    assert "--strip-markup" in err
    assert len(err.splitlines()) == 1
    assert (tmp_path / "a.html").read_text("utf-8") == page
    assert (tmp_path / "b.txt").read_text("utf-8") == CLEAN
    assert (tmp_path / "c.txt").read_text("utf-8") == "标签 <p> 和 </p> 成对出现。\n"
    assert typed("clean", "a.html", "--in-place", "--strip-markup") == (0, "", "")
    assert (tmp_path / "a.html").read_text("utf-8").strip() == f"口岸\n{CLEAN}".strip()
    assert typed("clean", "a.html", "--strip-markup")[0] == 2


def test_a_file_that_cannot_be_written_does_not_stop_the_others(
    typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(FAULTY, "utf-8")
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "a.txt").mkdir()  # in the way of the first
    code, _, err = typed("clean", "a.txt", "b.txt", "--out", "new")
    assert (code, "new/a.txt: cannot be written" in err) == (2, True)
    assert (tmp_path / "new" / "b.txt").read_text("utf-8") == CLEAN
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == ["a.txt", "b.txt"]


def test_the_diff_of_clean_shows_what_in_place_writes(
    typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    lines = [f"第{number}段说明口岸情况。\n" for number in range(12)]
    text = "".join([*lines[:6], FAULTY, *lines[6:], "版权声明：本网所有稿件不得转载。\n"])
    (tmp_path / "one.txt").write_text(text, "utf-8")
    code, diff, err = typed("clean", "one.txt", "--diff")
    assert (code, err) == (0, "")
    assert (tmp_path / "one.txt").read_text("utf-8") == text
    assert typed("clean", "one.txt", "--in-place")[0] == 0
    removed = [line[1:] for line in diff.splitlines()[2:] if line.startswith("-")]
    added = [line[1:] for line in diff.splitlines()[2:] if line.startswith("+")]
    assert removed == [FAULTY.strip(), "版权声明：本网所有稿件不得转载。"]
    assert added == [CLEAN.strip()]
    assert (tmp_path / "one.txt").read_text("utf-8") == "".join([*lines[:6], CLEAN, *lines[6:]])
    assert typed("clean", "one.txt", "--diff") == (0, "", "")


def test_annotate_names_files_as_the_labels_and_score_pairs_by_doc(typed: Typed, tmp_path: Path):
    gold = ROOT / "tests" / "gold"
    seeds = sorted(map(str, (ROOT / "seeds").glob("00[12]*.txt")))
    code, _, _ = typed(
        "annotate", *seeds, "--out", str(tmp_path / "named"), "--names-from", str(gold)
    )
    assert code == 0
    assert sorted(one.name for one in (tmp_path / "named").iterdir()) == ["001.json", "002.json"]
    assert typed("annotate", *seeds, "--out", str(tmp_path / "plain"))[0] == 0
    code, out, _ = typed("score", str(gold), str(tmp_path / "plain"))
    assert (code, out) == typed("score", str(gold), str(tmp_path / "named"))[:2]
    measures = json.loads(typed("score", str(gold), "--raw", *seeds, "--json")[1])
    assert measures["documents"] == 5
    assert f"body similarity            {measures['body_similarity']:.6f}" in out
    assert measures["repairs_pinyin_annotation"]["pred"] > 100
    assert "repairs_pinyin_annotation" in out
    assert typed("score", str(gold), str(ROOT / "docs"))[0] == 1
    assert typed("score", str(tmp_path / "nowhere"))[0] == 2


def test_annotate_says_which_files_hold_no_text_and_goes_on(
    typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    project_in(tmp_path, 1)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "inbox" / "empty.txt").write_bytes(b"")
    noise = bytes((n * n * 7919 + 13) % 251 for n in range(3000))
    (tmp_path / "inbox" / "random.txt").write_bytes(noise)
    code, out, err = typed("annotate", "inbox", "--out", "notes")
    assert (code, "1 annotation in" in out) == (1, True)
    assert "inbox/empty.txt: empty: " in err
    assert "inbox/random.txt: undecodable: " in err
    assert [one.name for one in (tmp_path / "notes").iterdir()] == ["001.json"]

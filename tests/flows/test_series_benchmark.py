"""The judged sample of series: what is drawn and shown, and what a verdict holds on to."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.benchmark.series import main, read_sheet, read_verdicts, sheet
from flows.benchmark.series_samples import Judged

ROW = Judged(
    "observation", "20230131_05:31", "0123456789abcdef", ("题 | 2023-01-31", "【3万吨】", "t")
)


def test_a_filled_sheet_gives_its_verdicts() -> None:
    text = sheet([ROW]).replace("=\n", "= wrong: period (the year before)\n", 1)
    assert read_sheet(text) == {ROW.key: ("wrong", "period (the year before)")}


def test_a_row_without_a_verdict_stays_open() -> None:
    assert read_sheet(sheet([ROW])) == {}


def test_no_corpus_ends_with_exit_code_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("KOUAN_CORPUS", raising=False)
    assert main(["--judged", str(tmp_path / "none.jsonl")]) == 2
    assert "KOUAN_CORPUS" in capsys.readouterr().err


@pytest.mark.slow
def test_a_corpus_is_published_with_the_dates_of_its_ids(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus, out, judged = tmp_path / "news", tmp_path / "sheet.txt", tmp_path / "judged.jsonl"
    corpus.mkdir()
    for month in range(2, 7):
        text = f"罗湖口岸客流\n今年{month - 1}月，罗湖口岸出入境旅客{300 + month}万人次，各通道秩序良好。\n"
        (corpus / f"20230{month}05_01.txt").write_text(text, "utf-8")
    asked = ["--corpus", str(corpus), "--judged", str(judged), "--out", str(out)]
    assert main(asked) == 0
    assert "5 observations" in capsys.readouterr().out
    assert "2023-01-01" in out.read_text("utf-8")
    out.write_text(out.read_text("utf-8").replace("\n=\n", "\n= right\n"), "utf-8")
    assert main([*asked, "--read", str(out)]) == 0
    assert "5 of 5 right" in capsys.readouterr().out
    assert len(read_verdicts(judged)) == 5

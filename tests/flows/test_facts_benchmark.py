"""The judged sample of figures and mentions: who is drawn, what a verdict holds on to, that no text is kept."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from factories import knowledge
from flows_support import CORPUS_MAKER

from flows.benchmark.fact_samples import Fact, drawn, facts_in, sampled
from flows.benchmark.fact_verdicts import (
    SheetError,
    counted,
    read_sheet,
    read_verdicts,
    shares,
    write_sheet,
    write_verdicts,
)
from flows.benchmark.facts import JUDGED, KINDS, main

NEWS = "拱北口岸客流创新高\n2019年拱北口岸出入境旅客达1.45亿人次，同比增长8.2%。\n拱北口岸日均出入境旅客40万余人次。\n"
#: A sentence of the shape that sheets have to get through their own marks.
ODD = "罗湖口岸客流\n[2]罗湖口岸\n= wrong: 2019年罗湖口岸有3条通道。\n"


@pytest.fixture(scope="module")
def facts() -> list[Fact]:
    return list(facts_in([("a", NEWS), ("b", ODD)], knowledge()))


def figures(facts: list[Fact]) -> list[Fact]:
    return sampled(facts, "figure", 1, 10)


def filled(folder: Path, facts: list[Fact], *said: str) -> Path:
    sheet = write_sheet(folder, "figure", facts)
    lines, answers = sheet.read_text("utf-8").split("\n"), iter(said)
    written = [f"= {next(answers, '')}" if line == "=" else line for line in lines]
    sheet.write_text("\n".join(written), "utf-8")
    return folder


def test_every_fact_is_read_with_its_place_and_shown_in_its_sentence(facts: list[Fact]) -> None:
    found = {fact.surface: fact for fact in facts if fact.kind == "figure"}
    assert list(found) == ["1.45亿人次", "8.2%", "40万余人次", "3条"]
    one = found["40万余人次"]
    assert NEWS[one.start : one.end] == one.surface
    assert "日均出入境旅客【40万余人次】。" in one.context
    assert one.value("bound") == ("over",)
    assert {fact.surface for fact in facts if fact.kind == "mention"} >= {"拱北口岸", "罗湖口岸"}


def test_a_sample_depends_on_the_seed_and_on_places_alone(facts: list[Fact]) -> None:
    items = [(str(number), "") for number in range(50)]
    assert drawn(items, 1, 10) == drawn(items[::-1], 1, 10) != drawn(items, 2, 10)
    few = sampled(facts, "figure", 3, 2)
    assert few == sampled(facts[::-1], "figure", 3, 2)
    assert len({tuple(sampled(facts, "figure", seed, 2)[0].surface) for seed in range(9)}) > 1


def test_a_filled_sheet_gives_a_verdict_for_each_column_that_is_read(
    tmp_path: Path, facts: list[Fact]
) -> None:
    folder = filled(
        tmp_path, figures(facts), "right", "wrong: period (2018), subject", "", "wrong: all"
    )
    verdicts = read_sheet(folder, "figure")
    counts = counted(figures(facts), verdicts)
    assert counts["subject"] == {"right": 1, "wrong": 2, "open": 1}
    assert counts["value"] == {"right": 2, "wrong": 1, "open": 1}
    assert counts["value unit bound"] == {"right": 2, "wrong": 1, "open": 1}
    row, *by_place = [line for line in shares(counts) if line.startswith("subject")]
    assert sum(map(int, (part for line in by_place for part in line.split()[2:5]))) == 4
    assert row.split()[:5] == ["subject", "1", "2", "1", "0.333"]
    assert row.endswith("*")


@pytest.mark.parametrize("said", ["wrong: colour", "wrong:", "wrong"])
def test_a_verdict_on_no_column_is_refused(tmp_path: Path, facts: list[Fact], said: str) -> None:
    with pytest.raises(SheetError, match=r"figures\.txt: \[0\]: write right, or wrong"):
        read_sheet(filled(tmp_path, figures(facts), said), "figure")


def test_a_sheet_that_is_not_that_of_its_records_is_refused(
    tmp_path: Path, facts: list[Fact]
) -> None:
    folder = filled(tmp_path, figures(facts), *["right"] * 4)
    (folder / "figures.json").write_text("[]", "utf-8")
    with pytest.raises(SheetError, match=r"figures\.txt: \[0\]: figures\.json has 0 records"):
        read_sheet(folder, "figure")
    (folder / "figures.json").write_text("[", "utf-8")
    with pytest.raises(SheetError, match=r"figures\.json: .*write the sheet anew"):
        read_sheet(folder, "figure")


def test_a_verdict_holds_while_its_column_is_read_as_it_was(
    tmp_path: Path, facts: list[Fact]
) -> None:
    first = figures(facts)[0]
    verdicts = read_sheet(filled(tmp_path, [first], "right"), "figure")
    other = replace(first, fields={**first.fields, "subject": "横琴口岸"})
    counts = counted([other], verdicts)
    assert {column for column, said in counts.items() if said["open"]} & {"subject", "value"} == {
        "subject"
    }


def test_verdicts_are_kept_without_text_and_read_back(tmp_path: Path, facts: list[Fact]) -> None:
    verdicts = read_sheet(filled(tmp_path, figures(facts), *["right"] * 4), "figure")
    later = [replace(one, digest="0" * 16, verdict="wrong") for one in verdicts[:2]]
    path = tmp_path / "kept.jsonl"
    write_verdicts(path, [*verdicts, *later])
    assert set(read_verdicts(path)) == {*verdicts, *later}
    assert not re.search(r"[^\x00-\x7f]", path.read_text("utf-8"))
    write_verdicts(path, [*read_verdicts(path), replace(later[0], verdict="right")])
    assert len(read_verdicts(path)) == len(verdicts) + 2
    path.write_text(
        '{"id": "a", "start": 1, "end": 2, "verdicts": {"value": ["good", "0"]}}', "utf-8"
    )
    with pytest.raises(SheetError, match=r"kept\.jsonl: line 1"):
        read_verdicts(path)


def test_the_shipped_verdicts_can_be_read_and_hold_no_text() -> None:
    for kind in KINDS:
        path = JUDGED / f"facts_{kind}s.jsonl"
        assert len(read_verdicts(path)) >= 100
        assert not re.search(r"[^\x00-\x7f]", path.read_text("utf-8"))


@pytest.mark.slow
def test_sheets_are_written_filled_and_counted_from_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KOUAN_CORPUS", raising=False)
    assert main([]) == 2
    news, sheets, kept = (tmp_path / name for name in ("news", "sheets", "kept"))
    for folder in (news, kept):
        folder.mkdir()
    (news / "a.txt").write_text(NEWS, "utf-8")
    common = ["--corpus", str(news), "--judged", str(kept)]
    assert main([*common, "--out", str(sheets)]) == 0
    for sheet in sheets.glob("*.txt"):
        sheet.write_text(re.sub("^=$", "= right", sheet.read_text("utf-8"), flags=re.M), "utf-8")
    assert main([*common, "--read", str(sheets), "--out", str(sheets), "--only-open"]) == 0
    told = capsys.readouterr().out
    assert "3 of 3 figures of 200 items, seed 1" in told
    assert told.count("\n0 to be judged:") == 2


#: A peer that says how many documents it was shown, as megabytes a second: so slow that nothing is slower.
PEER = """
import json, sys
limit = int(sys.argv[sys.argv.index("--limit") + 1])
rate = 1e-9 if sys.argv[sys.argv.index("--one") + 1] == "jionlp.extract_time" else 1e9
print(json.dumps({"job": "any", "documents": limit, "MB_per_cpu_s": rate}))
"""


@pytest.mark.slow
def test_the_speed_of_facts_is_set_beside_each_job_of_the_peer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    news, peers = tmp_path / "news", tmp_path / "peers"
    news.mkdir()
    peers.mkdir()
    (news / "a.txt").write_text(NEWS, "utf-8")
    (peers / "make_corpus.py").write_text(CORPUS_MAKER, "utf-8")
    (peers / "peers.py").write_text(PEER, "utf-8")
    monkeypatch.setenv("KOUAN_CORPUS", str(tmp_path))
    monkeypatch.setenv("KOUAN_PEERS", str(peers))
    common = ["--speed", "--documents", "1", "--rounds", "1"]
    assert main([*common, "--peers", "jionlp=/nowhere"]) == 2
    assert main([*common, "--peers", f"jionlp={sys.executable}"]) == 0
    told = capsys.readouterr().out.split("\n")
    ways = {line[:16].strip(): line for line in told}
    assert {"clean", "numbers", "times", "facts", "jionlp money", "jionlp time"} <= set(ways)
    assert "*" in ways["jionlp money"]
    assert "*" not in ways["jionlp time"]
    (peers / "peers.py").unlink()
    monkeypatch.setattr("flows.benchmark.fact_speed.best_of", lambda *_: pytest.fail("measured"))
    assert main([*common, "--peers", f"jionlp={sys.executable}"]) == 2
    assert "KOUAN_PEERS (with peers.py)" in capsys.readouterr().err

"""What only the labelled documents say is left out of the lexicons, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from factories import GOLD, SEEDS, knowledge

from flows.cli import main
from flows.scoring import other_texts
from kouan.evaluation.words import own_words, without


def test_words_of_a_labelled_text_that_no_other_text_has_are_found() -> None:
    program = knowledge().rows("program_suffix")[0]["surface"]
    organization = knowledge().rows("organization_suffix")[0]["surface"]
    told = f"广东省 新加坡 {program} {organization}"
    assert {program, organization} <= own_words(knowledge(), [told], [])
    assert organization not in own_words(knowledge(), [told], ["一则", f"某{organization}"])
    assert not {"广东省", "新加坡"} & own_words(knowledge(), [told], [])


def test_only_their_rows_are_left_out_and_the_knowledge_is_another() -> None:
    surface = knowledge().rows("program_suffix")[0]["surface"]
    fewer, number = without(knowledge(), {surface, "广东省"})
    assert number >= 1
    assert surface not in fewer.column("program_suffix")
    assert fewer.rows("division") == knowledge().rows("division")
    assert fewer.digest != knowledge().digest
    assert surface in knowledge().column("program_suffix")


@pytest.mark.slow
def test_the_score_without_them_stands_beside_its_own_measure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "another.txt").write_text("另一则新闻。", "utf-8")
    monkeypatch.setenv("KOUAN_CORPUS", str(tmp_path))
    monkeypatch.setenv("KOUAN_HOME", str(tmp_path / "home"))
    with pytest.raises(SystemExit) as ended:
        main(["score", str(GOLD), "--raw", str(SEEDS / "000*.txt")])
    assert ended.value.code == 0
    lines = capsys.readouterr().out.split("\n")
    (at,) = [number for number, line in enumerate(lines) if line.startswith("ent_strict ")]
    assert lines[at + 1].startswith("ent_strict_unlisted ")
    assert float(lines[at + 1].split()[3]) < float(lines[at].split()[3])


def test_a_corpus_that_is_no_folder_is_told_with_what_it_is_wanted_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KOUAN_CORPUS", str(tmp_path / "none"))
    assert other_texts() is None
    assert "none is no folder; ent_strict_unlisted wants one" in capsys.readouterr().err
    monkeypatch.delenv("KOUAN_CORPUS")
    assert other_texts() is None
    assert capsys.readouterr().err == ""

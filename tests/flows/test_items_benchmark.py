"""The judged sample of files with several stories: who is drawn, what a verdict holds on to."""

from __future__ import annotations

from pathlib import Path

import pytest
from factories import knowledge

from flows.benchmark.items import JUDGED, Verdict, counted, main, read_verdicts, sampled, splits_in

BRIEF = "口岸简讯\n拱北口岸客流创新高\n昨天拱北口岸出入境旅客达45万人次。\n湛江港开通新航线\n港口日前开通至东盟的新航线。\n"
ONE = "口岸延关工作顺利推进\n今年12月18日起，口岸前后各延关1小时，旅客通关更加便利。\n"
CUED = "口岸简讯\n" + ONE


def splits(*texts: str) -> list:
    return list(splits_in([(f"{number}", text) for number, text in enumerate(texts)], knowledge()))


def test_the_sample_holds_what_is_split_and_what_names_a_column() -> None:
    found = splits(BRIEF, ONE, CUED)
    assert [len(one.articles) for one in found] == [2, 1, 1]
    assert {one.id for one in sampled(found, 1, 40)} == {"0", "2"}
    assert len(sampled(found, 1, 1)) == 1


def test_a_verdict_holds_only_for_the_split_it_was_given_on() -> None:
    (one,) = splits(BRIEF)
    (other,) = splits(BRIEF.replace("湛江港开通新航线\n", ""))
    verdicts = {"0": Verdict(one.digest, "right", "2 reports")}
    assert counted([one], verdicts) == (1, 0, [])
    assert counted([other], verdicts) == (0, 0, ["0"])


def test_a_file_judged_twice_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "items.csv"
    path.write_text("id,digest,verdict,reason\n1,a,right,x\n1,a,wrong,x\n", "utf-8")
    with pytest.raises(ValueError, match="line 3: 1 is judged twice"):
        read_verdicts(path)


def test_the_shipped_verdicts_can_be_read() -> None:
    verdicts = read_verdicts(JUDGED)
    assert len(verdicts) >= 194
    assert all(len(one.digest) == 16 and one.reason for one in verdicts.values())


def test_too_few_right_splits_end_with_exit_code_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "1.txt").write_text(BRIEF, "utf-8")
    out = tmp_path / "judge.txt"
    assert main(["--corpus", str(tmp_path), "--out", str(out)]) == 1
    assert "not judged: ['1']" in capsys.readouterr().out
    assert "[湛江港开通新航线]" in out.read_text("utf-8")
    assert main(["--corpus", str(tmp_path / "none")]) == 2

"""Labelled subjects: what a label holds, that no text is kept, what counts as right."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from factories import knowledge

from flows.benchmark.subjects import (
    LABELS,
    as_text,
    digest,
    is_right,
    main,
    read_again,
    read_labels,
)

NEWS = "拱北口岸客流创新高\n2019年拱北口岸出入境旅客达1.45亿人次，同比增长8.2%。\n"


def label(start: int, *answers: str, surface: str = "1.45亿人次") -> dict[str, object]:
    subjects = [digest(answer) for answer in answers]
    return {"id": "a", "start": start, "end": start + len(surface), "subjects": subjects}


def test_labels_keep_no_text() -> None:
    for line in LABELS.read_text("utf-8").splitlines():
        one = json.loads(line)
        assert list(one) == ["id", "start", "end", "subjects"]
        assert all(re.fullmatch("[0-9a-f]{12}", each) for each in one["subjects"])


def test_a_figure_is_labelled_once() -> None:
    lines = LABELS.read_text("utf-8").splitlines()
    assert len(read_labels(LABELS)) == len(lines)


def test_a_reading_is_right_where_it_is_an_answer_but_for_marks_and_divisions() -> None:
    answers = frozenset((digest("四川省"), digest("“深海一号”")))
    assert is_right("四川", answers)
    assert is_right("深海一号", answers)
    assert not is_right("四川大学", answers)
    assert not is_right(None, answers)


def test_no_reading_is_right_where_nothing_has_a_name() -> None:
    assert is_right(None, frozenset())
    assert not is_right("中国", frozenset())


def test_labelled_figures_are_found_again_and_judged(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text(NEWS, "utf-8")
    labels = tmp_path / "labels.jsonl"
    right = label(NEWS.index("1.45"), "拱北口岸")
    wrong = label(NEWS.index("8.2%"), "珠海口岸", surface="8.2%")
    gone = label(0, "拱北口岸")
    labels.write_text("".join(json.dumps(one) + "\n" for one in (right, wrong, gone)), "utf-8")
    read = list(read_again(tmp_path, read_labels(labels), knowledge()))
    assert [one.is_right for one in read] == [True, False]
    assert main(["--corpus", str(tmp_path), "--labels", str(labels), "--misses"]) == 0
    told = capsys.readouterr().out
    assert "a\t" in told
    assert "subject right 1 of 2: 0.500" in told
    assert "; 1 are read no more\n" in told
    assert "clause: subject right 1 of 1" in told


def test_without_a_corpus_nothing_is_measured(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("KOUAN_CORPUS", raising=False)
    assert main([]) == 2
    assert "KOUAN_CORPUS" in capsys.readouterr().err


def test_the_share_of_nothing_is_told_too() -> None:
    assert as_text(0, 0, 0).startswith("subject right 0 of 0")

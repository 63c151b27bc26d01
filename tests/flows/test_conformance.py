"""`make conformance` over a small folder in the form of the suites: what it prints, and how it ends."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from flows.benchmark.conformance import FLOORS, known, main

#: A scorer that speaks as the suites' own does: a case is right where its answer says all that is expected.
SCORER = """
import argparse, json
from pathlib import Path

def lines(path):
    return [json.loads(line) for line in path.read_text("utf-8").split("\\n") if line]

def says(answer, expected):
    found = answer.get("found", [answer])
    return any(all(one.get(key) == value for key, value in expected.items()) for one in found)

parser = argparse.ArgumentParser()
parser.add_argument("--gold", type=Path)
parser.add_argument("--pred", type=Path)
asked = parser.parse_args()
for path in sorted(asked.gold.glob("*.jsonl")):
    gold, answers = lines(path), {one["id"]: one for one in lines(asked.pred / path.name)}
    right = 100 * sum(says(answers[one["id"]], one["expected"]) for one in gold) / len(gold)
    measures = {"value": right, "span": {"p": 0, "r": 0, "f1": right}, "by": {"all": "no measure"}}
    print(json.dumps({"suite": path.stem, "n": len(gold), **measures}))
"""
REFERENCE = "2019-08-02T00:00:00"
HALF_YEAR = {"from": "2019-01-01T00:00:00", "to": "2019-07-01T00:00:00"}
#: As Microsoft ends a stretch, where its last named day begins, and JioNLP an hour, with its last second.
STRETCH = {"from": "2019-08-01T00:00:00", "to": "2019-08-05T00:00:00"}
HOUR = {"from": "2019-08-02T08:00:00", "to": "2019-08-02T09:00:01"}
PLACE = {"province": "广西壮族自治区", "city": "来宾市", "county": None}
#: One suite of each form: what it asks, and the answer that is right.
CASES: Mapping[str, list[dict[str, Any]]] = {
    "cn2an_number": [
        {"text": "壹拾壹元壹角", "expected": {"value": 11.1, "unit": None}},
        {"text": "三千五百", "expected": {"start": 0, "end": 4, "value": 3500}},
    ],
    "itn_number": [
        {"text": "八到十辆，三", "expected": {"value": 8, "value_max": 10, "unit": "辆"}},
        {"text": "八到十辆，三", "expected": {"value": 3, "value_max": None, "unit": None}},
        {"text": "百分之百", "expected": {"value": 100, "unit": "%"}},
    ],
    "jionlp_money_parse": [{"text": "3000多", "expected": {"value_max": 4000, "unit": "CNY"}}],
    "ms_percent": [{"text": "三成五", "expected": {"value": 35, "unit": "%"}}],
    "ms_age": [{"text": "他今年35岁，有3辆车", "expected": {"value": 35, "unit": "岁"}}],
    "ms_dateparser": [
        {"text": "今年上半年", "reference": REFERENCE, "expected": HALF_YEAR},
        {"text": "8月1日至5日", "reference": REFERENCE, "expected": STRETCH},
    ],
    "jionlp_time_parse": [{"text": "今天早上8点", "reference": REFERENCE, "expected": HOUR}],
    "jionlp_location": [{"text": "广西壮族自治区来宾市", "expected": PLACE}],
    "mojibake_small": [{"raw": "\xe5\x8f\xa3\xe5\xb2\xb8", "expected": {"text": "口岸"}}],
    "web_small": [{"file": "page.html", "expected": {"text": "拱北口岸今天验放旅客三十万人次。"}}],
}
PAGE = "<html><body><nav>首页</nav><p>拱北口岸今天验放旅客三十万人次。</p></body></html>"


@pytest.fixture
def suites(tmp_path: Path) -> Path:
    folder = tmp_path / "suites"
    folder.mkdir()
    (folder / "score.py").write_text(SCORER, "utf-8")
    (folder / "page.html").write_text(PAGE, "utf-8")
    for name, cases in CASES.items():
        written = [json.dumps({"id": str(at), **case}) for at, case in enumerate(cases)]
        (folder / f"{name}.jsonl").write_text("\n".join([*written, ""]), "utf-8")
    return folder


def floors(folder: Path, **said: str) -> Path:
    """A file of floors: every suite of the folder must reach 100, unless something else is said of it."""
    path = folder.parent / "floors.toml"
    rows = dict.fromkeys(CASES, "floors = { value = 100 }") | said
    path.write_text("\n".join(f"[{name}]\n{row}" for name, row in rows.items()), "utf-8")
    return path


def run(suites: Path, **said: str) -> int:
    return main(["--suites", str(suites), "--floors", str(floors(suites, **said))])


def test_suites_of_every_form_are_answered_and_stand_in_the_table(
    suites: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(suites) == 0
    said = capsys.readouterr()
    head, *rows, legend = said.out.splitlines()
    assert head.split() == ["suite", "cases", "measure", "reached", "floor", "asked", "peers"]
    assert [row.split() for row in rows] == [
        [name, str(len(CASES[name])), "value", "100.00", "100", "-"] for name in sorted(CASES)
    ]
    assert legend.startswith("per cent")
    assert said.err == ""


def test_the_folder_is_named_by_the_environment(
    suites: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KOUAN_SUITES", str(suites))
    assert main(["--floors", str(floors(suites))]) == 0


@pytest.mark.parametrize("named", ["", "no/such/folder", "{suites}"])
def test_without_suites_or_their_scorer_the_remedy_is_said(
    named: str, suites: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (suites / "score.py").unlink()
    monkeypatch.setenv("KOUAN_SUITES", named.format(suites=suites))
    assert main([]) == 2
    said = capsys.readouterr()
    (sentence,) = said.err.splitlines()
    assert "KOUAN_SUITES" in sentence
    assert "score.py" in sentence
    assert said.out == ""


def test_a_measure_below_its_floor_or_missing_falls_short(
    suites: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = {"id": "wrong", "text": "五", "expected": {"value": 6}}
    with (suites / "cn2an_number.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(wrong))
    said = {"ms_age": "floors = { exact = 1 }", "ms_percent": "floors = { span = 100 }"}
    assert run(suites, **said) == 1
    assert capsys.readouterr().err.splitlines() == [
        "cn2an_number: value is 66.67, its floor 100",
        "ms_age: exact is 0.00, its floor 1",
    ]
    assert run(suites, **said | {"cn2an_number": "floors = { value = 66 }", "ms_age": ""}) == 0


def test_what_is_below_what_is_asked_for_is_marked_and_no_fault(
    suites: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = 'asked = { value = 101, span = 100 }\npeers = "others 7"'
    assert run(suites, ms_age=said) == 0
    rows = capsys.readouterr().out.splitlines()
    (at,) = [number for number, row in enumerate(rows) if row.startswith("ms_age")]
    assert rows[at].split() == ["ms_age", "1", "value", "100.00", "*", "-", "101", "others", "7"]
    assert rows[at + 1].split() == ["span", "100.00", "-", "100"]


def test_a_suite_that_the_folder_or_the_floors_do_not_have_is_a_fault(
    suites: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (suites / "ms_age.jsonl").rename(suites / "ms_years.jsonl")
    assert run(suites) == 1
    missing, unknown = capsys.readouterr().err.splitlines()
    assert missing.startswith(f"ms_age: {suites} holds no ms_age.jsonl")
    assert unknown.startswith("ms_years: ")
    assert "floors.toml" in unknown


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("ms_age.jsonl", '{"id": "1", "text": "35岁"', "ms_age.jsonl, line 1: no case in JSON"),
        ("ms_age.jsonl", '\n{"id": "1"}', "ms_age.jsonl, line 2: the case has no 'text'"),
        ("score.py", "raise ValueError('no gold')", "score.py: ValueError: no gold"),
        ("score.py", "print('all right')", "score.py: should print JSON with suite and n"),
        ("score.py", "print('{}')", "score.py: should print JSON with suite and n"),
        ("page.html", None, "page.html"),
    ],
)
def test_cases_that_cannot_be_read_and_a_scorer_that_fails_are_told(
    name: str, content: str | None, told: str, suites: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if content is None:
        (suites / name).unlink()
    else:
        (suites / name).write_text(content, "utf-8")
    assert run(suites) == 2
    (sentence,) = capsys.readouterr().err.splitlines()
    assert told in sentence


def test_a_file_of_floors_that_says_something_else_is_told(
    suites: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(suites, ms_age="floor = 1") == 2
    assert "floors.toml" in capsys.readouterr().err


def test_every_suite_that_is_kept_has_a_floor_in_per_cent() -> None:
    suites = known(FLOORS)
    assert len(suites) == 15
    for name, suite in suites.items():
        assert suite.floors, name
        assert all(0 <= floor <= 100 for floor in suite.floors.values()), name

"""Other people's test cases, scored by their own scorer: `KOUAN_SUITES=FOLDER make conformance`. They are no part of this repository."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from factories import ROOT

from kouan import clean, numerals, quantities

FLOORS: dict[str, dict[str, float]] = tomllib.loads(
    (ROOT / "tests/cases/conformance.toml").read_text("utf-8")
)

pytestmark = pytest.mark.skipif(
    "KOUAN_SUITES" not in os.environ, reason="KOUAN_SUITES names no folder of suites"
)


def found(text: str) -> list[dict[str, Any]]:
    """Quantities, and numerals without a unit where no quantity stands, as the scorer reads them."""
    stated = [(one.start, one.end, one.value, one.unit) for one in quantities(text)]
    covered = {place for start, end, _, _ in stated for place in range(start, end)}
    bare = [
        (one.start, one.end, one.value, None) for one in numerals(text) if one.start not in covered
    ]
    return [
        {"start": start, "end": end, "value": None if value is None else float(value), "unit": unit}
        for start, end, value, unit in sorted(stated + bare, key=lambda row: row[:2])
    ]


def answer(suite: str, case: dict[str, Any]) -> dict[str, Any]:
    if suite.startswith("mojibake"):
        return {"id": case["id"], "text": clean(case["text"])}
    return {"id": case["id"], "found": found(case["text"])}


@pytest.mark.parametrize("suite", FLOORS)
def test_conformance_with_other_peoples_cases_does_not_fall(suite: str, tmp_path: Path) -> None:
    folder = Path(os.environ["KOUAN_SUITES"])
    cases = [
        json.loads(line)
        for line in (folder / f"{suite}.jsonl").read_text("utf-8").splitlines()
        if line
    ]
    answers = (json.dumps(answer(suite, case), ensure_ascii=False) for case in cases)
    (tmp_path / f"{suite}.jsonl").write_text("\n".join(answers), "utf-8")
    command = [sys.executable, folder / "score.py", "--gold", folder, "--pred", tmp_path]
    scores = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    print(json.dumps(scores))
    measured = {
        name: value.get("f1") if isinstance(value, dict) else value
        for name, value in scores.items()
    }
    assert {
        name: measured[name] for name, floor in FLOORS[suite].items() if measured[name] < floor
    } == {}

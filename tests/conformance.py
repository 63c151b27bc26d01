"""A folder of other people's test cases in, kouan's answers through its public names and their scorer's figures out, as one table.

The cases are no part of this repository: KOUAN_SUITES names the folder, which holds `score.py` too.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from conformance_figures import found_figures
from factories import ROOT

from kouan import clean, location, periods
from kouan.extraction.time.intervals import Interval

Case = dict[str, Any]
Answer = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Suite:
    """What is known of a suite: the least that measures must reach, what is aimed at, what other tools reach."""

    floors: Mapping[str, float] = field(default_factory=dict)
    asked: Mapping[str, float] = field(default_factory=dict)
    peers: str = ""

    @property
    def measures(self) -> tuple[str, ...]:
        """The measures to print."""
        return tuple(dict.fromkeys([*self.floors, *self.asked]))


SUITES: Final[Mapping[str, Suite]] = {
    name: Suite(**said)
    for name, said in tomllib.loads((ROOT / "tests/cases/conformance.toml").read_text("utf-8")).items()
}  # fmt: skip


# ---- answers -------------------------------------------------------------------------


def found_periods(suite: str, text: str, reference: str) -> list[Answer]:
    """Every reading of every time expression against the reference, its end as the suite counts it.

    Microsoft ends a stretch where its last named day begins. JioNLP closes what ends at an instant by that
    instant, so its end, made half-open, lies one second or one minute further on.
    """
    rows = {
        (one.start, one.end, reading.first.isoformat(), end.isoformat()): None
        for one in periods(text, _meant(reference))
        for reading in one.readings
        for end in _ends(suite, reading)
    }
    return [dict(zip(("start", "end", "from", "to"), row, strict=True)) for row in rows]


def _ends(suite: str, reading: Interval) -> list[datetime]:
    if suite.startswith("ms_"):
        return [reading.until, reading.last or reading.until]
    steps = (0, 1, 60) if suite.startswith("jionlp") else (0,)
    return [reading.until + timedelta(seconds=step) for step in steps]


def _meant(reference: str) -> str:
    """A reference as finely as it is meant: a time of noughts is a date, 07:00:00 an hour.

    >>> _meant("2019-02-18T00:00:00"), _meant("2019-02-18T07:00:00")
    ('2019-02-18', '2019-02-18T07')
    """
    return reference.removesuffix(":00").removesuffix(":00").removesuffix("T00")


def found_location(text: str) -> Answer:
    """Province, city and county of an address, by their present names."""
    place = location(text)
    return {level: place and getattr(place, level) for level in ("province", "city", "county")}


def answer(suite: str, case: Case, folder: Path) -> Answer:
    """The answer to one case, in the form that the scorer reads."""
    id_ = {"id": case["id"]}
    if suite.startswith("mojibake"):
        return id_ | {"text": clean(case["raw"]).text}
    if suite.startswith("web_"):
        return id_ | {"text": clean((folder / case["file"]).read_bytes()).text}
    if suite == "jionlp_location":
        return id_ | found_location(case["text"])
    if "reference" in case:
        return id_ | {"found": found_periods(suite, case["text"], case["reference"])}
    return id_ | {"found": found_figures(suite, case["text"])}


# ---- scores --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Scored:
    """What a suite scores: its cases, and each measure of the scorer (per cent; F1 where it has one)."""

    cases: int
    measures: Mapping[str, float]
    said: Mapping[str, Any]


def scored(folder: Path, scratch: Path) -> dict[str, Scored]:
    """All suites of a folder, answered and scored; answers are written to a scratch folder."""
    for path in sorted(folder.glob("*.jsonl")):
        cases = [json.loads(line) for line in path.read_text("utf-8").split("\n") if line]
        answers = (
            json.dumps(answer(path.stem, case, folder), ensure_ascii=False) for case in cases
        )
        (scratch / path.name).write_text("\n".join(answers), "utf-8")
    command = [sys.executable, folder / "score.py", "--gold", folder, "--pred", scratch]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return {one["suite"]: _scored(one) for one in map(json.loads, done.stdout.splitlines())}


def _scored(said: dict[str, Any]) -> Scored:
    measures = {
        name: float(value.get("f1") if isinstance(value, dict) else value)
        for name, value in said.items()
        if isinstance(value, (int, float)) or (isinstance(value, dict) and "f1" in value)
    }
    return Scored(int(measures.pop("n")), measures, said)


def shortfalls(suite: str, figures: Scored) -> dict[str, tuple[float, float]]:
    """The measures below their floor: (reached, floor); one that the scorer does not give counts as 0."""
    return {
        name: (figures.measures.get(name, 0.0), floor)
        for name, floor in SUITES[suite].floors.items()
        if figures.measures.get(name, 0.0) < floor
    }


def table(scores: Mapping[str, Scored]) -> Iterator[str]:
    """One line a measure: what is reached beside the floor, what is asked for, and what other tools reach."""
    columns = "{:<22}{:>6}  {:<24}{:>8}{:>3}{:>6}{:>7}  {}"
    yield columns.format("suite", "cases", "measure", "reached", "", "floor", "asked", "peers")
    for name, figures in scores.items():
        suite = SUITES.get(name, Suite())
        for number, measure in enumerate(suite.measures or tuple(figures.measures)[:1]):
            head: tuple[object, ...] = ("", "") if number else (name, figures.cases)
            reached = figures.measures.get(measure, 0.0)
            floor, asked = suite.floors.get(measure), suite.asked.get(measure)
            mark = "*" if asked is not None and reached < asked else ""
            limits = ["-" if limit is None else format(limit, "g") for limit in (floor, asked)]
            peers = "" if number else suite.peers
            yield columns.format(
                *head, measure, format(reached, ".2f"), mark, *limits, peers
            ).rstrip()
    yield "per cent; * is below what is asked for"

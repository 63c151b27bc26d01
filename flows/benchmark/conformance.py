"""A folder of other people's test cases in, what their own scorer says of kouan's answers out: `make conformance`.

The cases are no part of this repository. A suite is a file NAME.jsonl of the folder, one case a line; `score.py` beside
them is shown the folder (--gold) and kouan's answers (--pred), and prints a line of JSON for each suite.

    --suites FOLDER   the cases and their score.py; KOUAN_SUITES unless given
    --floors FILE     the least that each measure must reach; tests/cases/conformance.toml unless given
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from flows.benchmark.suite_answers import answer

FLOORS: Final = Path(__file__).parents[2] / "tests" / "cases" / "conformance.toml"


class SuiteError(ValueError):
    """Cases that cannot be read, or a scorer that fails; the message names the place."""


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


@dataclass(frozen=True, slots=True)
class Scored:
    """What a suite scores: its cases, and each measure of the scorer (per cent; F1 where it has one)."""

    cases: int
    measures: Mapping[str, float]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; exit code 1 where a suite falls short, 2 where there are no suites to be scored."""
    asked = _asked(arguments)
    if asked.suites is None or not (asked.suites / "score.py").is_file():
        print(
            "--suites (or KOUAN_SUITES) must name a folder of test cases (*.jsonl) with their score.py",
            file=sys.stderr,
        )
        return 2
    try:
        suites = known(asked.floors)
        with tempfile.TemporaryDirectory(prefix="kouan-conformance-") as scratch:
            scores = scored(asked.suites, Path(scratch))
    except (SuiteError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    print(*table(suites, scores), sep="\n")
    faults = [*_unmatched(suites, scores, asked), *shortfalls(suites, scores)]
    print(*faults, sep="\n", end="\n" if faults else "", file=sys.stderr)
    return 1 if faults else 0


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    suites = os.environ.get("KOUAN_SUITES")
    parser.add_argument("--suites", type=Path, default=Path(suites) if suites else None)
    parser.add_argument("--floors", type=Path, default=FLOORS)
    return parser.parse_args(arguments)


def known(path: Path) -> dict[str, Suite]:
    """What a file of floors says of each suite.

    Raises:
        SuiteError: it is no TOML, or says something else of a suite.
    """
    try:
        return {
            name: Suite(**said) for name, said in tomllib.loads(path.read_text("utf-8")).items()
        }
    except (tomllib.TOMLDecodeError, TypeError) as error:
        raise SuiteError(f"{path}: {error}; a suite has floors, asked and peers") from error


def scored(folder: Path, scratch: Path) -> dict[str, Scored]:
    """All suites of a folder, answered and scored; answers are written to a scratch folder.

    Raises:
        SuiteError: a case cannot be read, or the scorer fails.
    """
    for path in sorted(folder.glob("*.jsonl")):
        answers = (json.dumps(one, ensure_ascii=False) for one in _answers(path))
        (scratch / path.name).write_text("\n".join(answers), "utf-8")
    program = folder / "score.py"
    command = [sys.executable, str(program), "--gold", str(folder), "--pred", str(scratch)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1:] or [f"exit code {done.returncode}"]
        raise SuiteError(f"{program}: {last[0]}")
    try:
        return {one["suite"]: _scored(one) for one in map(json.loads, done.stdout.splitlines())}
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        raise SuiteError(
            f"{program}: should print JSON with suite and n, a line each: {error}"
        ) from error


def _answers(path: Path) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
        if not line:
            continue
        try:
            case = json.loads(line)
        except json.JSONDecodeError as error:
            raise SuiteError(f"{path}, line {number}: no case in JSON ({error.msg})") from error
        try:
            yield answer(path.stem, case, path.parent)
        except KeyError as error:
            raise SuiteError(f"{path}, line {number}: the case has no {error}") from error


def _scored(said: dict[str, Any]) -> Scored:
    told = {
        name: value.get("f1") if isinstance(value, dict) else value for name, value in said.items()
    }
    measures = {name: float(one) for name, one in told.items() if isinstance(one, (int, float))}
    return Scored(int(measures.pop("n")), measures)


def _unmatched(
    suites: Mapping[str, Suite], scores: Mapping[str, Scored], asked: argparse.Namespace
) -> Iterator[str]:
    for name in sorted(suites.keys() - scores.keys()):
        yield f"{name}: {asked.suites} holds no {name}.jsonl that its score.py speaks of"
    for name in sorted(scores.keys() - suites.keys()):
        yield f"{name}: {asked.floors} does not know it; give it its floors there"


def shortfalls(suites: Mapping[str, Suite], scores: Mapping[str, Scored]) -> Iterator[str]:
    """A sentence for each measure below its floor; one that the scorer does not give counts as 0."""
    for name, figures in scores.items():
        for measure, floor in suites.get(name, Suite()).floors.items():
            reached = figures.measures.get(measure, 0.0)
            if reached < floor:
                yield f"{name}: {measure} is {reached:.2f}, its floor {floor:g}"


def table(suites: Mapping[str, Suite], scores: Mapping[str, Scored]) -> Iterator[str]:
    """One line a measure: what is reached beside the floor, what is asked for, and what other tools reach."""
    columns = "{:<22}{:>6}  {:<24}{:>8}{:>3}{:>6}{:>7}  {}"
    yield columns.format("suite", "cases", "measure", "reached", "", "floor", "asked", "peers")
    for name, figures in scores.items():
        suite = suites.get(name, Suite())
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


if __name__ == "__main__":
    raise SystemExit(main())

"""A folder of documents in; what runs over it cost out: the first, one with nothing to do, one changed document, one new word.

    python -m flows.benchmark.runs --files FOLDER

Each run is a process of its own, from the start of the interpreter to its end; printed are seconds by the
clock (the median of five where a run can be repeated), processor time, and the most memory any of its
processes had. The folder is copied, and never written to.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from flows.project import make_project

ROUNDS: Final = 5
#: Longer than a file must have rested to be trusted.
REST: Final = 2.5
SOURCES: Final = "pattern,publisher,tier,licence,retention,budget\n*,,copier,,,1.0\n"
ADDED: Final = "\n昨日，拱北口岸出入境旅客达{number}万人次。\n"
WORD: Final = "surface,name,type,source,licence,example\n{word},{word},program,,,{word}\n"


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took: seconds by the clock and of the processor, and what it said first."""

    wall: float
    processor: float
    said: str


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m flows.benchmark.runs")
    parser.add_argument("--files", type=Path, required=True, help="a folder of documents")
    parser.add_argument(
        "--word", default="联合查验", help="a new name, for the run that reads only what it touches"
    )
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="kouan-runs-") as name:
        project = Path(name) / "project"
        make_project(project)
        (project / "sources.csv").write_text(SOURCES, "utf-8")
        shutil.rmtree(project / "inbox")
        shutil.copytree(asked.files, project / "inbox")
        measure(project, asked.word)
    return 0


def measure(project: Path, word: str) -> None:
    """Run over a project and print what each run took."""
    documents = sorted(path for path in (project / "inbox").rglob("*") if path.is_file())
    time.sleep(REST)
    first = run_in(project)
    say(
        f"{len(documents):,} documents, {sum(path.stat().st_size for path in documents) / 1e6:.1f} MB"
    )
    tell("first run", [first])
    say(f"{'':20} {len(documents) / first.wall:,.0f} documents a second by the clock")
    say(f"{'memory, at most':20} {megabytes():,.0f} MB in one process of the first run")
    run_in(project)
    idle = [run_in(project) for _ in range(ROUNDS)]
    tell("nothing to do", idle)
    changed = []
    for number in range(ROUNDS):
        with documents[number].open("a", encoding="utf-8") as file:
            file.write(ADDED.format(number=number + 2))
        time.sleep(REST)
        changed.append(run_in(project))
    tell("one changed", changed)
    more = statistics.median(one.wall for one in changed) - statistics.median(
        one.wall for one in idle
    )
    say(f"{'':20} {more:.2f} s more than with nothing to do")
    (project / "lexicons" / "gazetteer.csv").write_text(WORD.format(word=word), "utf-8")
    time.sleep(REST)
    tell(f"one word: {word}", [run_in(project, "--only-affected")])


def run_in(project: Path, *options: str) -> Cost:
    """One `kouan run --direct` in a process of its own."""
    before, began = _processor(), time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "flows.cli", "run", "--direct", *options],
        cwd=project,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    lines = done.stdout.splitlines()
    said = next((line for line in lines if line.startswith(("note", "nothing"))), lines[0])
    return Cost(time.monotonic() - began, _processor() - before, said)


def _processor() -> float:
    """Processor time of all runs so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def megabytes() -> float:
    """The most memory that a process of the runs so far has had."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def tell(what: str, costs: Sequence[Cost]) -> None:
    """Print the medians of some runs."""
    wall, processor = (
        statistics.median(values)
        for values in ([one.wall for one in costs], [one.processor for one in costs])
    )
    say(
        f"{what:20} {wall:6.2f} s by the clock, {processor:6.2f} s of the processor: {costs[-1].said}"
    )


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())

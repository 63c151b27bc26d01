"""Scores and the floors file in, what fell below out; raises floors when scores are better: `python -m kouan.evaluation.floors`."""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from kouan.evaluation.annotation import annotation
from kouan.evaluation.scoring import GoldError, Scores, score

FILE: Final = "floors.toml"

#: Scores are floored to so many digits, so that a floor never asks for more than was reached.
DIGITS: Final = 4

HEAD: Final = """\
# What the road must reach on the labelled documents. Floors rise by
# `python -m kouan.evaluation.floors --raise` when scores are better; they fall only by
# `--lower MEASURE --reason "…"`, which stays on record below.
"""


class FloorsError(ValueError):
    """A floors file that cannot be used, or a change that is refused; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Floors:
    """The least that each measure must reach on the label set with this digest, and why some fell."""

    labels: str
    measures: Mapping[str, float]
    lowered: tuple[Mapping[str, Any], ...] = ()

    def shortfalls(self, reached: Mapping[str, float]) -> dict[str, tuple[float, float]]:
        """The measures that stay below their floor: (reached, floor)."""
        return {
            name: (reached.get(name, 0.0), floor)
            for name, floor in self.measures.items()
            if reached.get(name, 0.0) < floor
        }

    def raised(self, reached: Mapping[str, float], labels: str) -> Floors:
        """Floors that are never lower than these, measures that had none included."""
        measures = {
            name: max(self.measures.get(name, 0.0), _floored(value))
            for name, value in reached.items()
        }
        return replace(self, labels=labels, measures={**self.measures, **measures})

    def lowered_to(self, reached: Mapping[str, float], name: str, reason: str) -> Floors:
        """These floors with one of them at what was reached, and the reason on record."""
        if name not in self.measures:
            raise FloorsError(f"{name} has no floor; those that have: {', '.join(self.measures)}")
        value = _floored(reached[name])
        if value >= self.measures[name]:
            raise FloorsError(f"{name} reaches {value}: nothing to lower, use --raise")
        if not reason.strip():
            raise FloorsError("a floor falls only with a reason: add --reason")
        entry = {
            "measure": name,
            "from": self.measures[name],
            "to": value,
            "on": datetime.now(UTC).date().isoformat(),
            "reason": reason.strip(),
        }
        return replace(
            self, measures={**self.measures, name: value}, lowered=(*self.lowered, entry)
        )


def reached_by(scores: Scores) -> dict[str, float]:
    """The measures that can have a floor: shares as they are, counted ones by their F1."""
    return {
        name: value["f1"] if isinstance(value, dict) else value
        for name, value in scores.everything().items()
        if name != "documents"
    }


def digest_of_labels(gold: Path) -> str:
    """Digest over names and bytes of the labels: other labels are another measure."""
    total = hashlib.sha256()
    for path in sorted(gold.glob("*.json")):
        content = path.read_bytes()
        total.update(f"{path.name}:{len(content)}:".encode() + content)
    return total.hexdigest()


def read_floors(gold: Path) -> Floors:
    """The floors beside the labels; none where there is no file yet.

    Raises:
        FloorsError: the file is no floors file.
    """
    path = gold / FILE
    if not path.exists():
        return Floors("", {})
    try:
        said = tomllib.loads(path.read_text("utf-8"))
        measures = {name: float(value) for name, value in said["floors"].items()}
        return Floors(str(said["labels"]), measures, tuple(said.get("lowered", ())))
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise FloorsError(
            f"{path}: is no floors file ({error}); restore it from history"
        ) from error


def write_floors(gold: Path, floors: Floors) -> Path:
    """Write the floors beside the labels."""
    lines = [HEAD, f'labels = "{floors.labels}"', "", "[floors]"]
    lines += [f"{name} = {value}" for name, value in floors.measures.items()]
    for entry in floors.lowered:
        # a TOML basic string escapes as JSON does
        lines += ["", "[[lowered]]"]
        lines += [
            f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in entry.items()
        ]
    path = gold / FILE
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def scores_of_road(gold: Path, raw: Path) -> Scores:
    """Take the raw documents of a folder down the whole road and score them against the labels."""
    from kouan.model.batch import Batch
    from kouan.stages import gather, process

    batch = Batch.of([(path.name, path.read_bytes()) for path in sorted(raw.glob("*.txt"))])
    processed = process(batch, gather())
    annotations = (annotation(document) for document in processed.documents)
    return score(gold, {labels["doc"]: labels for labels in annotations})


def _floored(value: float) -> float:
    whole = int(value * 10**DIGITS)
    above = (whole + 1) / 10**DIGITS  # 0.29 * 10**4 is a hair under 2900
    return above if above <= value else whole / 10**DIGITS


def main(arguments: Sequence[str] | None = None) -> int:
    """Print every measure beside its floor; 1 where one falls short or a change is refused."""
    parser = argparse.ArgumentParser(prog="python -m kouan.evaluation.floors", description=__doc__)
    parser.add_argument(
        "--gold", type=Path, default=Path("tests/gold"), help="folder of the labels"
    )
    parser.add_argument("--raw", type=Path, default=Path("seeds"), help="folder of the documents")
    parser.add_argument(
        "--raise", dest="raising", action="store_true", help="write better scores as floors"
    )
    parser.add_argument("--lower", metavar="MEASURE", help="let one floor fall to what is reached")
    parser.add_argument("--reason", default="", help="why it may fall; stays in the file")
    options = parser.parse_args(arguments)
    try:
        floors, labels = read_floors(options.gold), digest_of_labels(options.gold)
        reached = reached_by(scores_of_road(options.gold, options.raw))
        if options.lower:
            floors = floors.lowered_to(reached, options.lower, options.reason)
            print(f"wrote {write_floors(options.gold, replace(floors, labels=labels))}")
        shortfalls = floors.shortfalls(reached)
        if options.raising and not shortfalls:
            floors = floors.raised(reached, labels)
            print(f"wrote {write_floors(options.gold, floors)}")
    except (FloorsError, GoldError) as error:
        print(error, file=sys.stderr)
        return 1
    for name, value in reached.items():
        floor = floors.measures.get(name)
        mark = "below its floor" if name in shortfalls else ""
        print(
            f"{name:26} {value:8.4f}  {'-' if floor is None else format(floor, '.4f'):>8}  {mark}".rstrip()
        )
    if shortfalls:
        print(
            f"{len(shortfalls)} below their floor: mend the road, or lower one with --lower MEASURE --reason …",
            file=sys.stderr,
        )
    return 1 if shortfalls else 0


if __name__ == "__main__":
    sys.exit(main())

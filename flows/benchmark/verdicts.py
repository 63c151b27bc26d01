"""Verdicts of a reader on edits in, as CSV without any text of the corpus; how many edits were right out.

A row is `id,offset,rule,digest,verdict,note`: the document, the code point in its decoded text, the rule, the digest of
what the edit did and stood in (`Alarm.digest`), and what a reader said of it. A digest that no longer fits says
that the edit has changed since, and is to be judged anew.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from flows.benchmark.alarms import Alarm

COLUMNS: Final = ("id", "offset", "rule", "digest", "verdict", "note")
#: right: the text is better for it. wrong: it says something else now. idle: neither better nor worse.
VERDICTS: Final = ("right", "wrong", "idle")


class VerdictError(ValueError):
    """A row that cannot be used; the message names file and line."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a reader said of one edit."""

    id: str
    offset: int
    rule: str
    digest: str
    verdict: str
    note: str = ""


def read_verdicts(path: Path) -> list[Verdict]:
    """The verdicts of one file.

    Raises:
        VerdictError: a column is missing, a value is none of its kind, or two rows are on the same edit.
    """
    found: dict[tuple[str, int, str], Verdict] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines)
        if tuple(rows.fieldnames or ()) != COLUMNS:
            raise VerdictError(f"{path.name}: the columns should be {','.join(COLUMNS)}")
        for row in rows:
            where = f"{path.name}: line {rows.line_num}"
            if not row["offset"].isdigit() or row["verdict"] not in VERDICTS:
                raise VerdictError(
                    f"{where}: offset should be a number, verdict one of {', '.join(VERDICTS)}"
                )
            if len(row["digest"]) != 16 or set(row["digest"]) - set("0123456789abcdef"):
                raise VerdictError(f"{where}: digest should be 16 hexadecimal digits")
            one = Verdict(
                row["id"],
                int(row["offset"]),
                row["rule"],
                row["digest"],
                row["verdict"],
                row["note"],
            )
            key = one.id, one.offset, one.rule
            if key in found:
                raise VerdictError(f"{where}: {' '.join(map(str, key))} is judged twice")
            found[key] = one
    return list(found.values())


def write_verdicts(path: Path, verdicts: Iterable[Verdict]) -> None:
    """Write verdicts in the order of their documents and places."""
    ordered = sorted(verdicts, key=lambda one: (one.id, one.offset, one.rule))
    with path.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out, lineterminator="\n")
        rows.writerow(COLUMNS)
        for one in ordered:
            rows.writerow([one.id, one.offset, one.rule, one.digest, one.verdict, one.note])


def compared(
    alarms: Iterable[Alarm], verdicts: Iterable[Verdict]
) -> tuple[Mapping[str, Counter[str]], list[Alarm]]:
    """Verdicts by rule on the edits that were made, and the edits that nobody has judged as they are now."""
    known = {(one.id, one.offset, one.rule): one for one in verdicts}
    counts: dict[str, Counter[str]] = {}
    open_ = []
    for alarm in alarms:
        said = known.get(alarm.key)
        if said is None or said.digest != alarm.digest:
            open_.append(alarm)
        else:
            counts.setdefault(alarm.rule, Counter())[said.verdict] += 1
    return counts, open_


def summary(counts: Mapping[str, Counter[str]], open_: Iterable[Alarm]) -> Iterator[str]:
    """The counts as lines of a table."""
    left = Counter(alarm.rule for alarm in open_)
    yield f"{'rule':28}" + "".join(f"{name:>8}" for name in (*VERDICTS, "open"))
    for rule in sorted({*counts, *left}):
        said = counts.get(rule, Counter())
        yield f"{rule:28}" + "".join(f"{said[name]:>8}" for name in VERDICTS) + f"{left[rule]:>8}"

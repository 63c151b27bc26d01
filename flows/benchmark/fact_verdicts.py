"""A sample of facts in, sheets for a reader out; filled sheets in, verdicts column by column out, kept without any text.

A line of the verdicts is `{"id", "start", "end", "verdicts": {column: [verdict, digest]}}`: the item, the place in its
clean text, and of each column what a reader said and the digest of what he saw (`Fact.digest`). A digest that no longer
fits says that the column is read otherwise since, and is to be judged anew.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from flows.benchmark.fact_samples import COLUMNS, SHOWN, Fact, Key, Kind
from flows.impact.estimates import wilson
from kouan.model.facts import SubjectBasis

VERDICTS: Final = ("right", "wrong")
#: The least share of right ones that is asked for; of `value unit bound` in all three at once.
ASKED: Final[Mapping[str, float]] = {
    "value": 0.95,
    "unit": 0.95,
    "bound": 0.95,
    "value unit bound": 0.95,
    "subject": 0.85,
    "period": 0.90,
    "span": 0.90,
    "period span": 0.90,
    "measure": 0.93,
    "modality": 0.93,
    "mention": 0.92,
}
TOGETHER: Final = ("value unit bound", "period span")
HEAD: Final = """\
# Judge each record: behind "=" write right, or wrong: and the columns that are wrong, with a reason in brackets.
#   = wrong: period (the year before), subject
# wrong: all says that this is nothing to be read at all. Columns to judge here: {columns}
"""
_RECORD: Final = re.compile(r"^\[(\d+)\]", re.MULTILINE)
_SAID: Final = re.compile(r"^=[ \t]*(right|wrong)(?::[ \t]*(.*))?$", re.MULTILINE)


class SheetError(ValueError):
    """A sheet or a file of verdicts that cannot be used; the message names file and place."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a reader said of one column of one fact."""

    id: str
    start: int
    end: int
    column: str
    digest: str
    verdict: str

    @property
    def key(self) -> Key:
        """What the verdict is on."""
        return self.id, self.start, self.end, self.column, self.digest


# ---- sheets --------------------------------------------------------------------------


def read_columns(facts: Sequence[Fact], kind: Kind) -> list[str]:
    """The columns that any of these facts has read; of the others there is nothing to be judged."""
    return [
        column
        for column in COLUMNS[kind]
        if any(value is not None for fact in facts for value in fact.value(column))
    ]


def write_sheet(folder: Path, kind: Kind, facts: Sequence[Fact]) -> Path:
    """Write a sheet to be filled in, with text, and beside it what each record stands for."""
    columns = read_columns(facts, kind)
    lines = [HEAD.format(columns=", ".join(columns))]
    for number, fact in enumerate(facts):
        shown = (
            [f"{column}: {_told(fact.value(column))}" for column in columns]
            if kind == "figure"
            else [f"{fact.fields['type']}: {fact.fields['name']}"]
        )
        beside = [
            f"{name}={fact.fields[name]}" for name in SHOWN[kind] if fact.fields[name] is not None
        ]
        lines += [
            f"[{number}] {fact.id} {fact.start} {fact.article}",
            f"  {fact.context}",
            f"  {' | '.join(shown)}  {' '.join(beside)}".rstrip(),
            "=",
            "",
        ]
    folder.mkdir(parents=True, exist_ok=True)
    sheet = folder / f"{kind}s.txt"
    sheet.write_text("\n".join(lines), "utf-8")
    records = [
        {
            "id": fact.id,
            "start": fact.start,
            "end": fact.end,
            "columns": {column: fact.digest(column) for column in columns},
        }
        for fact in facts
    ]
    (folder / f"{kind}s.json").write_text(json.dumps(records), "utf-8")
    return sheet


def _told(values: Sequence[object]) -> str:
    return "/".join("" if value is None else str(value) for value in values).rstrip("/") or "-"


def read_sheet(folder: Path, kind: Kind) -> list[Verdict]:
    """The verdicts of a filled sheet; records without one are left open.

    Raises:
        SheetError: a verdict names no column that is judged here, or the sheet is not that of the records beside it.
    """
    sheet, beside = (folder / f"{kind}s.{ending}" for ending in ("txt", "json"))
    try:
        records = json.loads(beside.read_text("utf-8"))
    except json.JSONDecodeError as error:
        raise SheetError(f"{beside.name}: {error}; write the sheet anew with --out") from error
    parts = _RECORD.split(sheet.read_text("utf-8"))[1:]
    found = []
    for number, text in zip(parts[::2], parts[1::2], strict=True):
        said = _SAID.search(text)
        if said is None:
            continue
        if int(number) >= len(records):
            raise SheetError(
                f"{sheet.name}: [{number}]: {beside.name} has {len(records)} records; it is of another sheet"
            )
        record = records[int(number)]
        named = re.sub(r"\([^)]*\)", "", said[2] or "") if said[1] == "wrong" else ""
        wrong = {name.strip() for name in named.split(",")} - {""}
        if wrong == {"all"}:
            wrong = set(record["columns"])
        if wrong - set(record["columns"]) or (said[1] == "wrong") != bool(wrong):
            raise SheetError(
                f"{sheet.name}: [{number}]: write right, or wrong: and some of {', '.join(record['columns'])}"
            )
        found += [
            Verdict(
                record["id"],
                record["start"],
                record["end"],
                column,
                digest,
                VERDICTS[column in wrong],
            )
            for column, digest in record["columns"].items()
        ]
    return found


# ---- verdicts ------------------------------------------------------------------------


def read_verdicts(path: Path) -> list[Verdict]:
    """The verdicts of one file; none where there is no file yet.

    Raises:
        SheetError: a line is no record of verdicts, or two are on the same reading.
    """
    found: dict[Key, Verdict] = {}
    lines = path.read_text("utf-8").split("\n") if path.exists() else []
    for number, line in enumerate(lines, 1):
        if not line:
            continue
        try:
            record = json.loads(line)
            place = str(record["id"]), int(record["start"]), int(record["end"])
            for column, (verdict, digest) in record["verdicts"].items():
                one = Verdict(*place, column, digest, verdict)
                if verdict not in VERDICTS or not re.fullmatch("[0-9a-f]{16}", digest):
                    raise ValueError(f"{column}: a verdict is right or wrong, with 16 digits")
                if one.key in found:
                    raise ValueError(f"{column}: judged twice")
                found[one.key] = one
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise SheetError(f"{path.name}: line {number}: {error}") from error
    return list(found.values())


def write_verdicts(path: Path, verdicts: Iterable[Verdict]) -> None:
    """Write verdicts in the order of their items and places, one line a fact and reading; of two on one reading the last holds."""
    known = {one.key: one for one in verdicts}
    lines: dict[tuple[str, int, int, int], dict[str, tuple[str, str]]] = {}
    for one in sorted(known.values(), key=lambda one: one.key):
        number = 0
        while one.column in lines.get((one.id, one.start, one.end, number), {}):
            number += 1
        said = lines.setdefault((one.id, one.start, one.end, number), {})
        said[one.column] = (one.verdict, one.digest)
    with path.open("w", encoding="utf-8") as out:
        for (id_, start, end, _), said in sorted(lines.items(), key=lambda pair: pair[0]):
            record = {"id": id_, "start": start, "end": end, "verdicts": said}
            out.write(json.dumps(record, ensure_ascii=False) + "\n")


# ---- shares --------------------------------------------------------------------------


def counted(facts: Sequence[Fact], verdicts: Iterable[Verdict]) -> dict[str, Counter[str]]:
    """Right, wrong and open ones by column, of columns that are asked for together, and of subjects by where they are said."""
    known = {one.key: one.verdict for one in verdicts}
    counts: dict[str, Counter[str]] = {}
    for fact in facts:
        said = {}
        for column in COLUMNS[fact.kind]:
            said[column] = known.get(fact.key(column), "open")
            counts.setdefault(column, Counter())[said[column]] += 1
        for together in TOGETHER if fact.kind == "figure" else ():
            told = {said[column] for column in together.split()}
            whole = next(verdict for verdict in ("open", "wrong", "right") if verdict in told)
            counts.setdefault(together, Counter())[whole] += 1
    for basis in SubjectBasis:
        for fact in facts:
            if fact.fields.get("subject_basis") == basis:
                verdict = known.get(fact.key("subject"), "open")
                counts.setdefault(f"subject ({basis})", Counter())[verdict] += 1
    return counts


def shares(counts: Mapping[str, Counter[str]]) -> Iterator[str]:
    """The counts as lines of a table, each share with its 95 % interval after Wilson."""
    yield f"{'column':20}{'right':>7}{'wrong':>7}{'open':>7}{'share':>8}{'95 %':>16}{'asked':>8}"
    for column, said in counts.items():
        right, judged = said["right"], said["right"] + said["wrong"]
        low, high = wilson(right, judged)
        share = f"{right / judged:.3f}" if judged else "-"
        asked = ASKED.get(column)
        mark = " *" if judged and asked is not None and right / judged < asked else ""
        yield (
            f"{column:20}{right:>7}{said['wrong']:>7}{said['open']:>7}{share:>8}"
            f"{f'{low:.3f} - {high:.3f}':>16}{'-' if asked is None else format(asked, '.2f'):>8}{mark}"
        )

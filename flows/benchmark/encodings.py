"""A folder of articles in, a table out: how many windows of them decode to the identical string, by encoding, script and length.

    python -m flows.benchmark.encodings --corpus FOLDER [--windows 500] [--seed 1]

FOLDER holds articles as `.txt` files (or such a folder `news/`) and packs (`*.jsonl.gz`: a line {"id", "text"}). Only
items that no model was counted on are read: first byte of sha256(id) below 0x40, the id being the pack's or the
file's stem. The same folder, windows and seed print the same table.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from flows.character_model import is_seen, items
from kouan.cleaning.script.tables import converter
from kouan.gathering import gather
from kouan.reading.decoding import decode

#: Characters of a window, first and last length of each column.
LENGTHS: Final = ((4, 11), (12, 12), (13, 20), (20, 39), (40, 40), (41, 199), (200, 400))

#: None: as it stands; the others are profiles of OpenCC.
SCRIPTS: Final = (None, "s2t", "s2tw", "s2hk")

#: Name of each encoding, the codec that writes it, and the byte order mark put before it.
ENCODINGS: Final = (
    ("utf-8", "utf-8", ""),
    ("utf-8, mark", "utf-8", "\ufeff"),
    ("gb18030", "gb18030", ""),
    ("gbk", "gbk", ""),
    ("big5", "big5", ""),
    ("big5hkscs", "big5hkscs", ""),
    ("hz", "hz", ""),
    ("utf-16-le", "utf-16-le", ""),
    ("utf-16-be", "utf-16-be", ""),
    ("utf-16-le, mark", "utf-16-le", "\ufeff"),
    ("utf-16-be, mark", "utf-16-be", "\ufeff"),
    ("utf-32-le", "utf-32-le", ""),
    ("utf-32-be", "utf-32-be", ""),
    ("utf-32-le, mark", "utf-32-le", "\ufeff"),
    ("utf-32-be, mark", "utf-32-be", "\ufeff"),
)

#: Windows drawn for one that can be written in the encoding; Big5 has few Simplified characters, HZ few Traditional ones.
TRIES: Final = 40


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of the table: windows of one encoding, script and length."""

    encoding: str
    script: str
    shortest: int
    longest: int
    windows: int
    right: int


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; 0 when every aim is reached (.998 from 40 characters on, .99 from 12 on), else 1."""
    options, texts = asked(__doc__, arguments, windows=500)
    if not texts:
        return 2
    print(f"{len(texts):,} items, {sum(map(len, texts)):,} characters")
    cells = [
        cell for script in SCRIPTS
        for cell in cells_of(texts, script, options.windows, options.seed, options.wrong)
    ]  # fmt: skip
    print_table(cells)
    return 0 if all(reaches_aim(cell) for cell in cells) else 1


def asked(
    said: str | None, arguments: Sequence[str] | None, windows: int
) -> tuple[argparse.Namespace, list[str]]:
    """What a program over windows is asked, and the unseen texts; without any it says so on stderr."""
    parser = argparse.ArgumentParser(description=(said or "").split("\n", 1)[0])
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--windows", type=int, default=windows)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--wrong", action="store_true", help="print what is read wrongly")
    options = parser.parse_args(arguments)
    texts = unseen(options.corpus)
    if not texts:
        print(
            f"{options.corpus}: no articles; name a folder of .txt files or packs", file=sys.stderr
        )
    return options, texts


def unseen(corpus: Path) -> list[str]:
    """The items of a corpus that no model has seen, in the order of their ids."""
    found = {name: text for name, text in items(corpus) if not is_seen(name)}
    return [found[name] for name in sorted(found)]


def cells_of(
    texts: Sequence[str], script: str | None, windows: int, seed: int, show: bool = False
) -> Iterator[Cell]:
    """The cells of one script."""
    if script:
        convert = converter(script).convert
        texts = [convert(text) for text in texts]
    knowledge = gather()
    for name, codec, mark in ENCODINGS:
        for shortest, longest in LENGTHS:
            rng = random.Random(f"{seed} {name} {script} {shortest}")
            count = right = 0
            for window in drawn(texts, codec, shortest, longest, windows, rng):
                decoding = decode((mark + window).encode(codec), knowledge)
                count += 1
                if decoding.refusal is None and decoding.text == mark + window:
                    right += 1
                elif show:
                    print(f"{name:16} {script}  {window!r} as {decoding[1:4]}: {decoding.text!r}")
            yield Cell(name, script or "as is", shortest, longest, count, right)


def drawn(
    texts: Sequence[str], codec: str, shortest: int, longest: int, windows: int, rng: random.Random
) -> Iterator[str]:
    """Windows at random that the codec can write and that hold more than ASCII."""
    left = windows
    for _ in range(windows * TRIES):
        if not left:
            return
        text = rng.choice(texts)
        length = rng.randint(shortest, longest)
        start = rng.randrange(max(1, len(text) - length + 1))
        window = text[start : start + length]
        if len(window) < shortest or window.isascii():
            continue
        try:
            window.encode(codec)
        except UnicodeEncodeError:
            continue
        left -= 1
        yield window


def reaches_aim(cell: Cell) -> bool:
    """Whether a cell is as good as promised; nothing is promised below 12 characters."""
    aim = 0.998 if cell.shortest >= 40 else 0.99 if cell.shortest >= 12 else 0.0
    return cell.right >= aim * cell.windows


def print_table(cells: Sequence[Cell]) -> None:
    """A row for each encoding and script: the share read right, and how many windows where they were few."""
    most = max(cell.windows for cell in cells)
    columns = [f"{low}-{high}" if low < high else f"{low}" for low, high in LENGTHS]
    print(f"{'':16} {'':6}" + "".join(f"{column:>14}" for column in columns))
    for name, _, _ in ENCODINGS:
        for script in dict.fromkeys(cell.script for cell in cells):
            row = [cell for cell in cells if (cell.encoding, cell.script) == (name, script)]
            print(f"{name:16} {script:6}" + "".join(_figure(cell, most) for cell in row))
    for low, high in LENGTHS:
        column = [cell for cell in cells if (cell.shortest, cell.longest) == (low, high)]
        windows = sum(cell.windows for cell in column)
        right = sum(cell.right for cell in column)
        print(
            f"all, {low}-{high} characters: {right:,} of {windows:,} ({right / max(1, windows):.5f})"
        )


def _figure(cell: Cell, most: int) -> str:
    if not cell.windows:
        return f"{'-':>14}"
    few = f" /{cell.windows}" if cell.windows < most else ""
    return f"{cell.right / cell.windows:.4f}{few}".rjust(14)


if __name__ == "__main__":
    raise SystemExit(main())

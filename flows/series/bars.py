"""Points in words in, a bar chart of block characters out, as wide as the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from flows.series.words import Told

_EIGHTHS: Final = " ▏▎▍▌▋▊▉█"
_DERIVED: Final = "▒"
_HELD: Final = "┄"
#: Periods drawn as a bar each; of a longer series the last ones.
ROWS: Final = 24
_LEAST: Final = 8
#: A bar behind whose amount something is to be read.
MARK: Final = "!"


def bars(points: Sequence[Told], width: int) -> Iterator[tuple[str, str]]:
    """A line for each period, with its style: its name, a bar from zero, the amount; the last round of each alone.

    A derived amount is hatched, a held one a dotted line; one with a flag carries a mark.
    """
    from rich.cells import cell_len, set_cell_size

    drawn = [one for one in points if one.point.is_last][-ROWS:]
    if not drawn:
        return
    names = max(cell_len(one.period) for one in drawn)
    amounts = max(cell_len(one.amount or one.state) for one in drawn)
    room = max(_LEAST, width - names - amounts - 6)
    values = [one.point.value or Decimal(0) for one in drawn]
    lowest, highest = min(Decimal(0), *values), max(Decimal(0), *values)
    for one in drawn:
        bar = _bar(one, lowest, highest, room)
        mark = f" {MARK}" if one.point.is_doubtful else ""
        style = (
            "doubtful" if one.point.is_doubtful else "" if one.point.state == "stated" else "dim"
        )
        yield f"{set_cell_size(one.period, names)}  {bar} {one.amount or one.state}{mark}", style


def _bar(told: Told, lowest: Decimal, highest: Decimal, room: int) -> str:
    if told.point.value is None:
        return _HELD * room
    eighths = Decimal(8 * room) / ((highest - lowest) or 1)
    zero = round(-lowest * eighths) // 8
    length = round(abs(told.point.value) * eighths)
    if told.point.value < 0:
        cells = min(zero, max(1, length // 8))
        return " " * (zero - cells) + (_DERIVED if told.point.state == "derived" else "█") * cells
    if told.point.state == "derived":
        return " " * zero + _DERIVED * max(1, length // 8)
    whole, rest = divmod(min(length, 8 * (room - zero)), 8)
    bar = "█" * whole + _EIGHTHS[rest].strip()
    return " " * zero + (bar or (_EIGHTHS[1] if told.point.value else ""))

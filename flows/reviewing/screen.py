"""Drawn rows and a keyboard in; a verdict on each, kept as it is given, out: one row a screen."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Sequence
from typing import Final

from flows.reviewing.card import Line, Piece, card, question, wrapped
from flows.reviewing.files import Verdict
from flows.reviewing.keys import BACK, MORE, QUIT, Keys
from flows.terminal.printing import STYLES, has_color
from warehouse.reviewing.drawing import Drawn

#: Keeps a verdict: row, verdict, note.
Keep = Callable[[Drawn, Verdict, str], None]

VERDICTS: Final[dict[str, Verdict]] = {"r": "right", "w": "wrong", "u": "unsure"}
KEYS: Final = "r right  w wrong  u unsure  n note  b back  blank: more  ? help  q quit"
HELP: Final = """\
r   right: the marked words say so, in every column that is shown (or in the one that is asked)
w   wrong: something that is shown is not so, or stands in the wrong column
u   unsure: it cannot be told from the text; it is counted apart
n   note: a remark that is kept with the verdict; of a judged row it is added at once
b   back to the row before (also ← and ↑); judge it again, the last word counts
    blank, Enter, → and ↓ turn to the rest of a long row
q   quit (also Ctrl-C): what was judged is kept, the rest can be drawn again with the same command

What is not stated counts as not stated: a column is right where it says no more and no less than the
text does. `kouan why` with the id below shows the way back to the bytes.

Any key goes on."""
#: Lines around the body: head, rule, rule, keys, and the one the cursor stands in.
_FRAME: Final = 5


class Screen:
    """The state between two keys: which row is shown, which part of it, and the note that waits."""

    def __init__(self, rows: Sequence[Drawn], column: str | None, keys: Keys, keep: Keep) -> None:
        self.verdicts: dict[str, Verdict] = {}
        self._notes: dict[str, str] = {}
        self._rows, self._column = rows, column
        self._keys, self._keep = keys, keep
        self._at = self._top = 0

    def judge(self) -> dict[str, Verdict]:
        """Show rows until all are judged or somebody quits; the verdicts by row."""
        try:
            while self._at < len(self._rows):
                more = self._show()
                if not self._take(self._keys.key(), more):
                    break
        except KeyboardInterrupt:
            pass
        write("\n")
        return self.verdicts

    def _take(self, key: str, more: int) -> bool:
        """Do what a key says; False ends."""
        row = self._rows[self._at]
        if key == QUIT:
            return False
        if key in VERDICTS:
            self._keep(row, VERDICTS[key], self._notes.get(row.row_id, ""))
            self.verdicts[row.row_id] = VERDICTS[key]
            self._turn(1)
        elif key == BACK:
            self._turn(-1)
        elif key == MORE:
            self._top = more
        elif key == "n":
            self._note(row)
        elif key == "?":
            self._help()
        return True

    def _turn(self, by: int) -> None:
        self._at, self._top = max(0, self._at + by), 0

    def _note(self, row: Drawn) -> None:
        typed = self._keys.line("note: ")
        if typed is None:
            return
        self._notes[row.row_id] = " ".join(typed.split())
        if row.row_id in self.verdicts:
            self._keep(row, self.verdicts[row.row_id], self._notes[row.row_id])

    def _show(self) -> int:
        """Draw the row; the line with which its next part begins, 0 where it ends here."""
        row = self._rows[self._at]
        width, height = size()
        lines = card(row, self._column, width, marks=not has_color())
        note = self._notes.get(row.row_id, "")
        given = self.verdicts.get(row.row_id)
        said = [part for part in (given and f"judged {given}", note and f"note: {note}") if part]
        foot = wrapped([("; ".join(said), "doubtful")], width)[:2] if said else []
        room = max(3, height - _FRAME - len(foot))
        if len(lines) > room:
            room -= 1
        part = lines[self._top : self._top + room]
        more = self._top + room if self._top + room < len(lines) else 0
        if len(lines) > room:
            place = f"… {len(lines) - more} lines more: blank" if more else "… blank: from its top"
            part.append(((place, "dim"),))
        rule = (("─" * width, "dim"),)
        group = f"── {row.stratum} " if row.stratum else ""
        above = _cut([(f"{group}{'─' * width}", "dim")], width)
        draw([self._head(width), above, *part, rule, *foot, _cut([(KEYS, "bold")], width)])
        return more

    def _head(self, width: int) -> Line:
        row = self._rows[self._at]
        counted = [
            f"{sum(one == verdict for one in self.verdicts.values())} {verdict}"
            for verdict in VERDICTS.values()
        ]
        asked = (question(row, self._column), "bold")
        place = f"{self._at + 1}/{len(self._rows)} "
        return _cut([(place, ""), asked, (f"  {', '.join(counted)}", "dim")], width)

    def _help(self) -> None:
        draw(wrapped([(HELP, "")], size()[0]))
        self._keys.key()


def _cut(pieces: Sequence[Piece], width: int) -> Line:
    """The first line of pieces that may be longer."""
    return wrapped(pieces, width, whole=False)[0]


def size() -> tuple[int, int]:
    """Columns and lines of the terminal as it is now; at least what a row needs.

    COLUMNS and LINES count where the terminal itself does not tell: a window that is pulled leaves them as they were.
    """
    try:
        found = os.get_terminal_size(sys.stdout.fileno())
    except (OSError, ValueError):
        found = shutil.get_terminal_size((80, 24))
    if not found.columns or not found.lines:
        found = shutil.get_terminal_size((80, 24))
    return max(30, found.columns), max(10, found.lines)


def draw(lines: Sequence[Line]) -> None:
    """Write lines over what the terminal shows; where it cannot be cleared, below it."""
    clear = "\x1b[H\x1b[2J" if is_drawn() else "\n"
    write(clear + "\n".join(map(_styled, lines)) + "\n")


def is_drawn() -> bool:
    """Whether the terminal knows how to clear itself."""
    return os.environ.get("TERM", "dumb") not in ("dumb", "")


def _styled(line: Line) -> str:
    if not has_color():
        return "".join(text for text, _ in line)
    codes = {**STYLES, "marked": "1;33"}
    return "".join(f"\x1b[{codes[style]}m{text}\x1b[0m" if style else text for text, style in line)


def write(text: str) -> None:
    """Write to the terminal at once."""
    sys.stdout.write(text)
    sys.stdout.flush()

"""A history file and a source of words in; a terminal whose input() remembers lines and completes words out."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

HISTORY: Final = "sql_history"

#: Lines that are kept.
KEPT: Final = 1_000

#: What ends a word; the dot does not: it begins a command, and stands between table and column.
_DELIMITERS: Final = " \t\n,;()=<>+-*/'\""


@contextmanager
def line_editing(home: Path, words: Callable[[str, str], list[str]]) -> Iterator[None]:
    """Give input() a history kept in `home` and completion; without readline it is left as it is.

    `words` says what may stand behind the part of the line before the word that is being typed, and behind a
    table and its dot where the word begins so. The history
    is for its owner alone. A line that begins with a space is not kept.
    """
    try:
        import readline
    except ImportError:
        yield
        return
    path = home / HISTORY
    readline.clear_history()
    with suppress(OSError):
        readline.read_history_file(path)
    readline.set_history_length(KEPT)
    former, delimiters = readline.get_completer(), readline.get_completer_delims()
    readline.set_completer(completer(words, readline.get_line_buffer, readline.get_begidx))
    readline.set_completer_delims(_DELIMITERS)
    # the editor of macOS has another language for its keys
    is_libedit = "libedit" in (readline.__doc__ or "")
    readline.parse_and_bind("bind ^I rl_complete" if is_libedit else "tab: complete")
    try:
        yield
    finally:
        _forget_hidden(readline)
        with suppress(OSError):
            os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
            path.chmod(0o600)
            readline.write_history_file(path)
        readline.set_completer(former)
        readline.set_completer_delims(delimiters)


def completer(
    words: Callable[[str, str], list[str]], line: Callable[[], str], begin: Callable[[], int]
) -> Callable[[str, int], str | None]:
    """What readline calls for the first, second, … word that completes what is typed; case does not matter."""
    found: list[str] = []

    def complete(typed: str, number: int) -> str | None:
        if number == 0:
            table, _, _ = typed.rpartition(".")
            small = typed.lower()
            with suppress(Exception):  # readline would swallow it; a half-typed line is no fault
                candidates = words(line()[: begin()], table)
                if table:
                    candidates = [f"{table}.{word}" for word in candidates]
                found[:] = sorted(
                    {word for word in candidates if word.lower().startswith(small)}, key=str.lower
                )
        return found[number] if number < len(found) else None

    return complete


def _forget_hidden(readline) -> None:  # type: ignore[no-untyped-def]
    for number in range(readline.get_current_history_length(), 0, -1):
        if (readline.get_history_item(number) or "").startswith(" "):
            readline.remove_history_item(number - 1)

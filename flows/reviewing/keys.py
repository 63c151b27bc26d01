"""A terminal in, single keys out: raw where the system can, else a line typed and its first letter."""

from __future__ import annotations

import os
import select
import signal
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, Protocol

#: What is read where the input has ended, or Ctrl-C or Ctrl-D was typed.
QUIT: Final = "q"
BACK: Final = "b"
MORE: Final = " "

#: What arrow keys and their like send behind Escape.
_ESCAPED: Final = {
    b"[D": BACK,
    b"OD": BACK,
    b"[A": BACK,
    b"[C": MORE,
    b"[B": MORE,
    b"[6~": MORE,
    b"OC": MORE,
    b"OB": MORE,
}
#: Seconds in which the rest of such a key has come, over a slow line too.
_PATIENCE: Final = 0.1


class Keys(Protocol):
    """Where verdicts are typed."""

    def key(self) -> str:
        """The next key as a small letter, a blank or a question mark; empty for one that means nothing."""

    def line(self, question: str) -> str | None:
        """A line of text; None where it was given up."""


@contextmanager
def keys() -> Iterator[Keys]:
    """The keyboard of the terminal, which is left as it was found."""
    try:
        import termios
    except ImportError:  # another system
        yield TypedLines()
        return
    handle = sys.stdin.fileno()
    before = termios.tcgetattr(handle)
    # A window of another size, and one that comes back from the background, is drawn anew. What a signal writes
    # into the pipe is there whenever it came: a handler alone may run before the waiting begins, and be missed.
    woken, wakes = os.pipe()
    os.set_blocking(wakes, False)
    told = signal.set_wakeup_fd(wakes, warn_on_full_buffer=False)
    former = {one: signal.signal(one, lambda *_: None) for one in (signal.SIGWINCH, signal.SIGCONT)}
    try:
        yield RawKeys(handle, woken)
    finally:
        for one, handler in former.items():
            signal.signal(one, handler)
        signal.set_wakeup_fd(told)
        os.close(woken)
        os.close(wakes)
        termios.tcsetattr(handle, termios.TCSADRAIN, before)


class TypedLines:
    """Lines typed with Enter, where single keys cannot be had."""

    def key(self) -> str:
        """The first letter of the next line; Enter alone shows more."""
        try:
            typed = input("> ").strip()
        except (EOFError, KeyboardInterrupt):
            return QUIT
        return _meant(typed[:1]) or MORE

    def line(self, question: str) -> str | None:
        """A line of text."""
        return _asked(question)


class RawKeys:
    """Keys as they are pressed; Ctrl-C still interrupts."""

    def __init__(self, handle: int, woken: int) -> None:
        self._handle, self._woken = handle, woken

    def key(self) -> str:
        """The next key; none where the screen has to be drawn anew."""
        import termios
        import tty

        tty.setcbreak(self._handle, termios.TCSADRAIN)
        try:
            ready, _, _ = select.select([self._handle, self._woken], [], [])
            if self._woken in ready:
                os.read(self._woken, 4096)
                return ""
            first = os.read(self._handle, 1)
            if first in (b"", b"\x04"):
                return QUIT
            if first == b"\x1b":
                return _ESCAPED.get(self._rest(), "")
            return _meant(self._whole(first))
        except KeyboardInterrupt:
            return QUIT

    def line(self, question: str) -> str | None:
        """A line of text, typed with the terminal's own editing."""
        import termios

        attributes = termios.tcgetattr(self._handle)
        attributes[3] |= termios.ICANON | termios.ECHO
        termios.tcsetattr(self._handle, termios.TCSADRAIN, attributes)
        return _asked(question)

    def _rest(self) -> bytes:
        """What a key sends behind Escape, and no more: [, parameters and a final letter, or O and a letter."""
        read = self._soon()
        if read == b"O":
            return read + self._soon()
        if read != b"[":
            return read
        while (one := self._soon()) and not 0x40 <= one[0] <= 0x7E:
            read += one
        return read + one

    def _soon(self) -> bytes:
        """The next byte, where it comes at once."""
        ready, _, _ = select.select([self._handle], [], [], _PATIENCE)
        return os.read(self._handle, 1) if ready else b""

    def _whole(self, first: bytes) -> str:
        """A character of which the first byte is read: one typed through an input method has several."""
        lead = first[0]
        more = 3 if lead >= 0xF0 else 2 if lead >= 0xE0 else 1 if lead >= 0xC0 else 0
        for _ in range(more):
            first += os.read(self._handle, 1)
        return first.decode("utf-8", "replace")


def _asked(question: str) -> str | None:
    try:
        return input(question)
    except (EOFError, KeyboardInterrupt):
        return None


def _meant(typed: str) -> str:
    r"""A key as a small letter of plain width: an input method sends wide ones.

    >>> _meant("Ｒ"), _meant("？"), _meant("\r"), _meant("对")
    ('r', '?', ' ', '对')
    """
    return MORE if typed in ("\r", "\n") else unicodedata.normalize("NFKC", typed).casefold()

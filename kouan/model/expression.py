"""A regular expression in, the same out: compiled when a text is first asked, not when a module is imported."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, Final, Protocol

#: Of texts without what every match holds, so many are spared the expression; who asks more often is served better by it.
SPARED: Final = 1_000

_METHODS: Final = ("match", "fullmatch", "search", "finditer", "findall", "split", "sub", "subn")
_SPARING: Final = frozenset({"match", "fullmatch", "search", "finditer", "sub"})


class _Finds(Protocol):
    def __call__(self, text: str, start: int = ..., end: int = ..., /) -> re.Match[str] | None: ...


class _FindsAll(Protocol):
    def __call__(
        self, text: str, start: int = ..., end: int = ..., /
    ) -> Iterator[re.Match[str]]: ...


class Expression:
    """A regular expression that costs nothing until a text is asked; then its methods are those of `re.Pattern`.

    One page asks a third of all expressions, and compiling all of them takes longer than reading the page.
    Every match of it holds one of the characters in `holds`, where some are named: the first texts without one
    are answered by that alone.

    >>> Expression("[0-9]+").search("8个口岸")
    <re.Match object; span=(0, 1), match='8'>
    """

    __slots__ = ("_spared", "flags", "holds", "pattern", *_METHODS)

    pattern: str
    flags: int
    holds: str
    match: _Finds
    fullmatch: _Finds
    search: _Finds
    finditer: _FindsAll
    findall: Callable[..., list[Any]]
    split: Callable[..., list[str | Any]]
    sub: Callable[..., str]
    subn: Callable[..., tuple[str, int]]

    def __init__(self, pattern: str, flags: int = 0, *, holds: str = "") -> None:
        self.pattern = pattern
        self.flags = flags
        self.holds = holds
        self._spared = 0

    def __getattr__(self, name: str) -> Any:
        """Compile; reached only while a method is not there."""
        if name not in _METHODS:
            raise AttributeError(name)
        if self.holds and name in _SPARING:
            return partial(self._asked, name)
        return getattr(self._compiled(), name)

    def _asked(self, name: str, *said: Any) -> Any:
        text = said[1] if name == "sub" else said[0]
        if self._spared < SPARED and not any(sign in text for sign in self.holds):
            self._spared += 1
            return text if name == "sub" else iter(()) if name == "finditer" else None
        return getattr(self._compiled(), name)(*said)

    def _compiled(self) -> re.Pattern[str]:
        compiled = re.compile(self.pattern, self.flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return compiled

    def __repr__(self) -> str:
        return f"Expression({self.pattern!r})"

"""A regular expression in, the same out: compiled when a text is first asked, not when a module is imported."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, Final, Protocol

_METHODS: Final = ("match", "fullmatch", "search", "finditer", "findall", "split", "sub", "subn")


class _Finds(Protocol):
    def __call__(self, text: str, start: int = ..., end: int = ..., /) -> re.Match[str] | None: ...


class _FindsAll(Protocol):
    def __call__(
        self, text: str, start: int = ..., end: int = ..., /
    ) -> Iterator[re.Match[str]]: ...


class Expression:
    """A regular expression that costs nothing until a text is asked; then its methods are those of `re.Pattern`.

    One page asks a third of all expressions, and compiling all of them takes longer than reading the page.

    >>> Expression("[0-9]+").search("8个口岸")
    <re.Match object; span=(0, 1), match='8'>
    """

    __slots__ = ("flags", "pattern", *_METHODS)

    pattern: str
    flags: int
    match: _Finds
    fullmatch: _Finds
    search: _Finds
    finditer: _FindsAll
    findall: Callable[..., list[Any]]
    split: Callable[..., list[str | Any]]
    sub: Callable[..., str]
    subn: Callable[..., tuple[str, int]]

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = pattern
        self.flags = flags

    def __getattr__(self, name: str) -> Any:
        """Compile; reached only while a method is not there."""
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self.flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)

    def __repr__(self) -> str:
        return f"Expression({self.pattern!r})"

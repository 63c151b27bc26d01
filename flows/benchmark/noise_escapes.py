"""Clean text in, changes that write its characters as references and escapes of other systems out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html.entities import codepoint2name
from random import Random
from typing import Final
from urllib.parse import quote

from flows.benchmark.damaged import Change, UnfitError
from flows.benchmark.noise_text import some

Spoiling = Callable[[str, Random], Iterator[Change]]

#: Runs beyond ASCII, which a system that only knows ASCII escapes as a whole.
BEYOND: Final = re.compile(r"[^\x00-\x7f]+")


def _named(character: str) -> str:
    return f"&{codepoint2name[ord(character)]};"


def _utf16(character: str) -> list[str]:
    data = character.encode("utf-16-be")
    return [data[k : k + 2].hex() for k in range(0, len(data), 2)]


def named(text: str, rng: Random) -> Iterator[Change]:
    """Marks that HTML has a name for, by that name: &ldquo; &mdash; &middot;."""
    del rng
    found = [k for k, sign in enumerate(text) if sign > "\x7f" and ord(sign) in codepoint2name]
    if not found:
        raise UnfitError("there is no character with a name in HTML")
    for k in found:
        yield Change(k, k + 1, _named(text[k]))


def named_twice(text: str, rng: Random) -> Iterator[Change]:
    """The same with its & escaped again, once or twice: &amp;ldquo;."""
    again = rng.choice(["&amp;", "&amp;amp;"])
    for one in named(text, rng):
        yield Change(one.start, one.end, one.after.replace("&", again))


def _each(write: Callable[[str], str]) -> Spoiling:
    """Whole runs beyond ASCII, each character written in the same way."""

    def spoil(text: str, rng: Random) -> Iterator[Change]:
        for run in some(list(BEYOND.finditer(text)), rng, 0.5):
            yield Change(*run.span(), "".join(map(write, run[0])))

    return spoil


def _unended(spoil: Spoiling) -> Spoiling:
    """The same, but never right before a digit or letter, which would be taken for more of the number."""

    def careful(text: str, rng: Random) -> Iterator[Change]:
        changes = [
            one
            for one in spoil(text, rng)
            if not text[one.end : one.end + 1].isascii()
            or not text[one.end : one.end + 1].isalnum()
        ]
        if not changes:
            raise UnfitError("a digit or letter stands behind every run")
        yield from changes

    return careful


decimal = _each(lambda character: f"&#{ord(character)};")
hexadecimal = _each(lambda character: f"&#x{ord(character):x};")
bare_decimal = _unended(_each(lambda character: f"&#{ord(character)}"))
bare_hexadecimal = _unended(_each(lambda character: f"&#x{ord(character):X}"))
backslash = _each(lambda character: "".join(f"\\u{unit}" for unit in _utf16(character)))
percent_u = _each(lambda character: "".join(f"%u{unit.upper()}" for unit in _utf16(character)))
percent_utf8 = _each(quote)


def percent_gbk(text: str, rng: Random) -> Iterator[Change]:
    """Whole runs as their bytes in GBK: %D6%D0, as old forms send them."""
    for run in some(list(BEYOND.finditer(text)), rng, 0.5):
        try:
            yield Change(*run.span(), quote(run[0].encode("gbk")))
        except UnicodeEncodeError:
            raise UnfitError("GBK has not all of its characters") from None

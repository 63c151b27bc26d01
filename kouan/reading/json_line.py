"""A line of JSON in; its text as a decoding that leads back to the line, and what its other fields say, out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from json.decoder import JSONDecoder, scanstring  # type: ignore[attr-defined]
from typing import Final

from kouan.model.decoding import Decoding
from kouan.model.expression import Expression
from kouan.reading.fields import Value
from kouan.reading.rendering import Piece, of_title_and_text

#: Lines may be nested so deep; deeper ones are none that anybody meant.
DEEPEST: Final = 8
DECODER: Final = JSONDecoder(strict=False)
BLANK: Final = Expression(r"[ \t\r\n]*")
ESCAPE: Final = Expression(r"(?:\\u[0-9a-fA-F]{4})+|\\.", re.DOTALL)
#: Units that are characters by themselves, beyond Latin 1, as most programs write them.
PLAIN: Final = Expression(r"(?:\\u(?:0[1-9a-f]|[1-9a-c][0-9a-f]|d[0-7]|[ef][0-9a-f])[0-9a-f]{2})+")
#: Signs that are escaped by another; all others stand for themselves.
SIGNS: Final = {"n": "\n", "r": "\r", "t": "\t", "b": " ", "f": "\n"}


class NoObjectError(ValueError):
    """A line that is no object of JSON."""


def values(text: str) -> dict[str, Value]:
    """The fields of a line by name; those of objects inside it as outer.inner.

    Raises:
        NoObjectError: the line is none, or nested too deep.
    """
    try:
        at = _blank(text, 0)
        if text[at : at + 1] != "{":
            raise NoObjectError("it does not begin with {")
        found: dict[str, Value] = {}
        end = _blank(text, _object(text, at, "", found, 0))
    except IndexError as error:
        raise NoObjectError("it breaks off") from error
    except (ValueError, RecursionError) as error:
        raise NoObjectError(str(error)) from error
    if end != len(text):
        raise NoObjectError(f"something follows its end at character {end + 1}")
    return found


def _object(text: str, at: int, above: str, found: dict[str, Value], depth: int) -> int:
    """Read the object that begins here into `found`; where it ends."""
    at = _blank(text, at + 1)
    if text[at] == "}":
        return at + 1
    while True:
        if text[at] != '"':
            raise ValueError(f"a name is expected at character {at + 1}")
        name, at = scanstring(text, at + 1, False)
        at = _blank(text, at)
        if text[at] != ":":
            raise ValueError(f": is expected at character {at + 1}")
        at = _blank(text, at + 1)
        start = at
        if text[at] == '"':
            said, at = scanstring(text, at + 1, False)
            found[above + name] = Value(said, start + 1, at - 1)
        elif text[at] == "{" and depth < DEEPEST:
            at = _object(text, at, f"{above}{name}.", found, depth + 1)
        else:
            value, at = DECODER.raw_decode(text, at)
            if isinstance(value, list) and all(isinstance(one, str) for one in value):
                found[above + name] = Value("、".join(value), start, start)
            elif isinstance(value, int | float) and not isinstance(value, bool):
                found[above + name] = Value(text[start:at], start, at)
        at = _blank(text, at)
        if text[at] == "}":
            return at + 1
        if text[at] != ",":
            raise ValueError(f", or }} is expected at character {at + 1}")
        at = _blank(text, at + 1)


def _blank(text: str, at: int) -> int:
    found = BLANK.match(text, at)
    return found.end() if found else at


def read_as(chosen: Mapping[str, str]) -> str:
    """How a line with these fields is read, in the words that `kouan.reading.forms` understands."""
    told = {
        kind: chosen[kind]
        for kind in ("text", "title", "published", "author", "source")
        if kind in chosen
    }
    return "json " + json.dumps(told, ensure_ascii=False)


def read_line(raw: bytes, base: Decoding, chosen: Mapping[str, str]) -> Decoding:
    """The text of a line: its title, where that stands before, and its text; all other bytes are structure."""
    try:
        line = values(base.text)
    except NoObjectError:
        return base
    text = line.get(chosen["text"])
    if text is None:
        return base
    return of_title_and_text(raw, base, line.get(chosen.get("title", "")), text, string_pieces)


def string_pieces(line: str, start: int, end: int) -> Iterator[Piece]:
    """The inside of a string, its escapes read."""
    at = start
    for found in ESCAPE.finditer(line, start, end):
        if found.start() > at:
            yield Piece(at, found.start())
        at = found.end()
        if found[0][1] == "u":
            yield from _units(found[0], found.start())
        else:
            yield Piece(found.start(), at, SIGNS.get(found[0][1], found[0][1]))
    if at < end:
        yield Piece(at, end)


def _units(run: str, at: int) -> Iterator[Piece]:
    """A run of escaped UTF-16 units, those of plain characters together."""
    if PLAIN.fullmatch(run):
        yield Piece(at, at + len(run), run.encode("ascii").decode("unicode_escape"))
        return
    units = [int(run[n + 2 : n + 6], 16) for n in range(0, len(run), 6)]
    number = begun = 0
    plain: list[str] = []
    while number < len(units):
        unit, width = units[number], 1
        sign = chr(unit)
        if 0xD800 <= unit < 0xE000:
            low = units[number + 1] if number + 1 < len(units) else 0
            is_pair = unit < 0xDC00 and 0xDC00 <= low < 0xE000
            width = 2 if is_pair else 1
            sign = chr(0x10000 + (unit - 0xD800) * 0x400 + low - 0xDC00) if is_pair else "\ufffd"
        elif unit < 0x20 and sign not in "\t\n\r":
            sign = "\ufffd"
        is_plain = 0x100 <= unit < 0xD800 or unit >= 0xE000
        if is_plain and run[6 * number : 6 * number + 6] == f"\\u{unit:04x}":
            plain.append(sign)
        else:
            if plain:
                yield Piece(at + 6 * begun, at + 6 * number, "".join(plain))
            yield Piece(at + 6 * number, at + 6 * (number + width), sign)
            plain, begun = [], number + width
        number += width
    if plain:
        yield Piece(at + 6 * begun, at + 6 * number, "".join(plain))

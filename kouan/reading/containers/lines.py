"""JSON Lines in, a document for each line out; a bad line is a fault with its number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kouan.reading.containers.compressed import CHUNK, DAMAGE, Metered, broken
from kouan.reading.containers.found import Fault, Found, Meter, Step
from kouan.reading.containers.names import Names, label
from kouan.reading.fields import Fields
from kouan.reading.instants import crawled
from kouan.reading.json_line import NoObjectError, read_as, values
from kouan.reading.structure import decode_structure

MARK: Final = b"\xef\xbb\xbf"


def line_contents(stream: Metered, meter: Meter, fields: Fields) -> Iterator[Found | Fault]:
    """Each line of a stream that is an object of JSON with a text; blank lines are none."""
    names = Names()
    try:
        for number, at, raw in lines(stream, meter.limits.size):
            if raw is None:
                said = f"line {number} is longer than {meter.limits.size:,} bytes; raise --max-size"
                yield Fault(str(number), "too_large", said)
            elif raw.strip():
                meter.member()
                yield _document(number, at, raw, fields, names)
    except DAMAGE as error:
        yield broken(error)


def lines(stream: Metered, most: int) -> Iterator[tuple[int, int, bytes | None]]:
    """Number from 1, offset and bytes of each line, without its end; None for one that is too long."""
    number, at, held, is_long = 1, 0, b"", False
    while part := stream.read(CHUNK):
        *whole, rest = (held + part).split(b"\n")
        for one in whole:
            skipped = len(MARK) if number == 1 and one.startswith(MARK) else 0
            line = one[skipped:].removesuffix(b"\r")
            yield number, at + skipped, None if is_long or len(line) > most else line
            number, at, is_long = number + 1, at + len(one) + 1, False
        held = rest
        if len(held) > most:
            at, held, is_long = at + len(held), b"", True
    if held or is_long:
        skipped = len(MARK) if number == 1 and held.startswith(MARK) else 0
        yield number, at + skipped, None if is_long else held[skipped:].removesuffix(b"\r")


def _document(number: int, at: int, raw: bytes, fields: Fields, names: Names) -> Found | Fault:
    try:
        line = values(decode_structure(raw).text)
    except NoObjectError as error:
        return Fault(
            str(number),
            "corrupt",
            f"line {number} is no object of JSON ({error}); mend the line, the others are read",
        )
    chosen = fields.chosen(line)
    if "text" not in chosen:
        has = ", ".join(list(line)[:12]) or "none"
        return Fault(
            str(number),
            "no_text",
            f"line {number} has no text under {', '.join(fields.text)}; its fields are {has}."
            " Name the field with --text-field, or under [fields] in the settings",
        )
    said = {kind: line[name].said for kind, name in chosen.items()}
    return Found(
        names.own(label(said.get("id", "")) or str(number)),
        raw,
        (Step("slice", at, len(raw)),),
        url=said.get("url", "").strip() or None,
        crawled_at=crawled(said.get("crawled", "")),
        read_as=read_as(chosen),
    )

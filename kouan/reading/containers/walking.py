"""A container in, its members and faults out, those of containers inside it too."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import IO

from kouan.reading.containers.books import book_contents
from kouan.reading.containers.compressed import UNPACKERS, Metered
from kouan.reading.containers.endings import (
    BOOK,
    FEEDS,
    INSIDE,
    LINES,
    PACKED,
    PDF,
    TABLES,
    WEB,
    WORD,
    is_container,
)
from kouan.reading.containers.feeds import feed_contents
from kouan.reading.containers.found import Fault, Found, LimitError, Meter, Passed, Step
from kouan.reading.containers.lines import line_contents
from kouan.reading.containers.office import pdf_contents, word_contents
from kouan.reading.containers.single import single_content
from kouan.reading.containers.tables import table_contents
from kouan.reading.containers.tarred import tar_contents
from kouan.reading.containers.warc import warc_contents
from kouan.reading.containers.zipped import zip_contents
from kouan.reading.fields import Fields


def walk(
    stream: IO[bytes], name: str, meter: Meter, fields: Fields | None = None
) -> Iterator[Found | Fault | Passed]:
    """Everything in a container, each under its name below it; never raises for what it holds."""
    try:
        yield from _walk(stream, name, meter, fields or Fields(), depth=1)
    except LimitError as error:
        yield Fault("", error.reason, str(error), ends=True)


def _walk(
    stream: IO[bytes], name: str, meter: Meter, fields: Fields, depth: int
) -> Iterator[Found | Fault | Passed]:
    is_web = name.lower().endswith(WEB)
    ending = next((one for one in PACKED if name.lower().endswith(one) and not is_web), None)
    steps: tuple[Step, ...] = ()
    metered = Metered(stream, meter)
    if ending is not None:
        kind, inner = PACKED[ending]
        name = name[: -len(ending)] + inner
        metered = Metered(UNPACKERS[kind](stream), meter, stream)
        steps = (Step(kind),)  # type: ignore[arg-type]
    for one in _contents(stream, metered, name, meter, fields):
        if not isinstance(one, Found):
            yield one
        elif one.read_as or one.is_whole or not is_container(one.name):
            yield one._replace(steps=steps + one.steps, is_whole=one.is_whole and not steps)
        elif depth >= meter.limits.depth:
            yield Fault(
                one.name,
                "too_deep",
                f"is a container inside {depth} others, the limit is {meter.limits.depth}; unpack it,"
                " or raise max_depth in the settings",
            )
        else:
            for inside in _walk(io.BytesIO(one.raw), one.name, meter, fields, depth + 1):
                if isinstance(inside, Passed):
                    yield inside
                    continue
                below = f"{one.name}{INSIDE}{inside.name}" if inside.name else one.name
                if isinstance(inside, Fault):
                    yield inside._replace(name=below, ends=False)
                    continue
                below = one.name if inside.is_whole else below
                way = steps + one.steps + inside.steps
                yield inside._replace(name=below, steps=way, is_whole=False)


def _contents(
    stream: IO[bytes], metered: Metered, name: str, meter: Meter, fields: Fields
) -> Iterator[Found | Fault | Passed]:
    lower, own = name.lower(), name.rsplit("/", 1)[-1]
    if lower.endswith(".tar"):
        return tar_contents(metered, meter)
    if lower.endswith(LINES):
        return line_contents(metered, meter, fields)
    if lower.endswith(TABLES):
        return table_contents(metered, meter, own, fields)
    if lower.endswith(FEEDS):
        return feed_contents(metered, meter, own)
    if (
        metered.is_unpacking
    ):  # the others are read from both ends: one that is packed is unpacked first
        return single_content(metered, meter, own)
    if lower.endswith(WEB):
        return warc_contents(stream, meter)
    if lower.endswith(WORD):
        return word_contents(stream, meter)
    if lower.endswith(PDF):
        return pdf_contents(stream, meter)
    if lower.endswith(BOOK):
        return book_contents(stream, meter)
    return zip_contents(stream, meter)

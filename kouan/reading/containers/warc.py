"""A web archive in, a document for each page that was fetched out, with its address and the time of the fetch.

warcio is an extra (`pip install 'kouan[warc]'`). It reads each record by itself, packed or not, so that a page is
found again by the offset of its record.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from typing import IO, Any, Final

from kouan.reading.containers.compressed import CHUNK
from kouan.reading.containers.found import Fault, Found, LimitError, Meter, Passed, Step, plain
from kouan.reading.containers.names import Names, label
from kouan.reading.instants import crawled

#: Records that hold what was fetched, or the text that somebody took from it.
PAGES: Final = ("response", "resource", "conversion")
TEXTS: Final = ("text/html", "application/xhtml+xml", "text/plain")
UNPACKED: Final = ("", "identity", "gzip", "x-gzip", "deflate")
MISSING: Final = (
    "is a web archive, and warcio is not installed; install it with `pip install 'kouan[warc]'`"
)


def warc_contents(stream: IO[bytes], meter: Meter) -> Iterator[Found | Fault | Passed]:
    """The pages of a web archive in its order; records that are no pages are passed over and counted."""
    try:
        records = records_of(stream)
    except ImportError:
        yield Fault("", "not_installed", MISSING, ends=True)
        return
    names = Names()
    number = 0
    # it raises plain exceptions too
    try:
        for number, record in enumerate(records, 1):
            meter.member()
            one = _page(record, records, names, number, meter)
            records.read_to_end()
            has_length = record.rec_headers.get_header("Content-Length") is not None
            if not has_length or getattr(record.raw_stream, "limit", 0) > 0:
                said = f"breaks off in record {number}; what stands before is read. Fetch it again"
                yield Fault("", "corrupt", said, ends=True)
                return
            yield one
    except LimitError:
        raise
    except Exception as error:
        said = f"is damaged behind record {number} ({plain(error)}); what stands before is read. Fetch it again"
        yield Fault("", "corrupt", said, ends=True)
        return
    # it takes a record whose headers break off for the end
    if not number or stream.seek(0, io.SEEK_END) > records.offset:
        said = f"breaks off behind record {number}; what stands before is read. Fetch it again"
        yield Fault("", "corrupt", said, ends=True)


def records_of(stream: IO[bytes]) -> Any:
    """The records of a web archive from here on. What warcio would print of damaged ones is a finding instead.

    Raises:
        ImportError: warcio is not installed.
    """
    from warcio.archiveiterator import ArchiveIterator

    logger = logging.getLogger("warcio")
    logger.addHandler(logging.NullHandler())
    logger.propagate = False  # it would write text of documents, unescaped
    records = ArchiveIterator(stream)
    records.INC_RECORD = ""
    return records


def _page(
    record: Any, records: Any, names: Names, number: int, meter: Meter
) -> Found | Fault | Passed:
    if kind := _other(record):
        return Passed(kind)
    url = (record.rec_headers.get_header("WARC-Target-URI") or "").strip(" <>")
    name = names.own(label(url) or str(number))
    if record.length and meter.too_large(record.length):
        return Fault(name, "too_large", str(meter.too_large(record.length)))
    if records.reader.decompressor:
        meter.bytes(max(0, record.length))
    packing = (_header(record, "content-encoding") or "").lower()
    if packing not in UNPACKED:
        return Fault(
            name, "unsupported", f"is packed as {packing}, which is not read; fetch it plain"
        )
    raw = content(record, meter.limits.size + 1)
    if said := meter.too_large(len(raw)):
        return Fault(name, "too_large", said)
    if said := meter.swollen(len(raw), record.length):
        return Fault(name, "bomb", said)
    offset = records.get_record_offset()
    return Found(
        name,
        raw,
        (Step("warc", offset, len(raw)),),
        url=url or None,
        crawled_at=crawled(record.rec_headers.get_header("WARC-Date") or ""),
    )


def _other(record: Any) -> str:
    """What a record is that is no page with a text; empty where it is one."""
    if record.rec_type not in PAGES:
        return str(record.rec_type)
    if record.http_headers is not None:
        status = record.http_headers.get_statuscode() or "no status"
        if not status.startswith("2"):
            return f"response {status}"
        said = _header(record, "content-type")
    else:
        said = record.rec_headers.get_header("Content-Type")
    type_ = (said or "").split(";")[0].strip().lower()
    return "" if type_ in TEXTS else type_ or "no content type"


def _header(record: Any, name: str) -> str | None:
    return record.http_headers.get_header(name) if record.http_headers is not None else None


def content(record: Any, most: int) -> bytes:
    """The body of a record without what it was sent in (chunks, packing), not more than so many bytes."""
    stream = record.content_stream()
    parts, left = [], most
    while left > 0 and (part := stream.read(min(CHUNK, left))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def read_record(stream: IO[bytes], step: Step) -> bytes:
    """The body of the record that begins at an offset."""
    stream.seek(step.at)
    return content(next(iter(records_of(stream))), step.size + 1)

"""A feed in, a document for each of its entries out."""

from __future__ import annotations

from collections.abc import Iterator

from kouan.model.decoding import Decoding
from kouan.model.ledger import Ledger
from kouan.reading import feed
from kouan.reading.containers.compressed import Metered
from kouan.reading.containers.found import Fault, Found, Meter, Step
from kouan.reading.containers.names import Names, label
from kouan.reading.containers.single import whole_of
from kouan.reading.decoding import decode


def feed_contents(stream: Metered, meter: Meter, name: str) -> Iterator[Found | Fault]:
    """Each entry of a feed; a file that is none is a document itself, under an empty name."""
    raw = whole_of(stream, meter)
    if isinstance(raw, Fault):
        yield raw
        return
    whole = decode(raw)
    if whole.refusal or not feed.is_feed(whole.text):
        meter.member()
        yield Found(name, raw, (Step("slice", 0, len(raw)),), is_whole=True)
        return
    yield from _entries(raw, whole, meter)


def _entries(raw: bytes, whole: Decoding, meter: Meter) -> Iterator[Found | Fault]:
    ledger = Ledger(whole.segments, (), len(whole.text)).bound(whole.text)
    names = Names()
    for number, (start, end, is_closed) in enumerate(feed.entries(whole.text), 1):
        meter.member()
        text = whole.text[start:end]
        if not is_closed:
            said = f"entry {number} breaks off; the others are read. Fetch the feed again"
            yield Fault(str(number), "corrupt", said)
            continue
        found = feed.elements(text)
        if not feed.first_of(found, (*feed.TEXT, *feed.TITLE)):
            yield Fault(str(number), "no_text", f"entry {number} has neither title nor text")
            continue
        url = feed.address(text, found)
        first, last = ledger.byte_span(start, end)
        id_ = label(feed.said(text, feed.first_of(found, feed.ID))) or label(url or "")
        yield Found(
            names.own(id_ or str(number)),
            raw[first:last],
            (Step("slice", first, last - first),),
            url=url,
            read_as=f"entry {whole.encoding}",
        )

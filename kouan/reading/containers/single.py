"""A stream in, the one document that it is out."""

from __future__ import annotations

from collections.abc import Iterator

from kouan.reading.containers.compressed import DAMAGE, Metered
from kouan.reading.containers.found import Fault, Found, Meter, Step


def whole_of(stream: Metered, meter: Meter) -> bytes | Fault:
    """All bytes of a stream; a fault where it is damaged, or holds more than a document may."""
    most = meter.limits.size
    try:
        raw = stream.read(most + 1)
    except DAMAGE as error:
        said = f"is damaged or breaks off ({error}); fetch or pack it anew"
        return Fault("", "corrupt", said, ends=True)
    if len(raw) <= most:
        return raw
    said = f"more than {most:,} bytes; split it, or raise --max-size"
    return Fault("", "too_large", said, ends=True)


def single_content(stream: Metered, meter: Meter, name: str) -> Iterator[Found | Fault]:
    """The one member of a packed stream; `name` is that of the file without its ending."""
    meter.member()
    raw = whole_of(stream, meter)
    if isinstance(raw, bytes):
        yield Found(name, raw, (Step("slice", 0, len(raw)),))
    elif raw.reason == "too_large":  # that it holds this one member is known for certain
        yield raw._replace(name=name, ends=False)
    else:
        yield raw

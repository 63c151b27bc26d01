"""An unpacked stream in, the one document that it is out."""

from __future__ import annotations

from collections.abc import Iterator

from kouan.reading.containers.compressed import DAMAGE, Metered
from kouan.reading.containers.found import Fault, Found, Meter, Step


def single_content(stream: Metered, meter: Meter, name: str) -> Iterator[Found | Fault]:
    """The one member of a packed stream; `name` is that of the file without its ending."""
    meter.member()
    try:
        raw = stream.read(meter.limits.size + 1)
    except DAMAGE as error:
        said = f"is damaged or breaks off ({error}); fetch or pack it anew"
        yield Fault("", "corrupt", said, ends=True)
        return
    if len(raw) > meter.limits.size:
        yield Fault(
            name,
            "too_large",
            f"more than {meter.limits.size:,} bytes unpacked; split it, or raise --max-size",
        )
        return
    yield Found(name, raw, (Step("slice", 0, len(raw)),))

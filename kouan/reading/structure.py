"""Bytes that a machine wrote for machines (JSON, XML) in, their text out: UTF-8 first, as their standards say."""

from __future__ import annotations

from kouan.model.decoding import Decoding, Segment
from kouan.model.knowledge import Knowledge
from kouan.reading.decoding import decode


def decode_structure(raw: bytes, knowledge: Knowledge | None = None) -> Decoding:
    """The text of a line of JSON, or of other structure: UTF-8 where it can be, as the standards say."""
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        return decode(raw, knowledge)
    if "\x1e" in text or "\0" in text:
        return decode(raw, knowledge)
    whole = Segment(0, len(text), 0, len(raw), "utf-8")
    return Decoding(text, "utf-8", 0.0, None, (whole,) if raw else (), None if text else "empty")

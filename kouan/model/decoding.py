"""What decoding says of one document: its text, the verdict on its encoding, and the bytes that text cannot give back."""

from __future__ import annotations

from typing import NamedTuple

# Named tuples, since two of them are made for every document: a frozen dataclass takes three times as long.


class Segment(NamedTuple):
    """A stretch of one document, read by one codec.

    `start`, `end` count code points of the decoded text, `byte_start`, `byte_end` bytes of the
    document. Where `codec` is None the text does not lead back to its bytes by itself (undecodable
    bytes, a lone surrogate, U+001E, a byte sequence that its codec writes another way); the segment
    keeps them in `raw`.
    """

    start: int
    end: int
    byte_start: int
    byte_end: int
    codec: str | None
    raw: bytes = b""


class Decoding(NamedTuple):
    """One document as text. `margin` is the lead of the verdict over `runner_up`, in log-probability per character."""

    text: str
    encoding: str
    margin: float
    runner_up: str | None
    segments: tuple[Segment, ...]
    #: None, or why this cannot be an article: "undecodable", "empty", "unsupported_encoding".
    refusal: str | None = None

    def rebuild(self) -> bytes:
        """The document's bytes, from the text and the segments alone."""
        return b"".join(
            part.raw if part.codec is None else self.text[part.start : part.end].encode(part.codec)
            for part in self.segments
        )

"""Bytes of one document in, its text, the verdict on its encoding and the way back to the bytes out.

This stands on the hot path: a clean UTF-8 document costs one strict decode, most GB18030 and Big5
documents a count of byte pairs and one decode; trials are for the rest.
"""

from __future__ import annotations

import codecs
import re
from typing import Final

from kouan.model.decoding import Decoding, Segment
from kouan.reading import salvage
from kouan.reading.charset import is_euc_tw, rank
from kouan.reading.plausibility import control_count, mean_beyond_ascii

#: The pairs are counted in so many bytes from the start, in more where these leave it open.
HEADS: Final = (512, 4096)

#: What one telling pair says for its encoding, at the least, in log-probability.
PAIR: Final = 3.0

#: Control bytes that text has no use for.
CONTROLS: Final = bytes([*range(9), 0x0B, *range(0x0E, 0x20), 0x7F])

#: A text with more controls than this share, or more holes, is none.
MOST_CONTROLS: Final = 0.03
MOST_HOLES: Final = 0.1

#: Mean log-probability of characters beyond ASCII under which a text with holes is no text: rarer than the rarest lists.
RARE: Final = -11.5

_MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
#: A document of these alone is empty.
_BLANKS: Final = "\ufeff\u200b \t\r\n\f\v\u0085\u00a0\u2028\u2029\u3000"
_HZ: Final = re.compile(rb"~\{(?:[\x21-\x7d][\x21-\x7e])+~\}|~~|~\n")


def decode(raw: bytes) -> Decoding:
    """Read the bytes of one document; whatever they are, `Decoding.rebuild` gives them back.

    A byte order mark stays in the text as U+FEFF. U+FFFD stands for each sequence that cannot be read,
    and for U+001E, which parts documents inside a batch; the segments keep their bytes. A document
    that is no text carries a refusal and a rendering to look at.

    >>> decode("口岸".encode("gb18030")).text
    '口岸'
    """
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        return _decode_other(raw)
    size, length, head = len(raw), len(text), raw[:64]
    if b"\0" in raw or b"\x1e" in raw or len(head.translate(None, CONTROLS)) < len(head):
        return _decode_unusual(raw)
    if size == length and b"~{" in raw:
        found = _decode_hz(raw)
        if found:
            return found
    if text[:1] in _BLANKS and not text.strip(_BLANKS):  # "" is in every string
        segments = (Segment(0, length, 0, size, "utf-8"),)
        return Decoding(text, "utf-8", 0.0, None, segments if raw else (), "empty")
    return _plain(Decoding, (text, "utf-8", 0.0, None, _whole(length, size), None))


#: Makes a named tuple from all its fields in half the time that its own call takes.
_plain = tuple.__new__


def _whole(length: int, size: int) -> tuple[Segment, ...]:
    """The segments of a document that one strict decode from UTF-8 has read."""
    return (_plain(Segment, (0, length, 0, size, "utf-8", b"")),)


def _decode_other(raw: bytes) -> Decoding:
    """A document that is not UTF-8 throughout."""
    if b"\0" in raw or b"\x1e" in raw or raw[0] >= 0xFE:
        return _decode_unusual(raw)
    for size in HEADS:
        # comma, full stop and the commonest character of either encoding
        head = raw[:size]
        comma = head.count(b"\xa3\xac")
        gb = comma + head.count(b"\xa1\xa3") + head.count(b"\xb5\xc4")
        big5 = head.count(b"\xa1A") + head.count(b"\xa1C") + head.count(b"\xaa\xba")
        if max(gb, big5) > 4 * min(gb, big5) + 3:
            break
    else:
        return _decode_unusual(raw)
    # the full stop of GB is the enumeration comma of EUC-TW, whose full stop (A1A4) is rare in GB
    if gb > big5 and not comma and b"\xa1\xa4" in head:
        return _decode_unusual(raw)
    codec, runner_up = ("gb18030", "big5hkscs") if gb > big5 else ("big5hkscs", "gb18030")
    try:
        text = raw.decode(codec)
    except UnicodeDecodeError:
        return _decode_unusual(raw)
    # GB18030 writes back what it read, to the byte; Big5 is asked
    if big5 > gb and not salvage.is_reversible_big5(text, raw):
        return _decode_unusual(raw)
    margin = PAIR * abs(gb - big5) * len(raw) / len(head) / len(text)
    return Decoding(text, codec, margin, runner_up, (Segment(0, len(text), 0, len(raw), codec),))


def _decode_unusual(raw: bytes) -> Decoding:
    """A document with a byte order mark, holes, controls, or an encoding that must be weighed."""
    sure = _certain(raw)
    if sure:
        return _read(raw, sure, 0.0, None)
    ranked = rank(raw)
    best, others = ranked[0], ranked[1:]
    margin, runner_up = 0.0, None
    if others:
        runner_up = others[0].codec
        margin = max(0.0, best.weight - others[0].weight) / max(1, len(best.sample))
    if best.codec in ("gb18030", "big5hkscs") and is_euc_tw(raw):
        return Decoding(*_shown(raw, "euc-tw", margin, best.codec), "unsupported_encoding")
    wide = best.codec.startswith("utf-16")
    controls = 0 if wide else len(raw) - len(raw.translate(None, CONTROLS))
    noise = (
        _is_noise(best.sample, best.sample.count("\ufffd"))
        if wide
        else _is_full(controls, len(raw))
    )
    if noise:
        return Decoding(*_shown(raw, best.codec, margin, runner_up), "undecodable")
    return _read(raw, best.codec, margin, runner_up)


def _certain(raw: bytes) -> str | None:
    """The encoding where a byte order mark or strict UTF-8 names it."""
    for mark, codec in _MARKS:
        if raw.startswith(mark) and (not codec.startswith("utf-32") or len(raw) % 4 == 0):
            return codec
    if b"\0" in raw:  # UTF-16 without a mark may be strict UTF-8 too
        return None
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"


def _read(raw: bytes, codec: str, margin: float, runner_up: str | None) -> Decoding:
    """The document in this codec, or a refusal where that gives no text."""
    try:
        text, segments, holes = salvage.read(raw, codec)
    except salvage.HopelessError:
        return Decoding(*_shown(raw, codec, margin, runner_up), "undecodable")
    if _is_noise(text, holes):
        return Decoding(*_shown(raw, codec, margin, runner_up), "undecodable")
    refusal = None if text.strip(_BLANKS) else "empty"
    return Decoding(text, codec, margin, runner_up, segments, refusal)


def _shown(
    raw: bytes, codec: str, margin: float, runner_up: str | None
) -> tuple[str, str, float, str | None, tuple[Segment, ...]]:
    text, segments = salvage.rendering(raw)
    return text, codec, margin, runner_up, segments


def _is_full(controls: int, size: int) -> bool:
    """More controls than a text has."""
    return controls >= 4 and controls > MOST_CONTROLS * size


def _is_noise(text: str, holes: int) -> bool:
    """Whether this reading is no text: holes, controls, or rare characters all over with some of both."""
    controls = control_count(text)
    if (
        holes > MOST_HOLES * len(text) + 2
        or 0 < len(text) <= 2 * holes
        or _is_full(controls, len(text))
    ):
        return True
    return holes + controls > 0.01 * len(text) and mean_beyond_ascii(text) < RARE


def _decode_hz(raw: bytes) -> Decoding | None:
    """HZ: GB 2312 in seven bits between ~{ and ~}; None where that gives no Chinese."""
    pieces, at = [], 0
    try:
        for found in _HZ.finditer(raw):
            pieces.append(
                salvage.Piece(raw[at : found.start()].decode("ascii"), "ascii", at, found.start())
            )
            pieces.append(salvage.Piece(found[0].decode("hz"), None, *found.span()))
            at = found.end()
    except UnicodeDecodeError:
        return None
    pieces.append(salvage.Piece(raw[at:].decode("ascii"), "ascii", at, len(raw)))
    text, segments = salvage.join(raw, [piece for piece in pieces if piece.end > piece.start])
    if text.isascii() or mean_beyond_ascii(text) < -9.5:
        return None
    return Decoding(text, "hz", 0.0, None, segments)

"""Bytes of one document in, its text, the verdict on its encoding and the way back to the bytes out.

This stands on the hot path: a clean UTF-8 document costs one strict decode, most GB18030 and Big5
documents a count of byte pairs and one decode; trials are for the rest.
"""

from __future__ import annotations

from typing import Final

from kouan.model.decoding import Decoding, Segment
from kouan.model.knowledge import Knowledge
from kouan.reading import hz, salvage
from kouan.reading.charset import SHORT, rank
from kouan.reading.declaration import marked, wide_codec
from kouan.reading.opinions import reconsidered
from kouan.reading.pieces import HopelessError, join
from kouan.reading.plausibility import control_count, mean_beyond_ascii
from kouan.reading.reversal import is_reversible_big5

#: The pairs are counted in so many bytes from the start, in more where these leave it open.
HEADS: Final = (512, 4096)

#: What one telling pair says for its encoding, at the least, in log-probability.
PAIR: Final = 3.0

#: The full stop of EUC-TW and the commonest kana of EUC-JP, の and に.
NEIGHBOUR_SIGNS: Final = (b"\xa1\xa4", b"\xa4\xce", b"\xa4\xcb")

#: Control bytes that text has no use for.
CONTROLS: Final = bytes([*range(9), 0x0B, *range(0x0E, 0x20), 0x7F])

#: A tail of at least so many zeros is no text.
ZEROS: Final = bytes(16)

#: A text with more controls than this share, or more holes, is none.
MOST_CONTROLS: Final = 0.03
MOST_HOLES: Final = 0.1

#: Mean log-probability of characters beyond ASCII under which a text with holes is no text: rarer than the rarest lists.
RARE: Final = -11.5

#: A document of these alone is empty.
_BLANKS: Final = "\ufeff\u200b \t\r\n\f\v\u0085\u00a0\u2028\u2029\u3000"


def decode(raw: bytes, knowledge: Knowledge | None = None) -> Decoding:
    """Read the bytes of one document; whatever they are, `Decoding.rebuild` gives them back.

    A byte order mark stays in the text as U+FEFF. U+FFFD stands for each sequence that cannot be read,
    and for U+001E, which parts documents inside a batch; the segments keep their bytes. A document
    that is no text carries a refusal and a rendering to look at.

    Strict UTF-8 is a verdict without a runner-up: bytes that are UTF-8 by accident do not occur in text of
    any length, so nothing else is weighed. Where the encodings that were weighed are close, the character
    model of the knowledge is asked, and two detectors.

    >>> decode("口岸".encode("gb18030")).text
    '口岸'
    """
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        return _decode_other(raw, knowledge)
    size, length, head = len(raw), len(text), raw[:64]
    if b"\0" in raw or "\x1e" in text or len(head.translate(None, CONTROLS)) < len(head):
        return _decode_unusual(raw, knowledge)
    if size <= SHORT and length < size <= 2 * length and not text.isascii():
        return _decode_unusual(raw, knowledge)
    if "~" in text and b"~{" in raw:
        return _decode_seven_bits(raw) or _decode_unusual(raw, knowledge)
    if text[:1] in _BLANKS and not text.strip(_BLANKS):  # "" is in every string
        segments = (Segment(0, length, 0, size, "utf-8"),)
        return Decoding(text, "utf-8", 0.0, None, segments if raw else (), "empty")
    whole = _plain(Segment, (0, length, 0, size, "utf-8", b""))
    return _plain(Decoding, (text, "utf-8", 0.0, None, (whole,), None))


#: Makes a named tuple from all its fields in half the time that its own call takes.
_plain = tuple.__new__


def _decode_other(raw: bytes, knowledge: Knowledge | None) -> Decoding:
    """A document that is not UTF-8 throughout."""
    if b"\0" in raw or b"\x1e" in raw or raw[0] >= 0xFE or (b"~" in raw and b"~{" in raw):
        return _decode_unusual(raw, knowledge)
    for size in HEADS:
        # comma, full stop and the commonest character of either encoding
        head = raw[:size]
        stops = head.count(b"\xa1\xa3")
        gb = stops + head.count(b"\xa3\xac") + head.count(b"\xb5\xc4")
        big5 = head.count(b"\xa1A") + head.count(b"\xa1C") + head.count(b"\xaa\xba")
        if max(gb, big5) > 4 * min(gb, big5) + 3:
            break
    else:
        return _decode_unusual(raw, knowledge)
    # the full stop of GB is the enumeration comma of EUC-TW and the full stop of EUC-JP
    if gb > big5 and (3 * (gb - stops) < stops or sum(map(head.count, NEIGHBOUR_SIGNS)) >= gb):
        return _decode_unusual(raw, knowledge)
    codec, runner_up = ("gb18030", "big5hkscs") if gb > big5 else ("big5hkscs", "gb18030")
    try:
        text = raw.decode(codec)
    except UnicodeDecodeError:
        return _decode_unusual(raw, knowledge)
    # GB18030 writes back what it read, to the byte; Big5 is asked
    if big5 > gb and not is_reversible_big5(text, raw):
        return _decode_unusual(raw, knowledge)
    if salvage.has_seams(raw, codec):
        return _decode_unusual(raw, knowledge)
    margin = PAIR * abs(gb - big5) * len(raw) / len(head) / len(text)
    return Decoding(text, codec, margin, runner_up, (Segment(0, len(text), 0, len(raw), codec),))


def _decode_unusual(raw: bytes, knowledge: Knowledge | None) -> Decoding:
    """A document with a byte order mark, holes, controls, or an encoding that must be weighed."""
    sure = _certain(raw)
    if sure:
        return _read(raw, sure, 0.0, None)
    # what a full disk or a crash leaves behind a text says nothing of its encoding
    ranked = rank(raw[: len(raw.rstrip(b"\0")) + 3 & ~3] if raw.endswith(ZEROS) else raw)
    ranked = reconsidered(ranked, raw, knowledge)
    best, others = ranked[0], ranked[1:]
    margin, runner_up = 0.0, None
    if others:
        runner_up = others[0].codec
        margin = max(0.0, best.weight - others[0].weight) / max(1, len(best.sample))
    if best.codec == "euc-tw":
        return Decoding(*_shown(raw, "euc-tw", margin, runner_up), "unsupported_encoding")
    if best.codec.startswith("utf-16"):
        noise = _is_noise(best.sample, best.sample.count("\ufffd"))
    else:
        noise = _has_controls_all_over(raw)
    if noise:
        return Decoding(*_shown(raw, best.codec, margin, runner_up), "undecodable")
    return _read(raw, best.codec, margin, runner_up)


def _certain(raw: bytes) -> str | None:
    """The encoding where a byte order mark or strict UTF-8 names it."""
    if mark := marked(raw):
        return mark
    if b"\0" in raw:  # UTF-16 without a mark may be strict UTF-8 too
        return wide_codec(raw)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return None
    # a few characters of UTF-16 or GB18030 may be strict UTF-8 too, of controls or letters of far countries
    return "utf-8" if len(raw) > SHORT or (text.isascii() and text.isprintable()) else None


def _has_controls_all_over(raw: bytes) -> bool:
    """Whether a document of one or two bytes a character is full of controls; a tail of zeros is not the text's fault."""
    body = raw.rstrip(b"\0") or raw
    return _is_full(len(body) - len(body.translate(None, CONTROLS)), len(body))


def _read(raw: bytes, codec: str, margin: float, runner_up: str | None) -> Decoding:
    """The document in this codec, or a refusal where that gives no text."""
    try:
        text, segments, holes = salvage.read(raw, codec)
    except HopelessError:
        return Decoding(*_shown(raw, codec, margin, runner_up), "undecodable")
    if _is_noise(text.rstrip("\0") or text, holes):
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


def _decode_seven_bits(raw: bytes) -> Decoding | None:
    """A document in HZ; None where it is none."""
    pieces = hz.pieces_of(raw) if raw.isascii() else None
    if not pieces:
        return None
    text, segments = join(raw, pieces)
    return Decoding(text, "hz", 0.0, None, segments)

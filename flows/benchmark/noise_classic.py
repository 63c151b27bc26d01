"""Clean text in, the same text as wrong codecs, double saving and lost bytes leave it out, with what it was."""

from __future__ import annotations

import random
import urllib.parse
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

HOLE: Final = "\ufffd"
#: Bytes that Windows-1252 does not define; what reads them strictly drops them.
UNDEFINED: Final = frozenset(b"\x81\x8d\x8f\x90\x9d")


@dataclass(frozen=True, slots=True)
class Damaged:
    """A damaged text, the text it was, and how many bytes left no trace or only a mark."""

    text: str
    truth: str
    lost: int


Damage = Callable[[str, random.Random], "Damaged | None"]


def wrong_codec(text: str, family: str, rng: random.Random) -> Damaged | None:
    """The text as this family of damage leaves it; None where the codecs cannot carry it, or nothing would be seen.

    >>> wrong_codec("海关", "gbk_as_latin1", random.Random(1)).text
    'º£¹Ø'
    """
    done = FAMILIES[family](text, rng)
    return done if done and done.text != text else None


def _windows(data: bytes) -> str:
    """Bytes as browsers read Windows-1252: what is undefined passes as a control character."""
    return "".join(
        chr(byte) if byte in UNDEFINED else bytes((byte,)).decode("cp1252") for byte in data
    )


def _trip(right: str, *wrong: str) -> Damage:
    """Saved in the right codec and read in the wrong one; for each further codec, saved as UTF-8 and read in that."""

    def damage(text: str, _rng: random.Random) -> Damaged | None:
        try:
            data = text.encode(right)
            for codec in wrong:
                said = _windows(data) if codec == "cp1252" else data.decode(codec)
                data = said.encode()
        except UnicodeError:
            return None
        return Damaged(said, text, 0)

    return damage


def _lossy(right: str, wrong: str, mark: str, least: int, most: int) -> Damage:
    """As `_trip`, where the wrong codec puts a mark for what it cannot read; between `least` and `most` marks."""

    def damage(text: str, _rng: random.Random) -> Damaged | None:
        try:
            said = text.encode(right).decode(wrong, "replace")
        except UnicodeError:
            return None
        lost = said.count(HOLE)
        return Damaged(said.replace(HOLE, mark), text, lost) if least <= lost <= most else None

    return damage


def _dropped(text: str, _rng: random.Random) -> Damaged | None:
    """UTF-8 read as Windows-1252 by what drops its five undefined bytes; one to three of them."""
    data = text.encode()
    lost = sum(byte in UNDEFINED for byte in data)
    said = bytes(byte for byte in data if byte not in UNDEFINED).decode("cp1252")
    return Damaged(said, text, lost) if 1 <= lost <= 3 else None


def _escaped(right: str, escape: Callable[[int], str]) -> Damage:
    """Saved in the right codec, read as Latin-1, and each character beyond ASCII written as an escape."""

    def damage(text: str, _rng: random.Random) -> Damaged | None:
        try:
            data = text.encode(right)
        except UnicodeError:
            return None
        said = "".join(escape(byte) if byte > 0x7F else chr(byte) for byte in data)
        return Damaged(said, text, 0)

    return damage


def _percent(text: str, _rng: random.Random) -> Damaged | None:
    return Damaged(urllib.parse.quote(text, safe="", encoding="gb18030"), text, 0)


def _truncated(text: str, rng: random.Random) -> Damaged | None:
    """UTF-8 cut inside its last character."""
    data = text.encode()[: -rng.randint(1, 2)]
    said = data.decode("utf-8", "replace")
    return Damaged(said, text, 1) if said.endswith(HOLE) else None


def _replaced(mark: Callable[[str], str]) -> Damage:
    """Each character beyond ASCII gives way to a mark."""

    def damage(text: str, _rng: random.Random) -> Damaged | None:
        said = "".join(mark(character) if character > "\x7f" else character for character in text)
        return Damaged(said, text, sum(character > "\x7f" for character in text))

    return damage


def _twice_replaced(wrong: str) -> Damage:
    """GBK read as UTF-8 with marks, saved, and read as another codec: 锟斤拷."""

    def damage(text: str, _rng: random.Random) -> Damaged | None:
        said = text.encode("gb18030").decode("utf-8", "replace")
        return Damaged(said.encode().decode(wrong, "replace"), text, said.count(HOLE))

    return damage


def _memory(pair: str) -> Damage:
    """Memory that nobody wrote to, read as GBK."""

    def damage(text: str, rng: random.Random) -> Damaged | None:
        return Damaged(pair * rng.randint(3, 12), text, len(text))

    return damage


#: Nothing is lost: the way back is exact.
REVERSIBLE: Final[dict[str, Damage]] = {
    "utf8_as_latin1": _trip("utf-8", "latin-1"),
    "utf8_as_cp1252": _trip("utf-8", "cp1252"),
    "utf8_as_gbk": _trip("utf-8", "gb18030"),
    "utf8_as_big5": _trip("utf-8", "big5hkscs"),
    "gbk_as_latin1": _trip("gb18030", "latin-1"),
    "gbk_as_cp1252": _trip("gb18030", "cp1252"),
    "gbk_as_big5": _trip("gbk", "big5hkscs"),
    "gbk_as_euc_kr": _trip("gbk", "cp949"),
    "gbk_as_shift_jis": _trip("gbk", "cp932"),
    "big5_as_latin1": _trip("big5", "latin-1"),
    "big5_as_cp1252": _trip("big5", "cp1252"),
    "big5_as_gbk": _trip("big5", "gb18030"),
    "utf8_as_latin1_twice": _trip("utf-8", "latin-1", "latin-1"),
    "utf8_as_cp1252_twice": _trip("utf-8", "cp1252", "cp1252"),
    "utf8_as_gbk_then_latin1": _trip("utf-8", "gb18030", "latin-1"),
    "utf8_as_latin1_in_entities": _escaped("utf-8", "&#{};".format),
    "utf8_as_latin1_in_hex_entities": _escaped("utf-8", "&#x{:X};".format),
    "utf8_as_latin1_in_escapes": _escaped("utf-8", "\\u{:04x}".format),
    "utf8_as_latin1_in_bytes": _escaped("utf-8", "\\x{:02x}".format),
    "gbk_as_latin1_in_entities": _escaped("gb18030", "&#{};".format),
    "gbk_in_percent": _percent,
}
#: One to three bytes are lost.
LOSSY: Final[dict[str, Damage]] = {
    "utf8_as_gbk_with_holes": _lossy("utf-8", "gbk", HOLE, 1, 3),
    "utf8_as_gbk_with_question_marks": _lossy("utf-8", "gbk", "?", 1, 3),
    "utf8_as_cp1252_with_bytes_dropped": _dropped,
    "gbk_as_big5_with_holes": _lossy("gbk", "big5hkscs", HOLE, 1, 3),
    "gbk_as_euc_kr_with_holes": _lossy("gbk", "cp949", HOLE, 1, 3),
    "gbk_as_shift_jis_with_holes": _lossy("gbk", "cp932", HOLE, 1, 3),
}
#: Nothing can be read back: it must be seen.
DESTROYED: Final[dict[str, Damage]] = {
    "gbk_as_utf8": _lossy("gb18030", "utf-8", HOLE, 1, 1 << 30),
    "gbk_as_utf8_as_gbk": _twice_replaced("gb18030"),
    "gbk_as_utf8_as_big5": _twice_replaced("big5hkscs"),
    "gbk_as_utf8_as_latin1": _twice_replaced("latin-1"),
    "gbk_as_utf8_as_euc_kr": _twice_replaced("cp949"),
    "utf8_as_big5_with_holes": _lossy("utf-8", "big5hkscs", HOLE, 8, 1 << 30),
    "all_holes": _replaced(lambda _: HOLE),
    "all_question_marks": _replaced(lambda _: "?"),
    "memory_of_the_stack": _memory("烫"),
    "memory_of_the_heap": _memory("屯"),
    "truncated_tail": _truncated,
}
FAMILIES: Final[dict[str, Damage]] = {**REVERSIBLE, **LOSSY, **DESTROYED}

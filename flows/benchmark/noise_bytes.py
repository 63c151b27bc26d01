"""A text in, the bytes of a file out: encodings with and without marks, lines of several, cut tails, stray bytes."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Final

from flows.benchmark.damaged import Change, Damaged, UnfitError, changed

Writing = Callable[[Damaged, Random], tuple[Damaged, bytes]]

#: Characters that GB18030 writes in four bytes, as names bear them.
RARE: Final = "㛃㛥䗪䶮𠅤𠮷𣲗𬭊"
#: No encoding of Chinese begins a character with this byte, so it hides none.
NEVER: Final = b"\xff"
#: Lines of a file that was put together from several are long enough to be told apart.
SHORTEST_LINE: Final = 12


def encoded(codec: str, mark: bytes = b"") -> Writing:
    """The whole text in one codec, behind a byte order mark or without."""

    def write(text: Damaged, rng: Random) -> tuple[Damaged, bytes]:
        del rng
        raw = mark + _bytes_of(text.text, codec)
        if mark:
            text = changed(text, "byte_order_mark", [Change(0, 0, "\ufeff")])
        return text, raw

    return write


def mixed_lines(text: Damaged, rng: Random) -> tuple[Damaged, bytes]:
    """Each long line in UTF-8, GB18030 or Big5, as files hold that were put together from several."""
    lines = text.text.split("\n")
    long = [k for k, line in enumerate(lines) if len(line) >= SHORTEST_LINE]
    if len(long) < 2:
        raise UnfitError("there are no two long lines")
    codecs = ["utf-8"] * len(lines)
    # one of each at least: a file all in one codec is not mixed
    for k in long:
        codecs[k] = rng.choice(
            [one for one in ("utf-8", "gb18030", "big5hkscs") if _can(lines[k], one)]
        )
    if len({codecs[k] for k in long}) == 1:
        codecs[long[0]] = "utf-8" if codecs[long[1]] != "utf-8" else "gb18030"
    return text, b"\n".join(
        _bytes_of(line, codec) for line, codec in zip(lines, codecs, strict=True)
    )


def truncated(codec: str) -> Writing:
    """The file ends inside its last character."""

    def write(text: Damaged, rng: Random) -> tuple[Damaged, bytes]:
        said = text.text.rstrip("\n")
        if not said or said[-1] < "\x80":
            raise UnfitError("its last character is one byte")
        size = len(_bytes_of(said[-1], codec))
        raw = _bytes_of(said, codec)[: -rng.randint(1, size - 1)]
        last = len(said) - 1
        cut = Change(last, len(text.text), "\ufffd", (last,))
        return changed(text, "truncated", [cut]), raw

    return write


def stray_bytes(codec: str) -> Writing:
    """Bytes that begin no character, between characters: each is read as one U+FFFD."""

    def write(text: Damaged, rng: Random) -> tuple[Damaged, bytes]:
        places = sorted(rng.sample(range(1, len(text.text)), min(3, len(text.text) - 1)))
        if not places:
            raise UnfitError("it is too short")
        raw, at = b"", 0
        for place in places:
            raw += _bytes_of(text.text[at:place], codec) + NEVER
            at = place
        raw += _bytes_of(text.text[at:], codec)
        return changed(text, "stray", [Change(one, one, "\ufffd") for one in places]), raw

    return write


def rare_characters(text: str, rng: Random) -> str:
    """The text with a person in it whose name GB18030 writes in four bytes."""
    return f"{text.rstrip()}记者王{rng.choice(RARE)}报道。"


def _bytes_of(text: str, codec: str) -> bytes:
    try:
        return text.encode(codec)
    except UnicodeEncodeError as error:
        raise UnfitError(f"{codec} has no {text[error.start]}") from None


def _can(text: str, codec: str) -> bool:
    try:
        text.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


WRITINGS: Final[dict[str, Writing]] = {
    "gb18030": encoded("gb18030"),
    "big5": encoded("big5"),
    "big5hkscs": encoded("big5hkscs"),
    "hz": encoded("hz"),
    "utf_8_mark": encoded("utf-8", b"\xef\xbb\xbf"),
    **{
        f"utf_{width}_{order}": encoded(f"utf-{width}-{order}")
        for width in (16, 32)
        for order in ("le", "be")
    },
    **{
        f"utf_{width}_{order}_mark": encoded(
            f"utf-{width}-{order}", "\ufeff".encode(f"utf-{width}-{order}")
        )
        for width in (16, 32)
        for order in ("le", "be")
    },
    "mixed_lines": mixed_lines,
    "truncated_utf_8": truncated("utf-8"),
    "truncated_gb18030": truncated("gb18030"),
    "truncated_big5": truncated("big5hkscs"),
    "stray_bytes_in_utf_8": stray_bytes("utf-8"),
    "stray_bytes_in_gb18030": stray_bytes("gb18030"),
}

r"""Escapes that a script or an address left in running text: \u4e2d, %u4E2D, %E4%B8%AD, =E4=B8=AD for 中."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from functools import lru_cache
from typing import Final
from urllib.parse import unquote_to_bytes

import numpy as np

from kouan.cleaning.rule import rule
from kouan.model.characters import HAN, LETTER, bits, codes_of
from kouan.model.edits import Edit, Edits
from kouan.model.expression import Expression
from kouan.model.view import BatchView

#: Runs of one kind of escape. What stands between two of a run (a digit, a Latin word, \n) belongs to it only as
#: an escape, so that paths (C:\users) and addresses never begin one.
RUNS: Final = (
    Expression(r"(?:\\u(?:\{[0-9a-fA-F]{4,6}\}|[0-9a-fA-F]{4}))+"),
    Expression(r"(?:%u[0-9a-fA-F]{4})+"),
    Expression(r"(?:%[0-9a-fA-F]{2}){2,}"),
    Expression(r"(?:\\x[0-9a-fA-F]{2}){2,}"),
    Expression(r"(?:=[0-9A-F]{2}(?:=\r?\n)?){2,}"),
)
#: Where a JSON string was left in the text, its line breaks and quotes are escaped with it.
JSON_LEFTOVER: Final = Expression(r"\\[nrt/\"]")
#: So far back an address may have begun.
LONGEST_ADDRESS: Final = 400
#: Marks at which an address ends.
ENDS: Final = "，。；！？（）《》“”、："
PATH: Final = string.ascii_letters + string.digits + "_.:/\\-"
UNIT: Final = Expression(r"\\u(?:\{([0-9a-fA-F]{4,6})\}|([0-9a-fA-F]{4}))|%u([0-9a-fA-F]{4})")


@rule(
    "escape_sequence",
    kind="entity_escape",
    within_lines=True,
    by_places=True,
    examples={
        r"\u6e5b\u6c5f\u6e2f": "湛江港",
        "%u6E5B%u6C5F港": "湛江港",
        "%E6%B9%9B%E6%B1%9F口岸": "湛江口岸",
        "%D5%BF%BD%AD口岸": "湛江口岸",
        r"\xe6\xb9\x9b\xe6\xb1\x9f": "湛江",
        "=E6=B9=9B=E6=B1=9F": "湛江",
    },
    keeps=[
        r"C:\users\u4e2d",
        "https://a.cn/?q=%E6%B9%9B%E6%B1%9F",
        "增长5%，占20%",
        r"正则\d+\w",
        "%20%20",
        r"\u0041\u0042",
        "a=1&b=%E6%B9%9B",
        r"\ud83d",
    ],
)
def escape_sequence(view: BatchView) -> Edits:
    r"""Write the characters that a run of escapes names, where at least one of them is Chinese.

    A run is decoded as a whole: UTF-16 units for \u and %u, bytes as UTF-8, else as GB18030 where that gives
    nothing but Chinese characters and their marks, for %, \x and =. Addresses and paths stay, and so does a run
    that decodes to no Chinese at all.
    """
    codes = view.codes
    hints = view.places_of("\\%=")
    if not len(hints):
        return Edits.none()
    follow = codes[np.minimum(hints + 1, len(codes) - 1)]
    # u, x, or a hexadecimal digit: 20%， and a = b need no second look
    hints = hints[(follow == 0x75) | (follow == 0x78) | (follow < 0x67) & (follow >= 0x30)]
    if not len(hints):
        return Edits.none()
    edits: list[Edit] = []
    for line in np.unique(view.line_of(hints)).tolist():
        start = int(view.line_start[line])
        for edit in unescaped(view.line_text(line)):
            edits.append(Edit(start + edit.start, start + edit.end, edit.after, edit.confidence))
    return Edits.of(edits)


def unescaped(line: str) -> Iterator[Edit]:
    """The edits of one line: each run of escapes that names Chinese."""
    found = False
    for pattern in RUNS:
        runs = [run for run in pattern.finditer(line) if not _in_address(line, run.start())]
        read = [meant(run[0]) for run in runs]
        if not any(read):
            continue
        for run, named in zip(runs, read, strict=True):
            # a single pair of bytes is believed beside others: 1%D4%C25%C8%D5
            after = named or _pair(run[0])
            if after:
                found = found or run[0].startswith("\\u")
                yield Edit(run.start(), run.end(), after, 0.98)
    if found:
        for rest in JSON_LEFTOVER.finditer(line):
            after = {"n": "\n", "r": "", "t": "\t"}.get(rest[0][1], rest[0][1])
            yield Edit(rest.start(), rest.end(), after, 0.9)


@lru_cache(4096)
def meant(run: str) -> str | None:
    r"""What a run of escapes names; None where that is not Chinese text.

    >>> meant(r"\u6e5b\u6c5f"), meant("%20%20"), meant("%D5%BF%BD%AD")
    ('湛江', None, '湛江')
    """
    if UNIT.match(run):
        numbers = (int(next(filter(None, unit.groups())), 16) for unit in UNIT.finditer(run))
        units = "".join(chr(number) if number < 0x110000 else "\ufffd" for number in numbers)
        return _chinese(units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace"))
    raw = _bytes(run)
    try:
        return _chinese(raw.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    try:
        text = raw.decode("gb18030")
    except UnicodeDecodeError:
        return None
    classes = bits(codes_of(text))
    return _chinese(text) if not (classes & (HAN | LETTER) == 0).all() and len(text) > 1 else None


def _pair(run: str) -> str | None:
    """The Chinese character or mark that two bytes are in GB18030."""
    raw = b"" if UNIT.match(run) else _bytes(run)
    try:
        return _chinese(raw.decode("gb18030")) if len(raw) == 2 else None
    except UnicodeDecodeError:
        return None


def _bytes(run: str) -> bytes:
    if run[0] == "%":
        return unquote_to_bytes(run)
    return bytes.fromhex(re.sub(r"\\x|=\r?\n|=", "", run))


def _chinese(text: str) -> str | None:
    """The text, when it holds Chinese (a character or a mark) and nothing that is no text."""
    is_chinese = any("\u3400" <= sign <= "\u9fff" or sign in MARKS for sign in text)
    return (
        text if is_chinese and all(sign.isprintable() or sign in BLANKS for sign in text) else None
    )


#: Blanks that count as not printable.
BLANKS: Final = "\n\t\u00a0\u2002\u2003\u3000"
MARKS: Final = "，。、；：？！“”‘’（）《》〈〉【】「」『』—…·"


def _in_address(line: str, at: int) -> bool:
    r"""The run stands in an address, or behind the letters of a path (C:\users\u4e2d)."""
    words = line[max(0, at - LONGEST_ADDRESS) : at].rsplit(None, 1)
    if not words or line[at - 1].isspace():
        return False
    word = words[-1]
    word = word[max(map(word.rfind, ENDS)) + 1 :]
    if "://" in word or word.startswith(("www.", "mailto:")):
        return True
    if "=" in word and ("?" in word or "&" in word):
        return True
    path = word[len(word.rstrip(PATH)) :]
    return path[1:3] in (":\\", ":/") or (("/" in path or "\\" in path) and path[-1:].isalnum())

"""Words of the head of a letter as mail packs them: Subject: =?utf-8?B?5Y+j5bK4?= for Subject: 口岸."""

from __future__ import annotations

import binascii
from collections.abc import Iterator
from email.errors import HeaderParseError
from email.header import decode_header
from typing import Final

from kouan.cleaning.rule import rule
from kouan.model.edits import Edit
from kouan.model.expression import Expression

_WORD: Final = r"=\?[A-Za-z0-9-]{3,20}\?[BbQq]\?[^?\s]{1,200}\?="
#: Words that follow one another, in lines that are set in too, are one: a character may be in two of them.
RUN: Final = Expression(rf"{_WORD}(?:[ \t]{{0,4}}(?:\n[ \t]{{1,4}})?{_WORD}){{0,40}}", holds="=")
#: What mail calls an encoding, and what such text is in.
WIDER: Final = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "hz-gb-2312": "hz"}
#: In what mail with Chinese in it is written; codecs of other names (idna, unicode-escape) are none of mail.
CHARSETS: Final = frozenset(
    ("utf-8", "utf8", "gb18030", "big5-hkscs", "iso-2022-jp", "us-ascii", "iso-8859-1", *WIDER)
)


@rule(
    "encoded_word",
    kind="entity_escape",
    trigger="?",
    examples={
        "Subject: =?utf-8?B?5Y+j5bK46YCa5YWz?=": "Subject: 口岸通关",
        "Subject: =?gb2312?Q?=BF=DA=B0=B6_3=D4=C2?=": "Subject: 口岸 3月",
        "From: =?UTF-8?B?5rW35YWz?= <a@example.cn>": "From: 海关 <a@example.cn>",
        "=?utf-8?B?5Y+j?=\n =?utf-8?B?5bK4?=": "口岸",
        "=?utf-8?B?5Y+j5Q==?= =?utf-8?B?srg=?=": "口岸",
    },
    keeps=[
        "=?utf-8?B?aGVsbG8=?=",
        "=?utf-8?B?5Y+?=",
        "=?nothing?B?5Y+j?=",
        "=?undefined?B?5Y+j5bK4?=",
        "=?idna?Q?xn--tfr77f=2E?=",
        "=?unicode-escape?Q?=5Cu53e3?=",
        "a =?b ?c",
        "真的=?是吗?=",
    ],
)
def encoded_word(text: str) -> Iterator[Edit]:
    """Write the Chinese that a run of such words holds; one that cannot be unpacked, or holds none, stays."""
    if "=?" not in text:
        return
    for found in RUN.finditer(text):
        if read := _read(found[0]):
            yield Edit(*found.span(), read, confidence=0.99)


def _read(run: str) -> str | None:
    try:
        parts = decode_header(run)
        if any(name and name not in CHARSETS for _, name in parts):
            return None
        read = "".join(
            part if isinstance(part, str) else part.decode(WIDER.get(name or "", name or "ascii"))
            for part, name in parts
        )
    except (HeaderParseError, binascii.Error, UnicodeError, LookupError):
        return None
    is_chinese = any("\u3400" <= sign <= "\u9fff" for sign in read)
    return read if is_chinese and read.isprintable() else None

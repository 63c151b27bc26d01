"""Character references that a page left in its text (&ldquo; &#8220; &nbsp;), escaped twice or without their semicolon too."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from kouan.cleaning.rule import rule
from kouan.model.edits import Edit
from kouan.model.expression import Expression

#: A number or name with its semicolon, and what escaping twice puts before it (&amp;amp;nbsp;).
REFERENCE: Final = Expression(
    r"&(?:amp;){0,4}(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});"
)
#: Without it only numbers that are Chinese, and the names that pages are full of: A&B stays, and so does the & of
#: an address, which is followed by a name and =.
UNFINISHED: Final = Expression(
    r"&(?:amp;){0,4}(?:#[xX](?P<hex>[0-9a-fA-F]{4,12})(?![0-9a-fA-F;])|#(?P<decimal>\d{4,12})(?![\d;])"
    r"|(?:nbsp|ldquo|rdquo|lsquo|rsquo|hellip|mdash|ndash|middot|ensp|emsp)(?![a-zA-Z0-9=;])"
    r"|#183(?![\d;])|#[xX][bB]7(?![0-9a-fA-F;]))"
)
#: So far back an address may have begun.
LONGEST_ADDRESS: Final = 400
#: Chinese characters and the marks of Chinese text, by number.
CHINESE: Final = ((0x2010, 0x2030), (0x3000, 0x3040), (0x4E00, 0xA000), (0xFF01, 0xFF5F))


@rule(
    "character_reference",
    kind="entity_escape",
    within_lines=True,
    by_places=True,
    examples={
        "&ldquo;三互&rdquo;": "“三互”",
        "湛江&nbsp;港": "湛江\u00a0港",
        "&#23736;": "岸",
        "&amp;ldquo;三互&amp;amp;rdquo;": "“三互”",
        "&#20013&#22269 &#x6e2f口": "中国 港口",
        "湛江&nbsp港": "湛江\u00a0港",
        "It&#146;s": "It’s",
        "丹尼斯&#183穆内内": "丹尼斯·穆内内",
    },
    keeps=[
        "AT&T",
        "R&D;B",
        "A&B公司",
        "&#30;",
        "&nosuchname;",
        "&#xD800;",
        "https://a.cn/?a=1&#20013",
        "https://a.cn/?a=1&nbsp=2",
        "&#12",
    ],
    trigger="&",
)
def character_reference(text: str) -> Iterator[Edit]:
    """Write the character the reference names; unknown names, controls and surrogates stay as they are.

    Numbers 128 to 159 are those of Windows-1252, as HTML has it. A reference escaped twice is read at once.
    """
    for found in REFERENCE.finditer(text):
        character = _meant(found[0])
        if character is not None:
            yield Edit(found.start(), found.end(), character, 0.99)
    for found in UNFINISHED.finditer(text):
        if _in_query(text, found.start()):
            continue
        named = found["hex"] or found["decimal"]
        if not named:
            character = _meant(found[0] + ";")
            if character is not None:
                yield Edit(found.start(), found.end(), character, 0.95)
        elif digits := _digits(named, 16 if found["hex"] else 10):
            end = found.end() - len(named) + digits
            yield Edit(
                found.start(), end, chr(int(named[:digits], 16 if found["hex"] else 10)), 0.95
            )


def _in_query(text: str, at: int) -> bool:
    """The & stands in the query of an address: a ? in the same word, and no Chinese between them."""
    words = text[max(0, at - LONGEST_ADDRESS) : at].rsplit(None, 1)
    query = words[-1].rpartition("?") if words and not text[at - 1].isspace() else ("", "", "")
    return bool(query[1]) and query[2].isascii()


def _digits(named: str, radix: int) -> int:
    """How many of the digits are the number: those behind it may be text (&#2103378周年 is 利 and 78); 0 for none.

    A number has four or five digits (four in hexadecimal): 5 come first, since 4 of 5 name another script.
    """
    for length in (4,) if radix == 16 else (5, 4):
        number = int(named[:length], radix)
        if len(named) >= length and any(first <= number < stop for first, stop in CHINESE):
            return length
    return 0


@lru_cache(4096)
def _meant(reference: str) -> str | None:
    """The character a reference names; None where it stays."""
    character = html.unescape(re.sub("&(?:amp;)+(?=[#a-zA-Z])", "&", reference))
    named = character != reference and "&" not in character[1:] and _is_text(character)
    return character if named else None


def _is_text(characters: str) -> bool:
    return bool(characters) and all(
        (character >= " " or character in "\t\n")
        and not "\x7f" <= character <= "\x9f"
        and not "\ud800" <= character <= "\udfff"
        and character != "\ufffd"
        for character in characters
    )

"""Character references that a page left in its text (&ldquo; &#8220; &nbsp;)."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import lru_cache

from kouan.cleaning.rule import rule
from kouan.model.edits import Edit

REFERENCE = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")


@rule(
    "character_reference",
    kind="entity_escape",
    within_lines=True,
    by_places=True,
    examples={"&ldquo;三互&rdquo;": "“三互”", "湛江&nbsp;港": "湛江\u00a0港", "&#23736;": "岸"},
    keeps=["AT&T", "R&D;B", "A&B公司", "&#30;", "&nosuchname;", "&#xD800;"],
    trigger="&",
)
def character_reference(text: str) -> Iterator[Edit]:
    """Write the character the reference names; unknown names, controls and surrogates stay as they are."""
    for found in REFERENCE.finditer(text):
        character = _meant(found[0])
        if character is not None:
            yield Edit(found.start(), found.end(), character, 0.99)


@lru_cache(4096)
def _meant(reference: str) -> str | None:
    """The character a reference names; None where it stays."""
    character = html.unescape(reference)
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

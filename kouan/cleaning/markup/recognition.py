"""A text in, whether it is a page with its HTML out: by what it holds, never by the name of its file."""

from __future__ import annotations

import re
from typing import Final

from kouan.cleaning.markup.elements import BLOCKS, VOID
from kouan.model.expression import Expression

#: A page begins with one of these, behind comments, blanks and what wrappers put before it.
HEAD: Final = Expression(
    r"(?:\s|\ufeff|<\?[^>]{0,400}>|<!--.{0,2000}?-->|<[a-zA-Z]{1,12}(?:\s[^<>]{0,600})?>)*+",
    re.DOTALL,
)
ROOT: Final = Expression(r"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
LOOKED_AT: Final = 4096
TAG: Final = Expression(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,11})(?:\s[^<>]*+)?/?>")
#: Names whose tags make a page; b, i and font stand in plain text too.
TELLING: Final = BLOCKS - {"link", "search", "br", "hr", "head", "menu", "dir", "main", "title"}
#: A page without its head has so many telling tags, and such a share of its characters in tags.
FEWEST: Final = 6
SHARE: Final = 0.04
#: A piece of a page, as feeds and exports hold it, is short but begins and ends with a tag.
FEWEST_OF_PIECE: Final = 2


def is_page(text: str) -> bool:
    r"""Whether a text is HTML.

    >>> is_page("<!DOCTYPE html><p>口岸</p>"), is_page("<p>口岸</p>\\n<p>通关</p>")
    (True, True)
    >>> is_page("网页里的 <b>口岸</b> 二字"), is_page("标签 <p> 和 </p> 成对出现")
    (False, False)
    """
    if "</" not in text:
        return False
    head = text[:LOOKED_AT]
    begins = HEAD.match(head)
    if begins and ROOT.search(head, 0, begins.end() + 20) and TAG.search(text):
        return True
    opened = closed = covered = 0
    first = last = None
    for found in TAG.finditer(text):
        name = found[2].lower()
        covered += found.end() - found.start()
        if name in TELLING and name not in VOID:
            closed += bool(found[1])
            opened += not found[1]
        first = first or found
        last = found
    if first is None or last is None or not opened or not closed:
        return False
    telling = min(opened, closed)
    if telling >= FEWEST and covered >= SHARE * len(text):
        return True
    stripped = text.strip()
    return (
        telling >= FEWEST_OF_PIECE
        and text.startswith(first[0], len(text) - len(text.lstrip()))
        and stripped.endswith(last[0])
        and bool(last[1])
    )

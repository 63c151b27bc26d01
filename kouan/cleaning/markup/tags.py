"""HTML in, its tags, comments and scripts out, each with its place: read as browsers read them, in one pass.

The ledger leads every character back to its bytes, so what is needed of a parser is where each tag stands;
the trees of the libraries do not say. Whatever is written, the time grows with the length alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kouan.model.expression import Expression

#: What stands between these tags is no text of the page, whatever it looks like.
RAW: Final = frozenset(
    [
        "script",
        "style",
        "xmp",
        "iframe",
        "noembed",
        "noframes",
        "noscript",
        "textarea",
        "title",
        "template",
        "svg",
        "math",
        "object",
    ]
)
#: Blanks of HTML; the ideographic and the unbreakable space are text.
BLANKS: Final = " \t\n\r\f"
#: A name ends at a blank, a slash or the tag's end: an address in angle brackets (<a@b.cn>) is no tag.
_NAME: Final = r"[a-zA-Z][a-zA-Z0-9:_-]*+(?=[\s/>])"
_FIRST: Final = "".join(sorted({name[0] for name in RAW}))
_RAW: Final = rf"(?=[{_FIRST}{_FIRST.upper()}])(?i:{'|'.join(sorted(RAW))})(?=[\s/>])"
#: Blanks behind a tag go with it: they are no text wherever they stand.
_END: Final = f">[{BLANKS}]*+"
#: A ">" inside a quoted value does not end the tag.
_QUOTED: Final = rf"[^>=]*+(?:=\s*+(?:\"[^\"]*+\"|'[^']*+')?+[^>=]*+)*+{_END}"
#: What begins a comment, an element whose content is no text, and a tag that its quotation marks do not end.
_COMMENT, _ELEMENT, _UNQUOTED = 1, 2, 3
#: Closing tags first: they are half of all.
CAREFUL: Final = Expression(
    rf"<(?:/{_NAME}{_QUOTED}|(!--)|(?:({_RAW})|{_NAME}){_QUOTED}|(/?{_NAME})[^>]*+{_END}|[!?/][^>]*+{_END})"
)
#: Behind a quotation mark that swallows all the rest, a tag ends at its first ">".
PLAIN: Final = Expression(rf"<(?:(!--)|(?:({_RAW})|/?{_NAME})[^>]*+{_END}|[!?/][^>]*+{_END})")
NAME: Final = Expression(rf"(/?)({_NAME})")

#: [start, end) of the text, blanks behind it included, and the tag as it is written; "<!--" stands for a comment.
#: An element whose content is no text (a script) is one tag, from its first sign to its last.
Tag = tuple[int, int, str]


def tags_of(text: str) -> Iterator[Tag]:
    """The tags of a text in order, none overlapping; "<" that begins none is text.

    >>> [written for _, _, written in tags_of("<p>口岸<br/> 1 < 2</P><!-- > -->")]
    ['<p>', '<br/> ', '</P>', '<!--']
    """
    last = text.rfind(">") + 1
    pattern, at = CAREFUL, 0
    endless: set[str] = set()  # what is opened and never closed is looked for once
    while at < last:
        for found in pattern.finditer(text, at, last):
            kind = found.lastindex
            if kind is None:
                yield found.start(), found.end(), found[0]
                continue
            start, at = found.span()
            if kind == _COMMENT:
                at = _end_of_comment(text, at, endless)
            elif kind == _UNQUOTED:
                pattern = PLAIN
            name = found[kind].lower()
            if name in RAW:
                at = _end_of_raw(text, name, at, last, endless)
            yield start, at, found[0]
            break
        else:
            return


def _end_of_comment(text: str, behind: int, endless: set[str]) -> int:
    """Where a comment ends that opens before `behind`; without its end, at the first ">"."""
    if "--" not in endless:
        end = text.find("-->", behind - 2)
        if end >= 0:
            return end + 3
        endless.add("--")
    return text.find(">", behind) + 1 or behind


def _end_of_raw(text: str, name: str, behind: int, last: int, endless: set[str]) -> int:
    """Where an element ends whose content is no text; a script without an end reaches to the end of all."""
    if name not in endless:
        if found := CLOSERS[name].search(text, behind, last):
            return found.end()
        endless.add(name)
    return len(text) if name in ("script", "style") else behind


CLOSERS: Final = {name: Expression(rf"</{name}[^>]*+>", re.IGNORECASE) for name in RAW}

"""Names inside containers in; names that say the same and can do no harm out."""

from __future__ import annotations

import re
from collections import Counter

from kouan.model.expression import Expression

#: An id that is longer is no name.
LONGEST = 300

DRIVE = Expression(r"[A-Za-z]:")


def readable(raw: bytes) -> str:
    r"""A name as text: UTF-8, else GB18030, in which Chinese systems write archives; other bytes are escaped.

    >>> readable("口岸.txt".encode("gbk")), readable(b"a\xff")
    ('口岸.txt', 'a\\xff')
    """
    for codec in ("utf-8", "gb18030"):
        try:
            name = raw.decode(codec)
        except UnicodeDecodeError:
            continue
        if name.isprintable():
            return name
    return (
        raw.decode("utf-8", "backslashreplace")
        .encode("unicode_escape")
        .decode("ascii")
        .replace("\\\\x", "\\x")
    )


def is_hidden(name: str) -> bool:
    """Whether a folder would hide it too: what a system or an editor left there."""
    parts = name.split("/")
    return any(part.startswith(".") and part.strip(".") for part in parts) or "__MACOSX" in parts


def leaves(name: str) -> bool:
    r"""Whether a name leads out of its container: /etc/passwd, ../a, C:\a.

    >>> [leaves(name) for name in ("../a", "a/../../b", "/a", "C:\\a", "..\\a", "a..b/c")]
    [True, True, True, True, True, False]
    """
    return bool(name.startswith(("/", "\\")) or DRIVE.match(name)) or ".." in re.split(
        r"[/\\]", name
    )


def label(said: str) -> str:
    """An id as a name that can stand in a location; empty where it is none."""
    said = said.strip()
    return said if said.isprintable() and len(said) <= LONGEST else ""


class Names:
    """Gives each member of a container a name of its own: the second a.txt is a.txt~2."""

    def __init__(self) -> None:
        self._met: Counter[str] = Counter()

    def own(self, name: str) -> str:
        """The name, numbered where it was met before."""
        self._met[name] += 1
        if self._met[name] == 1:
            return name
        return self.own(f"{name}~{self._met[name]}")

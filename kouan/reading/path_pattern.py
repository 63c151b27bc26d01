"""A pattern over paths in ({source}/{crawled:%Y-%m-%d}/{name}), what a path says of its input out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import Final

from kouan.reading.containers.endings import INSIDE
from kouan.reading.inputs import Input
from kouan.reading.manifest import Known, with_known

PART: Final = re.compile(r"\{(\w+)(?::([^{}]+))?\}")
#: What each name of a pattern fits; host and path together are an address.
NAMES: Final = {
    "source": r"[^/]+",
    "name": r"[^/]+",
    "host": r"[^/]+\.[^/]+",
    "path": r".+",
    "any": r".*",
}
#: What a format of a time is made of.
DIGITS: Final = {"%Y": r"\d{4}", **dict.fromkeys(("%m", "%d", "%H", "%M", "%S"), r"\d{2}")}


class PatternError(ValueError):
    """A pattern over paths that cannot be used; the message says what would be right."""


@lru_cache(16)
def compiled(pattern: str) -> tuple[re.Pattern[str], str]:
    """The expression that fits the end of a path, and the format of its time.

    Raises:
        PatternError: a name is unknown, or a time has no format.
    """
    parts, at, format_ = [], 0, ""
    met: set[str] = set()
    for found in PART.finditer(pattern):
        parts.append(re.escape(pattern[at : found.start()]))
        at = found.end()
        name, how = found[1], found[2]
        if name in met and name != "any":
            raise PatternError(f"{pattern}: {{{name}}} stands twice; name it once")
        met.add(name)
        if name == "crawled":
            if how is None or re.sub("|".join(DIGITS), "", how).count("%"):
                raise PatternError(
                    f"{pattern}: {{crawled}} needs a format of {' '.join(DIGITS)}; write {{crawled:%Y-%m-%d}}"
                )
            format_ = how
            parts.append(f"(?P<crawled>{_time(how)})")
        elif name in NAMES and how is None:
            parts.append(f"(?P<{name}>{NAMES[name]})" if name != "any" else NAMES[name])
        else:
            raise PatternError(
                f"{pattern}: {found[0]} is no part of a pattern; parts are {{crawled:%Y-%m-%d}}, "
                + ", ".join(f"{{{one}}}" for one in NAMES)
            )
    parts.append(re.escape(pattern[at:]))
    return re.compile(f"(?:^|/){''.join(parts)}$"), format_


def _time(how: str) -> str:
    parts = re.split(f"({'|'.join(DIGITS)})", how)
    return "".join(DIGITS.get(part) or re.escape(part) for part in parts)


def known_by(pattern: str, location: str) -> Known | None:
    """What a path says; None where it does not fit.

    >>> known_by("{source}/{crawled:%Y-%m-%d}/{name}", "inbox/people/2024-01-31/1.html")
    Known(url=None, crawled_at='2024-01-31T00:00:00', source='people')
    >>> known_by("{host}/{path}", "mirror/a.example/x/1.html").url
    'http://a.example/x/1.html'
    """
    expression, format_ = compiled(pattern)
    found = expression.search(location.replace(INSIDE, "/"))
    if found is None:
        return None
    said = found.groupdict()
    when = None
    if said.get("crawled"):
        try:
            when = datetime.strptime(said["crawled"], format_).isoformat()  # noqa: DTZ007 - taken for UTC
        except ValueError:
            return None
    url = f"http://{said['host']}/{said['path']}" if said.get("host") and said.get("path") else None
    return Known(url, when, said.get("source"))


def patterned(inputs: Sequence[Input], pattern: str) -> tuple[list[Input], list[str]]:
    """Inputs with what their paths say, and how many do not fit, in words."""
    told, silent = [], []
    for entry in inputs:
        known = known_by(pattern, entry.location)
        if known is None:
            silent.append(entry.location)
        # what the container says is closer to the page than where somebody put the file
        mine = entry.member
        told.append(
            entry
            if known is None
            else with_known(
                entry,
                known
                if mine is None
                else Known(
                    mine.url or known.url,
                    mine.crawled_at or known.crawled_at,
                    mine.source or known.source,
                ),
            )
        )
    if not silent:
        return told, []
    return told, [
        f"path_pattern {pattern} does not fit {len(silent):,} inputs, {silent[0]} among them"
    ]

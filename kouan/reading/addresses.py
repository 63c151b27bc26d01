"""Addresses of pages in, the one spelling under which a page is known out; and inputs under their addresses."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from kouan.reading.inputs import Input

PORTS: Final = {"http": 80, "https": 443}
#: Parameters that say how somebody came to a page, not which page it is.
TRACES: Final = ("utm_", "spm", "fbclid", "gclid", "from_source", "share_token")


def canonical(url: str) -> str | None:
    """The spelling of an address: small scheme and host, no port that goes without saying, no fragment, no traces.

    None: it is the address of no page.

    >>> canonical("HTTP://News.Example:80/a/../b?x=1&utm_source=feed#top"), canonical("file:///etc/passwd")
    ('http://news.example/a/../b?x=1', None)
    """
    try:
        parts = urlsplit(url.strip())
        scheme, host, port = parts.scheme.lower(), parts.hostname, parts.port
    except ValueError:
        return None
    if scheme not in PORTS or not host or not url.isprintable():
        return None
    place = f"[{host}]" if ":" in host else host
    if port is not None and port != PORTS[scheme]:
        place = f"{place}:{port}"
    query = parts.query
    if any(trace in query for trace in TRACES):
        kept = [
            (name, value)
            for name, value in parse_qsl(query, keep_blank_values=True)
            if not name.startswith(TRACES)
        ]
        query = urlencode(kept)
    # an empty query or fragment goes, and what blanks stood before it
    return urlunsplit((scheme, place, parts.path.rstrip() or "/", query.rstrip(), "")).strip()


def addressed(inputs: Sequence[Input]) -> list[Input]:
    """Inputs with a known address under it, so that the page keeps its name whatever file brings it.

    Of several fetches of one page the last one has the address, the others keep their place. What is known of
    an input counts as a part of its status: when its address or its time changes, it is read again.
    """
    if not any(entry.member for entry in inputs):
        return list(inputs)
    last: dict[str, tuple[str, str]] = {}
    addresses: list[str | None] = []
    for entry in inputs:
        url = entry.member.url if entry.member else None
        address = canonical(url) if url else None
        addresses.append(address)
        if address and entry.member:
            order = (entry.member.crawled_at or "", entry.location)
            last[address] = max(last.get(address, ("", "")), order)
    return [
        entry if entry.member is None else _known(entry, address, last)
        for entry, address in zip(inputs, addresses, strict=True)
    ]


def _known(entry: Input, address: str | None, last: dict[str, tuple[str, str]]) -> Input:
    member = entry.member
    if member is None:
        return entry
    if address is not None and last[address][1] == entry.location:
        member = member._replace(place=entry.location)
        entry = entry._replace(location=address, member=member)
    said = "\n".join(part or "" for part in member[2:])
    if not said.strip("\n"):
        return entry
    mark = int.from_bytes(blake2b(said.encode("utf-8", "replace"), digest_size=7).digest(), "big")
    return entry._replace(inode=entry.inode ^ mark)

"""A record in; what a citation adds to its source out: the quote, when it was fetched, digests, release, standing."""

from __future__ import annotations

import re
from typing import Final

from flows.citing.words import Language, one_line, words
from warehouse.releases.cited import Cited

_HOST: Final = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?", re.IGNORECASE)


def day_of(published: str | None) -> str | None:
    """The day of a date in ISO 8601, as exact as it is stated.

    >>> day_of("2023-08-07T16:31:23+08:00"), day_of("2023-08"), day_of(None)
    ('2023-08-07', '2023-08', None)
    """
    return published.split("T")[0].split(" ")[0] if published else None


def publisher_of(cited: Cited) -> str | None:
    """Who published it: whom the article credits, else the site that shows it, by its name.

    Of a site that is known by its host alone nothing is said: the address has it, and a host is responsible for nothing.
    """
    if cited.publisher:
        return cited.publisher
    return None if cited.site is None or _HOST.fullmatch(cited.site) else cited.site


def place_of(cited: Cited, language: Language) -> str:
    """Where the source stands: its address, else the file it was read from."""
    if address := address_of(cited):
        return address
    return words(language)["file"].format(place=one_line(cited.location))


def address_of(cited: Cited) -> str | None:
    """The address of the page, without what could break a line; None where it was read from a file."""
    address = cited.url or cited.location
    if not address.lower().startswith(("http://", "https://")):
        return None
    return "".join(
        character if character.isprintable() and not character.isspace() else _percent(character)
        for character in address
    )


def _percent(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "surrogatepass"))


def fetched(cited: Cited, language: Language) -> str | None:
    """When the page was fetched, or at least read."""
    say = words(language)
    if cited.crawled_at is not None:
        return say["crawled"].format(time=f"{cited.crawled_at:%Y-%m-%d %H:%M}")
    if cited.read_at is not None:
        return say["read"].format(time=f"{cited.read_at:%Y-%m-%d %H:%M}")
    return None


def evidence(cited: Cited, language: Language, *, quote: bool = True) -> str:
    """The quote, the digests by which it can be found again, and what became of it, as one line."""
    say = words(language)
    parts = (
        [say["quoted"].format(sentence=one_line(cited.sentence))]
        if quote and cited.sentence
        else []
    )
    if when := fetched(cited, language):
        parts.append(when)
    parts.append(say["document"].format(digest=cited.document_id))
    if cited.fact_key:
        parts.append(say["fact"].format(key=cited.fact_key))
    if cited.release and cited.released_at:
        parts.append(
            say["release"].format(
                name=cited.release, day=f"{cited.released_at:%Y-%m-%d}", digest=cited.release_digest
            )
        )
    if cited.version:
        parts.append(say["version"].format(version=cited.version))
    if cited.standing in ("superseded", "vanished"):
        parts.append(say[cited.standing])
    return one_line(say["semicolon"].join(parts) + say["stop"])

"""A record in; a citation in words out, English or Chinese."""

from __future__ import annotations

from flows.citing.evidence import day_of, evidence, place_of, publisher_of
from flows.citing.words import Language, one_line, words
from warehouse.releases.cited import Cited


def plain(cited: Cited, language: Language = "en", *, bare: bool = False) -> str:
    """Publisher, authors, title, day, place; then, unless it is to be bare, the quote with its digests."""
    say = words(language)
    credited = [publisher_of(cited), *cited.authors]
    names = ("、" if language == "zh" else ", ").join(one_line(name) for name in credited if name)
    title = one_line(cited.title) if cited.title else say["no_title"]
    day = day_of(cited.published) or say["no_date"]
    place = place_of(cited, language)
    if language == "zh":
        named = f"《{title}》" if cited.title else title
        source = f"{names}：{named}，{day}，{place}。" if names else f"{named}，{day}，{place}。"
    else:
        named = f"“{title}”" if cited.title else title
        source = ". ".join(part.rstrip(".") for part in (names, named, day, place) if part) + "."
    return (
        source if bare else f"{source}{'' if language == 'zh' else ' '}{evidence(cited, language)}"
    )

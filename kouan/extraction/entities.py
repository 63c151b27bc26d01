"""An article in, its entities out: each with every place where it is named and the fullest name the document gives it."""

from __future__ import annotations

from collections.abc import Mapping

from kouan.extraction.names.mentions import find_mentions, place_mentions
from kouan.extraction.names.naming import canonical_names
from kouan.extraction.names.passages import Candidate
from kouan.model.article import Article
from kouan.model.facts import Entity, EntityType, Mention
from kouan.model.knowledge import Knowledge
from kouan.model.processed import Cleaned


def find_entities(article: Article, document: Cleaned, knowledge: Knowledge) -> tuple[Entity, ...]:
    """Every entity that the blocks of an article name, in the order of first mention.

    Offsets of mentions are in the clean text of the document. Nothing is taken from damaged spans.
    """
    passage, candidates = find_mentions(article, knowledge)
    named = [
        (passage.text[one.start : one.end], one, start)
        for start, one in place_mentions(article, document.damages, candidates)
    ]
    names = canonical_names(
        {(one.type, one.name or surface) for surface, one, _ in named}, knowledge
    )
    return _grouped(named, names)


def _grouped(
    named: list[tuple[str, Candidate, int]], names: Mapping[tuple[EntityType, str], str]
) -> tuple[Entity, ...]:
    groups: dict[tuple[EntityType, str], list[Mention]] = {}
    for surface, one, start in named:
        name = names[one.type, one.name or surface]
        mention = Mention(start, start + len(surface), surface, one.type, name, one.confidence)
        groups.setdefault((one.type, name), []).append(mention)
    return tuple(Entity(name, kind, tuple(mentions)) for (kind, name), mentions in groups.items())

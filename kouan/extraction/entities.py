"""An article in, its entities out: each with every place where it is named and the fullest name the document gives it."""

from __future__ import annotations

from collections.abc import Mapping

from kouan.extraction.names.mentions import find_mentions, place_mentions
from kouan.extraction.names.naming import Key, canonical_names, known_names
from kouan.extraction.names.passages import Candidate
from kouan.model.article import Article
from kouan.model.facts import Entity, EntityType, Known, Mention
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
    return _grouped(named, names, knowledge.made(known_names))


def _grouped(
    named: list[tuple[str, Candidate, int]],
    names: Mapping[Key, str],
    known: Mapping[Key, Known],
) -> tuple[Entity, ...]:
    groups: dict[tuple[EntityType, str], list[Mention]] = {}
    for surface, one, start in named:
        name = names[one.type, one.name or surface]
        mention = Mention(start, start + len(surface), surface, one.type, name, one.confidence)
        groups.setdefault((one.type, name), []).append(mention)
    return tuple(
        Entity(name, kind, tuple(mentions), _known(kind, name, mentions, known))
        for (kind, name), mentions in groups.items()
    )


def _known(
    kind: EntityType, name: str, mentions: list[Mention], known: Mapping[Key, Known]
) -> Known | None:
    """What the gazetteers know of the name, or else of all its surfaces that they list, if that is one thing."""
    if (own := known.get((kind, name))) is not None:
        return own
    listed = {known[kind, one.surface] for one in mentions if (kind, one.surface) in known}
    return next(iter(listed)) if len(listed) == 1 else None

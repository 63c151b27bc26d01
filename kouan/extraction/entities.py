"""An article in, its entities out: each with every place where it is named and the fullest name the document gives it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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
    return entities_of([(article, document)], knowledge)[0]


def entities_of(
    pages: Sequence[tuple[Article, Cleaned]], knowledge: Knowledge
) -> list[tuple[Entity, ...]]:
    """The entities of each article, as `find_entities` reads them; each step goes through all articles."""
    mentions = find_mentions([article for article, _ in pages], knowledge)
    named = [
        [
            (passage.text[one.start : one.end], one, start)
            for start, one in place_mentions(article, document.damages, candidates)
        ]
        for (article, document), (passage, candidates) in zip(pages, mentions, strict=True)
    ]
    names = [
        canonical_names({(one.type, one.name or surface) for surface, one, _ in some}, knowledge)
        for some in named
    ]
    known = knowledge.made(known_names)
    return [_grouped(*one, known) for one in zip(named, names, strict=True)]


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

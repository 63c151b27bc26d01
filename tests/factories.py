"""Small builders of expected values: knowledge as shipped, articles and entities from plain text."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from kouan.model.article import Article, Block, Role, Script
from kouan.model.decoding import Decoding, Segment
from kouan.model.facts import Entity, EntityType, Mention
from kouan.model.knowledge import Knowledge
from kouan.model.processed import Cleaned

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"
GOLD = ROOT / "tests" / "gold"
FIELDS = ROOT / "tests" / "fields"
UNSEEN = ROOT / "tests" / "unseen"


@cache
def knowledge() -> Knowledge:
    """Knowledge as shipped."""
    from kouan.gathering import gather

    return gather()


def decoding_of(text: str) -> Decoding:
    """A text as if it had been read from UTF-8."""
    size = len(text.encode())
    segments = (Segment(0, len(text), 0, size, "utf-8"),) if text else ()
    return Decoding(text, "utf-8", 0.0, None, segments)


def cleaned_of(text: str) -> Cleaned:
    """A text that is clean already, as cleaning would hand it on."""
    return Cleaned(decoding_of(text), text, (), Script.HANS, (), (), ())


def article_of(
    *paragraphs: str | tuple[Role, str],
    title: str | None = None,
    published_at: str | None = None,
    source: str | None = None,
) -> tuple[Article, Cleaned]:
    """An article of these paragraphs (body unless a role is given), and the clean document it stands in."""
    lines, blocks, at = [], [], 0
    if title is not None:
        lines.append(title)
        at = len(title) + 1
    for paragraph in paragraphs:
        role, text = (Role.BODY, paragraph) if isinstance(paragraph, str) else paragraph
        blocks.append(Block(role, at, at + len(text), text))
        lines.append(text)
        at += len(text) + 1
    article = Article(
        "",
        title,
        0,
        len(title or ""),
        None,
        published_at,
        None,
        source,
        None,
        (),
        Script.HANS,
        tuple(blocks),
    )
    return article, cleaned_of("\n".join(lines))


def surfaces(text: str, kind: EntityType) -> set[str]:
    """What a sentence calls all that it names of one type."""
    from kouan.extraction.entities import find_entities

    found = find_entities(*article_of(text), knowledge())
    return {mention.surface for one in found if one.type is kind for mention in one.mentions}


def named(text: str) -> set[str]:
    """Type and surface of all that a text names."""
    from kouan.extraction.entities import find_entities

    found = find_entities(*article_of(text), knowledge())
    return {f"{one.type.value} {mention.surface}" for one in found for mention in one.mentions}


def subjects_in_turn(text: str) -> list[str | None]:
    """Whom each figure of a story of local news is about."""
    from kouan.extraction.entities import find_entities
    from kouan.extraction.metrics import find_metrics

    article, document = article_of(text, title="本地快讯", published_at="2031-10-09")
    entities = find_entities(article, document, knowledge())
    return [one.subject for one in find_metrics(article, entities, document, knowledge())]


def entity(text: str, name: str, kind: str, surface: str) -> Entity:
    """An entity with a mention at each place where the text has the surface."""
    mentions = []
    at = text.find(surface)
    while at >= 0:
        mentions.append(Mention(at, at + len(surface), surface, EntityType(kind), name))
        at = text.find(surface, at + 1)
    return Entity(name, EntityType(kind), tuple(mentions))

"""One clean document in, its articles out: title, roles of the blocks, and what the page says of itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kouan.model.article import Article, Block, Role
from kouan.model.knowledge import Knowledge
from kouan.model.processed import Cleaned
from kouan.segmentation.authors import authors_of
from kouan.segmentation.bylines import byline_names
from kouan.segmentation.headline import cuts_short, headline_of, unboxed
from kouan.segmentation.items import Item, items_in, removals_by_item
from kouan.segmentation.lines import paragraphs_of
from kouan.segmentation.metadata import Metadata, metadata_of
from kouan.segmentation.owners import house_above
from kouan.segmentation.published import published_in
from kouan.segmentation.publishers import credit_in, issuer_of
from kouan.segmentation.roles import roles_of
from kouan.segmentation.statements import statements_of


def segment(document: Cleaned, knowledge: Knowledge) -> tuple[Article, ...]:
    """The stories of a document, in reading order; none where the clean text is blank.

    The blocks, title and subtitle together hold every line that says something exactly once.
    """
    items = items_in(document, knowledge)
    statements = statements_of(document)
    return tuple(
        _told_apart(
            _article(item, metadata_of(removals, knowledge, statements), document, knowledge)
            for item, removals in zip(
                items, removals_by_item(items, document.removals), strict=True
            )
        )
    )


def _told_apart(articles: Iterable[Article]) -> Iterator[Article]:
    """The same articles; a key that comes again (two stories of one title) is numbered."""
    seen: Counter[str] = Counter()
    for article in articles:
        key = article.item_key
        seen[key] += 1
        yield article if seen[key] == 1 else replace(article, item_key=f"{key}#{seen[key]}")


def _article(
    item: Item,
    metadata: Metadata,
    document: Cleaned,
    knowledge: Knowledge,
) -> Article:
    lines = item.lines
    house = house_above([line.text for line in lines], metadata.source, metadata.shown, knowledge)
    title, subtitle = headline_of(lines, house[:1] if house else ())
    if title is not None and byline_names(lines[title].text, knowledge) is not None:
        title = subtitle = None
    told = [line for number, line in enumerate(lines) if number not in (title, subtitle)]
    headline = None if title is None else unboxed(lines[title])
    roles = roles_of(told, knowledge)
    for number, line in enumerate(told[: title or 0]):
        if cuts_short(line.text, lines[title or 0].text):
            roles[number] = Role.HEADING
    paragraphs = paragraphs_of(told)
    authors, named = authors_of(
        headline and headline.text, told, roles, paragraphs, metadata, knowledge, below=title
    )
    blocks = tuple(
        Block(Role.BYLINE if number in named else role, line.start, line.end, line.text)
        for number, (line, role) in enumerate(zip(told, roles, strict=True))
    )
    texts = [line.text for line in told]
    published = published_in(metadata.said, texts, paragraphs, metadata.statements)
    source, source_evidence = metadata.source, metadata.source_evidence
    if source is None:
        source, source_evidence = credit_in(texts, knowledge)
    if source is None:
        issuer = issuer_of(headline.text) if headline else None
        above = (house[0], house[1]) if house and house[1] else None
        credit = issuer or metadata.owner or above
        source, source_evidence = credit or (None, None)
    return Article(
        item.key(headline and headline.text),
        headline.text if headline else None,
        headline.start if headline else 0,
        headline.end if headline else 0,
        None if subtitle is None else lines[subtitle].text,
        published.at,
        published.evidence,
        source,
        source_evidence,
        authors,
        document.script,
        blocks,
        published.confidence,
        metadata.site,
        item.column,
        tuple(Block(Role.HEADING, line.start, line.end, line.text) for line in item.above),
    )

"""An article and what its feed or export says of it in; the article that says both out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kouan.cleaning.pipeline import clean_batch
from kouan.model.article import Article, Block, Role
from kouan.model.knowledge import Knowledge
from kouan.reading.decoding import decode
from kouan.reading.forms import Given

#: How sure a date is that stands in a field of its own.
CERTAIN: Final = 0.95
#: A title that was not taken for one stands among the first so many blocks.
FIRST: Final = 3


def with_given(articles: Sequence[Article], told: Given) -> Sequence[Article]:
    """Articles of one document with what its form says of it, in clean words.

    A date in a field wins over one in the text, and so does the title; publisher and authors are taken where
    the text is silent. Of several stories in one text each keeps its own title, authors and date.
    """
    if len(articles) != 1:
        return [_silent(article, told) for article in articles]
    article = _silent(_titled(articles[0], told.title), told, wins=True)
    return [replace(article, authors=article.authors or told.authors)]


def in_clean_words(told: Sequence[Given | None], knowledge: Knowledge) -> list[Given | None]:
    """What the forms of a batch say, cleaned as text is: in Simplified characters, without references and glosses."""
    words = list(
        dict.fromkeys(
            word
            for one in told
            if one is not None
            for word in (one.title, one.publisher, *one.authors)
            if word
        )
    )
    if not words:
        return list(told)
    documents = clean_batch([decode(word.encode("utf-8", "replace")) for word in words], knowledge)
    clean = {
        word: " ".join(document.clean.split()) or None
        for word, document in zip(words, documents, strict=True)
    }
    return [
        one
        and one._replace(
            title=clean[one.title] if one.title else None,
            publisher=clean[one.publisher] if one.publisher else None,
            authors=tuple(name for author in one.authors if (name := clean[author])),
        )
        for one in told
    ]


def _silent(article: Article, told: Given, *, wins: bool = False) -> Article:
    """An article with date and publisher where it has none; a date that `wins` is put in any case."""
    if told.published_at and (wins or article.published_at is None):
        article = replace(
            article,
            published_at=told.published_at,
            published_evidence=told.published_text,
            published_confidence=CERTAIN,
        )
    if article.source is None and told.publisher:
        article = replace(article, source=told.publisher, source_evidence=told.publisher)
    return article


def _titled(article: Article, title: str | None) -> Article:
    """An article under this title; what was taken for its title is a heading then, and no line is lost."""
    if title is None or article.title == title:
        return article
    blocks = article.blocks
    start = end = 0
    for number, block in enumerate(blocks[:FIRST]):
        if block.text == title:
            start, end = block.start, block.end
            blocks = (*blocks[:number], *blocks[number + 1 :])
            break
    if article.title is not None:
        former = Block(Role.HEADING, article.title_start, article.title_end, article.title)
        blocks = tuple(sorted((former, *blocks), key=lambda block: block.start))
    return replace(article, title=title, title_start=start, title_end=end, blocks=blocks)

"""An article in; its row and the rows of its blocks out, title and subtitle first."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final
from urllib.parse import urlsplit

from kouan.model.article import Article, Damage
from kouan.model.characters import PINYIN_LETTERS, TONED_VOWELS
from kouan.model.expression import Expression
from kouan.model.processed import ProcessedDocument
from kouan.tabulation.documents import raw_spans
from kouan.tabulation.rows import ArticleRow, BlockRow, ItemRow
from kouan.tabulation.values import instant_of

_HAN: Final = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
#: A reading in brackets behind a Chinese character; the longest syllable has six letters (zhuāng).
_READING: Final = Expression(
    rf"[{_HAN}]\s?[(（]\s?([{PINYIN_LETTERS}]{{1,6}})\s?[)）]", holds="(（"
)


def article_rows(
    document: ProcessedDocument, article: Article, key: str, id_: str
) -> tuple[ArticleRow, tuple[BlockRow, ...]]:
    """The row of one article, and its blocks with their place in the clean text and in the bytes."""
    cleaned = document.cleaned
    parts = _parts(article, cleaned.clean)
    raw_start, raw_end = raw_spans(cleaned.ledger, [(start, end) for _, start, end, _ in parts])
    blocks = tuple(
        BlockRow(
            id_, position, role, text, start, end, int(raw_start[position]), int(raw_end[position])
        )
        for position, (role, start, end, text) in enumerate(parts)
    )
    spans = [(block.start, block.end) for block in blocks]
    row = ArticleRow(
        article_id=id_,
        article_key=key,
        document_id=document.document_id,
        item_key=article.item_key,
        location=document.source.location,
        title=article.title,
        subtitle=article.subtitle,
        published_at=instant_of(article.published_at),
        published_text=article.published_at,
        published_evidence=article.published_evidence,
        publisher=article.source,
        publisher_evidence=article.source_evidence,
        authors=tuple(article.authors),
        script=article.script.value,
        characters=sum(len(block.text) for block in blocks),
        blocks=len(article.blocks),
        edits=sum(len(done.edits) for done in cleaned.passes),
        suspicions=len(cleaned.suspicions),
        damaged_characters=_damaged(cleaned.damages, spans),
        residual_edits=cleaned.residual_edits,
        residual_glosses=sum(readings_left(block.text) for block in blocks),
        residual_traditional=cleaned.residual_traditional,
        published_confidence=article.published_confidence,
        site=article.site or _host(document.source.url or document.source.location),
    )
    return row, blocks


def _host(location: str) -> str | None:
    """The host of an address; None for a path."""
    if "://" not in location:
        return None
    try:
        return urlsplit(location).hostname
    except ValueError:
        return None


def item_row(document: ProcessedDocument, article: Article, number: int) -> ItemRow:
    """The stretch of the document that one story takes, from its title to its last block."""
    parts = _parts(article, document.cleaned.clean)
    start = min((start for _, start, _, _ in parts), default=0)
    end = max((end for _, _, end, _ in parts), default=0)
    raw_start, raw_end = document.cleaned.origin(start, end)
    return ItemRow(
        document.document_id,
        number,
        article.item_key,
        start,
        end,
        raw_start,
        raw_end,
        article.column,
    )


def _parts(article: Article, clean: str) -> list[tuple[str, int, int, str]]:
    """Role, start, end and text of title, subtitle and blocks, in this order."""
    parts: list[tuple[str, int, int, str]] = []
    if article.title is not None:
        parts.append(("title", article.title_start, article.title_end, article.title))
    if article.subtitle is not None:
        at = clean.find(article.subtitle, article.title_end)
        at = at if at >= 0 else clean.find(article.subtitle)
        place = (
            (at, at + len(article.subtitle)) if at >= 0 else (article.title_end, article.title_end)
        )
        parts.append(("subtitle", *place, article.subtitle))
    parts.extend((block.role.value, block.start, block.end, block.text) for block in article.blocks)
    return parts


def _damaged(damages: Sequence[Damage], spans: Sequence[tuple[int, int]]) -> int:
    """Characters of the spans that lie in a damage, each counted once."""
    total, reached = 0, -1
    merged: list[tuple[int, int]] = []
    for damage in sorted(damages, key=lambda damage: (damage.start, damage.end)):
        start = max(damage.start, reached)
        if damage.end > start:
            merged.append((start, damage.end))
            reached = damage.end
    stops = [stop for _, stop in merged]
    for start, end in spans:
        for begin, stop in merged[bisect_right(stops, start) : bisect_left(merged, (end,))]:
            total += min(end, stop) - max(start, begin)
    return total


def readings_left(text: str) -> int:
    """Brackets with a toned reading of pinyin behind a Chinese character.

    >>> readings_left("檢驗(yàn)檢疫局(FDA)")
    1
    """
    return sum(
        any(letter in TONED_VOWELS for letter in found[1]) for found in _READING.finditer(text)
    )

"""What a citation says of one figure, post or article: a record without the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

Kind = Literal["figure", "post", "article"]
#: What became of what is cited: it holds; its page was not found any more; a later version says otherwise;
#: only a release still has it.
Standing = Literal["holds", "vanished", "superseded", "released"]


@dataclass(frozen=True, slots=True)
class Cited:
    """One source with what is quoted from it; None is not stated. Times are UTC.

    `release` is the release it is cited from, or the newest one that holds this very figure.
    """

    id: str
    kind: Kind
    article_id: str
    article_key: str | None
    document_id: str
    location: str
    url: str | None
    title: str | None
    publisher: str | None
    authors: tuple[str, ...]
    site: str | None
    published: str | None
    crawled_at: datetime | None
    read_at: datetime | None
    version: str | None
    standing: Standing
    fact_key: str | None = None
    metric_id: str | None = None
    surface: str | None = None
    sentence: str | None = None
    release: str | None = None
    release_digest: str | None = None
    released_at: datetime | None = None

    @property
    def key(self) -> str:
        """What tells one citation from another over all versions: of a figure its fact_key, else the story or row."""
        return self.fact_key or (self.article_key if self.kind == "article" else None) or self.id


def cited_of(id_: str, kind: Kind, standing: Standing, row: Mapping[str, Any]) -> Cited:
    """The citation that a row with the columns of release_fact says; `release_name`, its digest and its time where it has them.

    Only a figure has its keys and surface, and an article no sentence, whatever else the row holds.
    """
    is_figure = kind == "figure"
    return Cited(
        id=id_,
        kind=kind,
        article_id=row["article_id"],
        article_key=row["article_key"],
        document_id=row["document_id"],
        location=row["location"],
        url=row["url"],
        title=row["title"],
        publisher=row["publisher"],
        authors=tuple(row["authors"] or ()),
        site=row["site"],
        published=row["published_text"],
        crawled_at=row["crawled_at"],
        read_at=row["read_at"],
        version=row["version"],
        standing=standing,
        fact_key=row["fact_key"] if is_figure else None,
        metric_id=row["metric_id"] if is_figure else None,
        surface=row["surface"] if is_figure else None,
        sentence=None if kind == "article" else row["sentence"],
        release=row.get("release_name"),
        release_digest=row.get("release_digest"),
        released_at=row.get("released_at"),
    )

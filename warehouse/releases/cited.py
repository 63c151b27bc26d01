"""What a citation says of one figure, post or article: a record without the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

#: What became of what is cited: it holds; its page was not found any more; a later version says otherwise;
#: only a release still has it.
Standing = Literal["holds", "vanished", "superseded", "released"]


@dataclass(frozen=True, slots=True)
class Cited:
    """One source with what is quoted from it; None is not stated. Times are UTC.

    `release` is the release it is cited from, or the newest one that holds this very figure.
    """

    id: str
    kind: Literal["figure", "post", "article"]
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

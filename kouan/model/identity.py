"""Ids of stories and entities: where a story stands and what it says, type and name go in, the same digests on every machine come out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from kouan.model.knowledge import digest_of

#: What stands for "not stated" inside a digest: no text can hold it by chance.
NOT_STATED: Final = "\x00"


def entity_id(type_: str, name: str) -> str:
    """A named thing over all documents."""
    return digest_of(type_, name)


def article_key(location: str, item_key: str) -> str:
    """The same story over all its versions: where it stands, and which of the document's stories it is."""
    return digest_of(location, item_key)


def article_id(
    key: str, title: str | None, subtitle: str | None, blocks: Iterable[tuple[str, str]]
) -> str:
    """One content of one story: title, subtitle, and each block as (role, text)."""
    return digest_of(
        key, said(title), said(subtitle), *(part for block in blocks for part in block)
    )


def said(value: str | None) -> str:
    """A value for a digest; null differs from the empty text."""
    return NOT_STATED if value is None else value

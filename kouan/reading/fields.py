"""Names of fields in; which of a line's fields hold its text, title, address, date, out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import NamedTuple


class Value(NamedTuple):
    """A field's value as text, and where it stands in the line, without its quotes; numbers count as text."""

    said: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Fields:
    """Names of the fields of a line, by what they hold; the first that a line has is taken.

    A name with dots leads into objects inside the line: meta.title.
    """

    text: tuple[str, ...] = ("text", "content", "body", "article", "正文", "内容")
    title: tuple[str, ...] = ("title", "headline", "标题")
    url: tuple[str, ...] = ("url", "link", "网址")
    published: tuple[str, ...] = (
        *("published", "published_at", "publish_time", "pubdate", "date", "time"),
        *("发布时间", "日期"),
    )
    author: tuple[str, ...] = ("author", "authors", "作者")
    source: tuple[str, ...] = ("source", "publisher", "来源")
    id: tuple[str, ...] = ("id", "guid", "news_id")
    crawled: tuple[str, ...] = ("crawled_at", "fetched_at", "crawl_time")

    def chosen(self, line: Mapping[str, Value]) -> dict[str, str]:
        """For each kind of field the name under which this line has it."""
        found = {}
        for kind in fields(self):
            names: tuple[str, ...] = getattr(self, kind.name)
            name = next((one for one in names if one in line and line[one].said), None)
            if name is not None:
                found[kind.name] = name
        return found

"""An article as segmentation leaves it: blocks with roles, what was taken out, what the page says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a block is in its article."""

    HEADING = "heading"
    BODY = "body"
    BYLINE = "byline"
    CAPTION = "caption"
    EDITOR_NOTE = "editor_note"


class RemovedKind(StrEnum):
    """Why a stretch of the page is not article."""

    DUPLICATE_BLOCK = "duplicate_block"
    RELATED_LINKS = "related_links"
    AD_FOOTER = "ad_footer"
    COPYRIGHT_NOTICE = "copyright_notice"
    NAVIGATION = "navigation"
    SOURCE_LINE = "source_line"
    DATELINE = "dateline"
    SHARE_WIDGET = "share_widget"
    OTHER = "other"


class RepairKind(StrEnum):
    """What a repair in the running text mends."""

    PINYIN_ANNOTATION = "pinyin_annotation"
    MOJIBAKE = "mojibake"
    BROKEN_PARAGRAPH = "broken_paragraph"
    STRAY_WORD = "stray_word"
    PUNCTUATION_WIDTH = "punctuation_width"
    SPACING = "spacing"
    ENTITY_ESCAPE = "entity_escape"


class Script(StrEnum):
    """The script of a document before conversion."""

    HANS = "hans"
    HANT = "hant"
    MIXED = "mixed"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading or caption; `start`, `end` in the clean text of the document."""

    role: Role
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Removal:
    """A stretch that cleaning took out.

    `text` is as it stood when it was taken out (glosses gone, Simplified); `raw_start`, `raw_end`
    are bytes of the document; `at` is the place in the clean text where it is missing.
    """

    kind: str
    rule: str
    text: str
    at: int
    raw_start: int
    raw_end: int
    confidence: float
    #: The name of the approved template that the line is; empty where a shipped rule knew it.
    template: str = ""


@dataclass(frozen=True, slots=True)
class Repair:
    """A repair in the kept text: how often `before` (raw text) became `after`."""

    kind: str
    before: str
    after: str
    count: int


class DamageState(StrEnum):
    """What is wrong with a stretch of the clean text."""

    BROKEN = "broken"
    GUESSED = "guessed"


@dataclass(frozen=True, slots=True)
class Damage:
    """A stretch of the clean text that is broken, or was put in by a repair that did not see all its bytes.

    No fact is taken from it.
    """

    start: int
    end: int
    rule: str
    state: DamageState = DamageState.BROKEN


@dataclass(frozen=True, slots=True)
class Article:
    """One story of a document.

    `published_at` is ISO 8601, as exact as the page states it (date and time, a date, a month, a year); null means
    "not stated". `published_confidence` (0 to 1) says how sure it is. `source` is who is credited, `site` who shows the
    page, as far as it names itself.
    `column` is the name that several stories of one document stand under (国内联播快讯); `above` are the lines over
    this story that are of none: that name, a section, a list of contents.
    """

    item_key: str
    title: str | None
    title_start: int
    title_end: int
    subtitle: str | None
    published_at: str | None
    published_evidence: str | None
    source: str | None
    source_evidence: str | None
    authors: tuple[str, ...]
    script: Script
    blocks: tuple[Block, ...]
    published_confidence: float | None = None
    site: str | None = None
    column: str | None = None
    above: tuple[Block, ...] = ()

"""A candidate in; whether it names something by itself out: not 我村, not 学校教务处."""

from __future__ import annotations

from typing import Final

from kouan.extraction.names.passages import Candidate
from kouan.model.expression import Expression

#: 我村, 咱们社区 are somebody's, and no name, nor is 学校教务处.
_OURS: Final = Expression(
    "(?:[我咱俺]|[我咱俺你他她]们)(?:[省市县区镇乡村州]|街道|社区)|(?:学校|公司|医院|企业)[\u4e00-\u9fff]{2,4}[处部科办室]"
)


def is_one(text: str, found: Candidate) -> bool:
    """Whether a candidate stands in one block, and is not somebody's village or any school's office."""
    is_whole = "\n" not in text[found.start : found.end]
    return is_whole and not _OURS.fullmatch(text, found.start, found.end)

"""Times in a text in, those out that stand in no name of an agreement, law or plan: 《2030年可持续发展议程》 tells of no year."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final

from kouan.extraction.time.phrases import end_of, start_of
from kouan.language.dates import Moment
from kouan.model.expression import Expression

#: The names of agreements, laws and plans, among which those of reports say what they report on.
_TITLE: Final = Expression("《[^《》]{1,60}》")
_OF_REPORT: Final = Expression(
    "报告|公报|统计|数据|[白蓝]皮书|调查|指数|年鉴|简报|快报|报表|年报|季报|月报|情况"
)
_BY_RULES: Final = Expression("(?:按照|根据|依据|依照|按|据)$")
_RULES: Final = Expression(
    "年度?[^《》（）0-9前版修远愿]{2,40}(?:规定|计划|方案|通知|办法|预算|安排|公告|简章|要点|目录|指引|细则|清单)》"
)
_OF_YEAR: Final = Expression("20[0-9]{2}年度?")


def outside_titles(text: str, found: list[Moment | re.Match[str]]) -> list[Moment | re.Match[str]]:
    """Without the years in names of agreements, laws and plans; the title of a report says what it reports on."""
    named = [one.span() for one in _TITLE.finditer(text) if not _OF_REPORT.search(one[0])]
    opened = [start for start, _ in named]
    kept = []
    for one in found:
        at = bisect_left(opened, start_of(one))
        if not at or start_of(one) >= named[at - 1][1] or _is_of_rules(text, *named[at - 1], one):
            kept.append(one)
    return kept


def _is_of_rules(text: str, start: int, end: int, one: Moment | re.Match[str]) -> bool:
    """Whether the year in a title is that of what is done by it: 按照《2025年招生工作规定》，计划招生900名."""
    return bool(
        _BY_RULES.search(text, max(0, start - 3), start)
        and _RULES.search(text, start, end)
        and _OF_YEAR.fullmatch(text, start_of(one), end_of(one))
    )

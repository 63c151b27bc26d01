"""The passages of an article with the places of their figures in, the period that a bulletin goes on in out, sentence by sentence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

from kouan.extraction.time.dated import is_sum_up_to
from kouan.extraction.time.headings import LEAD, day_of, told_title
from kouan.extraction.time.notation import interval_of
from kouan.extraction.time.passages import Passage
from kouan.extraction.time.periods import Period
from kouan.extraction.time.plans import is_planned, is_start
from kouan.extraction.time.statements import (
    STATISTIC,
    end_of_figures,
    goes_on,
    holds,
    is_tally,
    resumes,
    states_figures,
)
from kouan.model.expression import Expression

#: A period at the head of its sentence, perhaps behind its source, holds for what follows.
_HEAD: Final = Expression(
    "[^，。]{0,40}(?:显示|获悉|了解到?|统计|公布|发布|通报|介绍|披露|消息|核算(?:结果)?|数据|来看|看)[，：]?|[^，。]{0,2}|第[0-9一二三四五六七八九十]{1,3}周（"
)
#: 单看10月, 6月当月: one month of many, told in passing wherever it stands.
_ALONE: Final = Expression("[单仅]看|当月|单月")
#: The heading of a section, that of another story breaks off: 一、综合, （二）农业, 工业.
_SECTION: Final = Expression("[（(]?[一二三四五六七八九十0-9]{1,3}[）)、.．]|.{1,6}$")
#: 6月末，贷款余额20亿元。新增贷款里: the sum is of the whole period again.
_FLOW: Final = Expression("[^，。；0-9余]{0,6}(?:新增|净增|增量)(?![^，。；]{0,8}余额)")
#: A stretch no longer than this inside that of a bulletin is told in passing.
_DAYS_OFF: Final = dt.timedelta(days=10)
#: How many sentences a period at the head of one holds for where the text is no bulletin.
_REACH: Final = 2


def runs_on(
    passages: Sequence[Passage],
    figures: Sequence[Sequence[tuple[int, int]]],
    title: Period | None,
    is_stated: bool,
) -> dict[tuple[int, int], Period]:
    """The period of each sentence (block, number) that only goes on stating figures, where one holds for it.

    A bulletin whose title names its period comes back to it in a new paragraph behind a state at a day, and in a
    new section behind whatever was told. `is_stated` where the title itself reads like one.
    """
    # a holiday or a month in figures of any kind
    is_bulletin = states_figures(
        passages, figures, is_titled=is_stated, has_period=title is not None
    ) or (title is not None and is_stated and is_tally(passages, figures))
    title, unborne = told_title(passages, figures, title)
    home = titled = title if is_bulletin else None
    anchor = home and home.value
    if home is None and is_stated and is_tally(passages, figures):
        home = day_of(passages, figures)
        is_bulletin, anchor = is_bulletin or home is not None, home and home.value
    # a period that only the lead tells does not come back behind a speech
    firm = home
    running, left, is_broken, has_strayed = home, 0, False, False
    result: dict[tuple[int, int], Period] = {}
    for block, passage in enumerate(passages):
        # without a title a bulletin may be all of one state: 2023年末 of a census
        is_state = running is not None and running.span == "instant" and home is not None
        if not (running and is_bulletin and running.value == anchor and not is_state):
            running = None if is_broken or has_strayed else home
        for number, (first, last) in enumerate(passage.sentences):
            has_figures = holds(figures[block], first, last)
            if not number and is_broken and firm and has_figures:
                # a statement that opens a paragraph is the bulletin's again
                is_broken = not resumes(passage, first, last) and not (
                    _is_days_off(titled) and goes_on(passage, first, last, is_bulletin=True)
                )
                running = running or (None if is_broken or has_strayed else firm)
            # behind the last figure: 预计明天恢复
            end = end_of_figures(passage, figures[block], last) if has_figures else last
            told = passage.periods_in(first, end)
            if told and not told[-1].is_ago:
                if (
                    is_bulletin
                    and running
                    and _goes_on_before(passage, figures[block], told, first)
                ):
                    result[block, number] = running
                values = {one.value for one in told}
                # 1月21日，统计局发布2024年情况。 keeps what ran
                if has_figures or not titled or titled.value not in values:
                    running = _holding(passage, told, first, last, is_bulletin)
                if titled and values == {titled.value}:
                    # 产量连续10年增长，2024年达到6吨: what stands before it is of the same year
                    running = result[block, number] = titled
                is_home = home is not None and running is not None and running.value == home.value
                if not (has_figures or is_home) and (
                    titled or not is_bulletin or unborne in values
                ):
                    running = None
                anchor = anchor or (running.value if running else None)
                if is_stated and is_bulletin and has_figures and block < LEAD:
                    home = home or running
                left, is_broken = _REACH, is_broken and running is None
                if has_figures:
                    has_strayed = _strays(passage, told[-1], anchor, first, is_opening=not number)
            elif not has_figures and passage.text[last - 1] != "。":
                if _SECTION.match(passage.text, first, last):
                    has_strayed = is_broken = False
                elif running is not home:
                    running = None
            elif running is None:
                continue
            elif not (left or is_bulletin) or not goes_on(passage, first, end, is_bulletin):
                running, is_broken = None, True
            else:
                is_sum = running.span == "instant" and _FLOW.match(passage.text, first)
                result[block, number] = home if is_sum and home else running
                left -= 1
    return result


def _is_days_off(period: Period | None) -> bool:
    """Whether a period is a stretch of days, as a holiday is: what its page counts is nearly all of it."""
    is_stretch = period is not None and period.span == "custom" and period.value
    days = interval_of(period.value or "") if period and is_stretch else None
    return days is not None and days.until - days.first <= _DAYS_OFF


def _strays(
    passage: Passage, told: Period, anchor: str | None, first: int, *, is_opening: bool
) -> bool:
    """Whether a sentence of figures turns to another stretch of time.

    A plan and a state at a day are asides; so are a peak inside the stretch, its last month unless a paragraph opens
    with it, and the year so far with it.
    """
    is_alone = _ALONE.search(passage.text, max(first, told.start - 2), told.end + 2)
    is_aside = told.span == "instant" or is_planned(passage.text, told.start, told.end)
    return (
        told.value != anchor
        and not is_aside
        and not _is_beside(
            told,
            anchor,
            is_head=is_opening
            and not is_alone
            and bool(_HEAD.fullmatch(passage.text, first, told.start)),
        )
    )


def _is_beside(told: Period, anchor: str | None, *, is_head: bool) -> bool:
    """Whether a period is a day, a month in passing or the last month of the stretch that the bulletin is of, or the year so far that ends with it."""
    if anchor is None or told.value is None:
        return False
    around, inside = interval_of(anchor), interval_of(told.value)
    if around is None or inside is None:
        return False
    is_day = "/" not in told.value and len(told.value) == len("2024-05-01")
    # “五一”假期: days off in passing
    is_day = is_day or (not is_head and inside.until - inside.first <= _DAYS_OFF)
    is_so_far = told.span == "ytd" and inside.first <= around.first
    # 今年以来 in passing lasts longer than what a bulletin of nine months is of
    is_so_far = is_so_far and (inside.until == around.until or not is_head)
    # 其中，11月当月 beside 1—11月
    is_last = (
        not is_head and "/" in anchor and told.span == "single" and inside.until == around.until
    )
    # 今年最大的考验是旱情：5月份，气温偏高: a month of the year in passing
    is_month = not is_head and len(told.value) == len("2024-05") and told.span == "single"
    return (
        is_so_far
        or is_last
        or ((is_day or is_month) and around.first <= inside.first and inside.until <= around.until)
    )


def _goes_on_before(
    passage: Passage, figures: Sequence[tuple[int, int]], told: Sequence[Period], first: int
) -> bool:
    """Whether figures stand before the first period of a sentence that has only gone on until there: 产量41吨，新线8月投产."""
    stop = told[0].start
    return holds(figures, first, stop) and goes_on(passage, first, stop, is_bulletin=True)


def _holding(
    passage: Passage, told: Sequence[Period], first: int, last: int, is_bulletin: bool
) -> Period | None:
    """The one period of a sentence of figures that holds for those behind it; None where it is told in passing.

    A day inside it, on which most were counted, is no second one, nor is the year so far that ends with it.
    """
    one = told[0]
    values = {
        other.value for other in told if not (_is_day_of(other, one) or is_sum_up_to(other, one))
    }
    if len(values) > 1 or one.value is None or one.span == "since" or one.surface == "目前":
        return None
    if is_planned(passage.text, one.start, one.end) or is_start(passage.text, one.end):
        return None
    if not is_bulletin and not STATISTIC.search(passage.text, one.end, last):
        return None
    return one if _HEAD.fullmatch(passage.text, first, one.start) else None


def _is_day_of(day: Period, period: Period) -> bool:
    """Whether a day lies in a stretch that is told beside it: 五月二日单日达88万人次 of 五月一日至五日."""
    if day is period or not day.value or not period.value or len(day.value) != len("2024-05-01"):
        return False
    around, inside = interval_of(period.value), interval_of(day.value)
    return bool(
        around
        and inside
        and "/" in period.value
        and around.first <= inside.first
        and inside.until <= around.until
    )

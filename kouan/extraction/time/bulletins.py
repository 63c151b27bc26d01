"""The passages of an article with the places of their figures in, the period that a bulletin goes on in out, sentence by sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from kouan.extraction.time.asides import OTHER_TIMES
from kouan.extraction.time.calendars import Calendar, is_planned, is_start
from kouan.extraction.time.notation import interval_of
from kouan.extraction.time.passages import Passage
from kouan.extraction.time.periods import Period
from kouan.model.expression import Expression

#: What statistics, results and reports of a day or week count.
_COUNTED: Final = (
    "总[额值量产]|增加值|收入|支出|利润|营收|[产销用售][量值]|销售[额面]|零售额|成交[额量]|投资额|余额|贷款|存款|[客货运吞电水气][吐运]?量"
    "|周转量|人均|指数|比重|占比|倍差|比例|浓度|新增|病例|确诊|死亡|招生|[^效速频功税利汇]率"
)
#: What such texts say of it.
_MOVED: Final = "同比|环比|[增减]加?(?:长|少|幅|速)?[0-9]|(?:增长|下降|增加|减少|上升|回落|提高|上涨|下跌|下滑|扩大|缩小|成长)[^，。；！？]{0,5}[0-9]|占[^，。；！？]{0,12}[0-9一半成]"
_STATISTIC: Final = Expression(f"{_COUNTED}|{_MOVED}")
#: What is no such statement: of another time, of what lasts, a norm, a wish, a quantity of no period.
_OTHERWISE: Final = Expression(
    f"{OTHER_TIMES}|每[次人名天日周年月](?![^，。；！？]{{0,6}}平均)|预[计测期估]|规划|可[以能达]|近[日期年几]|连[日年]|连续(?![0-9一二三四五六七八九十]{{1,3}}(?:个(?:月|季度|交易日)|年|周|天))"
    "|多年|往年|[0-9一二三四五六七八九十几多]个?[年月周日天](?:[前后内里间期多来以]|左右)|历史|现[有共拥]|不[超低少多高]于?|不得|总投资|设计|全长|建成|投产|位于|成立|以来|至今|过去|最近|初期|当[时初]|当年(?!价)|不久前|(?<!同日)(?<!同时)[发公][布表]的"
    "|(?:表示|认为|介绍|指出|强调|坦言|告诉|回忆|建议|提出|要求)"
    "|[他她你您咱]|我(?:们(?!国)|[的说想觉家在是就也还都])"
)
_SPEECH: Final = Expression("[“‘「『”’]")
#: “双减”政策 and “宽带”项目 are names and no speech.
_LABEL: Final = Expression("“[^“”，。；：！？]{1,12}”")
#: A period at the head of its sentence, perhaps behind its source, holds for what follows.
_HEAD: Final = Expression(
    "[^，。]{0,40}(?:显示|获悉|了解到?|统计|公布|发布|消息|核算(?:结果)?|数据|来看|看)[，：]?|[^，。]{0,2}"
)
#: The heading of a section, that of another story breaks off: 一、综合, （二）农业, 工业.
_SECTION: Final = Expression("[（(]?[一二三四五六七八九十0-9]{1,3}[）)、.．]|.{1,6}$")
_TITLE: Final = Expression(
    "[0-9](?:万|亿|%|％|余|多|个?百分点|[人件辆列艘吨元例家天所户亩点]|分(?![钟之]))|[一二三四五六七八九]成|情况|公报|统计|数据|业绩|[快月季年周日]报|状况|概况|成绩单|指数"
)
#: In how many sentences one may fail, of a text that is all statements of figures.
_SHARE: Final = 0.6
#: A shorter text has no run of statements.
_FEWEST: Final = 3
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
    is_bulletin = _is_bulletin(passages, figures, is_stated)
    home = title if is_bulletin else None
    anchor = home and home.value
    running, left, is_broken, has_strayed = home, 0, False, False
    result: dict[tuple[int, int], Period] = {}
    for block, passage in enumerate(passages):
        # without a title a bulletin may be all of one state: 2023年末 of a census
        is_state = running is not None and running.span == "instant" and home is not None
        if not (running and is_bulletin and running.value == anchor and not is_state):
            running = None if is_broken or has_strayed else home
        for number, (first, last) in enumerate(passage.sentences):
            has_figures = _holds(figures[block], first, last)
            if told := passage.periods_in(first, last):
                running = _holding(passage, told, first, last, is_bulletin)
                is_home = home is not None and running is not None and running.value == home.value
                if not has_figures and (home or not is_bulletin) and not is_home:
                    running = None
                anchor = anchor or (running.value if running else None)
                left, is_broken = _REACH, is_broken and running is None
                if has_figures:
                    has_strayed = _strays(passage, told[-1], anchor, first)
            elif not has_figures and passage.text[last - 1] != "。":
                if _SECTION.match(passage.text, first, last):
                    has_strayed = is_broken = False
                elif running is not home:
                    running = None
            elif running is None:
                continue
            elif not _goes_on(passage, first, last, is_bulletin) or not (left or is_bulletin):
                running, is_broken = None, True
            else:
                result[block, number] = running
                left -= 1
    return result


def _strays(passage: Passage, told: Period, anchor: str | None, first: int) -> bool:
    """Whether a sentence of figures turns to another stretch of time.

    A plan and a state at a day are asides; so are a peak inside the stretch, its last month in passing, and the
    year so far with it.
    """
    is_aside = told.span == "instant" or is_planned(passage.text, told.start, told.end)
    return (
        told.value != anchor
        and not is_aside
        and not _is_beside(
            told, anchor, is_head=bool(_HEAD.fullmatch(passage.text, first, told.start))
        )
    )


def _is_beside(told: Period, anchor: str | None, *, is_head: bool) -> bool:
    """Whether a period is a day or the last month of the stretch that the bulletin is of, or the year so far that ends with it."""
    if anchor is None or told.value is None:
        return False
    around, inside = interval_of(anchor), interval_of(told.value)
    if around is None or inside is None:
        return False
    is_day = len(told.value) == len("2024-05-01")
    is_so_far = told.span == "ytd" and inside.first <= around.first and inside.until == around.until
    # 其中，11月当月 beside 1—11月
    is_last = (
        not is_head and "/" in anchor and told.span == "single" and inside.until == around.until
    )
    return (
        is_so_far
        or is_last
        or (is_day and around.first <= inside.first and inside.until <= around.until)
    )


def is_statement(title: str) -> bool:
    """Whether a title states a figure or says that it reports some: 2024年医疗服务情况, 旅客发送量突破3亿人次."""
    return bool(_TITLE.search(title))


def title_period(title: Passage) -> Period | None:
    """The one period that a title names: 2024年一季度 of a report on it, no state at a day and no plan."""
    told = title.periods_in(0, len(title.text))
    if len(told) != 1 or told[0].value is None or told[0].span in ("instant", "since"):
        return None
    is_day = len(told[0].value) == len("2024-06-10") and not is_statement(title.text)
    return None if is_day or is_planned(title.text, told[0].start, told[0].end) else told[0]


def year_just_ended(title: Period | None, calendar: Calendar) -> int | None:
    """The year that the title tells of, where it is over."""
    year = int(title.value[:4]) if title and title.value else None
    return year if year and year < (calendar.today.year or year + 1) else None


def _is_bulletin(
    passages: Sequence[Passage], figures: Sequence[Sequence[tuple[int, int]]], is_titled: bool
) -> bool:
    """Whether most sentences are statements of figures; behind a title that promises them fewer need be of a known kind."""
    whole = [
        (passage.text, first, last, found)
        for passage, found in zip(passages, figures, strict=True)
        for first, last in passage.sentences
        if passage.text[last - 1] == "。"
    ]
    enough = max(_FEWEST, _SHARE * len(whole))
    held = [(text, first, last) for text, first, last, found in whole if _holds(found, first, last)]
    # most texts end here: what is counted in them needs no look
    if len(held) < enough:
        return False
    known = sum(bool(_STATISTIC.search(*place)) for place in held)
    return known >= (enough / 2 if is_titled else enough)


def _holds(figures: Sequence[tuple[int, int]], first: int, last: int) -> bool:
    """Whether a figure begins in [first, last)."""
    at = bisect_left(figures, (first, first))
    return at < len(figures) and figures[at][0] < last


def _holding(
    passage: Passage, told: Sequence[Period], first: int, last: int, is_bulletin: bool
) -> Period | None:
    """The one period of a sentence of figures that holds for those behind it; None where it is told in passing."""
    values = {one.value for one in told}
    one = told[0]
    if len(values) > 1 or one.value is None or one.span == "since" or one.surface == "目前":
        return None
    if is_planned(passage.text, one.start, one.end) or is_start(passage.text, one.end):
        return None
    if not is_bulletin and not _STATISTIC.search(passage.text, one.end, last):
        return None
    return one if _HEAD.fullmatch(passage.text, first, one.start) else None


def _goes_on(passage: Passage, first: int, last: int, is_bulletin: bool) -> bool:
    """Whether a sentence states figures as the one before did, with no time, speaker or condition of its own."""
    return bool(
        (is_bulletin or _STATISTIC.search(passage.text, first, last))
        and not _OTHERWISE.search(passage.text, first, last)
        and not _SPEECH.search(_LABEL.sub("", passage.text[first:last]))
    )

"""The blocks of an article in, for each figure the period its text fixes: stated, or carried where the text says so."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kouan.extraction.sentences import clause_start
from kouan.extraction.time.asides import without_asides
from kouan.extraction.time.begun import TO_NOW, since_it, since_new_year
from kouan.extraction.time.bulletins import runs_on
from kouan.extraction.time.calendars import Calendar
from kouan.extraction.time.compared import (
    compared_with,
    in_year_of,
    is_year_before_another,
    like_period,
    moved_from,
    moved_to,
    of_year_before,
    part_of_time,
)
from kouan.extraction.time.dated import CARRIED, OPEN, Dated, carried, dated
from kouan.extraction.time.elsewhen import is_apart, is_by_rule, is_elsewhen
from kouan.extraction.time.headings import (
    LEAD,
    days_off_in,
    heading_in,
    report_in,
    title_period,
    year_just_ended,
)
from kouan.extraction.time.listed import respectively
from kouan.extraction.time.nearest import as_told, not_as_told, told_behind
from kouan.extraction.time.passages import read_passage
from kouan.extraction.time.periods import Period
from kouan.extraction.time.repeats import keys_before, repeated
from kouan.extraction.time.scenes import REACH, at_same_time, carried_into, opens_division
from kouan.extraction.time.speech import is_speech, next_period
from kouan.extraction.time.statements import is_statement
from kouan.extraction.time.states import AFTER, BALANCE, STOCK, has_now, is_flow
from kouan.extraction.time.today import has_not_ended, is_ahead, is_of_late
from kouan.extraction.time.undated import sold_by, was_before
from kouan.model.expression import Expression
from kouan.model.knowledge import Knowledge

#: How sure the period of a bulletin is in a sentence that only goes on.
_RUNNING: Final = 0.5
#: Periods of what happened; what is so at present (如今, 截至目前) or since long is not said again by its number.
_TOLD: Final = ("single", "custom", "ytd")
#: 报告期末总资产: nothing behind it in its sentence is of the whole period.
_REPORT_END: Final = Expression("(?:报告期|本?期)末(?!至)")
_GROWS: Final = Expression("增[速幅]|同比|环比|[比较]|增[长加]|下降|减少")
_NOW: Final = ("现在", "如今", "眼下")
#: Beyond the end of any block.
_FAR: Final = 1 << 60


class Timeline:
    """Periods of an article in reading order.

    `figures` are the places of the figures in each block; with them a figure that is said again without a
    date (延关1小时) takes the period of where it was said with one. The `title` of a bulletin may name its period.
    """

    def __init__(
        self,
        blocks: Sequence[str],
        calendar: Calendar,
        knowledge: Knowledge,
        figures: Sequence[Sequence[tuple[int, int]]] = (),
        title: str = "",
    ) -> None:
        self._calendar = calendar
        title = title if is_statement(title) else heading_in(blocks) or title
        first = replace(calendar)
        headline = read_passage(title, first, knowledge)
        self._title = title_period(headline, calendar.today.year)
        # 国庆假期 of a title is what 节日期间 means below it, 2025-26财政年度 what 本年度 means
        calendar.holiday, calendar.accounts = first.holiday, first.accounts
        self._is_stated = is_statement(title)
        if self._title is None and (report := report_in(blocks)):
            headline = read_passage(report, replace(calendar), knowledge)
            self._title = title_period(headline, calendar.today.year)
            self._is_stated = self._is_stated or self._title is not None
        calendar.told = year_just_ended(headline, calendar)
        lead = [read_passage(block, calendar, knowledge) for block in blocks[:LEAD]]
        self._title = self._title or days_off_in(title, calendar)
        self._passages = lead + [
            read_passage(block, calendar, knowledge) for block in blocks[LEAD:]
        ]
        self._figures = figures
        self._places = repeated(blocks, figures)
        self._told: dict[str, Dated | None] = {}
        self._scenes: dict[tuple[int, int], Dated] = {}
        self._running: dict[tuple[int, int], Period] | None = None

    def sentences(self, block: int) -> tuple[tuple[int, int], ...]:
        """The sentences of one block."""
        return self._passages[block].sentences

    def period_of(self, block: int, sentence: int, start: int) -> Dated:
        """The period of the figure at `start` of a block; its value is None where the text fixes none."""
        told = (
            self._stated(block, sentence, start)
            or self._restated(block, sentence, start)
            or self._of_state_before(block, sentence, start)
            or self._at_its_end(block, sentence, start)
            or self._scene(block, sentence)
        )
        passage = self._passages[block]
        clause = clause_start(passage.text, passage.sentences[sentence][0], start)
        if told.basis == "carried" and was_before(passage.text, clause, start):
            return Dated(None, OPEN)
        return since_new_year(passage.text, clause, start, told)

    def _of_state_before(self, block: int, sentence: int, start: int) -> Dated | None:
        """The day of the state that a sentence divides: 截至10月底参保50万人。其中，职工10万人."""
        passage = self._passages[block]
        first, _ = passage.sentences[sentence]
        if not sentence or not self._figures or not passage.text.startswith("其中", first):
            return None
        before, _ = passage.sentences[sentence - 1]
        figures = self._figures[block]
        last = bisect_right(figures, (first, 0)) - 1
        while last > 0 and figures[last - 1][0] >= before:
            last -= 1  # the first figure of that sentence is the whole
        if last < 0 or figures[last][0] < before:
            return None
        whole = self._stated(block, sentence - 1, figures[last][0])
        if whole is None or whole.span != "instant" or not whole.value:
            return None
        if is_flow(passage.text, first, start):
            return None
        return whole._replace(confidence=CARRIED, basis="carried")

    def _at_its_end(self, block: int, sentence: int, start: int) -> Dated | None:
        """The end of the period that the sentence goes on in, where the figure is of a state at it: 报告期末总资产2万亿元."""
        passage = self._passages[block]
        first, _ = passage.sentences[sentence]
        scene = self._scene(block, sentence)
        is_end = _REPORT_END.search(passage.text, first, start) is not None
        clause = clause_start(passage.text, first, start)
        if _GROWS.match(passage.text, clause):
            clause = first  # 存款余额20亿元，同比增长5%: it grew to what stands before it
        is_state = scene.is_until and STOCK.search(passage.text, clause, start + AFTER)
        if scene.confidence == _RUNNING and scene.span in ("ytd", "single"):
            # of half a year told in figures: 贷款余额20亿元
            is_state = "/" in (scene.value or "") and BALANCE.search(passage.text, clause, start)
        if not is_end and not is_state:
            return None
        home = scene if scene.value or not self._title else carried(self._title)
        end = (home.value or "").rpartition("/")[2]
        return Dated(end, home.confidence, "carried", "instant") if end else None

    def _scene(self, block: int, sentence: int) -> Dated:
        """The period of a sentence that says none, worked out once for all its figures."""
        if (place := (block, sentence)) not in self._scenes:
            if is_by_rule(self._passages[block], sentence):
                return self._scenes.setdefault(place, Dated(None, CARRIED))
            opens = opens_division(self._passages[block], sentence) and self._run(place)
            self._scenes[place] = (
                opens
                or since_it(self._passages[block], sentence, self._calendar)
                or carried_into(self._passages, block, sentence)
                or self._run(place)
                or at_same_time(self._passages, block, sentence)
                or Dated(None, CARRIED)
            )
            if self._scenes[place].span != "instant" and has_now(self._passages[block], sentence):
                self._scenes[place] = Dated(None, OPEN)
        return self._scenes[place]

    def _run(self, place: tuple[int, int]) -> Dated | None:
        """The period that a bulletin states once and goes on in."""
        if self._running is None:
            self._running = (
                runs_on(self._passages, self._figures, self._title, self._is_stated)
                if self._figures
                else {}
            )
        told = self._running.get(place)
        return carried(told)._replace(confidence=_RUNNING) if told else None

    def _stated(self, block: int, sentence: int, start: int) -> Dated | None:
        """The period that the figure's own sentence says."""
        passage = self._passages[block]
        first, last = passage.sentences[sentence]
        clause = clause_start(passage.text, first, start)
        inside = passage.periods_in(first, last)
        before = [one for one in inside if one.start <= start]
        before = without_asides(passage.text, first, before, start)
        if base := like_period(passage, first, start):
            return self._in_year_of(block, sentence, base, before)
        if base := moved_from(passage, first, start):
            if passage.text.startswith(("同期", "同月", "同季"), base.end):
                reached = moved_to(passage, start, last)
                return self._in_year_of(block, sentence, base, reached or before)
            return self._of_year_before(block, sentence, base, before)
        is_row = before and ("/" in (before[-1].value or "") or "分别" in passage.text[first:start])
        if is_row and (own := respectively(passage.text, before, self._starts(block, last), start)):
            return own
        if not before and (whole := part_of_time(passage, first, start)):
            return dated(whole, CARRIED)
        if before:
            told = sold_by(passage.text, before, start) or before[-1]
            # “现在20分钟就传回来。”10月29日上午，……说: the day it was said is now
            if told.surface in _NOW and is_speech(passage, sentence):
                return next_period(self._passages, block, sentence) or dated(told, 0.9)
            if otherwise := not_as_told(passage.text, told, clause, start):
                return otherwise
            if is_year_before_another(passage.text, before):
                return self._of_year_before(block, sentence, told, before[:-1])
            is_end = told.is_until or told.surface in TO_NOW
            earlier = passage.told_before(sentence) if is_end else ()
            return as_told(passage.text, before, told, start, earlier)
        return told_behind(passage.text, inside, start, last)

    def _of_year_before(
        self, block: int, sentence: int, base: Period, before: Sequence[Period]
    ) -> Dated:
        """The period of what was had before; 上年 is the year before that of the sentence, whenever the page went out."""
        now = before[-1].value if before else self._scene(block, sentence).value
        return Dated(of_year_before(base, now), CARRIED, base.basis, base.span)

    def _starts(self, block: int, last: int) -> Sequence[int]:
        """Where the figures of a block begin, up to the end of a sentence."""
        figures = self._figures[block] if self._figures else ()
        return [start for start, _ in figures[: bisect_right(figures, (last, 0))]]

    def _in_year_of(
        self, block: int, sentence: int, base: Period, before: Sequence[Period]
    ) -> Dated:
        """The period told before, in the year of `base`."""
        told: Period | Dated | None = (
            before[-1] if before else self._passages[block].last_in(sentence - 1, REACH)
        )
        if told is None and self._figures:
            told = self._scene(block, sentence)  # the bulletin's
        return in_year_of(base, told)

    def is_elsewhen(self, block: int, sentence: int) -> bool:
        """Whether a sentence is of another time than the story."""
        return is_elsewhen(self._passages[block], sentence)

    def is_apart(self, block: int, sentence: int, main: str | None) -> bool:
        """Whether a sentence that says no time is of another than `main`, the one of its article, or of any."""
        is_to_come = has_not_ended(main, self._calendar.today)
        return is_apart(self._passages[block], sentence, is_to_come=is_to_come)

    def compared_with(self, block: int, first: int, last: int, period: str | None) -> str | None:
        """The period in [first, last) of a block that a figure of a period is compared with."""
        inside = self._passages[block].bases_in(first, last)
        return compared_with(inside[-1], period) if inside else None

    def is_ahead(self, period: str | None) -> bool:
        """True when a period begins after the article was written."""
        return is_ahead(period, self._calendar.today)

    def is_of_late(self, period: str) -> bool:
        """True when the article has a date and a period ends in its year or the one before: 1971年 is of a life told."""
        return is_of_late(period, self._calendar.today)

    def _restated(self, block: int, sentence: int, start: int) -> Dated | None:
        """The period of where this figure, or one before it in the sentence, was said with a date."""
        if not self._figures:
            return None
        passage = self._passages[block]
        first, _ = passage.sentences[sentence]
        keys = keys_before(passage.text, self._figures[block], first, start)
        return next((told for key in keys if (told := self._told_at(key))), None)

    def _told_at(self, key: str) -> Dated | None:
        """The period that a figure said more than once is dated with, looked for once."""
        if key in self._places:
            places = (self._stated(*self._at(*place)) for place in self._places.pop(key))
            self._told[key] = next(
                (
                    told._replace(confidence=CARRIED, basis="carried")
                    for told in places
                    if told and told.confidence > CARRIED and told.span in _TOLD
                ),
                None,
            )
        return self._told.get(key)

    def _at(self, block: int, start: int) -> tuple[int, int, int]:
        """The place of a figure with the number of its sentence."""
        return block, bisect_right(self._passages[block].sentences, (start, _FAR)) - 1, start

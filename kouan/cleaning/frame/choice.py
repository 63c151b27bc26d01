"""The judged lines of a page in, where its article begins and ends out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from kouan.cleaning.frame.marks import CLOSING, DATE, FACT, OPENING, SUBTITLE, TEXT, Judged, Mark
from kouan.cleaning.frame.naming import named
from kouan.model.expression import Expression

#: The first part of the page with such a share of the prose of its richest part holds the article.
ENOUGH: Final = 0.4
#: What readers say below an article counts so little against it.
TALKED: Final = 0.05
#: A paragraph that is an article's, not a menu's: readers speak below one.
PARAGRAPH: Final = 4.0
#: What is said above the title or the date is at most such a share of the article.
ABOVE: Final = 0.12
#: Lines from title to date, and from one date to the next line of facts.
NEAR: Final = 6
#: A page of posts has so many, each closed by a line that this phrase marks.
FEWEST_POSTS: Final = 3
POSTED: Final = "mark_posted"
#: A line that says who wrote stands below an article as well as above.
BYLINE: Final = Expression(
    r"(?:记者|通讯员|作者|撰文|[文图])\s?[:：/／\s]|记者[\u3400-\u9fff]{2,4}$"
)
#: 本报记者 张三 通讯员 李四: what stands between a title and its date is no title itself.
WROTE: Final = Expression(
    r"[\u3400-\u9fff]{0,8}\s?(?:(?:记者|通讯员|实习生|作者|撰文|编译)[\s●/／|｜:：]|文\s?[/／|｜:：])[\u3400-\u9fff·\s、●|｜/／:：]{2,60}"
)
#: So many lines, none longer than this, are no subtitle: tools to read with, an account, an advertisement.
FEWEST_BUTTONS, BUTTON = 3, 16
BUTTONS: Final = (Mark.NOTHING, Mark.LINK)
#: 吞吐量：25万吨: a short line that tells something is no button.
TELLING: Final = Expression(r"\d|[:：].|。$")
#: Another article's headline, which asks or calls: 电费怎么省？专家教三招
HEADLINE: Final = Expression(r"[^。]{1,40}[^。！？；”]")
DIGITS: Final = Expression(r"\d+")
#: The day of a letter or a decree, below the name that signs it.
SIGNED: Final = Expression(
    r"(?:(?:19|20)\d\d|[一二][〇零○一二三四五六七八九]{3})年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日"
)


class Part(NamedTuple):
    """Lines [start, stop) between two closing marks; `is_talked_of`: readers speak behind it."""

    start: int
    stop: int
    is_talked_of: bool


class Choice(NamedTuple):
    """The article stands in lines [start, stop); `title` is the line that names it, above it; -1 without one.

    It `is_named` where the article says the words of its title again.
    """

    start: int
    stop: int
    title: int
    is_named: bool = False


def chosen(lines: Sequence[str], rows: Sequence[Judged]) -> Choice | None:
    """The article of a page; None where no part of it holds prose."""
    title = named(lines, rows)
    if title >= 0:
        rows = [*rows[:title], rows[title]._replace(mark=Mark.TITLE), *rows[title + 1 :]]
    parts = _parts(lines, rows)
    if not parts:
        return None
    masses = _masses(parts, rows)
    top = max(masses)
    if top <= 0:
        return None
    part = _first_post(parts, rows) or next(
        part for part, mass in zip(parts, masses, strict=True) if mass >= ENOUGH * top
    )
    start = _start(part, rows, title)
    if part.start - 1 <= title < start:
        start = _behind_buttons(start, part.stop, rows, lines)
    stop = _stop(start, _first_reply(start, part.stop, lines, rows), lines, rows)
    if stop <= start:
        return None
    if 0 <= title < start:
        return Choice(start, stop, title, True)
    return Choice(start, stop, _title(lines, rows, start))


def _parts(lines: Sequence[str], rows: Sequence[Judged]) -> list[Part]:
    """What stands between closing marks; where prose goes on right behind one of them, it closed nothing."""
    parts: list[Part] = []
    start = 0
    for number in range(len(rows) + 1):
        if number < len(rows) and rows[number].mark not in CLOSING:
            continue
        if number > start:
            talked = number < len(rows) and any(
                row.mark is Mark.TALK for row in rows[number : number + 4]
            )
            part = Part(start, number, talked)
            goes_on = (
                parts
                and not parts[-1].is_talked_of
                and start - parts[-1].stop == 1
                and rows[parts[-1].stop].mark is Mark.END
                and rows[start].mark is Mark.PROSE
                and not HEADLINE.fullmatch(lines[start])
                and any(row.mark is Mark.PROSE for row in rows[parts[-1].start : parts[-1].stop])
            )
            if goes_on:
                part = Part(parts.pop().start, number, talked)
            parts.append(part)
        start = number + 1
    return parts


def _first_post(parts: Sequence[Part], rows: Sequence[Judged]) -> Part | None:
    """The first of several posts on one page, each closed by a line that says who posted it when; None where there are fewer."""
    posts = [
        part
        for part in parts
        if any(row.phrase == POSTED for row in rows[part.stop : part.stop + 3])
        and any(row.mark is Mark.FACTS for row in rows[part.start : part.stop])
        and any(row.mark is Mark.PROSE for row in rows[part.start : part.stop])
    ]
    return posts[0] if len(posts) >= FEWEST_POSTS else None


def _masses(parts: Sequence[Part], rows: Sequence[Judged]) -> list[float]:
    """The prose of each part: more where a title, a date or a path stands above, little behind an article that readers talk of."""
    factor, masses = 1.0, []
    for start, stop, is_talked_of in parts:
        prose = [row.weight for row in rows[start:stop] if row.mark in TEXT]
        mass = sum(prose)
        is_opened = any(row.mark in OPENING for row in rows[max(0, start - 1) : stop])
        if is_opened and factor == 1.0:
            mass *= 1.5
        masses.append(mass * factor)
        if is_talked_of and max(prose, default=0) >= PARAGRAPH and (is_opened or mass > 20):
            factor = TALKED
    return masses


def _start(part: Part, rows: Sequence[Judged], title: int) -> int:
    """The line behind title and date; without them, where the lines turn from menu to prose."""
    inside = rows[part.start : part.stop]
    total = sum(row.weight for row in inside if row.weight > 0)
    above, said = {}, 0.0
    # a title that is known says where the article begins
    first = max(0, part.start - 1, title if title >= part.start - 1 else 0)
    for number in range(first, part.stop):
        row = rows[number]
        if row.mark in OPENING and said <= ABOVE * total:
            above[number] = said
        if number >= part.start and row.mark in TEXT:
            said += row.weight
    titles = [number for number in above if rows[number].mark is Mark.TITLE]
    if titles:
        near = [number for number in above if titles[-1] <= number <= titles[-1] + NEAR]
        return near[-1] + 1
    if above:
        first, *others = above
        start = first + 1
        for number in others:
            if number - start < NEAR or above[number] - above[first] < 2:
                start = number + 1
        return start
    start, sunk, level = part.start, 0.0, 0.0
    for number in range(part.start, part.stop):
        level += max(rows[number].weight, -0.7)
        if level < sunk:
            start, sunk = number + 1, level
    return start


def _behind_buttons(start: int, stop: int, rows: Sequence[Judged], lines: Sequence[str]) -> int:
    """The first line of prose, or the line that tells something right above it, where several short lines part it from the title and its facts."""
    first = start
    while (
        first < stop
        and rows[first].mark in BUTTONS
        and len(lines[first]) <= BUTTON
        and not TELLING.search(lines[first])
    ):
        first += 1
    told = first + (first < stop and rows[first].mark is Mark.NOTHING)
    is_prose = told < stop and rows[told].mark is Mark.PROSE
    return first if is_prose and first - start >= FEWEST_BUTTONS else start


def _first_reply(start: int, stop: int, lines: Sequence[str], rows: Sequence[Judged]) -> int:
    """Where the first of several lines of one shape with a date closes a post of a thread; `stop` without."""
    dated = [
        number
        for number in range(start + 1, stop)
        if rows[number].mark in OPENING and DATE.search(lines[number])
    ]
    shapes = [DIGITS.sub("0", lines[number])[:14] for number in dated]
    for number, shape in zip(dated, shapes, strict=True):
        if shapes.count(shape) > 1 and any(row.mark is Mark.PROSE for row in rows[start:number]):
            return number
    return stop


def _stop(start: int, stop: int, lines: Sequence[str], rows: Sequence[Judged]) -> int:
    """Behind the last line that adds prose; the rest goes along up to a closing mark, where no link stands in it."""
    level, top, end = 0.0, 0.0, start
    for number in range(start, stop):
        row = rows[number]
        level += row.weight if row.weight > 0 else (-1.0 if row.mark is Mark.LINK else -0.25)
        if level >= top:
            top, end = level, number + 1
    while end < stop and rows[end].mark is Mark.NOTHING and BYLINE.search(lines[end]):
        end += 1
    # a line that credits or dates the article closes it as well; a day under a signature is its own
    told = (number for number in range(end, stop) if rows[number].mark in (Mark.FACTS, Mark.CREDIT))
    first = next(told, stop)
    is_signed = first == end + 1 < stop and SIGNED.fullmatch(lines[first]) is not None
    stop = first + 1 if is_signed else first
    is_closed = stop < len(rows)
    if is_closed and not any(row.mark is Mark.LINK for row in rows[end:stop]):
        return stop
    return end


def names_it(number: int, title: int, lines: Sequence[str]) -> bool:
    """Whether a line is the title, or the subtitle right below it: 船到站 箱不等, ——半年报里的新变化."""
    below = title >= 0 and number == title + 1
    return number == title or (below and SUBTITLE.fullmatch(lines[number]) is not None)


def _named_above(number: int, lines: Sequence[str], rows: Sequence[Judged]) -> int:
    """The line with a title's shape right above a line of facts, over a subtitle; -1 without one."""
    for above in range(number - 1, max(-1, number - 3), -1):
        if SUBTITLE.fullmatch(lines[above]):
            continue
        shaped = rows[above].mark in (Mark.NOTHING, Mark.SPEECH) and 6 <= len(lines[above]) <= 60
        return above if shaped else -1
    return -1


def _title(lines: Sequence[str], rows: Sequence[Judged], start: int) -> int:
    """The line above the article that names it: one that the browser's title repeats, else one with a title's shape."""
    above = range(start - 1, max(-1, start - 1 - NEAR - 2), -1)
    for number in above:
        if rows[number].mark is Mark.TITLE:
            return number
    for number in above:  # below the facts of a bulletin who issued it may stand, and its day
        if number and rows[number].mark is Mark.FACTS and FACT.search(lines[number]):
            named = _named_above(number, lines, rows)
            if named >= 0:
                return named
            break
    for number in above:
        row = rows[number]
        if SUBTITLE.fullmatch(lines[number]) or WROTE.fullmatch(lines[number]):
            continue
        if row.mark in (Mark.NOTHING, Mark.SPEECH) and 6 <= len(lines[number]) <= 50:
            return number
        if row.mark not in OPENING and row.mark not in (Mark.END, Mark.CREDIT):
            break
    return -1

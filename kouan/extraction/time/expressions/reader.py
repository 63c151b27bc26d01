"""Text in; its expressions of time out, words that belong together joined, each with what it can mean against the present."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kouan.extraction.time.expressions.meanings import Meanings
from kouan.extraction.time.expressions.path import (
    CLOCK,
    DAY,
    DAY_PART,
    MONTH,
    PART,
    WEEK,
    Path,
)
from kouan.extraction.time.expressions.tokens import TO, Tokens, plain
from kouan.extraction.time.intervals import Interval
from kouan.language.folding import fold
from kouan.model.knowledge import Knowledge

_TO: Final = re.compile(f" ?起?{TO}")
#: 2007年与2009年间, 2010年之后2018年之前, 10号，11号: what joins them shows only behind the second.
_AND: Final = re.compile("(?:与|和|(?:之|以)后)$|[，、]$")
_AND_BEHIND: Final = {
    "与": re.compile("之?间"),
    "和": re.compile("之?间"),
    "后": re.compile("(?:之|以)?前"),
}
_FROM: Final = re.compile("(?:自|从|在)$")
_BETWEEN: Final = re.compile("之?间|期间|止|(?<=年)(?:之|以)前")
_GAPS: Final = ("", " ", "的")
_ABOUT: Final = re.compile("左右|前后|上下|许|期间|当天")
_AFTER: Final = re.compile(
    "(?P<before>(?:之|以)?前(?![后往线期十0-9一二两三四五])|止)|(?P<since>起?至今(?![年日天晚晨早春夏秋冬])|以来|起(?![步飞来])|到现在)"
)
#: No expression has more words, and none is read in more than so many ways.
_WORDS: Final = 8
_WAYS: Final = 9


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression at [start, end) and what it can mean, the likeliest first; `is_open` where it says no day."""

    start: int
    end: int
    readings: tuple[Interval, ...]
    is_open: bool = False


def expressions(text: str, knowledge: Knowledge, present: Interval) -> Iterator[Expression]:
    """The expressions of time in a text, in order, read against the present."""
    tokens = knowledge.made(Tokens)
    folded = plain(fold(text))
    words = list(tokens.pattern.finditer(folded))
    meanings, at = Meanings(tokens, present), 0
    while at < len(words):
        begun, paths = _operand(folded, words, at, meanings, [Path()])
        if begun == at:
            at += 1
            continue
        start, end = words[at].start(), words[begun - 1].end()
        is_open = words[at].lastgroup in ("day_part", "clock")
        if words[begun - 1]["weekday3"] and folded[end : end + 1] == "）":
            end += "（" in folded[start:end]
        found = [path.now for path in paths if path.now]
        at, end, spans = _joined(folded, words, begun, end, paths, meanings)
        found = spans or found
        if found and found[0].last not in (None, found[0].first):
            if _FROM.search(folded, max(0, start - 1), start):
                start -= 1
            if between := _BETWEEN.match(folded, end):
                end = between.end()
        elif _is_bare(folded, words[at - 1], start, end, paths):
            continue
        if about := _ABOUT.match(folded, end):
            end = about.end()
        end, found = _bounded(folded, end, found, present)
        if found:
            yield Expression(start, end, tuple(dict.fromkeys(found))[:_WAYS], is_open)


def _operand(
    text: str, words: list[re.Match[str]], at: int, meanings: Meanings, paths: list[Path]
) -> tuple[int, list[Path]]:
    """Read words that go on with one another, from the coarse to the fine; the number of the next word."""
    first = at
    while at < len(words) and at - first < _WORDS:
        gap = text[words[at - 1].end() : words[at].start()] if at > first else ""
        if gap not in _GAPS and not _is_weekday_of_date(words, at, gap):
            break
        further = [longer for path in paths for longer in meanings.read(words[at], path)]
        if not further:
            break
        paths, at = further[:_WAYS], at + 1
    return at, paths if at > first else []


def _is_weekday_of_date(words: list[re.Match[str]], at: int, gap: str) -> bool:
    """10月12日，星期一 and 3月5日（星期日）上午: a weekday beside its date, and what follows the brackets."""
    if words[at]["weekday3"]:
        return gap in ("，", ",", "（") and words[at - 1].lastgroup in ("day", "ymd", "md")
    return gap == "）" and bool(words[at - 1]["weekday3"])


def _joined(
    text: str,
    words: list[re.Match[str]],
    at: int,
    end: int,
    paths: list[Path],
    meanings: Meanings,
) -> tuple[int, int, list[Interval]]:
    """The stretch from what was read to what follows behind 至 or a dash, where something does."""
    spans: list[Interval] = []
    joins = 0
    while at < len(words) and joins < _WORDS and _are_joined(text, words, at, end, joins > 0):
        both = [
            (path, behind, closed)
            for path in paths
            for behind, closed in _ends(text, words, at, meanings, path)
        ][:_WAYS]
        made = [
            (path, span)
            for path, _, closed in both
            if path.now and (span := _span(path.now, closed)).first < span.until
        ]
        if not made:
            break
        at, joins = both[0][1], joins + 1
        end, spans = words[at - 1].end(), [span for _, span in made]
        paths = [path for path, _ in made]
    return at, end, spans


def _are_joined(text: str, words: list[re.Match[str]], at: int, end: int, is_list: bool) -> bool:
    """Whether what stands between the end of a date and the next word makes a stretch of the two."""
    start = words[at].start()
    if not is_list and _TO.fullmatch(text, end, start):
        return True
    if start - end > 2 or not _AND.match(text, end, start):
        return False
    mark = text[start - 1]
    if behind := _AND_BEHIND.get(mark):
        return bool(behind.match(text, words[at].end()))
    return bool(words[at]["d4"]) and text[end - 1] in "日号" and not words[at]["d40"]


def _ends(
    text: str, words: list[re.Match[str]], at: int, meanings: Meanings, path: Path
) -> Iterator[tuple[int, Path]]:
    """How the second date of a stretch reads: it takes from the first what it does not say itself."""
    for rank in (CLOCK, DAY_PART, DAY, WEEK, MONTH, PART):
        start = path.above(rank)
        if start.rank < 0:
            break
        if words[at]["weekday3"] and rank > DAY:
            continue
        further = meanings.read(words[at], start)
        if not further or further[0].rank > rank:
            continue
        behind, found = _operand(text, words, at, meanings, [start])
        if closed := _behind(path, found):
            yield from ((behind, one) for one in closed)
            return
    anchored = meanings
    if path.now and words[at]["day_word"] and words[at][0][0] in "次翌第当同":
        anchored = Meanings(meanings.tokens, path.now)
    behind, found = _operand(text, words, at, anchored, [Path()])
    yield from ((behind, one) for one in _behind(path, found))


def _behind(path: Path, found: list[Path]) -> list[Path]:
    """Those of the second dates that end after the first begins."""
    return [one for one in found if one.now and path.now and one.now.until > path.now.first]


def _span(first: Interval, path: Path) -> Interval:
    closed = path.now or first
    # 下午1点到3点 ends with the stroke of three
    is_hour = path.rank == CLOCK and (closed.until - closed.first).seconds == 3600
    return Interval(first.first, closed.first if is_hour else closed.until, closed.first)


def _is_bare(text: str, word: re.Match[str], start: int, end: int, paths: list[Path]) -> bool:
    """A part of day or a "one o'clock" alone that more probably is a name or an amount: 黎明主演, 一点."""
    if len(paths[0].steps) > 1 or word.start() != start:
        return False
    if word.lastgroup == "day_part":
        return end < len(text) and text[end].isalnum()
    if word[0] in ("一日", "1日"):
        return True
    return word.lastgroup == "clock" and word[0] in ("一点", "1点", "零点") and end < len(text)


def _bounded(
    text: str, end: int, found: list[Interval], present: Interval
) -> tuple[int, list[Interval]]:
    """年底前 runs from now on, 自9月起 up to now; what the bare words mean stays among the readings."""
    if after := _AFTER.match(text, end):
        if after["before"]:
            made = [
                Interval(present.first, one.until) for one in found if one.until > present.first
            ]
            return end, [*made, *found]
        made = [Interval(one.first, present.until) for one in found if one.first < present.until]
        return after.end(), [*made, *found]
    return end, found

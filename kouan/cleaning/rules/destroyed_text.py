"""Text whose bytes are gone: 锟斤拷, U+FFFD, ???? for a whole script, 烫烫烫 of memory that nobody wrote to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

from kouan.cleaning.mojibake.marks import NEAR, Span, lost
from kouan.cleaning.rule import rule
from kouan.model.edits import Edits, Suspicion
from kouan.model.expression import Expression
from kouan.model.view import BatchView

#: Memory that a debugger fills: CC, CD and DD, read as GBK.
MEMORY: Final = Expression(r"烫{3,}|屯{3,}|葺{3,}")
#: In a line of Chinese, so many question marks with the text going on behind them; 好吗????我 is asked by people.
ASKED: Final = Expression(r"(?<![吗呢吧啊么什谁何嘛呀嗎麼誰?a-zA-Z])\?{4,}(?=[\u4e00-\u9fff0-9])")
#: In a line without any, this share of question marks.
MOSTLY: Final = 0.6
FEWEST: Final = 4

#: Places of one document that are named one by one.
MOST: Final = 100

NOTE: Final = "the bytes of this text are lost: nothing can bring it back"
NOTE_MEMORY: Final = "memory that was never written to, read as text"


@rule(
    "destroyed_text",
    kind="mojibake",
    within_lines=True,
    keeps=[
        "李锟在会上作了发言",
        "真的吗????我不信",
        "What????",
        "好烫烫",
        "公安部门拷贝了资料，严禁拷打",
        "https://a.cn/?a=1&b=??",
    ],
)
def destroyed_text(view: BatchView) -> Edits:
    """Mark text whose bytes are gone; nothing is changed, and no fact is taken from it.

    A decoder that cannot read a byte writes U+FFFD (or "?") and forgets the byte; saved as UTF-8 and read as GBK, two of
    those are 锟斤拷. What was there is not in the file.
    """
    at = np.flatnonzero(np.take(_leads(), view.index, mode="clip"))
    if not len(at):
        return Edits.none()
    doubts: list[Suspicion] = []
    for line in np.unique(view.line_of(at)).tolist():
        text, start = view.line_text(line), int(view.line_start[line])
        if ("line", text) in view.settled:
            continue
        known = len(doubts)
        for first, last in _united([*lost(text), *_asked(text)]):
            doubts.append(_doubt(text, start, first, last, NOTE))
        for found in MEMORY.finditer(text):
            doubts.append(_doubt(text, start, *found.span(), NOTE_MEMORY))
        if len(doubts) == known:
            view.settled.add(("line", text))
    doubts.sort(key=lambda one: one.start)
    return Edits.none(list(_bounded(view, doubts)))


def _bounded(view: BatchView, doubts: list[Suspicion]) -> Iterator[Suspicion]:
    """The doubts; of a document that is nothing but damage the last one reaches to its end."""
    homes = view.document_of(np.array([one.start for one in doubts], np.int64)).tolist()
    count: Counter[int] = Counter()
    last = dict(zip(homes, doubts, strict=True))
    for home, one in zip(homes, doubts, strict=True):
        count[home] += 1
        if count[home] < MOST:
            yield one
        elif count[home] == MOST:
            yield replace(one, end=last[home].end, surface=one.surface)


def _doubt(text: str, start: int, first: int, last: int, note: str) -> Suspicion:
    return Suspicion("destroyed_text", start + first, start + last, text[first:last], note=note)


def _asked(text: str) -> Iterator[Span]:
    """Question marks that stand for characters."""
    asked = text.count("?")
    if asked < FEWEST:
        return
    if text.isascii():
        said = text.split()
        whole = sum(map(len, said))
        if asked >= MOSTLY * whole or any(one.startswith("???") and one.strip("?") for one in said):
            yield text.index("?"), text.rindex("?") + 1
        return
    for found in ASKED.finditer(text):
        yield found.span()


def _united(spans: list[Span]) -> list[Span]:
    """Spans that are near one another as one."""
    done: list[Span] = []
    for first, last in sorted(spans):
        if done and first - done[-1][1] <= NEAR:
            done[-1] = (done[-1][0], max(done[-1][1], last))
        else:
            done.append((first, last))
    return done


@cache
def _leads() -> npt.NDArray[np.bool_]:
    """Characters of which the damages have at least one."""
    table = np.zeros(0x10001, bool)
    table[[ord(character) for character in "\ufffd?锟斤嚙踝쏙烫屯葺ïｿ"]] = True
    return table

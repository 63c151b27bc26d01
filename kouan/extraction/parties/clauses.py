"""The sentences of an article in, where the clauses before a figure begin, out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Final

from kouan.model.expression import Expression

#: Between two halves of a headline stands a space: 甲方称击落无人机 乙方称发射火箭弹. Behind a dash a count begins anew:
#: 订单已排到十月——前7个月全省出口2万吨.
_END: Final = Expression(
    "[，。；！？：]|——(?=[今去前上下全][0-9年市省县国半三]|[0-9])|(?<=[一-鿿”]) (?=[一-鿿“])"
)
#: Nobody keeps a subject in mind for longer, in characters and clauses.
REACH: Final = 600
_MOST: Final = 12
#: Whom these figures are of the next sentence does not go on with.
PASSING: Final = Expression(
    "其中|(?:战[争役]|胜利|起义|爆发|建交|回归(?:祖国)?|诞辰|提出|通过)[0-9一二三四五六七八九十百]+周年"
)
#: 建成后，…: of the works that the sentence before is about.
DONE: Final = Expression(
    "(?:全部|全面|全线|正式|预计)?(?:建成|通车|投产|投用|投运|开通|达产|竣工|完工|贯通|投入(?:使用|运营))(?:通车|投产|投用|投运|运营|使用|达产)?(?:后|之后|以后)，"
)


class Clauses:
    """The clauses of one text; those of one sentence are found once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._sentence: tuple[int, list[int]] = (-1, [])

    def up_to(self, sentence: tuple[int, int], start: int) -> list[int]:
        """Where the last clauses of a sentence begin, up to that of `start`."""
        if self._sentence[0] != sentence[0]:
            marks = _END.finditer(self._text, *sentence)
            self._sentence = (sentence[0], [sentence[0], *(mark.end() for mark in marks)])
        clauses = self._sentence[1]
        last = bisect_right(clauses, start)
        reach = bisect_left(clauses, start - REACH, hi=last)
        # of a clause that is longer than any subject reaches, the end is looked at
        return clauses[max(reach, last - _MOST) : last] or [start - REACH]

    def last_first(self, sentence: tuple[int, int], start: int) -> list[tuple[int, int]]:
        """The spans of these clauses, that of `start` first, up to it."""
        clauses = self.up_to(sentence, start)
        return list(zip(clauses, [*clauses[1:], start], strict=True))[::-1]

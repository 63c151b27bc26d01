"""The passages of an article in, whether somebody speaks there out, and the time at which he does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kouan.extraction.time.dated import Dated, carried
from kouan.extraction.time.passages import Passage
from kouan.model.expression import Expression

_MARKS: Final = "“‘「『"
#: 2023年度结余3亿元，“干得好的，一年多拿1万元”: speech, no name in quotation marks.
_OPENED: Final = Expression("[，：][“「『](?=[^”」』]{2,40}[，。；！？])")
_CLOSED: Final = Expression("[”」』]")
#: How far behind a figure is looked for a mark that makes it speech.
_SEEN: Final = 48
#: 处长坦言，天数拉长了: somebody's opinion is of no time that was told before it.
_OPINION: Final = Expression(
    "[^，。：]{2,40}(?:坦言|直言|感慨|感叹|认为|告诉[^，。：]{0,6}|看来)[，：]"
)

#: 局长介绍，报销比例约70%: what somebody tells may be of any time.
_TOLD: Final = Expression(
    "[^，。：]{2,40}(?:[说称]|介绍|表示|指出|透露|算账|告诉[^，。：]{0,6})[，：]"
)


def is_speech(passage: Passage, sentence: int) -> bool:
    """Whether a sentence is a quotation."""
    return passage.text[passage.sentences[sentence][0]] in _MARKS


def is_opinion(passage: Passage, sentence: int) -> bool:
    """Whether a sentence begins with who thinks so."""
    return _OPINION.match(passage.text, *passage.sentences[sentence]) is not None


def is_told(passage: Passage, sentence: int) -> bool:
    """Whether a sentence begins with who tells it, or thinks so."""
    told = _TOLD.match(passage.text, *passage.sentences[sentence])
    return told is not None or is_opinion(passage, sentence)


def is_in_speech(text: str, first: int, start: int) -> bool:
    """Whether a quotation of some length opened in [first, start) and goes on: what somebody says has a time of its own."""
    opened = _OPENED.search(text, first, start + _SEEN)
    return (
        opened is not None
        and opened.start() < start
        and _CLOSED.search(text, opened.end(), start) is None
    )


def next_period(passages: Sequence[Passage], block: int, sentence: int) -> Dated | None:
    """The period that opens the sentence after a quotation: the scene it was said in."""
    if sentence + 1 == len(passages[block].sentences):
        block, sentence = block + 1, -1
    if block == len(passages) or not passages[block].sentences:
        return None
    passage = passages[block]
    first, _ = passage.sentences[sentence + 1]
    return next((carried(one) for one in passage.periods_in(first, first + 1)), None)

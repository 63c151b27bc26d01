"""A passage in, foreign names with dots between their parts out: 弗拉基米尔·普京, and what is named after such: 约翰斯·霍普金斯大学."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kouan.extraction.names.passages import Candidate
from kouan.extraction.names.person_words import NO_NAME, TRANSLITERATION
from kouan.extraction.names.personal_names import NameReader
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

_PART = "(?:(?![和与及])[\u4e00-\u9fff]){1,8}"
DOTTED = Expression(f"{_PART}(?:[·•-]{_PART}){{1,4}}")
#: How long a part is at most, and all that stands behind the first dot.
PART, REST = 8, 48
DOTS = Expression("[·•-]")
#: 约翰斯·霍普金斯大学 is no person.
NAMED_AFTER = Expression("大学|学院|基金|公司|集团|研究|医院|银行|中心|奖")
#: Characters that write foreign names with dots in them, where a single one in front is no word: 何塞·马蒂.
SOUNDS = TRANSLITERATION | frozenset("冯何娅义乎延席晗路代")
#: Behind 当, which writes such names too.
DAYS = frozenset("天日地晚年月")


def _dotted(text: str) -> Iterator[re.Match[str]]:
    """What `DOTTED` finds, sought around dots alone."""
    at = 0
    for dot in DOTS.finditer(text):
        if dot.start() < at:
            continue
        found = DOTTED.search(text, max(at, dot.start() - PART), dot.start() + REST)
        if found is not None and found.start() < dot.start() < found.end():
            yield found
            at = found.end()


def find_dotted(reader: NameReader) -> Iterator[Candidate]:
    """弗拉基米尔·普京: parts of a foreign name with dots between them."""
    text = reader.text
    if not DOTS.search(text):
        return
    for found in _dotted(text):
        start, end = found.span()
        dots = [start + dot.start() for dot in DOTS.finditer(found[0])]
        head, last = dots[0], dots[-1] + 1
        begin = head
        while begin > start and text[begin - 1] in SOUNDS and begin not in reader.post_before:
            begin -= 1
        stop = _end_of(reader, last, end)
        if NAMED_AFTER.match(text, stop):
            closed = _head_from(reader, stop)
            if closed is not None and begin < head:  # 约翰斯·霍普金斯大学
                yield Candidate(begin, closed, EntityType.ORGANIZATION, 0.8)
            continue
        if begin < head and stop > last and not reader.passage.hit_over(begin, stop):
            yield Candidate(begin, stop, EntityType.PERSON, 0.8)


def _end_of(reader: NameReader, last: int, end: int) -> int:
    """End of the name whose last part begins at `last`, at `end` at the furthest."""
    text, words = reader.text, reader.words
    stop = last
    while stop < end and text[stop] in SOUNDS:
        stop += 1
    if text[stop - 1 : stop] == "当" and text[stop : stop + 1] in DAYS:
        stop -= 1  # 亨利·基辛格 + 当天
    number = words.covering(stop - 1)
    if (
        words.ends[number] > stop
        and words.starts[number] > last
        and (words.tags[number][:1] in NO_NAME or words.tags[number] == "n")
    ):
        return words.starts[number]  # 通伦·西苏里 + 高度评价
    return stop


def _head_from(reader: NameReader, start: int) -> int | None:
    """End of the organization's head that starts here."""
    found = reader.passage.head_starting.get(start)
    if found is None or found.heads[0].type is not EntityType.ORGANIZATION:
        return None
    return found.end

"""A line in, what it says of stories that stand in one file out: a mark, a dateline, a day or source of its own."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise
from typing import Final, NamedTuple

from kouan.language.numerals import number
from kouan.model.expression import Expression
from kouan.segmentation.shapes import END_MARK, HAN

#: So far into a story stands what dates it or says where it comes from.
SEARCHED: Final = 60

#: The title of a short report is short; a longer line without an end mark is a paragraph that lost it.
LONGEST_TITLE: Final = 45
CLAUSES: Final = Expression(r"[。，；：]")
#: 本报讯（记者 张三） / 新华社北京1月2日电 / 【环球网报道】: what a story of its own opens with.
DATELINE: Final = Expression(
    r"[(（【\[]?(?:据\s?)?(?:"
    # a day behind the place leaves no doubt; without one a mark must follow
    r"[\u3400-\u9fff]{2,16}?(?:\d{1,2}月)?\d{1,2}日\s?(?:综合)?(?:讯|专?电)"
    r"|(?:(?:本报|本刊|本网|本台|本站)(?:综合)?(?:讯|电|消息)"
    r"|[\u3400-\u9fff]{2,7}(?:社|网|报)[\u3400-\u9fff]{0,10}(?:综合)?(?:讯|专?电|消息)"
    r"|[\u3400-\u9fff]{2,8}讯)(?=[\s(（:：】\]]|记者|通讯员)"
    r")"
)
#: 据路透社报道 / 记者从拱北海关获悉 / 海关总署今天公布: the first sentence says where the story comes from.
SOURCED: Final = Expression(
    r"^据[^。；]{0,24}?(?:报道|消息|介绍|统计|通报|公告|悉|称)|^记者[^。；]{0,24}?(?:获悉|了解到|从)|^[^。，；]{0,16}?(?:获悉|消息)[，：:]"
)
#: （通讯员 陈宇蕴）: who sent a short report stands at its end.
SIGNED: Final = Expression(
    r"[(（]\s?(?:[\u3400-\u9fff]{0,6}(?:记者|通讯员)|作者|文)[\s:：/][^()（）]{2,40}[)）]$"
)
#: 商务部：前三季度…: under the name of a column an authority states news; elsewhere it may be a list of duties.
AUTHORITY: Final = Expression(
    r"[^，。；：:]{1,14}(?:部|局|署|会|行|院|办|委|社|司|厅|海关|中心|集团|公司)[：:]"
)
#: 张先生：今天第一次赶上末班车: somebody speaks.
SPEAKER: Final = Expression(r"[^，。；：:]{1,8}[：:]")
#: 今天（1月2日） / 日前 / 23日: the first sentence says when.
TIMED: Final = Expression(
    r"今[天日晨晚早]|昨[天日晨晚]|日前|近日|近来|近期|近段|本周|上周|当地时间|北京时间|(?<![\d.])\d{1,2}月\d{1,2}日|(?<![\d.月])\d{1,2}日|最新|截至"
)
#: 今年1至2月, 上半年: in a column where each line is a story, a span of time says as much.
SPANNED: Final = Expression(r"今年|去年|上半年|下半年|季度|\d{1,2}月")
#: （张三）: a name alone in brackets closes a short report.
CLOSED: Final = Expression(
    r"[(（][\u3400-\u9fff]{2,4}(?:[\s、]{1,2}[\u3400-\u9fff]{2,4}){0,3}[)）]$"
)


#: What parts the lines of a list from the headings that they become: numbers, marks, blanks.
DRESS: Final = Expression(r"^\W*(?:\d{1,2}[、.．:：)）])?|\W+")

NUMBERS: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
HAN_NUMBERS: Final = "一二三四五六七八九十"


class Family(StrEnum):
    """What kind of mark opens the stories of a file."""

    BULLET = "bullet"
    BRACKET = "bracket"
    NUMBER = "number"
    HAN_NUMBER = "han_number"


BULLET: Final = Expression(r"[●■◆▲★□○◇▶►▷※☆◎▼△⊙▪•]\s*")
BRACKET: Final = Expression(r"【\s*([^【】\n]{2,40}?)\s*】\s*")
NUMBER: Final = Expression(
    rf"(?:(\d{{1,2}})(?:[、：:)）]|[.．](?!\d))|[(（](\d{{1,2}})[)）]|([{NUMBERS}]))\s*"
)
HAN_NUMBER: Final = Expression(
    rf"([{HAN_NUMBERS}]{{1,3}})、\s*|[(（]([{HAN_NUMBERS}]{{1,3}})[)）]\s*"
)
#: The first sign of a line that one of these may open.
SIGNS: Final = frozenset("●■◆▲★□○◇▶►▷※☆◎▼△⊙▪•【(（0123456789" + NUMBERS + HAN_NUMBERS)


class Mark(NamedTuple):
    """A mark at the head of a line: its family, its number (0: none), its length, and the title in its brackets."""

    family: Family
    number: int
    length: int
    title: tuple[int, int] | None = None


def mark_of(text: str) -> Mark | None:
    """The mark that a line opens with, if any.

    >>> mark_of("3. 口岸新线开通").number, mark_of("二十三、口岸").number, mark_of("【口岸新线开通】昨天").title
    (3, 23, (1, 7))
    >>> mark_of("3.5万人次") is None
    True
    """
    if text[:1] not in SIGNS:
        return None
    if found := BULLET.match(text):
        return Mark(Family.BULLET, 0, found.end())
    if found := BRACKET.match(text):
        return Mark(Family.BRACKET, 0, found.end(), found.span(1))
    if found := NUMBER.match(text):
        digits = found[1] or found[2]
        return Mark(
            Family.NUMBER, int(digits) if digits else NUMBERS.index(found[3]) + 1, found.end()
        )
    if (found := HAN_NUMBER.match(text)) and (counted := number(found[1] or found[2])):
        return Mark(Family.HAN_NUMBER, int(counted), found.end())
    return None


def counts_up(marks: Sequence[Mark]) -> bool:
    """Whether numbers count on from one, or begin again; other marks always do."""
    numbers = [mark.number for mark in marks]
    if not any(numbers):
        return True
    return numbers[0] == 1 and all(after in (1, number + 1) for number, after in pairwise(numbers))


def may_be_dated(text: str) -> bool:
    """Whether the line has a word of a dateline near its beginning: what costs little to ask of every line."""
    head = text[:40]
    return "讯" in head or "电" in head or "消息" in head


def is_dated(text: str) -> bool:
    """Whether the line opens with the dateline of a report: 本报讯, 新华社北京1月2日电."""
    return may_be_dated(text) and DATELINE.match(text) is not None


def is_sourced(text: str) -> bool:
    """Whether the line says where it comes from: 据路透社报道, 记者从…获悉, a dateline, or who sent it at its end."""
    return bool(SOURCED.match(text[:SEARCHED]) or SIGNED.search(text[-SEARCHED:]) or is_dated(text))


def is_fresh(text: str) -> bool:
    """Whether the line begins as a story of its own does: with its day or with its source."""
    return TIMED.search(text, 0, SEARCHED) is not None or is_sourced(text)


def is_fresh_word(text: str) -> bool:
    """Whether the line is fresh, and not somebody's words (张先生：今天…)."""
    return is_sourced(text) or (is_fresh(text) and not SPEAKER.match(text))


def is_stated(text: str) -> bool:
    """Whether the line is fresh, or what an authority states (商务部：…)."""
    return is_fresh_word(text) or AUTHORITY.match(text) is not None


def is_title(text: str) -> bool:
    """Whether the text can be the title of a short report."""
    if len(text) > LONGEST_TITLE or "。" in text or not HAN.search(text) or is_dated(text):
        return False
    return not END_MARK.search(text) or (text[-1] in "？！?!" and not CLAUSES.search(text))


def undressed(text: str) -> str:
    """A line of contents as it reads without number and marks."""
    return DRESS.sub("", text)

"""A line of a page in, what it has in common with its like on other pages out: its shape, and a number for that."""

from __future__ import annotations

import hashlib
from typing import Final

from kouan.model.expression import Expression

#: Figures differ from page to page; so do the numerals of a date and the day of the week.
FIGURE: Final = Expression(
    r"(?:\d|[〇○零一二三四五六七八九十]+(?=[年月日号])|(?<=星期)[一二三四五六日天]|(?<=周)[一二三四五六日])+"
)
#: How a sentence ends, whatever closes behind it.
SENTENCE: Final = Expression(r"[。！？!?；;…][”’」』）)】\s]*$")
#: A line of so many signs with a comma in it reads as a sentence, also where its end mark is missing.
LONG: Final = 40
#: 一、 （二） 3. 第四章: such lines recur because reports have chapters.
HEADING: Final = Expression(
    r"\W{0,2}(?:[一二三四五六七八九十百]{1,4}[、.．，\s]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[、.．]\D"
    r"|第[一二三四五六七八九十百\d]{1,4}[章节条部篇回])"
)
#: Fewer letters or characters say too little to be told from an article's own words.
FEWEST_LETTERS: Final = 4

#: A longer line is a paragraph: it parts frame from article, and is never proposed.
LONGEST: Final = 300
#: Of a document with more lines than twice this, the first and the last so many are looked at.
MOST_LINES: Final = 100

#: The lowest bits of a digest say what the line is.
IS_SENTENCE: Final = 1
IS_FIGURED: Final = 2
IS_NO_FRAME: Final = 4
_BITS: Final = IS_SENTENCE | IS_FIGURED | IS_NO_FRAME


def plain_line(line: str) -> str:
    """A line without blanks at its ends, and with single ones inside."""
    return " ".join(line.split())


def line_shape(line: str) -> str:
    """The line as it is compared with others: figures, dates and days of the week are all one.

    >>> line_shape(" 更新时间：2019-03-02  10:22 "), line_shape("二〇一九年三月二日 星期六")
    ('更新时间：0-0-0 0:0', '0年0月0日 星期0')
    """
    return FIGURE.sub("0", plain_line(line))


def is_sentence(line: str) -> bool:
    """Whether a line reads as one: by its end mark, or by its length and commas.

    >>> is_sentence("口岸客流创新高。"), is_sentence("更多精彩内容"), is_sentence("（责任编辑：王小明）")
    (True, False, False)
    """
    return bool(SENTENCE.search(line)) or (len(line) >= LONG and "，" in line)


def shape_digest(shape: str) -> int:
    """A number of 64 bits for a shape; its lowest bits say whether it is a sentence, has figures, cannot be of a frame.

    >>> shape_digest("更新时间：0-0-0") & IS_FIGURED, shape_digest("一、总体情况") & IS_NO_FRAME
    (2, 4)
    """
    bits = IS_SENTENCE if is_sentence(shape) else 0
    if "0" in shape:
        bits |= IS_FIGURED
    letters = sum(sign.isalpha() for sign in shape)
    if letters < FEWEST_LETTERS or HEADING.match(shape):
        bits |= IS_NO_FRAME
    return _number(shape) | bits


def page_digests(text: str) -> list[int]:
    r"""The digests of a page's lines in their order, blank ones left out; of a long page those of its head and foot.

    >>> page_digests("标题\n\n正文在此。\n") == [line_digest("标题"), line_digest("正文在此。")]
    True
    """
    lines = [line for line in text.split("\n") if line and not line.isspace()]
    if len(lines) > 2 * MOST_LINES:
        lines = [*lines[:MOST_LINES], *lines[-MOST_LINES:]]
    return [line_digest(line) for line in lines]


def line_digest(line: str) -> int:
    """The digest of a line's shape; of a paragraph, which no frame has, that of the line itself."""
    if len(line) <= LONGEST:
        return shape_digest(line_shape(line))
    return _number(line) | IS_SENTENCE | IS_NO_FRAME


def _number(text: str) -> int:
    """A number of 64 bits for a text, with room in its lowest bits."""
    data = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(data, "little", signed=True) & ~_BITS

"""The first lines of a document in, the name of the column of news in brief that they state out, with what belongs to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from kouan.lexicons.words import any_of, words_by_use
from kouan.model.expression import Expression
from kouan.model.knowledge import Knowledge
from kouan.segmentation.bylines import byline_names
from kouan.segmentation.lines import Line
from kouan.segmentation.shapes import DATE_ALONE, END_MARK, HAN

#: No name of a column is longer, with its number and date.
LONGEST: Final = 30
#: The name stands among so many lines, with the programme, the day and the reporter.
SEARCHED: Final = 8
#: 大事: a section that no list knows is shorter than any title.
LONGEST_SECTION: Final = 6
#: What a name stands in.
FRAME: Final = "《》【】〔〕[]●■◆★#:： "
#: 【香港】: a short name in brackets, alone in its line.
IN_FRAME: Final = Expression(r"[【〔\[]\s?[\u3400-\u9fff]{2,6}\s?[】〕\]]")
#: （新闻联播）： / 央视网消息 / ――――: what stands between the name of a column and its first story.
LABEL: Final = Expression(
    r"[(（【\[].{1,16}[)）】\]][:：]?|.{0,12}(?:消息|讯)[:：]?|[^。，；]{1,20}[:：]|[-—=*_·.\s]+"
)


class Head(NamedTuple):
    """What the first lines state: `column` is the name, `below` the first line that is none of the head.

    `is_brief`: the name leaves no doubt that short reports follow (简讯); else it may head one story too (新闻).
    """

    column: str | None
    below: int
    is_brief: bool
    names: Columns

    def is_section(self, text: str) -> bool:
        """Whether the line parts the stories of a column: 国内, 【国际】."""
        return len(text) <= 10 and self.names.is_section(text)

    def parts(self, text: str) -> bool:
        """Whether the line parts stories that marks open: as `is_section`, or a few characters that no list knows."""
        return self.is_section(text) or (
            len(text) <= LONGEST_SECTION
            and not END_MARK.search(text)
            and HAN.search(text) is not None
        )


def head_of(lines: Sequence[Line], knowledge: Knowledge) -> Head:
    """The head of a document; without the name of a column it has no lines."""
    names = knowledge.made(Columns.of)
    found, is_brief = None, False
    is_told = False
    for number, line in enumerate(lines[:SEARCHED]):
        text = line.text
        if not line.is_short:
            break
        is_sentence = END_MARK.search(text) is not None
        may_name = not names.ends.isdisjoint(text)
        if may_name and is_sentence and names.greeting.search(text):
            found, is_brief = number, True
            break
        is_told = is_told or (is_sentence and text[-1] not in "：:")
        if is_told or not may_name or len(text) > LONGEST:
            continue
        if names.brief.fullmatch(text):
            found, is_brief = number, True
            break
        if found is None and names.digest.fullmatch(text):
            found = number
    if found is None:
        return Head(None, 0, False, names)
    below = found + 1
    for number, line in enumerate(lines[below : found + SEARCHED], below):
        if not line.is_short or line.text[-1] in "。！？":
            break
        if names.is_section(line.text):
            break
        if line.text[-1] in ":：" or (number == below and _is_label(line, names, knowledge)):
            below = number + 1
    greeting = names.greeting.search(lines[found].text)
    name = greeting[1].rpartition("的")[2] if greeting else lines[found].text
    return Head(name.strip(FRAME), below, is_brief, names)


def _is_label(line: Line, names: Columns, knowledge: Knowledge) -> bool:
    text = line.text
    return len(text) <= LONGEST and (
        LABEL.fullmatch(text) is not None
        or names.contents.fullmatch(text) is not None
        or DATE_ALONE.fullmatch(text) is not None
        or byline_names(text, knowledge) is not None
    )


class Columns(NamedTuple):
    """The words of `news_column.csv` as patterns over a whole line."""

    #: The last characters of the names: a line without any of them names no column.
    ends: frozenset[str]
    greeting: Expression
    brief: Expression
    digest: Expression
    contents: Expression
    section: Expression

    def is_section(self, text: str) -> bool:
        """Whether a line is the name of a section, or a short name in brackets."""
        return bool(self.section.fullmatch(text) or IN_FRAME.fullmatch(text))

    @classmethod
    def of(cls, knowledge: Knowledge) -> Columns:
        """Build the patterns once for this knowledge."""
        words = words_by_use(knowledge.rows("news_column"))
        frame = r"[《【〔\[●■◆★#\s]*{}(?:{}){}[》】〕\]\s]*[:：]?"
        before = r"[\w·“”\s]{0,12}?"
        behind = (
            r"(?:\s*[(（〔\[][^()（）]{1,20}[)）〕\]]|\s*[一二三四五六七八九十两\d]{1,3}[则条组例]"
            r"|[\s·—\-|｜]*\d{4}(?:年|[-./])\d{1,2}(?:月|[-./])\d{1,2}日?|\s*\d{1,2}月\d{1,2}日|\s*第?\d{1,4}期)*"
        )
        return cls(
            frozenset(word[-1] for word in (*words["brief"], *words["digest"])),
            # 欢迎收听由本台出品的新闻早餐。
            Expression(
                rf"(?:收听|收看|阅读|关注|带来|播送|播报|以下)[^。！]{{0,24}}?([\u3400-\u9fff]{{0,4}}(?:{any_of(words['brief'])}))[。！!：:]?$"
            ),
            *(
                Expression(frame.format(first, any_of(words[use]), last))
                for use, first, last in (
                    ("brief", before, behind),
                    ("digest", before, behind),
                    ("contents", before, r"(?:有|如下|是|包括)*"),
                    ("section", "", ""),
                )
            ),
        )

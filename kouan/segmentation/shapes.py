"""A line in, what it looks like by itself out: section number, heading, caption, label of an editor's note."""

from __future__ import annotations

from typing import Final, NamedTuple

from kouan.lexicons.words import any_of, words_by_use
from kouan.model.expression import Expression
from kouan.model.knowledge import Knowledge
from kouan.segmentation.lines import Line

LONGEST_HEADING: Final = 32
LONGEST_CAPTION: Final = 60
LONGEST_PLAIN_CAPTION: Final = 40

#: 一 / （二） / 3. / Ⅳ / 第一章: a line that only counts.
SECTION_NUMBER: Final = Expression(
    r"[(（【]?(?:第?[一二三四五六七八九十百]{1,4}[章节部分篇回]{0,2}|\d{1,2}|[IVXivx]{1,5}|[Ⅰ-ⅿ]|[①-⑳])[)）】]?[、.．。:：]?"
)
END_MARK: Final = Expression(r"[。，、；：…,;:!?！？][”’」』》）)]*$")
QUESTION: Final = Expression(r"[!?！？]$")
#: “好的！” is speech; “三个一”怎么看 is a heading.
SPEECH: Final = Expression(r"[“\"「『‘].*[”\"」』’]$")
#: 首页 > 新闻 > 正文
PATH: Final = Expression(r"[>»›]|^(?:[您你]的?)?(?:当前|现在|目前)?(?:所在)?的?位置[:：]")
SPEAKER: Final = Expression(r"[^：:]{1,8}[：:]")
IN_BRACKETS: Final = Expression(r"[(（][^()（）]*[)）]")
HAN: Final = Expression(r"[\u3400-\u4dbf\u4e00-\u9fff]")
LIST_ITEM: Final = Expression(r"(?:[-*+·•]\s|https?://)")
#: A line of figures or a date alone (2018年7月16日) heads nothing.
DATE_ALONE: Final = Expression(
    r"[\d〇一二三四五六七八九十]{2,4}年(?:[\d一二三四五六七八九十]{1,3}月)?(?:[\d一二三四五六七八九十]{1,3}日)?"
)
#: 本报记者 张三 文/图: who wrote the story took its pictures, too.
WRITTEN_TOO: Final = Expression(r"文\s?[/／|｜]?\s?图$|图\s?[/／|｜]\s?文$")
#: What may stand behind the word that ends a caption.
CLOSING: Final = "。)）"
ONE_SENTENCE: Final = Expression(r"[^。！？!?…“”\"：:]+。")


class Labels(NamedTuple):
    """The words of `editor_note.csv` and `caption.csv` as patterns."""

    note: Expression
    afterword: Expression
    announcement: Expression
    wish: Expression
    caption_start: Expression
    caption_end: Expression
    caption_words: tuple[str, ...]

    @classmethod
    def of(cls, knowledge: Knowledge) -> Labels:
        """Build the patterns once for this knowledge."""
        notes = words_by_use(knowledge.rows("editor_note"))
        captions = words_by_use(knowledge.rows("caption"))
        label = r"[(（\[【〔■□●◆]?\s?(?:{})\s?(?:[)）\]】〕]\s?[:：]?|[:：]|$)"
        return cls(
            Expression(label.format(any_of(notes["label"]))),
            Expression(label.format(any_of(notes["afterword"]))),
            # bounded: between subject and verb stands a date or an adverb, no clause
            Expression(
                rf"(?:{any_of(notes['subject'])})[^。！？]{{0,16}}?(?:{any_of(notes['verb'])})"
            ),
            Expression(any_of(notes["wish"])),
            Expression(
                rf"[(（\[【]?(?:{any_of(captions['start'])})|[(（]?图\s?(?:[／/]|\d{{1,2}}(?!\d)[:：.、\s])"
            ),
            Expression(
                rf"(?:[\s(（/／。]|记者.{{0,12}}|[:：])(?:{any_of(captions['end'])})[)）]?。?$"
                r"|供图[)）]?。?$|[(（][^()（）]{2,20}提供[)）]$"
            ),
            tuple(word.rstrip(CLOSING) for word in (*captions["end"], "供图", "提供")),
        )


def is_section_number(line: Line) -> bool:
    """Whether the line only counts: 一, （二）, 第三章."""
    return len(line.text) <= 8 and SECTION_NUMBER.fullmatch(line.text) is not None


def is_heading(line: Line) -> bool:
    """Whether the line has the shape of a heading: marked, or short without an end mark."""
    text = line.text
    if line.depth:
        return line.is_short
    if len(text) > LONGEST_HEADING or not HAN.search(text):
        return False
    if LIST_ITEM.match(text) or PATH.search(text):
        return False
    if DATE_ALONE.fullmatch(text) or IN_BRACKETS.fullmatch(text):
        return False
    if SPEECH.match(text) and END_MARK.search(text.rstrip('”’」』"')):
        return False
    return not END_MARK.search(text) or _is_question(text)


def _is_question(text: str) -> bool:
    """A question or a call that may head a section; not one that somebody asks (问：…？) or quotes."""
    is_plain = "，" not in text and not SPEAKER.match(text) and not SPEECH.search(text)
    return is_plain and bool(QUESTION.search(text))


def is_caption(line: Line, labels: Labels) -> bool:
    """Whether the line calls itself a caption: 图为…, （张三 摄）."""
    text = line.text
    if len(text) > LONGEST_CAPTION * 2 or (text[-1] in "文图" and WRITTEN_TOO.search(text)):
        return False
    if labels.caption_start.match(text):
        return True
    is_likely = len(text) <= LONGEST_CAPTION and text.rstrip(CLOSING).endswith(labels.caption_words)
    return is_likely and labels.caption_end.search(text) is not None


def is_plain_sentence(line: Line) -> bool:
    """Whether the line is one short sentence without speech: what a caption reads like beneath its picture."""
    return len(line.text) <= LONGEST_PLAIN_CAPTION and ONE_SENTENCE.fullmatch(line.text) is not None

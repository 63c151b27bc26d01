"""Clean text in, its lines out: where each stands, how deep its heading mark is, how wide the gap before it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final, NamedTuple

from kouan.language.grids import TAB, tables_in
from kouan.model.expression import Expression

LINE: Final = Expression(r"[^\n]+")

#: A Markdown heading mark; `#1泊位` and the topic `#口岸#` are none.
MARK: Final = Expression(r"(#{1,6})(?:\s+|$|(?=[\u3400-\u9fff“‘《「【][^#]*$))")
#: 【标题】边城口岸开关, Subject: …: the title of a record, of a mail.
LABEL: Final = Expression(
    r"(?:[【\[［](?:标\s?题|正题|主标题|主题|篇名|题名)[】\]］]\s?[:：]?|(?:标\s{0,4}题|Title-题名|正标题|主标题|篇\s{0,4}名|题\s{0,4}名|(?:新闻|文章|稿件|中文)(?:标题|题名))\s{0,2}[:：]"
    r"|(?:主\s?题|Subject|SUBJECT|Headline|HEADLINE|HD|Title|TITLE|TI)\s?[:：](?:\s?(?:转发|回复|答复|转寄|Fwd?|FW|Re|RE)\s?[:：]){0,3}|\[(?:视频|组图|图文|图)\](?![^\n]*。$))\s*(?=\S)"
)
LABELS: Final = "【[［标正主篇题新文稿中SHT"

#: Another field of a record or a mail: where one stands in the first lines, a line with such a label is the title.
FIELD: Final = Expression(
    r"^[ \t]*(?:[【\[［](?:来\s?源|作\s?者|日\s?期|出版日期|报纸名称|报刊名称|版\s?次|版名|发布时间)[】\]］]|(?:From|FROM|Date|DATE|To|SN|PD|发件人|收件人|日期|来源|作者|报纸|版次|刊名|[A-Z][A-Za-z]{2,15}-[\u3400-\u9fff]{2,6}|Link|PubDate|Author|Source)\s?[:：])",
    re.MULTILINE,
)
#: 主题 labels the title of a mail alone: elsewhere it is what a meeting is about.
SUBJECT: Final = Expression(r"主\s?题\s?[:：]")
MAIL: Final = Expression(
    r"^[ \t]*(?:From|FROM|Date|DATE|To|Sent|发件人|收件人|抄送|发送(?:时间|日期))\s?[:：]",
    re.MULTILINE,
)
HEAD: Final = 600
#: Labels that stand above no text.
CERTAIN: Final = (
    "[视频]",
    "[组图]",
    "[图文]",
    "[图]",
    "【标题】",
    "【篇名】",
    "【题名】",
    "【主标题】",
)
#: A longer line is a paragraph, and no shape of it is asked for.
SHORT: Final = 80

#: A sentence of so many characters is a paragraph too.
SENTENCE: Final = 40
STOPS: Final = ("。", "！", "？", "”", "）", ")")


class Line(NamedTuple):
    """A line that says something; `text` is clean[start:end].

    `gap` counts the blank lines before it, -1 where cleaning took something out of the gap (the page
    had no such gap). `depth` is that of its Markdown heading mark, 0 without one.
    """

    start: int
    end: int
    text: str
    depth: int
    gap: int

    @property
    def is_short(self) -> bool:
        """It is short enough to be something other than a paragraph."""
        return self.end - self.start <= SHORT


def lines_of(clean: str, cuts: Sequence[int] = ()) -> list[Line]:
    """The lines of a text that are not blank; `cuts` are the places where cleaning took something out."""
    lines: list[Line] = []
    cuts = sorted(cuts)
    breaks_seen, behind = 0, 0
    for found in LINE.finditer(clean):
        start = found.start()
        breaks_seen += start - behind
        behind = found.end()
        said = found[0].lstrip()
        text = said.rstrip()
        if not text:
            continue
        start = behind - len(said)
        depth = 0
        if text[0] == "#" and (mark := MARK.match(text[: 4 * SHORT])):
            depth = len(mark[1])
            head = mark.end() + (len(text) - mark.end() - len(text[mark.end() :].lstrip()))
            start, text = start + head, text[head:]
            if not text:
                continue
        elif (
            text[0] in LABELS
            and (label := LABEL.match(text[: 4 * SHORT]))
            and (
                not lines
                or text.startswith(CERTAIN)
                or (MAIL if SUBJECT.match(text) else FIELD).search(clean[:HEAD])
            )
        ):
            start, text, depth = start + label.end(), text[label.end() :], 1
        gap = breaks_seen - 1 if lines else 0
        if gap > 0 and _is_cut(cuts, lines[-1].end, start):
            gap = -1
        lines.append(Line(start, start + len(text), text, depth, gap))
        breaks_seen = 0
    return lines


def _is_cut(cuts: Sequence[int], start: int, end: int) -> bool:
    at = bisect_left(cuts, start)
    return at < len(cuts) and cuts[at] <= end


def is_paragraph(line: Line) -> bool:
    """Whether the line is running text: long, or a sentence of some length."""
    return not line.is_short or (len(line.text) >= SENTENCE and line.text.endswith(STOPS))


def paragraphs_of(lines: Sequence[Line]) -> list[int]:
    """Which lines are running text."""
    return [number for number, line in enumerate(lines) if is_paragraph(line)]


def rows_of_tables(lines: Sequence[Line]) -> frozenset[int]:
    """Which lines are rows of tables of data: they head and credit nothing."""
    if not any(TAB in line.text for line in lines):
        return frozenset()
    return frozenset(number for run in tables_in([line.text for line in lines]) for number in run)


def fact_lines(count: int, paragraphs: Sequence[int], first: int, above: int) -> list[int]:
    """Where the facts of a story stand: in the `first` of its lines, and in those right `above` its first paragraph."""
    start = paragraphs[0] if paragraphs else 0
    return sorted({*range(min(first, count)), *range(max(0, start - above), start)})

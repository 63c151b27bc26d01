"""The judged lines of a page in, the line that names its article out: the one whose words the article says again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kouan.cleaning.frame.marks import TEXT, Judged, Mark
from kouan.language.echo import echoed, said_in
from kouan.language.offices import are_offices
from kouan.model.expression import Expression

#: A title has so many signs, and the article says so many pairs of them again, or such a share.
SHORTEST, LONGEST = 6, 60
FEWEST, SHARE = 3, 0.45
#: What a title looks like by itself, and what stands below it.
SHAPED: Final = (Mark.NOTHING, Mark.SPEECH, Mark.PROSE, Mark.TITLE)
TOLD: Final = (Mark.FACTS, Mark.CREDIT)
#: A line of facts so near below a title adds so much to its share.
NEAR: Final = 4
BESIDE_FACTS: Final = 0.25
#: A later line must be said again so much more often than an earlier one.
MARGIN: Final = 0.05
#: So much of the page's prose may stand above a title: who must be of age, whose cookies these are.
ABOVE: Final = 0.25
#: A story begins with a sentence of so many signs; a notice of the page speaks of the page.
TOLD_AT: Final = 25
SENTENCE: Final = Expression(r"[。！？][”’」』）)]*$")
NOTICE: Final = Expression(
    r"[Cc]ookie|满\d+岁|隐私|本网站?|浏览器?|登[录入]|订阅|下载|版权|客户端|[Aa][Pp][Pp]|限制级|规范|图[)）]?$|[摄攝][)）]?$"
)
#: A caption says again what its story says, and so do a paragraph and the name of the house.
NO_TITLE: Final = Expression(
    r"[。；;，、：:]$|。.|[摄攝][)）]?$|供[图圖][)）]?$|^[图圖][为為]|(?:来源|记者|通讯员|作者|编辑|文|图)\s?[:：/／|｜丨]|(?:记者|通讯员|编辑)[\s\u3400-\u9fff·]{2,12}$|报[道导]$|[>＞»]|[|｜].*[|｜]|^.{7,}[|｜]|\s[/／]\s|https?:|\.(?:com|cn|net|org)\b|^[（(].*[)）]$|^(?:根据|您|請|请)"
    r"|(?:19|20)\d\d\s?[-./年]\s?\d{1,2}\s?[-./月]\s?\d|^.{0,16}(?:政府|委员会|[局厅署部院网报]|公司|集团|客户端|频道|中心|新闻网)$"
)


def _is_told(text: str) -> bool:
    """Whether a line is a sentence of a story: below it stand its headings."""
    return (
        len(text) >= TOLD_AT and SENTENCE.search(text) is not None and NOTICE.search(text) is None
    )


def named(lines: Sequence[str], rows: Sequence[Judged]) -> int:
    """The number of the line that names the article of a page; -1 where none does."""
    prose = [number for number, row in enumerate(rows) if row.mark is Mark.PROSE]
    if not prose:
        return -1
    said = said_in(lines[number] for number in prose)
    total = sum(rows[number].weight for number in prose)
    best, most = -1, -1.0
    above = 0.0
    for number, (text, row) in enumerate(zip(lines, rows, strict=True)):
        if above > ABOVE * total or (row.mark is Mark.PROSE and _is_told(text)):
            break
        if row.mark in TEXT:
            above += row.weight
        if row.mark not in SHAPED or not SHORTEST <= len(text) <= LONGEST:
            continue
        if NO_TITLE.search(text) or are_offices(text):
            continue
        count, share = echoed(text, said, times=1 + (row.mark is Mark.PROSE))
        if row.mark is Mark.TITLE:  # the window is called so too
            count, share = max(count, FEWEST), share + SHARE
        below = rows[number + 1 : number + 1 + NEAR]
        share += BESIDE_FACTS * any(one.mark in TOLD for one in below)
        if count >= FEWEST and share >= max(SHARE, most + MARGIN):
            best, most = number, share
    return best

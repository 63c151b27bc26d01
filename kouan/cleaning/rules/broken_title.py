"""Titles set in two lines: 国家发展改革委有关负责同志就 ⏎ 电动汽车充电基础设施答记者问."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from kouan.cleaning.rule import rule
from kouan.model.article import RepairKind
from kouan.model.edits import Edit, Edits
from kouan.model.expression import Expression
from kouan.model.view import BatchView

#: A title stands among so many lines that are not blank; each half has so many characters.
FIRST: Final = 12
FEWEST, LONGEST = 6, 50
#: What no title ends in, and what goes on behind it: the first half.
OPEN: Final = Expression(r"(?:关于|有关|以及|就|对|在|和|与|及|的|为|将|向|从|把|被|让|，|、)$")
#: Who issues a document or a notice, alone in its line, above what it is about.
ISSUER: Final = Expression(r"[\u3400-\u9fff（）()·]{4,40}(?:公司|政府|委员会|办公室|[局厅院部署])$")
ISSUED: Final = Expression(
    r"(?:关于|印发|转发)[^。，；：]{4,60}(?:公告|通知|通报|通告|意见|决定|批复|报告|办法|方案|规划|复函|函|答复|说明|公示|提示性公告)(?:[（(][^（）()]{1,20}[）)])?$"
)
#: A half of a title has no sentence in it, and is no line of facts.
NO_HALF: Final = Expression(
    r"[。；？！…]|[:：|｜>＞»]|^(?:本报|记者|通讯员|来源|作者|文|图)|^[（(【\[#·•●■□▲△—–-]|(?:19|20)\d\d[-./年]\d"
)
#: Lines of verse end so too: below a title, which names no house or column and is no menu, that joins nothing.
OF_VERSE: Final = ("，", "、", "的", "在", "和", "与", "把", "被", "让", "将", "向", "从", "为")
ABOVE: Final = Expression(
    r"(?!.*(?:[网报社台版]|新闻|要闻|动态|资讯|客户端|频道|首页|登录|Logo|APP)$)[\u3400-\u9fff“”《》·：！？\s]{2,40}"
)
#: Below a title stands a line of facts, a byline, or running text.
FACTS: Final = Expression(
    r"(?:19|20)\d\d\s?[-./年]\s?\d|来源|记者|通讯员|作者|发布|时间|[〔\[]20\d\d[〕\]]|^文\s?[｜|/／:：]|号$"
)
RUNNING: Final = 40
SALUTES: Final = ("：", ":")


@rule(
    "broken_title",
    kind=RepairKind.BROKEN_PARAGRAPH,
    examples={
        "边城市有关负责同志就\n口岸扩建工程答记者问\n发布时间：2018-07-16\n正文。": "边城市有关负责同志就口岸扩建工程答记者问\n发布时间：2018-07-16\n正文。",
        "一条边境公路，\n怎样把山货送到省城\n文｜王小明\n正文。": "一条边境公路，怎样把山货送到省城\n文｜王小明\n正文。",
        "边城港口股份有限公司\n关于签订日常经营合同的公告\n证券代码：600999\n正文。": "边城港口股份有限公司关于签订日常经营合同的公告\n证券代码：600999\n正文。",
    },
    keeps=[
        "边城港装卸量增长一成\n口岸旅客创新高\n2018-07-16\n正文。",
        "床前明月光，\n疑是地上霜。",
        "边城市人民政府\n关于口岸\n2018-07-16\n正文。",
        "欢迎来到边城，\n今天是2018年7月16日\n来源：某某网",
        "大江东去，\n浪淘尽，\n千古风流人物。",
        "守望\n把灯塔照亮的，\n是远行的船帆\n作者：王小明",
        "灯塔\n我们曾经守望过的\n是远行的一片船帆\n作者：王小明",
    ],
)
def broken_title(view: BatchView) -> Edits:
    """Join the two lines of a title near the head of a page, where the first cannot end or names who issues the second.

    What lines of verse end in joins none below a title. Neither has a full stop in it, and below them stands what stands below a title: facts, a byline, a salutation or
    running text.
    """
    return Edits.of(list(_joins(view)))


def _joins(view: BatchView) -> Iterator[Edit]:
    filled = view.filled_lines
    first, stop = view.filled_bounds
    for document in np.flatnonzero(stop - first > 2).tolist():
        places = filled[first[document] : min(stop[document], first[document] + FIRST + 2)].tolist()
        above = ""
        for upper, lower, below in zip(places, places[1:], places[2:], strict=False):
            title, above = above, view.line_text(upper).strip()
            if max(view.line_length[upper], view.line_length[lower]) > 2 * LONGEST:
                continue
            whole, rest = view.line_text(upper), view.line_text(lower)
            if lower - upper <= 2 and _are_halves(
                whole.strip(), rest.strip(), view.line_text(below).strip(), title
            ):
                start = int(view.line_start[upper]) + len(whole.rstrip())
                end = int(view.line_start[lower]) + len(rest) - len(rest.lstrip())
                yield Edit(start, end, "", 0.85)
                break


def _are_halves(upper: str, lower: str, below: str, above: str = "") -> bool:
    if not FEWEST <= len(upper) <= LONGEST or not FEWEST <= len(lower) <= LONGEST:
        return False
    if NO_HALF.search(upper) or NO_HALF.search(lower) or OPEN.search(lower):
        return False
    if ISSUER.fullmatch(upper) and ISSUED.fullmatch(lower):
        return True
    if not OPEN.search(upper) or (upper.endswith(OF_VERSE) and ABOVE.fullmatch(above)):
        return False
    return len(below) >= RUNNING or below.endswith(SALUTES) or FACTS.search(below) is not None

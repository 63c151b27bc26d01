"""The page around an article: menus, paths, lists of links, readers' talk, notices, where the text of a whole page was saved."""

from __future__ import annotations

import numpy as np

from kouan.cleaning.frame.marks import Phrases, judged
from kouan.cleaning.frame.removal import removable_around, shows_page
from kouan.cleaning.lines import Removable, whole_lines
from kouan.cleaning.rule import rule
from kouan.model.article import RemovedKind
from kouan.model.batch import Offsets
from kouan.model.characters import BREAK, WIDE
from kouan.model.characters import STOP as STOPS
from kouan.model.edits import Edits
from kouan.model.view import BatchView

#: A menu has so many lines of at most so many characters without an end mark.
FEWEST_BARE = 6
LONGEST_BARE = 12
MENU = "\n".join(("首页", "新闻", "体育", "财经", "论坛", "博客", "登录", "注册"))
FOOT = "发表评论\n关于我们\n某某网版权所有"
BODY = (
    "记者在口岸看到，旅客排队有序，通关顺畅。\n据统计，今年以来出入境旅客已达25万人次，同比增长5%。"
)


@rule(
    "page_frame",
    kind=RemovedKind.NAVIGATION,
    takes_lines=True,
    examples={
        f"口岸旅客增长_某某网\n{MENU}\n口岸旅客增长\n{BODY}\n{FOOT}": f"口岸旅客增长\n{BODY}\n"
    },
    keeps=[f"口岸旅客增长\n{BODY}", f"目录\n{MENU}", BODY + "\n发表评论\n某某网版权所有"],
)
def page_frame(view: BatchView) -> Edits:
    """Keep the article of a page and delete what stands around it, where the page shows itself by menus and marks.

    The page is parted at the marks that close an article (related, comments, rights); the first part rich in
    prose holds it. It begins below its title, which the first line of the page repeats, or its date; its title stays.
    """
    phrases = view.knowledge.made(Phrases.of)
    removable: list[Removable] = []
    first, stop = view.filled_bounds
    candidates = _candidates(view)
    for document in candidates.tolist():
        places = view.filled_lines[first[document] : stop[document]].tolist()
        lines = [view.lines[place].strip() for place in places]
        rows = judged(lines, phrases)
        if shows_page(lines, rows):
            removable += removable_around(places, lines, rows)
    # lines that go make no short ones: without a menu there is none later
    return whole_lines(view, removable).watching(candidates)


def _candidates(view: BatchView) -> Offsets:
    """Documents with as many short lines without an end mark as a menu has."""
    filled = view.filled_lines
    bare = filled[view.line_length[filled] <= LONGEST_BARE]
    ends = view.bits_at(view.line_stop[bare] - 1)
    bare = bare[ends & np.uint16(STOPS | WIDE | BREAK) == 0]
    count = np.bincount(view.line_document[bare], minlength=len(view))
    return np.flatnonzero(count >= FEWEST_BARE)

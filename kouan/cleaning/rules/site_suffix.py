"""The name of the site behind a page's title, as browsers show it: 边城口岸旅客数创新高_某某网."""

from __future__ import annotations

import re

import numpy as np

from kouan.cleaning.rule import rule
from kouan.model.article import RemovedKind
from kouan.model.characters import one_of
from kouan.model.edits import Edit, Edits
from kouan.model.expression import Expression
from kouan.model.hints import WINDOW
from kouan.model.view import BatchView

#: A name that is a site's, a paper's or a column's by its end.
SITE = (
    r"[\w·.&]{0,14}(?:网|网站|在线|日报|晚报|时报|早报|晨报|周刊|频道|客户端|门户|资讯|论坛|博客|社区"
    r"|新闻|财经|政府|公众号|\.com|\.cn|\.net|\.org)"
)
HAN = "[\u3400-\u9fff]"
#: An underscore or a bar stands in no title; a dash does, so what stands behind it must be a site's name. Two dashes
#: begin a subtitle.
PARTED = rf"\s?[_|｜]{{1,2}}\s?(?=[^_|｜]*{HAN})[^\s_|｜，。：:；“”《》]{{2,16}}"
DASHED = rf"\s?(?<![-–—])[-–—](?![-–—])\s?{SITE}"
SUFFIX = Expression(rf"(?:{PARTED}|{DASHED})+$", re.IGNORECASE)
#: What the head of a page says the window is called: there a dash between blanks parts the title from the rest.
OF_WINDOW = Expression(rf"(?:{PARTED}|{DASHED}|\s[-–—]\s{HAN}[\w·.]{{1,11}})+$", re.IGNORECASE)
#: A title has so many characters, and the line is no longer than that.
FEWEST, LONGEST = 6, 100
SEPARATORS = one_of("_|｜-–—").astype(np.uint32)


@rule(
    "site_suffix",
    kind=RemovedKind.NAVIGATION,
    examples={
        "边城口岸旅客数创新高_某某网\n正文。": "边城口岸旅客数创新高\n正文。",
        "边城口岸旅客数创新高_边城新闻_某某网\n正文。": "边城口岸旅客数创新高\n正文。",
        "边城口岸旅客数创新高-边城日报\n正文。": "边城口岸旅客数创新高\n正文。",
        "边城口岸旅客数创新高 | 某某频道\n正文。": "边城口岸旅客数创新高\n正文。",
    },
    keeps=[
        "边城口岸旅客数创新高_某某网",
        "边城口岸开关——来自某某网\n正文。",
        "第十届中国-东盟博览会开幕\n正文。",
        "边城_某某网\n正文。",
        "表格_1\n正文。",
        "口岸旅客数创新高\n转自边城口岸旅客数创新高_某某网",
    ],
)
def site_suffix(view: BatchView) -> Edits:
    """Delete the site's name from the first line of a document, where the title stands before it and text below.

    What the rules of pages took for the window's title is gone already: here the page does not repeat it. The name
    is kept with the edit; it says who shows the page.
    """
    first, stop = view.filled_bounds
    several = np.flatnonzero(stop - first > 1)
    lines = view.filled_lines[first[several]]
    lines = lines[(view.line_length[lines] > FEWEST) & (view.line_length[lines] <= LONGEST)]
    edits = []
    for line in lines[view.weigh(lines, SEPARATORS) > 0].tolist():
        text = view.line_text(line).rstrip()
        pattern = OF_WINDOW if _is_window(view, line) else SUFFIX
        found = pattern.search(text, FEWEST)
        if found and len(text[: found.start()].strip()) >= FEWEST:
            start = int(view.line_start[line])
            edits.append(Edit(start + found.start(), start + found.end(), "", 0.9))
    return Edits.of(edits)


def _is_window(view: BatchView, line: int) -> bool:
    """Whether the line is what the head of the page calls its window."""
    if not len(view.hints):
        return False
    entry = view.hints.of_lines(view.line_start[[line]], view.line_stop[[line]])[0]
    return bool(entry >= 0 and view.hints.place[entry] & WINDOW)

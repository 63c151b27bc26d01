"""HTML: tags, comments, scripts and styles between the words of a page."""

from __future__ import annotations

import numpy as np

from kouan.cleaning.markup.elements import BREAK, SPACE, Elements
from kouan.cleaning.markup.layout import CHINESE, Layout, layout_of
from kouan.cleaning.markup.recognition import is_page
from kouan.cleaning.rule import rule
from kouan.language.grids import TAB
from kouan.model.batch import Offsets
from kouan.model.characters import Codes
from kouan.model.edits import Edits
from kouan.model.places import positions_of
from kouan.model.view import BatchView

#: What a page states in its head: a meta tag, with date or author, whole.
KINDS = ("markup", "page_statement")
MARKUP, STATING = range(2)


@rule(
    "markup",
    by_places=True,
    examples={
        "<html><body><p>口岸<b>开关</b>。</p><p>旅客<br>通行。</p></body></html>": "口岸开关。\n旅客\n通行。",
        "<!DOCTYPE html><title>口岸</title><script>if (1<2) {}</script><div>正文</div>": "口岸\n正文",
        "<p>第一段。</p>\n<p>第二段。</p>": "第一段。\n第二段。",
        "<table><tr><th>港口</th><th>吞吐量<br>（万吨）</th></tr><tr><td>东港</td><td>70.1</td></tr>"
        "<tr><td>西港</td><td>8.2</td></tr></table>": "港口\t吞吐量（万吨）\n东港\t70.1\n西港\t8.2",
    },
    keeps=[
        "网页里的 <b>口岸</b> 二字。",
        "1 < 2，3 > 2",
        "标签 <p> 和 </p> 成对出现。",
        "<info@kouan.cn>",
    ],
)
def markup(view: BatchView) -> Edits:
    """Delete the markup of a page: where an element is a block, a line break stands in its place.

    A row of a table of data is one line with tabs between its cells, one for each column, so that a cell stays below its head.
    What the tags say of each line (navigation, list, link, table, words of class and id) goes on to the
    rules behind as hints. A text is a page by what it holds; one with a stray tag stays as it is.
    """
    # not from the view's lists: those of a page are better made when its tags are gone
    candidates = np.unique(view.document_of(positions_of(view.codes, "<"))).tolist()
    pages = [document for document in candidates if is_page(view.document_text(document))]
    if not pages:
        return Edits.none()
    layout = layout_of(view, pages, view.knowledge.made(Elements.of))
    return _edits(view, np.array(pages), layout).with_hints(layout.hints)


def _edits(view: BatchView, pages: Offsets, layout: Layout) -> Edits:
    """What stands between the stretches of text gives way to a line break, a space or nothing."""
    states, stated = layout.stating
    begins, ends = view.starts[pages], view.stops[pages]
    # from where a page, a stretch or a statement ends to where the next one begins
    nothing = np.zeros(len(ends) + len(states), np.uint32)
    behind = np.sort(np.concatenate((begins, layout.end, stated)))
    start = np.concatenate((layout.start, ends, states))
    order = np.argsort(start)
    start = start[order]
    after = np.concatenate((_between(view, layout, begins), nothing))[order]
    tabs = np.concatenate((layout.tabs, np.zeros(len(nothing), np.int64)))[order]
    # where a statement reaches up to a stretch, it gives way to what parts this from the one before
    stating = np.searchsorted(behind, stated)
    stated_after = np.where(start[stating] == stated, after[stating], np.uint32(0))
    chosen = np.flatnonzero(start > behind)
    # a line break of the source may do as it is
    stays = (start[chosen] - behind[chosen] == 1) & (view.codes[behind[chosen]] == after[chosen])
    chosen = chosen[~stays | (tabs[chosen] > 0)]
    first = np.concatenate((behind[chosen], states))
    order = np.argsort(first)
    put = np.concatenate((after[chosen], stated_after))[order]
    length = np.concatenate((tabs[chosen], np.zeros(len(states), np.int64)))[order]
    length = length + (put > 0).astype(np.int64)
    signs = np.full(int(length.sum()), ord(TAB), np.uint32)
    signs[(np.cumsum(length) - length)[put > 0]] = put[put > 0]
    return Edits(
        first[order],
        np.concatenate((start[chosen], stated))[order],
        signs,
        length,
        np.ones(len(order), np.float32),
        np.repeat(np.array((MARKUP, STATING), np.uint8), (len(chosen), len(states)))[order],
        KINDS,
    )


def _between(view: BatchView, layout: Layout, begins: Offsets) -> Codes:
    """The sign that parts each stretch from the one before: a line break, a space, or 0 for none.

    A line break of the source between Chinese characters is none.
    """
    start, behind = layout.start, np.append(0, layout.end[:-1])
    is_broken = view.line_of(behind) < view.line_of(start)
    is_latin = (view.codes[behind - 1] < CHINESE) & (view.codes[start] < CHINESE)
    is_space = (layout.gap == SPACE) & (~is_broken | is_latin)
    after = np.where(layout.gap == BREAK, ord("\n"), np.where(is_space, ord(" "), 0))
    # nothing stands before the first of a page
    first = np.searchsorted(start, begins)
    after[first[first < len(start)]] = 0
    return after.astype(np.uint32)

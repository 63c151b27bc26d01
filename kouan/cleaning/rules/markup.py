"""HTML: tags, comments, scripts and styles between the words of a page."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from kouan.cleaning.markup.elements import Elements
from kouan.cleaning.markup.layout import BREAK, NOTHING, SPACE, Layout, layout_of
from kouan.cleaning.markup.recognition import is_page
from kouan.cleaning.rule import rule
from kouan.model.edits import Edit, Edits
from kouan.model.hints import Hints
from kouan.model.view import BatchView

#: What a page states in its head: a meta tag, with date or author, whole.
STATEMENT = "page_statement"


@rule(
    "markup",
    by_places=True,
    examples={
        "<html><body><p>口岸<b>开关</b>。</p><p>旅客<br>通行。</p></body></html>": "口岸开关。\n旅客\n通行。",
        "<!DOCTYPE html><title>口岸</title><script>if (1<2) {}</script><div>正文</div>": "口岸\n正文",
        "<p>第一段。</p>\n<p>第二段。</p>": "第一段。\n第二段。",
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

    What the tags say of each line (navigation, list, link, table, words of class and id) goes on to the
    rules behind as hints. A text is a page by what it holds; one with a stray tag stays as it is.
    """
    elements = view.knowledge.made(Elements.of)
    edits: list[Edit] = []
    hints: list[Hints] = []
    for document in np.unique(view.document_of(view.places_of("<"))).tolist():
        text = view.document_text(document)
        if not is_page(text):
            continue
        offset = int(view.starts[document])
        layout = layout_of(text, elements)
        edits += (
            edit._replace(start=edit.start + offset, end=edit.end + offset)
            for edit in _edits(text, layout)
        )
        hints.append(layout.hints.moved(offset))
    return Edits.of(edits).with_hints(Hints.joined(hints))


def _edits(text: str, layout: Layout) -> Iterator[Edit]:
    """What stands between the stretches of text gives way to a line break, a space or nothing."""
    stating = iter(layout.stating)
    statement = next(stating, None)
    behind = 0
    rows = zip(layout.start.tolist(), layout.end.tolist(), layout.gap.tolist(), strict=True)
    for start, end, gap in (*rows, (len(text), len(text), NOTHING)):
        after = ""
        if behind and gap == BREAK:
            after = "\n"
        elif behind and gap == SPACE and start < len(text):
            after = _space(text, behind, start)
        while statement is not None and statement[1] <= start:
            if statement[0] > behind:
                yield Edit(behind, statement[0], "", kind="markup")
            behind = statement[1]
            put = after if behind == start else ""
            yield Edit(statement[0], behind, put, kind=STATEMENT)
            statement = next(stating, None)
        if start > behind and text[behind:start] != after:
            yield Edit(behind, start, after, kind="markup")
        behind = end


def _space(text: str, behind: int, start: int) -> str:
    """The space between two words; a line break of the source between Chinese characters is none."""
    blank = text[behind:start]
    if "\n" not in blank:
        return " "
    return " " if text[behind - 1] < "\u2e80" and text[start] < "\u2e80" else ""

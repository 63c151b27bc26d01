"""HTML: tags, comments, scripts and styles between the words of a page."""

from __future__ import annotations

import numpy as np

from kouan.cleaning.markup.elements import Elements
from kouan.cleaning.markup.layout import BREAK, NOTHING, SPACE, Layout, layout_of
from kouan.cleaning.markup.recognition import is_page
from kouan.cleaning.rule import rule
from kouan.model.characters import codes_of
from kouan.model.edits import Edits
from kouan.model.hints import Hints
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
    parts: list[Edits] = []
    hints: list[Hints] = []
    for document in np.unique(view.document_of(view.places_of("<"))).tolist():
        text = view.document_text(document)
        if is_page(text):
            layout = layout_of(text, elements)
            offset = view.starts[document]
            parts.append(_edits(text, layout, int(offset)))
            hints.append(layout.hints.moved(offset))
    return _joined(parts).with_hints(Hints.joined(hints)) if parts else Edits.none()


def _edits(text: str, layout: Layout, offset: int) -> Edits:
    """What stands between the stretches of text gives way to a line break, a space or nothing."""
    rows: list[tuple[int, int, str, int]] = []
    stating = iter(layout.stating)
    statement = next(stating, None)
    behind = 0
    spans = zip(layout.start.tolist(), layout.end.tolist(), layout.gap.tolist(), strict=True)
    for start, end, gap in (*spans, (len(text), len(text), NOTHING)):
        after = ""
        if behind and gap == BREAK:
            after = "\n"
        elif behind and gap == SPACE and start < len(text):
            after = _space(text, behind, start)
        while statement is not None and statement[1] <= start:
            if statement[0] > behind:
                rows.append((behind, statement[0], "", MARKUP))
            behind = statement[1]
            rows.append((statement[0], behind, after if behind == start else "", STATING))
            statement = next(stating, None)
        if start > behind and text[behind:start] != after:
            rows.append((behind, start, after, MARKUP))
        behind = end
    starts, ends, afters, kinds = zip(*rows, strict=True) if rows else ((), (), (), ())
    return Edits(
        np.array(starts, np.int64) + offset,
        np.array(ends, np.int64) + offset,
        codes_of("".join(afters)),
        np.array([len(after) for after in afters], np.int64),
        np.ones(len(rows), np.float32),
        np.array(kinds, np.uint8),
        KINDS,
    )


def _joined(parts: list[Edits]) -> Edits:
    """The edits of several documents, in their order, as one."""
    return Edits(
        np.concatenate([part.start for part in parts]),
        np.concatenate([part.end for part in parts]),
        np.concatenate([part.after for part in parts]),
        np.concatenate([part.after_length for part in parts]),
        np.concatenate([part.confidence for part in parts]),
        np.concatenate([part.kind for part in parts]),
        KINDS,
    )


def _space(text: str, behind: int, start: int) -> str:
    """The space between two words; a line break of the source between Chinese characters is none."""
    blank = text[behind:start]
    if "\n" not in blank:
        return " "
    return " " if text[behind - 1] < "\u2e80" and text[start] < "\u2e80" else ""

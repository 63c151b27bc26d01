"""Page furniture by its phrases: source lines, copyright notices, member lists, navigation, share bars."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from kouan.cleaning.cues import cues, sayings
from kouan.cleaning.lines import Removable, document_lines, documents_with, left_over, whole_lines
from kouan.cleaning.rims import ASKING, LONGEST_OF_LIST, Said, at_rims, is_headline
from kouan.cleaning.rule import rule
from kouan.cleaning.table_lines import table_lines
from kouan.model.batch import Offsets
from kouan.model.edits import Edits
from kouan.model.expression import Expression
from kouan.model.view import BatchView

LIST_ITEM = Expression(
    r"^\s*(?:[-–—·•●○■□◆▪*>]|\[[^\]]{1,16}\]|【[^】]{1,16}】|\d{1,2}[.、．])\s*\S"
)
#: An article ends, a list item does not, with one of these.
SENTENCE_END = tuple("。！？…；”")
#: The headline of another article in a list is no longer than this where it asks.
LONGEST_HEADLINE = 40
#: Phrases that count only where they stand at the rim of a page.
PLACED = frozenset({"first", "head", "tail", "talk"})


@rule(
    "boilerplate",
    kind="other",
    takes_lines=True,
    examples={
        "正文在此。\n（来源：法制日报——法制网）": "正文在此。",
        "正文在此。\n某某平台常务理事单位\n- [常务理事单位] 沈阳陆桥国际货运代理有限公司\n- [常务理事单位] LLC ST GROUP": "正文在此。",
        "当前位置：首页 > 新闻中心\n正文在此。": "正文在此。",
    },
    keeps=[
        "他说，版权保护是企业的生命线。",
        "该局与8家会员单位座谈。",
        "科室\t万字\n编辑：张三\t70.5\n来源：本报\t80.1",
        "- 一是加强监管。\n- 二是优化服务。",
        "据央视新闻来源可靠的消息",
        "联系我们\n\n口岸开通服务热线，旅客可以随时来电，工作人员将在二十四小时之内答复。",
    ],
)
def boilerplate(view: BatchView) -> Edits:
    """Delete lines that a phrase gives away, and the list items under a heading that opens a list.

    Some phrases count only at the rim of a page: before its prose where a title is left, behind it, or where two
    of them show that readers speak. A heading of a list (联系我们) that is the first line, with prose right below,
    is the headline.

    A document that would lose every line keeps its first: a page that is nothing but a notice is
    held with that reason, and its reason must be readable.
    """
    known = view.knowledge.made(cues)
    removable: list[Removable] = []
    said: list[Said] = []
    headlines: list[int] = []
    rows = frozenset(table_lines(view).tolist())
    for line, number in sayings(view):
        if line in rows:
            continue
        phrase, _ = known.patterns[number]
        if phrase.opens and phrase.scope == "line" and is_headline(view, line):
            headlines.append(int(view.line_document[line]))
            continue
        if phrase.opens or phrase.scope in PLACED:
            said.append((line, phrase))
        if phrase.scope in PLACED:
            continue
        last = _end_of_list(view, line) if phrase.opens else line
        removable.append(Removable(line, last, phrase.kind, phrase.confidence))
    bracketed = _bracketed(view)
    removable += _labelled_lists(view, bracketed)
    at_rim, open_ = at_rims(view, removable, said)
    edits = whole_lines(view, removable + at_rim)
    # a phrase shows in its line or not at all; labelled lines that are apart may become neighbours
    lists = documents_with(view, left_over(view, bracketed, edits), 3)
    return edits.watching(np.union1d(lists, np.array(open_ + headlines, np.int64)))


def _end_of_list(view: BatchView, line: int) -> int:
    """The last line of the list that a heading opens: items, blank lines between them, or lines of its own shape."""
    last = line
    stop = document_lines(view, int(view.line_document[line])).stop
    for below in range(line + 1, stop):
        text = view.lines[below].strip()
        if not text:
            if below - last > 2:
                break
            continue
        if not _is_item(text):
            break
        last = below
    return last


def _is_item(text: str) -> bool:
    asks = len(text) <= LONGEST_HEADLINE and text.endswith(ASKING) and not text[0].isdigit()
    return (
        len(text) <= LONGEST_OF_LIST
        and bool(LIST_ITEM.match(text))
        and (asks or not text.endswith(SENTENCE_END))
    )


LABEL = Expression(r"^\s*[-–·•]?\s*[\[【]([^\]】]{2,12})[\]】]\s*\S")


def _bracketed(view: BatchView) -> Offsets:
    """Short lines that begin with a bracket."""
    brackets = view.places_of("[【")
    home = view.line_of(brackets)
    # a mark and blanks may stand before the bracket
    near = (brackets - view.line_start[home] < 4) & (view.line_length[home] <= LONGEST_OF_LIST)
    return np.unique(home[near])


def _labelled_lists(view: BatchView, lines: Offsets) -> Iterator[Removable]:
    """Three or more lines in a row that bear the same label in brackets: a list of members without its heading."""
    step = np.diff(lines, prepend=-9, append=-9) == 1
    # with a line above or below that may be labelled too, and one of these with another
    row = step[:-1] | step[1:]
    run: list[int] = []
    label = ""
    for line in [*lines[row].tolist(), -9]:
        text = view.lines[line] if line >= 0 else ""
        found = LABEL.match(text)
        said = found[1] if found and not text.rstrip().endswith(SENTENCE_END) else ""
        if run and (line != run[-1] + 1 or said != label):
            if len(run) >= 3:
                yield Removable(run[0], run[-1], "ad_footer", 0.9)
            run = []
        if said:
            label = said
            run.append(line)

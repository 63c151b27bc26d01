"""Replies below the first post of a forum page (2楼 过客 发表于 …, 沙发：…): what readers say, no stories of their own."""

from __future__ import annotations

import re
from typing import Final

import numpy as np

from kouan.cleaning.rule import rule
from kouan.model.article import RemovedKind
from kouan.model.characters import DIGIT, is_one, one_of
from kouan.model.edits import Edit, Edits
from kouan.model.expression import Expression
from kouan.model.view import BatchView

#: A line that a reply opens with: its floor or seat, then who and when, or what is said.
FLOOR: Final = Expression(
    r"^[ \t\u3000]*(?:第?[ \t]?(?P<floor>\d{1,4})[ \t]?[楼#]|(?P<seat>沙发|板凳|地板|楼主))(?=[ \t\u3000:：]|$).*$",
    re.MULTILINE,
)
#: What no list of the storeys of a house has: who posted when, and what readers call each other.
POSTED: Final = Expression(
    r"发表于|发布于|回复|回帖|跟帖|只看该作者|楼主|沙发|板凳|顶楼|\d{1,2}:\d{2}"
)
#: What a floor or a seat begins with, digits apart, behind blanks; so many of these are passed over.
HEADS: Final = one_of("第沙板地楼")
BLANK: Final = one_of(" \t\u3000")
MOST_BLANKS: Final = 6
#: No sign below is a digit but those of ASCII.
OTHER_DIGITS: Final = 0x660
#: A forum says one of these somewhere.
TELLING: Final = ("楼", "沙")
#: One reply may be a story's own words.
FEWEST: Final = 2
#: A story stands above the first reply.
STORY: Final = Expression(r"^.{20,}$", re.MULTILINE)


@rule(
    "forum_reply",
    kind=RemovedKind.OTHER,
    examples={
        "昨天过关的见闻\n楼主 发表于 2012-01-02 10:00\n昨天去了一趟拱北口岸，人真多，排了两个小时才过关。\n1楼 海边人 发表于 2012-01-02 11:00\n我前天也去了，一样。\n2楼 北方的狼 发表于 2012-01-02 12:00\n建议早上去。": "昨天过关的见闻\n楼主 发表于 2012-01-02 10:00\n昨天去了一趟拱北口岸，人真多，排了两个小时才过关。",
        "昨天过关的见闻\n昨天去了一趟拱北口岸，人真多，排了两个小时才过关。\n沙发\n我前天也去了，一样。\n板凳\n建议早上去。": "昨天过关的见闻\n昨天去了一趟拱北口岸，人真多，排了两个小时才过关。",
    },
    keeps=[
        "口岸联检大楼分布\n新建成的口岸联检大楼一共有三层，旅客可以乘电梯上下。\n1楼 入境大厅\n2楼 出境大厅\n3楼 办公区",
        "候检大厅的新家具\n为了方便年老体弱的旅客，口岸在候检大厅里添了一批家具。\n沙发\n每排四个座位，共十排。",
        "楼主 发表于 2012-01-02\n昨天去了一趟拱北口岸，人真多，排了两个小时才过关。",
    ],
)
def forum_reply(view: BatchView) -> Edits:
    """Delete from the first reply on; the first post is the story.

    Floors must count up, at least two of them, with a sign of a forum in their lines, and a story above them.
    """
    edits: list[Edit] = []
    watched: list[int] = []
    for document in _candidates(view):
        text = view.document_text(document)
        floors = [found for found in FLOOR.finditer(text) if found["seat"] != "楼主"]
        if len(floors) < FEWEST or not any(sign in text for sign in TELLING):
            continue
        # lines that go make no floors, but those that stay may count up
        watched.append(document)
        if (start := _first_reply(text, floors)) is not None:
            offset = int(view.starts[document])
            edits.append(Edit(offset + max(start - 1, 0), offset + len(text), "", 0.9))
    return Edits.of(edits).watching(np.array(watched, np.int64))


def _first_reply(text: str, replies: list[re.Match[str]]) -> int | None:
    """Where the replies begin; None where these are none."""
    if replies[0]["floor"] == "1" and not STORY.search(text, 0, replies[0].start()):
        replies = replies[1:]  # the first floor is the post itself
    if len(replies) < FEWEST or not STORY.search(text, 0, replies[0].start()):
        return None
    numbers = [int(found["floor"]) for found in replies if found["floor"]]
    if numbers != sorted(set(numbers)):
        return None
    if sum(POSTED.search(found[0]) is not None for found in replies) < FEWEST:
        return None
    return replies[0].start()


def _candidates(view: BatchView) -> list[int]:
    """Documents with as many lines as a forum has replies that begin like a floor or a seat."""
    filled = view.filled_lines
    at = view.line_start[filled]
    is_blank = np.ones(len(at), bool)
    for _ in range(MOST_BLANKS):
        is_blank &= is_one(BLANK, view.codes[at])
        at = at + is_blank
    codes, classes = view.codes[at], view.bits_at(at)
    begins = is_blank | (classes & DIGIT > 0) | is_one(HEADS, codes)
    begins |= (codes >= OTHER_DIGITS) & ((classes == 0) | (codes > 0xFFFF))
    count = np.bincount(view.line_document[filled[begins]], minlength=len(view))
    return np.flatnonzero(count >= FEWEST).tolist()

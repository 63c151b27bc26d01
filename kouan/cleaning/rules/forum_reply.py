"""Replies below the first post of a forum page (2楼 过客 发表于 …, 沙发：…): what readers say, no stories of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kouan.cleaning.rule import rule
from kouan.model.article import RemovedKind
from kouan.model.edits import Edit

#: A line that a reply opens with: its floor or seat, then who and when, or what is said.
FLOOR: Final = re.compile(
    r"^[ \t\u3000]*(?:第?[ \t]?(?P<floor>\d{1,4})[ \t]?[楼#]|(?P<seat>沙发|板凳|地板|楼主))(?=[ \t\u3000:：]|$).*$",
    re.MULTILINE,
)
#: What no list of the storeys of a house has: who posted when, and what readers call each other.
POSTED: Final = re.compile(
    r"发表于|发布于|回复|回帖|跟帖|只看该作者|楼主|沙发|板凳|顶楼|\d{1,2}:\d{2}"
)
#: One reply may be a story's own words.
FEWEST: Final = 2
#: A story stands above the first reply.
STORY: Final = re.compile(r"^.{20,}$", re.MULTILINE)


@rule(
    "forum_reply",
    kind=RemovedKind.OTHER,
    trigger="楼沙",
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
def forum_reply(text: str) -> Iterator[Edit]:
    """Delete from the first reply on; the first post is the story.

    Floors must count up, at least two of them, with a sign of a forum in their lines, and a story above them.
    """
    floors = list(FLOOR.finditer(text))
    replies = [found for found in floors if found["seat"] != "楼主"]
    if replies and replies[0]["floor"] == "1" and not STORY.search(text, 0, replies[0].start()):
        replies = replies[1:]  # the first floor is the post itself
    if len(replies) < FEWEST or not STORY.search(text, 0, replies[0].start()):
        return
    numbers = [int(found["floor"]) for found in replies if found["floor"]]
    if numbers != sorted(set(numbers)):
        return
    if sum(POSTED.search(found[0]) is not None for found in replies) < FEWEST:
        return
    start = replies[0].start()
    yield Edit(max(start - 1, 0), len(text), "", 0.9)

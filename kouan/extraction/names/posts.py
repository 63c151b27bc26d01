"""The end or the beginning of a stretch of text in, the post that stands there out: 副局长, 前总统, 心内科主任医师."""

from __future__ import annotations

from typing import Final, NamedTuple

from kouan.model.expression import Expression
from kouan.model.knowledge import Knowledge

#: Posts that say something of a person by themselves; ranks and occupations do so with their organization only.
OFFICES: Final = frozenset({"office", "foreign"})
HELD: Final = OFFICES | {"rank", "occupation"}
#: What the text puts in front of a post and means with it.
_LED: Final = Expression(
    "(?:原|前|时任|现任|新任|候任|代理|代|首任|名誉|荣誉|常务|第一|首席|执行|联席|副|党组|党委)+$"
)
#: What posts of the state begin with: 国家主席, 国务委员.
_STATE: Final = ("国家", "国务")
#: Words at the end of a department's name, which stands between an organization and the post in it.
_DEPARTMENT: Final = Expression(
    "[\u4e00-\u9fff]{1,9}(?:科|处|室|部|司|局|组|队|中心|办|系|院|所|委|署|厅|党支部|支部|党组|工会|分会|栏目|频道)$"
)
#: Verbs in front of a person whom they give a post: 任命某某为署长.
CHOSEN: Final = Expression("(?:任命|选举|推选|聘任|聘请|委任|推举|选出)(?:了)?$")
#: What stands between such a person and the post.
CHOSEN_AS: Final = Expression("出任|担任|任|为")
#: A post goes on behind what looks like its end: 主席团, 局长办公室, 总统府.
_GOES_ON: Final = Expression("团|府|办|室|助理|会议|们|级|制|负责制|夫人|选举|候选人|职务|一行")


class Posts(NamedTuple):
    """The posts of the lexicon by kind, and how long the longest is."""

    kinds: dict[str, str]
    longest: int
    bodies: frozenset[str]
    #: the characters that posts begin and end with
    firsts: frozenset[str]
    lasts: frozenset[str]

    def ending(self, text: str, end: int, floor: int = 0) -> int | None:
        """Where the longest listed post that ends at `end` begins, with what leads it: 副, 前, 时任."""
        if text[end - 1 : end] not in self.lasts:
            return None
        for length in range(min(self.longest, end - floor), 1, -1):
            if text[end - length : end] in self.kinds:
                start = end - length
                for size in range(2, 6):  # 卫福部长 runs 卫福部 and 部长 together
                    if start - size >= floor and text[start - size : start + 1] in self.bodies:
                        start -= size
                        break
                led = _LED.search(text, max(floor, start - 8), start)
                return led.start() if led else start
        return None

    def opening(self, text: str, start: int) -> int | None:
        """Where the longest listed post that begins at `start` ends; 主席团 is no post."""
        if text[start : start + 1] not in self.firsts:
            return None
        for length in range(self.longest, 1, -1):
            if text[start : start + length] in self.kinds:
                end = start + length
                return None if _GOES_ON.match(text, end) else end
        return None

    def says_whose(self, post: str) -> bool:
        """国家主席, 国务院总理, 外交部长: a post that begins with the state or with a body is of no other."""
        return post.startswith(_STATE) or any(
            post[:size] in self.bodies for size in range(2, len(post))
        )

    def kind(self, post: str) -> str:
        """The kind of a post with whatever leads it; of a department's post that of its last word."""
        for at in range(len(post) - 1):
            if kind := self.kinds.get(post[at:]):
                return kind
        return ""


def posts(knowledge: Knowledge) -> Posts:
    """The lexicon of posts, ready to ask."""
    kinds = {row["surface"]: row["kind"] for row in knowledge.rows("post") if row["kind"] in HELD}
    return Posts(
        kinds,
        max(map(len, kinds)),
        frozenset(knowledge.column("institution")),
        frozenset(post[0] for post in kinds),
        frozenset(post[-1] for post in kinds),
    )


def is_department(gap: str) -> bool:
    """What stands between an organization and a post is a department in it: 海关 + 缉私局 + 局长.

    >>> is_department("心内科"), is_department("宣布")
    (True, False)
    """
    return _DEPARTMENT.fullmatch(gap) is not None

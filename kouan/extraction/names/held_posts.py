"""A person's name in a text in; the posts beside it out, each with its organization where one is named.

局长、党组书记支树平; 支树平局长; 张三担任珠海市市长.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from kouan.extraction.names.posts import CHOSEN, CHOSEN_AS, OFFICES, Posts, is_department
from kouan.model.expression import Expression
from kouan.model.facts import EntityType, Mention

#: Nobody's titles are longer.
REACH: Final = 90
_SPACES: Final = " \u3000"
#: Between the posts of one person: 局长、党组书记, 主任兼秘书长, 主席和总理.
_AND_ALSO: Final = Expression("(?:、|，|兼|、兼|和|暨|及)$")
#: Says that a person has come to a post; what no longer holds, or is only wished for, is none.
_APPOINTED: Final = Expression(
    "[，]?(?:[已将正式新现再次连续成功高票均还并也]{0,6})(?:担任|出任|兼任|接任|当选为?|就任|升任|荣任|任)(?:了)?"
)
_STATED: Final = Expression("[^，。；！？：“”（）()\n]{2,40}")
#: Says that a person has lost a post: 免去某某的主任职务.
_RELIEVED: Final = Expression("(?:免去|免除|撤销|解除|撤去)(?:了)?$")
_RELIEVED_OF: Final = Expression(
    "的?(?P<post>[^，。；！？：“”（）()\n]{2,40}?)[的等]?(?:职务|一职)"
)
#: Posts that say themselves that they are over.
_FORMER: Final = ("原", "前", "时任")
#: What may stand behind a post that is stated: …署长 + 职务, …署长 + 的.
_CLOSING: Final = Expression("职务|一职|的")
#: Without its organization such a post says nothing: 代表某某.
_SAYS_NOTHING: Final = frozenset({"成员", "委员", "代表", "负责人", "领导人"})


class Held(NamedTuple):
    """A post at [start, end) of the clean text, with its organization where one is named."""

    start: int
    end: int
    post: str
    organization: str | None


class Named:
    """The bodies, places and persons that an article names, by where their mentions end."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._mentions = sorted(mentions, key=lambda mention: mention.end)
        self._ends = [mention.end for mention in self._mentions]

    def ending(self, at: int) -> Mention | None:
        """The mention that ends here; mentions that nest begin together, so there is one."""
        number = bisect_left(self._ends, at)
        found = number < len(self._ends) and self._ends[number] == at
        return self._mentions[number] if found else None

    def before(self, at: int, floor: int) -> Mention | None:
        """The last mention that ends here or before, but not before `floor`."""
        number = bisect_right(self._ends, at) - 1
        return (
            self.ending(self._ends[number]) if number >= 0 and self._ends[number] >= floor else None
        )


class HeldPosts:
    """Reads the posts around persons in one block [first, last) of a text."""

    def __init__(self, text: str, first: int, last: int, named: Named, known: Posts) -> None:
        self._text, self._known = text, known
        self._first, self._last = first, last
        self._named = named

    def in_front(self, person: Mention) -> list[Held]:
        """The posts that end in front of a name."""
        at = person.start
        floor = max(self._first, at - REACH)
        while at > floor and self._text[at - 1] in _SPACES:
            at -= 1
        return list(self._row(at, floor))

    def _row(self, end: int, floor: int) -> Iterator[Held]:
        """The posts of one person that end here, from the left: 国家质检总局局长、党组书记.

        One that names no organization has that of the one before it, unless it says itself whose it is (国家主席).
        """
        found: list[Held] = []
        while (held := self._ending(end, floor)) is not None:
            found.insert(0, held)
            joint = _AND_ALSO.search(self._text, floor, held.start)
            if joint is None:
                break
            end = joint.start()
        organization = None
        for held in found:
            own = held.organization
            if own is None and self._known.says_whose(held.post):
                organization = None
            elif own is None and not self._of_place(held.post):
                own = organization
            organization = own or organization
            says = self._known.kind(held.post) in OFFICES and held.post not in _SAYS_NOTHING
            if own is not None or says:
                yield held._replace(organization=own)

    def _ending(self, end: int, floor: int) -> Held | None:
        """The post that ends here, with the organization, department or country it is in."""
        start = self._known.ending(self._text, end, floor)
        if start is None:
            return None
        if cut := self._organization_into(start, end):  # 海关总署 + 署长, 珠海市委 + 书记
            if cut.type is EntityType.PLACE:
                return Held(cut.start, end, self._text[cut.start : end], None)
            return Held(cut.start, end, self._text[cut.end : end], cut.name)
        mention = self._named.before(start, floor)
        if mention is None or mention.type is EntityType.PERSON:
            return Held(start, end, self._text[start:end], None)
        gap = self._text[mention.end : start]
        if mention.type is EntityType.ORGANIZATION:
            if gap in ("", "的") or is_department(gap):
                first = mention.end + len(gap) if gap in ("", "的") else mention.end
                return Held(mention.start, end, self._text[first:end], mention.name)
        elif not gap and self._known.kind(self._text[start:end]) in OFFICES:
            first = self._sender(mention.start)
            return Held(first, end, self._text[first:end], None)
        return Held(start, end, self._text[start:end], None)

    def _sender(self, start: int) -> int:
        """Where a post abroad begins: 中国驻 + 泰国大使."""
        if self._text[start - 1 : start] != "驻":
            return start
        sender = self._named.before(start - 1, self._first)
        return sender.start if sender is not None and sender.end == start - 1 else start - 1

    def _organization_into(self, start: int, end: int) -> Mention | None:
        """The organization that ends inside a listed post, if what is left of it is a post too."""
        for at in range(end - 1, start, -1):
            mention = self._named.ending(at)
            if mention is None:
                continue
            if mention.type is EntityType.PLACE and at == start + 1:
                return mention  # 高雄市长 says it of 高雄市
            if (
                mention.type is EntityType.ORGANIZATION
                and mention.start <= start  # 国务院 + 总理
                and self._text[at:end] in self._known.kinds
            ):
                return mention
        return None

    def _of_place(self, post: str) -> bool:
        """美国总统 says whose president he is."""
        return post not in self._known.kinds and self._known.ending(post, len(post)) != 0

    def behind(self, person: Mention) -> Held | None:
        """The post right behind a name: 支树平局长."""
        end = self._known.opening(self._text, person.end)
        if end is None or end > self._last:
            return None
        post = self._text[person.end : end]
        if post in _SAYS_NOTHING or self._known.kind(post) not in OFFICES:
            return None
        return Held(person.end, end, post, None)

    def appointed(self, person: Mention) -> Iterator[Held]:
        """The posts that a verb of appointment gives: 张三任珠海市市长, 任命张三为署长."""
        chosen = CHOSEN.search(self._text, max(self._first, person.start - 4), person.start)
        verb = (CHOSEN_AS if chosen else _APPOINTED).match(self._text, person.end, self._last)
        if verb is None:
            return
        stated = _STATED.match(self._text, verb.end(), self._last)
        if stated is None:
            return
        end = self._last_post(verb.end(), stated.end())
        if end is not None:
            yield from self._row(end, verb.end())

    def relieved(self, person: Mention) -> Iterator[Held]:
        """The posts that somebody is relieved of, as 原…, for they are former ones from then on: 免去某某的主任职务."""
        if not _RELIEVED.search(self._text, max(self._first, person.start - 4), person.start):
            return
        stated = _RELIEVED_OF.match(self._text, person.end, self._last)
        if stated is not None:
            for held in self._row(stated.end("post"), stated.start("post")):
                is_said = held.post.startswith(_FORMER)
                yield held if is_said else held._replace(post=f"原{held.post}")

    def _last_post(self, first: int, last: int) -> int | None:
        """Where the last post ends that what is stated closes with: …署长 + 职务, …署长 + 的."""
        closings = (found.start() for found in _CLOSING.finditer(self._text, first, last))
        for end in (last, *closings):
            if end > first and self._known.ending(self._text, end, first) is not None:
                return end
        return None

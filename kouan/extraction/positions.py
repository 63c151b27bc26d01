"""An article with its entities in; who holds which post out, from what stands beside a person's name.

局长、党组书记支树平; 支树平局长; 张三担任珠海市市长; 海关总署署长甲、副署长乙、丙.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from kouan.extraction.names.posts import CHOSEN, CHOSEN_AS, OFFICES, Posts, is_department, posts
from kouan.extraction.sentences import sentences
from kouan.model.article import Article, Block, Role
from kouan.model.facts import Entity, EntityType, Mention, Position
from kouan.model.knowledge import Knowledge
from kouan.model.processed import Cleaned

#: Nobody's titles are longer.
_REACH: Final = 90
_SPACES: Final = " \u3000"
_HAN: Final = re.compile("[\u4e00-\u9fff]")
#: Between the posts of one person: 局长、党组书记, 主任兼秘书长, 主席和总理.
_AND_ALSO: Final = re.compile("(?:、|，|兼|、兼|和|暨|及)$")
#: Between persons that are named in a row.
_NEXT: Final = re.compile("(?:、|，|和|与|及|以及)$")
#: Says that a person has come to a post; what no longer holds, or is only wished for, is none.
_APPOINTED: Final = re.compile(
    "[，]?(?:[已将正式新现再次连续成功高票均还并也]{0,6})(?:担任|出任|兼任|接任|当选为?|就任|升任|荣任|任)(?:了)?"
)
_STATED: Final = re.compile("[^，。；！？：“”（）()\n]{2,40}")
#: Without its organization such a post says nothing: 代表某某.
_SAYS_NOTHING: Final = frozenset({"成员", "委员", "代表", "负责人", "领导人"})
#: Several persons hold such a post at once: those named behind the first hold it too.
_SHARED: Final = re.compile("副|委员|成员|代表|院士|教授|研究员|记者|专家|关员|民警")
#: A post in front of a name is as good as said; one behind an appointment's verb nearly; one that a row carries on less.
_BESIDE, _SAID, _CARRIED, _ELSEWHERE = 0.95, 0.85, 0.7, 0.6


class _Held(NamedTuple):
    """A post at [start, end) of the clean text, with its organization where one is named."""

    start: int
    end: int
    post: str
    organization: str | None


def find_positions(
    article: Article, entities: Sequence[Entity], document: Cleaned, knowledge: Knowledge
) -> tuple[Position, ...]:
    """Every place in the blocks of an article that says who holds which post, in reading order."""
    persons = sorted(
        (
            mention
            for entity in entities
            if entity.type is EntityType.PERSON
            for mention in entity.mentions
        ),
        key=lambda mention: mention.start,
    )
    if not persons:
        return ()
    known = knowledge.made(posts)
    around = sorted(
        (
            mention
            for entity in entities
            if entity.type in (EntityType.ORGANIZATION, EntityType.PLACE, EntityType.PERSON)
            for mention in entity.mentions
        ),
        key=lambda mention: (mention.end, -mention.start),
    )
    blocks = [block for block in article.blocks if block.role is not Role.BYLINE]
    found: list[Position] = []
    starts = [mention.start for mention in persons]
    for block in blocks:
        mine = persons[bisect_left(starts, block.start) : bisect_left(starts, block.end)]
        if mine:
            found += _Reader(document.clean, block, around, known).positions(mine)
    return tuple(_completed(found))


def _completed(found: Sequence[Position]) -> Iterator[Position]:
    """A post without its organization takes the one that the article names with it elsewhere, if it names only one."""
    named: dict[tuple[str, str], set[str]] = {}
    for one in found:
        if one.organization is not None:
            named.setdefault((one.person, one.post), set()).add(one.organization)
    for one in found:
        known = named.get((one.person, one.post), set())
        if one.organization is None and len(known) == 1:
            yield replace(one, organization=next(iter(known)), confidence=_ELSEWHERE)
        else:
            yield one


class _Reader:
    """Reads what stands around the persons of one block."""

    def __init__(self, text: str, block: Block, around: Sequence[Mention], known: Posts) -> None:
        self.text, self.known = text, known
        self.first, self.last = block.start, block.end
        self.spans = sentences(block.text)
        self.around = around
        self.ends = [mention.end for mention in around]

    def positions(self, persons: Sequence[Mention]) -> Iterator[Position]:
        """The posts of persons in a row of mentions."""
        before: Mention | None = None
        carried: _Held | None = None
        for person in persons:
            if before is not None and person.start < before.end:
                continue
            joined = before is not None and self._joins(before.end, person.start)
            held = list(self._in_front(person.start))
            if held and carried is not None and joined:
                held = [
                    one._replace(organization=carried.organization)
                    if one.organization is None and one.post[0] in "副常党纪秘"
                    else one
                    for one in held
                ]
            for one in held:
                yield self._position(person, one, _BESIDE)
            behind = self._behind(person)
            if behind is not None:
                yield self._position(person, behind, _BESIDE)
            for one in self._appointed(person):
                yield self._position(person, one, _SAID)
            if held:
                carried = held[-1]
            elif behind is not None:
                carried = None
            elif joined and carried is not None and self._touches(before, person):
                if _SHARED.search(carried.post):
                    yield self._position(person, carried, _CARRIED)
            else:
                carried = None
            before = person

    def _joins(self, end: int, start: int) -> bool:
        """Persons are named in one row: no sentence ends between them, and little stands there."""
        return start - end <= _REACH and not re.search("[。！？；\n]", self.text[end:start])

    def _touches(self, before: Mention | None, person: Mention) -> bool:
        return (
            before is not None and _NEXT.fullmatch(self.text[before.end : person.start]) is not None
        )

    def _in_front(self, at: int) -> Iterator[_Held]:
        """The posts that end in front of a name."""
        floor = max(self.first, at - _REACH)
        while at > floor and self.text[at - 1] in _SPACES:
            at -= 1
        yield from self._row(at, floor)

    def _row(self, end: int, floor: int) -> Iterator[_Held]:
        """The posts of one person that end here, from the left: 国家质检总局局长、党组书记.

        One that names no organization has that of the one before it.
        """
        found: list[_Held] = []
        while (held := self._ending(end, floor)) is not None:
            found.insert(0, held)
            joint = _AND_ALSO.search(self.text, floor, held.start)
            if joint is None:
                break
            end = joint.start()
        organization = None
        for held in found:
            own = held.organization
            if own is None and not self._of_place(held.post):
                own = organization
            organization = own or organization
            says = self.known.kind(held.post) in OFFICES and held.post not in _SAYS_NOTHING
            if own is not None or says:
                yield held._replace(organization=own)

    def _ending(self, end: int, floor: int) -> _Held | None:
        """The post that ends here, with the organization, department or country it is in."""
        start = self.known.ending(self.text, end, floor)
        if start is None:
            return None
        if cut := self._organization_into(start, end):  # 海关总署 + 署长, 珠海市委 + 书记
            if cut.type is EntityType.PLACE:
                return _Held(cut.start, end, self.text[cut.start : end], None)
            return _Held(cut.start, end, self.text[cut.end : end], cut.name)
        mention = self._mention_before(start, floor)
        if mention is None or mention.type is EntityType.PERSON:
            return _Held(start, end, self.text[start:end], None)
        gap = self.text[mention.end : start]
        if mention.type is EntityType.ORGANIZATION:
            if gap in ("", "的") or is_department(gap):
                first = mention.end + len(gap) if gap in ("", "的") else mention.end
                return _Held(mention.start, end, self.text[first:end], mention.name)
        elif not gap and self.known.kind(self.text[start:end]) in OFFICES:
            first = self._sender(mention.start)
            return _Held(first, end, self.text[first:end], None)
        return _Held(start, end, self.text[start:end], None)

    def _sender(self, start: int) -> int:
        """Where a post abroad begins: 中国驻 + 泰国大使."""
        if self.text[start - 1 : start] != "驻":
            return start
        sender = self._mention_before(start - 1, self.first)
        return sender.start if sender is not None and sender.end == start - 1 else start - 1

    def _organization_into(self, start: int, end: int) -> Mention | None:
        """The organization that ends inside a listed post, if what is left of it is a post too."""
        for at in range(end - 1, start, -1):
            number = bisect_left(self.ends, at)
            if number == len(self.ends) or self.ends[number] != at:
                continue
            mention = self.around[number]
            if mention.type is EntityType.PLACE and at == start + 1:
                return mention  # 高雄市长 says it of 高雄市
            if (
                mention.type is EntityType.ORGANIZATION
                and mention.start < start
                and self.text[at:end] in self.known.kinds
            ):
                return mention
        return None

    def _of_place(self, post: str) -> bool:
        """美国总统 says whose president he is."""
        return post not in self.known.kinds and self.known.ending(post, len(post)) != 0

    def _mention_before(self, at: int, floor: int) -> Mention | None:
        """The last mention that ends here or before, in reach; of those that end together the longest."""
        number = bisect_right(self.ends, at) - 1
        if number < 0 or self.ends[number] < floor:
            return None
        number = bisect_left(self.ends, self.ends[number])
        return self.around[number]

    def _behind(self, person: Mention) -> _Held | None:
        """The post right behind a name: 支树平局长."""
        end = self.known.opening(self.text, person.end)
        if end is None or end > self.last:
            return None
        post = self.text[person.end : end]
        if post in _SAYS_NOTHING or self.known.kind(post) not in OFFICES:
            return None
        return _Held(person.end, end, post, None)

    def _appointed(self, person: Mention) -> Iterator[_Held]:
        """The posts that a verb of appointment gives: 张三任珠海市市长, 任命张三为署长."""
        chosen = CHOSEN.search(self.text, max(self.first, person.start - 4), person.start)
        verb = (CHOSEN_AS if chosen else _APPOINTED).match(self.text, person.end, self.last)
        if verb is None:
            return
        stated = _STATED.match(self.text, verb.end(), self.last)
        if stated is None:
            return
        end = self._last_post(verb.end(), stated.end())
        if end is not None:
            yield from self._row(end, verb.end())

    def _last_post(self, first: int, last: int) -> int | None:
        """Where the last post ends that what is stated closes with: …署长 + 职务, …署长 + 的."""
        for end in (
            last,
            *(found.start() for found in re.finditer("职务|一职|的", self.text[first:last])),
        ):
            at = end if end == last else first + end
            if at > first and self.known.ending(self.text, at, first) is not None:
                return at
        return None

    def _position(self, person: Mention, held: _Held, confidence: float) -> Position:
        start, end = min(person.start, held.start), max(person.end, held.end)
        number = bisect_right([first for first, _ in self.spans], start - self.first) - 1
        first, last = self.spans[number]
        return Position(
            start=start,
            end=end,
            surface=self.text[start:end],
            person=person.name,
            post=held.post,
            organization=held.organization,
            sentence=self.text[self.first + first : max(self.first + last, end)],
            sentence_start=self.first + first,
            confidence=round(min(confidence, person.confidence), 2),
        )

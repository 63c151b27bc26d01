"""An article with its entities in; who holds which post out, from what stands beside a person's name.

局长、党组书记支树平; 支树平局长; 张三担任珠海市市长; 海关总署署长甲、副署长乙、丙.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from kouan.extraction.names.held_posts import REACH, Held, HeldPosts, Named
from kouan.extraction.names.posts import Posts, posts
from kouan.extraction.sentences import sentences
from kouan.model.article import Article, Block, Role
from kouan.model.expression import Expression
from kouan.model.facts import Entity, EntityType, Mention, Position
from kouan.model.knowledge import Knowledge
from kouan.model.processed import Cleaned

#: Between persons that are named in a row.
_NEXT: Final = Expression("、|，|和|与|及|以及")
#: A sentence ends, and with it a row of persons.
_ENDED: Final = Expression("[。！？；\n]")
#: So a post begins that is one of several in its organization: 副署长, 党组成员, 秘书长.
_INNER: Final = ("副", "常", "党", "纪", "秘")
#: Several persons hold such a post at once: those named behind the first hold it too.
_SHARED: Final = Expression("副|委员|成员|代表|院士|教授|研究员|记者|专家|关员|民警")
#: A post in front of a name is as good as said; one behind an appointment's verb nearly; one that a row carries on less.
_BESIDE, _SAID, _CARRIED, _ELSEWHERE = 0.95, 0.85, 0.7, 0.6


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
    named = Named(
        mention
        for entity in entities
        if entity.type in (EntityType.ORGANIZATION, EntityType.PLACE, EntityType.PERSON)
        for mention in entity.mentions
    )
    blocks = [block for block in article.blocks if block.role is not Role.BYLINE]
    found: list[Position] = []
    starts = [mention.start for mention in persons]
    for block in blocks:
        mine = persons[bisect_left(starts, block.start) : bisect_left(starts, block.end)]
        if mine:
            found += _Reader(document.clean, block, named, known).positions(mine)
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

    def __init__(self, text: str, block: Block, named: Named, known: Posts) -> None:
        self.text, self.first = text, block.start
        self.spans = sentences(block.text)
        self.firsts = [first for first, _ in self.spans]
        self.posts = HeldPosts(text, block.start, block.end, named, known)

    def positions(self, persons: Sequence[Mention]) -> Iterator[Position]:
        """The posts of persons in a row of mentions."""
        before: Mention | None = None
        carried: Held | None = None
        for person in persons:
            if before is not None and person.start < before.end:
                continue
            joined = before is not None and self._joins(before.end, person.start)
            held = self.posts.in_front(person)
            if held and carried is not None and joined:
                held = [
                    one._replace(organization=carried.organization)
                    if one.organization is None and one.post.startswith(_INNER)
                    else one
                    for one in held
                ]
            for one in held:
                yield self._position(person, one, _BESIDE)
            behind = self.posts.behind(person)
            if behind is not None:
                yield self._position(person, behind, _BESIDE)
            for one in self.posts.appointed(person):
                yield self._position(person, one, _SAID)
            for one in self.posts.relieved(person):
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
        return start - end <= REACH and not _ENDED.search(self.text, end, start)

    def _touches(self, before: Mention | None, person: Mention) -> bool:
        """Nothing but a comma or an "and" parts the two."""
        return (
            before is not None and _NEXT.fullmatch(self.text, before.end, person.start) is not None
        )

    def _position(self, person: Mention, held: Held, confidence: float) -> Position:
        start, end = min(person.start, held.start), max(person.end, held.end)
        number = bisect_right(self.firsts, start - self.first) - 1
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

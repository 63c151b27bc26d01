"""A block of an article in; its words, the listed names in it and the heads that may close a name out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from kouan.extraction.names.listed import Entry, Head, Hit, NameBook, NameHit
from kouan.extraction.names.lookalikes import is_lookalike
from kouan.extraction.words import HAN, Words, read_words
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

#: A shorter surface must not cut a word; from this length on a listed name is believed against the segmenter.
SURE_LENGTH = 4
#: Short heads that leave no doubt that an organization ends with them.
SURE_HEADS = frozenset({"海关", "总队", "支队", "总局", "总署"})
#: Of several, of which this is the last: 湘潭、株洲、岳阳 + 三市.
_COUNTED = Expression("[两二三四五六七八九十][省市县区州旗国地]")
#: What the segmenter joins to the last character of a head, where the head is so long: 卫生健康委 + 在.
GLUED, GLUED_LENGTH = frozenset("在和与及对向从将已等也均"), 3
#: Behind a body that announces something: 观光署今（27）日.
_TODAY = Expression("[今昨][天日（(晚早]")
#: A county or a city in full, and a settlement behind it.
_DIVISIONS = ("县", "市", "旗")
_SETTLED = Expression(
    "(?:(?![的等有和与及在个各条座])[\u4e00-\u9fff]){2,4}?(?:村(?![民庄级里口委支集小镇干上])|社区|嘎查|[镇乡](?![村长])|街道)"
)


class Candidate(NamedTuple):
    """A stretch [start, end) of a passage that may be a mention; `name` where the canonical name is known already."""

    start: int
    end: int
    type: EntityType
    confidence: float
    name: str | None = None


class HeadHit(NamedTuple):
    """A head at [start, end) of a passage, with what it may close."""

    start: int
    end: int
    heads: tuple[Head, ...]


@dataclass(frozen=True)
class Passage:
    """One block, its words, the names listed in it (longest, not overlapping), its heads (longest at each end)."""

    text: str
    words: Words
    hits: tuple[NameHit, ...]
    heads: tuple[HeadHit, ...]
    posts: tuple[Hit, ...]
    starts: tuple[int, ...]

    @cached_property
    def head_ending(self) -> dict[int, HeadHit]:
        """The head that ends at an offset."""
        return {head.end: head for head in self.heads}

    @cached_property
    def head_starting(self) -> dict[int, HeadHit]:
        """The head that starts at an offset."""
        return {head.start: head for head in self.heads}

    @cached_property
    def head_ends(self) -> list[int]:
        """Where heads end, in order."""
        return sorted(self.head_ending)

    @cached_property
    def organization_ends(self) -> frozenset[int]:
        """Where heads of organizations end that leave no doubt."""
        return frozenset(
            head.end
            for head in self.heads
            if (head.end - head.start > 2 or self.text[head.start : head.end] in SURE_HEADS)
            and any(one.type is EntityType.ORGANIZATION for one in head.heads)
        )

    @cached_property
    def post_spans(self) -> frozenset[tuple[int, int]]:
        """Where posts stand."""
        return frozenset((post.start, post.end) for post in self.posts)

    @cached_property
    def post_words(self) -> frozenset[int]:
        """Numbers of the words that end a post: 局长, 检查员."""
        return frozenset(
            number
            for post in self.posts
            if (number := self.words.closed_by(post.end)) is not None
            and (post.post in ("office", "foreign", "rank", "address") or post.end - post.start > 3)
        )

    def hit_at(self, start: int) -> NameHit | None:
        """The listed name that starts here."""
        at = bisect_left(self.starts, start)
        return self.hits[at] if at < len(self.starts) and self.starts[at] == start else None

    def hit_over(self, start: int, end: int) -> NameHit | None:
        """The last listed name that overlaps [start, end)."""
        at = bisect_left(self.starts, end) - 1
        return self.hits[at] if at >= 0 and self.hits[at].end > start else None


def read_passages(texts: Sequence[str], book: NameBook) -> list[Passage]:
    """Segment each text, then look the names of all up: the segmenter and the automaton are large, and take turns badly."""
    words = [read_words(text) for text in texts]
    found = [list(book.find(text)) for text in texts]
    return [_passage(*one, book) for one in zip(words, found, strict=True)]


def _passage(words: Words, found: Sequence[tuple[int, int, str, Entry]], book: NameBook) -> Passage:
    starting, ending = words.starting, words.ending
    names: list[NameHit] = []
    heads: dict[int, Hit] = {}
    posts: dict[int, Hit] = {}
    for start, end, surface, entry in found:
        name, post = entry.name, entry.post
        if name is not None and (
            # nearly all are words of the segmenter
            (start in starting and end in ending and not surface.isascii())
            or _stands(NameHit(start, end, surface, name), words, book)
        ):
            names.append(NameHit(start, end, surface, name))
        if not entry.heads and not post:
            continue
        hit = Hit(start, end, surface, name, entry.heads, post)
        if entry.heads and (end in ending or _closes(hit, words, book)):
            known = heads.get(end)
            if known is None or _better(hit, known, words):
                heads[end] = hit
        if post and (end not in posts or start < posts[end].start):
            posts[end] = hit
    names.sort(key=lambda hit: (hit.start, -hit.end))
    kept: list[NameHit] = []
    at = 0
    for listed in names:
        if listed.start >= at and not is_lookalike(words.text, listed, kept[-1] if kept else None):
            kept.append(listed)
            at = listed.end
    longest: dict[
        int, HeadHit
    ] = {}  # of heads that start together the longer holds: 边检站, not 边检
    for hit in sorted(heads.values(), key=lambda hit: hit.end):
        longest[hit.start] = HeadHit(hit.start, hit.end, hit.heads)
    return Passage(
        words.text,
        words,
        tuple(kept),
        tuple(longest.values()),
        tuple(posts.values()),
        tuple(hit.start for hit in kept),
    )


def _stands(hit: NameHit, words: Words, book: NameBook) -> bool:
    """A listed name is there if it cuts no word, or is too long to be there by chance."""
    length = hit.end - hit.start
    opens = hit.start in words.starting
    closes = hit.end in words.ending or _is_glued(words, hit.end)
    if length >= SURE_LENGTH:
        return closes or length > SURE_LENGTH
    # 观光署今（27）日 is cut as 观光 + 署今
    if opens and hit.name.type is EntityType.ORGANIZATION and _TODAY.match(words.text, hit.end):
        return True
    if (
        opens
        and hit.surface[0] not in GLUED
        and hit.surface.endswith(_DIVISIONS)
        and _SETTLED.match(words.text, hit.end)
    ):
        return True  # 澄江市立昌村 is cut as 澄江 + 市立 + 昌村
    if opens and not closes and not hit.name.weak:
        rest = words.text[hit.end : words.ends[words.starting[hit.start]]]
        entry = book.entries.get(rest)
        if (entry is not None and entry.post) or rest == "站" or _COUNTED.fullmatch(rest):
            return True  # 德国总理, 武汉站, 岳阳三市 may be cut as one word
        return _is_place(book, rest)
    if closes and not opens and hit.name.type is EntityType.PLACE and not hit.name.weak:
        front = words.text[words.starts[words.covering(hit.start)] : hit.start]
        return _is_place(book, front)
    if hit.surface.isascii():  # 12367 is no part of 17229489123670
        around = words.text[max(hit.start - 1, 0) : hit.start] + words.text[hit.end : hit.end + 1]
        return not any(one.isascii() and one.isalnum() for one in around)
    return (opens and closes) or not HAN.fullmatch(hit.surface)


def _is_glued(words: Words, end: int) -> bool:
    """The segmenter joins a function word to the last character of a name: 佳冬 + 乡及."""
    number = words.covering(end)
    return words.starts[number] == end - 1 and words.text[end : words.ends[number]] in GLUED


def _is_place(book: NameBook, part: str) -> bool:
    """The other part of a word that the segmenter makes of two places: 甘肃兰州."""
    name = book.get(part)
    return name is not None and name.type is EntityType.PLACE and not name.weak


def _closes(hit: Hit, words: Words, book: NameBook) -> bool:
    """A head closes a name if no word runs on behind it; 湛江局局长 may be cut as 湛江 + 局局长."""
    if hit.end in words.ending:
        return True
    number = words.covering(hit.end)
    rest = words.text[hit.end : words.ends[number]]
    if hit.surface in ("海关", "口岸", "边检") and hit.start in words.starting:
        return True  # 海关监管 may be cut as one word
    entry = book.entries.get(rest)
    if entry is not None and entry.post:
        return True  # 党委书记, 常委会主任
    if len(hit.surface) >= GLUED_LENGTH and _is_glued(words, hit.end):
        return True  # 卫生健康 + 委在 + 成都
    if words.starts[number] > hit.start:
        return rest[:1] == hit.surface[-1]  # 联合会 + 商 was 联 + 合 + 会商
    return len(hit.surface) > 2 or rest[:1] == hit.surface[-1]


def _better(hit: Hit, known: Hit, words: Words) -> bool:
    """Of two heads that end together the longer one that cuts no word is meant."""
    opens, opened = hit.start in words.starting, known.start in words.starting
    return (opens, -hit.start) > (opened, -known.start)

"""Pairs of clean texts in; how much they share, and whether they state the same figures, out.

Two texts with differing figures are never copies of one another: a template filled in twice, or a report and its
next issue. A figure differs where the words around it agree and another one stands in its place; a sentence that
one text lacks, with its figures, is no difference of that kind.
"""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Generic, NamedTuple, TypeVar

from kouan.comparison.shingles import Hashes, shared, shingles
from kouan.language.figures import ONE, Alphabet, figures_in, places

Name = TypeVar("Name", bound=Hashable)

#: Texts that share half of all their shingles are worth a row.
NEAR: Final = 0.5
#: Below this, texts that each have figures of their own, or other names throughout, are two reports of one form.
ALIKE: Final = 0.7
#: So much of a text stands in a longer one that it is printed inside it.
INSIDE: Final = 0.8
#: Shingles of a text that can be inside another; a shorter one is a phrase.
FEWEST_INSIDE: Final = 80
#: Equal signs around two figures, on both sides together, that make them the same statement.
AROUND: Final = 5
#: So many signs that are no figures may have been changed with a figure, or between it and the words around it.
BESIDE: Final = 2
#: More signs than this are not aligned, whose time grows with the square: sixty times the longest article of news.
LONGEST: Final = 20_000
#: Texts whose shingles and figures are kept at hand.
AT_HAND: Final = 4000
#: Differences that are named, and the characters of each.
NAMED: Final = 5
LONGEST_NAME: Final = 40


class Kind(StrEnum):
    """How two texts are alike."""

    NEAR = "near"
    INSIDE = "inside"
    SIMILAR = "similar"


@dataclass(frozen=True, slots=True)
class Resemblance:
    """What two texts have in common.

    `similarity` is the share of all their shingles that both have (Jaccard), `contained` that of the shorter
    text's shingles. Of kind similar are two that state the same with other figures, or are reports of one form.
    """

    kind: Kind
    similarity: float
    contained: float

    @property
    def is_copy(self) -> bool:
        """Whether one may count as a copy of the other."""
        return self.kind is not Kind.SIMILAR


class Verifier(Generic[Name]):
    """Judges pairs of texts that are looked up by name; what was made of a text is kept for its next pair."""

    def __init__(self, texts: Mapping[Name, str]) -> None:
        self._texts = texts
        self._alphabet = Alphabet()
        self._hashes: OrderedDict[Name, Hashes] = OrderedDict()
        self._spelled: OrderedDict[Name, str] = OrderedDict()

    def resemblances(
        self, pairs: Iterable[tuple[Name, Name]]
    ) -> Iterator[tuple[Name, Name, Resemblance]]:
        """Those of the pairs that are alike, the text with fewer shingles first."""
        for one, other in pairs:
            if (found := self.resemblance(one, other)) is not None:
                is_longer = len(self._shingles(one)) > len(self._shingles(other))
                yield (other, one, found) if is_longer else (one, other, found)

    def resemblance(self, one: Name, other: Name) -> Resemblance | None:
        """How two texts are alike; None where they are not."""
        first, second = self._shingles(one), self._shingles(other)
        shorter, longer = sorted((len(first), len(second)))
        # what lengths rule out needs no look at the texts
        if shorter < min(NEAR * longer, FEWEST_INSIDE) or not shorter:
            return None
        common = shared(first, second)
        similarity, contained = common / (shorter + longer - common), common / shorter
        if similarity >= NEAR:
            kind = Kind.NEAR
        elif contained >= INSIDE and shorter >= FEWEST_INSIDE:
            kind = Kind.INSIDE
        else:
            return None
        if self.figures_differ(one, other) or (similarity < ALIKE and self._are_two(one, other)):
            kind = Kind.SIMILAR
        return Resemblance(kind, similarity, contained)

    def similarity(self, one: Name, other: Name) -> float:
        """The share of all shingles of two texts that both have."""
        first, second = self._shingles(one), self._shingles(other)
        common = shared(first, second)
        return common / max(len(first) + len(second) - common, 1)

    def figures_differ(self, one: Name, other: Name) -> bool:
        """Whether the two state the same with other figures."""
        first, second = self._spelling(one), self._spelling(other)
        if figures_in(first) == figures_in(second):
            return False
        if max(len(first), len(second)) > LONGEST:
            return _each_has_own(first, second)
        return any(True for _ in _exchanged(first, second, _stretches(first, second)))

    def _are_two(self, one: Name, other: Name) -> bool:
        """Whether each states a figure that the other lacks, or one name was put for another throughout.

        Both are what two reports of one form look like: the same guests' hall, another day or another guest.
        """
        first, second = self._spelling(one), self._spelling(other)
        if _each_has_own(first, second):
            return True
        exchanged = Counter(
            (a, b)
            for stretch in _stretches(first, second)
            if not stretch.is_equal
            and (a := first[slice(*stretch.mine)])
            and (b := second[slice(*stretch.theirs)])
            and min(len(a), len(b)) > 1
        )
        return max(exchanged.values(), default=0) > 1

    def _shingles(self, name: Name) -> Hashes:
        if name not in self._hashes:
            self._hashes[name] = shingles([self._texts[name]]).distinct(0)
            if len(self._hashes) > AT_HAND:
                self._hashes.popitem(last=False)
        return self._hashes[name]

    def _spelling(self, name: Name) -> str:
        if name not in self._spelled:
            self._spelled[name] = self._alphabet.spell(self._texts[name])
            if len(self._spelled) > AT_HAND:
                self._spelled.popitem(last=False)
        return self._spelled[name]


def difference(copy: str, kept: str) -> str | None:
    """In what a copy differs from the text that is kept, in a few words; None where both read the same.

    >>> difference("口岸客流达25万人次，增长5%。", "口岸客流达26万人次，增长5%。")
    'figures: 25万 for 26万'
    >>> difference("本报讯：口岸客流创新高。", "口岸客流创新高。")
    'only in the copy: 本报讯'
    """
    alphabet = Alphabet()
    first, second = alphabet.spell(copy), alphabet.spell(kept)
    if first == second:
        return None
    own, theirs = places(copy), places(kept)
    stretches = _stretches(first, second)
    figures = [
        f"{_said(copy, own, *a)} for {_said(kept, theirs, *b)}"
        for a, b in _exchanged(first, second, stretches)
    ]
    if figures:
        return _listed("figures", figures)
    only: list[str] = []
    missing: list[str] = []
    for stretch in stretches:
        if not stretch.is_equal:
            only.append(_said(copy, own, *stretch.mine))
            missing.append(_said(kept, theirs, *stretch.theirs))
    said = (
        _listed("only in the copy", list(filter(None, only))),
        _listed("only in what is kept", list(filter(None, missing))),
    )
    return "; ".join(filter(None, said)) or None


def _said(text: str, read: tuple[tuple[int, int], ...], first: int, stop: int) -> str:
    if first == stop:
        return ""
    words = text[read[first][0] : read[stop - 1][1]].replace("\n", " ")
    return words if len(words) <= LONGEST_NAME else words[: LONGEST_NAME - 1] + "…"


def _listed(what: str, names: list[str]) -> str:
    if not names:
        return ""
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return f"{what}: {', '.join(names[:NAMED])}{more}"


def _each_has_own(first: str, second: str) -> bool:
    """Whether each of two spelled texts states a figure that the other lacks, wherever it stands."""
    mine, theirs = (set(figures_in(text)) - {ONE} for text in (first, second))
    return bool(mine - theirs and theirs - mine)


class _Stretch(NamedTuple):
    """A stretch of two spelled texts: equal in both, or what stands in one where something else stands in the other."""

    is_equal: bool
    mine: tuple[int, int]
    theirs: tuple[int, int]


def _stretches(first: str, second: str) -> list[_Stretch]:
    """Both texts in turns of equal and unequal, the same ones for the pair turned round."""
    # imported by a run that has a pair to compare: few pages have a like
    from rapidfuzz.distance import Levenshtein

    if max(len(first), len(second)) > LONGEST:
        return _rims(first, second)
    if (len(first), first) <= (len(second), second):
        steps = Levenshtein.opcodes(first, second)
    else:
        steps = Levenshtein.opcodes(second, first).inverse()
    found: list[_Stretch] = []
    for step in steps:
        mine, theirs = (step.src_start, step.src_end), (step.dest_start, step.dest_end)
        if step.tag != "equal" and found and not found[-1].is_equal:
            last = found.pop()
            mine, theirs = (last.mine[0], mine[1]), (last.theirs[0], theirs[1])
        found.append(_Stretch(step.tag == "equal", mine, theirs))
    return found


def _rims(first: str, second: str) -> list[_Stretch]:
    """What two texts begin and end with alike, and between them one stretch, however long."""
    from rapidfuzz.distance import Postfix, Prefix

    head = Prefix.similarity(first, second)
    tail = Postfix.similarity(first[head:], second[head:])
    ends = len(first) - tail, len(second) - tail
    found = [
        _Stretch(True, (0, head), (0, head)),
        _Stretch(False, (head, ends[0]), (head, ends[1])),
        _Stretch(True, (ends[0], len(first)), (ends[1], len(second))),
    ]
    return [one for one in found if one.mine[0] < one.mine[1] or one.theirs[0] < one.theirs[1]]


def _exchanged(
    first: str, second: str, stretches: Sequence[_Stretch]
) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Spans of both in which another figure stands between the same words.

    The words before it reach back to the last place where the texts part in more than figures and a sign or
    two, those behind it on to the next. They tell a figure that was changed from two sentences that lie side
    by side in the alignment since each has no twin.
    """
    parts = [(first[slice(*one.mine)], second[slice(*one.theirs)]) for one in stretches]
    before = _words(stretches, parts)
    behind = _words(stretches[::-1], parts[::-1])[::-1]
    for place, (stretch, (mine, theirs)) in enumerate(zip(stretches, parts, strict=True)):
        if stretch.is_equal or not _is_other_figure(mine, theirs):
            continue
        around = before[place] + behind[place]
        is_edge = place in {0, len(stretches) - 1}
        if around >= AROUND and (is_edge or min(before[place], behind[place])):
            yield stretch.mine, stretch.theirs


def _is_other_figure(mine: str, theirs: str) -> bool:
    one, other = figures_in(mine), figures_in(theirs)
    return bool(one and other and one != other and _is_small(mine, theirs))


def _is_small(mine: str, theirs: str) -> bool:
    """Whether hardly anything but figures was changed."""
    return all(len(part) - len(figures_in(part)) <= BESIDE for part in (mine, theirs))


def _words(stretches: Sequence[_Stretch], parts: list[tuple[str, str]]) -> list[int]:
    """For each stretch the equal signs before it, back to one where much was changed."""
    found, length = [], 0
    for stretch, (mine, theirs) in zip(stretches, parts, strict=True):
        found.append(length)
        if stretch.is_equal:
            length += len(mine)
        elif not _is_small(mine, theirs):
            length = 0
    return found

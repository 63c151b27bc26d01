"""Changes to a clean text in, the damaged text out, with the exact place of each damage in both."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace


class UnfitError(ValueError):
    """This text cannot be damaged in this way; the message says what it lacks."""


@dataclass(frozen=True, slots=True)
class Change:
    """Characters [start, end) of a text give way to `after`; `lost` are those that nobody can read off it any more."""

    start: int
    end: int
    after: str
    lost: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """One place of damage: [start, end) of the damaged text stands for [truth_start, truth_end) of the truth.

    `lost` are the characters of the truth whose bytes are not all there: they can be guessed, not read.
    """

    start: int
    end: int
    truth_start: int
    truth_end: int
    names: tuple[str, ...]
    lost: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Damaged:
    """A text as it should read (`truth`), as it reads (`text`), and as a file would hold it (`raw`).

    Outside `places`, which are sorted and apart, truth and text are the same, character by character.
    """

    names: tuple[str, ...]
    truth: str
    text: str
    raw: bytes
    places: tuple[Place, ...] = ()
    codec: str = "utf-8"

    @property
    def lost(self) -> frozenset[int]:
        """The characters of the truth that can only be guessed."""
        return frozenset(one for place in self.places for one in place.lost)

    @property
    def repaired(self) -> str:
        """The text with the truth put back in every place: the truth, if the places are right."""
        parts: list[str] = []
        at = 0
        for place in self.places:
            parts += (self.text[at : place.start], self.truth[place.truth_start : place.truth_end])
            at = place.end
        return "".join((*parts, self.text[at:]))


def untouched(truth: str) -> Damaged:
    """A text before any damage."""
    return Damaged((), truth, truth, truth.encode())


def changed(before: Damaged, name: str, changes: Iterable[Change]) -> Damaged:
    """The text after some more changes (apart from each other); places that they touch become one with them."""
    parts: list[str] = []
    places: list[Place] = []
    at = length = shift = (
        0  # in the text before, in the text after, from the text before to the truth
    )
    for group in _grouped([*before.places, *changes]):
        start, end = group[0].start, max(one.end for one in group)
        new = [one for one in group if isinstance(one, Change)]
        old = [one for one in group if isinstance(one, Place)]
        inside = _written(before.text, start, end, new)
        parts += (before.text[at:start], inside)
        length += start - at
        lost = {one for place in old for one in place.lost}
        for one in new:
            for character in one.lost:
                lost.update(_meant(old, character, shift))
        names = [known for place in old for known in place.names] + [name] * bool(new)
        first = start + shift
        shift += sum(place.truth_end - place.truth_start - place.end + place.start for place in old)
        places.append(
            Place(
                length,
                length + len(inside),
                first,
                end + shift,
                tuple(dict.fromkeys(names)),
                tuple(sorted(lost)),
            )
        )
        length += len(inside)
        at = end
    text = "".join((*parts, before.text[at:]))
    raw = text.encode("utf-8", "surrogatepass")
    return replace(before, names=(*before.names, name), text=text, raw=raw, places=tuple(places))


def _grouped(spans: Sequence[Place | Change]) -> list[list[Place | Change]]:
    """Places and changes in order, those that overlap or begin at the same spot in one group."""
    groups: list[list[Place | Change]] = []
    stop = 0
    for one in sorted(spans, key=lambda span: (span.start, span.end)):
        if groups and (one.start < stop or one.start == groups[-1][0].start):
            groups[-1].append(one)
            stop = max(stop, one.end)
        else:
            groups.append([one])
            stop = one.end
    return groups


def _written(text: str, start: int, end: int, changes: Sequence[Change]) -> str:
    parts: list[str] = []
    at = start
    for one in changes:
        if one.start < at:
            raise ValueError(f"two changes at {one.start}")
        parts += (text[at : one.start], one.after)
        at = one.end
    return "".join((*parts, text[at:end]))


def _meant(places: Sequence[Place], character: int, shift: int) -> range:
    """What a character of the text stands for in the truth; in a place, for all of it."""
    for place in places:
        if place.start <= character < place.end:
            return range(place.truth_start, place.truth_end)
        if place.end <= character:
            shift += place.truth_end - place.truth_start - place.end + place.start
    return range(character + shift, character + shift + 1)

"""A county's name without its word for a county in; whether the place is meant there, and not the word of another sort, out: 丽江、腾冲."""

from __future__ import annotations

from kouan.extraction.names.listed import NameHit
from kouan.extraction.names.passages import Passage

DIVIDED = ("province", "prefecture", "county")


def is_beside_place(passage: Passage, weak: NameHit) -> bool:
    """丽江、腾冲: in a row with a place that leaves no doubt, or that the segmenter knows as one."""
    text = passage.text
    behind = passage.hit_at(weak.end + 1) if text.startswith("、", weak.end) else None
    before = (
        passage.hit_over(weak.start - 2, weak.start - 1)
        if weak.start > 1 and text[weak.start - 1] == "、"
        else None
    )
    before = None if before is not None and before.end != weak.start - 1 else before
    beside = [one for one in (before, behind) if one is not None and one.name.level in DIVIDED]
    if any(not one.name.weak or is_place_word(passage, one.start) for one in beside):
        return True
    named = _is_named(passage, weak.start)  # 慈溪、余姚: neither is a word of another sort
    return named and any(_is_named(passage, one.start) for one in beside)


def _is_named(passage: Passage, start: int) -> bool:
    number = passage.words.starting.get(start)
    return number is not None and passage.words.tags[number] in ("nr", "nrt")


def is_place_word(passage: Passage, start: int) -> bool:
    """The segmenter knows the word that starts here as a place."""
    number = passage.words.starting.get(start)
    return number is not None and passage.words.tags[number] == "ns"

"""One labelled document and its prediction in, what agrees out: text, removed text, entities."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from rapidfuzz import fuzz

from kouan.evaluation.counts import Counts
from kouan.evaluation.likeness import folded, is_same_text

Labels = Mapping[str, Any]

#: So much of a removed text must lie in the other side's removed text.
COVERED: Final = 0.9


def items(labels: Labels, field: str) -> list[Any]:
    """The objects and strings in a list of the labels; nothing where there is no list."""
    value = labels.get(field)
    return [one for one in value if isinstance(one, (dict, str))] if isinstance(value, list) else []


def objects(labels: Labels, field: str) -> list[dict[str, Any]]:
    """The objects in a list of the labels."""
    return [one for one in items(labels, field) if isinstance(one, dict)]


def pairs(places: Any) -> Iterator[tuple[int, int]]:
    """The places [start, end) in a list; what is no two integers is none."""
    for place in places if isinstance(places, list) else []:
        if (
            isinstance(place, (list, tuple))
            and len(place) == 2
            and all(isinstance(at, int) for at in place)
        ):
            yield (place[0], place[1])


def body(labels: Labels, title: str | None) -> str:
    """All block texts without white space; no editor's note, no leading block that repeats the title."""
    blocks = [
        one if isinstance(one, dict) else {"role": "body", "text": one}
        for one in items(labels, "blocks")
    ]
    told = [one for one in blocks if one.get("text") and one.get("role") != "editor_note"]
    if told and folded(told[0]["text"]).lstrip("#") == folded(title):
        told = told[1:]
    return re.sub(r"\s+", "", "".join(one["text"] for one in told))


def body_similarity(gold: Labels, predicted: Labels) -> float:
    """How alike the two bodies are, 0 to 1; an empty prediction is like nothing."""
    title = gold.get("title")
    if not body(predicted, title):
        return 0.0
    ratio = fuzz.ratio(body(gold, title), body(predicted, predicted.get("title") or title))
    return ratio / 100


def has_source(gold: Labels, predicted: Labels) -> bool:
    """Whether the publisher is right; where gold has none, a prediction must state none."""
    if gold.get("source"):
        return is_same_text(predicted.get("source"), [gold["source"], *items(gold, "source_alt")])
    return bool(predicted) and not predicted.get("source")


def removed_counts(gold: Labels, predicted: Labels) -> tuple[Counts, Counts]:
    """Removed texts that the other side removes too: by text, and by character."""
    ours, theirs = list(_removed_texts(gold)), list(_removed_texts(predicted))
    gold_page, predicted_page = _Page(ours), _Page(theirs)
    found = [predicted_page.coverage(text) for text in ours]
    right = [gold_page.coverage(text) for text in theirs]
    gold_sizes = [_size(text) for text in ours]
    predicted_sizes = [_size(text) for text in theirs]
    by_text = Counts(
        sum(share >= COVERED for share in found),
        len(ours),
        sum(share >= COVERED for share in right),
        len(theirs),
    )
    by_character = Counts(
        sum(share * size for share, size in zip(found, gold_sizes, strict=True)),
        sum(gold_sizes),
        sum(share * size for share, size in zip(right, predicted_sizes, strict=True)),
        sum(predicted_sizes),
    )
    return by_text, by_character


def _removed_texts(labels: Labels) -> Iterator[str]:
    for one in items(labels, "removed"):
        text = one if isinstance(one, str) else one.get("text")
        if text and text.strip():
            yield text


def _lines(text: str | None) -> list[str]:
    return [line for line in (folded(part) for part in (text or "").split("\n")) if line]


def _size(text: str) -> int:
    return sum(map(len, _lines(text)))


class _Page:
    """What one side removed, line by line, ready to be looked through."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.lines = [line for text in texts for line in _lines(text)]
        self.whole = "\n".join(self.lines)

    def coverage(self, text: str) -> float:
        """Share of the characters of a text that lie in lines this side removed."""
        total = hit = 0
        for line in _lines(text):
            total += len(line)
            hit += len(line) if line in self.whole else self._marked(line)
        return hit / total if total else 1.0

    def _marked(self, line: str) -> int:
        mask = bytearray(len(line))
        for part in self.lines:
            if len(part) < 2:
                continue
            at = line.find(part)
            while at >= 0:
                mask[at : at + len(part)] = b"\1" * len(part)
                at = line.find(part, at + 1)
        return sum(mask)


def entity_counts(gold: Labels, predicted: Labels, *, with_type: bool) -> Counts:
    """Mentions that both sides name, with or without their type.

    What gold marks optional is neutral, and so is a name that stands in the title alone.
    """

    def key(type_: str | None, surface: str) -> tuple[str | None, str]:
        return (type_, surface) if with_type else (None, surface)

    labelled = list(_mentions(gold))
    wanted = {key(type_, surface) for type_, surface, optional in labelled if not optional}
    neutral = {key(type_, surface) for type_, surface, optional in labelled if optional} - wanted
    text = "".join(one.get("text", "") for one in objects(gold, "blocks"))
    title = gold.get("title") or ""
    named = {
        key(type_, surface)
        for type_, surface, _ in _mentions(predicted)
        if surface in text or surface not in title
    } - neutral
    return Counts.matched(len(wanted & named), len(wanted), len(named))


def _mentions(labels: Labels) -> Iterator[tuple[str | None, str, bool]]:
    for entity in objects(labels, "entities"):
        surfaces = entity.get("mentions")
        for surface in (surfaces if isinstance(surfaces, list) else []) or [entity.get("name")]:
            if isinstance(surface, str) and surface.strip():
                yield entity.get("type"), surface.strip(), bool(entity.get("optional"))

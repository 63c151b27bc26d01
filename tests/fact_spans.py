"""A processed document in, what is wrong with the places of its facts out: nothing, whatever the document."""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from operator import attrgetter

from kouan.cleaning.script.conversion import simplified_table
from kouan.cleaning.script.tables import regional
from kouan.model.processed import ProcessedDocument
from kouan.tabulation.facts import mention_rows, metric_rows, position_rows


@dataclass(frozen=True, slots=True)
class Placed:
    """A fact as its row places it."""

    kind: str
    surface: str
    start: int
    end: int
    raw_start: int
    raw_end: int


def placed(document: ProcessedDocument) -> Iterator[Placed]:
    """Every figure, mention and position of a document, from the rows of the tables."""
    for story in document.stories:
        for metric in metric_rows(document, story, ""):
            yield Placed("figure", metric.surface, *_span(metric))
        for mention in mention_rows(document, story.entities, ""):
            yield Placed("mention", mention.surface, *_span(mention))
        for said, position in zip(story.positions, position_rows(document, story, ""), strict=True):
            yield Placed("position", said.surface, *_span(position))


def _span(row: object) -> tuple[int, int, int, int]:
    start, end, raw_start, raw_end = (
        int(getattr(row, name)) for name in ("start", "end", "raw_start", "raw_end")
    )
    return start, end, raw_start, raw_end


def span_faults(document: ProcessedDocument, *, is_literal: bool = True) -> Iterator[str]:
    """What does not hold of a document's facts.

    The span of a fact reproduces its surface, its sentence holds it where it says so, and its raw bytes are bytes of
    the document that read as what the decoded text has there. `is_literal`: what the bytes say is not mojibake and not
    escaped, so that every character of the surface stands in them, in its order.
    """
    clean, text = document.cleaned.clean, document.cleaned.decoding.text
    for story in document.stories:
        for one in (*story.metrics, *story.positions):
            said = clean[one.sentence_start : one.sentence_start + len(one.sentence)]
            first = one.start - one.sentence_start
            if said != one.sentence or first < 0:
                yield f"the sentence of {one.surface!r} stands elsewhere: {one.sentence!r}"
            elif one.sentence[first : first + len(one.surface)] != one.surface:
                yield f"the sentence of {one.surface!r} holds it elsewhere: {one.sentence!r}"
    facts = list(placed(document))
    for fact in facts:
        what = f"{fact.kind} {fact.surface!r} at {fact.start}"
        if not fact.surface or clean[fact.start : fact.end] != fact.surface:
            yield f"{what}: the clean text says {clean[fact.start : fact.end]!r}"
        if not 0 <= fact.raw_start < fact.raw_end <= len(document.raw):
            yield f"{what}: bytes {fact.raw_start} to {fact.raw_end} of {len(document.raw)}"
            continue
        start, end = document.cleaned.decoded_span(fact.start, fact.end)
        read = _read(document, fact.raw_start, fact.raw_end)
        if read is not None and read != text[start:end]:
            yield f"{what}: its bytes say {read!r}, the decoded text {text[start:end]!r}"
        if is_literal and not _holds(text[start:end], fact.surface):
            yield f"{what}: {text[start:end]!r} does not hold it"
    yield from order_faults(facts)


def order_faults(facts: Sequence[Placed]) -> Iterator[str]:
    """What does not hold where facts stand apart in the clean text, one behind the other: that they do so in the bytes."""
    ended = sorted(facts, key=attrgetter("end"))
    for part in ("raw_start", "raw_end"):
        at, last = 0, None
        for fact in sorted(facts, key=attrgetter("start")):
            while at < len(ended) and ended[at].end <= fact.start:
                last = max(last or ended[at], ended[at], key=attrgetter(part))
                at += 1
            if last is not None and getattr(last, part) > getattr(fact, part):
                yield f"{last.surface!r} and {fact.surface!r} change places in the bytes"


def _read(document: ProcessedDocument, first: int, last: int) -> str | None:
    """What bytes of the document say by the codecs they were read with; None where they do not say it by themselves."""
    said = []
    for segment in document.cleaned.decoding.segments:
        start, end = max(segment.byte_start, first), min(segment.byte_end, last)
        if start >= end:
            continue
        if segment.codec is None:
            return None
        said.append(document.raw[start:end].decode(segment.codec))
    return "".join(said)


def _holds(text: str, surface: str) -> bool:
    """Whether the characters of a surface stand in a text in their order, whatever their script, width and escapes."""
    left = iter(_folded(text))
    return all(character in left for character in _folded(surface))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", html.unescape(text)).translate(_simplified())


@cache
def _simplified() -> dict[int, int]:
    table = simplified_table()
    changed = {code: int(to) for code, to in enumerate(table) if code != int(to)}
    apart = {code: to for known in regional().values() for code, to in known.items()}
    return {ord("着"): ord("著")} | apart | changed

"""Blocks, mentions and figures of an article in, its text with every name and figure marked out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]

#: The type of a piece that cleaning suspects.
DOUBT = "doubt"


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of a block; `figure` or `entity` is the number of the row they lead to, from 1."""

    text: str
    figure: int | None = None
    entity: int | None = None
    type: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """An entity of an article with its number on the page, its written forms and the number of places."""

    number: int
    name: str
    type: str
    surfaces: tuple[str, ...]
    places: int


def entities_of(mentions: Sequence[Row]) -> dict[str, Named]:
    """The entities behind mentions, most mentioned first, by entity_id."""
    places: dict[str, list[Row]] = {}
    for mention in mentions:
        places.setdefault(mention["entity_id"], []).append(mention)
    ordered = sorted(places.items(), key=lambda entry: (-len(entry[1]), entry[1][0]["start"]))
    return {
        entity_id: Named(
            number,
            found[0]["name"],
            found[0]["type"],
            tuple(dict.fromkeys(mention["surface"] for mention in found)),
            len(found),
        )
        for number, (entity_id, found) in enumerate(ordered, 1)
    }


def highlight(
    block: Row,
    mentions: Sequence[Row],
    metrics: Sequence[tuple[int, Row]],
    entities: Mapping[str, Named],
    suspicions: Sequence[Row] = (),
) -> Iterator[Piece]:
    """The text of a block in pieces; where a name stands inside a figure or a longer name, the outer one shows."""
    start, end, text = block["start"], block["end"], block["text"]
    spans = [
        (
            row["start"],
            row["end"],
            Piece("", figure=number, title=row["indicator_raw"] or "", type=row["kind"]),
        )
        for number, row in metrics
    ]
    spans += [
        (
            row["start"],
            row["end"],
            Piece("", entity=named.number, type=named.type, title=named.name),
        )
        for row in mentions
        if (named := entities.get(row["entity_id"]))
    ]
    spans += [
        (row["start"], row["end"], Piece("", type=DOUBT, title=row["note"] or row["rule"]))
        for row in suspicions
    ]
    at = start
    # at one place the longer span shows; figures come before names of equal length
    for first, last, piece in sorted(spans, key=lambda span: (span[0], -span[1])):
        if first < at or last > end or first >= last:
            continue
        if at < first:
            yield Piece(text[at - start : first - start])
        shown = text[first - start : last - start]
        yield Piece(shown, piece.figure, piece.entity, piece.type, piece.title)
        at = last
    if at < end:
        yield Piece(text[at - start :])

"""One processed document in, its annotation out: the labels' format, with raw bytes beside each text."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Any, Final
from urllib.parse import unquote, urlsplit

import numpy as np

from kouan.evaluation.structure import break_in
from kouan.model.article import Article, Block, RepairKind
from kouan.model.facts import Entity, Metric
from kouan.model.ledger import Ledger
from kouan.model.processed import Cleaned, ProcessedDocument, Story
from kouan.segmentation.repairs import Occurrence, occurrences

_PAIR: Final = re.compile(r"\[\s+(\d+),\s+(\d+)\s+\]")
_PAIRS: Final = re.compile(r"\[\s+\[\d+, \d+\](?:,\s+\[\d+, \d+\])*\s+\]")


def annotation(document: ProcessedDocument) -> dict[str, Any]:
    """The document as a labelled file says it; `start` and `end` are bytes of the raw document.

    Stories of one document stand one after another; the head of the page is that of the first. Where there are
    several, `items` lists them, and each block, entity and figure says to which it belongs (`item`, `items`: from 0).
    """
    cleaned = document.cleaned
    stories = document.stories
    article = stories[0].article if stories else None
    several = len(stories) > 1
    return {
        "doc": name_of(document.source.location),
        "script": cleaned.script.value,
        "title": article and article.title,
        "subtitle": article and article.subtitle,
        "published_at": article and _stamp(article.published_at),
        "source": article and article.source,
        "authors": list(article.authors) if article else [],
        **({"items": [_item(one.article, cleaned.ledger) for one in stories]} if several else {}),
        "blocks": _numbered(
            (_blocks(story.article.blocks, cleaned.ledger) for story in stories), several=several
        ),
        "removed": list(_removed(cleaned)),
        "repairs": _repairs(cleaned),
        "entities": _entities(stories),
        "metrics": _numbered(
            (_metrics(story.metrics, cleaned.ledger) for story in stories), several=several
        ),
    }


def as_text(labels: Mapping[str, Any]) -> str:
    """Labels or an annotation as a file holds them: a value a line, but a place (two numbers) as one."""
    text = json.dumps(labels, ensure_ascii=False, indent=1)
    text = _PAIR.sub(r"[\1, \2]", text)
    return (
        _PAIRS.sub(
            lambda found: re.sub(r"\s*\n\s*", " ", found[0]).replace("[ ", "[").replace(" ]", "]"),
            text,
        )
        + "\n"
    )


def name_of(location: str) -> str:
    """The file name in a location (a path, or a URL without its query)."""
    return PurePosixPath(unquote(urlsplit(location).path) if "://" in location else location).name


def number_of(value: Decimal | None) -> int | float | None:
    """A figure as a JSON number: an integer where it is one, else the shortest decimal that reads the same.

    >>> number_of(Decimal("250000.00")), number_of(Decimal("0.25")), number_of(None)
    (250000, 0.25, None)
    """
    if value is None or not value.is_finite():
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _stamp(published_at: str | None) -> str | None:
    """`YYYY-MM-DD[THH:MM:SS]`: a zone or a fraction of a second is no part of it."""
    return published_at and published_at[:19]


def _item(article: Article, ledger: Ledger) -> dict[str, Any]:
    """What one of several stories says of itself, and the bytes from its title to its last block."""
    spans = [(block.start, block.end) for block in article.blocks]
    if article.title is not None:
        spans.insert(0, (article.title_start, article.title_end))
    first, last = ledger.origin(spans[0][0], spans[-1][1])
    return {
        "item_key": article.item_key,
        "column": article.column,
        "title": article.title,
        "subtitle": article.subtitle,
        "published_at": _stamp(article.published_at),
        "source": article.source,
        "authors": list(article.authors),
        "start": first,
        "end": last,
    }


def _numbered(
    stories: Iterable[Iterator[dict[str, Any]]], *, several: bool
) -> list[dict[str, Any]]:
    """The records of all stories; where there are several, each says of which it is."""
    return [
        {**record, "item": number} if several else record
        for number, records in enumerate(stories)
        for record in records
    ]


def _blocks(blocks: Sequence[Block], ledger: Ledger) -> Iterator[dict[str, Any]]:
    for block, place in zip(blocks, _places(blocks, ledger), strict=True):
        yield {"role": block.role.value, "text": block.text, **place}


def _metrics(metrics: Sequence[Metric], ledger: Ledger) -> Iterator[dict[str, Any]]:
    for metric, place in zip(metrics, _places(metrics, ledger), strict=True):
        yield {
            "surface": metric.surface,
            "sentence": metric.sentence,
            "subject": metric.subject,
            "indicator": metric.indicator,
            "value": number_of(metric.value),
            "value_max": number_of(metric.value_max),
            "unit": metric.unit,
            "bound": metric.bound.value,
            "kind": metric.kind.value,
            "period": metric.period,
            **place,
        }


def _places(spans: Sequence[Block] | Sequence[Metric], ledger: Ledger) -> list[dict[str, int]]:
    """The raw bytes of spans of the clean text."""
    first, last = ledger.origins(
        np.array([span.start for span in spans], np.int64),
        np.array([span.end for span in spans], np.int64),
    )
    return [
        {"start": start, "end": end}
        for start, end in zip(first.tolist(), last.tolist(), strict=True)
    ]


def _removed(cleaned: Cleaned) -> Iterator[dict[str, Any]]:
    """What was taken out, raw; neighbours of one kind with nothing but white space between are one record."""
    decoded, ledger = cleaned.decoding.text, cleaned.ledger
    merged: list[tuple[str, int, int]] = []
    for kind, start, end in _stretches(cleaned):
        text = decoded[start:end]
        head = start + len(text) - len(text.lstrip())
        tail = head + len(text.strip())
        if head == tail:
            continue
        if merged and merged[-1][0] == kind and not decoded[merged[-1][2] : head].strip():
            merged[-1] = (kind, merged[-1][1], tail)
        else:
            merged.append((kind, head, tail))
    for kind, start, end in merged:
        first, last = ledger.byte_span(start, end)
        yield {"kind": kind, "text": decoded[start:end], "start": first, "end": last}


def _stretches(cleaned: Cleaned) -> Iterator[tuple[str, int, int]]:
    """Removed stretches of the decoded text in order, each with its innermost removal's kind.

    A removal may span an earlier one: the line break it begins with stood before what was gone already.
    """
    ledger = cleaned.ledger
    spans = [
        (str(one.kind), _decoded_at(ledger, one.raw_start), _decoded_at(ledger, one.raw_end))
        for one in cleaned.removals
    ]
    owner = np.full(ledger.decoded_length + 1, -1, np.int64)
    for number in sorted(range(len(spans)), key=lambda number: spans[number][1] - spans[number][2]):
        _, start, end = spans[number]
        owner[start:end] = number
    edges = [0, *(np.flatnonzero(np.diff(owner)) + 1).tolist(), len(owner)]
    for start, end in pairwise(edges):
        if owner[start] >= 0:
            yield spans[owner[start]][0], start, end


def _decoded_at(ledger: Ledger, byte: int) -> int:
    """The code point of the decoded text that begins at a byte of the document, or the next one."""
    return bisect_left(
        range(ledger.decoded_length), byte, key=lambda at: ledger.byte_span(at, at)[0]
    )


def _repairs(cleaned: Cleaned) -> list[dict[str, Any]]:
    """The records of the repairs with the places of all occurrences, in the order of the first."""
    found: dict[tuple[str, str], list[Occurrence]] = {}
    for one in occurrences(cleaned):
        found.setdefault((one.kind, one.before), []).append(one)
    records = []
    for made in found.values():
        made.sort(key=lambda one: (one.start, one.end))
        places = [list(cleaned.ledger.byte_span(one.start, one.end)) for one in made]
        first = made[0]
        records.append(
            {
                "kind": first.kind,
                "before": first.before,
                "after": first.after,
                "count": len(made),
                "start": places[0][0],
                "end": places[0][1],
                "places": places,
                **_breaks(made, cleaned),
            }
        )
    return sorted(records, key=lambda record: (record["start"], record["end"]))


def _breaks(made: Sequence[Occurrence], cleaned: Cleaned) -> dict[str, list[list[int]]]:
    """Where the lines were broken that were joined: the line break alone, without the words around it."""
    if made[0].kind != RepairKind.BROKEN_PARAGRAPH:
        return {}
    spans = [(one.start, span) for one in made if (span := break_in(one.before))]
    return {
        "breaks": [
            list(cleaned.ledger.byte_span(start + first, start + last))
            for start, (first, last) in spans
        ]
    }


def _entities(stories: Sequence[Story]) -> list[dict[str, Any]]:
    """One record for each name of a type, with its distinct surface forms."""
    surfaces: dict[tuple[str, str], dict[str, None]] = {}
    homes: dict[tuple[str, str], list[int]] = {}
    for number, story in enumerate(stories):
        for entity in story.entities:
            forms = surfaces.setdefault(_key(entity), {})
            forms.update(dict.fromkeys(entity.surfaces))
            homes.setdefault(_key(entity), []).append(number)
    return [
        {"name": key[1], "type": key[0], "mentions": list(forms)}
        | ({"items": list(dict.fromkeys(homes[key]))} if len(stories) > 1 else {})
        for key, forms in surfaces.items()
    ]


def _key(entity: Entity) -> tuple[str, str]:
    return entity.type.value, entity.name

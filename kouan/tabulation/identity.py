"""Ids of rows: what a thing is goes in, a digest that is the same on every machine and in every run comes out.

Those of articles stand in `kouan.model.identity`: publishing needs them too.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from kouan.model.batch import Batch
from kouan.model.facts import EntityType, Metric
from kouan.model.identity import said
from kouan.model.knowledge import digest_of


def mention_id(document_id: str, raw: tuple[int, int], type_: EntityType, *apart: str) -> str:
    """A place that names something; `apart` tells mentions with one raw span and type from each other."""
    return digest_of(document_id, *map(str, raw), type_.value, *apart)


def position_id(document_id: str, raw: tuple[int, int], person: str, post: str) -> str:
    """A place that says who holds which post."""
    return digest_of(document_id, *map(str, raw), person, post)


def fact_key(document_id: str, raw: tuple[int, int]) -> str:
    """A figure by its bytes alone: the same over all rules and versions."""
    return digest_of(document_id, *map(str, raw))


def metric_id(key: str, metric: Metric, of: str | None, *apart: str) -> str:
    """A figure with what was read from it, `of` the key of the figure it is about; `apart` tells equal readings of one raw span from each other."""
    values = (
        number(metric.value),
        number(metric.value_max),
        metric.unit,
        metric.bound.value,
        metric.kind.value,
        metric.indicator,
        metric.subject,
        metric.period,
        number(metric.resolution),
        metric.per_unit,
        metric.period_basis,
        metric.subject_basis,
        metric.measure,
        metric.modality,
        metric.indicator_id,
        metric.place,
        metric.partner,
        metric.reported_by,
        *metric.dimensions,
        metric.span,
        metric.form,
        metric.base,
        metric.base_period,
        metric.price_basis,
        of,
        metric.whole,
        metric.unit_base,
        number(metric.value_base),
        number(metric.value_max_base),
        metric.currency,
    )
    return digest_of(key, *map(said, values), *apart)


def number(value: Decimal | None) -> str | None:
    """A number as one spelling: 2, 2.0 and 2E0 are the same figure.

    >>> number(Decimal("2.50")), number(Decimal("2E2"))
    ('2.5', '200')
    """
    if value is None or not value.is_finite():
        return None
    sign, digits, exponent = value.as_tuple()
    written = "".join(map(str, digits)).lstrip("0")
    if not written:
        return "0"
    stripped = written.rstrip("0")
    exponent = int(exponent) + len(written) - len(stripped)
    return ("-" if sign else "") + _plain(stripped, exponent)


def _plain(digits: str, exponent: int) -> str:
    if exponent > 100 or exponent < -100:  # written out it would only be long
        return f"{digits}E{exponent}"
    if exponent >= 0:
        return digits + "0" * exponent
    padded = digits.rjust(1 - exponent, "0")
    return f"{padded[:exponent]}.{padded[exponent:]}"


def part_id(batch: Batch, state_digest: str) -> str:
    """A part by what goes into it: state, and each document with its place; equal ids hold equal rows."""
    return digest_of(state_digest, *_contents(batch))


def _contents(batch: Batch) -> Iterable[str]:
    for source, digest in zip(batch.sources, batch.digests, strict=True):
        yield from (
            source.location,
            digest,
            *map(said, (source.url, source.crawled_at, source.source)),
        )

"""Text in, what kouan reads in it out: the library for the Python user (`from kouan import clean, quantities`).

Each function takes a plain string, one document or one sentence (`clean` takes bytes too), and uses the words
as shipped; `knowledge` takes those of a project (`kouan.gathering.gather(folder)`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from functools import cache

from kouan.cleaning.pipeline import clean_batch
from kouan.extraction.amounts.quantities import quantities as find_quantities
from kouan.extraction.entities import find_entities
from kouan.extraction.metrics import find_metrics
from kouan.extraction.names.locations import location as find_location
from kouan.extraction.positions import find_positions
from kouan.extraction.time.periods import Period
from kouan.extraction.time.times import read_times
from kouan.gathering import gather
from kouan.language.numerals import numerals
from kouan.model.article import Article
from kouan.model.decoding import Decoding, Segment
from kouan.model.facts import Entity, Location, Metric, Position, Quantity
from kouan.model.knowledge import Knowledge
from kouan.model.processed import Cleaned
from kouan.reading.decoding import decode
from kouan.segmentation.articles import segment

__all__ = [
    "clean",
    "entities",
    "location",
    "metrics",
    "numerals",
    "periods",
    "positions",
    "quantities",
]


def clean(text: str | bytes, knowledge: Knowledge | None = None, source: str = "") -> Cleaned:
    """The document as kouan would release it: Simplified, without glosses, copies and the furniture of a page.

    The result is the clean text with everything that leads to it: its edits, what was taken out, what is
    only suspected, and the way back. Bytes are decoded first, whatever their encoding. `source` names whose page
    it is, where the knowledge holds approved templates.

    >>> cleaned = clean("檢驗(yàn)檢疫局的檢驗(yàn)員,正在檢驗(yàn)。")
    >>> cleaned.text
    '检验检疫局的检验员，正在检验。'
    >>> [(edit.rule, edit.start, edit.before, edit.after) for edit in cleaned.edits][2:5]
    [('gloss', 2, '(yàn)', ''), ('script', 7, '檢', '检'), ('script', 11, '檢', '检')]
    >>> cleaned.decoded_span(0, 2), cleaned.origin(0, 2)
    ((0, 2), (0, 6))
    >>> str(clean("霍爾果斯口岸".encode("big5")))
    '霍尔果斯口岸'
    """
    return _cleaned(text, knowledge or _shipped(), source)


def quantities(text: str, knowledge: Knowledge | None = None) -> tuple[Quantity, ...]:
    """Every number with its unit, as it stands in the text.

    >>> [(found.surface, str(found.value), found.unit) for found in quantities("日均出入境旅客25万余人次")]
    [('25万余人次', '250000', '人次')]
    """
    return find_quantities(_text(text), knowledge or _shipped())


def periods(
    text: str,
    reference: str | date | datetime | None = None,
    knowledge: Knowledge | None = None,
) -> tuple[Period, ...]:
    """Every time expression with its ISO period and its half-open instants, read against a day or an instant.

    Relative ones (今年, 上月, 下午3点) need the reference: the day of publication, or any date and time.
    `value` keeps to days; `first` and `until` go down to seconds, and `readings` hold all that it can mean.

    >>> [(found.surface, found.value) for found in periods("今年上半年增长5%", "2019-08-02")]
    [('今年上半年', '2019-01/2019-06')]
    >>> [found] = periods("明天下午3点开会", "2021-06-14")
    >>> found.value, found.first.isoformat(), found.until.isoformat()
    ('2021-06-15', '2021-06-15T15:00:00', '2021-06-15T16:00:00')

    Raises:
        ValueError: the reference is no date in ISO notation.
        TypeError: the reference is neither that nor a date or datetime.
    """
    if not isinstance(reference, str | date | None):  # an instant is a date too
        raise TypeError(
            f"a reference is a date, a datetime or a str like 2021-06-14, not {_sort(reference)}"
        )
    return read_times(_text(text), knowledge or _shipped(), reference)


def entities(text: str, knowledge: Knowledge | None = None) -> tuple[Entity, ...]:
    """The named entities of a document, with every mention; offsets are in `clean(text).text`.

    >>> [(found.name, found.type.value) for found in entities("记者在拱北口岸看到，旅客排队有序。")]
    [('拱北口岸', 'port')]
    """
    return tuple(
        entity for _, found, *_ in _articles(text, knowledge or _shipped()) for entity in found
    )


def positions(text: str, knowledge: Knowledge | None = None) -> tuple[Position, ...]:
    """Who a document says holds which post; offsets are in `clean(text).text`.

    >>> [(found.person, found.post, found.organization) for found in positions("拱北海关关长李志平说，通关快。")]
    [('李志平', '关长', '拱北海关')]
    """
    return tuple(
        position
        for article in _articles(text, knowledge or _shipped())
        for position in find_positions(*article)
    )


def location(text: str, knowledge: Knowledge | None = None) -> Location | None:
    """Where the place lies that an address or a name in Simplified characters tells: province, city, county by present names.

    >>> found = location("湖北省襄樊市老河口市")
    >>> found.province, found.city, found.county, found.code
    ('湖北省', '襄阳市', '老河口市', '420682')
    """
    return find_location(_text(text), knowledge or _shipped())


def metrics(text: str, knowledge: Knowledge | None = None) -> tuple[Metric, ...]:
    """The figures that a document states, each with what its sentence says of it; offsets are in `clean(text).text`.

    >>> amount, growth = metrics("2019年拱北口岸出入境旅客达1.45亿人次，同比增长5.7%。")
    >>> amount.surface, amount.kind.value, amount.measure.value, amount.subject, amount.period, amount.indicator_id
    ('1.45亿人次', 'level', 'flow', '拱北口岸', '2019', 'border_crossings')
    >>> growth.surface, growth.form.value, growth.base.value, growth.of_figure == (amount.start, amount.end)
    ('5.7%', 'pct', 'yoy', True)

    Figures that are stated together have each their own part; a plan is told from a fact, a share from its whole.

    >>> [(found.surface, found.dimensions) for found in metrics("进口和出口分别为3亿元和5亿元。")]
    [('3亿元', ('direction=import',)), ('5亿元', ('direction=export',))]
    >>> [(found.surface, found.modality.value, found.whole) for found in metrics("计划引进项目30个，占全市总数的两成。")]
    [('30个', 'target', None), ('两成', 'target', '全市总数')]
    """
    return tuple(
        metric
        for article in _articles(text, knowledge or _shipped())
        for metric in find_metrics(*article)
    )


def _articles(
    text: str, knowledge: Knowledge
) -> Iterator[tuple[Article, tuple[Entity, ...], Cleaned, Knowledge]]:
    """Each article of a document with its entities, and with what its other facts are found by."""
    document = _cleaned(text, knowledge)
    for article in segment(document, knowledge):
        yield article, find_entities(article, document, knowledge), document, knowledge


@cache
def _shipped() -> Knowledge:
    return gather()


def _text(given: str) -> str:
    """What was given, where it is text: a missing value of a table or bytes are told at once, with what to do."""
    if isinstance(given, str):
        return given
    if isinstance(given, bytes):
        raise TypeError("this takes a str, not bytes; clean(raw).text decodes them")
    raise TypeError(f"text is a str, not {_sort(given)}; leave missing values out")


def _sort(given: object) -> str:
    return "None" if given is None else f"{type(given).__name__} ({given!r:.40})"


def _cleaned(text: str | bytes, knowledge: Knowledge, source: str = "") -> Cleaned:
    """One document down the road of cleaning; lone surrogates and U+001E of a text become U+FFFD as in decoding."""
    if isinstance(text, bytes):
        return clean_batch([decode(text)], knowledge, [source])[0]
    text = (
        _text(text)
        .replace("\x1e", "\ufffd")
        .encode("utf-16-le", "surrogatepass")
        .decode("utf-16-le", "replace")
    )
    segments = (Segment(0, len(text), 0, len(text.encode()), "utf-8"),) if text else ()
    refusal = None if text.strip() else "empty"
    decoding = Decoding(text, "utf-8", 0.0, None, segments, refusal)
    return clean_batch([decoding], knowledge, [source])[0]

"""Expectations for Chinese text in anyone's Great Expectations: a frame with a text column in, the rows at fault out.

    from expectations.chinese_text import ExpectColumnValuesToBeCleanChinese

    suite.add_expectation(ExpectColumnValuesToBeCleanChinese(column="text", mostly=0.99))

They ask the public functions of kouan, text by text (about a millisecond each), and run on pandas batches.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, ClassVar

from great_expectations.execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import ColumnMapExpectation
from great_expectations.expectations.metrics import (
    ColumnMapMetricProvider,
    column_condition_partial,
)

from kouan import clean, quantities

HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
#: A bracket that may hold the reading of the character before it; whether it does, kouan decides.
READING = re.compile(
    "(?<=[\u3400-\u4dbf\u4e00-\u9fff])[(（][a-zü\u00e0-\u00fc\u0101-\u01dcɑ]{1,6}[)）]"
)
#: Lost in decoding, of a private font, or the two classic remains of a buffer read as GBK.
LOST = re.compile("[\ufffd\ue000-\uf8ff]|锟斤拷|烫烫烫")
HALF_WIDTH = re.compile("[\u3400-\u4dbf\u4e00-\u9fff][,;:?!][\u3400-\u4dbf\u4e00-\u9fff]")


def is_clean(text: str) -> bool:
    """Kouan would change nothing in the text."""
    return bool(clean(text).text == text)


def has_no_gloss(text: str) -> bool:
    """No reading in pinyin stands in brackets behind its character: 檢驗(yàn); (FDA) and (地区) are none."""
    readings = {found[0] for found in READING.finditer(text)}
    if not readings:
        return True
    cleaned = clean(text).text
    return all(cleaned.count(reading) >= text.count(reading) for reading in readings)


def is_simplified(text: str) -> bool:
    """Every Chinese character is one that Simplified text is written with."""
    return all(_is_simplified(character) for character in set(HAN.findall(text)))


@cache
def _is_simplified(character: str) -> bool:
    return bool(clean(character).text == character)


def has_no_lost_character(text: str) -> bool:
    """No character was lost in decoding: no U+FFFD, none of a private font, no 锟斤拷."""
    return LOST.search(text) is None


def has_chinese_punctuation(text: str) -> bool:
    """No half-width mark stands between two Chinese characters."""
    return HALF_WIDTH.search(text) is None


def states_a_quantity(text: str) -> bool:
    """The text states a number with its unit."""
    return bool(quantities(text))


class _TextMetric(ColumnMapMetricProvider):
    """One judgment of a text as a metric of Great Expectations; other values than text do not pass."""

    judge: ClassVar[staticmethod[[str], bool]]

    @column_condition_partial(engine=PandasExecutionEngine)
    def _pandas(cls, column: Any, **_: Any) -> Any:  # noqa: N805 -- called with the class
        return column.map(lambda value: isinstance(value, str) and cls.judge(value)).astype(bool)


class _CleanMetric(_TextMetric):
    condition_metric_name = "column_values.chinese_text.clean"
    judge = staticmethod(is_clean)


class _GlossMetric(_TextMetric):
    condition_metric_name = "column_values.chinese_text.no_gloss"
    judge = staticmethod(has_no_gloss)


class _SimplifiedMetric(_TextMetric):
    condition_metric_name = "column_values.chinese_text.simplified"
    judge = staticmethod(is_simplified)


class _LostMetric(_TextMetric):
    condition_metric_name = "column_values.chinese_text.no_lost_character"
    judge = staticmethod(has_no_lost_character)


class _PunctuationMetric(_TextMetric):
    condition_metric_name = "column_values.chinese_text.punctuation"
    judge = staticmethod(has_chinese_punctuation)


class _QuantityMetric(_TextMetric):
    condition_metric_name = "column_values.chinese_text.quantity"
    judge = staticmethod(states_a_quantity)


class ExpectColumnValuesToBeCleanChinese(ColumnMapExpectation):
    """Expect text as kouan would release it: cleaning it again changes nothing."""

    map_metric = _CleanMetric.condition_metric_name


class ExpectColumnValuesToHaveNoGlosses(ColumnMapExpectation):
    """Expect no reading in pinyin in brackets behind its character."""

    map_metric = _GlossMetric.condition_metric_name


class ExpectColumnValuesToBeSimplified(ColumnMapExpectation):
    """Expect no Traditional character."""

    map_metric = _SimplifiedMetric.condition_metric_name


class ExpectColumnValuesToHaveNoLostCharacters(ColumnMapExpectation):
    """Expect no character that was lost in decoding."""

    map_metric = _LostMetric.condition_metric_name


class ExpectColumnValuesToHaveChinesePunctuation(ColumnMapExpectation):
    """Expect full-width marks between Chinese characters."""

    map_metric = _PunctuationMetric.condition_metric_name


class ExpectColumnValuesToStateAQuantity(ColumnMapExpectation):
    """Expect a number with its unit in every text."""

    map_metric = _QuantityMetric.condition_metric_name

"""The pack of expectations for other people's frames, in a plain Great Expectations of theirs."""

from __future__ import annotations

import great_expectations as gx
import pandas as pd
import pytest
from great_expectations.expectations.expectation import ColumnMapExpectation

from expectations import chinese_text as pack

CLEAN = "去年，霍尔果斯口岸出入境人员达586万人次。"

CASES: list[tuple[type[ColumnMapExpectation], list[str], list[str]]] = [
    (pack.ExpectColumnValuesToBeCleanChinese, [CLEAN, "海关（含边检）查验了8票货物。"], ["檢驗檢疫局", "口岸&nbsp;通关", "海关,边检"]),
    (pack.ExpectColumnValuesToHaveNoGlosses, [CLEAN, "美国食品药品监督管理局(FDA)", "国家(地区)"], ["檢驗(yàn)檢疫局", "機(jī)制"]),
    (pack.ExpectColumnValuesToBeSimplified, [CLEAN, "FDA 2019"], ["出入境邊防檢查站", "口岸联檢单位"]),
    (pack.ExpectColumnValuesToHaveNoLostCharacters, [CLEAN], ["口\ufffd", "锟斤拷锟斤拷", "\ue5e5通关"]),
    (pack.ExpectColumnValuesToHaveChinesePunctuation, [CLEAN, "9:50开关验放", "A,B两区"], ["严守把关,担负任务"]),
    (pack.ExpectColumnValuesToStateAQuantity, [CLEAN, "排队不超过30分钟"], ["口岸通关顺畅"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("expectation", "good", "bad"), CASES, ids=lambda value: getattr(value, "__name__", "")
)
@pytest.mark.parametrize("dtype", ["object", "str"])
def test_rows_at_fault_are_found_by_their_index(
    expectation: type[ColumnMapExpectation], good: list[str], bad: list[str], dtype: str
) -> None:
    frame = pd.DataFrame({"text": pd.Series([*good, None, *bad], dtype=dtype)})
    context = gx.get_context(mode="ephemeral")
    asset = context.data_sources.add_pandas("theirs").add_dataframe_asset("pages")
    batch = asset.add_batch_definition_whole_dataframe("all").get_batch({"dataframe": frame})
    result = batch.validate(expectation(column="text"), result_format="COMPLETE")
    assert not result.exception_info.get("raised_exception"), result.exception_info
    assert result.result["unexpected_index_list"] == [
        len(good) + 1 + number for number in range(len(bad))
    ]


def test_mostly_works_as_in_any_expectation() -> None:
    frame = pd.DataFrame({"text": [CLEAN] * 9 + ["檢驗"]})
    context = gx.get_context(mode="ephemeral")
    asset = context.data_sources.add_pandas("theirs").add_dataframe_asset("pages")
    batch = asset.add_batch_definition_whole_dataframe("all").get_batch({"dataframe": frame})
    assert batch.validate(pack.ExpectColumnValuesToBeSimplified(column="text", mostly=0.9)).success
    assert not batch.validate(
        pack.ExpectColumnValuesToBeSimplified(column="text", mostly=0.95)
    ).success


def test_nothing_raises_on_hostile_text() -> None:
    for text in ("", "\x1e", "(" * 5000, "验(" + "a" * 10000, "\ud800", "口,岸" * 2000):
        for judge in (
            pack.is_clean,
            pack.has_no_gloss,
            pack.is_simplified,
            pack.has_no_lost_character,
            pack.has_chinese_punctuation,
            pack.states_a_quantity,
        ):
            assert isinstance(judge(text), bool)

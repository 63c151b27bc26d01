"""Brackets with their partners and bars among bars are no trail bytes: {甲,乙,丙} was written {甲,乙,北鹽 beside a line in Cantonese."""

import numpy as np
import pytest
from growth import is_linear

from kouan import clean
from kouan.cleaning.mojibake.crowds import are_paired
from kouan.model.characters import codes_of


@pytest.mark.parametrize("beside", ["粤语：佢哋喺度做緊嘢。", "本文說明用法。", "本文说明用法。"])
@pytest.mark.parametrize(
    "line",
    [
        "集合 {甲,乙,丙}，数组。",
        "输入 {姓名,电话,丁}，提交。",
        "见表[乙]，附后。",
        "参数 [甲|乙|丙]，任选。",
        "命令 {启动|停止|戊}。",
        "口岸{子}，母",
        "变量${己}，值",
    ],
)
def test_marks_in_pairs_are_meant(line: str, beside: str) -> None:
    document = clean(f"{line}\n\n{beside}\n")
    assert not [one for one in document.edits if one.rule == "misread_bytes"]
    assert not [one for one in document.suspicions if one.rule == "misread_bytes"]


@pytest.mark.parametrize(
    ("text", "paired"),
    [
        ("甲{乙}丙", [1, 3]),
        ("甲{乙\n丙}丁", []),
        ("甲}乙{丙", []),
        ("甲[乙}丙", []),
        ("甲|乙|丙", [1, 3]),
        ("甲|乙", []),
        ("甲{" + "乙" * 80 + "}丙", []),
        ("[[甲]", [0, 1, 3]),
    ],
)
def test_a_partner_stands_near_on_the_same_line(text: str, paired: list[int]) -> None:
    codes = codes_of(text)
    at = np.arange(len(codes))
    assert np.flatnonzero(are_paired(codes, at)).tolist() == paired


@pytest.mark.parametrize("piece", ["甲{", "甲}", "甲|", "甲[乙]", "佢{哋|"])
def test_brackets_take_time_that_grows_with_them(piece: str) -> None:
    assert is_linear(lambda length: clean(piece * (length // len(piece))), 60_000)

"""The expressions that tell growths, ways, days of being told and broken numbers apart take time in proportion to the text."""

from __future__ import annotations

import pytest
from growth import is_search_linear

from kouan.cleaning.rules import broken_decimal, encoded_word
from kouan.extraction.amounts import put_right
from kouan.extraction.figures import changes, indicators, kinds, narrowing, relations
from kouan.extraction.names import quoted_houses
from kouan.extraction.parties import beside, listed, others, topics
from kouan.extraction.time import bases, elsewhen, lasting, passages
from kouan.model.expression import Expression

#: An expression and what almost fits it, again and again.
CASES = [
    (indicators._GROWN, "比较甲乙丙丁戊己庚辛"),
    (indicators._GROWN, "同比分别"),
    (indicators._POINT, "- "),
    (relations._LISTED_GROWTH, "，和同比"),
    (relations._SET_AGAINST, "较甲乙丙"),
    (relations._SET_AGAINST, "比甲年乙"),
    (relations._OPENING, "但同时"),
    (put_right._PUT_RIGHT, "”系“甲"),
    (listed._SHARE_OF, "9万（"),
    (listed._FIGURE, "9万（占"),
    (listed._SAID_OF, "甲9乙（"),
    (passages._BESIDE, "份的同期的升幅"),
    (narrowing._WAY, "经由过罗湖"),
    (bases._REPORTED, "，记者从"),
    (broken_decimal.NUMBER, "1 . "),
    (broken_decimal.POINTED, "123456. "),
    (changes._BOTH, "同比、环比"),
    (kinds._AGAINST_ONLY, "9 同比"),
    (kinds._FROM_LEVEL, "高于同期"),
    (kinds._FROM_LEVEL, "超过多于水位"),
    (elsewhen._BY_RULE, "按照《甲法》规定"),
    (elsewhen._BY_RULE, "根据民法典"),
    (lasting._FOR_DAYS, "起连续三"),
    (lasting._FOR_DAYS, "开始，将连续"),
    (others._DONE_TO, "抓获了"),
    (beside._ASIDE, "高于领先"),
    (topics._PAYS, "共同投资约"),
    (quoted_houses._NAMED, "阿福鸡"),
    (broken_decimal.NUMBER, "123456"),
    (encoded_word.RUN, "=?utf-8?B?5Y+j?="),
    (encoded_word.RUN, "=?utf-8?B?"),
]


@pytest.mark.parametrize(("expression", "piece"), CASES)
def test_a_search_takes_time_in_proportion(expression: Expression, piece: str) -> None:
    assert is_search_linear(expression, piece)

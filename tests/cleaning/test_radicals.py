"""Text whose characters stand in the code points of radicals reads as the text that was meant."""

from __future__ import annotations

import unicodedata

import pytest

from kouan import clean, entities, metrics
from kouan.cleaning.rules.radical_form import CHARACTER, FIRST, KANGXI, STOP, SUPPLEMENT

#: A font draws both alike, so a printer of pages takes the one for the other wherever it can.
RADICAL = {
    chr(CHARACTER[code - FIRST]): chr(code)
    for code in range(FIRST, STOP)
    if CHARACTER[code - FIRST]
}

TEXTS = (
    "2023年1月11日\n\n2022年，厦门港完成货物吞吐量2.19亿吨，同比下降3.6%；外贸比重为一半。",
    "2021年3月2日\n\n青岛口岸1月出入境人员3.2万人次，比上年同月增长8%，其中飞机旅客六成。",
    "2019年8月9日\n\n大连海关关长马文龙说，进口木片和黄豆20万吨，日均通关车辆300余辆次。",
)


@pytest.mark.parametrize("text", TEXTS)
def test_figures_and_names_are_those_of_the_plain_text(text: str) -> None:
    # ⽐上年增⻓8% was a share, and 厦⻔港 nobody's name
    disguised = "".join(RADICAL.get(character, character) for character in text)
    assert disguised != text
    assert clean(disguised).text == clean(text).text
    assert metrics(disguised) == metrics(text)
    assert [found.name for found in entities(disguised)] == [found.name for found in entities(text)]


def test_a_radical_that_unicode_equals_to_a_character_is_written_as_that_one() -> None:
    for code in [*range(KANGXI, STOP), *map(ord, SUPPLEMENT)]:
        equal = unicodedata.normalize("NFKC", chr(code))
        assert equal in (chr(code), chr(CHARACTER[code - FIRST]))

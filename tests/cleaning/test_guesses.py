"""A repair says which characters it put in unseen, and the clean text knows them to the end of the road."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kouan.cleaning.pipeline import clean_batch
from kouan.cleaning.rule import rule
from kouan.gathering import gather
from kouan.model.article import DamageState
from kouan.model.edits import Edit
from kouan.model.processed import Cleaned
from kouan.reading.decoding import decode


@rule("half_seen", kind="mojibake", examples={"〓〓": "海關"}, keeps=["海關"])
def half_seen(text: str) -> Iterator[Edit]:
    """Write 海關 for two signs, and own up to the second character."""
    at = text.find("〓〓")
    if at >= 0:
        yield Edit(at, at + 2, "海關", 0.9, guessed=(1,))


def cleaned(text: str) -> Cleaned:
    knowledge = replace(gather(), rules=(replace(half_seen, after="misread_bytes"),), digest="own")
    return clean_batch([decode(text.encode())], knowledge)[0]


def test_a_guessed_character_is_found_in_the_clean_text_behind_later_passes() -> None:
    document = cleaned("檢驗(yàn)檢疫局,在〓〓檢驗(yàn)放行貨物。\n")
    (damage,) = document.damages
    assert document.clean == "检验检疫局，在海关检验放行货物。\n"
    assert document.clean[damage.start : damage.end] == "关"
    assert (damage.rule, damage.state) == ("half_seen", DamageState.GUESSED)


def test_a_guess_that_went_with_its_block_is_no_damage() -> None:
    page = "罗湖口岸日均出入境旅客高达二十五万余人次，〓〓人员忙而不乱。\n"
    assert len(cleaned(page).damages) == 1
    assert (
        cleaned(
            "正文在此，说的是口岸。\n版权声明：凡本网注明来源的〓〓作品，未经授权不得转载。\n"
        ).damages
        == ()
    )

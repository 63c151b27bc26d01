"""Signatures: the same for the same words, alike for what is alike, whatever stands beside them."""

import numpy as np
from comparison.stories import edited, story
from hypothesis import given
from hypothesis import strategies as st

from kouan.comparison.shingles import shared, shingles
from kouan.comparison.signatures import BANDS, sign

TEXTS = st.lists(st.text(alphabet="口岸海关25,，。 \n\x1eAa𠮷", max_size=120), max_size=6)


@given(TEXTS)
def test_a_text_is_signed_alike_alone_and_among_others(texts: list[str]) -> None:
    together, compared = sign(texts)
    for number, text in enumerate(texts):
        alone, is_compared = sign([text])
        assert (alone[0] == together[number]).all()
        assert is_compared[0] == compared[number]


@given(st.text(alphabet="口岸海关25aB𠮷", min_size=5, max_size=80), st.integers(0, 80))
def test_marks_and_blanks_and_letter_case_change_no_shingle(text: str, at: int) -> None:
    other = (text[:at] + "，\n 。" + text[at:]).upper()
    made = shingles([text, other])
    assert made.distinct(0).tolist() == made.distinct(1).tolist()


def test_a_figure_is_part_of_its_shingles() -> None:
    made = shingles(["口岸客流达25万", "口岸客流达26万"])
    assert shared(made.distinct(0), made.distinct(1)) < len(made.distinct(0))


def test_a_text_that_says_too_little_is_not_compared() -> None:
    _, compared = sign(["口岸通关。", story(1), ""])
    assert compared.tolist() == [False, True, False]


def test_texts_that_share_half_of_their_shingles_share_a_band() -> None:
    stories = [story(seed) for seed in range(200)]
    copies = [edited(text, 0.05, seed) for seed, text in enumerate(stories)]
    rows, _ = sign([*stories, *copies])
    made = shingles([*stories, *copies])
    met = alike = 0
    for number in range(len(stories)):
        one, other = made.distinct(number), made.distinct(number + len(stories))
        common = shared(one, other)
        if common / (len(one) + len(other) - common) >= 0.5:
            alike += 1
            met += bool((rows[number, :BANDS] == rows[number + len(stories), :BANDS]).any())
    assert alike > 100
    assert met >= 0.97 * alike


def test_strangers_hardly_ever_share_a_band() -> None:
    rows, _ = sign([story(seed) for seed in range(300)])
    doubles = sum(len(rows) - len(np.unique(rows[:, band])) for band in range(BANDS))
    assert doubles < len(rows) / 10

"""A text spelled with one character for each figure, and where each of them was read."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kouan.language.figures import Alphabet, figures, places

MIXED = st.text(alphabet="口岸增长下降一二十万2５5.,，%％- 年月\n\U000f0001\ufffda", max_size=60)


@given(MIXED)
def test_every_character_of_a_spelled_text_has_its_place(text: str) -> None:
    read = places(text)
    assert len(read) == len(Alphabet().spell(text))
    assert all(first < stop for first, stop in read)
    assert all(stop <= later for (_, stop), (later, _) in pairwise(read))


@given(MIXED)
def test_figures_stand_in_order_and_where_they_say(text: str) -> None:
    found = list(figures(text))
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= later.start for one, later in pairwise(found))

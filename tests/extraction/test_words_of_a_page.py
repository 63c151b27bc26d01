"""A page is parted by the words that stand in it as by all words of the dictionary, and the table they are looked up in is whole."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kouan.extraction import dictionary
from kouan.extraction.dictionary import LONGEST, TABLE, Segmenter, Table, read, table_of, write

WORDS = {
    "口岸": (40, "s"),
    "海": (9, "n"),
    "海关": (30, "n"),
    "边防检查站": (3, "nt"),
    "T恤": (2, "n"),
    "中华人民共和国": (12, "ns"),
    "长" * LONGEST: (1, "nz"),
}
PAGE = "记者从拱北海关获悉，今年前5个月，珠海口岸进出口总值达1,234.5亿元，同比增长3.2%。T恤和卡拉OK、𠮷野家。\n"


@cache
def shipped() -> Table:
    return read((files("kouan.extraction") / TABLE).read_bytes())


@cache
def whole() -> Any:
    """The segmenter with all its words."""
    return dictionary._library().Jieba()


def few(*texts: str) -> list[list[tuple[str, str]]]:
    """What a segmenter makes of texts that learns the words of each when it comes."""
    segmenter = Segmenter(shipped(), dictionary._library())
    return [segmenter.tag(text) for text in texts]


@settings(max_examples=30)
@given(
    st.lists(
        st.text("口岸海关边防检查站中华人民共和国的了T恤oOkK3.5%，。 \n𠮷\U0010fffd\U0010fffc"),
        max_size=4,
    )
)
@example([PAGE, PAGE[3:9], "的士高", PAGE * 3])
def test_words_of_a_page_alone_part_it_as_all_words_do(texts: list[str]) -> None:
    assert few(*texts) == [whole().tag(text) for text in texts]


def test_a_table_holds_the_words_it_was_made_of_and_finds_them_anywhere() -> None:
    table = read(write(table_of(WORDS, "1")))
    found = {word.surface: (word.frequency, word.tag) for word in table.words_in("𠮷".join(WORDS))}
    assert found == WORDS
    assert (table.total, table.release) == (97, "1")
    assert {word.surface for word in table.words_in("海口岸边防检查")} == {"口岸", "海"}


def test_two_words_with_one_key_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dictionary, "_FACTOR", 0 * dictionary._FACTOR)
    with pytest.raises(ValueError, match="another word has its key"):
        table_of({"边防检查站": (1, "n"), "铁路检查站": (2, "n")}, "1")


def test_the_shipped_table_is_of_the_release_in_use() -> None:
    assert shipped().release == version("rjieba"), "run `make words`"


def test_another_release_and_many_pages_are_read_with_all_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(dictionary, "MANY", 100)
    library, scarce = dictionary._library(), table_of(WORDS, "1")
    assert Segmenter(scarce, library).tag(PAGE) != whole().tag(PAGE)
    assert Segmenter(scarce, library).tag(PAGE * 2) == whole().tag(PAGE * 2)
    monkeypatch.setattr(dictionary, "read", lambda content: scarce)
    monkeypatch.setattr(dictionary, "version", lambda name: "2")
    other = dictionary.segmenter.__wrapped__()
    assert other.tag(PAGE) == whole().tag(PAGE)


def test_what_is_no_table_says_how_to_make_one() -> None:
    with pytest.raises(ValueError, match="make words"):
        read(b"something else")


@pytest.mark.slow
def test_the_shipped_table_is_the_dictionary() -> None:
    pytest.importorskip("jieba")
    from flows.word_table import dictionary as listed
    from flows.word_table import made

    assert write(made()) == (files("kouan.extraction") / TABLE).read_bytes()
    assert all(whole().has_word(word) for word in listed())

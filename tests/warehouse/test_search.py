"""Search: what the index finds is what a reader of the texts would find, whatever came, changed and went."""

from functools import cache

import duckdb
import pytest
from batches import Page, already, ask, published
from hypothesis import given
from hypothesis import strategies as st

from warehouse.asking.query import QueryError, run_sql
from warehouse.changes import delete, update
from warehouse.connection import writer
from warehouse.migrate import migrate
from warehouse.search import index as search_index
from warehouse.search.articles import search
from warehouse.search.index import index_bytes, merge_index, remake_index, update_index
from warehouse.search.snippets import LENGTH, highlights, snippets_of
from warehouse.search.words import Filters, Term, parse_search
from warehouse.transaction import transaction


def page(name: str, title: str, body: str) -> Page:
    return Page(f"inbox/{name}.txt", title=title, body=body, names=(), figures=())


PAGES = (
    page("port", "拱北口岸通关提速", "旅客通关只需20秒，排队时间缩短一半。GDP增长5.7%。"),
    page("queue", "雨天出行", "罗湖口岸排队的人少了，时间也短了；通关很快。"),
    page(
        "train", "班列开行", "中欧班列K686次开行，口岸放行加快，海关通关。" + "沿线货物很多。" * 30
    ),
    page("river", "江上新桥", "大桥合龙，通车在即。"),
)


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    place = tmp_path_factory.mktemp("home")
    already(place, *PAGES)
    return place


def found(home, words, **filters):
    """The names of the articles, best first."""
    hits = search(home, parse_search(words), Filters(**filters)).hits
    return [hit.location.removeprefix("inbox/").removesuffix(".txt") for hit in hits]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("通关", {"port", "queue", "train"}),
        ("口岸 排队", {"port", "queue"}),  # all words are wanted
        ("排队时间", {"port"}),
        ("“排队时间”", {"port"}),
        ('"通关只需"', {"port"}),
        ("「时间缩短」", {"port"}),
        ("通关 -排队", {"train"}),
        ("口岸 -“排队时间”", {"queue", "train"}),
        ("合龙 OR 开行", {"river", "train"}),
        ("合龙 | 通关 -海关", {"river", "port", "queue"}),
        ("桥", {"river"}),  # one character, inside a run
        ("快", {"queue", "train"}),  # and at the end of one
        ("gdp", {"port"}),
        ("GDP", {"port"}),
        ("5.7", {"port"}),
        ("“5.7%”", {"port"}),
        ("“5.7万”", set()),
        ("k686", {"train"}),
        ("20秒", {"port"}),
        ("港口", set()),
    ],
)
def test_words_phrases_and_exclusions_find_what_says_so(home, words, names):
    assert set(found(home, words)) == names


def test_pairs_that_stand_apart_answer_a_word_but_no_phrase(tmp_path):
    published(tmp_path, page("apart", "题目", "口岸，通关"))
    assert found(tmp_path, "口岸通关") == []
    published(
        tmp_path,
        page("parts", "题目", "口岸，岸通，通关"),
        page("whole", "题目", "口岸通关"),
        run_id="run-2",
    )
    assert set(found(tmp_path, "口岸通关")) == {"parts", "whole"}
    assert found(tmp_path, "“口岸通关”") == ["whole"]


def test_a_word_of_the_title_weighs_more(home):
    assert found(home, "通关")[0] == "port"


def test_rare_words_weigh_more_than_common_ones(home):
    assert found(home, "海关 OR 通关")[0] == "train"


def test_a_search_for_nothing_is_told(home):
    for words in ("", "-通关", "“”"):
        with pytest.raises(QueryError, match="nothing is looked for"):
            parse_search(words)
    with pytest.raises(QueryError, match="no letter, character or number"):
        found(home, "，。")
    with pytest.raises(QueryError, match="more than 32 words"):
        parse_search(" ".join(map(str, range(40))))
    with pytest.raises(QueryError, match="at most 500"):
        parse_search("口岸" * 300)


def test_articles_are_kept_to_a_source_and_to_days(home):
    assert found(home, "通关", source="inbox/q") == ["queue"]
    assert found(home, "通关", until="2018-07-15") == []
    assert len(found(home, "通关", since="2018-07-16", until="2018-07-16")) == 3
    with pytest.raises(
        QueryError, match=r"^search: 'last week' is no day; write days as 2024-05-31$"
    ):
        found(home, "通关", since="last week")


def test_hostile_words_are_words(home):
    assert found(home, "'; DROP TABLE bigram; --") == []
    assert set(found(home, "通关% $text_0 ？")) == set()
    assert found(home, "通关% ？") == found(home, "通关")


def test_the_limit_cuts_the_hits_and_not_the_count(home):
    everything = search(home, parse_search("通关"), limit=1)
    assert (len(everything.hits), everything.total) == (1, 3)


def test_a_changed_page_is_found_by_its_new_words_alone(tmp_path):
    published(tmp_path, page("a", "甲", "拱北口岸"), page("b", "乙", "罗湖口岸"))
    published(tmp_path, page("a", "甲", "横琴口岸"), run_id="run-2")
    assert found(tmp_path, "拱北") == []
    assert found(tmp_path, "横琴") == ["a"]
    assert set(found(tmp_path, "口岸")) == {"a", "b"}


def test_publishing_what_is_there_adds_nothing_to_the_index(tmp_path):
    already(tmp_path, *PAGES)
    before = ask(tmp_path, "SELECT count(*), max(segment) FROM bigram")
    published(tmp_path, *PAGES, run_id="run-2")
    assert ask(tmp_path, "SELECT count(*), max(segment) FROM bigram") == before


def rows_of_the_index(home):
    """The index by article, whatever number and segment it has."""
    return ask(
        home,
        "SELECT token, article_id, frequency, title_frequency FROM"
        " (SELECT token, unnest(postings, recursive := true) FROM bigram)"
        " INNER JOIN indexed_article USING (number) ORDER BY ALL",
    )


@pytest.mark.slow
def test_an_index_that_grew_and_was_merged_is_the_one_that_is_made_at_once(tmp_path, monkeypatch):
    monkeypatch.setattr(search_index, "MANY", 2)
    for number, one in enumerate((PAGES[0], page("port", "改", "改了"), *PAGES), 1):
        published(tmp_path / "grown", one, run_id=f"run-{number}")
    published(tmp_path / "new", *PAGES)
    assert rows_of_the_index(tmp_path / "grown") == rows_of_the_index(tmp_path / "new")
    assert ask(tmp_path / "grown", "SELECT count(*) < 4 FROM bigram_segment") == [(True,)]


def test_merging_drops_what_was_closed_and_gives_no_number_twice(tmp_path):
    published(tmp_path, page("a", "甲", "拱北口岸"))
    published(tmp_path, page("a", "甲", "横琴口岸"), run_id="run-2")
    with transaction(tmp_path) as connection:
        assert merge_index(connection) == 2
    assert ("拱北",) not in ask(tmp_path, "SELECT token FROM bigram")
    assert ask(tmp_path, "SELECT number FROM indexed_article") == [(2,)]
    published(tmp_path, page("b", "乙", "罗湖口岸"), run_id="run-3")
    assert ask(tmp_path, "SELECT number FROM indexed_article ORDER BY ALL") == [(2,), (3,)]
    assert set(found(tmp_path, "口岸")) == {"a", "b"}


def test_an_archive_that_has_no_index_yet_gets_it_whole(tmp_path, monkeypatch):
    already(tmp_path, *PAGES)
    monkeypatch.setattr(search_index, "AT_ONCE", 3)
    before = rows_of_the_index(tmp_path)
    with transaction(tmp_path) as connection:
        for name in ("bigram", "bigram_segment", "indexed_article"):
            delete(connection, name, "true")
    assert rows_of_the_index(tmp_path) == []
    with pytest.raises(QueryError, match="before there was a search index"):
        found(tmp_path, "通关")
    with transaction(tmp_path) as connection:
        assert update_index(connection) == len(PAGES)
        assert update_index(connection) == 0
    assert rows_of_the_index(tmp_path) == before


def test_a_snapshot_of_facts_says_that_it_holds_no_text(tmp_path):
    already(tmp_path, *PAGES)
    with transaction(tmp_path, profile="facts") as connection:
        update(connection, "document", "crawled_at = NULL")
    with pytest.raises(QueryError, match="holds facts and no text"):
        found(tmp_path, "通关")


def test_an_index_made_anew_is_the_same_and_its_size_is_known(tmp_path):
    already(tmp_path, *PAGES)
    before = rows_of_the_index(tmp_path)
    with transaction(tmp_path) as connection:
        assert remake_index(connection) == len(PAGES)
    assert rows_of_the_index(tmp_path) == before
    with writer(tmp_path) as connection:
        assert index_bytes(connection, tmp_path) > 10_000
    assert not (tmp_path / "index.duckdb").exists()


TEXTS = st.text("口岸通关ab1 ，", max_size=12)
WORDS = st.text("口岸通关a1", min_size=1, max_size=4)


@given(text=TEXTS, word=WORDS)
def test_no_text_that_says_a_word_is_missed(text, word):
    """Unless it says it only inside of a longer word or number, which is one token."""
    if word in text and not is_only_inside(text, word):
        tokens = tokens_of(text)
        assert all(
            any(token == one or (token.startswith(one) and is_one_han(one)) for token in tokens)
            for one in asked_for(word)
        )


@given(text=TEXTS, word=st.text("口岸通关", min_size=1, max_size=2))
def test_one_or_two_characters_are_found_exactly_where_they_stand(text, word):
    (one,) = asked_for(word)
    tokens = tokens_of(text)
    assert (word in text) == any(
        token.startswith(one) if is_one_han(one) else token == one for token in tokens
    )


def is_one_han(token):
    return len(token) == 1 and not token.isascii()


def is_only_inside(text, word):
    at = text.find(word)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(word) : at + len(word) + 1]
        if not (word[0].isascii() and before.isalnum() and before.isascii()) and not (
            word[-1].isascii() and after.isalnum() and after.isascii()
        ):
            return False
        at = text.find(word, at + 1)
    return True


@cache
def database():
    connection = duckdb.connect()
    migrate(connection)
    return connection


def tokens_of(text):
    return database().execute("SELECT search_tokens($1)", [text]).fetchall()[0][0]


def asked_for(word):
    return database().execute("SELECT search_asked($1)", [word]).fetchall()[0][0]


def test_pairs_words_and_numbers_are_what_is_indexed():
    text = "国务院GDP增长5.7%，H1N1。"
    assert tokens_of(text) == ["国务", "务院", "院", "gdp", "增长", "长", "5.7", "h1n1"]
    assert (tokens_of(""), tokens_of("a" * 100)) == ([], ["a" * 64])
    assert asked_for("国务院的GDP增长") == sorted(["国务", "务院", "院的", "gdp", "增长"])
    assert asked_for("关。关") == ["关"]


def test_search_can_be_asked_in_sql(home):
    answer = run_sql(home, "SELECT title FROM search('通关 排队')")
    assert set(answer.rows) == {("拱北口岸通关提速",), ("雨天出行",)}
    assert run_sql(home, "SELECT location FROM search('快') ORDER BY 1").rows == (
        ("inbox/queue.txt",),
        ("inbox/train.txt",),
    )


def test_the_score_in_sql_is_that_of_the_command(home):
    hits = search(home, parse_search("通关 口岸")).hits
    rows = run_sql(home, "SELECT article_id, score FROM search('通关 口岸')").rows
    assert rows == tuple((hit.article_id, hit.score) for hit in hits)


def test_a_snippet_shows_the_words_where_they_stand(home):
    (hit,) = search(home, parse_search("排队时间")).hits
    (snippet,) = hit.snippets
    assert [snippet.text[slice(*span)] for span in snippet.spans] == ["排队时间"]
    sql = "SELECT text, start FROM block WHERE article_id = ? AND role = 'body'"
    ((text, start),) = ask(home, sql, hit.article_id)
    assert text[snippet.start - start :].startswith(snippet.text)


@given(text=st.text("口岸通关。，a", max_size=300), words=st.lists(WORDS, min_size=1, max_size=3))
def test_snippets_are_stretches_of_their_block_and_never_long(text, words):
    for snippet in snippets_of([("body", 7, text)], words):
        assert text[snippet.start - 7 :].startswith(snippet.text)
        assert len(snippet.text) <= LENGTH
        assert snippet.spans
        assert all(0 <= start < end <= len(snippet.text) for start, end in snippet.spans)


def test_letters_that_grow_when_small_do_not_move_the_highlights():
    assert highlights("İİ通关", ["通关"]) == ((2, 4),)


def test_terms_are_read_as_they_are_typed():
    asked = parse_search("通关 OR 放行 “排队 时间” -罗湖 OR 的")
    assert asked.clauses == (
        (Term("通关"), Term("放行")),
        (Term("排队 时间", True),),
        (Term("的"),),
    )
    assert asked.excluded == (Term("罗湖"),)

"""Sources as sources.csv says them, with what they were before; copies by bytes and repeats inside a document."""

from dataclasses import replace

from batches import Page, already, ask, document_of, processed_of, published, run_of

from kouan.model.article import Removal
from kouan.tabulation import part_id, tables, write_part
from warehouse.changes import insert
from warehouse.publish import publish
from warehouse.records import Findings, SourceRecord
from warehouse.transaction import transaction

OFFICIAL = SourceRecord("customs.example", "某海关", "official", "CC BY", "10 years", 0.05)
REST = SourceRecord("*")


def publish_with(home, *sources, number=1, pages=()):
    parts = []
    if pages:
        processed = processed_of(*pages)
        parts = [write_part(tables(processed, "s"), home / "parts", part_id(processed.batch, "s"))]
    return publish(home, parts, Findings(), [], run_of(f"run-{number}"), sources=sources)


def rows(home):
    return ask(
        home,
        "SELECT pattern, position, publisher, budget, valid_to IS NULL FROM source ORDER BY valid_from, position",
    )


def test_sources_are_written_as_the_file_says_them_and_blanks_are_null(tmp_path):
    publish_with(tmp_path, OFFICIAL, REST)
    assert rows(tmp_path) == [
        ("customs.example", 0, "某海关", 0.05, True),
        ("*", 1, None, None, True),
    ]
    assert ask(tmp_path, "SELECT tier FROM source WHERE pattern = '*'") == [(None,)]


def test_the_same_file_again_changes_no_row(tmp_path):
    publish_with(tmp_path, OFFICIAL, REST)
    before = ask(tmp_path, "FROM source")
    publish_with(tmp_path, OFFICIAL, REST, number=2)
    assert ask(tmp_path, "FROM source") == before


def test_a_changed_row_keeps_what_it_was_and_a_row_that_is_gone_ends(tmp_path):
    publish_with(tmp_path, OFFICIAL, REST)
    publish_with(tmp_path, replace(OFFICIAL, publisher="某关"), number=2)
    assert rows(tmp_path) == [
        ("customs.example", 0, "某海关", 0.05, False),
        ("*", 1, None, None, False),
        ("customs.example", 0, "某关", 0.05, True),
    ]
    assert ask(tmp_path, "SELECT publisher FROM current_source") == [("某关",)]


def test_a_publication_that_says_nothing_of_sources_leaves_them(tmp_path):
    publish_with(tmp_path, OFFICIAL)
    published(tmp_path, Page(), run_id="run-2")
    assert ask(tmp_path, "SELECT count(*) FROM current_source") == [(1,)]


def test_a_pattern_given_twice_is_one_row_the_first(tmp_path):
    publish_with(tmp_path, REST, replace(REST, publisher="二"))
    assert ask(tmp_path, "SELECT publisher FROM source") == [(None,)]


def copies(home):
    return ask(home, "SELECT kind, location, kept, similarity FROM duplicate ORDER BY location")


def test_equal_bytes_at_a_second_place_are_an_exact_copy_until_other_bytes_take_it(tmp_path):
    published(tmp_path, Page("a.txt"), Page("b.txt"))
    assert copies(tmp_path) == [("exact", "b.txt", "a.txt", 1.0)]
    before = ask(tmp_path, "FROM duplicate")
    published(tmp_path, Page("a.txt"), Page("b.txt"), run_id="run-2")
    assert ask(tmp_path, "FROM duplicate") == before
    published(tmp_path, Page("b.txt", title="另一篇"), run_id="run-3")
    assert copies(tmp_path) == []


def test_a_place_found_later_is_a_copy_too_and_the_first_place_is_kept(tmp_path):
    published(tmp_path, Page("b.txt"))
    document = document_of(Page("b.txt")).document_id
    published(tmp_path, run_id="run-2", locations={document: ["a.txt", "c.txt"]})
    assert copies(tmp_path) == [("exact", "b.txt", "a.txt", 1.0), ("exact", "c.txt", "a.txt", 1.0)]


def test_a_repeat_that_cleaning_took_out_is_a_copy_inside_its_document(tmp_path):
    document = document_of(Page())
    removal = Removal("duplicate_block", "repeated_block", "罗湖口岸", 5, 0, 12, 0.9)
    other = replace(removal, kind="dateline")
    cleaned = replace(document.cleaned, removals=(other, removal))
    published(tmp_path, replace(document, cleaned=cleaned))
    assert ask(tmp_path, "SELECT kind, position, similarity, reason FROM duplicate") == [
        ("inside", 1, 0.9, "taken out by repeated_block")
    ]
    published(tmp_path, document, run_id="run-2", state="state-2")
    assert copies(tmp_path) == []


def test_a_near_copy_that_comparison_wrote_stays(tmp_path):
    already(tmp_path, Page())
    with transaction(tmp_path) as connection:
        insert(
            connection,
            "duplicate",
            "SELECT 'd' AS duplicate_id, 'near' AS kind, article_id AS cluster, document_id, article_id, location,"
            " article_id AS kept, 0.9 AS similarity, 'alike' AS reason, 'run-1' AS run_id FROM article",
        )
    published(tmp_path, Page(title="另一题"), run_id="run-2")
    assert ask(tmp_path, "SELECT kind FROM duplicate") == [("near",)]

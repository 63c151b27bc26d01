"""Versions: what a new one changed, which figures it states otherwise, and how long names are met."""

from dataclasses import replace
from decimal import Decimal

import pytest
from batches import Page, already, ask, digest_of_rows, published
from hypothesis import given
from hypothesis import strategies as st

from kouan.model.facts import EntityType, MetricKind
from warehouse.publishing.article_changes import (
    _MATCHED,
    Difference,
    _matches,
    aligned,
    difference,
)

PAGE = Page("inbox/a.txt")
BODY = PAGE.body
MORE = replace(
    PAGE,
    body=BODY.replace("25万", "31万"),
    figures=(("31万余人次", "310000", "人次", MetricKind.RATE, "2018-07"), PAGE.figures[1]),
)


def figures(home):
    return ask(
        home,
        "SELECT kind, matched_by, old_surface, new_surface, changed FROM figure_change ORDER BY valid_from, position",
    )


def test_a_first_version_changes_nothing(tmp_path):
    already(tmp_path, PAGE)
    assert ask(tmp_path, "FROM article_change") == []
    assert figures(tmp_path) == []
    assert ask(tmp_path, "SELECT number, version_reason, figures_changed FROM article_version") == [
        (1, "page", None)
    ]


def test_a_changed_page_names_the_figure_that_changed(tmp_path):
    already(tmp_path, PAGE)
    published(tmp_path, MORE, run_id="run-2")
    assert figures(tmp_path) == [
        ("changed", "sentence", "25万余人次", "31万余人次", ["value", "surface"])
    ]
    assert ask(tmp_path, "SELECT old_value, new_value FROM figure_change") == [
        (Decimal(250000), Decimal(310000))
    ]
    (row,) = ask(
        tmp_path,
        "SELECT characters_added, characters_removed, blocks_changed, figures_added, figures_gone, figures_changed"
        " FROM article_change",
    )
    assert row == (2, 2, 1, 0, 0, 1)
    versions = ask(
        tmp_path,
        "SELECT number, version_reason, published_text, valid_to IS NULL FROM article_version ORDER BY 1",
    )
    assert versions == [(1, "page", "2018-07-16", False), (2, "page", "2018-07-16", True)]


def test_other_knowledge_over_the_same_bytes_names_what_it_reads_otherwise(tmp_path):
    already(tmp_path, PAGE)
    reread = replace(PAGE, figures=(PAGE.figures[0], ("8条", "8", "条", MetricKind.LEVEL, "2018")))
    published(tmp_path, reread, run_id="run-2", state="state-2")
    assert ask(tmp_path, "SELECT version_reason FROM current_article") == [("rules",)]
    assert figures(tmp_path) == [("changed", "bytes", "8条", "8条", ["period"])]
    assert ask(tmp_path, "SELECT characters_added, blocks_changed FROM article_change") == [(0, 0)]


@pytest.mark.slow
def test_figures_that_come_and_go_are_named(tmp_path):
    already(tmp_path, PAGE)
    other = replace(PAGE, body=BODY + "全年无休。", figures=PAGE.figures[:1])
    published(tmp_path, other, run_id="run-2")
    published(tmp_path, replace(PAGE, body=BODY + "全年无休。"), run_id="run-3", state="state-2")
    assert [(kind, old, new) for kind, _, old, new, _ in figures(tmp_path)] == [
        ("gone", "8条", None),
        ("added", None, "8条"),
    ]


def test_a_figure_moved_into_another_sentence_is_the_same_by_its_indicator(tmp_path):
    published(tmp_path, replace(PAGE, figures=PAGE.figures[:1]))
    moved = replace(
        PAGE,
        body="每天有27万余人次经罗湖口岸出入境，罗湖边检站说。",
        figures=(("27万余人次", "270000", "人次", MetricKind.RATE, "2018-07"),),
    )
    published(tmp_path, moved, run_id="run-2")
    ((kind, matched_by, old, new, _),) = figures(tmp_path)
    assert (kind, matched_by, old, new) == ("changed", "indicator", "25万余人次", "27万余人次")


@pytest.mark.slow
def test_a_page_that_was_held_for_a_while_comes_back_as_the_same_page(tmp_path):
    already(tmp_path, PAGE)
    published(tmp_path, replace(PAGE, refusal="nothing_but_page"), run_id="run-2", state="state-2")
    published(tmp_path, PAGE, run_id="run-3", state="state-3")
    assert ask(tmp_path, "SELECT version_reason FROM article ORDER BY valid_from") == [
        ("page",),
        ("rules",),
    ]
    assert ask(tmp_path, "SELECT characters_added + figures_changed FROM article_change") == [(0,)]


def names(home):
    return ask(home, "SELECT alias, documents, ended_at IS NULL FROM alias_history ORDER BY alias")


def test_a_name_that_is_met_no_more_stays_with_its_end(tmp_path):
    published(tmp_path, PAGE, Page("inbox/b.txt", title="另一篇", names=PAGE.names[:1]))
    assert names(tmp_path) == [
        ("罗湖出入境边防检查站", 1, True),
        ("罗湖口岸", 2, True),
        ("罗湖边检站", 1, True),
    ]
    published(tmp_path, replace(PAGE, title="改过", names=PAGE.names[:1]), run_id="run-2")
    assert names(tmp_path) == [
        ("罗湖出入境边防检查站", 0, False),
        ("罗湖口岸", 2, True),
        ("罗湖边检站", 0, False),
    ]
    assert ask(tmp_path, "SELECT DISTINCT alias FROM current_alias") == [("罗湖口岸",)]
    assert ask(tmp_path, "SELECT count(*) FROM entity_alias") == [(3,)]
    published(tmp_path, replace(PAGE, title="再改"), run_id="run-3")
    (row,) = ask(
        tmp_path,
        "SELECT documents, first_run_id, last_run_id, ended_at FROM alias_history WHERE alias = '罗湖边检站'",
    )
    assert row == (1, "run-1", "run-3", None)


@pytest.mark.slow
def test_publishing_again_moves_no_name_and_no_change(tmp_path):
    already(tmp_path, PAGE)
    published(tmp_path, MORE, run_id="run-2")
    before = digest_of_rows(tmp_path)
    published(tmp_path, MORE, run_id="run-3", state="state-2")
    told = "SELECT last_run_id, count(*) FROM alias_history GROUP BY ALL"
    assert ask(tmp_path, told) == [("run-2", 3)]
    published(tmp_path, MORE, run_id="run-4")
    assert ask(tmp_path, "SELECT count(*) FROM article_change") == [(1,)]
    assert before != ""


def test_the_history_of_names_is_filled_for_a_warehouse_of_before():
    import duckdb

    from warehouse.migrate import migrate, migrations

    connection = duckdb.connect()
    before = next(n for n, one in enumerate(migrations()) if one.name.endswith("_names.sql"))
    migrate(connection, migrations()[:before])
    connection.execute("INSERT INTO entity VALUES ('e', 'port', '罗湖口岸')")
    connection.execute("INSERT INTO entity_alias VALUES ('e', '罗湖口岸'), ('e', '罗湖')")
    for number, ended in ((1, "TIMESTAMP '2026-01-02'"), (2, "NULL")):
        connection.execute(
            "INSERT INTO article (article_id, valid_from, valid_to, version_reason, article_key, document_id, item_key,"
            " location, authors, script, characters, blocks, edits, suspicions, damaged_characters, residual_edits,"
            f" residual_glosses, residual_traditional, run_id) VALUES ('a{number}', TIMESTAMP '2026-01-0{number}',"
            f" {ended}, 'page', 'k', 'd{number}', '', 'x', [], 'hans', 0, 0, 0, 0, 0, 0, 0, 0, 'r{number}')"
        )
        surface = "罗湖" if number == 1 else "罗湖口岸"
        connection.execute(
            'INSERT INTO mention (mention_id, article_id, valid_from, document_id, entity_id, type, surface, confidence, "start", "end", raw_start, raw_end)'
            f" VALUES ('m{number}', 'a{number}', TIMESTAMP '2026-01-0{number}', 'd{number}', 'e', 'port', ?, 1, 0, 2, 0, 6)",
            [surface],
        )
    migrate(connection)
    rows = connection.execute(
        "SELECT alias, documents, first_run_id, last_run_id, ended_at IS NULL FROM alias_history ORDER BY alias"
    ).fetchall()
    assert rows == [("罗湖", 0, "r1", "r1", False), ("罗湖口岸", 1, "r1", "r2", True)]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ([], [], Difference()),
        (["甲"], ["甲"], Difference()),
        (["一二三"], ["一九三"], Difference(1, 1, 0, 0, 1)),
        (["甲", "乙"], ["乙"], Difference(0, 1, 0, 1, 0)),
        (["甲"], ["甲", "乙丙"], Difference(2, 0, 1, 0, 0)),
        (["甲" * 600], ["乙" * 600], Difference(600, 600, 0, 0, 1)),
    ],
)
def test_a_difference_is_counted_in_blocks_and_characters(old, new, found):
    assert difference(old, new) == found


TEXTS = st.lists(st.text("甲乙丙一二", max_size=8), max_size=6)


@given(TEXTS, TEXTS)
def test_a_difference_accounts_for_every_character(old, new):
    found = difference(old, new)
    grown = sum(map(len, new)) - sum(map(len, old))
    assert found.characters_added - found.characters_removed == grown
    pairs = list(aligned(old, new))
    assert [one for one, _ in pairs if one is not None] == old
    assert [one for _, one in pairs if one is not None] == new
    back = difference(new, old)
    assert found.blocks_added - found.blocks_removed == back.blocks_removed - back.blocks_added


def test_an_entity_that_is_only_a_subject_has_no_history_of_surfaces(tmp_path):
    page = replace(PAGE, names=((EntityType.PORT, "罗湖口岸", "罗湖口岸"),))
    published(tmp_path, page)
    assert names(tmp_path) == [("罗湖口岸", 1, True)]


#: Figures of two versions, by what each reason compares; null is nothing to compare.
SIDES = st.lists(
    st.tuples(
        st.sampled_from("vw"),
        st.lists(st.sampled_from([None, "x", "y"]), min_size=len(_MATCHED), max_size=len(_MATCHED)),
    ),
    max_size=6,
)


@given(SIDES, SIDES)
def test_a_figure_is_matched_once_by_the_surest_reason_and_the_nth_with_the_nth(before, after):
    old, new = (
        [(version, f"{side}{place}", keys) for place, (version, keys) in enumerate(figures)]
        for side, figures in (("old", before), ("new", after))
    )
    wanted, left, right = [], list(old), list(new)
    for number, (reason, _) in enumerate(_MATCHED):
        for one in tuple(right):
            same = [
                other
                for other in left
                if other[0] == one[0]
                and other[2][number] is not None
                and other[2][number] == one[2][number]
            ]
            if same:
                wanted.append((one[0], reason, same[0][1], one[1]))
                left.remove(same[0])
                right.remove(one)
    assert list(_matches(old, new)) == wanted

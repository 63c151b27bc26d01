"""Checks across tables: each finds its fault in staged rows, and critical ones hold the fact."""

import shutil
from dataclasses import replace

import pytest
from batches import Page, already, ask, document_of, published

from kouan.model.facts import Entity, EntityType, Mention
from warehouse.checks import checks, run_checks
from warehouse.connection import reader, writer

PAGE = Page()


def story(document, **changes):
    return replace(document, stories=(replace(document.stories[0], **changes),))


def failed(home):
    return set(
        ask(
            home,
            "SELECT check_name, failed FROM quality_result WHERE suite = 'warehouse' AND failed > 0",
        )
    )


def test_rows_as_they_should_be_fail_no_check_staged_or_published(tmp_path):
    published(tmp_path, PAGE)
    assert failed(tmp_path) == set()
    connection = reader(tmp_path)
    assert {result.outcome for result in run_checks(connection).results} == {"passed"}
    connection.close()


def test_a_figure_that_reads_otherwise_in_its_block_is_found(tmp_path):
    document = document_of(PAGE)
    metric = document.stories[0].metrics[0]
    published(
        tmp_path,
        story(document, metrics=(replace(metric, start=metric.start - 1, end=metric.end - 1),)),
    )
    assert failed(tmp_path) == {("metric_outside_block", 1)}
    assert ask(tmp_path, "SELECT count(*) FROM metric") == [(1,)]  # a warning publishes


def test_a_sentence_without_its_figure_is_found(tmp_path):
    document = document_of(PAGE)
    metric = replace(document.stories[0].metrics[0], sentence="别的句子。")
    published(tmp_path, story(document, metrics=(metric,)))
    assert failed(tmp_path) == {("sentence_without_figure", 1)}


def test_a_mention_outside_of_every_block_is_found(tmp_path):
    document = document_of(PAGE)
    mention = Mention(0, 2, "别的", EntityType.PLACE, "别的")
    entity = Entity("别的", EntityType.PLACE, (mention,))
    published(tmp_path, story(document, entities=(*document.stories[0].entities, entity)))
    assert failed(tmp_path) == {("mention_outside_block", 1)}


def test_overlapping_blocks_are_found(tmp_path):
    document = document_of(PAGE)
    article = document.stories[0].article
    block = article.blocks[0]
    second = replace(block, start=block.start + 2, text=block.text[2:])
    published(tmp_path, story(document, article=replace(article, blocks=(block, second))))
    assert failed(tmp_path) == {("block_overlap", 1)}


@pytest.mark.parametrize(
    ("break_it", "check", "left"),
    [
        ("DELETE FROM temp.entity WHERE type = 'organization'", "orphan_mention", ("mention", 1)),
        (
            "UPDATE temp.metric SET article_id = 'gone' WHERE surface = '8条'",
            "orphan_metric",
            ("metric", 1),
        ),
    ],
)
def test_a_critical_check_holds_the_fact_alone(tmp_path, monkeypatch, break_it, check, left):
    import warehouse.publish as module

    def broken(connection):
        connection.execute(break_it)
        return run_checks(connection)

    monkeypatch.setattr(module, "run_checks", broken)
    published(tmp_path, PAGE)
    table, count = left
    assert ask(tmp_path, f"SELECT count(*) FROM {table}") == [(count,)]
    assert ask(tmp_path, "SELECT level, reason, row_json IS NOT NULL FROM quarantine") == [
        ("fact", check, True)
    ]


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """A warehouse with the page in it."""
    home = tmp_path_factory.mktemp("template")
    already(home, PAGE)
    return home


@pytest.mark.parametrize(
    ("break_it", "check"),
    [
        ("UPDATE metric SET subject_id = 'gone'", "orphan_subject"),
        ("UPDATE article SET blocks = 9", "block_count"),
        ("UPDATE document SET bytes = 3", "raw_span_outside"),
        ("DELETE FROM article", "released_without_article"),
        ("DELETE FROM entity_alias", "entity_without_alias"),
        ("DELETE FROM entity", "orphan_mention"),
        ("DELETE FROM article", "orphan_metric"),
        ("UPDATE metric SET grain = 'week'", "figure_vocabulary"),
        ("UPDATE metric SET form = 'pct'", "figure_vocabulary"),
        ("UPDATE metric SET indicator_id = 'gone'", "orphan_indicator"),
        ("DELETE FROM document", "orphan_item"),
        ("INSERT INTO item SELECT * REPLACE (1 AS position) FROM item", "orphan_item"),
        (
            "INSERT INTO position SELECT mention_id, article_id, valid_from, document_id, 'gone', '某人',"
            " '局长', NULL, NULL, '某人局长', 1, start, \"end\", raw_start, raw_end FROM mention",
            "orphan_position",
        ),
    ],
)
def test_each_check_finds_its_fault_in_a_whole_warehouse(template, tmp_path, break_it, check):
    home = shutil.copytree(template, tmp_path / "home", symlinks=True)
    with writer(home) as connection:
        connection.execute(break_it)
        found = {result.check_name: result.failed for result in run_checks(connection).results}
    assert found[check] > 0


def test_every_check_has_a_fault_it_finds_in_these_tests():
    from pathlib import Path

    source = Path(__file__).read_text("utf-8")
    assert [check.name for check in checks() if f'"{check.name}"' not in source] == []

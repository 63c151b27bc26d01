"""The sample documents all the way into a warehouse: every row leads back to its bytes, every question is answered."""

import pytest
from batches import ask, digest_of_rows, run_of
from factories import SEEDS, knowledge

from kouan.model.batch import Batch
from kouan.stages import process
from kouan.tabulation import part_id, tables, write_part
from warehouse.asking.query import run_query
from warehouse.provenance.explanation import document_ledger, why
from warehouse.provenance.rendering import render
from warehouse.publish import publish
from warehouse.records import Findings

STATE = "state-1"
SEED_FILES = sorted(SEEDS.glob("*.txt"))


def parts_of(home, batches):
    for documents in batches:
        batch = Batch.of(documents)
        rows = tables(process(batch, knowledge()), STATE)
        yield write_part(rows, home / "parts", part_id(batch, STATE))


def documents():
    return [(f"seeds/{path.name}", path.read_bytes()) for path in SEED_FILES]


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    place = tmp_path_factory.mktemp("home")
    publish(place, list(parts_of(place, [documents()])), Findings(), [], run_of(released=5))
    return place


def test_rows_are_the_same_in_batches_of_one_and_in_another_order(home, tmp_path):
    parts = list(parts_of(tmp_path, [[document] for document in documents()[::-1]]))
    publish(tmp_path, parts, Findings(), [], run_of(released=5))
    for name in ("article", "block", "mention", "metric"):
        sql = f"SELECT * EXCLUDE (valid_from) FROM {name}"
        assert sorted(map(repr, ask(tmp_path, sql))) == sorted(map(repr, ask(home, sql)))
    for name in (
        "removed",
        "suspicion",
        "edit_summary",
        "contextual_edit",
        "entity",
        "entity_alias",
    ):
        assert sorted(map(repr, ask(tmp_path, f"FROM {name}"))) == sorted(
            map(repr, ask(home, f"FROM {name}"))
        )


def test_publishing_the_seeds_again_changes_no_row(home):
    before = digest_of_rows(home)
    again = publish(
        home, list(parts_of(home, [documents()])), Findings(), [], run_of("run-2", unchanged=5)
    )
    assert (again.documents, again.new_versions) == (0, 0)
    assert digest_of_rows(home) == before


def test_the_characters_of_every_document_add_up(home):
    rows = ask(home, "SELECT characters, kept, removed, replaced, clean_characters FROM document")
    for characters, kept, removed, replaced, clean in rows:
        assert characters == kept + removed + replaced
        assert kept <= clean


def test_no_check_across_tables_fails(home):
    found = ask(home, "SELECT check_name, observed FROM quality_failure WHERE suite = 'warehouse'")
    assert found == []


def test_every_row_says_the_bytes_its_ledger_says(home):
    for document_id, bytes_ in ask(home, "SELECT document_id, bytes FROM document"):
        raw, ledger, clean = document_ledger(home, document_id)
        assert len(raw) == bytes_
        assert ledger.rebuild(clean) == raw
        for table in ("mention", "metric"):
            rows = ask(
                home,
                f'SELECT surface, start, "end", raw_start, raw_end FROM {table} WHERE document_id = ?',
                document_id,
            )
            for surface, start, end, raw_start, raw_end in rows:
                assert clean[start:end] == surface
                assert ledger.origin(start, end) == (raw_start, raw_end)


@pytest.mark.slow
def test_every_figure_can_say_where_it_comes_from(home):
    for (metric_id,) in ask(home, "SELECT metric_id FROM current_metric"):
        found = why(home, metric_id)
        assert found.clean.text == found.row["surface"]
        assert found.row["surface"] in found.sentence
        assert metric_id in render(found)


def answers(home, query, **parameters):
    answer = run_query(home, query, parameters)
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]


def test_traffic_at_a_port_is_told_with_its_bound(home):
    (row,) = (row for row in answers(home, "port_traffic", port="罗湖%") if row["unit"] == "人次")
    assert (row["bound"], int(row["value"]), row["period"]) == ("over", 250_000, None)


def test_a_pasted_copy_and_related_links_are_told_with_their_rules(home):
    removed = {(row["kind"], row["location"][6:9]) for row in answers(home, "removed")}
    assert {("duplicate_block", "002"), ("related_links", "002")} <= removed


def test_the_run_of_shifted_bytes_is_repaired_and_no_longer_in_doubt(home):
    doubted = {row["location"][:9] for row in answers(home, "suspicions")}
    assert "seeds/003" not in doubted


def test_a_growth_stands_beside_the_level_it_is_about(home):
    rows = answers(home, "growth", subject="湛江%")
    assert ("5.7%", "7.97亿美元") in {(row["growth"], row["level"]) for row in rows}


def test_an_article_is_found_by_a_short_form_of_a_name(home):
    assert {row["name"] for row in answers(home, "articles", name="质检总局")} == {"国家质检总局"}


def test_people_are_told_with_their_organizations(home):
    rows = answers(home, "people", person="刘小华")
    assert "湛江市委" in {row["organization"] for row in rows}

"""One entity is put for another where people say so, whatever is read later, and back when they take it back."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from batches import BODY, Page, ask, digest_of_rows, processed_of, run_of
from hypothesis import given, settings
from hypothesis import strategies as st
from prepared import lay_out
from series_rows import Stated, archive, publication, seen, tell

from kouan.model.correction import Corrected, Correction
from kouan.model.entity_correction import Named
from kouan.model.facts import EntityType, Position
from kouan.model.processed import ProcessedDocument
from kouan.tabulation import part_id, tables, write_part
from warehouse.changes import insert
from warehouse.publish import Published, publish
from warehouse.publishing.entity_moves import write_entity_moves
from warehouse.records import Findings
from warehouse.search.named import articles_naming
from warehouse.transfer.exporting import Choice, export

STATION = "罗湖出入境边防检查站"
MERGED, OTHER = "罗湖边防检查总站", "文锦渡出入境边防检查站"


def put(
    seen: str,
    new: str,
    alias: str = "",
    document: str | None = None,
    span: tuple[int, int] | None = None,
) -> Correction:
    column, cell = (
        ("alias", f"organization:{seen}|{alias}") if alias else (None, f"organization:{seen}")
    )
    return Correction(
        Corrected.ENTITY, column, cell, f"organization:{new}", "the same station", "a",
        date(2024, 5, 31), None, document, *(span or (None, None)), None, "a.csv", 2,
    )  # fmt: skip


def page(location: str, name: str = STATION, surface: str = "罗湖边检站") -> Page:
    body = f"{BODY}据{surface}介绍，过关很快。" if surface not in BODY else BODY
    return Page(
        location,
        body=body,
        names=(
            (EntityType.ORGANIZATION, name, surface),
            (EntityType.PORT, "罗湖口岸", "罗湖口岸"),
        ),
    )


def held_post(document: Page) -> ProcessedDocument:
    body = f"{document.body}罗湖边检站站长王刚说，通关快。"
    names = (*document.names, (EntityType.PERSON, "王刚", "王刚"))
    (whole,) = processed_of(replace(document, body=body, names=names)).documents
    (story,) = whole.stories
    said = "罗湖边检站站长王刚"
    at = whole.cleaned.clean.index(said)
    post = Position(at, at + len(said), said, "王刚", "站长", STATION, body, 0)
    return replace(whole, stories=(replace(story, positions=(post,)),))


def published(
    home: Path,
    *pages: Page | ProcessedDocument,
    run: int = 1,
    entities: Sequence[Correction] | None = (),
    locations: dict[str, list[str]] | None = None,
) -> Published:
    lay_out(home)
    parts = []
    if pages:
        processed = processed_of(*pages)
        parts = [write_part(tables(processed, "s"), home / "parts", part_id(processed.batch, "s"))]
    record = run_of(f"run-{run}")
    return publish(home, parts, Findings(), (), record, (), locations, corrections=entities)


def names(home: Path) -> list[tuple[str, ...]]:
    return ask(
        home,
        "SELECT DISTINCT entity.name, surface FROM current_mention INNER JOIN entity USING (entity_id)"
        " WHERE entity.type = 'organization' ORDER BY ALL",
    )


def subjects(home: Path) -> set[tuple[str, str]]:
    return set(
        ask(
            home,
            "SELECT subject, entity.name FROM current_metric INNER JOIN entity ON subject_id = entity_id",
        )
    )


@pytest.mark.slow
def test_an_export_since_a_run_holds_what_a_later_merge_moved(tmp_path: Path) -> None:
    """Whoever adds such exports up would else keep the entity that is no more."""
    home = tmp_path / "home"
    published(home, page("a.txt"), page("b.txt", MERGED, "罗湖总站"))
    published(home, run=2, entities=[put(STATION, MERGED)])
    manifest = export(home, tmp_path / "out", Choice("jsonl", since="run-1"), "0.1.0")
    rows = (tmp_path / "out" / "tables" / "mention.jsonl").read_text("utf-8").splitlines()
    assert {row["surface"] for row in map(json.loads, rows)} == {"罗湖边检站"}
    moves = ask(home, "SELECT table_name, count(*) FROM entity_move GROUP BY ALL")
    assert {name: manifest.tables[name].rows for name, _ in moves} == dict(moves)
    assert manifest.tables["entity_move"].rows == sum(count for _, count in moves)
    assert manifest.tables["article"].rows == manifest.tables["block"].rows == 0


@pytest.mark.slow
def test_a_merge_puts_one_entity_for_another_everywhere(tmp_path: Path) -> None:
    published(tmp_path, page("a.txt"), page("b.txt", MERGED, "罗湖总站"))
    published(tmp_path, run=2, entities=[put(STATION, MERGED)])
    assert names(tmp_path) == [(MERGED, "罗湖总站"), (MERGED, "罗湖边检站")]
    assert subjects(tmp_path) == {(MERGED, MERGED)}
    aliases = ask(
        tmp_path,
        "SELECT alias FROM entity_alias INNER JOIN entity USING (entity_id) WHERE name = ? ORDER BY 1",
        MERGED,
    )
    assert {alias for (alias,) in aliases} == {STATION, "罗湖边检站", MERGED, "罗湖总站"}
    assert ask(tmp_path, "SELECT count(*) FROM article WHERE valid_to IS NOT NULL") == [(0,)]
    for name in (STATION, MERGED, "罗湖边检站"):
        found = articles_naming(tmp_path, name)
        assert (found.entities, found.total) == (((MERGED, "organization"),), 2)


@pytest.mark.slow
def test_a_merge_holds_for_what_is_read_later_and_for_what_is_read_again(tmp_path: Path) -> None:
    merge = [put(STATION, MERGED)]
    published(tmp_path, page("a.txt"), page("b.txt", MERGED, "罗湖总站"), entities=merge)
    changed = replace(page("c.txt"), title="罗湖口岸又创新高")
    published(tmp_path, page("a.txt"), changed, run=2, entities=merge)
    assert {name for name, _ in names(tmp_path)} == {MERGED}
    assert ask(tmp_path, "SELECT count(*) FROM article") == [(3,)]
    before = digest_of_rows(tmp_path)
    published(tmp_path, page("a.txt"), run=3, entities=merge)
    published(tmp_path, run=4, entities=None)
    assert digest_of_rows(tmp_path) == before


@pytest.mark.slow
def test_a_merge_that_is_taken_back_leaves_no_trace(tmp_path: Path) -> None:
    published(tmp_path, held_post(page("a.txt")), page("b.txt", MERGED, "罗湖总站"))
    before = digest_of_rows(tmp_path)
    published(tmp_path, run=2, entities=[put(STATION, MERGED)])
    assert ask(tmp_path, "SELECT organization FROM position") == [(MERGED,)]
    assert digest_of_rows(tmp_path) != before
    published(tmp_path, run=3, entities=())
    assert digest_of_rows(tmp_path) == before
    assert ask(tmp_path, "SELECT count(*) FROM entity_move") == [(0,)]


@pytest.mark.slow
def test_a_name_a_document_and_a_place_can_mean_another_entity(tmp_path: Path) -> None:
    first, second = page("a.txt"), page("b.txt", STATION, "该总队")
    published(tmp_path, first, second)
    ((document, raw_start, raw_end),) = ask(
        tmp_path, "SELECT document_id, raw_start, raw_end FROM mention WHERE surface = '该总队'"
    )
    expected = [(OTHER, "该总队"), (STATION, "罗湖边检站")]
    for run, scope in enumerate(
        (
            {"alias": "该总队"},
            {"document": document},
            {"document": document, "span": (raw_start, raw_end)},
        ),
        2,
    ):
        published(tmp_path, run=run, entities=[put(STATION, OTHER, **scope)])
        assert sorted(names(tmp_path)) == sorted(expected)
        assert subjects(tmp_path) == {(OTHER, OTHER), (STATION, STATION)}
    published(tmp_path, run=5, entities=[put(STATION, OTHER), put(STATION, MERGED, "该总队")])
    assert sorted(names(tmp_path)) == sorted([(MERGED, "该总队"), (OTHER, "罗湖边检站")])


@pytest.mark.slow
def test_what_was_named_in_closed_versions_is_put_right_too(tmp_path: Path) -> None:
    published(tmp_path, page("a.txt"))
    published(tmp_path, replace(page("a.txt"), title="罗湖口岸又创新高"), run=2)
    published(tmp_path, run=3, entities=[put(STATION, MERGED)])
    assert ask(
        tmp_path,
        "SELECT count(DISTINCT valid_from), count(*) FROM entity_move WHERE table_name = 'mention'",
    ) == [(2, 2)]


@pytest.mark.slow
def test_an_article_that_moves_to_another_place_is_still_known_by_what_the_rules_said(
    tmp_path: Path,
) -> None:
    first = page("a.txt")
    merge = [put(STATION, MERGED)]
    id_ = processed_of(first).batch.document_id(0)
    published(tmp_path, first, entities=merge, locations={id_: ["a.txt", "b.txt"]})
    published(tmp_path, replace(first, title="另一页"), run=2, entities=merge)
    assert {name for name, _ in names(tmp_path)} == {MERGED}
    published(tmp_path, run=3, entities=())
    assert {name for name, _ in names(tmp_path)} == {STATION}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("corrections", "state"),
    [
        ([put(STATION, MERGED)], "active"),
        ([put(OTHER, STATION)], "stale"),
        ([put(STATION, OTHER, alias="无此称")], "stale"),
        ([put(OTHER, STATION, alias="罗湖边检站")], "redundant"),
    ],
)
def test_a_correction_says_what_it_does(
    tmp_path: Path, corrections: list[Correction], state: str
) -> None:
    published(tmp_path, page("a.txt"), entities=corrections)
    said = "SELECT table_name, seen, new, state, file, line FROM correction"
    (one,) = corrections
    assert ask(tmp_path, said) == [("entity", one.seen, one.new, state, "a.csv", 2)]


def test_figures_of_merged_entities_are_one_series() -> None:
    ids = {name: Named("organization", name).entity_id for name in (STATION, MERGED)}
    figures = [
        Stated("10", f"2023-0{month}", span="single", subject=name, subject_id=id_, article=id_)
        for month, (name, id_) in enumerate(ids.items(), 5)
    ]
    with archive() as connection:
        with publication(connection):
            tell(connection, *figures)
            for name, id_ in ids.items():
                row = f"SELECT '{id_}' AS entity_id, 'organization' AS type, '{name}' AS name"
                insert(connection, "entity", row)
        connection.execute("CREATE TEMP TABLE publication AS SELECT now()::TIMESTAMP AS valid_from")
        connection.execute(
            "CREATE TEMP TABLE entity_alias AS SELECT * FROM kouan.main.entity_alias LIMIT 0"
        )
        for corrections, series in (([put(STATION, MERGED)], 1), ((), 2)):
            with publication(connection):
                write_entity_moves(connection, corrections, "run-1")
            assert seen(connection, "count(DISTINCT series_id), count(*)") == [(series, 2)]


PAGES = (
    page("a.txt"),
    replace(page("a.txt"), title="罗湖口岸又创新高"),
    page("b.txt", STATION, "该总队"),
    page("c.txt", MERGED, "罗湖总站"),
    replace(page("c.txt", OTHER, "文锦渡站"), title="另一页"),
)
RULINGS = (put(STATION, MERGED), put(STATION, OTHER, "该总队"), put(OTHER, STATION, "文锦渡站"))
STEPS = st.lists(
    st.tuples(
        st.lists(st.sampled_from(PAGES), max_size=2, unique_by=lambda one: one.location),
        st.lists(st.sampled_from(RULINGS), max_size=3, unique=True),
    ),
    min_size=1,
    max_size=4,
)
#: What is told of entities, without the instants at which it was published.
TOLD = (
    "SELECT mention_id, entity_id, type FROM mention",
    "SELECT metric_id, subject, subject_id FROM metric",
    "SELECT entity_id, alias FROM entity_alias",
    "SELECT entity_id, alias, documents, ended_at IS NULL FROM alias_history",
    "SELECT row_id, column_name, entity_id, correction_id FROM entity_move",
    "SELECT correction_id, state FROM correction",
)


def told(home: Path) -> list[list[tuple[object, ...]]]:
    return [sorted(ask(home, sql), key=repr) for sql in TOLD]


@pytest.mark.slow
@settings(max_examples=8, deadline=None)
@given(STEPS, st.lists(st.sampled_from(RULINGS), max_size=3, unique=True))
def test_what_was_said_meanwhile_leaves_no_trace_in_what_is_said_at_the_end(
    steps: list[tuple[list[Page], list[Correction]]], last: list[Correction]
) -> None:
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        for home, is_said in ((Path(one), True), (Path(other), False)):
            for run, (pages, said) in enumerate(steps, 1):
                published(home, *pages, run=run, entities=said if is_said else ())
            published(home, run=9, entities=last)
        assert told(Path(one)) == told(Path(other))

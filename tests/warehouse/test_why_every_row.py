"""`why` for every kind of row: by its id, its beginning, or its place; and down to the bytes for every row of the samples."""

from dataclasses import asdict, replace

import numpy as np
import pytest
from batches import (
    BODY,
    TITLE,
    Page,
    already,
    ask,
    cleaned_by,
    document_of,
    processed_of,
    published,
    run_of,
)
from factories import SEEDS, article_of, knowledge

from kouan.model.article import Removal
from kouan.model.batch import Batch
from kouan.model.characters import codes_of
from kouan.model.edits import Edit, Edits, Suspicion
from kouan.model.ledger import apply
from kouan.model.processed import Story
from kouan.stages import process
from kouan.tabulation import part_id, tables, write_part
from warehouse.changes import insert, update
from warehouse.provenance.explanation import document_ledger, why
from warehouse.provenance.identification import MalformedIdError, UnknownIdError
from warehouse.provenance.rendering import render
from warehouse.publish import publish
from warehouse.records import Findings, Held, StateRecord
from warehouse.transaction import transaction


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A page at two places with a repeat, a doubt and a held figure; a document and an input that are held."""
    place = tmp_path_factory.mktemp("home")
    document = document_of(Page("a.txt", suspicions=(Suspicion("gbk_shift", 0, 2, "罗湖"),)))
    removal = Removal("duplicate_block", "repeated_block", "罗湖口岸", 5, 0, 12, 0.9)
    document = replace(document, cleaned=replace(document.cleaned, removals=(removal,)))
    made = tables(processed_of(document), "state-1")
    held_id = next(
        row["metric_id"] for row in made["metric"].to_pylist() if row["surface"] == "8条"
    )
    held = [
        Held("fact", held_id, "a.txt", "odd", "it is odd", "metric"),
        Held("input", "gone.txt", "gone.txt", "missing", "look for it", failed=True),
    ]
    published(
        place,
        document,
        Page("empty.txt", title=None, body="没有正文", names=(), figures=(), refusal="empty"),
        held=held,
    )
    published(place, run_id="run-2", locations={document.document_id: ["b.txt"]})
    return place


def one(home, sql):
    return ask(home, sql)[0][0]


@pytest.mark.parametrize(
    ("table", "column", "kind"),
    [
        ("metric", "metric_id", "metric_id"),
        ("mention", "mention_id", "mention_id"),
        ("entity", "entity_id", "entity_id"),
        ("article", "article_id", "article_id"),
        ("article", "article_key", "article_key"),
        ("document", "document_id", "document_id"),
        ("duplicate", "duplicate_id", "duplicate_id"),
        ("quarantine", "quarantine_id", "quarantine_id"),
    ],
)
def test_every_row_with_an_id_is_found_by_its_beginning_and_told(home, table, column, kind):
    for (id_,) in ask(home, f"SELECT {column} FROM {table}"):
        found = why(home, id_[:16])
        assert (found.id, found.kind) == (id_, kind)
        assert id_ in render(found)
        assert id_ in repr(asdict(found))


@pytest.mark.parametrize(
    ("kind", "table", "owner"),
    [
        ("block", "block", "article_id"),
        ("item", "item", "document_id"),
        ("removed", "removed", "document_id"),
        ("suspicion", "suspicion", "document_id"),
    ],
)
def test_every_row_with_a_place_is_found_by_it(home, kind, table, owner):
    for id_, position in ask(home, f"SELECT {owner}, position FROM {table}"):
        found = why(home, f"{kind}:{id_[:12]}:{position}")
        assert (found.kind, found.row["position"]) == (kind, position)
        assert found.id == f"{kind}:{id_}:{position}"
        assert found.raw.text
        assert why(home, found.id) == found


def test_a_block_needs_no_kind_and_a_place_that_several_rows_have_names_them(home):
    article, document = ask(home, "SELECT article_id, document_id FROM article")[0]
    assert why(home, f"{article}:1").clean.text == BODY
    with pytest.raises(UnknownIdError, match=f"removed:{document}:0.*suspicion:{document}:0"):
        why(home, f"{document}:0")


def test_a_run_is_found_by_its_whole_id_and_a_document_by_its_place(home):
    found = why(home, "run-1")
    assert (found.kind, found.row["run_id"], found.raw) == ("run_id", "run-1", None)
    assert {one.name for one in found.related} >= {"parts", "versions published", "held by it"}
    assert why(home, "a.txt").row["locations"] == ["a.txt", "b.txt"]
    assert why(home, "b.txt").id == why(home, "a.txt").id


def test_a_held_figure_is_told_with_its_row_and_shown_where_it_stands(home):
    id_ = one(home, "SELECT quarantine_id FROM quarantine WHERE level = 'fact'")
    found = why(home, id_)
    assert found.clean.text == found.raw.text == "8条"
    assert found.sentence == BODY
    text = render(found)
    assert all(said in text for said in ('"surface":"8条"', "it is odd", "【8条】"))
    metric = one(home, "SELECT split_part(subject_id, ':', 1) FROM quarantine WHERE level = 'fact'")
    assert why(home, metric[:10]).id == id_


def test_a_held_document_and_an_input_that_failed_are_told_as_far_as_they_are_known(home):
    documents = one(home, "SELECT document_id FROM document WHERE status = 'held'")
    found = why(home, documents)
    assert (found.article, found.clean.text) == (None, "没有正文")
    failed = why(home, one(home, "SELECT quarantine_id FROM quarantine WHERE level = 'input'"))
    assert (failed.document, failed.raw) == (None, None)
    assert "look for it" in render(failed)


def test_an_entity_is_told_with_aliases_mentions_and_figures(home):
    found = why(home, one(home, "SELECT entity_id FROM entity WHERE type = 'port'"))
    told = {one.name: one.rows for one in found.related}
    assert [row["alias"] for row in told["aliases"]] == ["罗湖口岸"]
    assert told["mentions by surface"][0]["mentions"] == 1
    assert [row["surface"] for row in told["figures about it"]] == ["25万余人次"]
    assert "罗湖口岸" in render(found)


def test_a_copy_is_told_with_what_is_kept(home):
    for id_, kind in ask(home, "SELECT duplicate_id, kind FROM duplicate"):
        found = why(home, id_)
        assert found.row["kept"] in render(found)
        if kind == "inside":
            assert (found.raw.start, found.raw.end) == (0, 12)


def test_a_waiver_is_told_with_what_it_published_and_a_damaged_block_with_its_bytes(tmp_path):
    document = document_of(Page())
    start, end = len((TITLE + "\n").encode()), len(document.raw)
    block = f"{document.document_id}:{start}:{end}"
    published(tmp_path, document, held=[Held("block", block, "inbox/a.txt", "broken", "look")])
    with transaction(tmp_path) as connection:
        insert(
            connection,
            "waiver",
            "SELECT repeat('ab', 16) AS waiver_id, 'block' AS level, 'broken' AS reason, 'it reads well' AS why,"
            " DATE '2026-01-01' AS made, 'active' AS status, 'run-1' AS run_id, now()::TIMESTAMP AS changed_at",
        )
        update(connection, "quarantine", "waiver_id = repeat('ab', 16)")
    found = why(tmp_path, "abababab")
    assert (found.table, found.raw) == ("waiver", None)
    assert [row["level"] for one in found.related for row in one.rows] == ["block"]
    assert "it reads well" in render(found)
    held = why(tmp_path, one(tmp_path, "SELECT quarantine_id FROM quarantine"))
    assert held.raw.text == held.clean.text == BODY


@pytest.mark.parametrize(
    "id_",
    ["", "metric:", "zzzzzzzz", "block:12345678", "table:12345678:0", "12345678:-1", "'; DROP"],
)
def test_what_is_no_id_says_how_one_looks(home, id_):
    with pytest.raises(MalformedIdError, match="at least the first 8"):
        why(home, id_)


def test_a_pass_that_is_not_there_says_how_many_there_are(home):
    document = one(home, "SELECT document_id FROM article")
    with pytest.raises(UnknownIdError, match="0 passes"):
        why(home, f"pass:{document}:0")


def test_the_state_tells_words_code_and_libraries(tmp_path):
    batch = processed_of(Page())
    part = write_part(tables(batch, "state-1"), tmp_path / "parts", part_id(batch.batch, "state-1"))
    said = StateRecord("state-1", "words-1", "code-1", "0.1.0", ("opencc=1",))
    publish(tmp_path, [part], Findings(), [], run_of(), state=said)
    publish(tmp_path, [], Findings(), [], run_of("run-2"), state=said)
    assert ask(tmp_path, "SELECT first_run_id FROM state") == [("run-1",)]
    text = render(why(tmp_path, one(tmp_path, "SELECT metric_id FROM metric")))
    assert all(word in text for word in ("words-1", "code-1", "opencc=1"))


def test_a_row_whose_part_is_gone_is_told_without_its_bytes_and_with_the_remedy(tmp_path):
    already(tmp_path, Page())
    old = one(tmp_path, "SELECT mention_id FROM mention WHERE surface = '罗湖边检站'")
    part = next(tmp_path.glob("parts/*"))
    (part / "raw.parquet").unlink()
    found = why(tmp_path, old)
    assert found.raw is None
    assert "kouan run --full" in found.note
    assert found.row["surface"] == "罗湖边检站"
    assert "kouan run --full" in render(found)


def test_an_earlier_reading_keeps_its_row_and_bytes_and_says_that_its_text_is_gone(tmp_path):
    plain = document_of(Page())
    published(tmp_path, plain)
    old = one(tmp_path, "SELECT mention_id FROM mention WHERE surface = '罗湖边检站'")
    # read again by rules that see no title and no names: the text begins elsewhere
    cut = len(TITLE) + 1
    decoded = plain.cleaned.clean
    codes, bounds = codes_of(decoded), (np.zeros(1, np.int64), np.array([len(decoded)]))
    _, done = apply("title_cutter", codes, Edits.of([Edit(0, cut, "", 0.99, "other")]), *bounds)
    article, _ = article_of(BODY)
    story = Story(article, (), ())
    cleaned = cleaned_by(decoded, BODY, done)
    published(
        tmp_path, replace(plain, cleaned=cleaned, stories=(story,)), run_id="run-2", state="state-2"
    )
    found = why(tmp_path, old)
    assert found.row["surface"] == found.raw.text == found.clean.text == "罗湖边检站"
    assert "earlier reading" in found.note
    assert [row["reason"] for one in found.related if one.name == "versions" for row in one.rows]


def test_the_stretch_is_marked_by_colour_only_where_it_is_wanted(home):
    found = why(home, one(home, "SELECT metric_id FROM metric"))
    assert "\x1b[" not in render(found)
    assert "\x1b[1;33m【25万余人次】\x1b[0m" in render(found, color=True)


def test_signs_of_a_document_that_drive_a_terminal_are_shown_not_obeyed(tmp_path):
    body = "罗湖\x1b[2J口岸\u202e日均8条"
    page = Page(body=body, names=(), figures=(("8条", "8", "条", Page().figures[1][3], None),))
    published(tmp_path, page)
    text = render(why(tmp_path, one(tmp_path, "SELECT metric_id FROM metric")), color=True)
    assert "\x1b[2J" not in text
    assert "\u202e" not in text
    assert "\\x1b[2J" in text


@pytest.fixture(scope="module")
def seeds(tmp_path_factory):
    place = tmp_path_factory.mktemp("seeds")
    batch = Batch.of([(path.name, path.read_bytes()) for path in sorted(SEEDS.glob("*.txt"))])
    part = write_part(
        tables(process(batch, knowledge()), "s"), place / "parts", part_id(batch, "s")
    )
    publish(place, [part], Findings(), [], run_of(released=5))
    return place


#: One of so many rows of each kind are led back by `why`; `test_seed_rows` leads all of them back by the ledger.
EVERY = {"mention": 30, "metric": 8, "block": 8}


@pytest.mark.parametrize("table", EVERY)
def test_every_row_of_the_samples_leads_to_bytes_that_decode_to_its_surface_where_no_edit_touched_it(
    seeds, table
):
    said = "text" if table == "block" else "surface"
    id_ = "'block:' || article_id || ':' || position" if table == "block" else f"{table}_id"
    sql = f"SELECT {id_}, {said}, raw_start, raw_end FROM {table} ORDER BY 1"
    rows = ask(seeds, sql)
    untouched = 0
    for row_id, surface, raw_start, raw_end in rows[:: EVERY[table]]:
        found = why(seeds, row_id)
        raw = document_ledger(seeds, found.document["document_id"]).raw
        assert (found.raw.start, found.raw.end) == (raw_start, raw_end)
        assert found.clean.text == surface
        decoded = raw[raw_start:raw_end].decode(found.document["encoding"])
        assert decoded == found.raw.text
        if not found.edits:
            untouched += 1
            assert decoded == surface
        else:
            assert all(edit.before or edit.after for edit in found.edits)
    assert untouched > len(rows) // EVERY[table] // 8


def test_every_choice_and_every_removal_of_the_samples_leads_to_its_own_edit(seeds):
    for document, position, before in ask(
        seeds, "SELECT document_id, position, before FROM contextual_edit WHERE position % 3 = 1"
    ):
        found = why(seeds, f"edit:{document}:{position}")
        assert before in {edit.before for edit in found.edits} or not found.clean.text
    for document, position, rule in ask(seeds, "SELECT document_id, position, rule FROM removed"):
        found = why(seeds, f"removed:{document}:{position}")
        assert found.edits[-1].rule == rule
        assert found.clean.start == found.clean.end


def test_a_pass_and_each_of_its_edits_are_told(seeds):
    document = one(seeds, "SELECT document_id FROM document WHERE locations[1] LIKE '003%'")
    whole = why(seeds, f"pass:{document}:1")
    assert whole.row["edits"] == len(whole.edits) > 100
    single = why(seeds, f"pass:{document}:1:5")
    assert single.edits == (whole.edits[5],)
    assert single.raw.text == whole.edits[5].before
    with pytest.raises(UnknownIdError, match="edits, counted from 0"):
        why(seeds, f"pass:{document}:1:99999")


def test_a_guessed_character_is_counted_where_it_stands(seeds):
    guessed = ask(
        seeds,
        "SELECT document_id, position, len(guessed) FROM contextual_edit WHERE len(guessed) > 0",
    )
    assert guessed
    for document, position, number in guessed:
        found = why(seeds, f"edit:{document}:{position}")
        assert found.guessed == number
        assert f"{number} characters were put in" in render(found)
    for (metric,) in ask(seeds, "SELECT metric_id FROM metric ORDER BY 1")[::8]:
        assert why(seeds, metric).guessed == 0

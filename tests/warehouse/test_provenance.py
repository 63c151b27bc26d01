"""From a row back to its bytes, through everything that changed them."""

from dataclasses import replace

import numpy as np
import pytest
from batches import BODY, Page, already, ask, cleaned_by, document_of, published

from kouan.model.batch import Batch
from kouan.model.characters import codes_of
from kouan.model.edits import Edit, Edits
from kouan.model.ledger import apply
from warehouse.provenance.explanation import UnknownIdError, document_ledger, why
from warehouse.provenance.rendering import render, shown

#: The body as a page might have it: Traditional, glossed, with a reference that names a space.
NOISY = (
    BODY.replace("罗湖口岸", "羅(luó)湖口岸")
    .replace("万余人次", "萬餘人&nbsp;次")
    .replace("开通道8条", "開通(tōng)道8條")
)


def noisy_document():
    """The page behind three passes: references, glosses, script."""
    plain = document_of(Page())
    decoded = plain.cleaned.clean.replace(BODY, NOISY)
    codes, passes = codes_of(decoded), []

    def step(rule, text, *pairs, kind=""):
        nonlocal codes
        edits = []
        for before, after in pairs:
            at = text.index(before)
            edits.append(Edit(at, at + len(before), after, 0.99, kind))
        stops = np.array([len(codes)])
        codes, done = apply(rule, codes, Edits.of(edits), np.zeros(1, np.int64), stops)
        passes.append(done)
        return "".join(map(chr, codes.tolist()))

    text = step("character_reference", decoded, ("&nbsp;", ""))
    text = step("gloss", text, ("(luó)", ""), ("(tōng)", ""), kind="pinyin_annotation")
    text = step("script", text, ("羅", "罗"), ("萬餘", "万余"), ("開", "开"), ("條", "条"))
    assert text == plain.cleaned.clean
    raw = decoded.encode()
    batch = Batch.of([("inbox/a.txt", raw)])
    return replace(
        plain, raw=raw, document_id=batch.document_id(0), cleaned=cleaned_by(decoded, text, *passes)
    )


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    place = tmp_path_factory.mktemp("home")
    published(place, noisy_document())
    return place


def id_of(home, column, table, surface):
    return ask(home, f"SELECT {column} FROM {table} WHERE surface = ?", surface)[0][0]


def test_a_figure_leads_back_to_its_bytes_and_the_rules_that_touched_it(home):
    found = why(home, id_of(home, "metric_id", "metric", "25万余人次"))
    assert (found.kind, found.clean.text, found.raw.text) == (
        "metric_id",
        "25万余人次",
        "25萬餘人&nbsp;次",
    )
    raw = noisy_document().raw
    assert raw[found.raw.start : found.raw.end].decode() == "25萬餘人&nbsp;次"
    assert [(edit.rule, edit.before, edit.after) for edit in found.edits] == [
        ("character_reference", "&nbsp;", ""),
        ("script", "萬餘", "万余"),
    ]
    assert found.sentence == BODY
    assert bytes.fromhex(found.raw_hex) == raw[found.raw.start : found.raw.end][:24]
    assert (found.run["run_id"], found.run["version"]) == ("run-1", "0.1.0")


def test_what_was_removed_inside_a_mention_belongs_to_it_and_at_its_rim_does_not(home):
    found = why(home, id_of(home, "mention_id", "mention", "罗湖口岸"))
    assert [(edit.rule, edit.kind) for edit in found.edits] == [
        ("gloss", "pinyin_annotation"),
        ("script", "script"),
    ]
    assert found.raw.text == "羅(luó)湖口岸"
    assert found.sentence == BODY


@pytest.mark.parametrize(
    "kind", ["metric_id", "fact_key", "mention_id", "article_id", "document_id"]
)
def test_every_id_can_be_cut_to_its_beginning(home, kind):
    table = {"fact_key": "metric"}.get(kind, kind.removesuffix("_id"))
    id_ = ask(home, f"SELECT {kind} FROM {table} ORDER BY 1 LIMIT 1")[0][0]
    found = why(home, id_[:12].upper())
    assert (found.id, found.kind) == (id_, kind)
    assert id_ in render(found)


def test_a_document_is_shown_whole(home):
    document = noisy_document()
    found = why(home, document.document_id)
    assert (found.raw.start, found.raw.end) == (0, len(document.raw))
    assert len(found.edits) == 7


def test_an_article_spans_its_blocks(home):
    found = why(home, ask(home, "SELECT article_id FROM article")[0][0])
    assert found.clean.text == document_of(Page()).cleaned.clean


def test_bytes_ledger_and_clean_text_come_back(home):
    document = noisy_document()
    raw, ledger, clean = document_ledger(home, document.document_id)
    assert (raw, clean) == (document.raw, document.cleaned.clean)
    assert ledger.rebuild(clean) == raw


@pytest.mark.parametrize(
    ("id_", "told"),
    [
        ("123", "at least the first 8"),
        ("' OR 1=1 --", "at least the first 8"),
        ("00000000", "no figure, mention, article or document"),
    ],
)
def test_an_id_that_is_none_is_told_so(home, id_, told):
    with pytest.raises(UnknownIdError, match=told):
        why(home, id_)


def test_an_ambiguous_beginning_is_refused_with_the_candidates(home, monkeypatch):
    from warehouse.provenance import identification

    ids = [id_ for (id_,) in ask(home, "SELECT metric_id FROM metric ORDER BY 1")]
    anything = identification.re.compile(
        "(?P<kind>x:)?(?P<id>[0-9a-f]*)(?P<position>x)?(?P<number>x)?"
    )
    monkeypatch.setattr(identification, "_TYPED", anything)
    with pytest.raises(UnknownIdError, match="several ids begin so") as told:
        why(home, "")
    assert ids[0] in str(told.value)


def test_a_part_that_is_gone_is_told_with_the_remedy(tmp_path):
    already(tmp_path, Page())
    for path in tmp_path.glob("parts/*/raw.parquet"):
        path.unlink()
    with pytest.raises(UnknownIdError, match="kouan run --full"):
        document_ledger(tmp_path, document_of(Page()).document_id)


def test_the_text_shows_context_bytes_and_edits(home):
    text = render(why(home, id_of(home, "metric_id", "metric", "25万余人次")))
    for part in (
        "【25万余人次】",
        "【25萬餘人&nbsp;次】",
        "32 35 e8 90 ac",
        "“萬餘” → “万余”",
        "over 250000 人次",
        "run-1",
    ):
        assert part in text


def test_control_signs_of_a_document_do_not_reach_the_terminal():
    assert shown("a\x1b[2J\u202eb\n", 80) == "a\\x1b[2J\\u202eb⏎"
    assert shown("x" * 100, 10) == "x" * 9 + "…"


def test_a_figure_of_a_table_is_shown_in_its_row_below_its_heads(home):
    """A row of numbers alone says nothing to whoever reads it."""
    found = why(home, id_of(home, "metric_id", "metric", "25万余人次"))
    row = render(replace(found, heads=("10月", "出口"), sentence="杭州市\t\t25万余人次"))
    assert "  heads      10月 · 出口\n" in row
    assert "  row        杭州市 |  | 25万余人次\n" in row
    assert "  heads" not in render(found)

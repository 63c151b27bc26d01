"""Tables of a batch: ids, places, what is held, and what no table can hold."""

from dataclasses import fields, replace
from decimal import Decimal

import pytest
from batches import BODY, TITLE, Page, document_of, processed_of

from kouan.gathering import gather
from kouan.model.article import Damage
from kouan.model.batch import Batch, Source
from kouan.model.edits import Suspicion
from kouan.model.facts import Bound, Entity, EntityType, Mention, Metric, MetricKind
from kouan.model.knowledge import digest_of
from kouan.model.processed import Story
from kouan.stages import process
from kouan.tabulation import part_id, read_part, refusals, tables, write_part
from kouan.tabulation.articles import readings_left
from kouan.tabulation.choices import contextual_edit_rows
from kouan.tabulation.identity import metric_id, number


def rows(*pages, table, state="state"):
    return tables(processed_of(*pages), state)[table].to_pylist()


def with_story(document, **changes):
    return replace(document, stories=(replace(document.stories[0], **changes),))


def test_ids_are_digests_of_what_a_row_is():
    made = tables(processed_of(Page()), "state")
    document, article = made["document"].to_pylist()[0], made["article"].to_pylist()[0]
    mention, metric = made["mention"].to_pylist()[0], made["metric"].to_pylist()[0]
    assert article["article_key"] == digest_of("inbox/a.txt", "")
    assert mention["entity_id"] == digest_of("port", "罗湖口岸")
    span = (str(metric["raw_start"]), str(metric["raw_end"]))
    assert metric["fact_key"] == digest_of(document["document_id"], *span)


def test_whatever_is_read_of_a_figure_counts_in_its_id():
    metric = document_of(Page()).stories[0].metrics[0]
    others = {
        **dict.fromkeys(
            ("value", "value_max", "resolution", "value_base", "value_max_base"), Decimal(77)
        ),
        "bound": Bound.UNDER,
        "kind": MetricKind.RANK,
        "dimensions": ("mode=rail",),
    }
    where = {"start", "end", "surface", "sentence", "sentence_start", "of_figure", "confidence"}
    where |= {"raw", "corrected"}
    read = {field.name for field in fields(Metric)} - where
    ids = {metric_id("key", replace(metric, **{one: others.get(one, "另")}), None) for one in read}
    apart = {metric_id("key", metric, None), metric_id("key", metric, "other")}
    assert len(ids | apart) == len(read) + 2


def test_the_same_bytes_at_two_places_are_one_document_with_one_article():
    made = tables(processed_of(Page("z.txt"), Page("b.txt")), "state")
    assert made["document"]["locations"].to_pylist() == [["b.txt", "z.txt"]]
    assert made["article"]["location"].to_pylist() == ["b.txt"]


def test_rows_do_not_depend_on_the_order_of_the_batch():
    pages = [Page("a.txt"), Page("b.txt", title="另一篇"), Page("c.txt", title=None)]
    forward, backward = (tables(processed_of(*order), "state") for order in (pages, pages[::-1]))
    for name in forward:

        def key(row):
            return str(sorted(row.items(), key=str))

        assert sorted(forward[name].to_pylist(), key=key) == sorted(
            backward[name].to_pylist(), key=key
        )


def test_the_title_comes_first_and_every_block_leads_to_its_bytes():
    blocks = rows(Page(), table="block")
    assert [(block["role"], block["text"]) for block in blocks] == [
        ("title", TITLE),
        ("body", BODY),
    ]
    raw = document_of(Page()).raw
    for block in blocks:
        assert raw[block["raw_start"] : block["raw_end"]].decode() == block["text"]


def test_a_subtitle_stands_second_at_its_place_in_the_clean_text():
    document = document_of(Page())
    article = replace(document.stories[0].article, subtitle="罗湖边检站")
    blocks = rows(with_story(document, article=article), table="block")
    assert blocks[1]["role"] == "subtitle"
    at = document.cleaned.clean.index("罗湖边检站")
    assert (blocks[1]["start"], blocks[1]["end"]) == (at, at + 5)


def test_a_refused_document_is_held_without_an_article():
    processed = processed_of(Page(refusal="nothing_but_page"), Page("good.txt", title="好"))
    made = tables(processed, "state")
    assert sorted(made["document"]["status"].to_pylist()) == ["held", "released"]
    assert made["article"]["location"].to_pylist() == ["good.txt"]
    assert refusals(processed) == (
        (processed.documents[0].document_id, "inbox/a.txt", "nothing_but_page"),
    )


@pytest.mark.parametrize(
    ("read_as", "raw", "undecodable"),
    [
        ('json {"text": "text"}', '{"id": 3, "text": "罗湖口岸\\n通关。"}'.encode(), 0),
        ("docx", "<w:p><w:r><w:t>罗湖口岸</w:t></w:r></w:p>".encode(), 0),
        ("", "罗湖口岸".encode() + b"\xe9\x80", 2),
    ],
)
def test_structure_is_read_and_only_bytes_without_a_character_are_undecodable(
    read_as, raw, undecodable
):
    processed = process(Batch.of([(Source("inbox/a", read_as=read_as), raw)]), gather())
    assert tables(processed, "state")["document"]["undecodable_bytes"].to_pylist() == [undecodable]


def test_two_entities_in_one_span_are_two_mentions():
    document = document_of(Page(body="湛江市委市政府召开会议。", names=(), figures=()))
    at = document.stories[0].article.blocks[0].start
    entities = tuple(
        Entity(
            name,
            EntityType.ORGANIZATION,
            (Mention(at, at + 7, "湛江市委市政府", EntityType.ORGANIZATION, name),),
        )
        for name in ("湛江市委", "湛江市政府")
    )
    found = rows(with_story(document, entities=entities), table="mention")
    swapped = rows(with_story(document, entities=entities[::-1]), table="mention")
    assert len({mention["mention_id"] for mention in found}) == 2
    assert {mention["mention_id"] for mention in found} == {
        mention["mention_id"] for mention in swapped
    }


def test_a_number_beyond_the_column_is_null_and_in_doubt_while_its_surface_stays():
    page = Page(figures=(("8条", "1E40", "条", MetricKind.LEVEL, None),))
    made = tables(processed_of(page), "state")
    metric, doubt = made["metric"].to_pylist()[0], made["suspicion"].to_pylist()[0]
    assert (metric["value"], metric["surface"]) == (None, "8条")
    assert (doubt["rule"], doubt["surface"], doubt["position"]) == ("number_overflow", "8条", 0)


def test_a_number_that_fits_its_unit_and_not_the_base_unit_is_compared_with_none():
    document = document_of(Page())
    metric = replace(
        document.stories[0].metrics[0],
        value=Decimal("1E25"),
        unit="光年",
        unit_base="m",
        value_base=Decimal("9460730472580800E25"),
    )
    found = rows(with_story(document, metrics=(metric,)), table="metric")[0]
    assert found["value"] == Decimal("1E25")
    assert (found["unit_base"], found["value_base"]) == (None, None)


def test_a_range_whose_upper_end_does_not_fit_says_at_least_its_lower_end():
    document = document_of(Page())
    metric = replace(
        document.stories[0].metrics[0],
        bound=Bound.RANGE,
        value=Decimal(8),
        value_max=Decimal("1E40"),
    )
    found = rows(with_story(document, metrics=(metric,)), table="metric")[0]
    assert (found["value"], found["value_max"], found["bound"]) == (Decimal(8), None, "at_least")


def test_equal_figures_from_one_replaced_span_stay_apart():
    document = document_of(Page())
    first = document.stories[0].metrics[0]
    # a span of clean text that starts later and leads to the same bytes would: here the same span, other sentence
    found = rows(
        with_story(document, metrics=(first, replace(first, sentence="另一句"))), table="metric"
    )
    assert len({metric["metric_id"] for metric in found}) == 2
    assert len({metric["fact_key"] for metric in found}) == 1


def test_each_story_stands_under_its_item_key():
    document = document_of(Page())
    article = document.stories[0].article
    keys = ["a", "a#2"]
    stories = tuple(Story(replace(article, item_key=key), (), ()) for key in keys)
    twice = replace(document, stories=stories)
    for table in ("article", "item"):
        assert [row["item_key"] for row in rows(twice, table=table)] == keys
    assert len({row["article_key"] for row in rows(twice, table="article")}) == 2


def test_damaged_characters_count_once_and_only_inside_the_article():
    document = document_of(Page())
    end = len(document.cleaned.clean)
    damages = (Damage(0, 4, "x"), Damage(2, 6, "y"), Damage(end - 1, end + 50, "z"))
    cleaned = replace(document.cleaned, damages=damages)
    article = rows(replace(document, cleaned=cleaned), table="article")[0]
    assert article["damaged_characters"] == 7


def test_a_suspicion_keeps_its_place_and_candidates():
    doubt = Suspicion("gbk_shift", 0, 2, "罗湖", ("甲", "乙"), 0.4, "shifted bytes")
    found = rows(Page(suspicions=(doubt,)), table="suspicion")[0]
    assert (found["candidates"], found["margin"], found["raw_end"]) == (["甲", "乙"], 0.4, 6)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("檢驗(yàn)檢疫局", 1),
        ("驗（yàn）證(zhèng)", 2),
        ("境(園)", 0),
        ("药监局(FDA)", 0),
        ("某人(ma)", 0),  # without a tone it may be anything
        ("(yàn)", 0),
    ],
)
def test_only_toned_readings_behind_a_character_are_left_glosses(text, left):
    assert readings_left(text) == left


def test_one_number_has_one_spelling():
    assert {number(Decimal(said)) for said in ("25E4", "250000", "250000.000")} == {"250000"}
    assert number(Decimal("-0.050")) == "-0.05"
    assert number(Decimal("-0.0")) == "0"


def test_a_part_is_written_once_and_reads_back_the_same(tmp_path):
    processed = processed_of(Page())
    made = tables(processed, "state")
    place = write_part(made, tmp_path, part_id(processed.batch, "state"))
    before = {path: path.stat().st_mtime_ns for path in place.iterdir()}
    assert write_part(made, tmp_path, place.name) == place
    assert {path: path.stat().st_mtime_ns for path in place.iterdir()} == before
    assert {name: table.to_pylist() for name, table in read_part(place).items()} == {
        name: table.to_pylist() for name, table in made.items()
    }


def test_a_part_that_cannot_be_written_leaves_nothing_behind(tmp_path):
    made = tables(processed_of(Page()), "state")
    with pytest.raises(AttributeError):
        write_part({**made, "zz": None}, tmp_path, "part")
    assert list(tmp_path.iterdir()) == []


def test_part_ids_tell_state_place_and_bytes_apart():
    batch = processed_of(Page()).batch
    other_place, other_bytes = (
        processed_of(Page("b.txt")).batch,
        processed_of(Page(title="x")).batch,
    )
    ids = {
        part_id(batch, "1"),
        part_id(batch, "2"),
        part_id(other_place, "1"),
        part_id(other_bytes, "1"),
    }
    assert len(ids) == 4


def test_an_edit_that_context_decided_is_a_row_that_leads_to_its_bytes():
    raw = "檢驗(yàn)員說著，優勢 and 特色".encode()
    document = process(Batch.of([("a.txt", raw)]), gather()).documents[0]
    found = list(contextual_edit_rows(document))
    assert [(row.rule, row.before, row.after) for row in found] == [
        ("particle", "著", "着"),
        ("stray_word", " and ", "和"),
    ]
    clean = document.cleaned.clean
    assert [clean[row.start : row.end] for row in found] == ["着", "和"]
    assert [raw[row.raw_start : row.raw_end].decode() for row in found] == ["著", " and "]
    assert all(row.confidence < 0.95 and row.guessed == () for row in found)

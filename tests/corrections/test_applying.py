"""Corrections of rows change what the rules read, or stand in a list: active, redundant, stale."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from factories import article_of, knowledge
from hypothesis import given, settings
from hypothesis import strategies as st

from kouan.corrections.applying import corrected
from kouan.extraction.metrics import find_metrics
from kouan.lexicons import read_folder
from kouan.model.batch import Batch
from kouan.model.correction import Corrected, Correction, CorrectionState
from kouan.model.facts import Bound, EntityType, Metric, MetricKind
from kouan.model.knowledge import Knowledge
from kouan.model.processed import Processed, ProcessedDocument, Story
from kouan.stages import process
from kouan.tabulation import tables
from kouan.tabulation.identity import fact_key

TEXT = """\
拱北口岸通报上半年客流

2019年6月，拱北口岸验放出入境旅客25万人次，同比增长5.7%，查获案件3起。

拱北海关关长李明表示，海关将继续优化通关流程。
"""
RAW = TEXT.encode()
DOCUMENT = Batch.of([("inbox/a.txt", RAW)]).document_id(0)


def span(surface: str, text: str = TEXT) -> tuple[int, int]:
    """The raw bytes of a stretch of the text."""
    start = len(text[: text.index(surface)].encode())
    return start, start + len(surface.encode())


def correction(
    surface: str,
    column: str | None,
    seen: str | None,
    new: str | None,
    table: Corrected = Corrected.METRIC,
    text: str = TEXT,
) -> Correction:
    """What somebody says of the row at this surface."""
    raw = span(surface, text)
    key = fact_key(DOCUMENT, raw) if table is Corrected.METRIC else None
    day = date(2024, 5, 31)
    return Correction(table, column, seen, new, "checked", "王", day, key, DOCUMENT, *raw)


def read(*corrections: Correction) -> ProcessedDocument:
    """The document after the road, with these corrections."""
    known = knowledge().with_corrections(corrections)
    return process(Batch.of([("inbox/a.txt", RAW)]), known).documents[0]


def figure(document: ProcessedDocument, surface: str) -> Metric:
    """The figure with this surface."""
    (found,) = [one for one in document.stories[0].metrics if one.surface == surface]
    return found


def states(document: ProcessedDocument) -> list[str]:
    """What each correction does, in the order of their ids."""
    return [
        one.state.value
        for one in sorted(document.judged, key=lambda one: one.correction.correction_id)
    ]


def row(document: ProcessedDocument, table: str, **where: Any) -> dict[str, Any]:
    """The one row of a table that says this."""
    rows = tables(Processed(Batch.of([]), (document,)), "state")[table].to_pylist()
    (found,) = [one for one in rows if all(one[name] == said for name, said in where.items())]
    return found


def test_a_corrected_value_changes_what_follows_from_it() -> None:
    one = correction("25万人次", "value", "250000", "260000")
    made = figure(read(one), "25万人次")
    assert (made.value, made.value_base, made.resolution) == (260000, 260000, 10000)
    assert made.corrected == (one.correction_id,)
    finer = figure(read(correction("25万人次", "value", "250000", "251200")), "25万人次")
    assert finer.resolution == 100
    greater = figure(read(correction("25万人次", "value", "250000", "25000000")), "25万人次")
    assert greater.resolution == 1000000


def test_a_range_has_two_ends_and_nothing_else_has() -> None:
    made = figure(read(correction("25万人次", "value_max", None, "300000")), "25万人次")
    assert (made.bound, made.value_max_base, made.resolution) == (Bound.RANGE, 300000, None)
    bare = figure(read(correction("25万人次", "bound", "exact", "range")), "25万人次")
    assert (bare.bound, bare.value_max) == (Bound.EXACT, None)


def test_a_corrected_unit_brings_its_base() -> None:
    made = figure(read(correction("25万人次", "unit", "人次", "公斤")), "25万人次")
    assert (made.unit_base, made.value_base, made.currency) == ("t", 250, None)
    money = figure(read(correction("25万人次", "unit", "人次", "美元")), "25万人次")
    assert (money.unit_base, money.currency) == ("USD", "USD")
    ratio = figure(read(correction("25万人次", "unit", "人次", "1")), "25万人次")
    assert (ratio.unit_base, ratio.value_base) == ("%", 25000000)


def test_a_corrected_period_brings_its_days_and_its_span() -> None:
    document = read(correction("25万人次", "period", "2019-06", "2019-01/2019-06"))
    told = row(document, "metric", surface="25万人次")
    assert (told["period_start"], told["period_end"]) == (date(2019, 1, 1), date(2019, 6, 30))
    assert (told["grain"], told["span"], told["period_basis"]) == ("half", "ytd", "stated")
    none = row(
        read(correction("25万人次", "period", "2019-06", None)), "metric", surface="25万人次"
    )
    assert [none[name] for name in ("period_start", "grain", "span", "period_basis")] == [None] * 4


def test_where_the_article_says_a_subject_is_no_matter_once_a_person_says_another() -> None:
    rules = figure(read(), "25万人次")
    assert rules.subject is not None
    assert rules.subject_basis is not None
    made = figure(read(correction("25万人次", "subject", rules.subject, "珠海")), "25万人次")
    assert (made.subject, made.subject_basis) == ("珠海", None)


def test_a_corrected_kind_takes_along_what_only_that_kind_has() -> None:
    rules = figure(read(), "5.7%")
    assert rules.form is not None
    made = figure(read(correction("5.7%", "kind", "change", "share")), "5.7%")
    assert (made.kind, made.form, made.base) == (MetricKind.SHARE, None, None)


def test_a_corrected_indicator_is_one_of_the_canonical_ones_where_it_is_known() -> None:
    one = correction("3起", "indicator_raw", figure(read(), "3起").indicator, "通关旅客")
    assert figure(read(one), "3起").indicator_id is None  # no unit of it
    both = (one, correction("3起", "unit", "起", "人次"))
    assert figure(read(*both), "3起").indicator_id == "border_crossings"


def test_a_corrected_subject_is_an_entity_though_nothing_mentions_it() -> None:
    document = read(correction("25万人次", "subject", "拱北口岸", "port:横琴口岸"))
    told = row(document, "metric", surface="25万人次")
    entity = row(document, "entity", name="横琴口岸")
    assert (told["subject_id"], entity["type"]) == (entity["entity_id"], "port")
    assert row(document, "entity_alias", alias="横琴口岸")["entity_id"] == entity["entity_id"]


def test_a_figure_that_is_none_goes() -> None:
    document = read(correction("3起", None, "3 起", None))
    assert [one.surface for one in document.stories[0].metrics] == ["25万人次", "5.7%"]
    assert states(document) == ["active"]
    assert states(read(correction("3起", None, "4 起", None))) == ["stale"]
    assert states(read(correction("客流", None, "4 起", None))) == ["redundant"]


def test_a_missed_figure_is_added_by_its_bytes_with_its_sentence() -> None:
    added = correction("上半年", None, None, "6 月")
    document = read(added)
    assert states(document) == ["stale"]  # a heading is no block of the body
    added = correction("关长", None, None, "1 名")
    document = read(added, correction("关长", "subject", None, "拱北海关"))
    made = row(document, "metric", surface="关长")
    assert (made["fact_key"], made["value"], made["unit"]) == (added.fact_key, 1, "名")
    assert (made["raw_start"], made["raw_end"]) == span("关长")
    assert made["sentence"] == "拱北海关关长李明表示，海关将继续优化通关流程。"
    assert (made["subject"], made["subject_id"] is None, made["confidence"]) == (
        "拱北海关",
        False,
        1,
    )
    assert len(made["corrected"]) == 2
    assert states(document) == ["active", "active"]


def test_an_addition_of_what_the_rules_find_changes_nothing() -> None:
    for new, state in (("250000 人次", "redundant"), ("260000 人次", "stale")):
        document = read(correction("25万人次", None, None, new))
        assert states(document) == [state]
        assert document.stories == read().stories


def test_names_and_posts_are_corrected_at_their_place() -> None:
    mention = correction("李明", "name", "李明", "李铭", Corrected.MENTION)
    document = read(mention)
    assert [one.name for one in document.stories[0].entities if one.type is EntityType.PERSON] == [
        "李铭"
    ]
    kind = read(correction("拱北海关", "type", "organization", "place", Corrected.MENTION))
    assert row(kind, "entity", name="拱北海关", type="place")
    gone = read(correction("李明", None, "person:李明", None, Corrected.MENTION))
    assert all(one.type is not EntityType.PERSON for one in gone.stories[0].entities)
    (post,) = read().stories[0].positions
    place = post.surface
    mended = read(correction(place, "post", post.post, "副关长", Corrected.POSITION))
    assert [one.post for one in mended.stories[0].positions] == ["副关长"]
    other = read(correction(place, "person", "李明", "李铭", Corrected.POSITION))
    assert (
        row(other, "position", person="李铭")["person_id"]
        == row(other, "entity", name="李铭")["entity_id"]
    )
    said = f"{post.person}|{post.post}|{post.organization}"
    dropped = read(correction(place, None, said, None, Corrected.POSITION))
    assert (dropped.stories[0].positions, states(dropped)) == ((), ["active"])


CARGO = "2019年6月，拱北口岸运抵货物300托。"


def with_rule(factor: str, *more: str) -> Knowledge:
    """Words in which a 托 is so many of its unit, and further units."""
    lexicons = read_folder()
    (like, *_) = lexicons["counter"]
    rows = [{**like, "surface": name, "unit": name} for name in more]
    rows.append({**like, "surface": "托", "unit": "托", "factor": factor})
    counters = (*lexicons["counter"], *rows)
    return Knowledge({**lexicons, "counter": counters}, digest=f"托 is {factor} {more}")


def met(words: Knowledge) -> tuple[list[str], list[int], bool]:
    """What a correction of 300 to 3000 does where these words are read: its state, the figure, and whether it made it."""
    article, cleaned = article_of(CARGO)
    one = correction("300托", "value", "300", "3000", text=CARGO)
    known = words.with_corrections((one,))
    stories = (Story(article, (), find_metrics(article, (), cleaned, known)),)
    (story,), judged = corrected(DOCUMENT, cleaned, stories, known)
    is_made = any(one.corrected for one in story.metrics)
    return [one.state.value for one in judged], [int(one.value) for one in story.metrics], is_made


def test_a_correction_outlives_a_change_of_the_rules() -> None:
    assert met(with_rule("1")) == (["active"], [3000], True)
    assert met(with_rule("1", "垛")) == (["active"], [3000], True)


def test_a_correction_is_redundant_when_the_rule_has_learnt_it() -> None:
    assert met(with_rule("10")) == (["redundant"], [3000], False)


def test_a_correction_is_stale_and_not_applied_when_the_rule_says_a_third_thing() -> None:
    assert met(with_rule("100")) == (["stale"], [30000], False)
    assert met(knowledge()) == (["stale"], [], False)  # 托 is no unit that is shipped


#: Corrections that may all be made of one document.
ALL = (
    correction("25万人次", "value", "250000", "260000"),
    correction("25万人次", "unit", "人次", "人"),
    correction("25万人次", "period", "2019-06", "2019-05"),
    correction("25万人次", "subject", "拱北口岸", "port:横琴口岸"),
    correction("5.7%", "value", "7.5", "75"),
    correction("5.7%", "kind", "change", "share"),
    correction("3起", None, "3 起", None),
    correction("关长", None, None, "1 名"),
    correction("关长", "subject", None, "拱北海关"),
    correction("李明", "name", "李明", "李铭", Corrected.MENTION),
    correction("拱北海关", "type", "organization", "place", Corrected.MENTION),
)


@settings(max_examples=15, deadline=None)
@given(st.permutations(ALL), st.integers(0, len(ALL)))
def test_order_decides_nothing_and_twice_is_once(some: list[Correction], number: int) -> None:
    chosen = tuple(some[:number])
    once = read(*chosen)
    ordered = read(*sorted(chosen, key=lambda one: one.correction_id))
    assert (once.stories, once.judged, once.corrections) == (
        ordered.stories,
        ordered.judged,
        ordered.corrections,
    )
    known = knowledge().with_corrections(chosen)
    again, judged = corrected(DOCUMENT, once.cleaned, once.stories, known)
    assert again == once.stories
    assert CorrectionState.ACTIVE not in {one.state for one in judged}


def test_two_figures_that_share_their_bytes_are_told_apart_by_what_was_seen() -> None:
    document = read()
    story = document.stories[0]
    first = figure(document, "25万人次")
    twin = replace(first, value=Decimal(7), value_base=Decimal(7))
    twins = (replace(story, metrics=(first, twin)),)
    one = correction("25万人次", "value", "7", "8")
    known = knowledge().with_corrections((one,))
    (made,), (judged,) = corrected(DOCUMENT, document.cleaned, twins, known)
    assert [one.value for one in made.metrics] == [250000, 8]
    assert judged.state is CorrectionState.ACTIVE

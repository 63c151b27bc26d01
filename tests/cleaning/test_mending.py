"""What people say of a text comes last, holds, and leaves the ledger what it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from factories import knowledge
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_guesses import half_seen
from test_invariants import outcome, raws

from kouan.cleaning.pipeline import CleanedBatch, clean_batch
from kouan.cleaning.rule import Rule, rule
from kouan.model.article import DamageState
from kouan.model.byte_places import byte_places
from kouan.model.correction import Corrected, Correction, CorrectionState
from kouan.model.edits import Edits
from kouan.model.knowledge import Knowledge
from kouan.model.processed import Cleaned
from kouan.model.view import BatchView
from kouan.reading.decoding import decode

PAGE = """口岸通关

檢驗(yàn)檢疫局質(zhì)量(liàng)工作很好,拱北海關客流創新高。
相关链接：
- 标题一(2011-02-18)
- 标题二(2011-02-17)
- 标题三(2011-02-16)
版权声明：本网所有"""
TAIL = "该局表示，口岸今后还要优化服务，方便旅客往来。"
LEFT = "口岸通关\n\n检验检疫局质量工作很好，拱北海关客流创新高。"


def said(
    table: Corrected,
    text: str | bytes,
    part: str | tuple[int, int],
    seen: str | None,
    new: str | None,
) -> Correction:
    """A correction of the first place where a text has this part, or of a span of its bytes."""
    raw = text.encode() if isinstance(text, str) else text
    if isinstance(part, str):
        start = raw.index(part.encode())
        part = (start, start + len(part.encode()))
    return Correction(table, None, seen, new, "r", "a", date(2024, 5, 31), None, "0" * 64, *part)


def text_is(text: str, part: str, seen: str, new: str | None) -> Correction:
    return said(Corrected.TEXT, text, part, seen, new)


def is_text(text: str, part: str, kind: str = "related_links") -> Correction:
    return said(Corrected.REMOVED, text, part, kind, None)


def is_page(text: str, part: str, kind: str = "ad_footer") -> Correction:
    return said(Corrected.REMOVED, text, part, None, kind)


def cleaned(text: str | bytes, *corrections: Correction, knows: Knowledge | None = None) -> Cleaned:
    raw = text.encode() if isinstance(text, str) else text
    return clean_batch([decode(raw)], knows or knowledge(), (), {0: corrections})[0]


def states(document: Cleaned) -> list[str]:
    return [state.value for _, state in document.corrections]


def test_a_text_reads_as_a_person_says() -> None:
    document = cleaned(PAGE, text_is(PAGE, "拱北海關", "拱北海关", "横琴海关"))
    assert document.clean == LEFT.replace("拱北", "横琴")
    assert states(document) == ["active"]
    edit = next(edit for edit in document.edits if edit.rule == "correction")
    assert (edit.kind, edit.before, edit.after, edit.confidence) == (
        "correction", "拱北海关", "横琴海关", 1.0,
    )  # fmt: skip
    at = document.clean.index("横琴")
    start = len(PAGE[: PAGE.index("拱北")].encode())
    assert document.origin(at, at + 2) == (start, start + 12)
    assert document.ledger.rebuild(document.clean) == PAGE.encode()


def test_what_the_rules_say_already_is_redundant_and_what_they_never_said_is_stale() -> None:
    document = cleaned(
        PAGE,
        text_is(PAGE, "工作", "工厂", "工作"),
        text_is(PAGE, "拱北海關", "拱北海關", "横琴海关"),
    )
    assert document.clean == LEFT
    assert states(document) == ["redundant", "stale"]


def test_what_a_person_wrote_no_rule_writes_again() -> None:
    document = cleaned(PAGE, text_is(PAGE, "質(zhì)量", "质量", "質(zhì)量,"))
    assert "局質(zhì)量,工作" in document.clean
    assert document.residual_edits == 0


def test_text_beside_a_correction_is_cleaned_as_it_reads_now() -> None:
    halves = "口岸通关\n张先生从“中国公民节日回国专用", "通道”顺利通关，踏上了返乡旅程。"
    text = "\n\n此处插播。\n\n".join(halves)
    assert cleaned(text).clean == text
    document = cleaned(text, is_page(text, "此处插播。\n\n"))
    assert document.clean == "".join(halves)
    assert [(one.kind, one.rule, one.text) for one in document.removals] == [
        ("ad_footer", "correction", "此处插播。\n\n")
    ]


def test_a_removed_line_stays_where_a_person_says_that_it_is_text() -> None:
    document = cleaned(PAGE, is_text(PAGE, "- 标题二(2011-02-17)"))
    assert document.clean.rstrip() == LEFT + "\n- 标题二(2011-02-17)"
    assert states(document) == ["active"]
    assert "".join(one.text for one in document.removals).count("标题") == 2


@pytest.mark.parametrize("part", ["- 标题三(2011-02-16)\n", "- 标题三(2011-02-16)"])
def test_the_lines_around_a_kept_one_are_parted_as_they_were(part: str) -> None:
    page = f"{PAGE.partition('版权')[0]}{TAIL}"
    document = cleaned(page, is_text(page, part))
    assert document.clean == f"{LEFT}\n- 标题三(2011-02-16)\n{TAIL}"


def test_the_last_line_of_a_page_can_be_kept() -> None:
    document = cleaned(PAGE, is_text(PAGE, "版权声明：本网所有", "copyright_notice"))
    assert document.clean == LEFT + "\n版权声明：本网所有"


def test_kept_text_is_repaired_as_all_text_is() -> None:
    text = PAGE.replace("标题二", "標題(tí)二")
    document = cleaned(text, is_text(text, "- 標題(tí)二(2011-02-17)"))
    assert document.clean.rstrip() == LEFT + "\n- 标题二(2011-02-17)"


def test_a_word_of_a_kept_line_can_be_corrected() -> None:
    document = cleaned(
        PAGE, is_text(PAGE, "- 标题二(2011-02-17)"), text_is(PAGE, "标题二", "标题二", "标题四")
    )
    assert document.clean.rstrip() == LEFT + "\n- 标题四(2011-02-17)"
    assert sorted(states(document)) == ["active", "active"]


def test_what_no_rule_removes_need_not_be_kept() -> None:
    assert states(cleaned(PAGE, is_text(PAGE, "工作很好"))) == ["redundant"]
    assert states(cleaned(PAGE, is_page(PAGE, "版权声明：本网所有"))) == ["redundant"]


def test_a_span_that_does_not_fit_the_document_changes_nothing() -> None:
    size = len(PAGE.encode())
    for part in ((0, size + 1), (1, 3), (0, 4), (size, size)):
        document = cleaned(PAGE, said(Corrected.TEXT, PAGE, part, "口", "日"))
        assert (document.clean, states(document)) == (LEFT, ["stale"])


def test_corrected_characters_are_no_guess_any_more() -> None:
    half = replace(half_seen, after="misread_bytes")
    page = "罗湖口岸日均出入境旅客高达二十五万余人次，〓〓人员忙而不乱。\n"
    (guess,) = cleaned(page, knows=knowing(half)).damages
    assert guess.state is DamageState.GUESSED
    right = text_is(page, "〓〓", "海關", "边检")
    assert cleaned(page, right, knows=knowing(half)).damages == ()
    beside = text_is(page, "人员", "人员", "民警")
    assert len(cleaned(page, beside, knows=knowing(half)).damages) == 1


def learned(after: str) -> Rule:
    """A project's rule that reads 拱北海关 in another way."""

    @rule(f"learned_{after}", examples={"拱北海关": after})
    def learn(view: BatchView) -> Edits:
        """Write what was learned."""
        at = view.text.find("拱北海关")
        if at < 0:
            return Edits.none()
        from kouan.model.edits import Edit

        return Edits.of([Edit(at, at + 4, after)])

    return learn


def knowing(*rules: Rule) -> Knowledge:
    shipped = knowledge()
    return Knowledge(
        shipped.lexicons, shipped.phrases, shipped.model, rules, f"{shipped.digest}{rules}"
    )


@pytest.mark.parametrize(
    ("after", "state", "clean"),
    [
        ("横琴海关", CorrectionState.REDUNDANT, "横琴海关"),
        ("深圳海关", CorrectionState.STALE, "深圳海关"),
    ],
)
def test_a_correction_is_redundant_once_the_rules_know_it_and_stale_once_they_say_a_third_thing(
    after: str, state: CorrectionState, clean: str
) -> None:
    correction = text_is(PAGE, "拱北海關", "拱北海关", "横琴海关")
    document = cleaned(PAGE, correction, knows=knowing(learned(after)))
    assert states(document) == [state]
    assert clean in document.clean


def test_a_correction_holds_when_other_rules_change() -> None:
    correction = text_is(PAGE, "工作", "工作", "服务")
    document = cleaned(PAGE, correction, knows=knowing(learned("深圳海关")))
    assert states(document) == ["active"]
    assert "服务很好，深圳海关" in document.clean


@st.composite
def corrected(draw: st.DrawFn) -> tuple[bytes, tuple[Correction, ...]]:
    """Bytes, and corrections of spans that hold whole characters of their text; none overlap another of their table."""
    raw = draw(raws)
    decoding = decode(raw)
    begins, ends = byte_places(decoding.text, decoding.segments, len(decoding.text))
    made: list[Correction] = []
    clean = clean_batch([decoding], knowledge())[0]
    for table in (Corrected.TEXT, Corrected.REMOVED):
        places = sorted(
            draw(st.sets(st.integers(0, len(decoding.text)), min_size=2, max_size=6))
            if len(decoding.text) > 1
            else ()
        )
        for first, last in zip(places[::2], places[1::2], strict=False):
            span = int(begins[first]), int(ends[last])
            if not span[0] < span[1] or (
                made and made[-1].table is table and made[-1].raw[1] > span[0]
            ):  # type: ignore[index]
                continue
            if table is Corrected.REMOVED:
                kept = draw(st.booleans())
                made.append(said(table, raw, span, *(("other", None) if kept else (None, "other"))))
                continue
            low, high = np.array([first]), np.array([last])
            for done in clean.passes:
                low, high = done.forward(low), done.forward(high)
            seen = clean.clean[int(low[0]) : max(int(low[0]), int(high[0]))]
            new = draw(st.sampled_from(["", "口岸", "檢(yàn),", "第一段\n第二段。", "\x1e\r\n"]))
            made.append(said(table, raw, span, seen or None, new or None))
    return raw, tuple(made)


relaxed = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def batch(*documents: tuple[bytes, tuple[Correction, ...]]) -> CleanedBatch:
    return clean_batch(
        [decode(raw) for raw, _ in documents],
        knowledge(),
        (),
        {number: some for number, (_, some) in enumerate(documents) if some},
    )


def hold_the_ledger(given_: tuple[bytes, tuple[Correction, ...]]) -> None:
    raw, corrections = given_
    document = batch(given_)[0]
    assert document.ledger.rebuild(document.clean) == raw
    assert document.ledger.conserved(len(document.clean))
    assert document.residual_edits == 0
    assert {one for one, _ in document.corrections} == set(corrections)
    starts = np.arange(len(document.clean))
    first, last = document.ledger.origins(starts, starts + 1)
    assert (first <= last).all()
    assert (np.diff(first) >= 0).all()
    assert not len(first) or (first[0] >= 0 and last[-1] <= len(raw))


@settings(relaxed, max_examples=8)
@given(corrected())
def test_the_ledger_leads_back_whatever_is_corrected(
    given_: tuple[bytes, tuple[Correction, ...]],
) -> None:
    hold_the_ledger(given_)


@pytest.mark.slow
@relaxed
@given(corrected())
def test_the_ledger_leads_back_from_many_corrections(
    given_: tuple[bytes, tuple[Correction, ...]],
) -> None:
    hold_the_ledger(given_)


@pytest.mark.slow
@relaxed
@given(corrected())
def test_where_nothing_is_held_against_the_rules_the_clean_text_is_clean(
    given_: tuple[bytes, tuple[Correction, ...]],
) -> None:
    raw, corrections = given_
    taking = tuple(one for one in corrections if one.table is Corrected.REMOVED and one.new)
    once = batch((raw, taking))[0]
    again = clean_batch([decode(once.clean.encode())], knowledge())[0]
    if again.decoding.encoding in ("utf-8", "ascii") and again.decoding.text == once.clean:
        assert [[*done] for done in again.passes] == []


@pytest.mark.slow
@relaxed
@given(st.lists(corrected(), min_size=2, max_size=4), st.randoms(use_true_random=False))
def test_neighbours_and_the_order_of_lines_change_nothing(
    documents: list[tuple[bytes, tuple[Correction, ...]]], random: object
) -> None:
    together = batch(*documents)
    for number, (raw, some) in enumerate(documents):
        shuffled = list(some)
        random.shuffle(shuffled)  # type: ignore[attr-defined]
        alone = batch((raw, tuple(shuffled)))[0]
        assert outcome(together[number]) == outcome(alone)
        assert together[number].corrections == alone.corrections


def test_the_ledger_leads_back_from_a_page_with_every_sort_of_correction() -> None:
    corrections = (
        text_is(PAGE, "工作", "工作", "服务"),
        text_is(PAGE, "客流", "客流", None),
        is_text(PAGE, "- 标题二(2011-02-17)"),
        is_page(PAGE, "口岸通关\n"),
    )
    raw = PAGE.encode()
    document, other = batch((raw, corrections), (raw, ()))
    assert states(document) == ["active"] * 4
    assert document.ledger.rebuild(document.clean) == raw
    assert document.ledger.conserved(len(document.clean))
    assert (document.residual_edits, other.clean, other.corrections) == (0, LEFT, ())

"""No text, however hostile, keeps a rule busy for long; the quick test finds searches without end, the slow one takes all."""

from __future__ import annotations

import pytest
from factories import knowledge
from growth import pace

from flows.benchmark.hostile import ALL, ALLOWED, Time, times, warm
from flows.benchmark.provocations import Provocation, patterns, provocations, sampled
from kouan.cleaning.rules.dateline import dateline
from kouan.cleaning.rules.misread_bytes import TOO_MANY, misread_bytes
from kouan.model.view import BatchView

#: Bytes of a text: a search that grows with the square of its length takes minutes for so many already.
QUICK = 32_000
#: Seconds for a megabyte that even a busy machine does not need for what grows with the length alone.
GENEROUS = 60.0
#: How much longer a machine may take that does other things at the same time.
BUSY = 5.0
#: Every so manieth text; the slow test takes all.
STEP = 29


def slowest(step: int, size: int) -> list[Time]:
    """The times of all rules for some of the texts, the longest first."""
    warm(knowledge())
    made = list(provocations(knowledge()))[::step]
    found = [one for text in made for one in times(text, size, knowledge())]
    return sorted(found, key=lambda one: -one.seconds_per_megabyte)


@pytest.mark.slow
def test_no_rule_searches_for_ever() -> None:
    # all rules together go several rounds
    bound = {ALL: 10 * GENEROUS}
    assert [
        one
        for one in slowest(STEP, QUICK)
        if one.seconds_per_megabyte > bound.get(one.rule, GENEROUS)
    ] == []


@pytest.mark.slow
def test_no_rule_needs_much_more_than_is_allowed_for_a_megabyte() -> None:
    # the benchmark holds each to its second on a quiet machine
    bound = BUSY * ALLOWED * pace()
    assert [
        one for one in slowest(1, 250_000) if one.seconds_per_megabyte > bound and one.rule != ALL
    ] == []


def test_every_phrase_and_every_pattern_is_provoked() -> None:
    names = [one.name for one in provocations(knowledge())]
    for phrase in knowledge().phrases:
        assert any(name.startswith(f"phrase {phrase.name} ") for name in names), phrase.name
    for pattern in patterns():
        assert any(name.startswith(f"pattern {pattern} ") for name in names), pattern


def test_a_pattern_that_searches_for_ever_would_be_found() -> None:
    (_, endless, _) = sampled("(?:来源[:：].*)*。")
    assert endless.startswith("来源:")


def test_a_line_of_buttons_is_no_search_without_end() -> None:
    line = "2018-07-16" + " 更新" * 16 + "国\n"
    page = Provocation("buttons", lambda size: line * (size // len(line)), dateline.module)
    [taken] = times(page, QUICK // 16, knowledge())
    assert taken.seconds_per_megabyte < GENEROUS


def test_a_text_is_of_the_size_that_was_asked_for() -> None:
    for one in provocations(knowledge()):
        assert isinstance(one, Provocation)
        assert 0.5 * QUICK < len(one.make(QUICK).encode("utf-8", "surrogatepass")) < 3 * QUICK


def test_a_page_full_of_damage_is_doubted_and_not_searched() -> None:
    page = ("锟" * 58 + "\n") * 18
    suspicions = misread_bytes(BatchView.of([page], knowledge())).suspicions
    assert {one.note for one in suspicions} == {TOO_MANY}
    assert len(suspicions) == 18

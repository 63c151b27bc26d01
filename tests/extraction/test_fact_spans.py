"""Every fact reproduces its surface and leads to its bytes: over documents that nobody chose, damaged in every way."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from random import Random

import pytest
from fact_spans import Placed, order_faults, placed, span_faults
from factories import FIELDS, SEEDS, knowledge
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.benchmark.fact_samples import drawn
from flows.benchmark.noise import DAMAGES, UnfitError, damage
from flows.character_model import items
from kouan.model.batch import Batch
from kouan.model.processed import ProcessedDocument
from kouan.stages import process

#: Families of damages behind which the bytes still spell what is read from them.
LITERAL = {"encoding", "gloss", "width", "space", "invisible", "line_end", "layout", "script"}
NAMES = [
    "拱北口岸",
    "罗湖口岸",
    "湛江、茂名两个检验检疫局",
    "国家质检总局局长支树平",
    "湛江市委书记刘小华",
]
FIGURES = [
    "1.45亿人次",
    "25万余人次",
    "8-10辆",
    "百分之三十五",
    "四分之一",
    "不超过30分钟",
    "５７％",
    "三千五百万元",
]
DATES = ["2019年3月", "今年上半年", "截至11月底", "去年同期", "前7个月"]

clauses = st.one_of(
    st.builds("{0}，{1}出入境旅客达{2}".format, *map(st.sampled_from, (DATES, NAMES, FIGURES))),
    st.builds("{0}同比增长{1}".format, *map(st.sampled_from, (NAMES, FIGURES))),
    st.builds("“{0}”介绍（{1}）".format, *map(st.sampled_from, (NAMES, FIGURES))),
    st.text("一二三十百千万亿零点0123456789.,，、%％年月日至-—个余多约近半", max_size=12),
    st.text(max_size=8),
)
sentences = st.lists(clauses, min_size=1, max_size=4).map(lambda parts: "，".join(parts) + "。")
pages = st.lists(sentences, min_size=1, max_size=5).map("\n".join)
damages = st.lists(st.sampled_from(sorted(DAMAGES)), max_size=3)


def processed(raw: bytes) -> ProcessedDocument:
    (document,) = process(Batch.of([("a.txt", raw)]), knowledge()).documents
    return document


def damaged(page: str, names: list[str], seed: int) -> tuple[bytes, bool]:
    """The bytes of a page with those damages that find a place in it, and whether they still spell it."""
    raw, done = page.encode("utf-8", "ignore"), list[str]()
    for name in names:
        try:
            raw = damage(page, [*done, name], Random(seed)).raw
        except (UnfitError, ValueError):  # no codec but Unicode writes every character
            continue
        done.append(name)
    return raw, all(DAMAGES[name].family in LITERAL for name in done)


@settings(max_examples=5, deadline=None)
@given(pages, damages, st.integers(0, 1 << 16))
def test_facts_of_a_damaged_page_reproduce_their_surface_and_lead_to_their_bytes(
    page: str, names: list[str], seed: int
) -> None:
    raw, is_literal = damaged(page, names, seed)
    assert list(span_faults(processed(raw), is_literal=is_literal)) == []


@pytest.mark.slow
def test_facts_of_the_seeds_reproduce_their_surface_and_lead_to_their_bytes() -> None:
    for path in sorted(SEEDS.glob("*.txt")):
        document = processed(path.read_bytes())
        is_repaired = any(edit.rule == "shifted_bytes" for edit in document.cleaned.edits)
        assert list(span_faults(document, is_literal=not is_repaired)) == []
        assert list(placed(document))


def test_a_fact_that_stands_elsewhere_is_told() -> None:
    document = processed("拱北口岸客流\n2019年拱北口岸旅客达25万人次。".encode())
    (story,) = document.stories
    (metric,) = story.metrics
    moved = replace(metric, start=metric.start + 1, end=metric.end + 1)
    longer = replace(metric, sentence=metric.sentence + "。")
    for wrong in (moved, longer):
        told = list(span_faults(replace(document, stories=(replace(story, metrics=(wrong,)),))))
        assert any("25万人次" in fault for fault in told)


def test_facts_that_change_places_in_the_bytes_are_told_past_one_that_covers_both() -> None:
    one, long, other, last = (
        Placed("figure", surface, *span)
        for surface, span in {
            "一": (0, 2, 30, 36),
            "长": (1, 9, 31, 60),
            "三": (4, 6, 10, 16),
            "四": (9, 11, 70, 76),
        }.items()
    )
    assert list(order_faults([one, long, last])) == []
    told = set(order_faults([one, long, other, last]))
    assert told == {"'一' and '三' change places in the bytes"}


def has_place(text: str, name: str) -> bool:
    try:
        damage(text, [name], Random(1))
    except (UnfitError, ValueError):
        return False
    return True


def of_the_repository() -> Iterator[tuple[str, str, list[str]]]:
    """Every text as it stands, then every damage, each in the first text from its turn on that has a place for it."""
    texts = [(path.stem, path.read_text("utf-8")) for path in sorted(FIELDS.glob("*.txt"))]
    texts += [
        (path.stem, processed(path.read_bytes()).cleaned.clean)
        for path in sorted(SEEDS.glob("*.txt"))
    ]
    yield from ((name, text, []) for name, text in texts)
    for number, one in enumerate(sorted(DAMAGES)):
        turn = number % len(texts)
        in_turn = [*texts[turn:], *texts[:turn]]
        fit = ((name, text, [one]) for name, text in in_turn if has_place(text, one))
        yield from islice(fit, 1)


def of_a_corpus() -> Iterator[tuple[str, str, list[str]]]:
    """A sample of the folder that KOUAN_CORPUS names, every other text with up to two damages."""
    rng = Random(5)
    sample = drawn(list(items(Path(os.environ["KOUAN_CORPUS"]))), 5, 800)
    for number, (name, text) in enumerate(sample):
        yield name, text, rng.sample(sorted(DAMAGES), rng.randrange(3)) if number % 2 else []


#: The texts at hand: those of a corpus only where one is named.
TEXTS = [of_the_repository, *([of_a_corpus] if os.environ.get("KOUAN_CORPUS") else [])]


def test_facts_of_labelled_pages_reproduce_their_surface_and_lead_to_their_bytes() -> None:
    for path in sorted(FIELDS.glob("*.txt")):
        document = processed(path.read_bytes())
        assert list(span_faults(document)) == [], path.name
        assert list(placed(document)), path.name


@pytest.mark.slow
@pytest.mark.parametrize("texts", TEXTS)
def test_facts_of_texts_reproduce_their_surface_and_lead_to_their_bytes_damaged_or_not(
    texts: Callable[[], Iterator[tuple[str, str, list[str]]]],
) -> None:
    facts = faulty = 0
    for number, (name, text, names) in enumerate(texts()):
        raw, is_literal = damaged(text, names, number)
        document = processed(raw)
        for fault in span_faults(document, is_literal=is_literal):
            print(name, names, fault)
            faulty += 1
        facts += len(list(placed(document)))
    assert faulty == 0
    assert facts > 800


@pytest.mark.slow
@settings(max_examples=50, deadline=None)
@given(pages, damages, st.integers(0, 1 << 16))
def test_facts_of_many_damaged_pages_lead_to_their_bytes(
    page: str, names: list[str], seed: int
) -> None:
    raw, is_literal = damaged(page, names, seed)
    assert list(span_faults(processed(raw), is_literal=is_literal)) == []

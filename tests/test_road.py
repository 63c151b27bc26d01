"""The whole road over documents that nobody chose: the same rows whatever the batch, and nothing dropped."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from random import Random

import pytest
from batches import ask, digest_of_rows
from factories import knowledge
from flows_support import project_in
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.run import run_direct
from kouan.model.batch import Batch
from kouan.stages import process
from kouan.tabulation import tables

#: Texts that say something, so that rows of every table are met.
STORIES = [
    "拱北口岸客流创新高\n2019年3月，拱北口岸出入境旅客达25万余人次，同比增长5.7%。\n（来源：法制日报）",
    "羅湖檢驗(yàn)檢疫局\n羅湖口岸日均出入境旅客高達(dá)25萬余人次,約占四分之一。",
    "标题\n2018-07-16 09:54:07\n6月18日，全国陆??湛诎锻菩兄袊癯鋈刖惩P(guān)排队不超过30分钟。",
    "湛江、茂名两个检验检疫局\n湛江市委书记刘小华说：“共检出630批、货值21.1亿美元。”",
]
raws = st.one_of(
    st.sampled_from(STORIES).map(str.encode),
    st.sampled_from(STORIES).map(lambda text: text.encode("gb18030")),
    st.tuples(st.sampled_from(STORIES), st.text(max_size=20)).map(
        lambda parts: "\n".join(parts).encode("utf-8", "ignore")
    ),
    st.binary(max_size=60),
    st.just(b""),
)


def rows(documents: Iterable[tuple[str, bytes]]) -> set[tuple[str, str]]:
    """All rows of all tables, each with the name of its table."""
    made = tables(process(Batch.of(documents), knowledge()), "state")
    return {(name, repr(row)) for name, table in made.items() for row in table.to_pylist()}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(raws, min_size=2, max_size=5, unique=True), st.randoms(use_true_random=False))
def test_the_same_bytes_give_the_same_rows_in_any_order_and_batch(
    documents: list[bytes], random: Random
) -> None:
    named = [(f"{number}.txt", raw) for number, raw in enumerate(documents)]
    together = rows(named)
    shuffled = list(named)
    random.shuffle(shuffled)
    assert rows(shuffled) == together
    assert set().union(*(rows([one]) for one in named)) == together


@pytest.mark.slow
@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(st.lists(raws, min_size=1, max_size=6))
def test_every_input_ends_somewhere_with_its_reason_and_a_second_run_changes_no_row(
    documents: list[bytes],
) -> None:
    folder = Path(tempfile.mkdtemp())
    try:
        project = project_in(folder / "project", is_new=True, budget_minimum=1000)
        for number, raw in enumerate(documents):
            (project.project / "inbox" / f"{number}.txt").write_bytes(raw)
        first = run_direct(project)
        told = first.released + first.unchanged + first.duplicates + first.held + first.failed
        assert told == first.inputs == len(documents)
        places = ask(project.home, "SELECT unnest(locations) FROM document")
        waiting = ask(project.home, "SELECT location, reason FROM quarantine WHERE level = 'input'")
        met = [place for (place,) in places] + [place for place, _ in waiting]
        assert sorted(met) == sorted(f"inbox/{number}.txt" for number in range(len(documents)))
        reasons = ask(project.home, "SELECT reason, detail FROM quarantine")
        assert all(reason and detail for reason, detail in reasons)
        before = digest_of_rows(project.home)
        second = run_direct(project)
        assert (second.released, second.duplicates) == (0, 0)
        assert digest_of_rows(project.home) == before
    finally:
        shutil.rmtree(folder)

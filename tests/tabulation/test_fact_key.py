"""The key of a figure is its document and its bytes: what the rules make of the text around it does not touch it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from factories import knowledge

from kouan.gathering import gather
from kouan.model.batch import Batch
from kouan.model.knowledge import Knowledge, digest_of
from kouan.stages import process
from kouan.tabulation import tables

TEXT = (
    "拱北口岸客流\n为继续优化流程，2019年(guān)拱北口岸投入３条通道。\n"
    "拱北口岸日均出入境旅客达25万余人次，同比增长5.7%。\n"
)
RULE = '''\
"""The words 继续优化 go."""

from kouan.cleaning.rule import rule
from kouan.model.edits import Edit


@rule("no_optimizing", examples={"为继续优化流程": "为流程"}, keeps=["流程"], after="gloss")
def no_optimizing(text):
    """Delete them."""
    at = text.find("继续优化")
    if at >= 0:
        yield Edit(at, at + 4, "")
'''


def metrics(knowledge: Knowledge, text: str = TEXT, codec: str = "utf-8") -> dict[str, Any]:
    """The rows of figures by surface."""
    made = tables(process(Batch.of([("a.txt", text.encode(codec))]), knowledge), "state")
    return {row["surface"]: row for row in made["metric"].to_pylist()}


def without_rows(lexicon: str, *surfaces: str) -> Knowledge:
    """Knowledge as shipped, some rows of a lexicon apart."""
    kept = tuple(row for row in knowledge().rows(lexicon) if row["surface"] not in surfaces)
    assert len(kept) == len(knowledge().rows(lexicon)) - len(surfaces)
    return replace(
        knowledge(),
        lexicons={**knowledge().lexicons, lexicon: kept},
        digest=digest_of(knowledge().digest, lexicon, *surfaces),
        _made={},
    )


def test_a_rule_that_changes_the_text_before_a_figure_leaves_its_key(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "no_optimizing.py").write_text(RULE, "utf-8")
    before, after = metrics(knowledge()), metrics(gather(tmp_path))
    assert list(before) == list(after) == ["3条", "25万余人次", "5.7%"]
    assert [row["start"] - 4 for row in before.values()] == [row["start"] for row in after.values()]
    for surface, row in before.items():
        assert after[surface]["fact_key"] == row["fact_key"]


@pytest.mark.slow
def test_words_that_read_a_figure_otherwise_leave_its_key_and_change_its_row() -> None:
    before = metrics(knowledge())
    after = metrics(without_rows("rate", "日均"))
    assert list(before) == list(after)
    for surface, row in before.items():
        assert after[surface]["fact_key"] == row["fact_key"]
    kinds = before["25万余人次"]["kind"], after["25万余人次"]["kind"]
    assert kinds[0] != kinds[1]
    assert before["25万余人次"]["metric_id"] != after["25万余人次"]["metric_id"]


def test_each_figure_has_a_key_of_its_own_and_other_bytes_have_other_keys() -> None:
    documents = [
        metrics(knowledge()),
        metrics(knowledge(), TEXT.replace("25", "26")),
        metrics(knowledge(), codec="gb18030"),
        metrics(knowledge(), codec="utf-16"),
    ]
    keys = [row["fact_key"] for rows in documents for row in rows.values()]
    assert len(keys) == len(set(keys)) == 12


def test_figures_in_one_run_of_hz_have_keys_of_their_own() -> None:
    text = "口岸\n拱北口岸投入三条通道和五条通道，旅客三十万人。"
    keys = [row["fact_key"] for row in metrics(knowledge(), text, "hz").values()]
    assert len(keys) == len(set(keys)) == 3

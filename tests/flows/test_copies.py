"""Near copies in the warehouse: marked with what is kept, the same in any order and portion, gone with their article."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest
from batches import Page, ask, digest_of_rows, processed_of, run_of
from comparison.stories import edited, story
from flows_support import project_in

from flows.copies import NearCopies
from flows.run import run_direct
from kouan.tabulation import part_id, tables, write_part
from warehouse.publish import Published, publish
from warehouse.records import Findings


def page(location: str, body: str, title: str = "标题") -> Page:
    return Page(f"inbox/{location}.txt", title, body.replace("\n", ""), names=(), figures=())


def published(home: Path, *pages: Page, run: int = 1) -> Published:
    processed = processed_of(*pages)
    part = write_part(tables(processed, "state-1"), home / "parts", part_id(processed.batch, "s"))
    return publish(home, [part], Findings(), (), run_of(f"run-{run}"), comparison=NearCopies())


def marks(home: Path) -> list[tuple[str, str]]:
    return ask(
        home,
        "SELECT copied.location, kept.location FROM duplicate"
        " INNER JOIN current_article AS copied USING (article_id)"
        " INNER JOIN current_article AS kept ON kept.article_id = duplicate.kept ORDER BY 1",
    )


def rows(home: Path) -> list[Any]:
    return [
        ask(home, "SELECT * EXCLUDE (run_id) FROM duplicate ORDER BY ALL"),
        ask(home, "FROM resemblance ORDER BY ALL"),
        ask(home, "FROM text_signature ORDER BY ALL"),
        ask(home, "FROM article_signature ORDER BY ALL"),
    ]


def archive() -> list[Page]:
    """Three stories with copies of several kinds, two of a form with other figures, and some that stand alone."""
    pages = []
    for number in range(3):
        text = story(number)
        pages += [
            page(f"{number}-first", text),
            page(f"{number}-headline", text, "另一个标题"),
            page(f"{number}-edited", edited(text, 0.03, number)),
            page(f"{number}-furniture", text + "本网站所有内容未经许可不得转载，责任编辑小王。"),
            page(f"{number}-figures", text.replace("万人次", "8万人次", 1)),
        ]
    pages += [page(f"alone-{number}", story(100 + number)) for number in range(3)]
    return pages


def clusters_of(home: Path) -> set[frozenset[str]]:
    found: dict[str, set[str]] = {}
    for copied, kept in marks(home):
        found.setdefault(kept, {kept}).add(copied)
    return {frozenset(cluster) for cluster in found.values()}


def test_copies_are_marked_and_what_states_other_figures_is_not(tmp_path: Path) -> None:
    published(tmp_path, *archive())
    assert clusters_of(tmp_path) == {
        frozenset(
            f"inbox/{number}-{kind}.txt" for kind in ("first", "headline", "edited", "furniture")
        )
        for number in range(3)
    }
    assert ask(tmp_path, "SELECT count(*) FROM current_article") == [(18,)]
    assert ask(tmp_path, "SELECT count(*) > 0 FROM resemblance WHERE kind = 'similar'") == [(True,)]


def test_a_mark_says_how_alike_the_two_are_and_in_what_they_differ(tmp_path: Path) -> None:
    text = story(1)
    published(
        tmp_path, page("a", text), page("b", text, "别的标题"), page("c", text + "责任编辑小王")
    )
    found = {
        difference: (similarity, reason)
        for similarity, reason, difference in ask(
            tmp_path, "SELECT similarity, reason, difference FROM duplicate"
        )
    }
    same = found.pop(None)
    assert same == (1.0, "it says the same")
    ((difference, (similarity, reason)),) = found.items()
    assert difference.endswith("责任编辑小王")
    assert 0.9 < similarity < 1
    assert "five-character runs" in reason


def published_in(home: Path, pages: Sequence[Page], ends: Sequence[int]) -> None:
    cuts = [0, *ends, len(pages)]
    for number, (first, stop) in enumerate(pairwise(cuts), 1):
        published(home, *pages[first:stop], run=number)


@pytest.mark.slow
def test_in_any_order_and_portion_the_same_marks_come_out(tmp_path: Path) -> None:
    pages = archive()
    published(tmp_path / "once", *pages)
    wanted = rows(tmp_path / "once")
    published_in(tmp_path / "later", Random(1).sample(pages, len(pages)), [1, 3, 9])
    assert rows(tmp_path / "later") == wanted


@pytest.mark.slow
def test_publishing_again_changes_no_mark(tmp_path: Path) -> None:
    published(tmp_path, *archive())
    before = digest_of_rows(tmp_path)
    published(tmp_path, *archive(), run=2)
    assert digest_of_rows(tmp_path) == before


@pytest.mark.slow
def test_what_is_gone_is_forgotten_as_if_it_had_never_been(tmp_path: Path) -> None:
    pages = archive()
    published(tmp_path / "all", *pages)
    # the kept copies change into other stories, one after the other
    changed = [page(f"{number}-first", story(200 + number)) for number in range(3)]
    for number, one in enumerate(changed, 2):
        published(tmp_path / "all", one, run=number)
    others = [one for one in pages if "-first" not in one.location]
    published(tmp_path / "fresh", *others, *changed)
    assert rows(tmp_path / "all") == rows(tmp_path / "fresh")


@pytest.mark.slow
def test_the_readers_snapshot_follows_the_marks_row_by_row(tmp_path: Path) -> None:
    pages = archive()
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        published_in(tmp_path, pages, [4, 8])
        published(tmp_path, page("0-first", story(300)), run=4)
    copied_whole = " ".join(str(one.message) for one in said)
    for table in ("article_signature", "text_signature", "resemblance", "duplicate"):
        assert table not in copied_whole


@pytest.mark.slow
def test_a_warehouse_from_before_is_compared_whole(tmp_path: Path) -> None:
    pages = archive()
    processed = processed_of(*pages[:9])
    part = write_part(tables(processed, "s"), tmp_path / "parts", part_id(processed.batch, "s"))
    publish(tmp_path, [part], Findings(), (), run_of("run-1"))
    assert marks(tmp_path) == []
    published(tmp_path, *pages[9:], run=2)
    published(tmp_path / "once", *pages)
    assert rows(tmp_path) == rows(tmp_path / "once")


@pytest.mark.slow
def test_the_view_says_who_printed_whose_article_again(tmp_path: Path) -> None:
    published(tmp_path, page("a", story(1)), page("b", story(1), "转载"))
    found = ask(tmp_path, "SELECT kept_title, copy_title, delay::VARCHAR FROM republication")
    assert [tuple(sorted(found[0][:2])), found[0][2]] == [("标题", "转载"), "00:00:00"]


@pytest.mark.slow
def test_a_run_marks_what_came_before_in_the_other_script(tmp_path: Path) -> None:
    settings = project_in(tmp_path)
    text = "口岸客流创新高\n\n" + "\n\n".join(
        f"{place}口岸边检站加强与海关的沟通协作，优化旅客通关流程，增开查验通道，客流较去年同期明显上升。"
        for place in ("罗湖", "皇岗", "拱北")
    )
    traditional = text.translate(
        str.maketrans("创强与关协优旅开验较显罗岗", "創強與關協優旅開驗較顯羅崗")
    )
    inbox = tmp_path / "inbox"
    (inbox / "a.txt").write_text(text + "\n", "utf-8")
    run_direct(settings)
    (inbox / "b.txt").write_text(traditional.replace("创新高", "再创新高") + "\n", "utf-8")
    run_direct(settings)
    assert ask(settings.home, "SELECT count(*), min(similarity) > 0.9 FROM duplicate") == [
        (1, True)
    ]

"""Releases: frozen whole or not at all, and citable whatever became of the pages."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from asked_homes import published_in
from batches import Page, already, ask, published
from factories import SEEDS
from released import PAGE, outcomes, read_otherwise
from series_homes import closed_in, told_in
from series_rows import Stated

from flows.citing.gbt7714 import gbt7714
from warehouse.changes import delete, insert, update
from warehouse.connection import NoWarehouseError
from warehouse.provenance.identification import UnknownIdError
from warehouse.releases.citation import cite
from warehouse.releases.comparison import compare_releases
from warehouse.releases.making import (
    RefusedReleaseError,
    ReleaseError,
    UnknownReleaseError,
    create_release,
    releases,
    verified,
)
from warehouse.releases.series import UnknownSeriesError, figures_in, named_series
from warehouse.transaction import transaction
from warehouse.transfer.exporting import Choice, export
from warehouse.transfer.importing import import_export
from warehouse.upkeep.pruning import Limits, prune


@pytest.mark.slow
def test_a_release_holds_all_that_a_citation_needs(home: Path):
    (made,) = releases(home)
    assert (made.facts, made.note, made.selection, made.run_id) == (
        4,
        "for the annual report",
        None,
        "run-1",
    )
    assert verified(home, "first") == (made, 4, made.digest)
    assert ask(
        home,
        "SELECT count(*) FROM release_fact INNER JOIN article USING (article_id, article_key)"
        " WHERE version_from = valid_from AND read_at IS NOT NULL AND state_digest = 'state-1'"
        " AND json_extract_string(row_json, '$.surface') = surface",
    ) == [(4,)]
    assert outcomes(home) == {("same", None): 4}


@pytest.mark.slow
def test_a_changed_row_is_seen_by_the_digest(home: Path):
    with transaction(home) as connection:
        update(connection, "release_fact", "title = 'another'", "location = 'inbox/b.txt'")
    release, facts, digest = verified(home, "first")
    assert facts == 4
    assert digest != release.digest


@pytest.mark.slow
def test_a_name_is_taken_once_and_nothing_is_written_by_halves(home: Path):
    before = ask(home, "SELECT max(number) FROM publication")
    with pytest.raises(RefusedReleaseError, match="choose another name"):
        create_release(home, "first", "0.1.0")
    for name in ("", "a b", "../a", "-x", "x" * 65):
        with pytest.raises(ReleaseError, match="cannot be the name"):
            create_release(home, name, "0.1.0")
    with pytest.raises(RefusedReleaseError, match="no figure"):
        create_release(home, "none", "0.1.0", selection="value < 0")
    for condition in ("nothing = 1", "true; DROP TABLE metric", "true) OR (", "", "sum(value) > 1"):
        with pytest.raises(ReleaseError, match="write a condition"):
            create_release(home, "none", "0.1.0", selection=condition)
    assert ask(home, "SELECT max(number) FROM publication") == before
    assert [one.release_name for one in releases(home)] == ["first"]
    with pytest.raises(UnknownReleaseError, match="there are first"):
        compare_releases(home, "second")
    with pytest.raises(NoWarehouseError):
        create_release(home / "nowhere", "x", "0.1.0")
    assert not (home / "nowhere").exists()


@pytest.mark.slow
def test_a_condition_can_neither_read_files_nor_change_anything(home: Path, tmp_path: Path):
    (tmp_path / "a.csv").write_text("a\n1\n")
    with pytest.raises(ReleaseError, match="write a condition"):
        create_release(home, "x", "0.1.0", selection=f"EXISTS (FROM read_csv('{tmp_path}/a.csv'))")


@pytest.mark.slow
def test_a_condition_chooses_and_is_kept_for_the_comparison(home: Path):
    made = create_release(home, "many", "0.1.0", selection="value > 100 -- people")
    assert made.facts == 2
    published(home, Page("inbox/c.txt", title="第三篇"), run_id="run-2")
    assert outcomes(home, "many") == {("added", None): 1, ("same", None): 2}
    assert outcomes(home) == {("added", None): 2, ("same", None): 4}
    # it does not fulfil the condition any more, and is still told as changed
    published(home, read_otherwise(PAGE, value="25"), run_id="run-3", state="state-2")
    assert outcomes(home, "many") == {
        ("changed", "rules"): 1,
        ("added", None): 1,
        ("same", None): 1,
    }


@pytest.mark.slow
def test_what_its_page_lost_stays_citable_after_vanishing_and_pruning(home: Path):
    fact = ask(
        home, "SELECT fact_key FROM release_fact WHERE location = 'inbox/a.txt' ORDER BY raw_start"
    )[0][0]
    (before,) = cite(home, fact, "first")
    with transaction(home) as connection:
        insert(
            connection,
            "sighting",
            "SELECT 'inbox/a.txt' AS location, ['inbox'] AS inputs, now() AT TIME ZONE 'UTC' AS vanished_at,"
            " 'run-1' AS run_id",
            known="replace",
        )
    assert outcomes(home) == {("vanished", "page"): 2, ("same", None): 2}
    assert cite(home, fact)[0].standing == "vanished"
    published(
        home, replace(PAGE, body="罗湖口岸今日照常开放。", names=(), figures=()), run_id="run-2"
    )
    far = datetime.now(UTC) + timedelta(days=4000)
    prune(home, Limits(30, {}, far, lambda _: set()))
    assert cite(home, fact, "first") == (before,)
    assert before.sentence == PAGE.body
    assert outcomes(home)["gone", "page"] == 2
    with transaction(home) as connection:  # the version itself is lost, which pruning never does
        delete(connection, "metric", "true")
    assert cite(home, fact) == (before,)


#: Cargo of 2023 in tons, by the quarter and the half year; between them the second quarter follows.
CARGO = (
    Stated("3854210000", "2023-01/2023-03", "2023-04-20", "q1", resolution="10000"),
    Stated("8190000000", "2023-01/2023-06", "2023-07-15", "half", resolution="10000000"),
    Stated("8190000000", "2023-01/2023-06", "2023-07-16", "again", resolution="10000000"),
)


@pytest.mark.slow
def test_a_series_is_frozen_with_its_observations_and_those_it_is_derived_from(tmp_path: Path):
    home = tmp_path / "home"
    told_in(home, *CARGO, Stated("5", "2023-07", "2023-08-25", "other", "single", subject="全球"))
    chosen = named_series(home, ["中国/货物吞吐量"])
    assert len(chosen) == 2  # what is told, and the quarter that follows from it
    made = create_release(home, "cargo", "0.1.0", selection=figures_in(chosen))
    assert made.facts == 3
    derived = ask(
        home, "SELECT observation_id, derived_from FROM observation WHERE state = 'derived'"
    )
    assert len(derived) == 1
    quarter = create_release(
        home,
        "quarter",
        "0.1.0",
        selection=figures_in(named_series(home, [series_id(home, "derived")])),
    )
    assert quarter.facts == 3
    assert ask(
        home, "SELECT release_name, count(*) FROM release_observation GROUP BY ALL ORDER BY ALL"
    ) == [
        ("cargo", 3),
        ("quarter", 3),
    ]
    assert len(cite(home, derived[0][0], "cargo")) == 2
    before = [replace(one, standing="released") for one in cite(home, derived[0][0])]
    closed_in(home, "q1")
    assert ask(home, "SELECT 1 FROM observation WHERE state = 'derived'") == []
    assert [one.metric_id for one in cite(home, derived[0][0], "cargo")] == [
        one.metric_id for one in before
    ]
    assert verified(home, "cargo")[1:] == (3, made.digest)
    with pytest.raises(UnknownSeriesError, match="write SUBJECT/INDICATOR"):
        named_series(home, ["中国/nothing"])


def series_id(home: Path, state: str) -> str:
    return ask(home, "SELECT series_id FROM observation WHERE state = ?", state)[0][0]


@pytest.mark.slow
def test_a_warehouse_of_before_says_so_until_it_is_upgraded_by_the_first_release(tmp_path: Path):
    home = tmp_path / "home"
    already(home, PAGE)
    fact = ask(home, "SELECT min(fact_key) FROM metric")[0][0]
    with transaction(home) as connection:  # as if the migration had not been there
        connection.execute("DROP TABLE kouan.main.release_observation")
        update(connection, "document", "source = source")
    shutil.rmtree(home / "journal", ignore_errors=True)
    assert releases(home) == []
    assert cite(home, fact)[0].release is None
    with pytest.raises(UnknownIdError):
        cite(home, "f" * 32)
    with pytest.raises(UnknownSeriesError, match="older version"):
        named_series(home, ["中国/"])


@pytest.mark.slow
def test_an_export_takes_releases_along(home: Path, tmp_path: Path):
    export(home, tmp_path / "out", Choice("jsonl", "facts"), "0.1.0")
    import_export(tmp_path / "out", tmp_path / "again")
    (made,) = releases(home)
    assert verified(tmp_path / "again", "first") == (made, 4, made.digest)
    assert outcomes(tmp_path / "again") == {("same", None): 4}


@pytest.mark.slow
def test_a_file_of_several_stories_is_cited_by_each_in_its_order(tmp_path: Path):
    """One citation for all would name a title under which the quoted sentence does not stand."""
    news = "国内联播快讯\n\n{}".format(
        "\n\n".join(
            f"{title}\n\n{body}"
            for title, body in (
                (
                    "拱北口岸客流创新高",
                    "今年1月，拱北口岸出入境旅客达120万人次，同比增长5.7%，创历史同期新高。",
                ),
                (
                    "横琴口岸开通新通道",
                    "横琴口岸昨天开通货运通道8条，当天验放货车320辆，平均用时25分钟。",
                ),
                (
                    "罗湖口岸延长通关时间",
                    "罗湖口岸从下月起延长通关时间两小时，方便旅客夜间往来，预计每天多验放2万人次。",
                ),
            )
        )
    )
    published_in(tmp_path, [("inbox/news.txt", news.encode())], "run-1", released=1)
    titles = ask(
        tmp_path,
        "SELECT title FROM current_article INNER JOIN item USING (document_id, item_key) ORDER BY item.position",
    )
    assert len(titles) == 3
    assert [(one.title,) for one in cite(tmp_path, "inbox/news.txt")] == titles


#: Written by hand, with the documents at one's side.
OF_SEEDS = {
    "000": "珠海检验检疫局推进拱北横琴珠澳跨境工业区口岸延关工作[EB/DK]. [{day}]. {place}.",
    "001": "广东湛江检验检疫局深化关检合作纪实[EB/DK]. [{day}]. {place}.",
    "002": "罗湖检验检疫局创新口岸联检单位协作机制见成效[EB/DK]. [{day}]. {place}.",
    "003": "法制日报——法制网. 新疆霍尔果斯边检站：智慧边检助力快速通关[EB/DK]. (2018-07-16)[{day}]. {place}.",
    "004": "张志敏, 王晓慧, 郭鹏杰. 矢志担当迎挑战 优化服务守好关[EB/DK]. [{day}]. {place}.",
}


@pytest.mark.slow
def test_the_sample_documents_are_cited_as_a_person_would(tmp_path: Path):
    documents = [(f"seeds/{path.name}", path.read_bytes()) for path in sorted(SEEDS.glob("*.txt"))]
    published_in(tmp_path, documents, "run-1", released=5)
    for place, _ in documents:
        (found,) = cite(tmp_path, place)
        wanted = OF_SEEDS[place[6:9]].format(day=f"{found.read_at:%Y-%m-%d}", place=place)
        assert gbt7714(found, bare=True) == wanted
        fact = ask(
            tmp_path, "SELECT fact_key FROM current_metric WHERE document_id = ?", found.document_id
        )
        (figure,) = cite(tmp_path, fact[0][0])
        assert gbt7714(figure, bare=True) == wanted
        assert figure.surface in figure.sentence

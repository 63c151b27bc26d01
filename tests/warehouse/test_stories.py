"""Several stories of one document in the warehouse: their order, their column, the way from a row to its own story."""

from __future__ import annotations

from pathlib import Path

import pytest
from batches import ask, published
from factories import knowledge

from kouan.model.batch import Batch
from kouan.model.processed import ProcessedDocument
from kouan.stages import process
from warehouse.provenance.explanation import why

BRIEF = (
    "口岸简讯\n"
    "拱北口岸客流创新高\n昨天拱北口岸出入境旅客达45万人次。\n"
    "湛江港开通新航线\n港口日前开通至东盟的新航线，运送货物300吨。\n"
    "二连口岸延长通关时间\n二连公路口岸昨天多开两小时，通行货车320辆次。\n"
)


def read(text: str) -> ProcessedDocument:
    (document,) = process(Batch.of([("brief.txt", text.encode())]), knowledge()).documents
    return document


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("home")
    published(place, read(BRIEF))
    return place


def test_each_story_is_an_item_and_an_article(home: Path) -> None:
    rows = ask(
        home,
        "SELECT item.position, item.column_title, article.title FROM item"
        " INNER JOIN current_article AS article USING (document_id, item_key) ORDER BY 1",
    )
    assert rows == [
        (0, "口岸简讯", "拱北口岸客流创新高"),
        (1, "口岸简讯", "湛江港开通新航线"),
        (2, "口岸简讯", "二连口岸延长通关时间"),
    ]


def test_an_item_leads_to_its_own_article(home: Path) -> None:
    ((document,),) = ask(home, "SELECT DISTINCT document_id FROM item")
    titles = [why(home, f"item:{document}:{number}").article["title"] for number in range(3)]
    assert titles == ["拱北口岸客流创新高", "湛江港开通新航线", "二连口岸延长通关时间"]


def test_no_figure_belongs_to_two_stories(home: Path) -> None:
    rows = ask(
        home,
        "SELECT article.title, metric.surface FROM current_metric AS metric"
        " INNER JOIN current_article AS article USING (article_id, valid_from) ORDER BY metric.start",
    )
    assert rows == [
        ("拱北口岸客流创新高", "45万人次"),
        ("湛江港开通新航线", "300吨"),
        ("二连口岸延长通关时间", "两小时"),
        ("二连口岸延长通关时间", "320辆次"),
    ]


VERSIONS = (
    "SELECT title, number, readings, valid_to IS NULL FROM article_version ORDER BY title, number"
)


@pytest.mark.slow
def test_one_story_that_changed_has_a_version_and_the_others_have_none(tmp_path: Path) -> None:
    published(tmp_path, read(BRIEF))
    for run in (2, 3):
        published(tmp_path, read(BRIEF.replace("320", f"33{run}")), run_id=f"run-{run}")
    assert ask(tmp_path, VERSIONS) == [
        ("二连口岸延长通关时间", 1, 1, False),
        ("二连口岸延长通关时间", 2, 1, False),
        ("二连口岸延长通关时间", 3, 1, True),
        ("拱北口岸客流创新高", 1, 3, True),
        ("湛江港开通新航线", 1, 3, True),
    ]
    changed = ask(tmp_path, "SELECT DISTINCT title FROM article_version WHERE number > 1")
    assert changed == [("二连口岸延长通关时间",)]


def test_what_says_the_same_leads_to_the_newest_bytes(tmp_path: Path) -> None:
    published(tmp_path, read(BRIEF))
    longer = BRIEF.replace(
        "口岸简讯\n", "口岸简讯\n横琴口岸新楼启用\n横琴口岸新旅检大楼昨天启用。\n"
    )
    published(tmp_path, read(longer), run_id="run-2")
    ids = ask(
        tmp_path, "SELECT DISTINCT article_id FROM current_article WHERE title LIKE '湛江港%'"
    )
    found = why(tmp_path, ids[0][0])
    assert found.document["document_id"] == read(longer).document_id
    assert found.raw.text.startswith("湛江港开通新航线")


def test_a_story_that_is_gone_is_closed_and_the_others_stay(tmp_path: Path) -> None:
    published(tmp_path, read(BRIEF))
    lines = BRIEF.split("\n")
    published(tmp_path, read("\n".join(lines[:3] + lines[5:])), run_id="run-2")
    assert ask(tmp_path, VERSIONS) == [
        ("二连口岸延长通关时间", 1, 2, True),
        ("拱北口岸客流创新高", 1, 2, True),
        ("湛江港开通新航线", 1, 1, False),
    ]


def test_a_page_of_one_story_that_becomes_several_closes_the_one(tmp_path: Path) -> None:
    published(tmp_path, read("\n".join(BRIEF.split("\n")[1:3]) + "\n"))
    published(tmp_path, read(BRIEF), run_id="run-2")
    rows = ask(
        tmp_path,
        "SELECT item_key = '', count(*) FILTER (WHERE valid_to IS NULL), count(*) FROM article GROUP BY 1 ORDER BY 1",
    )
    assert rows == [(False, 3, 3), (True, 0, 1)]

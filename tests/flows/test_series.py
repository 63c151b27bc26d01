"""`kouan series`: figures as they are stated in; tables, JSON and sentences out."""

from __future__ import annotations

import csv
import io
import json
import shutil
from contextlib import closing
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from factories import SEEDS
from flows_support import Typed, project_in
from prepared import lay_out
from series_rows import Stated, indicators, tell

from flows.run import run_direct
from flows.terminal import printing
from kouan.model.facts import Bound
from warehouse.changes import insert
from warehouse.connection import reader
from warehouse.series.building import update_observations
from warehouse.series.naming import entities_bearing
from warehouse.transaction import transaction

HOSTILE = "\x1b]0;evil\x07港"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("home")
    lay_out(place)
    with transaction(place) as connection:
        indicators(connection)
        tell(
            connection,
            Stated("3854210000", "2023-01/2023-03", article="a", resolution="10000"),
            Stated("6750000000", "2023-01/2023-05", article="b", resolution="10000000"),
            Stated("8190000000", "2023-01/2023-06", article="c", resolution="10000000"),
            Stated("8190000000", "2023-01/2023-06", article="c2", resolution="10000000", copy_of="c"),
            Stated("8300000000", "2023-01/2023-06", article="d", resolution="10000000"),
            Stated("1430000000", "2023-07", article="e", span="single", resolution="10000000"),
            Stated("1460000000", "2023-07", article="f", span="single", resolution="10000000", told_on="2023-12-01"),
            Stated("210000", "2023-07", article="g", span="single", subject=HOSTILE),
            Stated("9900000000", "2023-03", article="i", span="single", resolution="10000000"),
            Stated("9000000", "2023", article="h", span="single", place="长江", bound=Bound.OVER, resolution="1000000"),
        )  # fmt: skip
        insert(
            connection,
            "entity",
            "SELECT * FROM (VALUES ('e1', 'place', '中国', '中华人民共和国'), ('e2', 'place', '我国', '中华人民共和国'))"
            " AS known (entity_id, type, name, known_as)",
        )
        insert(connection, "entity_alias", "SELECT 'e2' AS entity_id, '祖国' AS alias")
        update_observations(connection)
    return place


@pytest.fixture(autouse=True)
def _at_home(home: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("KOUAN_HOME", str(home))
    # What does not add up takes its time, which one test is enough for.
    monkeypatch.setattr("flows.series.showing.WEIGHED", 0)


def test_a_table_says_period_amount_interval_and_what_speaks_against_them(typed: Typed):
    code, out, _ = typed("series", "中国", "货物吞吐量", "--span", "ytd")
    assert code == 0
    assert "中国 货物吞吐量\n  year to date" in out
    rows = [line for line in out.splitlines() if line.startswith("2023年")]
    assert rows[0].startswith("2023年一季度")
    assert "385421万吨" in rows[0]
    assert "1—5月" in rows[1]
    assert "67.5亿吨" in rows[1]
    assert "67.45—67.55亿吨" in rows[1]
    half = rows[2]
    assert half.startswith("2023年上半年")
    assert "81.9亿吨" in half
    assert "1 reprint" in half
    assert "conflict: 83.0亿吨 by" in half


def test_a_derived_month_says_of_what_and_a_revised_one_from_what(typed: Typed):
    _, out, _ = typed(
        "series", "中国", "freight_throughput", "--span", "single", "--since", "2023-06"
    )
    rows = [line for line in out.splitlines() if line.startswith("2023年")]
    assert "derived" in rows[0]
    assert rows[0].endswith("2023年上半年 less 2023年1—5月")
    assert "14.4亿吨" in rows[0]
    july = [row for row in rows if row.startswith("2023年7月")]
    assert "1/2" in july[0]
    assert "later revised to 14.6亿吨" in july[0]
    assert "2/2" in july[1]
    assert "revised from 14.3亿吨" in july[1]


def test_what_does_not_add_up_is_said_of_each_figure_it_concerns(
    typed: Typed, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("flows.series.showing.WEIGHED", 100)
    _, out, _ = typed("series", "中国", "货物吞吐量", "--language", "zh")
    (march,) = [line for line in out.splitlines() if line.startswith("2023年3月")]
    (quarter,) = [line for line in out.splitlines() if line.startswith("2023年一季度")]
    said = "短时段大于长时段：文中作 9900000000t，按 3854210000t 应为 至多38.54亿吨"
    assert said in march
    assert said in quarter


def test_chinese_words_are_those_of_a_chinese_writer(typed: Typed):
    _, out, _ = typed("series", "中国", "货物吞吐量", "--language", "zh")
    assert "  年初累计，3 期，2023年上半年，1 处需留意" in out
    assert "由2023年上半年减2023年1—5月推算" in out
    assert "与他处不一致" in out
    assert "长江" in out
    assert "超过900万吨" in out


def test_json_equals_the_table(typed: Typed):
    _, table, _ = typed("series", "中国", "货物吞吐量")
    _, out, _ = typed("series", "中国", "货物吞吐量", "--json")
    rows = json.loads(out)
    lines = [line for line in table.splitlines() if line.startswith("2023年")]
    cells = [[cell.strip() for cell in line.split("  ") if cell.strip()] for line in lines]
    assert [[row["period"], row["amount"]] for row in rows] == [found[:2] for found in cells]
    for row, line in zip(rows, lines, strict=True):
        assert row["interval"] in line
        assert all(note in line for note in row["notes"])
    half = next(row for row in rows if row["period"] == "2023年上半年")
    assert (half["value"], half["value_low"], half["value_high"]) == (
        8190000000,
        8185000000,
        8195000000,
    )
    assert (half["state"], half["reprints"], half["flags"]) == ("stated", 1, ["conflict"])


def test_why_shows_the_sentence_and_how_to_cite_it(typed: Typed):
    code, out, _ = typed(
        "series", "中国", "货物吞吐量", "--span", "ytd", "--until", "2023-02", "--why"
    )
    assert code == 0
    assert "«3854210000t»" in out
    _, rows, _ = typed("series", "中国", "货物吞吐量", "--why", "--json")
    derived = next(row for row in json.loads(rows) if row["state"] == "derived")
    assert len(derived["figures"]) >= 2
    quarter = next(row for row in json.loads(rows) if row["period"] == "2023年一季度")
    assert f"kouan cite {quarter['fact_key'][:12]}" in out
    assert "2023-08-15" in out


def test_an_unknown_name_offers_the_nearest_and_is_exit_code_one(typed: Typed):
    code, out, err = typed("series", "中国", "货物吞吐")
    assert (code, out) == (1, "")
    assert "did you mean 货物吞吐量" in err
    code, _, err = typed("series", "中華", "货物吞吐量")
    assert code == 1
    assert "no subject is named 中华" in err


@pytest.mark.parametrize("name", ["中國", "祖国"])
def test_every_name_of_a_subject_finds_its_series(typed: Typed, home: Path, name: str):
    code, out, _ = typed("series", name, "貨物吞吐量", "--json", "--span", "ytd")
    assert code == 0
    assert {row["subject"] for row in json.loads(out)} == {"中国"}


def test_without_an_indicator_the_series_are_listed(typed: Typed):
    code, out, err = typed("series", "--json")
    rows = json.loads(out)
    assert code == 0
    assert rows[0]["periods"] == max(row["periods"] for row in rows)
    _, out, _ = typed("series", "--series", rows[0]["series_id"][:8], "--json")
    assert {row["series_id"] for row in json.loads(out)} == {rows[0]["series_id"]}
    _, _, err = typed("series", "中国", "--limit", "1")
    assert "--limit shows more" in err


def test_place_span_and_dimension_narrow_what_is_shown(typed: Typed):
    _, out, _ = typed("series", "中国", "货物吞吐量", "--place", "長江", "--json")
    assert {row["place"] for row in json.loads(out)} == {"长江"}
    code, _, err = typed("series", "中国", "货物吞吐量", "--where-dimension", "direction=export")
    assert code == 1
    assert "no series of 中国 货物吞吐量 fits; kouan series 中国 lists what there is" in err
    code, _, err = typed("series", "中国", "--where-dimension", "export")
    assert code == 2
    assert "write name=value" in err


def test_rows_can_be_written_as_parquet(typed: Typed, tmp_path: Path):
    out = tmp_path / "a.parquet"
    code, _, _ = typed("series", "中国", "货物吞吐量", "--out", str(out))
    assert code == 0
    rows = pq.read_table(out).to_pylist()
    _, printed, _ = typed("series", "中国", "货物吞吐量", "--json")
    assert [row["value"] for row in rows] == [row["value"] for row in json.loads(printed)]


def test_csv_has_the_same_rows(typed: Typed):
    _, out, _ = typed("series", "中国", "货物吞吐量", "--csv")
    _, rows, _ = typed("series", "中国", "货物吞吐量", "--json")
    read = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"))))
    assert [row["amount"] for row in read] == [row["amount"] for row in json.loads(rows)]


def test_the_chart_is_drawn_where_somebody_looks(typed: Typed, monkeypatch: pytest.MonkeyPatch):
    _, piped, _ = typed("series", "中国", "货物吞吐量", "--span", "ytd")
    assert "█" not in piped
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr(printing, "is_terminal", lambda stream=None: True)
    monkeypatch.setattr("flows.series.showing.is_terminal", lambda: True)
    monkeypatch.setenv("COLUMNS", "60")
    _, seen, _ = typed("series", "中国", "货物吞吐量", "--span", "ytd")
    bars = [line for line in seen.splitlines() if "█" in line]
    assert len(bars) == 3
    assert bars[0].count("█") < bars[1].count("█") < bars[2].count("█")
    assert "\x1b" not in seen


def test_a_hostile_name_drives_no_terminal(typed: Typed):
    code, out, _ = typed("series", HOSTILE, "货物吞吐量", "--why")
    assert code == 0
    assert "\x1b" not in out
    assert "\x07" not in out


def test_a_day_that_is_none_is_told(typed: Typed):
    code, _, err = typed("series", "中国", "货物吞吐量", "--since", "yesterday")
    assert code == 2
    assert "--since yesterday: write a year" in err


def test_a_snapshot_from_before_there_were_series_says_so(
    typed: Typed, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("flows.series.showing.has_series", lambda db: False)
    code, _, err = typed("series", "中国", "货物吞吐量")
    assert code == 2
    assert "the next run that publishes builds them" in err


def test_names_of_one_body_are_one(home: Path):
    with closing(reader(home)) as db:
        for name in ("中国", "我国", "祖国", "中华人民共和国"):
            assert set(entities_bearing(db, name)[0]) == {"e1", "e2"}
        assert entities_bearing(db, "无此名") == ((), ("无此名",))


@pytest.mark.slow
def test_a_series_of_the_seeds_has_its_page_and_its_table(
    typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    settings = project_in(tmp_path)
    for seed in SEEDS.glob("*.txt"):
        shutil.copy(seed, tmp_path / "inbox")
    assert run_direct(settings).exit_code == 0
    monkeypatch.setenv("KOUAN_HOME", str(settings.home))
    code, out, _ = typed("series", "霍尔果斯口岸", "出入境旅客", "--json")
    rows = json.loads(out)
    assert code == 0
    assert [row["period"] for row in rows] == ["2016年", "2017年"]
    page = (settings.reports / "series" / f"{rows[0]['series_id'][:16]}.zh.html").read_text("utf-8")
    for row in rows:
        assert row["amount"] in page
        assert row["surface"] in page
        assert row["period"] in page


def test_beyond_many_figures_what_does_not_add_up_is_left_to_its_question(typed: Typed):
    _, out, err = typed("series", "中国", "货物吞吐量")
    assert "a shorter period" not in out
    assert "kouan query arithmetic" in err

"""Figures of tables: pages of many makers, read as a person reads them."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from growth import is_linear

from kouan import clean, metrics
from kouan.model.facts import Metric

HERE = Path(__file__).parent / "tables"
OPEN = sorted((HERE / "open").glob("*.toml"))
#: Written before the rules, or when they were done, and looked at only once they were measured.
KEPT = sorted((HERE / "kept").glob("*.toml"))
LATER = sorted((HERE / "later").glob("*.toml"))
COLUMNS = ("figures", "value", "unit", "subject", "period", "partner")
#: How many of their figures are read right, by column; none may sink.
FLOORS = {"kept": (64, 64, 64, 53, 64, 64), "later": (57, 57, 57, 53, 57, 57)}
SMALL: list[dict[str, Any]] = tomllib.loads((HERE / "small.toml").read_text("utf-8"))["case"]
PAGE = (
    "<html><body><h1>{title}</h1><p>2024-11-18</p>"
    "<p>各有关单位：现将有关数据公布如下，请结合实际使用，如有疑问请与我们联系。</p><table>{rows}</table></body></html>"
)


def _of_tables(page: str) -> list[Metric]:
    return [one for one in metrics(page) if "\t" in one.sentence]


def _page(file: Path) -> dict[str, Any]:
    told = tomllib.loads(file.read_text("utf-8"))
    return {**told, "page": told["page"].lstrip("\n")}


def _stated(one: Metric) -> tuple[Any, ...]:
    return (
        one.surface,
        one.value,
        one.unit,
        one.subject or "",
        one.period or "",
        one.partner or "",
    )


def _wanted(fact: list[str]) -> tuple[Any, ...]:
    surface, value, unit, subject, period, *partner = fact
    return surface, Decimal(value), unit, subject, period, *(partner or [""])


@pytest.mark.parametrize("file", OPEN, ids=lambda file: file.stem)
def test_each_cell_has_the_value_unit_subject_and_period_of_its_heads(file: Path) -> None:
    """A figure of a table is what its row and column say it is."""
    told = _page(file)
    found = _of_tables(told["page"])
    assert [_stated(one) for one in found] == [_wanted(fact) for fact in told["facts"]], told["why"]
    named = {one.surface: one.indicator_id for one in found}
    assert told.get("indicators", {}).items() <= named.items()


@pytest.mark.parametrize(("name", "files"), [("kept", KEPT), ("later", LATER)])
def test_tables_that_no_rule_was_written_for_keep_their_floors(
    name: str, files: list[Path]
) -> None:
    """Rules that serve only the tables before their author would read these worse."""
    right = dict.fromkeys(COLUMNS, 0)
    extra = 0
    for file in files:
        told = _page(file)
        left = [_stated(one) for one in _of_tables(told["page"])]
        for wanted in map(_wanted, told["facts"]):
            found = next((one for one in left if one[0] == wanted[0]), None)
            if found is None:
                continue
            left.remove(found)
            equal = [one == other for one, other in zip(found, wanted, strict=True)]
            for column, is_right in zip(COLUMNS, equal, strict=True):
                right[column] += is_right
        extra += len(left)
    assert tuple(right.values()) == FLOORS[name]
    assert extra == 0


def _small(case: dict[str, Any], rows: str) -> str:
    above = "".join(f"<p>{line}</p>" for line in case.get("above", []))
    return PAGE.replace("<table>", f"{above}<table>").format(title=case["title"], rows=rows)


@pytest.mark.parametrize("case", SMALL, ids=lambda case: case["title"])
def test_heads_say_what_a_figure_is(case: dict[str, Any]) -> None:
    """Each way to set a table says the same of its cells, or nothing where it is not sure."""
    lines = case["table"].strip("\n").split("\n")
    rows = "".join(
        f"<tr>{''.join(f'<td>{cell.strip()}</td>' for cell in line.split('|'))}</tr>"
        for line in lines
    )
    found = [
        [one.surface, one.unit, one.indicator, one.subject, one.period, one.kind.value]
        for one in _of_tables(_small(case, rows))
    ]
    assert found == case["facts"], case["why"]


def test_every_figure_of_a_table_leads_to_its_cell_and_its_bytes() -> None:
    """Invariant: nothing is stated that does not stand in the page, byte for byte."""
    for file in (*OPEN, *KEPT, *LATER):
        page = _page(file)["page"]
        cleaned, raw = clean(page), page.encode()
        for one in _of_tables(page):
            assert cleaned.text[one.start : one.end] == one.surface
            assert one.sentence in cleaned.text[one.sentence_start :]
            first, last = cleaned.origin(one.start, one.end)
            if cleaned.text.isascii() or "萬" not in page:
                assert raw[first:last].decode() == one.surface


def test_a_change_is_of_the_level_beside_it() -> None:
    """同比 behind two months belongs to the one whose time it says, else to the later."""
    page = _page(HERE / "open" / "city_trade.toml")["page"]
    by_span = {(one.start, one.end): one for one in _of_tables(page)}
    of = {one.surface: by_span[one.of_figure].surface for one in by_span.values() if one.of_figure}
    assert of["4.4"] == "5000.2"
    assert of["3.3"] == "500.1"


def test_a_part_behind_among_is_a_dimension() -> None:
    """其中：民营企业 below 进出口总额 is that of 进出口总额 which is theirs."""
    case = next(one for one in SMALL if one["title"].startswith("石桥县"))
    rows = "".join(
        f"<tr>{''.join(f'<td>{cell.strip()}</td>' for cell in line.split('|'))}</tr>"
        for line in case["table"].strip("\n").split("\n")
    )
    found = {one.surface: one for one in _of_tables(PAGE.format(title=case["title"], rows=rows))}
    assert "part=民营企业" in found["3.1"].dimensions
    assert found["30.5"].indicator_id == "goods_exports"


def test_the_sentences_around_a_table_read_as_without_it() -> None:
    """Names and times of cells are no names and times of the prose below."""
    prose = "<p>{}年，杭州市出口500亿元，同比增长5%。</p>".format
    rows = "<table><tr><th>地区</th><th>出口（亿元）</th></tr><tr><td>温州市</td><td>7.1</td></tr><tr><td>宁波市</td><td>8.2</td></tr></table>"
    head = "<html><body><h1>浙江省外贸情况</h1><p>2024-11-18</p>"
    below = "<p>其中一般贸易300亿元，占60%，增速比上年加快2个百分点。</p></body></html>"
    with_table = [
        one for one in metrics(head + prose(2023) + rows + below) if "\t" not in one.sentence
    ]
    without = metrics(head + prose(2023) + below)
    told = [(one.surface, one.subject, one.period, one.indicator) for one in with_table]
    assert told == [(one.surface, one.subject, one.period, one.indicator) for one in without]


def test_what_a_title_calls_expected_is_no_fact() -> None:
    """The cells of a forecast say nothing of it themselves."""
    rows = "<tr><td>城市</td><td>最高气温</td></tr><tr><td>北京</td><td>12℃</td></tr><tr><td>上海</td><td>18℃</td></tr>"
    found = _of_tables(PAGE.format(title="明日城市天气预报", rows=rows))
    assert [(one.subject, one.modality.value) for one in found] == [
        ("北京", "forecast"),
        ("上海", "forecast"),
    ]


_HEAD = "<tr><td>港口</td><td>吞吐量（万吨）</td><td>同比（%）</td></tr>"


@pytest.mark.parametrize(
    "rows",
    [
        lambda length: (
            _HEAD
            + "".join(
                f"<tr><td>第{number}港</td><td>{number}.5</td><td>3.1</td></tr>"
                for number in range(length // 50)
            )
        ),
        lambda length: (
            _HEAD
            + "".join(
                f"<tr><td>货类{number}</td><td>{number}.5</td><td>3.1</td></tr>"
                for number in range(length // 50)
            ).replace("港口", "货类")
        ),
        lambda length: (
            f"{_HEAD}<tr><td>杭州市</td><td>5.5</td><td>3.1</td></tr></table><p>以上。</p><table>"
            * (length // 150)
        ),
        lambda length: (
            f"<tr>{'<td>杭州市</td>' * 150}</tr>"
            + f"<tr>{'<td>1.5万吨</td>' * 150}</tr>" * (length // 2500)
        ),
        lambda length: (
            f"<tr><td>指标</td><td>{'（万吨'.ljust(60, '同')}</td></tr>"
            + "<tr><td>比上年比上年</td><td>1.5</td></tr>" * (length // 45)
        ),
        lambda length: (
            "<tr><td>指标</td><td>10月</td></tr>"
            + "<tr><td>其中：1—10月累计</td><td>1.5万吨</td></tr><tr><td>其他</td><td>2</td></tr>"
            * (length // 80)
        ),
        lambda length: (
            f"</table><p>截至{'甲' * (length // 2)}</p><p>{'本报' * (length // 4)}</p><table>{_HEAD}"
            + "<tr><td>杭州市</td><td>5.5</td><td>3.1</td></tr>" * 3
        ),
        lambda length: (
            f"<tr><td>指标</td><td>{'按年&nbsp;年增&nbsp;月增&nbsp;'.ljust(78, '按')}</td></tr>"
            + f"<tr><td>{'按年　年增　月增　' * 8}</td><td>1.5</td></tr>" * (length // 100)
        ),
    ],
    ids=["names", "items", "tables", "columns", "heads", "parts", "lines", "changes"],
)
def test_time_grows_with_the_length_of_what_tables_state(rows: Callable[[int], str]) -> None:
    """A page of nothing but tables costs what its cells cost."""
    assert is_linear(
        lambda length: metrics(PAGE.format(title="2024年10月", rows=rows(length))), 120_000
    )


@pytest.mark.parametrize(
    ("line", "modality"),
    [
        ("顺利完成目标任务，具体数据如下：", "actual"),
        ("各区投资任务完成情况", "actual"),
        ("全市计划生育统计表", "actual"),
        ("预计全年还将增长。", "actual"),
        ("各部门要紧盯目标，再加把劲。", "actual"),
        ("前三季度计划投资如下表。", "target"),
        ("各区投资目标", "target"),
        ("计划完成投资", "target"),
    ],
)
def test_only_the_name_of_a_table_makes_its_figures_a_plan(line: str, modality: str) -> None:
    """What was done is no target, and a sentence about what will be is none about the table."""
    case = {"title": "东港市2024年前三季度投资", "above": [line]}
    rows = "<tr><td>区</td><td>投资（亿元）</td></tr><tr><td>甲区</td><td>3.1</td></tr><tr><td>乙区</td><td>4.2</td></tr>"
    assert {one.modality.value for one in _of_tables(_small(case, rows))} == {modality}


@pytest.mark.parametrize(
    ("cell", "surfaces"),
    [
        ("<span>70</span><span>.1</span>", ["70.1"]),
        ("<b>1</b><font>2</font>3", ["123"]),
        ("<span>8</span>,<span>050</span>", ["8,050"]),
        ("<span>-</span><span>3.5</span>", ["-3.5"]),
        ("12<sup>1</sup>", []),
        ("12<SUB class=a>1</SUB>", []),
        ("<p>70</p><p>.1</p>", []),
    ],
)
def test_tags_inside_a_cell_part_no_number(cell: str, surfaces: list[str]) -> None:
    """A maker sets spans anywhere; a mark above the line is no digit."""
    rows = f"<tr><td>港口</td><td>吞吐量（万吨）</td></tr><tr><td>东港</td><td>{cell}</td></tr><tr><td>西港</td><td>9.75</td></tr><tr><td>南港</td><td>9.75</td></tr>"
    page = PAGE.format(title="2024年10月吞吐量", rows=rows)
    assert [one.surface for one in _of_tables(page)] == [*surfaces, "9.75", "9.75"]


def test_only_colspan_itself_spans_columns() -> None:
    """data-colspan is a note of a script."""
    rows = "<tr><td data-colspan=3>港口</td><td>吞吐量（万吨）</td></tr><tr><td>东港</td><td>8.5</td></tr><tr><td>西港</td><td>9.75</td></tr>"
    page = PAGE.format(title="2024年10月数据", rows=rows)
    assert [one.unit for one in _of_tables(page)] == ["吨", "吨"]


def test_a_cell_of_no_known_end_leaves_no_figure_in_another_column() -> None:
    """rowspan=0 reaches down as far as its part of the table does: below it the columns are unsure."""
    rows = "<tr><td>港口</td><td>货类</td><td>吞吐量（万吨）</td><td>人数（人）</td></tr><tr><td rowspan=0>东港</td><td>煤炭</td><td>3</td><td>70</td></tr><tr><td>铁矿</td><td>4</td><td>80</td></tr>"
    assert not _of_tables(PAGE.format(title="2024年10月数据", rows=rows))


def test_what_narrows_an_indicator_is_a_part_of_it() -> None:
    """The exports of one sort of goods are no exports of all: their series are two."""
    page = _page(HERE / "later" / "taiwan_trade.toml")["page"]
    told = {one.surface: (one.indicator_id, one.dimensions) for one in _of_tables(page)}
    assert told["136.2"] == ("goods_exports", ("direction=export", "part=电子零组件"))
    assert told["373.6"] == ("goods_exports", ("direction=export",))

"""What the rows of units say of comparable figures, held against the factors of pint and by sentences."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from typing import Final

import pint
import pytest
from factories import ROOT
from hypothesis import example, given
from hypothesis import strategies as st

from kouan import metrics
from kouan.extraction.amounts.money import home_currency
from kouan.extraction.amounts.quantities import quantities
from kouan.extraction.amounts.units import UnitTable
from kouan.extraction.figures.kinds import kind_of
from kouan.extraction.figures.per_units import per_unit_of
from kouan.extraction.figures.statement import statement
from kouan.language.cardinals import EXACT
from kouan.lexicons import read_folder
from kouan.model.facts import MetricKind
from kouan.model.knowledge import Knowledge

KNOWLEDGE = Knowledge(read_folder())
ROWS = [*KNOWLEDGE.rows("unit"), *KNOWLEDGE.rows("counter")]
#: Units and base units of the rows, and what pint calls them.
NAMES: Final[dict[str, str]] = {
    unit: name
    for name, units in tomllib.loads((ROOT / "tests/cases/units.toml").read_text("utf-8")).items()
    for unit in units
}
PHYSICAL: Final = [row for row in ROWS if row["surface"] in NAMES]
KILOMETRE: Final = next(row for row in PHYSICAL if row["surface"] == "公里")
#: Bases that are no matter of physics: counts, shares, money, and what nothing else is compared with.
OTHERS: Final = {
    *("%", "pp", "TEU", "人", "户", "类", "席", "岁", "工作日", "吨标准煤", "马力", "点"),
    *("℃", "°F", "dB", "mol", "lx", "Mbit/s"),
}


@pytest.mark.parametrize("row", PHYSICAL, ids=lambda row: row["surface"])
def test_the_factor_of_a_unit_is_that_of_physics(row: dict[str, str]) -> None:
    registry = pint.get_application_registry()
    one, base = (
        registry(NAMES[name]) for name in (row["surface"], row["unit_base"] or row["unit"])
    )
    ratio = (1.0 * one / base).to("dimensionless")
    times, _, divided = (row["base_factor"] or "1").partition("/")
    assert float(Decimal(times) / Decimal(divided or "1")) == pytest.approx(ratio.magnitude)


def test_every_base_is_a_physical_unit_a_currency_or_a_count_that_is_named_here() -> None:
    strange = {
        row["unit_base"] for row in ROWS if row["unit_base"] and row["unit_base"] != row["currency"]
    } - (set(NAMES) | OTHERS)
    assert strange == set()


def test_a_base_is_its_own_base() -> None:
    """Two ways to one base would make figures comparable in one direction only."""
    units = UnitTable(KNOWLEDGE).units
    for unit in filter(None, units.values()):
        of_base = units.get(unit.base.name)
        assert of_base is None or of_base.base.name == unit.base.name, unit.surface


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("查获毒品2.4千克", "0.0024 t"),
        ("查获毒品18.8克", "0.0000188 t"),
        ("园区占地1500亩", "1000000 m²"),
        ("均价5.5元/公斤", "5500 CNY/t"),
        ("浓度为29微克/立方米", "0.029 mg/m³"),
        ("时速160公里/小时", "160 km/h"),
        ("普及率为122.5部/百人", "1.225 部/人"),
        ("死亡率15.1/10万", "0.0151 %"),
        ("利率下调25个基点", "0.25 pp"),
        ("占三成", "30 %"),
        ("差错率控制在3‰", "0.3 %"),
        ("通关只需1小时30分", "5400 s"),
        ("超过120名", "120 人"),
        ("8至10万标箱", "80000..100000 TEU"),
        ("旅客25万余人次", "250000 人次"),
    ],
)
def test_comparable_figures_share_a_base(text: str, base: str) -> None:
    (one,) = quantities(text, KNOWLEDGE)
    assert one.value_base is not None
    most = "" if one.value_max_base is None else f"..{one.value_max_base.normalize():f}"
    assert f"{one.value_base.normalize():f}{most} {one.unit_base}" == base


def test_a_place_in_an_order_has_no_base() -> None:
    (one,) = quantities("吞吐量位居全国首位", KNOWLEDGE)
    assert (one.unit_base, one.value_base) == (None, None)


@pytest.mark.parametrize(
    ("text", "currency"),
    [("45万港币", "HKD"), ("5亿元人民币", "CNY"), ("3美分", "USD"), ("45万人", None)],
)
def test_money_names_its_currency(text: str, currency: str | None) -> None:
    (one,) = quantities(text, KNOWLEDGE)
    assert one.currency == currency
    assert currency is None or one.unit_base == currency


@example(Decimal("12360.000"), KILOMETRE)  # 12360 alone is the name of a hotline
@given(
    st.decimals(min_value="0.001", max_value=10**12, places=3),
    st.sampled_from([row for row in PHYSICAL if "/" not in row["base_factor"]]),
)
def test_a_value_in_its_base_unit_is_exact(value: Decimal, row: dict[str, str]) -> None:
    if row["surface"] == "年":
        return  # 2014年 is a date
    (one,) = quantities(f"达{value:f}{row['surface']}", KNOWLEDGE)
    assert one.value_base == EXACT.multiply(value, Decimal(row["base_factor"] or "1"))


@pytest.mark.parametrize("row", KNOWLEDGE.rows("currency"), ids=lambda row: row["surface"])
def test_the_sentence_of_a_currency_is_read_by_its_row(row: dict[str, str]) -> None:
    (one,) = quantities(row["example"], KNOWLEDGE)
    assert (one.currency, one.unit_base) == (row["currency"], row["currency"])
    assert one.unit in (row["unit"], "元")


@pytest.mark.parametrize("row", KNOWLEDGE.rows("home_currency"), ids=lambda row: row["surface"])
def test_a_word_of_a_place_tells_whose_money_is_meant(row: dict[str, str]) -> None:
    other = "CNY" if row["currency"] != "CNY" else "TWD"
    assert home_currency(f"{row['example']}，{row['example']}", KNOWLEDGE) == row["currency"]
    (one,) = quantities("罚款3000元", KNOWLEDGE, other)
    assert (one.currency, one.unit, one.unit_base) == (other, "元", other)


def test_money_that_names_its_currency_is_at_home_nowhere() -> None:
    found = quantities("人民币5元，8美元，3元人民币，2元", KNOWLEDGE, "HKD")
    assert [one.currency for one in found] == ["CNY", "USD", "CNY", "HKD"]
    assert home_currency("行政院说，国务院说，我国", KNOWLEDGE) == "CNY"
    assert home_currency("立法会", KNOWLEDGE) == "CNY"


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("立法院三讀通過預算案，行政院編列2,843億元。台北市政府補助300萬元。", "TWD"),
        ("港鐵公布業績，全年盈利80億元。立法會議員批評票價。", "HKD"),
        ("海關總署公布，我國進口12億元。國務院要求加強檢驗檢疫。", "CNY"),
        ("立法院三读通过预算案，行政院编列2843亿元。", "CNY"),
    ],
)
def test_bare_yuan_of_a_traditional_page_is_of_the_place_it_speaks_of(
    text: str, currency: str
) -> None:
    found = metrics(text)
    assert {one.currency for one in found if "元" in one.surface} == {currency}


@pytest.mark.parametrize("row", KNOWLEDGE.rows("rate"), ids=lambda row: row["surface"])
def test_the_sentence_of_a_rate_is_read_by_its_row(row: dict[str, str]) -> None:
    text = row["example"]
    one = quantities(text, KNOWLEDGE)[-1]
    kind = kind_of(text, (0, len(text)), one, None, KNOWLEDGE)
    said = per_unit_of(statement(text, (0, len(text)), one, kind, None), KNOWLEDGE)
    assert (kind, said) == (MetricKind.RATE, row["per_unit"])


@pytest.mark.parametrize(
    ("text", "per_unit"),
    [
        ("补贴每个月不超过200元。", "月"),
        ("补贴每个季度200万元。", "季度"),
        ("每个学生补贴100元。", "人"),
        ("费用每床日200元。", "床日"),
    ],
)
def test_each_of_a_time_or_of_persons_is_a_rate(text: str, per_unit: str) -> None:
    (one,) = metrics(text)
    assert (one.kind.value, one.per_unit) == ("rate", per_unit)

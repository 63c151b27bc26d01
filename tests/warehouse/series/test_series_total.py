"""The sum of a series over a time: no day twice, no forecast, as far as figures reach."""

from decimal import Decimal

import pytest
from prepared import lay_out
from series_rows import Stated, indicators, tell
from test_observations import CARGO

from warehouse.asking.query import run_query
from warehouse.series.building import update_observations
from warehouse.transaction import transaction


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """Port cargo as it was told in 2023, with a forecast, a part of it, and a month of another subject."""
    place = tmp_path_factory.mktemp("home")
    lay_out(place)
    with transaction(place) as connection:
        indicators(connection)
        tell(
            connection,
            *CARGO,
            Stated("17000000000", "2023", "2023-10-25", "plan", "single", modality="forecast"),
            Stated(
                "3770000000",
                "2023-01/2023-09",
                "2023-10-25",
                "part",
                dimensions=("direction=export",),
            ),
            Stated("70000000", "2023-07", "2023-08-25", "port", "single", subject="别的港"),
        )
        update_observations(connection)
    return place


def total(home, since, until, **given):
    asked = {
        "indicator": "freight_throughput",
        "subject": "中国",
        "since": since,
        "until": until,
        **given,
    }
    found = run_query(home, "series_total", asked)
    named = [dict(zip(found.columns, row, strict=True)) for row in found.rows]
    return [
        (
            row["value"] / 10**8,
            row["until"].isoformat(),
            row["is_whole"],
            row["figures"],
            row["derived"],
        )
        for row in named
    ]


@pytest.mark.parametrize(
    ("since", "until", "wanted"),
    [
        # stated: a naive sum of all figures says 534.9
        ("2023-01-01", "2023-09-30", ("125.4", "2023-09-30", True, 1, 0)),
        # the half and a month behind it
        ("2023-01-01", "2023-07-31", ("96.2", "2023-07-31", True, 2, 0)),
        # a month that two year-to-date figures tell, and one that is stated
        ("2023-06-01", "2023-07-31", ("28.7", "2023-07-31", True, 2, 1)),
        # nobody says anything of the last quarter
        ("2023-01-01", "2023-12-31", ("125.4", "2023-09-30", False, 1, 0)),
    ],
)
def test_a_time_is_added_up_without_counting_a_day_twice(home, since, until, wanted):
    value, *rest = wanted
    assert total(home, since, until) == [(Decimal(value), *rest)]


def test_parts_and_other_subjects_are_sums_of_their_own(home):
    assert [row[0] for row in total(home, "2023-01-01", "2023-09-30", part="%")] == [
        Decimal("125.4"),
        Decimal("37.7"),
    ]
    july = total(home, "2023-07-01", "2023-07-31", subject="%")
    assert sorted(row[0] for row in july) == [Decimal("0.7"), Decimal("14.3")]


def test_a_time_of_which_nothing_is_told_has_no_sum(home):
    assert total(home, "2022-01-01", "2022-12-31") == []

"""Observations: what enters, which figure is shown, what counts once, what is a revision, what is derived, what is a gap."""

from series_rows import Stated, seen, tell

#: Port cargo of 2023 as it was told, in tons: by the quarter, to May, to June, of July alone, to September.
CARGO = (
    Stated("3854210000", "2023-01/2023-03", "2023-04-20", "q1", resolution="10000"),
    Stated("6750000000", "2023-01/2023-05", "2023-06-20", "may", resolution="10000000"),
    Stated("8190000000", "2023-01/2023-06", "2023-07-15", "half", resolution="10000000"),
    Stated("8190000000", "2023-01/2023-06", "2023-07-16", "again", resolution="10000000"),
    Stated("1430000000", "2023-07", "2023-08-25", "july", "single", "10000000"),
    Stated("12540000000", "2023-01/2023-09", "2023-10-25", "nine", resolution="10000000"),
    Stated("12540000000", "2023-01/2023-09", "2023-10-26", "words", resolution="10000000"),
)


def test_year_to_date_figures_are_one_series_and_a_month_another(tmp_path):
    tell(tmp_path, *CARGO)
    stated = seen(
        tmp_path,
        "span, grain, period_end::VARCHAR, round(value / 1e8, 4)::VARCHAR",
        "state = 'stated'",
    )
    assert stated == [
        ("ytd", "other", "2023-03-31", "38.5421"),
        ("ytd", "other", "2023-05-31", "67.5"),
        ("ytd", "other", "2023-06-30", "81.9"),
        ("ytd", "other", "2023-09-30", "125.4"),
        ("single", "month", "2023-07-31", "14.3"),
    ]
    assert len(seen(tmp_path, "DISTINCT series_id", "state = 'stated'")) == 2

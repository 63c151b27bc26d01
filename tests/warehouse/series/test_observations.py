"""Observations: what enters, which figure is shown, what counts once, what is a revision, what is derived, what is a gap."""

from dataclasses import replace

from series_rows import (
    Stated,
    everything,
    hold,
    indicators,
    observed,
    publication,
    seen,
    tell,
    tier,
)

from kouan.model.facts import Bound
from warehouse.series.building import update_observations

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
#: Retail sales of one month, in yuan: to the yuan hundred million, and rounded.
FINE = Stated("3676100000000", "2023-07", "2023-08-15", "fine", "single", "100000000")
COARSE = Stated("3700000000000", "2023-07", "2023-08-15", "coarse", "single", "100000000000")


def amounts(rows):
    return [(*row[:-1], f"{row[-1].normalize():f}") for row in rows]


def test_year_to_date_figures_are_one_series_and_a_month_another(store):
    columns = "span, grain, period_end::VARCHAR, statements, value / 100000000"
    stated = observed(store, *CARGO, columns=columns, where="state = 'stated'")
    assert [(*row[:-1], round(row[-1], 4)) for row in stated] == [
        ("ytd", "other", "2023-03-31", 1, 38.5421),
        ("ytd", "other", "2023-05-31", 1, 67.5),
        ("ytd", "other", "2023-06-30", 2, 81.9),
        ("ytd", "other", "2023-09-30", 2, 125.4),
        ("single", "month", "2023-07-31", 1, 14.3),
    ]
    assert len(seen(store, "DISTINCT series_id", "state = 'stated'")) == 2


def test_months_and_quarters_between_year_to_date_figures_are_derived_with_their_rounding(store):
    columns = (
        "grain, period_start::VARCHAR, statements, len(derived_from), value_low, value_high, value"
    )
    rows = observed(store, *CARGO, columns=columns, where="state = 'derived'")
    assert [(*row[:4], *(f"{one:.0f}" for one in row[4:])) for row in rows] == [
        ("quarter", "2023-04-01", 0, 2, "4330785000", "4340795000", "4335790000"),
        ("month", "2023-06-01", 0, 2, "1430000000", "1450000000", "1440000000"),
        ("quarter", "2023-07-01", 0, 2, "4340000000", "4360000000", "4350000000"),
    ]


def test_a_month_that_a_text_states_is_not_derived(store):
    stated = Stated("1450000000", "2023-06", "2023-07-20", "june", "single", "10000000")
    rows = observed(
        store, *CARGO, stated, columns="state, value", where="period_start = '2023-06-01'"
    )
    assert amounts(rows) == [("stated", "1450000000")]


#: Figures that cannot be added up.
APART = (
    {"measure": "stock"},
    {"price_basis": "real"},
    {"bound": Bound.OVER},
    {"indicator": "unsummable"},
)


def test_what_cannot_be_added_up_is_not_taken_apart(store):
    told = [
        replace(one, article=f"{one.article} {number}", **changes)
        for number, changes in enumerate(APART)
        for one in CARGO
    ]
    assert observed(store, *told, columns="1", where="state = 'derived'") == []


def test_the_words_of_a_period_do_not_split_a_series(store):
    told = [
        Stated("10", "2023-01/2023-12", "2024-01-20", "a", "ytd"),
        Stated("10", "2023", "2024-01-21", "b", "single"),
        Stated("3", "2023-07/2023-09", "2023-10-20", "c", "custom"),
        Stated("3", "2023-07/2023-09", "2023-10-20", "d", "single"),
        Stated("1", "2023-01", "2023-02-20", "e", "ytd"),
        Stated("1", "2023-01", "2023-02-20", "f", "single"),
    ]
    rows = observed(store, *told, columns="grain, span, statements", where="state = 'stated'")
    assert rows == [("month", "single", 2), ("year", "single", 2), ("quarter", "single", 2)]


def test_a_stock_stands_at_its_last_day_however_it_is_told(store):
    told = [
        Stated("10", "2023-12", "2024-01-20", "a", "instant", measure="stock"),
        Stated("10", "2023", "2024-01-20", "b", "single", measure="stock"),
        Stated("10", "2023-12-31", "2024-01-20", "c", "instant", measure="stock"),
    ]
    rows = observed(store, *told, columns="grain, span, period_start::VARCHAR, statements")
    assert rows == [("day", "instant", "2023-12-31", 3)]


def test_a_rounded_figure_and_a_finer_one_are_one_observation_and_the_finer_is_shown(store):
    for first, second in ((FINE, COARSE), (COARSE, FINE)):
        later = replace(second, told_on="2023-08-20")
        rows = observed(store, first, later, columns="statements, flags, value")
        assert amounts(rows) == [(2, [], "3676100000000")]
    roles = store.execute("SELECT role FROM observation_metric ORDER BY role").fetchall()
    assert roles == [("agrees",), ("shown",)]


def test_the_official_figure_is_shown_before_a_finer_one_of_a_copier(store):
    with publication(store):
        tier(store, "gov", "official")
        tier(store, "site", "copier")
    official = replace(COARSE, source="gov", told_on="2023-08-20")
    rows = observed(store, official, replace(FINE, source="site"), columns="statements, value")
    assert amounts(rows) == [(2, "3700000000000")]
    with publication(store):
        tier(store, "gov", "copier")
    assert amounts(seen(store, "value")) == [("3676100000000",)]


def test_an_exact_figure_is_shown_before_an_earlier_bound(store):
    over = Stated("80", "2023-01/2023-06", "2023-07-10", "over", bound=Bound.OVER)
    exact = Stated("82", "2023-01/2023-06", "2023-07-15", "exact")
    rows = observed(store, over, exact, columns="statements, flags, bound, value")
    assert amounts(rows) == [(2, [], "exact", "82")]


#: A figure of 100, another one, and whether they agree.
AGREEING = (
    ({"bound": Bound.OVER}, "99", False),
    ({"bound": Bound.OVER}, "180", True),
    ({"bound": Bound.AT_LEAST}, "210", False),
    ({"bound": Bound.UNDER}, "60", True),
    ({"bound": Bound.AT_MOST}, "101", False),
    ({"bound": Bound.ABOUT}, "96", True),
    ({"bound": Bound.ABOUT}, "94", False),
    ({"bound": Bound.RANGE, "value_max": "140"}, "139", True),
    ({"bound": Bound.RANGE, "value_max": "140"}, "142", False),
    ({"resolution": "10"}, "104", True),
    ({"resolution": None}, "101", False),
)


def test_figures_agree_where_what_they_can_mean_touches(store):
    told = []
    for number, (loose, exact, _) in enumerate(AGREEING):
        said = {"period": "2022", "span": "single", "subject": f"{number:02}号港"}
        given = {"value": "100", "resolution": "1", **loose}
        told += [
            Stated(**given, **said, told_on="2023-01-13", article="loose"),
            Stated(exact, **said, told_on="2023-01-14", article="exact"),
        ]
    rows = observed(store, *told, columns="subject, statements")
    assert [count == 2 for _, count in sorted(rows)] == [agrees for *_, agrees in AGREEING]


def test_figures_of_one_round_that_disagree_are_a_conflict(store):
    other = Stated("91", "2023-01/2023-06", "2023-07-20", "other")
    first = Stated("82", "2023-01/2023-06", "2023-07-15", "first")
    rows = observed(store, first, other, columns="vintage, statements, flags, value")
    assert amounts(rows) == [(0, 1, ["conflict"], "82")]
    assert store.execute(
        "SELECT article_id, role FROM observation_metric ORDER BY 1"
    ).fetchall() == [
        ("first", "shown"),
        ("other", "differs"),
    ]


def test_a_later_figure_that_disagrees_is_a_revision_and_one_that_agrees_is_not(store):
    told = [
        Stated("421", "2022", "2023-01-13", "first", "single"),
        Stated("421", "2022", "2023-06-01", "cited", "single"),
        Stated("417", "2022", "2024-01-12", "revised", "single"),
        Stated("417", "2022", "2024-05-01", "later", "single"),
    ]
    rows = observed(store, *told, columns="vintage, revision, statements, flags, value")
    assert amounts(rows) == [(0, 0, 2, [], "421"), (1, 1, 2, [], "417")]
    assert amounts(store.execute("SELECT value FROM current_observation").fetchall()) == [("417",)]


def test_thirty_days_are_one_round_and_thirty_one_are_not(store):
    first = Stated("421", "2022", "2023-01-01", "first", "single")
    for day, rounds in (("2023-01-31", 1), ("2023-02-01", 2)):
        second = Stated("417", "2022", day, "second", "single")
        assert len(observed(store, first, second, columns="vintage")) == rounds


def test_undated_figures_join_the_first_round_they_agree_with_else_they_are_flagged(store):
    told = [
        Stated("421", "2022", "2023-01-13", "first", "single"),
        Stated("417", "2022", "2024-01-12", "revised", "single"),
        Stated("421", "2022", None, "old", "single"),
        Stated("400", "2022", None, "odd", "single"),
    ]
    rows = observed(store, *told, columns="vintage, statements, flags, value")
    assert amounts(rows) == [(0, 2, [], "421"), (1, 1, ["undated"], "417")]
    roles = store.execute("SELECT article_id FROM observation_metric WHERE role = 'undated'")
    assert roles.fetchall() == [("odd",)]


def test_figures_without_any_date_are_one_flagged_round(store):
    alone = Stated("421", "2022", None, "old", "single")
    rows = observed(store, alone, columns="vintage, statements, flags, value")
    assert amounts(rows) == [(0, 1, ["undated"], "421")]


def test_reprints_count_once_and_equal_bytes_at_other_places_too(store):
    kept = Stated("82", "2023-01/2023-06", "2023-07-15", "kept", locations=("a.txt", "b.txt"))
    copy = replace(kept, article="copy", told_on="2023-09-20", copy_of="kept", locations=("c.txt",))
    rows = observed(
        store, kept, replace(kept, span="custom"), copy, columns="vintage, statements, reprints"
    )
    assert rows == [(0, 1, 2)]
    roles = store.execute("SELECT article_id, role FROM observation_metric ORDER BY ALL").fetchall()
    assert roles == [("copy", "reprint"), ("kept", "repeat"), ("kept", "shown")]


def test_a_copy_that_states_another_figure_is_a_statement_of_its_own(store):
    kept = Stated("82", "2023-01/2023-06", "2023-07-15", "kept")
    copy = replace(kept, value="28", article="copy", copy_of="kept")
    rows = observed(store, kept, copy, columns="statements, reprints, flags, value")
    assert amounts(rows) == [(1, 0, ["conflict"], "82")]


#: What is no level, no fact, of nobody, or no number.
NONE = (
    {"kind": "change"},
    {"modality": "forecast"},
    {"modality": "target"},
    {"modality": "capacity"},
    {"modality": "standard"},
    {"subject": None},
    {"value": "9999999999999999999999999"},
)


def test_what_is_no_level_or_no_fact_or_of_nobody_is_no_observation(store):
    told = [replace(CARGO[0], article=f"a{number}", **one) for number, one in enumerate(NONE)]
    assert observed(store, *told, columns="1") == []
    assert len(observed(store, *told, CARGO[0], columns="1")) == 1


#: What is of something else.
OTHER = (
    {"per_unit": "日"},
    {"subject": "上海港"},
    {"place": "上海"},
    {"unit": "TEU"},
    {"measure": "average"},
    {"price_basis": "real"},
    {"dimensions": ("direction=export",)},
    {"kind": "share", "whole": "全国"},
    {"indicator": "container_throughput"},
)


def test_what_is_of_something_else_is_another_series(store):
    told = [replace(CARGO[0], article=f"a{number}", **one) for number, one in enumerate(OTHER)]
    rows = observed(store, CARGO[0], *told, columns="count(DISTINCT series_id), count(*)")
    assert rows == [(len(OTHER) + 1, len(OTHER) + 1)]


def test_a_rate_says_its_unit_and_a_share_its_whole(store):
    daily = Stated(
        "40", "2023-07", span="single", article="d", unit="人次", per_unit="日", measure="average"
    )
    share = Stated(
        "25",
        "2023-07",
        span="single",
        article="s",
        unit="%",
        kind="share",
        measure="ratio",
        whole="全省",
    )
    rows = observed(store, daily, share, columns="unit_base, dimensions")
    assert sorted(rows) == [("%", ["whole=全省"]), ("人次/日", [])]


def test_the_last_digit_is_that_of_the_unit_in_the_text(store):
    fine = Stated("535", "2021", article="km", span="single", unit="公里", base=("m", "535000"))
    coarse = Stated("535400", "2021", article="m", span="single", unit="m")
    rows = observed(store, fine, coarse, columns="flags, resolution, value_low, value_high")
    assert [(flags, *map(float, rest)) for flags, *rest in rows] == [([], 1.0, 535399.5, 535400.5)]
    low = store.execute("SELECT value_low FROM observation_metric WHERE article_id = 'km'")
    assert amounts(low.fetchall()) == [("534500",)]


def test_a_country_without_an_entity_is_the_same_country(store):
    with_entity = replace(FINE, subject_id="e1")
    rows = observed(store, with_entity, COARSE, columns="subject, subject_id, statements")
    assert rows == [("中国", "e1", 2)]


def test_a_held_figure_is_a_gap_until_somebody_else_states_it_or_it_is_given_up(store):
    held = Stated("82", "2023-01/2023-06", "2023-07-15", "held")
    with publication(store):
        hold(store, held)
    rows = seen(store, "state, value, flags, fact_key IS NOT NULL, span, period_end::VARCHAR")
    assert rows == [("gap", None, ["held"], True, "ytd", "2023-06-30")]
    assert observed(store, replace(held, article="other"), columns="state, flags") == [
        ("stated", [])
    ]
    with publication(store):
        hold(store, replace(held, period="2023-01/2023-07"))
    assert seen(store, "state") == [("stated",), ("gap",)]
    with publication(store):
        hold(store, replace(held, period="2023-01/2023-07"), "discarded")
    assert seen(store, "state") == [("stated",)]


def test_a_held_month_that_can_be_derived_is_derived_and_says_so(store):
    with publication(store):
        hold(store, Stated("999", "2023-06", "2023-07-20", "june", "single"))
    rows = observed(
        store,
        *CARGO,
        columns="state, flags, fact_key IS NOT NULL",
        where="period_start = '2023-06-01'",
    )
    assert rows == [("derived", ["held"], True)]


def test_a_flow_told_before_its_period_ended_is_flagged_and_no_part_of_the_series_of_whole_periods(
    store,
):
    early = Stated("82", "2023", "2023-07-15", "early", span="single")
    whole = Stated("170", "2023", "2024-01-20", "whole", span="single")
    rows = observed(store, early, whole, columns="span, vintage, flags, value")
    assert amounts(sorted(rows)) == [
        ("custom", 0, ["early"], "82"),
        ("single", 0, [], "170"),
    ]


def test_a_state_stands_at_the_day_it_was_told_where_its_period_had_not_ended(store):
    told = [
        Stated("7", "2023-02", "2023-02-06", "a", "instant", indicator="deaths"),
        Stated("912", "2023-02", "2023-02-08", "b", "instant", indicator="deaths"),
        Stated("900", "2023-02", "2023-03-08", "c", "instant", indicator="deaths"),
    ]
    copy = replace(told[0], article="copy", told_on="2023-02-07", copy_of="a")
    rows = observed(
        store, *told, copy, columns="period_start::VARCHAR, vintage, statements, reprints, flags"
    )
    assert rows == [
        ("2023-02-06", 0, 1, 1, []),
        ("2023-02-08", 0, 1, 0, []),
        ("2023-02-28", 0, 1, 0, []),
    ]


def test_a_difference_below_zero_is_flagged(store):
    less = replace(CARGO[2], value="6000000000", article="less")
    rows = observed(store, CARGO[1], less, columns="flags", where="state = 'derived'")
    assert rows == [(["negative"],)]


def test_an_indicator_that_can_be_added_up_no_more_loses_its_observations_until_it_can_again(store):
    whole = observed(store, *CARGO, columns="*")
    with publication(store):
        indicators(store, summable=False)
    assert seen(store, "1") == []
    with publication(store):
        indicators(store)
    assert seen(store, "*") == whole


def test_a_publication_that_changes_no_figure_changes_no_row(store):
    with publication(store):
        tell(store, *CARGO)
    before = everything(store)
    with publication(store):
        tell(store, *CARGO)
        assert update_observations(store) == 0
    assert everything(store) == before

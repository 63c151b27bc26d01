"""Figures that cannot all be right: planted mistakes are flagged with their sentences, and what is true or explained is not."""

import pytest
from asked_homes import published_in
from batches import ask
from planted import DISPUTED, SINGLE, planted
from prepared import lay_out

MISTAKES = tuple(planted(seed=7, number=18, sorts=SINGLE))
CONFLICTS = tuple(planted(seed=11, number=4, sorts=DISPUTED))

YEARLY = """\
口岸客流

2018年7月16日

政委介绍，2016年，霍尔果斯口岸年出入境（园）人员达543万人次；2017年达到586万人次，口岸通关量以年均30%的速度递增。
"""

#: Figures of one article each that fit one another, or are none of one another's business.
FITTING = {
    "growth that fits": "2019年，罗湖口岸出入境旅客586万人次，同比增长7.9%。2018年，罗湖口岸出入境旅客543万人次。",
    "a fall that fits": "2019年，罗湖口岸出入境旅客500万人次，同比下降7.9%。2018年，罗湖口岸出入境旅客543万人次。",
    "growth within the rounding of about": "2019年，罗湖口岸出入境旅客约600万人次，同比增长8%。2018年，罗湖口岸出入境旅客543万人次。",
    "yearly growth that fits": "2017年，罗湖口岸快递业务量400.6亿件，2022年为1105.8亿件，年均增长22.5%。",
    "twice as many": "2019年，罗湖口岸出入境旅客600万人次，是2018年的2倍。2018年，罗湖口岸出入境旅客300万人次。",
    "parts that make the total": "2019年7月，罗湖口岸进出口总值500亿元，其中，出口300亿元，进口200亿元。",
    "parts within rounding": "2019年7月，罗湖口岸进出口总值0.5万亿元，其中，出口3012亿元，进口2021亿元。",
    "shares of all": "2019年7月，罗湖口岸出境旅客和入境旅客分别占出入境旅客总数的55%和45%。",
    "shares of different things": "2019年7月，罗湖口岸旅客中，女性占60%，老人占50%。",
    "a part beside a total of another month": "2019年7月，罗湖口岸出入境旅客200万人次。2019年8月，罗湖口岸出境旅客300万人次。",
    "a target beside the year before": "2019年，罗湖口岸力争出入境旅客达到900万人次，同比增长5%。2018年，罗湖口岸出入境旅客543万人次。",
    "halves that make the year": "2019年上半年，罗湖口岸出入境旅客250万人次。2019年，罗湖口岸出入境旅客543万人次。",
}


REPORT = "港口生产\n\n{told}\n\n{text}\n"
#: When it was told, and what it says: none of these contradicts another one.
REPORTS = (
    ("2023年8月15日", "2023年7月，中国社会消费品零售总额36761亿元，同比增长2.5%。"),
    ("2023年8月20日", "2023年7月，中国社会消费品零售总额3.7万亿元。"),
    ("2023年1月13日", "2022年中国货物贸易进出口总值42.1万亿元，同比增长7.7%。"),
    ("2024年1月12日", "2023年中国货物贸易进出口总值41.76万亿元，同比增长0.2%。"),
    ("2023年4月20日", "2023年一季度，全国港口完成货物吞吐量385421万吨。"),
    ("2023年6月20日", "2023年1—5月，全国港口完成货物吞吐量67.5亿吨。"),
    ("2023年7月20日", "2023年上半年，全国港口完成货物吞吐量81.9亿吨。"),
    ("2023年7月25日", "2023年上半年，全国港口货物吞吐量达81.9亿吨。"),
    ("2023年8月22日", "2023年7月，全国港口完成货物吞吐量14.3亿吨。"),
    ("2023年10月20日", "2023年1—9月，全国港口完成货物吞吐量125.4亿吨。"),
    ("2023年10月27日", "2023年前三季度，全国港口货物吞吐量125.4亿吨。"),
    ("2023年3月5日", "2023年，罗湖口岸力争出入境旅客达到900万人次。"),
    ("2024年1月5日", "2023年，罗湖口岸出入境旅客1012万人次。"),
    ("2024年1月6日", "2023年，罗湖口岸出入境旅客超过1000万人次。"),
    ("2024年1月7日", "2023年，罗湖口岸出入境旅客不到1100万人次。"),
    ("2024年1月8日", "2023年，罗湖口岸日均出入境旅客约2.8万人次。"),
)


FLAGGED = (
    "SELECT question, surface FROM arithmetic_flag INNER JOIN current_article USING (article_id)"
    " WHERE verdict = 'contradiction' AND location LIKE ?"
)
PAIRED = (
    "SELECT looks_like, other_surface FROM metric_conflict INNER JOIN current_article USING (article_id)"
    " WHERE location LIKE ?"
)


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """All of them in one archive: mistakes, conflicts, one seed's sentence, and what is true."""
    place = tmp_path_factory.mktemp("home")
    lay_out(place)
    fitting = [f"{name}\n\n2023年2月3日\n\n{text}\n" for name, text in FITTING.items()]
    reports = [REPORT.format(told=told, text=text) for told, text in REPORTS]
    reports.append(REPORT.format(told="2023年8月16日", text=REPORTS[0][1]))
    groups = {
        "mistake": [text for one in MISTAKES for text in one.documents],
        "conflict": [text for one in CONFLICTS for text in one.documents],
        "yearly": [YEARLY],
        "fitting": fitting,
        "report": reports,
    }
    documents = [
        (f"{name}/{number}.txt", text.encode())
        for name, texts in groups.items()
        for number, text in enumerate(texts)
    ]
    return published_in(place, documents, "run-1", released=len(documents))


def test_planted_mistakes_are_flagged_and_nothing_else(home):
    found = ask(home, FLAGGED, "mistake/%")
    assert sorted(found) == sorted((one.question, one.surface) for one in MISTAKES)


def test_planted_conflicts_are_paired_and_nothing_else(home):
    found = ask(home, PAIRED, "conflict/%")
    assert sorted(row[1] for row in found) == sorted(one.surface for one in CONFLICTS)
    assert sorted(row[0] for row in found) == ["period", "period", "unit", "unit"]


def test_rounding_revisions_reprints_and_bounds_are_no_conflicts(home):
    assert ask(home, PAIRED, "report/%") == []


def test_a_yearly_growth_is_flagged_with_the_sentences_of_both_sides(home):
    ((*claim, sentence, sentences),) = ask(
        home,
        "SELECT question, verdict, claimed_low, claimed_high, round(implied_low, 1), round(implied_high, 1),"
        " sentence, compared_sentences FROM arithmetic_flag INNER JOIN current_article USING (article_id)"
        " WHERE location LIKE 'yearly/%'",
    )
    assert claim == ["annual growth", "contradiction", 29.5, 30.5, 7.7, 8.1]
    assert "30%" in sentence
    assert len(sentences) == 2
    assert all("543万" in one and "586万" in one for one in sentences)


def test_figures_that_fit_are_not_flagged(home):
    assert ask(home, FLAGGED, "fitting/%") == []
    assert ask(home, FLAGGED, "report/%") == []


@pytest.mark.parametrize(
    ("question", "least"),
    [("growth", 4), ("annual growth", 1), ("parts", 2), ("shares", 1), ("period", 1)],
)
def test_figures_that_fit_are_checked(home, question, least):
    """Else nothing would be flagged by views that look at nothing."""
    checked = " UNION ALL ".join(
        f"SELECT question, article_id FROM {view}_check" for view in ("growth", "part", "period")
    )
    found = ask(
        home,
        f"SELECT count(*) FROM ({checked}) INNER JOIN current_article USING (article_id)"
        " WHERE location NOT LIKE 'mistake/%' AND question = ?",
        question,
    )
    assert found[0][0] >= least


def test_a_revised_base_is_told_as_one(home):
    """42.1 and 41.76 are no growth of 0.2 %, but a year lies between the two reports."""
    found = ask(
        home,
        "SELECT verdict, surface, compared_surfaces, days_apart FROM arithmetic_flag"
        " INNER JOIN current_article USING (article_id) WHERE location LIKE 'report/%' AND question = 'growth'",
    )
    assert found == [("revised or comparable base", "0.2%", ["42.1万亿元", "41.76万亿元"], 364)]


def test_reports_that_say_the_same_are_one_observation(home):
    """Else there would be no conflicts because nobody compares."""
    agreeing = dict(
        ask(
            home,
            "SELECT period_end::VARCHAR || ' ' || indicator_id || ' ' || unit_base, count(DISTINCT metric_id)"
            " FROM metric_series WHERE role IN ('shown', 'agrees') AND location LIKE 'report/%' GROUP BY ALL",
        )
    )
    assert agreeing["2023-07-31 retail_sales CNY"] >= 2
    assert agreeing["2023-06-30 freight_throughput t"] == 2
    assert agreeing["2023-09-30 freight_throughput t"] == 2
    assert agreeing["2023-12-31 border_crossings 人次"] == 3


def test_each_statement_of_a_series_is_a_row_and_one_of_them_is_shown(home):
    rows = ask(
        home,
        "SELECT observation_id, count(*) FILTER (is_shown), count(*) FROM metric_series GROUP BY observation_id",
    )
    assert all(shown == 1 for _, shown, _ in rows)
    assert sum(number for *_, number in rows) > len(rows) > 20

from pathlib import Path

import pytest

from flows.location import SettingsError
from flows.sources import Tally, read_sources, source_of
from warehouse.records import SourceRecord

HEADER = "pattern,publisher,tier,licence,retention,budget\n"


def row(pattern: str, budget: float | None = None) -> SourceRecord:
    return SourceRecord(pattern, "", "", "", "", budget)


def tally(documents: int, held: int, *, budget: float | None = None, facts=(0, 0)) -> Tally:
    counted = Tally((row("a/*", budget), row("*")), default=0.1, minimum=20)
    counted.count(["a/*"] * documents, ["a/*"] * held, {"a/*": facts[0]}, {"a/*": facts[1]})
    return counted


def test_the_first_row_that_fits_is_the_source_by_path_or_by_host():
    rows = (row("inbox/daily/*"), row("news.example.cn"), row("*"))
    assert source_of("inbox/daily/1.txt", rows) == "inbox/daily/*"
    assert source_of("https://news.example.cn/1.html", rows) == "news.example.cn"
    assert source_of("other.txt", rows) == "*"
    assert source_of("other.txt", ()) is None


def test_a_source_is_judged_from_twenty_documents_on():
    assert not tally(19, 19).over_budget()
    assert "2 of 20" not in str(tally(20, 2).over_budget())
    assert list(tally(20, 3).over_budget()) == ["a/*"]


def test_a_row_can_allow_more_or_nothing():
    assert not tally(20, 10, budget=0.5).over_budget()
    assert tally(20, 1, budget=0.0).over_budget()


def test_held_facts_count_as_held_documents_do():
    assert not tally(1, 0, facts=(19, 19)).over_budget()
    assert "facts" in tally(1, 0, facts=(20, 3)).over_budget()["a/*"]


def test_one_bad_source_leaves_the_others_alone():
    counted = tally(20, 20)
    counted.count(["*"] * 50, [], {}, {})
    assert list(counted.over_budget()) == ["a/*"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("pattern,publisher\n", "column tier is missing"),
        ("pattern,publisher,tier,licence,retention,budget\n,,,,,\n", "pattern is blank"),
        ("pattern,publisher,tier,licence,retention,budget\n*,,,,,much\n", "no share"),
        ("pattern,publisher,tier,licence,retention,budget\n*,,private,,,\n", "neither official"),
        (HEADER + "a,,,,soon,\n", r"sources.csv:2: source a: retention 'soon' is no span"),
        (HEADER + "# mine\n\na,,,,,\nb,,,,,\na,,,,,\n", r"sources.csv:6: pattern a stands above"),
        (HEADER + "*,,,,,\ninbox/a/*,,,,,\n", r"sources.csv:3: pattern inbox/a/\* stands below \*"),
        (HEADER + "a/*,,,,,\na/b/*,,,,,\n", r"sources.csv:3: .*put it above a/\*"),
        (HEADER + "a,Port, Customs,,,,\n", r"sources.csv:2: 7 cells for 6 columns"),
        (HEADER + 'a,"open,,,,\n', r"sources.csv:2: .*quote is closed"),
        (HEADER.replace("tier", "tier,tier"), "column tier is there twice"),
        ("# nothing\n", "there is no header"),
    ],
)
def test_a_row_that_cannot_be_used_is_named(tmp_path: Path, text: str, said: str):
    (tmp_path / "sources.csv").write_text(text, "utf-8")
    with pytest.raises(SettingsError, match=said):
        read_sources(tmp_path / "sources.csv")


def test_rows_stand_below_others_that_leave_something_to_them(tmp_path: Path):
    patterns = [
        "inbox/a/*",
        "inbox/*",
        "b?",
        "b*",
        "*",
        "people",
    ]  # the last one is named by a manifest
    (tmp_path / "sources.csv").write_text(HEADER + "".join(f"{one},,,,,\n" for one in patterns))
    assert [one.pattern for one in read_sources(tmp_path / "sources.csv")] == patterns


def test_shares_may_be_written_as_percent(tmp_path: Path):
    text = "pattern,publisher,tier,licence,retention,budget\na,,official,,,5%\n*,,,,,\n"
    (tmp_path / "sources.csv").write_text(text, "utf-8")
    assert [one.budget for one in read_sources(tmp_path / "sources.csv")] == [0.05, None]


def test_a_file_that_is_no_utf_8_is_named(tmp_path: Path):
    (tmp_path / "sources.csv").write_bytes(HEADER.encode() + "a,海关,,,,\n".encode("gbk"))
    with pytest.raises(SettingsError, match=r"sources.csv: is no UTF-8"):
        read_sources(tmp_path / "sources.csv")


def test_a_cell_may_hold_a_line_break_and_a_row_may_be_short(tmp_path: Path):
    text = HEADER + 'a,"Port\nCustoms",official\n"b",\u2028x,,"CC BY, 4.0",2 years,\n'
    (tmp_path / "sources.csv").write_text(text, "utf-8")
    found = read_sources(tmp_path / "sources.csv")
    assert [one.pattern for one in found] == ["a", "b"]
    assert (found[0].publisher, found[0].tier) == ("Port\nCustoms", "official")
    assert (found[1].licence, found[1].retention) == ("CC BY, 4.0", "2 years")

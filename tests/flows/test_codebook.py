"""Codebooks: what they say of a series, in both languages and forms, and that no text of a document breaks them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest
from chromium import need_chromium
from flows_support import Typed
from series_homes import closed_in, told_in
from series_rows import Stated

from flows.codebook.markdown import markdown
from flows.codebook.outline import outline
from flows.codebook.page import page
from flows.project import make_project
from flows.reporting.browser import take_picture
from warehouse.changes import insert
from warehouse.releases.cited import Cited
from warehouse.releases.making import create_release
from warehouse.releases.series import figures_in, named_series
from warehouse.releases.sheet import (
    Contradiction,
    Judged,
    Point,
    Reading,
    SeriesSheet,
    Sheet,
    Source,
)
from warehouse.transaction import transaction

HOSTILE = "</td><script>alert(1)</script>|`*[x](javascript:1)*`\n# 题\x1b[31m\u202e<!--"


def point(month: int, value: str | None, **said: object) -> Point:
    end = {1: 31, 2: 28, 5: 31}[month]
    number = None if value is None else Decimal(value)
    made = Point(
        f"o{month}", date(2023, month, 1), date(2023, month, end), 0, "stated" if value else "gap",
        number, number, number, "exact", None, 1, 0, datetime.fromisoformat("2023-06-01"), (), (1,) if value else (),
    )  # fmt: skip
    return replace(made, **said)  # type: ignore[arg-type]


def sheet(text: str = "货物吞吐量", *points: Point) -> Sheet:
    """A codebook of one monthly series, in which every text of a document or project is this one."""
    series = SeriesSheet(
        "a" * 32, "freight", text, (text, "吞吐量"), text, True, text, None, text, ("direction=export",),
        "flow", "t", None, "month", "single",
        points or (point(1, "1234567.5"), point(2, None, flags=("held",)), point(5, "3", vintage=0)),
        (Source(text, text, "official", text, 2, (text,)),),
        ((date(2023, 3, 1), date(2023, 3, 31)), (date(2023, 4, 1), date(2023, 4, 30))),
        (Contradiction("growth", "contradiction", text, text, (text,), (text,)),),
        Judged(9, 1, 2), Judged(0, 0, 0),
    )  # fmt: skip
    cited = Cited(
        "i", "figure", "a", "k", "d" * 64, "inbox/a.txt", None, text, text, (text,), None, "2023-06-01",
        datetime.fromisoformat("2023-06-02"), None, "0.1.0", "holds", "f" * 32, "m", text, text,
    )  # fmt: skip
    readings = (Reading("0.1.0", "knowledge", "code", 2),)
    made_at = datetime.fromisoformat("2024-01-01")
    return Sheet(made_at, "run-1", None, (series,), (cited,), readings)


def test_a_codebook_says_what_a_reader_has_to_know():
    text = markdown(outline(sheet(), "en"))
    for said in (
        "what held after run run-1",
        "## 货物吞吐量 ↔ 货物吞吐量 货物吞吐量 \\[direction=export\\] (t), month",
        "2023-01-01 to 2023-05-31; observations: 3 (2 stated, 0 derived, 1 held)",
        "this series: 9 of 10 judged figures right (90%; 95 % interval 60%–98%), 2 more left open",
        "all of this indicator: not judged",
        "- Stated, but held by a check: Feb 2023.",
        "- No text states, and nothing is derived for: Mar 2023 to Apr 2023.",
        "- Growth against levels: 货物吞吐量 / 货物吞吐量.",
        "| Jan 2023 | 1,234,567.5 t |  | stated | 1 | 0 | 2023-06-01 |  | \\[1\\] |",
        "| 0.1.0 | knowledge | code | 2 |",
    ):
        assert said in text, said
    chinese = markdown(outline(sheet(), "zh"))
    assert "货物吞吐量\\[N" not in chinese
    assert (
        "1. 货物吞吐量. 货物吞吐量\\[EB/DK\\]. 货物吞吐量, 2023(2023-06-01)\\[2023-06-02\\]. inbox/a.txt."
        in chinese
    )
    assert not re.search(r"[A-Z][a-z]+ [a-z]+ [a-z]+", chinese)  # no English sentence was left


def test_a_later_round_is_told_as_revision():
    later = point(1, "2000000", vintage=1, bound="about", published_at=None)
    text = markdown(outline(sheet("x", point(1, "1234567"), later), "en"))
    assert "- Jan 2023: 1,234,567 t → about 2 million t, published not stated" in text
    assert "| stated, revision 1 |" in text


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_text_breaks_a_table_or_becomes_markup(language):
    made = sheet(HOSTILE)
    text = markdown(outline(made, language))
    assert "\x1b" not in text
    assert not re.search(r"(?<!\\)<", text)
    columns = 0
    for line in text.splitlines():
        if line.startswith("|"):
            cells = len(re.findall(r"(?<!\\)\|", line))
            columns = columns or cells
            assert cells == columns, line
        else:
            columns = 0
    assert [line for line in text.splitlines() if line.startswith("# ")] == [
        line for line in markdown(outline(sheet(), language)).splitlines() if line.startswith("# ")
    ]


class _Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.addresses: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.addresses += [
            value or "" for name, value in attrs if name in ("href", "src", "action")
        ]

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_has_no_script_and_asks_nobody(language):
    seen = _Seen()
    html = page(outline(sheet(HOSTILE), language), language)
    seen.feed(html)
    assert not seen.tags & {"script", "img", "link", "iframe", "object", "form"}
    assert seen.addresses == ["#reference-1"] * 2
    assert "alert(1)" in seen.text
    assert "default-src 'none'" in html
    assert ('lang="zh-Hans"' in html) == (language == "zh")


#: Cargo of 2023 in tons; the second quarter and June follow.
CARGO = (
    Stated("3854210000", "2023-01/2023-03", "2023-04-20", "q1", resolution="10000"),
    Stated("6750000000", "2023-01/2023-05", "2023-06-20", "may", resolution="10000000"),
    Stated("8190000000", "2023-01/2023-06", "2023-07-15", "half", resolution="10000000"),
    Stated("1430000000", "2023-07", "2023-08-25", "july", "single", "10000000"),
)


@pytest.mark.slow
def test_a_release_fixes_what_a_codebook_says(typed: Typed, tmp_path: Path, monkeypatch):
    make_project(tmp_path / "project")
    monkeypatch.chdir(tmp_path / "project")
    home = tmp_path / "project" / ".kouan"
    told_in(home, *CARGO)
    create_release(home, "r", "0.1.0", selection=figures_in(named_series(home, ["中国/"])))
    with transaction(home) as connection:
        for number, verdict in enumerate(("right", "right", "wrong")):
            insert(
                connection,
                "review",
                "SELECT ? AS review_id, 'metric' AS table_name, row_id,"
                " judged_digest(evidence, said, NULL) AS row_digest, reviewable.document_id, ? AS verdict,"
                " 'ann' AS reviewer, now()::TIMESTAMP AS reviewed_at FROM kouan.main.reviewable"
                " INNER JOIN kouan.main.metric ON why_id = metric_id WHERE article_id = ?",
                [str(number), verdict, CARGO[number].article],
            )
    code, now, _ = typed("codebook", "中国/货物吞吐量")
    assert code == 0
    assert "| Q2 2023 | 4.34 billion t |" in now
    assert "this series: 2 of 3 judged figures right (67%; 95 % interval 21%–94%)" in now
    code, frozen, _ = typed("codebook", "--release", "r")
    assert "release r of" in frozen
    observations = [line for line in now.splitlines() if re.match(r"\| [\w–]+ \d{4} \|", line)]
    assert len(observations) == 6
    assert [
        line for line in frozen.splitlines() if re.match(r"\| [\w–]+ \d{4} \|", line)
    ] == observations
    closed_in(home, "half")
    told_in(home, replace(CARGO[3], value="1440000000"))
    code, out, _ = typed("release", "compare", "r")
    assert "observations: changed 1, gone 3, same 2" in out
    assert "  gone  中国 freight_throughput Q2 2023: 4.34 billion t" in out
    assert "  changed  中国 freight_throughput Jul 2023: 1.43 billion t → 1.44 billion t" in out
    code, later, _ = typed("codebook", "中国/货物吞吐量")
    assert "Q2 2023" not in later
    told_in(
        home, Stated("6800000000", "2023-01/2023-05", "2024-06-20", "again", resolution="10000000")
    )
    out = typed("release", "compare", "r")[1]
    assert "  revised  中国 freight_throughput Jan–May 2023: 6.75 billion t → 6.80 billion t" in out
    again = typed("codebook", "中國/貨物吞吐量", "--release", "r")[1]
    # judgments are those that stand now: a figure that holds no more has none
    told = [
        [line for line in text.splitlines()[3:] if "Judged precision" not in line]
        for text in (again, frozen)
    ]
    assert told[0] == told[1]
    code, _, err = typed(
        "codebook", "中国/freight_throughput", "--out", "book.html", "--language", "zh"
    )
    assert (code, "in book.html" in err) == (0, True)
    assert "<h1>数据说明</h1>" in Path("book.html").read_text("utf-8")


@pytest.mark.slow
def test_what_cannot_be_written_is_said(typed: Typed, tmp_path: Path, monkeypatch):
    make_project(tmp_path / "project")
    monkeypatch.chdir(tmp_path / "project")
    assert typed("codebook", "中国/")[0] == 2  # no warehouse yet
    told_in(tmp_path / "project" / ".kouan", CARGO[0])
    assert typed("codebook")[0] == 2
    assert typed("codebook", "中国/", "--out", "book.pdf")[0] == 2
    assert typed("codebook", "中国/", "--release", "none")[0] == 2
    code, _, err = typed("codebook", "美国/")
    assert (code, "write SUBJECT/INDICATOR" in err) == (1, True)
    assert typed("codebook", "中国/", "--out", "nowhere/book.md")[0] == 2


@pytest.mark.slow
def test_the_page_opens_from_disk_without_complaint(tmp_path: Path):
    need_chromium()
    for language in ("en", "zh"):
        (tmp_path / "book.html").write_text(page(outline(sheet(HOSTILE), language), language))
        picture = tmp_path / "book.png"
        assert take_picture(tmp_path / "book.html", picture, 800, 1200, dark=False) == []
        assert len(picture.read_bytes()) > 20_000

"""Tables of data become rows of text, layout stays as it is; whatever a page holds, nothing is lost and time grows with length."""

from __future__ import annotations

import pytest
from factories import knowledge
from growth import is_linear
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kouan import clean
from kouan.cleaning.pipeline import clean_batch
from kouan.model.processed import Cleaned
from kouan.reading.decoding import decode

FRAGMENTS = [
    "<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", "<th>", "</th>", "<tr><td>", "</td><td>", "</td></tr>", "<td rowspan=2>", "<td colspan=3>",
    "<td rowspan='99999999999' colspan=0>", "<caption>", "</caption>", "<br>", "<p>", "</p>", "<a href=x>", "</a>", "<meta name=author content=x>", "<!-- x -->",
    "港口", "吞吐量（万吨）", "同比：", "，", "（", "1,204.5", "-0.6", "3.1%", "2023", "12", "&nbsp;", "\t", "  ", "\u3000\u3000", "\n", "|", "| 1.5 | 2.5 |\n", "|---|---|\n", "甲  1.5  2.5\n",
    "萬噸", "2024-10-08",
]  # fmt: skip
pages = st.lists(st.sampled_from(FRAGMENTS), max_size=60).map("".join)
relaxed = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
HEAD = "<html><body><h1>口岸旅客增长</h1><p>2024-11-18</p><p>记者在口岸看到，旅客排队有序，通关顺畅，秩序井然。</p>"
ROWS = (
    "<table><tr><td>港口</td><td>吞吐量</td><td>同比</td></tr>"
    "<tr><td>东港</td><td>70.1</td><td>13.2</td></tr><tr><td>西港</td><td>8.2</td><td>10.6</td></tr></table>"
)
AS_TEXT = "港口\t吞吐量\t同比\n东港\t70.1\t13.2\n西港\t8.2\t10.6"


def cleaned(text: str) -> Cleaned:
    return clean_batch([decode(text.encode("utf-8", "ignore"))], knowledge())[0]


@relaxed
@given(pages, st.booleans())
def test_tables_come_back_byte_for_byte_and_are_cleaned_once(text: str, is_page: bool) -> None:
    """Invariant: rows and tabs are edits like all others, and a clean table is clean."""
    text = f"{HEAD}{text}" if is_page else text
    document = cleaned(text)
    assert document.ledger.rebuild(document.clean) == text.encode("utf-8", "ignore")
    assert document.ledger.conserved(len(document.clean))
    assert document.residual_edits == 0
    again = cleaned(document.clean)
    if again.decoding.text == document.clean:
        assert again.clean == document.clean


def test_a_table_is_part_of_its_article_wherever_it_stands() -> None:
    """At the end of a page, short lines were taken for its foot, and a table went with them."""
    for page in (f"{HEAD}{ROWS}", f"{HEAD}{ROWS}<p>以上数据由口岸部门提供，供参考使用。</p>"):
        assert AS_TEXT in clean(f"{page}</body></html>").text


@pytest.mark.parametrize(
    "table",
    [
        "<table><tr><td>首页</td><td>新闻</td></tr><tr><td>体育</td><td>财经</td></tr></table>",
        "<table><tr><td><img src=a.gif></td><td>正文的第一段在这里，说的是口岸的旅客。</td></tr><tr><td>左</td><td>正文的第二段。</td></tr></table>",
        "<table><tr><td>日</td><td>一</td><td>二</td></tr><tr><td>1</td><td>2</td><td>3</td></tr><tr><td>4</td><td>5</td><td>6</td></tr></table>",
        "<table><tr><td>车次</td><td>开点</td></tr><tr><td>K1</td><td>08:15</td></tr><tr><td>K2</td><td>09:20</td></tr></table>",
        "<table><tr><td>标题</td><td>日期</td></tr><tr><td>口岸开关</td><td>2024-10-08</td></tr><tr><td>通关提速</td><td>2024-10-09</td></tr></table>",
        "<table><tr><td><a href=1>股票甲</a></td><td><a href=2>3.2</a></td></tr><tr><td><a href=3>股票乙</a></td><td><a href=4>5.1</a></td></tr></table>",
        "<table><tr><td>热点</td><td>点击</td></tr><tr><td><a href=1>杭州口岸今天正式开关通行</a></td><td>1234</td></tr><tr><td><a href=2>宁波口岸今天正式开关通行</a></td><td>1034</td></tr></table>",
        "<table><tr><td><table><tr><td>甲</td></tr></table></td><td>1.5</td></tr><tr><td>乙</td><td>2.5</td></tr></table>",
        "<table><tr><td>甲</td><td>1.5</td></tr></table>",
    ],
    ids=["menu", "layout", "calendar", "times", "dates", "links", "titles", "nested", "one row"],
)
def test_layout_stays_as_it_is(table: str) -> None:
    """What lays out a page, or states nothing, is no table of data: its cells stay lines."""
    assert "\t" not in cleaned(f"<html><body>{table}</body></html>").clean


def test_merged_cells_keep_all_cells_below_their_heads() -> None:
    """A cell over two columns, or down two rows, leaves room for what it covers."""
    page = (
        "<html><body><table><tr><th rowspan=2>地区</th><th colspan=2>10月</th><th>全年</th></tr><tr><th>出口</th><th>进口</th><th>出口</th></tr>"
        "<tr><td>杭州</td><td>1.5</td><td>&nbsp;</td><td>2.5</td></tr><tr><td>宁波</td><td>3.5</td><td>4.5</td><td>5.5</td></tr></table></body></html>"
    )
    rows = [line.split("\t") for line in cleaned(page).clean.split("\n")]
    assert [[cell.strip() for cell in row] for row in rows] == [
        ["地区", "10月", "", "全年"],
        ["", "出口", "进口", "出口"],
        ["杭州", "1.5", "", "2.5"],
        ["宁波", "3.5", "4.5", "5.5"],
    ]


@pytest.mark.parametrize(
    "page",
    [
        lambda length: "<table>" + "<tr><td>港口<td>1.5<td>2.5" * (length // 24),
        lambda length: "<table>" + f"<tr>{'<td>1.5' * 5000}" * (length // 35_000),
        lambda length: "<table><tr><td>" * (length // 15) + "1.5",
        lambda length: (
            "<table>" + "<tr><td rowspan=999999999 colspan=99>1.5</td><td>2.5" * (length // 52)
        ),
        lambda length: "<table><tr><td colspan=" * (length // 23),
        lambda length: "<table><tr><td>" + "1.5 " * (length // 4),
        lambda length: ("|1.5" * 50 + "\n") * (length // 200),
        lambda length: "|" * length,
        lambda length: ("甲  1.5  2.5" * 20 + "\n") * (length // 220),
        lambda length: ("甲\t1.5\t2.5\n乙丙丁\n") * (length // 14),
        lambda length: "\u3000 " * (length // 2),
        lambda length: "\t" * length,
    ],
)
def test_time_grows_with_the_length_of_a_table(page) -> None:  # type: ignore[no-untyped-def]
    """Unclosed cells, spans without end, tables in tables, rows without end: no page makes the rules think twice."""
    assert is_linear(lambda length: cleaned(f"<html><body><p>口岸</p>{page(length)}"), 300_000)
    assert is_linear(lambda length: cleaned(page(length)), 300_000)

"""Rows of tables in an article: they are its text, and neither head, credit nor date it."""

from __future__ import annotations

import pytest
from factories import knowledge

from kouan import clean
from kouan.model.article import Role
from kouan.segmentation.articles import segment

BELOW = "<p>上述数据由两市记协提供，反映了各地从业人员的基本情况，供有关方面参考。</p>"


@pytest.mark.parametrize(
    "rows",
    [
        [["地区", "记者（人）", "作者（人）"], ["杭州市", "3", "5"], ["宁波市", "4", "6"]],
        [
            ["日期", "成交量", "来源"],
            ["2024-10-08", "312.5", "某某网"],
            ["2024-10-09", "298.0", "某某网"],
        ],
        [["一、总体", "10月"], ["编辑：张三", "70.1"], ["图为港口", "80.2"]],
    ],
)
def test_rows_of_a_table_are_body_and_say_nothing_of_the_page(rows: list[list[str]]) -> None:
    """A short line is a heading or a byline, a day at the head a date: a row is none of these."""
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    document = clean(f"<html><body><table>{cells}</table>{BELOW}</body></html>")
    [article] = segment(document, knowledge())
    assert [block.text.split("\t") for block in article.blocks[: len(rows)]] == rows
    assert {block.role for block in article.blocks} == {Role.BODY}
    assert (article.title, article.authors, article.published_at) == (None, (), None)

"""What stands above a title is no title: the house whose page it is, its column, its path, its issue."""

from __future__ import annotations

import pytest
from factories import knowledge

from kouan.cleaning.pipeline import clean_batch
from kouan.model.article import Article
from kouan.reading.decoding import decode
from kouan.segmentation.articles import segment

BODY = "上半年，白鹭港完成货物吞吐量6200万吨，同比增长3%，创近年新高。\n其中煤炭2100万吨，占三成多，矿石800万吨。\n"
TITLE = "白鹭港上半年货运量创新高"


def read(head: str) -> Article:
    """The article of a page with this head above the title and the date."""
    page = f"{head}\n{BODY}".encode()
    (found,) = segment(clean_batch([decode(page)], knowledge())[0], knowledge())
    return found


@pytest.mark.parametrize(
    ("head", "source"),
    [
        (f"某某新闻网 首页→经济→正文\n{TITLE}\n2025年07月09日 18:20 来源：白鹭日报", "白鹭日报"),
        (
            f"无障碍 | 关怀版 | English\n白鹭市统计局\n首页 > 统计数据\n{TITLE}\n2025-07-09 来源：白鹭市统计局",
            "白鹭市统计局",
        ),
        (f"《白鹭日报》（2025年7月9日 03版）\n{TITLE}", "白鹭日报"),
        (f"白鹭新闻网\n首页 > 地方 > 经济\n{TITLE}\n2025/07/09 14:25", "白鹭新闻网"),
        (f"白鹭时报\n生活\n{TITLE}\n2025-07-09 14:25", "白鹭时报"),
        (f"白鹭晚报\n2025年7月9日（星期三）\n{TITLE}", "白鹭晚报"),
    ],
)
def test_a_house_above_the_title_is_no_title(head: str, source: str) -> None:
    article = read(head)
    assert (article.title, (article.published_at or "")[:10]) == (TITLE, "2025-07-09")
    assert article.source == source


@pytest.mark.parametrize("house", ["白鹭社ENA", "白鹭社 Egret News", "白鹭社E.N.A."])
def test_a_house_with_its_name_in_latin_letters_is_no_title(house: str) -> None:
    """The story says its name again, but not what it is called abroad."""
    head = f"{house}\n本地 财经 体育 文化 专题\n首页 / 产经\n四月工业生产年增12.4% 连14红\n2025/7/9 14:25"
    assert read(f"{head}\n（白鹭社记者王小明白鹭9日电）").title == "四月工业生产年增12.4% 连14红"


def test_the_desk_that_wrote_it_stands_beside_the_date() -> None:
    assert read(f"{TITLE}\n2025-07-09 地方组").published_at == "2025-07-09"


def test_an_office_above_what_it_issues_is_part_of_the_title() -> None:
    article = read("白鹭县人民政府\n关于做好秋季收购工作的通知")
    assert article.title == "白鹭县人民政府关于做好秋季收购工作的通知"

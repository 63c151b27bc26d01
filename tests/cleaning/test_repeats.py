"""Copies inside one document: the longest goes first, the first one stays, in either script; what says something else is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kouan.api import clean
from kouan.cleaning.script.conversion import converter

FLOW = "拱北口岸昨天出入境旅客达45万人次，同比增长5%，创下历史新高。"
HOURS = "二连公路口岸每天多开两小时，货车司机不用再在寒风里等到天亮。"
FACES = "口岸里的每一名检查员都要面对数以千计的面孔，练就了一双火眼金睛，旅客对他们的工作十分满意。"
LINE = "湛江港开通至东盟的新航线，每周开行两班，港口吞吐量稳步上升。"
BODY = f"{FLOW}\n{HOURS}\n{FACES}"


def cleaned(text: str) -> str:
    return str(clean("口岸见闻\n" + text)).removeprefix("口岸见闻\n").strip()


def traditional(text: str) -> str:
    return converter("s2t").convert(text)


@pytest.mark.parametrize(
    ("page", "left"),
    [
        (f"{BODY}\n{BODY}", BODY),
        (f"{BODY}\n口岸见闻\n{BODY}", BODY),
        (f"{FLOW}\n{HOURS}\n{FLOW}\n{HOURS}\n{FLOW}\n{HOURS}", f"{FLOW}\n{HOURS}"),
        (f"{BODY}\n{traditional(BODY)}", BODY),
        (f"{traditional(BODY)}\n{BODY}", BODY),
        (f"{BODY}\n{BODY.replace('45万', '四十五万')}", BODY),
        (f"{BODY}\n{BODY.replace('，', ',')}", BODY),
        (f"{BODY}\n{BODY.replace('不用再', '不用')}", BODY),
        (f"{BODY}\n{FLOW}\n{LINE}\n{HOURS}\n{FACES}", f"{BODY}\n{LINE}"),
        (f"{FLOW}\n\n{HOURS}\n\n来源：海关报\n{FLOW}\n\n{HOURS}", f"{FLOW}\n\n{HOURS}"),
        (f"{FLOW}{HOURS}\n{FACES}\n{BODY}", f"{FLOW}{HOURS}\n{FACES}"),
        (f"{BODY}\n{FLOW}{HOURS}{FACES}", BODY),
        (f"{FLOW}{HOURS}{FACES}{FLOW}{HOURS}{FACES}", f"{FLOW}{HOURS}{FACES}"),
        (f"{FLOW}{HOURS}{FACES}\n{LINE}{HOURS}{FACES}", f"{FLOW}{HOURS}{FACES}\n{LINE}"),
    ],
    ids=[
        "the text again",
        "the text again with its title between",
        "three times",
        "again in Traditional characters",
        "first in Traditional characters",
        "its figures written in characters",
        "its marks in half width",
        "a character less in one line",
        "a line of its own between",
        "a source line between",
        "its lines broken where the first has none",
        "one paragraph of what were three",
        "within one paragraph",
        "behind a sentence of its own",
    ],
)
def test_the_later_copy_goes_and_the_first_stays(page: str, left: str) -> None:
    assert cleaned(page) == left


@pytest.mark.parametrize(
    "page",
    [
        f"{FLOW}\n{HOURS}\n{FLOW.replace('45', '46')}\n{LINE}",
        f"{FLOW}\n{HOURS}\n{FLOW.replace('5%', '-5%')}\n{LINE}",
        f"{FLOW}\n{HOURS}\n{FLOW.replace('增长', '下降')}\n{LINE}",
        f"{FLOW}\n{FLOW.replace('拱北', '罗湖')}\n{FLOW.replace('拱北', '横琴')}",
        f"{FLOW}{HOURS}\n{FLOW.replace('45', '46')}{HOURS}",
        "北国风光千里冰封\n第一段在这里唱。\n北国风光千里冰封\n第二段在这里唱。\n北国风光千里冰封",
        f"他说：{HOURS}\n听的人都笑了。\n她也说：{HOURS}",
    ],
    ids=[
        "another figure",
        "another sign",
        "another direction",
        "another name",
        "another figure within a paragraph",
        "a refrain",
        "a sentence that two persons say",
    ],
)
def test_what_says_something_else_stays(page: str) -> None:
    assert cleaned(page) == page


def test_a_line_whose_figure_differs_stays_though_the_lines_around_it_are_copies() -> None:
    revised = FLOW.replace("45", "46")
    assert cleaned(f"{BODY}\n{revised}\n{HOURS}\n{FACES}") == f"{BODY}\n{revised}"


def test_the_longest_run_goes_first() -> None:
    page = f"{FLOW}\n今夜无眠\n{HOURS}\n{FLOW}\n今夜无眠\n{HOURS}\n今夜无眠\n{LINE}"
    assert cleaned(page) == f"{FLOW}\n今夜无眠\n{HOURS}\n今夜无眠\n{LINE}"


def test_headings_that_a_list_of_contents_names_are_no_copies_of_it() -> None:
    titles = [
        "拱北口岸昨天出入境旅客人数再次创下历史新高达四十五万",
        "湛江港日前开通至东盟的新航线每周开行两班货轮往返",
        "二连公路口岸延长通关时间货车司机不再等到天亮过关",
    ]
    told = "\n".join(
        f"{title}\n{said}" for title, said in zip(titles, (FLOW, LINE, HOURS), strict=True)
    )
    page = "\n".join(titles) + "\n" + told
    assert cleaned(page) == page


@given(st.lists(st.sampled_from([FLOW, HOURS, FACES, LINE, "\n"]), max_size=10))
def test_no_sentence_is_lost_with_its_copies(pieces: list[str]) -> None:
    left = cleaned("".join(pieces))
    assert all(piece.strip() in left for piece in pieces)


def test_a_passage_behind_a_quotation_is_compared_from_its_first_word() -> None:
    one = "罗湖口岸是我国最大的旅检口岸，日均出入境旅客高达25万余人次。"
    two = "口岸里的每一名检查员都要面对数以千计的面孔，练就了一双火眼金睛。"
    text = f"他说：“人真多。”{one}{two}\n{one}\n{two}\n大厅里人来人往。"
    assert str(clean(text)) == f"他说：“人真多。”{one}{two}\n大厅里人来人往。"

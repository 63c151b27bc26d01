"""Who holds which post: what stands in front of a name, behind it, in a row, and what a verb of appointment says."""

from __future__ import annotations

import pytest
from factories import SEEDS, article_of, knowledge

from kouan.extraction.entities import find_entities
from kouan.extraction.names.posts import posts
from kouan.extraction.positions import find_positions
from kouan.model.batch import Batch
from kouan.model.facts import Position
from kouan.stages import process


def positions_of(*paragraphs: str) -> tuple[Position, ...]:
    article, document = article_of(*paragraphs)
    entities = find_entities(article, document, knowledge())
    return find_positions(article, entities, document, knowledge())


def said(*paragraphs: str) -> list[tuple[str, str, str | None]]:
    return [(one.person, one.post, one.organization) for one in positions_of(*paragraphs)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "国家质检总局局长、党组书记支树平到现场调研。",
            [("支树平", "局长", "国家质检总局"), ("支树平", "党组书记", "国家质检总局")],
        ),
        # the post of a list cuts the name of its organization: 海关总署 + 署长
        ("海关总署署长李志平出席会议。", [("李志平", "署长", "海关总署")]),
        (
            "中国科学院院士、北京大学教授王建国说。",
            [("王建国", "院士", "中国科学院"), ("王建国", "教授", "北京大学")],
        ),
        ("美国前总统特朗普表示不满。", [("特朗普", "美国前总统", None)]),
        ("拱北海关缉私局副局长王海民说。", [("王海民", "副局长", "拱北海关缉私局")]),
        ("支树平局长强调安全。", [("支树平", "局长", None)]),
    ],
)
def test_what_stands_beside_a_name_is_its_post(
    text: str, expected: list[tuple[str, str, str | None]]
) -> None:
    assert said(text) == expected


def test_a_row_of_persons_shares_organization_and_a_post_that_several_hold() -> None:
    text = "海关总署署长李志平、副署长王海民、陈建国出席会议。"
    assert said(text) == [
        ("李志平", "署长", "海关总署"),
        ("王海民", "副署长", "海关总署"),
        ("陈建国", "副署长", "海关总署"),
    ]


def test_a_post_that_only_one_holds_is_not_carried_on() -> None:
    assert said("海关总署署长李志平、王海民出席会议。") == [("李志平", "署长", "海关总署")]


def test_a_bare_post_takes_the_organization_that_the_article_names_with_it_elsewhere() -> None:
    first, second = positions_of("拱北海关关长李志平说，通关快。", "李志平关长又说，还会更快。")
    assert (first.organization, second.organization) == ("拱北海关", "拱北海关")
    assert second.confidence < first.confidence


@pytest.mark.parametrize(
    "text",
    [
        "旅客王建国说，通关快。",
        "记者王建国报道。",
        "拱北海关要求各单位做好准备，王建国说。",
        "王建国先生说，通关快。",
    ],
)
def test_a_person_without_a_post_holds_none(text: str) -> None:
    assert said(text) == []


def test_a_post_that_goes_on_is_another_word() -> None:
    known = knowledge().made(posts)
    assert known.opening("主席团会议", 0) is None
    assert known.opening("主席说", 0) == 2


def test_every_post_of_the_sample_stands_where_it_says() -> None:
    batch = Batch.of((path.name, path.read_bytes()) for path in sorted(SEEDS.glob("00[01]*.txt")))
    found = 0
    for document in process(batch, knowledge()).documents:
        for story in document.stories:
            names = {entity.name for entity in story.entities}
            for one in story.positions:
                found += 1
                assert document.cleaned.clean[one.start : one.end] == one.surface
                assert one.surface in one.sentence
                assert {one.person, one.organization or one.person} <= names
    assert found > 15


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("中国驻泰国大使李志平说。", [("李志平", "中国驻泰国大使", None)]),
        ("高雄市长李志平到场。", [("李志平", "高雄市长", None)]),
        ("卫福部长李志平说。", [("李志平", "卫福部长", None)]),
        ("代表李志平说。", []),
        ("会议选举李志平为甘州市人民政府市长。", [("李志平", "市长", "甘州市人民政府")]),
    ],
)
def test_a_post_says_whose_it_is_as_the_text_does(
    text: str, expected: list[tuple[str, str, str | None]]
) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # 山海关 is a listed name, and no part of this one; 长孙 is a surname, but not here
        ("塔山海关关长何志明说，通关快。", [("何志明", "关长", "塔山海关")]),
        ("杨浦江海关副关长何志明说，通关快。", [("何志明", "副关长", "杨浦江海关")]),
        ("安河海关关长孙玉梅介绍，船舶进出便利。", [("孙玉梅", "关长", "安河海关")]),
        ("据安河海关副关长孙玉梅介绍，船舶多了。", [("孙玉梅", "副关长", "安河海关")]),
        ("安河海关缉私局局长孙玉梅说，案件少了。", [("孙玉梅", "局长", "安河海关缉私局")]),
        ("拱北海关关长李志平说，通关快。", [("李志平", "关长", "拱北海关")]),
        ("当地海关关长李志平说，通关快。", [("李志平", "关长", None)]),
        ("长孙玉梅说，通关快。", []),
        # what is done with a customs house is no town
        ("配合海关关长李志平办案。", [("李志平", "关长", None)]),
        ("边境海关关长李志平说，通关快。", [("李志平", "关长", None)]),
        ("据介绍海关关长李志平到场。", [("李志平", "关长", None)]),
    ],
)
def test_a_customs_house_of_a_town_that_no_list_has_is_named_by_who_leads_it(
    text: str, expected: list[tuple[str, str, str | None]]
) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "中共中央总书记、国家主席李志平出席。",
            [("李志平", "总书记", "中共中央"), ("李志平", "国家主席", None)],
        ),
        (
            "中共中央政治局常委、国务院总理李志平出席。",
            [("李志平", "常委", "中共中央政治局"), ("李志平", "总理", "国务院")],
        ),
        (
            "中共中央总书记、国家主席、中央军委主席李志平出席。",
            [
                ("李志平", "总书记", "中共中央"),
                ("李志平", "国家主席", None),
                ("李志平", "主席", "中央军委"),
            ],
        ),
        (
            "中共中央政治局委员、外交部长李志平出席。",
            [("李志平", "委员", "中共中央政治局"), ("李志平", "外交部长", None)],
        ),
        # one that says nothing of its body has that of the one before it
        (
            "海关总署署长、党组书记李志平出席。",
            [("李志平", "署长", "海关总署"), ("李志平", "党组书记", "海关总署")],
        ),
    ],
)
def test_a_later_post_that_says_whose_it_is_takes_no_organization_of_the_one_before(
    text: str, expected: list[tuple[str, str, str | None]]
) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("免去吴国华的云岭海关办公室主任职务。", [("吴国华", "原主任", "云岭海关办公室")]),
        (
            "会议决定，免去吴国华的上海市财政局局长职务，任命王建国为上海市财政局局长。",
            [("吴国华", "原局长", "上海市财政局"), ("王建国", "局长", "上海市财政局")],
        ),
        (
            "免去吴国华的拱北海关关长、党委书记职务。",
            [("吴国华", "原关长", "拱北海关"), ("吴国华", "原党委书记", "拱北海关")],
        ),
        ("免去吴国华同志的拱北海关关长一职。", [("吴国华", "原关长", "拱北海关")]),
        ("免去吴国华的学费。", []),
    ],
)
def test_who_is_relieved_of_a_post_has_held_it(
    text: str, expected: list[tuple[str, str, str | None]]
) -> None:
    assert said(text) == expected

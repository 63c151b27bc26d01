from __future__ import annotations

import dataclasses
import tomllib
from pathlib import Path

import pytest
from factories import article_of, knowledge
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kouan.extraction.entities import find_entities
from kouan.extraction.names.listed import name_book
from kouan.extraction.names.naming import known_names
from kouan.extraction.names.passages import read_passages
from kouan.extraction.names.quotations import find_quoted
from kouan.extraction.words import without_surrogates
from kouan.lexicons import read_folder
from kouan.model.article import Damage, Role
from kouan.model.facts import Entity, EntityType, Known
from kouan.model.knowledge import Knowledge

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "entities.toml").read_text("utf-8"))


def entities_of(*paragraphs: str | tuple[Role, str]) -> tuple[Entity, ...]:
    article, document = article_of(*paragraphs)
    return find_entities(article, document, knowledge())


def written(entity: Entity) -> str:
    surfaces = " ".join(entity.surfaces)
    return f"{entity.type} {entity.name}" + (f" = {surfaces}" if surfaces != entity.name else "")


def names(found: tuple[Entity, ...], kind: EntityType) -> list[str]:
    return [entity.name for entity in found if entity.type is kind]


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case, id=case["text"][:24], marks=[pytest.mark.xfail] * (kind == "known_failure")
        )
        for kind, cases in CASES.items()
        for case in cases
    ],
)
def test_a_sentence_names_what_its_case_lists(case: dict[str, object]) -> None:
    only = case.get("only")
    found = [
        written(entity)
        for entity in entities_of(str(case["text"]))
        if not isinstance(only, list) or entity.type in only
    ]
    assert sorted(found) == sorted(case["entities"])  # type: ignore[call-overload]


def test_every_occurrence_is_a_mention_in_the_clean_document() -> None:
    article, document = article_of("拱北口岸延关。", "在拱北口岸，旅客通过拱北口岸。", title="标题")
    (entity,) = find_entities(article, document, knowledge())
    assert len(entity.mentions) == 3
    for mention in entity.mentions:
        assert document.clean[mention.start : mention.end] == mention.surface == "拱北口岸"


def test_no_mention_is_taken_from_a_damaged_span() -> None:
    article, document = article_of("拱北口岸延关，罗湖口岸照常。")
    damaged = dataclasses.replace(document, damages=(Damage(0, 2, "mojibake"),))
    assert [entity.name for entity in find_entities(article, damaged, knowledge())] == ["罗湖口岸"]


def test_a_title_gives_no_mention() -> None:
    article, document = article_of("旅客称赞服务。", title="罗湖口岸通关顺畅")
    assert find_entities(article, document, knowledge()) == ()


def test_the_fullest_form_in_the_document_is_the_name() -> None:
    found = entities_of(
        "珠海检验检疫局全力落实国家质检总局部署。", "珠海局接到总局通知，质检总局派员到场。"
    )
    organizations = {entity.name: entity.surfaces for entity in found}
    assert organizations["珠海检验检疫局"] == ("珠海检验检疫局", "珠海局")
    assert organizations["国家质检总局"] == ("国家质检总局", "总局", "质检总局")


def test_a_short_form_behind_a_demonstrative_is_no_mention() -> None:
    found = entities_of(
        "中哈霍尔果斯国际边境合作中心迎来客流高峰。", "旅客前往合作中心，该合作中心有序。"
    )
    (entity,) = [entity for entity in found if entity.type is EntityType.PLACE]
    assert entity.name == "中哈霍尔果斯国际边境合作中心"
    assert [mention.surface for mention in entity.mentions][1:] == ["合作中心"]


def test_a_given_name_stands_for_its_person_in_front_of_a_post() -> None:
    found = entities_of("湛江海关关长陈小颖来访。", "从小颖关长身上，我们学到了不少。")
    assert [entity.surfaces for entity in found if entity.type is EntityType.PERSON] == [
        ("陈小颖", "小颖")
    ]


def test_a_name_known_from_one_place_is_found_where_nothing_gives_it_away() -> None:
    found = entities_of("政委冀尧峰表示支持。", "绿色通道开通后冀尧峰又来到现场。")
    assert len(next(one for one in found if one.name == "冀尧峰").mentions) == 2


def test_authors_of_the_byline_are_persons() -> None:
    article, document = article_of((Role.BYLINE, "本报通讯员●张志敏●王晓慧●郭鹏杰"))
    signed = dataclasses.replace(article, authors=("张志敏", "王晓慧", "郭鹏杰"))
    assert names(find_entities(signed, document, knowledge()), EntityType.PERSON) == [
        "张志敏",
        "王晓慧",
        "郭鹏杰",
    ]


def test_one_row_in_a_project_gazetteer_is_found(tmp_path: Path) -> None:
    (tmp_path / "gazetteer.csv").write_text(
        "surface,name,type,example\n明珠湾通,明珠湾通平台,system,上线明珠湾通\n", "utf-8"
    )
    (tmp_path / "port.csv").write_text(
        "surface,stem,kind,place,example\n云雾岭口岸,云雾岭,land,云南,途经云雾岭口岸\n", "utf-8"
    )
    article, document = article_of("上线明珠湾通，云雾岭、磨憨两个口岸率先试用。")
    found = find_entities(article, document, Knowledge(read_folder(tmp_path), digest="project"))
    assert [written(entity) for entity in found] == [
        "system 明珠湾通平台 = 明珠湾通",
        "port 云雾岭口岸 = 云雾岭",
        "port 磨憨口岸 = 磨憨",
    ]


@pytest.mark.parametrize("lexicon", ["institution", "country", "place", "port", "gazetteer"])
def test_the_example_of_a_gazetteer_row_holds_its_surface(lexicon: str) -> None:
    rows = [row for row in knowledge().rows(lexicon) if row["example"]]
    assert rows
    for row in rows:
        surfaces = [
            surface for entity in entities_of(row["example"]) for surface in entity.surfaces
        ]
        assert row["surface"] in surfaces, row


PRESS = "口岸海关边检站局长湛江珠海拱北支树平李先生小周系统平台“”《》、，。·3个等的和\ufffd\u202e\U00020000 "


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet=PRESS, max_size=60), min_size=1, max_size=4))
def test_no_text_raises_and_mentions_stand_where_they_say(paragraphs: list[str]) -> None:
    article, document = article_of(*paragraphs)
    for entity in find_entities(article, document, knowledge()):
        for mention in entity.mentions:
            assert mention.start < mention.end
            assert document.clean[mention.start : mention.end] == mention.surface


def test_long_hostile_text_is_read_to_its_end() -> None:
    for text in (
        "拱北、" * 4000 + "等口岸",
        "“" * 8000,
        "《" * 8000,
        "检验检疫" * 4000 + "局",
        "李·" * 6000,
        "“三园三策”、" * 4000,
    ):
        entities_of(text)


def test_a_quotation_inside_another_makes_no_row_with_the_last_one_of_the_text() -> None:
    found = entities_of("他说：“要落实‘三园三策’，再上台阶。”“云岭小站”很热闹。")
    assert names(found, EntityType.PROGRAM) == ["三园三策"]


def test_each_quotation_of_a_row_is_proposed_once() -> None:
    (passage,) = read_passages(["“三园三策”、" * 40], knowledge().made(name_book))
    assert len(list(find_quoted(passage))) == 40


@pytest.mark.parametrize(
    ("text", "name", "known"),
    [
        (
            "质检总局派员到场。",
            "质检总局",
            Known("国家质量监督检验检疫总局", "2018-04", "国家市场监督管理总局、海关总署"),
        ),
        ("在襄樊市调研。", "襄樊市", Known("襄樊市", "2010-12-09", "襄阳市")),
        ("海关总署派员到场。", "海关总署", Known("海关总署")),
        ("甘州渔政执法局派员到场。", "甘州渔政执法局", None),
    ],
)
def test_a_name_says_what_the_gazetteers_know_of_it(
    text: str, name: str, known: Known | None
) -> None:
    found = {entity.name: entity.known for entity in entities_of(text)}
    assert found.get(name, "not found") == known


def test_two_names_of_one_body_are_known_as_one() -> None:
    first, second = entities_of("国家质检总局派员。"), entities_of("质检总局通知。")
    assert first[0].name != second[0].name
    assert first[0].known == second[0].known is not None


def test_all_names_of_one_country_are_known_as_its_full_one() -> None:
    known = knowledge().made(known_names)
    for surface in ("沙特", "沙特阿拉伯", "沙特阿拉伯王国"):
        assert known[EntityType.PLACE, surface] == Known("沙特阿拉伯王国")
    assert known[EntityType.PLACE, "东京"] == Known("东京")


def test_a_city_that_is_a_division_by_itself_is_known_as_that_division() -> None:
    """北京 is listed as a capital too, 香港 below its own region: one place each, so one series."""
    known = knowledge().made(known_names)
    for surface, full in (
        ("北京", "北京市"),
        ("香港", "香港特别行政区"),
        ("澳门", "澳门特别行政区"),
    ):
        assert known[EntityType.PLACE, surface] == known[EntityType.PLACE, full] == Known(full)


def test_a_short_form_without_a_row_of_its_own_is_found_and_known() -> None:
    (found,) = entities_of("他在加州出席会议。")
    assert (found.name, found.known) == ("加州", Known("加利福尼亚"))


@given(st.text("珠海拱北口岸海关广东省出入境边防检查总站，的\ud800", max_size=40))
@example("广东省珠海市拱北海关、国家移民管理局、中华人民共和国海关总署")
def test_names_of_a_page_are_those_that_one_pass_finds(text: str) -> None:
    book = knowledge().made(name_book)
    assert list(book._by_lengths(without_surrogates(text))) == list(
        book._in_one_pass(without_surrogates(text))
    )

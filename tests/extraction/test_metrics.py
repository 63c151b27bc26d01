"""Figures bound to kind, period and subject; damage and names keep figures out; the gold labels are met."""

from __future__ import annotations

import json
import tomllib
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from factories import GOLD, ROOT, article_of, entity
from growth import is_linear
from hypothesis import given, settings
from hypothesis import strategies as st

from kouan import metrics
from kouan.extraction.metrics import find_metrics
from kouan.extraction.sentences import sentences
from kouan.language.numerals import numerals
from kouan.lexicons import read_folder
from kouan.model.article import Damage, DamageState, Role, Script
from kouan.model.batch import Batch
from kouan.model.facts import Entity, Metric
from kouan.model.knowledge import Knowledge
from kouan.stages import gather, process

KNOWLEDGE = Knowledge(read_folder())


def cases(name: str) -> list[dict[str, Any]]:
    groups = tomllib.loads((ROOT / "tests" / "cases" / f"{name}.toml").read_text("utf-8"))
    return [case for group in groups.values() for case in group]


def metrics_of(
    *paragraphs: Any, entities: tuple[Entity, ...] = (), published_at: str | None = None
) -> tuple[Metric, ...]:
    article, document = article_of(*paragraphs, published_at=published_at)
    return find_metrics(article, entities, document, KNOWLEDGE)


@pytest.mark.parametrize("case", cases("metrics"), ids=lambda case: case["text"][:24])
def test_a_figure_has_the_kind_period_and_subject_of_its_sentence(case: dict[str, Any]) -> None:
    entities = tuple(entity(case["text"], *one.split("|")) for one in case.get("entities", []))
    found = metrics_of(case["text"], entities=entities, published_at=case.get("published_at"))
    assert [
        f"{one.surface} {one.kind} {one.period or '-'} {one.subject or '-'}" for one in found
    ] == case["found"]


@pytest.mark.parametrize("name", ["000", "001", "002", "003", "004"])
def test_the_labelled_figures_of_a_seed_are_found(name: str) -> None:
    gold = json.loads((GOLD / f"{name}.json").read_text("utf-8"))
    blocks = [(Role(block["role"]), block["text"]) for block in gold["blocks"]]
    found = metrics_of(*blocks, published_at=gold["published_at"])
    labels = [(one["sentence"], Decimal(str(one["value"])), one["unit"]) for one in gold["metrics"]]
    read = [(one.sentence, one.value, one.unit) for one in found]
    missed, extra = (
        [one for one in labels if one not in read],
        [one for one in read if one not in labels],
    )
    assert len(missed) + len(extra) <= len(labels) // 10, (missed, extra)


def test_no_figure_overlaps_damage_and_the_one_beside_it_stays() -> None:
    article, document = article_of("通关鎺掗槦2灏忔椂共3批，排队不超过30分钟。")
    damaged = replace(document, damages=(Damage(2, 13, "shifted"),))
    assert [one.surface for one in find_metrics(article, (), damaged, KNOWLEDGE)] == [
        "不超过30分钟"
    ]


def test_no_indicator_holds_damaged_text() -> None:
    text = "管理局向全国陆??湛诎锻菩兄P(guān)排队不超过30分钟。"
    article, document = article_of(text)
    for end in range(text.index("??") + 2, text.index("排队") + 1):
        damage = Damage(text.index("??"), end, "misread_bytes")
        (found,) = find_metrics(article, (), replace(document, damages=(damage,)), KNOWLEDGE)
        read = text[end : text.index("不超过")]
        assert (found.indicator or "") in read, damage


def test_half_a_word_before_damage_is_no_noun() -> None:
    text = "查获3批违禁??湛诎锻。"
    article, document = article_of(text)
    damage = Damage(text.index("??"), text.index("。"), "misread_bytes")
    (found,) = find_metrics(article, (), replace(document, damages=(damage,)), KNOWLEDGE)
    assert found.indicator == "查获"


def test_a_subject_on_the_other_side_of_damage_is_less_sure() -> None:
    text = "拱北口岸向??湛诎锻排队不超过30分钟。"
    port = entity(text, "拱北口岸", "port", "拱北口岸")
    article, document = article_of(text)
    damage = Damage(text.index("??"), text.index("排队"), "misread_bytes")
    (sound,) = find_metrics(article, (port,), document, KNOWLEDGE)
    (found,) = find_metrics(article, (port,), replace(document, damages=(damage,)), KNOWLEDGE)
    assert found.subject == sound.subject == "拱北口岸"
    assert found.confidence < sound.confidence


def test_no_published_fact_of_a_seed_holds_damaged_text() -> None:
    (raw,) = (ROOT / "seeds").glob("003_*.txt")
    (document,) = process(Batch.of([(raw.name, raw.read_bytes())]), gather()).documents
    damages = document.cleaned.damages
    assert {one.state for one in damages} == {DamageState.GUESSED}
    for story in document.stories:
        for one in story.metrics:
            for damage in damages:
                assert one.end <= damage.start or damage.end <= one.start, one.surface


def test_a_number_inside_a_name_is_no_figure() -> None:
    text = "三台村18座棚连成片。"
    name = entity(text, "三台村", "place", "三台村")
    assert [one.surface for one in metrics_of(text, entities=(name,))] == ["18座"]


def test_bylines_state_no_figures() -> None:
    assert metrics_of((Role.BYLINE, "本报记者3名"), "完成16项。")[0].surface == "16项"


def test_offsets_lead_into_the_document() -> None:
    article, document = article_of("开篇。", "查获毒品18.8克，子弹18发。", title="标题")
    found = find_metrics(article, (), document, KNOWLEDGE)
    assert [document.clean[one.start : one.end] for one in found] == ["18.8克", "18发"]
    for one in found:
        assert document.clean[one.sentence_start :].startswith(one.sentence)


def test_a_period_never_comes_from_another_article() -> None:
    metrics_of("2017年，口岸验放旅客586万人次。")
    (second,) = metrics_of("口岸验放旅客90万人次。")
    assert second.period is None


def test_a_quotation_has_the_day_of_the_scene_it_opens() -> None:
    found = metrics_of(
        "“发现两名人员，请求出警！”", "2月20日，巡逻队在界碑附近。", published_at="2019-03-02"
    )
    assert [one.period for one in found] == ["2019-02-20"]


def test_a_present_statement_without_a_time_word_has_no_period() -> None:
    (one,) = metrics_of("该站担负着6个现场的任务。", published_at="2019-03-02")
    assert one.period is None


@pytest.mark.parametrize("case", cases("indicators"), ids=lambda case: case["text"][:24])
def test_a_figure_counts_what_its_clause_or_the_one_before_it_says(case: dict[str, Any]) -> None:
    assert [one.indicator or "" for one in metrics_of(case["text"])] == case["found"]


def test_the_indicator_is_made_of_the_words_of_the_sentence() -> None:
    found = metrics_of("完成6间医学隔离室建设，查获毒品18.8克，不合格率为3.0%。")
    assert [one.indicator for one in found] == ["完成医学隔离室建设", "查获毒品", "不合格率"]


def test_the_subject_is_the_nearest_that_the_clause_begins_with_else_the_title() -> None:
    text = "珠海局推进延关\n横琴口岸验放旅客2万人次。出台16项措施。"
    article, document = article_of(text.split("\n")[1], title="珠海局推进延关")
    entities = (
        entity(text, "珠海检验检疫局", "organization", "珠海局"),
        entity(text, "横琴口岸", "port", "横琴口岸"),
    )
    found = find_metrics(article, entities, document, KNOWLEDGE)
    assert found[0].subject == "横琴口岸"
    article, document = article_of("出台16项措施。", title="珠海局推进延关")
    (one,) = find_metrics(article, (entities[0],), document, KNOWLEDGE)
    assert one.subject == "珠海检验检疫局"


@pytest.mark.parametrize("column", ["【领航中国】", "〔领航中国〕", "〖领航中国〗", "（领航中国）"])
def test_the_column_at_the_head_of_a_title_is_no_subject(column: str) -> None:
    body = "科技强国建设\n十年来，研发投入增长1.3倍。\n平均每天有5000家企业落户。"
    assert {one.subject for one in metrics(f"{column}{body}")} == {None}
    assert {one.subject for one in metrics(f"中国{body}")} == {"中国"}


def test_a_sentence_ends_at_its_stop_with_the_closing_quote() -> None:
    text = "“好！”他说。共3批；5件……完"
    assert [text[start:end] for start, end in sentences(text)] == [
        "“好！”",
        "他说。",
        "共3批；5件……",
        "完",
    ]


@settings(max_examples=60)
@given(
    st.lists(
        st.text(
            alphabet="在2014年5月12日，增长至3.5%。该局“去年共查验出约1至二两万人次”！？自以来截至当天《\n个",
            max_size=50,
        ),
        max_size=4,
    )
)
def test_no_article_breaks_the_reader_and_every_figure_lies_in_its_sentence(
    paragraphs: list[str],
) -> None:
    article, document = article_of(*[one.replace("\n", "") for one in paragraphs])
    for one in find_metrics(article, (), document, KNOWLEDGE):
        assert document.clean[one.start : one.end] == one.surface
        assert one.surface in one.sentence
        assert 0 < one.confidence <= 1


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        "一",
        "百",
        "1",
        "3个，",
        "“",
        "1,",
        "1万",
        "2014年",
        "至",
        "10-",
        "约占",
        "第",
        "前3",
        "该站",
        "半",
        "》3个",
        "一分之",
        "百 ",
        "人民币3",
        "1，234",
        "3（含",
    ],
)
def test_long_runs_cost_no_more_than_their_length(unit: str) -> None:
    def read(length: int) -> None:
        text = unit * (length // len(unit))
        metrics_of(text)
        numerals(text)

    assert is_linear(read, 40_000)


def test_an_anniversary_of_many_beginnings_is_read_to_its_end() -> None:
    found = metrics_of("加入合作合作" * 60 + "的那一份多边贸易投资协定今年60周年。")
    assert [one.surface for one in found] == ["60周年"]


@pytest.mark.slow
def test_a_word_for_the_whole_of_a_place_costs_the_same_after_many_places() -> None:
    def read(times: int) -> None:
        text = "浙江省统计局表示，全省粮食产量3万吨，全州出动4辆。" * times
        office = entity(text, "浙江省统计局", "organization", "浙江省统计局")
        found = metrics_of(text, entities=(office,))
        assert [one.subject for one in found[::2]] == ["浙江省"] * times

    assert is_linear(read, 4_000)


@pytest.mark.slow
def test_a_story_costs_the_same_among_many_of_its_document() -> None:
    def read(times: int) -> None:
        article, document = article_of(
            "（记者李明北京5日电）口岸验放旅客3万人次，罚款5元。" * times
        )
        (block,) = article.blocks
        size = len(block.text) // times
        for at in range(0, len(block.text), size):
            story = replace(block, start=at, end=at + size, text=block.text[at : at + size])
            one = replace(article, blocks=(story,))
            found = find_metrics(one, (), replace(document, script=Script.HANT), KNOWLEDGE)
            assert len(found) == 2

    assert is_linear(read, 4_000)


def test_what_the_next_story_says_is_no_subject_of_this_one() -> None:
    first = "会展中心今日布展，客商8万名到会。"
    article, document = article_of(first, "第二届浦滨论坛闭幕，全国订单3万亿元。", title="布展")
    story = replace(article, blocks=article.blocks[:1])
    (one,) = find_metrics(story, (), document, KNOWLEDGE)
    assert one.subject is None


def test_a_subject_that_the_sentence_before_names_keeps_its_first_character() -> None:
    found = metrics_of(
        "白鹭银行开业。客户有2万人。云溪银行随后开业，一时门庭若市。客户有3万人。",
    )
    assert [one.subject for one in found] == ["白鹭银行", "云溪银行"]


@pytest.mark.parametrize(
    ("title", "text", "subject"),
    [
        ("“一江一路”国际智库大会召开", "各国代表300名到会。", "“一江一路”国际智库大会"),
        ("第九届全国大众冰雪季启动", "计划办赛1500项。", "第九届全国大众冰雪季"),
        ("梧岭方向党赢得选举", "得票率为22%。", "梧岭方向党"),
        ("李明出席云西论坛开幕式", "来宾1000名。", "云西论坛"),
        ("商务部印发《港口装卸条例》", "一是增加假日2天。", "港口装卸条例"),
        ("河南省教育厅发布公报", "小学有1.66万所。", "河南省"),
        ("《2022中国海洋环境公报》发布", "全国监测点339个。", "中国"),
        ("第九届白鹭洽谈会开幕", "本届鹭洽会为期四天。", "第九届白鹭洽谈会"),
        ("习近平会见智利总统", "中方愿以两国建交55周年为契机。", "中国和智利"),
        ("甲国总理访问乙国", "两国贸易额达3亿元。", None),
    ],
)
def test_a_story_without_names_is_about_the_event_or_the_body_of_its_title(
    title: str, text: str, subject: str | None
) -> None:
    article, document = article_of(text, title=title)
    assert [one.subject for one in find_metrics(article, (), document, KNOWLEDGE)] == [subject]


@pytest.mark.parametrize(
    ("title", "text", "subjects"),
    [
        (
            "白鹭重工2024年净利润增长",
            "白鹭重工披露年报。我国经济向好。2024年，公司营收9亿元。全国卡车销量3万辆。",
            ["白鹭重工", "中国"],
        ),
        ("白鹭重工2024年净利润增长", "白鹭重工披露年报。全国营收9亿元。", ["中国"]),
        ("4月份四川物价上涨", "同期，全省物价上涨0.4%。", ["四川"]),
        ("4月份大同物价上涨", "同期，全市物价上涨0.4%。", [None]),
    ],
)
def test_the_house_or_the_province_of_the_title_is_meant_by_a_word_for_it(
    title: str, text: str, subjects: list[str | None]
) -> None:
    article, document = article_of(text, title=title)
    found = find_metrics(article, (), document, KNOWLEDGE)
    assert [one.subject for one in found] == subjects


@pytest.mark.parametrize(
    ("title", "text", "subject"),
    [
        # an office before a colon tells, whoever is visited is meant
        (
            "黄金周访澳旅客逾85万 白鹭局：全年看好",
            "白鹭局公布数字。假期旅客共85万人次。",
            "澳门",
        ),
        ("五一訪港旅客破百萬", "假期旅客共100万人次。", "香港"),
        ("青岭港：上半年货运量增长", "青岭港公布数字。货运量共85万吨。", "青岭港"),
    ],
)
def test_who_tells_before_the_colon_of_a_title_is_not_meant(
    title: str, text: str, subject: str
) -> None:
    page = f"{title}\n2025-05-07 06:35　来源：某报\n{text}\n"
    assert [one.subject for one in metrics(page)][-1] == subject

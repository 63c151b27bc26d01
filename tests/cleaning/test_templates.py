"""Approved lines go, of their own source's pages and of no other's; what the project says of them is read strictly."""

from __future__ import annotations

import dataclasses
from functools import cache
from pathlib import Path

import pytest
from factories import decoding_of, knowledge
from hypothesis import given
from hypothesis import strategies as st

from kouan.cleaning.pipeline import clean_batch
from kouan.cleaning.templates import TemplateError, read_templates
from kouan.gathering import gather
from kouan.linting.hits import lint
from kouan.model.batch import Batch, Source
from kouan.model.knowledge import Knowledge, Template
from kouan.model.line_shape import line_digest, line_shape, page_digests
from kouan.stages import process

BODY = "口岸旅客增长\n\n记者在口岸看到，旅客排队有序，通关顺畅。"
FOOT = Template("foot", "a.cn", "海风轻拂好消息天天到你家", "ad_footer", reason="每页都有")
DATED = Template("dated", "a.cn", "本页第3次更新于5月2日", "other", figures="any")
ROW = """
[[template]]
name = "foot"
decision = "approved"
source = "a.cn"
line = "海风轻拂好消息天天到你家"
kind = "ad_footer"
decided_by = "ann"
decided_at = 2026-01-02T03:04:05Z
"""


@cache
def knowing(*templates: Template) -> Knowledge:
    return dataclasses.replace(knowledge(), templates=templates, digest=repr(templates), _made={})


def cleaned(text: str, *templates: Template, site: str = "a.cn"):
    return clean_batch([decoding_of(text)], knowing(*templates), [site])[0]


def test_a_line_goes_from_the_pages_of_its_source_alone() -> None:
    page = f"{BODY}\n{FOOT.line}\n"
    assert cleaned(page, FOOT).text.strip() == BODY
    assert cleaned(page, FOOT, site="b.cn").text.strip() == page.strip()
    assert cleaned(page).text.strip() == page.strip()


def test_a_removal_says_rule_template_and_confidence() -> None:
    (removal,) = cleaned(f"{BODY}\n{FOOT.line}\n", FOOT).removals
    assert (removal.rule, removal.template, removal.kind) == ("template", "foot", "ad_footer")
    assert removal.confidence == pytest.approx(FOOT.confidence)


def test_two_lines_in_a_row_go_each_under_its_own_name() -> None:
    page = cleaned(f"{BODY}\n{FOOT.line}\n本页第12次更新于11月30日", FOOT, DATED)
    assert page.text.strip() == BODY
    assert [one.template for one in page.removals] == ["foot", "dated"]


def test_other_figures_fit_only_where_the_template_says_so() -> None:
    page = f"{BODY}\n本页第12次更新于11月30日\n"
    strict = dataclasses.replace(DATED, figures="same")
    assert cleaned(page, DATED).text.strip() == BODY
    assert cleaned(page, strict).text.strip() == page.strip()


def test_a_line_is_met_in_the_other_script_and_with_blanks() -> None:
    body = "口岸旅客增長\n\n記者在口岸看到，旅客排隊有序，通關順暢。"
    page = f"{body}\n　海風輕拂好消息天天到你家 \n"
    assert cleaned(page, FOOT).text.strip() == BODY


def test_a_sentence_that_holds_the_line_stays() -> None:
    page = f"{BODY}\n他说，{FOOT.line}。\n"
    assert FOOT.line in cleaned(page, FOOT).text


def test_the_linter_names_the_template() -> None:
    (hit,) = lint(cleaned(f"{BODY}\n{FOOT.line}\n", FOOT))
    assert hit.rule == "template"
    assert hit.message.startswith("template foot: ")


@given(st.lists(st.sampled_from([FOOT.line, "正文。", "", "本页第4次更新于6月1日"]), max_size=8))
def test_cleaning_again_changes_nothing(lines: list[str]) -> None:
    once = cleaned("\n".join([BODY, *lines]), FOOT, DATED)
    again = cleaned(once.text, FOOT, DATED)
    assert again.text == once.text
    assert once.ledger.rebuild(once.text) == once.decoding.text.encode()


def test_each_document_of_a_batch_is_its_own_sources() -> None:
    page = f"{BODY}\n{FOOT.line}\n".encode()
    batch = Batch.of(
        [(Source("https://a.cn/1.htm"), page), (Source("https://b.cn/1.htm"), page + b"\n")]
    )
    gone = [len(one.cleaned.removals) for one in process(batch, knowing(FOOT)).documents]
    assert gone == [1, 0]


@pytest.mark.parametrize(
    ("source", "site"),
    [
        (Source("https://www.a.cn/x/1.htm", source="*"), "www.a.cn"),
        (Source("inbox/a/2019/03-02/1.txt"), "inbox/a"),
        (Source("inbox/a/1.txt", source="inbox/*"), "inbox/*"),
        (Source("1.txt", url="http://a.cn/1"), "a.cn"),
        (Source("http://[a.cn/1"), "http:/[a.cn"),
        (Source("1.txt"), "."),
    ],
)
def test_a_site_is_a_row_of_the_sources_else_a_host_or_a_folder(source: Source, site: str) -> None:
    assert source.site == site


def test_a_project_s_templates_are_knowledge(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    before = gather(tmp_path).digest
    (tmp_path / "templates" / "a.cn.toml").write_text(ROW, "utf-8")
    found = gather(tmp_path)
    assert [one.line for one in found.templates] == [FOOT.line]
    assert found.digest != before
    rejected = ROW.replace("approved", "rejected")
    (tmp_path / "templates" / "a.cn.toml").write_text(rejected, "utf-8")
    assert (gather(tmp_path).templates, gather(tmp_path).digest) == ((), before)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('name = "foot"', 'nam = "foot"', "unknown key 'nam'"),
        ('name = "foot"', "", "name is missing"),
        ('"ad_footer"', '"footer"', "kind 'footer' should be one of"),
        ('"approved"', '"maybe"', "decision 'maybe' should be one of approved, rejected"),
        ('decided_by = "ann"', "decided_by = 3", "decided_by 3 is of the wrong type"),
        ('line = "海', 'line = "\\n海', "line is blank, or more than one line"),
        ("[[template]]", "[[frame]]", "unknown table 'frame'"),
        ("[[template]]", "[template", "not TOML"),
        ('kind = "ad', 'confidence = 3\nkind = "ad', "confidence 3 is no share"),
    ],
)
def test_a_template_that_cannot_be_used_is_named(
    tmp_path: Path, before: str, after: str, said: str
) -> None:
    file = tmp_path / "a.toml"
    file.write_text(ROW.replace(before, after), "utf-8")
    with pytest.raises(TemplateError, match=said) as raised:
        read_templates(tmp_path)
    assert str(raised.value).startswith(str(file))


def test_two_lines_may_not_share_a_name(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(ROW + ROW.replace("海风", "山风"), "utf-8")
    with pytest.raises(TemplateError, match="another template has this name"):
        read_templates(tmp_path)


def test_a_later_decision_about_a_line_counts(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(ROW + ROW.replace("approved", "rejected"), "utf-8")
    (one,) = read_templates(tmp_path)
    assert one.decision == "rejected"


@given(st.text(alphabet="口岸客流0１3年月日星期六 \t", max_size=30))
def test_the_shape_of_a_shape_is_the_same(line: str) -> None:
    assert line_shape(line_shape(line)) == line_shape(line)


def test_a_page_of_very_many_lines_gives_those_of_its_head_and_foot() -> None:
    lines = [f"第{'一' * number}行" for number in range(1, 300)]
    found = page_digests("\n".join(lines))
    assert len(found) == 200
    assert found[0] == line_digest(lines[0])
    assert found[-1] == line_digest(lines[-1])

"""Every rule proves itself by its examples and its look-alikes, and no rule hides from the list."""

from __future__ import annotations

import importlib
import pkgutil

import pytest
from factories import knowledge

from kouan.cleaning import rules as folder
from kouan.cleaning.pipeline import LAYERS, RULES
from kouan.cleaning.rule import Rule, tried

EXAMPLES = [(rule, before, after) for rule in RULES for before, after in rule.examples.items()]
#: Rules that mark and change nothing, or nothing where the markup has said nothing before or no template was approved.
MARKING = {"destroyed_text", "page_markup", "template"}
KEEPS = [(rule, text) for rule in RULES for text in rule.keeps]


def named(rule: object) -> str:
    return rule.name if isinstance(rule, Rule) else repr(rule)[:30]


@pytest.mark.parametrize(("rule", "before", "after"), EXAMPLES, ids=named)
def test_a_rule_does_what_its_example_says(rule: Rule, before: str, after: str) -> None:
    assert tried(rule, before, knowledge()) == after


@pytest.mark.parametrize(("rule", "text"), KEEPS, ids=named)
def test_a_rule_leaves_its_look_alikes(rule: Rule, text: str) -> None:
    assert tried(rule, text, knowledge()) == text


@pytest.mark.parametrize(("rule", "before", "after"), EXAMPLES, ids=named)
def test_a_rule_finds_nothing_the_second_time(rule: Rule, before: str, after: str) -> None:
    assert tried(rule, after, knowledge()) == after


def test_every_file_of_the_folder_declares_a_rule_that_runs() -> None:
    files = {module.name for module in pkgutil.iter_modules(folder.__path__)}
    declared = {rule.module.rpartition(".")[2] for rule in RULES if ".rules." in rule.module}
    assert files == declared


def test_every_rule_says_what_it_does_and_what_it_spares() -> None:
    for rule in RULES:
        assert rule.doc, rule.name
        assert rule.keeps, rule.name
        assert rule.examples or rule.name in MARKING, rule.name
        assert importlib.import_module(rule.module).__doc__, rule.name


def test_names_are_unique_and_every_layer_is_in_the_list() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES) == sum(map(len, LAYERS))


def test_two_kinds_of_furniture_may_end_a_document() -> None:
    boilerplate = next(rule for rule in RULES if rule.name == "boilerplate")
    text = "正文在此。\n（来源：法制日报）\n版权声明：本网所有稿件不得转载。"
    assert tried(boilerplate, text, knowledge()).rstrip("\n") == "正文在此。"


def test_a_copy_at_the_end_of_a_text_goes_with_or_without_a_last_line_break() -> None:
    repeated = next(rule for rule in RULES if rule.name == "repeated_block")
    line = "罗湖口岸是我国最大的旅检口岸，日均出入境旅客高达25万余人次。"
    for end in ("", "\n", "\n\n"):
        assert tried(repeated, f"标题\n{line}\n{line}{end}", knowledge()).strip() == f"标题\n{line}"

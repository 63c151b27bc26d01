"""Expressions that are compiled when a text is first asked answer as compiled ones do, and every one compiles."""

from __future__ import annotations

import importlib
import pkgutil
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kouan
from kouan.model.expression import Expression

PATTERN = r"([0-9]+)|口岸|(?<=第)[一二三]"


@given(st.text("0123口岸第一二，\n", max_size=12), st.integers(0, 12), st.integers(0, 12))
def test_an_expression_finds_what_the_compiled_one_finds(text: str, start: int, end: int) -> None:
    expression, compiled = Expression(PATTERN), re.compile(PATTERN)
    for name in ("match", "fullmatch", "search"):
        found, expected = (getattr(one, name)(text, start, end) for one in (expression, compiled))
        assert _said(found) == _said(expected)
    assert [*map(_said, expression.finditer(text, start, end))] == [
        *map(_said, compiled.finditer(text, start, end))
    ]
    assert expression.findall(text, start, end) == compiled.findall(text, start, end)
    assert expression.sub("x", text) == compiled.sub("x", text)
    assert expression.subn("x", text, 1) == compiled.subn("x", text, 1)
    assert expression.split(text) == compiled.split(text)


def test_an_expression_is_compiled_when_a_text_is_first_asked_and_only_then(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compiled: list[str] = []
    real = re.compile
    monkeypatch.setattr(
        re, "compile", lambda pattern, flags=0: (compiled.append(pattern), real(pattern, flags))[1]
    )
    expression = Expression(PATTERN, re.IGNORECASE)
    assert (expression.pattern, expression.flags, compiled) == (PATTERN, re.IGNORECASE, [])
    assert expression.search("8个")
    assert expression.match("口岸")
    assert not expression.search("海关")
    assert compiled == [PATTERN]


def test_an_expression_has_no_other_attributes() -> None:
    with pytest.raises(AttributeError, match="groups"):
        _ = getattr(Expression(PATTERN), "groups")  # noqa: B009


def test_every_expression_of_a_module_compiles() -> None:
    modules = [
        importlib.import_module(module.name)
        for module in pkgutil.walk_packages(kouan.__path__, "kouan.")
    ]
    expressions = {
        (module.__name__, name): value
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, Expression)
    }
    assert len(expressions) > 300
    faults = {}
    for place, expression in expressions.items():
        try:
            re.compile(expression.pattern, expression.flags)
        except re.error as error:
            faults[place] = str(error)
    assert not faults


def _said(found: re.Match[str] | None) -> Any:
    return found and (found.span(), found.groups())

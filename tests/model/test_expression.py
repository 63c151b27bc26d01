"""Expressions that are compiled when a text is first asked answer as compiled ones do, and every one compiles."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from re import _constants as constants  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
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


def test_texts_without_what_every_match_holds_are_spared_a_few_times_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("kouan.model.expression.SPARED", 3)
    compiled: list[str] = []
    real = re.compile
    monkeypatch.setattr(
        re, "compile", lambda pattern, flags=0: (compiled.append(pattern), real(pattern, flags))[1]
    )
    expression = Expression("[七八]成", holds="成")
    asked = expression.search
    assert asked("七八") is None
    assert list(expression.finditer("八")) == []
    assert expression.match("七", 0, 1) is None
    assert compiled == []
    assert asked("口岸") is None
    assert compiled == ["[七八]成"]
    assert _said(asked("占七成")) == _said(expression.search("占七成")) == ((1, 3), ())
    spared = Expression("[七八]成", holds="成")
    told = len(compiled)
    assert spared.sub("x", "七八") == "七八"
    assert len(compiled) == told
    assert spared.sub("x", "占七成") == "占x"
    assert _said(Expression("[七八]成", holds="成").fullmatch("八成", 0)) == ((0, 2), ())


def test_every_match_holds_what_its_expression_says() -> None:
    named = {place: one for place, one in _expressions().items() if one.holds}
    assert len(named) > 8
    wrong = [
        place
        for place, one in named.items()
        if not _must_hold(list(parser.parse(one.pattern, one.flags)), frozenset(one.holds))
    ]
    assert not wrong


@pytest.mark.parametrize(
    ("pattern", "holds", "must"),
    [
        ("[七八]成", "成", True),
        ("[七八]成", "七八", True),
        ("[七八]成?", "成", False),
        ("(?:七成|八折)", "成折", True),
        ("(?:七成|八折)", "成", False),
        ("(?<=成)七", "成", True),
        ("(?!成)七", "成", False),
        ("(?:成){0,3}七|成", "成", False),
        ("[^成]", "成", False),
        ("[一-鿿]", "成", False),
    ],
)
def test_what_a_pattern_must_hold_is_seen(pattern: str, holds: str, must: bool) -> None:
    assert _must_hold(list(parser.parse(pattern)), frozenset(holds)) is must


def _must_hold(items: list[tuple[Any, Any]], signs: frozenset[str]) -> bool:
    """Whether some item of a sequence cannot match without one of these characters in the text."""
    return any(_item_must_hold(code, value, signs) for code, value in items)


def _item_must_hold(code: Any, value: Any, signs: frozenset[str]) -> bool:
    if code is constants.LITERAL:
        return chr(value) in signs
    if code is constants.IN:
        return all(kind is constants.LITERAL and chr(one) in signs for kind, one in value)
    if code is constants.BRANCH:
        return all(_must_hold(list(branch), signs) for branch in value[1])
    if code is constants.SUBPATTERN:
        return _must_hold(list(value[3]), signs)
    if code is constants.ASSERT:
        return _must_hold(list(value[1]), signs)
    if code in (constants.MAX_REPEAT, constants.MIN_REPEAT, constants.POSSESSIVE_REPEAT):
        return value[0] > 0 and _must_hold(list(value[2]), signs)
    return False


def test_every_expression_of_a_module_compiles() -> None:
    expressions = _expressions()
    assert len(expressions) > 300
    faults = {}
    for place, expression in expressions.items():
        try:
            re.compile(expression.pattern, expression.flags)
        except re.error as error:
            faults[place] = str(error)
    assert not faults


def test_no_count_of_an_expression_became_a_tuple() -> None:
    r"""In a text with places to fill in, \d{1,2} says \d(1, 2): it compiles, and matches no page."""
    filled = re.compile(r"\([0-9]+, [0-9]+\)")
    assert filled.search(rf"\d{1, 2}")
    assert [place for place, one in _expressions().items() if filled.search(one.pattern)] == []


@cache
def _expressions() -> dict[tuple[str, str], Expression]:
    """Those of the package's modules by module and name, with those that stand in rows and tables there."""
    modules = [
        importlib.import_module(module.name)
        for module in pkgutil.walk_packages(kouan.__path__, "kouan.")
    ]
    return {
        (module.__name__, place): one
        for module in modules
        for name, value in vars(module).items()
        for place, one in _within(name, value)
    }


def _within(name: str, value: Any) -> Iterator[tuple[str, Expression]]:
    if isinstance(value, Expression):
        yield name, value
    elif isinstance(value, (tuple, list)):
        for place, one in enumerate(value):
            yield from _within(f"{name}[{place}]", one)
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _within(f"{name}[{key!r}]", one)


def _said(found: re.Match[str] | None) -> Any:
    return found and (found.span(), found.groups())

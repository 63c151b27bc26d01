"""A check of a table as SQL words it in, the same over plain values out, without a database: None where it is not understood.

To open a database and plan a statement for each table takes longer than to judge the few rows of one document.
Values are those of Arrow columns; None is NULL, and what is said of it is neither true nor false.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from kouan.model.expression import Expression

#: What a check says of a row, by column: True, False, or None where SQL says NULL.
Rule = Callable[[Mapping[str, Any]], Any]

_TOKEN: Final = Expression(
    r"""\s*(?:(?P<text>'(?:[^']|'')*')|(?P<quoted>"[^"]+")|(?P<number>[0-9]+)(?![\w.])"""
    r"""|(?P<word>[A-Za-z_]\w*)|(?P<sign><=|>=|<>|!=|[=<>+(),]))"""
)
_COMPARED: Final[Mapping[str, Callable[[Any, Any], Any]]] = {
    "=": operator.eq,
    "<>": operator.ne,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_WORDS: Final = frozenset({"AND", "OR", "NOT", "IN", "IS", "NULL"})


#: Kinds of values that Python compares as the database does: no fractions in binary, whose NaN it orders otherwise.
_KINDS: Final = ((str,), (bool,), (int, Decimal), (datetime,), (date,))


class NotUnderstoodError(Exception):
    """A wording or a value that only the database can judge."""


def plain_rule(check: str) -> Rule | None:
    """What a check says of a row; None where it is worded in a way that only the database understands.

    The rule raises NotUnderstoodError where the values of a row are of kinds that are not compared here.

    >>> rule = plain_rule("(bound = 'range') = (value_max IS NOT NULL)")
    >>> rule({"bound": "range", "value_max": None}), rule({"bound": None, "value_max": 1})
    (False, None)
    >>> plain_rule("length(name) > 0")
    """
    try:
        reader = _Reader(check)
        rule = reader.either()
        reader.end()
    except NotUnderstoodError:
        return None
    return rule


class _Reader:
    """Reads a check from left to right: OR of ANDs of comparisons of sums."""

    def __init__(self, check: str) -> None:
        self._tokens: list[tuple[str, str]] = []
        at, check = 0, check.rstrip()
        while at < len(check):
            found = _TOKEN.match(check, at)
            if found is None or found.lastgroup is None:
                raise NotUnderstoodError(check[at:])
            kind, said = found.lastgroup, found[found.lastgroup]
            if kind == "word" and said.upper() in _WORDS:
                kind, said = "sign", said.upper()
            self._tokens.append((kind, said))
            at = found.end()
        self._at = 0

    def either(self) -> Rule:
        """Conditions joined by OR."""
        rule = self._both()
        while self._took("OR"):
            rule = _or(rule, self._both())
        return rule

    def end(self) -> None:
        """Nothing is left."""
        if self._at < len(self._tokens):
            raise NotUnderstoodError(self._tokens[self._at][1])

    def _both(self) -> Rule:
        rule = self._compared()
        while self._took("AND"):
            rule = _and(rule, self._compared())
        return rule

    def _compared(self) -> Rule:
        left = self._sum()
        for sign, compare in _COMPARED.items():
            if self._took(sign):
                return _applied(compare, left, self._sum())
        if self._took("IS"):
            is_null = not self._took("NOT")
            self._expect("NULL")
            return lambda row: (left(row) is None) is is_null
        if self._took("IN"):
            return _in(left, self._listed())
        return left

    def _sum(self) -> Rule:
        rule = self._value()
        while self._took("+"):
            rule = _applied(operator.add, rule, self._value())
        return rule

    def _value(self) -> Rule:
        if self._took("("):
            rule = self.either()
            self._expect(")")
            return rule
        kind, said = self._next()
        if kind in ("word", "quoted"):
            return _column(said.strip('"'))
        constant = _constant(kind, said)
        return lambda _row: constant

    def _listed(self) -> frozenset[Any]:
        self._expect("(")
        values = {_constant(*self._next())}
        while self._took(","):
            values.add(_constant(*self._next()))
        self._expect(")")
        return frozenset(values)

    def _next(self) -> tuple[str, str]:
        if self._at == len(self._tokens):
            raise NotUnderstoodError("end")
        self._at += 1
        return self._tokens[self._at - 1]

    def _took(self, sign: str) -> bool:
        is_next = self._tokens[self._at : self._at + 1] == [("sign", sign)]
        self._at += is_next
        return is_next

    def _expect(self, sign: str) -> None:
        if not self._took(sign):
            raise NotUnderstoodError(sign)


def _column(name: str) -> Rule:
    def rule(row: Mapping[str, Any]) -> Any:
        if name not in row:  # a word of SQL
            raise NotUnderstoodError(name)
        return row[name]

    return rule


def _constant(kind: str, said: str) -> Any:
    if kind == "text":
        return said[1:-1].replace("''", "'")
    if kind == "number":
        return int(said)
    raise NotUnderstoodError(said)


def _applied(what: Callable[[Any, Any], Any], left: Rule, right: Rule) -> Rule:
    def rule(row: Mapping[str, Any]) -> Any:
        first, second = left(row), right(row)
        if first is None or second is None:
            return None
        if _kind(first) is not _kind(second):
            raise NotUnderstoodError(f"{first!r} with {second!r}")
        return what(first, second)

    return rule


def _in(left: Rule, values: frozenset[Any]) -> Rule:
    kinds = {_kind(value) for value in values}

    def rule(row: Mapping[str, Any]) -> Any:
        value = left(row)
        if value is not None and {_kind(value)} != kinds:
            raise NotUnderstoodError(repr(value))
        return None if value is None else value in values

    return rule


def _and(left: Rule, right: Rule) -> Rule:
    return _joined(left, right, decisive=False)


def _or(left: Rule, right: Rule) -> Rule:
    return _joined(left, right, decisive=True)


def _joined(left: Rule, right: Rule, *, decisive: bool) -> Rule:
    """Two conditions of which one that says `decisive` decides, whatever the other says."""

    def rule(row: Mapping[str, Any]) -> Any:
        said = (left(row), right(row))
        if any(one is decisive for one in said):
            return decisive
        if any(one is not None and one is not (not decisive) for one in said):
            raise NotUnderstoodError(repr(said))
        return None if None in said else not decisive

    return rule


def _kind(value: Any) -> tuple[type, ...]:
    """The kind of a value; values of one kind are compared."""
    for kind in _KINDS:
        if type(value) in kind:
            return kind
    raise NotUnderstoodError(repr(value))

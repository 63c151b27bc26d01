"""The figures of a sentence in, the same out: a share that several have together is of their whole, and its words name them all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from kouan.extraction.figures.statement import Statement
from kouan.model.expression import Expression
from kouan.model.facts import MetricKind

#: 其中青山镇、白水镇合计占, 日本和韩国两国共占, 甲、乙、丙加起来占
_MERGED: Final = Expression(
    "(?:其中)?(?P<of>[^，。；：！？、0-9和与及]{1,14}(?:(?:、|以?及|[和与])[^，。；：！？、0-9和与及]{1,14}){1,6}?"
    "(?:合计|总计|共计?(?!同)|一共|总共|加起来|合起来|相加))(?:约|就|已)?占[^，。；：！？0-9]{0,16}"
)


class Merged(NamedTuple):
    """Whose share it is, all names in the words of the text, and the figure that is their whole, where one is told before."""

    words: str
    whole: int | None


def merged(stated: Sequence[Statement], number: int) -> Merged | None:
    """The share at `number` as one of several together; None where it is that of one, or none."""
    figure = stated[number]
    if figure.kind is not MetricKind.SHARE:
        return None
    found = _MERGED.fullmatch(figure.text, figure.clause, figure.start)
    if found is None:
        return None
    before = number - 1
    has_whole = before >= 0 and stated[before].kind is MetricKind.LEVEL
    return Merged(found["of"], before if has_whole else None)

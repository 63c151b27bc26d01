"""A block in, the spans of its sentences and clauses out."""

from __future__ import annotations

from typing import Final

from kouan.model.expression import Expression

#: Cleaning has widened every mark in Chinese context, so a half-width one between two characters is no end but
#: what misread bytes left (陆??湛诎锻).
#: The first character alone is looked for; what it must be followed by is asked where it stands.
_END: Final = Expression(
    "[。！？!?…](?:(?<=[。！？])[。！？]*|(?<=[!?])[!?]*(?![!?\u3400-\u9fff])|(?<=…)…+)[”’」』）)】]*"
)
#: No press sentence is longer; a table without stops is cut, so that a sentence per figure stays affordable.
_LONGEST: Final = 2000
#: What ends a clause.
CLAUSE_END: Final = Expression("[，。；！？：]")
#: Greedy: it ends behind the last mark of the stretch it is shown.
_TO_LAST_MARK: Final = Expression(f"(?s:.*){CLAUSE_END.pattern}")
#: Nobody looks further back for the beginning of a clause.
_REACH: Final = 300


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Spans of sentences: to the next 。！？ or ……, with closing quotes; ； ends none.

    >>> sentences("通关快！”他说。共3批；5件")
    ((0, 5), (5, 8), (8, 14))
    >>> sentences("全国陆??湛诎锻排队不超过30分钟。")
    ((0, 18),)
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for end in [*(found.end() for found in _END.finditer(text)), len(text)]:
        while end - start > _LONGEST:
            limit = start + _LONGEST
            cut = max(text.rfind(mark, start + 1, limit) for mark in "；，、 ") + 1 or limit
            spans.append((start, cut))
            start = cut
        if start < end:
            spans.append((start, end))
        start = end
    return tuple(spans)


def clause_start(text: str, first: int, start: int) -> int:
    """Where the clause that holds `start` begins, in a sentence that begins at `first`."""
    first = max(first, start - _REACH)
    found = _TO_LAST_MARK.match(text, first, start)
    return found.end() if found else first

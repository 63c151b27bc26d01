"""What somebody typed into a search in; the words, phrases and exclusions it means out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from warehouse.asking.answer import QueryError

_PART: Final = re.compile(r'(-?)(?:“([^”]*)”|"([^"]*)"|「([^」]*)」|『([^』]*)』|(\S+))')
_OR: Final = ("OR", "|")

#: Characters of one search: it asks for words, not for articles that are alike.
LONGEST: Final = 500

#: Words of one search; each is a scan of the index.
MOST: Final = 32


@dataclass(frozen=True, slots=True)
class Term:
    """A word, or a phrase: what must stand in the text exactly so."""

    text: str
    is_phrase: bool = False


@dataclass(frozen=True, slots=True)
class Search:
    """What is asked: of each clause one term must be there, of the excluded ones none."""

    clauses: tuple[tuple[Term, ...], ...]
    excluded: tuple[Term, ...] = ()

    @property
    def terms(self) -> tuple[Term, ...]:
        """The terms that are looked for."""
        return tuple(term for clause in self.clauses for term in clause)


@dataclass(frozen=True, slots=True)
class Filters:
    """Which articles are looked at: by publisher, source or beginning of the location; by day, both ends included."""

    source: str | None = None
    since: str | None = None
    until: str | None = None


def parse_search(words: str) -> Search:
    """What somebody typed, understood: words are all wanted, "…" or “…” is a phrase, - leaves out, OR or | allows either.

    Raises:
        QueryError: nothing is looked for, or more than one search may ask for.

    >>> parse_search('通关 OR 放行 “排队时间” -罗湖')
    Search(clauses=((Term(text='通关', is_phrase=False), Term(text='放行', is_phrase=False)), \
(Term(text='排队时间', is_phrase=True),)), excluded=(Term(text='罗湖', is_phrase=False),))
    """
    if len(words) > LONGEST:
        raise QueryError(
            f"search: {len(words)} characters are asked for; give at most {LONGEST}, a few words are enough"
        )
    clauses: list[list[Term]] = []
    excluded: list[Term] = []
    joins = is_wanted = False
    for found in _PART.finditer(words):
        word = found[6]
        if word in _OR and not found[1]:
            joins = is_wanted
            continue
        text = (word or next((part for part in found.groups()[1:5] if part), "")).strip()
        if not text:
            continue
        term = Term(text, word is None)
        if found[1]:
            excluded.append(term)
        elif joins:
            clauses[-1].append(term)
        else:
            clauses.append([term])
        joins, is_wanted = False, not found[1]
    if not clauses:
        raise QueryError(
            f"search {words!r}: nothing is looked for; name a word, and put - only before those to leave out"
        )
    if sum(map(len, clauses)) + len(excluded) > MOST:
        raise QueryError(f"search: more than {MOST} words; ask for less at once")
    return Search(tuple(map(tuple, clauses)), tuple(excluded))

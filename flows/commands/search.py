"""`kouan search`: words in either script in, the articles that hold them out, best first."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from flows.commands.options import AsJson

Since = Annotated[str | None, Parameter(help="Published on this day or later: 2024-05-31.")]
Until = Annotated[str | None, Parameter(help="Published on this day or before.")]


def search(
    *words: str,
    phrase: Annotated[bool, Parameter(help="All the words stand together, as one phrase.")] = False,
    without: Annotated[
        list[str] | None, Parameter(help="A word that must not be there; may be repeated.")
    ] = None,
    source: Annotated[
        str | None,
        Parameter(help="Part of the publisher's name, or the beginning of the location."),
    ] = None,
    since: Since = None,
    until: Until = None,
    limit: Annotated[int, Parameter(help="Articles to show.")] = 10,
    as_json: AsJson = False,
) -> int:
    """Search the text of the valid articles, ranked (BM25). Exit code 1: nothing found.

    Parameters
    ----------
    words
        All of them are wanted, in Traditional or Simplified script. "…" or “…” is a phrase, a - before a
        word leaves it out, OR (or |) allows either: kouan search '“排队时间” 通关 OR 放行 -罗湖'.
    """
    from flows.location import SettingsError, find_home
    from flows.terminal.finding import as_phrase, hit_lines, hit_row, simplified
    from flows.terminal.printing import print_json, say, tell
    from warehouse.search.articles import search as search_warehouse
    from warehouse.search.words import Filters, parse_search

    if limit < 1:
        raise SettingsError(f"--limit {limit}: show one article or more")
    typed = " ".join(words).strip()
    asked = simplified(typed)
    if phrase:
        asked = as_phrase(asked)
    asked += "".join(f" -{as_phrase(simplified(one))}" for one in without or ())
    understood = parse_search(asked)
    found = search_warehouse(
        find_home(), understood, Filters(source and simplified(source), since, until), limit=limit
    )
    if as_json:
        print_json([hit_row(hit) for hit in found.hits])
        return 0 if found.hits else 1
    texts = [term.text for term in understood.terms]
    for number, hit in enumerate(found.hits, 1):
        for line in hit_lines(number, hit, texts):
            say(line)
    if found.total > len(found.hits):
        tell(f"{found.total} articles; these are the best {len(found.hits)}, --limit shows more")
    if not found.hits:
        tell(f"no article holds {' '.join(texts)}; OR between words asks for less")
    return 0 if found.hits else 1

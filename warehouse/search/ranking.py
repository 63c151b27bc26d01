"""Terms with their tokens in; the query that finds and ranks the articles that hold them out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any

from warehouse.search.words import Filters, Search, Term


def ranking(
    asked: Search, tokens: Sequence[Sequence[str]], filters: Filters
) -> tuple[str, dict[str, Any]]:
    """The query and its parameters; `tokens` are those of the terms, of the excluded ones last.

    The tokens are constants of the scans: so some stretches of each segment of the index are read, and no
    other. A parameter `limit` is left to be given. A term of several tokens holds them all; what must stand together is then looked for in
    the text of the articles that are left.
    """
    terms = (*asked.terms, *asked.excluded)
    wanted = len(asked.terms)
    parameters: dict[str, Any] = {}
    scans = list(_scans(tokens, parameters))
    spoken = [
        number
        for number, term in enumerate(terms)
        if is_looked_for(term, tokens[number], excluded=number >= wanted)
    ]
    numbers = count()
    clauses = [[next(numbers) for _ in clause] for clause in asked.clauses]
    held = [f"count(*) FILTER (term = {n}) = {len(of)} AS held_{n}" for n, of in enumerate(tokens)]
    is_there = [f"held_{n}" + (f" AND said_{n}" if n in spoken else "") for n in range(len(terms))]
    conditions = [" OR ".join(f"({is_there[n]})" for n in clause) for clause in clauses]
    conditions += [f"NOT ({is_there[n]})" for n in range(wanted, len(terms))]
    possible = [" OR ".join(f"held_{n}" for n in clause) for clause in clauses]
    candidates = (
        " INNER JOIN article USING (article_id, valid_from)" if filters != Filters() else ""
    )
    return (
        f"WITH posting AS ({' UNION ALL '.join(scans)}),"
        " hit AS (SELECT term, place, number, any_value(tokens) AS tokens,"
        " sum(frequency) AS frequency, sum(title_frequency) AS title_frequency,"
        " count(*) OVER (PARTITION BY term, place) AS articles_with"
        " FROM posting INNER JOIN indexed_article USING (number) GROUP BY term, place, number),"
        " every AS (SELECT count(*) AS articles, avg(tokens) AS mean_tokens FROM indexed_article),"
        " scored AS (SELECT number, sum(bm25(frequency, title_frequency, articles_with, articles, tokens, mean_tokens))"
        f" FILTER (term < {wanted}) AS score, {', '.join(held)} FROM hit CROSS JOIN every GROUP BY number),"
        " candidate AS (SELECT scored.*, article_id, valid_from FROM scored INNER JOIN indexed_article USING (number)"
        f"{candidates}"
        f" WHERE {' AND '.join(f'({one})' for one in (*possible, *_filtered(filters, parameters)))})"
        f"{_said(terms, spoken, parameters)},"
        " best AS (SELECT article_id, valid_from, score, count(*) OVER () AS total"
        f" FROM candidate{' INNER JOIN said USING (number)' if spoken else ''}"
        f" WHERE {' AND '.join(f'({one})' for one in conditions)} ORDER BY score DESC, article_id LIMIT $limit)"
        " SELECT article_id, valid_from, title, publisher, published_text, location, score, total"
        " FROM best INNER JOIN article USING (article_id, valid_from) ORDER BY score DESC, article_id"
    ), parameters


def is_looked_for(term: Term, tokens: Sequence[str], *, excluded: bool) -> bool:
    """Whether a term must be looked for in the text: the index knows its tokens, not how they stand together.

    A word that is left out is left out as it stands there; one that is wanted may stand in parts.

    >>> is_looked_for(Term("通关", is_phrase=True), ["通关"], excluded=False)
    False
    >>> is_looked_for(Term("5.7%", is_phrase=True), ["5.7"], excluded=False)
    True
    """
    return (term.is_phrase or excluded) and list(tokens) != [term.text.lower()]


def _scans(tokens: Sequence[Sequence[str]], parameters: dict[str, Any]) -> Iterator[str]:
    """The scans of the index: one for all whole tokens, one for each single character, which begins all that hold it."""
    asked = [
        (term, place, token)
        for term, of_term in enumerate(tokens)
        for place, token in enumerate(of_term)
    ]
    whole = [one for one in asked if not _is_character(one[2])]
    if whole:
        names = [f"token_{term}_{place}" for term, place, _ in whole]
        parameters |= dict(zip(names, (token for _, _, token in whole), strict=True))
        rows = ", ".join(
            f"({term}, {place}, ${name})"
            for (term, place, _), name in zip(whole, names, strict=True)
        )
        yield (
            "SELECT term, place, unnest(postings, recursive := true) FROM bigram"
            f" INNER JOIN (VALUES {rows}) AS asked (term, place, token) USING (token)"
            f" WHERE token IN ({', '.join(f'${name}' for name in names)})"
        )
    for term, place, token in asked:
        if _is_character(token):
            name = f"token_{term}_{place}"
            parameters |= {name: token, f"{name}_end": chr(ord(token) + 1)}
            yield (
                f"SELECT {term} AS term, {place} AS place, unnest(postings, recursive := true)"
                f" FROM bigram WHERE token >= ${name} AND token < ${name}_end"
            )


def _is_character(token: str) -> bool:
    """Whether a token is one Chinese character, not a letter or digit."""
    return len(token) == 1 and ord(token) >= 0x2E80


def _said(terms: Sequence[Term], spoken: Sequence[int], parameters: dict[str, Any]) -> str:
    """Which of the candidates say a term as it is, in one block."""
    if not spoken:
        return ""
    parameters |= {f"text_{number}": terms[number].text.lower() for number in spoken}
    said = (f"bool_or(contains(lower(text), $text_{number})) AS said_{number}" for number in spoken)
    return (
        f", said AS (SELECT number, {', '.join(said)} FROM candidate"
        " INNER JOIN block USING (article_id, valid_from) GROUP BY number)"
    )


def _filtered(filters: Filters, parameters: dict[str, Any]) -> Iterator[str]:
    if filters.source:
        parameters["source"] = filters.source
        yield "contains(publisher, $source) OR starts_with(location, $source)"
    if filters.since:
        parameters["since"] = filters.since
        yield "published_at >= $since::DATE"
    if filters.until:
        parameters["until"] = filters.until
        yield "published_at < $until::DATE + 1"

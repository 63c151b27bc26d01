"""Terms with their tokens in; the query that finds and ranks the articles that hold them out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any

from warehouse.search_words import Filters, Search, Term


def ranking(
    asked: Search, tokens: Sequence[Sequence[str]], filters: Filters
) -> tuple[str, dict[str, Any]]:
    """The query and its parameters; `tokens` are those of the terms, of the excluded ones last.

    Each token is a scan of its own, with a constant: so one stretch of each segment of the index is read,
    and no other. A term of several tokens holds them all; what must stand together is then looked for in
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
    return (
        f"WITH posting AS ({' UNION ALL '.join(scans)}),"
        " hit AS (SELECT term, place, number, any_value(tokens) AS tokens,"
        " sum(frequency) AS frequency, sum(title_frequency) AS title_frequency,"
        " count(*) OVER (PARTITION BY term, place) AS articles_with"
        " FROM posting INNER JOIN indexed_article USING (number) GROUP BY term, place, number),"
        " every AS (SELECT count(*) AS articles, avg(tokens) AS mean_tokens FROM indexed_article),"
        " scored AS (SELECT number, sum(bm25(frequency, title_frequency, articles_with, articles, tokens, mean_tokens))"
        f" FILTER (term < {wanted}) AS score, {', '.join(held)} FROM hit CROSS JOIN every GROUP BY number),"
        " candidate AS (SELECT scored.*, article.* FROM scored INNER JOIN indexed_article USING (number)"
        " INNER JOIN article USING (article_id, valid_from)"
        f" WHERE {' AND '.join(f'({one})' for one in (*possible, *_filtered(filters, parameters)))})"
        f"{_said(terms, spoken, parameters)}"
        " SELECT article_id, valid_from, title, publisher, published_text, location, score, count(*) OVER ()"
        f" FROM candidate{' INNER JOIN said USING (number)' if spoken else ''}"
        f" WHERE {' AND '.join(f'({one})' for one in conditions)} ORDER BY score DESC, article_id"
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
    """One scan of the index for each token; a single character is the beginning of all tokens that hold it."""
    for term, of_term in enumerate(tokens):
        for place, token in enumerate(of_term):
            name = f"token_{term}_{place}"
            parameters[name] = token
            condition = f"token = ${name}"
            if len(token) == 1 and ord(token) >= 0x2E80:
                parameters[f"{name}_end"] = chr(ord(token) + 1)
                condition = f"token >= ${name} AND token < ${name}_end"
            yield (
                f"SELECT {term} AS term, {place} AS place, unnest(postings, recursive := true)"
                f" FROM bigram WHERE {condition}"
            )


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

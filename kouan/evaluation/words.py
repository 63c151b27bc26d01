"""Knowledge, labelled texts and a corpus in, the knowledge without words that only the labelled texts have out.

Rules that read a labelled text well because its own words were listed would read no other so well: what is read
without these rows says how general the rules are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from kouan.evaluation.measures import Labels, objects
from kouan.model.knowledge import Knowledge, Row, digest_of

#: Facts of the world, listed whole and not picked: every division, country and port of entry there is.
WHOLE: Final = frozenset({"division", "country", "port"})


def labelled_text(labels: Labels) -> str:
    """Title, subtitle and blocks of a labelled document."""
    told = [labels.get("title"), labels.get("subtitle")]
    told += [block.get("text") for block in objects(labels, "blocks")]
    return "\n".join(one for one in told if isinstance(one, str))


def own_words(knowledge: Knowledge, labelled: Iterable[str], corpus: Iterable[str]) -> set[str]:
    """The surfaces of the lexicons that stand in a labelled text and in no text of the corpus."""
    told = "\n".join(labelled)
    left = {
        row["surface"]
        for name, rows in knowledge.lexicons.items()
        if name not in WHOLE
        for row in rows
        if row.get("surface") and row["surface"] in told
    }
    for text in corpus:
        left -= {surface for surface in left if surface in text}
    return left


def without(knowledge: Knowledge, surfaces: set[str]) -> tuple[Knowledge, int]:
    """The knowledge without the rows on these surfaces, and how many rows that leaves out."""
    lexicons: Mapping[str, tuple[Row, ...]] = {
        name: rows
        if name in WHOLE
        else tuple(row for row in rows if row.get("surface") not in surfaces)
        for name, rows in knowledge.lexicons.items()
    }
    number = sum(len(rows) - len(lexicons[name]) for name, rows in knowledge.lexicons.items())
    digest = digest_of(knowledge.digest, *sorted(surfaces))
    made: dict[Any, Any] = {}
    return replace(knowledge, lexicons=lexicons, digest=digest, _made=made), number

"""口岸: bytes → text → edits → blocks → article → mentions, metrics → rows.

model         the nouns: batches, edits and ledger, articles, facts, knowledge
lexicons      words as data
language      numerals, calendar dates, character statistics
reading       bytes → text
cleaning      text → edits, on a reversible ledger
segmentation  clean text → article
extraction    article → entities and figures
comparison    clean texts → what nearly repeats what
tabulation    batch → Arrow tables
evaluation    scores against labelled documents
linting       findings as a linter prints them
stages        the road in a few lines
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kouan.api import (
        clean,
        entities,
        location,
        metrics,
        numerals,
        periods,
        positions,
        quantities,
    )

__all__ = [
    "clean",
    "entities",
    "location",
    "metrics",
    "numerals",
    "periods",
    "positions",
    "quantities",
]
__version__ = "0.1.0"


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def __getattr__(name: str) -> Any:
    if name in __all__:
        from kouan import api

        return getattr(api, name)
    raise AttributeError(f"module 'kouan' has no attribute {name!r}")

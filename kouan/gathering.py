"""Shipped words and a project's own in, `Knowledge` out: lexicons, phrases, rules, and one digest over them."""

from __future__ import annotations

from pathlib import Path

from kouan.cleaning.phrases import read_phrases
from kouan.cleaning.project import read_rules
from kouan.lexicons import read_folder
from kouan.model.knowledge import Knowledge, digest_of


def gather(project: Path | None = None) -> Knowledge:
    """Knowledge as shipped, with the project's `lexicons/`, `phrases/` and `rules/` laid over it.

    Raises:
        LexiconError, PhraseError, RuleError: a file of the project cannot be used; the message names it.
    """
    lexicons = read_folder(project and project / "lexicons")
    phrases = read_phrases(project and project / "phrases")
    rules, sources = read_rules(project and project / "rules")
    said = [
        f"{name}:{tuple(row.items())}" for name, rows in sorted(lexicons.items()) for row in rows
    ]
    return Knowledge(lexicons, phrases, rules, digest_of(*said, *map(repr, phrases), *sources))

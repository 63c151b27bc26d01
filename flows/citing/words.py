"""A language in; the words that citations say beside their sources out."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Literal

Language = Literal["en", "zh"]


@cache
def words(language: Language) -> dict[str, str]:
    """The words of a language by their keys."""
    text = (resources.files(__package__) / "words.toml").read_text(encoding="utf-8")
    return dict(tomllib.loads(text)[language])


def one_line(text: str) -> str:
    r"""Text of a document as one line: white space is one space, other control characters are shown.

    >>> one_line("a\n b\x1b[31m\u202e")
    'a b\ufffd[31m\ufffd'
    """
    return "".join(
        character if character.isprintable() else "\ufffd" for character in " ".join(text.split())
    )

"""Phrases of boilerplate as TOML, one file a kind of page furniture, and their reader."""

from kouan.cleaning.phrases.reader import PhraseError, read_phrases

__all__ = ["PhraseError", "read_phrases"]

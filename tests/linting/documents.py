"""Cleaned documents for the tests of the linter, made by hand: a text and the edits of each pass."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from factories import decoding_of

from kouan.model.article import Script
from kouan.model.characters import codes_of, text_of
from kouan.model.decoding import Decoding
from kouan.model.edits import Edit, Edits, Suspicion
from kouan.model.ledger import apply
from kouan.model.processed import Cleaned


def cleaned_by(
    text: str | Decoding,
    *passes: tuple[str, Sequence[Edit]],
    suspicions: Sequence[Suspicion] = (),
    script: Script = Script.HANS,
    refusal: str | None = None,
) -> Cleaned:
    """A document after these passes (rule, edits over the text before it)."""
    decoding = text if isinstance(text, Decoding) else decoding_of(text)
    codes, done = codes_of(decoding.text), []
    for rule, edits in passes:
        codes, made = apply(
            rule, codes, Edits.of(edits), np.zeros(1, np.int64), np.array([len(codes)])
        )
        done.append(made)
    return Cleaned(
        decoding, text_of(codes), tuple(done), script, (), tuple(suspicions), (), refusal=refusal
    )

"""The released articles of a project in, the file of its own character model out (`kouan model build`)."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from flows.reading import write_whole
from flows.upkeep.status import rows
from kouan.gathering import MODEL, SHIPPED_MODEL, read_model
from kouan.language.model_file import read, write
from kouan.language.ngrams import NgramModel
from kouan.language.training import mixed, pruned, train
from kouan.model.characters import codes_of

#: Share of what a project's own articles say beside the shipped model.
OWN: Final = 0.5
#: A project's model of fewer characters would say less than the shipped one.
LEAST: Final = 200_000


def own(texts: Iterable[str], base: NgramModel) -> NgramModel:
    """A project's model: its own articles beside the shipped model."""
    return pruned(mixed([(train(texts, base.fold), OWN), (base, 1 - OWN)]))


@dataclass(frozen=True, slots=True)
class Built:
    """A model that was built, or none where there is too little text; bits a character before and with it."""

    path: Path | None
    characters: int
    bits_before: float = 0.0
    bits_after: float = 0.0

    def row(self) -> dict[str, Any]:
        """The same for a table."""
        return {
            "model": str(self.path),
            "characters": self.characters,
            "bits_before": round(self.bits_before, 3),
            "bits_after": round(self.bits_after, 3),
        }


def build_own(project: Path, home: Path) -> Built:
    """Count the valid articles of a project's warehouse and write its `models/characters.model`.

    A twentieth of the articles is judged and not counted first, to say what the model is worth; the written one
    counts all. It is always mixed with the shipped model, so building twice gives the same file.

    Raises:
        NoWarehouseError: nothing is published yet.
    """
    texts = released(home)
    characters = sum(map(len, texts.values()))
    if characters < LEAST:
        return Built(None, characters)
    base = read(SHIPPED_MODEL.read_bytes(), str(SHIPPED_MODEL))
    in_use = read(read_model(project / "models").content)
    unseen = {key for key in texts if hashlib.sha256(key.encode()).digest()[0] % 20 == 0}
    asked = [texts[key] for key in sorted(unseen)] or [next(iter(texts.values()))]
    counted = [text for key, text in texts.items() if key not in unseen]
    trial = own(counted, base)
    path = project / "models" / MODEL
    path.parent.mkdir(exist_ok=True)
    write_whole(path, write(own(texts.values(), base)))
    return Built(path, characters, bits(in_use, asked), bits(trial, asked))


def released(home: Path) -> dict[str, str]:
    """The text of each valid article by its key: title and blocks, a line each."""
    found = rows(
        home,
        "SELECT article_key, string_agg(text, chr(10) ORDER BY position) AS text"
        " FROM current_block INNER JOIN current_article USING (article_id, valid_from)"
        " GROUP BY article_key ORDER BY article_key",
    )
    return {row["article_key"]: row["text"] for row in found}


def bits(model: NgramModel, texts: Iterable[str]) -> float:
    """Bits that a character of these texts takes, on average."""
    scores = [model.score(codes_of(text)) for text in texts]
    return -float(np.concatenate(scores).mean()) / math.log(2)

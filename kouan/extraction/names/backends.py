"""A text in, the names that a trained model finds in it out: LAC, spaCy, HanLP or LTP, from a folder on this machine.

A model is asked only where a project names one (`models/names.toml`). Nothing of it is imported before.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple, Protocol

from kouan.extraction.words import without_surrogates
from kouan.model.facts import EntityType
from kouan.model.name_model import NameModelError, NameModelFile


class Span(NamedTuple):
    """A stretch of a text with the label that a model gives it."""

    start: int
    end: int
    label: str


class NameModel(Protocol):
    """Reads one line of text."""

    def __call__(self, line: str) -> Iterator[Span]:
        """The names of a line, with the model's own labels."""
        ...


#: What the labels of common Chinese models mean; a project's file may say otherwise.
LABELS: Final[Mapping[str, EntityType]] = {
    **dict.fromkeys(("PERSON", "PER", "NR", "Nh"), EntityType.PERSON),
    **dict.fromkeys(("ORG", "ORGANIZATION", "NT", "Ni"), EntityType.ORGANIZATION),
    **dict.fromkeys(("GPE", "LOC", "LOCATION", "FAC", "NS", "Ns"), EntityType.PLACE),
}


def named_by(model: NameModelFile, text: str) -> Iterator[tuple[int, int, EntityType]]:
    """What the model names in a text, line by line, in types of ours; other labels are passed over.

    Raises:
        NameModelError: the model cannot be loaded.
    """
    labels = {**LABELS, **{label: EntityType(kind) for label, kind in model.labels}}
    read = _loaded(model)
    at = 0
    for line in without_surrogates(text).split("\n"):
        for span in read(line) if line.strip() else ():
            kind = labels.get(span.label)
            if kind is not None and 0 <= span.start < span.end <= len(line):
                yield at + span.start, at + span.end, kind
        at += len(line) + 1


@lru_cache(maxsize=2)
def _loaded(model: NameModelFile) -> NameModel:
    """The model, loaded once per process."""
    try:
        return BACKENDS[model.backend](model.path)
    except ImportError as error:
        raise NameModelError(
            f"{model.name}: {model.backend} cannot be imported ({error}); install it, or remove the file"
        ) from error
    except Exception as error:
        raise NameModelError(
            f"{model.name}: {model.backend} cannot load {model.path} ({error}); path should be the folder of a model"
        ) from error


def _lac(path: str) -> NameModel:
    from kouan.extraction.names.lac import Lac

    model = Lac(Path(path))
    return lambda line: (Span(*word) for word in model.words(line))


def _spacy(path: str) -> NameModel:
    pipeline = importlib.import_module("spacy").load(path)

    def read(line: str) -> Iterator[Span]:
        for found in pipeline(line).ents:
            yield Span(found.start_char, found.end_char, found.label_)

    return read


def _hanlp(path: str) -> NameModel:
    model = importlib.import_module("hanlp").load(path)

    def read(line: str) -> Iterator[Span]:
        said = model([line])
        for key in said:
            if key.startswith("ner"):
                named = said[key][0]
                yield from _placed(line, ((one[0], one[1]) for one in named))
                return

    return read


def _ltp(path: str) -> NameModel:
    model = importlib.import_module("ltp").LTP(path)

    def read(line: str) -> Iterator[Span]:
        said = model.pipeline([line], tasks=["cws", "ner"])
        yield from _placed(line, ((one[1], one[0]) for one in said.ner[0]))

    return read


def _placed(line: str, named: Iterator[tuple[str, str]]) -> Iterator[Span]:
    """Names without offsets, in their order, at the places where they stand."""
    at = 0
    for surface, label in named:
        start = line.find(surface, at)
        if surface and start >= 0:
            at = start + len(surface)
            yield Span(start, at, label)


#: Each backend by its name in `models/names.toml`.
BACKENDS: Final[Mapping[str, Callable[[str], NameModel]]] = {
    "lac": _lac,
    "spacy": _spacy,
    "hanlp": _hanlp,
    "ltp": _ltp,
}

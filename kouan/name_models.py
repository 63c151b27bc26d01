"""A project's models/names.toml in, the model of names that votes beside the rules out; none where there is no such file.

backend = "lac"          # or "spacy", "hanlp", "ltp"
path = "zh_names"        # the folder of the model, from here; LAC brings its own
weight = 0.6             # how sure a name is that only the model finds
least = 0.55             # from this confidence on a name counts

[labels]                 # only where the model has labels of its own
COMPANY = "organization"
"""

from __future__ import annotations

import tomllib
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from kouan.model.knowledge import digest_of
from kouan.model.name_model import LIBRARIES, VOTED, WEIGHTS, NameModelError, NameModelFile

#: The file in a project's `models/`.
FILE: Final = "names.toml"
_KEYS: Final = {"backend", "path", "weight", "least", "labels"}
#: Backends that an extra of ours installs.
_EXTRAS: Final = {"lac", "spacy"}


def read_name_model(folder: Path | None) -> NameModelFile | None:
    """The model of names that a folder's names.toml describes; it is not loaded here.

    Raises:
        NameModelError: the file is no such file, its library is not installed, or its path leads nowhere.
    """
    file = folder / FILE if folder else None
    if file is None or not file.is_file():
        return None
    said = _said(file)
    backend = said["backend"]
    place = file.parent / said["path"] if said["path"] else _weights(backend)
    if place is None or find_spec(LIBRARIES[backend]) is None:
        how = f"pip install 'kouan[{backend}]'" if backend in _EXTRAS else "install it"
        raise NameModelError(f"{file}: {backend} is not installed here; {how}, or remove the file")
    if not place.exists():
        raise NameModelError(
            f"{file}: path {said['path']!r} leads to {place}, where nothing is; put the model there"
        )
    labels = tuple(sorted(said["labels"].items()))
    versions = [_version(LIBRARIES[backend]), _version(WEIGHTS.get(backend, ""))]
    parts = [backend, *versions, repr((said["weight"], said["least"], labels))]
    return NameModelFile(
        str(file),
        backend,
        str(place),
        said["weight"],
        said["least"],
        labels,
        digest_of(*parts, *_contents(place)),
    )


def _said(file: Path) -> dict[str, Any]:
    """The file's keys, each of the right sort."""
    try:
        said = tomllib.loads(file.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise NameModelError(f"{file}: {error}; it should be TOML in UTF-8") from error
    if foreign := sorted(said.keys() - _KEYS):
        raise NameModelError(f"{file}: {foreign[0]} is no key of it; they are {sorted(_KEYS)}")
    if not isinstance(said.get("backend"), str) or said["backend"] not in LIBRARIES:
        raise NameModelError(
            f"{file}: backend {said.get('backend')!r} should be one of {list(LIBRARIES)}"
        )
    path = said.setdefault("path", "")
    if not isinstance(path, str) or not (path or said["backend"] in WEIGHTS):
        raise NameModelError(f"{file}: path is missing; it is the folder of the model")
    for name, usual in (("weight", 0.6), ("least", 0.55)):
        value = said.setdefault(name, usual)
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 1:
            raise NameModelError(f"{file}: {name} {value!r} should lie between 0 and 1")
    labels = said.setdefault("labels", {})
    if not isinstance(labels, dict):
        raise NameModelError(
            f"{file}: labels {labels!r} should be a table: [labels], then LABEL = type"
        )
    types = sorted(kind.value for kind in VOTED)
    wrong = [label for label, kind in labels.items() if kind not in types]
    if wrong:
        raise NameModelError(f"{file}: label {wrong[0]} should stand for one of {types}")
    return said


def _weights(backend: str) -> Path | None:
    """The folder of the weights that a wheel brings; none where it is not installed."""
    found = find_spec(WEIGHTS[backend])
    return Path(found.origin).parent if found and found.origin else None


def _version(package: str) -> str:
    try:
        return version(package) if package else ""
    except PackageNotFoundError:
        return ""


def _contents(place: Path) -> list[str | bytes]:
    """The files of a model, by name and content."""
    files = (
        sorted(path for path in place.rglob("*") if path.is_file()) if place.is_dir() else [place]
    )
    said: list[str | bytes] = []
    for path in files:
        if path.suffix != ".pyc":
            said += [path.relative_to(place).as_posix(), digest_of(path.read_bytes())]
    return said

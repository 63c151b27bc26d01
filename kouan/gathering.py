"""Shipped words and a project's own in, `Knowledge` out: lexicons, phrases, rules, corrections, character model, one digest."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from kouan.cleaning.phrases import read_phrases
from kouan.cleaning.project import read_rules, refuse_untrue_examples
from kouan.cleaning.templates import approved, read_templates
from kouan.corrections import read_corrections
from kouan.corrections.words import refuse_unknown_words
from kouan.language.model_file import ModelFile
from kouan.lexicons import read_folder
from kouan.lexicons.reader import shipped_files
from kouan.model.knowledge import Knowledge, Row, digest_of
from kouan.name_models import read_name_model

#: The name of a character model in a project's `models/`.
MODEL: Final = "characters.model"
#: What a project may lay over the shipped knowledge; `kouan init` puts a README.md into each.
_FOLDERS: Final = ("lexicons", "phrases", "rules", "templates", "models", "corrections")
SHIPPED_MODEL: Final = files("kouan.language") / MODEL


def gather(project: Path | None = None) -> Knowledge:
    """Knowledge as shipped, with the project's `lexicons/`, `phrases/`, `rules/` and approved `templates/` laid over it.

    Its `corrections/` are read too. A project's `models/characters.model` stands in place of the shipped one; a model of names that its
    `models/names.toml` describes votes beside the rules.

    Raises:
        LexiconError, PhraseError, RuleError, TemplateError, ModelError, NameModelError, CorrectionError: a file of the project cannot be used; the message names it.
    """
    return _gathered(project) if project and _has_words(project) else _shipped()


@cache
def _shipped() -> Knowledge:
    """Knowledge as shipped, and what is made from it: once for a process, whatever projects it meets."""
    return _gathered(None)


def _has_words(project: Path) -> bool:
    """Whether a project has files of its own in one of its folders."""
    return any(
        path.name != "README.md" for name in _FOLDERS for path in (project / name).rglob("*")
    )


def _gathered(project: Path | None) -> Knowledge:
    lexicons = read_folder(project and project / "lexicons")
    phrases = read_phrases(project and project / "phrases")
    rules, sources = read_rules(project and project / "rules")
    templates = approved(read_templates(project and project / "templates"))
    said = list(_said(lexicons, project and project / "lexicons"))
    model = read_model(project and project / "models")
    names = read_name_model(project and project / "models")
    voices = [names.digest] if names else []
    knowledge = Knowledge(
        lexicons,
        phrases,
        model,
        rules,
        digest_of(
            *said, *map(repr, phrases), *map(repr, templates), *sources, model.digest, *voices
        ),
        templates,
        names,
        read_corrections(project and project / "corrections"),
    )
    if project:
        refuse_untrue_examples(knowledge, project / "rules")
    refuse_unknown_words(knowledge)
    return knowledge


def _said(lexicons: Mapping[str, tuple[Row, ...]], overlay: Path | None) -> Iterator[str | bytes]:
    """What the digest is made over for each lexicon: its file where nothing is laid over it, else its rows."""
    shipped = {file.name.removesuffix(".csv"): file for file in shipped_files()}
    own = {path.stem for path in overlay.glob("*.csv")} if overlay else set()
    for name, rows in sorted(lexicons.items()):
        yield name
        if name in own:
            # an overlay may leave columns out: each row says its own
            yield json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
        else:
            yield shipped[name].read_bytes()


def read_model(folder: Path | None) -> ModelFile:
    """The character model of a folder, or the shipped one; its tables are made when somebody asks."""
    own = folder / MODEL if folder else None
    if own and own.is_file():
        return ModelFile.of(str(own), own.read_bytes())
    return ModelFile.of(str(SHIPPED_MODEL), SHIPPED_MODEL.read_bytes(), is_shipped=True)

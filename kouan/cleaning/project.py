"""A project's `rules/` folder in, its rules and the digest of their source out."""

from __future__ import annotations

import hashlib
import importlib.util
import sys
from pathlib import Path

from kouan.cleaning.rule import Rule


class RuleError(ValueError):
    """A rule file of the project that cannot be used; the message names the file and the remedy."""


def read_rules(folder: Path | None) -> tuple[tuple[Rule, ...], tuple[str, ...]]:
    """The rules that the folder's Python files declare, in the order of their names, and what to digest.

    The files are the project's own code and are run. Raises `RuleError` where one does not load or
    declares no rule.
    """
    if folder is None or not folder.is_dir():
        return (), ()
    rules: list[Rule] = []
    digests: list[str] = []
    for path in sorted(folder.glob("*.py")):
        source = path.read_bytes()
        name = f"kouan_project_rules.{path.stem}"
        spec = importlib.util.spec_from_file_location(name, path)
        if spec is None or spec.loader is None:  # pragma: no cover - a .py file always has a loader
            raise RuleError(f"{path}: cannot be loaded")
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        try:
            spec.loader.exec_module(module)
        except Exception as error:
            raise RuleError(f"{path}: does not load: {type(error).__name__}: {error}") from error
        found = [value for value in vars(module).values() if isinstance(value, Rule)]
        if not found:
            raise RuleError(
                f"{path}: declares no rule; decorate a function with @kouan.cleaning.rule.rule"
            )
        rules += found
        digests.append(f"{path.name}:{hashlib.sha256(source).hexdigest()}")
    return tuple(rules), tuple(digests)

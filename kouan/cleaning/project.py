"""A project's `rules/` folder in, its rules and the digest of their source out; rules that do not do what they say are refused."""

from __future__ import annotations

import ast
import hashlib
import importlib.util
import sys
from pathlib import Path
from typing import Final

from kouan.cleaning.rule import Rule, tried
from kouan.model.knowledge import Knowledge

#: Where the rules of a project stand among modules; what it imports beside them is proven where it is declared.
_PACKAGE: Final = "kouan_project_rules"


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
        name = f"{_PACKAGE}.{path.stem}"
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


def refuse_untrue_examples(knowledge: Knowledge, folder: Path) -> None:
    """Let each of the project's rules do what its examples say, leave its look-alikes, and find nothing the second time.

    Raises:
        RuleError: one does not; the message names file, line and remedy.
    """
    for rule in knowledge.rules:
        package, _, stem = rule.module.rpartition(".")
        if package != _PACKAGE:
            continue
        path = folder / f"{stem}.py"
        for before, after in rule.examples.items():
            if said := _told(rule, before, after, knowledge):
                raise RuleError(
                    f"{_place(path, before)}: rule {rule.name}: the example {before!r} should become {after!r}, but {said}; "
                    "mend the rule or the example"
                )
            if said := _told(rule, after, after, knowledge):
                raise RuleError(
                    f"{_place(path, before)}: rule {rule.name}: in {after!r}, which its example has become, nothing should be found, "
                    f"but {said}; a rule leaves alone what it has mended"
                )
        for text in rule.keeps:
            if said := _told(rule, text, text, knowledge):
                raise RuleError(
                    f"{_place(path, text)}: rule {rule.name}: {text!r} of keeps should stay, but {said}; "
                    "narrow the rule, or take the text out of keeps"
                )


def _told(rule: Rule, text: str, wanted: str, knowledge: Knowledge) -> str | None:
    """What the rule does with a text, where that is not what is wanted."""
    try:
        made = tried(rule, text, knowledge)
    except Exception as error:
        return f"the rule stops with {type(error).__name__}: {error}"
    if made == wanted:
        return None
    return "it stays as it is" if made == text else f"it becomes {made!r}"


def _place(path: Path, text: str) -> str:
    """The file, and the line where the text stands in it, as far as it is written out there."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Constant) and node.value == text:
            return f"{path}:{node.lineno}"
    return str(path)

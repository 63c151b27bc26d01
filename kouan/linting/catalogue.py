"""Knowledge in, the catalogue of findings out: what each rule looks for, what it does, how sure it is, what it leaves."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from typing import Final

from kouan.cleaning.cleaned import DAMAGING
from kouan.cleaning.pipeline import layers_of
from kouan.cleaning.rule import Rule
from kouan.linting.selection import DECODING, STORIES
from kouan.linting.wording import Severity, fault, severity_of
from kouan.model.edits import Edits
from kouan.model.knowledge import Knowledge
from kouan.model.view import BatchView

#: What no rule declares: findings of decoding, and of segmentation.
FOUND_WITHOUT_RULE: Final[Mapping[str, str]] = {
    "undecodable_bytes": "Bytes that are no character in the encoding of the file.\n\n"
    "They are shown in hexadecimal; the ledger keeps them, and a person must say what they were.",
    "separator_control": "The control character U+001E, which parts documents inside a batch.\n\n"
    "The text shows U+FFFD in its place; the ledger keeps the byte.",
    STORIES: "Several stories in one file: news in brief, a transcript, a column of short notes.\n\n"
    "Each story is shown from its first line to its last, as the tables have it: an article of its own. Nothing is wrong "
    "with such a file, and nothing is changed; whoever wants one story a file cuts it there, or ignores the finding.",
}


@dataclass(frozen=True)
class Entry:
    """One name in the output of the linter, with all there is to say of it."""

    name: str
    #: The fault and where it comes from: the docstring of the rule's module.
    fault: str
    #: What is done, and why that is safe: the docstring of the rule's function.
    remedy: str
    severity: Severity
    examples: Mapping[str, str]
    keeps: Sequence[str]
    #: Rules that have been carried out before this one looks; names of one layer see the same text.
    after: tuple[str, ...]
    rule: Rule | None
    knowledge: Knowledge

    @property
    def summary(self) -> str:
        """The fault in one line."""
        return self.fault.partition("\n\n")[0].replace("\n", " ")

    @cached_property
    def proposals(self) -> tuple[Edits, ...]:
        """What the rule proposes for its own examples and look-alikes."""
        if self.rule is None:
            return ()
        texts = [text.replace("\x1e", "\ufffd") for text in (*self.examples, *self.keeps)]
        return tuple(self.rule(BatchView.of([text], self.knowledge)) for text in texts)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds its edits have in its examples; that of its declaration first."""
        found = [
            edits.kinds[number]
            for edits in self.proposals
            for number in sorted(set(edits.kind.tolist()))
        ]
        declared = [self.rule.kind] if self.rule and not found else []
        return tuple(dict.fromkeys([*declared, *found]))

    @property
    def confidence(self) -> tuple[float, float] | None:
        """The least and the greatest confidence of the edits in its examples; None where it changes nothing."""
        sure = [float(value) for edits in self.proposals for value in edits.confidence.tolist()]
        return (round(min(sure), 2), round(max(sure), 2)) if sure else None

    @property
    def changes(self) -> bool:
        """Whether it changes text, so that --fix mends what it finds."""
        return bool(self.examples)

    @property
    def marks(self) -> bool:
        """Whether it marks places that it does not mend."""
        return (
            self.rule is None
            or not self.examples
            or self.name in DAMAGING
            or any(edits.suspicions for edits in self.proposals)
        )


def catalogue(knowledge: Knowledge) -> Iterator[Entry]:
    """Decoding's findings, then every rule in its order, those of the project too, then what is seen of the whole."""
    for name in DECODING:
        yield _without_rule(name, (), knowledge)
    before: tuple[str, ...] = ()
    for layer in layers_of(knowledge):
        for rule in layer:
            yield Entry(
                rule.name,
                fault_of(rule),
                rule.doc,
                severity_of(rule.name),
                rule.examples,
                rule.keeps,
                before,
                rule,
                knowledge,
            )
        before = tuple(rule.name for rule in layer)
    yield _without_rule(STORIES, before, knowledge)


def _without_rule(name: str, after: tuple[str, ...], knowledge: Knowledge) -> Entry:
    head, _, rest = FOUND_WITHOUT_RULE[name].partition("\n\n")
    return Entry(name, head, rest, severity_of(name), {}, (), after, None, knowledge)


def fault_of(rule: Rule) -> str:
    """The docstring of a rule's module; for a rule of a project, which has no module to import, its name in words."""
    try:
        said = inspect.cleandoc(import_module(rule.module).__doc__ or "")
    except ImportError:
        said = ""
    return said or f"{fault(rule.name).capitalize()}."

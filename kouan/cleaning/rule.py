"""How a cleaning rule is declared: it proposes edits and carries its own proof."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from kouan.model.characters import text_of
from kouan.model.edits import Edit, Edits, Suspicion
from kouan.model.knowledge import Knowledge
from kouan.model.ledger import apply
from kouan.model.view import BatchView

BatchRule = Callable[[BatchView], Edits]
TextRule = Callable[[str], Iterator[Edit | Suspicion]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A named rule: `propose` shows it a view and takes its edits.

    `kind` is what its edits are called in reports. `after` places a project's rule behind a shipped one.
    `spares` names rules that find nothing new in a document for this rule's edits. A rule that
    `takes_lines` makes no edits but whole lines going; one `within_lines` finds nothing new for that.
    One `by_places` costs no more than the characters it looks for, however long the text.
    """

    name: str
    kind: str
    propose: BatchRule
    examples: Mapping[str, str]
    keeps: Sequence[str]
    after: str | None
    doc: str
    module: str
    spares: frozenset[str] = frozenset()
    takes_lines: bool = False
    within_lines: bool = False
    by_places: bool = False

    def __call__(self, view: BatchView) -> Edits:
        """The edits this rule proposes for the view."""
        if not len(view.codes):
            return Edits.none()
        edits = self.propose(view)
        if len(edits.start) and "" in edits.kinds:
            edits = replace(edits, kinds=tuple(kind or self.kind for kind in edits.kinds))
        return edits


def rule(
    name: str,
    *,
    kind: str = "",
    examples: Mapping[str, str] | None = None,
    keeps: Sequence[str] = (),
    trigger: str = "",
    after: str | None = None,
    spares: Iterable[str] = (),
    takes_lines: bool = False,
    within_lines: bool = False,
    by_places: bool = False,
) -> Callable[[Callable[..., Any]], Rule]:
    """Declare a rule.

    The function takes `view` (a BatchView; returns Edits in the coordinates of the view) or `text`
    (one document; yields Edit and Suspicion objects). A rule over `text` is called only for documents
    that hold a character of `trigger`. `examples` map a text to what the rule makes of it, `keeps` are
    look-alikes that must stay; both are documentation and tests. A rule sees a document again once
    it was edited; `spares` names those that need not, when this rule alone has edited it.

    Lines that go whole (`takes_lines`) leave the others as they are. A rule is `within_lines` when it
    looks at nothing beyond a line (a line break and the rim of the text are the same to it) or only
    counts what it finds, as gloss does: it need not look again. Others say in `Edits.watched` where they must.

    A rule is `by_places` when it takes no more than `view.places` and what stands beside them: it costs
    so little that the whole batch is shown to it again rather than a copy of the documents that wait.
    """

    def declare(function: Callable[..., Any]) -> Rule:
        takes = next(iter(inspect.signature(function).parameters), "")
        if takes not in ("view", "text"):
            raise TypeError(f"rule {name}: the function takes (view) or (text), not ({takes})")
        return Rule(
            name,
            kind or name,
            function if takes == "view" else _lifted(function, trigger),
            dict(examples or {}),
            tuple(keeps),
            after,
            inspect.cleandoc(inspect.getdoc(function) or ""),
            function.__module__,
            frozenset(spares),
            takes_lines,
            within_lines,
            by_places,
        )

    return declare


def _lifted(function: TextRule, trigger: str) -> BatchRule:
    """A rule over one text as a rule over a batch; documents without a trigger character are not looked at."""

    def propose(view: BatchView) -> Edits:
        if trigger:
            documents = np.unique(view.document_of(view.places_of(trigger))).tolist()
        else:
            documents = list(range(len(view)))
        edits: list[Edit] = []
        suspicions: list[Suspicion] = []
        for document in documents:
            offset = int(view.starts[document])
            for found in function(view.document_text(document)):
                if isinstance(found, Suspicion):
                    suspicions.append(
                        Suspicion(
                            found.rule,
                            found.start + offset,
                            found.end + offset,
                            found.surface,
                            found.candidates,
                            found.margin,
                            found.note,
                        )
                    )
                else:
                    edits.append(
                        Edit(
                            found.start + offset,
                            found.end + offset,
                            found.after,
                            found.confidence,
                            found.kind,
                            guessed=found.guessed,
                        )
                    )
        return Edits.of(edits, suspicions)

    return propose


def tried(rule: Rule, text: str, knowledge: Knowledge) -> str:
    """What one rule alone makes of one text."""
    view = BatchView.of([text.replace("\x1e", "\ufffd")], knowledge)
    codes, _ = apply(rule.name, view.codes, rule(view), view.starts, view.stops)
    return text_of(codes)

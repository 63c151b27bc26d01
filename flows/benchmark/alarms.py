"""Clean documents in, every edit and suspicion out with its place and surroundings: what somebody has to judge."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

import numpy as np

from kouan.cleaning.pipeline import CleanedBatch
from kouan.model.edits import Edit
from kouan.model.processed import Cleaned

#: Characters shown on either side of an edit.
AROUND: Final = 20
#: The rule of an alarm that is a suspicion, in front of its own name.
SUSPICION: Final = "suspicion:"


@dataclass(frozen=True, slots=True)
class Alarm:
    """An edit (or a suspicion, which changes nothing) in one document.

    `offset` counts code points of the decoded text. `left` and `right` are what the rule saw around it.
    """

    id: str
    offset: int
    rule: str
    kind: str
    before: str
    after: str
    left: str
    right: str
    confidence: float

    @property
    def digest(self) -> str:
        """16 hexadecimal digits over all that a verdict depends on: a verdict holds while they stay."""
        said = "\x1f".join((self.rule, self.left, self.before, self.after, self.right))
        return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:16]

    @property
    def key(self) -> tuple[str, int, str]:
        """What the alarm is known by: document, place, rule."""
        return self.id, self.offset, self.rule

    def as_row(self) -> dict[str, Any]:
        """The alarm with its digest, for a list to be judged; it holds text of the corpus."""
        return {**asdict(self), "digest": self.digest}


def alarms_of(names: Sequence[str], batch: CleanedBatch) -> Iterator[Alarm]:
    """All edits and suspicions of a batch, document by document, pass by pass."""
    for name, document in zip(names, batch, strict=True):
        yield from _edits_of(name, document)
        text = document.clean
        for one in document.suspicions:
            start, _ = document.ledger.decoded_spans(
                np.array([one.start], np.int64), np.array([one.end], np.int64)
            )
            yield Alarm(
                name,
                int(start[0]),
                SUSPICION + one.rule,
                "suspicion",
                one.surface,
                " | ".join(one.candidates),
                text[max(0, one.start - AROUND) : one.start],
                text[one.end : one.end + AROUND],
                one.margin or 0.0,
            )


def _edits_of(name: str, document: Cleaned) -> Iterator[Alarm]:
    text = document.decoding.text
    for number, done in enumerate(document.passes):
        start, end = done.edits.start, done.edits.end
        for earlier in reversed(document.passes[:number]):
            start, end = earlier.back(start, end)
        edits = list(done)
        for edit, offset in zip(edits, start.tolist(), strict=True):
            yield Alarm(
                name,
                offset,
                edit.rule,
                edit.kind,
                edit.before,
                edit.after,
                text[max(0, edit.start - AROUND) : edit.start],
                text[edit.end : edit.end + AROUND],
                round(edit.confidence, 3),
            )
        text = _after(text, edits)


def _after(text: str, edits: Sequence[Edit]) -> str:
    parts: list[str] = []
    at = 0
    for edit in edits:
        parts += (text[at : edit.start], edit.after)
        at = edit.end
    return "".join((*parts, text[at:]))

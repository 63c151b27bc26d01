"""A batch and its rules in, the batch after each layer of them out: which documents a rule has still to see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from kouan.cleaning.guards import Guards, spared
from kouan.cleaning.rule import Rule
from kouan.model.batch import Offsets
from kouan.model.characters import SEPARATOR, Codes, codes_of
from kouan.model.edits import Edits, Suspicion
from kouan.model.hints import Hints
from kouan.model.ledger import Pass, apply
from kouan.model.view import BatchView

#: Below this share of documents still open, copying them out costs less than looking at all.
WORTHWHILE: Final = 0.7
#: Below this share of a copy that is at hand, another one is made: it costs as much as two or three rules, and what they
#: find out about its lines is found out anew.
SPARED: Final = 0.4

Documents = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Window:
    """Some documents of a batch, copied out, so that a rule costs what it has still to see."""

    view: BatchView
    #: Number of each document in the batch, and how far it stands from its place there.
    documents: Offsets
    by: Offsets
    chosen: Documents

    @classmethod
    def on(cls, view: BatchView, chosen: Documents) -> Window:
        """The documents that the mask chooses; the batch itself where that is all of them."""
        documents = np.flatnonzero(chosen)
        if len(documents) == len(view):
            return cls(view, documents, np.zeros(len(view), np.int64), chosen)
        starts, stops = view.starts[documents], view.stops[documents]
        separator = codes_of(SEPARATOR)
        # neighbours are copied in one piece
        rim = np.flatnonzero(np.diff(documents) > 1)
        pieces: list[Codes] = []
        for start, stop in zip(
            starts[np.append(0, rim + 1)].tolist(), stops[np.append(rim, -1)].tolist(), strict=True
        ):
            pieces += (view.codes[start:stop], separator)
        length = stops - starts
        at = np.concatenate(([0], np.cumsum(length + len(separator))[:-1])).astype(np.int64)
        shown = BatchView(np.concatenate(pieces[:-1]), at, at + length, view.knowledge)
        shown.settled = view.settled
        if view.sites:
            shown.sites = [view.sites[document] for document in documents.tolist()]
        if len(view.hints):
            home = view.document_of(view.hints.start)
            mine = view.hints.where(chosen[home])
            by = np.zeros(len(view), np.int64)
            by[documents] = at - starts
            shown.hints = mine.moved(by[home[chosen[home]]])
        return cls(shown, documents, starts - at, chosen)

    def in_batch(self, edits: Edits) -> Edits:
        """Edits of this window, as edits of the batch."""
        if not len(edits) or len(self.documents) == len(self.chosen):
            return edits
        return edits.moved(self.by[self.view.document_of(edits.start)])


@dataclass
class Rounds:
    """The batch between two layers: its text, the passes so far, and who waits for which rule."""

    view: BatchView
    layers: tuple[tuple[Rule, ...], ...]
    passes: list[Pass] = field(default_factory=list)
    raised: dict[tuple[int, str], list[Suspicion]] = field(default_factory=dict)
    #: What people spoke for, in the text as it stands.
    guards: Guards = field(default_factory=Guards.none)

    def __post_init__(self) -> None:
        self._rules = tuple(rule for layer in self.layers for rule in layer)
        self._row = {rule.name: row for row, rule in enumerate(self._rules)}
        self._is_copied = np.array([not rule.by_places for rule in self._rules])
        self._waiting = np.ones((len(self._rules), len(self.view)), bool)
        self._woken = np.array(
            [[other.name not in rule.spares for other in self._rules] for rule in self._rules]
        )
        # documents where a rule may find more once lines are gone
        self._watched = np.ones_like(self._waiting)
        self._windows: list[Window] = []
        self._all: Window | None = None
        self._hints: list[Hints] = []
        self._spans = np.zeros((2, 0), np.int64)

    @property
    def waiting(self) -> Documents:
        """Documents that some rule has still to see, since they were edited behind its back."""
        return np.asarray(self._waiting.any(axis=0))

    def run(self) -> None:
        """One round of all rules, each over the documents that wait for it."""
        self._spans = np.zeros((2, 0), np.int64)
        for layer in self.layers:
            proposed = [
                (rule.name, edits) for rule in layer if len((edits := self._proposed(rule)).start)
            ]
            if self._hints:
                self.view.hints = Hints.joined([self.view.hints, *self._hints])
                self._hints = []
            if not proposed:
                continue
            edits = Edits.merged(proposed)
            if len(edits) < sum(len(one) for _, one in proposed):
                self._watch_unheard([rule.name for rule in layer], proposed, edits)
            self._carry_out(edits)

    def suspicions(self) -> tuple[tuple[int, Suspicion], ...]:
        """All suspicions with their documents, in reading order."""
        found = [(home, one) for (home, _), raised in self.raised.items() for one in raised]
        return tuple(sorted(found, key=lambda pair: (pair[0], pair[1].start, pair[1].end)))

    def _proposed(self, rule: Rule) -> Edits:
        row = self._row[rule.name]
        waiting = self._waiting[row]
        if not waiting.any():
            return Edits.none()
        window = self._whole() if rule.by_places else self._window(row)
        asked = waiting.copy()
        waiting[:] = False
        forgotten = self._forget(rule.name, asked)
        edits = rule(window.view)
        self._watched[row, asked] = edits.watched is None and not rule.within_lines
        if edits.watched is not None:
            self._watched[row, window.documents[edits.watched]] = True
        if edits.suspicions:
            self._note(window, edits.suspicions, asked)
        # what is no evidence any more need not be left alone by the rules that were refused there
        for home, surfaces in forgotten.items():
            if surfaces != self._surfaces(home, rule.name):
                self._waiting[:, home] = True
        if edits.hints is not None and len(edits.hints):
            self._learn(window, edits.hints, asked)
        if not len(edits.start):
            return edits
        edits = window.in_batch(edits)
        # others were shown with them: evidence there is guarded in the rounds that weigh it
        if not asked.all():
            edits = edits.where(asked[self.view.document_of(edits.start)])
        edits, self.guards = spared(self.view, edits, self.guards)
        return self._admitted(edits)

    def _whole(self) -> Window:
        """The batch itself as a window."""
        if self._all is None:
            self._all = Window.on(self.view, np.ones(len(self.view), bool))
            self._windows.append(self._all)
        return self._all

    def _window(self, row: int) -> Window:
        """The smallest window at hand that holds the documents a rule waits for, or a new one where it holds many others."""
        waiting = self._waiting[row]
        count = waiting.sum()
        fitting = [one for one in self._windows if not (waiting & ~one.chosen).any()]
        best = min(fitting, key=lambda one: len(one.documents), default=None)
        least = WORTHWHILE if best is self._all else SPARED
        if best is None or count < least * len(best.documents):
            is_most = count >= WORTHWHILE * len(waiting)
            if is_most:
                return self._whole()
            # where rules that come behind want hardly more, one copy is enough for all
            ahead = self._waiting[row:][self._is_copied[row:]].any(axis=0)
            is_shared = count >= WORTHWHILE * ahead.sum()
            best = Window.on(self.view, ahead if is_shared else waiting.copy())
            self._windows.append(best)
        return best

    def _forget(self, rule: str, documents: Documents) -> dict[int, list[str]]:
        """Drop what a rule suspected of documents that it is about to see again: the surfaces by document."""
        homes = [home for home, name in self.raised if name == rule and documents[home]]
        forgotten = {home: self._surfaces(home, rule) for home in homes}
        for home in homes:
            del self.raised[home, rule]
        return forgotten

    def _surfaces(self, home: int, rule: str) -> list[str]:
        return [one.surface for one in self.raised.get((home, rule), [])]

    def _learn(self, window: Window, hints: Hints, asked: Documents) -> None:
        """Keep what the markup of these documents says of their lines, for the rules behind."""
        home = window.view.document_of(hints.start)
        hints = hints.moved(window.by[home])
        self._hints.append(hints.where(asked[window.documents[home]]))

    def _note(self, window: Window, suspicions: Sequence[Suspicion], asked: Documents) -> None:
        spans = np.array([(one.start, one.end) for one in suspicions], np.int64).T
        homes = window.view.document_of(spans[0])
        mine = asked[window.documents[homes]]
        if not mine.all():
            suspicions = [one for one, is_mine in zip(suspicions, mine, strict=True) if is_mine]
            spans, homes = spans[:, mine], homes[mine]
        for one, home in zip(suspicions, homes.tolist(), strict=True):
            by = int(window.view.starts[home])
            placed = replace(one, start=one.start - by, end=one.end - by)
            self.raised.setdefault((int(window.documents[home]), one.rule), []).append(placed)
        spans = np.concatenate((self._spans, spans + window.by[homes]), axis=1)
        self._spans = spans[:, np.argsort(spans[0], kind="stable")]

    def _admitted(self, edits: Edits) -> Edits:
        """The edits that leave evidence alone.

        Spans under suspicion are evidence: an edit inside one, or over a part of one, is not carried
        out; a block that holds one whole may go.
        """
        if not len(edits) or not self._spans.size:
            return edits
        start, end = self._spans
        first = np.searchsorted(edits.end, start, "right")
        last = np.searchsorted(edits.start, end, "left")
        touched = np.flatnonzero(first < last)
        if not len(touched):
            return edits
        keep = np.ones(len(edits), bool)
        for span in touched.tolist():
            part = slice(first[span], last[span])
            keep[part] &= (edits.start[part] <= start[span]) & (edits.end[part] >= end[span])
        return edits.where(keep)

    def _carry_out(self, edits: Edits) -> None:
        name = "+".join(dict.fromkeys(edits.rules))
        codes, done = apply(name, self.view.codes, edits, self.view.starts, self.view.stops)
        self._wake(done)
        self._go_on(codes, done)

    def correct(self, name: str, edits: Edits) -> None:
        """Carry out what people say: no rule touches what they wrote, and all rules see what stands around it again."""
        codes, done = apply(name, self.view.codes, edits, self.view.starts, self.view.stops)
        self._waiting[:, done.edit_count > 0] = True
        self._go_on(codes, done)
        filled = done.edits.after_length > 0
        written = Guards.around(done.clean_start[filled], done.clean_end[filled], is_written=True)
        self.guards = self.guards.joined(written)

    def _go_on(self, codes: Codes, done: Pass) -> None:
        self.view = self.view.after(codes, done)
        self._windows = []
        self._all = None
        self.passes.append(done)
        if len(self.guards):
            self.guards = self.guards.after(done)
        if self._spans.size:
            self._spans = np.stack((done.forward(self._spans[0]), done.forward(self._spans[1])))

    def _watch_unheard(
        self, asked: Sequence[str], proposed: Sequence[tuple[str, Edits]], heard: Edits
    ) -> None:
        """Where edits of the rules asked overlapped, those not carried out may be found again."""
        count = -np.bincount(self.view.document_of(heard.start), minlength=len(self.view))
        for _, edits in proposed:
            count += np.bincount(self.view.document_of(edits.start), minlength=len(self.view))
        unheard = np.flatnonzero(count)
        for name in asked:
            self._watched[self._row[name], unheard] = True

    def _wake(self, done: Pass) -> None:
        """Let the rules see the edited documents again, but for those that the edits' rules spare.

        A document under suspicion is shown to all, so that its evidence is weighed and guarded anew.
        """
        edited = done.edit_count > 0
        suspected = [home for home, _ in self.raised if edited[home]]
        self._waiting[:, suspected] = True
        rows = [self._row[name] for name in done.rules]
        behind = np.array(rows)[done.edits.kind] if len(set(rows)) > 1 else None
        for row in set(rows):
            if behind is not None:
                edited = np.zeros(len(self.view), bool)
                edited[self.view.document_of(done.edits.start[behind == row])] = True
            woken = edited & self._watched if self._rules[row].takes_lines else edited
            self._waiting |= woken & self._woken[row][:, None]

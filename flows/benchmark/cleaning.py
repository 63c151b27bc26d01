"""Documents in, processor time out: of cleaning as a whole, of each rule, of the whole road, and of a plain way."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

from flows.benchmark.timing import Raws, batches, seconds_of
from kouan.cleaning.mojibake.shifted import forget
from kouan.cleaning.pipeline import clean_batch, layers_of
from kouan.cleaning.rule import Rule
from kouan.model.batch import Batch
from kouan.model.edits import Edits
from kouan.model.knowledge import Knowledge
from kouan.model.view import BatchView
from kouan.reading.decoding import decode
from kouan.stages import process


def clean_all(raws: Raws, knowledge: Knowledge) -> int:
    """Decode and clean everything batch by batch, the ledger and the clean texts included.

    What an earlier round has searched is forgotten first: an archive is not read six times over.
    """
    forget(knowledge)
    length = 0
    for batch in batches(raws):
        cleaned = clean_batch([decode(raw) for raw in batch], knowledge)
        length += sum(map(len, cleaned.texts))
    return length


def process_all(raws: Raws, knowledge: Knowledge) -> int:
    """Take everything down the whole road, batch by batch: articles, entities and figures included."""
    length = 0
    for batch in batches(raws):
        done = process(Batch.of([(f"{n}.txt", raw) for n, raw in enumerate(batch)]), knowledge)
        length += sum(len(document.stories) for document in done.documents)
    return length


def rule_seconds(raws: Raws, knowledge: Knowledge) -> dict[str, float]:
    """The processor time that each rule takes of one run; what a view works out once is paid by the first to ask."""
    taken = {rule.name: 0.0 for layer in layers_of(knowledge) for rule in layer}
    call = Rule.__call__

    def timed(rule: Rule, view: BatchView) -> Edits:
        edits = Edits.none()

        def propose() -> None:
            nonlocal edits
            edits = call(rule, view)

        taken[rule.name] += seconds_of(propose)
        return edits

    Rule.__call__ = timed  # type: ignore[assignment,method-assign]
    try:
        clean_all(raws, knowledge)
    finally:
        Rule.__call__ = call  # type: ignore[method-assign]
    return taken


def naive_of(peers: Path | None) -> Callable[[list[bytes]], object] | None:
    """The plain way of cleaning, from the peers' folder; None where there is none."""
    path = peers / "kernel.py" if peers else None
    if path is None or not path.is_file():
        return None
    spec = importlib.util.spec_from_file_location("kernel", path)
    if spec is None or spec.loader is None:  # pragma: no cover - a .py file always has a loader
        return None
    kernel: ModuleType = importlib.util.module_from_spec(spec)
    sys.modules["kernel"] = kernel
    spec.loader.exec_module(kernel)
    naive: Callable[[list[bytes]], object] = kernel.naive
    return naive

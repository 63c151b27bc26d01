"""Edits that a reader judged, against what the rules still do: ids, places and digests, none of the text."""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from factories import ROOT, decoding_of, knowledge

from kouan.cleaning.pipeline import CleanedBatch, clean_batch

RULES = ("width", "spacing", "full_stop", "wide_letter")
with (ROOT / "tests" / "cases" / "judged_width.csv").open(encoding="utf-8") as file:
    JUDGED = list(csv.DictReader(line for line in file if not line.startswith("#")))


def test_the_judged_edits_are_right_but_for_two_in_a_hundred() -> None:
    assert len(JUDGED) == 300
    assert sum(row["verdict"] == "right" for row in JUDGED) >= 0.98 * len(JUDGED)


@pytest.mark.slow
def test_the_rules_still_make_the_edits_that_were_judged_right() -> None:
    corpus = os.environ.get("KOUAN_CORPUS")
    if not corpus:
        pytest.skip("KOUAN_CORPUS is unset: it names a folder with news as *.jsonl.gz")
    wanted = {row["id"] for row in JUDGED}
    texts = {name: text for name, text in _items(Path(corpus)) if name in wanted}
    if wanted - set(texts):
        pytest.skip("KOUAN_CORPUS is another corpus than the one that was judged")
    names = sorted(texts)
    batch = clean_batch([decoding_of(texts[name]) for name in names], knowledge())
    made = {edit for number, name in enumerate(names) for edit in _edits(batch, number, name)}
    missing = [
        row
        for row in JUDGED
        if row["verdict"] == "right"
        and (row["id"], int(row["start"]), int(row["end"]), row["rule"], row["digest"]) not in made
    ]
    assert missing == []


def _edits(batch: CleanedBatch, number: int, name: str) -> Iterator[tuple[str, int, int, str, str]]:
    passes = batch[number].passes
    for step, done in enumerate(passes):
        start, end = done.edits.start, done.edits.end
        for earlier in reversed(passes[:step]):
            start, end = earlier.back(start, end)
        for edit, first, last in zip(done, start.tolist(), end.tolist(), strict=True):
            if edit.rule in RULES:
                said = hashlib.sha256(f"{edit.before}\0{edit.after}".encode()).hexdigest()[:16]
                yield name, first, last, edit.rule, said


def _items(corpus: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(corpus.glob("news/*.txt")):
        yield path.stem, path.read_text("utf-8")
    for pack in sorted(corpus.glob("*.jsonl.gz")):
        with gzip.open(pack, "rt", encoding="utf-8") as lines:
            for line in lines:
                item = json.loads(line)
                yield item["id"], item["text"]

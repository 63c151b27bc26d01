"""What comparison knows in, what the warehouse asks of it out: near copies among published articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from kouan.comparison.bands import Candidates
from kouan.comparison.clusters import Cluster, Link, Rank, clusters, connected
from kouan.comparison.signatures import COLUMNS, Signatures, sign
from kouan.comparison.verification import Kind, Verifier, difference
from kouan.model.knowledge import digest_of
from warehouse.duplicates.comparison import Candidate, Copy, Resemblance

#: How a signature is stored, on whatever machine.
STORED = np.dtype("<u4")


class NearCopies:
    """Finds copies by MinHash and verification; see `kouan.comparison` and `warehouse.duplicates.comparison.Comparison`."""

    def text_id(self, text: str) -> str:
        """A digest of the text without its blanks."""
        return digest_of("".join(text.split()))

    def sign(self, texts: Sequence[str]) -> Sequence[bytes | None]:
        """The signature of each text; None for one that says too little to be compared."""
        rows, compared = sign(texts)
        return [
            row.astype(STORED).tobytes() if is_compared else None
            for row, is_compared in zip(rows, compared, strict=True)
        ]

    def candidates(
        self, fresh: Sequence[bytes], earlier: Iterable[bytes]
    ) -> Iterator[tuple[int, int]]:
        """Pairs that share a band, as numbers: fresh ones first, then earlier ones as they come."""
        found = Candidates(_rows(b"".join(fresh)))
        for some in earlier:
            found.add(_rows(some))
        for one, other in found.pairs():
            yield int(one), int(other)

    def resemblances(
        self, pairs: Sequence[tuple[str, str]], texts: Mapping[str, str]
    ) -> Iterator[Resemblance]:
        """Those pairs that are alike."""
        # in an order of their own, so that it does not matter which of the two came first
        ordered = ((min(pair), max(pair)) for pair in pairs)
        for one, other, found in Verifier(texts).resemblances(ordered):
            yield Resemblance(one, other, found.kind, found.similarity, found.contained)

    def groups(
        self, texts: Iterable[str], found: Iterable[Resemblance]
    ) -> Iterable[tuple[str, ...]]:
        """Texts that may share a cluster."""
        return connected(texts, map(_link, found))

    def copies(
        self,
        articles: Sequence[Candidate],
        found: Sequence[Resemblance],
        texts: Mapping[str, str],
    ) -> Iterator[Copy]:
        """Every article that repeats another one, with the one of its cluster that is kept."""
        by_text: dict[str, list[tuple[Rank, str]]] = {}
        for one in articles:
            rank = Rank.of(one.published_at, one.article_id)
            by_text.setdefault(one.text_id, []).append((rank, one.article_id))
        ranks = {text_id: min(some)[0] for text_id, some in by_text.items()}
        known = {(one.text_id, one.other_id): one for one in found}
        verifier = Verifier(texts)
        for cluster in clusters(ranks, map(_link, found), verifier.figures_differ):
            kept = ranks[cluster.kept].article_id
            for text_id in cluster.texts:
                similarity, reason, said = _judged(text_id, cluster, known, verifier, texts)
                for _, article_id in sorted(by_text[text_id]):
                    if article_id != kept:
                        yield Copy(article_id, kept, similarity, reason, said)


def _judged(
    text_id: str,
    cluster: Cluster,
    known: Mapping[tuple[str, str], Resemblance],
    verifier: Verifier[str],
    texts: Mapping[str, str],
) -> tuple[float, str, str | None]:
    """How like the kept text a text of its cluster is, why it is there, and what it says differently."""
    kept = cluster.kept
    if text_id == kept:
        return 1.0, "it says the same", None
    said = difference(texts[text_id], texts[kept])
    if (held := known.get((text_id, kept))) and held.kind == Kind.INSIDE:
        share = f"{held.contained:.0%}"
        return held.similarity, f"it stands in what is kept: {share} of it is printed there", said
    if (held := known.get((kept, text_id))) and held.kind == Kind.INSIDE:
        share = f"{held.contained:.0%}"
        return held.similarity, f"it holds what is kept: {share} of that is printed in it", said
    direct = held or known.get((text_id, kept))
    similarity = verifier.similarity(text_id, kept)
    share = f"{similarity:.0%} of their five-character runs are in both"
    reason = "it says nearly the same" if direct else "it is a copy of a copy"
    return similarity, f"{reason}: {share}", said


def _link(found: Resemblance) -> Link:
    return Link(found.text_id, found.other_id, Kind(found.kind), found.similarity)


def _rows(signatures: bytes) -> Signatures:
    """Signatures that stand one behind the other, as rows."""
    return np.frombuffer(signatures, STORED).reshape(-1, COLUMNS).astype(np.uint32)

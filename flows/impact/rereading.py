"""Known documents in; what today's rules, words and libraries would make of them out, without publishing anything."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import pyarrow as pa

from flows.contents import REFUSALS
from flows.engine import chosen
from flows.ingestion.recording import state_record
from flows.ingestion.state import knowledge_of, state_digest
from flows.run import Progress
from flows.settings import Settings
from kouan.model.batch import Batch, Source
from kouan.stages import process
from kouan.tabulation import tables
from warehouse.history.differences import Example, Share
from warehouse.history.rereading import (
    COMPARED,
    KnownDocument,
    known_for_rereading,
    raw_bytes,
    rereadings,
    states_of,
)
from warehouse.records import StateRecord


@dataclass(frozen=True, slots=True)
class Portion:
    """Documents that are read again together, and whose words they are read with."""

    documents: tuple[KnownDocument, ...]
    home: Path
    project: Path


@dataclass(frozen=True, slots=True)
class Reread:
    """What reading known documents again shows."""

    #: Documents whose reading is published, and those of them that today's state has not read.
    known: int
    stale: int
    #: Of the latter, those that were read again; all of them where no sample was asked for.
    read: tuple[str, ...]
    shares: tuple[Share, ...]
    examples: tuple[Example, ...]
    #: Documents that could not be read again, each with the reason.
    failed: tuple[tuple[str, str], ...]
    state_digest: str
    #: Documents whose bytes were pruned: they cannot be read again.
    pruned: int
    #: What is different about the states that read them, in words.
    causes: tuple[str, ...]


def reread(
    settings: Settings, sample: int | None, seed: int, examples: int, tell: Progress
) -> Reread:
    """Read known documents again with today's rules and words, and compare; nothing is written.

    What was read in today's state is left out: equal states read equal bytes alike.

    Raises:
        NoWarehouseError: nothing has been published yet.
        LexiconError, PhraseError, RuleError: a file of the project cannot be used.
    """
    tell("looking for what another state has read", 0, 0)
    known = known_for_rereading(settings.home, tuple(REFUSALS))
    state = state_digest(knowledge_of(settings.project))
    pruned = sum(not one.part for one in known)
    stale = [one for one in known if one.part and one.state_digest != state]
    drawn = drawn_from(stale, sample, seed)
    shares: list[Share] = []
    shown: dict[tuple[str, str, str], list[Example]] = {}
    failed: list[tuple[str, str]] = []
    done = 0
    portions = list(_portions(drawn, settings))
    with rereadings(settings.home) as side, _workers(settings, drawn) as pool:
        for portion, (fresh, lost) in zip(portions, _read(pool, portions), strict=True):
            failed += lost
            if fresh["document"].num_rows:
                found = side.compare(fresh, examples)
                shares += found.shares
                for one in found.examples:
                    kept = shown.setdefault((one.what, one.change, one.name), [])
                    if len(kept) < examples:
                        kept.append(one)
            done += len(portion.documents)
            tell("reading again", done, len(drawn))
    lost_ids = {document for document, _ in failed}
    return Reread(
        len(known),
        len(stale),
        tuple(one.document_id for one in drawn if one.document_id not in lost_ids),
        tuple(shares),
        tuple(one for some in shown.values() for one in some),
        tuple(failed),
        state,
        pruned,
        causes(
            states_of(settings.home, sorted({one.state_digest for one in stale})),
            state_record(settings),
        ),
    )


def causes(former: Sequence[StateRecord], now: StateRecord) -> tuple[str, ...]:
    """What distinguishes earlier states from today's: words and rules of the project, code, libraries."""
    said: dict[str, None] = {}
    for one in former:
        if one.knowledge_digest != now.knowledge_digest:
            said["lexicons, phrases, rules or model"] = None
        if one.code_digest != now.code_digest:
            versions = f" ({one.version} → {now.version})" if one.version != now.version else ""
            said[f"code of kouan{versions}"] = None
        had = dict(library.split("=", 1) for library in one.libraries)
        for library in now.libraries:
            name, version = library.split("=", 1)
            if had.get(name) != version:
                said[f"{name} {had.get(name, '-')} → {version}"] = None
    return tuple(said)


def drawn_from(
    documents: Sequence[KnownDocument], sample: int | None, seed: int
) -> list[KnownDocument]:
    """So many documents by chance, the same ones for the same seed; in the order of the parts that hold them."""
    drawn = list(documents)
    if sample is not None and sample < len(drawn):
        drawn = random.Random(seed).sample(drawn, sample)
    return sorted(drawn, key=lambda one: (one.part, one.document_id))


def _portions(documents: Sequence[KnownDocument], settings: Settings) -> Iterator[Portion]:
    portion: list[KnownDocument] = []
    held = 0
    for one in documents:
        if portion and held + one.bytes > settings.batch_bytes:
            yield Portion(tuple(portion), settings.home, settings.project)
            portion, held = [], 0
        portion.append(one)
        held += one.bytes
    if portion:
        yield Portion(tuple(portion), settings.home, settings.project)


@contextmanager
def _workers(settings: Settings, drawn: Sequence[KnownDocument]) -> Iterator[Executor | None]:
    """A pool of processes where the bytes are worth it; None reads in this process."""
    if chosen(settings.engine, sum(one.bytes for one in drawn)) == "threads":
        yield None
        return
    with ProcessPoolExecutor(settings.workers or None, get_context("spawn")) as pool:
        yield pool


def _read(
    pool: Executor | None, portions: Sequence[Portion]
) -> Iterator[tuple[dict[str, pa.Table], list[tuple[str, str]]]]:
    yield from map(read_portion, portions) if pool is None else pool.map(read_portion, portions)


def read_portion(portion: Portion) -> tuple[dict[str, pa.Table], list[tuple[str, str]]]:
    """The fresh tables of a portion, and the documents that could not be read with the reason."""
    readable: list[tuple[Source, bytes]] = []
    failed: list[tuple[str, str]] = []
    for one in portion.documents:
        try:
            raw = raw_bytes(portion.home, [one])[one.document_id]
        except Exception as error:
            failed.append((one.document_id, str(error)))
            continue
        crawled_at = one.crawled_at.isoformat() if one.crawled_at else None
        readable.append(
            (Source(one.location, one.url, crawled_at, one.source, one.read_as, one.found_in), raw)
        )
    try:
        return _tables(readable, portion.project), failed
    except Exception:
        # One document is at fault: each by itself, so that only it is left out.
        made = [_tables([], portion.project)]
        for source, raw in readable:
            try:
                made.append(_tables([(source, raw)], portion.project))
            except Exception as error:
                document = Batch.of([(source, raw)]).document_id(0)
                failed.append((document, f"{type(error).__name__}: {error}"))
        return {name: pa.concat_tables([one[name] for one in made]) for name in COMPARED}, failed


def _tables(documents: Sequence[tuple[Source, bytes]], project: Path) -> dict[str, pa.Table]:
    made = tables(process(Batch.of(documents), knowledge_of(project)), "")
    return {name: made[name] for name in COMPARED}

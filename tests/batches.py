"""Processed batches without the road: a few lines of text with what is said of them, for tables and warehouse."""

from __future__ import annotations

import atexit
import hashlib
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
from factories import article_of, decoding_of
from prepared import lay_out

from kouan.model.article import Script
from kouan.model.batch import Batch, Source
from kouan.model.edits import Suspicion
from kouan.model.facts import Bound, Entity, EntityType, Mention, Metric, MetricKind
from kouan.model.ledger import Pass
from kouan.model.processed import Cleaned, Processed, ProcessedDocument, Story
from kouan.tabulation import part_id, tables, write_part
from warehouse import catalog
from warehouse.connection import CURRENT, NAME, literal
from warehouse.duplicates.comparison import Comparison
from warehouse.publish import Published, publish
from warehouse.publishing.state import known_documents
from warehouse.records import Findings, Held, RunRecord
from warehouse.snapshots.profiles import Profile
from warehouse.snapshots.snapshot import SNAPSHOTS
from warehouse.snapshots.twins import keep_twin, twin_of
from warehouse.transfer.formats import FORMULA
from warehouse.upkeep.backup import Belongings

TITLE = "罗湖口岸客流创新高"
BODY = "罗湖口岸日均出入境旅客25万余人次，罗湖边检站增开通道8条。"


#: Texts that a format or a table calculation may read as something else.
NASTY = [
    None,
    "",
    "'",
    "''",
    "'=1",
    '"',
    '""',
    "a\nb",
    "a\r\nb",
    "\r",
    "\0",
    "a\0b",
    "\ufeff",
    "\u2028",
    "😀\u200d👩",
    "NULL",
    "null",
    "\\N",
    "nan",
    " a ",
    ",",
    ";",
    "\\",
    '","',
    "\x1e",
    "\x7f",
    *(f"{one}cmd|' /C calc'!A0" for one in FORMULA),
]


@dataclass(frozen=True)
class Page:
    """One document: its place, and an article of title and one paragraph."""

    location: str = "inbox/a.txt"
    title: str | None = TITLE
    body: str = BODY
    names: Sequence[tuple[EntityType, str, str]] = (
        (EntityType.PORT, "罗湖口岸", "罗湖口岸"),
        (EntityType.ORGANIZATION, "罗湖出入境边防检查站", "罗湖边检站"),
    )
    #: surface, value, unit, kind, period
    figures: Sequence[tuple[str, str, str, MetricKind, str | None]] = (
        ("25万余人次", "250000", "人次", MetricKind.RATE, "2018-07"),
        ("8条", "8", "条", MetricKind.LEVEL, None),
    )
    refusal: str | None = None
    suspicions: tuple[Suspicion, ...] = ()


def document_of(page: Page) -> ProcessedDocument:
    """One page as the road would hand it on, were its text clean already."""
    article, cleaned = article_of(page.body, title=page.title, published_at="2018-07-16")
    cleaned = replace(cleaned, refusal=page.refusal, suspicions=page.suspicions)
    block = article.blocks[0]
    entities = []
    for type_, name, surface in page.names:
        at = block.start + page.body.index(surface)
        mention = Mention(at, at + len(surface), surface, type_, name)
        entities.append(Entity(name, type_, (mention,)))
    metrics = []
    for surface, value, unit, kind, period in page.figures:
        at = block.start + page.body.index(surface)
        metrics.append(
            Metric(
                start=at,
                end=at + len(surface),
                surface=surface,
                sentence=page.body,
                sentence_start=block.start,
                value=Decimal(value),
                value_max=None,
                unit=unit,
                bound=Bound.OVER if "余" in surface else Bound.EXACT,
                kind=kind,
                indicator="出入境旅客",
                subject=page.names[0][1] if page.names else None,
                period=period,
            )
        )
    raw = cleaned.clean.encode()
    batch = Batch.of([(page.location, raw)])
    stories = () if page.refusal else (Story(article, tuple(entities), tuple(metrics)),)
    return ProcessedDocument(Source(page.location), batch.document_id(0), raw, cleaned, stories)


def processed_of(*pages: Page | ProcessedDocument) -> Processed:
    """A batch of pages."""
    documents = [
        page if isinstance(page, ProcessedDocument) else document_of(page) for page in pages
    ]
    batch = Batch.of([(document.source, document.raw) for document in documents])
    return Processed(batch, tuple(documents))


def cleaned_by(decoded: str, clean: str, *passes: Pass) -> Cleaned:
    """A document that these passes led from its decoded text to its clean one."""
    return Cleaned(decoding_of(decoded), clean, passes, Script.HANT, (), (), ())


def run_of(run_id: str = "run-1", **counts: int) -> RunRecord:
    """A run with these counts, which add up."""
    names = ("released", "unchanged", "duplicates", "held", "failed")
    given = {name: counts.get(name, 0) for name in names}
    number = int(run_id.rpartition("-")[2])
    return RunRecord(
        run_id=run_id,
        started_at=datetime.fromisoformat(f"2026-01-{number:02}T08:00"),
        finished_at=datetime.fromisoformat(f"2026-01-{number:02}T09:00"),
        version="0.1.0",
        state_digest="state-1",
        inputs=sum(given.values()),
        **given,
        exit_code=0,
    )


def published(
    home: Path,
    *pages: Page | ProcessedDocument,
    run_id: str = "run-1",
    state: str = "state-1",
    held: Sequence[Held] = (),
    findings: Findings | None = None,
    locations: dict[str, list[str]] | None = None,
    profile: Profile | None = None,
    comparison: Comparison | None = None,
) -> Published:
    """Take pages all the way into the warehouse of `home`."""
    lay_out(home)
    parts = []
    if pages:
        processed = processed_of(*pages)
        parts = [
            write_part(tables(processed, state), home / "parts", part_id(processed.batch, state))
        ]
    return publish(
        home,
        parts,
        findings or Findings(),
        held,
        run_of(run_id),
        (),
        locations,
        profile=profile,
        comparison=comparison,
    )


@cache
def _template() -> TemporaryDirectory[str]:
    return TemporaryDirectory()


def already(home: Path, *pages: Page) -> None:
    """Put pages into a home that has none, as `published` does: once a process for the same pages, copied from then on.

    For what stands there before a test begins; what is looked at is published.
    """
    template = Path(_template().name, hashlib.sha256(repr(pages).encode()).hexdigest())
    if not template.exists():
        published(template, *pages)
    shutil.copytree(template, home, symlinks=True, dirs_exist_ok=True)
    for name in (
        SNAPSHOTS
    ):  # a copy is another file: without this it would be copied whole by who publishes next
        if twin := twin_of(template / name):
            keep_twin(home / name, twin)


def found_in(home: Path, inbox: Iterable[Page]) -> tuple[list[Page], dict[str, list[str]]]:
    """What a run finds in an inbox: pages to be published, and further places of documents; the known ones are left."""
    known = known_documents(home)
    fresh: dict[str, Page] = {}
    copies: dict[str, list[str]] = {}
    for page in inbox:
        id_ = document_of(page).document_id
        if id_ in known and page.location in known[id_].locations:
            continue
        if id_ in known or id_ in fresh:
            copies.setdefault(id_, []).append(page.location)
        else:
            fresh[id_] = page
    return list(fresh.values()), copies


def alone(*files: Path) -> Belongings:
    """What a backup takes along: these files of a project and nothing else."""
    return Belongings({file.name: file for file in files}, ".kouan", "0.1.0")


@cache
def _asking() -> duckdb.DuckDBPyConnection:
    atexit.register(_ask_no_more)
    return duckdb.connect(config={"threads": "1"})


def _ask_no_more() -> None:
    """Let go of the connection while DuckDB is still there, which says else that it has leaked."""
    _asking().close()
    _asking.cache_clear()


@contextmanager
def attached(file: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A file of a warehouse, for a moment, to be read by a connection that all tests of a process share.

    `warehouse.connection.reader` makes a connection of its own and locks it up, which takes longer than most questions.
    """
    connection = _asking()
    connection.execute(
        f"ATTACH {literal(file.resolve(strict=True))} AS {NAME} (READ_ONLY); USE {NAME}"
    )
    try:
        yield connection
    finally:
        connection.execute(f"USE memory; DETACH {NAME}")


def ask(home: Path, sql: str, *parameters: Any) -> list[Any]:
    """The rows of a question to the warehouse of `home`."""
    with attached(home / CURRENT) as connection:
        return connection.execute(sql, list(parameters)).fetchall()


#: Tables in which a run leaves a trace of itself, whatever it published.
OF_RUNS = ("run", "run_part", "publication", "quality_result", "quality_failure", "schema_version")


def digest_of_rows(home: Path, leave_out: Sequence[str] = OF_RUNS) -> str:
    """A digest over all rows of all tables."""
    total = hashlib.sha256()
    with attached(home / CURRENT) as connection:
        for name, table in catalog.tables().items():
            if not table.is_view and name not in leave_out:
                rows = connection.execute(f"SELECT * FROM {name}").fetchall()
                for row in sorted(map(repr, rows)):
                    total.update(f"{name} {row}".encode())
    return total.hexdigest()

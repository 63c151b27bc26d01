"""A reader of the warehouse in, the contents of each page out; no HTML here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from flows.reporting.changes import CATEGORIES
from flows.reporting.comparison import Comparison, Doubt, Mark, compare
from flows.reporting.highlighting import Named, entities_of, highlight
from flows.reporting.wording import Wording, labels
from warehouse.pages import Told, answers, ask, has_table

if TYPE_CHECKING:
    from warehouse.pages import Connection

#: Documents that get a page; beyond that a report is a list nobody walks through.
DOCUMENTS: Final = 200
#: Rows of one table on a page.
ROWS: Final = 500
#: Characters of one article shown as released.
STORY: Final = 20_000
EXAMPLES: Final = 10
RUNS: Final = 20
SUBJECTS: Final = 12
ANSWERS: Final = 5

COUNTED: Final = ("released", "unchanged", "duplicates", "held", "failed")

Content = dict[str, Any]


def document_page(document_id: str) -> str:
    """The name of a document's page, without language."""
    return f"documents/{document_id[:16]}"


@dataclass(frozen=True)
class Overview:
    """What all pages share: the run, the totals, the documents that have a page."""

    run: Mapping[str, Any] | None
    totals: Mapping[str, Any]
    documents: Sequence[Mapping[str, Any]]
    #: For each of them its part, the run that read it last, and a mark of its rows.
    marks: Mapping[str, Mapping[str, Any]]

    @property
    def run_id(self) -> str:
        """The run the report is about; "" where there was none."""
        return self.run["run_id"] if self.run else ""

    @cached_property
    def paged(self) -> frozenset[str]:
        """Documents that have a page."""
        return frozenset(document["document_id"] for document in self.documents)


def overview(db: Connection, folder: Path, run_id: str | None, limit: int) -> Overview:
    """The run a report is about, and which documents it shows; `folder` holds the report before it."""
    from warehouse.pages.shown import shown_documents

    run = next(iter(ask(db, "run", run_id=run_id)), None)
    known = run["run_id"] if run else ""
    chosen = ask(db, "documents", run_id=known, limit=limit)
    told = marks(db, [row["document_id"] for row in chosen])
    rows = shown_documents(db, folder, {name: row["mark"] for name, row in told.items()})
    documents = [rows[row["document_id"]] | row for row in chosen]
    return Overview(run, ask(db, "totals")[0], documents, told)


def marks(db: Connection, documents: Sequence[str]) -> dict[str, dict[str, Any]]:
    """For each document its part, the run that read it last, and a mark of its rows."""
    asked = list(documents)
    told = {row["document_id"]: row for row in ask(db, "document_marks", documents=asked)}
    if has_table(db, "entity_move"):
        for row in ask(db, "document_moves", documents=asked):
            told[row["document_id"]]["mark"] += row["moves"]
    return told


def index(
    db: Connection, shared: Overview, told: Callable[[], Mapping[str, Told]] = dict
) -> Content:
    """What the first page says, but for its words; `told` are the answers that are known by then."""
    examples: dict[tuple[str, str], list[Content]] = {}
    titles = {row["document_id"]: row["title"] or row["locations"][0] for row in shared.documents}
    for row in ask(db, "failures", run_id=shared.run_id, limit=EXAMPLES):
        row["label"] = titles.get(row["document_id"]) or row["row_key"]
        examples.setdefault((row["suite"], row["check_name"]), []).append(row)
    checks = ask(db, "checks", run_id=shared.run_id)
    for check in checks:
        key = check["suite"], check["check_name"]
        check["examples"] = examples.get(key, [])
        check["sql"] = _reproducing(shared.run_id, *key)
    scores = ask(db, "scores", run_id=shared.run_id)
    return {
        "checks": checks,
        "failed_checks": sum(check["outcome"] != "passed" for check in checks),
        "removed_kinds": ask(db, "removed_kinds"),
        "repairs": ask(db, "repairs"),
        "scores": [row for row in scores if row["document"] == "all"],
        "scored": sorted({row["document"] for row in scores} - {"all"})[:12],
        "by_document": {(row["document"], row["measure"]): row["score"] for row in scores},
        "history": ask(db, "history", limit=RUNS),
        "counted": COUNTED,
        "answers": answers(db, ANSWERS, told()),
    }


def _reproducing(run_id: str, suite: str, check_name: str) -> str:
    quoted = [value.replace("'", "''") for value in (run_id, suite, check_name)]
    return "SELECT *\nFROM quality_failure\nWHERE run_id = '{}'\n  AND suite = '{}'\n  AND check_name = '{}';".format(
        *quoted
    )


def sentence(run: Mapping[str, Any], say: Wording) -> str:
    """What happened in the run, in one sentence."""
    parts = [say(f"summary.{key}", n=run[key]) for key in COUNTED if run[key]]
    came = say("summary.came", n=run["inputs"])
    told = say.list(parts) or say("summary.nothing")
    return f"{came}：{told}。" if say.language == "zh" else f"{came}: {told}."


def account(shared: Overview, content: Content, say: Wording) -> list[str]:
    """What the warehouse holds, what became of the text, what the audit found: a sentence each."""
    totals, checks, failed = shared.totals, content["checks"], content["failed_checks"]
    held = {key: totals[key] for key in ("articles", "entities", "mentions", "metrics")}
    shares = {
        key: say.share(totals[key], totals["characters"]) for key in ("kept", "removed", "replaced")
    }
    told = [
        say("summary.warehouse", **held),
        say("summary.text", characters=totals["characters"], **shares),
    ]
    if checks and failed:
        told.append(say("summary.audit", n=failed, checks=len(checks)))
    elif checks:
        told.append(say("summary.audit_clean", checks=len(checks)))
    return told


def held(db: Connection) -> Content:
    """What the page of the quarantine says."""
    return {
        "held": ask(db, "held", limit=ROWS),
        "reasons": ask(db, "held_reasons"),
        "waivers": ask(db, "held_waivers", limit=ROWS),
        "remedies": frozenset(labels()["remedy"]),
    }


def document(db: Connection, home: Path, row: Mapping[str, Any]) -> Content:
    """What the page of one document says, but for its words."""
    document_id = row["document_id"]
    suspicions = ask(db, "document_suspicions", document_id=document_id, limit=ROWS)
    comparison = _comparison(home, document_id, suspicions)
    return {
        "document": row,
        "held": ask(db, "document_held", document_id=document_id, limit=ROWS),
        "failures": ask(db, "document_failures", document_id=document_id, limit=ROWS),
        "repairs": ask(db, "document_repairs", document_id=document_id),
        "suspicions": suspicions,
        "articles": list(_articles(db, document_id, suspicions)),
        "comparison": comparison,
        "legend": _legend(comparison),
        "examples": _examples(comparison),
        "before_language": {"hans": "zh-Hans", "hant": "zh-Hant"}.get(row["script"], "zh"),
        "remedies": frozenset(labels()["remedy"]),
    }


def seen_by(content: Content, shared: Overview) -> Content:
    """All that a page about the whole warehouse says: its rows, which of their documents it leads to, whether there are more."""
    # its groups are the same rows again
    said = {name: value for name, value in content.items() if name != "groups"}
    for name, all_of_them in (("metrics", "metrics"), ("held", "waiting")):
        if name in content:
            rows = content[name]
            said["leads"] = [row["document_id"] in shared.paged for row in rows]
            said["is_cut"] = len(rows) < shared.totals[all_of_them]
    return said


def _comparison(
    home: Path, document_id: str, suspicions: Sequence[Mapping[str, Any]]
) -> Comparison | None:
    from warehouse.connection import WarehouseError
    from warehouse.provenance.explanation import document_ledger

    try:
        _, ledger, clean = document_ledger(home, document_id)
    except (
        WarehouseError,
        OSError,
    ):  # the part was pruned or moved; the released text is still there
        return None
    doubts = [Doubt(row["start"], row["end"], row["note"] or row["rule"]) for row in suspicions]
    return compare(ledger, clean, doubts)


def _legend(comparison: Comparison | None) -> list[tuple[str, int]]:
    if comparison is None:
        return []
    doubts = sum(part.doubt is not None for row in comparison.rows for part in row.after)
    counts: dict[str, int] = {str(name): count for name, count in comparison.counts.items()}
    if doubts:
        counts["doubt"] = doubts
    return [(name, counts[name]) for name in (*CATEGORIES, "doubt") if name in counts]


def _examples(comparison: Comparison | None) -> dict[tuple[str, str], tuple[Mark, ...]]:
    """The first different marks of each rule and kind."""
    found: dict[tuple[str, str], dict[Mark, None]] = {}
    for row in comparison.rows if comparison else ():
        for part in (*row.before, *row.after):
            if part.mark:
                marks = found.setdefault((part.mark.rule, part.mark.kind), {})
                if len(marks) < 3:
                    marks[part.mark] = None
    return {key: tuple(marks) for key, marks in found.items()}


def _articles(
    db: Connection, document_id: str, suspicions: Sequence[Mapping[str, Any]]
) -> Iterator[Content]:
    blocks = ask(db, "document_blocks", document_id=document_id, limit=ROWS)
    mentions = ask(db, "document_mentions", document_id=document_id, limit=4 * ROWS)
    metrics = ask(db, "document_metrics", document_id=document_id, limit=ROWS)
    for article in ask(db, "document_articles", document_id=document_id):
        article_id = article["article_id"]
        stated = [row for row in metrics if row["article_id"] == article_id]
        named = [row for row in mentions if row["article_id"] == article_id]
        entities = entities_of(named)
        mine = [block for block in blocks if block["article_id"] == article_id]
        shown, left = [], STORY
        for block in mine:
            if left > 0:
                text = block["text"][:left]
                cut = {**block, "text": text, "end": block["start"] + len(text)}
                pieces = list(_pieces(cut, named, stated, entities, suspicions))
                shown.append({"role": block["role"], "pieces": pieces})
            left -= len(block["text"])
        yield {
            "row": article,
            "blocks": shown,
            "hidden": max(0, -left),
            "entities": list(entities.values()),
            "metrics": stated,
        }


def _pieces(
    block: Content,
    mentions: Sequence[Content],
    metrics: Sequence[Content],
    entities: Mapping[str, Named],
    suspicions: Sequence[Mapping[str, Any]],
) -> Iterator[Any]:
    start, end = block["start"], block["end"]
    return highlight(
        block,
        [row for row in mentions if start <= row["start"] < end],
        [(number, row) for number, row in enumerate(metrics, 1) if start <= row["start"] < end],
        entities,
        [row for row in suspicions if start <= row["start"] < end],
    )

"""A provenance in; lines of text for a terminal out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

from warehouse.provenance import BYTES, Provenance, Span
from warehouse.trace import EditTrace

#: Kinds of edits that are listed; a whole document can have thousands.
EDITS: Final = 30


def render(found: Provenance, width: int = 400) -> str:
    """The provenance as lines of text, each stretch of a document cut to `width` and safe for a terminal."""
    lines = [f"{found.kind} {found.id}"]
    for name, text in (*_said(found), *_place(found), *_edits(found), *_making(found)):
        lines.append(f"  {name:<11}{shown(text, width)}")
    return "\n".join(lines)


def _said(found: Provenance) -> Iterator[tuple[str, str]]:
    """What the row says, in words."""
    row = found.row
    if found.table == "metric":
        yield "figure", f"{row['surface']} · {_value(row)} · {row['kind']}"
        yield (
            "about",
            " · ".join(row[name] or "-" for name in ("subject", "indicator_raw", "period")),
        )
    if found.table == "mention":
        yield "mention", f"{row['surface']} · {row['type']} · entity {row['entity_id']}"
    if found.sentence:
        yield "sentence", found.sentence
    if found.article:
        article = found.article
        ended = f"valid to {article['valid_to']}" if article["valid_to"] else "valid"
        yield "article", f"{article['title'] or '-'} · {article['article_id']}"
        yield "version", f"from {article['valid_from']} ({article['version_reason']}), {ended}"


def _place(found: Provenance) -> Iterator[tuple[str, str]]:
    """Where it stands: document, clean text, bytes."""
    document, raw, clean = found.document, found.raw, found.clean
    yield "document", f"{', '.join(document['locations']) or '-'} · {document['document_id']}"
    yield "clean text", f"[{clean.start}, {clean.end})  {_in_context(clean)}"
    encoding = document["encoding"] or "undecodable"
    yield "raw bytes", f"[{raw.start}, {raw.end}) of {document['bytes']}, {encoding}"
    yield "", _in_context(raw)
    yield "", found.raw_hex + (" …" if raw.end - raw.start > BYTES else "")


def _edits(found: Provenance) -> Iterator[tuple[str, str]]:
    """What was done to it; equal edits of one rule are counted."""
    counted = Counter(map(_edit, found.edits))
    yield "edits", f"{len(found.edits)} touched it" if counted else "none touched it"
    for edit, times in list(counted.items())[:EDITS]:
        yield "", edit + (f"  × {times}" if times > 1 else "")
    if len(counted) > EDITS:
        yield "", f"… and {len(counted) - EDITS} other ones"


def _making(found: Provenance) -> Iterator[tuple[str, str]]:
    """Who wrote it, and where bytes and ledger lie."""
    run, document = found.run, found.document
    version = f"kouan {run['version']}" if run else "a run without record"
    wrote = run["run_id"] if run else document["run_id"]
    yield "run", f"{wrote} · {version} · state {document['state_digest']}"
    yield "part", document["part"]


def _edit(edit: EditTrace) -> str:
    kind = f" ({edit.kind})" if edit.kind != edit.rule else ""
    before, after = (f"“{text}”" if text else "nothing" for text in (edit.before, edit.after))
    return f"{edit.rule}{kind}: {before} → {after}  {edit.confidence:.2f}"


def _value(row: dict[str, Any]) -> str:
    span = [_plain(value) for value in (row["value"], row["value_max"]) if value is not None]
    return f"{row['bound']} {' to '.join(span) or '-'} {row['unit']}"


def _plain(value: Decimal) -> str:
    written = f"{value:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def _in_context(span: Span) -> str:
    return f"{span.before}【{span.text}】{span.after}"


def shown(text: str, width: int) -> str:
    r"""Text of a document made safe for a terminal: one line, nothing unprintable, not longer than `width`.

    >>> print(shown("a\x1b[2Jb", 80))
    a\x1b[2Jb
    """
    cut = text if len(text) <= width else text[: width - 1] + "…"
    return "".join(
        one if one.isprintable() or one == "\u3000" else ("⏎" if one == "\n" else repr(one)[1:-1])
        for one in cut
    )

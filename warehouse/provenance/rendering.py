"""A provenance in; lines of text for a terminal out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from warehouse.provenance.explanation import Provenance
from warehouse.provenance.spans import BYTES, Span
from warehouse.provenance.subjects import subject_of_figure
from warehouse.provenance.trace import EditTrace

#: Kinds of edits that are listed; a whole document can have thousands.
EDITS: Final = 30

#: How a stretch is marked on a terminal that shows colours: bold, and yellow.
_MARKED: Final = ("\x1b[1;33m", "\x1b[0m")
_DIM: Final = ("\x1b[2m", "\x1b[0m")

#: What a row says by itself, in the order in which a person asks; the rest of the row is told in JSON.
_TOLD: Final = {
    "entity": ("type", "name"),
    "observation": (
        "indicator_id",
        "subject",
        "period_start",
        "period_end",
        "value",
        "unit_base",
        "state",
        "vintage",
        "flags",
    ),
    "duplicate": ("kind", "location", "kept", "similarity", "reason", "difference"),
    "quarantine": ("level", "status", "reason", "detail", "location", "attempts"),
    "waiver": ("level", "status", "reason", "why", "author", "until"),
    "removed": ("kind", "rule", "template", "confidence"),
    "contextual_edit": ("rule", "kind", "before", "after", "confidence"),
    "suspicion": ("rule", "surface", "candidates", "margin", "note"),
    "block": ("role", "position"),
    "item": ("item_key", "position"),
    "damage": ("state", "rule"),
    "position": ("person", "post", "organization"),
    "run": (
        "started_at",
        "finished_at",
        "inputs",
        "released",
        "unchanged",
        "duplicates",
        "held",
        "failed",
    ),
}


@dataclass(frozen=True, slots=True)
class _Line:
    """A line under its name; what is in a document stands between what is before and behind it."""

    name: str
    text: str
    marked: str | None = None
    behind: str = ""


def render(found: Provenance, width: int = 400, *, color: bool = False) -> str:
    """The provenance as lines of text, each stretch of a document cut to `width` and safe for a terminal.

    With `color` the stretch itself is marked by it too.
    """
    lines = [f"{found.kind} {found.id}"]
    for line in (*_said(found), *_place(found), *_edits(found), *_making(found), *_beside(found)):
        name = f"{line.name:<11}" if len(line.name) < 11 else f"{line.name}  "
        if color:
            name = f"{_DIM[0]}{name}{_DIM[1]}"
        lines.append(f"  {name}{_text(line, width, color=color)}")
    return "\n".join(lines)


def _text(line: _Line, width: int, *, color: bool) -> str:
    if line.marked is None:
        return shown(line.text, width if line.name != "note" else max(width, len(line.text)))
    opens, closes = _MARKED if color else ("", "")
    marked = f"{opens}【{shown(line.marked, width)}】{closes}"
    return shown(line.text, width) + marked + shown(line.behind, width)


def _said(found: Provenance) -> Iterator[_Line]:
    """What the row says, in words."""
    row = found.row
    if found.table == "metric":
        yield _Line("figure", f"{row['surface']} · {_value(row)} · {row['kind']}")
        about = (row[name] or "-" for name in ("indicator_raw", "period"))
        yield _Line("about", " · ".join((subject_of_figure(row) or "-", *about)))
    elif found.table == "mention":
        yield _Line("mention", f"{row['surface']} · {row['type']} · entity {row['entity_id']}")
    elif found.kind == "pass":
        yield _Line("pass", f"{row['pass']} · {row['rule']}")
    for name in _TOLD.get(found.table, ()):
        if row.get(name) is not None:
            yield _Line(name, _cell(row[name]))
    if found.table == "quarantine" and row.get("row_json"):
        yield _Line("held row", row["row_json"])
    if found.heads:
        yield _Line("heads", " · ".join(found.heads))
    if found.sentence:
        yield _Line("row" if found.heads else "sentence", found.sentence.replace("\t", " | "))
    if found.article:
        article = found.article
        ended = f"valid to {article['valid_to']}" if article["valid_to"] else "valid"
        yield _Line("article", f"{article['title'] or '-'} · {article['article_id']}")
        yield _Line(
            "version", f"from {article['valid_from']} ({article['version_reason']}), {ended}"
        )


def _place(found: Provenance) -> Iterator[_Line]:
    """Where it stands: document, clean text, bytes."""
    if (document := found.document) is not None:
        places = ", ".join(document["locations"]) or "-"
        yield _Line("document", f"{places} · {document['document_id']}")
        for label, name in (
            ("found in", "found_in"),
            ("fetched", "crawled_at"),
            ("address", "url"),
        ):
            if (said := document.get(name)) is not None and str(said) != places:
                yield _Line(label, str(said))
    if found.note:
        yield _Line("note", found.note)
    if (clean := found.clean) is not None:
        yield _in_context("clean text", f"[{clean.start}, {clean.end})  ", clean)
    if (raw := found.raw) is not None and document is not None:
        encoding = document["encoding"] or "undecodable"
        yield _Line("raw bytes", f"[{raw.start}, {raw.end}) of {document['bytes']}, {encoding}")
        yield _in_context("", "", raw)
        yield _Line("", found.raw_hex + (" …" if raw.end - raw.start > BYTES else ""))


def _edits(found: Provenance) -> Iterator[_Line]:
    """What was done to it; equal edits of one rule are counted."""
    if found.raw is None:
        return
    counted = Counter(map(_edit, found.edits))
    yield _Line("edits", f"{len(found.edits)} touched it" if counted else "none touched it")
    for edit, times in list(counted.items())[:EDITS]:
        yield _Line("", edit + (f"  × {times}" if times > 1 else ""))
    if len(counted) > EDITS:
        yield _Line("", f"… and {len(counted) - EDITS} other ones")
    if found.clean and found.clean.text:
        yield _Line("guessed", _guesses(found))


def _guesses(found: Provenance) -> str:
    """Whether characters were put in without all their bytes seen, here or in the sentence."""
    said = (
        f"{found.guessed} characters were put in without all their bytes seen"
        if found.guessed
        else "no character"
    )
    if found.sentence is None:
        return said
    edits = f"{found.sentence_edits} edits touched its sentence"
    return f"{said}; {edits}, {found.sentence_guessed or 'no'} characters of it are guessed"


def _making(found: Provenance) -> Iterator[_Line]:
    """Who wrote it, with which words and code, and where bytes and ledger lie."""
    run, document, state = found.run, found.document, found.state
    version = f"kouan {run['version']}" if run else "a run without record"
    digest = document["state_digest"] if document else run["state_digest"] if run else "-"
    if run or document:
        wrote = run["run_id"] if run else (document or {})["run_id"]
        yield _Line("run", f"{wrote} · {version} · state {digest}")
    if state:
        libraries = ", ".join(state["libraries"])
        yield _Line("knowledge", state["knowledge_digest"])
        yield _Line("rules", f"kouan {state['version']}, code {state['code_digest']} · {libraries}")
    if document:
        yield _Line("part", document["part"])


def _beside(found: Provenance) -> Iterator[_Line]:
    """The rows that speak of the same thing; what a column says stands behind its name."""
    for one in found.related:
        for number, row in enumerate(one.rows):
            cells = (f"{name} {_cell(value)}" for name, value in row.items() if value is not None)
            yield _Line(one.name if number == 0 else "", " · ".join(cells))


def _edit(edit: EditTrace) -> str:
    kind = f" ({edit.kind})" if edit.kind != edit.rule else ""
    before, after = (f"“{text}”" if text else "nothing" for text in (edit.before, edit.after))
    guessed = f"  guessed: {len(edit.guessed)}" if edit.guessed else ""
    return f"{edit.rule}{kind}: {before} → {after}  {edit.confidence:.2f}{guessed}"


def _value(row: dict[str, Any]) -> str:
    span = [_plain(value) for value in (row["value"], row["value_max"]) if value is not None]
    return f"{row['bound']} {' to '.join(span) or '-'} {row['unit']}"


def _cell(value: Any) -> str:
    if isinstance(value, Decimal):
        return _plain(value)
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "-"
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def _plain(value: Decimal) -> str:
    written = f"{value:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def _in_context(name: str, head: str, span: Span) -> _Line:
    return _Line(name, head + span.before, span.text, span.after)


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

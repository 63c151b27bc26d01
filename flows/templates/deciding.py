"""What is asked of templates in; rows printed, decisions written into the project's files, out."""

from __future__ import annotations

import getpass
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from fnmatch import fnmatchcase
from typing import Any, Final, Literal

from flows.location import SettingsError
from flows.settings import Settings, load_settings
from flows.summary import counted
from flows.templates.files import write_decided
from flows.templates.records import decided_from, record_of
from flows.terminal.printing import print_rows, say, shown, tell
from kouan.cleaning.templates import read_templates
from kouan.linting.wording import bounded
from kouan.model.article import RemovedKind
from kouan.model.line_shape import line_shape
from kouan.model.template import Decision
from warehouse.connection import NoWarehouseError
from warehouse.publishing.proposed import (
    naming_publishers,
    removals_by_template,
    template_rows,
)
from warehouse.records import TemplateRecord

Status = Literal["proposed", "approved", "rejected"]

#: Digits of an id that are enough to name a row, and those that are shown.
DIGITS: Final = 6
SHOWN: Final = 12
NONE_FITS: Final = "kouan: no template fits; `kouan templates` lists them all"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows are meant, and how to answer."""

    names: tuple[str, ...]
    source: str | None = None
    status: Status | None = None
    as_json: bool = False

    def rows(self, settings: Settings) -> list[TemplateRecord]:
        """The rows that are meant, as the warehouse proposes and the project's files decide.

        Raises:
            SettingsError: a name is none, or that of several.
        """
        known = rows_of(settings)
        if self.names:
            known = [one for name in dict.fromkeys(self.names) for one in _named(name, known)]
        return [
            one
            for one in known
            if fnmatchcase(one.site, self.source or "*") and self.status in (None, one.status)
        ]


@dataclass(frozen=True, slots=True)
class Change:
    """What a person changes about a line while deciding."""

    reason: str = ""
    author: str | None = None
    kind: str | None = None
    figures: Literal["same", "any"] | None = None


def rows_of(settings: Settings) -> list[TemplateRecord]:
    """What the warehouse proposes, and what the files of the project decide about it today.

    Raises:
        TemplateError: a file of the project cannot be used.
        NoWarehouseError: nothing was published, and nothing decided.
    """
    decided = [record_of(one) for one in read_templates(settings.project / "templates")]
    try:
        proposed = [one for one in template_rows(settings.home) if one.status == "proposed"]
    except NoWarehouseError:
        if not decided:
            raise
        proposed = []
    known = {(one.site, line_shape(one.line)) for one in decided}
    waiting = [one for one in proposed if (one.site, line_shape(one.line)) not in known]
    return sorted([*waiting, *decided], key=lambda one: (one.site, -one.stories, one.template_id))


def _named(name: str, known: Sequence[TemplateRecord]) -> list[TemplateRecord]:
    found = [one for one in known if one.name == name]
    if not found and len(name) >= DIGITS:
        found = [one for one in known if one.template_id.startswith(name)]
    if len(found) != 1:
        said = "names no template" if not found else f"names {len(found)} templates"
        raise SettingsError(
            f"{name}: {said}; `kouan templates` lists them, {DIGITS} digits of an id are enough"
        )
    return found


def list_templates(wanted: Wanted) -> int:
    """Print the rows, those that wait for a decision first."""
    settings = load_settings()
    rows = wanted.rows(settings)
    order = ("proposed", "approved", "rejected")
    rows.sort(key=lambda one: (order.index(one.status), one.site, -one.stories, one.template_id))
    if wanted.as_json:
        print_rows(_counted(rows, settings), json=True)
        return 0 if rows else 1
    if not rows and (wanted.names or wanted.source or wanted.status not in (None, "proposed")):
        tell(NONE_FITS)
        return 1
    if not rows:
        say(
            "nothing is proposed"
            f" (a line must stand in {settings.template_minimum} different stories of one source)"
        )
        return 1
    print_rows(_shown(_counted(rows, settings)))
    say("")
    say("kouan templates show ID tells more; approve and reject take IDs or --all", style="dim")
    return 0


def _shown(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            "id": row["template_id"][:SHOWN],
            "status": row["status"],
            "source": row["site"],
            "place": row["place"],
            "stories": row["stories"],
            "share": f"{row['share']:.0%}",
            "gone_from": row["removed_from"],
            "kind": row["kind"],
            "line": bounded(row["line"]),
        }
        for row in rows
    ]


def _counted(rows: Iterable[TemplateRecord], settings: Settings) -> list[dict[str, Any]]:
    """Rows with how many documents a line is gone from, and how many articles have their publisher from it."""
    removals: dict[tuple[str, str], int] = {}
    naming: dict[tuple[str, str], int] = {}
    with suppress(NoWarehouseError):
        removals = removals_by_template(settings.home)
        naming = naming_publishers(settings.home)
    return [
        {
            **asdict(one),
            "removed_from": removals.get((one.site, one.name), 0),
            "names_publisher_of": naming.get((one.site, one.line), 0),
        }
        for one in rows
    ]


def show_templates(wanted: Wanted) -> int:
    """Print all there is to say of some rows."""
    if not wanted.names:
        raise SettingsError("show takes the id or name of a template; `kouan templates` lists them")
    settings = load_settings()
    rows = _counted(wanted.rows(settings), settings)
    if wanted.as_json:
        print_rows(rows, json=True)
        return 0 if rows else 1
    for row in rows:
        say(shown(row["line"]), style="bold")
        for name, value in _told(row):
            say(f"  {name:12} {shown(value)}")
    return 0 if rows else 1


def _told(row: dict[str, Any]) -> Iterable[tuple[str, Any]]:
    yield "id", row["template_id"]
    yield "name", row["name"]
    yield "status", row["status"]
    yield "source", row["site"]
    yield "removed as", f"{row['kind']}, confidence {row['confidence']:g}"
    yield (
        "figures",
        "others may stand where it has some" if row["figures"] == "any" else "as they stand",
    )
    yield "place", f"{row['place']} of the page"
    yield (
        "evidence",
        f"{counted(row['documents'], 'document')}, {row['stories']} different stories,"
        f" {row['share']:.0%} of those of the source",
    )
    if number := row["names_publisher_of"]:
        said = f"of {counted(number, 'article')}; where this line is taken out they have none"
        yield "publisher", said
    if row["first_seen"]:
        yield "seen", f"{row['first_seen']} to {row['last_seen']}"
    yield from (("example", text) for text in row["examples"] if text != row["line"])
    if row["example_document_id"]:
        yield "document", row["example_document_id"]
    if row["decided_by"]:
        yield "decided", f"{row['decided_at']:%Y-%m-%d %H:%M} UTC by {row['decided_by']}"
        yield "reason", row["reason"] or "not stated"
        yield "gone from", counted(row["removed_from"], "document")


def decide(wanted: Wanted, decision: Decision, change: Change, *, everything: bool) -> int:
    """Write a decision about these rows into the project's files."""
    if not (wanted.names or wanted.source or everything):
        verb = "approve" if decision == "approved" else "reject"
        raise SettingsError(f"{verb} of everything needs --all; name templates by id, or --source")
    if change.kind is not None and change.kind not in set(RemovedKind):
        raise SettingsError(f"--kind {change.kind}: choose of {', '.join(RemovedKind)}")
    settings = load_settings()
    rows = wanted.rows(settings)
    if not wanted.names:
        rows = [one for one in rows if one.status == "proposed"]
    for one in rows:
        if one.status == decision and not (change.kind or change.figures):
            tell(f"kouan: {one.template_id[:SHOWN]}: is {one.status} already; it stays so")
    rows = [one for one in rows if one.status != decision or change.kind or change.figures]
    if not rows:
        tell(NONE_FITS)
        return 1
    now, author = datetime.now(UTC).replace(microsecond=0), change.author or _user()
    made = [
        decided_from(
            replace(one, kind=change.kind or one.kind, figures=change.figures or one.figures),
            decision,
            author,
            now,
            # why it was approved is no reason to reject it
            change.reason or (one.reason if one.status == decision else None) or "",
        )
        for one in rows
    ]
    files = write_decided(settings.project / "templates", made)
    if wanted.as_json:
        print_rows(_counted(map(record_of, made), settings), json=True)
        return 0
    places = ", ".join(map(str, files))
    say(f"{counted(len(made), 'template')} {decision} in {places}", style="good")
    if decision == "approved" or any(one.status == "approved" for one in rows):
        say("`kouan run --only-affected` reads the documents of these sources anew", style="dim")
    return 0


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"

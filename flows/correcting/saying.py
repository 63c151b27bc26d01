"""What somebody typed behind `kouan correct` in; corrections written and shown, or a list of them, and an exit code out."""

from __future__ import annotations

import getpass
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from flows.correcting.adding import Stretch, addition
from flows.correcting.listing import COLUMNS, listed
from flows.correcting.rows import SHOWN, Change, Reasons, Wanted, changes, corrections_of, shown_of
from flows.correcting.writing import check_corrections, write_corrections
from flows.location import SettingsError
from flows.terminal.printing import print_json, print_rows, say, shown, tell
from kouan.corrections import CorrectionError
from kouan.model.correction import Correction
from kouan.model.knowledge import Knowledge
from warehouse.provenance.correctable import correctable
from warehouse.provenance.identification import MalformedIdError, UnknownIdError
from warehouse.quarantine.decisions import today

if TYPE_CHECKING:
    from flows.settings import Settings


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed besides the row: whether to write it down, and how to show it."""

    reason: str | None
    author: str | None
    evidence: str | None
    is_preview: bool
    as_json: bool

    @property
    def reasons(self) -> Reasons:
        """Why, by whom and when.

        Raises:
            SettingsError: no reason is given.
        """
        reason = " ".join((self.reason or "").split())
        if not reason:
            raise SettingsError(
                "--reason is missing: say why, in your words; it stands beside the correction"
            )
        author = " ".join((self.author or _user()).split())
        return Reasons(reason, author, today(), " ".join((self.evidence or "").split()) or None)


def columns_of(
    given: Mapping[str, str | None], more: Sequence[str], unset: Sequence[str]
) -> dict[str, str | None]:
    """What is said of columns: options by their name, column=value, and columns that the text does not state.

    Raises:
        SettingsError: a pair is none, or a column is said twice.
    """
    said: dict[str, str | None] = {
        name: value for name, value in given.items() if value is not None
    }
    for pair in more:
        name, mark, value = pair.partition("=")
        if not mark or not name or not value:
            raise SettingsError(
                f"--set {pair!r}: write column=value; --unset column for what is not stated"
            )
        _refuse_twice(name, said)
        said[name] = value
    for name in unset:
        _refuse_twice(name, said)
        said[name] = None
    return said


def _refuse_twice(name: str, said: Mapping[str, str | None]) -> None:
    if name in said:
        raise SettingsError(f"{name} is said twice; say it once")


def correct_row(settings: Settings, row: str, wanted: Wanted, asked: Asked) -> int:
    """Correct a figure, mention or post, or drop it."""

    def found(
        knowledge: Knowledge,
    ) -> tuple[tuple[Correction, ...], list[Change], Mapping[str, Any]]:
        one = correctable(settings.home, row)
        corrections = corrections_of(settings.home, one, wanted, asked.reasons, knowledge)
        told = {
            "surface": one.row.get("surface"),
            "sentence": one.row.get("sentence"),
            "location": one.location,
        }
        return corrections, changes(one, corrections, knowledge), told

    return carried_out(settings, found, asked, "dropped" if wanted.is_drop else "corrected")


def add_figure(settings: Settings, stretch: Stretch, wanted: Wanted, asked: Asked) -> int:
    """Add a figure that the rules miss."""

    def found(
        knowledge: Knowledge,
    ) -> tuple[tuple[Correction, ...], list[Change], Mapping[str, Any]]:
        one = addition(settings.home, stretch, wanted, asked.reasons, knowledge)
        values = ((name, shown_of(one.metric, name)) for name in SHOWN)
        new = [Change(name, None, value) for name, value in values if value not in (None, ())]
        told = {
            "surface": one.metric.surface,
            "sentence": one.metric.sentence,
            "location": one.location,
        }
        return one.corrections, new, told

    return carried_out(settings, found, asked, "added")


def carried_out(settings: Settings, find: Any, asked: Asked, what: str) -> int:
    """Find the corrections that somebody means, write them unless they are only to be seen, and show what they do."""
    from flows.ingestion.state import knowledge_of

    folder = settings.project / "corrections"
    knowledge = knowledge_of(settings.project)
    try:
        corrections, new, told = find(knowledge)
        if asked.is_preview:
            check_corrections(folder, corrections, knowledge)
        else:
            corrections = write_corrections(folder, corrections, knowledge)
    except (UnknownIdError, CorrectionError) as error:
        tell(f"kouan: {error}")
        return 2 if isinstance(error, MalformedIdError) else 1
    if asked.as_json:
        print_json([_as_row(one, new, told) for one in corrections])
        return 0
    say(f"{what}: {shown(told['surface'])}  {shown(told['location'])}", style="bold")
    if told["sentence"]:
        say(f"  {shown(told['sentence'])}")
    width = max((len(one.column) for one in new), default=0)
    for one in new:
        before = "" if what == "added" else f"{shown(one.before) or '-'} → "
        say(f"  {one.column:{width}}  {before}{shown(one.after) or '-'}")
    if asked.is_preview:
        tell("nothing is written; leave --preview out")
    else:
        lines = ", ".join(dict.fromkeys(f"corrections/{one.where}" for one in corrections))
        tell(f"written: {lines}; `kouan run` applies it")
    return 0


def _as_row(one: Correction, new: Sequence[Change], told: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "correction_id": one.correction_id,
        **{name: value for name, value in asdict(one).items() if name not in ("file", "line")},
        "where": one.where if one.file else None,
        "changes": [asdict(change) for change in new],
        **told,
    }


def list_corrections(settings: Settings, state: str | None, *, as_json: bool) -> int:
    """Print corrections with what they do; one of a state, or all."""
    rows = [row for row in listed(settings.project, settings.home) if state in (None, row["state"])]
    if as_json:
        print_json(rows)
    elif rows:
        print_rows(rows, COLUMNS)
    else:
        kind = f"{state} " if state else ""
        tell(f"there is no {kind}correction in {settings.project / 'corrections'}")
    return 0 if rows else 1


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"

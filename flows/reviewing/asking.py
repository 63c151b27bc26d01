"""The options of `kouan review` in; what to draw, by whom it is judged, and the rows out."""

from __future__ import annotations

import getpass
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass

from flows.location import SettingsError
from flows.reviewing.files import FOLDER, LARGEST_SEED, latest, read_reviews
from flows.reviewing.precision import MARGIN
from flows.settings import Settings
from warehouse.connection import reader
from warehouse.records import ReviewRecord
from warehouse.reviewing.drawing import Drawn, Order, draw
from warehouse.reviewing.judgments import standing
from warehouse.reviewing.strata import check_column, groups_of


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of the command; `table` is None where none was given."""

    table: str | None = None
    rows: int = 100
    by: str = ""
    seed: int = 1
    column: str | None = None
    reviewer: str | None = None
    again: bool = False
    margin: float = MARGIN
    as_json: bool = False

    def order(self, without: frozenset[str]) -> Order:
        """What to draw.

        Raises:
            UnknownGroupError: a group or column is none. SettingsError: a number cannot be used.
        """
        table = self.table or "metric"
        groups = groups_of(table, self.by)
        check_column(table, self.column)
        if self.rows < 1:
            raise SettingsError(f"--n {self.rows}: draw one row or more")
        if not 0 <= self.seed <= LARGEST_SEED:
            raise SettingsError(f"--seed {self.seed}: choose a number from 0 to {LARGEST_SEED}")
        return Order(table, self.rows, groups, self.seed, self.column, without)  # type: ignore[arg-type] # groups_of knows it


def user() -> str:
    """Who judges, unless somebody is named."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"


def reviewer_of(asked: Asked) -> str:
    """The name that stands beside the verdicts.

    Raises:
        SettingsError: it is blank, or cannot be printed.
    """
    name = " ".join((asked.reviewer if asked.reviewer is not None else user()).split())
    if not name or not name.isprintable():
        raise SettingsError("--reviewer: give a name that can be printed")
    return name


def sample(settings: Settings, asked: Asked) -> list[Drawn]:
    """The rows to be judged: those this person has not judged as they stand today, unless all are wanted."""
    order = asked.order(frozenset())
    if not asked.again:
        name = reviewer_of(asked)
        mine = [
            one
            for one in latest(read_reviews(settings.project / FOLDER))
            if (one.reviewer, one.table_name, one.column_name) == (name, order.table, order.column)
        ]
        order = asked.order(_without(settings, order, mine))
    return draw(settings.home, order)


def _without(settings: Settings, order: Order, mine: Sequence[ReviewRecord]) -> frozenset[str]:
    """Rows of which these verdicts still count."""
    if not mine:
        return frozenset()
    with closing(reader(settings.home)) as connection:
        ids = [one.row_id for one in mine]
        today = standing(connection, order.table, (), order.column, ids)
    return frozenset(one.row_id for one in mine if today.counts(one))

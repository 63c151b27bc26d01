"""A project in; its verdicts for the warehouse, and whether that lacks some, out, at no price where nobody judges."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from warehouse.records import ReviewRecord

_FOLDER = "reviews"


def reviews_of(project: Path) -> tuple[ReviewRecord, ...] | None:
    """All verdicts of a project; None where it has no room for any.

    Raises:
        SettingsError: a row of a file cannot be used; the message names file and line.
    """
    folder = project / _FOLDER
    if not folder.is_dir():
        return None
    if not any(folder.glob("*.csv")):
        return ()
    from flows.reviewing.files import read_reviews

    return read_reviews(folder)


def has_new_reviews(project: Path, home: Path) -> bool:
    """Whether the project has verdicts that its warehouse does not know as they are."""
    reviews = reviews_of(project)
    if not reviews:
        return False
    from flows.reviewing.files import latest
    from warehouse.connection import NoWarehouseError, reader
    from warehouse.reviewing.judgments import are_known

    try:
        with closing(reader(home)) as connection:
            return not are_known(connection, latest(reviews))
    except NoWarehouseError:
        return False

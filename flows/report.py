"""A published warehouse in, static pages in two languages out: reports/index.html and what hangs on it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.reporting import figures, pages, series_pages
from flows.reporting.stamp import STAMP
from flows.reporting.standing import Standing, digest_of_content
from flows.reporting.writing import Writer, replace
from warehouse.connection import reader
from warehouse.kept_reader import one_reader

if TYPE_CHECKING:
    from flows.settings import Settings

STYLESHEET = "style.css"
#: Folders of pages that are written anew only where they would say something else.
ROOMS = ("documents", "series")


def write_report(settings: Settings, run_id: str | None, *, limit: int = pages.DOCUMENTS) -> Path:
    """Write the inspection report of a run (None: the last one), and say where it begins.

    Each page replaces its predecessor in one step; pages of documents that are no longer shown go last,
    so a reader who has the report open never meets half a page. Pages that would say the same again are
    left, but for the run that the foot of some of them names.

    Raises:
        NoWarehouseError: nothing has been published yet.
    """
    folder = settings.home / "reports"
    for room in ROOMS:
        (folder / room).mkdir(parents=True, exist_ok=True)
    style = (resources.files("flows.reporting") / STYLESHEET).read_text(encoding="utf-8")
    replace(folder / STYLESHEET, style)
    home = settings.home
    with one_reader(), closing(reader(home)) as db, ThreadPoolExecutor() as asking:
        shared = pages.overview(db, folder, run_id, limit)
        # Asked at once: what one page wants is not waited for while another is written.
        stated = asking.submit(figures.stated, reader(home), folder, shared)
        index = asking.submit(pages.index, reader(home), shared, lambda: stated.result()[1])
        held = asking.submit(pages.held, reader(home))
        listed = asking.submit(series_pages.listed_series, reader(home))
        writer = Writer(folder, home / "templates", shared)
        of_all = {
            "held": held.result(),
            "series": series_pages.listed_content(listed.result()),
            "figures": stated.result()[0],
        }
        _write_kept(db, settings, writer, listed.result(), of_all)
        writer.write("index", "index.html", index.result())
    replace(folder / STAMP, (shared.run["run_id"] if shared.run else "") + "\n")
    return folder / "index.html"


def _write_kept(
    db: Any,
    settings: Settings,
    writer: Writer,
    listed: series_pages.Listed,
    of_all: dict[str, pages.Content],
) -> None:
    """The pages that say something else than before; those of documents and series that are no longer shown go."""
    folder, parts, shared = settings.home / "reports", settings.home / "parts", writer.shared
    standing = Standing(folder)
    rows = {pages.document_page(row["document_id"]): row for row in shared.documents}
    series = {series_pages.series_page(one.series_id): one for one in listed.series}
    marks = {name: standing.mark(*listed.mark(one, shared.paged)) for name, one in series.items()}
    for name, row in rows.items():
        mine = shared.marks[row["document_id"]]
        marks[name] = standing.mark(mine["mark"], str((parts / mine["part"]).is_dir()))
    for name, content in of_all.items():
        marks[name] = standing.mark(digest_of_content(pages.seen_by(content, shared)))
    files = {name: writer.files(name) for name in marks}
    stale = standing.stale({name: (mark, files[name]) for name, mark in marks.items()})
    standing.keep({name: mark for name, mark in marks.items() if name not in stale})
    for name in (name for name in rows if name in stale):
        row = rows[name]
        mine = shared.marks[row["document_id"]]
        # The page of a document is about the run that read it last: later runs leave it as it is.
        run = {"run": mine if mine["run_id"] else None}
        writer.write(name, "document.html", pages.document(db, settings.home, row) | run)
    wanted = {name: series[name] for name in sorted(series.keys() & stale)}
    points = series_pages.points_by_series(db, list(wanted.values()), listed.doubts)
    for name, one in wanted.items():
        # That of a series is about no run at all.
        said = {"row": one, "rows": points[one.series_id], "run": None}
        writer.write(name, "one_series.html", said)
    for name, content in of_all.items():
        if name in stale or not writer.write_foot(name):
            writer.write(name, f"{name}.html", content)
    kept = {page for of_name in files.values() for page in of_name}
    for room in ROOMS:
        for path in folder.joinpath(room).glob("*.html"):
            if path not in kept:
                path.unlink()
    standing.keep(marks)

"""A published warehouse in, static pages in two languages out: reports/index.html and what hangs on it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.reporting import drawings, pages, series_pages
from flows.reporting.display import opening, plain, short, tail, trimmed, visible
from flows.reporting.stamp import STAMP
from flows.reporting.standing import Standing
from flows.reporting.wording import LANGUAGES, Language, Wording
from warehouse.connection import reader
from warehouse.kept_reader import one_reader

if TYPE_CHECKING:
    from jinja2 import Environment, Template

    from flows.settings import Settings

STYLESHEET = "style.css"
#: Folders of pages that are written anew only where they would say something else.
ROOMS = ("documents", "series")


def write_report(settings: Settings, run_id: str | None, *, limit: int = pages.DOCUMENTS) -> Path:
    """Write the inspection report of a run (None: the last one), and say where it begins.

    Each page replaces its predecessor in one step; pages of documents that are no longer shown go last,
    so a reader who has the report open never meets half a page. Pages of documents that would say the
    same again are left.

    Raises:
        NoWarehouseError: nothing has been published yet.
    """
    folder = settings.home / "reports"
    for room in ROOMS:
        (folder / room).mkdir(parents=True, exist_ok=True)
    style = (resources.files("flows.reporting") / STYLESHEET).read_text(encoding="utf-8")
    _replace(folder / STYLESHEET, style)
    home = settings.home
    with one_reader(), closing(reader(home)) as db, ThreadPoolExecutor() as asking:
        shared = pages.overview(db, run_id, limit)
        # Asked at once: what one page wants is not waited for while another is written.
        index = asking.submit(pages.index, reader(home), shared)
        figures = asking.submit(pages.figures, reader(home))
        held = asking.submit(pages.held, reader(home))
        listed = asking.submit(series_pages.listed_series, reader(home))
        environment = _environment(home / "templates")

        def write(name: str, template: str, content: pages.Content) -> None:
            for language in LANGUAGES:
                text = _rendered(
                    environment.get_template(template), name, language, shared, content
                )
                _replace(folder / f"{name}{_suffix(language)}", text)

        _write_kept(db, settings, shared, listed.result(), write)
        write("held", "held.html", held.result())
        write("series", "series.html", series_pages.listed_content(listed.result()))
        write("index", "index.html", index.result())
        write("figures", "figures.html", figures.result())
    _replace(folder / STAMP, (shared.run["run_id"] if shared.run else "") + "\n")
    return folder / "index.html"


def _write_kept(
    db: Any,
    settings: Settings,
    shared: pages.Overview,
    listed: series_pages.Listed,
    write: Callable[[str, str, pages.Content], None],
) -> None:
    """The pages of documents and series that say something else than before; those of what is no longer shown go."""
    folder, parts = settings.home / "reports", settings.home / "parts"
    standing = Standing(folder)
    rows = {pages.document_page(row["document_id"]): row for row in shared.documents}
    told = {row["document_id"]: row for row in pages.marks(db, shared)}
    series = {series_pages.series_page(one.series_id): one for one in listed.series}
    marks = {name: standing.mark(*listed.mark(one, shared.paged)) for name, one in series.items()}
    for name, row in rows.items():
        mine = told[row["document_id"]]
        marks[name] = standing.mark(mine["mark"], str((parts / mine["part"]).is_dir()))
    files = {
        name: [folder / f"{name}{_suffix(language)}" for language in LANGUAGES] for name in marks
    }
    stale = standing.stale({name: (mark, files[name]) for name, mark in marks.items()})
    standing.keep({name: mark for name, mark in marks.items() if name not in stale})
    for name in (name for name in rows if name in stale):
        row = rows[name]
        mine = told[row["document_id"]]
        # The page of a document is about the run that read it last: later runs leave it as it is.
        run = {"run": mine if mine["run_id"] else None}
        write(name, "document.html", pages.document(db, settings.home, row) | run)
    wanted = {name: series[name] for name in sorted(series.keys() & stale)}
    points = series_pages.points_by_series(db, list(wanted.values()), listed.doubts)
    for name, one in wanted.items():
        # That of a series is about no run at all.
        said = {"row": one, "rows": points[one.series_id], "run": None}
        write(name, "one_series.html", said)
    kept = {page for of_name in files.values() for page in of_name}
    for room in ROOMS:
        for path in folder.joinpath(room).glob("*.html"):
            if path not in kept:
                path.unlink()
    standing.keep(marks)


def _rendered(
    template: Template,
    name: str,
    language: Language,
    shared: pages.Overview,
    content: pages.Content,
) -> str:
    say = Wording(language)
    suffix = _suffix(language)
    other = _suffix("en" if language == "zh" else "zh")
    said: dict[str, Any] = {}
    if name == "index":
        said["sentence"] = pages.sentence(shared.run, say) if shared.run else ""
        said["account"] = pages.account(shared, content, say)
        said["history_chart"] = (
            drawings.history_chart(content["history"], say) if content["history"] else ""
        )
    if name == "figures":
        said["subjects_chart"] = (
            drawings.subjects_chart(content, say) if content["subjects"] else ""
        )
        said["levels_chart"] = drawings.levels_chart(content, say) if content["levels"] else ""
    if name == "series":
        said |= series_pages.phrases(language)
    if name.startswith("series/"):
        said |= series_pages.in_words(content["row"], content["rows"], language)
    return template.render(
        say=say,
        totals=shared.totals,
        documents=shared.documents,
        paged=shared.paged,
        here=name,
        gap="" if language == "zh" else " ",
        root="../" * name.count("/"),
        other=name.rsplit("/", 1)[-1] + other,
        page_of=lambda page: page + suffix,
        document_page=lambda document_id: pages.document_page(document_id) + suffix,
        **({"run": shared.run} | content),
        **said,
    )


def _environment(compiled: Path) -> Environment:
    """Templates that escape every value: text of documents is hostile. Compiled ones are kept in a folder."""
    from jinja2 import Environment, FileSystemBytecodeCache, PackageLoader, StrictUndefined

    compiled.mkdir(parents=True, exist_ok=True)
    environment = Environment(
        loader=PackageLoader("flows.reporting"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=FileSystemBytecodeCache(str(compiled)),
    )
    environment.filters.update(
        short=short, tail=tail, visible=visible, trimmed=trimmed, opening=opening, plain=plain
    )
    return environment


def _suffix(language: Language) -> str:
    return ".html" if language == "en" else ".zh.html"


def _replace(path: Path, text: str) -> None:
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_text(text, encoding="utf-8", errors="replace")
    fresh.replace(path)

"""A published warehouse in, static pages in two languages out: reports/index.html and what hangs on it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.reporting import drawings, pages
from flows.reporting.display import opening, plain, short, tail, trimmed, visible
from flows.reporting.stamp import STAMP
from flows.reporting.wording import LANGUAGES, Language, Wording
from warehouse.connection import reader

if TYPE_CHECKING:
    from jinja2 import Environment, Template

    from flows.settings import Settings

STYLESHEET = "style.css"


def write_report(settings: Settings, run_id: str | None, *, limit: int = pages.DOCUMENTS) -> Path:
    """Write the inspection report of a run (None: the last one), and say where it begins.

    Each page replaces its predecessor in one step; pages of documents that are no longer shown go last,
    so a reader who has the report open never meets half a page.

    Raises:
        NoWarehouseError: nothing has been published yet.
    """
    folder = settings.home / "reports"
    (folder / "documents").mkdir(parents=True, exist_ok=True)
    style = (resources.files("flows.reporting") / STYLESHEET).read_text(encoding="utf-8")
    _replace(folder / STYLESHEET, style)
    written = set()
    with closing(reader(settings.home)) as db:
        shared = pages.overview(db, run_id, limit)
        environment = _environment()
        for name, template, content in _contents(db, settings.home, shared):
            for language in LANGUAGES:
                path = folder / f"{name}{_suffix(language)}"
                _replace(
                    path,
                    _rendered(environment.get_template(template), name, language, shared, content),
                )
                written.add(path)
    for path in folder.joinpath("documents").glob("*.html"):
        if path not in written:
            path.unlink()
    _replace(folder / STAMP, (shared.run["run_id"] if shared.run else "") + "\n")
    return folder / "index.html"


def _contents(
    db: Any, home: Path, shared: pages.Overview
) -> Iterator[tuple[str, str, pages.Content]]:
    """Name, template and content of every page; a document is read when its turn comes."""
    yield "index", "index.html", pages.index(db, shared)
    yield "figures", "figures.html", pages.figures(db)
    yield "held", "held.html", pages.held(db)
    for row in shared.documents:
        name = pages.document_page(row["document_id"])
        yield name, "document.html", pages.document(db, home, row)


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
    return template.render(
        say=say,
        run=shared.run,
        totals=shared.totals,
        documents=shared.documents,
        paged=shared.paged,
        here=name,
        gap="" if language == "zh" else " ",
        root="../" * name.count("/"),
        other=name.rsplit("/", 1)[-1] + other,
        page_of=lambda page: page + suffix,
        document_page=lambda document_id: pages.document_page(document_id) + suffix,
        **content,
        **said,
    )


def _environment() -> Environment:
    """Templates that escape every value: text of documents is hostile."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("flows.reporting"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
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

"""Contents of pages in, their files in both languages out; of a page that says the same only its foot is written anew."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from flows.reporting import drawings, pages, series_pages
from flows.reporting.display import opening, plain, short, tail, trimmed, visible
from flows.reporting.wording import LANGUAGES, Language, Wording

if TYPE_CHECKING:
    from jinja2 import Environment, FileSystemBytecodeCache, Template

#: Where the foot of a page begins: documents cannot write it, their text is escaped.
FOOT: Final = '<footer class="frame">'


class Writer:
    """Writes the pages of one report into its folder; each replaces its predecessor in one step."""

    def __init__(self, folder: Path, compiled: Path, shared: pages.Overview) -> None:
        self.folder = folder
        self.shared = shared
        self.environment = _environment()
        self.environment.bytecode_cache = _compiled_in(compiled)

    def write(self, name: str, template: str, content: pages.Content) -> None:
        """Write a page whole."""
        for language in LANGUAGES:
            text = _rendered(
                self.environment.get_template(template), name, language, self.shared, content
            )
            replace(self.file(name, language), text)

    def write_foot(self, name: str) -> bool:
        """Let a page that says what it would say now name the run it is from; False where it is damaged."""
        foot = self.environment.get_template("foot.html")
        for language in LANGUAGES:
            path = self.file(name, language)
            body, found, _ = path.read_text("utf-8", errors="replace").rpartition(FOOT)
            if not found:
                return False
            replace(path, body + foot.render(say=Wording(language), run=self.shared.run))
        return True

    def file(self, name: str, language: Language) -> Path:
        """Where a page stands."""
        return self.folder / f"{name}{_suffix(language)}"

    def files(self, name: str) -> list[Path]:
        """Where a page stands, in each language."""
        return [self.file(name, language) for language in LANGUAGES]


def _suffix(language: Language) -> str:
    """How the names of pages of a language end."""
    return ".html" if language == "en" else ".zh.html"


def replace(path: Path, text: str) -> None:
    """Put a page in the place of its predecessor: a reader never meets half of it."""
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_text(text, encoding="utf-8", errors="replace")
    fresh.replace(path)


def _rendered(
    template: Template,
    name: str,
    language: Language,
    shared: pages.Overview,
    content: pages.Content,
) -> str:
    """A page in a language."""
    say = Wording(language)
    ending = _suffix(language)
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
        page_of=lambda page: page + ending,
        document_page=lambda document_id: pages.document_page(document_id) + ending,
        **({"run": shared.run} | content),
        **said,
    )


def _compiled_in(folder: Path) -> FileSystemBytecodeCache:
    """Compiled templates are kept in a folder, for the next process."""
    from jinja2 import FileSystemBytecodeCache

    folder.mkdir(parents=True, exist_ok=True)
    return FileSystemBytecodeCache(str(folder))


@cache
def _environment() -> Environment:
    """Templates that escape every value: text of documents is hostile. A process compiles each once."""
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

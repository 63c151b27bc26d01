"""A file's name in, what the file is written in out."""

from __future__ import annotations

from typing import Final

#: Files that are written in a markup, by their names.
MARKDOWN: Final = frozenset({".md", ".markdown", ".mdx", ".mkd", ".qmd", ".rmd"})
HTML: Final = frozenset({".htm", ".html", ".xhtml"})
#: Texts whose every line is meant, though it be said twice or break a sentence: subtitles, songs, sources of manuals.
LINES: Final = frozenset(
    {".adoc", ".ass", ".lrc", ".org", ".rst", ".sbv", ".srt", ".ssa", ".tex", ".vtt"}
)
#: Programs, settings and data by their names: no prose, and what is mended in one may break it.
PROGRAMS: Final = frozenset(
    [
        ".bash",
        ".bat",
        ".c",
        ".cc",
        ".cfg",
        ".cpp",
        ".cs",
        ".css",
        ".csv",
        ".go",
        ".h",
        ".hpp",
        ".ini",
        ".ipynb",
        ".java",
        ".js",
        ".json",
        ".jsx",
        ".kt",
        ".less",
        ".lock",
        ".lua",
        ".mjs",
        ".php",
        ".pl",
        ".ps1",
        ".py",
        ".pyi",
        ".r",
        ".rb",
        ".rs",
        ".sarif",
        ".scss",
        ".sh",
        ".sql",
        ".svg",
        ".swift",
        ".toml",
        ".ts",
        ".tsv",
        ".tsx",
        ".vue",
        ".yaml",
        ".yml",
    ]
)


#: Files of a repository whose every line is meant, rights and thanks too.
NOTICES: Final = frozenset(
    [
        "authors",
        "changelog",
        "changes",
        "contributing",
        "contributors",
        "copying",
        "copyright",
        "credits",
        "history",
        "install",
        "licence",
        "license",
        "maintainers",
        "news",
        "notice",
        "readme",
        "thanks",
        "todo",
    ]
)
#: Those of them that are so with .txt behind too: news.txt may be a page that was saved.
WITH_TXT: Final = frozenset(
    [
        "authors",
        "changelog",
        "contributors",
        "copying",
        "copyright",
        "licence",
        "license",
        "notice",
        "readme",
    ]
)
#: Settings that bear the ending of a text.
SETTINGS: Final = frozenset(
    {"cmakelists.txt", "constraints.txt", "requirements.txt", "robots.txt", "meson_options.txt"}
)


def form_of(name: str) -> str:
    """What a file of this name is written in, as `Selection.written_in` has it.

    >>> form_of("a.MD"), form_of("a.htm"), form_of("a.srt"), form_of("a.csv"), form_of("a.txt")
    ('markdown', 'html', 'lines', 'program', '')
    >>> form_of("LICENSE"), form_of("NOTICE.txt"), form_of("requirements.txt")
    ('lines', 'lines', 'program')
    """
    name = name.lower()
    stem, dot, ending = name.rpartition(".")
    if name in SETTINGS or (
        ending == "txt" and stem.startswith(("requirements-", "requirements_"))
    ):
        return "program"
    if name in NOTICES or (ending == "txt" and stem in WITH_TXT):
        return "lines"
    forms = {"markdown": MARKDOWN, "html": HTML, "lines": LINES, "program": PROGRAMS}
    return next((form for form, endings in forms.items() if dot + ending in endings), "")

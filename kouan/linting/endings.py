"""The ending of a file's name in, what the file is written in out."""

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


def form_of(ending: str) -> str:
    """What a file with this ending is written in, as `Selection.written_in` has it.

    >>> form_of(".MD"), form_of(".htm"), form_of(".srt"), form_of(".csv"), form_of(".txt")
    ('markdown', 'html', 'lines', 'program', '')
    """
    ending = ending.lower()
    forms = {"markdown": MARKDOWN, "html": HTML, "lines": LINES, "program": PROGRAMS}
    return next((form for form, endings in forms.items() if ending in endings), "")

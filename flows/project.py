"""An empty folder in, a kouan project out: settings with comments, sources, and room for one's own words and rules."""

from __future__ import annotations

from pathlib import Path

from flows.location import SettingsError

SETTINGS = """\
# Settings of this kouan project. Every key can also be given as a variable: KOUAN_INPUTS, KOUAN_MAX_SIZE, ...
# A key that kouan does not know is refused, so a typing error does not pass unseen.

# Files, folders and globs that `kouan run` reads when none is named; relative to this folder.
inputs = ["inbox"]

# Working data (warehouse, reports); may lie on a larger disk.
# home = ".kouan"

# Where `kouan backup` writes; name a folder on another disk.
# backups = "/mnt/backups/kouan"

# A larger document is refused.
max_size = "32 MB"

# Archives are opened for what is in them, within limits: bytes of one file unpacked, how many times a member may
# grow, members of one file, archives in archives. Beyond them the rest is not read, and a finding says so.
# max_unpacked = "16 GB"
# max_ratio = 200
# max_members = 2000000
# max_depth = 3

# What is known of inputs besides their bytes: a file with the columns path, url, crawled_at, source (CSV or JSON
# Lines), or what their paths say. A page with a known address keeps its name whatever file brings it.
# manifest = "manifest.csv"
# path_pattern = "{source}/{crawled:%Y-%m-%d}/{name}"

# JSON Lines: the field that holds the text; the other fields are named in a table of their own.
# text_field = "content"

# Documents between two publications: what is published stays so, whatever comes later.
publish_every = 20000

# What readers are given in .kouan/current.duckdb: facts (no text but sentences and titles), text, or full
# (the single edits of cleaning too).
snapshot = "text"

# keep: the bytes of every document are kept beside the warehouse. reference: only their digest and place;
# a file that changes or goes can then no longer be shown, but its bytes still follow from text and edits.
raw = "keep"

# auto: in this process up to 20 MB of new text, a pool of processes beyond. Or: threads, processes.
engine = "auto"

# Share of held documents, and of held facts, that a source may have; sources.csv can say otherwise for one.
# It is judged from so many documents on.
budget = 0.10
budget_minimum = 20

# A line that frames the articles of a source is proposed as a template from so many different stories on.
template_minimum = 10

# The schedule of `kouan serve`: an interval (30s, 15m, 2h) or a cron line, and the folder it watches.
every = "15m"
# cron = "0 6 * * *"
inbox = "inbox"
port = 4200

# A folder of labelled documents; runs are scored against it and the report shows the scores.
# gold = "gold"

# Fields of JSON Lines, by what they hold; of several names the first that a line has.
# [fields]
# title = ["title", "headline"]
# published = "time"

# What `kouan check` looks for: rules and kinds by name (`kouan check --list-rules`).
# [check]
# select = []
# ignore = ["script"]
# per-file-ignores = { "quotations/**" = ["width"] }
# exclude = ["raw"]
"""

SOURCES = """\
# The first pattern that fits a path or a host is its source: write your rows above the row for the rest.
pattern,publisher,tier,licence,retention,budget
*,,copier,,,0.10
"""

IGNORED = ".kouan/\n__pycache__/\n"

README = """\
# A kouan project

    kouan run        read what lies in inbox/, publish what passes, write the report
    kouan query      the questions that can be asked of it
    kouan serve      the same on a schedule

Put text or HTML files into `inbox/`. What lies in the other folders is laid over what kouan ships; each says how in one line.
"""

#: One line a folder, on what belongs there.
FOLDERS = {
    "lexicons": "CSV files named as the shipped ones (gazetteer.csv, counter.csv, unit.csv, ...): "
    "header, one word a row, last column a sentence that the row must explain.",
    "phrases": "Boilerplate as TOML: each phrase with kind, pattern, where it was seen, and an example.",
    "templates": "Page templates that kouan proposed and a person approved.",
    "rules": 'Cleaning rules in Python, one a file: @rule("name", examples={...}, keeps=[...], after="gloss").',
    "suites": "Expectations in Python, one tuple a table, named as the table in capitals.",
    "queries": "Saved questions in SQL, with -- title:, -- question: and -- parameters: in the head.",
    "corrections": "Corrections by hand as CSV: what was seen, what is right, why, by whom.",
    "reviews": "Judgments of drawn samples.",
    "models": "Character models built from this project's own released text.",
}


class ProjectExistsError(SettingsError):
    """The folder holds something already."""


def make_project(folder: Path) -> list[Path]:
    """Make a project in a folder that is empty or not there yet; the paths that were made.

    Raises:
        ProjectExistsError: the folder is not empty, or it is a file.
    """
    folder = folder.expanduser()
    if folder.exists():
        if not folder.is_dir():
            raise ProjectExistsError(f"{folder}: is a file; name a folder")
        found = sorted(entry.name for entry in folder.iterdir() if entry.name != ".git")
        if "kouan.toml" in found:
            raise ProjectExistsError(
                f"{folder}: is a kouan project already (kouan.toml); nothing was changed"
            )
        if found:
            raise ProjectExistsError(
                f"{folder}: is not empty (it holds {found[0]}); name a new folder, or write a kouan.toml into this one"
            )
    made = []
    for name, text in (
        ("kouan.toml", SETTINGS),
        ("sources.csv", SOURCES),
        (".gitignore", IGNORED),
        ("README.md", README),
        # A visible file would be taken for a document.
        ("inbox/.gitkeep", "Files to be read go here.\n"),
        *((f"{name}/README.md", f"{line}\n") for name, line in FOLDERS.items()),
    ):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        made.append(path)
    return made

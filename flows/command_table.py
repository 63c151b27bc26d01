"""The name of a command in; what it does, the function that does it, and what its exit codes mean out."""

from __future__ import annotations

#: Command, module, and what it does; in the order in which somebody new needs them.
COMMANDS = (
    ("run", "Run the main flow: ingest, process, audit, publish, report."),
    ("init", "Make a project folder: settings, sources, and room for your own words and rules."),
    (
        "serve",
        "Keep the main flow running on a schedule over an inbox folder, with Prefect's page beside it.",
    ),
    ("status", "Show the last run, what is published, what waits, and the space it takes."),
    ("report", "Write the report pages again and print where they are."),
    ("query", "List the saved questions, or answer one."),
    ("sql", "Ask the warehouse in SQL, read-only."),
    ("search", "Search the text of the articles, in either script."),
    ("articles", "List the articles that name somebody or something, with the sentence that does."),
    (
        "series",
        "Show what was stated of a subject and an indicator, by period, with what speaks against it.",
    ),
    ("why", "Lead a row back to its sentence, its bytes, and the rules that touched it."),
    ("cite", "Cite a figure or an article: in words, as BibTeX or after GB/T 7714."),
    (
        "release",
        "Freeze figures under a name; list releases, and compare one with what holds now or with a later one.",
    ),
    (
        "codebook",
        "Write what a reader has to know of chosen series: definitions, sources, gaps, flags, citations.",
    ),
    ("versions", "List the versions of an article, why each came, and what it changed."),
    ("diff", "Show what a change of rules or words would do, or what has changed since a run."),
    ("quarantine", "Show what was not published and why; replay, waive or discard it."),
    (
        "correct",
        "Correct a figure, mention or post by hand, or add one; list corrections with what each does.",
    ),
    (
        "templates",
        "Show lines that recur on the pages of a source; approve or reject taking them out.",
    ),
    (
        "indicators",
        "List what figures count, by its names; propose rows for what nothing names yet.",
    ),
    (
        "review",
        "Draw rows to be judged, keep the verdicts, and say how often rows are right.",
    ),
    ("check", "Find faults in Chinese text: file:line:column, rule, message."),
    ("clean", "Write the clean text of files."),
    (
        "annotate",
        "Write what kouan reads in each file as JSON, in the format of the labelled documents.",
    ),
    ("score", "Measure kouan against labelled documents."),
    (
        "model",
        "Show the character model that judges readings, or build one from your own released articles.",
    ),
    (
        "export",
        "Write all tables as Parquet, CSV or JSON Lines, with a manifest that describes them.",
    ),
    (
        "import",
        "Load what kouan export wrote into an empty warehouse; the tables come out identical.",
    ),
    ("backup", "Write a backup of the warehouse that is verified; runs go on meanwhile."),
    ("restore", "Put the warehouse of a backup in place, whole or not at all."),
    (
        "compact",
        "Write the database anew without the space of deleted rows, and merge small parts.",
    ),
    ("prune", "Say what is old enough to go, and with --yes remove it on the record."),
    ("doctor", "Look at versions, folders and settings, and say what is amiss."),
    ("bench", "Measure how fast cleaning is, beside a plain way and beside other tools."),
)

#: What each exit code means; a command that is not named here keeps to the rest.
EXIT_CODES = {
    "run": (
        "published, or nothing to do",
        "a source is over its budget, or an input failed that did not wait already, or is missing; the rest is published",
        "nothing could start, or every input named is missing",
    ),
    "report": ("written", "-", "nothing is published yet, or it cannot be written"),
    "status": ("shown", "nothing is published yet", "the warehouse or a setting cannot be used"),
    "query": ("rows", "no rows", "there is no such question, or it cannot be answered"),
    "sql": (
        "rows",
        "no rows, or the statement is refused because it is no question",
        "the statement fails, or there is no warehouse yet",
    ),
    "search": (
        "found",
        "no article holds it",
        "there is nothing to look for, a day cannot be read, or there is no warehouse yet",
    ),
    "articles": (
        "found",
        "nothing bears the name, or no article of these days names it",
        "a day cannot be read, or there is no warehouse yet",
    ),
    "series": (
        "shown",
        "no subject or indicator is named so, or no series fits",
        "a day or an option cannot be used, or there is no warehouse yet",
    ),
    "why": ("found", "no row has this id", "this is no id, or there is no warehouse yet"),
    "cite": (
        "cited",
        "one of the ids names nothing, or the release does not hold it; the others are cited",
        "one is no id or cannot be cited, there is no such release, or there is no warehouse yet",
    ),
    "release": (
        "done, whatever a comparison finds",
        "none was made, no figure fits, the name is taken, or a release is damaged",
        "there is no such release, an option cannot be used, or there is no warehouse yet",
    ),
    "codebook": (
        "written",
        "nothing is observed under a name",
        "nothing is named, there is no such release, the file cannot be written, or there is no warehouse yet",
    ),
    "versions": (
        "shown",
        "there is no such article, or no version before this one",
        "a version or an option cannot be used, or there is no warehouse yet",
    ),
    "diff": (
        "something would change, or has changed",
        "nothing would change",
        "there is no such run, no warehouse yet, or the options do not fit",
    ),
    "quarantine": (
        "done",
        "nothing waits or fits, or it is refused",
        "a row, a condition or an option cannot be used, or there is no warehouse yet",
    ),
    "correct": (
        "written, or listed",
        "refused, because no such row stands there, it says so already or something else is said of it; or nothing is listed",
        "an id, an option or a file of corrections cannot be used, or there is no warehouse yet",
    ),
    "templates": (
        "done",
        "nothing is proposed or fits",
        "a template or an option cannot be used, or there is no warehouse yet",
    ),
    "indicators": (
        "shown",
        "there is nothing to propose",
        "an option cannot be used, or there is no warehouse to propose from",
    ),
    "review": (
        "done",
        "there is nothing to draw or to report, or a sheet is refused",
        "an option or a file of reviews/ cannot be used, or there is no warehouse yet",
    ),
    "check": (
        "no fault, or --exit-zero",
        "faults (with --fix: they were there, and are mended; with --diff: something would change)",
        "a file could not be read or mended, or a name or setting is wrong",
    ),
    "clean": ("written", "a file holds no text", "a file could not be read"),
    "annotate": (
        "written",
        "a file could not be read or holds no text; the others are written",
        "no input is named, or a folder cannot be used",
    ),
    "score": (
        "measured",
        "no labelled document was predicted, or there is no correction",
        "a folder or an option cannot be used",
    ),
    "model": (
        "shown or built",
        "too little text is released to build one",
        "nothing is published yet",
    ),
    "export": ("written", "-", "there is no warehouse yet, or the folder cannot be used"),
    "import": (
        "loaded, identical to what was exported",
        "refused: there are rows already, or the export is damaged, foreign, partial or of a newer kouan",
        "the folder cannot be used",
    ),
    "backup": (
        "written and verified",
        "written, but parts that rows name are missing",
        "there is no warehouse yet, or the target cannot be used",
    ),
    "restore": (
        "restored, or the backup is whole",
        "refused: there is a warehouse already, or the backup is damaged, foreign or of a newer kouan",
        "no backup is named, or the target cannot be used",
    ),
    "compact": ("done", "-", "there is no warehouse yet, or no room for a second copy"),
    "prune": (
        "shown, or removed",
        "there is nothing to remove",
        "there is no warehouse yet, or a retention in sources.csv cannot be understood",
    ),
    "doctor": ("all will work", "something will not work", "-"),
    "bench": ("measured", "-", "an option cannot be used, or a peer cannot be run"),
    "init": ("made", "-", "the folder is not empty"),
    "serve": ("ended by you", "-", "it could not start, or ended by itself"),
}
#: A command whose name is a word of Python has its function under another one.
FUNCTIONS = {"import": "importing:load"}


def exit_codes(name: str) -> str:
    """The exit codes of a command, as its help says them."""
    said = (f"{code}: {what}" for code, what in enumerate(EXIT_CODES[name]) if what != "-")
    return f"Exit code {'; '.join(said)}."

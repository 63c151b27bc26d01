"""Rules, checks, questions, commands, settings and tables in, their pages in docs/ out: `python -m flows.documentation [--check]`.

A page is written from what it describes, so it cannot say anything else; `--check` tells when one is out of date.
"""

from __future__ import annotations

import inspect
import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, is_dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kouan.linting.catalogue import Entry

HEADER = re.compile(r"^-- (?:title|question|parameters):.*\n", re.MULTILINE)
DOCS = Path(__file__).parents[1] / "docs"
FIELD = re.compile(r"((?:    #: .*\n)+)    (\w+): ([^=\n]+?)(?: = (.+))?\n")


def rules_page() -> str:
    """docs/rules.md: the catalogue of findings, in the order the rules run, with examples and look-alikes."""
    from kouan.gathering import gather
    from kouan.linting.catalogue import catalogue
    from kouan.linting.wording import REFUSALS

    entries = list(catalogue(gather()))
    lines = [
        "# The cleaning rules",
        "",
        "What `kouan check` finds and cleaning mends, in the order in which it is looked for. Rules run in rounds until one",
        "changes nothing, so clean text is left as it is. Each name stands in `edit_summary.rule`, `removed.rule` and",
        "`suspicion.rule`, and is what `--select` and `--ignore` take, as are the kinds ([the linter](linter.md)).",
        "",
        "*mends*: the text is changed, and the ledger leads back. *marks*: the place is said, the text stays. The level is",
        "that of what is mended; what a rule only suspects is a note, or a warning where characters are wrong for sure.",
        "Confidence is that of the edits in the examples, from the least to the greatest.",
        "",
        "| rule | what it finds | does | level |",
        "|---|---|---|---|",
        *(
            f"| [{entry.name}](#{entry.name}) | {_cell(entry.fault)} | {_deed(entry)} | {entry.severity} |"
            for entry in entries
        ),
        "",
        "A document that cannot be read as an article is refused, whatever is selected:",
        "",
        "| refusal | what it means |",
        "|---|---|",
        *(f"| {name} | {_cell(meaning)} |" for name, meaning in REFUSALS.items()),
    ]
    for entry in entries:
        lines += ["", f"## {entry.name}", "", _prose(entry.fault), "", _prose(entry.remedy), ""]
        lines += _facts(entry)
        if entry.examples:
            lines += ["", "| text | becomes |", "|---|---|"]
            lines += [
                f"| {_code(text)} | {_code(clean)} |" for text, clean in entry.examples.items()
            ]
        if entry.keeps:
            lines += ["", "Stays as it is: " + " · ".join(_code(text) for text in entry.keeps)]
    return _joined(lines)


def _facts(entry: Entry) -> Iterator[str]:
    """What else there is to know of a finding, a line each."""
    yield f"- does: {_deed(entry)}; level: {entry.severity}"
    if entry.kinds:
        yield f"- kind: {', '.join(f'`{kind}`' for kind in entry.kinds)}"
    if entry.confidence:
        least, most = entry.confidence
        yield f"- confidence: {least:.2f}" + (f" to {most:.2f}" if most > least else "")
    if entry.rule:
        after = ", ".join(f"[{name}](#{name})" for name in entry.after)
        yield f"- looks after: {after or 'decoding'}"
    yield f'- to ignore it: `--ignore {entry.name}`, or `ignore = ["{entry.name}"]` under `[check]`'


def _deed(entry: Entry) -> str:
    """Whether a finding is mended, marked, or one or the other by how sure it is."""
    if entry.changes and entry.marks:
        return "mends where it is sure, else marks"
    return "mends" if entry.changes else "marks"


def checks_page() -> str:
    """docs/checks.md: what the audit asks of each table."""
    from expectations.project import shipped_suites
    from expectations.validation import checks_of

    lines = [
        "# The checks of the audit",
        "",
        "Run on the rows of a run before they are published. *critical* holds the row (a fact alone), *warning*",
        "publishes and shows it, *info* counts. Besides, every row must be one that its table would take",
        "([dictionary](dictionary.md)). A project adds its own in `suites/` ([how](../CONTRIBUTING.md#an-expectation)).",
    ]
    for suite in shipped_suites():
        lines += ["", f"## {suite.table}", "", "| check | severity | why |", "|---|---|---|"]
        for check in checks_of([suite]):
            condition = getattr(check.expectation, "row_condition", None)
            where = f" where {condition!r}" if condition else ""
            lines.append(
                f"| {_code(check.name + where)} | {check.severity} | {_cell(check.notes)} |"
            )
    return _joined(lines)


def queries_page() -> str:
    """docs/queries.md: the query book."""
    from warehouse.asking.query import saved_queries

    lines = [
        "# The query book",
        "",
        "`kouan query NAME` answers one of these; `--param NAME=VALUE` sets a parameter. A project adds its own in",
        "`queries/` ([how](../CONTRIBUTING.md#a-saved-question)).",
    ]
    for query in saved_queries().values():
        lines += ["", f"## {query.name}", "", f"{_prose(query.title)}. {_prose(query.question)}"]
        if query.parameters:
            said = (f"`{name}` (default `{default}`)" for name, default in query.parameters.items())
            lines += ["", f"Parameters: {', '.join(said)}."]
        lines += ["", "```sql", HEADER.sub("", query.sql).strip(), "```"]
    return _joined(lines)


def settings_page() -> str:
    """docs/settings.md: every key of kouan.toml."""
    from flows.settings import Settings

    lines = [
        "# Settings",
        "",
        "Keys of `kouan.toml` (or of `[tool.kouan]` in `pyproject.toml`). A variable `KOUAN_` and the key in capitals",
        "wins over the file, an option of the command over both.",
        "",
        "| key | default | what it is |",
        "|---|---|---|",
    ]
    said = {
        name: " ".join(re.findall(r"#: (.*)", words))
        for words, name, _, _ in FIELD.findall(inspect.getsource(Settings))
    }
    for name, field in Settings.model_fields.items():
        if name == "check":
            lines.append(f"| `check` | [below](#check) | {_cell(said[name])} |")
        elif name != "project":
            default = json.dumps(field.default, default=_told, ensure_ascii=False)
            lines.append(f"| `{name}` | `{default}` | {_cell(said.get(name, ''))} |")
    return _joined([*lines, *_choice_lines()])


def _told(default: object) -> object:
    """A default that JSON has no word for: a table by its keys, a path by its name."""
    if is_dataclass(default) and not isinstance(default, type):
        return asdict(default)
    return str(default)


def _choice_lines() -> Iterator[str]:
    """The table [check]."""
    from flows.choice import KEYS, Choice

    yield from (
        "",
        "## check",
        "",
        "Keys of `[check]` in `kouan.toml` (or of `[tool.kouan.check]` in `pyproject.toml`); `--select` and `--ignore` replace",
        "the key of their name. Patterns begin at the folder of the file; one without a slash fits a name in any folder.",
        "",
        "| key | default | what it is |",
        "|---|---|---|",
    )
    said = {name: words for words, name, _, _ in FIELD.findall(inspect.getsource(Choice))}
    for key in KEYS:
        words = " ".join(re.findall(r"#: (.*)", said[key.replace("-", "_")]))
        default = "{}" if key == "per-file-ignores" else "[]"
        yield f"| `{key}` | `{default}` | {_cell(words)} |"


def commands_page() -> str:
    """docs/commands.md: every command with its options, as `kouan NAME --help` prints them."""
    from io import StringIO

    from rich.console import Console

    from flows.cli import app
    from flows.command_table import COMMANDS, EXIT_CODES

    lines = ["# The command", "", "| command | what it does |", "|---|---|"]
    lines += [
        f"| [`kouan {name}`](#kouan-{name}) | {_cell(summary)} |" for name, summary in COMMANDS
    ]
    lines += [
        "",
        "## Exit codes",
        "",
        "| command | 0 | 1 | 2 |",
        "|---|---|---|---|",
        *(
            f"| `kouan {name}` | {' | '.join(map(_cell, EXIT_CODES[name]))} |"
            for name, _ in COMMANDS
        ),
        "",
        "Every command gives 2 for an option it does not know, for settings that cannot be used and for an error of its",
        "own, and 130 when it is ended by Ctrl-C.",
    ]
    for name, _ in COMMANDS:
        stream = StringIO()
        app.help_print([name], console=Console(file=stream, width=100, color_system=None))
        said = "\n".join(line.rstrip() for line in stream.getvalue().strip("\n").splitlines())
        lines += ["", f"## kouan {name}", "", "```text", said, "```"]
    return _joined(lines)


def dictionary_page() -> str:
    """docs/dictionary.md: every table and column."""
    page: str = import_module("warehouse.dictionary").dictionary()
    return page


PAGES: dict[str, Callable[[], str]] = {
    "rules.md": rules_page,
    "checks.md": checks_page,
    "queries.md": queries_page,
    "commands.md": commands_page,
    "settings.md": settings_page,
    "dictionary.md": dictionary_page,
}


def outdated() -> Iterator[str]:
    """Names of the generated pages that differ from what they describe."""
    for name, page in PAGES.items():
        path = DOCS / name
        if not path.is_file() or path.read_text("utf-8") != page():
            yield name


def main(arguments: Sequence[str] | None = None) -> int:
    """Write all pages, or with --check only say which are out of date (exit code 1)."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if "--check" in arguments:
        names = list(outdated())
        for name in names:
            print(f"docs/{name} is out of date; run make docs", file=sys.stderr)
        return 1 if names else 0
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), "utf-8")
        print(f"docs/{name}")
    return 0


def _cell(text: str) -> str:
    return _prose(text.partition("\n\n")[0]).replace("\n", " ").replace("|", "\\|")


def _prose(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _code(text: str) -> str:
    """A text as code in a table cell: line breaks and invisible characters made visible, no bar."""
    seen = "".join(
        character if character.isprintable() else f"⟨U+{ord(character):04X}⟩"
        for character in text.replace("\n", "⏎")
    )
    fence = "``" if "`" in seen else "`"
    return f"{fence}{seen}{fence}".replace("|", "\\|")


def _joined(lines: Sequence[str]) -> str:
    return "\n".join(line.rstrip() for line in "\n".join(lines).splitlines()) + "\n"


if __name__ == "__main__":
    sys.exit(main())

"""Lines typed at `kouan sql` in, answers out, until the input ends: statements, and commands that begin with a dot."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from flows.location import SettingsError
from flows.terminal.asking import Format, form_of, give, parameters_of
from flows.terminal.line_editing import line_editing
from flows.terminal.printing import print_rows, say, shown, tell
from warehouse.asking.answer import Answer, Limits, QueryError
from warehouse.asking.query import asked_query, saved_queries
from warehouse.asking.sandbox import Sandbox
from warehouse.catalog import tables

if TYPE_CHECKING:
    from flows.settings import Settings

WELCOME: Final = "One statement, ended by a semicolon; .help says what else there is. Ctrl-D ends."

HELP: Final = (
    (".tables", "the tables and views, and what a row of each is"),
    (".schema TABLE", "its columns with their types and what they mean"),
    (".queries", "the saved questions with their parameters"),
    (".run NAME k=v …", "the answer to one of them"),
    (".format NAME", "how answers are shown: table, csv or json"),
    (".help", "this"),
    (".quit", "the end, as Ctrl-D; Ctrl-C gives up what is typed, or the question that runs"),
)


def prompt(settings: Settings, limits: Limits, form: Format) -> int:
    """Ask until the input ends; a mistake, a refusal or an interrupt ends one question, not the prompt.

    Raises:
        NoWarehouseError: there is nothing to ask yet.
    """
    with Sandbox(settings.home, limits) as sandbox:
        sandbox.ask("SELECT 1")
        asking = Prompt(settings, sandbox, form)
        tell(WELCOME)
        with line_editing(settings.home, asking.words):
            while not asking.is_over:
                asking.read()
    return 0


class Prompt:
    """The state between two lines: what is typed of a statement, how answers are shown, whether it is over."""

    def __init__(self, settings: Settings, sandbox: Sandbox, form: Format) -> None:
        self.is_over = False
        self._queries = settings.project / "queries"
        self._sandbox = sandbox
        self._form = form
        self._lines: list[str] = []
        self._commands: dict[str, Callable[[str], None]] = {
            ".tables": self._show_tables,
            ".schema": self._show_schema,
            ".queries": self._show_queries,
            ".run": self._run,
            ".format": self._choose,
            ".help": self._help,
            ".quit": self._end,
            ".exit": self._end,
        }

    def read(self) -> None:
        """Read one line, and do what it says where it ends a statement or is a command."""
        try:
            line = input("  ...> " if self._lines else "kouan> ")
        except EOFError:
            tell("")
            self.is_over = True
            return
        except KeyboardInterrupt:
            tell("")
            self._lines = []
            return
        try:
            self._take(line)
        except (QueryError, SettingsError) as error:
            tell(shown(error).replace("␊", "\n"))
        except KeyboardInterrupt:
            tell("given up; the next question starts anew")

    def words(self, before: str, table: str) -> list[str]:
        """What may stand behind the part of a line before the word that is typed, or behind a table and its dot."""
        if table:
            return [column.name for column in tables()[table].columns] if table in tables() else []
        known = before.split()
        if known[:1] == [".schema"]:
            return list(tables())
        if known[:1] == [".format"]:
            return ["table", "csv", "json"]
        if known[:1] == [".run"]:
            book = saved_queries(self._queries)
            if len(known) == 1:
                return list(book)
            return [f"{name}=" for name in book[known[1]].parameters] if known[1] in book else []
        if not known and not self._lines:
            return [*self._commands, "SELECT", "FROM", "WITH", "DESCRIBE", "SUMMARIZE", "EXPLAIN"]
        columns = {column.name for table in tables().values() for column in table.columns}
        return [*tables(), *sorted(columns), *KEYWORDS]

    def _take(self, line: str) -> None:
        typed = line.strip()
        if not self._lines and typed.startswith("."):
            name, _, rest = typed.partition(" ")
            if name not in self._commands:
                raise SettingsError(f"{name}: there is no such command; .help lists them")
            self._commands[name](rest.strip())
            return
        if typed or self._lines:
            self._lines.append(line)
        if typed.endswith(";"):
            statement, self._lines = "\n".join(self._lines), []
            self._give(self._sandbox.ask(statement))

    def _give(self, answer: Answer) -> None:
        if not answer.rows:
            tell("no rows")
        else:
            give(answer, self._form)

    def _show_tables(self, _rest: str) -> None:
        print_rows(
            {"table": table.name, "what a row is": table.comment} for table in tables().values()
        )

    def _show_schema(self, rest: str) -> None:
        if rest not in tables():
            raise SettingsError(f".schema {rest}: there is no such table; .tables lists them")
        table = tables()[rest]
        say(table.comment)
        key = ", ".join(table.key)
        if key:
            say(f"key: {key}")
        print_rows(
            {"column": column.name, "type": column.type, "what it is": column.comment}
            for column in table.columns
        )

    def _show_queries(self, _rest: str) -> None:
        print_rows(
            {
                "name": query.name,
                "question": query.question,
                "parameters": " ".join(
                    f"{name}={value}" for name, value in query.parameters.items()
                ),
            }
            for query in saved_queries(self._queries).values()
        )

    def _run(self, rest: str) -> None:
        name, *given = rest.split() or [""]
        query, parameters = asked_query(name, parameters_of(given), self._queries)
        self._give(self._sandbox.ask(query.sql, parameters, query.file))

    def _choose(self, rest: str) -> None:
        chosen = form_of(rest or "table", json=False, out=None)
        if chosen == "parquet":
            raise SettingsError('parquet needs a file: kouan sql "…" --out NAME.parquet')
        self._form = chosen

    def _help(self, _rest: str) -> None:
        print_rows({"command": name, "shows": what} for name, what in HELP)

    def _end(self, _rest: str) -> None:
        self.is_over = True


#: Words of SQL that are worth completing.
KEYWORDS: Final = [
    "SELECT",
    "FROM",
    "WHERE",
    "GROUP",
    "BY",
    "ORDER",
    "LIMIT",
    "JOIN",
    "INNER",
    "LEFT",
    "USING",
    "ON",
    "AS",
    "AND",
    "OR",
    "NOT",
    "IN",
    "LIKE",
    "BETWEEN",
    "IS",
    "NULL",
    "HAVING",
    "DISTINCT",
    "WITH",
    "UNION",
    "ALL",
    "CASE",
    "WHEN",
    "THEN",
    "ELSE",
    "END",
    "DESC",
    "ASC",
    "NULLS",
    "LAST",
    "OVER",
    "PARTITION",
    "count",
    "sum",
    "avg",
    "min",
    "max",
    "list",
    "coalesce",
    "search",
]

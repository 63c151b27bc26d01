"""The command line in, an exit code out: `kouan` with its commands, each in a module that is imported when it is called.

The parser is cyclopts: it comes with Prefect, reads typed signatures, and names a command's module
without importing it, so that `kouan --help` stays at the price of its own import.
"""

from __future__ import annotations

import errno
import gc
import os
import sys
from collections.abc import Sequence

from cyclopts import App, CycloptsError, Parameter

import kouan
from flows.command_table import COMMANDS, FUNCTIONS, exit_codes
from flows.leaving import flush, leave, silence

#: Commands that read stdin where a file is named so.
STDIN, STDIN_COMMANDS = "-", ("check", "clean")

#: Objects made before Python looks for rings of dead ones: 700 let it look at every word of the lexicons four times.
COLLECTED_FROM = 200_000

#: Packages whose exceptions are messages to the user.
OURS = ("flows", "kouan", "warehouse", "expectations")

DEBUGGING = "KOUAN_DEBUG=1 or --debug shows where an error comes from."

app = App(
    name="kouan",
    help="口岸: a port of entry for Chinese text. Documents are decoded, inspected, repaired on the record, audited, "
    "and released into a DuckDB warehouse.",
    version=kouan.__version__,
    default_parameter=Parameter(negative=()),
    help_epilogue=DEBUGGING,
)

for name, summary in COMMANDS:
    app.command(
        f"flows.commands.{FUNCTIONS.get(name, f'{name}:{name}')}",
        name=name,
        help=summary,
        sort_key=[one for one, _ in COMMANDS].index(name),
        help_epilogue=f"{exit_codes(name)}\n\n{DEBUGGING}",
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Run `kouan` with these arguments (those of the process) and leave with its exit code."""
    gc.set_threshold(COLLECTED_FROM, *gc.get_threshold()[1:])
    code = call(sys.argv[1:] if arguments is None else arguments)
    if arguments is None:
        leave(code)
    flush()
    sys.exit(code)


def call(arguments: Sequence[str]) -> int:
    """The exit code of a command; what it has to say is printed."""
    # a line of CSV ends in CR LF, of which a shell takes the LF off: kouan diff --since "$(kouan sql … | tail -n 1)"
    tokens = [token.rstrip("\r") for token in arguments if token != "--debug"]
    debug = len(tokens) < len(arguments) or os.environ.get("KOUAN_DEBUG", "") not in ("", "0")
    try:
        result = app(
            _with_statement(_with_stdin(tokens)),
            exit_on_error=False,
            print_error=False,
            result_action="return_value",
        )
    except CycloptsError as error:
        _complain(
            f"{str(error).rstrip('.')}; `kouan {' '.join(tokens[:1])} --help` shows what it takes".replace(
                "  ", " "
            )
        )
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        silence()
        return 0
    except SystemExit as left:
        return left.code if isinstance(left.code, int) else 0 if left.code is None else 2
    except Exception as error:
        if debug:
            raise
        _complain(_explained(error))
        return 2
    return result if isinstance(result, int) else 0


def _with_stdin(tokens: list[str]) -> list[str]:
    """The tokens with a lone - behind the last option, where the parser takes it for a value."""
    if tokens[:1] and tokens[0] in STDIN_COMMANDS and STDIN in tokens and "--" not in tokens:
        return [*(token for token in tokens if token != STDIN), "--", STDIN]
    return tokens


def _with_statement(tokens: list[str]) -> list[str]:
    """The tokens with a question that begins with a comment of SQL (-- so) last, where the parser takes it for no option."""
    remarks = [token for token in tokens[1:] if token.startswith("--") and "\n" in token]
    if tokens[:1] != ["sql"] or len(remarks) != 1 or "--" in tokens:
        return tokens
    return [*(token for token in tokens if token != remarks[0]), "--", remarks[0]]


def _explained(error: Exception) -> str:
    if type(error).__module__.split(".")[0] in OURS:
        return str(error)
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        place = f"{error.filename}: " if error.filename else ""
        return (
            f"{place}{error.strerror}; what was published before stands and can be read."
            " Free some space (`kouan prune` says what could go) and run again"
        )
    if isinstance(error, OSError) and error.filename is not None:
        return f"{error.filename}: {error.strerror}; look whether it is there and may be used"
    return f"{type(error).__name__}: {error}; this is a fault of kouan: run again with --debug and report what it shows"


def _complain(message: str) -> None:
    sys.stderr.write(f"kouan: {message}\n")


if __name__ == "__main__":
    main()

"""What `kouan check` was asked in, its output and exit code out; with --fix, mended files."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Literal

from flows.choice import Choice, chosen, find_choice
from flows.location import find_project
from flows.reading import cleaned_files, cleaned_stdin, size_limit, write_whole
from flows.summary import counted
from flows.terminal.printing import is_terminal, tell
from kouan.gathering import gather
from kouan.linting.catalogue import catalogue
from kouan.linting.checking import Checking, Named
from kouan.linting.difference import unified_diff
from kouan.linting.mending import CannotWriteError, mended
from kouan.linting.narrowing import narrowed
from kouan.linting.selection import names_known
from kouan.linting.wording import visible
from kouan.model.processed import Cleaned
from kouan.reading.containers.endings import INSIDE
from kouan.reading.sources import Failure, Input

STDIN = "-"
#: Files that a folder holds and that are no text are passed over (pictures, archives), unless they are named so.
TEXT = frozenset({"", ".txt", ".text", ".md", ".markdown", ".rst", ".htm", ".html", ".csv", ".tsv"})
#: Why a PDF file or an archive, found in a folder, is passed over like a picture.
NO_TEXT = frozenset({"not_installed", "no_text", "unsupported", "encrypted", "corrupt"})


@dataclass(frozen=True, slots=True)
class Wanted:
    """The options of one call."""

    files: tuple[str, ...]
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    style: str
    act: Literal["show", "diff", "fix"]
    statistics: bool
    stdin_filename: str | None
    max_size: str | None
    text_field: str | None = None


class _Run:
    """One call while it goes through its files."""

    def __init__(self, wanted: Wanted, stdout: IO[str]) -> None:
        self.wanted, self.stdout = wanted, stdout
        self.knowledge = gather(find_project()).uncorrected()
        self.choice: Choice = chosen(
            find_choice(), wanted.select, wanted.ignore, names_known(self.knowledge)
        )
        self.checking = Checking(
            wanted.style, catalogue(self.knowledge), self.knowledge, statistics=wanted.statistics
        )
        self.failures: list[Failure] = []
        #: Files that could not be mended, each with a sentence.
        self.unmended: list[str] = []
        self.is_different = False
        self.mended = 0
        self.binary = 0
        self._named = {Path(one).absolute() for one in wanted.files}

    def take(
        self, path: Path | None, document: Named, name: Path, *, is_inside: bool = False
    ) -> None:
        """Show one document, or its diff, or mend its file (stdin, which has no path, to stdout).

        What stands inside a file (`is_inside`) is shown and never mended.
        """
        location, cleaned = document
        if path is not None and self._is_binary(path, cleaned):
            self.binary += 1
            return
        selection = self.choice.selection(name)
        if is_inside:  # a page that was saved, with others
            selection = replace(selection, written_in="")
        whole, cleaned = cleaned, narrowed(cleaned, selection)
        if self.wanted.act == "diff":
            diff = unified_diff(cleaned, location, escape=is_terminal())
            self.is_different |= bool(diff)
            self.stdout.write(diff)
            return
        shown = self.checking.add(location, whole, selection)
        if self.wanted.act == "fix" and path is None:
            self._to_stdout(location, cleaned, shown)
            return
        self.stdout.write(shown)
        if self.wanted.act == "fix" and path is not None and cleaned.passes:
            if is_inside:
                self.unmended.append(
                    f"{visible(location)}: stands inside another file, or elsewhere, where nothing is written;"
                    " write a clean copy with `kouan clean --out DIR`"
                )
                return
            self._to_file(path, location, cleaned)

    def _is_binary(self, path: Path, cleaned: Cleaned) -> bool:
        """Whether a file that nobody named is no text and does not claim to be."""
        return (
            cleaned.refusal == "undecodable"
            and path.suffix.lower() not in TEXT
            and path not in self._named
        )

    def _to_file(self, path: Path, location: str, cleaned: Cleaned) -> None:
        try:
            if not cleaned.refusal:
                write_whole(path, mended(cleaned))
                self.mended += 1
        except CannotWriteError as error:
            self.unmended.append(f"{visible(location)}: {error}")
        except OSError as error:
            said = error.strerror or type(error).__name__
            self.unmended.append(
                f"{visible(location)}: cannot be written ({said}); check its permissions and the disk"
            )

    def _to_stdout(self, location: str, cleaned: Cleaned, shown: str) -> None:
        """The mended text to stdout, so that an editor can take it; what was found goes to stderr."""
        for line in shown.splitlines():
            tell(line)
        content = cleaned.decoding.rebuild()
        try:
            if not cleaned.refusal:
                content = mended(cleaned)
        except CannotWriteError as error:
            self.unmended.append(f"{visible(location)}: {error}")
        self.stdout.flush()
        self.stdout.buffer.write(content)  # type: ignore[attr-defined]

    def _pass_over(self) -> None:
        """Count files that nobody named and that are no text as far as can be told, as other binaries are."""
        kept = []
        for failure in self.failures:
            file = Path(failure.location.partition(INSIDE)[0]).absolute()
            if failure.reason in NO_TEXT and file not in self._named:
                self.binary += 1
            else:
                kept.append(failure)
        self.failures = kept

    def end(self) -> int:
        """Print what is left to be printed; the exit code."""
        self._pass_over()
        rest = self.checking.rest(self.failures)
        if self.wanted.act == "show" or (
            self.wanted.act == "fix" and STDIN not in self.wanted.files
        ):
            self.stdout.write(rest)
        elif self.wanted.act == "fix":
            for line in rest.splitlines():
                tell(line)
        for error in (*self.checking.errors, *self.unmended):
            tell(f"kouan: {error}")
        if self.wanted.style == "text" and self.wanted.act != "diff" and self.checking.summary:
            written = (
                f"; {counted(self.mended, 'file')} written" if self.wanted.act == "fix" else ""
            )
            binary = (
                f"; {counted(self.binary, 'file')} passed over, being no text"
                if self.binary
                else ""
            )
            tell(f"kouan: {self.checking.summary}{written}{binary}")
        code = 2 if self.unmended else self.checking.exit_code
        return max(code, int(self.is_different))


def run_check(wanted: Wanted, stdin: IO[bytes], stdout: IO[str]) -> int:
    """Go through the files a batch at a time, in the order of their names.

    Raises:
        SettingsError, SelectionError: the settings or a name cannot be used.
    """
    run = _Run(wanted, stdout)
    if STDIN in wanted.files:
        name = wanted.stdin_filename or STDIN
        raw = stdin.read()
        if not run.choice.passes_over(Path(name)):
            run.take(None, cleaned_stdin(name, raw, run.knowledge), Path(name))
        elif wanted.act == "fix":  # an editor puts what comes back in the place of what it gave
            stdout.flush()
            stdout.buffer.write(raw)  # type: ignore[attr-defined]
    listed = [one for one in wanted.files if one != STDIN]
    for entry, document in cleaned_files(
        listed,
        run.failures,
        size_limit(wanted.max_size),
        run.knowledge,
        run.choice.passes_over,
        wanted.text_field,
    ):
        # a member is known by its own name, whatever its archive is called
        is_inside = not entry.is_own_file
        path = Path(entry.location) if is_inside else entry.path
        run.take(path, (_from_here(entry), document[1]), path, is_inside=is_inside)
    return run.end()


def _from_here(entry: Input) -> str:
    """A location that an editor opens: from the working directory, of a file elsewhere too."""
    path = os.path.abspath(entry.path)  # noqa: PTH100 - links stay
    if "://" in str(entry.file) or path.startswith(os.path.join(Path.cwd(), "")):  # noqa: PTH118
        return entry.location
    _, mark, inside = entry.location.partition("!/")
    return os.path.relpath(path).replace(os.sep, "/") + mark + inside

"""Documents in, what `kouan check` and `kouan clean` print and their exit codes out.

The command line calls, in this order (nothing here prints, reads or writes):

    knowledge = kouan.gathering.gather(project)
    inputs, failures = list_inputs(patterns, root)
    checking = Checking(style, catalogue(knowledge), knowledge)
    for each batch of about 2 MB:
        batch, unread = read_batch(inputs, max_size)
        for name, document in clean_documents(batch, knowledge):
            write checking.add(name, document, selection) to stdout
            with --fix, write mended(narrowed(document, selection)) to the file: what the selection leaves
    write checking.rest([*failures, *unread]) to stdout, checking.errors to stderr, return checking.exit_code

and for `clean --in-place` and `clean --out` writes what `clean_files` gives.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from kouan.cleaning.mending import corrections_of
from kouan.cleaning.pipeline import clean_batch
from kouan.linting.catalogue import Entry
from kouan.linting.difference import unified_diff
from kouan.linting.formats import FORMATS, STREAMED
from kouan.linting.hits import Hit, lint
from kouan.linting.selection import EVERYTHING, Selection
from kouan.linting.tally import Tally, statistics_of
from kouan.linting.wording import REFUSALS, visible
from kouan.model.batch import Batch
from kouan.model.knowledge import Knowledge
from kouan.model.processed import Cleaned
from kouan.reading.forms import decode_batch
from kouan.reading.sources import Failure

#: A document's location and the document.
Named = tuple[str, Cleaned]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command prints, what it complains of, and its exit code."""

    output: str
    errors: tuple[str, ...]
    exit_code: int


@dataclass(frozen=True, slots=True)
class CleanFile:
    """A document to write: its clean text as UTF-8, and whether that differs from the bytes that were read."""

    location: str
    content: bytes
    is_changed: bool


def has_markup(cleaned: Cleaned) -> bool:
    """Whether a document was read as a web page, so that its clean text lacks its tags."""
    return any(
        done.rules[kind] == "markup"
        for done in cleaned.passes
        for kind in np.unique(done.edits.kind).tolist()
    )


def clean_documents(
    batch: Batch, knowledge: Knowledge, sites: Sequence[str] | None = None
) -> list[Named]:
    """Decode and clean a batch, without segmentation and facts.

    `sites` are the sources whose templates count; None takes them from the places as the batch names them.
    """
    if sites is None:
        sites = [source.site for source in batch.sources]
    corrections = corrections_of(batch.digests, knowledge)
    cleaned = clean_batch(decode_batch(batch, knowledge), knowledge, sites, corrections)
    return [
        (source.location, document) for source, document in zip(batch.sources, cleaned, strict=True)
    ]


class Checking:
    """What `kouan check` has found so far: hits are kept where the format wants all of them, documents never."""

    def __init__(
        self,
        style: str = "text",
        entries: Iterable[Entry] = (),
        knowledge: Knowledge | None = None,
        *,
        statistics: bool = False,
    ) -> None:
        """Begin with nothing found; without `knowledge` no stories are told apart.

        Raises:
            KeyError: there is no such format.
        """
        self._style, self._write = style, FORMATS[style]
        self._entries, self._knowledge = entries, knowledge
        self._counts_only = statistics
        self._is_streamed = style in STREAMED and not statistics
        self._found: list[tuple[str, tuple[Hit, ...]]] = []
        self._tally = Tally()
        self.errors: tuple[str, ...] = ()

    def add(self, name: str, cleaned: Cleaned, selection: Selection = EVERYTHING) -> str:
        """Look at one document; what can be printed of it already."""
        hits = lint(cleaned, selection, self._knowledge)
        self._tally.add(hits)
        if self._is_streamed:
            return self._write([(name, hits)], (), ())
        if hits and not self._counts_only:
            self._found.append((name, hits))
        return ""

    def rest(self, failures: Sequence[Failure] = ()) -> str:
        """What is still to be printed, when every document was added."""
        self.errors = _complaints(failures)
        if self._counts_only:
            return statistics_of(self._tally.rows, is_json=self._style == "json")
        return self._write(self._found, self.errors, tuple(self._entries))

    @property
    def exit_code(self) -> int:
        """0 no hit, 1 any hit, 2 a file could not be read."""
        return 2 if self.errors else int(self._tally.hits > 0)

    @property
    def summary(self) -> str:
        """One line on how much was found; empty where nothing was."""
        return self._tally.summary


def check(
    documents: Iterable[Named],
    failures: Sequence[Failure],
    style: str = "text",
    selection: Selection = EVERYTHING,
) -> Outcome:
    """The hits in one of `FORMATS`, all at once; exit code 0 none, 1 any hit, 2 a file could not be read.

    Raises:
        KeyError: there is no such format.
    """
    checking = Checking(style)
    output = "".join(checking.add(name, cleaned, selection) for name, cleaned in documents)
    output += checking.rest(failures)
    return Outcome(output, checking.errors, checking.exit_code)


def clean(
    documents: Iterable[Named],
    failures: Sequence[Failure],
    *,
    diff: bool = False,
    escape: bool = False,
) -> Outcome:
    """The clean texts one after the other, or a unified diff of each.

    Exit code 0, 1 a document is refused (it holds no text), 2 a file could not be read. `escape` is
    for a diff that goes to a terminal.
    """
    parts, refused = [], []
    for name, cleaned in documents:
        if cleaned.refusal:
            refused.append(_refusal(name, cleaned.refusal))
        elif diff:
            parts.append(unified_diff(cleaned, name, escape=escape))
        else:
            parts.append(_closed(cleaned.clean))
    errors = (*refused, *_complaints(failures))
    return Outcome("".join(parts), errors, 2 if failures else int(bool(refused)))


def clean_files(documents: Iterable[Named]) -> tuple[list[CleanFile], list[str]]:
    """What `--in-place` and `--out` write, and a sentence for each document that is refused and left alone."""
    files, refused = [], []
    for name, cleaned in documents:
        if cleaned.refusal:
            refused.append(_refusal(name, cleaned.refusal))
        else:
            content = cleaned.clean.encode("utf-8")
            files.append(CleanFile(name, content, content != cleaned.decoding.rebuild()))
    return files, refused


def _closed(text: str) -> str:
    return text if text.endswith("\n") else text + "\n"


def _refusal(name: str, refusal: str) -> str:
    return f"{visible(name)}: {refusal}: {REFUSALS.get(refusal, 'it cannot be an article')}"


def _complaints(failures: Sequence[Failure]) -> tuple[str, ...]:
    return tuple(
        f"{visible(failure.location)}: {failure.reason}: "
        f"{visible(failure.detail.removeprefix(f'{failure.location}: '))}"
        for failure in failures
    )

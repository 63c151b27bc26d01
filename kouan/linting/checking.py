"""Documents in, what `kouan check` and `kouan clean` print and their exit codes out.

The command line calls, in this order (nothing here prints, reads or writes):

    knowledge = kouan.gathering.gather(project)
    inputs, failures = list_inputs(patterns, root)
    batch, unread = read_batch(inputs, max_size)
    documents = clean_documents(batch, knowledge)
    outcome = check(documents, [*failures, *unread], style="text")      # or clean(...)
    write outcome.output to stdout, each line of outcome.errors to stderr, return outcome.exit_code

and for `check --fix`, `clean --in-place` and `clean --out` writes what `clean_files` gives.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kouan.cleaning.pipeline import clean_batch
from kouan.linting.difference import unified_diff
from kouan.linting.formats import FORMATS
from kouan.linting.hits import lint
from kouan.linting.wording import REFUSALS, visible
from kouan.model.batch import Batch
from kouan.model.knowledge import Knowledge
from kouan.model.processed import Cleaned
from kouan.reading.decoding import decode
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


def clean_documents(batch: Batch, knowledge: Knowledge) -> list[Named]:
    """Decode and clean a batch, without segmentation and facts."""
    cleaned = clean_batch([decode(raw) for raw in batch.raws()], knowledge)
    return [
        (source.location, document) for source, document in zip(batch.sources, cleaned, strict=True)
    ]


def check(documents: Iterable[Named], failures: Sequence[Failure], style: str = "text") -> Outcome:
    """The hits in one of `FORMATS`; exit code 0 none, 1 any hit, 2 a file could not be read.

    Raises:
        KeyError: there is no such format.
    """
    write = FORMATS[style]
    found = [(name, lint(cleaned)) for name, cleaned in documents]
    errors = _complaints(failures)
    exit_code = 2 if failures else int(any(hits for _, hits in found))
    return Outcome(write(found, errors), errors, exit_code)


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
    """What `--fix`, `--in-place` and `--out` write, and a sentence for each document that is refused and left alone."""
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

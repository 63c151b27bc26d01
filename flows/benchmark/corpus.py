"""Two folders that the environment names in, the documents of a benchmark out: news with noise, or the seeds.

KOUAN_PEERS   a folder with `kernel.py` (the plain way: `naive`), `make_corpus.py` (noise on articles) and `peers.py`
KOUAN_CORPUS  a folder of articles, one a `.txt` file, or one that holds them in `news/`

Without them the seeds stand in, many times over, and there is nothing to compare with.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from kouan.reading.decoding import decode

SEEDS: Final = Path(__file__).parents[2] / "seeds"
#: What each variable names, for who has not set it.
VARIABLES: Final = {
    "KOUAN_PEERS": "a folder with kernel.py, make_corpus.py and peers.py: without it there is nothing to compare with",
    "KOUAN_CORPUS": "a folder of articles as *.txt, or with such a folder news/: without it the seeds stand in",
}


class CorpusError(RuntimeError):
    """There are no documents to measure with; the message says how to come by some."""


@dataclass(frozen=True)
class Corpus:
    """The documents of one run, and the folder where the peers find the same as `docs.jsonl` (None: there is none)."""

    raws: Sequence[bytes]
    folder: Path | None = None

    @cached_property
    def characters(self) -> int:
        """Code points of all documents, decoded."""
        return sum(map(len, self._texts))

    @cached_property
    def megabytes(self) -> float:
        """Size of all documents in UTF-8, whatever they came in: the measure that all ways share."""
        return sum(len(text.encode()) for text in self._texts) / 1e6

    @cached_property
    def _texts(self) -> list[str]:
        return [decode(raw).text for raw in self.raws]

    def first(self, documents: int) -> Corpus:
        """The first documents alone, for what takes long."""
        return Corpus(self.raws[:documents], self.folder)


def folder_of(variable: str) -> Path | None:
    """The folder that an environment variable names, or None, saying so."""
    value = os.environ.get(variable)
    if not value:
        sys.stderr.write(f"{variable} is not set; it names {VARIABLES[variable]}\n")
        return None
    folder = Path(value)
    if not folder.is_dir():
        sys.stderr.write(f"{variable}: {value} is no folder; it names {VARIABLES[variable]}\n")
        return None
    return folder


@contextmanager
def corpus_of(
    peers: Path | None, articles: Path | None, documents: int, seeds: Path = SEEDS
) -> Iterator[Corpus]:
    """A corpus with noise where both folders are there, else the seeds many times over.

    Raises:
        CorpusError: there are no seeds either, as where the package was installed without its repository.
    """
    maker = peers / "make_corpus.py" if peers else None
    if maker is None or articles is None or not maker.is_file():
        files = [path.read_bytes() for path in sorted(seeds.glob("*.txt"))]
        if not files:
            raise CorpusError("there is nothing to measure with: set KOUAN_PEERS and KOUAN_CORPUS")
        yield Corpus((files * (documents // len(files) + 1))[:documents])
        return
    news = articles / "news"
    with tempfile.TemporaryDirectory(prefix="kouan-bench-") as made:
        paths = [str(news if news.is_dir() else articles), str(seeds), made]
        command = [sys.executable, str(maker), *paths, "--sizes", str(documents)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        folder = Path(made) / str(documents)
        yield Corpus([path.read_bytes() for path in sorted(folder.glob("files/*/*.txt"))], folder)

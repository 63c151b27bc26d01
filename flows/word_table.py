"""The segmenter's dictionary in, the table of it that the package ships out (`make words`).

`python -m flows.word_table` reads the dictionary of `jieba` (MIT licence), which `rjieba` has built in and does not give away;
`--check` says whether the shipped file is what this would write.
"""

from __future__ import annotations

from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from kouan.extraction.dictionary import TABLE, Table, table_of, write
from kouan.model.made_file import write_or_check


def main() -> int:
    """Write the shipped table anew, or compare it; exit code 1 when it is stale."""
    target = Path(str(files("kouan.extraction") / TABLE))
    return write_or_check(target, write(made()), "this dictionary gives; run make words")


def made() -> Table:
    """The table of the dictionary, for the release of the segmenter that is installed."""
    return table_of(dictionary(), version("rjieba"))


def dictionary() -> dict[str, tuple[int, str]]:
    """The words of jieba's dictionary with frequency and part of speech; of two lines of a word the last holds."""
    import jieba

    listed = Path(jieba.__file__).parent
    (path,) = (*listed.glob("dict.txt"), *listed.glob("_data/dict.txt"))
    words: dict[str, tuple[int, str]] = {}
    for line in path.read_text("utf-8").splitlines():
        word, frequency, tag = line.split(" ")
        words[word] = (int(frequency), tag)
    return words


if __name__ == "__main__":
    raise SystemExit(main())

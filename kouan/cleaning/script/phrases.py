"""OpenCC's phrase list in, the rows of `script_phrase.csv` out: where a phrase differs from its characters.

`python -m kouan.cleaning.script.phrases` writes the lexicon anew; `--check` only says whether it is up to date.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from kouan.cleaning.script.tables import base
from kouan.model.made_file import write_or_check

LEXICON = Path(__file__).parents[2] / "lexicons" / "script_phrase.csv"
HEADER = """\
# Phrases of OpenCC's TSPhrases (Apache-2.0) whose conversion differs from that of their characters.
# Written by `python -m kouan.cleaning.script.phrases`; do not edit.
surface,simplified,example
"""


def listed(name: str) -> list[str]:
    """The lines of one of the installed OpenCC's dictionaries: key, tab, what it becomes."""
    import opencc

    home = Path(opencc.__file__).parent / "clib"
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder) / "phrases.txt"
        source = home / "share" / "opencc" / f"{name}.ocd2"
        program = str(home / "bin" / "opencc_dict")
        files = ["-i", str(source), "-o", str(written)]
        command = [program, *files, "-f", "ocd2", "-t", "text"]
        subprocess.run(command, check=True, capture_output=True)
        return written.read_text("utf-8").splitlines()


def phrases() -> str:
    """The lexicon as the installed OpenCC has it: phrases of equal length that the character table gets wrong."""
    lines = listed("TSPhrases")
    table = base()[0]
    rows = []
    for line in lines:
        word, _, after = line.partition("\t")
        after = after.split(" ")[0]
        by_character = "".join(chr(table[min(ord(character), 0x10000)]) for character in word)
        if len(after) == len(word) > 1 and after != by_character:
            rows.append(f"{word},{after},{word}\n")
    return HEADER + "".join(sorted(rows))


def main() -> int:
    """Write the lexicon, or with --check compare it; exit code 1 when it is stale."""
    return write_or_check(LEXICON, phrases(), "the installed OpenCC says; run make docs")


if __name__ == "__main__":
    raise SystemExit(main())

"""The shipped phrases in, the file of what gives their lines away out: `python -m flows.giveaways`, which `make words` runs."""

from __future__ import annotations

from pathlib import Path

from kouan.cleaning.giveaways import TABLE, table_of
from kouan.cleaning.phrases import read_phrases

if __name__ == "__main__":
    Path(str(TABLE)).write_text(table_of(phrase.pattern for phrase in read_phrases()), "utf-8")

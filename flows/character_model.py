"""A corpus in, the file of the shipped character model out (`make model`).

`python -m flows.character_model` counts the corpus that KOUAN_CORPUS names (a folder of `.txt` files, or one that holds
them in `news/`, and packs `*.jsonl.gz` of {"id", "text"}), leaving aside a quarter of it, so that tests meet
text the model has never seen; `--check` says whether the shipped file is what this would write.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from flows.word_table import dictionary
from kouan.cleaning.script.conversion import simplified_table
from kouan.gathering import SHIPPED_MODEL
from kouan.language.model_file import write
from kouan.language.ngrams import NgramModel
from kouan.language.training import folding, mixed, pruned, train, train_words
from kouan.model.made_file import write_or_check

#: An item belongs to the model when the first byte of sha256 of its id is at least this; the rest stays unseen.
SEEN: Final = 0x40
#: Share of the words of the dictionary in the mixture: more makes the model better on general text, worse on news.
WORDS: Final = 0.1


def main() -> int:
    """Write the shipped model anew, or compare it; exit code 1 when it is stale, 2 when the corpus is missing."""
    folder = os.environ.get("KOUAN_CORPUS")
    if not folder or not Path(folder).is_dir():
        print(
            "KOUAN_CORPUS must name a folder of texts: the shipped model is counted from it",
            file=sys.stderr,
        )
        return 2
    content = write(shipped(text for item, text in items(Path(folder)) if is_seen(item)))
    return write_or_check(Path(str(SHIPPED_MODEL)), content, "this corpus gives; run make model")


def items(folder: Path) -> Iterator[tuple[str, str]]:
    """Id and text of each item of a corpus."""
    news = folder / "news"
    for path in sorted((news if news.is_dir() else folder).glob("*.txt")):
        yield path.stem, path.read_text("utf-8")
    for pack in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(pack, "rt", encoding="utf-8") as lines:
            for line in lines:
                item = json.loads(line)
                yield item["id"], item["text"]


def is_seen(item: str) -> bool:
    """Whether the shipped model may count this item."""
    return hashlib.sha256(item.encode()).digest()[0] >= SEEN


def shipped(texts: Iterable[str]) -> NgramModel:
    """A model of running text, mixed with the words of a dictionary."""
    fold = folding(simplified_table())
    return pruned(
        mixed([(train(texts, fold), 1 - WORDS), (train_words(chinese_words(), fold), WORDS)])
    )


def chinese_words() -> dict[str, int]:
    """The words of jieba's dictionary that are Chinese throughout, with their frequencies."""
    return {
        word: frequency
        for word, (frequency, _) in dictionary().items()
        if all("\u4e00" <= character <= "\u9fff" for character in word)
    }


if __name__ == "__main__":
    raise SystemExit(main())

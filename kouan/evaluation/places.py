"""Labels and their raw documents in, the labels with raw places out: `python -m kouan.evaluation.places [--check]`.

`removed` gets `start` and `end`, `repairs` get `places`: bytes of the raw file, found by looking for the
words of each record in the text that is kept. The number of places must be the record's `count`. A broken
paragraph gets `breaks` too: the line break alone, without the words around it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from kouan.evaluation.annotation import as_text
from kouan.evaluation.scoring import GoldError, read_gold
from kouan.evaluation.structure import break_in
from kouan.model.article import RemovedKind, RepairKind

#: Longer records first: what stands inside one of them is its own (the gloss in a run of mojibake).
ORDER: Final = (
    RepairKind.MOJIBAKE,
    RepairKind.BROKEN_PARAGRAPH,
    RepairKind.STRAY_WORD,
    RepairKind.SPACING,
    RepairKind.ENTITY_ESCAPE,
    RepairKind.PINYIN_ANNOTATION,
    RepairKind.PUNCTUATION_WIDTH,
)


def placed(labels: dict[str, Any], raw: str, path: Path) -> dict[str, Any]:
    """The labels of one document with the places of its removals and repairs.

    Raises:
        GoldError: a removed text is not there, or a repair is there more or less often than its count.
    """
    bytes_at = [0]
    for character in raw:
        bytes_at.append(bytes_at[-1] + len(character.encode()))
    is_taken = bytearray(len(raw))
    at = 0
    for record in labels["removed"]:
        start = raw.find(record["text"], at)
        if record["kind"] == RemovedKind.DUPLICATE_BLOCK:  # the second copy is the removed one
            start = raw.find(record["text"], raw.find(record["text"]) + 1)
        if start < 0:
            raise GoldError(
                f"{path}: the raw file does not hold the removed {record['text'][:30]!r}"
            )
        at = start + len(record["text"])
        is_taken[start:at] = b"\1" * (at - start)
        record |= {"start": bytes_at[start], "end": bytes_at[at]}
    for kind in ORDER:
        for record in labels["repairs"]:
            if record["kind"] == kind:
                spans = _found(raw, record["before"], is_taken)
                if len(spans) != record["count"]:
                    raise GoldError(
                        f"{path}: {kind} {record['before']!r} is said to be made {record['count']} times, "
                        f"but the kept text holds it {len(spans)} times"
                    )
                for start, end in spans:
                    is_taken[start:end] = b"\1" * (end - start)
                record["places"] = [[bytes_at[start], bytes_at[end]] for start, end in spans]
                if kind == RepairKind.BROKEN_PARAGRAPH and (broken := break_in(record["before"])):
                    record["breaks"] = [
                        [bytes_at[start + at] for at in broken] for start, _ in spans
                    ]
    return labels


def _found(raw: str, words: str, is_taken: bytearray) -> list[tuple[int, int]]:
    """Where words stand in the text that no record has taken yet."""
    spans = []
    at = raw.find(words)
    while at >= 0:
        end = at + len(words)
        if any(is_taken[at:end]):
            at = raw.find(words, at + 1)
        else:
            spans.append((at, end))
            at = raw.find(words, end)
    return spans


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the places into the labels; with --check only say which lack them or have others (exit code 1)."""
    parser = argparse.ArgumentParser(prog="python -m kouan.evaluation.places", description=__doc__)
    parser.add_argument("--gold", type=Path, default=Path("tests/gold"), help="folder of labels")
    parser.add_argument("--raw", type=Path, default=Path("seeds"), help="folder of the documents")
    parser.add_argument("--check", action="store_true", help="write nothing")
    options = parser.parse_args(arguments)
    code = 0
    try:
        for path, labels in read_gold(options.gold):
            raw = (options.raw / labels["doc"]).read_bytes().decode()
            text = as_text(placed(labels, raw, path))
            if text != path.read_text("utf-8"):
                code = int(options.check)
                print(f"{path}: {'places are missing or wrong' if options.check else 'written'}")
                if not options.check:
                    path.write_text(text, "utf-8")
    except (GoldError, OSError, UnicodeDecodeError) as error:
        print(error, file=sys.stderr)
        return 1
    return code


if __name__ == "__main__":
    sys.exit(main())

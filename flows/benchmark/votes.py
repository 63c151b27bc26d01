"""A folder of articles in, counts out: who is right where two encodings are close, the table, the model or a detector.

    python -m flows.benchmark.votes --corpus FOLDER [--windows 1500] [--seed 1]

The weights in `kouan.reading.opinions` are read off these counts. FOLDER is as `flows.benchmark.encodings` takes it.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from flows.benchmark.encodings import asked, drawn
from kouan.cleaning.script.tables import converter
from kouan.gathering import gather
from kouan.language.model_file import model_of
from kouan.model.characters import codes_of
from kouan.reading.charset import Candidate, rank
from kouan.reading.opinions import CLOSE, DETECTORS

LENGTHS: Final = ((4, 11), (12, 20))
CODECS: Final = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be", "utf-8")
SCRIPTS: Final = (None, "s2t", "s2tw")

#: Strict UTF-8 is weighed in shorter documents only.
WEIGHED: Final = 64

#: A window that is close: what was right, the two best candidates, the bytes.
Close = tuple[Candidate, Candidate, bytes]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the counts; exit code 0, or 2 where there is nothing to read."""
    options, texts = asked(__doc__, arguments, windows=1500)
    if not texts:
        return 2
    counts: Counter[tuple[str, str]] = Counter()
    weigh = model_of(gather()).score
    for right, wrong, raw in close_windows(texts, options.windows, options.seed, counts):
        lead = right.weight - wrong.weight
        counts["table", "right" if lead > 0 else "wrong"] += 1
        by_model = [float(weigh(codes_of(one.sample)).sum()) for one in (right, wrong)]
        counts["model", "right" if by_model[0] > by_model[1] else "wrong"] += 1
        for ask, _ in DETECTORS:
            named = ask(raw)
            verdict = {right.codec: "right", wrong.codec: "wrong"}.get(named or "", "another")
            counts[ask.__name__.strip("_"), verdict] += 1
            if (verdict == "right") != (by_model[0] > by_model[1]) and verdict != "another":
                counts[ask.__name__.strip("_") + " against the model", verdict] += 1
    for (who, what), count in sorted(counts.items()):
        print(f"{who:40} {what:12} {count:8,}")
    return 0


def close_windows(
    texts: Sequence[str], windows: int, seed: int, counts: Counter[tuple[str, str]]
) -> Iterator[Close]:
    """The windows whose two best candidates are near each other, the right one first."""
    for script in SCRIPTS:
        convert = converter(script).convert if script else str
        shown = [convert(text) for text in texts]
        for codec in CODECS:
            if script is None and codec == "big5hkscs":
                continue
            for shortest, longest in LENGTHS:
                rng = random.Random(f"{seed} {script} {codec} {shortest}")
                for window in drawn(shown, codec, shortest, longest, windows, rng):
                    counts["windows", f"{shortest}-{longest}"] += 1
                    raw = window.encode(codec)
                    if codec == "utf-8" and len(raw) > WEIGHED:
                        continue
                    best, second, *_ = rank(raw)
                    if best.weight - second.weight >= CLOSE:
                        continue
                    counts["close windows", f"{shortest}-{longest}"] += 1
                    if best.sample == window:
                        yield best, second, raw
                    elif second.sample == window:
                        yield second, best, raw
                    else:
                        counts["close windows", "neither right"] += 1


if __name__ == "__main__":
    raise SystemExit(main())

"""Clean text in, changes that read a stretch of it by the wrong codec, or one byte out of step, out."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator, Mapping
from random import Random
from typing import Final

from flows.benchmark import noise_classic as classic
from flows.benchmark.damaged import Change, UnfitError
from flows.benchmark.noise_shifted import shifted

Spoiling = Callable[[str, Random], Iterator[Change]]

HAN: Final = "\u3400-\u9fff"
#: A sentence of 20 to 60 characters within one line, its mark at the end included.
SENTENCE: Final = re.compile(r"[^\n。！？]{19,59}[。！？]")
#: A run of Chinese characters that a slip may go through, with what follows up to the next ASCII letter or mark.
RUN: Final = re.compile(rf"[{HAN}]{{6,30}}")
#: What wrote and what read the text, where bytes are lost on the way.
LOSSY: Final[Mapping[str, tuple[str, str]]] = {
    "utf8_as_gbk_with_holes": ("utf-8", "gbk"),
    "utf8_as_gbk_with_question_marks": ("utf-8", "gbk"),
    "gbk_as_big5_with_holes": ("gbk", "big5hkscs"),
    "gbk_as_euc_kr_with_holes": ("gbk", "cp949"),
    "gbk_as_shift_jis_with_holes": ("gbk", "cp932"),
}
#: A stretch that is damaged alone has so many characters at least; so many are tried before a text is unfit.
SHORTEST: Final = 16
TRIES: Final = 400
#: How often a "?" stands where a byte was lost.
MARKED: Final = 0.3


def wrong_codec(family: str) -> Spoiling:
    """One sentence as a family of wrong codecs leaves it."""

    def spoil(text: str, rng: Random) -> Iterator[Change]:
        for start, end in _stretches(text, rng):
            stretch = text[start:end]
            done = classic.wrong_codec(stretch, family, rng)
            if done:
                lost = _lost(stretch, family)
                yield Change(start, end, done.text, tuple(start + k for k in lost))
                return
        raise UnfitError(f"no sentence can be {family}")

    return spoil


def _stretches(text: str, rng: Random) -> Iterator[tuple[int, int]]:
    """Whole sentences in any order, then stretches inside them, for codecs that few sentences pass without a loss."""
    sentences = [one.span() for one in SENTENCE.finditer(text)]
    rng.shuffle(sentences)
    yield from sentences
    for _ in range(TRIES if sentences else 0):
        start, end = rng.choice(sentences)
        first = rng.randrange(start, end - SHORTEST + 1)
        yield first, rng.randrange(first + SHORTEST, end + 1)


def _lost(sentence: str, family: str) -> list[int]:
    """The characters of which a byte is gone."""
    if family in classic.REVERSIBLE:
        return []
    if family == "truncated_tail":
        return [len(sentence) - 1]
    if family in classic.DESTROYED:
        return list(range(len(sentence)))
    if family not in LOSSY:
        gone = [k for k, byte in enumerate(sentence.encode()) if byte in classic.UNDEFINED]
        return _owners(sentence, "utf-8", gone)
    right, wrong = LOSSY[family]
    gone = []

    def note(error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeDecodeError):
            raise error
        gone.extend(range(error.start, error.end))
        return "\ufffd", error.end

    codecs.register_error("kouan.lost", note)
    sentence.encode(right).decode(wrong, "kouan.lost")
    return _owners(sentence, right, gone)


def _owners(sentence: str, codec: str, places: list[int]) -> list[int]:
    owner = [k for k, character in enumerate(sentence) for _ in character.encode(codec)]
    return sorted({owner[place] for place in places})


def out_of_step(codec: str, *, keeps_private: bool = False) -> Spoiling:
    """One run of 6 to 30 characters read a byte late, up to the sign that sets the reader right again."""

    def spoil(text: str, rng: Random) -> Iterator[Change]:
        runs = list(RUN.finditer(text))
        rng.shuffle(runs)
        for run in runs:
            # a byte of Chinese text out of step swallows what follows, up to a sign of one byte
            rest = re.match(r"[^\x00-\x7f]*[\x00-\x7f]?", text[run.end() :])
            behind = rest[0] if rest else ""
            if "\n" in behind[:-1] or len(behind) > 30:
                continue
            mark = "?" if rng.random() < MARKED else ""
            try:
                done = shifted(
                    run[0], codec, rng, behind=behind, mark=mark, keep_private=keeps_private
                )
            except UnicodeEncodeError:
                continue
            lost = (run.start() + k for k, seen in enumerate(done.seen) if not seen)
            yield Change(run.start(), run.end() + len(behind), done.text, tuple(lost))
            return
        raise UnfitError(f"no run of it can be read out of step in {codec}")

    return spoil

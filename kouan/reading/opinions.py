"""Whom to ask where encodings are close: ranked candidates in, ranked anew out, by the character model and two detectors.

Counted by `python -m flows.benchmark.votes` on 42,000 windows of 4-20 characters of unseen news in five encodings: 327
are closer than CLOSE, all but four under 12 characters; of these the compact table reads 311 right, the model 325.
chardet names the right one of the two in 99 and the wrong one in 59, charset-normalizer in 127 and 51; in all 108 cases
where one of them contradicted the model, the model was right. So their votes weigh little, and are asked for only where
the model too is in doubt.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from kouan.language.model_file import model_of
from kouan.language.ngrams import NgramModel
from kouan.model.characters import codes_of
from kouan.model.knowledge import Knowledge
from kouan.reading.charset import DECLARED, SAMPLE, Candidate

#: A lead of the first candidate under which the model is asked (log-probability of the whole sample).
CLOSE: Final = 10.0
#: Taken off a candidate that is too far behind to be weighed by the model.
OUT_OF_QUESTION: Final = 1000.0
#: A lead, after the model, under which the detectors are asked.
IN_DOUBT: Final = 4.0
#: What a detector's vote adds: the logarithm of how often it was right for each time it was wrong (99:59, 127:51).
CHARDET: Final = 0.5
CHARSET_NORMALIZER: Final = 0.9

_SAME: Final = {
    "gb2312": "gb18030", "gbk": "gb18030", "cp936": "gb18030", "hz-gb-2312": "hz", "big5": "big5hkscs", "cp950": "big5hkscs",
    "big5-hkscs": "big5hkscs", "utf-16": "utf-16-le", "utf-16le": "utf-16-le", "utf-16be": "utf-16-be", "ascii": "utf-8",
    "euc-jp": "euc_jp", "shift-jis": "cp932", "euc-kr": "cp949", "johab": "cp949", "windows-1252": "cp1252", "iso-8859-1": "cp1252",
}  # fmt: skip


def reconsidered(
    ranked: list[Candidate], raw: bytes, knowledge: Knowledge | None
) -> list[Candidate]:
    """The candidates ranked anew where the first one's lead is small; else as they are.

    Without knowledge there is no model, and only the detectors are asked.
    """
    if _lead(ranked) >= CLOSE:
        return ranked
    if knowledge is not None and knowledge.model is not None:
        ranked = _ranked([_by_model(one, ranked, model_of(knowledge)) for one in ranked])
    if _lead(ranked) >= IN_DOUBT:
        return ranked
    for ask, weight in DETECTORS:
        named = ask(raw[:SAMPLE])
        ranked = [
            replace(one, weight=one.weight + weight) if one.codec == named else one
            for one in ranked
        ]
    return _ranked(ranked)


def _lead(ranked: list[Candidate]) -> float:
    return ranked[0].weight - ranked[1].weight if len(ranked) > 1 else CLOSE


def _ranked(candidates: list[Candidate]) -> list[Candidate]:
    return sorted(candidates, key=lambda candidate: -candidate.weight)


def _by_model(candidate: Candidate, ranked: list[Candidate], model: NgramModel) -> Candidate:
    """A candidate under the model's weight, if it is near enough to the first to be weighed at all."""
    behind = ranked[0].weight - candidate.weight
    if behind > 2 * CLOSE:
        return replace(candidate, weight=candidate.weight - OUT_OF_QUESTION)
    weight = float(model.score(codes_of(candidate.sample)).sum())
    return replace(candidate, weight=weight + DECLARED * candidate.declared)


def _chardet(raw: bytes) -> str | None:
    import chardet

    return _canonical(chardet.detect(raw)["encoding"])


def _charset_normalizer(raw: bytes) -> str | None:
    import charset_normalizer

    best = charset_normalizer.from_bytes(raw).best()
    return _canonical(best.encoding if best else None)


def _canonical(name: str | None) -> str | None:
    """A detector's name of an encoding as ours."""
    plain = (name or "").lower().replace("_", "-")
    return _SAME.get(plain, plain) or None


DETECTORS: Final = ((_chardet, CHARDET), (_charset_normalizer, CHARSET_NORMALIZER))

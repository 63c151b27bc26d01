"""Bytes with holes in, the likeliest characters out: a search over what may have stood there, weighed by the model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from kouan.cleaning.mojibake.views import UTF8, numbers
from kouan.language.ngrams import Keys, NgramModel, Symbols
from kouan.model.characters import Codes, codes_of

#: Items that are no bytes: a mark for a byte that could not be read, and a "?" that may be one, or a question mark.
HOLE: Final = -1
QUESTION: Final = -2
#: Bytes that Windows-1252 does not define: what reads strictly drops them, and nothing is left to see.
DROPPED: Final = (0x81, 0x8D, 0x8F, 0x90, 0x9D)
#: Readings of the beginning that are kept at each byte; more found nothing more.
BEAM: Final = 16
#: From so many characters on that a pattern allows, those are put aside first that cannot be among the likeliest.
MANY: Final = 512
#: What an assumption costs: a byte dropped, a mark that stands for two bytes.
DROP_COST: Final = -0.5
WIDE_COST: Final = -4.0
#: What it costs that a "?" beside a broken character is one: Chinese asks with ？.
ASKED_COST: Final = -3.0
#: Longer gaps are no gaps in a text but its loss.
LONGEST: Final = 60
#: Of more bytes unseen in one gap nothing is left to go by: what is put there is an invention, and takes long to find.
MOST_UNSEEN: Final = 8

Match = npt.NDArray[np.bool_]


class Filled(NamedTuple):
    """Characters for a gap, which of them had to be guessed, and how likely they are between their neighbours."""

    codes: tuple[int, ...]
    guessed: tuple[int, ...]
    score: float


class _State(NamedTuple):
    score: float
    context: int
    codes: tuple[int, ...]
    guessed: tuple[int, ...]


class _Pattern(NamedTuple):
    """One way for the next character to lie over the items: where it ends, and what is known of its bytes."""

    stop: int
    #: A byte; None where it is unknown; -1 where it is one of those dropped.
    octets: tuple[int | None, ...]
    cost: float

    @property
    def is_guess(self) -> bool:
        return any(octet is None or octet < 0 for octet in self.octets)


@dataclass(frozen=True)
class Repertoire:
    """Characters that a guess may be: code points and their bytes in one codec, by length."""

    codes: Codes
    octets: npt.NDArray[np.int16]

    @cached_property
    def is_dropped(self) -> Match:
        """Which of the bytes are among those that Windows-1252 drops."""
        return np.isin(self.octets, DROPPED)

    def matching(self, pattern: _Pattern) -> Codes:
        """The characters whose bytes the pattern allows."""
        fits: Match = np.ones(len(self.codes), bool)
        for place, octet in enumerate(pattern.octets):
            if octet is None:
                continue
            fits &= self.is_dropped[:, place] if octet < 0 else self.octets[:, place] == octet
        return self.codes[fits]


def fill(
    items: Sequence[int],
    codec: str,
    before: Codes,
    behind: Codes,
    model: NgramModel,
    *,
    may_drop: bool,
    avoided: Match,
) -> Filled | None:
    """The likeliest characters between two neighbours, whose bytes are the items; None where nothing fits.

    `avoided` marks code points of the other script, which the model cannot tell apart.
    """
    if not 0 < len(items) <= LONGEST or sum(item < 0 for item in items) > MOST_UNSEEN:
        return None
    context = np.array([model.START], np.uint64)
    for symbol in model.symbols(before[-3:]):
        context = model.after(context, np.array([symbol], np.uint16))
    states: list[list[_State]] = [[] for _ in range(len(items) + 1)]
    states[0] = [_State(0.0, int(context[0]), (), ())]
    for at in range(len(items)):
        if not states[at]:
            continue
        states[at] = sorted(states[at], reverse=True)[:BEAM]
        for pattern in _patterns(items, at, codec, may_drop):
            if pattern.stop > len(items):
                continue
            states[pattern.stop] += _extended(states[at], pattern, codec, model, avoided)
    return _best(states[-1], behind, model)


def _patterns(items: Sequence[int], at: int, codec: str, may_drop: bool) -> Iterator[_Pattern]:
    if items[at] == QUESTION:
        yield _Pattern(at + 1, (ord("?"),), ASKED_COST)
    elif 0 <= items[at] < 0x80:
        yield _Pattern(at + 1, (items[at],), 0.0)
    for length in (2, 3) if codec == UTF8 else (2,):
        yield from _laid(items, at, length, (), 0.0, may_drop)


def _laid(
    items: Sequence[int],
    at: int,
    left: int,
    octets: tuple[int | None, ...],
    cost: float,
    may_drop: bool,
) -> Iterator[_Pattern]:
    """All ways to lay so many bytes over the items from `at` on."""
    if not left:
        yield _Pattern(at, octets, cost)
        return
    if at < len(items):
        item = items[at]
        if item >= 0:
            yield from _laid(items, at + 1, left - 1, (*octets, item), cost, may_drop)
        else:
            yield from _laid(items, at + 1, left - 1, (*octets, None), cost, may_drop)
            if left > 1:
                wide = cost + WIDE_COST
                yield from _laid(items, at + 1, left - 2, (*octets, None, None), wide, may_drop)
    if may_drop and octets:
        yield from _laid(items, at, left - 1, (*octets, -1), cost + DROP_COST, may_drop)


def _extended(
    states: Sequence[_State], pattern: _Pattern, codec: str, model: NgramModel, avoided: Match
) -> list[_State]:
    """The states, each with the likeliest characters that the pattern allows behind it."""
    if len(pattern.octets) == 1:
        codes = np.array([pattern.octets[0]], np.uint32)
    else:
        codes = repertoire(codec, len(pattern.octets)).matching(pattern)
        codes = codes[~avoided[codes]]
    if not len(codes):
        return []
    context = np.array([state.context for state in states], np.uint64)
    symbols = model.symbols(codes)
    if len(codes) > MANY:
        likely = _likely(symbols, context, model)
        codes, symbols = codes[likely], symbols[likely]
    score = model.log_probability(context[:, None], symbols[None, :])
    score = score + np.array([state.score for state in states], np.float32)[:, None] + pattern.cost
    flat = score.ravel()
    best = np.argsort(-flat, kind="stable")[:BEAM] if len(flat) > BEAM else np.arange(len(flat))
    behind = model.after(context[:, None], symbols[None, :]).ravel()
    done = []
    for which in best.tolist():
        state, code = states[which // len(codes)], int(codes[which % len(codes)])
        guessed = (*state.guessed, len(state.codes)) if pattern.is_guess else state.guessed
        done.append(_State(float(flat[which]), int(behind[which]), (*state.codes, code), guessed))
    return done


def _likely(symbols: Symbols, context: Keys, model: NgramModel) -> Match:
    """Which symbols may be among the BEAM likeliest behind one of the contexts.

    Behind a context that knows them not, symbols stand in the order in which they stand alone: of these the first will do.
    """
    follows = model.followers(context)[symbols]
    alone = np.where(follows, -np.inf, model.tables[0].log_probability[symbols])
    return np.asarray(follows | (alone >= np.partition(alone, -BEAM)[-BEAM]))


def _best(states: Sequence[_State], behind: Codes, model: NgramModel) -> Filled | None:
    """The state that what stands behind goes on from best."""
    if not states:
        return None
    total = np.array([state.score for state in states], np.float32)
    context = np.array([state.context for state in states], np.uint64)
    for symbol in model.symbols(behind[:3]):
        total = total + model.log_probability(context, symbol)
        context = model.after(context, symbol)
    best = int(np.argmax(total))
    return Filled(states[best].codes, states[best].guessed, float(total[best]))


@cache
def repertoire(codec: str, length: int) -> Repertoire:
    """The everyday characters of both scripts, and Chinese punctuation, that take so many bytes in a codec."""
    codes = np.array(sorted(set(_everyday())), np.uint32)
    if codec != UTF8:
        number = numbers(codec)[codes]
        codes, number = codes[number > 0xFF], number[number > 0xFF]
        return Repertoire(codes, np.stack((number >> 8, number & 0xFF), 1).astype(np.int16))
    said = [chr(code).encode() for code in codes.tolist()]
    fitting = [number for number, one in enumerate(said) if len(one) == length]
    octets = np.array([list(said[number]) for number in fitting], np.int16).reshape(-1, length)
    return Repertoire(codes[fitting], octets)


def _everyday() -> Iterator[int]:
    for codec, leads, trails in (
        ("gb18030", range(0xA1, 0xA4), range(0xA1, 0xFF)),
        ("gb2312", range(0xB0, 0xF8), range(0xA1, 0xFF)),
        ("big5", range(0xA4, 0xC7), (*range(0x40, 0x7F), *range(0xA1, 0xFF))),
    ):
        block = b"".join(bytes((lead, trail)) for lead in leads for trail in trails)
        yield from codes_of(block.decode(codec, "ignore")).tolist()
    yield from (0xB7, 0xD7)

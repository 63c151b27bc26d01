"""Stretches of text in, what a search asks of each place of them out: its bytes, its tolls, and what is still to come."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from kouan.cleaning.mojibake import ways
from kouan.cleaning.mojibake.accidents import (
    END,
    FOLDED,
    FOLDED_ASK,
    GAP_BONUS,
    HEADING_STOP,
    MARKED_SLIP,
    MIDST,
    SIGN_FOR_PAIR,
    SIGNS,
    SLIP,
    STOPS,
)
from kouan.cleaning.mojibake.channel import FIRST_LEAD, HIGHEST, Channel, Mask
from kouan.cleaning.mojibake.hypotheses import Scores, State
from kouan.cleaning.mojibake.speech import Speech
from kouan.cleaning.mojibake.ways import CLOSED, WAYS
from kouan.language.ngrams import BREAK, Keys
from kouan.model.characters import Codes

#: What a character is worth at best that may be chosen among many.
CHOSEN: Final = -4.5
_ASK = ord("?")
_NEVER: Final = -60.0


class Stretch(NamedTuple):
    """Text to search, the context it stands in, and at some places the characters that a reading in brackets admits."""

    codes: Codes
    context: np.uint64
    admitted: Mapping[int, Mask]
    #: The number of the document that is listened to.
    document: int = 0
    #: Whether the line is likely a heading, which has no full stop at its end.
    is_heading: bool = False

    @property
    def stop_toll(self) -> float:
        """What a full stop at the end costs."""
        return HEADING_STOP if self.is_heading and self.codes[-1] == BREAK else 0.0


@dataclass(frozen=True)
class Sheet:
    """Tables by place and stretch; those that concern ways by place, way and stretch; what lies ahead by place, state and stretch.

    A place behind the last one of a stretch has nothing to say.
    """

    length: npt.NDArray[np.int64]
    document: npt.NDArray[np.int64]
    code: Codes
    second: npt.NDArray[np.int64]
    #: What makes the key of each way, by place, `Part` and stretch; what is read behind it, by place, `Then` and stretch.
    part: npt.NDArray[np.int64]
    then: Codes
    toll: Scores
    #: Log-probability ln P of the text as it stands, by stretch and in all.
    plain: npt.NDArray[np.float64]
    #: What the rest is worth at best, before the character at a place is read.
    ahead: Scores
    is_sign: Mask

    @classmethod
    def of(cls, channels: Sequence[Channel], speech: Speech, stretches: Sequence[Stretch]) -> Sheet:
        """Work out all that is the same for every hypothesis of a stretch; each has a channel of its own."""
        length = np.array([len(one.codes) for one in stretches], np.int64)
        most = int(length.max())
        code = np.zeros((most, len(stretches)), np.uint32)
        for number, one in enumerate(stretches):
            code[: len(one.codes), number] = one.codes
        mine = _columns_of(channels)
        pair, fold_cost = _bytes_of(mine, code)
        first, second = np.where(pair >= 0, pair >> 8, 0), np.where(pair >= 0, pair & 0xFF, 0)
        is_letter = (code >= 0x40) & (code < 0x7F)
        is_sign = np.isin(code, SIGNS)
        inside = np.arange(most)[:, None] < length
        ends = is_sign | (code < FIRST_LEAD)
        toll = np.full((most, len(WAYS), len(stretches)), CLOSED, np.float32)
        has_pair, wide = pair >= 0, (pair >= 0) & (second >= FIRST_LEAD)
        _open(toll, wide, fold_cost, ways.SLIP_TRAIL, ways.SLIP_LEAD)
        _open(toll, wide, fold_cost, ways.SEEN, ways.OVER_GAP)
        _open(toll, has_pair & ~wide, fold_cost, ways.SEEN_SWALLOWED, ways.OVER_SWALLOWED)
        _open(toll, is_letter, 0.0, ways.SEEN_LETTER, ways.OVER_LETTER, ways.LONE_LETTER)
        _open(toll, inside, np.where(ends, np.float32(END), np.float32(MIDST)), ways.TAIL)
        _open(toll, inside & ends, 0.0, ways.LAST)
        _open(toll, is_sign, 0.0, ways.TAIL_AT_SIGN, ways.LAST_AT_SIGN)
        toll[:, ways.INTO_GAP] = 0.0
        toll[:, ways.MORE_GAP] = 0.0
        nothing = np.zeros_like(first)
        said = _Said.of(speech, stretches, *_hidden(mine, first, second))
        return cls(
            length,
            np.array([one.document for one in stretches], np.int64),
            code,
            second,
            np.stack((nothing, first, code.astype(np.int64)), 1),
            np.stack((nothing, code, second), 1).astype(np.uint32),
            toll + ways.COST[:, None],
            said.plain,
            _ahead(said, length, has_pair, is_letter, ends, is_sign),
            is_sign,
        )


def _open(toll: Scores, where: Mask, cost: Scores | float, *numbers: int) -> None:
    for number in numbers:
        toll[:, number] = np.where(where, cost, CLOSED)


#: The channels of a sheet, each with the numbers of its stretches.
_Columns = Mapping[Channel, Sequence[int]]


def _columns_of(channels: Sequence[Channel]) -> _Columns:
    mine: dict[Channel, list[int]] = {}
    for number, channel in enumerate(channels):
        mine.setdefault(channel, []).append(number)
    return mine


def _bytes_of(columns: _Columns, code: Codes) -> tuple[npt.NDArray[np.int64], Scores]:
    """The two bytes that each character out of step may stand for (-1: none), and what that costs."""
    pair = np.empty(code.shape, np.int64)
    cost = np.zeros(code.shape, np.float32)
    letters = (code >= 0x30) & (code < 0x3A) | ((code | 0x20) >= 0x61) & ((code | 0x20) < 0x7B)
    foldable = (code >= 0x21) & (code < 0x7F) & ~letters
    for channel, mine in columns.items():
        pair[:, mine] = np.take(channel.pair, code[:, mine], mode="clip")
        if channel.codec != "gb18030":
            foldable[:, mine] = False
    pair[code > HIGHEST] = -1
    folded = (pair < 0) & foldable
    pair[folded] = 0xA300 | code[folded] | 0x80
    cost[folded] = np.where(code[folded] == _ASK, FOLDED_ASK, FOLDED)
    return pair, cost


def _hidden(
    columns: _Columns, first: npt.NDArray[np.int64], second: npt.NDArray[np.int64]
) -> tuple[Codes, Scores]:
    """The character hidden one byte over before each place (0: none), and how much less likely it is put in."""
    hidden = np.zeros(first.shape, np.uint32)
    bias = np.zeros(first.shape, np.float32)
    for channel, mine in columns.items():
        hidden[1:, mine] = channel.character[second[:-1, mine] << 8 | first[1:, mine]]
        bias[:, mine] = np.take(channel.bias, hidden[:, mine], mode="clip")
    return hidden, bias


class _Said(NamedTuple):
    """By stretch and place, as lists: how likely each character is as it stands, read behind a guess, and hidden one byte over."""

    plain: npt.NDArray[np.float64]
    read: list[list[float]]
    read_anew: list[list[float]]
    seen: list[list[float]]

    @classmethod
    def of(cls, speech: Speech, stretches: Sequence[Stretch], hidden: Codes, bias: Scores) -> _Said:
        count = len(stretches)
        lengths = [len(one.codes) for one in stretches]
        codes = np.concatenate([one.codes for one in stretches])
        inner = np.concatenate([hidden[: lengths[k], k] for k in range(count)])
        added = np.concatenate([bias[: lengths[k], k] for k in range(count)])
        home = np.repeat([one.document for one in stretches], lengths)
        context = _contexts(speech, codes, stretches, lengths)
        under = _contexts(speech, np.where(inner > 0, inner, 10), stretches, lengths)
        said, _ = speech.say(
            np.concatenate((context, under)),
            np.arange(2 * len(codes)),
            np.concatenate((codes, inner)),
            np.concatenate((home, home)),
        )
        alone = speech.alone(np.concatenate((codes, inner)))
        read, seen = said[: len(codes)], np.maximum(said, alone)[len(codes) :]
        seen = np.where(inner > 0, seen + added, _NEVER)
        anew = np.maximum(read, alone[: len(codes)])
        bounds = np.cumsum([0, *lengths])
        plain = np.add.reduceat(read.astype(np.float64), bounds[:-1])
        plain += [
            one.stop_toll if len(one.codes) > 1 and one.codes[-2] in STOPS else 0.0
            for one in stretches
        ]

        def by_stretch(values: Scores) -> list[list[float]]:
            whole: list[float] = values.tolist()
            return [whole[low:high] for low, high in itertools.pairwise(bounds)]

        return cls(plain, by_stretch(read), by_stretch(anew), by_stretch(seen))


def _contexts(
    speech: Speech, codes: Codes, stretches: Sequence[Stretch], lengths: Sequence[int]
) -> Keys:
    """The context of each character, the stretches end to end."""
    symbols = speech.model.symbols(codes).astype(np.uint64)
    context = np.empty(len(codes), np.uint64)
    at = 0
    for one, length in zip(stretches, lengths, strict=True):
        before = np.array([one.context >> np.uint64(s) & np.uint64(0xFFFF) for s in (32, 16, 0)])
        padded = np.concatenate((before, symbols[at : at + length]))
        context[at : at + length] = (
            padded[:length] << np.uint64(32) | padded[1 : length + 1] << np.uint64(16)
        ) | padded[2 : length + 2]
        at += length
    return context


def _ahead(
    said: _Said,
    length: npt.NDArray[np.int64],
    has_pair: Mask,
    is_letter: Mask,
    ends: Mask,
    is_sign: Mask,
) -> Scores:
    """What the rest of each stretch is worth at best in each state, before each place: a coarse look from the end.

    It knows what stands there and what is hidden one byte over, each behind its own kind; of what is guessed
    it takes a likely character for granted.
    """
    most, count = has_pair.shape
    ahead = np.full((most + 1, len(State), count), _NEVER, np.float32)
    for k in range(count):
        in_step, shifted, gap, marked = 0.0, _NEVER, _NEVER, _NEVER
        n = int(length[k])
        rows = [(in_step, marked, shifted, gap, in_step)]
        flags = zip(
            *(one[:n, k].tolist()[::-1] for one in (has_pair, is_letter, ends, is_sign)),
            said.read[k][::-1], said.read_anew[k][::-1], said.seen[k][::-1],
            strict=True,
        )  # fmt: skip
        for pair, letter, end, sign, read, anew, seen in flags:
            closed = CHOSEN + (shifted if pair else _NEVER)
            if letter:
                closed = max(closed, CHOSEN + in_step)
            back = CHOSEN + (END if end else MIDST) + anew + in_step
            last = CHOSEN + END + anew + in_step if end else _NEVER
            if sign:
                back, last = max(back, CHOSEN + END + in_step), CHOSEN + END + in_step
            new_shifted = max(
                seen + shifted, 2 * (CHOSEN + GAP_BONUS) + shifted, back,
                CHOSEN + in_step if letter else _NEVER,
                2 * (CHOSEN + GAP_BONUS) + in_step if letter else _NEVER,
                last + CHOSEN,
            )  # fmt: skip
            new_gap = max(closed + GAP_BONUS, last, SIGN_FOR_PAIR + gap if sign else _NEVER)
            new_in_step = max(read + in_step, SLIP + closed)
            if sign:
                new_in_step = max(new_in_step, MARKED_SLIP + marked)
            in_step, shifted, gap, marked = (
                new_in_step,
                new_shifted,
                new_gap,
                max(closed, CHOSEN + new_gap),
            )
            rows.append((in_step, marked, shifted, gap, in_step))
        ahead[: n + 1, :, k] = rows[::-1]
    return ahead

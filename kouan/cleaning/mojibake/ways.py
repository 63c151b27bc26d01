"""What may befall bytes out of step, as a table: which characters each way allows, what it costs and where it leads."""

from __future__ import annotations

from enum import IntEnum
from typing import Final, NamedTuple

import numpy as np

from kouan.cleaning.mojibake.accidents import (
    END,
    GAP_BONUS,
    GAP_FIRST,
    LONE,
    SLIP,
    SWALLOWED,
    TRAIL_FIRST,
)
from kouan.cleaning.mojibake.hypotheses import Source, State, Widths


class Choice(IntEnum):
    """The characters that a way allows; each kind has keys of its own."""

    TRAIL = 0  # all with a trail byte: the lead was lost
    LEAD = 1  # all with a lead byte: the trail was lost
    INTO_GAP = 2  # with a lead byte, and a trail that begins a pair that vanishes
    FIRST_GAP = 3  # with any lead and such a trail; one key
    MORE_GAP = 4  # behind an open byte before a gap: its lead ends that pair, its trail begins the next one
    LAST = 5  # behind an open byte before a gap: its lead ends that pair
    OVER_GAP = 6  # by open byte before a gap and trail
    PAIR = 7  # by lead and trail: one, or none


#: Where the keys of each kind begin.
KEYS: Final = (0, 256, 512, 768, 1024, 1280, 1536, 1536 + 0x10000, 1536 + 0x20000)


class Part(IntEnum):
    """What of the character that is read makes the key, beside the open byte."""

    NOTHING = 0
    FIRST = 1  # the first of its two bytes
    CODE = 2  # the letter itself, as a byte


class Then(IntEnum):
    """What is read behind the character that is put out."""

    NOTHING = 0
    CODE = 1  # the character that stands there
    SECOND = 2  # its second byte, a letter


class Way(NamedTuple):
    """One way that a hypothesis may go on."""

    origins: tuple[State, ...]
    choice: Choice
    part: Part
    source: Source
    state: State
    cost: float
    #: How many times the open byte counts in the key.
    factor: int = 0
    then: Then = Then.NOTHING


_OPENING: Final = (State.BEFORE, State.AFTER, State.MARKED)
_SHIFTED, _GAP = (State.SHIFTED,), (State.GAP,)

WAYS: Final = (
    # before a character is read: a pair vanished
    Way(_SHIFTED, Choice.INTO_GAP, Part.NOTHING, Source.BEFORE_GAP, State.GAP, GAP_BONUS, 1),
    Way((State.BEFORE, State.MARKED), Choice.FIRST_GAP, Part.NOTHING, Source.BETWEEN_GAPS, State.GAP, GAP_FIRST),
    Way(_GAP, Choice.MORE_GAP, Part.NOTHING, Source.BETWEEN_GAPS, State.GAP, GAP_BONUS, 1),
    # a byte was lost before this character: its first byte is the trail, or the lead, of a character
    Way(_OPENING, Choice.TRAIL, Part.FIRST, Source.LEAD_LOST, State.SHIFTED, 0.0),
    Way(_OPENING, Choice.LEAD, Part.FIRST, Source.TRAIL_LOST, State.SHIFTED, TRAIL_FIRST),
    # out of step: the open byte and the first of these make a character; the second stays open
    Way(_SHIFTED, Choice.PAIR, Part.FIRST, Source.SEEN, State.SHIFTED, 0.0, 256),
    Way(_GAP, Choice.OVER_GAP, Part.FIRST, Source.BEHIND_GAP, State.SHIFTED, GAP_BONUS, 256),
    # the last byte out of step has swallowed an ASCII letter
    Way(_SHIFTED, Choice.PAIR, Part.FIRST, Source.SEEN, State.AFTER, SWALLOWED, 256, Then.SECOND),
    Way(_GAP, Choice.OVER_GAP, Part.FIRST, Source.BEHIND_GAP, State.AFTER, GAP_BONUS + SWALLOWED, 256, Then.SECOND),
    # a lone trail byte: in step again at once
    Way(_SHIFTED, Choice.PAIR, Part.CODE, Source.SEEN, State.AFTER, 0.0, 256),
    Way(_GAP, Choice.OVER_GAP, Part.CODE, Source.BEHIND_GAP, State.AFTER, GAP_BONUS, 256),
    Way(_OPENING, Choice.TRAIL, Part.CODE, Source.LEAD_LOST, State.AFTER, LONE),
    # in step again before this character: the trail of the last character out of step was lost
    Way(_SHIFTED, Choice.LEAD, Part.NOTHING, Source.TRAIL_LOST, State.AFTER, 0.0, 1, Then.CODE),
    Way(_SHIFTED, Choice.LEAD, Part.NOTHING, Source.TRAIL_LOST, State.AFTER, END, 1),
    # the last pair out of step vanished: of the character behind it only the lead is known, and hardly that
    Way(_GAP, Choice.LAST, Part.NOTHING, Source.BETWEEN_GAPS, State.AFTER, END, 1, Then.CODE),
    Way(_GAP, Choice.LAST, Part.NOTHING, Source.BETWEEN_GAPS, State.AFTER, END, 1),
)  # fmt: skip
INTO_GAP, MORE_GAP, READING = slice(0, 2), slice(2, 3), slice(3, len(WAYS))
(
    _, _, _,
    SLIP_TRAIL, SLIP_LEAD, SEEN, OVER_GAP, SEEN_SWALLOWED, OVER_SWALLOWED,
    SEEN_LETTER, OVER_LETTER, LONE_LETTER, TAIL, TAIL_AT_SIGN, LAST, LAST_AT_SIGN,
) = range(len(WAYS))  # fmt: skip

#: What it costs to go a way from a state: nothing, a slip, or it cannot be.
CLOSED: Final = np.float32(-1e6)
FROM: Final = np.full((len(WAYS), len(State)), CLOSED, np.float32)
for _number, _way in enumerate(WAYS):
    for _origin in _way.origins:
        _slips = _origin in (State.BEFORE, State.AFTER)
        FROM[_number, _origin] = SLIP if _slips else 0.0
COST: Final = np.array([way.cost for way in WAYS], np.float32)
STATE: Final = np.array([way.state for way in WAYS], np.int8)
SOURCE: Final = np.array([way.source for way in WAYS], np.int8)
FIRST_KEY: Final = np.array([KEYS[way.choice] for way in WAYS], np.int64)
#: What the character is worth at best that a way puts out: the less is known of it, the less a way promises.
LIKELY: Final = np.full(len(WAYS), -1.0, np.float32)
LIKELY[[INTO_GAP.start, SLIP_TRAIL, SLIP_LEAD, TAIL, TAIL_AT_SIGN]] = -2.0
LIKELY[[LAST, LAST_AT_SIGN]] = -4.0
FACTOR: Final = np.array([way.factor for way in WAYS], np.int64)


def _widths(
    kept: int,
    gap: int,
    gaps: tuple[int, int],
    narrow: tuple[int, int, int],
    weighed: int,
    hopeless: tuple[float, float],
) -> Widths:
    slips, ends, last = narrow
    rows = np.full(len(WAYS), kept, np.int64)
    rows[INTO_GAP] = kept, slips
    rows[[SLIP_TRAIL, SLIP_LEAD, LONE_LETTER]] = slips
    rows[[OVER_GAP, OVER_SWALLOWED, OVER_LETTER]] = gap
    rows[[TAIL, TAIL_AT_SIGN]] = ends
    rows[[LAST, LAST_AT_SIGN]] = last
    return Widths(kept, gap, *gaps, rows, weighed, *hopeless)


#: The first look only says whether it is worth a second.
FIRST_LOOK: Final = _widths(16, 32, (4, 1), (2, 8, 2), 160, (15.0, 9.0))
FULL: Final = _widths(64, 128, (16, 3), (4, 24, 5), 400, (17.0, 12.0))

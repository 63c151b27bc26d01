"""What each accident of bytes costs a hypothesis, and the bytes that a character out of step may stand for."""

from __future__ import annotations

from typing import Final

from kouan.cleaning.mojibake.channel import Channel

#: ln P of a slip at a given character, and of one where a sign for the lost byte stands.
SLIP, MARKED_SLIP = -4.0, -1.5
#: The first trail was lost, not the lead; the first pair read out of step is one that vanishes.
TRAIL_FIRST, GAP_FIRST = -1.0, 0.0
#: A letter between two characters is the trail of one: the model says already how rare such letters are.
LONE = 0.0
#: The slip ends at an ASCII character, a line end or a sign for a lost byte, as it must; or in the midst of characters,
#: as for readers that drop one byte of a bad pair.
END, MIDST = -0.5, -4.0
#: The last byte out of step made a character with the ASCII letter behind it.
SWALLOWED = -4.0
#: A "?" that was a full-width one in the text out of step; another mark that was.
FOLDED_ASK, FOLDED = -1.0, -5.0
#: A sign that stands for a whole pair.
SIGN_FOR_PAIR = -1.5
#: What one more character costs less than the model says, since a gap makes the text longer.
GAP_BONUS = 0.5


#: Readings that are told.
MOST_PATHS: Final = 12
_ASK, _FULL_ASK = ord("?"), 0xA3BF
SIGNS = (_ASK, 0xFFFD)


def bytes_of(channel: Channel, code: int) -> list[tuple[int, float]]:
    """The bytes that a character out of step may stand for, with what each way costs."""
    pair = int(channel.pair[code]) if code < len(channel.pair) else -1
    if pair >= 0:
        return [(pair, 0.0)]
    wide = 0xA300 | code | 0x80
    if channel.codec == "gb18030" and 0x21 <= code < 0x7F and not chr(code).isalnum():
        return [(wide, FOLDED_ASK if wide == _FULL_ASK else FOLDED)]
    return []

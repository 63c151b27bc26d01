"""What each accident of bytes costs a hypothesis."""

from __future__ import annotations

from typing import Final

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
SIGNS: Final = (ord("?"), 0xFFFD)

#: A heading that ends in a full stop: one in two hundred does, of the lines that the model knows three in five.
HEADING_STOP: Final = -3.5
#: The marks that end a sentence, full-width, as the model has them.
STOPS: Final = (0x3002, 0xFF01, 0xFF1F)

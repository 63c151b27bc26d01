"""Text that may hold bytes read out of step in, the likeliest texts that it was out: a beam search over a byte channel.

What was written is hidden; given it and where a byte was lost, what is read is certain. So a hypothesis costs
what the character model says of its text, and a constant for each accident it takes for granted.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from kouan.cleaning.mojibake.accidents import (
    END,
    GAP_BONUS,
    GAP_FIRST,
    LONE,
    MARKED_SLIP,
    MIDST,
    MOST_PATHS,
    SIGN_FOR_PAIR,
    SIGNS,
    SLIP,
    SWALLOWED,
    TRAIL_FIRST,
    bytes_of,
)
from kouan.cleaning.mojibake.channel import FIRST_LEAD, Channel, Mask
from kouan.cleaning.mojibake.growths import Growth, grown
from kouan.cleaning.mojibake.hypotheses import (
    FULL,
    NOTHING,
    Beam,
    Numbers,
    Path,
    Source,
    State,
    Widths,
    beam_of,
    best_of,
    joined,
    pruned,
)
from kouan.cleaning.mojibake.speech import Speech
from kouan.model.characters import Codes


class Lattice:
    """The search over one stretch of text; `allowed` says at some places which characters a reading in brackets admits."""

    def __init__(
        self,
        channel: Channel,
        speech: Speech,
        allowed: Callable[[int], Mask | None],
        widths: Widths = FULL,
    ) -> None:
        self.widths = widths
        self.channel = channel
        self.speech = speech
        self.allowed = allowed
        self._parents: list[Numbers] = []
        self._emitted: list[tuple[Codes, Codes, npt.NDArray[np.int8]]] = []
        self._places: list[int] = []
        self._nodes = 0

    def search(self, codes: Codes, context: np.uint64) -> list[Path]:
        """The readings that repair something, the likeliest first."""
        beam = self._step_out(
            beam_of(-1, State.BEFORE, 0, context, np.zeros(1, np.float32), 1), -1, 1
        )
        for place, code in enumerate(codes.tolist()):
            beam = self._step(beam, place, code)
        after = beam.at(beam.state == State.AFTER)
        order = np.argsort(-after.score, kind="stable")
        return [self._path(after, k) for k in order[:MOST_PATHS].tolist()]

    def _step(self, beam: Beam, place: int, code: int) -> Beam:
        """Read one character."""
        beam = joined(beam, self._into_gaps(beam.rooted(), place)).rooted()
        shifted, gap = beam.at(beam.state == State.SHIFTED), beam.at(beam.state == State.GAP)
        in_step = beam.at((beam.state == State.BEFORE) | (beam.state == State.AFTER))
        opening = self._opening(beam)
        code_again = np.full(len(in_step.node), code, np.uint32)
        growths = [Growth.of(in_step, code_again, Source.READ, in_step.state)]
        for pair, cost in bytes_of(self.channel, code):
            growths += self._slipped(opening, pair, cost)
            growths += self._going_on(shifted, gap, pair, cost)
        if 0x40 <= code < 0x7F:
            growths += self._closed(shifted, gap, code, State.AFTER)
            # a lone trail byte: in step again at once
            key = np.full(len(opening.node), code, np.int64)
            growths.append(
                Growth.chosen(
                    opening, self.channel.by_trail, key, Source.LEAD_LOST, State.AFTER, LONE
                )
            )
        growths += self._ended(shifted, gap, code)
        after = self._grown(beam, growths)
        if code in SIGNS:
            after = joined(after, *_signed(in_step, gap))
        return self._step_out(self._admitted(after, place), place, self.widths.kept)

    def _grown(self, beam: Beam, growths: list[Growth]) -> Beam:
        return grown(beam, growths, self.speech, self.widths.closings)

    def _slipped(self, opening: Beam, pair: int, cost: float) -> list[Growth]:
        """A byte was lost before this character: its first byte is the trail, or the lead, of a character."""
        if pair & 0xFF < FIRST_LEAD:
            return []
        key = np.full(len(opening.node), pair >> 8)
        lead = Growth.chosen(
            opening, self.channel.by_trail, key, Source.LEAD_LOST, State.SHIFTED, cost
        )
        cost += TRAIL_FIRST
        trail = Growth.chosen(
            opening, self.channel.by_lead, key, Source.TRAIL_LOST, State.SHIFTED, cost
        )
        return [lead.opened(pair & 0xFF), trail.opened(pair & 0xFF)]

    def _opening(self, beam: Beam) -> Beam:
        """The hypotheses that a slip may befall here, at its price."""
        began = (beam.state == State.BEFORE) | (beam.state == State.AFTER)
        began |= beam.state == State.MARKED
        beam = beam.at(began)
        beam = beam.at(best_of(beam.score, self.widths.opening))
        price = np.where(beam.state == State.MARKED, 0, SLIP).astype(np.float32)
        return beam._replace(score=beam.score + price)

    def _going_on(self, shifted: Beam, gap: Beam, pair: int, cost: float) -> list[Growth]:
        """Out of step: the open byte and the first of these make a character; the second stays open."""
        first, second = pair >> 8, pair & 0xFF
        closed = self._closed(shifted, gap, first, State.SHIFTED, cost)
        opened = [growth.opened(second) for growth in closed]
        if second < FIRST_LEAD:
            # the last byte out of step has swallowed an ASCII letter
            opened += [growth.followed(second, SWALLOWED) for growth in opened]
        return opened

    def _closed(
        self, shifted: Beam, gap: Beam, trail: int, state: State, cost: float = 0.0
    ) -> list[Growth]:
        """This is the trail byte behind the open one, or behind a pair that vanished."""
        code = self.channel.character[shifted.byte.astype(np.int64) << 8 | trail]
        is_one = code > 0
        key = gap.byte.astype(np.int64) << 8 | trail
        return [
            Growth.of(shifted.at(is_one), code[is_one], Source.SEEN, state, cost),
            Growth.chosen(
                gap, self.channel.behind_gap, key, Source.BEHIND_GAP, state, cost + GAP_BONUS
            ),
        ]

    def _ended(self, shifted: Beam, gap: Beam, code: int) -> list[Growth]:
        """In step again before this character: the trail of the last character out of step was lost."""
        growths: list[Growth] = []
        ends = code in SIGNS or code < FIRST_LEAD
        if len(shifted.node):
            best = shifted.at(best_of(shifted.score, self.widths.end))
            key = best.byte.astype(np.int64)
            lost = Growth.chosen(
                best,
                self.channel.by_lead,
                key,
                Source.TRAIL_LOST,
                State.AFTER,
                END if ends else MIDST,
            )
            growths.append(lost.followed(code))
            if code in SIGNS:
                growths.append(lost)
        if ends and len(gap.node):
            # the last pair out of step vanished: of the character behind it only the lead is known, and hardly that
            best = gap.at(best_of(gap.score, self.widths.last))
            key = best.byte.astype(np.int64)
            last = Growth.chosen(
                best,
                self.channel.last_behind_gap,
                key,
                Source.BETWEEN_GAPS,
                State.AFTER,
                END,
            )
            growths.append(last.followed(code))
            if code in SIGNS:
                growths.append(last)
        return growths

    def _into_gaps(self, beam: Beam, place: int) -> Beam:
        """Pairs that vanished before this character: one, two in a row, or the first out of step."""
        shifted = beam.at(beam.state == State.SHIFTED)
        opening = self._opening(beam.at(beam.state != State.AFTER))
        single = Growth.chosen(
            shifted,
            self.channel.before_gap,
            shifted.byte.astype(np.int64),
            Source.BEFORE_GAP,
            State.GAP,
            GAP_BONUS,
        )
        first = Growth.chosen(
            opening,
            self.channel.any_before_gap,
            np.zeros(len(opening.node), np.int64),
            Source.BETWEEN_GAPS,
            State.GAP,
            GAP_FIRST,
        )
        gaps = self._step_out(self._grown(beam, [single, first]), place, self.widths.gap)
        found = [gaps]
        for _ in range(2):
            if not len(gaps.node):
                break
            best = gaps.at(best_of(gaps.score, self.widths.second_gap)).rooted()
            more = Growth.chosen(
                best,
                self.channel.between_gaps,
                best.byte.astype(np.int64),
                Source.BETWEEN_GAPS,
                State.GAP,
                GAP_BONUS,
            )
            gaps = self._step_out(self._grown(best, [more]), place, self.widths.second_gap)
            found.append(gaps)
        return joined(*found)

    def _admitted(self, beam: Beam, place: int) -> Beam:
        """Without the hypotheses whose character is not read as the brackets behind it say."""
        readable = self.allowed(place)
        if readable is None:
            return beam
        last = np.where(beam.second > 0, beam.second, beam.first)
        fits = np.take(readable, last, mode="clip") | (beam.state == State.BEFORE) | (last == 0)
        return beam.at(fits)

    def _step_out(self, beam: Beam, place: int, width: int) -> Beam:
        """The best hypotheses of each kind, written down as nodes."""
        if not len(beam.node):
            return NOTHING
        beam = beam.at(pruned(beam, width))
        self._parents.append(beam.node)
        self._emitted.append((beam.first, beam.second, beam.source))
        self._places += [place] * len(beam.node)
        node = np.arange(self._nodes, self._nodes + len(beam.node))
        self._nodes += len(beam.node)
        return beam._replace(node=node)

    def _path(self, beam: Beam, which: int) -> Path:
        parents = np.concatenate(self._parents)
        first = np.concatenate([one[0] for one in self._emitted])
        second = np.concatenate([one[1] for one in self._emitted])
        source = np.concatenate([one[2] for one in self._emitted])
        text: list[tuple[int, int, int]] = []
        node = int(beam.node[which])
        while node >= 0:
            place = self._places[node]
            if second[node]:
                text.append((int(second[node]), Source.READ, place))
            if first[node]:
                text.append((int(first[node]), int(source[node]), place))
            node = int(parents[node])
        text.reverse()
        codes, sources, places = zip(*text, strict=True) if text else ((), (), ())
        return Path(float(beam.score[which]), codes, sources, places)


def _signed(in_step: Beam, gap: Beam) -> tuple[Beam, Beam]:
    """The sign stands for a byte, or for a whole pair; nothing is put out."""
    marked, gap = in_step.silent(), gap.silent()
    state = np.full(len(marked.node), State.MARKED, np.int8)
    return (
        marked._replace(state=state, score=marked.score + np.float32(MARKED_SLIP)),
        gap._replace(score=gap.score + np.float32(SIGN_FOR_PAIR)),
    )

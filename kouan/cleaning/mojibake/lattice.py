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
from kouan.cleaning.mojibake.channel import FIRST_LEAD, Channel, Choices, Mask
from kouan.cleaning.mojibake.hypotheses import (
    FULL,
    NOTHING,
    ONE,
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

    def search(self, codes: Codes, context: np.uint64) -> tuple[float, list[Path]]:
        """Log-probability of the text as it stands, and the readings that repair something, the likeliest first."""
        plain = self._plain(codes, context)
        beam = self._step_out(
            beam_of(-1, State.BEFORE, 0, context, np.zeros(1, np.float32), 1), -1, 1
        )
        for place, code in enumerate(codes.tolist()):
            beam = self._step(beam, place, code)
        after = beam.at(beam.state == State.AFTER)
        order = np.argsort(-after.score, kind="stable")
        return plain, [self._path(after, k) for k in order[:MOST_PATHS].tolist()]

    def _plain(self, codes: Codes, context: np.uint64) -> float:
        total = 0.0
        contexts = np.array([context], np.uint64)
        for place in range(len(codes)):
            said, contexts = self.speech.say(contexts, ONE, codes[place : place + 1])
            total += float(said[0])
        return total

    def _step(self, beam: Beam, place: int, code: int) -> Beam:
        """Read one character."""
        gaps = self._into_gaps(beam, place)
        beam = joined(beam, gaps)
        shifted, gap = beam.at(beam.state == State.SHIFTED), beam.at(beam.state == State.GAP)
        in_step = beam.at((beam.state == State.BEFORE) | (beam.state == State.AFTER))
        parts = [self._read(in_step, code)]
        sign = code in SIGNS
        ends = sign or code < FIRST_LEAD
        for pair, cost in bytes_of(self.channel, code):
            parts.append(self._slipped(beam, pair, cost))
            parts.append(self._going_on(shifted, gap, pair, cost))
        if 0x40 <= code < 0x7F:
            parts.append(self._closed(shifted, gap, code))
            parts.append(self._lone_trail(beam, code))
        if len(shifted.node):
            best = shifted.at(best_of(shifted.score, self.widths.end))
            closed = self._trail_lost(best, END if ends else MIDST)
            parts.append(self._read_behind(closed, code))
            if sign:
                parts.append(closed)
        if ends and len(gap.node):
            # the last pair out of step vanished: of the character behind it only the lead is known, and hardly that
            best = gap.at(best_of(gap.score, self.widths.last))
            key = best.byte.astype(np.int64)
            last = self._chosen(
                best, self.channel.last_behind_gap, key, Source.BETWEEN_GAPS, State.AFTER, END
            )
            parts.append(self._read_behind(last, code))
        if sign:
            marked = in_step.silent()
            state = np.full(len(marked.node), State.MARKED, np.int8)
            score = marked.score + np.float32(MARKED_SLIP)
            parts.append(marked._replace(state=state, score=score))
            parts.append(gap.silent()._replace(score=gap.score + np.float32(SIGN_FOR_PAIR)))
        return self._step_out(self._admitted(joined(*parts), place), place, self.widths.kept)

    def _read(self, beam: Beam, code: int) -> Beam:
        """In step: the character is what it is."""
        code_again = np.full(len(beam.node), code, np.uint32)
        said, context = self.speech.say(beam.context, np.arange(len(beam.node)), code_again)
        return beam._replace(
            context=context,
            score=beam.score + said,
            first=np.full(len(beam.node), code, np.uint32),
            second=np.zeros(len(beam.node), np.uint32),
            source=np.full(len(beam.node), Source.READ, np.int8),
        )

    def _read_behind(self, beam: Beam, code: int) -> Beam:
        """The same where the step has put out one character already."""
        code_again = np.full(len(beam.node), code, np.uint32)
        said, context = self.speech.say(beam.context, np.arange(len(beam.node)), code_again)
        return beam._replace(
            context=context,
            score=beam.score + said,
            second=np.full(len(beam.node), code, np.uint32),
        )

    def _slipped(self, beam: Beam, pair: int, cost: float) -> Beam:
        """A byte was lost before this character: its first byte is the trail, or the lead, of a character."""
        if not len(beam.node) or pair & 0xFF < FIRST_LEAD:
            return NOTHING
        beam = self._opening(beam)
        beam = beam._replace(score=beam.score + np.float32(cost))
        key = np.full(len(beam.node), pair >> 8)
        lead = self._chosen(beam, self.channel.by_trail, key, Source.LEAD_LOST, State.SHIFTED)
        trail = self._chosen(
            beam, self.channel.by_lead, key, Source.TRAIL_LOST, State.SHIFTED, TRAIL_FIRST
        )
        opened = joined(lead, trail)
        return opened._replace(byte=np.full(len(opened.node), pair & 0xFF, np.int16))

    def _opening(self, beam: Beam) -> Beam:
        """The hypotheses that a slip may befall here, at its price."""
        began = (beam.state == State.BEFORE) | (beam.state == State.AFTER)
        began |= beam.state == State.MARKED
        beam = beam.at(began)
        beam = beam.at(best_of(beam.score, self.widths.opening))
        price = np.where(beam.state == State.MARKED, 0, SLIP).astype(np.float32)
        return beam._replace(score=beam.score + price)

    def _going_on(self, shifted: Beam, gap: Beam, pair: int, cost: float) -> Beam:
        """Out of step: the open byte and the first of these make a character; the second stays open."""
        first, second = pair >> 8, pair & 0xFF
        made = self._made(shifted, first)
        key = gap.byte.astype(np.int64) << 8 | first
        behind = self._chosen(
            gap, self.channel.behind_gap, key, Source.BEHIND_GAP, State.SHIFTED, GAP_BONUS
        )
        both = joined(made, behind)
        both = both._replace(
            byte=np.full(len(both.node), second, np.int16), score=both.score + np.float32(cost)
        )
        if second >= FIRST_LEAD:
            return both
        # the last byte out of step has swallowed an ASCII letter
        back = self._read_behind(both, second)
        back = back._replace(score=back.score + np.float32(SWALLOWED))
        return back._replace(state=np.full(len(back.node), State.AFTER, np.int8))

    def _closed(self, shifted: Beam, gap: Beam, code: int) -> Beam:
        """A letter is the trail byte of the last character out of step."""
        key = gap.byte.astype(np.int64) << 8 | code
        behind = self._chosen(
            gap, self.channel.behind_gap, key, Source.BEHIND_GAP, State.AFTER, GAP_BONUS
        )
        made = self._made(shifted, code)
        both = joined(made, behind)
        return both._replace(state=np.full(len(both.node), State.AFTER, np.int8))

    def _lone_trail(self, beam: Beam, code: int) -> Beam:
        """A letter is the trail byte of a character whose lead was lost: in step again at once."""
        opening = self._opening(beam)
        key = np.full(len(opening.node), code, np.int64)
        return self._chosen(
            opening, self.channel.by_trail, key, Source.LEAD_LOST, State.AFTER, LONE
        )

    def _made(self, shifted: Beam, trail: int) -> Beam:
        code = self.channel.character[shifted.byte.astype(np.int64) << 8 | trail]
        is_one = code > 0
        which = np.flatnonzero(is_one)
        return self._put_out(shifted, which, code[which], Source.SEEN, State.SHIFTED, 0.0)

    def _trail_lost(self, beam: Beam, cost: float) -> Beam:
        """In step again: the trail of the last character out of step was lost."""
        key = beam.byte.astype(np.int64)
        return self._chosen(beam, self.channel.by_lead, key, Source.TRAIL_LOST, State.AFTER, cost)

    def _into_gaps(self, beam: Beam, place: int) -> Beam:
        """Pairs that vanished before this character: one, two in a row, or the first out of step."""
        shifted = beam.at(beam.state == State.SHIFTED)
        key = shifted.byte.astype(np.int64)
        single = self._chosen(
            shifted, self.channel.before_gap, key, Source.BEFORE_GAP, State.GAP, GAP_BONUS
        )
        opening = self._opening(beam.at(beam.state != State.AFTER))
        first = self._chosen(
            opening,
            self.channel.any_before_gap,
            np.zeros(len(opening.node), np.int64),
            Source.BETWEEN_GAPS,
            State.GAP,
            GAP_FIRST,
        )
        gaps = self._step_out(joined(single, first), place, self.widths.gap)
        found = gaps
        for _ in range(2):
            if not len(gaps.node):
                break
            best = gaps.at(best_of(gaps.score, self.widths.second_gap))
            more = self._chosen(
                best,
                self.channel.between_gaps,
                best.byte.astype(np.int64),
                Source.BETWEEN_GAPS,
                State.GAP,
                GAP_BONUS,
            )
            gaps = self._step_out(more, place, self.widths.second_gap)
            found = joined(found, gaps)
        return found

    def _chosen(
        self,
        beam: Beam,
        choices: Choices,
        key: Numbers,
        source: Source,
        state: State,
        cost: float = 0.0,
    ) -> Beam:
        """Each hypothesis with each of its choices."""
        if not len(beam.node):
            return NOTHING
        which, code, byte = choices.of(key)
        put = self._put_out(beam, which, code, source, state, cost)
        return put._replace(byte=byte.astype(np.int16))

    def _put_out(
        self,
        beam: Beam,
        which: npt.NDArray[np.intp],
        code: Codes,
        source: Source,
        state: State,
        cost: float,
    ) -> Beam:
        said, context = self.speech.say(beam.context, which, code)
        said = said + np.take(self.speech.bias, code, mode="clip") + np.float32(cost)
        count = len(code)
        return Beam(
            beam.node[which],
            np.full(count, state, np.int8),
            beam.byte[which],
            context,
            beam.score[which] + said,
            code,
            np.zeros(count, np.uint32),
            np.full(count, source, np.int8),
        )

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

"""Text that may hold bytes read out of step in, the likeliest texts that it was out: a beam search over a byte channel.

What was written is hidden; given it and where a byte was lost, what is read is certain. So a hypothesis costs
what the character model says of its text, and a constant for each accident it takes for granted.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from kouan.cleaning.mojibake import ways
from kouan.cleaning.mojibake.accidents import MARKED_SLIP, MOST_PATHS, SIGN_FOR_PAIR, STOPS
from kouan.cleaning.mojibake.channel import MOST_KEYS, Channel, choices_of
from kouan.cleaning.mojibake.hypotheses import (
    NOTHING,
    Beam,
    Numbers,
    Path,
    Scores,
    Source,
    State,
    Widths,
    about_best,
    beginning,
    best_by,
    joined,
    pruned,
    ranks,
)
from kouan.cleaning.mojibake.sheet import Sheet, Stretch
from kouan.cleaning.mojibake.speech import Speech
from kouan.cleaning.mojibake.ways import FACTOR, FIRST_KEY, FROM, LIKELY, SOURCE, STATE, WAYS, Then
from kouan.language.ngrams import WIDTH
from kouan.model.characters import Codes

_PART = np.array([way.part for way in WAYS], np.int64)
_THEN = np.array([way.then for way in WAYS], np.int64)


def search(
    channels: Sequence[Channel], speech: Speech, widths: Widths, stretches: Sequence[Stretch]
) -> tuple[list[list[Path]], list[float]]:
    """The readings of each stretch that repair something, the likeliest first; and ln P of each as it stands.

    The stretches are searched side by side, each in the channel beside it; none of them is the wiser for the others.
    """
    return _Search(channels, speech, widths, stretches).run()


class _Search:
    """One search; the nodes that it has written down, as columns of all places end to end."""

    def __init__(
        self,
        channels: Sequence[Channel],
        speech: Speech,
        widths: Widths,
        stretches: Sequence[Stretch],
    ) -> None:
        self.speech, self.widths, self.stretches = speech, widths, stretches
        self.sheet = Sheet.of(channels, speech, stretches)
        number = {channel: place for place, channel in enumerate(dict.fromkeys(channels))}
        self._choices = choices_of(tuple(number))
        #: Where the keys of each stretch begin.
        self._keys = np.array([number[channel] * MOST_KEYS for channel in channels], np.int64)
        self._nodes: list[tuple[Numbers, Codes, Codes, npt.NDArray[np.int8], int]] = []
        self._count = 0

    def run(self) -> tuple[list[list[Path]], list[float]]:
        """Read all stretches from the left to the right."""
        sheet = self.sheet
        contexts = np.array([one.context for one in self.stretches], np.uint64)
        beam = self._written(beginning(contexts), 0)
        ended: list[Beam] = []
        stops = set(sheet.length.tolist())
        for place in range(len(sheet.code)):
            beam = self._step(beam, place)
            if place + 1 in stops:
                going = sheet.length[beam.run] > place + 1
                ended.append(self._ended(beam.at(~going & (beam.state == State.AFTER))))
                beam = beam.at(going)
        after = joined(*ended)
        paths: list[list[Path]] = [[] for _ in self.stretches]
        if len(after.node):
            after = after.at(best_by(after.run, after.score, MOST_PATHS))
            for run, path in zip(after.run.tolist(), self._paths(after), strict=True):
                paths[run].append(path)
        return paths, sheet.plain.tolist()

    def _ended(self, beam: Beam) -> Beam:
        """The hypotheses at the end of their stretches: a heading has no full stop there."""
        before = (beam.context >> WIDTH) & np.uint64(0xFFFF)
        toll = np.array([one.stop_toll for one in self.stretches], np.float32)[beam.run]
        return beam._replace(score=beam.score + np.where(np.isin(before, STOPS), toll, 0))

    def _step(self, beam: Beam, place: int) -> Beam:
        """Read one character of each stretch."""
        sheet = self.sheet
        floor = np.full(len(self.stretches), -np.inf, np.float32)
        hope = beam.score + sheet.ahead[place, beam.state, beam.run]
        np.maximum.at(floor, beam.run, hope)
        floor -= np.float32(self.widths.hopeless)
        beam = joined(beam, self._into_gaps(beam, place, floor))
        grown = self._grown(beam, ways.READING, place, floor)
        after = joined(self._read(beam, place), grown, *self._signed(beam, place))
        after = self._admitted(after, place)
        hope = after.score + sheet.ahead[place + 1, after.state, after.run]
        stays = np.flatnonzero((hope >= floor[after.run]) | (after.state == State.BEFORE))
        after = after.at(stays)
        return self._written(after.at(pruned(after, hope[stays], self.widths.kept)), place)

    def _into_gaps(self, beam: Beam, place: int, floor: Scores) -> Beam:
        """Pairs that vanished before this character: one, two in a row, or three."""
        floor = floor + np.float32(self.widths.hopeless - self.widths.hopeless_gap)
        gaps = self._gaps(beam, ways.INTO_GAP, place, floor, self.widths.gap)
        found = [gaps]
        for width in (self.widths.second_gap, self.widths.third_gap):
            if not len(gaps.node):
                break
            best = best_by(gaps.run, gaps.score, width)
            gaps = self._gaps(gaps.at(best), ways.MORE_GAP, place, floor, width)
            found.append(gaps)
        return joined(*found)

    def _gaps(self, beam: Beam, which: slice, place: int, floor: Scores, width: int) -> Beam:
        gaps = self._grown(beam, which, place, floor, reads=0)
        if not len(gaps.node):
            return NOTHING
        hope = gaps.score + self.sheet.ahead[place, State.GAP, gaps.run]
        stays = np.flatnonzero(hope >= floor[gaps.run])
        if not len(stays):
            return NOTHING
        gaps = gaps.at(stays)
        return self._written(gaps.at(pruned(gaps, hope[stays], width)), place)

    def _grown(self, beam: Beam, which: slice, place: int, floor: Scores, reads: int = 1) -> Beam:
        """The hypotheses after they have gone some of the ways, those that may come to something."""
        sheet, run = self.sheet, beam.run
        toll = sheet.toll[place, which]
        price = (beam.score + FROM[which][:, beam.state]) + toll[:, run]
        ahead = sheet.ahead[place + reads][STATE[which]]
        bound = price + (ahead + LIKELY[which][:, None])[:, run]
        way, row = np.nonzero(bound >= floor[run])
        if not len(way):
            return NOTHING
        rank = ranks(way * len(self.stretches) + run[row], bound[way, row])
        may = rank < self.widths.rows[which][way]
        way, row = way[may], row[may]
        price = price[way, row]
        way += which.start
        mine = run[row]
        key = self._keys[mine] + FIRST_KEY[way]
        key += FACTOR[way] * beam.byte[row] + sheet.part[place, _PART[way], mine]
        turn, choice = self._choices.of(key)
        if not len(turn):
            return NOTHING
        known = self._choices
        first = self.speech.say_first(
            beam.context, row[turn], known.symbol[choice], known.alone[choice]
        )
        put = price[turn] + known.bias[choice]
        rest = sheet.ahead[place + reads, STATE[way], mine]
        mine = mine[turn]
        # nine in ten come to nothing, whatever their document says
        may = put + first.by_pair + rest[turn] >= floor[mine]
        held = self.speech.held(beam.context, first, sheet.document[run])
        may[held] = True
        few = np.flatnonzero(may)
        turn, put, mine, choice = turn[few], put[few], mine[few], choice[few]
        first, held = first.at(few), np.searchsorted(few, held)
        first = self.speech.hear(beam.context, first, sheet.document[run], beam.ear, held)
        near = put + first.so_far() + rest[turn]
        few = np.flatnonzero(near >= floor[mine])
        if len(few) > self.widths.weighed:
            few = few[about_best(mine[few], near[few], self.widths.weighed, self.widths.hopeless)]
        turn, put, mine, choice = turn[few], put[few], mine[few], choice[few]
        code, byte = known.character[choice], known.byte[choice]
        first = first.at(few)
        way, row = way[turn], row[turn]
        context = self.speech.model.after(beam.context[row], first.symbol)
        score = put + self.speech.say_more(beam.context, first)
        state = STATE[way]
        second = sheet.second[place, mine]
        after = Beam(
            mine,
            beam.node[row],
            state,
            np.where(state == State.GAP, byte, np.where(state == State.SHIFTED, second, 0)),
            context,
            score,
            code,
            np.zeros(len(code), np.uint32),
            SOURCE[way],
            beam.ear[row],
        )
        return self._read_behind(after, _THEN[way], place, floor) if reads else after

    def _read_behind(self, beam: Beam, then: Numbers, place: int, floor: Scores) -> Beam:
        """A character is what it is, behind one that the step has put out already."""
        goes_on = np.flatnonzero(then)
        if not len(goes_on):
            return beam
        hope = beam.score[goes_on] + self.sheet.ahead[place + 1, State.AFTER, beam.run[goes_on]]
        goes_on = goes_on[hope >= floor[beam.run[goes_on]]]
        read = beam.at(goes_on)
        code = self.sheet.then[place, then[goes_on], read.run]
        each = np.arange(len(code))
        said, context = self.speech.say(read.context, each, code, self.sheet.document[read.run])
        read = read._replace(context=context, score=read.score + said, second=code)
        return joined(beam.at(then == Then.NOTHING), read)

    def _read(self, beam: Beam, place: int) -> Beam:
        """In step: what stands there was written."""
        rows = np.flatnonzero((beam.state == State.BEFORE) | (beam.state == State.AFTER))
        read = beam.at(rows)
        code = self.sheet.code[place][read.run]
        said, context = self.speech.say(
            read.context, np.arange(len(rows)), code, self.sheet.document[read.run], read.ear
        )
        return read._replace(
            context=context,
            score=read.score + said,
            first=code,
            second=np.zeros(len(code), np.uint32),
            source=np.full(len(code), Source.READ, np.int8),
        )

    def _signed(self, beam: Beam, place: int) -> tuple[Beam, ...]:
        """A sign stands for a byte, or for a whole pair; nothing is put out."""
        signed = self.sheet.is_sign[place]
        if not signed.any():
            return ()
        here = signed[beam.run]
        in_step = (beam.state == State.BEFORE) | (beam.state == State.AFTER)
        marked = beam.at(here & in_step).silent()
        gap = beam.at(here & (beam.state == State.GAP)).silent()
        state = np.full(len(marked.node), State.MARKED, np.int8)
        return (
            marked._replace(state=state, score=marked.score + np.float32(MARKED_SLIP)),
            gap._replace(score=gap.score + np.float32(SIGN_FOR_PAIR)),
        )

    def _admitted(self, beam: Beam, place: int) -> Beam:
        """Without the hypotheses whose character is not read as the brackets behind it say."""
        for run, one in enumerate(self.stretches):
            readable = one.admitted.get(place)
            if readable is None:
                continue
            last = np.where(beam.second > 0, beam.second, beam.first)
            fits = np.take(readable, last, mode="clip") | (beam.state == State.BEFORE) | (last == 0)
            beam = beam.at(fits | (beam.run != run))
        return beam

    def _written(self, beam: Beam, place: int) -> Beam:
        """The same, written down as nodes."""
        self._nodes.append((beam.node, beam.first, beam.second, beam.source, place))
        node = np.arange(self._count, self._count + len(beam.node))
        self._count += len(node)
        return beam._replace(
            node=node, ear=self.speech.ear(beam.context, self.sheet.document[beam.run])
        )

    def _paths(self, beam: Beam) -> list[Path]:
        """What each hypothesis has put out, by way of the nodes behind it, all of them a node at a time."""
        parents, first, second, source = (
            np.concatenate(column) for column in list(zip(*self._nodes, strict=True))[:4]
        )
        places = np.repeat([one[4] for one in self._nodes], [len(one[0]) for one in self._nodes])
        trail: list[Numbers] = []
        node = beam.node
        while (node >= 0).any():
            trail.append(node)
            node = np.where(node >= 0, parents[node], -1)
        way = np.array(trail[::-1]).T
        # each node puts out two characters at most; what is empty goes
        codes = np.stack((first[way], second[way]), 2).reshape(len(way), -1)
        codes[np.repeat(way < 0, 2, 1)] = 0
        sources = np.stack((source[way], np.full_like(source[way], Source.READ)), 2)
        sources = sources.reshape(len(way), -1)
        places = np.repeat(places[way], 2, 1)
        paths = []
        for k, score in enumerate(beam.score.tolist()):
            put = np.flatnonzero(codes[k])
            paths.append(
                Path(
                    score,
                    tuple(codes[k, put].tolist()),
                    tuple(sources[k, put].tolist()),
                    tuple(places[k, put].tolist()),
                )
            )
        return paths

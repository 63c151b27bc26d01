"""The lines of one source's pages as digests in, those that frame its articles out, with the pages that show it.

A frame is what stands between an article and the rim of its page, and comes again on page after page. So a line counts
where only such lines, and a few that are no sentences (a title, a byline), stand between it and the first or last
sentence of the page's own. A document without a sentence of its own shows nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from kouan.model.batch import Offsets
from kouan.model.line_shape import IS_NO_FRAME, IS_SENTENCE
from kouan.model.template import FrameLine

Mask = npt.NDArray[np.bool_]

#: So many lines that come nowhere else and are no sentences may stand among those of a frame: title, subtitle, byline, editor.
STRANGERS: Final = 4
#: A line is of a frame if it stands there on so many of the pages that have it: elsewhere it is the article's.
MOSTLY: Final = 0.8
#: A line has to be on such a share of a source's stories; a sentence, which articles may share too, on a larger one.
LEAST_SHARE: Final = 0.05
LEAST_SHARE_OF_SENTENCE: Final = 0.2


@dataclass(frozen=True)
class Pages:
    """The documents of one source: their lines end to end, where each begins, and the story that each tells.

    Copies of one article have one number in `story`: however often it was reprinted, it counts once.
    """

    digests: Offsets
    bounds: Offsets
    story: Offsets

    @classmethod
    def of(cls, pages: Sequence[Sequence[int]], stories: Sequence[str]) -> Pages:
        """From the digests of each document's lines, and what names its story."""
        lengths = [len(page) for page in pages]
        digests = np.array([digest for page in pages for digest in page], np.int64)
        number = {name: at for at, name in enumerate(sorted(set(stories)))}
        return cls(
            digests,
            np.concatenate(([0], np.cumsum(lengths))).astype(np.int64),
            np.array([number[name] for name in stories], np.int64),
        )

    def __len__(self) -> int:
        return len(self.bounds) - 1


def frame_lines(pages: Pages, fewest: int) -> list[FrameLine]:
    """The lines that frame articles on at least `fewest` different stories, the most widespread first.

    The order of the documents makes no difference.
    """
    count = len(pages)
    stories = len(np.unique(pages.story))
    if stories < fewest or not len(pages.digests):
        return []
    line = _Lines.of(pages)
    known, which = np.unique(pages.digests, return_inverse=True)
    told = _different(which, pages.story[line.home], len(known))
    recurs = (told >= fewest) & (known & IS_NO_FRAME == 0)
    before, behind, shows = line.zones(recurs[which], known[which] & IS_SENTENCE > 0, count)
    framed = recurs[which] & (before | behind)
    # what a page shows counts, not how many pages show nothing
    could = _different(which[shows], pages.story[line.home[shows]], len(known))
    shown = _different(which[framed], pages.story[line.home[framed]], len(known))
    share = told / stories
    least = np.where(known & IS_SENTENCE > 0, LEAST_SHARE_OF_SENTENCE, LEAST_SHARE)
    chosen = recurs & (shown >= fewest) & (share >= least) & (shown >= MOSTLY * could)
    heads = np.bincount(which[framed & before], minlength=len(known))
    feet = np.bincount(which[framed & behind], minlength=len(known))
    has_title = np.bincount(line.home[before & ~recurs[which]], minlength=count) > 0
    shows_any = np.bincount(line.home[shows], minlength=count) > 0
    found = []
    for number in np.flatnonzero(chosen).tolist():
        mine = np.unique(line.home[which == number])
        found.append(
            FrameLine(
                int(known[number]),
                "head" if heads[number] > feet[number] else "foot",
                tuple(mine.tolist()),
                int(told[number]),
                float(share[number]),
                bool(has_title[mine[shows_any[mine]]].mean() > 0.5),
            )
        )
    return sorted(found, key=lambda one: (-one.stories, one.digest))


@dataclass(frozen=True)
class _Lines:
    """Each line's document and the bounds of that."""

    home: Offsets
    start: Offsets
    stop: Offsets

    @classmethod
    def of(cls, pages: Pages) -> _Lines:
        home = np.repeat(np.arange(len(pages)), np.diff(pages.bounds))
        return cls(home, pages.bounds[:-1][home], pages.bounds[1:][home])

    def zones(self, recurs: Mask, sentence: Mask, documents: int) -> tuple[Mask, Mask, Mask]:
        """Which lines stand before the first line of the page's own prose, which behind the last, and which show anything.

        A page without prose of its own has neither, and shows nothing.
        """
        wall = sentence & ~recurs
        has_wall = np.bincount(self.home[wall], minlength=documents) > 0
        walls = np.append(0, np.cumsum(wall))
        strangers = np.append(0, np.cumsum(~recurs))
        at = np.arange(len(self.home))
        before = (walls[at] == walls[self.start]) & ~wall
        before &= strangers[at] - strangers[self.start] <= STRANGERS
        behind = (walls[self.stop] == walls[at + 1]) & ~wall
        behind &= strangers[self.stop] - strangers[at + 1] <= STRANGERS
        shows = has_wall[self.home]
        return before & shows, behind & shows, shows


def _different(which: Offsets, story: Offsets, count: int) -> Offsets:
    """For each of so many lines the number of different stories that have it."""
    if not len(which):
        return np.zeros(count, np.int64)
    pairs = np.unique(which.astype(np.int64) * (int(story.max()) + 1) + story)
    return np.bincount(pairs // (int(story.max()) + 1), minlength=count)

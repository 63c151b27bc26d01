"""A run of paragraphs that stands twice in one document, to the character or nearly, as when a page's text was pasted twice."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from kouan.cleaning.lines import Removable, marks_of, whole_lines
from kouan.cleaning.near_lines import SHORTEST, near_lines
from kouan.cleaning.recurrence import recurring
from kouan.cleaning.rule import rule
from kouan.model.article import RemovedKind
from kouan.model.batch import Offsets
from kouan.model.edits import Edits
from kouan.model.view import BatchView

#: A run of lines of which some are only nearly the same is a copy from so many characters on.
LONG_RUN = 60
#: Beyond so many repeated lines a page is no article; they go line by line, without a search for runs.
MOST_COPIES = 2000
#: So many lines in a row that return one by one over lines of their own are a list of contents.
CONTENTS = 3
#: Long lines that agree in length, in the sum of their characters and in so many at either end are worth a comparison.
ENDS = 2


@rule(
    "repeated_block",
    kind=RemovedKind.DUPLICATE_BLOCK,
    takes_lines=True,
    examples={
        "罗湖口岸是我国最大的旅检口岸，日均出入境旅客高达25万余人次。\n第二段。\n罗湖口岸是我国最大的旅检口岸，日均出入境旅客高达25万余人次。\n第二段。": "罗湖口岸是我国最大的旅检口岸，日均出入境旅客高达25万余人次。\n第二段。",
        "罗湖口岸是我国最大的旅检口岸，每天有数以万计的旅客经此往来内地与香港。\n口岸里的每一名检查员都要面对数以千计的面孔，练就了一双火眼金睛，旅客对他们的工作十分满意。\n罗湖口岸是我国最大的旅检口岸，每天有數以万计的旅客经此往来内地与香港。\n口岸裡的每一名检查员都要面对数以千计的面孔，练就了一双火眼金睛，旅客对他们的工作十分满意。": "罗湖口岸是我国最大的旅检口岸，每天有数以万计的旅客经此往来内地与香港。\n口岸里的每一名检查员都要面对数以千计的面孔，练就了一双火眼金睛，旅客对他们的工作十分满意。",
    },
    keeps=[
        "主要内容\n拱北口岸昨天出入境旅客人数再次创下历史新高达四十五万\n湛江港日前开通至东盟的新航线每周开行两班货轮往返\n二连公路口岸延长通关时间货车司机不再等到天亮过关\n拱北口岸昨天出入境旅客人数再次创下历史新高达四十五万\n大厅里人来人往。\n湛江港日前开通至东盟的新航线每周开行两班货轮往返\n货轮驶离码头。\n二连公路口岸延长通关时间货车司机不再等到天亮过关\n司机们很高兴。",
        "今夜无眠\n正文。\n今夜无眠",
        "今年前5个月，口岸出入境旅客543万人次，同比增长5%。\n今年前6个月，口岸出入境旅客586万人次，同比增长5%。",
        "罗湖口岸的检查员每天要面对数以千计的面孔，练就了一双火眼金睛，从不放过一个可疑的人，也从不耽误一名守法的旅客通关。\n皇岗口岸的检查员每天要面对数以千计的面孔，练就了一双火眼金睛，从不放过一个可疑的人，也从不耽误一名守法的旅客通关。",
    ],
)
def repeated_block(view: BatchView) -> Edits:
    """Delete the later copy, the longest run of lines first; the first copy stays.

    Short lines go only as part of a run that holds a long one. Lines are equal when they read the same to the
    character; in a run of some length they may differ in marks, blanks and single characters, as copies in
    the other script or with readings do when they are clean. Figures that differ make no copy, nor does another word.
    """
    near = near_lines(view)
    documents = np.union1d(_candidates(view), np.array([*near], np.int64))
    first_line, stop_line = view.filled_bounds
    removable: list[Removable] = []
    # without a copy left, there is none when lines are gone
    watched: list[int] = []
    for document in documents.tolist():
        lines = view.filled_lines[first_line[document] : stop_line[document]].tolist()
        texts = [view.lines[line].strip() for line in lines]
        pairs = near.get(document, [])
        _keep_contents(texts)
        for first, last, confidence in _copies(texts, lines, pairs):
            kind = RemovedKind.DUPLICATE_BLOCK
            removable.append(Removable(lines[first], lines[last], kind, confidence))
            texts[first : last + 1] = [""] * (last + 1 - first)
        left = [text for text in texts if len(text) >= SHORTEST]
        gone = {line for line, text in zip(lines, texts, strict=True) if not text}
        if len(set(left)) < len(left) or any(gone.isdisjoint(pair) for pair in pairs):
            watched.append(document)
    return whole_lines(view, removable).watching(np.array(watched, np.int64))


def _keep_contents(texts: list[str]) -> None:
    """Make headings that a list of contents names before (in its order, each over lines of its own) no copies of it."""
    first: dict[str, int] = {}
    later: dict[int, int] = {}
    for number, text in enumerate(texts):
        if len(text) >= SHORTEST and first.setdefault(text, number) != number:
            later.setdefault(first[text], number)
    run: list[int] = []
    for number in [*sorted(later), len(texts) + 1]:
        is_next = bool(run) and number == run[-1] + 1
        if not (is_next and later[number] > later[run[-1]] + 1):
            if len(run) >= CONTENTS:
                for place in run:
                    texts[later[place]] = f"{later[place]}\n{texts[later[place]]}"
            run = []
        if number in later:
            run.append(number)


def _copies(
    texts: list[str], lines: list[int], pairs: list[tuple[int, int]]
) -> list[tuple[int, int, float]]:
    """Runs to take out, none overlapping: long ones that are nearly the same first, then those that are equal."""
    found = []
    left = list(texts)
    if pairs:
        place = {line: number for number, line in enumerate(lines)}
        as_first = list(range(len(lines)))
        for one, other in pairs:
            as_first[place[other]] = as_first[place[one]]
        alike = [texts[number] for number in as_first]
        for first, last in copies(alike):
            is_equal = alike[first : last + 1] == texts[first : last + 1]
            if is_equal or sum(map(len, texts[first : last + 1])) >= LONG_RUN:
                found.append((first, last, 0.99 if is_equal else 0.95))
                left[first : last + 1] = [""] * (last + 1 - first)
    return found + [(first, last, 0.99) for first, last in list(copies(left))]


def _candidates(view: BatchView) -> Offsets:
    """Documents that hold two long lines that may well be equal."""
    long = np.flatnonzero((view.line_length >= SHORTEST) & (view.line_document >= 0))
    mark = marks_of(view, long, ENDS)
    several = recurring(mark)
    long, mark = long[several], mark[several]
    order = np.argsort(mark)
    ordered = mark[order]
    again = np.flatnonzero(ordered[1:] == ordered[:-1])
    return np.unique(view.line_document[long[order[again]]])


def copies(lines: list[str]) -> Iterator[tuple[int, int]]:
    """Runs of lines [first, last] that stand before in the same order; longest first, none overlapping.

    >>> list(copies(["甲" * 20, "乙", "甲" * 20, "乙", "丙"]))
    [(2, 3)]
    """
    long = [line for line in lines if len(line) >= SHORTEST]
    if len({*long}) == len(long):
        return
    seen: dict[str, int] = {}
    places: dict[str, list[int]] = {}
    for number, line in enumerate(lines):
        first = seen.setdefault(line, number)
        if first != number:
            places.setdefault(line, [first]).append(number)
    if len(lines) - len(seen) > MOST_COPIES:
        yield from (
            (number, number)
            for line, where in places.items()
            if len(line) >= SHORTEST
            for number in where[1:]
        )
        return
    runs = []
    for line, where in places.items():
        if len(line) < SHORTEST:
            continue
        for later in where[1:]:
            first, last = _run(lines, where[0], later)
            runs.append((sum(map(len, lines[first : last + 1])), first, last))
    taken: set[int] = set()
    for _, first, last in sorted(runs, key=lambda run: (-run[0], run[1])):
        span = [number for number in range(first, last + 1) if number not in taken]
        if len(span) == last - first + 1:
            taken.update(span)
            yield first, last


def _run(lines: list[str], earlier: int, later: int) -> tuple[int, int]:
    """The longest run around two equal lines, kept clear of its own first copy."""
    back = 0
    while (
        earlier - back > 0
        and later - back - 1 > earlier
        and lines[earlier - back - 1] == lines[later - back - 1]
    ):
        back += 1
    forth = 0
    while (
        later + forth + 1 < len(lines)
        and earlier + forth + 1 < later - back
        and lines[earlier + forth + 1] == lines[later + forth + 1]
    ):
        forth += 1
    return later - back, later + forth

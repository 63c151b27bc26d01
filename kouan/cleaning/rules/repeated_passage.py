"""Sentences in a row that stand twice in one document though its lines are broken elsewhere, as when a text was pasted beside its copy."""

from __future__ import annotations

from typing import Final

import numpy as np

from kouan.cleaning.near_lines import SHORTEST
from kouan.cleaning.recurrence import beginnings, recurring
from kouan.cleaning.rule import rule
from kouan.cleaning.rules.repeated_block import copies
from kouan.model.article import RemovedKind
from kouan.model.batch import Offsets
from kouan.model.characters import is_one, one_of
from kouan.model.edits import Edit, Edits
from kouan.model.expression import Expression
from kouan.model.view import BatchView

#: A passage is a copy from so many characters on, and from so many sentences: a saying, or a name with its
#: titles, is repeated for good.
LONG_PASSAGE: Final = 60
SENTENCES: Final = 2
#: Sentences that agree in so many first signs are compared further on.
BEGINNING: Final = 10
STOPS: Final = "。！？"
CLOSERS: Final = one_of("”’」』》）)")
#: More signs than these close no sentence.
MOST_CLOSERS: Final = 4
SENTENCE: Final = Expression(r"[^。！？\n]*[。！？]+[”’」』》）)]*|[^。！？\n]+")


@rule(
    "repeated_passage",
    kind=RemovedKind.DUPLICATE_BLOCK,
    examples={
        "罗湖口岸是我国最大的旅检口岸，日均出入境旅客高达25万余人次。口岸里的每一名检查员都要面对数以千计的面孔，练就了一双火眼金睛。\n罗湖口岸是我国最大的旅检口岸，日均出入境旅客高达25万余人次。\n口岸里的每一名检查员都要面对数以千计的面孔，练就了一双火眼金睛。": "罗湖口岸是我国最大的旅检口岸，日均出入境旅客高达25万余人次。口岸里的每一名检查员都要面对数以千计的面孔，练就了一双火眼金睛。",
        "罗湖口岸是我国最大的旅检口岸，日均出入境旅客高达25万余人次。口岸里的每一名检查员都要面对数以千计的面孔，练就了一双火眼金睛。罗湖口岸是我国最大的旅检口岸，日均出入境旅客高达25万余人次。口岸里的每一名检查员都要面对数以千计的面孔，练就了一双火眼金睛。": "罗湖口岸是我国最大的旅检口岸，日均出入境旅客高达25万余人次。口岸里的每一名检查员都要面对数以千计的面孔，练就了一双火眼金睛。",
    },
    keeps=[
        "罗湖口岸是我国最大的旅检口岸，日均出入境旅客高达25万余人次。口岸里的每一名检查员都要面对数以千计的面孔。\n罗湖口岸是我国最大的旅检口岸，日均出入境旅客高达26万余人次。口岸里的每一名检查员都要面对数以千计的面孔。",
        "“请求边检站迅速派出警力到现场处置！”值班员喊道。\n半小时后又响起：“请求边检站迅速派出警力到现场处置！”",
    ],
)
def repeated_passage(view: BatchView) -> Edits:
    """Delete the later copy of two or more sentences in a row, the longest run first; the first copy stays.

    They must read the same to the character: a figure that differs makes another sentence, and the run ends at it.
    """
    candidates = _candidates(view)
    edits: list[Edit] = []
    for document in candidates.tolist():
        offset = int(view.starts[document])
        text = view.document_text(document)
        edits += (Edit(start + offset, end + offset, "", 0.95) for start, end in _passages(text))
    return Edits.of(edits).watching(candidates)


def _candidates(view: BatchView) -> Offsets:
    """Documents in which two long sentences or more begin like an earlier one."""
    stops = view.places_of(STOPS)
    line = np.concatenate((view.line_of_each(stops), np.arange(len(view.line_start))))
    begins = np.concatenate((stops + 1, view.line_start))
    last = len(view.codes) - 1
    # what closes behind a stop belongs to the sentence before
    closes = np.arange(len(stops))
    for _ in range(MOST_CLOSERS):
        closes = closes[is_one(CLOSERS, view.codes[np.minimum(begins[closes], last)])]
        begins[closes] += 1
    fits = (view.line_document[line] >= 0) & (begins + SHORTEST <= view.line_stop[line])
    begins, line = begins[fits], line[fits]
    for length in (BEGINNING, SHORTEST):
        key = beginnings(view, line, begins, length)
        several = recurring(key)
        line, begins, key = line[several], begins[several], key[several]
    order = np.argsort(key)
    again = key[order][1:] == key[order][:-1]
    home = view.line_document[line[order[1:][again]]]
    return np.flatnonzero(np.bincount(home, minlength=len(view)) >= SENTENCES)


def _passages(text: str) -> list[tuple[int, int]]:
    """Spans of later copies, in order, with the line break behind one that fills its lines."""
    found = [(match.start(), match.end()) for match in SENTENCE.finditer(text)]
    said = [text[start:end].strip() for start, end in found]
    spans = []
    for first, last in copies(said):
        length = sum(map(len, said[first : last + 1]))
        if last - first + 1 < SENTENCES or length < LONG_PASSAGE:
            continue
        if sum(len(one) >= SHORTEST for one in said[first : last + 1]) < SENTENCES:
            continue
        start, end = found[first][0], found[last][1]
        if (start == 0 or text[start - 1] == "\n") and text[end : end + 1] in ("\n", ""):
            if end < len(text):
                end += 1
            elif start:
                start -= 1
        spans.append((start, end))
    return sorted(spans)

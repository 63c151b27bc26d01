"""著 where the particle 着 is meant: 隨著, 看著; character conversion leaves it, since 著名 is right."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from kouan.cleaning.rule import rule
from kouan.cleaning.script.foreign import foreign_clauses
from kouan.cleaning.script.tables import tables
from kouan.model.batch import Offsets
from kouan.model.characters import HAN, bits, is_one, one_of
from kouan.model.edits import Edits
from kouan.model.expression import Expression
from kouan.model.knowledge import Knowledge
from kouan.model.view import BatchView

ZHU, ZHE = ord("著"), ord("着")
CREDITS = one_of("《〈）)》\r\n\x1e")
CLOSERS = one_of("”」")
PAUSES = one_of("，,、 \u3000")
#: A credit that goes on: 海明威著，吳勞譯; 張三著，某某出版社.
CREDITED: Final = Expression(
    "[，,、 \u3000][^\n。；;]{0,12}(?:譯|译|校|編著|编著|出版社|書局|书局)"
)
#: So many characters on either side may belong to a word.
REACH: Final = 3


@rule(
    "particle",
    within_lines=True,
    by_places=True,
    # one Chinese character for another: to these they are all the same
    spares=(
        "line_ending",
        "invisible",
        "character_reference",
        "escape_sequence",
        "width",
        "spacing",
        "stray_word",
    ),
    examples={
        "随著暑期的来临": "随着暑期的来临",
        "他說著，將指南": "他說着，將指南",
        "著力推進，討論著方案": "着力推進，討論着方案",
        "牌上寫著名字，起著作用": "牌上寫着名字，起着作用",
    },
    keeps=[
        "著名",
        "成效显著。",
        "李时珍著《本草纲目》",
        "鲁迅著",
        "（张三著）",
        "海明威著，吳勞譯",
        "起顯著作用",
        "夏目漱石著しい進歩が見られた",
    ],
)
def particle(view: BatchView) -> Edits:
    """Write 着 for 著 where it is the particle, or the verb of 着力 and 着手.

    The longest word of `zhu_word.csv` and `zhe_word.csv` around it decides. Where there is none, it is the
    particle behind a Chinese character, unless it credits an author (before a title mark, a closing bracket,
    the end of a line, or a translator). Japanese clauses stay.
    """
    found = view.places_of("著")
    if not len(found):
        return Edits.none()
    left, right = view.neighbours(found)
    # “戴”著一頂帽子: a quoted verb takes it too
    quoted = is_one(CLOSERS, left) & (bits(right) & HAN > 0)
    chosen = ((bits(left) & HAN > 0) | quoted) & ~is_one(CREDITS, right)
    said = _by_words(view, found)
    chosen = np.where(said == 0, chosen, said == ZHE)
    keep = np.ones(len(found), bool)
    for k in np.flatnonzero(chosen & (said == 0) & is_one(PAUSES, right)).tolist():
        keep[k] = not CREDITED.match(view.slice_text(int(found[k]) + 1, int(found[k]) + 24))
    found = found[chosen & keep]
    found = found[~_in_foreign(view, found)]
    return Edits.characters(found, np.full(len(found), ZHE, np.uint32), confidence=0.9)


def _by_words(view: BatchView, found: Offsets) -> npt.NDArray[np.int64]:
    """What the longest word around each 著 makes of it: ZHU, ZHE, or 0 where no word stands there."""
    table = view.knowledge.made(tables).simplified
    last = len(view.codes) - 1
    near = []
    for step in range(-REACH, REACH + 1):
        at = found + step
        inside = (at >= 0) & (at <= last)
        codes = view.codes[np.clip(at, 0, last)]
        near.append(np.where(inside, table[np.minimum(codes, len(table) - 1)], 0).astype(np.uint64))
    said = np.zeros(len(found), np.int64)
    for before, behind, verdict, known in view.knowledge.made(_words):
        keys = np.zeros(len(found), np.uint64)
        for step in (*range(-before, 0), *range(1, behind + 1)):
            keys = keys << np.uint64(16) | near[REACH + step] & np.uint64(0xFFFF)
        at = np.minimum(np.searchsorted(known, keys), len(known) - 1)
        said[(said == 0) & (known[at] == keys)] = verdict
    return said


def _words(knowledge: Knowledge) -> tuple[tuple[int, int, int, npt.NDArray[np.uint64]], ...]:
    """The words by their characters before and behind the sign and by what it is: longest first, 著 before 着."""
    shapes: dict[tuple[int, int, int], set[int]] = {}
    for verdict, lexicon in ((ZHU, "zhu_word"), (ZHE, "zhe_word")):
        for word in knowledge.column(lexicon):
            before, _, behind = word.partition(chr(verdict))
            key = 0
            for character in before + behind:
                key = key << 16 | ord(character)
            shapes.setdefault((len(before), len(behind), verdict), set()).add(key)
    ordered = sorted(shapes.items(), key=lambda one: (-one[0][0] - one[0][1], one[0][2] == ZHE))
    return tuple((*shape, np.array(sorted(keys), np.uint64)) for shape, keys in ordered)


def _in_foreign(view: BatchView, found: Offsets) -> npt.NDArray[np.bool_]:
    """Which of the places stand in a Japanese clause (夏目漱石著しい)."""
    inside = np.zeros(len(found), bool)
    if not len(found):
        return inside
    lines = view.line_of(found)
    told = np.unique(lines)
    # kana are rare beside 著: their lines are read, the others only asked for a kana
    for line in told[view.weigh(told, _IS_KANA) > 0].tolist():
        start = int(view.line_start[line])
        clauses, _ = foreign_clauses(view.line_text(line))
        for k in np.flatnonzero(lines == line).tolist():
            at = int(found[k]) - start
            inside[k] = any(first <= at < stop for first, stop in clauses)
    return inside


_IS_KANA: Final = np.zeros(0x10001, np.uint32)
_IS_KANA[0x3041:0x3100] = 1

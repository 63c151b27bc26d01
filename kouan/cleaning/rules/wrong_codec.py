"""Text that was read with the wrong codec, once or several times: ÖÐ¹ú, ä¸­å›½, 涓浗, 笢弊 for 中国."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from kouan.cleaning.mojibake.marks import is_destroyed
from kouan.cleaning.mojibake.signs import pieces
from kouan.cleaning.mojibake.views import SINGLE, UTF8
from kouan.cleaning.rule import rule
from kouan.language.model_file import model_of
from kouan.model.characters import HAN, WIDE, bits
from kouan.model.edits import Edit, Edits, Suspicion
from kouan.model.view import BatchView

if TYPE_CHECKING:
    from kouan.cleaning.mojibake.weighing import Repair

#: What a repair must gain in ln P over the text as it stands, and for each character it puts in; a chance reading
#: gains a few.
ENOUGH: Final = 12.0
EACH: Final = 1.2
#: Mean ln P of the characters put in; news is at -3, names and lists at -6, chance below -9.
LEGIBLE: Final = -7.5
#: A reading of few characters must be better than that: two rare ones are soon found.
FEW: Final = 4
LEGIBLE_WHERE_FEW: Final = -6.5
#: How far the next best reading must lie behind.
MARGIN: Final = 3.0
#: What is worth a second look by a person: BeyoncÃ© may well be Beyoncé, but the model knows Chinese only.
DOUBTFUL: Final = 10.0
HARDLY_LEGIBLE: Final = -8.5
SURE, GUESSED = 0.99, 0.9


@rule(
    "wrong_codec",
    kind="mojibake",
    within_lines=True,
    examples={
        "ä¸\xadå›½æµ·å…³æ€»ç½²": "中国海关总署",
        "ÖÐ¹úº£¹Ø×ÜÊð": "中国海关总署",
        "记者在鎷卞寳鍙ｅ哺看到": "记者在拱北口岸看到",
        "Ã¤Â¸Â\xadÃ¥Â\x9bÂ½Ã¦ÂµÂ·Ã¥Â\x85Â³": "中国海关",
        "&#228;&#184;&#173;&#229;&#155;&#189;&#228;&#186;&#186;&#230;&#176;&#145;": "中国人民",
    },
    keeps=[
        "记者在拱北口岸看到",
        "魑魅魍魉、鳜鱼、鲥鱼、鲈鱼",
        "海关总署（한국 관세청）",
        "Café déjà vu à Genève，日内瓦",
        "これは日本語です。",
        "税関では、輸入貨物の検査を行っています。",
        "https://a.cn/?q=%D6%D0%B9%FA%BA%A3%B9%D8",
    ],
)
def wrong_codec(view: BatchView) -> Edits:
    """Read the text as it was written, where that reading is far likelier than what stands there.

    Each candidate is a round trip: encoded with the codec that read it, decoded with the one that wrote it, up to
    three deep, escapes read as the characters they stand for. Both texts are weighed by the character model. Where the
    gain or the distance to the next candidate is small, nothing is changed and the place is doubted.
    """
    edits: list[Edit] = []
    doubts: list[Suspicion] = []
    for document in pieces(view):
        # imported by a page that has such signs: few have
        from kouan.cleaning.mojibake.gaps import Filling
        from kouan.cleaning.mojibake.readings import tried_on
        from kouan.cleaning.mojibake.search import is_lost, repairs
        from kouan.cleaning.mojibake.settled import keys_of, settle, unsettled

        if is_lost(document):
            continue
        told = tried_on(document)
        keys = keys_of(view, document, told)
        if (found := unsettled(view, document, keys)) is None:
            continue
        filling = Filling(model_of(view.knowledge))  # made where a page needs it
        likely = list(filter(is_likely, repairs(view, found, filling, told)))
        settle(view, document, keys, filling, likely)
        likely = [one for one in likely if not _breaks_off(view, one)]
        destroyed = _destroyed_lines(view, likely)
        for one in likely:
            if int(view.line_of(np.array([one.start]))[0]) in destroyed:
                continue  # destroyed_text marks the place
            if is_sure(one):
                confidence = GUESSED if one.guessed else SURE
                edits.append(Edit(one.start, one.end, one.text, confidence, guessed=one.guessed))
            else:
                doubts.append(_doubt(view, one))
    return Edits.of(edits, doubts)


def _breaks_off(view: BatchView, one: Repair) -> bool:
    """Whether the span ends between two kana or two hangul: in a word of that language (行っ[ていま]す)."""
    inside = (view.codes[one.start], view.codes[one.end - 1])
    around = (
        view.codes[one.start - 1] if one.start else 0,
        view.codes[one.end] if one.end < len(view.codes) else 0,
    )
    return any(
        first <= mine < stop and first <= other < stop
        for mine, other in zip(inside, around, strict=True)
        for first, stop in _SYLLABLES
    )


#: Hiragana and katakana; hangul.
_SYLLABLES: Final = ((0x3041, 0x3100), (0xAC00, 0xD7A4))


def _destroyed_lines(view: BatchView, likely: Sequence[Repair]) -> set[int]:
    """The lines of which too much is lost, the repairs apart."""
    left: dict[int, list[str]] = {}
    reached: dict[int, int] = {}
    starts = np.array([one.start for one in likely], np.int64)
    for one, line in zip(likely, view.line_of(starts).tolist(), strict=True):
        at = reached.get(line, int(view.line_start[line]))
        said = view.slice_text(at, one.start) + (one.text if is_sure(one) else "")
        left.setdefault(line, []).append(said)
        reached[line] = one.end
    return {
        line
        for line, parts in left.items()
        if is_destroyed("".join(parts) + view.slice_text(reached[line], int(view.line_stop[line])))
    }


def is_likely(one: Repair) -> bool:
    """A repair that a person should see."""
    is_plain = all(step == (SINGLE, UTF8) for step in one.steps)
    is_chinese = bool((bits(one.after) & (HAN | WIDE)).any())
    return one.gain >= DOUBTFUL and one.mean >= HARDLY_LEGIBLE and (is_plain or is_chinese)


def is_sure(one: Repair) -> bool:
    """A likely repair that we would defend."""
    length = len(one.after)
    legible = LEGIBLE if length > FEW else LEGIBLE_WHERE_FEW
    return one.gain >= max(ENOUGH, EACH * length) and one.mean >= legible and one.margin >= MARGIN


def _doubt(view: BatchView, one: Repair) -> Suspicion:
    said = tuple(dict.fromkeys(other.text for other in (one, *one.others)))
    note = " then ".join(f"{right} read as {wrong}" for wrong, right in reversed(one.steps))
    surface = view.slice_text(one.start, one.end)
    return Suspicion("wrong_codec", one.start, one.end, surface, said, one.margin, note)

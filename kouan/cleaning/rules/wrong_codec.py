"""Text that was read with the wrong codec, once or several times: ÖÐ¹ú, ä¸­å›½, 涓浗, 笢弊 for 中国."""

from __future__ import annotations

from typing import Final

from kouan.cleaning.mojibake.search import Repair, repairs
from kouan.cleaning.mojibake.signs import pieces
from kouan.cleaning.rule import rule
from kouan.language.ngrams import model_of
from kouan.model.edits import Edit, Edits, Suspicion
from kouan.model.view import BatchView

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
#: What is worth a second look by a person.
DOUBTFUL: Final = 10.0
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
        "https://a.cn/?q=%D6%D0%B9%FA%BA%A3%B9%D8",
    ],
)
def wrong_codec(view: BatchView) -> Edits:
    """Read the text as it was written, where that reading is far likelier than what stands there.

    Each candidate is a round trip: encoded with the codec that read it, decoded with the one that wrote it, up to
    three deep, escapes read as the characters they stand for. Both texts are weighed by the character model. Where the
    gain or the distance to the next candidate is small, nothing is changed and the place is doubted.
    """
    found = pieces(view)
    if not len(found.codes):
        return Edits.none()
    edits, doubts = [], []
    for one in repairs(view, found, model_of(view.knowledge)):
        if is_sure(one):
            confidence = GUESSED if one.guessed else SURE
            edits.append(Edit(one.start, one.end, one.text, confidence, guessed=one.guessed))
        elif one.gain >= DOUBTFUL and one.mean >= LEGIBLE:
            doubts.append(_doubt(view, one))
    return Edits.of(edits, doubts)


def is_sure(one: Repair) -> bool:
    """A repair that we would defend."""
    length = len(one.after)
    legible = LEGIBLE if length > FEW else LEGIBLE_WHERE_FEW
    return one.gain >= max(ENOUGH, EACH * length) and one.mean >= legible and one.margin >= MARGIN


def _doubt(view: BatchView, one: Repair) -> Suspicion:
    said = tuple(dict.fromkeys(other.text for other in (one, *one.others)))
    note = " then ".join(f"{right} read as {wrong}" for wrong, right in reversed(one.steps))
    surface = view.slice_text(one.start, one.end)
    return Suspicion("wrong_codec", one.start, one.end, surface, said, one.margin, note)

"""A figure and its sentence in, a short phrase for what is counted out, built from the text's own words."""

from __future__ import annotations

import re
from typing import Final

from kouan.extraction.sentences import clause_start
from kouan.model.facts import Quantity

_MARK: Final = re.compile("[“”‘’（）]")
_LONGEST: Final = 24
_TAIL: Final = re.compile(
    r"(?:高?达到?|为|约|近|共|共计|累计|超过|超|已|了|的|仅|只|有|是|至|到|在|突破|逾|不到|将|可|能|各|分别|占|约占|短短|长达|多达|平均|以|排名|位居|这|上述|每|从)+$"
)
_HEAD: Final = re.compile(
    r"^(?:其中|此外|同时|目前|如今|去年|今年|以来|共|已|还|也|并|而|则|就|将|由|为了?|随着|据统计|数据显示|截至|截止|全年|并且|以及|和|与|、|的|了|有|[0-9]+[年月日时](?:底|初|以来|前)?)+"
)
_NOUN: Final = re.compile(
    r"[一-鿿A-Za-z（）]{1,14}?(?=[，。；！？、：“”‘’]|的|在|是|为|将|已|到|$|[0-9])"
)


def indicator_of(
    text: str, sentence: tuple[int, int], quantity: Quantity, previous_end: int, subject: str | None
) -> str | None:
    """The words before the figure in its clause, and the noun it counts: 查获毒品; 完成医学隔离室."""
    first, last = sentence
    start, end = quantity.start, quantity.end
    clause = clause_start(text, first, start)
    before = _MARK.split(text[max(clause, previous_end) : start])[-1].strip(" 、和及与")
    before = _TAIL.sub("", before)
    if subject and subject in before:
        before = before.rsplit(subject, 1)[1]
    before = _HEAD.sub("", before)
    if len(before) > _LONGEST:
        before = before[-_LONGEST:].split("、", 1)[-1]  # a long list is cut at one of its marks
    noun = ""
    if quantity.unit not in ("%", "1"):
        found = _NOUN.match(text, end + (text[end : end + 1] == "的"), last)
        noun = found[0] if found else ""
    return f"{before}{noun}"[:_LONGEST].strip() or None

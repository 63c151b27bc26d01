"""Two wordings in, whether they say the same out: the comparisons that the measures are made of."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any, Final

BLANK: Final = re.compile(r"[\s\ufeff]+")
#: Words before a number that say how it is meant, not which it is (不超过30分钟, 近10亿).
LEADING: Final = re.compile(
    "^(?:突破|不超过|无限接近|超过|超出|超|逾|不到|不足|至少|最多|最高|高达|多达|达到|将近|接近"
    "|大约|仅约|约为|约|近|达|上|共计|共|仅|至|为)+(?=[\\d半一二两三四五六七八九十百千万])"
)
NUMBER: Final = re.compile(r"\d[\d,]*(?:\.\d+)?|[半一二两三四五六七八九十百千零]+")
#: Units that are written in several ways.
SAME_UNIT: Final = {
    "百分之": "%",
    "": "1",
    "人民币元": "元",
    "元人民币": "元",
    "百分点": "个百分点",
}
#: Sentences at least so alike (0-100) are one sentence.
ALIKE: Final = 85.0


def folded(text: str | None) -> str:
    """The text without white space, its width folded."""
    return BLANK.sub("", unicodedata.normalize("NFKC", text or ""))


def is_same_text(text: str | None, accepted: list[str | None]) -> bool:
    """Whether a text is one of those accepted; no text is never the same as anything."""
    return bool(text) and folded(text) in {folded(other) for other in accepted if other}


def is_same_date(predicted: object, gold: object) -> bool:
    """Whether two dates agree, to the minute where both state a time; both may be missing."""
    if not gold:
        return not predicted
    if not predicted:
        return False
    stated, right = str(predicted).replace(" ", "T"), str(gold)
    has_times = len(right) > 10 and len(stated) > 10
    return stated[:10] == right[:10] and (not has_times or stated[:16] == right[:16])


def is_same_surface(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two figures stand on the same words: equal but for a bound, or one in the other with the same number."""
    first, second = _bare(one.get("surface")), _bare(other.get("surface"))
    if not first or not second:
        return False
    holds = first in second or second in first
    return first == second or (holds and NUMBER.findall(first) == NUMBER.findall(second))


def is_same_value(gold: Mapping[str, Any], predicted: Mapping[str, Any]) -> bool:
    """Whether value, upper value and unit agree; by magnitude, and a unit that gold leaves open fits any."""
    if not _is_close(_magnitude(gold.get("value")), _magnitude(predicted.get("value"))):
        return False
    upper = gold.get("value_max")
    if upper is not None and not _is_close(
        _magnitude(upper), _magnitude(predicted.get("value_max"))
    ):
        return False
    if gold.get("unit") is None:
        return True
    first, second = _unit(gold.get("unit")), _unit(predicted.get("unit"))
    is_part = first in second or second in first
    return first == second or (first != "1" and second != "1" and is_part)


def is_same_subject(gold: Mapping[str, Any], predicted: Mapping[str, Any]) -> bool:
    """Whether the subjects agree: one holds the other; no subject is never the same as anything."""
    first, second = folded(gold.get("subject")), folded(predicted.get("subject"))
    return bool(first and second) and (first in second or second in first)


def is_same_period(gold: Mapping[str, Any], predicted: Mapping[str, Any]) -> bool:
    """Whether the periods agree, or the predicted one is another that gold accepts; both may be missing."""
    accepted = [gold.get("period"), *(gold.get("period_alt") or [])]
    return (predicted.get("period") or None) in [each or None for each in accepted]


def _bare(surface: str | None) -> str:
    return LEADING.sub("", folded(surface))


def _unit(unit: str | None) -> str:
    plain = folded(unit)
    return SAME_UNIT.get(plain, plain)


def _magnitude(value: object) -> float | None:
    try:
        return abs(float(value))  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return None


def _is_close(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return False
    return abs(one - other) <= 1e-6 * max(abs(one), abs(other), 1)

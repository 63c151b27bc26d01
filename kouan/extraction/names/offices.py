"""A run of words before the head of an office in; where in it the office's name begins out."""

from __future__ import annotations

from kouan.extraction.names.listed import NameHit
from kouan.extraction.names.passages import Passage
from kouan.extraction.names.runs import Run
from kouan.model.facts import EntityType

#: Parts of speech of the words that say what an office does.
ATTRIBUTES = ("n", "vn", "j", "b", "l", "g")
#: Between the place and the head of an office stand at most so many words.
OFFICE_WORDS = 5
NATIONAL = ("国家", "中国", "全国")


def without_outer_place(passage: Passage, start: int, run: Run, kind: EntityType) -> int:
    """A province or country in front of a place is a name of its own: 广东 + 湛江海关."""
    words = passage.words
    number = start
    while number < run.last:
        hit = passage.hit_over(words.starts[number], words.ends[number])
        if hit is None or hit.name.type is not EntityType.PLACE:
            break
        following = words.starting.get(hit.end)
        if following is None or following >= run.last:
            break
        after = passage.hit_over(words.starts[following], words.ends[following])
        place = after is not None and after.name.type is EntityType.PLACE
        port = after is not None and after.name.type is EntityType.PORT
        if not (place or port or words.tags[following] == "ns"):
            break
        outer = hit.name.level in ("province", "country", "capital") or _is_city_over(hit, after)
        if kind is EntityType.ORGANIZATION and hit.surface == "中国":
            break  # 中国东方航空
        if not (outer or (kind is not EntityType.ORGANIZATION and (port or place))):
            break
        number = following
    return number


def _is_city_over(outer: NameHit, inner: NameHit | None) -> bool:
    """徐州市 + 沛县公安局: a county has its offices by itself; a district's bear the name of its city."""
    if inner is None or outer.name.level != "prefecture" or inner.name.level != "county":
        return False
    return outer.surface.endswith(("市", "州", "盟")) and inner.surface.endswith(("县", "市", "旗"))


def office_start(passage: Passage, run: Run) -> int | None:
    """Where an office begins that a place and what it does tell: 珠海 + 检验检疫 + 局, 上海市 + 文化和旅游 + 局."""
    words = passage.words
    number = run.last - 1
    floor = max(number - OFFICE_WORDS, 0)
    told = len(run.prefix)
    while number >= floor:
        hit = passage.hit_over(words.starts[number], words.ends[number])
        doubtful = (  # 公安 is a county too
            hit is not None and hit.name.weak and not hit.name.stem and words.tags[number] != "ns"
        )
        if hit is not None and not doubtful:
            place = hit.name.type in (EntityType.PLACE, EntityType.PORT)
            if hit.name.type is EntityType.ORGANIZATION and hit.end == words.ends[number]:
                return hit.start if told >= 2 else None  # 中国证监会稽查局
            if not place or hit.end != words.ends[number] or told < 2:
                return None
            start = _outermost(passage, words.covering(hit.start))
            return words.starts[without_outer_place(passage, start, run, EntityType.ORGANIZATION)]
        joint = words.surfaces[number] in "和与" and told >= 2
        if not joint and not words.tags[number].startswith(ATTRIBUTES):
            return None
        told += len(words.surfaces[number])
        number -= 1
    return None


def _outermost(passage: Passage, number: int) -> int:
    """The first of the places that stand in a row here: 珠海 + 横琴."""
    while number > 0:
        hit = passage.hit_over(passage.words.starts[number - 1], passage.words.starts[number])
        joined = hit is not None and hit.end == passage.words.starts[number]
        if hit is None or not joined or hit.name.type is not EntityType.PLACE:
            break
        number = passage.words.covering(hit.start)
    return number


def national_start(passage: Passage, run: Run) -> int | None:
    """Where a national body begins, whose head says already that there is one of it: (国家) + 质检 + 总局."""
    words = passage.words
    first = run.last
    floor = max(run.last - OFFICE_WORDS, 0)
    while first > floor:
        word, tag = words.surfaces[first - 1], words.tags[first - 1]
        hit = passage.hit_over(words.starts[first - 1], words.ends[first - 1])
        if word in NATIONAL:
            first -= 1
            break
        if hit is not None or not tag.startswith(ATTRIBUTES):
            break
        first -= 1
    told = sum(map(len, words.surfaces[first : run.last])) + len(run.prefix)
    if first == len(words) or told < 2 or "".join(words.surfaces[first : run.last]) in NATIONAL:
        return None
    return words.starts[first]


def has_attached(passage: Passage, number: int) -> bool:
    """What follows belongs to the body and bears its name: 复旦大学 + 附属华山医院."""
    following = passage.words.surfaces[number + 1 : number + 2]
    return following in (("附属",), ("附设",))

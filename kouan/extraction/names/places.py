"""A passage in; every listed name that stands in it by itself out, and places the segmenter knows."""

from __future__ import annotations

from collections.abc import Iterator

from kouan.extraction.names.passages import Candidate, Passage
from kouan.extraction.names.runs import PLACE_SIGNS, Boundaries
from kouan.extraction.words import HAN
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

#: The last character of a place that only the segmenter knows.
ENDS = frozenset("省市县区州盟镇乡村岛山岭峰江河湖海湾峡关原寺桥寨屯")
#: Two countries in one word look like a city.
JOINED = Expression("[中巴美俄日韩朝蒙越老泰印英法德欧非]{2}(?:两国|关系|友好|双方|友谊|边境|两党)")
#: Two members give a zone its name: 中国-东盟自贸区.
JOINT_ZONE = Expression(
    "[-—－](?=[\u4e00-\u9fff]{2,6}?(自贸区|自由贸易区|自由贸易协定区|经济合作区|产业园|工业园))",
    holds="-—－",
)
#: Behind 中非 and 中沙, where they are no two countries.
MEANT = Expression("共和国|总统|总理|外长|政府军|群岛|首都|维稳|局势")
MARKER = Expression(r"(?<!\d)\d{1,4}(?:[-/—]\d{1,3})?(?:号)?(?:界碑|界桩|界标)")


def find_places(passage: Passage, limits: Boundaries) -> Iterator[Candidate]:
    """Listed names of every type, places first among them; 814号界碑."""
    words = passage.words
    for hit in passage.hits:
        name = hit.name
        if name.stem and name.type is EntityType.PORT:
            continue
        if hit.surface in limits.common:
            continue
        if name.weak and not _is_place_word(passage, hit.start):
            continue
        if len(hit.surface) == 2 and JOINED.match(passage.text, hit.start):
            continue  # 巴中两国
        if is_joint(passage.text, hit.start, hit.end):
            continue  # 中沙关系, 中非合作
        yield Candidate(hit.start, hit.end, name.type, 0.7 if name.weak else 1.0)
    for number in words.tagged("ns"):
        word = words.surfaces[number]
        if (
            len(word) >= 3
            and HAN.fullmatch(word)
            and word[-1] in ENDS
            and word[-2:] != "城市"
            and word[0] not in "各每"
        ):
            if passage.hit_over(words.starts[number], words.ends[number]) is not None:
                continue  # 新疆阿勒泰地区 in one word: its parts are listed
            yield Candidate(words.starts[number], words.ends[number], EntityType.PLACE, 0.6)
    for found in JOINT_ZONE.finditer(passage.text):
        one, other = passage.hit_over(found.start() - 1, found.start()), passage.hit_at(found.end())
        if one and one.end == found.start() and other and other.end == found.start(1):
            yield Candidate(one.start, found.end(1), EntityType.PLACE, 0.9)
    for found in MARKER.finditer(passage.text):
        yield Candidate(*found.span(), EntityType.PLACE, 0.95)


def is_joint(text: str, start: int, end: int) -> bool:
    """中沙, 中非 are two countries, unless the text says that it means the islands or the republic."""
    surface = text[start:end]
    joint = len(surface) == 2 and surface[0] == "中" and surface[1] in PLACE_SIGNS | {"沙"}
    return joint and MEANT.match(text, end) is None


def _is_place_word(passage: Passage, start: int) -> bool:
    number = passage.words.starting.get(start)
    return number is not None and passage.words.tags[number] == "ns"

"""A passage in; towns abroad out, by a list, behind a word for what they are, and in a row with one of these: 库皮扬斯克、红利曼."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Final

from ahocorasick_rs import AhoCorasick, MatchKind

from kouan.extraction.names.listed import NameHit
from kouan.extraction.names.passages import Candidate, Passage
from kouan.extraction.names.person_words import SAYING
from kouan.extraction.names.transliterated import SOUNDS, WORDS
from kouan.extraction.words import without_surrogates
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

_FILE: Final = "town_abroad.txt"
#: Levels of places that are no divisions of China.
_ABROAD: Final = ("country", "capital", "city")
#: A shorter name must not cut a word.
_SURE: Final = 4
_SOUND: Final = f"[{''.join(sorted(SOUNDS))}隆堡]"
#: What a town is, in front of its name: 南部城市 + 阿什凯隆.
_TOLD: Final = Expression(
    f"(?:(?:港口|边境|沿海|沙漠|工业|重要|主要|北部|南部|东部|西部|中部|第[二三]大)城市|首府|重镇|[的岸邦州省]城市)(?P<name>{_SOUND}{{3,8}})(?!·|{_SOUND})"
)
_WORDS: Final = ("城市", "首府", "重镇")
#: What stands beside a town in a row: 、红利曼等方向.
_NEXT: Final = Expression(
    f"、(?P<name>{_SOUND}{{2,6}}[曼堡斯]?)(?=、|等(?:地|方向|多地|城市|多个|[两三四五六七八九十]|\\d)|[和及与]{_SOUND}{{2,8}}等?(?:地|方向|州))"
)
#: The word for what it is belongs to its name: 特雷西 + 市.
_LEVEL: Final = Expression(
    "市(?![场民政值区长中面内郊府委])|县(?![长委城域])|州(?![长府])|省(?![长会府])"
)
#: Firms, schools and ships bear names of towns, and so do persons.
_BEARER: Final = Expression(
    "[”’]?[轮舰号]|大学|学会|公司|银行|医院|桥|家族|先生|女士|奖|队|综合征|病毒|夫妇|计划|主义|协议|协定|公告|会议|战役|审判|工程|警告|原油|干酪|酒|商学院|研究|的?进化论|柱式|定律|效应"
)
#: Right in front of what bears a name of its own.
_MARKS: Final = "·“‘《"


@cache
def _listed() -> tuple[AhoCorasick, tuple[str, ...]]:
    lines = files("kouan.lexicons").joinpath(_FILE).read_text("utf-8").splitlines()
    names = tuple(name for line in lines if not line.startswith("#") for name in line.split()[1:])
    return AhoCorasick(names, matchkind=MatchKind.LeftmostLongest), names


def find_towns(passage: Passage) -> Iterator[Candidate]:
    """Towns that the list has, those told as such, and their neighbours in a row."""
    text = passage.text
    automaton, _ = _listed()
    ends = []
    for _, start, end in automaton.find_matches_as_indexes(without_surrogates(text)):
        level = _LEVEL.match(text, end)
        whole = level.end() if level else end
        if _is_apart(passage, start, end, whole):
            yield Candidate(start, whole, EntityType.PLACE, 0.8)
            ends.append(whole)
    for told in _TOLD.finditer(text) if any(word in text for word in _WORDS) else ():
        start, end = told.span("name")
        if passage.hit_at(start) is None and not WORDS.issuperset(text[start:end]):
            yield Candidate(start, end, EntityType.PLACE, 0.75)
            ends.append(end)
    walked: set[int] = set()
    while ends:
        at = ends.pop()
        if at in walked:
            continue  # a row that one of its towns has been walked from
        walked.add(at)
        found = _NEXT.match(text, at)
        if found is not None and passage.hit_at(found.start("name")) is None:
            yield Candidate(*found.span("name"), EntityType.PLACE, 0.7)
            ends.append(found.end("name"))


def _is_abroad(hit: NameHit) -> bool:
    return hit.name.level in _ABROAD and hit.surface not in ("中国", "北京")


def _is_apart(passage: Passage, start: int, end: int, whole: int) -> bool:
    """Whether the name is not a part of a longer one, of a listed one, or of who bears it."""
    text, words = passage.text, passage.words
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    opens = start in words.starting
    closes = end in words.ending or whole in words.ending
    front = passage.hit_over(start - 1, start) if start else None
    is_inside = front is not None and front.end == start and _is_abroad(front)  # 伊拉克 + 巴士拉
    if end - start < _SURE and not (opens and (closes or is_inside)):
        return False
    if before in SOUNDS and not (opens and before in WORDS):
        return False
    if after in SOUNDS and not (closes and after in WORDS):
        return False
    if (before and before in _MARKS) or after in ("·", "-"):
        return False
    hit = passage.hit_over(start, end)
    if hit is not None and not hit.name.weak and (hit.start < start or hit.end >= end):
        return False
    if SAYING.match(text, end) or _BEARER.match(text, end):
        return False
    return not any(
        (post.end == start and post.post != "address")
        or (post.start == end and post.post == "foreign")
        for post in passage.posts
    )

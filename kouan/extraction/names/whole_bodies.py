"""A passage in; bodies of a place or of another body, with all that they are for, out: 日本 + 国际贸易促进 + 协会."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Final

from kouan.extraction.names.passages import Candidate, HeadHit, Passage
from kouan.extraction.names.runs import Boundaries, is_common
from kouan.extraction.words import HAN
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

#: Heads in front of which one may look so far: they close the name of one body, and hardly anything else.
_HEADS: Final = frozenset(
    ("协会", "学会", "商会", "联合会", "促进会", "联谊会", "研究会", "基金会", "理事会", "委员会", "研究所", "研究院", "研究中心", "科学院", "设计院", "规划院",
     "大学", "学院", "博物馆", "博物院", "纪念馆", "图书馆", "档案馆", "美术馆", "出版社", "交易所", "管理局", "联盟", "联合总会", "总会", "管理委员会", "会计师公会", "公会")
)  # fmt: skip
#: Parts of speech of what a body is for.
_FOR: Final = ("n", "vn", "j", "b", "g", "l", "an", "s", "z", "i", "x")
#: Verbs by form that stand for what it does: 贸易促进, 出版发行.
_DOING: Final = Expression(
    "促进|合作|交流|发展|保护|管理|服务|研究|监测|监督|预防|控制|应急|开发|建设|推广|设计|规划|救援|教育|运输|救助|援助|评估|认证|检测|检验|仲裁|调解|合并|改革|整治|治理|招生|考试|就业|创业|投资|融资|贸易|选举|协调|维护|传播|翻译|出版|发行|测量|勘察|勘测|勘探|养护|防治|防护|纠纷|广播|航行|航天|航空|工作|生产|制造|制药|加工|种植|养殖|审查|审计|核算|统计|调查|联络|联谊|纪念|统一|友好|[老新大小]|反腐|反恐|反垄断"
)
#: Two things that one body is for: 民族学 + 与 + 人类学研究所. What stands on either side is no body of its own.
_AND: Final = frozenset("与和及")
#: What is one of many, and by none of its names: 中国 + 各类研究机构.
_MANY: Final = Expression(
    ".*(?:机构|企业|单位|部门|高校|院校|名牌|知名|著名|一流|政府|媒体|专家|学者|代表团?|各类|各级|专门|有关|相关|多家|多所|等)$"
)
_FARTHEST: Final = 16
_SHORTEST: Final = 2
#: What a body belongs to: a country, a division, another body.
_LEVELS: Final = ("country", "province", "prefecture", "county")
_NAMES: Final = ("nr", "nrt", "nrfg", "ns")


def find_whole_bodies(
    passage: Passage, known: Container[int], limits: Boundaries
) -> Iterator[Candidate]:
    """Bodies that end where none in `known` does, from the place or the body that they are of."""
    text = passage.text
    for head in passage.heads:
        if head.end in known or text[head.start : head.end] not in _HEADS:
            continue
        owner = passage.hit_over(max(head.start - _FARTHEST, 0), head.start)
        if owner is None or owner.name.weak or not _owns(owner.name.type, owner.name.level):
            continue
        if head.start - owner.end < _SHORTEST or not _is_for(passage, owner.end, head, limits):
            continue
        start = owner.start
        if owner.name.level == "country" and _is_named(passage, owner.end):
            start = owner.end  # 美国 + 密歇根州立大学
        if not is_common(text[start : head.end], EntityType.ORGANIZATION, limits):
            yield Candidate(start, head.end, EntityType.ORGANIZATION, 0.7)


def _owns(kind: EntityType, level: str) -> bool:
    return kind is EntityType.ORGANIZATION or level in _LEVELS


def _is_named(passage: Passage, at: int) -> bool:
    """Whether a name that no list has begins here."""
    number = passage.words.starting.get(at)
    return number is not None and passage.words.tags[number].startswith(_NAMES)


def _is_for(passage: Passage, first: int, head: HeadHit, limits: Boundaries) -> bool:
    """Whether all that stands between an owner and a head says what the body is for."""
    words, text = passage.words, passage.text
    number = words.starting.get(first)
    if number is None:
        return False
    joined = 0
    while number < len(words) and words.starts[number] < head.start:
        start, end = words.starts[number], min(words.ends[number], head.start)
        word, tag = text[start:end], words.tags[number]
        if word in _AND:
            joined += 1
            if joined > 1 or start == first or end == head.start or start in passage.head_ending:
                return False
        elif word in limits.company or _MANY.fullmatch(word) or not _tells(word, tag):
            return False
        number += 1
    return True


def _tells(word: str, tag: str) -> bool:
    """Whether a word says what a body is for, or whose it is."""
    return HAN.fullmatch(word) is not None and (
        tag.startswith((*_FOR, *_NAMES)) or _DOING.fullmatch(word) is not None
    )

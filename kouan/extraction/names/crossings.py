"""A passage in; bridges, tunnels and crossings by their whole names out: 六律 + 邕江特大桥."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kouan.extraction.names.passages import Candidate, Passage
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

_HEADS: Final = ("大桥", "隧道", "过江通道")
_NAME: Final = Expression(
    "(?:(?<=[，。；：、“（\n的在是和与由])|^)"
    "(?P<name>(?![全部大高这该各继经途因第新旧老两重特超单整原上下随])(?:(?![的了在是和与及等为将被由从对向到至座条处级年月日距]|横跨|跨越|穿越|工程|项目|世界|我国|全国|国内|首|建设|建成|通过|经过|位于|多|最)[\u4e00-\u9fff]){2,14}?"
    "(?P<head>(?:公铁两用|公铁|公路|铁路|高铁|双线|高速)*(?:跨海|跨江)?(?:特大桥|大桥|海底隧道|过江隧道|过江通道|隧道)))(?![梁群建工项局公集、]|施工|技术|桥|口|掘进|内|里|安全|运营|管理|最|是|长|全长|结|效应|二极管|综合征|显微|体验|协议)"
)
#: By itself it names no crossing.
_GENERIC: Final = Expression(
    "(?:跨海|跨江|跨河|过江|海底|山岭|公路|铁路|高铁|高速|公铁两用|公铁|长江|黄河|悬索|斜拉|钢|拱|双层|超长|特长|深埋|输水|引水|[东南西北中]线|新建|重点|控制性|节点|城市|地下|盾构|斜井|地铁|轨道|综合|市政|穿山|国际|全国|全部|各座|所有|首座|多座|时空|防空|量子|神经|加密|时光)*"
)
#: The line that a bridge carries is named apart from it: 甬舟铁路 + 富翅门大桥.
_LINE: Final = Expression(
    "[\u4e00-\u9fff]{2,8}?(?:铁路|高铁|高速公路|高速)(?:[\u4e00-\u9fff]{2,4}段)?"
)
#: A place so short is no name of a crossing: 湛江 + 湾海底隧道.
_SHORTEST: Final = 2


def find_crossings(passage: Passage) -> Iterator[Candidate]:
    """From the head of the clause, or behind the division it lies in, to the head of the name."""
    if not any(head in passage.text for head in _HEADS):
        return
    for found in _NAME.finditer(passage.text):
        start, head = found.start("name"), found.start("head")
        last = start
        if (line := _LINE.match(passage.text, start, head)) and line.end() < head - 1:
            last = start = line.end()
        while (hit := passage.hit_at(start)) is not None and hit.name.level and hit.end <= head:
            last, start = start, hit.end
        if head - start < _SHORTEST or _GENERIC.fullmatch(passage.text, start, head):
            start = last
        if (
            _GENERIC.fullmatch(passage.text, start, head)
            or start not in passage.words.starting
            or found.end() not in passage.words.ending
            or _does(passage, start, head)
        ):
            continue
        yield Candidate(start, found.end(), EntityType.PLACE, 0.8)


def _does(passage: Passage, start: int, end: int) -> bool:
    """A verb or a function word stands in what would be the name."""
    words = passage.words
    first, last = words.starting[start], words.covering(end - 1)
    return any(
        words.tags[at][0] in "pcrdmtu" or words.tags[at] == "v" for at in range(first, last + 1)
    )

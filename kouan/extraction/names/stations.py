"""A passage in; stations in front of who works there, fire stations behind their brigade, and the metro of a city out: 人民路站 + 值班站长."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kouan.extraction.names.passages import Candidate, Passage
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

_HAN: Final = "(?:(?![的了在和与及等为是从到至由向各该本])[\u4e00-\u9fff])"
#: Who works at a station of a railway: 人民路站 + 值班站长.
_STAFFED: Final = Expression(
    f"(?:(?<=[，。；：、“”\n])|^)(?P<name>{_HAN}{{2,8}}?站)"
    "(?=(?:客运)?值班(?:站长|员)|(?:副)?站长|站务员|客运(?:主任|员|车间))"
)
#: Bodies that are called stations too.
_NO_RAILWAY: Final = Expression(
    "[\u4e00-\u9fff]{0,8}(?:边检|检查|消防|救援|气象|水文|监测|供电|加油|收费|服务|检测|血|电|防疫|工作|供应|维修|泵|救助|文化|广播|林业|林|农技|植保|兽医|保健|急救|环卫|中转)站"
)
#: A station of a brigade bears the name of its town: 消防救援大队 + 灵溪站.
_OF_BRIGADE: Final = Expression(f"{_HAN}{{2,4}}?(?:消防)?(?:救援)?站(?![在点岗起前台])")
_BRIGADES: Final = ("大队", "支队", "总队")
#: The metro of a city carries, is run and is told of by day.
_METRO: Final = Expression(
    "(?:地铁|轨道交通)(?=线网|累计|日均|客流|全[线网年]|运营(?!公司|分公司|集团|总部|中心|单位)|共|单日|加开|延长|推出|国庆|春节|五一|端午|中秋|元旦|清明|今[年天日]|去年|昨[天日])"
)
_CITIES: Final = ("province", "prefecture")


def find_stations(passage: Passage) -> Iterator[Candidate]:
    """Stations that no list has, and metros behind their city."""
    text = passage.text
    if "站" in text:
        for found in _STAFFED.finditer(text):
            if not _NO_RAILWAY.fullmatch(found["name"]) and found.start() in passage.words.starting:
                yield Candidate(*found.span("name"), EntityType.PLACE, 0.75)
        for head in passage.heads:
            if text.endswith(_BRIGADES, head.start, head.end):
                station = _OF_BRIGADE.match(text, head.end)
                if station is not None:
                    yield Candidate(*station.span(), EntityType.ORGANIZATION, 1.0)
    for hit in passage.hits if "地铁" in text or "轨道交通" in text else ():
        if hit.name.level in _CITIES and (metro := _METRO.match(text, hit.end)):
            yield Candidate(hit.start, metro.end(), EntityType.ORGANIZATION, 0.8)

"""An address or any words that tell where something is in; province, city and county by their present names out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from kouan.extraction.words import without_surrogates
from kouan.model.expression import Expression
from kouan.model.facts import Location
from kouan.model.knowledge import Knowledge

_LEVELS: Final = ("province", "prefecture", "county")
#: What a full name of a division ends with; a short one counts only where nothing parts it from its superior.
_FULL: Final = Expression("[省市区县旗州盟]$|地区$|群岛$|林区$")
#: An address may name such a zone where others name a county.
_ZONE: Final = Expression(
    "(?:国家级)?(?:经济技术开发区|高新技术产业开发区|高新技术开发区|经济开发区|高新区|经开区)"
)


@dataclass(frozen=True, slots=True)
class _Division:
    """One division with those above it; a former one stands for its successor."""

    surface: str
    level: str
    path: tuple[str, ...]
    code: str
    former: bool = False

    def holds(self, other: _Division) -> bool:
        """The other lies in this one, or would if this one were still there."""
        if self.level == "county" or _LEVELS.index(other.level) <= _LEVELS.index(self.level):
            return False
        depth = 1 if self.former else len(self.path)
        return other.path[:depth] == self.path[:depth]


class _Step(NamedTuple):
    division: _Division
    start: int
    end: int


class DivisionBook:
    """Every division by each of its names, matched in one pass."""

    def __init__(self, named: dict[str, tuple[_Division, ...]]) -> None:
        self._named = tuple(named.items())
        self._automaton = AhoCorasick(list(named), matchkind=MatchKind.LeftmostLongest)

    def find(self, text: str) -> Iterator[tuple[int, int, tuple[_Division, ...]]]:
        """The names that stand in a text, from the left, each with the divisions that bear it."""
        for number, start, end in self._automaton.find_matches_as_indexes(without_surrogates(text)):
            yield start, end, self._named[number][1]


def location(text: str, knowledge: Knowledge) -> Location | None:
    """Where the first division that a text names lies, with those that narrow it down behind it; None if it names none."""
    found = list(knowledge.made(division_book).find(text))
    if not found:
        return None
    start, end, bearers = found[0]
    chains = [_chain(_Step(one, start, end), found[1:], text) for one in bearers]
    longest = max(map(len, chains))
    return _told([chain for chain in chains if len(chain) == longest], text)


def _chain(
    first: _Step, following: list[tuple[int, int, tuple[_Division, ...]]], text: str
) -> list[_Step]:
    """A division and those inside it that the text names next: 湖南 + 湘潭市 + 湘潭县."""
    chain = [first]
    for start, end, bearers in following:
        last = chain[-1]
        if start > last.end and not _FULL.search(text, start, end):
            continue  # 青岛市市南区 + 香港中路
        inside = [one for one in bearers if last.division.holds(one)]
        if inside:  # of equal names the higher level, which stands first: 湘潭 is the city
            chain.append(_Step(inside[0], start, end))
    return chain


def _told(chains: list[list[_Step]], text: str) -> Location | None:
    """What the readings of one text agree on: 西湖区 alone lies in Hangzhou or in Nanchang."""
    last = max(chain[-1].end for chain in chains)
    # of names of different levels the higher is meant: 湘潭 is the city
    highest = min((chain[-1].division.level for chain in chains), key=_LEVELS.index)
    chains = [chain for chain in chains if chain[-1].division.level == highest]
    paths = [_by_level(chain[-1].division) for chain in chains]
    # 江北区 is the one in Ningbo, or was one of Chongqing: its name is sure
    standing = [
        path for path, chain in zip(paths, chains, strict=True) if not chain[-1].division.former
    ]
    agreed = {
        level: pool[0][level] if len({path[level] for path in pool}) == 1 else None
        for level, pool in zip(_LEVELS, (paths, paths, standing or paths), strict=True)
    }
    if not any(agreed.values()):
        return None
    codes = {chain[-1].division.code for chain in chains}
    if agreed["county"] is None and agreed["prefecture"] and (zone := _ZONE.match(text, last)):
        agreed["county"], last, codes = zone[0], zone.end(), {""}
    return Location(
        start=chains[0][0].start,
        end=last,
        surface=text[chains[0][0].start : last],
        province=agreed["province"],
        city=agreed["prefecture"],
        county=agreed["county"],
        code=next(iter(codes)) or None if len(codes) == 1 else None,
    )


def _by_level(division: _Division) -> dict[str, str | None]:
    """The names of a division's path by level; a county may lie in a province itself, and a city be its province."""
    path = division.path
    straight = division.level == "county" and len(path) == 2
    told: dict[str, str | None] = dict.fromkeys(_LEVELS)
    told |= zip(("province", "county") if straight else _LEVELS, path, strict=False)
    told["prefecture"] = told["prefecture"] or _city_of(path[0])
    return told


def _city_of(province: str) -> str | None:
    """重庆市 is province and city; so is 香港 under its short name."""
    if province.endswith("市"):
        return province
    return province.removesuffix("特别行政区") if province.endswith("特别行政区") else None


def division_book(knowledge: Knowledge) -> DivisionBook:
    """The lexicon of divisions as a matcher; former ones bear the path of their successors."""
    rows = knowledge.rows("division")
    provinces = {row["surface"] for row in rows if row["level"] == "province"}
    above = {row["surface"]: row["parent"] for row in rows if row["level"] == "prefecture"}

    def path_of(surface: str, level: str, parent: str) -> tuple[str, ...]:
        if level == "province":
            return (surface,)
        surface = surface.removeprefix(parent) or surface  # 阳泉市城区 is its 城区
        if level == "prefecture" or parent in provinces:
            return (parent, surface)
        return (above.get(parent, parent), parent, surface)

    made: dict[str, _Division] = {}
    for row in rows:
        if row["code"] and not row["successor"]:
            path = path_of(row["surface"], row["level"], row["parent"])
            made[row["code"]] = _Division(row["surface"], row["level"], path, row["code"])
    standing = {row[name] for row in rows for name in ("surface", "short") if not row["valid_to"]}
    named: dict[str, list[_Division]] = {}
    for row in sorted(rows, key=lambda row: _LEVELS.index(row["level"])):
        level, surface = row["level"], row["surface"]
        if successor := made.get(row["successor"]):
            one = _Division(surface, successor.level, successor.path, successor.code, former=True)
        else:
            path = path_of(surface, level, row["parent"])
            one = _Division(surface, level, path, row["code"])
        # 平江 is 平江县 in Hunan, and no more 平江区 in Suzhou
        is_short = row["short"] not in standing or not row["valid_to"]
        for name in dict.fromkeys((surface, row["short"]) if is_short else (surface,)):
            named.setdefault(name, []).append(one)
    return DivisionBook({name: tuple(dict.fromkeys(found)) for name, found in named.items()})

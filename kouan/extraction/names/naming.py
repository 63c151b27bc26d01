"""The names an article uses in, the canonical name of each out: the fullest form that the article itself gives.

Rows of a project's own gazetteer (without a source) name their entity outright.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Final

from kouan.extraction.names.shortforms import LEFT_OUT, TAIL_LENGTH, is_short_of
from kouan.model.expression import Expression
from kouan.model.facts import EntityType, Known
from kouan.model.knowledge import Knowledge

Key = tuple[EntityType, str]

#: 江北法院 of 某市江北区人民法院.
COURT: Final = Expression(
    "(?:^|[省市])(?P<place>[一-龥]{2,4}?)(?:自治[县州旗]|[区县市州旗])人民(?P<court>法院|检察院|医院)$"
)
#: 江城重工 of 江城重工机械股份有限公司: what only says of what sort a firm is.
FIRM: Final = Expression(
    "(?P<short>(?!中国)[一-龥]{4,6}?)(?:机械|科技|技术|汽车|药业|能源|材料|装备|电子|食品|实业|发展|投资|控股|集团|工业|智能|环保|生物|医药|信息|网络|新能源|新材料|制造)*(?:股份)?有限(?:责任)?公司"
)
#: 台湾高铁 of 台湾高铁公司.
OF_ISLAND: Final = Expression("((?:台湾|香港|澳门)[一-龥]{2,6})公司")
#: 珠海局 is as long as an office's short form gets with a place of four characters and one between.
OFFICE_LENGTH = 6
#: 人行徐州市分行 is a branch of it; by itself the short form is no row: 人行道.
SHORT_OF_CENTRAL_BANK = "人行"
_CENTRAL_BANK = "中国人民银行"
#: How long the short form of a bank or an office with branches is: 工行, 外汇局, 邮储银行.
_SHORT_OF_HEAD = range(2, 6)
_BRANCHES = ("行", "分局", "分公司", "分院", "总队", "分会")
#: Types whose names are shortened from the front.
TAILED = (EntityType.PLACE, EntityType.PORT, EntityType.SYSTEM, EntityType.DOCUMENT)
#: Which of several an event is.
TERM = Expression("第[一二三四五六七八九十百0-9]{1,4}届")
#: X边检站 is written out, wherever it stands.
STATION = Expression("^(.+?)(?:出入境)?(边检|边防检查)(总?站)$")


def aliases(knowledge: Knowledge) -> dict[Key, frozenset[str]]:
    """For each listed surface what it may be short for: the full names it is listed under."""
    found: dict[Key, set[str]] = {}

    def link(kind: EntityType, surface: str, full: str) -> None:
        if surface and surface != full:
            found.setdefault((kind, surface), set()).add(full)

    for row in knowledge.rows("institution"):
        link(EntityType.ORGANIZATION, row["surface"], row["alias_of"])
    for lexicon in ("division", "country"):
        for row in knowledge.rows(lexicon):
            link(EntityType.PLACE, row["short"], row["surface"])
    for row in knowledge.rows("place"):
        link(EntityType.PLACE, row["surface"], row["alias_of"])
    for row in knowledge.rows("gazetteer"):
        link(EntityType(row["type"]), row["surface"], row["name"])
    return {key: frozenset(fulls) for key, fulls in found.items()}


def known_names(knowledge: Knowledge) -> dict[Key, Known]:
    """For each listed surface the one thing it is listed for; a surface of several (海南) is left out."""
    found: dict[Key, Known] = {}
    several: set[Key] = set()

    def put(kind: EntityType, surface: str, known: Known) -> None:
        if not surface:
            return
        held = found.setdefault((kind, surface), known)
        if held is not known and held != known:
            several.add((kind, surface))

    for row in knowledge.rows("institution"):
        known = Known(
            row["alias_of"] or row["surface"], row["valid_to"] or None, row["successor"] or None
        )
        put(EntityType.ORGANIZATION, row["surface"], known)
    rows = knowledge.rows("division")
    surfaces = {row["code"]: row["surface"] for row in rows if row["code"]}
    shorts = {row["surface"]: row["short"] for row in rows}
    place = EntityType.PLACE
    for row in rows:
        surface = row["surface"]
        if row["valid_to"] or shorts.get(row["parent"]) == surface:
            continue  # 香港 below 香港特别行政区 is the same
        known = Known(surface)
        put(place, surface, known)
        put(place, row["short"], known)
    standing = set(found)
    for row in rows:
        if row["valid_to"]:
            known = Known(row["surface"], row["valid_to"], surfaces.get(row["successor"]))
            for name in (row["surface"], row["short"]):
                if (place, name) not in standing:  # 崇明 is 崇明区, not 崇明县
                    put(place, name, known)
    divisions = {(row["short"], row["parent"]) for row in rows}
    # 北京, the capital of 中国, is its division 北京市
    countries = [
        row for row in knowledge.rows("country") if (row["surface"], row["parent"]) not in divisions
    ]
    official: dict[str, str] = {}  # 中国 → 中华人民共和国: both have a row
    for row in countries:
        if row["surface"] != row["short"]:
            official.setdefault(row["short"], row["surface"])
    for row in countries:
        for surface in {row["surface"], row["short"]}:
            put(place, surface, Known(official.get(row["short"], row["surface"])))
    for row in knowledge.rows("place"):
        put(place, row["surface"], Known(row["alias_of"] or row["surface"]))
    for row in knowledge.rows("port"):
        put(EntityType.PORT, row["surface"], Known(row["surface"]))
    for row in knowledge.rows("gazetteer"):
        put(EntityType(row["type"]), row["surface"], Known(row["name"]))
    for key in several:
        del found[key]
    return found


def given_names(knowledge: Knowledge) -> dict[Key, str]:
    """Names that a project's own gazetteer rows (those without a source) give outright."""
    return {
        (EntityType(row["type"]), row["surface"]): row["name"]
        for row in knowledge.rows("gazetteer")
        if not row["source"]
    }


def canonical_names(used: Iterable[Key], knowledge: Knowledge) -> dict[Key, str]:
    """The canonical name of every name the article uses."""
    links, given = knowledge.made(aliases), knowledge.made(given_names)
    used = set(used)
    families: dict[Key, list[str]] = {}  # names of one listed full name that the article uses
    for key in used:
        for full in links.get(key, ()):
            families.setdefault((key[0], full), []).append(key[1])
    peers = _Peers(used)
    names: dict[Key, str] = {}
    for key in used:
        kind, best = key
        if fulls := links.get(key):
            attested = [full for full in fulls if (kind, full) in used]
            if len(attested) == 1:
                best = attested[0]
            elif len(fulls) == 1 and kind is not EntityType.PLACE:
                family = families[kind, next(iter(fulls))]
                best = max(family, key=lambda one: (len(one), one))
        name = given[key] if key in given else _fuller(kind, best, used, peers)
        if kind is EntityType.PROGRAM and key not in given:
            name = _of_term(name, links.get(key, frozenset()), peers)
        if name == key[1] and kind is EntityType.ORGANIZATION:
            name = _of_branch(name, used, links)
        names[key] = _written_out(kind, name)
    return names


def _of_term(name: str, fulls: frozenset[str], peers: _Peers) -> str:
    """进博会 → 第七届中国国际进口博览会, where the article speaks of one of them by its number."""
    numbered = {one for full in {name, *fulls} for one in peers.of_term.get(full, ())}
    return numbered.pop() if len(numbered) == 1 else name


def _of_branch(name: str, used: set[Key], links: Mapping[Key, frozenset[str]]) -> str:
    """人行徐州市分行 → 中国人民银行徐州市分行, 外汇局四川省分局 → 国家外汇管理局四川省分局, where the article names it whole."""
    if not name.endswith(_BRANCHES):
        return name
    for length in _SHORT_OF_HEAD:
        short, rest = name[:length], name[length:]
        fulls = links.get((EntityType.ORGANIZATION, short), frozenset())
        if short == SHORT_OF_CENTRAL_BANK:
            fulls |= {_CENTRAL_BANK}
        fulls |= {full.removeprefix("中国") for full in fulls}
        for full in sorted(fulls):
            if rest and full != short and (EntityType.ORGANIZATION, full + rest) in used:
                return full + rest
    return name


class _Peers:
    """The names of an article by what they begin and end with: each is asked for those it may be short for."""

    def __init__(self, used: set[Key]) -> None:
        self._used = used

    @cached_property
    def of_term(self) -> dict[str, set[str]]:
        """By the name of an event those of the article that say which of several it is."""
        numbered: dict[str, set[str]] = {}
        for kind, one in self._used:
            if kind is EntityType.PROGRAM and (term := TERM.match(one)):
                numbered.setdefault(one[term.end() :], set()).add(one)
        return numbered

    @cached_property
    def _offices(self) -> dict[str, list[str]]:
        begins: dict[str, list[str]] = {}
        for kind, name in self._used:
            if kind is EntityType.ORGANIZATION and name.endswith("局"):
                for length in range(min(len(name), OFFICE_LENGTH)):
                    begins.setdefault(name[:length], []).append(name)
        return begins

    @cached_property
    def _abridged(self) -> dict[str, set[str]]:
        """The courts and firms by the short form that each is called by."""
        shorts: dict[str, set[str]] = {}
        for kind, name in self._used:
            if kind is not EntityType.ORGANIZATION:
                continue
            if court := COURT.search(name):
                shorts.setdefault(court["place"] + court["court"], set()).add(name)
            elif firm := FIRM.fullmatch(name):
                shorts.setdefault(firm["short"], set()).add(name)
            elif island := OF_ISLAND.fullmatch(name):
                shorts.setdefault(island[1], set()).add(name)
        return shorts

    def whole(self, name: str) -> str | None:
        """The one court or firm of the article that is called so for short."""
        owners = self._abridged.get(name, set()) - {name}
        return next(iter(owners)) if len(owners) == 1 else None

    @cached_property
    def _ending(self) -> dict[Key, list[str]]:
        ends: dict[Key, list[str]] = {}
        for kind, name in self._used:
            if kind in TAILED and len(name) > TAIL_LENGTH:
                bare = LEFT_OUT.sub("", name)
                tails = {bare[at:] for at in range(len(bare) + 1)}
                if bare != name:
                    tails |= {name[at:] for at in range(1, len(name))}
                for tail in tails:
                    ends.setdefault((kind, tail), []).append(name)
        return ends

    def offices(self, name: str) -> list[str]:
        """The longer offices that begin with what stands before 局."""
        return [one for one in self._offices.get(name[:-1], ()) if len(one) > len(name)]

    def full(self, kind: EntityType, name: str) -> list[str]:
        """The names that this one is short for."""
        tails = {name, LEFT_OUT.sub("", name)}
        ending = {one for tail in tails for one in self._ending.get((kind, tail), ())}
        return [one for one in ending if is_short_of(name, one)]


def _fuller(kind: EntityType, name: str, used: set[Key], peers: _Peers) -> str:
    """质检总局 → 国家质检总局; 珠海局 → 珠海检验检疫局, 综合指挥平台 → 扁平化综合指挥平台, where the article has only one that fits."""
    if kind is EntityType.ORGANIZATION:
        for whole in (f"国家{name}", f"中国{name}"):
            if (kind, whole) in used:
                return whole
        if body := peers.whole(name):
            return body
    office = kind is EntityType.ORGANIZATION and name.endswith("局") and len(name) <= OFFICE_LENGTH
    if not office and (kind not in TAILED or len(name) < TAIL_LENGTH):
        return name
    if office:
        owners = peers.offices(name)
        least = min(map(len, owners), default=0)
        owners = [one for one in owners if len(one) == least]
    else:
        owners = peers.full(kind, name)
        longest = max(owners, key=len, default="")
        owners = (
            [longest] if all(one == longest or is_short_of(one, longest) for one in owners) else []
        )
    return owners[0] if len(owners) == 1 and owners[0] else name


def _written_out(kind: EntityType, name: str) -> str:
    if kind is EntityType.ORGANIZATION and (found := STATION.match(name)):
        return f"{found[1]}出入境边防检查{found[3]}"
    return name

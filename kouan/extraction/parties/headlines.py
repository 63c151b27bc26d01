"""The title of an article with its text and entities in, whom its figures are about by what it says, out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from kouan.extraction.parties.actors import ACTORS, FORCES, PRESS, Place, tells
from kouan.extraction.parties.leading import leading_name
from kouan.extraction.words import tagged_words
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

#: 国家卫生健康委通报最新疫情, 越共中央总书记访华: behind a name of a title these say that the figures are not its own.
_NO_SUBJECT: Final = Expression(
    # 某某大学发布毕业生就业质量报告, 某某银行披露年报: who accounts for himself is meant
    "(?!(?<![局部委厅署司会])(?:发布|公布|披露)(?:[^，。；：]{2,24}?(?:就业质量|社会责任|可持续发展|年度?|季度?|中期|业绩|财务)报告|[^，。；：]{2,12}(?:年报|[一三]季报|中报|财报|业绩)))(?:通报|发布|公布|披露|数据|报告|[估称曰]|预[估测计]|首[个艘座条批台次]|第一|最|(?:副|总)?(?:书记|主席|总理|总统|部长|局长|主任|首相|国王|总裁|秘书长|行长|总干事|会长|大使|外长))"
)
#: 旅游局：全年料达三千九百万: an office before a colon tells what follows; 青岛港：上半年… is the port's own.
_OFFICE_TELLS: Final = Expression("(?<=[局委部厅署办会院司])：")
#: 集会反对七国集团: against whom something is done, is not who does it.
_AGAINST: Final = Expression("(?:反对|抗议|谴责|批评|制裁|指控|起诉|收购)$")
#: 商务部印发《某某条例》, 《某某规划》发布: what the story is about.
_ISSUED: Final = Expression(
    "(?:印发|公布|发布|出台)(?:修[订改]后的)?《(?P<name>[^》]{4,50})》|^《(?P<first>[^》]{4,50})》(?:今天|正式)?(?:发布|印发|公布|出台|出版|施行)"
)
#: Offices whose figures are never their own.
_COUNTERS: Final = (
    "统计局", "主计总处", "主计处", "统计处", "普查局", "调查总队", "调查队", "统计中心", "气象署", "气象台", "气象局", "天文台", "疾控中心", "疾管署", "地震台网",
)  # fmt: skip
#: What such a document tells is of the country or the place that it is about.
_TELLING: Final = ("公报", "报告", "白皮书", "蓝皮书", "皮书", "年鉴")
#: 河南省 of 河南省教育厅
_OF_DIVISION: Final = Expression(
    "[一-龥]{2,6}?(?:省|自治区|市|自治州|县)(?=[一-龥]{2,8}[厅局委办])"
)
#: What lies in several places is none of them.
_LAND: Final = ("山", "河", "湖", "江", "街", "路", "湾", "海", "岛")
#: 白鹭重工2024年净利润…: whose figures the title tells, by a name that says nothing of a house.
_HOUSE: Final = Expression(
    "(?P<name>[一-龥A-Za-z]{3,8}?)(?=20[0-9]{2}年|[0-9一二三四前上]{1,2}个?[月季半]|[：:，,]|拟|发布|披露|[净营]利|营收|股价|年报)"
)
_BODY: Final = EntityType.ORGANIZATION
#: 公司实现营业收入…: what such a page calls the house.
_FIRM: Final = Expression(
    "(?:[，。；\n]|(?:日|年|月)，?)公司(?![一-龥]{0,2}(?:债券|数量|法|章程|治理))"
)
#: 访澳旅客逾85万: which of the three, by the sign that headlines have room for.
_VISITED: Final = Expression("[访来赴抵留](?P<sign>[澳港台])(?=[旅游客人])")
_SIGNS: Final = {"澳": "澳门", "港": "香港", "台": "台湾"}
#: The leading bodies of the country, of which titles say what they decide for it.
_LEADING: Final = ("中央", "党中央", "中共中央", "中共中央政治局", "中央政治局")
#: An actor that the title does not name is the main one when so many clauses begin with it, and of what is named of
#: actors it is so large a part.
_MAIN_CLAUSES: Final = 2
_MAIN_WEIGHT: Final = 6
_MAIN_SHARE: Final = 0.4
_BEGINS: Final = "，。；！？：\n“（ "
#: 2031马拉松赛 is 2031年马拉松赛 in the text.
_YEAR: Final = Expression("20[0-9]{2}年?")
_NAME_FEWEST: Final = 4
_NAME_LONGEST: Final = 30
#: Nouns that the tagger takes for verbs or numbers.
_NOUNS: Final = ("工程", "项目", "专场", "档", "展", "赛", "站", "线", "行动", "活动", "计划")
#: Nobody tells anything further behind his name, in characters.
_REACH: Final = 120


def is_counter(name: str) -> bool:
    """True of an office that counts what others do: 行政院主计总处, 政府统计处."""
    return name.endswith(_COUNTERS)


def is_no_subject(title: str, at: int) -> bool:
    """True where a title goes on at `at` so that its figures are not those of the name before: 统计局：, 总统访华."""
    is_office = _OFFICE_TELLS.match(title, at) is not None
    return is_office or _NO_SUBJECT.match(title, at) is not None


def main_actor(text: str, title: str, places: Sequence[Place]) -> str | None:
    """The organization or port that the title names, else the one that most of the article is about."""
    named: Counter[str] = Counter()
    begun: Counter[str] = Counter()
    telling: set[str] = set()
    titled: set[tuple[int, int, str]] = set()
    for place in places:
        if place.type not in (EntityType.ORGANIZATION, EntityType.PORT):
            continue
        if place.name.endswith(PRESS) or place.name in _LEADING:
            continue
        named[place.name] += 2 if place.type is EntityType.ORGANIZATION else 1
        is_clause = place.start == 0 or text[place.start - 1] in _BEGINS
        if is_clause and tells(text, place, place.end + _REACH):
            telling.add(place.name)
        else:
            begun[place.name] += is_clause
        surface = text[place.start : place.end]
        at = title.find(surface)
        if (
            at >= 0
            and not is_no_subject(title, at + len(surface))
            and not _AGAINST.search(title[:at])
            and not place.name.endswith(FORCES)
        ):
            titled.add((at, -len(surface), place.name))
    # who only publishes figures is not what they are about
    titled = {one for one in titled if one[2] not in telling or begun[one[2]]}
    if titled:
        return min(titled)[2]
    main = max(named, key=named.__getitem__, default=None)
    is_main = (
        main
        and named[main] >= _MAIN_WEIGHT
        and named[main] >= _MAIN_SHARE * named.total()
        and begun[main] >= _MAIN_CLAUSES
    )
    return main if is_main else None


def first_named(text: str, title: str, places: Sequence[Place]) -> str | None:
    """The first entity that the title names, an actor before a scheme, unless it tells what follows; no person."""
    found: set[tuple[bool, int, int, str]] = set()
    for place in places:
        surface = text[place.start : place.end]
        at = title.find(surface)
        after = at + len(surface)
        if place.type is EntityType.DOCUMENT and (
            " " in place.name or place.name.endswith(_TELLING)
        ):
            continue  # the title of a broadcast, a report on others
        if place.type is EntityType.ORGANIZATION and place.name.endswith(PRESS):
            continue
        if place.type is EntityType.PERSON:
            continue  # what somebody of a title does is told by figures that are not his
        if at >= 0 and not is_no_subject(title, after):
            is_scheme = place.type not in ACTORS
            found.add((is_scheme, at, -len(surface), place.name))
    if not found:
        return None
    is_scheme, at, length, name = min(found)
    # 云南白鹭：…: the narrower place stands right behind the wider
    behind = (
        one[3]
        for one in sorted(found)
        if one[:2] == (is_scheme, at - length) and not one[3].endswith(_LAND)
    )
    return next(behind, name)


def issued_document(title: str) -> str | None:
    """The document that the title says is issued: 印发《某某意见》."""
    found = _ISSUED.search(title)
    name = (found["name"] or found["first"]) if found else None
    return None if name and name.endswith(_TELLING) else name


def house_of(title: str, text: str, places: Sequence[Place]) -> str | None:
    """The house that the title begins with and that the text calls 公司, whatever its name ends with."""
    found = _HOUSE.match(title)
    if found is None or _OFFICE_TELLS.match(title, found.end()) or not _FIRM.search(text):
        return None
    name: str = found["name"]
    is_other = any(place.name == name and place.type is not _BODY for place in places)
    opens = text.startswith(name) or any(f"{mark}{name}" in text for mark in "\n。，")
    return name if opens and not is_other else None


def abridged(name: str, named: Iterable[Place]) -> str | None:
    """The first body whose name has both halves of a shorter one, of four characters or more: 江城铁路."""
    if len(name) < _NAME_FEWEST:
        return None
    halves = [(name[:cut], name[cut:]) for cut in range(2, len(name) - 1)]
    bodies = (one.name for one in named if one.type is _BODY and name not in one.name)
    return next(
        (one for one in bodies if any(first in one and last in one for first, last in halves)), None
    )


def is_house(text: str, first: int, last: int) -> bool:
    """True where [first, last) begins with 公司 for the house of the page."""
    return _FIRM.match(text, first - 1, last) is not None


def unlisted_name(title: str, article: str) -> str | None:
    """The name without a gazetteer that the title begins with."""
    parts = (leading_name(part, article) for part in title.split("："))
    name = next((name for name in parts if name), None)
    if name is None or not is_no_subject(title, title.find(name) + len(name)):
        return name
    # who tells is not meant, but the division that its office is of: 河南省教育厅发布
    office = _OF_DIVISION.match(name)
    return office[0] if office else None


def visited(title: str) -> str | None:
    """The region that the title says people come to: 访澳旅客."""
    found = _VISITED.search(title)
    return _SIGNS[found["sign"]] if found else None


def recurring(title: str, body: str) -> str | None:
    """The thing that the title begins with and that the text names again in the same words: 青岭500千伏变电站扩建工程."""
    opens = _YEAR.match(title)
    begin = opens.end() if opens else 0
    length = min(len(title) - begin, _NAME_LONGEST)
    while length >= _NAME_FEWEST and title[begin : begin + length] not in body:
        length -= 1
    if length < _NAME_FEWEST:
        return None
    words = list(tagged_words(title[begin : begin + length]))
    while words and (words[-1][1][0] not in "nj" and not words[-1][0].endswith(_NOUNS)):
        words.pop()
    name = "".join(surface for surface, _ in words)
    name = name if "”" in name else name.removeprefix("“")
    is_mark = name.count("“") != name.count("”") or any(
        mark in name for mark in "，。：；！？、《》（） "
    )
    if len(name) < _NAME_FEWEST or is_mark or words[0][1][0] in "vm":
        return None
    is_said = any(tag[0] in "pcr" for _, tag in words)  # a sentence, no name
    return None if is_said else title[:begin] + name

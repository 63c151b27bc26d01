"""A figure that is stated with others in the order of a list of names in, the name that is its own, out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from kouan.extraction.parties.actors import ACTORS, LEAD, Place
from kouan.extraction.parties.narrower import countries
from kouan.extraction.parties.sorts import SORTS
from kouan.extraction.words import tagged_words
from kouan.language.numerals import number
from kouan.model.expression import Expression
from kouan.model.facts import EntityType
from kouan.model.knowledge import Knowledge

#: 依次录得61.2万、54.6万及70.8万人次: figures in the order of what was named.
_IN_ORDER: Final = Expression("(?:分别|依次|先后|各)[^，。；：！？、0-9]{0,14}?(?=[0-9])")
_CLAUSE: Final = Expression("[，。；：！？\n]")
_PART: Final = Expression("[。；：！？\n]")
_ITEM: Final = Expression(
    "[^，。；：！？、0-9]{0,6}?[0-9][^，。；：！？、]*?(?:、|以及|[和及与]|$)"
)
_MARKS: Final = Expression("、|以及|[和及与]")
#: A division that is none of the entities, in a list with some that are: 无为市、南陵县.
_DIVISION: Final = Expression("[一-龥]{2,4}[市县区旗](?<![各全该市]市|[各全该]县|[各全该地]区)")
#: Parts of a house and their like, which figures are told of one by one.
_PARTS: Final = (
    "号线", "学院", "学校", "中学", "小学", "医院", "卫生院", "内科", "外科", "妇科", "产科", "儿科", "眼科", "病区", "审判庭", "法庭", "景区", "校区", "园区", "厂区", "港区", "矿区", "灌区", "社区", "街道", "水库",
    "专业", "码头", "航站楼", "支行", "分公司", "事业部", "车间", "展馆", "展厅", "车站", "泊位", "路段", "镇", "乡", "村",
)  # fmt: skip
#: Nobody states more figures so, nor names a thing at more length, in characters.
_REACH: Final = 160
_LONGEST: Final = 20
_CLAUSES: Final = 3
#: So far before a figure stands that it is a share.
_SHARES: Final = 6
_FEWEST: Final = 2
#: 甲区、乙区合计占, 甲、乙、丙3个乡镇的接种率均, 甲航运、乙海运两家公司合计
_SUMMED: Final = Expression(
    "(?P<listed>[^，。；：！？、0-9]{2,14}(?:(?:、|[和与及])[^，。；：！？、0-9等]{2,14}?){1,5})"
    "(?:(?P<counted>[2-9]|[两三四五六])(?:个|家|座|条|所|地|市|县|区|镇|港|省)[^，。；：！？、0-9]{0,12}?(?:(?<!平)均|都|合计|共)|合计)",
    holds="均都合共",
)
#: 合计占到63%: of the whole that the text is about.
_SHARED: Final = Expression("占比?(?:到|达|了|为)?(?:约|近|超过?)?$")
_VERBS: Final = frozenset("vpdu")
#: 居全国前三位
_RANKS: Final = Expression("前(?P<number>[2-9]|[两二三四五六七八九])(?:位|名|强)?")
#: 江西大坳、广西大藤峡等6处
_FIRST_OF: Final = Expression(
    "[^，。；、！？]{0,8}、[^，。；！？]{0,40}?等(?:地|省|市|国|[0-9一二三四五六七八九十两多])|等[0-9一二三四五六七八九十两多]"
)
#: 杜塞尔多夫、汉堡等多个机场
_TOWNS: Final = Expression(
    "(?P<listed>[^，。；！？、的]{2,8}(?:、[^，。；！？、]{2,10}){1,8}?)等(?:[多数0-9一二三四五六七八九十]{0,3}个?)(?:地|州|省|市|城|机场|邦|郡|县|车站|港)"
)
#: So many characters behind 等 tell what is listed.
_AHEAD: Final = 3
_AND: Final = Expression("[、和及与]")


#: What stands between a name and its figure in a list of both, or the share of it in brackets behind: 旅客, 出口, （占.
_SAID_OF: Final = Expression(
    "[^，。；：！？、（）0-9]{0,8}(?:[0-9][^，。；：！？、（）]{0,16}（[^，。；：！？、（）0-9]{0,8})?"
)
#: 其次为嘉义县6210万元（占26%）: a share in brackets is of whom the amount before it is of.
_OPENS: Final = Expression("(?:^|[，：、和及与]|[为是])$")
_SHARE_OF: Final = Expression("[0-9][^，。；：！？、（）]{0,16}（占")
_FIGURE: Final = Expression("[0-9][^，。；：！？、（）0-9]{1,6}(?:（[^（）]{1,24}）)?$")
_FIGURE_REACH: Final = 40


def of_list(text: str, places: Sequence[Place], first: int, figure: tuple[int, int]) -> str | None:
    """Whom of a list a figure is of, by its order or as it stands in brackets behind it, or all of them where it is of them together."""
    return (
        of_item(text, places, first, figure)
        or one_of_list(text, places, first, figure)
        or in_brackets(text, places, figure)
        or all_of_list(text, places, first, figure)
    )


def of_item(text: str, places: Sequence[Place], first: int, figure: tuple[int, int]) -> str | None:
    """The name that its own item begins with, where the one before has a name of that sort and a figure: 罗湖口岸旅客20万人次、福田口岸10万人次."""
    start = figure[0]
    clause = _begin(text, _CLAUSE, max(first, start - _REACH), start)
    within = _within(places, clause, start)
    last = within[-1] if within else None
    if (
        last
        and _SHARE_OF.fullmatch(text, last.end, start)
        and _OPENS.search(text, clause, last.start)
    ):
        return last.name
    named = [one for one in within if text[one.start - 1] in "、和及与"]
    if not named or not _SAID_OF.fullmatch(text, named[-1].end, start):
        return None
    own, mark = named[-1], named[-1].start - 1
    if not _FIGURE.search(text, max(clause, mark - _FIGURE_REACH), mark):
        return None
    item = max(clause, text.rfind("、", clause, mark) + 1)
    return own.name if any(one.type is own.type for one in _within(places, item, mark)) else None


def one_of_list(
    text: str, places: Sequence[Place], first: int, figure: tuple[int, int]
) -> str | None:
    """The name that a figure at [start, stop) stands for in its order: 青茂口岸 of 甲口岸、乙口岸依次录得3万、5万人次.

    The names open the clause of the figures, or the one before: 甲省、乙省风调雨顺，亩产分别提高1公斤和2公斤.
    """
    start, stop = figure
    clause = _begin(text, _CLAUSE, max(first, start - _REACH), start)
    order = [*_IN_ORDER.finditer(text, clause, start + 1)][-1:]  # the figure's own first digit too
    if not order:
        return None
    mark = _CLAUSE.search(text, stop, stop + _REACH)
    end = mark.start() if mark else min(len(text), stop + _REACH)
    items = [item.span() for item in _ITEM.finditer(text, order[0].end(), end)]
    own = [number for number, item in enumerate(items) if item[0] <= start < item[1]]
    if len(items) < _FEWEST or not own:
        return None
    own_list = _spans(text, clause, order[0].start())
    if len(own_list) == len(items):
        return _names(text, places, own_list)[own[0]] if own_list else None
    part = _begin(text, _PART, max(first, start - _REACH), start)
    at = clause
    for _ in range(_CLAUSES):
        if at <= part or len(own_list) > 1:
            return None
        end, at = at - 1, _begin(text, _CLAUSE, part, at - 1)
        spans = _spans(text, at, end)
        if len(spans) == len(items):
            return _names(text, places, spans)[own[0]]
    return None


def in_brackets(text: str, places: Sequence[Place], figure: tuple[int, int]) -> str | None:
    """Whom a figure in brackets stands behind: 广州 of 病例分布在广州（301例）、佛山（246例）."""
    start, stop = figure
    if text[max(0, start - 1) : start] != "（" or text[stop : stop + 1] != "）":
        return None
    inside = _within(places, max(0, start - _LONGEST), start)
    return inside[-1].name if inside and inside[-1].end == start - 1 else None


def all_of_list(
    text: str, places: Sequence[Place], first: int, figure: tuple[int, int]
) -> str | None:
    """All names of the list that the clause of a figure begins with, where it is of them together: 甲区、乙区合计占全市的四成.

    So is a rank of as many (甲省、乙省、丙省居前三位), and what is said of each of as many as are counted (甲、乙两镇均超过七成).
    """
    start, stop = figure
    clause = _begin(text, _CLAUSE, max(first, start - _REACH), start)
    if text.find("、", clause, start) < 0:
        return None
    rank = _RANKS.fullmatch(text, start, stop)
    if summed := _SUMMED.match(text, clause, start):
        spans = _spans(text, clause, summed.end("listed"))
        is_all = len(spans) >= _FEWEST and all(_names(text, places, spans))
        if counted := summed["counted"]:
            is_all = is_all or not any(_is_told(text, places, span) for span in spans)
            is_all = is_all and len(spans) == _number(counted)
        if _SHARED.search(text, max(clause, start - _SHARES), start):
            return None
        return text[spans[0][0] : spans[-1][1]] if is_all else None
    if rank is None:
        return None
    spans = _spans(text, clause, start)
    names = _names(text, places, spans)
    is_of_all = len(spans) == _number(rank["number"]) and all(names)
    return "、".join(name for name in names if name) if is_of_all else None


def _is_told(text: str, places: Sequence[Place], span: tuple[int, int]) -> bool:
    """Whether a stretch is more than a name: 特别是甘肃, 安排甲公司."""
    words = tagged_words(text[slice(*span)])
    return any(_within(places, *span)) or any(tag[0] in _VERBS for _, tag in words)


def _number(word: str) -> int:
    return int(number(word) or 0)


def _begin(text: str, mark: Expression, first: int, at: int) -> int:
    """Where the stretch between two marks begins that `at` stands in."""
    found = [*mark.finditer(text, first, at)][-1:]
    return found[0].end() if found else first


def _spans(text: str, begin: int, end: int) -> list[tuple[int, int]]:
    """The stretches between the marks of a list that a clause begins with."""
    lead = LEAD.match(text, begin, end)
    at = lead.end() if lead else begin
    spans = []
    for mark in _MARKS.finditer(text, at, end):
        if mark.start() > at:  # 与某地的进出口额 begins no list
            spans.append((at, mark.start()))
            at = mark.end()
    return [*spans, (at, end)]


def _names(
    text: str, places: Sequence[Place], spans: Sequence[tuple[int, int]]
) -> Sequence[str | None]:
    """The names of a list; none where one of them names nothing."""
    names = [_name(text, places, *span) for span in spans[:-1]]
    names.append(_name(text, places, *spans[-1]) or _last(places, *spans[-1]))
    return names if all(names) else _of_one_sort(text, spans) or [None] * len(spans)


def _of_one_sort(text: str, spans: Sequence[tuple[int, int]]) -> Sequence[str] | None:
    """Names that no list has, where all end in one sort of thing: 生命学院、资源学院, 2号线、3号线."""
    first, *others = (text[slice(*span)] for span in spans)
    sort = next((one for one in _PARTS if first.endswith(one)), None)
    if sort is None or not others or any("的" in one for one in (first, *others)):
        return None
    last = others[-1].find(sort)
    names = [first, *others[:-1], others[-1][: last + len(sort)]]
    is_each = last > 0 and all(one.endswith(sort) and len(sort) < len(one) for one in names)
    return names if is_each and max(map(len, names)) <= _LONGEST else None


def _name(text: str, places: Sequence[Place], begin: int, end: int) -> str | None:
    """What [begin, end) names as a whole: an entity, or a name that ends in a sort of thing."""
    for place in _within(places, begin, end):
        if (place.start, place.end) == (begin, end):
            return place.name
    whole = text[begin:end]
    if _DIVISION.fullmatch(whole):
        return whole
    is_name = len(whole) <= _LONGEST and whole.endswith(SORTS) and "的" not in whole
    is_name = is_name and any(_within(places, begin, end))
    return whole if is_name else None


def _last(places: Sequence[Place], begin: int, end: int) -> str | None:
    """The entity that the last of a list begins with, behind which stands what is said of all."""
    return next((place.name for place in _within(places, begin, end) if place.start == begin), None)


def _within(places: Sequence[Place], begin: int, end: int) -> list[Place]:
    at = bisect_left(places, begin, key=lambda place: place.start)
    stop = bisect_left(places, end, key=lambda place: place.start)
    return [place for place in places[at:stop] if place.type in ACTORS and place.end <= end]


def is_first(text: str, place: Place, end: int) -> bool:
    """True of the first of several places: 江西大坳、广西大藤峡等6处."""
    return place.type is EntityType.PLACE and _FIRST_OF.match(text, place.end, end + 1) is not None


def is_over(text: str, place: Place, end: int, knowledge: Knowledge) -> bool:
    """True of a country whose towns are listed behind it: 德国杜塞尔多夫、汉堡等多个机场."""
    names = knowledge.made(countries)
    listed = _TOWNS.match(text, place.end, end + _AHEAD)
    return (
        listed is not None
        and place.name in names
        and names.isdisjoint(_AND.split(listed["listed"]))
    )

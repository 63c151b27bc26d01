"""A table and its article in, what holds for the whole of it out: its time, its units, whom it is about, what it counts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Final, NamedTuple

from kouan.extraction.entities import find_entities
from kouan.extraction.figures.canonical import indicators_named
from kouan.extraction.parties.about import About
from kouan.extraction.parties.headlines import unlisted_name
from kouan.extraction.stated import home_of
from kouan.extraction.tables.grid import Table
from kouan.extraction.tables.heads import Anchor, Time, units_in
from kouan.extraction.time.periods import periods
from kouan.model.article import Article, Block, Role
from kouan.model.expression import Expression
from kouan.model.facts import Entity, EntityType, Modality, SubjectBasis
from kouan.model.knowledge import Knowledge
from kouan.model.processed import Cleaned

#: A longer line above a table is a sentence: its time is the table's where it tells of one alone.
LONGEST_NAME: Final = 60
_NAMED: Final = (EntityType.PORT, EntityType.PLACE, EntityType.ORGANIZATION)
_HOME: Final = Expression(r"全国|我国", holds="全我")
CHINA: Final = "中国"
#: 某某县2023年一季度: a name that stands before the time of a bulletin, whether or not a gazetteer has it.
_UNLISTED: Final = Expression(
    r"(?:^|[\d年月度日：:\s])((?![全我各本该市区县每])[\u4e00-\u9fff]{1,6}(?:[省市县区州旗港]|口岸))(?=(?:19|20)\d\d\s?年|\d{1,2}\s?[月—-]|[上下]半年|[一二三四]季度|前[一二三1-9])"
)
#: What is expected, and what is planned.
_PLANNED: Final = Expression(r"预[报测计]|预算数|计划(?!单列)|目标|任务", holds="预计目任")
_EXPECTED: Final = ("预报", "预测", "预计")
#: What was planned and done, and a sentence that speaks of no table.
_DONE: Final = Expression(
    r"(?<!计划)(?<!预计)(?<!预期)完成|完成(?:情况|率|进度)|计划生育|(?<!下表)(?<!如下)(?<!所示)。$"
)
#: What ends so is a sentence, and a title comes before it.
_UNTIL: Final = Expression(r"\s*截[至止][^。]*(?<=[：:])$", holds="截")
_ENDS: Final = ("。", "：", ":")
#: 本报杭州10月12日讯
_DATELINE: Final = Expression(
    r"^\s*(?:本报|本网|本刊|新华社|中新社|中新网|记者)[^，。]{0,24}[讯电]", holds="讯电"
)
#: When a table was made.
_MADE: Final = Expression(r"(?:制表|填表|填报|编制|更新|发布|公布|印发|报送|统计)(?:日期|时间)")
#: What a country has of others: its trade with them, not theirs.
TRADE: Final = Expression("进出口|出口|进口", holds="口")
_SUFFIX: Final = Expression(r"[市县区州旗](?![场民委政级域区内里外])", holds="市县区州旗")
_SELECTION: Final = Expression(
    r"主要|部分|重点|前[0-9一二三四五六七八九十]{1,3}[位名家大强]|排[名行]", holds="主部重前排"
)
#: Who counts is not what is counted: 国家统计局, 湛江海关.
_COUNTS: Final = Expression(r"(?:统计局|统计厅|[局厅部委署办院]|海关|委员会|调查队|办公室)$")
#: How sure a figure is by where its subject stands: in its row or column, above its table, nowhere.
_HEADED: Final = 0.9
_ABOVE: Final = 0.7
_UNNAMED: Final = 0.6


class Context(NamedTuple):
    """What holds for all figures of a table where their heads say nothing else."""

    anchor: Anchor
    units: tuple[str, ...]
    about: About
    indicator: str | None
    home: str
    #: Its rows are some of many (主要港口): their sum is nobody's.
    is_selection: bool = False
    #: What the lines say of all figures: those of a plan are none of the facts.
    modality: Modality = Modality.ACTUAL
    #: 进口 of a table of goods.
    trade: str = ""

    def counted_in(self, units: Iterable[str | None]) -> Context:
        """The same with units that the corner of the table says: （人民币百万元）."""
        return self._replace(units=(*(unit for unit in units if unit), *self.units))

    def goods(self, row: str, column: str) -> str:
        """The words of a row of goods with their trade, where the column does not say it: 大豆 below 进口商品量值."""
        return row if TRADE.search(row + column) else row + self.trade

    def words(self, told: str, knowledge: Knowledge) -> str:
        """What a figure counts by its heads, or by the line that names the table: 吞吐量 of 货物吞吐量, not 出口 of 进出口."""
        is_short = self.indicator is not None and self.indicator.endswith(told)
        if self.indicator is None or not is_short or (told and indicators_named(told, knowledge)):
            return told
        return self.indicator


#: Where each name of an article stands, and what it is called.
Names = Mapping[tuple[int, int], str]


class Surroundings:
    """An article as its tables are read in it: where its names stand, and whom its title is about; made once for all of them."""

    def __init__(
        self,
        article: Article,
        entities: Sequence[Entity],
        document: Cleaned,
        knowledge: Knowledge,
    ) -> None:
        self.article = article
        self.home = home_of(document, knowledge)
        self._clean = document.clean
        self._named = _mentions(entities)
        self._starts = [start for start, *_ in self._named]
        self.names: Names = {(start, end): entity.name for start, end, entity in self._named}
        self._in_title: list[tuple[int, int, Entity]] = []
        if article.title:
            # the title is none of the blocks that names are looked for in
            block = Block(Role.BODY, article.title_start, article.title_end, article.title)
            titled = replace(article, blocks=(block,))
            self._in_title = _mentions(find_entities(titled, document, knowledge))

    def subject(self, start: int, end: int) -> str | None:
        """The first place or body that the line [start, end) names; 中国 where it speaks of the whole country."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return _subject(self._clean[start:end], start, self._named[first:last])

    @cached_property
    def title_subject(self) -> str | None:
        """Whom the title is about."""
        title = self.article.title or ""
        found = _subject(title, self.article.title_start, self._in_title)
        return found if found not in (None, CHINA) else unlisted_name(title, self._clean) or found


def _mentions(entities: Sequence[Entity]) -> list[tuple[int, int, Entity]]:
    """The places of bodies, ports and places, in order."""
    return sorted(
        (
            (mention.start, mention.end, entity)
            for entity in entities
            if entity.type in _NAMED
            for mention in entity.mentions
        ),
        key=lambda one: one[:2],
    )


def context_of(table: Table, around: Surroundings, knowledge: Knowledge) -> Context:
    """What the lines above a table say of it, the nearest first, and then the title of its article."""
    article = around.article
    title = [article.title] if article.title else []
    told = [line for line in table.above if not _is_dateline(line.text)]
    lines = [*(line.text for line in told), *title]
    timed = sorted(lines, key=_is_sentence)
    time = next(
        (time for line in timed if (time := _time_in(line, article.published_at, knowledge))), None
    )
    units = next((found for line in lines if (found := units_in(line, knowledge))), [])
    named = [line for line in lines if len(line) <= LONGEST_NAME]
    indicators = next((found for line in named if (found := indicators_named(line, knowledge))), [])
    above = (
        around.subject(line.start, line.end)
        for line in told
        if len(line.text) <= LONGEST_NAME and not _is_sentence(line.text)
    )
    return Context(
        Anchor(time, article.published_at),
        tuple(units),
        _about(next((subject for subject in above if subject), None), around),
        indicators[0] if len(indicators) == 1 else None,
        around.home,
        any(_SELECTION.search(line) for line in named),
        next((planned for line in named if (planned := modality_in(line))), Modality.ACTUAL),
        next((trade for line in named if (trade := _trade(line))), ""),
    )


def _is_dateline(line: str) -> bool:
    return _DATELINE.search(line) is not None


def _is_sentence(line: str) -> bool:
    """Whether a line is a sentence of its own; 截至10月5日，情况如下： speaks of the table."""
    return line.rstrip().endswith(_ENDS) and not _UNTIL.match(line)


def _trade(line: str) -> str:
    """The trade that a line speaks of, where it is one alone."""
    told = {found[0] for found in TRADE.finditer(line)}
    return told.pop() if len(told) == 1 else ""


def modality_in(line: str) -> Modality | None:
    """Whether a line, or a head, says that its figures are expected or planned."""
    found = _PLANNED.search(line) if not _DONE.search(line) else None
    if found is None:
        return None
    return Modality.FORECAST if found[0] in _EXPECTED else Modality.TARGET


def _time_in(line: str, published_at: str | None, knowledge: Knowledge) -> Time | None:
    """The time that a line tells of; of a sentence that tells of several none."""
    if _MADE.search(line):
        return None
    found = [one for one in periods(line, knowledge, published_at) if one.value and not one.is_base]
    values = {one.value for one in found}
    if not found or (len(line) > LONGEST_NAME and len(values) > 1):
        return None
    return Time(found[0].value or "", found[0].span, "carried")


def in_heads(name: str | None) -> About:
    """Whom the row or the column of a figure names."""
    return About(name, _HEADED, SubjectBasis.CLAUSE) if name else About(None, _UNNAMED)


def _about(above: str | None, around: Surroundings) -> About:
    """Whom the lines above a table name, else the title of its article."""
    name = above or around.title_subject
    basis = SubjectBasis.PARAGRAPH if above else SubjectBasis.ARTICLE
    return About(name, _ABOVE, basis) if name else About(None, _UNNAMED)


def _subject(line: str, start: int, named: Sequence[tuple[int, int, Entity]]) -> str | None:
    """Whom a line that begins at `start` is about, by the names that stand in it."""
    for first, last, entity in named:
        if not _is_teller(entity):
            surface = line[first - start : last - start]
            return _whole(line, first - start, surface, entity.name)
    if unlisted := _UNLISTED.search(line):
        return unlisted[1]
    return CHINA if _HOME.search(line) else None


def _whole(line: str, at: int, surface: str, name: str) -> str:
    """The name of a place, or, where the line goes on with what it is (白河, 白河市), that of another."""
    suffix = _SUFFIX.match(line, at + len(surface))
    return surface + suffix[0] if suffix and not surface.endswith(suffix[0]) else name


def _is_teller(entity: Entity) -> bool:
    """Whether a body is one that publishes figures of others."""
    return entity.type is EntityType.ORGANIZATION and _COUNTS.search(entity.name) is not None

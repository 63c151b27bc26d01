"""A passage in; townships and streets of China that stand in it, what lies in them, and rows of them out: 油坊店、麻埠等乡镇."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Final

from kouan.extraction.names.passages import Candidate, Passage
from kouan.extraction.words import HAN
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

_FILE: Final = "township.txt"
_END: Final = Expression("[镇乡]|街道|苏木")
#: So near in front of the shared word a mark between its items stands, and no row is longer.
_NEAR, _LONGEST_ROW = 14, 60
_SIZES: Final = range(7, 0, -1)
#: The segmenter joins these to the first character of a name.
_BEFORE: Final = frozenset("的在于到和与及对向从由是为经至往赴将让请给把被")
#: Behind the word for a township that begins another: 乡村振兴, 镇江, 街道上.
_GOES_ON: Final = Expression(
    "乡[村愁土亲贤情音规]|镇[静痛压定守]|镇江(?![镇乡])|街道[路口具]|村镇银行"
)
#: What is told of all that lives in towns: 城镇居民, 城镇化.
_URBAN: Final = Expression(
    "城镇(?:居民|化|职工|新增|登记|调查|人口|常住|失业|就业|非|私营|单位|基本|户籍|老旧|建设|体系|污水|供水|燃气|困难|投资|固定|集体|人均|住房|地区|女|青年|低|[和与及、])"
)
#: Bodies of a township bear its name: 歧坪镇 + 党委, 西滨镇 + 卫生院.
_BODY: Final = Expression(
    "党委|党工委|纪委|人大(?![代会多概部约都幅量半])|(?:人民)?政府|办事处|(?:中心)?卫生院|社区卫生服务中心|派出所|司法所|敬老院|中心校|财政所|供电所|税务所|文化站|农技站|兽医站|"
    "便民服务中心|综合执法队|综治中心|(?:第[一二三四五六七八九十])?(?:中心|初级|完全|高级|希望|中心完全)?(?:小学|中学|幼儿园|学校)(?!生)|九年(?:一贯)?制学校"
)
#: What several townships share.
_SHARED: Final = Expression(
    r"(?P<items>(?:[\u4e00-\u9fff]{2,6}、)+[\u4e00-\u9fff]{2,4}?)"
    r"(?:等(?:地的)?)?(?:[0-9]{1,2}|[两二三四五六七八九十]{1,3})?个?(?:偏远|边远|重点|沿江|沿河|沿海|沿线|主要|山区|中心|边境|库区|民族){0,2}"
    r"(?P<level>乡镇|镇街|镇乡|街镇|街道|镇|乡)(?![级村域长江府])"
)
_LEVELS: Final = {
    "乡镇": ("镇", "乡"),
    "镇乡": ("镇", "乡"),
    "镇街": ("镇", "街道"),
    "街镇": ("镇", "街道"),
}
#: A village or a neighbourhood right behind its township: 麻埠镇 + 齐山村.
_INSIDE: Final = Expression(
    "(?![的各全等多每该本两三几有在和与及个农乡渔山贫党政内辖下所周边邻第中]|部分)(?:(?![的等有和与及在个各条座])[\u4e00-\u9fff]){2,4}?(?:村(?![民庄级里口委支集小镇干上])|社区(?![卫服居工党干医养民团])|嘎查)"
)


#: A village by itself, at the head of its clause or behind where somebody is: 来到 + 台盘村.
_VILLAGE: Final = Expression(
    "(?:(?<![\u4e00-\u9fff0-9])|(?<=[在到对由和与入的])|(?<=走进)|(?<=来到))"
    "(?P<name>(?!洛桑江村|[住达])(?!(?:[穷富弱强该全本各每邻外这那何整新老小大][\u4e00-\u9fff]?|住|让|把|进|走|以|针对|涉及|隔壁|示范|样板|明星|中心|重点|试点|运动员|技术官员|媒体|[亚奥]运|亚残运|大运|冬奥|残奥|建制|行政|自然|城中|空心|脱贫|贫困|易地|移民|安置|传统|美丽|特色|专业|文明|民族|未来|数字|智慧|和美|电商|邻近|周边|附近|受灾|偏远|沿线|沿海|边境|所在)村)"
    "(?:(?![的和与各该本这那一两三四五六七八九十多几其等是有在了也为将就从向到每个镇乡县区市省级于把让])[\u4e00-\u9fff]){1,3}(?<![农山渔进强兴建访])村)"
    "(?=[^\u4e00-\u9fff]|[和与的在今种有就已]|村民|党支部|位于|依托|通过|地处|去年)"
)


#: The last characters of divisions in which villages lie, told in full.
_DIVISIONS: Final = ("县", "市", "旗", "区")


@cache
def _listed() -> dict[str, str]:
    """What follows the first character of a township, name by name with a blank around each."""
    lines = files("kouan.lexicons").joinpath(_FILE).read_text("utf-8").splitlines()
    return {line[0]: f"{line[1:]} " for line in lines if not line.startswith("#")}


def is_township(name: str) -> bool:
    """The list has a township of this name.

    >>> is_township("油坊店乡"), is_township("城乡")
    (True, False)
    """
    return f" {name[1:]} " in _listed().get(name[:1], "")


def find_townships(passage: Passage) -> Iterator[Candidate]:
    """Townships by the list, what they are called in rows, and villages behind them."""
    text = passage.text
    for found in _END.finditer(text):
        if "、" in text[max(0, found.start() - _NEAR) : found.start()]:
            yield from _row(passage, found.start())
        if _GOES_ON.match(text, found.start()) or _URBAN.match(text, max(found.start() - 1, 0)):
            continue
        start = _start(passage, found.start(), found.end())
        if start is None:
            continue
        yield Candidate(start, found.end(), EntityType.PLACE, 0.8)
        if (body := _BODY.match(text, found.end())) is not None:
            yield Candidate(start, body.end(), EntityType.ORGANIZATION, 0.8)
        if (inside := _INSIDE.match(text, found.end())) is not None:
            yield Candidate(*inside.span(), EntityType.PLACE, 0.75)
    yield from _in_divisions(passage)
    at = text.find("村")
    while at >= 0:
        village = next(
            (one for size in (3, 2, 1) if (one := _VILLAGE.match(text, max(at - size, 0)))), None
        )
        if village is not None:
            start, end = village.span("name")
            outer = passage.hit_at(start)
            start = (
                outer.end
                if outer is not None and not outer.name.weak and outer.end < end - 1
                else start
            )
            yield Candidate(start, end, EntityType.PLACE, 0.7)
        at = text.find("村", at + 1)


def _in_divisions(passage: Passage) -> Iterator[Candidate]:
    """Villages right behind their county: 澄江市 + 立昌村, however the segmenter cuts them."""
    if "村" not in passage.text and "社区" not in passage.text:
        return
    for hit in passage.hits:
        is_division = hit.name.level == "county" and hit.surface.endswith(_DIVISIONS)
        if is_division and (inside := _INSIDE.match(passage.text, hit.end)) is not None:
            yield Candidate(*inside.span(), EntityType.PLACE, 0.75)


def _start(passage: Passage, head: int, end: int) -> int | None:
    """Where the longest listed township that ends here begins, if it may begin there."""
    text = passage.text
    for size in _SIZES:
        start = head - size
        if start < 0 or not is_township(text[start:end]):
            continue
        if _may_begin(passage, start):
            return start
    return None


def _may_begin(passage: Passage, start: int) -> bool:
    """A clause, a word or another name ends here, or the segmenter glued a function word to what follows."""
    text = passage.text
    if start == 0 or not HAN.match(text[start - 1]):
        return True
    if start in passage.words.starting or text[start - 1] in _BEFORE:
        return True
    before = passage.hit_over(start - 1, start)
    return before is not None and before.end == start


def _row(passage: Passage, level: int) -> Iterator[Candidate]:
    """Townships of a row that share their last word, where the list has all but one of them."""
    text = passage.text
    for found in _SHARED.finditer(text, max(0, level - _LONGEST_ROW), level + 3):
        levels = _LEVELS.get(found["level"], (found["level"],))
        at = found.start()
        spans: list[tuple[int, int, str | None]] = []
        for number, item in enumerate(found["items"].split("、")):
            end = at + len(item)
            spans.append(_item(passage, at, end, levels, opens=number == 0))
            at = end + 1
        known = sum(name is not None for _, _, name in spans)
        if known < 2 and known < len(spans):
            continue
        if known >= len(spans) - 1:
            for start, end, name in spans:
                if 2 <= end - start <= 4:
                    yield Candidate(start, end, EntityType.PLACE, 0.85, name)


def _item(
    passage: Passage, start: int, end: int, levels: tuple[str, ...], *, opens: bool
) -> tuple[int, int, str | None]:
    """The part of a row that names a township; the first begins behind what stands in front of the row."""
    first = start if not opens else max(start, end - 4)
    begins = range(first, end - 1) if opens else (start,)
    for at in begins:
        for level in levels:
            if is_township(passage.text[at:end] + level) and _may_begin(passage, at):
                return at, end, passage.text[at:end] + level
    return start, end, None

"""A passage in; companies by the name they are registered under out, as far as no other rule found it: 共享装备 + 股份有限公司."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from itertools import chain
from typing import Final

from kouan.extraction.names.passages import Candidate, Passage
from kouan.extraction.names.runs import Boundaries, is_telling
from kouan.extraction.words import HAN
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

#: What every such name ends with.
_LEGAL: Final = Expression(
    "(?:(?:股份|集团|控股|[（(](?:集团|控股)[）)]){0,3}有限(?:责任)?公司)(?!法(?![定人庭]))"
)
_REGISTERED: Final = Expression(
    "(?P<core>[一-鿿A-Za-z0-9]{2,20}?)(?:[（(][一-鿿]{2,6}[）)][一-鿿]{0,12}?)?(?P<stock>股份)?有限(?:责任)?公司"
)
#: So many characters of such a name stand for the whole; what is of the state is called in other ways.
_WHOLE: Final = 4
_OF_STATE: Final = ("中国", "国家", "中央", "全国", "中华")
#: A listed company, by the code of its share behind it: 信义光能（00968.HK）; six digits alone tell of a short name only.
_CODED: Final = Expression(
    "(?:(?<![\u4e00-\u9fffA-Za-z0-9])|(?<=[和与及由对])|(?<=以及)|(?<=包括)|(?<=记者从))(?P<name>(?:(?![，和与及的])[\u4e00-\u9fffA-Z]){2,8}(?:-[A-Z])?)"
    "(?=[（(](?:(?:股票|证券)?代码[:：]?)?(?:(?P<bare>(?:00|30|60|68|83|87|43|92)[0-9]{4}(?![0-9.]))|[0-9]{6}\\.?(?:SH|SZ|BJ)|[0-9]{4,5}\\.?HK|(?:NYSE|NASDAQ|HKEX)[:：][A-Z0-9]{1,6}|[A-Z]{2,5}\\.(?:US|N|O))[）)、；，])"
)
#: What else such digits stand behind: 该基金（004321）, 编号（683214）, 农村人口（600000）.
_UNLISTED: Final = Expression(
    "[该本这各某此].*|.*(?:公司|股票|代码|编号|人口|基金|债券|指数|邮编|[号码人个家名元吨里])"
)
_SHARES: Final = range(3, 6)
#: Which of several houses of a name, or what it is: 三联书店（香港）, 银河航天（北京）.
_BRACKET: Final = Expression("[（(][\u4e00-\u9fff]{2,6}[）)]$")
#: Latin letters and digits that are part of a name: 360数科, TCL科技, 58同城.
_LETTERS: Final = Expression("[A-Za-z0-9]{1,12}")
#: 几家 + 贸易有限公司: one of many, and none by name.
_COUNT: Final = Expression("[一二两三四五六七八九十几多数百千]*[家个间]")
_ORDINAL: Final = Expression("第[一二三四五六七八九十]")
#: Parts of speech that no name of a company holds.
_OUTSIDE: Final = ("p", "c", "u", "r", "d", "y", "w", "t", "e", "o")
_LONGEST: Final = 26
_SHORTEST: Final = 2
#: What only says what a company trades in, and names none: 科技有限公司.
_PLAIN: Final = Expression(
    "(?:出版|科技|技术|信息|网络|贸易|商贸|实业|投资|发展|建设|工程|建筑|装饰|物流|运输|食品|农业|文化|传媒|广告|旅游|能源|电力|环保|医药|生物|制造|机械|电子|控股|管理|服务|咨询|股份|集团|国际|进出口|房地产|开发|置业|汽车|新能源|材料|设备|教育|健康|医疗|一人|两家|多家|私人|独资|合资|外商|中外)*"
)


def find_legal_names(
    passage: Passage, known: Container[int], limits: Boundaries
) -> Iterator[Candidate]:
    """Each company whose registered name ends where no body in `known` does, or that the code of its share follows."""
    for coded in _CODED.finditer(passage.text):
        if coded.end("name") not in known and _is_share(passage, coded):
            yield Candidate(*coded.span("name"), EntityType.ORGANIZATION, 0.75)
    if "限" not in passage.text:
        return
    for found in _LEGAL.finditer(passage.text):
        if found.end() in known:
            continue
        start = _start(passage, found.start(), limits)
        if start is not None and not _PLAIN.fullmatch(passage.text, start, found.start()):
            yield Candidate(start, found.end(), EntityType.ORGANIZATION, 0.7)


def _is_share(passage: Passage, coded: re.Match[str]) -> bool:
    """Whether a code is that of a share, and what stands before it no place with its postcode."""
    name = coded["name"]
    if _UNLISTED.fullmatch(name) or (coded["bare"] and len(name) not in _SHARES):
        return False
    at = coded.start("name")
    while (hit := passage.hit_at(at)) is not None and hit.name.type is EntityType.PLACE:
        at = hit.end
    return at < coded.end("name")


def body_ends(passage: Passage, shapes: Iterable[Candidate]) -> frozenset[int]:
    """Where the bodies of a passage end that a list or their shape tells."""
    found = chain(
        ((one.end, one.type) for one in shapes), ((hit.end, hit.name.type) for hit in passage.hits)
    )
    return frozenset(end for end, kind in found if kind is EntityType.ORGANIZATION)


def short_of_registered(name: str, place: str) -> Iterator[str]:
    """What a company may be called for short; `place` is the division that its name begins with, or nothing.

    >>> list(short_of_registered("兴化市垛上农业发展有限公司", "兴化市"))
    ['垛上农业', '垛上农业发', '垛上农业发展', '垛上集团', '垛上公司']
    """
    found = _REGISTERED.fullmatch(name)
    if found is None:
        return
    core = found["core"].removeprefix(place)
    if name.startswith(_OF_STATE) or _PLAIN.match(core).end():  # type: ignore[union-attr]
        return
    yield from (core[:end] for end in range(_WHOLE, len(core) + 1))
    if len(core) >= _WHOLE:
        yield from (core[:2] + kind for kind in ("股份" if found["stock"] else "集团", "公司"))


def _start(passage: Passage, head: int, limits: Boundaries) -> int | None:
    """Where the name in front of its ending begins: behind the last word that no name holds."""
    words, text = passage.words, passage.text
    at = start = head
    while at > head - _LONGEST:
        bracket = _BRACKET.search(text, max(at - 8, 0), at)
        if bracket is not None:
            at = start = bracket.start()
            continue
        number = words.closed_by(at)
        if number is None:
            number = words.covering(at - 1) if at else None
        if number is None or words.starts[number] == at:
            break
        word = text[words.starts[number] : at]
        if not _may_stand(passage, number, word, limits):
            break
        if words.tags[number] == "v" and start < head and _opens(passage, number + 1):
            break  # 考察 + 昌河飞机工业（集团）
        at = start = words.starts[number]
    return start if head - start >= _SHORTEST else None


def _may_stand(passage: Passage, number: int, word: str, limits: Boundaries) -> bool:
    """Whether a word may be part of a company's name."""
    if not word or word in limits.company or _COUNT.fullmatch(word):
        return False
    if _LETTERS.fullmatch(word):
        return True
    if _ORDINAL.fullmatch(word):
        return True  # 中国 + 第一 + 汽车集团
    if not HAN.fullmatch(word) or word in limits.within or number in passage.post_words:
        return False
    tag = passage.words.tags[number]
    if passage.hit_over(passage.words.starts[number], passage.words.ends[number]) is not None:
        return True
    return not (tag.startswith(_OUTSIDE) and len(word) < 2 + tag.startswith(("r", "t")))


def _opens(passage: Passage, number: int) -> bool:
    """Whether a name begins with a word: a place, or what looks like a name."""
    return is_telling(passage, number, EntityType.ORGANIZATION) > 0

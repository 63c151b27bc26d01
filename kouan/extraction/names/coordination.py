"""A passage in; parts of a list that share one head out, each under its whole name: 拱北、横琴口岸, 湛江市委市政府."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kouan.extraction.names.beginnings import name_start
from kouan.extraction.names.passages import Candidate, Passage
from kouan.extraction.names.runs import Boundaries, run_before
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

ITEM = r"[^，。；：！？、\s“”《》（）()\d等和与及的个]{2,14}"
JOINT = r"(?:、|和|与|及|以及)"
#: 拱北、横琴、珠澳跨境工业区3个口岸; 湛江、茂名两个检验检疫局; 拱北、跨境等口岸.
SHARED = Expression(
    rf"({ITEM}(?:{JOINT}{ITEM}){{1,24}})(等)?((?:[\d一二两三四五六七八九十多几]+)(?:个|大|家|座|处))?"
    r"(公路口岸|铁路口岸|陆路口岸|边境口岸|机场口岸|口岸|检验检疫局|出入境检验检疫局|海关|边检站|边防检查站|机务段|车务段|工务段|电务段|供电段|车辆段|客运段|铁路局|气象局|海事局|码头|机场|火车站|高铁站|汽车站|难民营|分村)"
    r"(?!城市|经济|办|管理|委|部门|单位|总署|人员|开放)"
)
SHARED_HEAD = Expression(
    "口岸|检验检疫局|海关|边检站|边防检查站|[机车工电]务段|供电段|车辆段|客运段|铁路局|气象局|海事局|码头|机场|火车站|高铁站|汽车站|难民营|分村"
)
#: Two ports that share a head, with nothing between: 阿拉山口 + 和 + 霍尔果斯口岸.
PAIR = Expression(
    "(?P<joint>[和与])[\u4e00-\u9fff]{2,5}?(?P<head>口岸|海关)(?!总署|局|城|经济|办|管理|人员|部门|单位)"
)
#: 马道、企石、青年3座梯级枢纽: a number of works, each by its name.
WORKS = Expression(
    r"(?P<items>[^，。；：！？、\s“”《》（）()\d等和与及的个]{2,10}(?:、[^，。；：！？、\s“”《》（）()\d等和与及的个]{2,6}){1,9}(?:[和与及][^，。；：！？、\s“”《》（）()\d等和与及的个]{2,6})?)等?"
    r"(?:\d{1,2}|[两二三四五六七八九十])座(?:梯级|大型|中型|小型|新|高铁|跨江|跨海|特大|公路|铁路)?(?P<head>枢纽|船闸|水库|水电站|大桥|隧道|车站|机场)"
)
COUNT_OF_WORKS = Expression(r"[\d两二三四五六七八九十]座", holds="座")
PORT_HEADS, PLACE_HEADS = ("口岸", "码头"), ("机场", "火车站", "高铁站", "汽车站", "难民营", "分村")
#: 湛江市委市政府 names two bodies at once.
PARTY_AND_GOVERNMENT = Expression("([省市县区州旗])委、?([省市县区州旗]政府)")


def find_coordinated(passage: Passage, limits: Boundaries) -> Iterator[Candidate]:
    """The parts of enumerations before a shared head, and party committee with government."""
    yield from _shared(passage, limits)
    yield from _party_and_government(passage)
    yield from _works(passage)


def _shared(passage: Passage, limits: Boundaries) -> Iterator[Candidate]:
    text = passage.text
    if not SHARED_HEAD.search(text):
        return
    yield from _pairs(passage)
    if "、" not in text:
        return
    for found in SHARED.finditer(text):
        head = found[4]
        kind = EntityType.PORT if head.endswith(PORT_HEADS) else EntityType.ORGANIZATION
        if head in PLACE_HEADS:
            kind = EntityType.PLACE
        if found[2] is None and found[3] is None and "、" not in found[1]:
            continue
        if any(head in found[1] for head in ("口岸", "海关", "检验检疫局", "边检站")) and not (
            found[2] or found[3]
        ):
            continue  # each part bears a head of its own
        spans = _items(found.start(1), found[1])
        counted = bool(found[2] or found[3])
        items: list[tuple[int, int]] = []
        for start, end in spans:
            begin = _item_start(passage, start, end, limits)
            if begin is None:
                items = []
                if start == spans[0][0]:
                    continue
                break
            items.append((begin, end))
        if len(items) < (2 if counted else 1):
            continue
        for number, (start, end) in enumerate(items):
            if end in passage.organization_ends:
                continue  # 湛江海关与湛江、茂名两个检验检疫局: the first bears a head of its own
            surface = text[start:end]
            bears = passage.head_ending.get(end)
            ported = bears is not None and bears.heads[0].type is kind is EntityType.PORT
            whole = surface if ported else surface + head
            if not counted and number == len(items) - 1 and end == found.start(4):
                continue  # the last one bears its head and is found by its shape
            listed = passage.hit_at(start)
            fits = (
                listed is not None
                and listed.end == end
                and (
                    listed.name.type is kind
                    or listed.name.type is EntityType.PLACE
                    or listed.name.stem
                )
            )
            if fits or counted:
                yield Candidate(start, end, kind, 1.0 if fits else 0.75, whole)


def _pairs(passage: Passage) -> Iterator[Candidate]:
    """阿拉山口和霍尔果斯口岸: the first of two listed ports or places that share a head."""
    text = passage.text
    for pair in PAIR.finditer(text):
        first = passage.hit_over(pair.start() - 1, pair.start()) if pair.start() else None
        second = passage.hit_at(pair.end("joint"))
        if first is None or second is None or first.end != pair.start():
            continue
        known = all(
            one.name.stem or one.name.type in (EntityType.PLACE, EntityType.PORT)
            for one in (first, second)
        )
        if known and pair.start("head") in (second.end, second.end - len(pair["head"])):
            kind = EntityType.PORT if pair["head"] == "口岸" else EntityType.ORGANIZATION
            yield Candidate(first.start, first.end, kind, 1.0, first.surface + pair["head"])


def _works(passage: Passage) -> Iterator[Candidate]:
    """Dams, bridges, stations of a row that share the word for what they are."""
    text, words = passage.text, passage.words
    if "座" not in text or "、" not in text:
        return
    for found in WORKS.finditer(text) if COUNT_OF_WORKS.search(text) else ():
        for start, end in _items(found.start("items"), found["items"]):
            begin, last = start, words.covering(end - 1)
            for number in range(words.covering(start), last):
                if words.tags[number][0] in "vpd" and words.ends[number] < end:
                    begin = words.ends[number]
            if start == found.start("items") and words.tags[last].startswith(("nr", "ns", "nz")):
                begin = max(begin, words.starts[last])
            if end - begin >= 2 and not passage.text.endswith(found["head"], begin, end):
                yield Candidate(begin, end, EntityType.PLACE, 0.8, text[begin:end] + found["head"])


def _items(at: int, joined: str) -> list[tuple[int, int]]:
    spans = []
    for part in re.split(f"({JOINT})", joined):
        if part and not re.fullmatch(JOINT, part):
            spans.append((at, at + len(part)))
        at += len(part)
    return spans


def _item_start(passage: Passage, start: int, end: int, limits: Boundaries) -> int | None:
    """Where the item begins once the words before it are cut off; None if it is no name."""
    words = passage.words
    number = words.closed_by(end)
    if number is None:
        return None
    hit = passage.hit_over(end - 1, end)
    run = run_before(passage, number + 1, limits)
    first = max(run.first, words.covering(start))
    if first > number:
        return None
    begin = name_start(passage, run._replace(first=first, last=number + 1), EntityType.PORT, limits)
    if begin is not None and begin >= start:
        return begin
    if hit is not None and hit.start >= start:
        return hit.start
    at = words.starts[first]
    return at if 2 <= end - at <= 8 and not words.tags[first].startswith("v") else None


def _party_and_government(passage: Passage) -> Iterator[Candidate]:
    if "政府" not in passage.text:
        return
    for found in PARTY_AND_GOVERNMENT.finditer(passage.text):
        level = found[1]
        hit = passage.hit_over(found.start() - 1, found.start() + 1)
        if hit is None or hit.name.type is not EntityType.PLACE or hit.end < found.start():
            continue
        place = passage.text[hit.start : found.start()]
        if "、" in found[0]:  # 洛阳市委、市政府: each by itself
            at = found.start(2)
            yield Candidate(at, found.end(), EntityType.ORGANIZATION, 0.95, f"{place}{level}政府")
            yield Candidate(
                hit.start, found.start() + 2, EntityType.ORGANIZATION, 0.95, f"{place}{level}委"
            )
            continue
        yield Candidate(hit.start, found.end(), EntityType.ORGANIZATION, 0.9, f"{place}{level}政府")
        yield Candidate(
            hit.start, found.start() + 2, EntityType.ORGANIZATION, 0.9, f"{place}{level}委"
        )

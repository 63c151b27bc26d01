"""A passage in; names that are not listed but have the shape of one out: words that tell, then a head (湛江 + 海关)."""

from __future__ import annotations

from collections.abc import Iterator

from kouan.extraction.names.beginnings import ACCORDING, name_start, subject_start
from kouan.extraction.names.branches import find_branches
from kouan.extraction.names.idle_heads import closes_nothing
from kouan.extraction.names.listed import Head
from kouan.extraction.names.offices import national_start, office_start
from kouan.extraction.names.passages import Candidate, HeadHit, Passage
from kouan.extraction.names.places import ALONG, NUMBERED, OVER
from kouan.extraction.names.runs import PLACE_SIGNS, Boundaries, Run, is_common, run_at
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

#: Parts of speech of words that only seem to be the last of a head: the name goes on.
GOES_ON = frozenset({"城市", "经济", "型", "群", "人", "部门"})
#: Committees inside an organization are not named apart from it: …总站党委书记.
INNER = frozenset({"党委", "纪委", "团委", "党支部", "党总支", "总工会"})
#: Behind a country: 美国FDA.
ACRONYM = Expression("[A-Z]{3,6}(?![A-Za-z0-9+&-])")
#: Who leads a firm, and what it lends and earns, is no part of its name: 青州银行 + 行长, 青州银行 + 党委书记, 青州银行 + 贷款.
LED_BY = (
    "党委",
    "纪委",
    "行长",
    "副行长",
    "董事",
    "监事",
    "首席",
    "总裁",
    "副总裁",
    "总经理",
    "副总经理",
    "贷款",
    "存款",
    "净利",
    "净息差",
    "不良",
    "总资产",
    "资产总额",
    "营业收入",
    "营收",
    "股价",
    "相关负责人",
    "有关负责人",
)
#: Firms, schools and hospitals have such committees too.
HOUSES = ("银行", "公司", "集团", "大学", "学院", "医院")
#: What the name of a firm ends with that the segmenter takes for one word: 钢铁集团.
FIRM_ENDS = ("集团", "公司")
ACADEMIES = ("科学院", "农科院", "社科院")
#: What the words for a school begin with that is no name by itself: 莫斯科 + 国际关系学院.
SCHOOLED = (
    "国际", "国立", "州立", "市立", "理工", "工业", "农业", "师范", "医科", "外国语", "外语", "政法", "财经", "科技", "科学技术", "民族", "音乐", "美术", "体育",
)  # fmt: skip
#: What the words for a firm begin with that are no name by themselves: 奇瑞 + 控股集团.
HOLDINGS = ("控股", "投资", "实业", "股份", "产业", "国际")
SERVICES = frozenset({"武警"})
#: What the firms of a group begin with, in front of the place that they are in: 中车 + 株洲电力机车有限公司.
GROUPS = (
    "中车",
    "国网",
    "中铁",
    "中建",
    "中交",
    "中核",
    "中航",
    "国能",
    "中电建",
    "中石化",
    "中石油",
    "中海油",
)
#: Behind its university a campus is named by itself, and what stands on it: 某某大学 + 螺蛳湾校区, 花江校区体育馆.
CAMPUS = "校区"
#: What is counted is many and has no name: 2所五年制高职学校.
COUNTED = Expression("[0-9一二两三四五六七八九十百千万][余多]?[所家个间座批支类]$")


def find_shapes(passage: Passage, limits: Boundaries) -> Iterator[Candidate]:
    """Every name by shape; overlapping ones are left to the resolution of mentions."""
    organizations: list[Candidate] = []
    sites: list[Candidate] = []
    for found in passage.heads:
        following = passage.text[found.end : found.end + 2]
        if following[:1] in GOES_ON or following in GOES_ON or following[:1] == "长":
            continue  # 卫生部 + 长
        if closes_nothing(passage, found):
            continue
        if passage.text[found.start : found.end] in INNER and (
            found.start in passage.organization_ends
            or passage.text.endswith(HOUSES, 0, found.start)
            or _is_in_listed(passage, found.start)
        ):
            continue
        for head in found.heads:
            if head.type is EntityType.PROGRAM or _is_listed(passage, found, head):
                continue
            start = _start_of(passage, found, head, limits)
            if start is not None and not (
                is_common(passage.text[start : found.end], head.type, limits)
                or _is_counted(passage, start)
            ):
                is_body = head.type is EntityType.ORGANIZATION
                if is_body and ACCORDING.match(passage.text, start):
                    start += 1
                if is_body:
                    start = _behind_role(passage, start, found, limits)
                elif CAMPUS in passage.text[start : found.end]:
                    start = max(start, passage.text.rfind("大学", start, found.start - 1) + 2)
                opening = _sender_start(passage, start) if is_body else start
                shape = Candidate(opening, found.end, head.type, 0.8)
                if is_body:
                    organizations.append(shape)
                elif head.type is EntityType.PLACE:
                    sites.append(shape)
                yield shape
                if not is_body and (numbered := NUMBERED.match(passage.text, found.end)):
                    yield Candidate(opening, numbered.end(), EntityType.PLACE, 0.8)
    yield from find_branches(passage, organizations, sites)
    yield from _foreign_acronyms(passage, limits)


def _behind_role(passage: Passage, start: int, head: HeadHit, limits: Boundaries) -> int:
    """承包商 + 瑞晟营造股份有限公司: what a company is to somebody is no part of its registered name."""
    words = passage.words
    number = words.starting.get(start)
    if number is None or not passage.text.endswith("有限公司", 0, head.end):
        return start
    end = words.ends[number]
    is_role = words.surfaces[number] in limits.company and head.start - end > 1
    return end if is_role else start


def _is_in_listed(passage: Passage, at: int) -> bool:
    """A listed body ends here: 长沙银行 + 党委."""
    hit = passage.hit_over(at - 1, at) if at else None
    return hit is not None and hit.end == at and hit.name.type is EntityType.ORGANIZATION


def _sender_start(passage: Passage, start: int) -> int:
    """A body abroad bears the name of who sent it: 中国 + 驻 + 柬埔寨大使馆; a force that of its service: 武警 + 黑龙江总队."""
    text = passage.text
    if start and text[start] in PLACE_SIGNS and text[start - 1] in PLACE_SIGNS:
        number = passage.words.starting.get(start - 1)
        if number is not None and passage.words.ends[number] == start:
            return start - 1  # 中 + 俄议会合作委员会
    group = next((one for one in GROUPS if text.endswith(one, 0, start)), None)
    if group is not None and start - len(group) in passage.words.starting:
        return start - len(group)
    host = passage.hit_over(start - 1, start) if start else None
    inside = host is not None and host.end == start and host.name.level == "country"
    begin = host.start if host is not None and inside else start  # 驻柬埔寨 + 暹粒领事馆
    at = begin if text.startswith("驻", begin) else begin - 1
    stationed = at > 0 and text.startswith("驻", at)
    hit = passage.hit_over(at - 1, at) if stationed else host
    if start == 0 or hit is None or hit.end != (at if stationed else start):
        return start
    sender = hit.name.level == "country" or hit.name.type is EntityType.ORGANIZATION
    return hit.start if (sender if stationed else hit.surface in SERVICES) else start


def _goes_on(passage: Passage, end: int) -> bool:
    """A noun follows, to which the head belongs: 中国 + 航空发动机, 上海 + 保险市场."""
    if passage.text.startswith(LED_BY, end):
        return False
    number = passage.words.starting.get(end)
    if number is None:
        return end < len(passage.text)
    tag = passage.words.tags[number]
    return tag.startswith(("n", "vn", "j")) and tag[:2] not in ("nr", "ns", "nt")


def _is_listed(passage: Passage, found: HeadHit, head: Head) -> bool:
    """阿勒泰地区 stands in the gazetteer: nothing before it belongs to it."""
    hit = passage.hit_over(found.end - 1, found.end)
    if head.type is EntityType.ORGANIZATION:  # 山海关 is a place, not the customs house of a 山
        is_place = hit is not None and hit.name.type is EntityType.PLACE
        return is_place and hit is not None and hit.start < found.start and hit.end == found.end
    return (
        hit is not None
        and hit.end == found.end
        and not hit.name.stem
        and not hit.name.weak
        and hit.name.type is head.type
    )


def _is_counted(passage: Passage, start: int) -> bool:
    """Whether a number of such things is said, none of them by name."""
    if OVER.search(passage.text, max(0, start - 3), start):
        return True
    counted = COUNTED.search(passage.text, max(0, start - 4), start)
    return counted is not None and passage.hit_at(start) is None


def _foreign_acronyms(passage: Passage, limits: Boundaries) -> Iterator[Candidate]:
    """美国FDA: a country and an acronym that stands for one of its bodies; not 美国GDP."""
    for country in passage.hits:
        if country.name.level != "country":
            continue
        acronym = ACRONYM.match(passage.text, country.end)
        if acronym is not None and acronym[0] not in limits.common:
            yield Candidate(country.start, acronym.end(), EntityType.ORGANIZATION, 0.9)


def _start_of(passage: Passage, found: HeadHit, head: Head, limits: Boundaries) -> int | None:
    """Where the name that this head closes begins; None if it closes none."""
    if head.need in ("short", "office"):
        hit = passage.hit_over(found.start - 1, found.start)
        if hit is not None and hit.end == found.start:
            return hit.start if hit.name.type in (EntityType.PLACE, EntityType.PORT) else None
        if head.need == "short":
            return None
    if head.need == "office":
        return office_start(passage, run_at(passage, found, limits))
    if head.need == "national":
        return national_start(passage, run_at(passage, found, limits))
    if head.need == "closed" and _goes_on(passage, found.end):
        return None
    run = run_at(passage, found, limits)
    if head.need == "subject":
        return subject_start(passage, run, found, head.type, limits)
    if head.need == "unit":
        surface = passage.text[found.start : found.end]
        if run.prefix and surface != "司":
            return None  # 国务院决策部署
        return _unit(passage, run)
    if run.prefix:
        return _inside_word(passage, found, head)
    if run.first == run.last:
        return None
    if head.need in ("name", "closed"):
        return name_start(passage, run, head.type, limits)
    return None


def _inside_word(passage: Passage, found: HeadHit, head: Head) -> int | None:
    """调顺港: the segmenter took name and head for one word; it is a name if the tag says so."""
    words = passage.words
    number = words.covering(found.start)
    if words.ends[number] != found.end or head.need != "name":
        return None
    single = head.type is EntityType.PLACE and found.end - found.start == 1
    sure = ("ns", "nt") if single else ("ns", "nz", "nt")  # 三峡大坝, not 集成电路
    if words.tags[number] in sure and len(words.surfaces[number]) >= 3:
        start = words.starts[number]
        if single and words.surfaces[number][0] in ALONG:
            start += 1  # 沿 + 钦江
        before = passage.hit_over(start - 1, start) if start else None
        surface = words.surfaces[number]
        is_body = head.type is EntityType.ORGANIZATION
        if not is_body or before is None or before.end != start:
            return start
        if surface.endswith((*FIRM_ENDS, *ACADEMIES)) and before.name.type is EntityType.PLACE:
            return before.start  # 湖南 + 钢铁集团, 甘肃省 + 社会科学院
        if surface.startswith(SCHOOLED) and surface.endswith(("大学", "学院")):
            return before.start if before.name.type is EntityType.PLACE else start
        is_brand = before.name.type is EntityType.ORGANIZATION and surface.startswith(HOLDINGS)
        return before.start if is_brand else start  # 奇瑞 + 控股集团
    hit = passage.hit_over(found.start - 1, found.start)
    if hit and hit.end == found.start and hit.name.type is EntityType.PLACE and not hit.name.weak:
        return hit.start
    return None


def _unit(passage: Passage, run: Run) -> int | None:
    """质检总局通关司: a listed organization, then a short unit of it."""
    words = passage.words
    for number in range(run.last - 1, max(run.last - 4, run.first) - 1, -1):
        hit = passage.hit_over(words.starts[number], words.ends[number])
        if hit and hit.name.type is EntityType.ORGANIZATION:
            told = number < run.last - 1 or len(run.prefix) >= 2
            return hit.start if told and hit.end == words.ends[number] else None
    return None
